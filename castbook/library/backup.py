"""One consistent copy of a library in one file."""

from __future__ import annotations

import os
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ..errors import Conflict, Invalid
from . import files, marker, texts, trouble
from .blobs import Blob
from .care import wanted_blobs
from .index import connect
from .rebuild import INDEX

if TYPE_CHECKING:
    from .store import Store


def write_backup(library: Store, file: Path) -> int:
    """Write a ZIP with marker, index, journal and every blob that a row needs. Unpacked it is a library again.

    Returns how many blobs are missing in the library and so in the backup too: `check` says which.

    The write lock is held only while the index is copied: the journal only grows and blobs never change, so both
    can be read afterwards up to where they stood.
    """
    if not file.parent.is_dir():
        raise Invalid("invalid_file", "The folder for the backup does not exist.", "Create it, or choose another.")
    if os.path.lexists(file):
        raise _exists()
    part = file.with_name(f"{file.name}.{texts.new_id()[:8]}.part")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / INDEX
        # SQLite copies through no connection that holds the write lock, so another one reads beside it.
        with library.transaction(), library._index.reading() as db, closing(connect(copy, mode="rwc")) as target:
            db.backup(target)
            lengths = {path: path.stat().st_size for path in library._journal.segments()}
        stream = _create(part)
        try:
            with stream:
                with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
                    archive.write(library.root / marker.NAME, marker.NAME)
                    archive.write(copy, INDEX)
                    for path, length in lengths.items():
                        _add_start(archive, path, length)
                    blobs = _wanted(copy)
                    there = [blob for blob in blobs if library._blobs.problem(blob) != "missing"]
                    for path in map(library._blobs.path, there):
                        archive.write(path, path.relative_to(library.root).as_posix())
                stream.flush()
                files.flush(stream.fileno())
            if not files.place(part, file):
                raise _exists()
        finally:
            part.unlink(missing_ok=True)
    return len(blobs) - len(there)


def _create(part: Path) -> BinaryIO:
    try:
        return part.open("xb")
    except OSError as error:
        if error.errno in trouble.FULL:
            raise
        # Not left to trouble.in_plain_words(), for whom every error is one of the library's own folder.
        raise Invalid(
            "invalid_file", "The backup cannot be written there.", "Choose a folder that may be written."
        ) from error


def _add_start(archive: zipfile.ZipFile, path: Path, length: int) -> None:
    info = zipfile.ZipInfo(f"{path.parent.name}/{path.name}")
    with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
        while length > 0 and (chunk := source.read(min(length, 1 << 20))):
            target.write(chunk)
            length -= len(chunk)


def _wanted(index: Path) -> list[Blob]:
    with closing(connect(index, mode="ro")) as db:
        return list(wanted_blobs(db))


def _exists() -> Conflict:
    return Conflict("file_exists", "A file of that name is already there.", "Choose another name for the backup.")
