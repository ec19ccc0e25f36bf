"""In a real ComfyUI: the import, Save Portrait beside core's SaveImage, how soon ComfyUI has what was asked for."""

from __future__ import annotations

import asyncio
import io
import json
import re
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from benchmarks.conftest import Record
from tests.comfyui.cores import Core, Server, discover
from tests.comfyui.talk import Talk, node

ROUNDS = 9
REQUESTS = 40
MAX_RATIO = 0.9
MAX_ACCEPTANCE_MS = 50
MAX_IMPORT_MS = 100


def cores() -> list[Any]:
    """Every core found; one that cannot run is skipped with its reason."""
    found = [
        pytest.param(core, id=core.name, marks=[] if core.python else pytest.mark.skip(reason=core.why_not))
        for core in discover()
    ]
    return found or [pytest.param(None, marks=pytest.mark.skip(reason="no ComfyUI found"))]


@pytest.fixture(scope="module", params=cores())
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    core: Core = request.param
    running = Server(core, tmp_path_factory.mktemp("comfyui")).start()
    yield running
    running.remove()


def picture(seed: int) -> bytes:
    """A blurred picture with fine noise on it, 832 x 1216, as sampled pictures have."""
    random = np.random.default_rng(seed)
    coarse = Image.fromarray(random.integers(0, 255, (38, 26, 3), dtype=np.uint8)).resize((832, 1216), Image.BICUBIC)
    noisy = np.asarray(coarse) * 0.9 + random.normal(0, 3, (1216, 832, 3))
    out = io.BytesIO()
    Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)).save(out, "PNG", compress_level=1)
    return out.getvalue()


async def seconds_per_node(talk: Talk, graph: dict[str, Any]) -> dict[str, float]:
    """Run a graph and take the time from each node's `executing` to its `executed`, as ComfyUI tells them."""
    began: dict[str, float] = {}
    took: dict[str, float] = {}
    async with talk.session.ws_connect(f"{talk.server.url}/ws?clientId={talk.client_id}") as socket:
        status, answer = await talk.prompt(graph)
        assert status == 200, answer
        async for message in socket:
            event = json.loads(message.data) if isinstance(message.data, str) else {"type": "binary", "data": {}}
            named = event["data"].get("node")
            if event["type"] == "executing" and named is None:
                return took
            if event["type"] == "executing":
                began[named] = time.perf_counter()
            elif event["type"] == "executed" and named in began:
                took[named] = time.perf_counter() - began[named]
            assert event["type"] != "execution_error", event
    raise AssertionError("ComfyUI closed the connection")


def test_import_of_the_pack(server: Server, record: Record) -> None:
    """What the pack adds to ComfyUI's start, as ComfyUI itself logs it in tenths of a second."""
    (seconds,) = re.findall(rf"([\d.]+) seconds: .*{re.escape(str(server.pack_name))}", server.log)
    record(f"import of the pack, {server.core.name}", float(seconds) * 1000, bound=MAX_IMPORT_MS)


async def test_save_portrait_beside_save_image(server: Server, record: Record) -> None:
    """The same picture saved by both in the same run: with hash, thumbnail and row at most 0.9 of SaveImage's time."""
    ours, cores_own = [], []
    async with Talk(server) as talk:
        mira = await talk.new_character()
        for number in range(ROUNDS + 1):
            name = f"round-{number}.png"
            (Path(server.base) / "input" / name).write_bytes(picture(number))
            linked = {"character": ["character", 0], "aspect": "2:3", "seed": number, "family": "sdxl"}
            graph = {
                "character": node("CastbookLoadCharacter", production="Night Ferry", character=mira["name"]),
                "prompt": node("CastbookPortraitPrompt", **linked),
                "picture": node("LoadImage", image=name),
                "portrait": node(
                    "CastbookSavePortrait", images=["picture", 0], portrait_prompt=["prompt", 5], select=True
                ),
                "image": node("SaveImage", images=["picture", 0], filename_prefix="bench"),
            }
            took = await seconds_per_node(talk, graph)
            if number:  # the first round warms up
                ours.append(took["portrait"] * 1000)
                cores_own.append(took["image"] * 1000)
        assert len(await talk.versions(mira)) == ROUNDS + 1
    mine, peer = statistics.median(ours), statistics.median(cores_own)
    record(f"Save Portrait, 832x1216, {server.core.name}", mine, unit="ms", peer=peer, bound=MAX_RATIO * peer)


async def test_from_the_request_to_comfyuis_acceptance(server: Server, record: Record) -> None:
    """From POST .../generations to the moment in which ComfyUI's queue holds the job: p95 at most 50 ms."""
    waited = []
    async with Talk(server) as talk:
        mira = await talk.new_character()
        same = {"steps": 1, "seed": "1"}  # so that ComfyUI samples once, and has the rest in its cache
        await talk.made((await talk.generate(mira, **same))["id"])
        async with talk.session.ws_connect(f"{server.url}/ws?clientId={talk.client_id}") as socket:
            for _ in range(REQUESTS):
                start = time.perf_counter()
                asking = asyncio.create_task(talk.generate(mira, **same))
                await told(socket, waiting=True)
                waited.append((time.perf_counter() - start) * 1000)
                await asking
                await told(socket, waiting=False)
                await talk.ended((await asking)["id"])
    p95 = sorted(waited)[round(0.95 * (REQUESTS - 1))]
    record(f"POST generations to ComfyUI's acceptance, p95, {server.core.name}", p95, bound=MAX_ACCEPTANCE_MS)


async def told(socket: Any, *, waiting: bool) -> None:
    """Wait until ComfyUI tells everybody that its queue holds something, or nothing more."""
    async for message in socket:
        event = json.loads(message.data) if isinstance(message.data, str) else {}
        if event.get("type") == "status":
            remaining = event["data"]["status"]["exec_info"]["queue_remaining"]
            if bool(remaining) == waiting:
                return
