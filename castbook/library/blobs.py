"""Content-addressed files: `blobs/ab/<sha256>.<kind>`, complete under their final name or not there at all.

A blob is written to `blobs/tmp/`, flushed, linked to its final name without replacing anything, and the folder is
flushed. Its temporary name stays until the row that needs it is committed: so `check` can tell a blob on its way
from one that nobody wants. Temporary names carry their runner's id; those of dead runners are swept, and with them
what they brought to its final name but not into a row.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from ..errors import CastbookError, Unavailable
from . import faults, files, texts
from .runners import Runners

KINDS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}
GRAPH = "json"
SCRIPT = "script"


class Blob(NamedTuple):
    """Which bytes: their SHA-256 in hex, the kind of file, and how many where the index knows it."""

    sha256: str
    kind: str
    bytes: int | None = None


def describe(data: bytes, kind: str) -> Blob:
    """The blob that these bytes are."""
    return Blob(hashlib.sha256(data).hexdigest(), kind, len(data))


class Blobs:
    """The files below `blobs/`."""

    def __init__(self, root: Path, runners: Runners) -> None:
        self.folder = root / "blobs"
        self.temporary = self.folder / "tmp"
        self._aside = root / "aside"
        self._runners = runners

    def path(self, blob: Blob) -> Path:
        """Where the blob is or would be."""
        return self.folder / blob.sha256[:2] / f"{blob.sha256}.{blob.kind}"

    @contextmanager
    def keeping(self, data: bytes, kind: str, withdraw: Callable[[Path], None]) -> Iterator[Blob]:
        """Bring bytes to the disk; within the block `check` knows that a row for them is on its way.

        When the block fails, `withdraw(path)` is called for a file that was not there before.
        """
        blob = describe(data, kind)
        temporary = self._store(blob, data)
        try:
            yield blob
        except (CastbookError, OSError, sqlite3.Error):
            if temporary is not None:
                withdraw(self.path(blob))
            raise
        finally:
            self._release(temporary)

    def ensure(self, blob: Blob, data: bytes) -> None:
        """Inside the transaction: look again, for a repair may have put aside what nobody seemed to want."""
        if self.problem(blob) is not None:
            self._release(self._store(blob, data))

    def problem(self, blob: Blob) -> str | None:
        """What is wrong at a blob's place, seen from outside: "missing", "damaged" or None."""
        try:
            found = self.path(blob).lstat()
        except (FileNotFoundError, NotADirectoryError):
            return "missing"
        if not stat.S_ISREG(found.st_mode) or blob.bytes not in (None, found.st_size):
            return "damaged"
        return None

    def locate(self, blob: Blob) -> Path:
        """The path of a blob that is there in full length. Raises Unavailable if it is not."""
        problem = self.problem(blob)
        if problem is not None:
            raise unusable(problem)
        return self.path(blob)

    def read(self, blob: Blob) -> bytes:
        """A blob's bytes. Raises Unavailable when it is missing, a link or a folder, or not what was stored."""
        self.locate(blob)
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(self.path(blob), flags), "rb") as file:
            data = file.read()
        if hashlib.sha256(data).hexdigest() != blob.sha256:
            raise unusable("damaged")
        return data

    def set_aside(self, path: Path) -> None:
        """Move what does not belong there to `aside/`; nothing is ever deleted."""
        files.make_folder(self._aside)
        path.rename(self._aside / f"{texts.new_id()[:8]}-{path.name}")

    def abandoned(self) -> list[Path]:
        """Temporary files whose process is dead."""
        return [path for path in self._temporaries() if not self._runners.alive(path.name.partition("-")[0])]

    def left_by(self, temporary: Path) -> tuple[str, list[Path]]:
        """The SHA-256 that a dead process's temporary file names, and the blobs that it may have brought in place."""
        sha256 = temporary.name.split("-")[1] if temporary.name.count("-") == 2 else ""
        places = (self.path(Blob(sha256, kind)) for kind in (*KINDS.values(), GRAPH, SCRIPT)) if sha256 else ()
        return sha256, [path for path in places if path.is_file()]

    def on_their_way(self) -> set[str]:
        """The SHA-256 of blobs whose row some living process is about to write."""
        parts = (path.name.split("-") for path in self._temporaries())
        return {part[1] for part in parts if len(part) == 3 and self._runners.alive(part[0])}

    @contextmanager
    def temporary_file(self, sha256: str) -> Iterator[Path]:
        """A fresh name in `blobs/tmp/` that says which process writes about which blob; gone after the block."""
        files.make_folder(self.folder)
        files.make_folder(self.temporary)
        path = self._fresh_name(sha256)
        try:
            yield path
        finally:
            self._release(path)

    def _fresh_name(self, sha256: str) -> Path:
        return self.temporary / f"{self._runners.own()}-{sha256}-{texts.new_id()}"

    def _temporaries(self) -> list[Path]:
        return list(self.temporary.iterdir()) if self.temporary.is_dir() else []

    def _store(self, blob: Blob, data: bytes) -> Path | None:
        final = self.path(blob)
        if self._holds(blob, data):
            return None
        files.make_folder(self.folder)
        files.make_folder(self.temporary)
        files.make_folder(final.parent)
        temporary = self._fresh_name(blob.sha256)
        try:
            self._write(temporary, data)
            faults.step("blob.link")
            if not files.place(temporary, final) and not self._holds(blob, data):
                self.set_aside(final)
                files.place(temporary, final)
            faults.step("blob.folder")
            files.flush_folder(final.parent)
        except OSError:
            self._release(temporary)
            raise
        return temporary

    def _holds(self, blob: Blob, data: bytes) -> bool:
        if self.problem(blob) is not None:
            return False
        try:
            return self.read(blob) == data
        except (OSError, CastbookError):
            return False

    def _write(self, path: Path, data: bytes) -> None:
        faults.step("blob.open")
        with path.open("xb", buffering=0) as file:
            faults.step("blob.write")
            view, half = memoryview(data), len(data) // 2
            for part in (view[:half], view[half:]):
                while part:
                    part = part[file.write(part) :]
                faults.step("blob.half")
            faults.step("blob.fsync")
            files.flush(file.fileno())

    def _release(self, temporary: Path | None) -> None:
        if temporary is not None:
            with suppress(OSError):  # the next sweep takes it
                faults.step("blob.release")
                temporary.unlink(missing_ok=True)


def unusable(problem: str) -> Unavailable:
    """A stored file is `missing` or `damaged`; everything else in the library still works."""
    return Unavailable(
        f"file_{problem}",
        f"The file of this portrait is {problem}.",
        "If the library lies on a drive or share, reconnect it; else restore the file from a backup.",
    )
