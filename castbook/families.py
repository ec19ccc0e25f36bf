"""Model families: what each wants, and how a model file is told from its tensor names. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Model:
    """A model the user can pick.

    `name` is the file's name as its engine lists it (subfolders included), `folder` the ComfyUI model folder
    ("checkpoints", "diffusion_models") or "" for slate. `native_size` is (width, height) at 1:1 in pixels.
    `missing` names the files or the core version it lacks, with their folders; `ready` is `not missing`.
    `variant` tells distilled and other special forms apart ("turbo", "schnell", "lightning", ...); `extras` maps a
    loader's role ("clip_l", "t5xxl", "vae", ...) to the file found for it.
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
