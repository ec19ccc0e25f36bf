"""Who never speaks in a screenplay, but is named in capitals right before what is likely to tell looks. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import text as kinds
from . import verbs
from .alphabet import UPPER
from .fullnames import CAPS_WORD, NO_NAME, NOBODY
from .headings import is_place
from .labelling import Labels
from .people import Person, is_role, likely_gender, title_of, tokens
from .sentences import without_speech, words
from .tags import plain
from .text import ScriptText

_RUN = re.compile(
    rf"(?<![\w'\u2019\"\u201c])(?<![{UPPER}]\s)(?<!\s\s)(?:AN? |THE )?"
    rf"(?P<name>{CAPS_WORD}(?: {CAPS_WORD}){{0,2}})(?=\s?[,.:(]|\s[a-z])"
)
_CAPS = re.compile(rf"[^\w.!?]*{CAPS_WORD}|[^\w.!?]*[\"\u201c]")
_OTHER = re.compile(rf"\b{CAPS_WORD}\b")
_ON_SCREEN = frozenset(("screen", "split", "shot", "card", "song", "music"))
_LIKELY = 0.6
_NEXT, _LEAST_NEXT = 6, 2  # words right behind the name, and how many of them must be likely to tell looks
_NEAR, _LEAST_NEAR = 12, 4  # and of all that follow
_THING = re.compile("[GgBbtQTDdcYe]")  # "a BLUE SCARF", "she is NICE"


def add(people: list[Person], script: ScriptText, labels: Labels) -> None:
    """Those of whom nobody has heard: "out of the rye steps THE COCK. He is as big as a horse"."""
    known = [set(tokens(name)) for person in people for name in (person.name, *person.names)]
    for paragraph in script.paragraphs:
        if paragraph.kind != kinds.ACTION:
            continue
        told = without_speech(paragraph.text)
        for match in _RUN.finditer(told):
            name = match["name"]
            key = set(tokens(name))
            same = any(key <= other or (other <= key and not is_role(name)) for other in known)
            if same or not _is_one(name) or _CAPS.match(paragraph.text, match.end()):
                continue
            if _is_shown(told, match.end(), labels):
                people.append(Person(name, line=paragraph.line_at(match.start())))
                known.append(key)


def _is_one(name: str) -> bool:
    """Whether a name in capitals may be one character's: no crowd, place, thing, deed or short for something."""
    key = tokens(name)
    if set(key) & (NOBODY | NO_NAME | _ON_SCREEN) or not all(len(token) > 1 for token in key) or is_place(name):
        return False
    last = key[-1]
    if len(key) == 1 and (last in verbs.ACTIONS | verbs.BASES or not re.search("[aeiouy].*[^aeiou]|..[aeiouy]", last)):
        return False
    many = last.endswith("s") and not likely_gender(name) and not title_of(name)
    return not many and not _THING.search(plain(last)) and len(name) > 3


def _is_shown(told: str, start: int, labels: Labels) -> bool:
    """Whether what follows a name is likely to tell looks, from its first words on."""
    other = _OTHER.search(told, start)
    end = other.start() if other else len(told)
    follow: Sequence[float] = labels.likelihoods(told, words(told, start, end)[:_NEAR])
    next_to = sum(one > _LIKELY for one in follow[:_NEXT])
    return next_to >= _LEAST_NEXT and sum(one > _LIKELY for one in follow) >= _LEAST_NEAR
