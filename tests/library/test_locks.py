"""Locks that another process holds: waited for, but not for ever, and said in words."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from castbook.errors import Unavailable
from castbook.library import Library, index
from castbook.library.index import Index, connect
from tests.library.pictures import picture


def journal(library: Library) -> dict[str, bytes]:
    """The journal's files."""
    return {path.name: path.read_bytes() for path in (library.root / "journal").iterdir()}


def test_a_lock_that_is_let_go_in_time_is_waited_for(library: Library):
    holder = connect(library.root / "index.sqlite3")
    holder.execute("BEGIN EXCLUSIVE")
    timer = threading.Timer(0.4, lambda: holder.execute("ROLLBACK"))
    timer.start()
    library.create_production("One")
    timer.join()
    holder.close()
    assert library.productions().total == 1


def test_a_lock_that_is_held_on_is_said_in_words_and_nothing_is_written(library: Library, monkeypatch):
    production = library.create_production("One")
    character = library.create_character(production.id, "Mira")
    other = Library(library.root, library.id)
    other._index = Index(library.root / "index.sqlite3", patience=0.2)
    holder = connect(library.root / "index.sqlite3")
    holder.execute("BEGIN IMMEDIATE")
    before = journal(library)
    with pytest.raises(Unavailable) as caught:
        other.add_version(character.id, picture(), source="uploaded")
    assert caught.value.code == "library_locked" and journal(library) == before
    assert other.character(character.id).version_count == 0
    holder.execute("ROLLBACK")
    assert other.add_version(character.id, picture(), source="uploaded").number == 1
    holder.close()
    other.close()


class Clock:
    """A clock that only moves while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.mark.parametrize(
    ("lock", "use"),
    [
        ("BEGIN EXCLUSIVE", lambda library: library.productions()),
        ("BEGIN IMMEDIATE", lambda library: library.create_production("Two")),
        ("BEGIN; SELECT * FROM state", lambda library: library.create_production("Two")),  # holds up the COMMIT only
    ],
    ids=["read", "write", "commit"],
)
def test_who_comes_while_a_lock_is_waited_for_in_vain_does_not_wait_as_long_again(
    library: Library, monkeypatch, lock: str, use: Callable[[Library], object]
):
    clock = Clock()
    monkeypatch.setattr(index, "time", clock)
    library.create_production("One")

    def waited() -> float:
        began = clock.now
        with pytest.raises(Unavailable) as caught:
            use(library)
        assert caught.value.code == "library_locked"
        return clock.now - began

    holder = connect(library.root / "index.sqlite3")
    for _ in range(2):
        for statement in lock.split("; "):
            holder.execute(statement).fetchall()
        assert index.PATIENCE < waited() < index.PATIENCE + 0.1
        assert all(index.BRIEFLY < waited() < index.BRIEFLY + 0.1 for _ in range(20))
        holder.execute("ROLLBACK")
        use(library) if lock == "BEGIN EXCLUSIVE" else library.create_production(f"Three {clock.now}")
    holder.execute("BEGIN EXCLUSIVE")
    clock.now += 3600
    assert waited() > index.PATIENCE  # another lock, much later, is waited for again
    holder.close()


def test_a_commit_that_readers_hold_up_too_long_takes_its_journal_line_back(library: Library):
    other = Library(library.root, library.id)
    other._index = Index(library.root / "index.sqlite3", patience=0.2)
    reader = connect(library.root / "index.sqlite3")
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM state").fetchall()
    before = journal(library)
    with pytest.raises(Unavailable):
        other.create_production("One")
    assert journal(library) == {**before, "000001.jsonl": b""}
    reader.close()
    assert other.productions().total == 0
    other.create_production("One")
    assert library.productions().total == 1 and library.check().ok
    other.close()


def test_a_reader_never_waits_for_the_whole_of_a_slow_write(library: Library):
    library.create_production("One")
    with library.transaction():
        library.create_production("Two")
        seen: list[int] = []
        thread = threading.Thread(target=lambda: seen.append(library.productions().total))
        thread.start()
        thread.join()  # a reader that waited for the write would give up, and have seen nothing
        assert seen == [1]
    assert library.productions().total == 2
