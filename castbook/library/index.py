"""The index: one SQLite file, a few connections for reading, one for writing, and the patience between processes.

Rollback journal and synchronous=EXTRA (decision 5: WAL has a corruption bug below 3.51.3 and does not work on
network shares; EXTRA also brings the end of SQLite's own journal to the disk). Connections remember which file they
opened: when another one stands at the index's path, because a share came back or `rebuild` put a new index there,
they are let go and opened again, so nobody writes into a file that nobody else sees.
"""

from __future__ import annotations

import math
import os
import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from ..errors import CastbookError
from . import faults, trouble

PATIENCE = 5.0  # seconds to wait for another process's lock
BRIEFLY = 0.05  # seconds to wait for one that others have waited for in vain
FORGOTTEN = 0.5  # seconds after which a lock that is met again counts as another one
READERS = 4
T = TypeVar("T")


class Connection(sqlite3.Connection):
    """A connection that knows which file it opened."""

    file: tuple[int, int] = (0, 0)


def connect(path: Path, *, mode: str = "rw", wait: float = 0.0) -> Connection:
    """Open an index file. `mode` "rw" never creates it, "rwc" does, "ro" never writes."""
    name = quote(os.fsencode(path.absolute().as_posix()))
    slash = "" if name.startswith("/") else "/"
    db = sqlite3.connect(
        f"file://{slash}{name}?mode={mode}",
        uri=True,
        timeout=wait,
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
    )
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA synchronous = EXTRA")
    db.execute("PRAGMA fullfsync = ON")  # macOS only: fsync alone stops at the drive's own memory there
    db.execute("PRAGMA cache_size = -4000")
    db.execute("PRAGMA cache_spill = OFF")  # spilling needs the exclusive lock in mid-transaction
    db.execute("PRAGMA recursive_triggers = ON")  # so that REPLACE meets the triggers too
    return db


class Holdup:
    """How long another process has been in the way of one kind of call, counted over all threads.

    Once a call has waited in vain, those queued behind it have nothing to wait for: without this, fifty requests on a
    locked library would wait one after the other, and every thread of the process with them.
    """

    def __init__(self) -> None:
        self._since = self._met = -math.inf

    def met(self, now: float) -> float:
        """A call has found the lock taken; the seconds for which it has been, without a break."""
        if now - self._met > FORGOTTEN:
            self._since = now
        self._met = now
        return now - self._since

    def over(self) -> None:
        """A call has got through."""
        self._met = -math.inf


class Index:
    """The connections of one open library."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self.path = path
        self._patience = patience
        self._room = threading.BoundedSemaphore(READERS)
        self._guard = threading.Lock()
        self._idle: list[Connection] = []
        self._write_lock = threading.Lock()
        self._writer: Connection | None = None
        self._closed = False
        self._reads, self._writes, self._commits = Holdup(), Holdup(), Holdup()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection with one unchanging view of the index for the length of the block."""
        with self._room:
            db = self._reader()
            try:
                yield db
            except sqlite3.Error:
                db.close()
                raise
            except BaseException:
                self._give_back(db)
                raise
            self._give_back(db)

    @contextmanager
    def writing(self, patience: float | None = None) -> Iterator[Connection]:
        """The connection for changes, inside BEGIN IMMEDIATE; what the block has not committed is rolled back."""
        arrived = time.monotonic()
        with self._write_lock:
            # Who has queued behind threads that another process kept waiting need not wait as long again.
            patience = self._patience if patience is None else patience
            left = max(min(1.0, patience), patience - (time.monotonic() - arrived))
            try:
                db = self._begin(left)
                yield db
            except sqlite3.Error:
                # A connection opened on a read-only disk stays read-only for good; a fresh one costs little.
                self._let_go()
                raise
            finally:
                if self._writer is not None and self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")

    def commit(self, db: Connection) -> None:
        """COMMIT, waiting for readers in other processes."""
        faults.step("index.commit")
        self._patiently(lambda: db.execute("COMMIT"), self._commits)

    def close(self) -> None:
        """Close every connection; those in use close when they are given back."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for db in idle:
            db.close()
        with self._write_lock:
            self._let_go()

    def _let_go(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _reader(self) -> Connection:
        while True:
            with self._guard:
                db = self._idle.pop() if self._idle else None
            db = db or self._open()
            try:
                db.execute("BEGIN")
                # The first SELECT takes the shared lock; after it nothing in this block has to wait.
                self._patiently(lambda db=db: db.execute("SELECT sequence FROM state").fetchone(), self._reads)
                if self._is_current(db):
                    return db
            except (sqlite3.Error, CastbookError):
                db.close()
                raise
            db.close()

    def _give_back(self, db: Connection) -> None:
        if db.in_transaction:
            db.execute("ROLLBACK")
        with self._guard:
            if not self._closed:
                self._idle.append(db)
                return
        db.close()

    def _begin(self, patience: float) -> Connection:
        while True:
            db = self._writer or self._open()
            self._writer = db
            faults.step("index.begin")
            self._patiently(lambda db=db: db.execute("BEGIN IMMEDIATE"), self._writes, patience)
            if self._is_current(db):
                return db
            self._let_go()

    def _open(self) -> Connection:
        if self._closed:
            raise trouble.closed()
        while True:
            before = _identity(self.path)
            db = self._patiently(lambda: connect(self.path), self._reads)
            db.file = before
            if _identity(self.path) == before:
                return db
            db.close()

    def _is_current(self, db: Connection) -> bool:
        return db.file == _identity(self.path)

    def _patiently(self, call: Callable[[], T], holdup: Holdup, patience: float | None = None) -> T:
        # SQLite's own waiting sleeps up to 100 ms, which starves one process beside a busy one; this one looks often.
        patience = self._patience if patience is None else patience
        began = time.monotonic()
        while True:
            try:
                done = call()
            except sqlite3.OperationalError as error:
                if not trouble.is_locked(error):
                    raise
                now = time.monotonic()
                in_vain = holdup.met(now) > self._patience
                if now - began > (min(BRIEFLY, patience) if in_vain else patience):
                    raise
            else:
                holdup.over()
                return done
            time.sleep(random.uniform(0.0005, 0.004))


def _identity(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise trouble.unreachable() from error
    return found.st_dev, found.st_ino
