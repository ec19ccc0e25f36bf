"""Load Production Design: a design of the library, by name, or the active one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import host
from . import sockets

if TYPE_CHECKING:
    from ..castbook.cast import Design
    from ..castbook.handbuilt import Workbench


class LoadDesign:
    """production, design -> CASTBOOK_DESIGN, style_prompt, negative."""

    ID = "CastbookLoadDesign"
    NAME = "Load Production Design"
    CATEGORY = sockets.CATEGORY
    DESCRIPTION = "Loads a production design: the style prompt and the defaults that all characters share."
    SEARCH_ALIASES = ["castbook", "design", "style", "look", "style prompt", "negative prompt"]
    RETURN_TYPES = (sockets.DESIGN, "STRING", "STRING")
    RETURN_NAMES = ("design", "style_prompt", "negative")
    OUTPUT_TOOLTIPS = (
        "The design, for a Portrait Prompt node.",
        "The design's look as text.",
        "The design's negative prompt; empty where it has none.",
    )
    FUNCTION = "load"

    @classmethod
    def INPUT_TYPES(cls) -> dict[str, Any]:
        """The names as of now; R refreshes them."""
        from ..castbook.cast import ACTIVE

        return {
            "required": {
                "production": (sockets.productions(), {"tooltip": "The production the design belongs to."}),
                "design": (
                    sockets.designs(ACTIVE),
                    {"tooltip": "The design, by its name, or 'active': the one the production uses now."},
                ),
            }
        }

    @classmethod
    def VALIDATE_INPUTS(cls, production: str | None = None, design: str | None = None) -> bool | str:
        """True, or which name is missing; a linked name (None) is only known when the graph runs."""
        if production is None or design is None:
            return True
        known = host.names().get(production)
        if known and design in known.designs:
            return True
        return sockets.answer(lambda bench: bench.load_design(production, design))

    @classmethod
    def IS_CHANGED(cls, production: str | None = None, design: str | None = None) -> float | str:
        """Changes with the design's revision, and for 'active' with the design itself."""
        if production is None or design is None:
            return sockets.LINKED

        def look_up(bench: Workbench) -> str:
            found = bench.load_design(production, design)
            return f"{found.id} {found.revision}"

        return sockets.state(look_up)

    def load(self, production: str, design: str) -> tuple[Design, str, str]:
        """Look the design up."""
        with host.workbench() as bench:
            found = bench.load_design(production, design)
        return found, found.style_prompt, found.negative or ""
