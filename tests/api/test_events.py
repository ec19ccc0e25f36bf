"""The websocket that keeps panels in step."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from castbook import app
from castbook.api import events
from castbook.library import Library


async def heard(socket: aiohttp.ClientWebSocketResponse, *kinds: str) -> list[dict[str, str]]:
    """The events up to the moment in which each of `kinds` has come."""
    missing, found = set(kinds), []
    while missing:
        event = await socket.receive_json(timeout=10)
        found.append(event)
        missing.discard(event["type"])
    return found


async def test_panels_hear_of_every_change_by_ids_only(api, picture, mira):
    async with api.client.ws_connect("/castbook/events") as one, api.client.ws_connect("/castbook/events") as two:
        version = await api.upload(mira["id"], picture())
        for socket in (one, two):
            found = await heard(socket, "version", "character", "selection")
            told = next(event for event in found if event["type"] == "version")
            assert told == {"type": "version", "id": version["id"], "character_id": mira["id"]}
        await api.patch(f"/productions/{mira['production_id']}", {"name": "Renamed"})
        assert "Renamed" not in json.dumps(await heard(one, "production"))
        await api.patch(f"/characters/{mira['id']}", {"description": "secret"})
        assert "secret" not in json.dumps(await heard(one, "character"))
        (design,) = (await api.get(f"/productions/{mira['production_id']}/designs"))["items"]
        await api.post(f"/designs/{design['id']}/defaults", {"seed": "5"})
        await heard(one, "design")
        made = await api.generate(mira["id"])
        found = await heard(one, "generation", "preview", "version")
        assert {event["id"] for event in found if event["type"] == "generation"} == {made["id"]}


async def test_panels_hear_when_another_process_writes(api, mira, library, monkeypatch):
    monkeypatch.setattr(app, "LOOK_SECONDS", 0.02)
    async with api.client.ws_connect("/castbook/events") as socket:
        other = Library.open(library.root)  # with connections of its own, as another process has them
        made = await asyncio.to_thread(other.create_character, mira["production_id"], "Jonas")
        await heard(socket, "library")
        assert (await api.get(f"/characters/{made.id}"))["name"] == "Jonas"
        assert "Jonas" in library.names()["Night Ferry"].characters
        other.close()


async def test_what_happens_during_the_handshake_is_told_after_it(api, mira, monkeypatch):
    shaken = events.web.WebSocketResponse.prepare

    async def slowly(socket: web.WebSocketResponse, request: web.BaseRequest) -> Any:
        await api.post("/productions", {"name": "Meanwhile"}, expect=201)
        await asyncio.sleep(0)
        return await shaken(socket, request)

    monkeypatch.setattr(events.web.WebSocketResponse, "prepare", slowly)
    async with api.client.ws_connect("/castbook/events") as socket:
        await heard(socket, "production")
        await api.patch(f"/characters/{mira['id']}", {"description": "later"})
        await heard(socket, "character")


async def test_a_failed_change_tells_nobody(api, mira):
    async with api.client.ws_connect("/castbook/events") as socket:
        await api.post("/productions", {"name": "Night Ferry"}, expect=409)
        made = await api.post("/productions", {"name": "Other"}, expect=201)
        assert (await socket.receive_json(timeout=10))["id"] == made["id"]


async def test_a_plain_get_is_told_that_this_is_a_websocket(api):
    assert (await api.get("/events", expect=400))["code"] == "not_a_websocket"


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Host": "evil.example"}],
)
async def test_a_foreign_page_cannot_listen(api, headers):
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await api.client.ws_connect("/castbook/events", headers=headers)
    assert refused.value.status == 403


async def test_our_own_page_can_listen(api):
    origin = f"http://{api.client.host}:{api.client.port}"
    async with api.client.ws_connect("/castbook/events", headers={"Origin": origin}) as socket:
        await api.post("/productions", {"name": "P"}, expect=201)
        await heard(socket, "production")


async def test_what_a_client_says_is_not_listened_to_and_too_much_ends_it(api):
    async with api.client.ws_connect("/castbook/events") as socket:
        await socket.send_str('{"type": "version"}')
        await socket.send_bytes(b"\x00\xff")
        await api.post("/productions", {"name": "P"}, expect=201)
        assert (await socket.receive_json(timeout=10))["type"] == "production"
        await socket.send_str("x" * (events.MAX_SAID + 1))
        assert (await socket.receive(timeout=10)).type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)


class Line:
    """A connection that takes nothing in: what a client sees of its transport and socket."""

    def __init__(self) -> None:
        self.aborted = False

    def abort(self) -> None:
        self.aborted = True


async def test_a_client_too_far_behind_is_cut_off_and_the_memory_is_bounded():
    line = Line()
    client = events.Client(socket=None, transport=line)  # pyright: ignore[reportArgumentType]
    for number in range(events.MAX_WAITING):
        client.put(("version", str(number)), "early")
        client.put(("version", str(number)), "late")
    assert not line.aborted and client.waiting == events.MAX_WAITING
    client.put(("version", "one more"), "late")
    assert line.aborted and client.waiting == 0


async def test_events_from_other_threads_arrive_in_order(api):
    castbook_events = [{"type": "version", "id": str(number)} for number in range(200)]
    hub = api.castbook.hub
    async with api.client.ws_connect("/castbook/events") as socket:
        await asyncio.to_thread(lambda: [hub.publish(event) for event in castbook_events])
        assert [await socket.receive_json(timeout=10) for _ in castbook_events] == castbook_events


async def test_stopping_closes_every_panel(api):
    async with api.client.ws_connect("/castbook/events") as socket:
        await api.castbook.stop()
        closed = await socket.receive(timeout=10)
        assert closed.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSING)
    api.castbook.hub.publish({"type": "version"})
