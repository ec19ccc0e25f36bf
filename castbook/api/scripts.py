"""Scripts: reading one into a production."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from .. import exchange
from ..errors import Invalid
from ..library import Library
from . import body, fields
from .answers import as_json
from .desk import Ask
from .guard import Table, Takes

routes = Table()
MAX_SCRIPT = 20 * 1024 * 1024
MAX_TEXT = 2 * MAX_SCRIPT  # as JSON, where escapes take room
TEXT = {"text": fields.TEXT, "format": fields.TEXT}
ENDINGS = {"fountain": ".fountain", "fdx": ".fdx", "play": ".txt", "prose": ".txt", "markdown": ".md", "txt": ".txt"}
Work = Callable[[Library, str, exchange.Reading], list[exchange.Arrival]]


@routes.post("/productions/{id}/script/preview", takes=Takes.JSON_OR_FORM, max_json=MAX_TEXT)
async def preview(ask: Ask) -> web.Response:
    """Who is in a script: new, known, or probably the same as one of the cast. Changes nothing."""
    return await _answer(ask, exchange.preview_script)


@routes.post("/productions/{id}/script", takes=Takes.JSON_OR_FORM, max_json=MAX_TEXT)
async def take_in(ask: Ask) -> web.Response:
    """Keep the script and make a character of everybody new in it."""
    return await _answer(ask, exchange.import_script)


async def _answer(ask: Ask, work: Work) -> web.Response:
    production_id = ask.id("production")
    await ask.run(ask.library.production, production_id)  # an unknown one is refused before 20 MB are read
    async with ask.desk.uploads:
        name, data = await _script(ask)
        reading = await ask.run_heavy(exchange.Reading.of, name, data)
        arrivals = await ask.run(work, ask.library, production_id, reading)
    return as_json(
        {
            "format": reading.text.format,
            "title": reading.text.title,
            "characters": [arrival.as_json() for arrival in arrivals],
        }
    )


async def _script(ask: Ask) -> tuple[str, bytes]:
    if ask.request.content_type == "multipart/form-data":
        upload = await body.read_upload(ask.request, "script", MAX_SCRIPT)
        return body.label(upload.filename, "script"), upload.data
    values = fields.read(ask.body, TEXT, required=("text",))
    given = values.get("format", "txt")
    if given not in ENDINGS:
        raise Invalid("unknown_format", "There is no such script format.", f"format is one of {', '.join(ENDINGS)}.")
    text = values["text"]
    if not any(char.isprintable() and not char.isspace() for char in text):
        raise Invalid("empty_script", "The text holds no character that can be read.", "Send the script as text.")
    return "script" + ENDINGS[given], text.encode("utf-8")
