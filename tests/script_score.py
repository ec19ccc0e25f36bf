"""The scorer for script reading: names, recall and precision of looks against a gold list, by words in the script."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from castbook import script

LONGEST_LOOK = 40  # words; a longer one counts as wrong whole
ENOUGH = 0.8  # of a gold span's words


@dataclass
class Score:
    """Sums over characters; `missed` and `wrong` say what to look at."""

    names: list[bool] = field(default_factory=list)
    spans: list[bool] = field(default_factory=list)
    right_words: float = 0
    words: int = 0
    leaks: list[str] = field(default_factory=list)  # lines that are no looks, found in an image prompt
    not_looks: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def found_names(self) -> float:
        return sum(self.names) / max(1, len(self.names))

    @property
    def recall(self) -> float:
        return sum(self.spans) / max(1, len(self.spans))

    @property
    def precision(self) -> float:
        return self.right_words / max(1, self.words)


def score(folder: Path) -> dict[str, Score]:
    """The scores of a folder of scripts with a gold.json, per format."""
    scores: defaultdict[str, Score] = defaultdict(Score)
    for name, gold in json.loads((folder / "gold.json").read_text("utf-8"))["files"].items():
        data = (folder / name).read_bytes()
        cast = [one.as_json() for one in script.describe(script.read(data, name))]
        words = words_of(data.decode("utf-8"))
        for character in gold["characters"]:
            _add(scores[gold["format"]], character, cast, words)
    return dict(scores)


def _add(total: Score, gold: dict[str, Any], cast: Sequence[dict[str, Any]], words: list[str]) -> None:
    called = {gold["name"], *gold["aliases"]}
    found = next((one for one in cast if called & {one["name"], *one["aliases"]}), None)
    total.names.append(found is not None)
    looks = found["looks"] if found else []
    mine = set().union(*(places_of(look["text"], words) for look in looks))
    theirs: set[int] = set()
    for span in gold["looks"]:
        places = places_of(span["text"], words)
        assert places, f"not in the script: {span['text']}"
        theirs |= places
        total.spans.append(len(places & mine) >= ENOUGH * len(places))
        if not total.spans[-1]:
            total.missed.append(f"{gold['name']}: {span['text']}")
    for look in looks:
        length, places = len(words_of(look["text"])), places_of(look["text"], words)
        right = len(places & theirs) * length / len(places) if places and length <= LONGEST_LOOK else 0
        total.words += length
        total.right_words += right
        if right * 2 < length:
            total.wrong.append(f"{gold['name']}: {look['text']}")
    prompt = " ".join(words_of(found["image_prompt"])) if found else ""
    total.not_looks += len(gold["not_looks"])
    total.leaks += [line for line in gold["not_looks"] if " ".join(words_of(line)) in prompt]


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, as the scores count them."""
    return re.findall(r"\w+", text.lower())


def places_of(text: str, words: list[str]) -> set[int]:
    """Which words of the script a verbatim stretch covers; empty if it does not stand there."""
    sought = words_of(text)
    starts = [
        i for i, word in enumerate(words) if sought and word == sought[0] and words[i : i + len(sought)] == sought
    ]
    return {at for start in starts for at in range(start, start + len(sought))}
