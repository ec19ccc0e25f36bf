"""One consistent copy of a library in one file."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Conflict, Invalid
from . import files, marker, texts
from .care import wanted_blobs
from .index import connect
from .rebuild import INDEX

if TYPE_CHECKING:
    from .store import Store


def write_backup(library: Store, file: Path) -> None:
    """Write a ZIP with marker, index, journal and every blob that a row needs. Unpacked it is a library again.

    The write lock is held only while the index is copied: the journal only grows and blobs never change, so both
    can be read afterwards up to where they stood.
    """
    if not file.parent.is_dir():
        raise Invalid("invalid_file", "The folder for the backup does not exist.", "Create it, or choose another.")
    if file.exists():
        raise _exists()
    part = file.with_name(f"{file.name}.{texts.new_id()[:8]}.part")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / INDEX
        # SQLite copies through no connection that holds the write lock, so another one reads beside it.
        with library.transaction(), library._index.reading() as db, closing(connect(copy, mode="rwc")) as target:
            db.backup(target)
            lengths = {path: path.stat().st_size for path in library._journal.segments()}
        try:
            with zipfile.ZipFile(part, "x", zipfile.ZIP_STORED) as archive:
                archive.write(library.root / marker.NAME, marker.NAME)
                archive.write(copy, INDEX)
                for path, length in lengths.items():
                    _add_start(archive, path, length)
                for path in _blob_paths(library, copy):
                    archive.write(path, path.relative_to(library.root).as_posix())
            with part.open("rb+") as written:
                files.flush(written.fileno())
            if not files.place(part, file):
                raise _exists()
        finally:
            part.unlink(missing_ok=True)


def _add_start(archive: zipfile.ZipFile, path: Path, length: int) -> None:
    info = zipfile.ZipInfo(f"{path.parent.name}/{path.name}")
    with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
        while length > 0 and (chunk := source.read(min(length, 1 << 20))):
            target.write(chunk)
            length -= len(chunk)


def _blob_paths(library: Store, index: Path) -> Iterator[Path]:
    db = connect(index, mode="ro")
    try:
        for blob in wanted_blobs(db):
            if library._blobs.problem(blob) != "missing":  # check tells; a backup takes what there is
                yield library._blobs.path(blob)
    finally:
        db.close()


def _exists() -> Conflict:
    return Conflict("file_exists", "A file of that name is already there.", "Choose another name for the backup.")
