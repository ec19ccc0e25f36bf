"""Who describes: the rules always, the user's language model once it is set up, and never silently."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiohttp import web

from castbook.engines.slate import SlateEngine
from castbook.families import Model

from .conftest import picture

SCRIPT = "INT. A - DAY\n\nMIRA, 34, tall, with red hair, waits.\n\nMIRA\nYes.\n"
FACTS = {"facts": [{"field": "hair", "value": "red hair", "quote": "with red hair"}]}


@pytest.fixture
async def model() -> AsyncIterator[str]:
    """The address of a small server of our own that answers like a language model."""

    async def complete(request: web.Request) -> web.Response:
        return web.json_response({"choices": [{"message": {"content": json.dumps(FACTS)}}]})

    async def models(request: web.Request) -> web.Response:
        return web.json_response({"data": [{"id": "small"}]})

    app = web.Application()
    app.router.add_post("/v1/chat/completions", complete)
    app.router.add_get("/v1/models", models)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_the_model_is_off_until_it_is_set_up(api, mira):
    found = await api.get("/describers")
    assert {one["name"]: one["ready"] for one in found["items"]} == {"rules": True, "model": False, "portrait": False}
    assert found["settings"] is None
    refused = await api.post(f"/characters/{mira['id']}/describe", {"provider": "model"}, expect=409)
    assert refused["code"] == "no_language_model"


async def test_each_text_says_who_wrote_it(api, mira, model):
    await api.post(f"/productions/{mira['production_id']}/script", {"text": SCRIPT})
    listed = await api.post("/describers/models", {"address": model})
    assert listed["items"] == [{"name": "small"}]
    await api.patch("/describers", {"address": model, "model": "small"})
    by_rules = await api.post(f"/characters/{mira['id']}/describe")
    by_model = await api.post(f"/characters/{mira['id']}/describe", {"provider": "model"})
    assert (by_rules["provider"], by_model["provider"]) == ("rules", "small")
    assert (by_rules["source"], by_model["source"]) == ("script", "script")
    assert by_model["image_prompt"] == "red hair"
    assert by_model["evidence"] == [{"text": "with red hair", "line": 3}]
    assert "clothes" in by_model["not_stated"]
    assert (await api.get(f"/characters/{mira['id']}"))["image_prompt"] == mira["image_prompt"]


async def test_a_portrait_is_described_only_by_a_model_that_sees(api, mira, model):
    await api.patch("/describers", {"address": model, "model": "small"})
    path = f"/characters/{mira['id']}/describe"
    assert (await api.post(path, {"provider": "portrait"}, expect=404))["code"] == "no_portrait"
    await api.upload(mira["id"], picture())
    assert (await api.post(path, {"provider": "portrait"}, expect=409))["code"] == "cannot_see"
    found = await api.patch("/describers", {"vision": True})
    assert found["settings"]["vision"] is True
    of_portrait = await api.post(path, {"provider": "portrait"})
    assert (of_portrait["provider"], of_portrait["source"]) == ("small, from the portrait", "portrait")


async def test_the_model_can_be_switched_off_and_outside_addresses_are_refused(api, mira, model):
    await api.patch("/describers", {"address": model, "model": "small"})
    assert (await api.patch("/describers", {"address": None}))["settings"] is None
    await api.patch("/describers", {"address": "http://8.8.8.8", "model": "m"}, expect=403)
    await api.patch("/describers", {"address": "nonsense", "model": "m"}, expect=422)
    await api.patch("/describers", {"address": model, "model": ""}, expect=422)
    await api.post("/describers/models", {"address": "http://169.254.169.254"}, expect=403)
    assert (await api.get("/describers"))["settings"] is None


@pytest.fixture
def easels(monkeypatch) -> None:
    """Two more models on the slate engine's list: one that reads sentences, one that reads tags."""
    slate = SlateEngine.models

    async def models(engine: SlateEngine) -> list[Model]:
        (card,) = await slate(engine)
        more = {"flux.safetensors": "sentences", "pony.safetensors": "tags"}
        return [card, *(replace(card, name=name, prompt_style=style) for name, style in more.items())]

    monkeypatch.setattr(SlateEngine, "models", models)


async def test_the_rules_write_as_the_model_reads(api, mira, easels):
    script = SCRIPT.replace("waits.", "waits. She wears a grey coat.")
    await api.post(f"/productions/{mira['production_id']}/script", {"text": script})
    path = f"/characters/{mira['id']}/describe"
    phrases, sentences, tags = [
        (await api.post(path, {"model": model}))["image_prompt"]
        for model in ("slate", "flux.safetensors", "pony.safetensors")
    ]
    assert sentences.endswith(".") and not phrases.endswith(".")
    assert "1girl" in tags and "1girl" not in phrases
    production = await api.get(f"/productions/{mira['production_id']}")
    design = await api.post(f"/productions/{production['id']}/designs", {"name": "Ink", "style_prompt": ""}, expect=201)
    await api.patch(f"/designs/{design['id']}", {"model": "pony.safetensors"})
    await api.patch(f"/productions/{production['id']}", {"active_design_id": design["id"]})
    assert (await api.post(path))["image_prompt"] == tags
    assert (await api.post(path, {"model": "no such"}, expect=404))["code"] == "unknown_model"
