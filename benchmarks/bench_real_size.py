"""Portraits of SDXL's real size on a GPU: what Castbook adds to ComfyUI's own time, how soon a cancelled one stops.

Skipped where a core's Python sees no GPU. The weights are random: what is measured is the time, not the picture.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from benchmarks.conftest import Record
from tests.comfyui import cores
from tests.comfyui.cores import Core, Server
from tests.comfyui.talk import Talk, eventually, node

MODEL = "full_sdxl.safetensors"
STEPS = 30
ROUNDS = 5
CAST = 12
MAX_RATIO = 1.1
MAX_STOP_MS = 2_000
HOLD = """
import sys, torch
blocks = []
try:
    while True: blocks.append(torch.empty(256 << 20, dtype=torch.uint8, device="cuda"))
except torch.OutOfMemoryError:
    print("full", flush=True)
sys.stdin.read()
"""


def why_not(core: Core) -> str:
    """Why a core cannot run this; empty if it can."""
    if core.python is None:
        return core.why_not
    probe = [str(core.python), "-c", "import torch, sys; sys.exit(not torch.cuda.is_available())"]
    seen = subprocess.run(probe, capture_output=True, timeout=120, check=False).returncode == 0
    return "" if seen else f"ComfyUI {core.version} sees no GPU"


def found() -> list[Any]:
    """Every core found; one that cannot run is skipped with its reason."""
    every = [(core, why_not(core)) for core in cores.discover()]
    marked = [
        pytest.param(core, id=core.name, marks=pytest.mark.skip(reason=reason) if reason else ())
        for core, reason in every
    ]
    return marked or [pytest.param(None, marks=pytest.mark.skip(reason="no ComfyUI found"))]


@pytest.fixture(scope="module", params=found())
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    core: Core = request.param
    base = tmp_path_factory.mktemp("comfyui")
    folder = base / "models" / "checkpoints"
    folder.mkdir(parents=True)
    script = Path(cores.__file__).with_name("tiny_sdxl.py")
    subprocess.run([str(core.python), str(script), str(folder / MODEL), "full"], cwd=core.path, check=True, timeout=300)
    running = Server(core, base, gpu=True).start()
    yield running
    running.remove()


@pytest.fixture
async def talk(server: Server) -> AsyncIterator[Talk]:
    async with Talk(server) as opened:
        yield opened


async def test_a_portrait_beside_the_same_graph_in_comfyui(talk: Talk, record: Record) -> None:
    """From the request to the version, beside the same graph queued by hand with core's SaveImage.

    Castbook asks for live previews; once by hand with them, once without.
    """
    mira = await talk.new_character()

    async def portrait(seed: int) -> list[dict[str, Any]]:
        asked = await talk.generate(mira, model=MODEL, steps=STEPS, seed=str(seed), aspect="2:3")
        return await talk.made(asked["id"])

    (version,) = await portrait(1)  # loads the model
    graph = await talk.get(f"/versions/{version['id']}/graph")
    (saver,) = [name for name, one in graph.items() if one["class_type"].startswith("CastbookSave")]
    images = graph[saver]["inputs"]["images"]
    (sampler,) = [one for one in graph.values() if one["class_type"] == "KSampler"]
    peer = {name: one for name, one in graph.items() if not one["class_type"].startswith("Castbook")}
    assert not any(f'["{name}", ' in json.dumps(peer) for name in graph.keys() - peer.keys()), "it needs our nodes"
    peer["image"] = node("SaveImage", images=images, filename_prefix="real-size")

    async def by_hand(seed: int, previews: str) -> None:
        sampler["inputs"]["seed"] = seed
        assert (await talk.run(peer, extra_data={"preview_method": previews})).error is None

    ours, cores_own, without = [], [], []
    for n in range(ROUNDS):
        ours.append(await milliseconds(lambda seed=100 + n: portrait(seed)))
        cores_own.append(await milliseconds(lambda seed=200 + n: by_hand(seed, "auto")))
        without.append(await milliseconds(lambda seed=300 + n: by_hand(seed, "none")))
    assert version["width"] * version["height"] > 900_000
    mine, core = statistics.median(ours), statistics.median(cores_own)
    name = f"SDXL portrait {version['width']}x{version['height']}, {STEPS} steps, {version['engine']['device']}"
    record(f"{name}, {talk.server.core.name}", mine, peer=core, bound=MAX_RATIO * core)
    record(f"the same without live previews, by hand, {talk.server.core.name}", statistics.median(without), peer=core)


async def test_a_whole_cast(talk: Talk, record: Record) -> None:
    """Twelve characters asked for at once: the time for each."""
    cast = [await talk.new_character() for _ in range(CAST)]

    async def everybody() -> None:
        asked = [
            await talk.generate(one, model=MODEL, steps=STEPS, seed=str(n), aspect="2:3") for n, one in enumerate(cast)
        ]
        for one in asked:
            await talk.made(one["id"])

    took = await milliseconds(everybody)
    record(f"each of {CAST} SDXL portraits asked for at once, {talk.server.core.name}", took / CAST)


async def test_a_cancelled_portrait_stops(talk: Talk, record: Record) -> None:
    """From the request to cancel to the state cancelled, and nothing left in ComfyUI's queue."""
    mira = await talk.new_character()
    asked = await talk.generate(mira, model=MODEL, steps=200, seed="7", aspect="2:3")

    async def runs() -> bool:
        return (await talk.generation(asked["id"]))["progress"] > 0

    await eventually(runs)

    async def cancelled() -> None:
        await talk.post(f"/generations/{asked['id']}/cancel")
        assert (await talk.ended(asked["id"]))["state"] == "cancelled"

    took = await milliseconds(cancelled)
    assert (await talk.json("/queue"))["queue_running"] == []
    record(f"a running SDXL portrait cancelled, {talk.server.core.name}", took, bound=MAX_STOP_MS)


async def test_a_full_gpu_is_told_and_survived(talk: Talk, record: Record) -> None:
    """Another program holds the GPU's memory: it is said, if that is why a portrait fails, and the next is made."""
    mira = await talk.new_character()
    await talk.made((await talk.generate(mira, model=MODEL, steps=2, seed="1", aspect="2:3"))["id"])
    with full_gpu(talk.server.core):
        asked = await talk.generate(mira, model=MODEL, steps=2, seed="2", aspect="2:3", count=4)
        ended = await talk.ended(asked["id"])
    assert ended["error"] is None or ended["error"]["code"] == "out_of_memory", ended
    took = await milliseconds(lambda: again(talk, mira))
    told = ended["error"]["code"] if ended["error"] else "it was made all the same"
    record(f"a portrait after a full GPU ({told}), {talk.server.core.name}", took)


@contextmanager
def full_gpu(core: Core) -> Iterator[None]:
    """Another program that takes all of the GPU's memory that is free."""
    with subprocess.Popen(
        [str(core.python), "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout and other.stdin and other.stdout.readline().strip() == "full"
        try:
            yield
        finally:
            other.stdin.close()


async def again(talk: Talk, character: dict[str, Any]) -> None:
    asked = await talk.generate(character, model=MODEL, steps=2, seed="3", aspect="2:3")
    await talk.made(asked["id"])


async def milliseconds(work: Callable[[], Awaitable[Any]]) -> float:
    start = time.perf_counter()
    await work()
    return (time.perf_counter() - start) * 1000
