"""What every handler has at hand: the library, the queue, who asks, and the way off the event loop."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from aiohttp import web

from ..errors import CastbookError, Unavailable
from . import fields
from .events import Hub
from .hosts import Hosts

if TYPE_CHECKING:
    from ..generations import Generations
    from ..library import Library

P = ParamSpec("P")
T = TypeVar("T")

HEAVY_AT_ONCE = 2  # whole pictures decoded or hashed side by side: each may take a core and 160 MB (as WebP 600 MB)
EXCHANGES_AT_ONCE = 2  # files that are taken apart or put together, for minutes if they are large
UPLOADS_AT_ONCE = 4  # bodies held in memory side by side, twice 64 MB each at most while one is put together


@dataclass(kw_only=True)
class Desk:
    """The rooms below, as the routes see them. Without a library, `trouble` says why."""

    open_library: Library | None
    queue: Generations | None
    hosts: Hosts
    hub: Hub
    web_root: Path
    engine_kinds: tuple[str, ...]
    author_of: Callable[[web.Request], str | None]
    trouble: CastbookError | None = None
    heavy: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(HEAVY_AT_ONCE))
    exchanges: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(EXCHANGES_AT_ONCE))
    uploads: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(UPLOADS_AT_ONCE))

    @property
    def library(self) -> Library:
        """The open library; raises the trouble where there is none."""
        if self.open_library is None:
            raise self._trouble()
        return self.open_library

    @property
    def generations(self) -> Generations:
        """The queue; raises the trouble where there is none."""
        if self.queue is None:
            raise self._trouble()
        return self.queue

    def _trouble(self) -> CastbookError:
        return self.trouble or Unavailable("no_library", "The library is not open.", "Start Castbook again.")


@dataclass(frozen=True)
class Ask:
    """One request that has passed the guard. `body` is its JSON object, {} where the route reads none."""

    request: web.Request
    desk: Desk
    body: Mapping[str, Any]

    @property
    def library(self) -> Library:
        """The open library."""
        return self.desk.library

    @property
    def generations(self) -> Generations:
        """The queue."""
        return self.desk.generations

    @property
    def query(self) -> Mapping[str, str]:
        """The query's parameters."""
        return self.request.query

    def id(self, kind: str) -> str:
        """The path's id; NotFound names the kind."""
        return fields.identifier(self.request.match_info["id"], kind)

    def window(self) -> tuple[int, int]:
        """(offset, limit) of the list that is asked for."""
        return fields.window(self.request.query)

    def author(self) -> str | None:
        """The ComfyUI user who asks, where there are users."""
        return self.desk.author_of(self.request)

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do blocking work, the library's above all, in a thread."""
        return await asyncio.to_thread(functools.partial(work, *args, **kwargs))

    async def run_heavy(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same for work on whole pictures, a few at a time, so that lists stay quick beside it."""
        async with self.desk.heavy:
            return await self.run(work, *args, **kwargs)
