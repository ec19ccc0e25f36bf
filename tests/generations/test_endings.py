"""How generations end: failed, cancelled, retried, or with an engine that behaves badly."""

from __future__ import annotations

import asyncio

import pytest

from castbook.cast import EngineInfo, Failure
from castbook.engines.engine import Picture, Progress
from castbook.errors import Cancelled, Conflict, Interrupted, Invalid, NotFound
from castbook.generations import Generations
from tests.generations.easel import Easel, ended, until


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


async def test_deleting_a_character_cancels_what_runs_and_waits_for_it_and_for_nobody_else(library, mira):
    jonas = library.create_character(mira.production_id, "Jonas")
    easel = Easel(parallel=1)
    generations = Generations(library, [easel])
    await generations.start()
    events: list[dict[str, object]] = []
    generations.subscribe(events.append)
    running, waiting = [await generations.submit(mira.id, {"model": "oil.safetensors"}) for _ in range(2)]
    other = await generations.submit(jonas.id, {"model": "oil.safetensors"})
    await easel.has_taken(1)
    await asyncio.to_thread(library.delete_character, mira.id)
    for one in (running, waiting):
        found = await ended(generations, one.id)
        assert (found.state, found.error.code) == ("cancelled", "character_deleted")
        assert "deleted" in found.error.message
        await until(lambda id=one.id: {"id": id, "state": "cancelled"}.items() <= last(events, id).items())
    assert easel.cancelled == [running.jobs[0].id]
    await easel.has_taken(2)
    easel.finish(1)
    assert (await ended(generations, other.id)).state == "done"
    with pytest.raises(NotFound):
        await generations.retry(running.id)
    library.restore_character(mira.id)
    assert (await generations.retry(running.id)).state == "queued"
    await easel.has_taken(3)
    easel.finish(2)
    done = await ended(generations, running.id)
    assert (done.state, done.error) == ("done", None)
    await generations.stop()


def last(events: list[dict[str, object]], id: str) -> dict[str, object]:
    """The newest event about a generation."""
    return next((event for event in reversed(events) if event["id"] == id), {})


async def test_deleting_a_production_cancels_what_its_characters_wait_for(generations, easel, library, mira):
    asked = await generations.submit(mira.id, {"model": "oil.safetensors", "count": 2})
    await easel.has_taken(2)
    easel.finish(0)
    await until(lambda: library.versions(mira.id).total == 1)
    await asyncio.to_thread(library.delete_production, mira.production_id)
    found = await ended(generations, asked.id)
    assert (found.state, found.error.code, len(found.version_ids)) == ("cancelled", "character_deleted", 1)


async def test_what_was_left_for_a_character_deleted_since_is_cancelled_at_the_next_start(library, mira):
    easel = Easel()
    before = Generations(library, [easel])
    await before.start()
    asked = await before.submit(mira.id, {"model": "oil.safetensors"})
    await easel.has_taken(1)
    await before.stop()
    library.delete_character(mira.id)
    again = Easel()
    again.known = {asked.jobs[0].id}
    after = Generations(library, [again])
    await after.start()
    await until(lambda: again.jobs)  # it may be cancelled before the engine has found it again
    again.reports[asked.jobs[0].id](Progress(state="queued"))
    assert (await ended(after, asked.id)).error.code == "character_deleted"
    assert asked.jobs[0].id in again.cancelled
    await after.stop()
