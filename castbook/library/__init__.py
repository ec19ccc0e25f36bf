"""The one writer: everything Castbook keeps goes through the verbs of Library.

Below the library's root lie

    castbook-library.json     marks the folder; without it, or with another id in it, nothing is written
    index.sqlite3             what there is, quick to ask
    journal/000001.jsonl ...  every change, one line each: the source from which the index is rebuilt
    blobs/ab/<sha256>.png     pictures, graphs and scripts under their content's name, never changed
    thumbs/256/ab/<sha256>.webp   a cache
    runners/<id>.lock         held by living processes
    aside/                    what care has put aside; nothing is deleted
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ..errors import Forbidden
from . import care, faults, files, marker, sample, schema, trouble
from .backup import write_backup
from .designs import Designs
from .generations import Generations
from .index import connect
from .notes import Notes
from .pictures import Pictures
from .productions import Productions
from .rebuild import rebuild
from .report import Problem, Report
from .store import Names, ProductionNames

__all__ = ["Library", "Names", "Problem", "ProductionNames", "Report"]


class Library(Productions, Designs, Pictures, Generations, Notes):
    """An open library folder. Blocking and thread-safe; several processes may have the same folder open.

    Reading a deleted or unknown id raises NotFound; `restore_*` brings a deleted one back. Whatever a verb raises,
    nothing was changed.
    """

    @classmethod
    def open(cls, root: Path, *, create: bool = True, sample: bool = True) -> Library:
        """Open the library in `root`, or make one there if `create`, with the sample production if `sample`.

        Raises Unavailable (not there, locked, damaged), Forbidden (a folder that cannot be written), Conflict
        "newer_library": then nothing was touched.
        """
        root = Path(root).absolute()
        with trouble.in_plain_words():
            library = cls(root, _identify(root, create))
            try:
                library._begin(sample)
            except BaseException:
                library.close()
                raise
        return library

    @staticmethod
    def rebuild(root: Path) -> Report:
        """Make a new index from the journal; the old one is put aside. See castbook/library/rebuild.py."""
        with trouble.in_plain_words():
            return rebuild(Path(root).absolute())

    def check(self, repair: bool = False, progress: Callable[[int, int], None] | None = None) -> Report:
        """Look for damage in every file and row; see castbook/library/care.py."""
        with trouble.in_plain_words():
            return care.check(self, repair=repair, progress=progress)

    def backup(self, file: Path) -> int:
        """Write one consistent copy of everything into a new ZIP file; unpacked, it is a library again.

        Returns how many files could not be copied because they are missing here already.
        """
        with trouble.in_plain_words():
            return write_backup(self, Path(file).absolute())

    def _begin(self, with_sample: bool) -> None:
        faults.step("open.index")
        _prepare_index(self)
        with suppress(Forbidden):  # a folder that may only be read is opened for reading
            if self._journal.last_sequence() > self._sequence():
                self.settle()
        with suppress(OSError, sqlite3.Error):  # left to a later start, by a process that may
            faults.step("open.sweep")
            marker.sweep(self.root)
            self._runners.sweep()
            self.sweep_blobs()
        if with_sample and self._sequence() == 0:
            with self.transaction():
                if self._sequence() == 0:  # another process may have been quicker
                    sample.load(self)
        self.refresh_names()

    def _sequence(self) -> int:
        with self.reading() as db:
            return db.execute("SELECT sequence FROM state").fetchone()[0]


def _identify(root: Path, create: bool) -> str:
    if root.exists() and not root.is_dir():
        raise trouble.not_a_folder()
    found = marker.read(root)
    if found is None and not create:
        raise trouble.no_library()
    if found is None:
        faults.step("open.marker")
        found = marker.create(root)
    return found


def _prepare_index(library: Library) -> None:
    """Create or migrate the index, unless a newer Castbook made it or it does not belong to the journal."""
    path, journal = library._index.path, library._journal
    written = journal.last_sequence()
    if not path.exists() and written:
        raise trouble.damaged_index()
    if not path.exists():
        files.make_folder(journal.folder)
    db = connect(path, mode="rw" if path.exists() else "rwc", wait=5.0)
    try:
        if schema.is_newer(db):
            raise marker.newer_library()
        if len(schema.done(db)) < len(schema.MIGRATIONS):
            if written and not schema.done(db):
                raise trouble.damaged_index()  # an empty file stands where the index was
            _migrate(db)
        library._schema = len(schema.done(db))
        (sequence,) = db.execute("SELECT sequence FROM state").fetchone()
    finally:
        db.close()
    # One line more is a transaction whose COMMIT never came; more of them mean that the index is an old copy.
    if written > sequence + 1:
        raise trouble.damaged_index()


def _migrate(db: sqlite3.Connection) -> None:
    """Do what the index lacks; where it may only be read, it stays as it is, if that is enough to read it."""
    try:
        with trouble.in_plain_words():
            db.execute("BEGIN IMMEDIATE")
            faults.step("open.migrate")
            schema.migrate(db)
            db.execute("COMMIT")
    except Forbidden:
        if db.in_transaction:
            db.execute("ROLLBACK")
        if len(schema.done(db)) < schema.ENOUGH_TO_READ:
            raise
