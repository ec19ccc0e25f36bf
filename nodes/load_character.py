"""Load Character: a character of the library, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import host
from . import sockets

if TYPE_CHECKING:
    from ..castbook.handbuilt import Casting


class LoadCharacter:
    """production, character -> CASTBOOK_CHARACTER, name, image_prompt."""

    ID = "CastbookLoadCharacter"
    NAME = "Load Character"
    CATEGORY = sockets.CATEGORY
    DESCRIPTION = "Loads a character of a production, with its image prompt."
    SEARCH_ALIASES = ["castbook", "character", "cast", "person", "actor", "role", "image prompt"]
    RETURN_TYPES = (sockets.CHARACTER, "STRING", "STRING")
    RETURN_NAMES = ("character", "name", "image_prompt")
    OUTPUT_TOOLTIPS = (
        "The character, for a Portrait Prompt node.",
        "The character's name.",
        "The character's looks as text: the image prompt, or while that is empty the description.",
    )
    FUNCTION = "load"

    @classmethod
    def INPUT_TYPES(cls) -> dict[str, Any]:
        """The names as of now; R refreshes them."""
        return {
            "required": {
                "production": (sockets.productions(), {"tooltip": "The production the character belongs to."}),
                "character": (sockets.characters(), {"tooltip": "The character, by its name in the cast list."}),
            }
        }

    @classmethod
    def VALIDATE_INPUTS(cls, production: str | None = None, character: str | None = None) -> bool | str:
        """True, or which name is missing."""
        return sockets.find_character(production, character)

    @classmethod
    def IS_CHANGED(cls, production: str | None = None, character: str | None = None) -> float | str:
        """Changes with the character's name and texts, not with its portraits."""
        if production is None or character is None:
            return sockets.LINKED
        return sockets.state(lambda bench: bench.load_character(production, character).fingerprint)

    def load(self, production: str, character: str) -> tuple[Casting, str, str]:
        """Look the character up."""
        with host.workbench() as bench:
            casting = bench.load_character(production, character)
        return casting, casting.character.name, casting.image_prompt
