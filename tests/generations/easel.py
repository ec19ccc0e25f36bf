"""An engine of the tests' own that paints when it is told to, and how to wait for what the queue does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import numpy as np

from castbook import images
from castbook.cast import OPEN_STATES, EngineInfo, Generation
from castbook.engines.engine import Picture, RenderJob, Report
from castbook.errors import Cancelled, CastbookError, Interrupted
from castbook.families import Model
from castbook.generations import Generations

OIL = Model(
    name="oil.safetensors",
    folder="checkpoints",
    family="sd15",
    family_is_guess=False,
    native_size=(512, 512),
    negative_applies=True,
)


class Easel:
    """An engine that does what the test says: each job waits until it is let through, failed or cancelled."""

    kind = "comfyui"

    def __init__(self, parallel: int | None = None, models: tuple[Model, ...] = (OIL,)) -> None:
        self.parallel = parallel
        self.offered = models
        self.away: CastbookError | None = None
        self.jobs: dict[str, asyncio.Future[Any]] = {}
        self.taken: list[RenderJob] = []
        self.resumed: list[RenderJob] = []
        self.known: set[str] = set()  # jobs it would find again after a restart
        self.reports: dict[str, Report] = {}
        self.cancelled: list[str] = []
        self.closed = False
        self.stores: Callable[[RenderJob], None] | None = None

    async def models(self) -> tuple[Model, ...]:
        if self.away is not None:
            raise self.away
        return self.offered

    async def render(self, job: RenderJob, report: Report) -> Picture | None:
        self.taken.append(job)
        return await self._work(job, report)

    async def resume(self, job: RenderJob, report: Report) -> Picture | None:
        self.resumed.append(job)
        if job.id not in self.known:
            raise Interrupted("interrupted", "The easel was knocked over.", "Retry it.")
        return await self._work(job, report)

    async def _work(self, job: RenderJob, report: Report) -> Picture | None:
        self.reports[job.id] = report
        self.jobs[job.id] = asyncio.get_running_loop().create_future()
        outcome = await self.jobs[job.id]
        if self.stores is not None:
            await asyncio.to_thread(self.stores, job)
            return None
        return outcome or painted(job)

    async def cancel(self, job_id: str) -> None:
        self.cancelled.append(job_id)
        if job_id in self.jobs and not self.jobs[job_id].done():
            self.jobs[job_id].set_exception(Cancelled("cancelled", "The job was cancelled."))

    async def close(self) -> None:
        self.closed = True

    async def has_taken(self, count: int) -> None:
        """Wait until that many jobs have come."""
        await until(lambda: len(self.taken) == len(self.jobs) == count)

    def finish(self, index: int) -> None:
        """Let the index-th job taken be done."""
        self.jobs[self.taken[index].id].set_result(None)

    def fail(self, index: int, error: BaseException) -> None:
        """Let the index-th job taken fail."""
        self.jobs[self.taken[index].id].set_exception(error)


def painted(job: RenderJob) -> Picture:
    """A picture in which the seed is a colour."""
    pixels = np.full((48, 32, 3), int(job.portrait.seed) % 256, np.uint8)
    graph = {"1": {"class_type": "KSampler", "inputs": {"seed": int(job.portrait.seed)}}}
    return Picture(
        data=images.encode_png(pixels), engine=EngineInfo(kind="comfyui", version="1", seconds=0.5), graph=graph
    )


async def until(condition: Callable[[], Any]) -> None:
    """Wait until something holds; the test's timeout ends what never does."""
    while not condition():  # noqa: ASYNC110  often a row that another thread writes
        await asyncio.sleep(0.005)


async def ended(generations: Generations, id: str) -> Generation:
    while (found := await asyncio.to_thread(generations.get, id)).state in OPEN_STATES:  # noqa: ASYNC110
        await asyncio.sleep(0.005)
    return found
