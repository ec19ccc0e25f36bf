"""The panel's files and the stand-alone page, sent so that an update never mixes old and new modules."""

from __future__ import annotations

import hashlib
from pathlib import Path

from aiohttp import web

from .. import __version__
from ..errors import CastbookError, NotFound
from . import pictures
from .answers import SAFE, as_json
from .desk import Ask
from .events import listen
from .guard import Table

WEB_ROOT = Path(__file__).resolve().parents[2] / "web"
MEDIA_TYPES = {
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
PAGE_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}

routes = Table()
page_routes = Table()  # of the stand-alone server only: in ComfyUI everything outside /castbook is the host's
routes.get("/events")(listen)


@routes.get("/status", without_library=True)
async def status(ask: Ask) -> web.Response:
    """Which Castbook this is, whether its library is there, which engines it has, and as whom the user is known."""
    library, trouble = ask.desk.open_library, ask.desk.trouble
    if library is not None:
        try:
            await ask.run(library.foreign_changes)  # the cheapest look into it
        except CastbookError as error:
            trouble = error
    return as_json(
        {
            "version": __version__,
            "library": {
                "id": library.id if library else None,
                "error": trouble.as_json() if trouble else None,
            },
            "engines": list(ask.desk.engine_kinds),
            "author": ask.author(),
        }
    )


@routes.get("/web/{path:.+}", without_library=True, query=None)
async def panel_file(ask: Ask) -> web.Response:
    """A file of the panel. The address is looked up in a listing and never made into a path."""
    files = await ask.run(published, ask.desk.web_root)
    file = files.get(ask.request.match_info["path"])
    if file is None:
        raise NotFound(
            "unknown_file", "The panel has no such file.", "Reload the page: Castbook may have been updated."
        )
    return await _send(ask, file, {"Content-Type": MEDIA_TYPES[file.suffix]})


@routes.anything("")
@routes.anything("/{rest:.*}")
async def nothing(ask: Ask) -> web.Response:
    """What no route answers, in our form of an error."""
    raise NotFound(
        "unknown_route", "Castbook has no such address, or not for this method.", "docs/api.md lists the routes."
    )


@page_routes.get("/", without_library=True, is_page=True, query=None)
async def studio(ask: Ask) -> web.Response:
    """The stand-alone page: the same panel, no ComfyUI."""
    return await _send(ask, ask.desk.web_root / "studio.html", PAGE_HEADERS)


page_routes.anything("/{rest:.*}")(nothing)


def published(root: Path) -> dict[str, Path]:
    """Every file the panel may ask for, by its address below /castbook/web/. Read anew each time: packs are updated
    while they run."""
    found = [*root.glob("studio.*"), *(root / "panel").rglob("*")]
    return {
        file.relative_to(root).as_posix(): file
        for file in found
        if file.suffix in MEDIA_TYPES and file.is_file() and not file.is_symlink()
    }


async def _send(ask: Ask, file: Path, head: dict[str, str]) -> web.Response:
    """The file with an ETag of its content: a browser asks every time, and gets it only when it has changed."""
    try:
        data = await ask.run(file.read_bytes)
    except OSError:
        raise NotFound("unknown_file", "This file of the panel is missing.", "Install Castbook anew.") from None
    etag = hashlib.sha256(data).hexdigest()
    head = {**SAFE, **head, "Cache-Control": "no-cache", "ETag": f'"{etag}"'}
    if pictures.is_known(ask.request, etag):
        return pictures.not_modified(head)
    return web.Response(body=data, headers=head)
