"""Characters: the cast of a production, each with its image prompt's history and its stack of versions."""

from __future__ import annotations

from functools import partial

from aiohttp import web

from . import body, fields, shapes
from .answers import as_json, as_list
from .desk import Ask
from .guard import Table, Takes

routes = Table()
KIND = "character"
FIELDS = {
    "name": fields.TEXT,
    "aliases": fields.TEXTS,
    "description": fields.TEXT,
    "image_prompt": fields.TEXT,
    "author": fields.TEXT,  # who wrote the image prompt, for its history: "user" if left out, a describer's name
}


@routes.get("/productions/{id}/characters", query=("query", *fields.WINDOW))
async def characters(ask: Ask) -> web.Response:
    """The cast, narrowed by ?query= in names and aliases."""
    offset, limit = ask.window()
    found = await ask.run(
        ask.library.characters, ask.id("production"), query=ask.query.get("query", ""), offset=offset, limit=limit
    )
    return as_list(found, shapes.character)


@routes.post("/productions/{id}/characters")
async def create(ask: Ask) -> web.Response:
    """A new character."""
    values = fields.read(ask.body, FIELDS, required=("name",))
    made = await ask.run(ask.library.create_character, ask.id("production"), **values)
    return as_json(shapes.character(made), status=201)


@routes.get("/characters/{id}")
async def character(ask: Ask) -> web.Response:
    """One character."""
    return as_json(shapes.character(await ask.run(ask.library.character, ask.id(KIND))))


@routes.patch("/characters/{id}")
async def update(ask: Ask) -> web.Response:
    """Some fields changed; a changed image prompt joins the history."""
    values = fields.read(ask.body, FIELDS)
    return as_json(shapes.character(await ask.run(ask.library.update_character, ask.id(KIND), **values)))


@routes.delete("/characters/{id}")
async def delete(ask: Ask) -> web.Response:
    """Hide a character with its versions."""
    fields.read(ask.body, {})
    await ask.run(ask.library.delete_character, ask.id(KIND))
    return as_json({"id": ask.id(KIND), "deleted": True})


@routes.post("/characters/{id}/restore")
async def restore(ask: Ask) -> web.Response:
    """Bring a deleted character back."""
    fields.read(ask.body, {})
    await ask.run(ask.library.restore_character, ask.id(KIND))
    return as_json(shapes.character(await ask.run(ask.library.character, ask.id(KIND))))


@routes.get("/characters/{id}/image-prompts", query=fields.WINDOW)
async def image_prompts(ask: Ask) -> web.Response:
    """The image prompt's history, newest first."""
    return as_list(await ask.run(ask.library.image_prompts, ask.id(KIND), *ask.window()), shapes.image_prompt)


@routes.get("/characters/{id}/versions", query=("deleted", *fields.WINDOW))
async def versions(ask: Ask) -> web.Response:
    """The stack of portraits, newest first, without the deleted ones; `deleted=true`: only these."""
    deleted = fields.flag(ask.query, "deleted")
    listed = partial(ask.library.versions, ask.id(KIND), *ask.window(), deleted=deleted)
    return as_list(await ask.run(listed), shapes.version)


@routes.post("/characters/{id}/versions", takes=Takes.FORM)
async def upload(ask: Ask) -> web.Response:
    """An uploaded image becomes the next version, bit for bit, and the selected one."""
    character_id = ask.id(KIND)
    author = ask.author()
    await ask.run(ask.library.character, character_id)  # an unknown one is refused before 64 MB are read
    async with ask.desk.uploads:
        file = await body.read_upload(ask.request, "image")
        made = await ask.run_heavy(
            ask.library.add_version, character_id, file.data, source="uploaded", author=author, select=True
        )
    return as_json(shapes.version(made), status=201)


@routes.post("/characters/{id}/selection")
async def select(ask: Ask) -> web.Response:
    """Use This Version."""
    values = fields.read(ask.body, {"version_id": fields.TEXT}, required=("version_id",))
    version_id = fields.identifier(values["version_id"], "version")
    return as_json(shapes.character(await ask.run(ask.library.select, ask.id(KIND), version_id)))
