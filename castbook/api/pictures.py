"""Serving a version's image and thumbnail: checked, in pieces, cacheable for ever."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import hashlib
import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from aiohttp import web

from ..cast import Version
from ..errors import CastbookError
from ..library.blobs import unusable
from . import file_names
from .answers import SAFE, as_error

PIECE = 1024 * 1024
FOR_EVER = "public, max-age=31536000, immutable"
# style-src: a browser that shows the image alone wraps it into a document of its own with inline styles
IMAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}
log = logging.getLogger("castbook")


class OutOfRange(CastbookError):
    """A Range of which the file has nothing."""

    status = 416


def headers(media_type: str, etag: str, disposition: str = "inline") -> dict[str, str]:
    """The headers of an image that never changes under its address. `etag` without quotes."""
    return {
        **SAFE,
        "Content-Type": media_type,
        "Content-Security-Policy": IMAGE_POLICY,
        "Content-Disposition": disposition,
        "Cache-Control": FOR_EVER,
        "ETag": f'"{etag}"',
    }


def disposition(name: str, version: Version) -> str:
    """`inline` with "NAME 3.png" as the name to save under (RFC 6266): plain ASCII first, then the real one.

    >>> disposition("Mira", version_3)
    'inline; filename="Mira 3.png"; filename*=UTF-8\\'\\'Mira%203.png'
    """
    return file_names.disposition(
        "inline", name, f" {version.number}.{EXTENSIONS.get(version.media_type, 'bin')}", "portrait"
    )


def is_known(request: web.Request, etag: str) -> bool:
    """Whether the client has this picture already (If-None-Match)."""
    return any(tag.value in (etag, "*") for tag in request.if_none_match or ())


def not_modified(head: Mapping[str, str]) -> web.Response:
    """304 with the headers that keep a cache entry fresh."""
    kept = {name: value for name, value in head.items() if name not in ("Content-Type", "Content-Disposition")}
    return web.Response(status=304, headers=kept)


async def stream(request: web.Request, file: BinaryIO, size: int, head: Mapping[str, str]) -> web.StreamResponse:
    """Send an open file of `size` bytes, or the stretch of it that is asked for, and close it.

    A range that makes no sense is ignored, as RFC 9110 allows: the whole picture is the better answer. One that begins
    behind the file's end is answered 416 with the size.
    """
    try:
        start, stop = _stretch(request, size)
        if start >= stop:
            return _beyond(size)
        partial = (start, stop) != (0, size)
        answer = web.StreamResponse(status=206 if partial else 200, headers={**head, "Accept-Ranges": "bytes"})
        if partial:
            answer.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
        answer.content_length = stop - start
        await answer.prepare(request)
        if request.method != "HEAD":
            await _send(request, answer, file, start, stop)
        return answer
    finally:
        await asyncio.to_thread(file.close)


async def _send(request: web.Request, answer: web.StreamResponse, file: BinaryIO, start: int, stop: int) -> None:
    await asyncio.to_thread(file.seek, start)
    while start < stop:
        try:
            piece = await asyncio.to_thread(file.read, min(PIECE, stop - start))
        except OSError as error:
            piece = b""
            log.error("An image could not be read to its end", exc_info=error)
        if not piece:
            if request.transport is not None:
                request.transport.abort()  # too late for an error: a cut connection is what the client can notice
            return
        await answer.write(piece)
        start += len(piece)
    await answer.write_eof()


def _stretch(request: web.Request, size: int) -> tuple[int, int]:
    """(first, one past the last) byte of a single Range; the whole file for none and for one that makes no sense."""
    if "If-Range" in request.headers:
        return 0, size
    try:
        asked = request.http_range
    except ValueError:
        return 0, size
    start, stop, _ = asked.indices(size)
    return start, stop


def _beyond(size: int) -> web.Response:
    answer = as_error(OutOfRange("out_of_range", "The file has no such bytes.", f"It has {size} bytes, from 0 on."))
    answer.headers["Content-Range"] = f"bytes */{size}"
    return answer


def open_checked(path: Path, version: Version) -> BinaryIO:
    """Open a version's blob after a look at its bytes: damage is never served as the picture. Blocking.

    A file that was checked once is trusted while its size and time stay the same.
    """
    with contextlib.ExitStack() as undo:
        try:
            file = undo.enter_context(path.open("rb"))
            stat = os.fstat(file.fileno())
            sound = _is_sound(path, stat.st_size, stat.st_mtime_ns, version.sha256, version.bytes)
        except OSError as error:
            log.error("The image of version %s cannot be read", version.id, exc_info=error)
            raise unusable("missing") from None
        if not sound:
            raise unusable("damaged")
        undo.pop_all()
    return file


@functools.lru_cache(maxsize=4096)
def _is_sound(path: Path, size: int, mtime_ns: int, sha256: str, expected_size: int) -> bool:
    if size != expected_size:
        return False
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest() == sha256
