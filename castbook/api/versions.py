"""Versions: one immutable portrait each, with its image, its thumbnails and the graph that made it."""

from __future__ import annotations

import math
from contextlib import suppress
from functools import partial
from typing import Any

from aiohttp import web

from .. import provenance
from ..errors import NotFound
from ..library import Library
from . import fields, pictures, shapes
from .answers import as_json
from .desk import Ask
from .guard import Table

routes = Table()
KIND = "version"
SIZES = ("256", "768")


@routes.get("/versions/{id}")
async def version(ask: Ask) -> web.Response:
    """One version with all that is known about it."""
    return as_json(shapes.version(await ask.run(ask.library.version, ask.id(KIND))))


@routes.delete("/versions/{id}")
async def delete(ask: Ask) -> web.Response:
    """Hide a version; it keeps its number, and the newest one left is selected if this one was."""
    fields.read(ask.body, {})
    await ask.run(ask.library.delete_version, ask.id(KIND))
    return as_json({"id": ask.id(KIND), "deleted": True})


@routes.post("/versions/{id}/restore")
async def restore(ask: Ask) -> web.Response:
    """Bring a deleted version back."""
    fields.read(ask.body, {})
    await ask.run(ask.library.restore_version, ask.id(KIND))
    return as_json(shapes.version(await ask.run(ask.library.version, ask.id(KIND))))


@routes.get("/versions/{id}/image", query=None)  # whoever embeds a picture may add anything to its address
async def image(ask: Ask) -> web.StreamResponse:
    """The picture's file as it was made or uploaded, bit for bit."""
    found = await ask.run(ask.library.version, ask.id(KIND))
    owner = await ask.run(ask.library.character, found.character_id)
    head = pictures.headers(found.media_type, found.sha256, pictures.disposition(owner.name, found))
    if pictures.is_known(ask.request, found.sha256):
        return pictures.not_modified(head)
    path = await ask.run(ask.library.image_path, found.id)
    file = await ask.run_heavy(pictures.open_checked, path, found)
    return await pictures.stream(ask.request, file, found.bytes, head)


@routes.get("/versions/{id}/thumbnail", query=("size", "deleted"))
async def thumbnail(ask: Ask) -> web.Response:
    """A small WebP of the picture, upright, with `deleted=true` of a deleted version; made anew where it is missing."""
    size = fields.choice(ask.query, "size", SIZES, default=SIZES[0])
    deleted = fields.flag(ask.query, "deleted")
    found = await ask.run(partial(ask.library.version, ask.id(KIND), deleted=deleted))
    etag = f"{found.sha256}-{size}"
    head = pictures.headers("image/webp", etag)
    if pictures.is_known(ask.request, etag):
        return pictures.not_modified(head)
    data = await ask.run_heavy(partial(ask.library.thumbnail, found.id, int(size), deleted=deleted))
    return web.Response(body=data, headers=head)


@routes.get("/versions/{id}/graph")
async def graph(ask: Ask) -> web.Response:
    """The graph in ComfyUI's API form, with the names that its character, production and design have by now."""
    found = await ask.run(_graph, ask.library, ask.id(KIND))
    if found is None:
        raise NotFound("no_graph", "This version was not made by a graph.", "Versions from ComfyUI have one.")
    return as_json(_finite(found))


def _graph(library: Library, id: str) -> dict[str, Any] | None:
    version, kept = library.version(id), library.graph(id)
    if kept is None:
        return None
    character = library.character(version.character_id)
    design = None
    with suppress(NotFound):  # it was deleted, or stayed behind where the version was imported from
        design = version.design and (version.design.name, library.design(version.design.id).name)
    return provenance.with_names(kept, library.production(character.production_id).name, character.name, design)


def _finite(value: Any) -> Any:
    """The same with null for NaN and Infinity: a stored graph may hold them, JSON for a browser may not."""
    if isinstance(value, dict):
        return {name: _finite(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_finite(inner) for inner in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
