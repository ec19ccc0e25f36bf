"""What the ComfyUI engine makes of a server's events and answers; the engine on real servers is in tests/comfyui."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from castbook.cast import Character, GenerationRequest, Production
from castbook.engines.comfyui import ComfyUIEngine, words
from castbook.engines.comfyui.following import Following
from castbook.engines.comfyui.graphs import file_of, guest_graph, host_graph
from castbook.engines.engine import Progress, RenderJob
from castbook.errors import Cancelled, CastbookError, Interrupted, Unavailable
from castbook.families import stand_in
from castbook.graph import strip_generation
from castbook.prompt import resolve

GRAPH = {
    "1": {"class_type": "CheckpointLoaderSimple", "inputs": {}},
    "2": {"class_type": "KSampler", "inputs": {}, "_meta": {"title": "Second pass"}},
    "3": {"class_type": "VAEDecode", "inputs": {}},
}


class Told(list[Progress]):
    """Collects what a job reports."""

    def __call__(self, progress: Progress) -> None:
        self.append(progress)


def followed(told: Told | None = None) -> Following:
    following = Following("job", GRAPH, told if told is not None else Told())
    following.handed_over = True
    return following


def sampling(done: int, steps: int = 4) -> dict[str, Any]:
    return {"nodes": {"2": {"value": done, "max": steps, "state": "running"}}}


async def test_progress_follows_the_sampler_and_never_goes_back() -> None:
    told = Told()
    following = followed(told)
    following.waits(3)
    following.hear("execution_start", {})
    following.hear("execution_cached", {"nodes": ["1"]})
    for done in (1, 2, 1, 4):
        following.hear("progress_state", sampling(done))
    following.hear("executed", {"node": "3", "output": None})
    assert told[0] == Progress(state="queued", queue_position=3)
    values = [progress.value for progress in told[1:]]
    assert values == sorted(values)
    assert values[0] == 0
    assert 0.9 < values[-2] < 1
    assert {progress.state for progress in told[1:]} == {"running"}


async def test_previews_are_passed_on_while_the_job_runs() -> None:
    told = Told()
    following = followed(told)
    following.hear("execution_start", {})
    following.see(b"jpeg")
    following.fail(Cancelled("cancelled", "x"))
    following.see(b"late")
    assert [progress.preview for progress in told] == [None, b"jpeg"]
    assert following.ended.exception() is not None


async def test_the_history_says_how_it_ended_and_how_long_it_took() -> None:
    following = followed()
    messages = [["execution_start", {"timestamp": 1000}], ["execution_success", {"timestamp": 3500}]]
    status = {"status_str": "success", "messages": messages}
    following.is_in_history({"outputs": {"9": {"images": []}}, "status": status})
    outcome = await following.ended
    assert (outcome.seconds, outcome.outputs) == (2.5, {"9": {"images": []}})


@pytest.mark.parametrize(
    ("messages", "kind", "code"),
    [
        ([["execution_interrupted", {"node_id": "2"}]], Cancelled, "cancelled"),
        ([["execution_error", {"node_id": "2", "exception_message": "boom"}]], words.RenderFailed, "node_failed"),
        (
            [["execution_error", {"node_id": "2", "exception_type": "torch.OutOfMemoryError"}]],
            words.RenderFailed,
            "out_of_memory",
        ),
        ([], words.RenderFailed, "node_failed"),
    ],
)
async def test_the_history_of_a_job_that_did_not_succeed(messages: list[Any], kind: type[Exception], code: str) -> None:
    following = followed()
    following.is_in_history({"status": {"status_str": "error", "messages": messages}})
    with pytest.raises(kind) as caught:
        await following.ended
    assert isinstance(caught.value, CastbookError)
    assert caught.value.code == code


async def test_the_newest_cores_word_for_a_cancelled_job_is_understood() -> None:
    following = followed()
    following.is_in_history({"status": {"status_str": "cancelled", "messages": []}})
    assert isinstance(following.ended.exception(), Cancelled)


async def test_a_job_that_is_nowhere_was_cancelled_removed_or_lost_with_its_server() -> None:
    cancelled, removed, lost, forgotten = (followed() for _ in range(4))
    cancelled.cancelling = True
    lost.connection_broke()
    forgotten.hear("executed", {"node": "3", "output": {"images": [{"filename": "a.png"}]}})
    forgotten.hear("execution_success", {})
    for following in (cancelled, removed, lost, forgotten):
        following.is_gone()
    assert isinstance(cancelled.ended.exception(), Cancelled)
    assert "removed" in str(removed.ended.exception())
    assert isinstance(lost.ended.exception(), Interrupted)
    assert file_of((await forgotten.ended).outputs)["filename"] == "a.png"


async def test_what_arrives_after_the_end_changes_nothing() -> None:
    following = followed(told := Told())
    following.fail(Interrupted("interrupted", "x"))
    for step in (following.is_gone, following.is_running, lambda: following.waits(1)):
        step()
    following.is_in_history({"status": {"status_str": "success"}})
    assert isinstance(following.ended.exception(), Interrupted)
    assert not told
    await asyncio.sleep(0)


def test_a_refused_graph_names_each_node_and_each_reason_once() -> None:
    answer = {
        "error": {"type": "prompt_outputs_failed_validation", "message": "Prompt outputs failed validation"},
        "node_errors": {
            "1": {
                "errors": [{"type": "value_not_in_list", "message": "Value not in list", "details": "ckpt_name: 'x'"}],
                "class_type": "CheckpointLoaderSimple",
            },
            "2": {
                "errors": [
                    {"type": "custom_validation_failed", "details": "production - There is no production."},
                    {"type": "custom_validation_failed", "details": "character - There is no production."},
                ],
                "class_type": "KSampler",
            },
        },
    }
    error = words.invalid_graph(answer, GRAPH)
    assert error.message == (
        "ComfyUI does not accept the graph. CheckpointLoaderSimple: Value not in list: ckpt_name: 'x' "
        "Second pass (KSampler): There is no production."
    )


@pytest.mark.parametrize("answer", [None, {}, "text", {"error": "text"}, {"error": {"message": "No outputs"}}])
def test_any_refusal_becomes_a_sentence(answer: Any) -> None:
    error = words.invalid_graph(answer, GRAPH)
    assert error.code == "graph_refused"
    assert error.hint


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("[Errno 2] No such file: '/home/me/ComfyUI/models/vae/x.pt'", "[Errno 2] No such file: 'x.pt'"),
        (r"cannot open C:\Users\me\x.pt", "cannot open x.pt"),
        (r"share \\nas\models\x.pt", "share x.pt"),
        ("mat1 and mat2 shapes cannot be multiplied (77x768 and 2048/1x4)", None),
        ("see https://example.org/a/b for help", None),
    ],
)
def test_paths_of_the_machine_do_not_travel(said: str, left: str | None) -> None:
    assert words.without_paths(said) == (said if left is None else left)


@pytest.mark.parametrize("status", [401, 403])
def test_a_login_before_comfyui_is_said_in_words(status: int) -> None:
    error = words.refused("http://127.0.0.1:8188", status)
    assert isinstance(error, Unavailable)
    assert "login" in error.message


def test_a_password_in_the_address_is_not_repeated() -> None:
    address = "https://ann:s3cr@t@example.org:8188/comfy"
    for error in (words.unreachable(address), words.unreachable(address, TimeoutError()), words.no_comfyui(address)):
        assert "https://example.org:8188/comfy" in error.message
    for status in (401, 502):
        assert "s3cr" not in str(words.refused(address, status).as_json())


@pytest.mark.parametrize("status", [401, 403])
async def test_an_engine_behind_a_login_says_so_for_models_and_jobs(status: int) -> None:
    async def refuse(request: web.Request) -> web.Response:
        return web.Response(status=status, text="Please log in.")

    app = web.Application()
    app.router.add_route("*", "/{any:.*}", refuse)
    async with TestServer(app) as login:
        engine = ComfyUIEngine(str(login.make_url("")))
        for asking in (engine.models(), engine.render(a_job(), Told())):
            with pytest.raises(Unavailable, match="asks for a login") as caught:
                await asking
            assert caught.value.code == "comfyui_login"
        await engine.close()


async def test_something_else_at_the_address_is_said_in_words() -> None:
    async def login_page(request: web.Request) -> web.Response:
        return web.Response(text="<html>Log in</html>", content_type="text/html")

    async def another_program(request: web.Request) -> web.Response:
        return web.json_response([])

    for handler in (login_page, another_program):
        app = web.Application()
        app.router.add_route("*", "/{any:.*}", handler)
        async with TestServer(app) as server:
            engine = ComfyUIEngine(str(server.make_url("")))
            for asking in (engine.models(), engine.render(a_job(), Told())):
                with pytest.raises(Unavailable, match="is no ComfyUI"):
                    await asking
            await engine.close()


class Stub:
    """The least of a ComfyUI that an engine needs; `queue` answers GET /queue."""

    def __init__(self, queue: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> None:
        self.app = web.Application()
        self.app.router.add_get("/queue", queue)
        for method, path in (("GET", "/system_stats"), ("POST", "/prompt"), ("GET", "/ws")):
            self.app.router.add_route(method, path, getattr(self, path.strip("/")))

    async def system_stats(self, request: web.Request) -> web.Response:
        return web.json_response({"system": {}})

    async def prompt(self, request: web.Request) -> web.Response:
        return web.json_response({})

    async def ws(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for _ in socket:
            pass
        return socket


async def test_a_server_that_goes_away_in_the_middle_of_an_answer_is_asked_again() -> None:
    asked = 0

    async def queue(request: web.Request) -> web.StreamResponse:
        nonlocal asked
        asked += 1
        if asked > 1:
            return web.json_response({"queue_running": [[0, a_job().id]], "queue_pending": []})
        cut = web.StreamResponse(headers={"Content-Length": "1000"})
        await cut.prepare(request)
        await cut.write(b"{")
        assert request.transport is not None
        request.transport.abort()
        return cut

    async with TestServer(Stub(queue).app) as server:
        engine = ComfyUIEngine(str(server.make_url("")))
        told: asyncio.Queue[Progress] = asyncio.Queue()
        rendering = asyncio.create_task(engine.render(a_job(), told.put_nowait))
        assert (await asyncio.wait_for(told.get(), 20)).state == "running"
        rendering.cancel()
        await asyncio.gather(rendering, return_exceptions=True)
        await engine.close()


async def test_an_answer_that_nobody_thought_of_ends_the_job_and_does_not_leave_it_waiting() -> None:
    async def queue(request: web.Request) -> web.Response:
        return web.json_response({"queue_running": [7], "queue_pending": []})

    async with TestServer(Stub(queue).app) as server:
        engine = ComfyUIEngine(str(server.make_url("")))
        with pytest.raises(TypeError):
            await asyncio.wait_for(engine.render(a_job(), Told()), 20)
        await engine.close()


async def test_one_file_that_a_server_cannot_read_does_not_hide_its_models() -> None:
    async def names(request: web.Request) -> web.Response:
        listed = ["broken.safetensors", "sdxl.safetensors"] if request.match_info["folder"] == "checkpoints" else []
        return web.json_response(listed)

    async def about(request: web.Request) -> web.Response:
        broken = request.query["filename"] == "broken.safetensors"
        return web.Response(status=500) if broken else web.json_response({"modelspec.resolution": "768x768"})

    app = Stub(names).app
    app.router.add_get("/models/{folder}", names)
    app.router.add_get("/view_metadata/{folder}", about)
    async with TestServer(app) as server:
        engine = ComfyUIEngine(str(server.make_url("")))
        sizes = {model.name: model.native_size for model in await engine.models()}
        assert sizes == {"broken.safetensors": (1024, 1024), "sdxl.safetensors": (768, 768)}
        await engine.close()


def a_job() -> RenderJob:
    model = dataclasses.replace(stand_in("sdxl"), name="x.safetensors", folder="checkpoints")
    portrait = resolve(
        GenerationRequest(seed="5"),
        production=Production(id="p", name="Night", active_design_id=None, created_at=""),
        character=Character(id="c", production_id="p", name="Mira"),
        design=None,
        model=model,
    )
    job_id = "11111111-2222-4333-8444-555555555555"
    return RenderJob(id=job_id, generation_id="g", index=2, portrait=portrait, model=model)


def test_the_hosts_graph_is_bound_to_the_generation_and_the_guests_to_the_job() -> None:
    asked = a_job()
    last = list(host_graph(asked).values())[-1]
    assert (last["class_type"], last["inputs"]["generation"]) == ("CastbookSavePortrait", "g:2")
    guest = guest_graph(asked)
    last = list(guest.values())[-1]
    assert (last["class_type"], last["inputs"]["castbook_job"]) == ("PreviewImage", asked.id)
    assert strip_generation(guest) == strip_generation(host_graph(asked))


def test_a_failed_node_of_ours_is_called_by_its_display_name() -> None:
    graph = host_graph(a_job())
    last = list(graph)[-1]
    failed = words.failed_node({"node_id": last, "exception_message": "The disk is full."}, graph)
    assert failed.message == "Save Portrait failed: The disk is full."
    made_while_it_ran = {"node_id": "9.0.1", "node_type": "CastbookSavePortrait", "exception_message": "Gone."}
    assert words.failed_node(made_while_it_ran, graph).message == "Save Portrait failed: Gone."
    refused = {"node_errors": {last: {"errors": [{"type": "custom_validation_failed", "details": "select - No."}]}}}
    assert words.invalid_graph(refused, graph).message == "ComfyUI does not accept the graph. Save Portrait: No."


def test_a_finished_job_without_a_picture_is_an_error() -> None:
    with pytest.raises(words.RenderFailed, match="no picture"):
        file_of({"1": None, "2": {"text": ["x"]}})
