"""What aiohttp cannot read as a request is answered in our form too, by the stand-alone server's own connections."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from castbook.api.wire import MAX_ADDRESS, MAX_HEADER, Runner
from castbook.app import Castbook, Hosts
from castbook.engines.slate import SlateEngine
from tests.api.conftest import Api, application

CHUNKED = b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"


class StandAlone(TestServer):
    """The application as `studio.py run` serves it."""

    async def _make_runner(self, **options: Any) -> web.BaseRunner[Any]:
        return Runner(self.app)


@pytest.fixture
async def api(aiohttp_client, library) -> Api:
    castbook = Castbook(library, [SlateEngine()], hosts=Hosts("127.0.0.1"))
    return Api(await aiohttp_client(StandAlone(application(castbook))), castbook)


async def send(api: Api, sent: bytes) -> tuple[bytes, dict[str, str], bytes]:
    """Status line, headers by lower-case name, and body of the answer to these bytes, up to the connection's end."""
    reader, writer = await asyncio.open_connection(api.client.host, api.client.port)
    writer.write(sent)
    head, _, body = (await asyncio.wait_for(reader.read(), 10)).partition(b"\r\n\r\n")
    writer.close()
    status, *lines = head.decode().split("\r\n")
    return status.encode(), {line.partition(": ")[0].lower(): line.partition(": ")[2] for line in lines}, body


def asking(target: bytes, head: bytes = b"Host: 127.0.0.1\r\n", method: bytes = b"GET") -> bytes:
    return method + b" " + target + b" HTTP/1.1\r\n" + head + b"\r\n"


UNREADABLE = {
    "long query": (asking(b"/castbook/productions?limit=" + b"1" * 20_000), "address_too_long"),
    "long path": (asking(b"/castbook/" + b"a" * MAX_ADDRESS), "address_too_long"),
    "very long query": (asking(b"/castbook/productions?limit=" + b"1" * 100_000), "address_too_long"),
    "long header": (asking(b"/", b"Host: 127.0.0.1\r\nX-A: " + b"a" * 2 * MAX_HEADER + b"\r\n"), "header_too_long"),
    "many headers": (asking(b"/", b"Host: 127.0.0.1\r\n" + b"X-A: a\r\n" * 500), "unreadable_request"),
    "no host": (asking(b"/castbook/productions", b""), "unreadable_request"),
    "two hosts": (asking(b"/castbook/productions", b"Host: 127.0.0.1\r\nHost: other\r\n"), "unreadable_request"),
    "no method": (b"\0\x01\x02\r\n\r\n", "unreadable_request"),
    "https": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "unreadable_request"),
    "spaces in the address": (asking(b"/castbook/a b c"), "unreadable_request"),
    "two lengths": (
        asking(b"/castbook/productions", b"Host: 127.0.0.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n", b"POST"),
        "unreadable_request",
    ),
}


@pytest.mark.parametrize("kind", UNREADABLE)
async def test_what_is_no_request_is_answered_as_an_error_of_ours_and_not_logged(api, caplog, kind):
    sent, code = UNREADABLE[kind]
    status, headers, body = await send(api, sent)
    assert b" 400 " in status
    assert headers["content-type"].startswith("application/json")
    assert headers["x-content-type-options"] == "nosniff"
    error = json.loads(body)["error"]
    assert error["code"] == code and error["message"] and error["hint"]
    assert not caplog.records


async def test_a_body_in_broken_chunks_is_answered_as_an_error_of_ours_and_not_logged(api, caplog):
    own = b"Host: 127.0.0.1\r\n" + CHUNKED
    for chunks in (b"zz\r\n{}\r\n0\r\n\r\n", b"2\r\n{}xx\r\n0\r\n\r\n"):
        status, headers, body = await send(api, asking(b"/castbook/productions", own, b"POST") + chunks)
        assert b" 400 " in status, body
        assert headers["x-content-type-options"] == "nosniff"
        assert all(json.loads(body)["error"].values())
    assert not caplog.records


async def test_an_address_as_long_as_allowed_is_read(api):
    query = b"/castbook/productions?" + b"&".join([b"offset=0", b"query=" + b"a" * 8_000])
    assert len(query) < MAX_ADDRESS
    status, _, body = await send(api, asking(query, b"Host: 127.0.0.1\r\nConnection: close\r\n"))
    assert b"address_too_long" not in body and b" 400 " not in status


async def test_a_bug_of_ours_outside_every_guard_is_still_logged(aiohttp_client, caplog):
    async def broken(request: web.Request) -> web.Response:
        raise RuntimeError("a bug")

    app = web.Application()
    app.router.add_get("/", broken)
    client = await aiohttp_client(StandAlone(app))
    assert (await client.get("/")).status == 500
    assert "a bug" in caplog.text
