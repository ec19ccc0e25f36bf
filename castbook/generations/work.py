"""One generation at work: its jobs carried from the line through the engine into the library."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
import time
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from .. import images
from ..cast import OPEN_STATES, Failure, Generation, Job
from ..engines.engine import Engine, Picture, Progress, RenderJob
from ..errors import Cancelled, CastbookError, Conflict, Forbidden, Interrupted, StorageFull, Unavailable
from ..families import Model
from ..library import Library
from ..library.waiting import PAUSE, Wait
from .line import Line

ENDED = ("done", "failed", "cancelled", "interrupted")  # of a job
SENT = "sent"  # its engine has it, or may have it, in a queue of its own
BAD_ENDS = ("failed", "interrupted", "cancelled")  # of several, the first says how the generation ended
TOLD_APART = 0.1  # seconds between two events about progress, or about previews, of one generation
WRITE_AGAIN_SECONDS = 5.0
HELD = Failure(
    code="library_locked",
    message="The picture is finished and waits: another program is using the library.",
    hint="It is saved as soon as that program lets go; after a minute it is given up.",
)
_log = logging.getLogger(__name__)

Tell = Callable[["Work", str], None]


class Work:
    """A generation that this process works on. Lives on the event loop; `state` and `progress` may be read anywhere.

    `tell(work, kind)` is called when there is news of kind "generation" or "preview". `left` is for a generation that
    an earlier process left: its engine may have some of the jobs already.
    """

    def __init__(self, library: Library, generation: Generation, tell: Tell, *, left: bool) -> None:
        self.id = generation.id
        self.generation = generation
        self.state = generation.state
        self.error: Failure | None = generation.error
        self.preview: bytes | None = None
        self.cancelling = False
        self._why: Failure | None = None  # it is cancelled, unless the user did it
        self.stuck = False  # it has ended, but the library cannot take that now
        self.done = asyncio.Event()
        self._library = library
        self._tell = tell
        self._left = left
        self._jobs = {job.id: _as_made(job) for job in generation.jobs}
        self._values = {job.id: 1.0 if job.state == "done" else 0.0 for job in self._jobs.values()}
        self._positions: dict[str, int | None] = {}
        self._engine: Engine | None = None
        self._line: Line | None = None
        self._asked_again: set[str] = set()
        self._written = generation.state
        self._writing = asyncio.Lock()
        self._let_go = asyncio.Event()
        self._keeping: set[asyncio.Task[None]] = set()
        self._told: dict[str, float] = {}
        self._due: dict[str, asyncio.TimerHandle] = {}

    def shown(self, written: Generation) -> Generation:
        """The generation as people should see it: as written down, with what only memory knows."""
        state, error = (self.state, self.error) if self.stuck or self.state == "running" else (None, None)
        return dataclasses.replace(
            written,
            state=state or written.state,
            error=error or written.error,
            progress=self.progress,
            queue_position=self.queue_position,
        )

    @property
    def open_jobs(self) -> list[Job]:
        """What is still to be made."""
        return [job for job in self._jobs.values() if job.state not in ENDED]

    @property
    def progress(self) -> float:
        """How much of all jobs is done, 0..1."""
        return sum(self._values.values()) / len(self._values)

    @property
    def queue_position(self) -> int | None:
        """How many jobs wait before this generation's first one; None once it runs, or where nobody knows."""
        if self.state != "queued":
            return None
        waiting = [job.id for job in self._jobs.values() if job.state in ("queued", SENT)]
        places = [self._line.position(id) if self._line else None for id in waiting]
        known = [place for place in (*places, *(self._positions.get(id) for id in waiting)) if place is not None]
        return min(known, default=None)

    def join(self, engine: Engine, line: Line) -> None:
        """Put all open jobs into their engine's line; `carry` has to follow."""
        self._engine, self._line = engine, line
        for job in self.open_jobs:
            line.join(job.id)

    async def carry(self, model: Model, engine: Engine, line: Line) -> None:
        """Carry all open jobs to their end and write down how that was. Stopping this task lets the jobs go on."""
        open_jobs = self.open_jobs
        tasks = [asyncio.create_task(self._make(job, model, engine, line), name=job.id) for job in open_jobs]
        try:
            await asyncio.wait(tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        failures = [self._ended(job, task) for job, task in zip(open_jobs, tasks, strict=True)]
        await self.end(next((failure for failure in failures if failure is not None), None))

    async def end(self, error: Failure | None, state: str | None = None) -> None:
        """Write down the end: `state`, or what follows from how the jobs ended."""
        states = {job.state for job in self._jobs.values()}
        if self.cancelling and states != {"done"}:
            state = "cancelled"
        self.state = state or next((bad for bad in BAD_ENDS if bad in states), "done")
        self.error = self._why if self.cancelling and self.state == "cancelled" else error
        self.preview = None
        await self._write()
        self.done.set()
        self._say_now("generation")

    async def cancel(self, why: Failure | None = None) -> None:
        """Stop every job that has not ended; versions already made stay. `why`, if it is not the user's wish."""
        self.cancelling, self._why = True, why
        for job in tuple(self._jobs.values()):
            if job.state in ENDED or (self._line and self._line.leave(job.id)):
                continue
            if self._engine is not None:
                await self._engine.cancel(job.id)

    async def let_go(self) -> None:
        """Finish what is being stored or written down; nothing else is begun."""
        self._let_go.set()
        if self._keeping:
            await asyncio.gather(*self._keeping, return_exceptions=True)

    def moved(self) -> None:
        """The line has moved."""
        if self.state == "queued":
            self._say("generation")

    async def _make(self, job: Job, model: Model, engine: Engine, line: Line) -> None:
        """One job from wherever it stands to its version in the library."""
        async with line.turn(job.id):
            if self.cancelling and not self._handed_over(job.state):
                raise Cancelled("cancelled", "The job was cancelled before its turn.")
            render_job = RenderJob(
                id=job.id,
                generation_id=self.id,
                index=job.index,
                portrait=self.generation.portrait.with_seed(job.seed),
                model=model,
                author=self.generation.author,
            )
            picture = await self._render(job.state, render_job, engine)
        # A picture that is there is stored, even while Castbook stops.
        await asyncio.shield(self._in_background(self._keep(render_job, picture)))

    async def _render(self, state: str, job: RenderJob, engine: Engine) -> Picture | None:
        report = partial(self._report, job.id)
        if self._handed_over(state):
            try:
                return await engine.resume(job, report)
            except Interrupted:
                if state == "running" or self.cancelling:
                    raise
        elif engine.parallel is not None:
            self._runs(job.id)
        return await engine.render(job, report)

    def _handed_over(self, state: str) -> bool:
        """Whether an earlier process may have given the engine a job that was in this state."""
        return self._left and state in (SENT, "running")

    async def _keep(self, job: RenderJob, picture: Picture | None) -> None:
        """Store the picture as a version; without one, find the version that the graph's own end has stored.

        While another program holds the library, the generation says that it waits for it.
        """
        keep = partial(self._find, job)
        if picture is not None:
            keep = partial(self._store, job, picture, await asyncio.to_thread(_file, job, picture))
        wait = Wait()
        while True:
            try:
                await asyncio.to_thread(keep)
                break
            except Unavailable as error:
                if not wait.is_worth(error) or self._let_go.is_set():
                    raise
            if self.cancelling:
                raise Cancelled("cancelled", "The job was cancelled before its picture could be saved.")
            self._runs(job.id)
            self.error = HELD
            self._say("generation")
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._let_go.wait(), PAUSE)
        self.error = None
        self._set(job.id, "done")
        self._values[job.id] = 1.0
        self._say_now("generation")

    def _find(self, job: RenderJob) -> None:
        stored = self._library.generation(self.id)
        if not any(known.id == job.id and known.version_id for known in stored.jobs):
            raise Conflict("no_picture", "The engine finished without a picture.", "Retry, or look into its log.")

    def _store(self, job: RenderJob, picture: Picture, data: bytes) -> None:
        portrait = job.portrait
        self._library.add_version(
            portrait.character_id,
            data,
            source="generated",
            settings=portrait.settings,
            design=portrait.design,
            engine=picture.engine,
            author=job.author,
            graph=picture.graph,
            generation_id=self.id,
            generation_index=job.index,
            select="generation",
        )

    def _ended(self, job: Job, task: asyncio.Task[None]) -> Failure | None:
        """Note how a job ended; the failure to show, if it was one."""
        error = task.exception()
        if error is None:
            return None
        if isinstance(error, Cancelled):
            self._set(job.id, "cancelled")
        elif isinstance(error, Interrupted):
            self._set(job.id, "interrupted")
        else:
            self._set(job.id, "failed")
        return as_failure(error)

    def _report(self, job_id: str, progress: Progress) -> None:
        """What the engine says about a job."""
        if self._jobs[job_id].state in ENDED:
            return
        if self.cancelling and self._engine is not None and job_id not in self._asked_again:
            self._asked_again.add(job_id)  # the engine may not have known the job yet when cancel() came
            self._in_background(self._engine.cancel(job_id))
        self._values[job_id] = max(self._values[job_id], min(1.0, progress.value))
        self._positions[job_id] = progress.queue_position
        if progress.state == "running":
            self._runs(job_id)
        if progress.preview is not None:
            self.preview = progress.preview
            self._say("preview")
        self._say("generation")

    def _runs(self, job_id: str) -> None:
        """The engine works on this job: written down, so that a restart knows."""
        if self._jobs[job_id].state == "running":
            return
        self._set(job_id, "running")
        self.state = "running"
        self._in_background(self._write())
        self._say_now("generation")

    def _set(self, job_id: str, state: str) -> None:
        self._jobs[job_id] = dataclasses.replace(self._jobs[job_id], state=state)

    def _in_background(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._keeping.add(task)
        task.add_done_callback(self._keeping.discard)
        return task

    async def _write(self) -> None:
        """Write down how it stands now; while the library cannot take it, memory knows, and it is tried again."""
        async with self._writing:
            while True:
                try:
                    if self.state == "done" and self._written == "queued":
                        await self._write_state("running")
                    await self._write_state(self.state)
                    self.stuck = False
                    return
                except Conflict as conflict:  # somebody else has ended it
                    _log.warning("A generation cannot become %s: %s", self.state, conflict.message)
                    return
                except (Unavailable, StorageFull, Forbidden) as trouble:
                    _log.warning("That a generation is %s is not written yet: %s", self.state, trouble.message)
                    self.stuck = self.state not in OPEN_STATES
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(self._let_go.wait(), WRITE_AGAIN_SECONDS)
                    return

    async def _write_state(self, state: str) -> None:
        error = None if state in OPEN_STATES else self.error
        jobs = tuple(self._jobs.values())
        await asyncio.to_thread(self._library.update_generation, self.id, state=state, jobs=jobs, error=error)
        self._written = state

    def _say(self, kind: str) -> None:
        """Tell of news of this kind, at most every TOLD_APART seconds; the last news always comes."""
        since = time.monotonic() - self._told.get(kind, 0.0)
        if since >= TOLD_APART:
            self._say_now(kind)
        elif kind not in self._due:
            self._due[kind] = asyncio.get_running_loop().call_later(TOLD_APART - since, self._say_now, kind)

    def _say_now(self, kind: str) -> None:
        if due := self._due.pop(kind, None):
            due.cancel()
        self._told[kind] = time.monotonic()
        self._tell(self, kind)


def _file(job: RenderJob, picture: Picture) -> bytes:
    """The picture's file; a PNG says in its texts how it was made."""
    portrait, data = job.portrait, picture.data
    if not data.startswith(b"\x89PNG"):
        return data
    measured = images.verify(data)
    texts = images.generated_text(
        portrait.settings,
        width=measured.width,
        height=measured.height,
        production=portrait.production,
        character=portrait.character,
        design=portrait.design,
        engine=picture.engine,
        graph=picture.graph,
    )
    return images.add_text(data, texts)


def _as_made(job: Job) -> Job:
    """A job that has its version is done, whatever was written down before its process died."""
    return dataclasses.replace(job, state="done") if job.version_id else job


def as_failure(error: BaseException) -> Failure:
    """An error in the user's words. What no engine should raise is logged whole, and does not stop the queue."""
    if isinstance(error, CastbookError):
        return Failure(code=error.code, message=error.message, hint=error.hint)
    _log.error("An engine broke off", exc_info=error)
    return Failure(
        code="engine_error",
        message="The engine broke off with an error of its own.",
        hint="The server's log has the details; retry it, or report it with them.",
    )
