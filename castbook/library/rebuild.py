"""A new index from the journal, when the old one is damaged or gone."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from . import faults, files, marker, schema, texts, trouble
from .blobs import Blobs
from .index import PATIENCE, Connection, connect
from .journal import Journal, Line
from .report import Report
from .runners import Runners

INDEX = "index.sqlite3"


def rebuild(root: Path) -> Report:
    """Replay the journal into a new index and put the old one into `aside/`.

    Other processes may have the library open: while this works they wait, then they find the new index by
    themselves. Raises Unavailable when one of them does not let go, Conflict "newer_library" when a later Castbook
    wrote the journal.
    """
    if marker.read(root) is None:
        raise trouble.no_library()
    old = root / INDEX
    runners = Runners(root / "runners")
    held = _hold(old)
    report = Report()
    try:
        with Blobs(root, runners).temporary_file("index") as fresh:
            replay(fresh, Journal(root / "journal").lines(), report)
            if held is not None and os.name == "nt":  # Windows renames no open file
                held.close()
            _set_aside(root)
            faults.step("rebuild.place")
            files.place(fresh, old)
            files.flush_folder(root)
    finally:
        if held is not None:
            held.close()
        runners.close()
    return report


def replay(fresh: Path, lines: Iterable[Line], report: Report, upto: int | None = None) -> int:
    """Build an index file of schema `upto` (None: the newest) from journal lines.

    Returns the last transaction's number. Notes what cannot be replayed.
    """
    db = connect(fresh, mode="rwc")
    try:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA journal_mode = MEMORY")
        db.execute("BEGIN")
        last, version = 0, 0
        for line in lines:
            if line.schema > len(schema.MIGRATIONS):
                raise marker.newer_library()
            if line.sequence != last + 1:
                report.add("journal_gap", str(last + 1), f"Transactions {last + 1} to {line.sequence - 1} are lost.")
            if line.schema > version:
                schema.migrate(db, upto=line.schema)
                version = line.schema
            _apply(db, line, report)
            last = line.sequence
        schema.migrate(db, upto=upto)
        db.execute("UPDATE state SET sequence = ?", (last,))
        db.execute("COMMIT")
        report.checked["transactions"] = last
    finally:
        db.close()
    fd = os.open(fresh, os.O_RDWR)
    try:
        files.flush(fd)
    finally:
        os.close(fd)
    return last


def _apply(db: sqlite3.Connection, line: Line, report: Report) -> None:
    for table, row in line.rows:
        try:
            schema.put(db, table, row)
        except sqlite3.IntegrityError as error:  # only after a gap, or when somebody edited the journal
            report.add("bad_row", f"{table} in transaction {line.sequence}", f"This row was refused: {error}.")


def _hold(path: Path) -> Connection | None:
    """The old index, locked, so that nobody writes into it meanwhile; None where there is nothing to lock."""
    if not path.exists():
        return None
    db: Connection | None = None
    try:
        db = connect(path, wait=PATIENCE)
        db.execute("BEGIN EXCLUSIVE")
        newer = schema.is_newer(db)
    except sqlite3.DatabaseError as error:
        if db is not None:
            db.close()
        if trouble.is_locked(error):
            raise
        return None  # too damaged even to lock: nobody else can write into it either
    if newer:
        db.close()
        raise marker.newer_library()
    return db


def _set_aside(root: Path) -> None:
    faults.step("rebuild.aside")
    aside = root / "aside"
    files.make_folder(aside)
    stamp = texts.new_id()[:8]
    # SQLite's own journal belongs to the old index and would damage a new one beside it.
    for name in (INDEX, f"{INDEX}-journal"):
        if (root / name).exists():
            (root / name).rename(aside / f"{stamp}-{name}")
