"""The one who tells a story and says I: whether there is one, and under which name. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from . import folk
from . import lexicon as lex
from .alphabet import LOWER, UPPER
from .people import Person, tokens

NARRATOR = "Narrator"

_NAME = rf"[{UPPER}][{LOWER}]+(?:-[{UPPER}][{LOWER}]+)?(?:\s[{UPPER}][{LOWER}]+){{0,2}}"
_MY_NAME = re.compile(
    rf"\b(?:[Mm]y name (?:is|was)|[Cc]all me|I(?: am| was|'m) called|I called myself|I,(?= [^,]+,))\s+({_NAME})"
)
_WAS_MY_NAME = re.compile(rf"\b(?P<name>{_NAME}) (?:was|is) (?:my name|the name on)\b")
_I_AM_ONE = re.compile(  # "I am Mogra, Reckoner to the King"; not "I am English, a man of peace"
    rf"\bI am (?P<name>{_NAME}), (?:[{UPPER}][\w-]+|(?:the|a|an|once) [\w-]+) (?:to|of|in|from)\b"
)
_CALL_ME = re.compile(rf"\b[Cc]all(?:s|ed)? me (?P<name>{_NAME})")
_I_AM = (
    r"[\"\u201c\u2018'](?:[^\"\u201d]{0,60}[.,!] )?(?:I'm|I\u2019m|I am|[Ii]t['\u2019]s|[Mm]y name(?: is|'s|\u2019s)) "
    rf"(?P<name>{_NAME})"
)
_SAID = r"I (?:said|told|answered|replied)\b"
_I_SAID = re.compile(rf"{_I_AM}[.,!]?[\"\u201d\u2019'] {_SAID}")  # "I'm Maddie," I said
_SAID_I = re.compile(rf"\b{_SAID}[^\"\u201c\u2018]{{0,40}}{_I_AM}")  # "Sorry," I said. "I'm Maddie."
_NO_NAMES = lex.word_list(
    "the not so very just only sorry fine here from mister sir hi hello hey me you that this it what which"
)
_OFTEN = 2  # how often somebody who is never spoken of is spoken to
_SURELY = 3  # how often the teller answers to a name that the narration speaks of too
_CALLING = re.compile(
    r"(?:,\s|[Mm]y dear\s|[\"'\u201c\u2018]|(?P<opens>[.!?]\s))"
    r"(?P<name>[A-Z][\w.'\u2019-]*(?:\s[A-Z][\w'\u2019-]+){0,2})"
    r"(?!,\s(?:and\s)?[A-Z]\w+,)(?(opens),[\"\u201d\u2019]|[,.!?;])"
)  # "Good night, Orrin," she said; "Orrin, come here!"; "It is late. Orrin," she said
_ASKED = "said|told|answered|replied|asked|cried|whispered|murmured|exclaimed|returned|remarked|inquired|demanded|says"
_I_SAID_SO = (
    rf"\bI (?:{_ASKED})\b(?<!returned)|\bI returned(?=[,.:])|\b(?:{_ASKED}) I\b"  # not "I returned with the rum"
)
_I_SAY = re.compile(_I_SAID_SO)
_TO_ME = re.compile(
    r"\b(?:to|at|upon|on|with|towards?) (?:me|us)\b|\bmy\b|"
    r"\b(?:told|asked|answered|saw|addressed|interrupted|greeted|gave|took|led|shook|called) me\b"
)
_I_ANSWER = re.compile(rf"\s*I\b|.{{0,400}}?(?:{_I_SAID_SO})", re.DOTALL)


def says_i(narration: Iterable[str]) -> bool:
    """Whether the narration (its speech blanked) says I."""
    said = total = 0
    for bare in narration:
        said += len(re.findall(r"\bI\b", bare))
        total += len(bare.split())
    return said > 3 and said * 200 > total


def add(people: list[Person], narration: Sequence[str], spoken: Sequence[str]) -> None:
    """The narrator, before all others, under the name they give themselves ("My name is Marlow") or are called by.

    `spoken` is the same text as `narration` with its speech.
    """
    own = _own_names(narration, spoken)
    person = _under(people, own[0]) if own else None
    called = _called(people, narration, spoken)
    if person is None:
        person = called
    others = [called] if called is not None else []
    others += [_under(people, name) for name in own[1:] if _hardly_told_of(narration, name)]
    for other in others:  # "My name is Amos Hale, but they call me Button"
        if person is not None and other is not person and other in people and _is_free(person, other):
            for name in (other.name, *other.names):
                person.add(name)
            people.remove(other)
    if person is None:
        person = Person(NARRATOR)
    else:
        people.remove(person)
    people.insert(0, person)  # nobody is spoken of as often
    person.narrates = True
    for name in ("I", "the narrator"):
        person.add(name)


def _is_free(person: Person, other: Person) -> bool:
    """Whether nothing speaks against two names being one person's."""
    return other.gender in ("", person.gender or other.gender)


def _hardly_told_of(narration: Sequence[str], name: str) -> bool:
    """Whether a story says a name no more often than it says that the teller has it."""
    return sum(_mentions(text, name) for text in narration) <= _OFTEN


def _under(people: list[Person], name: str) -> Person:
    """Who has this name, or somebody new."""
    key = tokens(name)
    person = next((one for one in people if key in (tokens(one.name), *map(tokens, one.names))), None)
    if person is None:
        people.append(person := Person(" ".join(name.split())))
    return person


def _own_names(narration: Sequence[str], spoken: Sequence[str]) -> list[str]:
    names = [told["name"] for told in _found(_WAS_MY_NAME, " name", narration)]
    names += [told["name"] for told in _found(_I_AM_ONE, "I am ", narration)]
    names += [told.group(1) for text in narration if (told := _MY_NAME.search(text))]
    names += [told["name"] for text in spoken if (told := _I_SAID.search(text) or _SAID_I.search(text))]
    return [name for name in names if name.split()[0].lower() not in _NO_NAMES | folk.ORIGINS]


def _found(pattern: re.Pattern[str], sign: str, narration: Sequence[str]) -> list[re.Match[str]]:
    """What a pattern finds first in each paragraph that holds a sign of it, which is far quicker to look for."""
    return [told for text in narration if sign in text and (told := pattern.search(text))]


def _called(people: Sequence[Person], narration: Sequence[str], spoken: Sequence[str]) -> Person | None:
    """Whom others speak to by name before the one who tells it answers, and whom the narration does not name.

    Of several the one who is surely spoken to the most often; nobody if there is none such.
    """
    whose = {name: at for at, person in enumerate(people) for name in (person.name, *person.names)}
    often: Counter[int] = Counter()
    surely: Counter[int] = Counter()
    for at, text in enumerate(spoken):
        bare = narration[at]
        if bare == text or _I_SAY.search(bare):
            continue  # nobody speaks, or the teller does
        answer = narration[at + 1] if at + 1 < len(narration) else ""
        to_me = _TO_ME.search(bare) or _I_ANSWER.match(answer)
        for calling in _CALLING.finditer(text):
            who = whose.get(calling["name"])
            told = text[: calling.start()]
            if told.rfind("\u2018") > told.rfind("\u201c") > told.rfind("\u201d"):
                continue  # what somebody tells that was said
            if who is not None and bare[calling.start("name")].isspace():
                often[who] += 1
                surely[who] += bool(to_me)
    whole = "\n".join(narration) if surely.total() else ""
    so = _found(_CALL_ME, " me ", narration) if whole else []
    found = []
    for who, sure in surely.items():
        if not sure:
            continue
        names = (people[who].name, *people[who].names)
        named = sum(_mentions(whole, name) for name in names) - sum(told["name"] in names for told in so)
        if often[who] >= _OFTEN and (not named or (sure >= _SURELY and named <= often[who])):
            found.append((sure, often[who], who))
    found.sort(reverse=True)
    alone = len(found) == 1 or (len(found) > 1 and found[0][:2] > found[1][:2])
    return people[found[0][2]] if alone else None


def _mentions(text: str, name: str) -> int:
    """How often a name stands in a text as a word. (A search for a pattern goes through a novel many times slower.)"""
    count, at = 0, text.find(name)
    while at >= 0:
        count += not any(map(str.isalnum, text[at - 1 : at] + text[at + len(name) : at + len(name) + 1]))
        at = text.find(name, at + 1)
    return count
