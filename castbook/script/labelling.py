"""Which words of a story's sentence tell looks: a linear-chain conditional random field over its tags. Pure.

The model is that of Lafferty, McCallum and Pereira, "Conditional Random Fields", ICML 2001, with two labels. Its
weights (labelling_weights.py) were fitted to published first-person stories in which every telling of looks had been
marked (tests/script_labels.py fits them anew). No feature is a word or a name of these texts: only the tags
(tags.py), the punctuation, and what the rules have read in the sentence and around it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from .labelling_weights import WEIGHTS

_BAG = frozenset("BbGgmDdcPWYCHVJTtOZkvrRMNQeS")  # the tags by which a piece tells what it is about
_SHOWN = frozenset("BbGgmDdcWYJVNP")
_MANY_WORDS, _MANY_NAMES, _LONG_PIECE = 7, 2, 4  # fives of words; names; threes of words
_LEAST = 1e-4  # likelihood
_FAINT, _CLEAR = -6, 9  # its logarithm, its tenths


@dataclass(frozen=True)
class Seen:
    """A sentence, or a long one's part, as it is labelled.

    `tags`: one letter per word; `marks`: the punctuation before each word; `read` and `quoted`: whether the rules read
    a word as looks, and whether it is quoted by now; `source`: how it is known whom it is about; `told`: whether the
    two sentences before told looks, the last one first; `goes_on`: it does not open its paragraph; `fresh`: it names
    somebody for the first time; `names`: how often it names anybody; `likely`: how likely it tells looks at all
    (weighing.py), 0 to 1.
    """

    tags: str
    marks: tuple[str, ...]
    read: tuple[bool, ...]
    quoted: tuple[bool, ...]
    source: str
    told: tuple[bool, bool]
    goes_on: bool
    fresh: bool
    names: int
    likely: float


@dataclass(frozen=True)
class Features:
    """The names of all features: of the whole, of each piece between marks (with its end), of each word, of each step.

    `steps` has one entry less than there are words: what stands between a word and the one before it.
    """

    whole: list[str]
    pieces: list[tuple[int, list[str]]]
    words: list[list[str]]
    steps: list[list[str]]


def features(seen: Seen) -> Features:
    """What a sentence is labelled by; each feature counts once for each word that it holds for."""
    clear, around = _clear(seen), f"^{seen.tags}$"
    return Features(
        _of_whole(seen),
        [
            (end, [*names, *(name for place, bag in bags for name in _of_bag(place, bag))])
            for end, names, bags in _pieces(seen)
        ],
        [
            _of_word(clear, around[at : at + 3], read, quoted)
            for at, (read, quoted) in enumerate(zip(seen.read, seen.quoted, strict=True))
        ],
        [_of_step(mark, f"{before}{tag}") for mark, before, tag in _steps(seen)],
    )


def _clear(seen: Seen) -> int:
    return min(_CLEAR, int(seen.likely * 10))


def _of_whole(seen: Seen) -> list[str]:
    return [
        f"by-{seen.source}",
        "all",
        f"likely-{_clear(seen)}",
        f"faint-{max(_FAINT, int(math.log(max(seen.likely, _LEAST))))}",
        f"told-{seen.told[0]:d}",
        f"told-before-{seen.told[1]:d}",
        f"fresh-{seen.fresh:d}",
        f"goes-on-{seen.goes_on:d}",
        f"read-{any(seen.read):d}",
        f"words-{min(_MANY_WORDS, len(seen.tags) // 5)}",
        f"names-{min(_MANY_NAMES, seen.names)}",
        f"opens-{seen.tags[:2]}",
        *(f"has-{tag}" for tag in _SHOWN.intersection(seen.tags)),
    ]


def _pieces(seen: Seen) -> Iterator[tuple[int, list[str], list[tuple[str, frozenset[str]]]]]:
    """Each piece between marks: its end, its features, and the tags in it and in its neighbours."""
    cuts = [0, *(at for at, mark in enumerate(seen.marks) if mark and at), len(seen.tags)]
    bags = [frozenset(seen.tags[start:end]) for start, end in pairwise(cuts)]
    reads = [any(seen.read[start:end]) for start, end in pairwise(cuts)]
    for at, (start, end) in enumerate(pairwise(cuts)):
        length = end - start
        around = [("piece", bags[at])]
        found = [
            f"piece-read-{reads[at]:d}",
            f"piece-{any(seen.quoted[start:end]):d}-{sum(seen.read[start:end]) * 3 // length}",
            f"piece-words-{min(_LONG_PIECE, length // 3)}",
            f"piece-opens-{seen.tags[start]}",
            f"piece-opens-{seen.tags[start : min(end, start + 2)]}",
        ]
        if at:
            around.append(("before", bags[at - 1]))
            found.append(f"before-read-{reads[at - 1]:d}")
        else:
            found.append("first")
        if at + 1 < len(bags):
            around.append(("after", bags[at + 1]))
            found.append(f"after-read-{reads[at + 1]:d}")
        else:
            found.append("last")
        yield end, found, around


def _of_bag(place: str, bag: frozenset[str]) -> list[str]:
    """The tags in a piece or in its neighbour; "piece", "before" or "after" is the place."""
    return [f"{place}-{tag}" for tag in (bag if place == "piece" else bag & _BAG)]


def _of_word(clear: int, around: str, read: bool, quoted: bool) -> list[str]:
    """`around`: the tags of the word before, of the word and of the one after it."""
    return [
        around[1],
        around[:2],
        f"{around[1]}+{around[2]}",
        f"is-{read:d}{quoted:d}",
        f"read-{read:d}{around[1]}",
        f"quoted-{quoted:d}{around[1]}",
        f"likely-{clear}-{read:d}",
    ]


def _steps(seen: Seen) -> Iterator[tuple[str, str, str]]:
    """The mark between two words, and their tags."""
    for mark, (before, tag) in zip(seen.marks[1:], pairwise(seen.tags), strict=True):
        yield mark and _mark(mark), before, tag


def _mark(text: str) -> str:
    """The kind of some punctuation."""
    if any(dash in text for dash in "-\u2013\u2014"):
        return "-"
    return ";" if ":" in text or ";" in text else "," if "," in text else "."


def _of_step(mark: str, tags: str) -> list[str]:
    return [f"step{mark}", f"step{mark}{tags[1]}", *(() if mark else (f"step-{tags}",))]


class Labelling:
    """A fitted model: the weight of every feature that counts."""

    def __init__(self, weights: str) -> None:
        table = (entry.rpartition(":") for entry in weights.split())
        self._weight = {name: float(weight) for name, _, weight in table}
        self._bag = lru_cache(4096)(lambda *bag: self._sum(_of_bag(*bag)))
        self._word = lru_cache(32768)(lambda *word: math.exp(self._sum(_of_word(*word))))
        self._step = lru_cache(8192)(lambda *step: math.exp(self._sum(_of_step(*step))))

    def likelihoods(self, seen: Seen) -> list[float]:
        """How likely each word belongs to a telling of looks, 0 to 1."""
        clear = _clear(seen)
        whole = self._sum(_of_whole(seen))
        scores: list[float] = []
        around = f"^{seen.tags}$"
        for end, names, bags in _pieces(seen):
            piece = math.exp(whole + self._sum(names) + sum([self._bag(*bag) for bag in bags]))
            for at in range(len(scores), end):
                scores.append(piece * self._word(clear, around[at : at + 3], seen.read[at], seen.quoted[at]))
        return _marginals(scores, [1.0, *(self._step(mark, before + tag) for mark, before, tag in _steps(seen))])

    def _sum(self, names: Iterable[str]) -> float:
        weight = self._weight
        return sum([weight[name] for name in names if name in weight])


def _marginals(scores: Sequence[float], stays: Sequence[float]) -> list[float]:
    """Forward and backward over two labels: `scores` of a look at each word, `stays` of keeping the label before it."""
    forward: list[float] = []  # the share of the paths on which the word is a look
    share = 0.0
    for at, (score, stay) in enumerate(zip(scores, stays, strict=True)):
        look, none = (score, 1.0) if not at else (score * (share * stay + 1 - share), (1 - share) * stay + share)
        share = look / (look + none)
        forward.append(share)
    found = [0.0] * len(scores)
    ratio = 1.0  # of what follows, if the word is a look, to what follows if it is none
    for at in range(len(scores) - 1, -1, -1):
        look, none = forward[at] * ratio, 1 - forward[at]
        found[at] = look / (look + none)
        look, none = scores[at] * ratio, 1.0
        ratio = (look * stays[at] + none) / (look + none * stays[at])
    return found


MODEL = Labelling(WEIGHTS)
