"""Models, portrait prompts and graphs of every family, for the fast tests and for those on a real server."""

from __future__ import annotations

from typing import Any

from castbook.cast import Character, Design, PortraitPrompt, Production
from castbook.families import FAMILIES, Model
from castbook.graph import End, build, end_preview
from castbook.graph.recipes import RECIPES
from castbook.prompt import read_request, resolve

VARIANTS = [(family, variant) for family in RECIPES for variant in (None, *FAMILIES[family].variants)]


def model_of(family: str, variant: str | None = None, folder: str = "diffusion_models") -> Model:
    """A ready model with an extra for every part its recipe asks for, if it is a bare diffusion model."""
    recipe = FAMILIES[family].recipe_of(variant)
    extras = () if folder == "checkpoints" else tuple((part.role, part.file) for part in recipe.parts)
    return Model(
        name="sub/model.safetensors",
        folder=folder,
        family=family,
        family_is_guess=False,
        native_size=(recipe.side, recipe.side),
        negative_applies=recipe.defaults.negative_applies,
        variant=variant,
        extras=extras,
    )


def portrait_of(model: Model, **fields: Any) -> PortraitPrompt:
    """What is sent for this model; `fields` as typed."""
    return resolve(
        read_request({"seed": "18446744073709551615", **fields}),
        production=Production(id="p", name="Night Ferry", active_design_id=None, created_at=""),
        character=Character(id="c", production_id="p", name="Mira", image_prompt="a woman"),
        design=Design(id="d", production_id="p", name="Noir", style_prompt="film noir", negative="colour"),
        model=model,
    )


def graph_of(
    family: str,
    variant: str | None = None,
    folder: str = "diffusion_models",
    end: End = end_preview,
    **fields: Any,
) -> dict[str, Any]:
    """The graph of one variant."""
    model = model_of(family, variant, folder)
    return build(portrait_of(model, **fields), model, end)


def version(core: str) -> tuple[int, ...]:
    """A core's version as numbers to compare."""
    return tuple(int(part) for part in core.split("."))
