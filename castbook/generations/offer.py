"""What the engines offer: every model of every engine, and which engine owns it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence

from ..cast import Design, GenerationRequest
from ..engines.engine import Engine
from ..errors import CastbookError, Invalid, NotFound
from ..families import Model
from ..library import Library
from ..prompt import choose_model, find_model

FRESH_SECONDS = 2.0  # engines remember what they read, but even asking costs a walk over the model folders
_log = logging.getLogger(__name__)


class Offer:
    """The models of all engines, as of a moment ago. An engine that cannot be reached offers none."""

    def __init__(self, library: Library, engines: Sequence[Engine]) -> None:
        self._library = library
        self._engines = tuple(engines)
        self._listed: list[tuple[Model, Engine]] = []
        self._trouble: CastbookError | None = None
        self._corrections: Mapping[str, str] | None = None
        self._read_at = 0.0
        self._reading = asyncio.Lock()

    async def models(self) -> list[Model]:
        """Every model, ready or not, in the order of the engines."""
        await self._refresh()
        return [model for model, _ in self._listed]

    async def choose(self, request: GenerationRequest, design: Design | None) -> tuple[Model, Engine]:
        """The model that counts and its engine. Raises what `choose_model` raises, or why an engine is away."""
        models = await self.models()
        try:
            chosen = choose_model(request, design, models)
        except Invalid:
            raise_if_away(self._trouble)
            raise
        if chosen.family == "slate" and not (request.model or (design and design.model)):
            raise_if_away(self._trouble)  # nobody asked for a test card: it must not stand in for an engine
        return chosen, self._engine_of(chosen)

    async def find(self, name: str) -> tuple[Model, Engine]:
        """The ready model of that name and its engine. Raises NotFound, or why an engine that may have it is away."""
        model = find_model(name, await self.models())
        if model is None or not model.ready:
            raise_if_away(self._trouble)
            raise NotFound(
                "unknown_model",
                f"The model {name!r} is not here any more, or not complete.",
                "Put its files back and retry, or ask again with another model.",
            )
        return model, self._engine_of(model)

    def _engine_of(self, model: Model) -> Engine:
        return next(engine for listed, engine in self._listed if listed is model)

    async def _refresh(self) -> None:
        async with self._reading:
            corrections = await asyncio.to_thread(self._library.model_families)
            if time.monotonic() - self._read_at < FRESH_SECONDS and corrections == self._corrections:
                return
            found = await asyncio.gather(*(engine.models() for engine in self._engines), return_exceptions=True)
            self._listed, before, self._trouble = [], self._trouble, None
            for engine, models in zip(self._engines, found, strict=True):
                if isinstance(models, CastbookError):
                    self._trouble = models
                elif isinstance(models, BaseException):
                    raise models
                else:
                    self._listed += [(model, engine) for model in models]
            if self._trouble is not None and before is None:
                _log.warning("An engine offers no models: %s %s", self._trouble.message, self._trouble.hint)
            self._corrections, self._read_at = corrections, time.monotonic()


def raise_if_away(trouble: CastbookError | None) -> None:
    """Raise why an engine could not be asked, if one could not."""
    if trouble is not None:
        raise trouble
