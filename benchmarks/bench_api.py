"""Listing a large cast through the API of a real server process. Bounds: p95 20 ms, 150 MB of memory."""

from __future__ import annotations

import http.client
import io
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from castbook.cast import Settings
from castbook.library import Library

STUDIO = Path(__file__).resolve().parents[1] / "studio.py"
CHARACTERS = 10_000
VERSIONS_EACH = 10
LISTINGS = 200
BOUND_MS = 20.0
BOUND_MB = 150.0
BATCH = 50  # characters in one transaction: what is measured is reading, so the filling may be quick

# a server that only hands out bytes it has in memory: what no listing through aiohttp can undercut
BARE = """
import sys
from aiohttp import web
body = sys.stdin.buffer.read()
async def answer(request): return web.Response(body=body, content_type="application/json")
app = web.Application()
app.router.add_get("/{rest:.*}", answer)
web.run_app(app, host="127.0.0.1", port=0, print=lambda text: print(text.split()[3], flush=True), access_log=None)
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A library with 10,000 characters of 10 versions each, and the production's id."""
    root = tmp_path_factory.mktemp("large") / "library"
    stream = io.BytesIO()
    Image.new("RGB", (8, 12), "teal").save(stream, "PNG")
    portrait = stream.getvalue()
    settings = Settings(
        image_prompt="woman of 40, grey braid, oilskin coat", style_prompt="35mm film still, rain, sodium light",
        positive="woman of 40, grey braid, oilskin coat, 35mm film still, rain, sodium light", negative="blurry, hat",
        negative_applied=True, seed="18446744073709551615", aspect="2:3", model="sd_xl_base_1.0.safetensors",
        family="sdxl", steps=30, cfg=7.0, sampler="dpmpp_2m", scheduler="karras",
    )  # fmt: skip
    library = Library.open(root, sample=False)
    production = library.create_production("A long series")
    for start in range(0, CHARACTERS, BATCH):
        with library.transaction():
            for number in range(start, start + BATCH):
                character = library.create_character(
                    production.id, f"Character {number:05}", aliases=(f"Nickname {number}",), image_prompt="grey braid"
                )
                for _ in range(VERSIONS_EACH):
                    library.add_version(character.id, portrait, source="generated", settings=settings)
    library.close()
    return root, production.id


def bench_listing_100_of_10_000_characters(record: Any, large: tuple[Path, str]) -> None:
    """Pages at random places and a search, each read to its end by a client that keeps its connection."""
    root, production = large
    chosen = random.Random(1)
    offsets = [chosen.randrange(0, CHARACTERS - 100) for _ in range(LISTINGS)]
    path = f"/castbook/productions/{production}/characters?limit=100&offset="
    with server([str(STUDIO), "run", "--no-browser", "--port", "0", "--engine", "slate", "--library", str(root)]) as (
        process,
        port,
    ):
        page, _ = ask(port, [path + "0"])
        assert len(json.loads(page)["items"]) == 100 and json.loads(page)["total"] == CHARACTERS
        _, listing = ask(port, [f"{path}{offset}" for offset in offsets])
        _, searching = ask(port, [f"{path}0&query=nickname+{offset}" for offset in offsets[:50]])
        memory = memory_mb(process.pid)
    with server(["-c", BARE], page) as (_, port):
        _, bare = ask(port, ["/"] * LISTINGS)
    record("list 100 of 10,000 characters, p95", p95(listing), peer=p95(bare), bound=BOUND_MS)
    record("search in 10,000 characters, p95", p95(searching), bound=BOUND_MS)
    record("memory of a server with 100,000 versions", memory, unit="MB", bound=BOUND_MB)


@contextmanager
def server(arguments: list[str], data: bytes = b"") -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A Python process that says its address in its first line."""
    with subprocess.Popen([sys.executable, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin and process.stdout
        try:
            process.stdin.write(data)
            process.stdin.close()
            line = process.stdout.readline().decode()
            yield process, int(line.rstrip().rstrip("/").rpartition(":")[2])
        finally:
            process.terminate()


def ask(port: int, paths: list[str]) -> tuple[bytes, list[float]]:
    """The last answer, and how long each took in milliseconds."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times, body = [], b""
    for path in paths:
        started = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        times.append((time.perf_counter() - started) * 1000)
        assert answer.status == 200, body
    connection.close()
    return body, times


def p95(times: list[float]) -> float:
    """The time that 19 of 20 stay under."""
    return statistics.quantiles(times, n=20)[-1]


def memory_mb(pid: int) -> float:
    """The most memory a process has held so far; on systems without /proc there is no such figure."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        pytest.skip("the server's memory can be read on Linux only")
    (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) / 1024
