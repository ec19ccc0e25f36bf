"""Fits the weights by which the describer ranks whose a look is: `python -m tests.script_ranks FOLDER... > ranks.py`.

Each folder holds stories and a gold.json as tests/scripts does (see script_score.py). Those looks are learned from that
the list gives mostly to somebody; nobody is right where the list gives them to somebody whom the story has not brought
in by a name or noun of theirs. What the list gives to nobody is a stranger's whom the rules take it for, else nobody's.
0.3:FOLDER counts that folder's looks 0.3 of others.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

import numpy as np

from castbook import script
from castbook.script import ranking
from castbook.script.cutting import Sentence
from castbook.script.memory import Who
from tests import script_fit, script_score

PENALTY = 3.0  # the L2 norm's weight against the sum of the losses
AT_LEAST = 5  # a feature that fewer candidates have is not weighed
ROUNDS = 400
_MINE = 1 / 3  # of a sentence's words that the list gives to somebody: a sentence may be about two or three

Example = tuple[dict[Who, list[str]], list[Who]]  # each candidate's features, and who of them is right

HEAD = "The weights of ranking.py, as tests/script_ranks.py prints them. Pure."


def examples(folders: Sequence[Path]) -> Iterator[Example]:
    """Whatever the stories are taken to tell of looks, each with who may be meant, nobody included."""
    for one in script_fit.marked(folders):
        yield from _asked(one)


def _asked(one: script_fit.Marked) -> list[Example]:
    """Each stretch of a story of which it is asked whose it is: the candidates' features, and who is right.

    What has been told before goes to whom the list gives it, so that later ones learn from what is so.
    """
    asked: list[Example] = []
    anybodys = one.anybodys

    def note(self: ranking.Ranking, sentence: Sentence, start: int, end: int, guess: Who, likely: float) -> Who:
        found = self.features(sentence, start, end, guess, likely) if len(guess) < 2 else {}
        if not found:
            return guess
        people = sentence.memory.people
        places = script_score.places_of(sentence.text[start:end], one.words)
        right: list[Who] = []
        if places and 2 * len(places & anybodys) > len(places):
            least = _MINE * len(places)
            owners = set[str]().union(*(names for names, looks in one.theirs if len(places & looks) >= least))
            called = {who: {people[who[0]].name, *people[who[0]].names} for who in found if who}
            right = [who for who in called if called[who] & owners] or [()]
        elif places:
            right = [guess if guess and people[guess[0]].name[:1].islower() else ()]
        if right:
            asked.append((found, right))
        who = guess if guess in right or () in right or not right else right[0]
        self.tell(sentence, start, end, guess, who)
        return who

    with patch.object(ranking.Ranking, "owner", note):
        script.describe(script.read(one.data, one.name))
    return asked


def fit(found: Sequence[Example], counts: Sequence[float] | None = None) -> dict[str, float]:
    """The weights of an L2-penalized conditional logit, by Nesterov's accelerated gradient.

    `counts`: how much each example does, by default 1.
    """
    often = Counter(name for candidates, _ in found for names in candidates.values() for name in names)
    names = sorted(name for name, count in often.items() if count >= AT_LEAST)
    column = {name: at for at, name in enumerate(names)}
    sizes = np.array([len(candidates) for candidates, _ in found])
    first = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    table = np.zeros((int(sizes.sum()), len(names)))
    right = np.zeros(len(table))
    row = 0
    for candidates, owners in found:
        for who, mine in candidates.items():
            table[row, [column[name] for name in mine if name in column]] = 1
            right[row] = who in owners
            row += 1

    def shares(weighed: np.ndarray) -> np.ndarray:
        weighed = np.exp(weighed - np.repeat(np.maximum.reduceat(weighed, first), sizes))
        return weighed / np.repeat(np.add.reduceat(weighed, first), sizes)

    counted = np.repeat(np.ones(len(found)) if counts is None else np.array(counts), sizes)
    step = 1 / (np.linalg.norm(table * np.sqrt(counted)[:, None], 2) ** 2 / 2 + PENALTY)
    weights = momentum = np.zeros(len(names))
    pace = 1.0
    for _ in range(ROUNDS):
        weighed = table @ momentum
        target = shares(np.where(right > 0, weighed, -1e9))
        following = momentum - step * (table.T @ (counted * (shares(weighed) - target)) + PENALTY * momentum)
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        momentum = following + (pace - 1) / faster * (following - weights)
        weights, pace = following, faster
    return dict(zip(names, map(float, weights), strict=True))


def as_module(weights: dict[str, float]) -> str:
    """castbook/script/ranks.py with these weights."""
    return script_fit.as_module(HEAD, "RANKS", weights)


def main(given: Sequence[str]) -> str:
    """castbook/script/ranks.py, fitted to folders."""
    found: list[Example] = []
    counts: list[float] = []
    for one in given:
        weight, parted, folder = one.partition(":")
        found += examples([Path(folder if parted else one)])
        counts += [float(weight) if parted else 1.0] * (len(found) - len(counts))
    return as_module(fit(found, counts))


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1:]))
