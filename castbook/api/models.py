"""Models: what the engines offer, the families and the user's correction of one, and the sizes a model renders."""

from __future__ import annotations

from collections.abc import Sequence

from aiohttp import web

from ..cast import ASPECTS, GenerationRequest, Page
from ..errors import Conflict, Invalid, NotFound
from ..families import FAMILIES, Model, size
from ..prompt import choose_model, find_model
from . import fields, shapes
from .answers import as_json, as_list
from .desk import Ask
from .guard import Table

routes = Table()
CORRECTION = {"name": fields.TEXT, "family": fields.NULLABLE_TEXT}


@routes.get("/models", query=fields.WINDOW)
async def models(ask: Ask) -> web.Response:
    """Every model of every engine, ready or not; slate is always one of them."""
    offset, limit = ask.window()
    found = await ask.generations.models()
    return as_list(Page(tuple(found[offset : offset + limit]), len(found)), shapes.model)


@routes.patch("/models")
async def correct(ask: Ask) -> web.Response:
    """The user's word on a model's family; null takes it back."""
    values = fields.read(ask.body, CORRECTION, required=("name", "family"))
    name, family = values["name"], values["family"]
    listed = _listed(name, await ask.generations.models())
    if listed.family == "slate":
        raise Conflict("fixed_family", "Slate is not a model file; its family is fixed.", "Correct another model.")
    if family is not None and (family not in FAMILIES or family == "slate"):
        known = ", ".join(word for word in FAMILIES if word != "slate")
        raise Invalid("unknown_family", "There is no such model family.", f"family is one of {known}, or null.")
    await ask.run(ask.library.set_model_family, listed.name, family)
    return as_json(shapes.model(_listed(listed.name, await ask.generations.models())))


@routes.get("/families", query=fields.WINDOW)
async def families(ask: Ask) -> web.Response:
    """The families that a model can be corrected to, with the titles that people know them by."""
    offset, limit = ask.window()
    known = [family for family in FAMILIES.values() if family.name != "slate"]
    return as_list(Page(tuple(known[offset : offset + limit]), len(known)), shapes.family)


@routes.get("/aspects", query=("model", *fields.WINDOW))
async def aspects(ask: Ask) -> web.Response:
    """The aspect ratios with their sizes in pixels for ?model=, or for the model that counts when none is named."""
    offset, limit = ask.window()
    found = await ask.generations.models()
    name = ask.query.get("model")
    model = _listed(name, found) if name else choose_model(GenerationRequest(), None, found)
    return as_list(Page(ASPECTS[offset : offset + limit], len(ASPECTS)), lambda aspect: _sized(model, aspect))


def _sized(model: Model, aspect: str) -> dict[str, str | int]:
    width, height = size(model.family, aspect, model.native_size)
    return {"name": aspect, "width": width, "height": height}


def _listed(name: str, listed: Sequence[Model]) -> Model:
    model = find_model(name, listed)
    if model is None:
        raise NotFound("unknown_model", "There is no model of that name.", "GET /castbook/models lists them.")
    return model
