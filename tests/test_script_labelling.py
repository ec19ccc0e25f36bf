"""Labelling the words that tell looks: the field's sums, its features, and the program that fits it."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from castbook.script.labelling import Labelling, Seen, features
from tests import script_labels

SEEN = Seen(
    tags="RHDBKRVX",
    marks=("", "", "", "", ",", "", "", ""),
    read=(False, True, True, True, False, False, False, False),
    quoted=(True, True, True, True, False, False, False, False),
    source="pronoun",
    told=(True, False),
    goes_on=True,
    fresh=False,
    names=1,
    likely=0.4,
)
WEIGHTS = """
all:-0.7 piece-B:0.8 D:0.5 HD:0.9 B+K:-0.3 is-11:1.1 likely-4-1:0.2 step:0.6 step,:-0.4 step-DB:0.7 before-B:-0.5
after-V:0.1 last:-0.2 first:0.3 has-B:0.2 read-1:0.1 opens-RH:0.4 piece-words-1:0.2 piece-1-2:0.3 step,K:0.2
"""


def _by_hand(seen: Seen, weight: dict[str, float]) -> list[float]:
    """All labellings, one by one."""
    found = features(seen)
    scores: list[float] = []
    for at in range(len(seen.tags)):
        piece = next(names for end, names in found.pieces if at < end)
        scores.append(sum(weight.get(name, 0) for name in [*found.whole, *piece, *found.words[at]]))
    stays = [sum(weight.get(name, 0) for name in names) for names in found.steps]
    looks, every = [0.0] * len(scores), 0.0
    for path in itertools.product((0, 1), repeat=len(scores)):
        share = math.exp(
            sum(score for score, label in zip(scores, path, strict=True) if label)
            + sum(stay for stay, (a, b) in zip(stays, itertools.pairwise(path), strict=True) if a == b)
        )
        every += share
        looks = [look + share * label for look, label in zip(looks, path, strict=True)]
    return [look / every for look in looks]


@pytest.mark.parametrize("seen", [SEEN, replace(SEEN, likely=0.0), replace(SEEN, tags="D", marks=("",), read=(True,))])
def test_the_likelihoods_are_those_of_all_labellings(seen: Seen) -> None:
    seen = replace(seen, quoted=seen.quoted[: len(seen.tags)], read=seen.read[: len(seen.tags)])
    weight = {name: float(value) for name, _, value in (entry.rpartition(":") for entry in WEIGHTS.split())}
    assert Labelling(WEIGHTS).likelihoods(seen) == pytest.approx(_by_hand(seen, weight))


def test_punctuation_parts_the_pieces_and_their_bags() -> None:
    found = features(SEEN)
    (first, before), (last, after) = found.pieces
    assert (first, last) == (4, 8)
    assert {"first", "after-V", "piece-B", "piece-1-2"} <= set(before)
    assert {"last", "before-B", "before-read-1", "piece-0-0"} <= set(after)
    assert found.steps[3] == ["step,", "step,K"]


def _toy() -> list[script_labels.Example]:
    """Sentences whose adjectives and body parts are looks, as the tags tell."""
    told: list[script_labels.Example] = []
    for tags in ("RHDBKRVX", "RVXRHDDB", "DBRVXKRV", "RVXpRVXK"):
        seen = replace(SEEN, tags=tags, marks=("",) * 8, read=(False,) * 8, quoted=(False,) * 8)
        told += [script_labels.Example(features(seen), tuple(tag in "DB" for tag in tags), 1.0)] * 10
    return told


def test_the_slope_is_that_of_the_loss() -> None:
    table = script_labels.Table(_toy())
    weights = np.sin(np.arange(len(table.names)))
    loss, slope = table.loss(weights)
    for at in range(0, len(weights), 7):
        nudged = weights.copy()
        nudged[at] += 1e-5
        assert (table.loss(nudged)[0] - loss) / 1e-5 == pytest.approx(slope[at], abs=1e-2)


def test_what_is_fitted_labels_what_it_was_fitted_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script_labels, "ROUNDS", 60)
    module = script_labels.as_module(script_labels.fit(_toy()))
    found: dict[str, str] = {}
    exec(module, found)  # noqa: S102 - what the program prints is a module
    model = Labelling(found["WEIGHTS"])
    for tags in ("RHDBKRVX", "RVXpRVXK"):
        seen = replace(SEEN, tags=tags, marks=("",) * 8, read=(False,) * 8, quoted=(False,) * 8)
        assert [look > 0.5 for look in model.likelihoods(seen)] == [tag in "DB" for tag in tags]


def test_examples_are_read_from_a_folder_with_a_list() -> None:
    folder = Path(__file__).parent / "scripts"
    found = list(script_labels.examples([folder]))
    assert len(found) > 50
    assert any(any(one.looks) for one in found) and any(not any(one.looks) for one in found)
