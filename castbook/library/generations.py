"""The verbs for generations: durable requests for versions, from queued to their end."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterable, Sequence

from ..cast import (
    OPEN_STATES,
    STATES,
    UNSET,
    Failure,
    Generation,
    GenerationRequest,
    Job,
    Page,
    PortraitPrompt,
    Unset,
)
from ..errors import Conflict, Invalid
from . import rows, texts
from .characters import character_row
from .store import Store, Transaction

# From a state to those it may become. What ended badly may be taken up again (retry); what is done stays done.
STEPS: dict[str, tuple[str, ...]] = {
    "queued": ("running", "failed", "cancelled", "interrupted"),
    "running": ("queued", "done", "failed", "cancelled", "interrupted"),
    "done": (),
    "failed": ("queued",),
    "cancelled": ("queued",),
    "interrupted": ("queued", "running"),
}


class Generations(Store):
    """What was asked for and how far it is."""

    def create_generation(
        self,
        character_id: str,
        request: GenerationRequest,
        portrait: PortraitPrompt,
        jobs: Sequence[Job],
        *,
        key: str | None = None,
        author: str | None = None,
        runner: str | None = None,
    ) -> Generation:
        """Write a request down before anybody works on it. The same `key` again gives the generation already there."""
        key = _key(key)
        author = None if author is None else texts.name(author, "author")
        if not jobs:
            raise Invalid("invalid_count", "A generation needs at least one job.", "Ask for one picture or more.")
        with self.transaction() as tx:
            character = character_row(tx.db, character_id)
            if (known := _keyed(tx.db, key, character_id)) is not None:
                return known
            (selections,) = tx.db.execute(
                "SELECT selections FROM stacks WHERE character_id = ?", (character_id,)
            ).fetchone()
            id = texts.new_id()
            tx.put(
                "generations",
                {
                    "id": id,
                    "number": _next_number(tx.db),
                    "character_id": character_id,
                    "key": key,
                    "author": author,
                    "select_if": selections,
                    "request": rows.as_text(request),
                    "portrait": rows.as_text(portrait),
                    "created_at": texts.now(),
                },
            )
            state = {"state": "queued", "runner": runner, "jobs": rows.as_text(tuple(jobs)), "error": None}
            tx.put("generation_states", {"generation_id": id, **state})
            tx.tell("generation", id=id, character_id=character["id"])
            return self.generation(id)

    def generation_keyed(self, character_id: str, key: str) -> Generation | None:
        """The generation that was asked for with this key. Raises Conflict if that was for another character."""
        with self.reading() as db:
            character_row(db, character_id)
            return _keyed(db, _key(key), character_id)

    def generation(self, id: str) -> Generation:
        """One generation, also of a deleted character."""
        with self.reading() as db:
            return _generation(db, id)

    def generations(
        self, states: Iterable[str] = (), character_id: str | None = None, offset: int = 0, limit: int = 100
    ) -> Page[Generation]:
        """Generations newest first, of some states or of one character only if asked."""
        wanted = tuple(texts.choice(state, "state", STATES) for state in states)
        with self.reading() as db:
            where, values = ["1"], {}
            if wanted:
                where.append(f"t.state IN ({', '.join(f':s{n}' for n in range(len(wanted)))})")
                values.update({f"s{n}": state for n, state in enumerate(wanted)})
            if character_id is not None:
                character_row(db, character_id)
                where.append("g.character_id = :character")
                values["character"] = character_id
            chosen = " AND ".join(where)
            return rows.page(
                db,
                rows.generation,
                f"{rows.GENERATIONS} WHERE {chosen} ORDER BY g.number DESC {rows.CUT}",
                f"SELECT COUNT(*) FROM generations g JOIN generation_states t ON t.generation_id = g.id WHERE {chosen}",
                values,
                offset,
                limit,
            )

    def update_generation(
        self,
        id: str,
        *,
        state: str | Unset = UNSET,
        jobs: Sequence[Job] | Unset = UNSET,
        error: Failure | Unset | None = UNSET,
        runner: str | Unset | None = UNSET,
    ) -> Generation:
        """Write progress down. A version id that a job has got is kept, even if `jobs` does not know it yet.

        Raises Conflict: "impossible_step" by STEPS, "generation_incomplete" for done without all its versions,
        "generation_taken" when another living process works on it.
        """
        with self.transaction() as tx:
            old = _generation(tx.db, id)
            new = old
            if jobs is not UNSET:
                made = {job.id: job.version_id for job in old.jobs}
                kept = (dataclasses.replace(job, version_id=job.version_id or made.get(job.id)) for job in jobs)
                new = dataclasses.replace(new, jobs=tuple(kept))
            if runner is not UNSET and runner != old.runner:
                if old.state in OPEN_STATES and old.runner != self._runners.own() and self._runners.alive(old.runner):
                    raise Conflict("generation_taken", "Another Castbook works on this.", "Leave it to that one.")
                new = dataclasses.replace(new, runner=runner)
            if error is not UNSET:
                new = dataclasses.replace(new, error=error)
            if state is not UNSET and state != old.state:
                _check_step(tx.db, new, state)
                new = dataclasses.replace(new, state=state)
            if new != old:
                _put_state(tx, new)
            return new

    def abandoned_generations(self) -> tuple[Generation, ...]:
        """Open generations that no living process works on, oldest first."""
        with self.reading() as db:
            found = db.execute(f"{rows.GENERATIONS} WHERE t.state IN (?, ?) ORDER BY g.number", OPEN_STATES).fetchall()
        return tuple(rows.generation(row) for row in found if not self._runners.alive(row["runner"]))


def select_if(db: sqlite3.Connection, generation_id: str) -> int:
    """The character's selection counter when the generation was asked for."""
    found = db.execute(
        "SELECT select_if FROM generations WHERE id = ?", (texts.known("generation", generation_id),)
    ).fetchone()
    if found is None:
        raise texts.unknown("generation")
    return found[0]


def job_done(tx: Transaction, generation_id: str, index: int, version_id: str) -> None:
    """Note a job's version with its generation, in the transaction that makes the version."""
    old = _generation(tx.db, generation_id)
    done = (
        dataclasses.replace(job, state="done", version_id=version_id) if job.index == index else job for job in old.jobs
    )
    _put_state(tx, dataclasses.replace(old, jobs=tuple(done)))


def _generation(db: sqlite3.Connection, id: str) -> Generation:
    found = db.execute(f"{rows.GENERATIONS} WHERE g.id = ?", (texts.known("generation", id),)).fetchone()
    if found is None:
        raise texts.unknown("generation")
    return rows.generation(found)


def _next_number(db: sqlite3.Connection) -> int:
    # Order by number, not by time: clocks go backwards.
    return db.execute("SELECT coalesce(max(number), 0) + 1 FROM generations").fetchone()[0]


def _key(key: str | None) -> str | None:
    return None if key is None else texts.name(key, "key")


def _keyed(db: sqlite3.Connection, key: str | None, character_id: str) -> Generation | None:
    found = db.execute(f"{rows.GENERATIONS} WHERE g.key = ?", (key,)).fetchone()
    if found is None:
        return None
    if found["character_id"] != character_id:
        raise Conflict("key_used", "This key was used for another character.", "Use a fresh key.")
    return rows.generation(found)


def _check_step(db: sqlite3.Connection, new: Generation, state: str) -> None:
    texts.choice(state, "state", STATES)
    if state not in STEPS[new.state]:
        raise Conflict(
            "impossible_step",
            f"A generation that is {new.state} cannot become {state}.",
            "Reload to see how it stands.",
        )
    if state == "done":
        ids = {job.version_id for job in new.jobs}
        made = {row["id"] for row in db.execute("SELECT id FROM versions WHERE generation_id = ?", (new.id,))}
        if not ids <= made:
            raise Conflict("generation_incomplete", "Not all of its pictures are stored yet.", "Store them first.")


def _put_state(tx: Transaction, generation: Generation) -> None:
    tx.put(
        "generation_states",
        {
            "generation_id": generation.id,
            "state": generation.state,
            "runner": generation.runner,
            "jobs": rows.as_text(generation.jobs),
            "error": rows.as_text(generation.error),
        },
    )
    tx.tell("generation", id=generation.id, character_id=generation.character_id)
