"""What every verb stands on: one place to read, one to write, events after a commit, the names in memory."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from ..errors import CastbookError
from . import faults, marker, schema, trouble
from .blobs import Blob, Blobs
from .index import Connection, Index
from .journal import Journal
from .runners import Runners

Event = dict[str, str]
_NEEDED = (
    "SELECT 1 FROM versions WHERE sha256 = :sha256 OR graph_sha256 = :sha256"
    " UNION ALL SELECT 1 FROM scripts WHERE sha256 = :sha256"
)
NAMED = frozenset({"productions", "designs", "characters"})
_log = logging.getLogger(__name__)


class ProductionNames(NamedTuple):
    """The names inside one production, in alphabetical order."""

    characters: tuple[str, ...]
    designs: tuple[str, ...]


Names = Mapping[str, ProductionNames]


class Transaction:
    """Changes that become real together: rows for the index and for one line of the journal."""

    def __init__(self, db: Connection, schema_version: int) -> None:
        self.db = db
        self.sequence: int = db.execute("SELECT sequence FROM state").fetchone()[0] + 1
        self.events: dict[tuple[tuple[str, str], ...], Event] = {}
        self.rows: list[tuple[str, dict[str, Any]]] = []
        self._schema = schema_version
        self._is_void = False

    def void(self) -> None:
        """Commit under this number even if no row is put."""
        self._is_void = True

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to commit."""
        return not self.rows and not self._is_void

    def put(self, table: str, row: Mapping[str, Any]) -> None:
        """Write one whole row, new or changed."""
        faults.step("index.put")
        whole = dict(row)
        schema.put(self.db, table, whole)
        self.rows.append((table, whole))

    def tell(self, kind: str, **ids: str) -> None:
        """Note an event for the subscribers, sent after the commit."""
        event: Event = {"type": kind, **ids}
        self.events.setdefault(tuple(event.items()), event)

    def commit(self, index: Index, journal: Journal) -> None:
        """Journal first, index second. Nothing happens when nothing was put."""
        if self.is_empty:
            return
        faults.step("index.sequence")
        self.db.execute("UPDATE state SET sequence = ?", (self.sequence,))
        written = journal.append(self.sequence, self._schema, self.rows)
        try:
            index.commit(self.db)
        except (sqlite3.Error, OSError):
            if self.db.in_transaction:  # the write lock is still ours, so nobody has appended since
                journal.withdraw(written)
            raise
        faults.step("index.committed")


class Store:
    """An open library folder: its identity, its index, journal and blobs. Library adds the verbs."""

    def __init__(self, root: Path, library: str) -> None:
        self.root = root
        self.id = library
        self._runners = Runners(root / "runners")
        self._index = Index(root / "index.sqlite3")
        self._journal = Journal(root / "journal")
        self._blobs = Blobs(root, self._runners)
        self._schema = len(schema.MIGRATIONS)
        self._here = threading.local()
        self._subscribers: list[Callable[[Event], None]] = []
        self._names: Names = MappingProxyType({})
        self._names_sequence = -1
        self._own_changes = 0
        self._committing = False
        self._foreign_changes = 0

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Make everything in the block one transaction: all of it becomes real, or nothing.

        Verbs called inside join it. Raises Unavailable when the folder is gone or locked for more than 5 seconds,
        StorageFull, Forbidden; in every case nothing was changed.
        """
        joined: Transaction | None = getattr(self._here, "transaction", None)
        if joined is not None:
            yield joined
            return
        with trouble.in_plain_words(), self._index.writing() as db:
            marker.check(self.root, self.id)
            tx = Transaction(db, self._schema)
            self._here.transaction = tx
            try:
                yield tx
                renamed = any(table in NAMED for table, _ in tx.rows)
                names = _all_names(db) if renamed else self._names
                self._committing = True
                tx.commit(self._index, self._journal)
                self._own_changes += not tx.is_empty
            finally:
                self._committing = False
                self._here.transaction = None
        if renamed:
            self._names, self._names_sequence = names, tx.sequence
        for event in tx.events.values():
            self._send(event)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One unchanging view of the index; inside a transaction, that transaction's own."""
        joined: Transaction | None = getattr(self._here, "transaction", None)
        view: sqlite3.Connection | None = getattr(self._here, "view", None)
        if joined is not None or view is not None:
            yield view if joined is None else joined.db  # pyright: ignore[reportReturnType]
            return
        with trouble.in_plain_words(only_reads=True), self._index.reading() as db:
            self._here.view = db
            try:
                yield db
            finally:
                self._here.view = None

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        """Call `callback(event)` after each commit of this process, on the writing thread; returns the way out.

        An event is {"type": "production|design|character|version|selection|generation", "id": ..., ...} with ids
        only. The callback must be quick and must not raise.
        """
        self._subscribers.append(callback)

        def unsubscribe() -> None:
            if callback in self._subscribers:
                self._subscribers.remove(callback)

        return unsubscribe

    def names(self) -> Names:
        """All names by production, from memory: cheap, and never an error. See refresh_names()."""
        return self._names

    def refresh_names(self) -> None:
        """Read the names again if anything was written since, by another process too."""
        with self.reading() as db:
            (sequence,) = db.execute("SELECT sequence FROM state").fetchone()
            if sequence != self._names_sequence:
                self._names = _all_names(db)
                self._names_sequence = sequence

    def foreign_changes(self) -> int:
        """A number that changes whenever another process has written into this library."""
        with self.reading() as db:
            own = self._own_changes
            (sequence,) = db.execute("SELECT sequence FROM state").fetchone()
            # A commit of our own can be seen a moment before it is counted: then the last answer still holds.
            if not self._committing and own == self._own_changes:
                self._foreign_changes = sequence - own
        return self._foreign_changes

    def runner(self) -> str:
        """The id under which this process works on generations; others see it die, even by kill -9."""
        with trouble.in_plain_words():
            marker.check(self.root, self.id)
            return self._runners.own()

    def close(self) -> None:
        """Let go of every connection and lock. Reading or writing afterwards raises Unavailable."""
        self._index.close()
        self._runners.close()

    def settle(self) -> None:
        """Take the journal's last line back if its process died before COMMIT.

        It was never acknowledged. The next transaction would supersede it by itself; but until then a rebuild would
        bring it back, and by then `check` may have put its picture aside.
        """
        with self.transaction() as tx:
            if self._journal.last_sequence() >= tx.sequence:
                tx.void()

    def sweep_blobs(self) -> None:
        """Remove the temporary files of dead processes, and put aside what these stored without getting to its row.

        Such a picture was never acknowledged. Its temporary name is there as long as its row is not, so that nothing
        has to be searched for. Raises OSError, sqlite3.Error; what is left then is for a later start.
        """
        left = self._blobs.abandoned()
        if not left:
            return
        with self._index.writing(patience=0) as db:  # nobody can come to need them meanwhile
            for temporary in left:
                sha256, stored = self._blobs.left_by(temporary)
                if stored and not db.execute(_NEEDED, {"sha256": sha256}).fetchone():
                    for path in stored:
                        self._blobs.set_aside(path)
                temporary.unlink(missing_ok=True)

    @contextmanager
    def _kept(self, data: bytes, kind: str) -> Iterator[Blob]:
        # Bytes go to the disk before the transaction that names them, so that nobody waits for the lock meanwhile.
        with trouble.in_plain_words():
            marker.check(self.root, self.id)
            with self._blobs.keeping(data, kind, self._withdraw) as blob:
                yield blob

    def _withdraw(self, path: Path) -> None:
        # Nothing stays behind of what failed, least of all on a full disk. Under the write lock nobody can come to
        # need the file; who found it there before looks again inside the transaction (Blobs.ensure).
        if getattr(self._here, "transaction", None) is not None:
            return  # part of a larger transaction, whose other rows may need it; check finds it if they do not
        with suppress(CastbookError, OSError), trouble.in_plain_words(), self._index.writing(patience=0) as db:
            if not db.execute(_NEEDED, {"sha256": path.stem}).fetchone():
                path.unlink(missing_ok=True)

    def _bytes(self, blob: Blob) -> bytes:
        with trouble.in_plain_words(only_reads=True):
            return self._blobs.read(blob)

    def _send(self, event: Event) -> None:
        for callback in tuple(self._subscribers):
            try:
                callback(event)
            except RuntimeError:  # an event loop that has been closed; what was written stays written
                _log.warning("a subscriber to the library's events is gone; it hears no more", exc_info=True)
                self._subscribers.remove(callback)


def _all_names(db: sqlite3.Connection) -> Names:
    characters: dict[str, list[str]] = {}
    designs: dict[str, list[str]] = {}
    for production, name in db.execute(
        "SELECT production_id, name FROM characters WHERE deleted_at IS NULL ORDER BY production_id, name_key"
    ):
        characters.setdefault(production, []).append(name)
    for production, name in db.execute(
        "SELECT d.production_id, r.name FROM designs d"
        " JOIN design_revisions r ON r.design_id = d.id AND r.revision = d.revision"
        " WHERE d.deleted_at IS NULL ORDER BY d.production_id, d.name_key"
    ):
        designs.setdefault(production, []).append(name)
    return MappingProxyType(
        {
            name: ProductionNames(tuple(characters.get(key, ())), tuple(designs.get(key, ())))
            for key, name in db.execute("SELECT id, name FROM productions WHERE deleted_at IS NULL ORDER BY name_key")
        }
    )
