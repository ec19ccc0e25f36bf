"""Generations: from the request to its versions, with a real library, the real slate engine and one that waits."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from castbook import images
from castbook.cast import OPEN_STATES, Character, EngineInfo, Failure, Generation
from castbook.engines.engine import Picture, Progress, RenderJob, Report
from castbook.engines.slate import SlateEngine
from castbook.errors import Cancelled, CastbookError, Conflict, Interrupted, Invalid, NotFound, Unavailable
from castbook.families import Model
from castbook.generations import Generations
from castbook.library import Library

ROOT = Path(__file__).parent.parent
OIL = Model(
    name="oil.safetensors",
    folder="checkpoints",
    family="sd15",
    family_is_guess=False,
    native_size=(512, 512),
    negative_applies=True,
)


class Easel:
    """An engine that does what the test says: each job waits until it is let through, failed or cancelled."""

    kind = "comfyui"

    def __init__(self, parallel: int | None = None, models: tuple[Model, ...] = (OIL,)) -> None:
        self.parallel = parallel
        self.offered = models
        self.away: CastbookError | None = None
        self.jobs: dict[str, asyncio.Future[Any]] = {}
        self.taken: list[RenderJob] = []
        self.resumed: list[RenderJob] = []
        self.known: set[str] = set()  # jobs it would find again after a restart
        self.reports: dict[str, Report] = {}
        self.cancelled: list[str] = []
        self.closed = False
        self.stores: Callable[[RenderJob], None] | None = None

    async def models(self) -> tuple[Model, ...]:
        if self.away is not None:
            raise self.away
        return self.offered

    async def render(self, job: RenderJob, report: Report) -> Picture | None:
        self.taken.append(job)
        return await self._work(job, report)

    async def resume(self, job: RenderJob, report: Report) -> Picture | None:
        self.resumed.append(job)
        if job.id not in self.known:
            raise Interrupted("interrupted", "The easel was knocked over.", "Retry it.")
        return await self._work(job, report)

    async def _work(self, job: RenderJob, report: Report) -> Picture | None:
        self.reports[job.id] = report
        self.jobs[job.id] = asyncio.get_running_loop().create_future()
        outcome = await self.jobs[job.id]
        if self.stores is not None:
            await asyncio.to_thread(self.stores, job)
            return None
        return outcome or painted(job)

    async def cancel(self, job_id: str) -> None:
        self.cancelled.append(job_id)
        if job_id in self.jobs and not self.jobs[job_id].done():
            self.jobs[job_id].set_exception(Cancelled("cancelled", "The job was cancelled."))

    async def close(self) -> None:
        self.closed = True

    async def has_taken(self, count: int) -> None:
        """Wait until that many jobs have come."""
        await until(lambda: len(self.taken) == len(self.jobs) == count)

    def finish(self, index: int) -> None:
        """Let the index-th job taken be done."""
        self.jobs[self.taken[index].id].set_result(None)

    def fail(self, index: int, error: BaseException) -> None:
        """Let the index-th job taken fail."""
        self.jobs[self.taken[index].id].set_exception(error)


def painted(job: RenderJob) -> Picture:
    """A picture in which the seed is a colour."""
    pixels = np.full((48, 32, 3), int(job.portrait.seed) % 256, np.uint8)
    graph = {"1": {"class_type": "KSampler", "inputs": {"seed": int(job.portrait.seed)}}}
    return Picture(
        data=images.encode_png(pixels), engine=EngineInfo(kind="comfyui", version="1", seconds=0.5), graph=graph
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library", sample=False)
    yield opened
    opened.close()


@pytest.fixture
def mira(library: Library) -> Character:
    production = library.create_production("Night Ferry")
    design = library.create_design(production.id, "Noir", style_prompt="35mm", negative="blurry", model="slate")
    library.update_production(production.id, active_design_id=design.id)
    return library.create_character(production.id, "Mira", image_prompt="a woman of forty")


@pytest.fixture
def easel() -> Easel:
    return Easel()


@pytest.fixture
async def generations(library: Library, easel: Easel) -> AsyncIterator[Generations]:
    queue = Generations(library, [easel, SlateEngine(step_seconds=0)])
    await queue.start()
    yield queue
    await queue.stop()


async def until(condition: Callable[[], Any]) -> None:
    """Wait until something holds; the test's timeout ends what never does."""
    while not condition():  # noqa: ASYNC110  often a row that another thread writes
        await asyncio.sleep(0.005)


async def ended(generations: Generations, id: str) -> Generation:
    while (found := await asyncio.to_thread(generations.get, id)).state in OPEN_STATES:  # noqa: ASYNC110
        await asyncio.sleep(0.005)
    return found


async def test_slate_makes_versions_with_their_settings_and_texts(generations, library, mira):
    asked = await generations.submit(mira.id, {"count": 2, "seed": "18446744073709551615", "aspect": "1:1"})
    assert (asked.state, asked.seeds) == ("queued", ("18446744073709551615", "0"))
    done = await ended(generations, asked.id)
    assert (done.state, done.progress, done.error) == ("done", 1.0, None)
    versions = [library.version(id) for id in done.version_ids]
    assert [version.settings.seed for version in versions] == ["18446744073709551615", "0"]
    assert [version.source for version in versions] == ["generated", "generated"]
    assert versions[0].design is not None and versions[0].design.name == "Noir"
    assert versions[0].engine is not None and versions[0].engine.kind == "slate"
    assert library.character(mira.id).selected.number == 2
    texts = images.read_text(library.image(done.version_ids[0]))
    assert texts["parameters"].startswith("a woman of forty, 35mm\nNegative prompt: blurry\nSteps: ")
    assert json.loads(texts["castbook"])["character"] == "Mira"
    assert "prompt" not in texts


async def test_the_same_request_gives_the_same_bytes_and_two_versions(generations, library, mira):
    first, second = [await ended(generations, (await generations.submit(mira.id, {"seed": "7"})).id) for _ in range(2)]
    one, other = (library.version(made.version_ids[0]) for made in (first, second))
    assert (one.number, other.number) == (1, 2)
    assert one.sha256 == other.sha256


async def test_an_empty_seed_is_drawn_and_recorded(generations, library, mira):
    drawn = {(await ended(generations, (await generations.submit(mira.id, {})).id)).seeds for _ in range(3)}
    assert len(drawn) == 3
    assert {seeds[0] for seeds in drawn} == {version.settings.seed for version in library.versions(mira.id).items}


async def test_resolve_queues_nothing(generations, library, mira):
    portrait = await generations.resolve(mira.id, {"negative": "", "seed": "5"})
    assert (portrait.positive, portrait.negative, portrait.seed) == ("a woman of forty, 35mm", "", "5")
    assert library.generations().total == 0


async def test_a_design_of_another_production_is_not_found(generations, library, mira):
    other = library.create_production("Day Ferry")
    foreign = library.create_design(other.id, "Sun")
    with pytest.raises(NotFound):
        await generations.submit(mira.id, {"design_id": foreign.id})
    portrait = await generations.resolve(mira.id, {"design_id": None})
    assert (portrait.design, portrait.style_prompt) == (None, "")


@pytest.mark.parametrize("fields", [{"count": 0}, {"seed": "-1"}, {"model": "no such"}, {"unknown": 1}, {"count": "2"}])
async def test_bad_fields_write_nothing(generations, library, mira, fields):
    with pytest.raises(Invalid):
        await generations.submit(mira.id, fields)
    assert library.generations().total == 0


async def test_the_same_key_fifty_times_at_once_is_one_generation(generations, library, mira):
    asked = await asyncio.gather(*(generations.submit(mira.id, {}, key="k") for _ in range(50)))
    assert len({one.id for one in asked}) == 1
    assert len({one.seeds for one in asked}) == 1
    await ended(generations, asked[0].id)
    assert library.versions(mira.id).total == 1


async def test_the_engine_that_lists_the_model_gets_the_jobs_all_at_once(generations, easel, library, mira):
    asked = await generations.submit(mira.id, {"model": "oil.safetensors", "count": 3, "seed": "10"}, author="ada")
    await easel.has_taken(3)
    assert [job.portrait.seed for job in easel.taken] == ["10", "11", "12"]
    assert {(job.generation_id, job.author, job.model) for job in easel.taken} == {(asked.id, "ada", OIL)}
    assert {job.id for job in easel.taken} == {job.id for job in asked.jobs}
    for index in (2, 0, 1):
        easel.finish(index)
    done = await ended(generations, asked.id)
    versions = [library.version(id) for id in done.version_ids]
    assert [version.settings.seed for version in versions] == ["10", "11", "12"]
    assert library.graph(versions[0].id)["1"]["inputs"]["seed"] == 10
    assert json.loads(images.read_text(library.image(versions[0].id))["prompt"])["1"]["class_type"] == "KSampler"
    assert versions[0].author == "ada"


async def test_progress_position_and_preview_are_told_and_shown(generations, easel, mira):
    events: list[dict[str, Any]] = []
    unsubscribe = generations.subscribe(events.append)
    asked = await generations.submit(mira.id, {"model": "oil.safetensors", "count": 2})
    await easel.has_taken(2)
    first, second = (easel.reports[job.id] for job in easel.taken)
    first(Progress(state="queued", queue_position=3))
    second(Progress(state="queued", queue_position=4))
    shown = await asyncio.to_thread(generations.get, asked.id)
    assert (shown.state, shown.queue_position, shown.progress) == ("queued", 3, 0.0)
    first(Progress(state="running", value=0.5, preview=b"\xff\xd8\xffpreview"))
    shown = await asyncio.to_thread(generations.get, asked.id)
    assert (shown.state, shown.queue_position, shown.progress) == ("running", None, 0.25)
    assert generations.preview(asked.id) == b"\xff\xd8\xffpreview"
    easel.finish(0)
    easel.finish(1)
    await ended(generations, asked.id)
    await until(lambda: generations.preview(asked.id) is None and events[-1].get("state") == "done")
    kinds = {event["type"] for event in events}
    assert kinds == {"generation", "preview"}
    assert all(event["character_id"] == mira.id and event["id"] == asked.id for event in events)
    told = len(events)
    unsubscribe()
    await ended(generations, (await generations.submit(mira.id, {})).id)
    assert len(events) == told


async def test_a_thousand_reports_are_not_a_thousand_events(generations, easel, mira):
    events: list[dict[str, Any]] = []
    generations.subscribe(events.append)
    await generations.submit(mira.id, {"model": "oil.safetensors"})
    await easel.has_taken(1)
    for step in range(1_000):
        easel.reports[easel.taken[0].id](Progress(state="running", value=step / 1_000, preview=b"\xff\xd8\xff"))
    assert len(events) < 20
    await until(lambda: any(event.get("progress") == 0.999 for event in events))


async def test_an_engine_that_takes_one_at_a_time_gets_them_in_order(library, mira):
    easel = Easel(parallel=1)
    generations = Generations(library, [easel])
    await generations.start()
    first = await generations.submit(mira.id, {"model": "oil.safetensors", "count": 2})
    second = await generations.submit(mira.id, {"model": "oil.safetensors"})
    third = await generations.submit(mira.id, {"model": "oil.safetensors"})
    await easel.has_taken(1)
    positions = [(await asyncio.to_thread(generations.get, one.id)).queue_position for one in (first, second, third)]
    assert positions == [None, 1, 2]
    for index in range(4):
        await easel.has_taken(index + 1)
        easel.finish(index)
    for one in (first, second, third):
        found = await ended(generations, one.id)
        assert (found.state, found.error) == ("done", None)
    assert [job.generation_id for job in easel.taken] == [first.id, first.id, second.id, third.id]
    await generations.stop()


async def test_an_engines_error_ends_in_the_users_words_and_keeps_what_was_made(generations, easel, library, mira):
    asked = await generations.submit(mira.id, {"model": "oil.safetensors", "count": 2})
    await easel.has_taken(2)
    easel.finish(0)
    easel.fail(1, Invalid("out_of_memory", "The GPU has too little memory.", "Choose a smaller size."))
    failed = await ended(generations, asked.id)
    assert failed.state == "failed"
    assert failed.error == Failure(
        code="out_of_memory", message="The GPU has too little memory.", hint="Choose a smaller size."
    )
    assert len(failed.version_ids) == 1
    assert failed.progress == 0.5


async def test_an_unexpected_error_is_logged_whole_and_does_not_stop_the_queue(generations, easel, mira, caplog):
    broken = await generations.submit(mira.id, {"model": "oil.safetensors"})
    await easel.has_taken(1)
    easel.fail(0, ZeroDivisionError("a bug in an engine"))
    failed = await ended(generations, broken.id)
    assert (failed.state, failed.error.code) == ("failed", "engine_error")
    assert "ZeroDivisionError" not in failed.error.message
    assert "ZeroDivisionError: a bug in an engine" in caplog.text
    assert (await ended(generations, (await generations.submit(mira.id, {})).id)).state == "done"


async def test_a_picture_that_is_none_ends_as_failed(generations, easel, library, mira):
    asked = await generations.submit(mira.id, {"model": "oil.safetensors"})
    await easel.has_taken(1)
    junk = Picture(data=b"\x89PNG\r\n\x1a\njunk", engine=EngineInfo(kind="comfyui"))
    easel.jobs[easel.taken[0].id].set_result(junk)
    failed = await ended(generations, asked.id)
    assert (failed.state, failed.error.code) == ("failed", "damaged_image")
    assert library.versions(mira.id).total == 0


async def test_a_version_that_the_graphs_end_has_stored_is_found(generations, easel, library, mira):
    def save_portrait(job: RenderJob) -> None:
        library.add_version(
            mira.id, painted(job).data, source="generated", generation_id=job.generation_id, generation_index=job.index
        )

    easel.stores = save_portrait
    asked = await generations.submit(mira.id, {"model": "oil.safetensors"})
    await easel.has_taken(1)
    easel.finish(0)
    done = await ended(generations, asked.id)
    assert (done.state, library.version(done.version_ids[0]).number) == ("done", 1)
    easel.stores = lambda job: None
    asked = await generations.submit(mira.id, {"model": "oil.safetensors"})
    await easel.has_taken(2)
    easel.finish(1)
    failed = await ended(generations, asked.id)
    assert (failed.state, failed.error.code) == ("failed", "no_picture")


async def test_a_finished_generation_leaves_the_users_later_choice_alone(generations, easel, library, mira):
    await ended(generations, (await generations.submit(mira.id, {})).id)
    asked = await generations.submit(mira.id, {"model": "oil.safetensors"})
    await easel.has_taken(1)
    chosen = library.add_version(mira.id, painted(easel.taken[0]).data, source="uploaded")
    easel.finish(0)
    done = await ended(generations, asked.id)
    assert library.character(mira.id).selected.id == chosen.id
    assert library.version(done.version_ids[0]).number == 3


async def test_cancel_stops_what_runs_and_what_waits_and_nothing_else(library, mira):
    easel = Easel(parallel=1)
    generations = Generations(library, [easel])
    await generations.start()
    running = await generations.submit(mira.id, {"model": "oil.safetensors", "count": 2})
    waiting = await generations.submit(mira.id, {"model": "oil.safetensors"})
    other = await generations.submit(mira.id, {"model": "oil.safetensors"})
    await easel.has_taken(1)
    assert (await generations.cancel(waiting.id)).state == "cancelled"
    assert (await generations.cancel(running.id)).state == "cancelled"
    assert easel.cancelled == [running.jobs[0].id]
    await easel.has_taken(2)
    easel.finish(1)
    done = await ended(generations, other.id)
    assert done.state == "done"
    assert (await generations.cancel(done.id)).state == "done"
    assert library.generation(running.id).error is None
    assert library.versions(mira.id).total == 1
    await generations.stop()


async def test_a_cancel_that_comes_before_the_engine_knows_the_job_is_not_lost(generations, easel, mira):
    asked = await generations.submit(mira.id, {"model": "oil.safetensors"})
    await easel.has_taken(1)
    known = easel.jobs.pop(asked.jobs[0].id)
    cancelling = asyncio.create_task(generations.cancel(asked.id))
    await until(lambda: easel.cancelled)
    easel.jobs[asked.jobs[0].id] = known
    assert not known.done()
    easel.reports[asked.jobs[0].id](Progress(state="running"))
    assert (await cancelling).state == "cancelled"


async def test_a_cancelled_generation_keeps_the_versions_it_made(generations, easel, library, mira):
    asked = await generations.submit(mira.id, {"model": "oil.safetensors", "count": 2})
    await easel.has_taken(2)
    easel.finish(0)
    await until(lambda: library.versions(mira.id).total == 1)
    cancelled = await generations.cancel(asked.id)
    assert (cancelled.state, len(cancelled.version_ids)) == ("cancelled", 1)


async def test_a_job_that_somebody_else_removed_is_cancelled_and_says_so(generations, easel, mira):
    asked = await generations.submit(mira.id, {"model": "oil.safetensors"})
    await easel.has_taken(1)
    easel.fail(0, Cancelled("removed", "The job was removed from ComfyUI's queue."))
    found = await ended(generations, asked.id)
    assert (found.state, found.error.code) == ("cancelled", "removed")


async def test_a_retry_makes_only_what_is_missing_with_the_same_seeds(generations, easel, library, mira):
    asked = await generations.submit(mira.id, {"model": "oil.safetensors", "count": 3, "seed": "40"})
    await easel.has_taken(3)
    easel.finish(1)
    easel.fail(0, Interrupted("interrupted", "ComfyUI went away.", "Retry it."))
    easel.fail(2, Interrupted("interrupted", "ComfyUI went away.", "Retry it."))
    stopped = await ended(generations, asked.id)
    assert (stopped.state, stopped.error.message) == ("interrupted", "ComfyUI went away.")
    again, twice = await asyncio.gather(generations.retry(asked.id), generations.retry(asked.id))
    assert (again.id, again.state, again.error, again.seeds) == (asked.id, "queued", None, asked.seeds)
    assert [job.id for job in twice.jobs] == [job.id for job in again.jobs]
    await easel.has_taken(5)
    assert [job.portrait.seed for job in easel.taken[3:]] == ["40", "42"]
    assert not {job.id for job in easel.taken[3:]} & {job.id for job in easel.taken[:3]}
    easel.finish(3)
    easel.finish(4)
    done = await ended(generations, asked.id)
    assert done.state == "done"
    assert [library.version(id).settings.seed for id in done.version_ids] == ["40", "41", "42"]
    with pytest.raises(Conflict):
        await generations.retry(asked.id)


async def test_a_failed_one_can_be_retried_at_once(generations, easel, mira):
    asked = await generations.submit(mira.id, {"model": "oil.safetensors"})
    for attempt in range(5):
        await easel.has_taken(attempt + 1)
        easel.fail(attempt, Invalid("broken", "It broke.", "Retry."))
        assert (await ended(generations, asked.id)).state == "failed"
        await generations.retry(asked.id)
    await easel.has_taken(6)
    easel.finish(5)
    assert (await ended(generations, asked.id)).state == "done"


async def test_models_of_an_engine_that_is_away_are_left_out_and_nothing_stands_in_for_them(library, mira):
    easel = Easel()
    easel.away = Unavailable("engine_unreachable", "ComfyUI does not answer.", "Start it.")
    generations = Generations(library, [easel, SlateEngine(step_seconds=0)])
    await generations.start()
    assert [model.name for model in await generations.models()] == ["slate"]
    with pytest.raises(Unavailable, match="does not answer"):
        await generations.submit(mira.id, {"model": "oil.safetensors"})
    with pytest.raises(Unavailable, match="does not answer"):
        await generations.submit(mira.id, {"design_id": None})
    assert (await ended(generations, (await generations.submit(mira.id, {"model": "slate"})).id)).state == "done"
    await generations.stop()


async def test_stopping_lets_go_and_the_next_start_goes_on(library, mira):
    easel = Easel()
    before = Generations(library, [easel])
    await before.start()
    found = await before.submit(mira.id, {"model": "oil.safetensors", "count": 2})
    lost = await before.submit(mira.id, {"model": "oil.safetensors"})
    await easel.has_taken(3)
    for job in easel.taken:
        easel.reports[job.id](Progress(state="running", value=0.5))
    await before.stop()
    assert easel.closed and not easel.cancelled
    assert {library.generation(one.id).state for one in (found, lost)} == {"running"}

    again = Easel()
    again.known = {job.id for job in found.jobs}
    after = Generations(library, [again])
    await after.start()
    await until(lambda: len(again.jobs) == 2)
    interrupted = await ended(after, lost.id)
    assert (interrupted.state, interrupted.error.message) == ("interrupted", "The easel was knocked over.")
    for job in found.jobs:
        again.jobs[job.id].set_result(None)
    assert (await ended(after, found.id)).state == "done"
    assert not again.taken
    await after.stop()


async def test_a_sent_job_that_the_engine_lost_before_it_ran_is_sent_again(library, mira):
    easel = Easel()
    before = Generations(library, [easel])
    await before.start()
    asked = await before.submit(mira.id, {"model": "oil.safetensors"})
    await easel.has_taken(1)
    await before.stop()
    again = Easel()
    after = Generations(library, [again])
    await after.start()
    await again.has_taken(1)
    assert [job.id for job in again.resumed] == [job.id for job in again.taken] == [asked.jobs[0].id]
    again.finish(0)
    assert (await ended(after, asked.id)).state == "done"
    await after.stop()


async def test_what_was_left_is_interrupted_when_its_model_or_engine_is_gone(library, mira):
    easel = Easel()
    before = Generations(library, [easel])
    await before.start()
    asked = await before.submit(mira.id, {"model": "oil.safetensors"})
    await before.stop()
    after = Generations(library, [SlateEngine(step_seconds=0)])
    await after.start()
    found = await ended(after, asked.id)
    assert (found.state, found.error.code) == ("interrupted", "unknown_model")
    await after.stop()


async def test_a_generation_whose_last_picture_was_stored_is_done_even_without_its_engine(library, mira):
    easel = Easel()
    before = Generations(library, [easel])
    await before.start()
    asked = await before.submit(mira.id, {"model": "oil.safetensors"})
    await easel.has_taken(1)
    await before.stop()
    library.add_version(
        mira.id, painted(easel.taken[0]).data, source="generated", generation_id=asked.id, generation_index=0
    )
    after = Generations(library, [SlateEngine(step_seconds=0)])
    await after.start()
    assert (await ended(after, asked.id)).state == "done"
    await after.stop()


DYING = """
    import asyncio, sys
    from pathlib import Path
    from castbook.engines.slate import SlateEngine
    from castbook.generations import Generations
    from castbook.library import Library

    async def main():
        library = Library.open(Path(sys.argv[1]))
        generations = Generations(library, [SlateEngine(step_seconds=60)])
        await generations.start()
        production = library.create_production("Day Ferry")
        mira = library.create_character(production.id, "Mira")
        asked = [await generations.submit(mira.id, {"count": 2, "aspect": "1:1"}) for _ in range(3)]
        while library.generation(asked[0].id).state != "running":
            await asyncio.sleep(0.01)
        print(mira.id, *(one.id for one in asked), flush=True)
        await asyncio.sleep(600)

    asyncio.run(main())
"""


@pytest.fixture
def dying(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A Castbook with one generation running and two waiting."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(DYING), str(tmp_path / "shared")],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    yield process
    process.kill()
    process.wait()


async def test_after_kill_9_what_ran_is_interrupted_and_what_waited_goes_on(dying, tmp_path):
    line = await asyncio.to_thread(dying.stdout.readline)
    mira, running, *waiting = line.split()
    library = Library.open(tmp_path / "shared")
    generations = Generations(library, [SlateEngine(step_seconds=0)])
    await generations.start()
    assert library.generation(running).state == "running"  # its process lives: it is left alone
    await generations.stop()
    dying.kill()
    await asyncio.to_thread(dying.wait)

    await (generations := Generations(library, [SlateEngine(step_seconds=0)])).start()
    assert (await ended(generations, running)).state == "interrupted"
    for one in waiting:
        found = await ended(generations, one)
        assert (found.state, found.error) == ("done", None)
    assert library.versions(mira).total == 5  # the second picture of the first one was still waiting
    again = await ended(generations, (await generations.retry(running)).id)
    assert (again.state, len(again.version_ids)) == ("done", 2)
    assert library.versions(mira).total == 6
    await generations.stop()
    library.close()


async def test_what_a_process_leaves_while_another_lives_is_taken_up_by_it(dying, tmp_path, monkeypatch):
    monkeypatch.setattr("castbook.generations.LOOK_SECONDS", 0.05)
    line = await asyncio.to_thread(dying.stdout.readline)
    _, running, *waiting = line.split()
    library = Library.open(tmp_path / "shared")
    generations = Generations(library, [SlateEngine(step_seconds=0)])
    await generations.start()
    with pytest.raises(Conflict):
        await generations.cancel(running)
    dying.kill()
    assert [(await ended(generations, one)).state for one in (running, *waiting)] == ["interrupted", "done", "done"]
    await generations.stop()
    library.close()


async def test_a_library_that_cannot_be_written_delays_the_end_and_does_not_lose_it(
    generations, easel, library, mira, monkeypatch, tmp_path
):
    monkeypatch.setattr("castbook.generations.work.WRITE_AGAIN_SECONDS", 0.05)
    asked = await generations.submit(mira.id, {"model": "oil.safetensors"})
    await easel.has_taken(1)
    marker = next((tmp_path / "library").glob("*.json"))
    hidden = marker.rename(tmp_path / "hidden.json")
    easel.fail(0, Invalid("broken", "It broke.", "Retry."))
    await until(lambda: generations.live(asked).state == "failed")
    assert generations.live(asked).error.message == "It broke."
    hidden.rename(marker)
    await until(lambda: library.generation(asked.id).state == "failed")
    assert library.generation(asked.id).error.code == "broken"
