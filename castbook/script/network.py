"""How likely each word of a text belongs to a telling of looks: a small convolutional network over its words.

Dilated convolutions (Yu and Koltun, "Multi-Scale Context Aggregation by Dilated Convolutions", ICLR 2016) with
residual steps: a word is judged by its REACH neighbours on either side. docs/scripts.md says how the weights were made;
they are read from the file beside this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from .tags import plain

Numbers = np.ndarray[Any, np.dtype[Any]]

DILATIONS = (1, 2, 4, 8, 1)
REACH = sum(DILATIONS)
TAGS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz&"
BREAK = "\0"  # stands between paragraphs
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|['\u2019][^\W\d_]+|\d+|[^\w\s]")
_CHUNK = 2048  # tokens judged at once


def tokens(text: str) -> tuple[list[str], list[int]]:
    """The words, numbers and marks of a paragraph, as written, and where each starts."""
    found = list(_TOKEN.finditer(text))
    return [one.group() for one in found], [one.start() for one in found]


def low(token: str) -> str:
    """A token as the network knows it: small letters, plain apostrophes, any number as 0."""
    return "0" if token[0].isdigit() else token.lower().replace("\u2019", "'")


def rare(token: str) -> tuple[str, int]:
    """What stands for a word that the network does not know: its last three letters and its tag's place in TAGS."""
    return token[-3:], TAGS.find(plain(token)) if token[0].isalpha() else len(TAGS)


class Network:
    """A trained network: `words` x `width` entries for words, `endings` and `tags` for others, `kernels` per layer."""

    def __init__(self, arrays: dict[str, Numbers]) -> None:
        self._known = {word: at for at, word in enumerate(_lines(arrays["words"]))}
        self._ending = {word: at for at, word in enumerate(_lines(arrays["endings"]))}
        self._of_words = arrays["of_words"].astype(np.float32) * arrays["scale"].astype(np.float32)
        self._of_endings, self._of_tags, self._of_case, self._kernels, self._biases, self._out = (
            arrays[name].astype(np.float32) for name in ("of_endings", "of_tags", "of_case", "kernels", "biases", "out")
        )

    def likelihoods(self, paragraphs: Iterable[Sequence[str]]) -> list[Numbers]:
        """How likely each token of each paragraph belongs to a telling of looks: float32, 0 to 1, one array each."""
        texts = list(paragraphs)
        joined = list(chain.from_iterable((*text, BREAK) for text in texts))
        if not joined:
            return []
        place = {token: at for at, token in enumerate(dict.fromkeys(joined))}
        rows = np.fromiter(map(place.__getitem__, joined), np.int64, len(joined))
        table = np.stack([self._entry(token) for token in place])
        looks = np.empty(len(rows), np.float32)
        for start in range(0, len(rows), _CHUNK):
            first = max(0, start - REACH)
            part = self._judged(table[rows[first : start + _CHUNK + REACH]])
            looks[start : start + _CHUNK] = part[start - first :][:_CHUNK]
        ends = np.cumsum([len(text) + 1 for text in texts])
        return [looks[end - len(text) - 1 : end - 1] for text, end in zip(texts, ends, strict=True)]

    def _entry(self, token: str) -> Numbers:
        """What the network starts from: `width` numbers for a token as it is written."""
        known = self._known.get(word := low(token))
        if known is not None:
            entry = self._of_words[known]
        else:
            ending, tag = rare(word)
            entry = self._of_endings[self._ending.get(ending, -1)] + self._of_tags[tag]
        return entry + self._of_case[int(token[0].isupper())]

    def _judged(self, entries: Numbers) -> Numbers:
        """Convolves `entries`, tokens x width; what stands beyond their ends counts as nothing."""
        for dilation, kernel, bias in zip(DILATIONS, self._kernels, self._biases, strict=True):
            padded = np.pad(entries, ((dilation, dilation), (0, 0)))
            last = len(entries)
            around = np.concatenate([padded[:last], entries, padded[2 * dilation :]], axis=1)
            entries = entries + np.maximum(around @ kernel + bias, 0)
        return 0.5 + 0.5 * np.tanh(0.5 * (entries @ self._out[:-1] + self._out[-1]))  # the logistic function


def _lines(text: Numbers) -> list[str]:
    return bytes(text).decode("utf-8").split("\n")


@cache
def network() -> Network:
    """The network that the pack brings along, read once."""
    with np.load(Path(__file__).with_name("network.npz"), allow_pickle=False) as arrays:
        return Network(dict(arrays))
