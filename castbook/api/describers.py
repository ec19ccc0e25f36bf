"""Who describes characters: the rules, and the user's own language model once its server is set up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any

from aiohttp import web

from .. import describers, exchange, script
from ..describers.settings import SETTING
from ..errors import Conflict, Invalid, NotFound
from ..library import Library
from ..prompt import find_model
from . import fields
from .answers import as_json
from .desk import Ask
from .guard import Table
from .patience import until_hung_up

routes = Table()
RULES, MODEL, PORTRAIT = "rules", "model", "portrait"
FLAG = fields.Field("true or false", lambda value: isinstance(value, bool))
KEY = fields.Field("text of 1 to 200 characters", lambda value: isinstance(value, str) and 0 < len(value) <= 200)
CHANGES = {"address": fields.NULLABLE_TEXT, "model": fields.TEXT, "vision": FLAG, "anywhere": FLAG}
ASKED = {"address": fields.TEXT, "anywhere": FLAG}
OFF = "No language model is set up."
NEEDS_SCRIPT = "A language model reads the script: import it. The rules also read a character's description."
PHRASES = "phrases"  # what every model understands


@routes.get("/describers", query=fields.WINDOW)
async def offered(ask: Ask) -> web.Response:
    """Every describer, whether it is ready, and the language model's settings (null while it is off)."""
    return await _offered(ask)


async def _offered(ask: Ask) -> web.Response:
    settings = await ask.run(_settings, ask.library)
    items = [
        {"name": RULES, "ready": True, "note": "Reads the script by rules. Nothing leaves this machine."},
        {"name": MODEL, "ready": settings is not None, "note": settings.model if settings else OFF},
        {"name": PORTRAIT, "ready": bool(settings and settings.vision), "note": _sight(settings)},
    ]
    offset, limit = ask.window()
    shown = items[offset : offset + limit]
    return as_json({"items": shown, "total": len(items), "settings": settings.as_json() if settings else None})


@routes.patch("/describers")
async def set_up(ask: Ask) -> web.Response:
    """Name the language model's server, or switch it off with `address: null`."""
    values = fields.read(ask.body, CHANGES)
    before = await ask.run(_settings, ask.library)
    value: dict[str, Any] | None = {**(before.as_json() if before else {}), **values}
    if not (value or {}).get("address"):
        value = None
    settings = describers.Settings.of(value)
    await ask.run(ask.library.set_setting, SETTING, settings.as_json() if settings else None)
    return await _offered(ask)


@routes.post("/describers/models")
async def models(ask: Ask) -> web.Response:
    """The models that a server offers, before it is set up. Changes nothing."""
    values = fields.read(ask.body, ASKED, required=("address",))
    settings = describers.Settings.of({"model": "any", **values})
    found = await describers.models(settings) if settings else []
    return as_json({"items": [{"name": name} for name in found], "total": len(found)})


@routes.post("/characters/{id}/describe")
async def describe(ask: Ask) -> web.Response:
    """A proposal for a character's image prompt with its evidence, by the rules unless `provider` says otherwise.

    The rules write as the prompts of `model` read, or of the model that counts: in phrases, sentences or tags.
    A language model waits for running generations; with a `key`, events say so.
    """
    values = fields.read(ask.body, {"provider": fields.TEXT, "model": fields.TEXT, "key": KEY})
    provider = values.get("provider", RULES)
    if provider == RULES:
        style = await _prompt_style(ask, values.get("model"))
        proposal = await ask.run_heavy(exchange.describe, ask.library, ask.id("character"), style)
    elif provider in (MODEL, PORTRAIT):
        proposal = await _by_model(ask, provider, values.get("key"))
    else:
        known = ", ".join((RULES, MODEL, PORTRAIT))
        raise Invalid("unknown_provider", "There is no such describer.", f"provider is one of {known}.")
    return as_json(proposal.as_json())


async def _by_model(ask: Ask, provider: str, key: str | None) -> script.Proposal:
    settings = await ask.run(_settings, ask.library)
    if settings is None:
        raise Conflict("no_language_model", OFF, "Name its server's address and the model in the settings first.")
    character = await ask.run(ask.library.character, ask.id("character"))
    if provider == PORTRAIT:
        if character.selected is None:
            raise NotFound("no_portrait", f"{character.name} has no portrait yet.", "Make or upload one first.")
        picture = await ask.run_heavy(ask.library.thumbnail, character.selected.id, 768)
        return await _in_turn(ask, partial(describers.describe_portrait, settings, picture), key)
    found = await ask.run_heavy(exchange.script_with, ask.library, character)
    if found is None:
        raise Conflict("no_script", "This production has no script yet.", NEEDS_SCRIPT)
    name, text = found
    describing = partial(describers.describe, settings, text, character.name, character.aliases)
    return replace(await _in_turn(ask, describing, key), script=name)


async def _in_turn(ask: Ask, describing: Callable[[], Awaitable[script.Proposal]], key: str | None) -> script.Proposal:
    """Describe while nothing is sampled, since both would want the same GPU; given up when the asker hangs up."""
    waited = False

    def tell(state: str) -> None:
        nonlocal waited
        waited = True
        if key:
            ask.desk.hub.publish({"type": "description", "id": key, "state": state})

    async def described() -> script.Proposal:
        async with ask.generations.pause(lambda: tell("waiting")):
            if waited:
                tell("running")
            return await describing()

    return await until_hung_up(ask.request, described())


async def _prompt_style(ask: Ask, named: str | None) -> str:
    """How the prompts read of the model of that name, of the active design's, or of the first that is ready."""
    wanted = named or await ask.run(_designs_model, ask.library, ask.id("character"))
    listed = await ask.generations.models()
    model = find_model(wanted, listed) if wanted else next((model for model in listed if model.ready), None)
    if named and model is None:
        raise NotFound("unknown_model", "There is no model of that name.", "GET /castbook/models lists them.")
    return model.prompt_style if model else PHRASES


def _designs_model(library: Library, character_id: str) -> str | None:
    production = library.production(library.character(character_id).production_id)
    design = library.design(production.active_design_id) if production.active_design_id else None
    return design.model if design else None


def _settings(library: Library) -> describers.Settings | None:
    return describers.Settings.of(library.setting(SETTING))


def _sight(settings: describers.Settings | None) -> str:
    if settings is None:
        return OFF
    return settings.model if settings.vision else f"{settings.model} cannot see pictures, as far as the settings say."
