"""The durable queue between the routes and the engines: written down first, then carried to its end.

Closing a tab changes nothing, and neither does stopping Castbook: what an earlier process left is taken up again.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
import uuid
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from typing import Any

from .. import prompt
from ..cast import (
    OPEN_STATES,
    Character,
    Design,
    Failure,
    Generation,
    GenerationRequest,
    Job,
    PortraitPrompt,
    Production,
    Unset,
)
from ..engines.engine import Engine
from ..errors import CastbookError, Conflict, NotFound
from ..families import Model
from ..library import Library
from .line import Line
from .offer import Offer
from .work import SENT, Work, as_failure

__all__ = ["Generations"]

Event = dict[str, Any]
LOOK_SECONDS = 10.0  # between two looks for what other processes did: died with generations, deleted characters
DELETED = Failure(
    code="character_deleted",
    message="The character, or its production, was deleted before the portrait was made.",
    hint="Restore what was deleted, then retry.",
)
CANCEL_SECONDS = 2.0  # how long cancel() waits for the engine before it answers that the job still runs
_log = logging.getLogger(__name__)


class Generations:
    """Generations from `submit` to their end. On one event loop; `get`, `live` and `preview` may be called anywhere.

    The library is called in threads, the engines on the loop.
    """

    def __init__(self, library: Library, engines: Sequence[Engine]) -> None:
        self._library = library
        self._engines = tuple(engines)
        self._offer = Offer(library, engines)
        self._lines = {id(engine): Line(engine.parallel, self._line_moved) for engine in engines}
        self._works: dict[str, Work] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._retrying = asyncio.Lock()
        self._minding: list[asyncio.Task[None]] = []
        self._changed = asyncio.Event()  # a character or a production, which may have been deleted
        self._undo = contextlib.ExitStack()
        self._subscribers: list[Callable[[Event], None]] = []

    async def start(self) -> None:
        """Take up what earlier processes left, and from then on whatever a dying one leaves."""
        loop = asyncio.get_running_loop()

        def changed(event: Event) -> None:
            if event["type"] in ("character", "production"):
                loop.call_soon_threadsafe(self._changed.set)

        self._undo.callback(self._library.subscribe(changed))
        await self._take_up()
        self._changed.set()
        for name, work in (("look", self._look()), ("mind", self._mind_changes())):
            self._minding.append(asyncio.create_task(work, name=f"castbook-generations-{name}"))

    async def stop(self) -> None:
        """Let go of everything without cancelling: engines with a queue of their own go on, the rest waits."""
        self._undo.close()
        tasks = [*self._tasks.values(), *self._minding]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for work in tuple(self._works.values()):
            await work.let_go()
            with contextlib.suppress(CastbookError):  # then the next start sees that this process has died
                await self._update(work.id, runner=None)
        self._works.clear()
        for engine in self._engines:
            await engine.close()

    async def models(self) -> list[Model]:
        """Every model of every engine that can be reached."""
        return await self._offer.models()

    async def resolve(self, character_id: str, fields: Mapping[str, Any]) -> PortraitPrompt:
        """Exactly what a generation with these fields would send. Queues nothing."""
        _, portrait, _, _ = await self._resolve(character_id, fields)
        return portrait

    async def submit(
        self, character_id: str, fields: Mapping[str, Any], *, key: str | None = None, author: str | None = None
    ) -> Generation:
        """Write a generation down and set it to work. The same `key` again gives the generation already there."""
        if key is not None:  # first of all: what it asked for may be gone by now, a model or an engine
            known = await asyncio.to_thread(self._library.generation_keyed, character_id, key)
            if known is not None:
                return self.live(known)
        request, portrait, model, engine = await self._resolve(character_id, fields)
        drawn = prompt.seeds(portrait.seed, request.count)
        jobs = [_anew(Job(id="", index=index, seed=seed), engine) for index, seed in enumerate(drawn)]
        made = await asyncio.to_thread(
            self._library.create_generation,
            character_id,
            request,
            portrait,
            jobs,
            key=key,
            author=author,
            runner=await asyncio.to_thread(self._library.runner),
        )
        if made.jobs[0].id == jobs[0].id:  # else the key came twice at once, and its generation is on its way
            self._set_to_work(made, (model, engine))
        return self.live(made)

    async def cancel(self, id: str) -> Generation:
        """Stop it; versions already made stay. Of one that has ended nothing changes."""
        work = self._works.get(id)
        if work is not None:
            await work.cancel()
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(work.done.wait(), CANCEL_SECONDS)
        else:
            found = await asyncio.to_thread(self._library.generation, id)
            if found.state in OPEN_STATES:
                await self._update(id, state="cancelled", runner=await asyncio.to_thread(self._library.runner))
        return await asyncio.to_thread(self.get, id)

    async def retry(self, id: str) -> Generation:
        """Make what is missing of one that failed, was cancelled or was interrupted, with the same seeds."""
        async with self._retrying:
            found = await asyncio.to_thread(self._library.generation, id)
            if found.state in OPEN_STATES:
                return self.live(found)  # a second click
            await asyncio.to_thread(self._library.character, found.character_id)  # NotFound for a deleted one
            if found.state == "done":
                raise Conflict("nothing_to_retry", "This generation has made all its pictures.", "Ask for new ones.")
            model, engine = await self._offer.find(found.portrait.model)
            if ending := self._tasks.get(id):
                await asyncio.wait([ending])
            jobs = tuple(job if job.version_id else _anew(job, engine) for job in found.jobs)
            runner = await asyncio.to_thread(self._library.runner)
            again = await self._update(id, state="queued", jobs=jobs, error=None, runner=runner)
            self._set_to_work(again, (model, engine))
            return self.live(again)

    @contextlib.asynccontextmanager
    async def pause(self, waits: Callable[[], None]) -> AsyncIterator[None]:
        """Have the GPU for something else: begins when no job is with its engine, and none is handed over meanwhile.

        `waits()` is called if there is one to wait for. Jobs that this process did not hand over are not seen.
        """
        with contextlib.ExitStack() as holding:
            for line in self._lines.values():
                holding.enter_context(line.held())
            if any(line.busy for line in self._lines.values()):
                waits()
            for line in self._lines.values():
                await line.empty()
            yield

    def get(self, id: str) -> Generation:
        """One generation with its progress and its place in the queue. Reads the library."""
        return self.live(self._library.generation(id))

    def live(self, generation: Generation) -> Generation:
        """The same generation with the progress and the place in the queue that only memory knows."""
        work = self._works.get(generation.id)
        if work is None or generation.state not in OPEN_STATES:
            made = len(generation.version_ids) / len(generation.jobs)
            return dataclasses.replace(generation, progress=made)
        return work.shown(generation)

    def preview(self, id: str) -> bytes | None:
        """The newest preview of a running generation: JPEG, PNG or WebP bytes."""
        work = self._works.get(id)
        return work.preview if work else None

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        """Call `callback(event)` on the event loop with news; returns the way out.

        {"type": "generation", "id", "character_id", "state", "progress", "queue_position"} or
        {"type": "preview", "id", "character_id"}.
        """
        self._subscribers.append(callback)

        def unsubscribe() -> None:
            if callback in self._subscribers:
                self._subscribers.remove(callback)

        return unsubscribe

    # From fields to a portrait prompt.

    async def _resolve(
        self, character_id: str, fields: Mapping[str, Any]
    ) -> tuple[GenerationRequest, PortraitPrompt, Model, Engine]:
        request = prompt.read_request(fields)
        production, character, design = await asyncio.to_thread(self._read, character_id, request)
        model, engine = await self._offer.choose(request, design)
        portrait = prompt.resolve(request, production=production, character=character, design=design, model=model)
        return request, portrait, model, engine

    def _read(self, character_id: str, request: GenerationRequest) -> tuple[Production, Character, Design | None]:
        character = self._library.character(character_id)
        production = self._library.production(character.production_id)
        wanted = production.active_design_id if isinstance(request.design_id, Unset) else request.design_id
        design = self._library.design(wanted) if wanted is not None else None
        if design is not None and design.production_id != production.id:
            raise NotFound(
                "unknown_design", f"{production.name} has no such design.", "Choose one of this production's designs."
            )
        return production, character, design

    # Carrying generations.

    def _set_to_work(self, generation: Generation, found: tuple[Model, Engine] | None) -> None:
        """Carry a generation from now on; `found` is None for one that an earlier process left."""
        work = self._works[generation.id] = Work(self._library, generation, self._tell, left=found is None)
        if found is not None:  # so that its position is known at once
            work.join(found[1], self._line(found[1]))
        task = self._tasks[generation.id] = asyncio.create_task(self._see_through(work, found), name=generation.id)
        task.add_done_callback(lambda _: self._tasks.pop(generation.id, None))

    async def _see_through(self, work: Work, found: tuple[Model, Engine] | None) -> None:
        """Carry one generation to its end; an error of our own ends it as well, and nothing else."""
        carrying = asyncio.create_task(self._carry(work, found))
        try:
            await asyncio.wait([carrying])
        finally:
            carrying.cancel()
            await asyncio.gather(carrying, return_exceptions=True)
        if (error := carrying.exception()) is not None:
            await work.end(as_failure(error), "failed")
        del self._works[work.id]

    async def _carry(self, work: Work, found: tuple[Model, Engine] | None) -> None:
        if not work.open_jobs:  # its process died between the last picture and the last word
            await work.end(None)
            return
        try:
            model, engine = found or await self._offer.find(work.generation.portrait.model)
        except CastbookError as error:
            await work.end(as_failure(error), "interrupted")
        else:
            if found is None:
                work.join(engine, self._line(engine))
            await work.carry(model, engine, self._line(engine))

    def _line(self, engine: Engine) -> Line:
        return self._lines[id(engine)]

    async def _take_up(self) -> None:
        """Take up the open generations that no living process works on."""
        try:
            for left in await asyncio.to_thread(self._library.abandoned_generations):
                runner = await asyncio.to_thread(self._library.runner)
                with contextlib.suppress(Conflict):  # another Castbook was quicker
                    taken = await self._update(left.id, runner=runner)
                    if taken.state in OPEN_STATES and taken.id not in self._works:
                        self._set_to_work(taken, None)
        except CastbookError as error:
            _log.warning("Cannot take up generations that were left behind: %s", error.message)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await self._take_up()
            self._changed.set()

    async def _mind_changes(self) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            await self._drop_deleted()

    async def _drop_deleted(self) -> None:
        """Cancel what is still to be made for characters that were deleted."""
        works = [work for work in self._works.values() if not work.cancelling]
        if not works:
            return
        try:
            gone = await asyncio.to_thread(self._deleted, {work.generation.character_id for work in works})
            for work in works:
                if work.generation.character_id in gone:
                    await work.cancel(DELETED)
        except CastbookError as error:
            _log.warning("Cannot cancel what was asked for characters that are deleted: %s", error.message)

    def _deleted(self, character_ids: Iterable[str]) -> set[str]:
        gone = set()
        for id in character_ids:
            try:
                self._library.character(id)
            except NotFound:
                gone.add(id)
        return gone

    async def _update(self, id: str, **changes: Any) -> Generation:
        return await asyncio.to_thread(self._library.update_generation, id, **changes)

    # News.

    def _line_moved(self) -> None:
        for work in self._works.values():
            work.moved()

    def _tell(self, work: Work, kind: str) -> None:
        event: Event = {"type": kind, "id": work.id, "character_id": work.generation.character_id}
        if kind == "generation":
            event |= {"state": work.state, "progress": work.progress, "queue_position": work.queue_position}
        for callback in tuple(self._subscribers):
            callback(event)


def _anew(job: Job, engine: Engine) -> Job:
    """The job under a new id, so that an engine cannot take it for one that has ended.

    An engine that queues by itself gets all jobs at once. They are written down as sent before they are, so that after
    a crash it is asked for them first and none is made twice.
    """
    return dataclasses.replace(job, id=str(uuid.uuid4()), state=SENT if engine.parallel is None else "queued")
