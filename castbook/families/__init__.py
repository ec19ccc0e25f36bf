"""Model families: what each wants, and how a model file is told from its tensor names. Pure."""

from __future__ import annotations

from .identify import Guess, identify, identify_by_name, recognise, with_name
from .model import Model, assemble, corrected, stand_in
from .parts import part_by_name, part_with_name
from .recipe import Defaults, Family, Part, Recipe
from .sizes import fit
from .table import FAMILIES

__all__ = [
    "CHOOSABLE",
    "DEFAULT_ASPECT",
    "FAMILIES",
    "Defaults",
    "Family",
    "Guess",
    "Model",
    "Part",
    "Recipe",
    "assemble",
    "corrected",
    "defaults",
    "identify",
    "identify_by_name",
    "part_by_name",
    "part_with_name",
    "recognise",
    "size",
    "stand_in",
    "with_name",
]

DEFAULT_ASPECT = "2:3"  # an upright portrait, for every family
CHOOSABLE = tuple(name for name in FAMILIES if name not in ("slate", "unknown"))  # what a user may say a file is


def size(family: str, aspect: str, native: tuple[int, int] | None = None) -> tuple[int, int]:
    """(width, height) in pixels for one of ASPECTS on the family's grid; `native` is a model's own native size."""
    known = FAMILIES[family]
    side = known.recipe.side
    return fit(aspect, native or (side, side), known.grid)


def defaults(family: str, variant: str | None = None) -> Defaults:
    """Steps, cfg, sampler and scheduler of a family or its variant, and whether a negative prompt counts."""
    return FAMILIES[family].recipe_of(variant).defaults
