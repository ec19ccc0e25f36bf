"""What becomes of generations when Castbook stops, is killed, or cannot write."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from castbook.engines.engine import Progress
from castbook.engines.slate import SlateEngine
from castbook.errors import Conflict, Invalid
from castbook.generations import Generations
from castbook.library import Library
from tests.generations.easel import Easel, ended, painted, until

ROOT = Path(__file__).parent.parent.parent


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
