"""The line before an engine: jobs go in the order they came, as many at once as the engine takes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

from ..errors import Cancelled


class Line:
    """Places before one engine. `parallel` None lets everybody through: such an engine queues by itself.

    `moved` is called whenever positions have changed. While the line is held, nobody gets through.
    """

    def __init__(self, parallel: int | None, moved: Callable[[], None]) -> None:
        self.parallel = parallel
        self._moved = moved
        self._busy = 0
        self._holds = 0
        self._places: dict[str, asyncio.Future[None]] = {}  # of the jobs whose turn has not begun
        self._empty = asyncio.Event()
        self._empty.set()

    @property
    def busy(self) -> bool:
        """Whether any job has its turn."""
        return self._busy > 0

    def position(self, job_id: str) -> int | None:
        """How many wait before this job; None for one that does not wait here."""
        places = tuple(self._places.items())
        mine = dict(places).get(job_id)
        if mine is None or (mine.done() and self.parallel is None):
            return None  # in its turn, or in the queue of the engine, which alone knows its place there
        return [known for known, place in places if known == job_id or not place.done()].index(job_id)

    def join(self, job_id: str) -> None:
        """Stand at the end of the line, or get the turn at once if there is room. Then `turn` has to follow."""
        self._places[job_id] = asyncio.get_running_loop().create_future()
        self._let_in()
        self._moved()

    @asynccontextmanager
    async def turn(self, job_id: str) -> AsyncIterator[None]:
        """Wait for the turn of a job that has joined, and end it afterwards. Raises Cancelled after leave()."""
        place = self._places[job_id]
        try:
            await place
        except BaseException:
            if place.done() and not place.cancelled() and place.exception() is None:
                self._end_turn()  # the turn came in the same moment in which this task was stopped
            raise
        finally:
            del self._places[job_id]
            self._moved()
        try:
            yield
        finally:
            self._end_turn()

    def leave(self, job_id: str) -> bool:
        """Take a job out of the line; False if it does not wait in it."""
        place = self._places.get(job_id)
        if place is None or place.done():
            return False
        place.set_exception(Cancelled("cancelled", "The job was cancelled before its turn."))
        return True

    @contextmanager
    def held(self) -> Iterator[None]:
        """Give no turn meanwhile; those who have theirs go on, until `empty`."""
        self._holds += 1
        try:
            yield
        finally:
            self._holds -= 1
            self._let_in()

    async def empty(self) -> None:
        """Wait until nobody has a turn."""
        await self._empty.wait()

    def _let_in(self) -> None:
        for place in self._places.values():
            if self._holds or (self.parallel is not None and self._busy >= self.parallel):
                return
            if not place.done():
                self._busy += 1
                self._empty.clear()
                place.set_result(None)

    def _end_turn(self) -> None:
        self._busy -= 1
        if not self._busy:
            self._empty.set()
        self._let_in()
