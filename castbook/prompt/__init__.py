"""From a character, a design and what was typed to the portrait prompt: exactly what is sent. Pure.

Precedence: typed, the character's, the design's, the model family's value. A field that was left out (UNSET) falls
through; `seed=None` (random) and `negative=""` (none) are typed values and do not.
"""

from __future__ import annotations

import dataclasses
import math
import secrets
from collections.abc import Callable, Sequence
from typing import Any

from .. import families
from ..cast import (
    DRAWN_SEED_LIMIT,
    MAX_SEED,
    UNSET,
    Character,
    Design,
    GenerationRequest,
    NotApplied,
    PortraitPrompt,
    Production,
    Unset,
)
from ..errors import Conflict, Invalid
from ..families import FAMILIES, Model
from .request import check_seed, check_seed_or_random, near, read_request
from .text import merge

__all__ = [
    "check_seed",
    "check_seed_or_random",
    "choose_model",
    "draw_seed",
    "find_model",
    "merge",
    "near",
    "read_request",
    "resolve",
    "seeds",
]

NO_DESIGN = Design(id="", production_id="", name="")


def resolve(
    request: GenerationRequest,
    *,
    production: Production,
    character: Character,
    design: Design | None,
    model: Model,
    draw: Callable[[], str] | None = None,
) -> PortraitPrompt:
    """Exactly what is sent for one portrait, each part with its source. `draw` makes a seed where none is set."""
    shared = design or NO_DESIGN
    usual = families.defaults(model.family, model.variant)
    sources: dict[str, str] = {}

    def pick(name: str, **choices: Any) -> Any:
        """What was typed, else the first choice that is not None; the choice's name is its source."""
        typed = getattr(request, name)
        options = choices.items() if typed is UNSET else [("typed", typed)]
        sources[name], value = next((option for option in options if option[1] is not None), ("none", None))
        return value

    image_prompt = pick(
        "image_prompt", character=_filled(character.image_prompt), description=_filled(character.description)
    )
    sources["style_prompt"] = "design" if shared.style_prompt.strip() else "none"
    aspect = pick("aspect", design=shared.aspect, family=families.DEFAULT_ASPECT)
    width, height = families.size(model.family, aspect, model.native_size)
    pick("model", design=shared.model, engine=model.name)
    seed = pick("seed", design=shared.seed)
    if seed is None:
        seed, sources["seed"] = (draw or draw_seed)(), "drawn"
    portrait = PortraitPrompt(
        production_id=production.id,
        production=production.name,
        character_id=character.id,
        character=character.name,
        design=design.ref if design else None,
        image_prompt=image_prompt or "",
        style_prompt=shared.style_prompt,
        positive=merge(image_prompt or "", shared.style_prompt, shared.style_position),
        negative=pick("negative", design=shared.negative) or "",
        negative_applied=False,
        seed=seed,
        aspect=aspect,
        width=width,
        height=height,
        model=model.name,
        family=model.family,
        steps=pick("steps", model=model.steps, family=usual.steps),
        cfg=float(pick("cfg", family=usual.cfg)),
        sampler=pick("sampler", family=usual.sampler),
        scheduler=pick("scheduler", family=usual.scheduler),
        sources=sources,
    )
    ignored = without_effect(portrait, model)
    return dataclasses.replace(portrait, negative_applied=negative_counts(model, portrait.cfg), not_applied=ignored)


def negative_counts(model: Model, cfg: float) -> bool:
    """Whether a negative prompt changes the picture: not for distilled models, and at cfg 1 for none but slate."""
    return model.negative_applies and (FAMILIES[model.family].shows_all or not math.isclose(cfg, 1.0))


def without_effect(portrait: PortraitPrompt, model: Model) -> tuple[NotApplied, ...]:
    """What was set, but will not be used by this model, and why."""
    ignored = []
    title = FAMILIES[model.family].title
    if portrait.negative.strip() and not negative_counts(model, portrait.cfg):
        why = "at cfg 1 no model uses one" if model.negative_applies else f"{_called(model)} does not use one"
        ignored.append(NotApplied(field="negative", reason=f"The negative prompt is not applied: {why}."))
    for name in FAMILIES[model.family].recipe_of(model.variant).fixed:
        if portrait.sources.get(name) == "typed":
            ignored.append(NotApplied(field=name, reason=f"{title} has a {name} of its own."))
    return tuple(ignored)


def _called(model: Model) -> str:
    title = FAMILIES[model.family].title
    return f"{title} {model.variant.replace('_', ' ')}" if model.variant else title


def _filled(text: str) -> str | None:
    return text if text.strip() else None


def draw_seed() -> str:
    """A random seed below 2^53, so that a graph with it survives the browser."""
    return str(secrets.randbelow(DRAWN_SEED_LIMIT))


def seeds(first: str, count: int) -> tuple[str, ...]:
    """`count` seeds from `first` on: S, S+1, ... modulo 2^64."""
    start = int(check_seed(first))
    return tuple(str((start + step) % (MAX_SEED + 1)) for step in range(count))


def choose_model(request: GenerationRequest, design: Design | None, models: Sequence[Model]) -> Model:
    """The model that counts: the typed one, the design's, else the first ready one that is not slate, else slate.

    Raises Invalid where the list has no such name, Conflict where the model lacks something.
    """
    typed = None if isinstance(request.model, Unset) else request.model
    wanted = typed or (design.model if design else None)
    if not wanted:
        ready = [model for model in models if model.ready]
        if not ready:
            raise Conflict("no_model", "No model is ready.", "Put one into ComfyUI's folder models/checkpoints.")
        return next((model for model in ready if model.family != "slate"), ready[0])
    chosen = find_model(wanted, models)
    if chosen is None:
        asked = "" if typed else ", which the design asks for,"
        hint = near(wanted, [model.name for model in models]) or "Choose another one from the list of models."
        raise Invalid("unknown_model", f"The model {wanted!r}{asked} is not here.", hint)
    if not chosen.ready:
        lacks = f"It lacks {'; '.join(chosen.missing)}." if chosen.missing else chosen.note
        raise Conflict("model_not_ready", f"The model {chosen.name!r} cannot be used yet.", lacks)
    return chosen


def find_model(name: str, models: Sequence[Model]) -> Model | None:
    """The model of that name; if there is none, the one whose name differs only in slashes and case."""
    exact = next((model for model in models if model.name == name), None)
    return exact or next((model for model in models if _folded(model.name) == _folded(name)), None)


def _folded(name: str) -> str:
    return name.replace("\\", "/").casefold()
