"""Generations in the library: durable, stepwise, never half remembered."""

from __future__ import annotations

import dataclasses
import signal
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from castbook.cast import DesignRef, Failure, Generation, GenerationRequest, Job, NotApplied, PortraitPrompt
from castbook.errors import Conflict, Invalid, NotFound
from castbook.library import Library
from tests.library.pictures import picture


def ask(library: Library, character: str, count: int = 1, **more: str | None) -> Generation:
    """A generation of `count` jobs."""
    portrait = PortraitPrompt(
        production_id="p", production="Night Ferry", character_id=character, character="Mira",
        design=DesignRef(id="d", name="Film still", revision=2), image_prompt="tall", style_prompt="35 mm",
        positive="tall, 35 mm", negative="", negative_applied=False, seed="18446744073709551615", aspect="2:3",
        width=832, height=1216, model="slate", family="slate", steps=20, cfg=7.5, sampler="euler", scheduler="normal",
        sources={"seed": "typed"}, not_applied=(NotApplied(field="negative", reason="It has none."),),
    )  # fmt: skip
    jobs = [Job(id=str(uuid.uuid4()), index=n, seed=str(n)) for n in range(count)]
    request = GenerationRequest(seed=None, negative="", count=count)
    return library.create_generation(character, request, portrait, jobs, **more)


def finish(library: Library, generation: Generation, index: int = 0, shade: int = 0) -> str:
    return library.add_version(
        generation.character_id,
        picture(shade),
        source="generated",
        generation_id=generation.id,
        generation_index=index,
        select="generation",
    ).id


def test_a_generation_comes_back_exactly_as_it_was_asked_for(library: Library, character: str):
    made = ask(library, character, 2, author="ana", key="k1")
    read = library.generation(made.id)
    assert read == made and read.state == "queued" and read.portrait.not_applied[0].reason == "It has none."
    assert read.request.as_json() == {"seed": None, "negative": "", "count": 2}


def test_the_same_key_gives_the_same_generation_and_belongs_to_one_character(library: Library, character: str):
    first = ask(library, character, key="k1")
    assert ask(library, character, key="k1") == first
    assert ask(library, character).id != first.id != ask(library, character).id
    other = library.create_character(library.character(character).production_id, "Jonas")
    with pytest.raises(Conflict) as caught:
        ask(library, other.id, key="k1")
    assert caught.value.code == "key_used"


def test_a_generation_without_jobs_is_refused(library: Library, character: str):
    with pytest.raises(Invalid):
        ask(library, character, 0)


def test_generations_are_listed_newest_first_by_state_and_character(library: Library, character: str):
    ids = [ask(library, character).id for _ in range(3)]
    library.update_generation(ids[1], state="running")
    assert [g.id for g in library.generations().items] == ids[::-1]
    assert [g.id for g in library.generations(("running", "done"), character).items] == [ids[1]]
    assert library.generations(("failed",)).total == 0
    with pytest.raises(Invalid):
        library.generations(("asleep",))


@pytest.mark.parametrize(
    ("steps", "allowed"),
    [
        (("running", "failed", "queued", "running"), True),
        (("cancelled", "queued"), True),
        (("running", "interrupted", "running"), True),
        (("running", "running"), True),
        (("done",), False),
        (("cancelled", "running"), False),
        (("running", "failed", "done"), False),
        (("running", "done"), False),
    ],
)
def test_only_the_steps_of_the_state_machine_are_possible(
    library: Library, character: str, steps: tuple[str, ...], allowed: bool
):
    generation = ask(library, character)
    for step in steps[:-1]:
        library.update_generation(generation.id, state=step)
    if allowed:
        assert library.update_generation(generation.id, state=steps[-1]).state == steps[-1]
    else:
        with pytest.raises(Conflict):
            library.update_generation(generation.id, state=steps[-1])


def test_a_generation_is_never_done_without_all_its_versions(library: Library, character: str):
    generation = ask(library, character, 2)
    library.update_generation(generation.id, state="running")
    finish(library, generation, 0)
    with pytest.raises(Conflict) as caught:
        library.update_generation(generation.id, state="done")
    assert caught.value.code == "generation_incomplete"
    finish(library, generation, 1)
    done = library.update_generation(generation.id, state="done")
    assert [v.id for v in library.versions(done.character_id).items] == list(reversed(done.version_ids))


def test_a_jobs_version_is_noted_with_the_version_itself_and_never_forgotten(library: Library, character: str):
    generation = ask(library, character, 2)
    version = finish(library, generation, 1)
    assert library.generation(generation.id).version_ids == (version,)
    stale = tuple(dataclasses.replace(job, state="running") for job in generation.jobs)
    assert library.update_generation(generation.id, jobs=stale).version_ids == (version,)


def test_the_same_job_stored_twice_is_one_version(library: Library, character: str):
    generation = ask(library, character)
    first = finish(library, generation, 0, shade=1)
    assert finish(library, generation, 0, shade=2) == first
    assert library.versions(character).total == 1


def test_a_finished_generation_selects_its_versions(library: Library, character: str):
    library.add_version(character, picture(1), source="uploaded")
    generation = ask(library, character, 2)
    for index in range(2):
        version = finish(library, generation, index, shade=index)
        assert library.version(version).selected


def test_a_finished_generation_leaves_what_the_user_selected_meanwhile(library: Library, character: str):
    first = library.add_version(character, picture(1), source="uploaded")
    generation = ask(library, character)
    library.select(character, first.id)
    version = finish(library, generation)
    assert not library.version(version).selected and library.version(first.id).selected


def test_an_upload_meanwhile_counts_as_the_users_choice(library: Library, character: str):
    generation = ask(library, character)
    upload = library.add_version(character, picture(1), source="uploaded")
    finish(library, generation)
    assert library.version(upload.id).selected


def test_a_version_of_an_unknown_generation_is_refused(library: Library, character: str):
    with pytest.raises(NotFound):
        library.add_version(character, picture(), source="generated", generation_id="f" * 32, generation_index=0)
    with pytest.raises(Invalid):
        library.add_version(character, picture(), source="generated", select="generation")
    assert library.versions(character).total == 0


def test_an_error_is_kept_and_cleared(library: Library, character: str):
    generation = ask(library, character)
    failure = Failure(code="out_of_memory", message="The card is full.", hint="Try a smaller size.")
    failed = library.update_generation(generation.id, state="failed", error=failure)
    assert library.generation(generation.id).error == failed.error == failure
    assert library.update_generation(generation.id, state="queued", error=None).error is None


OTHER = """
import sys, time
from pathlib import Path
from castbook.library import Library
library = Library.open(Path(sys.argv[1]))
for id in sys.argv[2:]:
    library.update_generation(id, state="running", runner=library.runner())
print("working", flush=True)
time.sleep(60)
"""


def test_a_process_killed_with_9_leaves_its_generations_to_others(library: Library, character: str, root: Path):
    theirs, ours, nobodys = (ask(library, character) for _ in range(3))
    library.update_generation(ours.id, runner=library.runner())
    command = [sys.executable, "-c", OTHER, str(library.root), theirs.id]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as other:
        assert other.stdout is not None and other.stdout.readline() == "working\n"
        assert [g.id for g in library.abandoned_generations()] == [nobodys.id]
        with pytest.raises(Conflict) as caught:
            library.update_generation(theirs.id, runner=library.runner())
        assert caught.value.code == "generation_taken"
        other.kill() if sys.platform == "win32" else other.send_signal(signal.SIGKILL)
        other.wait()
    assert [g.id for g in library.abandoned_generations()] == [theirs.id, nobodys.id]
    assert library.update_generation(theirs.id, runner=library.runner()).runner == library.runner()
    assert [g.id for g in library.abandoned_generations()] == [nobodys.id]


def test_a_closed_library_lets_its_generations_go(library: Library, character: str):
    generation = ask(library, character, runner=None)
    other = Library.open(library.root)
    other.update_generation(generation.id, runner=other.runner())
    assert library.abandoned_generations() == ()
    other.close()
    assert [g.id for g in library.abandoned_generations()] == [generation.id]
