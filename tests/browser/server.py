"""A studio server in a thread: the real application over a real library, with the slate engine."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType

import numpy as np
from aiohttp import web

from castbook.api.page import WEB_ROOT
from castbook.app import Castbook, Hosts
from castbook.cast import EngineInfo
from castbook.engines.engine import Engine, Picture, RenderJob, Report
from castbook.engines.slate import SlateEngine
from castbook.errors import Unavailable
from castbook.families import Model
from castbook.images import encode_png
from castbook.library import Library

TURBO, UNREADY = "turbo.safetensors", "unready.safetensors"


class Backlot:
    """An engine with a model that ignores negative prompts and one that is not ready; it fails at "please fail"."""

    kind = "backlot"
    parallel: int | None = 1

    def __init__(self, library: Library) -> None:
        self.library = library

    async def models(self) -> Sequence[Model]:
        """Two model files, their families guessed unless the user has corrected them."""
        told = self.library.model_families()
        return (_model(TURBO, told), _model(UNREADY, told, missing=("text_encoders/t5xxl.safetensors",)))

    async def render(self, job: RenderJob, report: Report) -> Picture:
        """A grey picture at once, or a failure in the user's words."""
        if "please fail" in job.portrait.positive:
            raise Unavailable("out_of_memory", "The GPU ran out of memory.", "Choose a smaller aspect ratio.")
        grey = np.full((96, 64, 3), int(job.portrait.seed) % 255, np.uint8)
        return Picture(data=encode_png(grey), engine=EngineInfo(kind=self.kind), graph={"1": {"class_type": "Grey"}})

    async def resume(self, job: RenderJob, report: Report) -> Picture:
        """Nothing is ever left."""
        return await self.render(job, report)

    async def cancel(self, job_id: str) -> None:
        """Too quick to be cancelled."""

    async def close(self) -> None:
        """Nothing is open."""


def _model(name: str, told: Mapping[str, str], missing: tuple[str, ...] = ()) -> Model:
    return Model(
        name=name,
        folder="checkpoints",
        family=told.get(name, "sdxl"),
        family_is_guess=name not in told,
        native_size=(1024, 1024),
        negative_applies=False,
        ready=not missing,
        missing=missing,
        variant="turbo",
    )


class Studio:
    """Serves the page at `url` until it is stopped; can be stopped and started again on the same port.

    `step_seconds` is how long the slate engine pauses at each of its steps; `others` makes the engines besides it.
    """

    def __init__(
        self,
        root: Path,
        *,
        step_seconds: float = 0.03,
        sample: bool = True,
        others: Callable[[Library], Sequence[Engine]] = lambda library: (),
        web_root: Path = WEB_ROOT,
    ) -> None:
        self.root = root
        self.step_seconds = step_seconds
        self.sample = sample
        self.others = others
        self.web_root = web_root
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
        engines = [SlateEngine(self.step_seconds), *self.others(self.library)]
        castbook = Castbook(self.library, engines, hosts=Hosts(), web_root=self.web_root)
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
