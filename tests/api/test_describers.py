"""Who describes: the rules always, the user's language model once it is set up, and never silently."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

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
    assert (await api.post(path, {"provider": "portrait"}))["provider"] == "small, from the portrait"


async def test_the_model_can_be_switched_off_and_outside_addresses_are_refused(api, mira, model):
    await api.patch("/describers", {"address": model, "model": "small"})
    assert (await api.patch("/describers", {"address": None}))["settings"] is None
    await api.patch("/describers", {"address": "http://8.8.8.8", "model": "m"}, expect=403)
    await api.patch("/describers", {"address": "nonsense", "model": "m"}, expect=422)
    await api.patch("/describers", {"address": model, "model": ""}, expect=422)
    await api.post("/describers/models", {"address": "http://169.254.169.254"}, expect=403)
    assert (await api.get("/describers"))["settings"] is None
