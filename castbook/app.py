"""Puts library, engines, queue and routes together, for both front doors: studio.py and ComfyUI."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from aiohttp import web

from .api.desk import Desk
from .api.events import Hub
from .api.guard import Guarded, Route, meet_expectation
from .api.hosts import Hosts
from .api.page import WEB_ROOT
from .api.routes import PAGE_ROUTES, ROUTES
from .engines.engine import Engine
from .errors import CastbookError
from .generations import Generations
from .library import Library

__all__ = ["Castbook", "Hosts"]

LOOK_SECONDS = 1.0  # between two looks for what other processes have written
log = logging.getLogger("castbook")


class Castbook:
    """One running Castbook: call `add_routes` before the server starts, `start` and `stop` on its event loop.

    `hosts` says by which names it may be called. `author_of` gives the ComfyUI user of a request; it may raise
    Forbidden. Without a library every route answers `trouble`.
    """

    def __init__(
        self,
        library: Library | None,
        engines: Sequence[Engine],
        *,
        hosts: Hosts,
        author_of: Callable[[web.Request], str | None] | None = None,
        trouble: CastbookError | None = None,
        web_root: Path = WEB_ROOT,
    ) -> None:
        self.library = library
        self._engines = tuple(engines)
        self.generations = Generations(library, engines) if library is not None else None
        self.hub = Hub()
        self._desk = Desk(
            open_library=library,
            queue=self.generations,
            hosts=hosts,
            hub=self.hub,
            web_root=web_root,
            engine_kinds=tuple(engine.kind for engine in engines),
            author_of=author_of or (lambda request: None),
            trouble=trouble,
        )
        self._undo = contextlib.AsyncExitStack()

    def attach(self, library: Library) -> None:
        """Take a library that was opened after the routes were mounted; before start()."""
        self.library = self._desk.open_library = library
        self.generations = self._desk.queue = Generations(library, self._engines)
        self._desk.trouble = None

    def report(self, trouble: CastbookError) -> None:
        """Let every route answer why the library is not open."""
        self._desk.trouble = trouble

    def add_routes(self, table: web.RouteTableDef) -> None:
        """Everything under /castbook."""
        self._add(table, ROUTES)

    def add_page(self, table: web.RouteTableDef) -> None:
        """The stand-alone page at / and an answer for every other address; not in ComfyUI."""
        self._add(table, PAGE_ROUTES)

    def _add(self, table: web.RouteTableDef, routes: Sequence[Route]) -> None:
        for route in routes:
            table.route(route.method, route.path, expect_handler=meet_expectation)(Guarded(route, self._desk).answer)

    async def start(self) -> None:
        """Spread events and take up the generations that an earlier process left."""
        self.hub.start()
        self._undo.push_async_callback(self.hub.stop)
        if self.library is None or self.generations is None:
            return
        self._undo.callback(self.library.subscribe(self.hub.publish))
        self._undo.callback(self.generations.subscribe(self.hub.publish))
        await self.generations.start()
        self._undo.push_async_callback(self.generations.stop)
        looking = asyncio.create_task(self._look(self.library), name="castbook-look")
        self._undo.push_async_callback(_end, looking)

    async def hang_up(self, _app: web.Application) -> None:
        """Close the panels' connections: for `on_shutdown`, so that open pages do not hold a server up."""
        await self.hub.stop()

    async def stop(self) -> None:
        """Close the panels' connections and let go of the engines; jobs handed over go on. Twice does no harm."""
        await self._undo.aclose()

    async def _look(self, library: Library) -> None:
        """Tell the panels, and the names in memory, when another process has changed the library."""
        seen: int | None = None
        while True:
            try:
                found = await asyncio.to_thread(library.foreign_changes)
                if seen is not None and found != seen:
                    await asyncio.to_thread(library.refresh_names)
                    self.hub.publish({"type": "library"})
                seen = found
            except CastbookError as error:
                log.debug("Cannot look into the library now: %s", error.message)
            await asyncio.sleep(LOOK_SECONDS)


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
