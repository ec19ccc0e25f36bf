"""What the programs that fit the describer's weights share: reading marked texts, writing a table of weights."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import script_score

WIDTH = 118
PLAIN, PASSING = 1, 2  # looks that a portrait needs, and those of a moment; 0: no looks
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Marked:
    """A script with the list of looks in it. `theirs`: everybody's names and the words that tell how they look."""

    name: str
    data: bytes
    gold: dict[str, Any]
    words: list[str]
    theirs: list[tuple[set[str], set[int]]]

    @property
    def anybodys(self) -> set[int]:
        """The words that tell how anybody looks."""
        return set().union(*(places for _, places in self.theirs))


def marked(folders: Sequence[Path]) -> Iterator[Marked]:
    """The scripts of folders that each hold some and a gold.json as tests/scripts does (see script_score.py)."""
    for folder in folders:
        for name, gold in json.loads((folder / "gold.json").read_text("utf-8"))["files"].items():
            data = (folder / name).read_bytes()
            words = script_score.words_of(data.decode("utf-8"))
            theirs = [
                (
                    {one["name"], *one["aliases"]},
                    set[int]().union(*(script_score.places_of(span["text"], words) for span in one["looks"])),
                )
                for one in gold["characters"]
            ]
            yield Marked(name, data, gold, words, theirs)


@dataclass(frozen=True)
class Passage:
    """A paragraph in which every telling of looks has been marked; what stands before it is not."""

    before: list[str]
    text: str
    looks: list[int]  # of each word: PLAIN, PASSING or 0


def passages(folders: Sequence[Path]) -> Iterator[Passage]:
    """The passages of folders that each hold a passages.json.

    That is a list of {"text", "before": [paragraphs], "looks": [{"text", "core"}]}: what is not core passes.
    """
    for folder in folders:
        for one in json.loads((folder / "passages.json").read_text("utf-8")):
            yield Passage(one["before"], one["text"], told([one["text"]], one["looks"]))


def told(paragraphs: Sequence[str], looks: Sequence[dict[str, Any]]) -> list[int]:
    """Of each word of some paragraphs: PLAIN, PASSING or 0, by the stretches that a list has of them."""
    patterns = [
        (re.compile(r"\W{0,4}\s+\W{0,4}".join(map(re.escape, one["text"].split()))), one.get("core", True))
        for one in looks
    ]
    found: list[int] = []
    for text in paragraphs:
        spans = [(match.span(), core) for pattern, core in patterns for match in pattern.finditer(text)]
        for word in _WORD.finditer(text):
            here = [core for (start, end), core in spans if start < word.end() and word.start() < end]
            found.append(PLAIN if True in here else PASSING if here else 0)
    return found


def as_module(head: str, name: str, weights: Mapping[str, float]) -> str:
    """A module with a table of weights under a name."""
    lines = [""]
    for feature, weight in sorted(weights.items()):
        entry = f"{feature}:{weight:.2f}"
        if len(lines[-1]) + len(entry) > WIDTH:
            lines.append(entry)
        else:
            lines[-1] = f"{lines[-1]} {entry}".strip()
    return f'"""{head}"""\n\n{name} = """\n' + "\n".join(lines) + '\n"""\n'
