"""From a portrait prompt and a model to the graph that ComfyUI runs (API format). Pure.

A graph ends in one of two ways. `end_save` ends it in our own Save Portrait node, which binds the picture to the
generation through an input that its screen does not show: `generation`, the text "GENERATION_ID:INDEX". `end_preview`
ends it in core's PreviewImage, for a server that is not the host and has no Castbook. Both write the names into the
last node's `_meta` (ComfyUI carries that along unread), so that `strip_generation` can make a graph of it that a person
may open and run: bound to names instead of ids.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..cast import PortraitPrompt
from ..errors import Conflict
from ..families import FAMILIES, Model
from .builder import Graph, Output
from .recipes import RECIPES

__all__ = ["SAVE_PORTRAIT", "End", "Graph", "Output", "build", "end_preview", "end_save", "strip_generation"]

End = Callable[[Graph, Output], Output]
SAVE_PORTRAIT = "CastbookSavePortrait"
TEXT = "PrimitiveStringMultiline"  # core's text node: Portrait Prompt takes these two by link only
PROMPT_SLOT = 5  # the portrait prompt is the sixth output of CastbookPortraitPrompt
NAMES = ("production", "character", "aspect", "seed", "family", "image_prompt", "negative")


def build(portrait: PortraitPrompt, model: Model, end: End) -> dict[str, Any]:
    """The graph for one portrait: node id -> {"class_type", "inputs"}. `end` adds the last node.

    Raises Conflict for a family that has no graph (slate, unknown) or a model whose parts are not known.
    """
    make = RECIPES.get(model.family)
    if make is None:
        title = FAMILIES[model.family].title
        hint = "Tell Castbook the model's family in the list of models."
        raise Conflict("no_graph", f"{title} has no graph for ComfyUI.", hint)
    graph = Graph()
    last = end(graph, make(graph, portrait, model))
    graph.nodes[last.node]["_meta"] = {"castbook": _names(portrait)}
    return graph.nodes


def end_preview(graph: Graph, image: Output) -> Output:
    """End in core's PreviewImage: a temporary file that the engine fetches."""
    return graph.add("PreviewImage", images=image)


def end_save(generation_id: str, index: int) -> End:
    """End in Save Portrait, bound to picture `index` of a generation."""

    def save(graph: Graph, image: Output) -> Output:
        return graph.add(SAVE_PORTRAIT, images=image, select=True, generation=f"{generation_id}:{index}")

    return save


def strip_generation(graph: Mapping[str, Any]) -> dict[str, Any]:
    """The graph as a person may run it again: the same pixels, saved to the same character, found by name.

    Save Portrait (or PreviewImage) of a generation loses the generation's id and takes its portrait prompt from Load
    Character, Load Production Design and Portrait Prompt nodes. A graph that came from nowhere else than a person's
    own screen is returned as it is.
    """
    ends = [node for node, entry in graph.items() if "castbook" in entry.get("_meta", {})]
    if not ends:
        return dict(graph)
    copy = Graph(graph)
    last = copy.nodes.pop(ends[0])
    names = last["_meta"]["castbook"]
    character = copy.add("CastbookLoadCharacter", production=names["production"], character=names["character"])
    design = None
    if names["design"]:
        design = copy.add("CastbookLoadDesign", production=names["production"], design=names["design"])
    prompt = copy.add(
        "CastbookPortraitPrompt",
        character=character,
        design=design,
        aspect=names["aspect"],
        seed=int(names["seed"]),
        family=names["family"],
        image_prompt=copy.add(TEXT, value=names["image_prompt"]),
        negative=copy.add(TEXT, value=names["negative"]),
    )
    images = Output(*last["inputs"]["images"])
    copy.add(SAVE_PORTRAIT, images=images, portrait_prompt=Output(prompt.node, PROMPT_SLOT), select=True)
    return copy.nodes


def _names(portrait: PortraitPrompt) -> dict[str, Any]:
    names = {name: getattr(portrait, name) for name in NAMES}
    return {**names, "design": portrait.design.name if portrait.design else None}
