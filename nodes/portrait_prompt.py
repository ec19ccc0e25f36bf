"""Portrait Prompt: character and design merged into exactly what is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import host
from . import sockets

if TYPE_CHECKING:
    from ..castbook import cast
    from ..castbook.handbuilt import Casting


class PortraitPrompt:
    """character, design?, aspect, seed, family, image_prompt?, negative? -> positive, negative, seed, size, the lot."""

    ID = "CastbookPortraitPrompt"
    NAME = "Portrait Prompt"
    CATEGORY = sockets.CATEGORY
    DESCRIPTION = "Merges a character and a design into the prompt, the seed and the size of a portrait."
    SEARCH_ALIASES = ["castbook", "prompt", "merge prompts", "portrait size", "aspect ratio", "seed"]
    RETURN_TYPES = ("STRING", "STRING", "INT", "INT", "INT", sockets.PORTRAIT_PROMPT)
    RETURN_NAMES = ("positive", "negative", "seed", "width", "height", "portrait_prompt")
    OUTPUT_TOOLTIPS = (
        "Image prompt and style prompt merged, for the positive CLIP Text Encode.",
        "The negative prompt, for the negative CLIP Text Encode.",
        "The seed, for the sampler.",
        "The width in pixels, for the empty latent.",
        "The height in pixels, for the empty latent.",
        "All of it, for Save Portrait or Slate.",
    )
    FUNCTION = "merge"

    @classmethod
    def INPUT_TYPES(cls) -> dict[str, Any]:
        """Sockets for what other nodes give, so that left out (the library's value) and empty (none) differ."""
        from ..castbook.cast import ASPECTS, MAX_SEED
        from ..castbook.families import FAMILIES
        from ..castbook.handbuilt import DESIGN_DEFAULT, RANDOM

        return {
            "required": {
                "character": (sockets.CHARACTER, {"tooltip": "The character, from Load Character."}),
                "aspect": (
                    [DESIGN_DEFAULT, *ASPECTS],
                    {"tooltip": "Width to height. 'design default' takes the design's, else 2:3."},
                ),
                "seed": (
                    "INT",
                    {
                        "default": RANDOM,
                        "min": RANDOM,
                        "max": MAX_SEED,
                        "control_after_generate": False,
                        "tooltip": "-1 draws a new seed at each run; any other number is kept.",
                    },
                ),
                "family": (
                    [name for name in FAMILIES if name != "unknown"],
                    {
                        "default": "sdxl",
                        "tooltip": "The kind of model this graph loads: it decides the size in pixels.",
                    },
                ),
            },
            "optional": {
                "design": (
                    sockets.DESIGN,
                    {"tooltip": "The design, from Load Production Design; without it there is no style prompt."},
                ),
                "image_prompt": (
                    "STRING",
                    {"forceInput": True, "tooltip": "Instead of the character's image prompt."},
                ),
                "negative": (
                    "STRING",
                    {"forceInput": True, "tooltip": "Instead of the design's negative prompt; empty text means none."},
                ),
            },
        }

    @classmethod
    def IS_CHANGED(cls, seed: int | None = None, **others: Any) -> float | str:
        """A drawn seed is new at each run."""
        from ..castbook.handbuilt import RANDOM

        return float("nan") if seed == RANDOM else ""

    def merge(
        self,
        character: Casting,
        aspect: str,
        seed: int,
        family: str,
        design: cast.Design | None = None,
        image_prompt: str | None = None,
        negative: str | None = None,
    ) -> tuple[str, str, int, int, int, cast.PortraitPrompt]:
        """Resolve the portrait prompt."""
        with host.workbench() as bench:
            portrait = bench.resolve(
                character,
                design,
                aspect=aspect,
                seed=seed,
                family=family,
                image_prompt=image_prompt,
                negative=negative,
            )
        size = portrait.width, portrait.height
        return portrait.positive, portrait.negative, int(portrait.seed), *size, portrait
