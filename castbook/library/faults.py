"""One hook for the tests: stop or fail the library at a named step."""

from __future__ import annotations

import errno
import os
import signal

VARIABLE = "CASTBOOK_FAULT"
STEPS = (
    "blob.open",
    "blob.write",
    "blob.half",
    "blob.fsync",
    "blob.link",
    "blob.folder",
    "index.begin",
    "index.put",
    "index.sequence",
    "journal.open",
    "journal.half",
    "journal.fsync",
    "journal.folder",
    "index.commit",
    "index.committed",
    "blob.release",
    "thumbnail.write",
    "thumbnail.place",
    "open.marker",
    "open.index",
    "open.migrate",
    "open.sweep",
    "care.repair",
    "rebuild.aside",
    "rebuild.place",
)
_plan = os.environ.get(VARIABLE, "")
_passed = 0


def step(name: str) -> None:
    """Do nothing, unless the process was started with CASTBOOK_FAULT="STEP:ACTION[:N]" and this is that step.

    ACTION is `kill` (the process dies at once, as by kill -9) or the name of an errno (ENOSPC, EIO, EACCES, EROFS ...),
    which is raised as the OSError the system would give. It strikes when the step is reached for the Nth time and,
    if it is an error, at every later time too. Steps stand before what they are named for, so that "after step K" is
    "at step K+1". The variable is read once, when the process starts.
    """
    if not _plan:
        return
    planned, action, *times = _plan.split(":")
    if planned != name:
        return
    global _passed
    _passed += 1
    if _passed < int(times[0] if times else 1):
        return
    if action == "kill":
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    number = getattr(errno, action)
    raise OSError(number, os.strerror(number))
