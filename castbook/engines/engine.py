"""The protocol between the queue (generations.py) and whatever renders: one job in, one picture out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ..cast import EngineInfo, PortraitPrompt
from ..families import Model


@dataclass(frozen=True, kw_only=True)
class RenderJob:
    """One picture to render. `id` is a canonical lower-case uuid4 (ComfyUI's prompt id as well).

    `portrait` holds this job's own seed. `author` is the ComfyUI user who asked, if there is one.
    """

    id: str
    generation_id: str
    index: int
    portrait: PortraitPrompt
    model: Model
    author: str | None = None


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a job is. `value` 0..1; `preview` JPEG, PNG or WebP bytes; `queue_position` 0 is next, None unknown."""

    state: str  # "queued" or "running"
    value: float = 0.0
    queue_position: int | None = None
    preview: bytes | None = None


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What an engine hands back: the image file's bytes as rendered and the graph that made it (API format)."""

    data: bytes
    engine: EngineInfo
    graph: Mapping[str, Any] | None = None


Report = Callable[[Progress], None]


class Engine(Protocol):
    """What renders. All methods run on the event loop and never block it.

    `kind` is "comfyui" or "slate"; `parallel` how many jobs may be handed over at once (None: the engine queues
    itself).
    """

    kind: str
    parallel: int | None

    async def models(self) -> Sequence[Model]:
        """Every model this engine offers, ready or not. Raises Unavailable when the engine cannot be reached."""
        ...

    async def render(self, job: RenderJob, report: Report) -> Picture | None:
        """Render one job to its end. None: the graph's own end has already stored the version (host engine).

        Raises Cancelled after cancel(), Interrupted when the engine went away, another CastbookError when it failed.
        Cancelling the asyncio task only stops listening; it does not stop the job.
        """
        ...

    async def resume(self, job: RenderJob, report: Report) -> Picture | None:
        """Take up a job handed over before this process started; raises Interrupted when the engine has no trace."""
        ...

    async def cancel(self, job_id: str) -> None:
        """Stop this one job and no other; unknown or finished ids are ignored."""
        ...

    async def close(self) -> None:
        """Let go of connections; jobs already handed over go on."""
        ...
