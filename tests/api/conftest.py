"""A real Castbook over a real library and the slate engine, behind a bare aiohttp application."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient
from PIL import Image

from castbook.app import Castbook, Hosts
from castbook.engines.slate import SlateEngine
from castbook.library import Library

UPLOAD = {"X-Castbook": "1"}


def picture(width: int = 24, height: int = 36, color: str = "teal", form: str = "PNG", **options: Any) -> bytes:
    """An image file's bytes."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), color).save(stream, form, **options)
    return stream.getvalue()


class Api:
    """The routes by method and path below /castbook. A wrong status shows the answer's text."""

    def __init__(self, client: TestClient[Any, Any], castbook: Castbook) -> None:
        self.client = client
        self.castbook = castbook

    async def ask(self, method: str, path: str, body: Any = None, expect: int = 200) -> Any:
        """The JSON answer; changes without a body send {}."""
        sent = {} if method in ("GET", "HEAD") else {"json": {} if body is None else body}
        answer = await self.client.request(method, f"/castbook{path}", **sent)
        text = await answer.text()
        assert answer.status == expect, f"{method} {path}: {answer.status} {text[:500]}"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        value = await answer.json()
        if answer.status >= 400:
            assert set(value["error"]) == {"code", "message", "hint"} and all(value["error"].values()), text
            return value["error"]
        return value

    async def get(self, path: str, expect: int = 200) -> Any:
        """GET."""
        return await self.ask("GET", path, expect=expect)

    async def post(self, path: str, body: Any = None, expect: int = 200) -> Any:
        """POST with JSON."""
        return await self.ask("POST", path, body, expect)

    async def patch(self, path: str, body: Any, expect: int = 200) -> Any:
        """PATCH with JSON."""
        return await self.ask("PATCH", path, body, expect)

    async def delete(self, path: str, expect: int = 200) -> Any:
        """DELETE."""
        return await self.ask("DELETE", path, expect=expect)

    async def upload(self, character_id: str, data: bytes, filename: str = "image.png", expect: int = 201) -> Any:
        """Upload one image."""
        form = aiohttp.FormData()
        form.add_field("image", data, filename=filename)
        path = f"/castbook/characters/{character_id}/versions"
        answer = await self.client.post(path, data=form, headers=UPLOAD)
        assert answer.status == expect, f"{answer.status} {(await answer.text())[:500]}"
        value = await answer.json()
        return value["error"] if answer.status >= 400 else value

    async def raw(self, path: str, **headers: str) -> aiohttp.ClientResponse:
        """GET with headers, from the server's root; the whole answer."""
        answer = await self.client.get(path, headers=headers)
        await answer.read()
        return answer

    async def wire(self, method: str, target: str | bytes, head: str = "", body: bytes = b"") -> bytes:
        """Everything the server answers to a request written by hand, which no client would tidy up."""
        reader, writer = await asyncio.open_connection(self.client.host, self.client.port)
        start = b"%s %s HTTP/1.1\r\n" % (method.encode(), target if isinstance(target, bytes) else target.encode())
        own = f"Host: {self.client.host}:{self.client.port}\r\nConnection: close\r\n{head}\r\n"
        writer.write(start + own.encode() + body)
        answer = await reader.read()
        writer.close()
        return answer

    async def generate(self, character_id: str, **fields: Any) -> Any:
        """Ask for versions and wait until they are made."""
        made = await self.post(f"/characters/{character_id}/generations", fields, expect=202)
        return await self.finished(made["id"])

    async def finished(self, generation_id: str) -> Any:
        """The generation once it is neither queued nor running."""
        while True:
            found = await self.get(f"/generations/{generation_id}")
            if found["state"] not in ("queued", "running"):
                return found
            await asyncio.sleep(0.01)


def application(castbook: Castbook) -> web.Application:
    """The stand-alone server's application, as a test needs it."""
    app = web.Application()
    table = web.RouteTableDef()
    castbook.add_routes(table)
    castbook.add_page(table)
    app.add_routes(table)

    async def running(app: web.Application) -> AsyncIterator[None]:
        await castbook.start()
        yield
        await castbook.stop()

    app.cleanup_ctx.append(running)
    return app


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    opened = Library.open(tmp_path / "library", sample=False)
    yield opened
    opened.close()


@pytest.fixture(name="picture")
def _picture() -> Callable[..., bytes]:
    """The function that makes an image file's bytes."""
    return picture


@pytest.fixture
def serving(aiohttp_client: Any) -> Callable[[Castbook], Awaitable[Api]]:
    """Start a server over any Castbook."""

    async def start(castbook: Castbook) -> Api:
        return Api(await aiohttp_client(application(castbook)), castbook)

    return start


@pytest.fixture
async def api(serving: Callable[[Castbook], Awaitable[Api]], library: Library) -> Api:
    """The routes over the library."""
    return await serving(Castbook(library, [SlateEngine()], hosts=Hosts("127.0.0.1")))


@pytest.fixture
async def mira(api: Api) -> Any:
    """A character of a production with one design."""
    production = await api.post("/productions", {"name": "Night Ferry"}, expect=201)
    design = {"name": "Rain", "style_prompt": "35mm film still", "negative": "blurry", "aspect": "2:3"}
    await api.post(f"/productions/{production['id']}/designs", design, expect=201)
    character = {"name": "Mira", "image_prompt": "woman of 40, grey braid"}
    return await api.post(f"/productions/{production['id']}/characters", character, expect=201)
