"""What is an ordinary word in a script and no part of a name: what the script itself also writes small. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from . import text as kinds
from .alphabet import UPPER
from .people import TITLES, Person, is_role, tokens
from .text import ScriptText, Speaker

_WORD = re.compile(r"(?<![\w'\u2019])[A-Za-z\u00c0-\u024f]+(?:['\u2019][a-z]+)?(?![\w'\u2019])")
_CAPITAL = re.compile(rf"(?<![\w'\u2019])(?=[{UPPER}]){_WORD.pattern}")
_BEGINS = re.compile(r"[.!?:\u201d\")]\s*$")
_GLUED = ("for", "from", "with", "and", "the", "who", "into", "in", "to", "of", "is", "was", "at", "as", "has")
_RARELY = 10  # times less often cued


class Words:
    """The words of a screenplay's directions and speeches, by how they are written."""

    def __init__(self, script: ScriptText) -> None:
        told = [one.text for one in script.paragraphs if one.kind in (kinds.ACTION, kinds.DIALOGUE)]
        written = Counter(word for text in told for word in _WORD.findall(text))
        self._small = Counter({word: count for word, count in written.items() if word.islower()})
        self._capital: Counter[str] = Counter()  # within a sentence
        for text in told:
            for match in _CAPITAL.finditer(text, 1):
                word = match.group()
                if not word.isupper() and not _BEGINS.search(text, max(0, match.start() - 3), match.start()):
                    self._capital[word.lower()] += 1

    def is_ordinary(self, token: str) -> bool:
        """Whether a word is written small, and more often so than with a capital."""
        return self._small[token] > self._capital[token]

    def is_glued(self, token: str) -> bool:
        """Whether a word is a name and the next word run together: "Halefor", where there is a Hale."""
        return any(
            token.endswith(end) and len(token) > len(end) + 2 and self._capital[token[: -len(end)]]
            for end in _GLUED
            if self._capital[token] < self._capital[token[: -len(end)]]
        )


def call_as_cued(people: Sequence[Person], speakers: Sequence[Speaker], ordinary: Words) -> None:
    """Who is cued TIM a hundred times and TIM TEXT twice is Tim: the other cue adds an ordinary word."""
    cued = {tokens(speaker.name): speaker for speaker in speakers}
    for person in people:
        key = tokens(person.name)
        long = cued.get(key)
        short = [
            one
            for name in person.names
            if (one := cued.get(tokens(name)))
            and set(tokens(name)) < set(key)
            and all(ordinary.is_ordinary(token) for token in set(key) - set(tokens(name)) - TITLES)
            and not is_role(name)
            and not set(key) - set(tokens(name)) <= TITLES
        ]
        if long and short and max(one.speeches for one in short) >= _RARELY * long.speeches:
            main = max(short, key=lambda one: one.speeches).name
            person.names = [person.name, *(name for name in person.names if name != main)]
            person.name = main
