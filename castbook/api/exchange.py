"""Files into a production and out of it: scripts, character cards, cast lists and .cast bundles."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

from aiohttp import web

from .. import exchange
from ..library import Library, scratch
from . import body, file_names, pictures
from .answers import SAFE, as_json
from .desk import Ask
from .guard import Table, Takes

routes = Table()
MAX_FILE = 4 << 30  # a bundle; what else may come in is bounded by its reader
Work = Callable[[Library, str, str, BinaryIO], exchange.Imported]


@routes.post("/productions/{id}/import/preview", takes=Takes.FORM)
async def preview(ask: Ask) -> web.Response:
    """What a file is and who is in it: new, known, or probably the same as one of the cast. Changes nothing."""
    return await _answer(ask, exchange.preview_file)


@routes.post("/productions/{id}/import", takes=Takes.FORM)
async def take_in(ask: Ask) -> web.Response:
    """Take the file in: who is new becomes a character, and pictures that are not there become versions."""
    return await _answer(ask, exchange.import_file)


@routes.get("/productions/{id}/bundle")
async def bundle(ask: Ask) -> web.StreamResponse:
    """The whole production as one .cast file."""
    production = await ask.run(ask.library.production, ask.id("production"))
    async with ask.desk.exchanges:
        file, size = await ask.run(_exported, ask.library, production.id)
    head = {
        **SAFE,
        "Content-Type": "application/octet-stream",
        "Content-Disposition": file_names.disposition("attachment", production.name, ".cast", "production"),
    }
    return await pictures.stream(ask.request, file, size, head)


async def _answer(ask: Ask, work: Work) -> web.Response:
    production_id = ask.id("production")
    await ask.run(ask.library.production, production_id)  # an unknown one is refused before 4 GB are read
    upload = await body.read_large_upload(ask.request, "file", MAX_FILE)
    name = body.label(upload.filename, "script")
    async with ask.desk.exchanges:
        found = await ask.run(_read, work, ask.library, production_id, name, upload.file)
    return as_json(found.as_json())


def _read(work: Work, library: Library, production_id: str, name: str, file: BinaryIO) -> exchange.Imported:
    with file:
        return work(library, production_id, name, file)


def _exported(library: Library, production_id: str) -> tuple[BinaryIO, int]:
    """The bundle in a file without a name, since only a whole one can be told as a failure; and its size."""
    file = scratch.room()
    try:
        with scratch.in_plain_words():
            exchange.export_bundle(library, production_id, file)
            return file, file.seek(0, io.SEEK_END)
    except BaseException:
        file.close()
        raise
