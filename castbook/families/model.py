"""A model as the user sees it: what it is, and whether it can be used. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .identify import Guess
from .names import hints, variant_of
from .recipe import Part, Recipe
from .table import FAMILIES

NO_GGUF = "a loader for GGUF files, which ComfyUI itself does not have"
NO_NAME = "a file name in UTF-8 without control characters; rename the file"
UNSAYABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")  # no request can name such a file
CHOOSE = "Choose its family in the list of models."
BY_NAME = "Told by its name alone; if that is wrong, choose its family in the list of models."


@dataclass(frozen=True, kw_only=True)
class Model:
    """A model the user can pick.

    `name` is the file's name as its engine lists it (subfolders included), `folder` the ComfyUI model folder
    ("checkpoints", "diffusion_models") or "" for slate. `native_size` is (width, height) in pixels, square unless the
    file itself says otherwise. `missing` names what it lacks, files with their folders; `ready` is
    `not missing`. `variant` tells distilled and other special forms apart ("turbo", "schnell", "lightning", ...);
    `extras` maps a loader's role ("clip_l", "t5xxl", "vae", ...) to the file found for it. `prompt_style` is how its
    prompts read ("phrases", "sentences", "tags"); `steps` is set where the file's name promises a number of them.
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
    prompt_style: str = "phrases"
    steps: int | None = None


def stand_in(family: str) -> Model:
    """A model of which only the family is known, for hand-built graphs that load the file themselves."""
    known = FAMILIES[family]
    return Model(
        name="",
        folder="",
        family=family,
        family_is_guess=False,
        native_size=(known.recipe.side, known.recipe.side),
        negative_applies=known.recipe.defaults.negative_applies,
        prompt_style=known.prompt_style,
    )


def assemble(
    name: str, folder: str, guess: Guess, parts: Mapping[str, Sequence[str]], core: str | None = None
) -> Model:
    """The model for a file: `parts` are the text encoders and VAEs at hand, kind -> file names.

    `core` is the version of ComfyUI that would run it; None leaves that question open.
    """
    family = FAMILIES[guess.family]
    recipe = family.recipe_of(guess.variant)
    extras, missing = _find_parts(recipe, folder, guess, parts)
    if core and version_of(core) < version_of(recipe.min_core):
        missing.append(f"ComfyUI {recipe.min_core} or newer (this is {core})")
    if name.lower().endswith(".gguf"):
        missing.append(NO_GGUF)
    if UNSAYABLE.search(name):
        missing.append(NO_NAME)
    note = guess.note
    if guess.family == "unknown":
        missing.append("a family that Castbook has a graph for")
        note = f"{guess.note} {CHOOSE}".strip()
    elif not guess.certain:
        note = f"{guess.note} {BY_NAME}".strip()
    distilled = not recipe.defaults.negative_applies
    return Model(
        name=name,
        folder=folder,
        family=guess.family,
        family_is_guess=not guess.certain or guess.family == "unknown",
        native_size=_native_size(recipe, guess),
        negative_applies=not distilled,
        ready=not missing,
        missing=tuple(missing),
        note=note,
        variant=guess.variant,
        extras=tuple(extras),
        prompt_style=guess.prompt_style or family.prompt_style,
        steps=guess.steps if distilled else None,
    )


def corrected(guess: Guess, family: str, name: str) -> Guess:
    """The guess with the family that the user chose; the variant then follows from the name."""
    variant = guess.variant if guess.family == family else variant_of(family, hints(name, {}).words)
    return replace(guess, family=family, variant=variant, certain=True, note="")


def version_of(core: str) -> tuple[int, ...]:
    """A version as numbers to compare: "0.3.64" -> (0, 3, 64); what is no number counts 0."""
    return tuple(int(part) if part.isdecimal() else 0 for part in core.lstrip("v").split("."))


def _find_parts(
    recipe: Recipe, folder: str, guess: Guess, parts: Mapping[str, Sequence[str]]
) -> tuple[list[tuple[str, str]], list[str]]:
    """(role, file) for each part the loader needs, and "folder/file" for each that is not here."""
    extras: list[tuple[str, str]] = []
    missing: list[str] = []
    for part in recipe.parts:
        inside = "vae" if part.role == "vae" else "text_encoder"
        if folder == "checkpoints" and inside in guess.holds:  # only that folder's loader hands out what is inside
            continue
        if file := _best(part, parts):
            extras.append((part.role, file))
        else:
            missing.append(f"{part.folder}/{part.file}")
    return extras, missing


def _best(part: Part, parts: Mapping[str, Sequence[str]]) -> str | None:
    """The official file if it is here, else the first by name of the best kind that is."""
    for kind in part.kinds:
        if files := parts.get(kind):
            return min(files, key=lambda file: (file.replace("\\", "/").split("/")[-1] != part.file, file))
    return None


def _native_size(recipe: Recipe, guess: Guess) -> tuple[int, int]:
    """What the file says it was trained at, as long as that is near the family's own (merges copy metadata)."""
    native = guess.native
    share = native[0] * native[1] / recipe.side**2 if native else 0
    return native if native and 1 / 4 <= share <= 4 else (recipe.side, recipe.side)
