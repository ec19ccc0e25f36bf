"""Looking after a library: find every damage, mend what can be mended without deleting anything.

Looked at are the index (SQLite's own check, and every row against a replay of the journal), every blob's presence,
length and SHA-256, what nobody wants (orphans, temporary files of dead processes), and every kept thumbnail. Other
processes may go on writing meanwhile: the index is taken as of one moment, and blobs on their way are told from
orphans by their temporary names.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from . import faults
from .blobs import GRAPH, KINDS, SCRIPT, Blob
from .index import Connection, connect
from .pictures import SIZES, read_thumbnail, thumbnail_path
from .rebuild import replay
from .report import Problem, Report
from .schema import KEYS, done

if TYPE_CHECKING:
    from .store import Store

Progress = Callable[[int, int], None]


def check(library: Store, *, repair: bool = False, progress: Progress | None = None) -> Report:
    """Look at everything. With `repair`, put orphans and damaged files aside, remove temporary files and wrong
    thumbnails, and write rows that a damaged journal has lost into it again; the rest needs `rebuild` or a backup.
    """
    report = Report()
    if repair:
        library.settle()
    # In this order: what is on its way when it is listed is either still so, or has its row, when the index is copied.
    found = _files(library.root / "blobs", besides=library._blobs.temporary)
    thumbnails = _files(library.root / "thumbs")
    coming = library._blobs.on_their_way()
    with tempfile.TemporaryDirectory() as folder, closing(_copy(library, Path(folder) / "copy")) as db:
        wanted: list[Blob] = []
        if _check_index(db, report):
            _check_rows(library, db, Path(folder) / "replayed", report, repair)
            wanted = list(wanted_blobs(db))
            # A file that only the journal still knows is no orphan: after a rebuild it is needed.
            known = {*wanted, *wanted_blobs(db, "replayed")}
            total = len(wanted) + len(thumbnails)
            owners = Owners(db)
            for number, blob in enumerate(wanted, start=1):
                _check_blob(library, blob, owners, report, repair)
                if progress is not None:
                    progress(number, total)
            _check_thumbnails(library, thumbnails, known, report, repair)
            _check_orphans(library, found, known, coming, report, repair)
            if progress is not None:
                progress(total, total)
    _check_temporaries(library, report, repair)
    report.checked.update(files=len(found), blobs=len(wanted), thumbnails=len(thumbnails))
    return report


def wanted_blobs(db: sqlite3.Connection, schema: str = "main") -> Iterator[Blob]:
    """Every file that a row of the index needs, each once."""
    for sha256, media_type, length in db.execute(f"SELECT DISTINCT sha256, media_type, bytes FROM {schema}.versions"):
        yield Blob(sha256, str(KINDS.get(media_type)), length)
    for (sha256,) in db.execute(f"SELECT DISTINCT graph_sha256 FROM {schema}.versions WHERE graph_sha256 NOTNULL"):
        yield Blob(sha256, GRAPH)
    for sha256, length in db.execute(f"SELECT DISTINCT sha256, bytes FROM {schema}.scripts"):
        yield Blob(sha256, SCRIPT, length)


def _copy(library: Store, path: Path) -> Connection:
    copy = connect(path, mode="rwc")
    with library.reading() as db:
        db.backup(copy)
    return copy


def _check_index(db: Connection, report: Report) -> bool:
    messages = [message for (message,) in db.execute("PRAGMA integrity_check")]
    if messages != ["ok"]:
        report.add("bad_index", "index.sqlite3", f"SQLite finds the index damaged ({messages[0]}); run rebuild.")
    return messages == ["ok"]


def _check_rows(library: Store, db: Connection, replayed: Path, report: Report, repair: bool) -> None:
    (sequence,) = db.execute("SELECT sequence FROM state").fetchone()
    aside = Report()
    lines = takewhile(lambda line: line.sequence <= sequence, library._journal.lines())
    last = replay(replayed, lines, aside, upto=len(done(db)))  # a read-only drive keeps the schema it has
    journal_whole = last == sequence and not aside.problems
    db.execute("ATTACH ? AS replayed", (str(replayed),))
    lost: list[tuple[str, dict[str, object]]] = []
    for table, key in KEYS.items():
        report.checked[table] = db.execute(f"SELECT COUNT(*) FROM main.{table}").fetchone()[0]
        differing: dict[tuple[object, ...], bool] = {}
        for here, there in (("main", "replayed"), ("replayed", "main")):
            for row in db.execute(f"SELECT * FROM {here}.{table} EXCEPT SELECT * FROM {there}.{table}"):
                differing.setdefault(tuple(row[column] for column in key), True)
                if here == "main" and not journal_whole:
                    lost.append((table, dict(row)))
        for subject in differing:
            name = f"{table} {' '.join(map(str, subject))}"
            if journal_whole:
                report.add("bad_row", name, "This row differs from the journal; run rebuild.")
            else:
                report.add("lost_line", name, "The journal has lost this row; the index still has it.", repair)
    if repair and lost:
        _write_again(library, lost)
    for problem in _inconsistencies(db):
        report.problems.append(problem)


def _write_again(library: Store, lost: Iterable[tuple[str, dict[str, object]]]) -> None:
    with library.transaction() as tx:
        for table, row in lost:
            where = " AND ".join(f"{column} IS :{column}" for column in KEYS[table])
            now = tx.db.execute(f"SELECT * FROM {table} WHERE {where}", row).fetchone()
            tx.put(table, dict(now))


def _inconsistencies(db: Connection) -> Iterator[Problem]:
    message = "This character's count, numbers or selection do not fit its versions; run rebuild."
    for (character,) in db.execute(
        "SELECT s.character_id FROM main.stacks s LEFT JOIN main.versions v ON v.character_id = s.character_id"
        " GROUP BY s.character_id HAVING s.last_number <> count(v.id) OR s.last_number <> coalesce(max(v.number), 0)"
        " OR s.version_count <> count(v.id) - count(v.deleted_at) OR (s.selected_id IS NOT NULL AND"
        " NOT sum(v.id = s.selected_id AND v.deleted_at IS NULL))"
    ):
        yield Problem("bad_row", f"stacks {character}", message)


class Owners:
    """What a file is to a person, for whom its name says nothing; all are looked up when the first is asked for."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def of(self, blob: Blob) -> str:
        """Whose portrait, graph or script; of several the oldest."""
        return self._all.get(blob.sha256, "of an unknown owner")

    @cached_property
    def _all(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for sha256, graph, number, name, production in self._db.execute(
            "SELECT v.sha256, v.graph_sha256, v.number, c.name, p.name FROM main.versions v"
            " JOIN main.characters c ON c.id = v.character_id JOIN main.productions p ON p.id = c.production_id"
            " ORDER BY v.rowid"
        ):
            version = f"version {number} of {name} in {production}"
            found.setdefault(sha256, version)
            found.setdefault(graph, f"the graph of {version}")
        for sha256, name, production in self._db.execute(
            "SELECT s.sha256, s.name, p.name FROM main.scripts s JOIN main.productions p ON p.id = s.production_id"
        ):
            found.setdefault(sha256, f"the script {name} of {production}")
        return found


def _check_blob(library: Store, blob: Blob, owners: Owners, report: Report, repair: bool) -> None:
    path = library._blobs.path(blob)
    problem = library._blobs.problem(blob)
    if problem is None:
        problem = _read_problem(path, blob)
    if problem == "missing":
        report.add("missing_blob", path.name, f"This file, {owners.of(blob)}, is missing; restore it from a backup.")
    elif problem == "damaged":
        # Out of the way it is never served as good, and the same picture uploaded again heals it.
        if repair:
            library._blobs.set_aside(path)
        message = f"This file, {owners.of(blob)}, is not what was stored; restore it from a backup."
        report.add("damaged_blob", path.name, message)


def _read_problem(path: Path, blob: Blob) -> str | None:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "damaged"
    return None if digest.hexdigest() == blob.sha256 else "damaged"


def _check_orphans(
    library: Store, found: Iterable[Path], wanted: Iterable[Blob], coming: set[str], report: Report, repair: bool
) -> None:
    needed = {library._blobs.path(blob) for blob in wanted}
    for path in found:
        if path in needed or path.stem in coming:
            continue
        repaired = repair and _put_aside(library, path)
        # Of a process that died on its way to the row, or put there by hand: nothing that was acknowledged is wrong.
        message = "No row of the index needs this file; `check --repair` puts it aside."
        report.add("orphan_blob", path.name, message, repaired, left_over=True)


def _put_aside(library: Store, path: Path) -> bool:
    with library.transaction() as tx:  # the write lock: nobody can come to need it meanwhile
        if path in {library._blobs.path(blob) for blob in wanted_blobs(tx.db)}:
            return True
        faults.step("care.repair")
        library._blobs.set_aside(path)
    return True


def _check_thumbnails(
    library: Store, found: Iterable[Path], wanted: Iterable[Blob], report: Report, repair: bool
) -> None:
    pictures = {blob.sha256 for blob in wanted if blob.kind in KINDS.values()}
    for path in found:
        places = [size for size in SIZES if thumbnail_path(library.root, path.stem, size) == path]
        if places and path.stem in pictures and read_thumbnail(path, path.stem, places[0]) is not None:
            continue
        if repair:
            path.unlink(missing_ok=True)
        report.add("wrong_thumbnail", path.name, "This thumbnail is damaged or of another picture.", repair)


def _check_temporaries(library: Store, report: Report, repair: bool) -> None:
    for path in library._blobs.abandoned():
        if repair:
            path.unlink(missing_ok=True)
        report.add("temporary_file", path.name, "A process died while it wrote this; nothing needs it.", repair)


def _files(folder: Path, besides: Path | None = None) -> list[Path]:
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        if besides is not None and besides.name in folders and Path(place) == besides.parent:
            folders.remove(besides.name)
        # A link to a folder is listed as a folder and is no place to go to.
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        found.extend(Path(place) / name for name in (*names, *links))
    return found
