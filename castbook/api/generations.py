"""Generations: what would be sent, asking for versions, and following, cancelling and retrying that."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from ..cast import STATES
from ..errors import Invalid, NotFound
from . import fields, pictures, shapes
from .answers import SAFE, as_json, as_list
from .desk import Ask
from .guard import Table

routes = Table()
KIND = "generation"
MAX_KEY = 200


@routes.post("/characters/{id}/prompt")
async def prompt(ask: Ask) -> web.Response:
    """Exactly what a generation with these fields would send, and where each part comes from. Queues nothing."""
    typed, _ = _without_key(ask)
    return as_json(shapes.portrait_prompt(await ask.generations.resolve(ask.id("character"), typed)))


@routes.post("/characters/{id}/generations")
async def submit(ask: Ask) -> web.Response:
    """Ask for versions; the same `key` twice gives the same generation."""
    typed, key = _without_key(ask)
    made = await ask.generations.submit(ask.id("character"), typed, key=key, author=ask.author())
    return as_json(shapes.generation(made), status=202)


@routes.get("/generations", query=("state", "character_id", *fields.WINDOW))
async def generations(ask: Ask) -> web.Response:
    """Generations, newest first, narrowed by ?state=queued,running and ?character_id=."""
    states = tuple(word for word in ask.query.get("state", "").split(",") if word)
    if unknown := [word for word in states if word not in STATES]:
        raise Invalid("unknown_state", f"There is no state {unknown[0][:40]!r}.", f"There are: {', '.join(STATES)}.")
    character_id = ask.query.get("character_id") or None
    if character_id is not None:
        character_id = fields.identifier(character_id, "character")
    offset, limit = ask.window()
    found = await ask.run(ask.library.generations, states=states, character_id=character_id, offset=offset, limit=limit)
    return as_list(found, lambda item: shapes.generation(ask.generations.live(item)))


@routes.get("/generations/{id}")
async def generation(ask: Ask) -> web.Response:
    """One generation with its progress and its place in the queue."""
    return as_json(shapes.generation(await ask.run(ask.generations.get, ask.id(KIND))))


@routes.post("/generations/{id}/cancel")
async def cancel(ask: Ask) -> web.Response:
    """Stop it; versions already made stay."""
    fields.read(ask.body, {})
    return as_json(shapes.generation(await ask.generations.cancel(ask.id(KIND))))


@routes.post("/generations/{id}/retry")
async def retry(ask: Ask) -> web.Response:
    """Make what is still missing of one that failed, was cancelled or was interrupted."""
    fields.read(ask.body, {})
    return as_json(shapes.generation(await ask.generations.retry(ask.id(KIND))), status=202)


@routes.get("/generations/{id}/preview", query=("at",))
async def preview(ask: Ask) -> web.Response:
    """The newest preview picture of a running generation."""
    data = ask.generations.preview(ask.id(KIND))
    media_type = _media_type(data) if data else None
    if data is None or media_type is None:
        raise NotFound("no_preview", "There is no preview of this generation now.", "Previews come while it runs.")
    head = {**SAFE, "Content-Type": media_type, "Content-Security-Policy": pictures.IMAGE_POLICY}
    return web.Response(body=data, headers=head)


def _without_key(ask: Ask) -> tuple[dict[str, Any], str | None]:
    typed = dict(ask.body)
    key = typed.pop("key", None)
    if key is not None and not (isinstance(key, str) and 0 < len(key) <= MAX_KEY):
        raise Invalid("wrong_type", "The field key has the wrong type.", f"It takes text of 1 to {MAX_KEY} characters.")
    return typed, key


def _media_type(data: bytes) -> str | None:
    """By content; an engine's preview in any other form is not shown."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    return "image/webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None
