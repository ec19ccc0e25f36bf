"""Describing with a language model and sampling want the same GPU: each waits for the other, and can be called off."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from castbook.app import Castbook, Hosts
from tests.generations.easel import Easel, until

from .conftest import Api

SCRIPT = "INT. A - DAY\n\nMIRA, 34, tall, with red hair, waits.\n\nMIRA\nYes.\n"
FACTS = {"facts": [{"field": "hair", "value": "red hair", "quote": "with red hair"}]}


class Writer:
    """A language model on a server of our own, which answers when it `may`."""

    def __init__(self) -> None:
        self.asked = 0
        self.may = asyncio.Event()
        self.may.set()
        self.address = ""

    async def complete(self, request: web.Request) -> web.Response:
        self.asked += 1
        await self.may.wait()
        return web.json_response({"choices": [{"message": {"content": json.dumps(FACTS)}}]})


@pytest.fixture
async def writer() -> AsyncIterator[Writer]:
    made = Writer()
    app = web.Application()
    app.router.add_post("/v1/chat/completions", made.complete)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield made
    made.may.set()
    await runner.cleanup()


@pytest.fixture
def easel() -> Easel:
    return Easel()


@pytest.fixture
async def api(serving: Any, library: Any, easel: Easel) -> Api:
    return await serving(Castbook(library, [easel], hosts=Hosts("127.0.0.1")))


@pytest.fixture
async def mira(api: Api, mira: Any, writer: Writer) -> Any:
    """Mira, with a script and a language model to describe her."""
    await api.post(f"/productions/{mira['production_id']}/script", {"text": SCRIPT})
    await api.patch("/describers", {"address": writer.address, "model": "small"})
    return mira


def describing(api: Api, mira: Any, **fields: Any) -> asyncio.Task[Any]:
    return asyncio.create_task(api.post(f"/characters/{mira['id']}/describe", {"provider": "model", **fields}))


async def generation(api: Api, mira: Any) -> Any:
    return await api.post(f"/characters/{mira['id']}/generations", expect=202)


async def test_a_description_waits_for_the_running_portrait_and_the_next_portrait_for_it(api, mira, easel, writer):
    writer.may.clear()
    first = await generation(api, mira)
    await easel.has_taken(1)
    async with api.client.ws_connect("/castbook/events") as socket:
        task = describing(api, mira, key="mine")

        async def told() -> Any:
            while (event := await socket.receive_json(timeout=10))["type"] != "description":
                pass
            return event

        assert await told() == {"type": "description", "id": "mine", "state": "waiting"}
        second = await generation(api, mira)
        assert (second["state"], second["queue_position"]) == ("queued", 0)
        assert writer.asked == 0
        easel.finish(0)
        assert await told() == {"type": "description", "id": "mine", "state": "running"}
    await until(lambda: writer.asked == 1)
    assert (await api.finished(first["id"]))["state"] == "done"
    assert len(easel.taken) == 1 and not task.done()
    writer.may.set()
    assert (await task)["image_prompt"] == "red hair"
    await easel.has_taken(2)
    easel.finish(1)
    assert (await api.finished(second["id"]))["state"] == "done"


async def test_the_rules_wait_for_nobody(api, mira, easel):
    await generation(api, mira)
    await easel.has_taken(1)
    assert (await describing(api, mira, provider="rules"))["provider"] == "rules"
    easel.finish(0)


async def test_hanging_up_while_it_waits_ends_the_waiting_and_asks_nobody(api, mira, easel, writer):
    await generation(api, mira)
    await easel.has_taken(1)
    task = describing(api, mira)
    held = api.castbook.generations._lines[id(easel)]
    await until(lambda: held._holds == 1)
    task.cancel()  # the client closes its connection
    await until(lambda: held._holds == 0)
    second = await generation(api, mira)
    await easel.has_taken(2)
    easel.finish(0)
    easel.finish(1)
    assert (await api.finished(second["id"]))["state"] == "done"
    assert writer.asked == 0


async def test_hanging_up_while_the_model_writes_lets_the_next_portrait_begin(api, mira, easel, writer):
    writer.may.clear()
    task = describing(api, mira)
    await until(lambda: writer.asked == 1)
    await generation(api, mira)
    await asyncio.sleep(0.05)
    assert easel.taken == []
    task.cancel()
    await easel.has_taken(1)
    easel.finish(0)


async def test_a_portrait_that_waits_for_a_description_can_be_cancelled(api, mira, easel, writer):
    writer.may.clear()
    task = describing(api, mira)
    await until(lambda: writer.asked == 1)
    waiting = await generation(api, mira)
    assert (await api.post(f"/generations/{waiting['id']}/cancel"))["state"] == "cancelled"
    writer.may.set()
    assert (await task)["provider"] == "small"
    assert easel.taken == []


async def test_a_cancelled_portrait_is_waited_for_no_longer(api, mira, easel, writer):
    running = await generation(api, mira)
    await easel.has_taken(1)
    task = describing(api, mira)
    await until(lambda: api.castbook.generations._lines[id(easel)]._holds)
    assert (await api.post(f"/generations/{running['id']}/cancel"))["state"] == "cancelled"
    assert (await task)["provider"] == "small"
    assert writer.asked == 1
