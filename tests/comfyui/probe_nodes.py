"""Nodes for the real suite, as other packs have them: pictures that no sampler makes, and a node that makes nodes."""

from __future__ import annotations

from typing import Any


class Picture:
    """kind -> IMAGE: values, shapes and types that come out of graphs in trouble."""

    RETURN_TYPES = ("IMAGE",)
    FUNCTION = "make"
    CATEGORY = "probe"

    @classmethod
    def INPUT_TYPES(cls) -> dict[str, Any]:
        return {"required": {"kind": ("STRING", {})}}

    def make(self, kind: str) -> tuple[Any]:
        import torch  # pyright: ignore[reportMissingImports]

        values = {"nan": float("nan"), "bright": 7.5, "dark": -7.5}
        kinds = {"half": torch.float16, "bfloat": torch.bfloat16}
        if kind == "text":
            return ("no picture",)
        shape = (1, 2, 8, 8, 3) if kind == "video" else (1, 8, 8, 3)
        return (torch.full(shape, values.get(kind, 0.5), dtype=kinds.get(kind), requires_grad=kind == "trained"),)


class Maker:
    """Makes a Save Portrait node while it runs, as the nodes of loops do with their bodies."""

    RETURN_TYPES = ("INT",)
    FUNCTION = "make"
    CATEGORY = "probe"
    OUTPUT_NODE = True

    @classmethod
    def INPUT_TYPES(cls) -> dict[str, Any]:
        links = {"images": ("IMAGE", {"rawLink": True}), "prompt": ("CASTBOOK_PORTRAIT_PROMPT", {"rawLink": True})}
        return {"required": links, "hidden": {"own": "UNIQUE_ID"}}

    def make(self, images: Any, prompt: Any, own: str) -> dict[str, Any]:
        made = f"{own}.0.0.save"
        inputs = {"images": images, "portrait_prompt": prompt, "select": True}
        return {"result": ([made, 0],), "expand": {made: {"class_type": "CastbookSavePortrait", "inputs": inputs}}}


NODE_CLASS_MAPPINGS = {"ProbePicture": Picture, "ProbeMaker": Maker}
