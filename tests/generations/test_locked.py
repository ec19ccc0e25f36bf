"""A picture is finished, and another program holds the library."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from castbook.cast import Character, Generation
from castbook.generations import Generations, work
from castbook.library import Library, waiting
from castbook.library.index import Index, connect
from tests.generations.easel import Easel, ended, until
from tests.library.pictures import picture


@pytest.fixture
def library(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """One that does not wait long for a lock."""
    library._index = Index(library.root / "index.sqlite3", patience=0.05)
    monkeypatch.setattr(work, "PAUSE", 0.02)
    monkeypatch.setattr(work, "WRITE_AGAIN_SECONDS", 0.02)
    return library


@pytest.fixture
def holder(library: Library) -> Iterator[sqlite3.Connection]:
    """Another program with the index open, which waits until whoever is reading or writing is done."""
    opened = connect(library.root / "index.sqlite3", wait=10.0)
    yield opened
    opened.close()


async def painted_under_a_lock(generations: Generations, easel: Easel, mira: Character, holder: Any) -> Generation:
    """A generation whose picture is finished while nobody can write; seen as the API shows it."""
    asked = await generations.submit(mira.id, {"model": "oil.safetensors"})
    await easel.has_taken(1)
    holder.execute("BEGIN IMMEDIATE")
    easel.finish(0)
    await until(lambda: generations.get(asked.id).error)
    return generations.get(asked.id)


async def test_it_is_stored_as_soon_as_the_lock_is_gone_and_says_what_it_waits_for(
    generations, easel, library, mira, holder
):
    waits = await painted_under_a_lock(generations, easel, mira, holder)
    assert waits.error and waits.error.code == "library_locked" and "is finished and waits" in waits.error.message
    await asyncio.sleep(0.2)  # several tries
    assert generations.get(waits.id).state == "running"
    holder.execute("ROLLBACK")
    done = await ended(generations, waits.id)
    assert (done.state, done.error, len(done.version_ids)) == ("done", None, 1)
    assert library.check().problems == []


async def test_it_can_be_cancelled(generations, easel, library, mira, holder, monkeypatch):
    waits = await painted_under_a_lock(generations, easel, mira, holder)
    monkeypatch.setattr("castbook.generations.CANCEL_SECONDS", 0.3)
    assert (await generations.cancel(waits.id)).state == "cancelled"
    holder.execute("ROLLBACK")
    await until(lambda: library.generation(waits.id).state == "cancelled")
    assert library.versions(mira.id).total == 0


async def test_it_is_given_up_in_the_end(generations, easel, library, mira, holder, monkeypatch):
    monkeypatch.setattr(waiting, "SECONDS", 0.3)
    waits = await painted_under_a_lock(generations, easel, mira, holder)
    await until(lambda: generations.get(waits.id).state == "failed")
    holder.execute("ROLLBACK")
    await until(lambda: library.generation(waits.id).state == "failed")
    failed = library.generation(waits.id)
    assert failed.error and failed.error.message == "Another program is using the library; nothing was saved."


async def test_stopping_castbook_does_not_wait_for_it(library, mira, holder):
    easel = Easel()
    generations = Generations(library, [easel])
    await generations.start()
    waits = await painted_under_a_lock(generations, easel, mira, holder)
    await asyncio.wait_for(generations.stop(), 5)
    holder.execute("ROLLBACK")
    assert library.generation(waits.id).state in ("queued", "running")  # the next start asks the engine for it again


async def test_what_the_hosts_own_node_has_stored_is_found_when_the_lock_is_gone(
    generations, easel, library, mira, holder
):
    held = threading.Event()

    def store(job) -> None:
        facts = {"source": "generated", "generation_id": job.generation_id, "generation_index": job.index}
        library.add_version(mira.id, picture(), **facts)
        holder.execute("BEGIN EXCLUSIVE")
        held.set()

    easel.stores = store
    asked = await generations.submit(mira.id, {"model": "oil.safetensors"})
    await easel.has_taken(1)
    easel.finish(0)
    await until(held.is_set)
    await asyncio.sleep(0.3)  # several looks
    holder.execute("ROLLBACK")
    done = await ended(generations, asked.id)
    assert (done.state, len(done.version_ids)) == ("done", 1)
