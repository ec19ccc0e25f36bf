"""The ComfyUI engine on a server that is not its host: render, follow, cancel, take up again, say what went wrong."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import io
from collections.abc import AsyncIterator, Callable

import aiohttp
import pytest
from PIL import Image

from castbook.engines.comfyui import ComfyUIEngine
from castbook.engines.engine import Progress
from castbook.errors import Cancelled, CastbookError, Interrupted, Unavailable
from castbook.families import Model
from castbook.images import verify
from castbook.prompt import find_model
from tests.comfyui.cores import CHECKPOINT, Core, Server, free_port
from tests.comfyui.talk import SIZE, eventually, render_job


@pytest.fixture
async def engine(server: Server) -> AsyncIterator[ComfyUIEngine]:
    made = ComfyUIEngine(server.url)
    yield made
    await made.close()


async def tiny(engine: ComfyUIEngine) -> Model:
    found = find_model(CHECKPOINT, await engine.models())
    assert found is not None
    return found


def pixels(data: bytes) -> bytes:
    return Image.open(io.BytesIO(data)).tobytes()


async def until(condition: Callable[[], object]) -> None:
    """Wait for something that an engine reports."""

    async def look() -> object:
        return condition()

    await eventually(look)


async def queue_of(server: Server) -> tuple[list[str], list[str]]:
    async with aiohttp.ClientSession() as session, session.get(server.url + "/queue") as answer:
        queue = await answer.json()
    return [item[1] for item in queue["queue_running"]], [item[1] for item in queue["queue_pending"]]


async def test_models_are_listed_by_name_and_marked_as_a_guess(engine: ComfyUIEngine) -> None:
    model = find_model(CHECKPOINT, await engine.models())
    assert model is not None
    assert (model.folder, model.family, model.family_is_guess) == ("checkpoints", "sd15", True)


async def test_the_users_word_on_a_family_counts_for_another_server_too(server: Server) -> None:
    corrected = ComfyUIEngine(server.url, corrections=lambda: {CHECKPOINT: "sdxl"})
    model = find_model(CHECKPOINT, await corrected.models())
    await corrected.close()
    assert model is not None
    assert (model.family, model.family_is_guess) == ("sdxl", False)


async def test_a_cancel_that_comes_before_the_hand_over_is_not_lost(engine: ComfyUIEngine, server: Server) -> None:
    asked = render_job(await tiny(engine), steps=50)
    rendering = asyncio.create_task(engine.render(asked, lambda _: None))
    await asyncio.sleep(0)
    await engine.cancel(asked.id)
    with pytest.raises(Cancelled):
        await rendering
    assert asked.id not in [*(await queue_of(server))[0], *(await queue_of(server))[1]]


async def test_an_interrupt_that_comfyui_forgot_is_sent_again(
    engine: ComfyUIEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks, forgotten = engine._ask_to_stop, []

    async def forget_the_first(job_id: str) -> None:
        if forgotten:
            await asks(job_id)
        forgotten.append(job_id)

    monkeypatch.setattr(engine, "_ask_to_stop", forget_the_first)
    asked = render_job(await tiny(engine), steps=50)
    running = asyncio.Event()
    rendering = asyncio.create_task(engine.render(asked, lambda at: running.set() if at.state == "running" else None))
    await running.wait()
    await engine.cancel(asked.id)
    with pytest.raises(Cancelled):
        await rendering
    assert len(forgotten) > 1


async def test_a_job_becomes_a_picture_with_progress_and_facts(engine: ComfyUIEngine, core: Core) -> None:
    seen: list[Progress] = []
    asked = render_job(await tiny(engine), steps=4)
    picture = await engine.render(asked, seen.append)
    assert picture is not None
    measured = verify(picture.data)
    assert (measured.width, measured.height, measured.media_type) == (*SIZE, "image/png")
    assert picture.engine.kind == "comfyui"
    assert picture.engine.version == core.version
    assert picture.engine.device
    assert picture.engine.seconds is not None and picture.engine.seconds > 0
    values = [progress.value for progress in seen if progress.state == "running"]
    assert values == sorted(values)
    assert len({value for value in values if 0 < value < 1}) >= 3  # each of the sampler's steps is told


async def test_the_kept_graph_saves_to_the_character_by_name(engine: ComfyUIEngine) -> None:
    picture = await engine.render(render_job(await tiny(engine)), lambda _: None)
    assert picture is not None and picture.graph is not None
    kinds = [node["class_type"] for node in picture.graph.values()]
    assert "CastbookSavePortrait" in kinds and "PreviewImage" not in kinds
    assert "castbook_job" not in str(picture.graph)


async def test_the_same_request_twice_gives_two_equal_pictures(engine: ComfyUIEngine) -> None:
    model = await tiny(engine)
    asked = [render_job(model, seed=seed) for seed in ("11", "11", "12")]
    first, second, other = await asyncio.gather(*(engine.render(one, lambda _: None) for one in asked))
    assert first and second and other
    assert pixels(first.data) == pixels(second.data)
    assert pixels(other.data) != pixels(first.data)


async def test_cancelling_touches_its_own_jobs_and_no_other(engine: ComfyUIEngine, server: Server) -> None:
    model = await tiny(engine)
    somebody_elses = ComfyUIEngine(server.url)
    running, waiting = render_job(model, steps=200), render_job(model, seed="21")
    other = render_job(model, seed="22")
    progress: dict[str, list[Progress]] = {running.id: [], waiting.id: [], other.id: []}
    tasks = {}
    for one, owner in ((running, engine), (waiting, engine), (other, somebody_elses)):
        tasks[one.id] = asyncio.create_task(owner.render(one, progress[one.id].append))
        await until(lambda one=one: progress[one.id])
    await until(lambda: progress[running.id][-1].value > 0)
    assert progress[waiting.id][-1].queue_position == 0
    assert progress[other.id][-1].queue_position == 1
    await engine.cancel(waiting.id)
    with pytest.raises(Cancelled):
        await tasks[waiting.id]
    assert waiting.id not in (await queue_of(server))[1]
    await engine.cancel(other.id)  # not its job
    await engine.cancel(running.id)
    with pytest.raises(Cancelled):
        await tasks[running.id]
    assert await tasks[other.id] is not None
    await somebody_elses.close()


async def test_a_job_of_an_earlier_process_is_found_in_the_queue_and_in_the_history(
    engine: ComfyUIEngine, server: Server
) -> None:
    asked = render_job(await tiny(engine), steps=4, seed="31")
    progress: list[Progress] = []
    task = asyncio.create_task(engine.render(asked, progress.append))
    await until(lambda: progress and progress[-1].value > 0)
    task.cancel()  # the process that asked has gone
    later = ComfyUIEngine(server.url)
    found = await later.resume(asked, lambda _: None)
    again = await later.resume(asked, lambda _: None)
    assert found is not None and again is not None
    assert found.data == again.data
    with pytest.raises(Interrupted):
        await later.resume(render_job(await tiny(engine)), lambda _: None)
    await later.close()


async def test_a_graph_that_the_core_refuses_is_said_with_the_nodes_name(engine: ComfyUIEngine) -> None:
    model = dataclasses.replace(await tiny(engine), name="gone.safetensors")
    with pytest.raises(CastbookError) as caught:
        await engine.render(render_job(model), lambda _: None)
    assert caught.value.code == "graph_refused"
    assert "CheckpointLoaderSimple" in caught.value.message
    assert "gone.safetensors" in caught.value.message
    assert "/" not in caught.value.message


async def test_a_node_that_fails_is_named(engine: ComfyUIEngine, server: Server) -> None:
    broken = server.base / "models" / "checkpoints" / "broken.safetensors"
    broken.write_bytes(b"no tensors here")
    model = dataclasses.replace(await tiny(engine), name=broken.name)
    with pytest.raises(CastbookError) as caught:
        await engine.render(render_job(model), lambda _: None)
    broken.unlink()
    assert caught.value.code == "node_failed"
    assert "CheckpointLoaderSimple" in caught.value.message
    assert str(server.base) not in caught.value.message


async def test_a_job_that_finishes_while_the_connection_is_lost_is_found_again(server: Server) -> None:
    wire = Wire(server.port)
    await wire.connect()
    engine = ComfyUIEngine(f"http://127.0.0.1:{wire.port}")
    progress: list[Progress] = []
    asked = render_job(await tiny(engine), steps=4, seed="41")
    task = asyncio.create_task(engine.render(asked, progress.append))
    await until(lambda: progress and progress[-1].value > 0)
    await wire.cut()
    async with aiohttp.ClientSession() as session:

        async def finished() -> bool:
            async with session.get(f"{server.url}/history/{asked.id}") as answer:
                return bool(await answer.json())

        await eventually(finished)
    assert not task.done()
    await wire.connect()
    picture = await task
    assert picture is not None
    await engine.close()
    await wire.cut()


class Wire:
    """A line to a server on this machine that can be cut and mended."""

    def __init__(self, to_port: int) -> None:
        self.port = free_port()
        self._to_port = to_port
        self._listening: asyncio.Server | None = None
        self._ends: list[asyncio.StreamWriter] = []

    async def connect(self) -> None:
        self._listening = await asyncio.start_server(self._join, "127.0.0.1", self.port)

    async def cut(self) -> None:
        assert self._listening is not None
        self._listening.close()
        for end in self._ends:
            end.transport.abort()
        self._ends.clear()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._to_port)
        self._ends += [writer, far_writer]
        await asyncio.gather(self._pass_on(reader, far_writer), self._pass_on(far_reader, writer))

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
            writer.close()


async def test_a_server_that_is_not_there_is_said_in_words() -> None:
    engine = ComfyUIEngine(f"http://127.0.0.1:{free_port()}")
    with pytest.raises(Unavailable, match="No ComfyUI answers at"):
        await engine.models()
    await engine.close()
