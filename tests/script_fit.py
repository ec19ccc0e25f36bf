"""What the programs that fit the describer's weights share: reading marked texts, writing a table of weights."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import script_score

WIDTH = 118


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


def as_module(head: str, name: str, weights: Mapping[str, float], first: str = "") -> str:
    """A module with a table of weights under a name; `first` stands on a line of its own before them."""
    lines = [first, ""] if first else [""]
    for feature, weight in sorted(weights.items()):
        entry = f"{feature}:{weight:.2f}"
        if len(lines[-1]) + len(entry) > WIDTH:
            lines.append(entry)
        else:
            lines[-1] = f"{lines[-1]} {entry}".strip()
    return f'"""{head}"""\n\n{name} = """\n' + "\n".join(lines) + '\n"""\n'
