"""The system's errors in the user's words: which of them may pass, what is full, read-only, locked or damaged."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import CastbookError, Conflict, Forbidden, StorageFull, Unavailable

FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)
GONE = (errno.ENOENT, errno.ENOTDIR, getattr(errno, "ESTALE", errno.ENOENT))
REBUILD = (
    "Run `studio.py rebuild --library DIR` for this library's folder; it keeps the damaged index aside and makes a new"
    " one from the journal."
)


@contextmanager
def in_plain_words(*, only_reads: bool = False) -> Iterator[None]:
    """Turn OSError and sqlite3.Error of the block into the CastbookError a user can act on.

    What was to be saved was not; of a block that `only_reads` the error does not speak of saving.
    """
    try:
        yield
    except OSError as error:
        raise from_system(error, only_reads=only_reads) from error
    except sqlite3.Error as error:
        raise from_sqlite(error, only_reads=only_reads) from error


def storage_full() -> StorageFull:
    """The disk has no room."""
    return StorageFull("storage_full", "The disk is full; nothing was saved.", "Make room on the disk, then try again.")


def read_only() -> Forbidden:
    """The library may be read but not written."""
    return Forbidden(
        "library_read_only",
        "The library's folder may not be written; nothing was saved.",
        "Check the folder's permissions and whether its drive is mounted read-only.",
    )


def unreachable() -> Unavailable:
    """The folder is gone, or another one stands in its place."""
    return Unavailable(
        "library_unreachable",
        "The library's folder cannot be reached; nothing was changed.",
        "Reconnect the drive or share it lies on, then try again.",
    )


def not_a_folder() -> Unavailable:
    """A file lies where the folder should."""
    return Unavailable(
        "library_unreachable",
        "A file lies where the library's folder should be; it was left untouched.",
        "Choose another folder, or move that file away.",
    )


def damaged_index() -> Unavailable:
    """The index cannot be read as it is; the journal can."""
    return Unavailable(
        "library_damaged", "The library's index is damaged or missing; the portraits are still there.", REBUILD
    )


def locked(*, only_reads: bool = False) -> Unavailable:
    """Another process writes and does not let go."""
    return Unavailable(
        "library_locked",
        f"Another program is using the library; {'it cannot be read now' if only_reads else 'nothing was saved'}.",
        "Wait a moment and try again.",
    )


def from_system(error: OSError, *, only_reads: bool = False) -> CastbookError:
    """What an OSError means for the library."""
    if error.errno in FULL:
        return storage_full()
    if error.errno in READ_ONLY:
        return read_only()
    if error.errno in GONE:
        return unreachable()
    return Unavailable(
        "storage_error",
        f"The library's drive reported an error{'' if only_reads else '; nothing was saved'}.",
        "Check the drive, then run `studio.py check --library DIR` for this library's folder.",
    )


def is_locked(error: sqlite3.Error) -> bool:
    """Whether another connection is in the way, so that waiting helps."""
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)


def from_sqlite(error: sqlite3.Error, *, only_reads: bool = False) -> CastbookError:
    """What an error of SQLite means for the library. Told by its text: Python 3.10 gives no code."""
    text = str(error)
    if is_locked(error):
        return locked(only_reads=only_reads)
    if "full" in text:
        return storage_full()
    if "readonly" in text or "unable to open" in text:
        return read_only()
    if isinstance(error, sqlite3.IntegrityError):
        return Conflict("refused_by_library", "The library refused this change.", "Reload and try again.")
    if "I/O" in text:
        return from_system(OSError(errno.EIO, text), only_reads=only_reads)
    return damaged_index()


def damaged_marker() -> Unavailable:
    """The folder holds parts of a library but not the file that names it."""
    return Unavailable(
        "library_unmarked",
        "The folder holds parts of a library, but its file castbook-library.json is missing or unreadable.",
        "Restore that file from a backup, or choose another folder.",
    )


def closed() -> Unavailable:
    """The program is shutting down."""
    return Unavailable("library_closed", "The library has been closed.", "Start Castbook again.")


def no_library() -> Unavailable:
    """Nothing there, and nobody asked to make one."""
    return Unavailable(
        "no_library",
        "There is no Castbook library in that folder.",
        "Check the folder's name, and whether its drive or share is connected.",
    )
