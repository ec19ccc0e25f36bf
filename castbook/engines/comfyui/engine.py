"""The engine over one ComfyUI server: graphs go to its public queue and are followed to their end."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...cast import EngineInfo
from ...errors import CastbookError, Interrupted
from ...families import Model
from ...graph import strip_generation
from ..engine import Picture, RenderJob, Report
from . import words
from .connection import Address, Connection, is_unreachable
from .following import Following, Outcome
from .graphs import file_of, guest_graph, host_graph
from .listing import ListedModels

LOOK_SECONDS = 5.0  # between two looks at queue and history while the socket stands: a net below the events
LOOK_SECONDS_BLIND = 1.0  # while it does not, or for jobs whose events go to an earlier process
LOOK_GAP = 0.1  # the least time between two looks, however many events ask for one
LOST_SECONDS = 20.0  # how long a server may be out of reach before its jobs count as interrupted

Scan = Callable[[], Sequence[Model]]
Corrections = Callable[[], Mapping[str, str]]


class ComfyUIEngine:
    """Renders on the ComfyUI at `address` (an http(s) URL, or a coroutine function that waits for one).

    With `scan` it is the host's own engine: `scan` lists the models from the host's folders (blocking, run on a
    thread), and each graph ends in Save Portrait, which stores the version itself. Without, the server only renders:
    the graph ends in core's PreviewImage, whose picture is fetched, and `corrections` gives the families that the user
    chose, by model name (blocking as well). `verify=False` takes any TLS certificate.
    """

    kind = "comfyui"
    parallel: int | None = None  # ComfyUI queues itself

    def __init__(
        self,
        address: Address,
        *,
        scan: Scan | None = None,
        corrections: Corrections = dict,
        verify: bool = True,
    ) -> None:
        self._connection = Connection(address, self, verify=verify)
        self._scan = scan
        self._listed = ListedModels(self._connection, corrections)
        self._jobs: dict[str, Following] = {}
        self._resumed: set[str] = set()
        self._look_now = asyncio.Event()
        self._watcher: asyncio.Task[None] | None = None
        self._out_of_reach_since: float | None = None
        self._about: EngineInfo | None = None

    async def models(self) -> Sequence[Model]:
        """The host's models as its files say; another server's as their names and metadata suggest."""
        if self._scan is not None:
            return await asyncio.to_thread(self._scan)
        return await self._listed.models((await self._info()).version)

    async def render(self, job: RenderJob, report: Report) -> Picture | None:
        """Queue the job's graph under the job's id and follow it to its end."""
        following = self._follow(job.id, self._graph(job), report)  # first, so that an early cancel finds it
        try:
            await self._connection.listen()  # before the hand-over, so that no event is missed
            await self._submit(following)
            return await self._picture(following, await following.ended)
        finally:
            self._forget(following)

    async def resume(self, job: RenderJob, report: Report) -> Picture | None:
        """Look for the job in ComfyUI's queue and history, and follow it where it is found."""
        graph = self._graph(job)
        following = self._follow(job.id, graph, report)
        following.connection_broke()  # the process that handed it over is gone, so a missing job is an interrupted one
        following.handed_over = True
        self._resumed.add(job.id)
        try:
            try:
                await self._connection.listen()
            except CastbookError as error:
                raise Interrupted("interrupted", error.message, error.hint or "Retry it.") from error
            self._look_now.set()
            return await self._picture(following, await following.ended)
        finally:
            self._resumed.discard(job.id)
            self._forget(following)

    async def cancel(self, job_id: str) -> None:
        """Take the job out of ComfyUI's queue, or interrupt it while it runs; no other job is touched."""
        following = self._jobs.get(job_id)
        if following is None:
            return
        following.cancelling = True
        if following.handed_over:
            await self._stop(job_id)

    async def close(self) -> None:
        """Stop listening; jobs in ComfyUI's queue go on."""
        if self._watcher is not None:
            self._watcher.cancel()
            await asyncio.gather(self._watcher, return_exceptions=True)
            self._watcher = None
        await self._connection.close()

    def seconds_of(self, job_id: str) -> float | None:
        """How long this job has been running; None for one that does not, or is not ours. Safe on any thread."""
        following = self._jobs.get(job_id)
        if following is None or following.started is None:
            return None
        return following.ended.get_loop().time() - following.started

    # What the connection tells (connection.Listener).

    def connected(self) -> None:
        """Events flow: look at once at what happened before."""
        self._about = None  # it may be another ComfyUI by now
        self._look_now.set()

    def disconnected(self) -> None:
        """From here on events are missed."""
        for following in self._jobs.values():
            following.connection_broke()
        self._look_now.set()

    def message(self, kind: str, data: Mapping[str, Any]) -> None:
        """Hand an event to its job; a changed queue is looked at."""
        following = self._jobs.get(str(data.get("prompt_id")))
        if kind == "status" or (following is not None and following.hear(kind, data)):
            self._look_now.set()

    def preview(self, job_id: str | None, image: bytes) -> None:
        """Hand a preview to its job: ComfyUI runs one at a time, and sends previews to whoever queued it."""
        following = self._jobs.get(job_id) if job_id else None
        if following is None and job_id is None:
            following = next((one for one in self._jobs.values() if one.running), None)
        if following is not None:
            following.see(image)

    # The hand-over.

    def _graph(self, job: RenderJob) -> dict[str, Any]:
        return guest_graph(job) if self._scan is None else host_graph(job)

    async def _submit(self, following: Following) -> None:
        body = {
            "prompt": following.graph,
            "prompt_id": following.job_id,
            "client_id": self._connection.client_id,
            "extra_data": {"extra_pnginfo": {}, "preview_method": "auto"},
        }
        try:
            status, answer = await self._connection.post("/prompt", body)
        except CastbookError as error:
            if not is_unreachable(error):
                raise
            following.connection_broke()  # the request may have arrived: the queue knows
        else:
            if status != 200:
                raise words.invalid_graph(answer, following.graph)
        following.handed_over = True
        if following.cancelling:
            await self._stop(following.job_id)
        self._look_now.set()

    async def _stop(self, job_id: str) -> None:
        await self._ask_to_stop(job_id)
        self._look_now.set()

    async def _ask_to_stop(self, job_id: str) -> None:
        status, _ = await self._connection.post(f"/api/jobs/{job_id}/cancel", {})
        if status in (404, 405):  # a core without the jobs endpoint
            await self._connection.post("/queue", {"delete": [job_id]})
            await self._connection.post("/interrupt", {"prompt_id": job_id})

    async def _picture(self, following: Following, outcome: Outcome) -> Picture | None:
        if self._scan is not None:
            return None  # Save Portrait has stored it
        data = await self._connection.fetch("/view", file_of(outcome.outputs))
        engine = dataclasses.replace(await self._info(), seconds=outcome.seconds)
        return Picture(data=data, engine=engine, graph=strip_generation(following.graph))

    async def _info(self) -> EngineInfo:
        if self._about is None:  # asked once per connection
            stats = await self._connection.get_object("/system_stats", "system")
            devices = stats.get("devices") or [{}]
            version = stats["system"].get("comfyui_version")
            self._about = EngineInfo(kind=self.kind, version=version, device=devices[0].get("name"))
        return self._about

    # Following.

    def _follow(self, job_id: str, graph: Mapping[str, Any], report: Report) -> Following:
        following = self._jobs[job_id] = Following(job_id, graph, report)
        if self._watcher is None or self._watcher.done():
            self._out_of_reach_since = None
            self._watcher = asyncio.create_task(self._watch(), name="castbook-comfyui-watch")
            self._watcher.add_done_callback(self._watch_ended)
        return following

    def _forget(self, following: Following) -> None:
        self._jobs.pop(following.job_id, None)
        if not following.ended.cancel() and not following.ended.cancelled():
            following.ended.exception()  # seen, so that asyncio does not report it as forgotten

    async def _watch(self) -> None:
        while self._jobs:
            blind = self._resumed or not self._connection.standing
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._look_now.wait(), LOOK_SECONDS_BLIND if blind else LOOK_SECONDS)
            self._look_now.clear()
            try:
                await self._look()
                self._out_of_reach_since = None
            except CastbookError as error:
                self._miss(error)
            await asyncio.sleep(LOOK_GAP)

    def _watch_ended(self, watcher: asyncio.Task[None]) -> None:
        """A bug of ours, or an answer nobody thought of, must not leave the jobs waiting for ever."""
        if not watcher.cancelled() and (error := watcher.exception()):
            for following in self._jobs.values():
                following.fail(error)

    async def _look(self) -> None:
        """See where each job is. The queue before the history: a job that ends in between is then found there."""
        handed_over = [following for following in self._jobs.values() if following.handed_over]
        queue = await self._connection.get_object("/queue", "queue_running", "queue_pending")
        running = {item[1] for item in queue["queue_running"]}
        waiting = [item[1] for item in sorted(queue["queue_pending"], key=lambda item: item[:2])]
        positions = {job_id: position for position, job_id in enumerate(waiting)}
        for following in handed_over:
            if following.job_id in running:
                following.is_running()
                if following.cancelling:  # ComfyUI forgets an interrupt that comes just before the job starts
                    await self._ask_to_stop(following.job_id)
            elif following.job_id in positions:
                following.waits(positions[following.job_id])
            elif not following.ended.done():
                await self._look_back(following)

    async def _look_back(self, following: Following) -> None:
        history = await self._connection.get(f"/history/{following.job_id}") or {}
        entry = history.get(following.job_id)
        if entry:
            following.is_in_history(entry)
        else:
            following.is_gone()

    def _miss(self, error: CastbookError) -> None:
        now = asyncio.get_running_loop().time()
        self._out_of_reach_since = self._out_of_reach_since or now
        if now - self._out_of_reach_since >= LOST_SECONDS:
            for following in self._jobs.values():
                following.fail(Interrupted("interrupted", error.message, "Start ComfyUI again and retry."))
