"""Which stretches of a narration tell how somebody looks, by the network's likelihoods (see network.py)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from .network import network, tokens
from .quoting import MAX_LOOK
from .sentences import Span, Word

TELLS = 0.05  # how likely one word of a sentence must be for the sentence to be read closely
SURE = 0.6  # how likely one word of a stretch must be to tell looks
GROWN = 0.2  # from which likelihood on its neighbours go on with it
WHOLE = 0.5  # how likely a piece of the sentence must be on average for all of it to belong to a stretch in it


class Labels:
    """How likely each word of a narration tells looks, for paragraphs in which speech is blanked.

    The network reads those of `narration` at once, in their order, and another one alone as it is asked for.
    """

    def __init__(self, narration: Iterable[str] = ()) -> None:
        self._of: dict[str, tuple[Sequence[int], Sequence[float], float]] = {}  # starts, likelihoods, the highest one
        self._read(list(narration))

    def likelihoods(self, text: str, words: Sequence[Word]) -> list[float]:
        """How likely each of some words of a paragraph tells looks, 0 to 1."""
        starts, looks, _ = self._labelled(text)
        return [looks[bisect_right(starts, word.start) - 1] for word in words]

    def tells(self, text: str, start: int, end: int) -> bool:
        """Whether a sentence of a paragraph may tell looks and is worth a closer reading."""
        starts, looks, highest = self._labelled(text)
        return highest > TELLS and max(looks[bisect_left(starts, start) : bisect_left(starts, end)], default=0) > TELLS

    def _labelled(self, text: str) -> tuple[Sequence[int], Sequence[float], float]:
        if text not in self._of:
            self._read([text])
        return self._of[text]

    def _read(self, texts: Sequence[str]) -> None:
        read = [tokens(text) for text in texts]
        for text, (_, starts), looks in zip(texts, read, network().likelihoods([one for one, _ in read]), strict=True):
            self._of[text] = starts, looks.tolist(), float(looks.max(initial=0.0))


class Stretch(NamedTuple):
    """The first and the last of some words, and how likely they are on average to tell looks, 0 to 1."""

    first: int
    last: int
    likely: float


def stretches(looks: Sequence[float], marks: Sequence[str]) -> Iterator[Stretch]:
    """Where words tell looks, each as long as a quote may be. `marks`: the punctuation before each word."""
    inside = [False] * len(looks)
    for first, last in _grown(looks):
        inside[first : last + 1] = [True] * (last + 1 - first)
    if not any(inside):
        return
    cuts = [0, *(at for at, mark in enumerate(marks) if mark and at), len(looks)]
    for start, end in pairwise(cuts):
        if any(inside[start:end]) and sum(looks[start:end]) > WHOLE * (end - start):
            inside[start:end] = [True] * (end - start)
    edges = [at for at, (before, here) in enumerate(pairwise([False, *inside, False])) if before != here]
    for span in zip(edges[::2], edges[1::2], strict=True):
        for first, end in _cut(*span, cuts):
            yield Stretch(first, end - 1, sum(looks[first:end]) / (end - first))


def _cut(first: int, end: int, cuts: Sequence[int]) -> Iterator[Span]:
    """A stretch in parts that a quote may be long, each as many pieces of the sentence as fit."""
    while end - first > MAX_LOOK:
        at = max((cut for cut in cuts if first < cut <= first + MAX_LOOK), default=end)
        yield first, at
        first = at
    if first < end:
        yield first, end


def _grown(looks: Sequence[float]) -> Iterator[Span]:
    first = -1
    for at, look in enumerate([*looks, 0.0]):
        if look > GROWN:
            first = at if first < 0 else first
        elif first >= 0:
            if max(looks[first:at]) > SURE:
                yield first, at - 1
            first = -1
