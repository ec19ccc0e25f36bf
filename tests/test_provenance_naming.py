"""A kept graph goes on naming its character after a renaming, and nobody else."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from castbook.provenance import with_names


def node(class_type: str, **inputs: Any) -> dict[str, Any]:
    return {"class_type": class_type, "inputs": inputs}


def graph() -> dict[str, Any]:
    """Mira's portrait after one of her own and one of Noor's, in a design."""
    return {
        "1": node("CastbookLoadPortrait", production="Night", character="Mira", version=3),
        "2": node("CastbookLoadPortrait", production="Night", character="Noor", version=1),
        "3": node("SomeMixer", a=["1", 0], b=["2", 0], character="Mira", production="Night"),
        "4": node("CastbookLoadCharacter", production="Night", character="Mira"),
        "5": node("CastbookLoadDesign", production="Night", design="Film"),
        "6": node("CastbookPortraitPrompt", character=["4", 0], design=["5", 0], seed=7),
        "7": node("CastbookSavePortrait", images=["3", 0], portrait_prompt=["6", 5], select=True),
        "8": node("CastbookLoadCharacter", production="Day", character="Mira"),
    }


def test_every_node_that_means_the_character_its_production_or_its_design_is_renamed() -> None:
    kept = graph()
    before = copy.deepcopy(kept)
    named = with_names(kept, "Nights", "Mara", ("Film", "Ink"))
    assert kept == before
    assert named["1"]["inputs"] == {"production": "Nights", "character": "Mara", "version": 3}
    assert named["2"]["inputs"] == {"production": "Nights", "character": "Noor", "version": 1}
    assert named["4"]["inputs"] == {"production": "Nights", "character": "Mara"}
    assert named["5"]["inputs"] == {"production": "Nights", "design": "Ink"}
    assert {id: named[id] for id in "3678"} == {id: before[id] for id in "3678"}


def test_with_the_names_it_has_nothing_changes() -> None:
    assert with_names(graph(), "Night", "Mira") == graph()


@pytest.mark.parametrize(
    "changes",
    [
        {"6": node("AnotherPacksPrompt", character=["4", 0])},
        {"4": node("AnotherPacksCharacter", production="Night", character="Mira")},
        {"9": node("CastbookSavePortrait", images=["3", 0], portrait_prompt=["6", 5])},
        {"7": node("CastbookSavePortrait", images=["3", 0])},
        {"7": node("CastbookSavePortrait", images=["3", 0], portrait_prompt=["6", "x"])},
        {"4": ["no node"]},
        {"4": {"class_type": "CastbookLoadCharacter", "inputs": "none"}},
        {"4": {"class_type": "CastbookLoadCharacter"}},
    ],
)
def test_a_graph_that_does_not_say_whose_portrait_it_makes_stays_as_it_is(changes: dict[str, Any]) -> None:
    kept = {**graph(), **changes}
    named = with_names(kept, "Nights", "Mara")
    assert {id: node for id, node in named.items() if id != "4"} == {id: one for id, one in kept.items() if id != "4"}
