"""The line before an engine: jobs go in the order they came, as many at once as the engine takes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from ..errors import Cancelled


class Line:
    """Places before one engine. `parallel` None lets everybody through: such an engine queues by itself.

    `moved` is called whenever positions have changed.
    """

    def __init__(self, parallel: int | None, moved: Callable[[], None]) -> None:
        self.parallel = parallel
        self._moved = moved
        self._busy = 0
        self._waiting: dict[str, asyncio.Future[None]] = {}

    def position(self, job_id: str) -> int | None:
        """How many wait before this job; None for one that does not wait here."""
        return next((place for place, waiting in enumerate(tuple(self._waiting)) if waiting == job_id), None)

    @asynccontextmanager
    async def turn(self, job_id: str) -> AsyncIterator[None]:
        """Wait for this job's turn, and give the place to the next one afterwards. Raises Cancelled after leave()."""
        if self.parallel is None:
            yield
            return
        if self._busy < self.parallel:
            self._busy += 1
        else:
            await self._wait(job_id)
        try:
            yield
        finally:
            self._hand_over()

    def leave(self, job_id: str) -> bool:
        """Take a job out of the line; False if it does not wait in it."""
        place = self._waiting.get(job_id)
        if place is None or place.done():
            return False
        place.set_exception(Cancelled("cancelled", "The job was cancelled before its turn."))
        return True

    async def _wait(self, job_id: str) -> None:
        place = self._waiting[job_id] = asyncio.get_running_loop().create_future()
        self._moved()
        try:
            await place
        except BaseException:
            if place.done() and not place.cancelled() and place.exception() is None:
                self._hand_over()  # the turn came in the same moment in which this task was stopped
            raise
        finally:
            self._waiting.pop(job_id, None)
            self._moved()

    def _hand_over(self) -> None:
        following = next((place for place in self._waiting.values() if not place.done()), None)
        if following is None:
            self._busy -= 1
        else:
            following.set_result(None)
