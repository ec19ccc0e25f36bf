"""The journal's lines: sealed, in order, and readable whatever a crash left at the end."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from castbook.library import files
from castbook.library.journal import Journal


def test_a_line_whose_commit_never_came_is_superseded(tmp_path: Path):
    journal = Journal(tmp_path)
    journal.append(1, 1, [("settings", {"name": "a", "value": "1"})])
    journal.append(2, 1, [("settings", {"name": "b", "value": "lost"})])
    journal.append(2, 1, [("settings", {"name": "c", "value": "kept"})])
    assert [(line.sequence, line.rows[0][1]["name"]) for line in journal.lines()] == [(1, "a"), (2, "c")]
    assert journal.last_sequence() == 2


@pytest.mark.parametrize("torn", [b"{", b'{"seq":2,"rows":[]', b"\x00" * 100, b'{"seq":2,"crc":"00000000"}'])
def test_a_torn_tail_is_skipped_and_the_next_line_starts_afresh(tmp_path: Path, torn: bytes):
    journal = Journal(tmp_path)
    journal.append(1, 1, [("settings", {"name": "a"})])
    with (tmp_path / "000001.jsonl").open("ab") as file:
        file.write(torn)
    assert journal.last_sequence() == 1
    journal.append(2, 1, [("settings", {"name": "b"})])
    assert [line.sequence for line in journal.lines()] == [1, 2]


def test_a_changed_byte_anywhere_in_a_line_is_noticed(tmp_path: Path):
    journal = Journal(tmp_path)
    journal.append(1, 1, [("settings", {"name": "a", "value": "ü"})])
    path = tmp_path / "000001.jsonl"
    good = path.read_bytes()
    for place in range(len(good) - 1):
        path.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        assert list(journal.lines()) == [], place


def test_the_journal_goes_on_in_a_new_segment_and_its_end_is_found_however_long_a_line_is(tmp_path: Path):
    journal = Journal(tmp_path)
    journal.append(10_000, 1, [("settings", {"name": "a"})])
    journal.append(10_001, 1, [("settings", {"name": "x" * 300_000})])
    assert [path.name for path in journal.segments()] == ["000001.jsonl", "000002.jsonl"]
    assert journal.last_sequence() == 10_001
    (tmp_path / "000002.jsonl").write_bytes(b"torn")
    assert journal.last_sequence() == 10_000


def test_a_line_that_does_not_reach_the_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch):
    journal = Journal(tmp_path)
    journal.append(1, 1, [("settings", {"name": "a"})])
    before = (tmp_path / "000001.jsonl").read_bytes()

    def full(fd: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(OSError):
        patch.setattr(files, "flush", full)
        journal.append(2, 1, [("settings", {"name": "b"})])
    assert (tmp_path / "000001.jsonl").read_bytes() == before
    journal.append(2, 1, [("settings", {"name": "c"})])
    assert [line.rows[0][1]["name"] for line in journal.lines()] == ["a", "c"]
