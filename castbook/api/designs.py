"""Production designs: the look and the defaults that all characters of a production share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from . import fields, shapes
from .answers import as_json, as_list
from .desk import Ask
from .guard import Table

if TYPE_CHECKING:
    from ..library import Library

routes = Table()
KIND = "design"
FIELDS = {
    "name": fields.TEXT,
    "style_prompt": fields.TEXT,
    "style_position": fields.TEXT,
    "negative": fields.NULLABLE_TEXT,
    "seed": fields.SEED,
    "aspect": fields.NULLABLE_TEXT,
    "model": fields.NULLABLE_TEXT,
}
DEFAULTS = {"seed": fields.SEED, "negative": fields.NULLABLE_TEXT}


@routes.get("/productions/{id}/designs", query=fields.WINDOW)
async def designs(ask: Ask) -> web.Response:
    """The designs of a production."""
    return as_list(await ask.run(ask.library.designs, ask.id("production"), *ask.window()), shapes.design)


@routes.post("/productions/{id}/designs")
async def create(ask: Ask) -> web.Response:
    """A new design."""
    values = fields.read(ask.body, FIELDS, required=("name",))
    return as_json(shapes.design(await ask.run(ask.library.create_design, ask.id("production"), **values)), status=201)


@routes.get("/designs/{id}")
async def design(ask: Ask) -> web.Response:
    """One design as of its newest revision."""
    return as_json(shapes.design(await ask.run(ask.library.design, ask.id(KIND))))


@routes.patch("/designs/{id}")
async def update(ask: Ask) -> web.Response:
    """Some fields changed: a new revision."""
    values = fields.read(ask.body, FIELDS)
    return as_json(shapes.design(await ask.run(ask.library.update_design, ask.id(KIND), **values)))


@routes.delete("/designs/{id}")
async def delete(ask: Ask) -> web.Response:
    """Hide a design; if it was the active one, none is active until it is restored or another one chosen.

    The answer says which is active by now, so that nobody misses the style only in the next portrait.
    """
    fields.read(ask.body, {})
    active = await ask.run(_delete, ask.library, ask.id(KIND))
    return as_json({"id": ask.id(KIND), "deleted": True, "active_design_id": active})


@routes.post("/designs/{id}/restore")
async def restore(ask: Ask) -> web.Response:
    """Bring a deleted design back."""
    fields.read(ask.body, {})
    await ask.run(ask.library.restore_design, ask.id(KIND))
    return as_json(shapes.design(await ask.run(ask.library.design, ask.id(KIND))))


@routes.post("/designs/{id}/defaults")
async def save_defaults(ask: Ask) -> web.Response:
    """Save as Design Default: seed and negative prompt for every character of the production."""
    values = fields.read(ask.body, DEFAULTS)
    return as_json(shapes.design(await ask.run(ask.library.save_design_defaults, ask.id(KIND), **values)))


def _delete(library: Library, id: str) -> str | None:
    """Delete a design; the id of the one that its production has active then."""
    with library.transaction():
        found = library.design(id)
        library.delete_design(id)
        return library.production(found.production_id).active_design_id
