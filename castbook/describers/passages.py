"""The passages about one character that a language model gets to see, and nothing else of the script. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..script import Paragraph, ScriptText

MAX_CHARACTERS = 24_000  # about 6,000 tokens
_READ = ("action", "cast")


@dataclass(frozen=True)
class Passage:
    """One paragraph of the script."""

    number: int
    paragraph: Paragraph


def passages(script: ScriptText, names: Sequence[str]) -> list[Passage]:
    """The paragraphs that name the character, each with its neighbours, from the first on, up to 24,000 characters.

    Speech stays out: what people say of each other is no evidence.
    """
    named = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in names if name) + r")(?!\w)", re.IGNORECASE)
    told = [paragraph for paragraph in script.paragraphs if paragraph.kind in _READ]
    hits = [at for at, paragraph in enumerate(told) if named.search(paragraph.text)]
    wanted = sorted({near for at in hits for near in (at - 1, at, at + 1) if 0 <= near < len(told)})
    chosen: list[Passage] = []
    room = MAX_CHARACTERS
    for at in wanted:
        paragraph = told[at]
        if len(paragraph.text) > room:
            break
        room -= len(paragraph.text)
        chosen.append(Passage(len(chosen) + 1, paragraph))
    return chosen


def as_text(chosen: Sequence[Passage]) -> str:
    """The passages as the model reads them: [1] ..., one per line."""
    return "\n".join(f"[{passage.number}] {passage.paragraph.text}" for passage in chosen)
