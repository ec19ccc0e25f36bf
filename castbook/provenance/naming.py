"""The names in a kept graph, which bind it to the library, brought up to date after a renaming. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .nodes import LOAD_CHARACTER, LOAD_DESIGN, LOAD_PORTRAIT, PORTRAIT_PROMPT, SAVE_PORTRAIT
from .reading import as_link, source

NAMING = (LOAD_CHARACTER, LOAD_DESIGN, LOAD_PORTRAIT)


def with_names(
    graph: Mapping[str, Any], production: str, character: str, design: tuple[str, str] | None = None
) -> dict[str, Any]:
    """The graph that made a version, with the names that its production and its character have now.

    `design` is the version's design, as it was called then and as it is called now. Whose portrait the graph makes, its
    last node says; a graph that says it in some other way is given back as it is.
    """
    if not all(isinstance(node, dict) and isinstance(node.get("inputs", {}), dict) for node in graph.values()):
        return dict(graph)  # no graph at all: a bundle may hold anything
    last = _last(graph)
    prompt = source(graph, last, "portrait_prompt", PORTRAIT_PROMPT)
    loader = source(graph, prompt, "character", LOAD_CHARACTER)
    before = graph[loader].get("inputs", {}) if loader else {}
    if not all(isinstance(before.get(name), str) for name in ("production", "character")):
        return dict(graph)
    named = {node_id: {**node, "inputs": dict(node.get("inputs", {}))} for node_id, node in graph.items()}
    for node in named.values():
        inputs, kind = node["inputs"], node.get("class_type")
        if kind not in NAMING or inputs.get("production") != before["production"]:
            continue
        inputs["production"] = production
        if inputs.get("character") == before["character"]:
            inputs["character"] = character
        if design and kind == LOAD_DESIGN and inputs.get("design") == design[0]:
            inputs["design"] = design[1]
    return named


def _last(graph: Mapping[str, Any]) -> str | None:
    """The Save Portrait node that no other node goes on from, None where there are several."""
    links = (as_link(value) for node in graph.values() for value in node.get("inputs", {}).values())
    passed = {link[0] for link in links if link}
    ends = [id for id, node in graph.items() if node.get("class_type") == SAVE_PORTRAIT and id not in passed]
    return ends[0] if len(ends) == 1 else None
