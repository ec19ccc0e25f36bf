"""A finished picture waits longer than a click for a library that another program holds: it may have taken minutes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from ..errors import CastbookError, Unavailable

T = TypeVar("T")
SECONDS = 60.0
PAUSE = 0.5  # seconds between two tries


class Wait:
    """The time that one picture has, from now on."""

    def __init__(self) -> None:
        self._until = time.monotonic() + SECONDS

    def is_worth(self, error: CastbookError) -> bool:
        """Whether to try again after this error: another program holds the library, and there is time left."""
        return error.code == "library_locked" and time.monotonic() < self._until


def patiently(work: Callable[[], T], check_stopped: Callable[[], None]) -> T:
    """Do what a finished picture needs, in a thread that may wait; `check_stopped` raises once nobody wants it."""
    wait = Wait()
    while True:
        try:
            return work()
        except Unavailable as error:
            if not wait.is_worth(error):
                raise
        check_stopped()
        time.sleep(PAUSE)
