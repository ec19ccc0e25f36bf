"""What a process that died has left in the library: swept with its temporary file, and never called wrong."""

from __future__ import annotations

import sqlite3
import uuid
from pathlib import Path

import pytest

from castbook.commands.care import lines
from castbook.library import Library
from castbook.library.blobs import Blob
from castbook.library.index import connect
from tests.library.pictures import picture


def left_on_the_way(library: Library, data: bytes, kind: str = "png") -> tuple[Path, Path]:
    """What is there when a process dies between a picture's final name and its row: both of its names."""
    with library._blobs.keeping(data, kind, lambda _: None) as blob:
        final = library._blobs.path(blob)
    return final, named_by_a_dead_process(library, final)


def named_by_a_dead_process(library: Library, final: Path) -> Path:
    """The temporary name under which it came, which nobody took away."""
    temporary = library._blobs.temporary / f"{uuid.uuid4().hex}-{final.stem}-{uuid.uuid4().hex}"
    temporary.hardlink_to(final)
    return temporary


def aside(library: Library) -> list[bytes]:
    folder = library.root / "aside"
    return sorted(path.read_bytes() for path in folder.iterdir()) if folder.is_dir() else []


def test_opening_puts_aside_what_the_dead_stored_without_a_row_and_nothing_else(library: Library, character: str):
    kept = library.add_version(character, picture(1), source="uploaded", graph={"1": {}})
    finals, temporaries = zip(
        left_on_the_way(library, picture(2)), left_on_the_way(library, b'{"2":{}}', "json"), strict=True
    )
    _, of_the_kept = left_on_the_way(library, picture(3))
    for thumbnail in ("half", "-"):  # names that say nothing
        (library._blobs.temporary / thumbnail).write_bytes(b"")
    there = library.add_version(character, picture(3), source="uploaded")
    Library.open(library.root, sample=False).close()
    assert not any(path.exists() for path in (*finals, *temporaries, of_the_kept))
    assert aside(library) == sorted([picture(2), b'{"2":{}}'])
    assert (library.image(kept.id), library.image(there.id)) == (picture(1), picture(3))
    assert library.check().problems == []


def test_a_sweep_waits_for_nobody_and_what_it_left_is_for_the_next_start(library: Library):
    final, dead = left_on_the_way(library, picture(2))
    holder = connect(library.root / "index.sqlite3")
    holder.execute("BEGIN IMMEDIATE")
    Library.open(library.root, sample=False).close()
    assert final.exists() and dead.exists()
    holder.close()
    Library.open(library.root, sample=False).close()
    assert not final.exists() and not dead.exists()


def test_a_picture_that_another_process_is_about_to_need_is_there_for_it(library: Library, character: str, monkeypatch):
    other = Library.open(library.root, sample=False)
    ensure = library._blobs.ensure
    final, _ = left_on_the_way(library, picture(2))

    def after_a_start(blob: Blob, data: bytes) -> None:
        with pytest.raises(sqlite3.OperationalError):  # this transaction holds the lock
            other.sweep_blobs()
        library._blobs.set_aside(final)  # as a sweep did just before it began
        ensure(blob, data)

    monkeypatch.setattr(library._blobs, "ensure", after_a_start)
    version = library.add_version(character, picture(2), source="uploaded")
    assert library.image(version.id) == picture(2)
    other.sweep_blobs()
    assert library.image(version.id) == picture(2) and library.check().problems == []
    other.close()


def test_what_is_only_left_over_is_told_and_not_wrong(library: Library):
    final, dead = left_on_the_way(library, picture(2))
    dead.unlink()  # as on a file system without hard links
    report = library.check()
    assert report.ok
    told, sum_of_it = lines(report)
    assert told.startswith(f"left over: {final.name}: ") and "`check --repair`" in told
    assert sum_of_it.startswith("All is well, 1 left over (")
    mended = list(lines(library.check(repair=True)))
    assert mended[0].startswith("mended: ") and mended[-1].startswith("0 wrong, 1 mended (")
    assert aside(library) == [picture(2)] and library.check().problems == []
