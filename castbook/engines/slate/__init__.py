"""The slate engine: draws a test card, a film slate with all that was asked for, without any model."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Sequence
from io import BytesIO

import numpy as np
from PIL import Image

from ...cast import EngineInfo, PortraitPrompt
from ...errors import Cancelled, Interrupted
from ...families import FAMILIES, Model
from ...images import encode_png
from ..engine import Picture, Progress, RenderJob, Report
from .card import draw

__all__ = ["SLATE", "SlateEngine", "draw"]

VERSION = "2"  # counts up when the same prompt no longer gives the same picture
LONGEST_SHOW = 3.0  # seconds that all steps of one card may take together
PREVIEW_SIDE = 320
_SIDE = FAMILIES["slate"].recipe.side
SLATE = Model(
    name="slate",
    folder="",
    family="slate",
    family_is_guess=False,
    native_size=(_SIDE, _SIDE),
    negative_applies=True,
    note="Test card: draws what was asked for on a film slate, without any model.",
)


class SlateEngine:
    """Draws test cards in a worker thread, one at a time.

    `step_seconds` is the pause at each step, so that progress can be seen; 0 draws as fast as it can.
    """

    kind = "slate"
    parallel: int | None = 1

    def __init__(self, step_seconds: float = 0.15) -> None:
        self._step_seconds = step_seconds
        self._stops: dict[str, asyncio.Event] = {}

    async def models(self) -> Sequence[Model]:
        """The one model there is."""
        return (SLATE,)

    async def render(self, job: RenderJob, report: Report) -> Picture:
        """Draw one card, showing it step by step. Raises Cancelled after cancel()."""
        started = time.monotonic()
        stop = self._stops.setdefault(job.id, asyncio.Event())
        try:
            image = await asyncio.to_thread(draw, job.portrait)
            await self._show(image, job.portrait, stop, report)
            data = await asyncio.to_thread(encode_png, np.asarray(image))
        finally:
            del self._stops[job.id]
        seconds = round(time.monotonic() - started, 3)
        return Picture(data=data, engine=EngineInfo(kind=self.kind, version=VERSION, seconds=seconds))

    async def resume(self, job: RenderJob, report: Report) -> Picture:
        """A card is drawn inside this process: nothing of it outlives the process."""
        raise Interrupted("interrupted", "Castbook stopped while it drew this card.", "Retry it.")

    async def cancel(self, job_id: str) -> None:
        """Stop drawing this card at its next step."""
        if job_id in self._stops:
            self._stops[job_id].set()

    async def close(self) -> None:
        """Nothing to let go of."""

    async def _show(self, image: Image.Image, portrait: PortraitPrompt, stop: asyncio.Event, report: Report) -> None:
        """Report each step with a preview that grows clear, and stop when asked to."""
        steps = max(1, portrait.steps)
        pause = min(self._step_seconds, LONGEST_SHOW / steps)
        small = image.copy()
        small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
        for step in range(1, steps + 1):
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
            if stop.is_set():
                raise Cancelled("cancelled", "This card was cancelled.")
            preview = await asyncio.to_thread(_preview, small, step / steps)
            report(Progress(state="running", value=step / steps, preview=preview))


def _preview(small: Image.Image, done: float) -> bytes:
    """The card as it would look part of the way out of noise: JPEG bytes. `done` is 0..1."""
    pixels = np.asarray(small).astype(np.float32)
    noise = np.random.default_rng(0).normal(128, 64, pixels.shape)
    out = BytesIO()
    mixed = np.clip(pixels * done + noise * (1 - done), 0, 255).astype(np.uint8)
    Image.fromarray(mixed).save(out, "JPEG", quality=70)
    return out.getvalue()
