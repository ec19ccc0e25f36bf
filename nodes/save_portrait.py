"""Save Portrait: each picture becomes a version of the character."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .. import host
from . import sockets

if TYPE_CHECKING:
    from ..castbook.cast import PortraitPrompt

ABSENT = "absent"


class SavePortrait:
    """images, portrait_prompt, select -> version number, image."""

    ID = "CastbookSavePortrait"
    NAME = "Save Portrait"
    CATEGORY = sockets.CATEGORY
    DESCRIPTION = "Keeps each picture as a new version of the character's portrait, with the settings that made it."
    SEARCH_ALIASES = ["castbook", "save", "save image", "portrait", "version", "keep"]
    RETURN_TYPES = ("INT", "IMAGE")
    RETURN_NAMES = ("version", "image")
    OUTPUT_TOOLTIPS = ("The number of the version; of several, the last one's.", "The pictures, as they came in.")
    FUNCTION = "save"
    OUTPUT_NODE = True

    @classmethod
    def INPUT_TYPES(cls) -> dict[str, Any]:
        """`generation` ("GENERATION_ID:INDEX") comes from the dialog's graphs, which need no portrait_prompt."""
        return {
            "required": {
                "images": (
                    "IMAGE",
                    {
                        "tooltip": "The pictures to keep; each becomes a version of its own, unless the newest versions"
                        " are these very pictures."
                    },
                ),
                "select": (
                    "BOOLEAN",
                    {
                        "default": True,
                        "tooltip": "Make the last of these pictures the character's current portrait, also where it was"
                        " kept before.",
                    },
                ),
            },
            "optional": {
                "portrait_prompt": (
                    sockets.PORTRAIT_PROMPT,
                    {"tooltip": "Whose portrait it is and what was asked for: the last output of Portrait Prompt."},
                ),
            },
            "hidden": {
                "generation": ("STRING", {"default": ""}),
                "prompt": "PROMPT",
                "extra_pnginfo": "EXTRA_PNGINFO",
                "unique_id": "UNIQUE_ID",
                "dynprompt": "DYNPROMPT",
            },
        }

    @classmethod
    def VALIDATE_INPUTS(
        cls, select: object = None, portrait_prompt: object = ABSENT, generation: str = ""
    ) -> bool | str:
        """A linked input comes as None, one that is not connected does not come, or as what a graph has typed there.

        `select` is named because ComfyUI shows what is returned only beside an input that did come.
        """
        if portrait_prompt is not None and not generation:
            return "The portrait_prompt is not connected. Connect the last output of a Portrait Prompt node."
        return True

    @classmethod
    def IS_CHANGED(cls, **inputs: Any) -> float:
        """Always runs: what is already kept, it finds itself."""
        return float("nan")

    def save(
        self,
        images: Any,
        select: bool,
        portrait_prompt: PortraitPrompt | None = None,
        generation: str = "",
        prompt: Mapping[str, Any] | None = None,
        extra_pnginfo: Mapping[str, Any] | None = None,
        unique_id: str = "",
        dynprompt: Any = None,
    ) -> dict[str, Any]:
        """Store the pictures and show them on the node."""
        with host.workbench() as bench:
            pictures = host.pictures(images)
            if generation or portrait_prompt is None:
                job_id = bench.job_of(generation)
                around = host.surroundings(prompt or {}, unique_id, extra_pnginfo, job_id=job_id, running=dynprompt)
                saved = bench.save_generated(pictures, generation, around)
            else:
                around = host.surroundings(prompt or {}, unique_id, extra_pnginfo, running=dynprompt)
                saved = bench.save_pictures(pictures, portrait_prompt, around, select=select)
            shown = [shown for one in saved if (shown := host.preview(one.version))]
        said = ", ".join(str(one) for one in saved)
        host.tell_node(unique_id, said)
        return {"ui": {"images": shown, "text": [said]}, "result": (saved[-1].version.number, images)}
