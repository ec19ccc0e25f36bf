"""What a hand-built graph says about a picture: its sampler, its model and its texts, read upstream of it. Pure.

ComfyUI hands a node the graph it runs in (API format: {id: {"class_type", "inputs": {name: value or [id, slot]}}}).
What cannot be read with certainty (an unknown node, two samplers that differ, a value that another node computes) is
None, never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..cast import PortraitPrompt
from .naming import with_names
from .nodes import LOAD_CHARACTER, LOAD_DESIGN, LOAD_PORTRAIT, PORTRAIT_PROMPT
from .reading import Known, Link, Provenance, ancestors, read, source

__all__ = [
    "LOAD_DESIGN",
    "LOAD_PORTRAIT",
    "Known",
    "Link",
    "Provenance",
    "clean",
    "known_outputs",
    "mark",
    "portrait_node",
    "read",
    "unmarked",
    "with_names",
]


def clean(graph: Mapping[str, Any], node_id: str, seed: str | None = None) -> dict[str, Any]:
    """The part of the graph that made what `node_id` stores, fit to be kept and queued again.

    ComfyUI's own marks are left out (they hold NaN, which is no JSON), and a Portrait Prompt that drew its seed gets
    the one it drew.
    """
    kept = {node_id, *ancestors(graph, node_id)}
    cleaned = unmarked({kept_id: node for kept_id, node in graph.items() if kept_id in kept})
    drawn = portrait_node(graph, node_id)
    if seed is not None and drawn and cleaned[drawn]["inputs"].get("seed") == -1:
        cleaned[drawn]["inputs"]["seed"] = int(seed)
    return cleaned


def unmarked(graph: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the graph without what ComfyUI writes into it while it runs (`is_changed`)."""
    return {
        node_id: {"class_type": node["class_type"], "inputs": dict(node.get("inputs", {}))}
        | ({"_meta": node["_meta"]} if "_meta" in node else {})
        for node_id, node in graph.items()
    }


def mark(graph: Mapping[str, Any], node_id: str) -> str:
    """What a node's IS_CHANGED said at the start of this run, which ComfyUI writes into the graph; "" if no text."""
    said = graph.get(node_id, {}).get("is_changed")
    return said[0] if isinstance(said, list) and said and isinstance(said[0], str) else ""


def portrait_node(graph: Mapping[str, Any], node_id: str) -> str | None:
    """The id of the Portrait Prompt node that feeds `node_id`'s portrait_prompt, None where another node does."""
    return source(graph, node_id, "portrait_prompt", PORTRAIT_PROMPT)


def known_outputs(graph: Mapping[str, Any], node_id: str, portrait: PortraitPrompt) -> dict[Link, Any]:
    """What the nodes behind `node_id`'s portrait prompt gave out, by (node id, slot).

    The portrait prompt remembers it: the library may say something else by the time the picture is done.
    """
    prompt = portrait_node(graph, node_id)
    if prompt is None:
        return {}
    outputs = (portrait.positive, portrait.negative, int(portrait.seed), portrait.width, portrait.height)
    known: dict[Link, Any] = {(prompt, slot): value for slot, value in enumerate(outputs)}
    own = graph[prompt].get("inputs", {})
    if character := source(graph, prompt, "character", LOAD_CHARACTER):
        known[character, 1] = portrait.character
        if "image_prompt" not in own:
            known[character, 2] = portrait.image_prompt
    if design := source(graph, prompt, "design", LOAD_DESIGN):
        known[design, 1] = portrait.style_prompt
        if "negative" not in own:
            known[design, 2] = portrait.negative
    return known
