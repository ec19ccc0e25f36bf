"""Fits the weights by which the describer labels words: `python -m tests.script_labels FOLDER... > WEIGHTS`.

Each folder holds stories and a gold.json as tests/scripts does (see script_score.py). The texts that the shipped
weights were fitted to are other people's works and are not part of this project; the lists of looks in them were made
by reading.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from castbook import script
from castbook.script import widening
from castbook.script.labelling import Features, Seen, features
from castbook.script.quoting import Found
from castbook.script.widening import Unit
from tests import script_fit

PENALTY = 1.0  # the L1 norm's weight against the sum of the losses
AT_LEAST = 10  # a feature that holds for fewer words is not weighed
ROUNDS = 200
PASSING = 0.5  # what a sentence counts in which a portrait artist needs nothing

Numbers = np.ndarray[Any, Any]
HEAD = "The weights of labelling.py, as tests/script_labels.py prints them: each feature's. Pure."


@dataclass(frozen=True)
class Example:
    """A sentence's features, whether each word is a look by the list, and what the sentence counts."""

    features: Features
    looks: tuple[bool, ...]
    share: float


def examples(folders: Sequence[Path]) -> Iterator[Example]:
    """Every sentence that the describer labels."""
    for one in script_fit.marked(folders):
        yield from _of_file(one.data, one.name, one.gold)


def _of_file(data: bytes, name: str, gold: dict[str, Any]) -> list[Example]:
    found: list[Example] = []
    spans = [span for character in gold["characters"] for span in character["looks"]]
    patterns = [
        (re.compile(r"\W{0,4}\s+\W{0,4}".join(map(re.escape, span["text"].split()))), bool(span.get("core", True)))
        for span in spans
    ]
    labelled: dict[str, list[tuple[int, int, bool]]] = {}

    def note(unit: Unit, quote: Found, seen: Seen) -> Found:
        text = unit.paragraph.text
        if text not in labelled:
            labelled[text] = [(*m.span(), core) for pattern, core in patterns for m in pattern.finditer(text)]
        inside = [
            [core for start, end, core in labelled[text] if start <= word.start < end]
            for word in unit.sentence.words(unit.start, unit.end)
        ]
        share = PASSING if any(inside) and not any(map(any, inside)) else 1.0
        found.append(Example(features(seen), tuple(map(bool, inside)), share))
        return quote

    with patch.object(widening, "joined", note):
        script.describe(script.read(data, name))
    return found


class Table:
    """All sentences as one table: a row per sentence, a column per word, a number per feature."""

    def __init__(self, found: Sequence[Example]) -> None:
        often: Counter[str] = Counter()
        for one in found:
            start = 0
            for end, names in one.features.pieces:
                often.update(dict.fromkeys(names, end - start))
                start = end
            for names in (*one.features.words, *one.features.steps):
                often.update(names)
            often.update(dict.fromkeys(one.features.whole, len(one.looks)))
        self.names = sorted(name for name, count in often.items() if count >= AT_LEAST)
        self.rows, self.longest = len(found), max(len(one.looks) for one in found)
        column = {name: at for at, name in enumerate(self.names)}
        word: list[int] = []
        score: list[int] = []
        step: list[int] = []
        stay: list[int] = []
        for row, one in enumerate(found):
            first = row * self.longest
            begins = 0
            for ends, names in one.features.pieces:
                for at in range(begins, ends):
                    mine = [*one.features.whole, *names, *one.features.words[at]]
                    known = [column[name] for name in mine if name in column]
                    score += known
                    word += [first + at] * len(known)
                begins = ends
            for at, names in enumerate(one.features.steps, 1):
                known = [column[name] for name in names if name in column]
                stay += known
                step += [first + at] * len(known)
        self._word, self._score = np.array(word), np.array(score)
        self._step, self._stay = np.array(step), np.array(stay)
        self.looks = np.zeros((self.rows, self.longest))
        self.is_word = np.zeros((self.rows, self.longest), bool)
        for row, one in enumerate(found):
            self.looks[row, : len(one.looks)] = one.looks
            self.is_word[row, : len(one.looks)] = True
        self.share = np.array([one.share for one in found])
        self._same = (self.looks[:, 1:] == self.looks[:, :-1]) & self.is_word[:, 1:]

    def loss(self, weights: Numbers) -> tuple[float, Numbers]:
        """The negative log-likelihood of the labels, and its slope."""
        shape = (self.rows, self.longest)
        scores = np.bincount(self._word, weights[self._score], self.rows * self.longest).reshape(shape)
        stays = np.bincount(self._step, weights[self._stay], self.rows * self.longest).reshape(shape)
        forward, backward = self._paths(scores, stays)
        total = np.logaddexp(forward[:, -1, 0], forward[:, -1, 1])
        paths = forward + backward
        likely = np.exp(paths[:, :, 1] - total[:, None]) * self.is_word
        none = forward[:, :-1, 0] + stays[:, 1:] + backward[:, 1:, 0]
        both = forward[:, :-1, 1] + stays[:, 1:] + scores[:, 1:] + backward[:, 1:, 1]
        same = (np.exp(none - total[:, None]) + np.exp(both - total[:, None])) * self.is_word[:, 1:]
        right = (scores * self.looks).sum(1) + (stays[:, 1:] * self._same).sum(1)
        slope = np.bincount(
            self._score, ((likely - self.looks) * self.share[:, None]).ravel()[self._word], len(self.names)
        )
        steps = np.zeros(shape)
        steps[:, 1:] = (same - self._same) * self.share[:, None]
        slope += np.bincount(self._stay, steps.ravel()[self._step], len(self.names))
        return float((self.share * (total - right)).sum()), slope

    def _paths(self, scores: Numbers, stays: Numbers) -> tuple[Numbers, Numbers]:
        """The logarithms of the weights of all paths up to each word and from it on, for both labels."""
        forward = np.zeros((self.rows, self.longest, 2))
        backward = np.zeros((self.rows, self.longest, 2))
        forward[:, 0, 1] = scores[:, 0]
        for at in range(1, self.longest):
            none, look = forward[:, at - 1, 0], forward[:, at - 1, 1]
            here = self.is_word[:, at]
            forward[:, at, 0] = np.where(here, np.logaddexp(none + stays[:, at], look), none)
            forward[:, at, 1] = np.where(here, np.logaddexp(none, look + stays[:, at]) + scores[:, at], look)
        for at in range(self.longest - 2, -1, -1):
            none, look = backward[:, at + 1, 0], backward[:, at + 1, 1] + scores[:, at + 1]
            here = self.is_word[:, at + 1]
            backward[:, at, 0] = np.where(here, np.logaddexp(none + stays[:, at + 1], look), 0)
            backward[:, at, 1] = np.where(here, np.logaddexp(none, look + stays[:, at + 1]), 0)
        return forward, backward


def fit(found: Sequence[Example]) -> dict[str, float]:
    """The weights, with an L1 penalty, by FISTA with backtracking (Beck and Teboulle, 2009)."""
    table = Table(found)
    weights = momentum = np.zeros(len(table.names))
    pace, step = 1.0, 1e-3
    for _ in range(ROUNDS):
        loss, slope = table.loss(momentum)
        while True:
            moved = momentum - step * slope
            following = np.sign(moved) * np.maximum(np.abs(moved) - PENALTY * step, 0)
            change = following - momentum
            if table.loss(following)[0] <= loss + slope @ change + change @ change / (2 * step) + 1e-9 * abs(loss):
                break
            step /= 2
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        momentum = following + (pace - 1) / faster * (following - weights)
        weights, pace = following, faster
    return {name: float(weight) for name, weight in zip(table.names, weights, strict=True) if abs(weight) >= 0.01}


def as_module(weights: dict[str, float]) -> str:
    """castbook/script/labelling_weights.py with these weights."""
    return script_fit.as_module(HEAD, "WEIGHTS", weights)


if __name__ == "__main__":
    sys.stdout.write(as_module(fit(list(examples([Path(folder) for folder in sys.argv[1:]])))))
