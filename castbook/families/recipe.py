"""What a model family is made of: the values its graph is built from. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Defaults:
    """What counts while nobody types otherwise, and whether a negative prompt counts at all."""

    steps: int
    cfg: float
    sampler: str
    scheduler: str
    negative_applies: bool = True


@dataclass(frozen=True, kw_only=True)
class Part:
    """A file a family needs beside its diffusion model.

    `role` is the loader's slot and the key in `Model.extras`; `kinds` what identify_part() calls the files that fit,
    best first; `folder` the ComfyUI model folder they live in; `file` the official file's name, for "missing".
    """

    role: str
    kinds: tuple[str, ...]
    folder: str
    file: str


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How one variant of a family is rendered. `side` is the native picture's edge in pixels at 1:1.

    `parts` are needed only when the file is a bare diffusion model; a checkpoint holds them. `shift` belongs to the
    family's model patch, `guidance` to its guidance node. `min_core` is the first ComfyUI that has the nodes.
    `fixed` names the settings the family's graph has no use for.
    """

    side: int
    defaults: Defaults
    clip_type: str = ""
    parts: tuple[Part, ...] = ()
    guidance: float | None = None
    shift: float | None = None
    min_core: str = "0.3.64"
    fixed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Family:
    """A kind of model: one recipe, and one more for each variant that wants something else.

    `grid` is what width and height are multiples of. `latent` is the node that makes the empty latent, `patch` the
    model patch. `prompt_style` is how its prompts read: "phrases", "sentences" or "tags". `shows_all` is for a
    renderer that uses every setting in any combination (slate).
    """

    name: str
    title: str
    recipe: Recipe
    grid: int
    latent: str = ""
    patch: str = ""
    prompt_style: str = "sentences"
    shows_all: bool = False
    variants: Mapping[str, Recipe] = field(default_factory=dict)

    def recipe_of(self, variant: str | None) -> Recipe:
        """The variant's recipe; the family's own where the variant is None or wants nothing else."""
        return self.variants.get(variant or "", self.recipe)
