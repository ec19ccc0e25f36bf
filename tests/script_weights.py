"""Fits the weights by which the describer weighs sentences: `python -m tests.script_weights FOLDER... > weights.py`.

Each folder holds scripts and a gold.json as tests/scripts does (see script_score.py). The texts that the shipped
weights were fitted to are other people's works and are not part of this project; the lists of looks in them were made
by reading.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

import numpy as np

from castbook import script
from castbook.script import widening
from castbook.script.describing import quote
from castbook.script.widening import Unit
from tests import script_fit, script_score

PENALTY = 3.3  # the L1 norm's weight against the sum of the losses
AT_LEAST = 5  # a feature that fewer sentences have is not weighed
ROUNDS = 1500
_USUAL = 12  # words of a sentence that counts once

Example = tuple[dict[str, float], bool, int]  # features, whether the sentence is a look, its words

HEAD = "The weights of weighing.py, as tests/script_weights.py prints them: the bias, then each feature's. Pure."


def examples(folders: Sequence[Path]) -> Iterator[Example]:
    """Every sentence of a script that the describer weighs; it is a look if the list gives it to whom it is about."""
    for one in script_fit.marked(folders):
        anybodys = one.anybodys
        for unit, features in _weighed(one.data, one.name):
            places = script_score.places_of(quote(unit.paragraph.text, unit.start, unit.end), one.words)
            memory = unit.sentence.memory
            if unit.who == (memory.stranger,):
                told = anybodys
            else:
                called = {n for who in unit.who for n in (memory.people[who].name, *memory.people[who].names)}
                told = set[int]().union(*(looks for names, looks in one.theirs if names & called))
            if places:
                yield features, 2 * len(places & told) > len(places), len(places)


def _weighed(data: bytes, name: str) -> list[tuple[Unit, dict[str, float]]]:
    """The units of a script and their features in the order in which they are weighed, none of them taken."""
    units: list[Unit] = []
    found: list[tuple[Unit, dict[str, float]]] = []

    def note(*args: object) -> Unit:
        units.append(Unit(*args))  # type: ignore[arg-type]
        return units[-1]

    def weigh(features: dict[str, float]) -> float:
        found.append((units[-1], features))
        return 0.0

    with patch.object(widening, "Unit", note), patch.object(widening, "likelihood", weigh):
        script.describe(script.read(data, name))
    return found


def fit(found: Sequence[Example]) -> tuple[float, dict[str, float]]:
    """The bias and the weights of L1-penalized logistic regression, by FISTA (Beck and Teboulle, 2009)."""
    often = Counter(name for features, _, _ in found for name in features)
    names = sorted(name for name, count in often.items() if count >= AT_LEAST)
    column = {name: at for at, name in enumerate(names)}
    table = np.zeros((len(found), len(names) + 1), np.float32)
    table[:, -1] = 1  # the bias, which is not penalized
    for row, (features, _, _) in enumerate(found):
        for name, value in features.items():
            if name in column:
                table[row, column[name]] = value
    is_look = np.array([look for _, look, _ in found], np.float32)
    share = np.sqrt(np.array([words for _, _, words in found], np.float32) / _USUAL)
    step = 4 / (np.linalg.norm(table * np.sqrt(share)[:, None], 2) ** 2)
    penalty = np.full(len(names) + 1, PENALTY * step, np.float32)
    penalty[-1] = 0
    weights = momentum = np.zeros(len(names) + 1, np.float32)
    pace = 1.0
    for _ in range(ROUNDS):
        slope = table.T @ (share * (1 / (1 + np.exp(-(table @ momentum))) - is_look))
        moved = momentum - step * slope
        following = np.sign(moved) * np.maximum(np.abs(moved) - penalty, 0)
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        momentum = following + (pace - 1) / faster * (following - weights)
        weights, pace = following, faster
    kept = {name: float(weight) for name, weight in zip(names, weights, strict=False) if abs(weight) >= 0.005}
    return float(weights[-1]), kept


def as_module(bias: float, weights: dict[str, float]) -> str:
    """castbook/script/weights.py with these weights."""
    return script_fit.as_module(HEAD, "WEIGHTS", weights, f"{bias:.2f}")


if __name__ == "__main__":
    sys.stdout.write(as_module(*fit(list(examples([Path(folder) for folder in sys.argv[1:]])))))
