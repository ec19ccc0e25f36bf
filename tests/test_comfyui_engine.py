"""What the ComfyUI engine makes of a server's events and answers; the engine on real servers is in tests/comfyui."""

from __future__ import annotations

import asyncio
import dataclasses
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


def test_a_finished_job_without_a_picture_is_an_error() -> None:
    with pytest.raises(words.RenderFailed, match="no picture"):
        file_of({"1": None, "2": {"text": ["x"]}})
