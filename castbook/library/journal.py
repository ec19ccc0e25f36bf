"""The journal: every transaction as one line of JSON, from which the index can be built again.

`journal/000001.jsonl` holds transactions 1 to 10,000, `000002.jsonl` the next ones. A line is

    {"seq":7,"schema":1,"at":"2026-...Z","rows":[["stacks",{...}],...],"crc":"1a2b3c4d"}

with the CRC-32 of the line up to `,"crc"` and a closing brace. Lines are appended under the index's write lock and
reach the disk before COMMIT. So a transaction that never committed may have a line: the next one gets the same
number, and of several lines with one number the last counts. A torn line is skipped; the next starts afresh.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import faults, files, texts

PER_SEGMENT = 10_000
_TAIL = 65_536  # bytes at a segment's end to look for its last line in, more if that is longer
_SEAL = len(',"crc":"00000000"}')
Row = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Line:
    """One transaction: its number, the schema's version when it was written, and the rows as they became."""

    sequence: int
    schema: int
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Written:
    """Where a line went, so that it can be taken back while the write lock is still held."""

    path: Path
    before: int


class Journal:
    """The lines of one library."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def append(self, sequence: int, schema: int, rows: Sequence[Row]) -> Written:
        """Write one line to the disk. The caller holds the index's write lock. On failure nothing stays behind."""
        path = self._segment(sequence)
        faults.step("journal.open")
        fresh = not path.exists()
        fd = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        try:
            before = os.lseek(fd, 0, os.SEEK_END)
            written = Written(path, before)
            try:
                _write(fd, _seal(sequence, schema, rows), before)
                faults.step("journal.fsync")
                files.flush(fd)
                if fresh:
                    faults.step("journal.folder")
                    files.flush_folder(self.folder)
            except OSError:
                os.ftruncate(fd, before)
                raise
        finally:
            os.close(fd)
        return written

    def withdraw(self, written: Written) -> None:
        """Take back a line whose transaction cannot commit. The caller still holds the write lock."""
        os.truncate(written.path, written.before)

    def lines(self) -> Iterator[Line]:
        """Every transaction in order, each once; a gap in the numbers shows lines that are damaged or lost."""
        pending: Line | None = None
        for path in self.segments():
            with path.open("rb") as file:
                for raw in file:
                    line = _open(raw)
                    if line is None:
                        continue
                    if pending is not None and pending.sequence != line.sequence:
                        yield pending
                    pending = line
        if pending is not None:
            yield pending

    def last_sequence(self) -> int:
        """The number of the newest readable line, 0 if there is none."""
        for path in reversed(self.segments()):
            length, tail = path.stat().st_size, 0
            while tail < length:
                tail = min(length, max(_TAIL, 4 * tail))
                with path.open("rb") as file:
                    file.seek(length - tail)
                    lines = file.read().splitlines()
                for raw in reversed(lines):
                    if (line := _open(raw)) is not None:
                        return line.sequence
        return 0

    def segments(self) -> list[Path]:
        """The journal's files, oldest first."""
        return sorted(self.folder.glob("[0-9]*.jsonl"))

    def _segment(self, sequence: int) -> Path:
        return self.folder / f"{(sequence - 1) // PER_SEGMENT + 1:06d}.jsonl"


def _write(fd: int, line: bytes, before: int) -> None:
    if before:
        os.lseek(fd, before - 1, os.SEEK_SET)
        if os.read(fd, 1) != b"\n":
            line = b"\n" + line
    view = memoryview(line)
    half = len(view) // 2
    for part in (view[:half], view[half:]):
        while part:
            part = part[os.write(fd, part) :]
        faults.step("journal.half")


def _seal(sequence: int, schema: int, rows: Sequence[Row]) -> bytes:
    facts = {"seq": sequence, "schema": schema, "at": texts.now(), "rows": rows}
    body = json.dumps(facts, separators=(",", ":")).encode("ascii")
    return body[:-1] + b',"crc":"%08x"}\n' % zlib.crc32(body)


def _open(raw: bytes) -> Line | None:
    line = raw.rstrip(b"\n")
    body, seal = line[:-_SEAL] + b"}", line[-_SEAL:]
    if seal != b',"crc":"%08x"}' % zlib.crc32(body):
        return None
    facts = json.loads(body)
    return Line(facts["seq"], facts["schema"], tuple((table, row) for table, row in facts["rows"]))
