"""Load Portrait: a character's selected portrait, or one of its versions."""

from __future__ import annotations

from typing import Any

from .. import host
from . import sockets

MAX_NUMBER = 2**31 - 1


class LoadPortrait:
    """production, character, version -> IMAGE, positive, negative, seed, number."""

    ID = "CastbookLoadPortrait"
    NAME = "Load Portrait"
    CATEGORY = sockets.CATEGORY
    DESCRIPTION = "Loads a character's selected portrait, or the version of a number, with its prompts and its seed."
    SEARCH_ALIASES = ["castbook", "load", "load image", "portrait", "version", "reference", "image to image"]
    RETURN_TYPES = ("IMAGE", "STRING", "STRING", "INT", "INT")
    RETURN_NAMES = ("image", "positive", "negative", "seed", "number")
    OUTPUT_TOOLTIPS = (
        "The picture.",
        "The positive prompt it was made with; empty where it is not known.",
        "The negative prompt it was made with; empty where it is not known.",
        "The seed it was made with; 0 where it is not known.",
        "The version's number.",
    )
    FUNCTION = "load"

    @classmethod
    def INPUT_TYPES(cls) -> dict[str, Any]:
        """The names as of now; R refreshes them."""
        from ..castbook.handbuilt import SELECTED

        return {
            "required": {
                "production": (sockets.productions(), {"tooltip": "The production the character belongs to."}),
                "character": (sockets.characters(), {"tooltip": "The character, by its name in the cast list."}),
                "version": (
                    "INT",
                    {
                        "default": SELECTED,
                        "min": SELECTED,
                        "max": MAX_NUMBER,
                        "tooltip": "The version's number; 0 is the selected one.",
                    },
                ),
            }
        }

    @classmethod
    def VALIDATE_INPUTS(cls, production: str | None = None, character: str | None = None) -> bool | str:
        """True, or which name is missing. The version may be made by the time its turn comes."""
        return sockets.find_character(production, character)

    @classmethod
    def IS_CHANGED(
        cls, production: str | None = None, character: str | None = None, version: int | None = None
    ) -> float | str:
        """Changes with the version it stands for: moving the selection runs this node again, and no other loader."""
        if production is None or character is None or version is None:
            return sockets.LINKED
        return sockets.state(lambda bench: bench.load_portrait(production, character, version).id)

    def load(self, production: str, character: str, version: int) -> tuple[Any, str, str, int, int]:
        """Look the version up and decode its picture."""
        with host.workbench() as bench:
            found = bench.load_portrait(production, character, version)
            image = host.tensor(bench.picture(found))
        settings = found.settings
        return image, settings.positive or "", settings.negative or "", int(settings.seed or 0), found.number
