"""Generations: from the request to its versions, with a real library, the real slate engine and one that waits."""

from __future__ import annotations

import asyncio
import json
import time
from types import SimpleNamespace
from typing import Any

import pytest

from castbook import images
from castbook.engines.engine import Progress, RenderJob
from castbook.engines.slate import SlateEngine
from castbook.errors import Invalid, NotFound, Unavailable
from castbook.generations import Generations, work
from tests.generations.easel import OIL, Easel, ended, painted, until


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


async def test_a_thousand_reports_in_one_moment_are_not_a_thousand_events(generations, easel, mira, monkeypatch):
    events: list[dict[str, Any]] = []
    generations.subscribe(events.append)
    await generations.submit(mira.id, {"model": "oil.safetensors"})
    await easel.has_taken(1)
    moment = time.monotonic()
    with monkeypatch.context() as stopped:
        stopped.setattr(work, "time", SimpleNamespace(monotonic=lambda: moment))
        for step in range(1_000):
            easel.reports[easel.taken[0].id](Progress(state="running", value=step / 1_000, preview=b"\xff\xd8\xff"))
    assert len(events) < 10
    await until(lambda: any(event.get("progress") == 0.999 for event in events))


async def test_an_engine_that_takes_one_at_a_time_gets_them_in_order(library, mira):
    easel = Easel(parallel=1)
    generations = Generations(library, [easel])
    await generations.start()
    first = await generations.submit(mira.id, {"model": "oil.safetensors", "count": 2})
    second = await generations.submit(mira.id, {"model": "oil.safetensors"})
    third = await generations.submit(mira.id, {"model": "oil.safetensors"})
    assert [one.queue_position for one in (first, second, third)] == [0, 1, 2]  # known at once
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
