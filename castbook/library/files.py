"""Writing a file so that its final name shows it whole or not at all."""

from __future__ import annotations

import errno
import logging
import os
import sys
from pathlib import Path

if sys.platform == "darwin":
    import fcntl

_NO_LINKS = (errno.EPERM, errno.EACCES, errno.ENOSYS, errno.EMLINK, errno.EXDEV, errno.ENOTSUP, errno.EOPNOTSUPP)
_log = logging.getLogger(__name__)
_told: set[str] = set()


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet, down to the disk."""
    with path.open("xb") as file:
        file.write(data)
        flush(file.fileno())


def flush(fd: int) -> None:
    """Bring what was written to the disk itself."""
    if sys.platform == "darwin":
        try:
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)  # fsync alone stops at the drive's own memory there
            return
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # a network share has no such call
                raise
    os.fsync(fd)


def place(ready: Path, final: Path) -> bool:
    """Give a finished file its final name, never replacing what is there; False if something is there.

    The temporary name may stay. A file system without hard links gets a rename instead: between the look and the
    rename another process may place the same name, so callers there must only place equal bytes under equal names.
    """
    try:
        os.link(ready, final)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(final):
            return False
        if "links" not in _told:
            _told.add("links")
            _log.warning("The library's file system has no hard links; files are renamed into place instead.")
        ready.rename(final)
    return True


def flush_folder(folder: Path) -> None:
    """Bring a folder's list of names to the disk. Windows has no such call and keeps names by itself."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # network file systems that cannot
            raise
    finally:
        os.close(fd)


def make_folder(folder: Path) -> None:
    """Make a folder below an existing one, durably; nothing happens when it is there."""
    try:
        folder.mkdir()
    except FileExistsError:
        return
    flush_folder(folder.parent)
