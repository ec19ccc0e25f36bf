"""Slate: a test card without any model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import host
from . import sockets

if TYPE_CHECKING:
    from ..castbook.cast import PortraitPrompt


class Slate:
    """portrait_prompt -> IMAGE."""

    ID = "CastbookSlate"
    NAME = "Slate"
    CATEGORY = sockets.CATEGORY
    DESCRIPTION = "Draws a test card with everything that would be sent, in the size asked for. Needs no model."
    SEARCH_ALIASES = ["castbook", "slate", "test card", "dry run", "preview prompt"]
    RETURN_TYPES = ("IMAGE",)
    RETURN_NAMES = ("image",)
    OUTPUT_TOOLTIPS = ("The test card.",)
    FUNCTION = "draw"

    @classmethod
    def INPUT_TYPES(cls) -> dict[str, Any]:
        """One socket."""
        return {
            "required": {
                "portrait_prompt": (
                    sockets.PORTRAIT_PROMPT,
                    {"tooltip": "What the card shows: the last output of Portrait Prompt."},
                ),
            }
        }

    def draw(self, portrait_prompt: PortraitPrompt) -> tuple[Any]:
        """Draw the card."""
        with host.workbench() as bench:
            return (host.tensor(bench.slate(portrait_prompt)),)
