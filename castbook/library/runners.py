"""Which processes live: each holds an OS lock on a file of its own, which even kill -9 lets go."""

from __future__ import annotations

import os
import re
import sys
import threading
from contextlib import suppress
from pathlib import Path

from . import texts

if sys.platform == "win32":
    import msvcrt

    def _lock(fd: int, *, wait: bool) -> None:
        msvcrt.locking(fd, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

    def _probe(fd: int) -> None:
        _lock(fd, wait=False)
else:
    import fcntl

    def _lock(fd: int, *, wait: bool) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))

    def _probe(fd: int) -> None:
        # Shared, so that two processes probing at once do not take each other for the owner.
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)


_ID = re.compile(r"[0-9a-f]{32}")


class Runners:
    """The lock files below `runners/`: one of this library object, and those of all others to ask about."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._guard = threading.Lock()
        self._id = ""
        self._fd = -1

    def own(self) -> str:
        """This library object's runner id; the first call takes its lock, close() lets it go."""
        with self._guard:
            if not self._id:
                self._folder.mkdir(exist_ok=True)
                name = texts.new_id()
                self._fd = self._take(self._path(name))
                self._id = name
            return self._id

    def alive(self, runner: str | None) -> bool:
        """Whether the process behind a runner id still runs."""
        if not runner or not _ID.fullmatch(runner):
            return False
        if runner == self._id:
            return True
        try:
            fd = os.open(self._path(runner), os.O_RDWR)
        except FileNotFoundError:
            return False
        try:
            _probe(fd)
        except OSError:
            return True
        finally:
            os.close(fd)
        return False

    def sweep(self) -> None:
        """Remove the lock files of dead processes."""
        if not self._folder.is_dir():
            return
        for path in self._folder.glob("*.lock"):
            if path.stem == self._id:
                continue
            try:
                fd = os.open(path, os.O_RDWR)
            except FileNotFoundError:  # another sweep was quicker
                continue
            try:
                _lock(fd, wait=False)
                path.unlink(missing_ok=True)
            except OSError:
                continue  # alive, or on Windows still open: its turn comes at a later sweep
            finally:
                os.close(fd)

    def close(self) -> None:
        """Let the lock go; from now on everybody sees this runner as dead."""
        with self._guard:
            if self._fd >= 0:
                os.close(self._fd)
                with suppress(OSError):  # the folder is gone or read-only by now; the lock is let go either way
                    self._path(self._id).unlink()
            self._id, self._fd = "", -1

    def _path(self, runner: str) -> Path:
        return self._folder / f"{runner}.lock"

    def _take(self, path: Path) -> int:
        while True:
            fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
            _lock(fd, wait=True)
            # A sweep between open and lock may have removed the file; a lock on a nameless file tells nobody anything.
            if path.exists() and os.path.samestat(os.fstat(fd), path.stat()):
                return fd
            os.close(fd)
