"""Model families: what each wants, and how a model file is told from its tensor names. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from .recipe import Defaults, Family, Part, Recipe
from .sizes import fit
from .table import FAMILIES

__all__ = [
    "DEFAULT_ASPECT",
    "FAMILIES",
    "Defaults",
    "Family",
    "Model",
    "Part",
    "Recipe",
    "defaults",
    "size",
    "stand_in",
]

DEFAULT_ASPECT = "2:3"  # an upright portrait, for every family


@dataclass(frozen=True, kw_only=True)
class Model:
    """A model the user can pick.

    `name` is the file's name as its engine lists it (subfolders included), `folder` the ComfyUI model folder
    ("checkpoints", "diffusion_models") or "" for slate. `native_size` is (width, height) in pixels, square unless the
    file itself says otherwise. `missing` names the files or the core version it lacks, with their folders; `ready` is
    `not missing`. `variant` tells distilled and other special forms apart ("turbo", "schnell", "lightning", ...);
    `extras` maps a loader's role ("clip_l", "t5xxl", "vae", ...) to the file found for it.
    """

    name: str
    folder: str
    family: str
    family_is_guess: bool
    native_size: tuple[int, int]
    negative_applies: bool
    ready: bool = True
    missing: tuple[str, ...] = ()
    note: str = ""
    variant: str | None = None
    extras: tuple[tuple[str, str], ...] = ()


def size(family: str, aspect: str, native: tuple[int, int] | None = None) -> tuple[int, int]:
    """(width, height) in pixels for one of ASPECTS on the family's grid; `native` is a model's own native size."""
    known = FAMILIES[family]
    side = known.recipe.side
    return fit(aspect, native or (side, side), known.grid)


def defaults(family: str, variant: str | None = None) -> Defaults:
    """Steps, cfg, sampler and scheduler of a family or its variant, and whether a negative prompt counts."""
    return FAMILIES[family].recipe_of(variant).defaults


def stand_in(family: str) -> Model:
    """A model of which only the family is known, for hand-built graphs that load the file themselves."""
    recipe = FAMILIES[family].recipe
    return Model(
        name="",
        folder="",
        family=family,
        family_is_guess=False,
        native_size=(recipe.side, recipe.side),
        negative_applies=recipe.defaults.negative_applies,
    )
