"""Productions: a film, series, book or game with its characters and designs."""

from __future__ import annotations

from aiohttp import web

from . import fields, shapes
from .answers import as_json, as_list
from .desk import Ask
from .guard import Table

routes = Table()
KIND = "production"
CHANGES = {"name": fields.TEXT, "active_design_id": fields.NULLABLE_TEXT}


@routes.get("/productions", query=fields.WINDOW)
async def productions(ask: Ask) -> web.Response:
    """All productions."""
    return as_list(await ask.run(ask.library.productions, *ask.window()), shapes.production)


@routes.post("/productions")
async def create(ask: Ask) -> web.Response:
    """A new production."""
    values = fields.read(ask.body, {"name": fields.TEXT}, required=("name",))
    return as_json(shapes.production(await ask.run(ask.library.create_production, **values)), status=201)


@routes.get("/productions/{id}")
async def production(ask: Ask) -> web.Response:
    """One production."""
    return as_json(shapes.production(await ask.run(ask.library.production, ask.id(KIND))))


@routes.patch("/productions/{id}")
async def update(ask: Ask) -> web.Response:
    """Another name, another active design."""
    values = fields.read(ask.body, CHANGES)
    return as_json(shapes.production(await ask.run(ask.library.update_production, ask.id(KIND), **values)))


@routes.delete("/productions/{id}")
async def delete(ask: Ask) -> web.Response:
    """Hide a production with all it holds."""
    fields.read(ask.body, {})
    await ask.run(ask.library.delete_production, ask.id(KIND))
    return as_json({"id": ask.id(KIND), "deleted": True})


@routes.post("/productions/{id}/restore")
async def restore(ask: Ask) -> web.Response:
    """Bring a deleted production back."""
    fields.read(ask.body, {})
    await ask.run(ask.library.restore_production, ask.id(KIND))
    return as_json(shapes.production(await ask.run(ask.library.production, ask.id(KIND))))
