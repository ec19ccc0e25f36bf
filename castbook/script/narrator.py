"""The one who tells a story and says I: whether there is one, and under which name. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from . import lexicon as lex
from .people import Person, tokens

NARRATOR = "Narrator"

_NAME = r"[A-Z\u00c0-\u00de][a-z\u00df-\u00ff]+(?:-[A-Z][a-z]+)?(?:\s[A-Z\u00c0-\u00de][a-z\u00df-\u00ff]+){0,2}"
_MY_NAME = re.compile(rf"\b(?:[Mm]y name (?:is|was)|[Cc]all me|I am called|I,(?= [^,]+,))\s+({_NAME})")
_I_AM = (
    r"[\"\u201c\u2018'](?:[^\"\u201d]{0,60}[.,!] )?(?:I'm|I\u2019m|I am|[Ii]t['\u2019]s|[Mm]y name(?: is|'s|\u2019s)) "
    rf"(?P<name>{_NAME})"
)
_SAID = r"I (?:said|told|answered|replied)\b"
_I_SAID = re.compile(rf"{_I_AM}[.,!]?[\"\u201d\u2019'] {_SAID}")  # "I'm Maddie," I said
_SAID_I = re.compile(rf"\b{_SAID}[^\"\u201c\u2018]{{0,40}}{_I_AM}")  # "Sorry," I said. "I'm Maddie."
_NO_NAMES = lex.word_list("the not so very just only sorry fine here from mister sir hi hello hey me you")
_OFTEN = 2  # how often somebody who is never spoken of is spoken to


def says_i(narration: Iterable[str]) -> bool:
    """Whether the narration (its speech blanked) says I."""
    said = total = 0
    for bare in narration:
        said += len(re.findall(r"\bI\b", bare))
        total += len(bare.split())
    return said > 3 and said * 200 > total


def add(people: list[Person], narration: Sequence[str], spoken: Sequence[str]) -> None:
    """The narrator, under the name they give themselves ("My name is Edith Marlow") or are called by.

    `spoken` is the same text as `narration` with its speech.
    """
    person = None
    for called in _own_names(narration, spoken):
        key = tokens(called)
        person = next((one for one in people if key in (tokens(one.name), *map(tokens, one.names))), None)
        if person is None:
            people.append(person := Person(" ".join(called.split())))
        break
    person = person or _called(people, narration, spoken)
    if person is None:
        people.append(person := Person(NARRATOR))
    person.narrates = True
    for name in ("I", "the narrator"):
        person.add(name)


def _own_names(narration: Sequence[str], spoken: Sequence[str]) -> list[str]:
    names = [told.group(1) for text in narration if (told := _MY_NAME.search(text))]
    names += [told["name"] for text in spoken if (told := _I_SAID.search(text) or _SAID_I.search(text))]
    return [name for name in names if name.split()[0].lower() not in _NO_NAMES]


def _called(people: Sequence[Person], narration: Sequence[str], spoken: Sequence[str]) -> Person | None:
    """The one person whom others speak to by name and the narration never names."""
    bare, text = "\n".join(narration), "\n".join(spoken)
    whose: dict[str, int] = {}
    for at, person in enumerate(people):
        names = (person.name, *person.names)
        if not any(_stands_in(bare, name) for name in names):
            whose.update(dict.fromkeys(names, at) | whose)
    if not whose:
        return None
    name = "|".join(map(re.escape, sorted(whose, key=len, reverse=True)))
    calling = re.compile(
        rf",\s(?P<called>{name})(?!,\s(?:and\s)?[A-Z]\w+,)(?=[,.!?][^\w\n]*(?:[\"\u201d\u2019']|\s))|"
        rf"[\"\u201c](?P<first>{name}),"
    )
    often = Counter(whose[called["called"] or called["first"]] for called in calling.finditer(text))
    found = [(count, at) for at, count in often.items() if count >= _OFTEN]
    found.sort(reverse=True)
    alone = len(found) == 1 or (len(found) > 1 and found[0][0] > found[1][0])
    return people[found[0][1]] if alone else None


def _stands_in(text: str, name: str) -> bool:
    """Whether a name stands in a text as a word. (A search for a pattern goes through a novel many times slower.)"""
    at = text.find(name)
    while at >= 0:
        if not any(map(str.isalnum, text[at - 1 : at] + text[at + len(name) : at + len(name) + 1])):
            return True
        at = text.find(name, at + 1)
    return False
