"""Real server processes on one library: uploads at the same time, and a kill -9 in between."""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

UPLOADS = 200


class Server:
    """A `studio.py run` on a port of the system's choice."""

    def __init__(self, process: asyncio.subprocess.Process, address: str) -> None:
        self.process = process
        self.url = f"{address}/castbook"

    @classmethod
    async def start(cls, root: Path, library: Path) -> Server:
        arguments = ("run", "--no-browser", "--port", "0", "--engine", "slate", "--library", str(library))
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(root / "studio.py"), *arguments, stdout=asyncio.subprocess.PIPE
        )
        assert process.stdout
        while line := (await process.stdout.readline()).decode():
            if found := re.search(r"Castbook is at (http://\S+)", line):
                return cls(process, found[1].rstrip("/"))
        raise AssertionError("the server ended before it answered")

    async def kill(self) -> None:
        if self.process.returncode is None:
            os.kill(self.process.pid, signal.SIGKILL)
            await self.process.wait()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=50), raise_for_status=True) as opened:
        yield opened


@pytest.fixture
async def start(root: Path, tmp_path: Path) -> AsyncIterator[Callable[[], Awaitable[Server]]]:
    """Start a server on this test's library; none outlives the test."""
    started: list[Server] = []

    async def one() -> Server:
        started.append(await Server.start(root, tmp_path / "library"))
        return started[-1]

    yield one
    for server in started:
        await server.kill()


async def test_parallel_uploads_of_one_file_name_to_two_processes_all_arrive(start, session, picture):
    pair = first, second = await start(), await start()
    character = await character_of(session, first)
    sent = [picture(color=(number, 7 * number % 256, 99)) for number in range(UPLOADS)]
    made = await asyncio.gather(
        *(upload(session, pair[number % 2], character, data) for number, data in enumerate(sent))
    )
    await first.kill()  # what was answered is there whatever happens to the process

    listed = []
    for offset in range(0, UPLOADS, 100):
        url = f"{second.url}/characters/{character}/versions?offset={offset}"
        async with session.get(url) as answer:
            listed += (await answer.json())["items"]
    assert [version["number"] for version in listed] == list(range(UPLOADS, 0, -1))
    assert sum(version["selected"] for version in listed) == 1
    sums = {version["id"]: version["sha256"] for version in listed}
    for version, data in zip(made, sent, strict=True):
        assert sums[version["id"]] == hashlib.sha256(data).hexdigest()
        async with session.get(f"{second.url}/versions/{version['id']}/image") as answer:
            assert await answer.read() == data


async def test_the_story_survives_a_kill(start, session, picture):
    server = await start()
    character = await character_of(session, server)
    for _ in range(2):
        async with session.post(f"{server.url}/characters/{character}/generations", json={}) as answer:
            asked = (await answer.json())["id"]
        while True:
            async with session.get(f"{server.url}/generations/{asked}") as answer:
                if (state := (await answer.json())["state"]) not in ("queued", "running"):
                    break
            await asyncio.sleep(0.05)
        assert state == "done"
    await upload(session, server, character, picture())
    url = f"/characters/{character}/versions"
    async with session.get(server.url + url) as answer:
        before = await answer.json()
    assert [version["number"] for version in before["items"]] == [3, 2, 1]
    await server.kill()

    server = await start()
    async with session.get(server.url + url) as answer:
        assert await answer.json() == before


async def character_of(session: aiohttp.ClientSession, server: Server) -> str:
    """A new character in a new production."""
    async with session.post(f"{server.url}/productions", json={"name": "P"}) as answer:
        production = (await answer.json())["id"]
    async with session.post(f"{server.url}/productions/{production}/characters", json={"name": "Mira"}) as answer:
        return (await answer.json())["id"]


async def upload(session: aiohttp.ClientSession, server: Server, character: str, data: bytes) -> Any:
    """The version that an upload makes. A library that is locked for a while is asked again, as its answer says."""
    while True:
        form = aiohttp.FormData()
        form.add_field("image", data, filename="image.png")
        url = f"{server.url}/characters/{character}/versions"
        async with session.post(url, data=form, headers={"X-Castbook": "1"}, raise_for_status=False) as answer:
            value = await answer.json()
            if answer.status == 201:
                return value
            assert value["error"]["code"] == "library_locked", value
            await asyncio.sleep(0.2)
