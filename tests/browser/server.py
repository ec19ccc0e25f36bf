"""A studio server in a thread: the real application over a real library, with the slate engine."""

from __future__ import annotations

import asyncio
import socket
import threading
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType

from aiohttp import web

from castbook.app import Castbook, Hosts
from castbook.engines.slate import SlateEngine
from castbook.library import Library


class Studio:
    """Serves the page at `url` until it is stopped; can be stopped and started again on the same port.

    `step_seconds` is how long the slate engine pauses at each of its steps.
    """

    def __init__(self, root: Path, *, step_seconds: float = 0.03, sample: bool = True) -> None:
        self.root = root
        self.step_seconds = step_seconds
        self.sample = sample
        self.port = _free_port()
        self.library: Library
        self._thread: threading.Thread | None = None
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> Studio:
        """Open the library and serve; returns when the page answers."""
        ready: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        ready.result(timeout=30)
        return self

    def stop(self) -> None:
        """Stop serving and close the library."""
        if self._thread is None:
            return
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(timeout=30)
        self._thread = None

    def _run(self, ready: Future[None]) -> None:
        self._loop = asyncio.new_event_loop()
        try:
            self._loop.run_until_complete(self._serve(ready))
        except BaseException as error:
            if ready.done():
                raise
            ready.set_exception(error)
        finally:
            self._loop.close()

    async def _serve(self, ready: Future[None]) -> None:
        self._stop = asyncio.Event()
        self.library = Library.open(self.root, sample=self.sample)
        castbook = Castbook(self.library, [SlateEngine(self.step_seconds)], hosts=Hosts())
        table = web.RouteTableDef()
        castbook.add_routes(table)
        castbook.add_page(table)
        application = web.Application()
        application.add_routes(table)
        application.on_shutdown.append(castbook.hang_up)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
        await castbook.start()
        try:
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", self.port, reuse_address=True).start()
            ready.set_result(None)
            await self._stop.wait()
        finally:
            await runner.cleanup()
            await castbook.stop()
            self.library.close()

    def __enter__(self) -> Studio:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
