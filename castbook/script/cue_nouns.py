"""Whom a screenplay brings in by the noun under which they then speak: "An old conductor", "THREE THUGS". Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from . import folk
from . import text as kinds
from .memory import Who
from .mentions import Mention
from .people import Person, is_role, title_of, tokens
from .tags import plain
from .text import ScriptText

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
COUNTS = {**_NUMBERS, "both": 2, "pair": 2, "couple": 2, "several": 3, "some": 2}
_COUNTED = re.compile(rf"\b(?:{'|'.join(COUNTS)})\s", re.IGNORECASE)
_ORDINALS = frozenset(("first", "second", "third", "fourth", "fifth", "1st", "2nd", "3rd", "4th", "5th", "other"))
_SERIAL = re.compile(r"#?\d+|one|two|three|four|five|six|[a-d]")
_PLURALS = {"man": "men", "woman": "women", "child": "children", "person": "people"}
_WORD = re.compile(r"\s([a-z]+)")
_MANY = {*(f"{noun}s" for noun in folk.PEOPLE | folk.OCCUPATIONS), "men", "women", "children", "people"}
_PEOPLE = re.compile(
    rf"\b(?P<count>{'|'.join(_NUMBERS)})\s(?:[\w\u2019'-]+,?\s){{0,4}}?(?P<noun>{'|'.join(sorted(_MANY))})\b",
    re.IGNORECASE,
)
_NAMES_NEXT = re.compile(r"(?:,[^.:;]*|[^.:;,]{0,80})(?:[.:]|\s[-\u2013\u2014]|,)\s+")
_AND, _ENDS = re.compile(r"\s*(?:,|and|&|,\s*and)\s*"), re.compile(r"\s*(?:[.\u2013\u2014]|$)")
_INDEFINITE = re.compile(r"(?<![\w\u2019'-])(?:an?|another) (?:[\w'\u2019-]+,? ){0,4}$", re.IGNORECASE)
_THE = re.compile(r"\b[Tt]he ([a-z]+)\b(?![-\u2019'])")
_BEFORE = 60  # letters
_LONGEST = 4  # words before the noun


@dataclass(frozen=True)
class Several:
    """A phrase that brings in several who then speak under its noun: where it and its noun stand, whom it means."""

    first: int
    start: int
    end: int
    who: Who
    names: tuple[int, int] | None = None  # right after it, so that the noun itself tells: "two men: Ida and Otto"


def speaking_next(script: ScriptText, by_cue: dict[tuple[str, ...], Who]) -> dict[int, frozenset[int]]:
    """The line of each paragraph of action -> those who speak after it in its scene."""
    found: dict[int, frozenset[int]] = {}
    coming: frozenset[int] = frozenset()
    scene = -1
    for paragraph in reversed(script.paragraphs):
        if paragraph.scene != scene:
            scene, coming = paragraph.scene, frozenset()
        if paragraph.kind == kinds.CUE:
            coming = coming.union(by_cue.get(tokens(paragraph.speaker), ()))
        elif paragraph.kind == kinds.ACTION:
            found[paragraph.line] = coming
    return found


class CueNouns:
    """The cues that are nouns, and how a direction calls those who have them before they speak."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._single: dict[int, tuple[str, ...]] = {}
        last: defaultdict[str, list[int]] = defaultdict(list)
        series: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for who, person in enumerate(people):
            noun = tokens(person.name)
            if not person.speeches and base(noun) == noun:
                continue
            if noun:
                self._single[who] = noun
                last[noun[-1]].append(who)
            series[base(noun)].append(who)
        self._series = {noun: tuple(sorted(who)) for noun, who in series.items() if noun}
        self._order = {noun: at for at, noun in enumerate(self._series)}
        self._many = frozenset(noun for noun, who in self._series.items() if len(who) > 1)
        self._alone = {who[0]: noun for noun, who in self._series.items() if len(who) == 1}
        for word, bearers in last.items():  # "a gruff cook" is SCARY COOK, where there is no other cook
            if len(bearers) == 1 and is_role(word) and not title_of(people[bearers[0]].name):
                self._single[bearers[0]] = (word,)
        self.anybody = anybody(people)
        nouns = {who: tokens(one.name) for who, one in enumerate(people) if is_role(one.name)}
        self._last = {who: noun[-1] for who, noun in nouns.items() if len(noun) > 1 and noun[-1].isalpha()}

    def with_nouns(
        self, text: str, named: Sequence[Mention], speaking: frozenset[int], known: set[int], recent: Sequence[int]
    ) -> list[Mention]:
        """The mentions with "an old conductor", where CONDUCTOR is about to speak for the first time."""
        here = speaking.union(recent)
        found = [one for one in named if one.who in speaking or not self._is_another(text, one, here)]
        for who in sorted(speaking.difference(known)):
            met = _single(self._single[who]).search(text) if who in self._single else None
            if not met or _goes_on(text, met.end()):
                continue
            if not any((m.start < met.end() and met.start("noun") < m.end) or m.who == who for m in named):
                found.append(Mention(met.start("noun"), met.end("noun"), who))
        found += self._by_last_word(text, found, recent)
        return sorted(found, key=lambda one: one.start)

    def _is_another(self, text: str, named: Mention, here: Set[int]) -> bool:
        """Whether "A NAKED MAN" is somebody new, where the MAN who speaks does so in other scenes."""
        if named.who not in self.anybody:
            return False
        new = _INDEFINITE.search(text, max(0, named.start - _BEFORE), named.start)
        return bool(new) or named.who not in here

    def _by_last_word(self, text: str, named: Sequence[Mention], recent: Sequence[int]) -> Iterator[Mention]:
        """ "The pirate" of the ONE-EYED PIRATE who is in the scene, where no other pirate is."""
        called: dict[str, list[int]] = defaultdict(list)
        for who in recent:
            if noun := self._last.get(who):
                called[noun].append(who)
        for noun, bearers in called.items():
            for met in _THE.finditer(text) if len(bearers) == 1 and f"he {noun}" in text else ():
                if met[1] != noun:
                    continue
                if not any(m.start < met.end() and met.start() < m.end for m in named) and not _goes_on(
                    text, met.end()
                ):
                    yield Mention(met.start(), met.end(), bearers[0])

    def several(self, text: str, speaking: frozenset[int], known: set[int]) -> Iterator[Several]:
        """ "THREE THUGS in cheap suits", where THUG #1 and THUG #2 are new, or a THUG is about to speak."""
        if not _COUNTED.search(text):
            return
        single = {self._alone[who] for who in speaking if who in self._alone}
        for noun in sorted(single.union(self._many), key=self._order.__getitem__):
            series = self._series[noun]
            many = tuple(one for one in series if one not in known and (len(series) > 1 or one in speaking))
            if many and (met := _plural(noun).search(text)) and len(many) <= COUNTS[met["count"].lower()]:
                yield Several(met.start(), met.start("noun"), met.end("noun"), many)


def anybody(people: Sequence[Person]) -> frozenset[int]:
    """Those who are cued by a noun that may mean somebody else in another scene: MAN, GIRL."""
    found = (who for who, one in enumerate(people) if one.speeches and not one.names)
    return frozenset(who for who in found if people[who].name.lower() in folk.PEOPLE)


def _goes_on(text: str, end: int) -> bool:
    """Whether another noun follows: "an old lady clerk"."""
    following = _WORD.match(text, end)
    if not following:
        return False
    word = following[1]
    return plain(word) in "OPZk" or (plain(word) == "X" and not word.endswith(("s", "ing", "ed")))


def named_after(text: str, named: Sequence[Mention], known: set[int]) -> Iterator[Several]:
    """ "Two young men come down the road. Ben and Tom.": several who get their names at once, right after."""
    for met in _PEOPLE.finditer(text) if len(named) > 1 and _COUNTED.search(text) else ():
        count = _NUMBERS[met["count"].lower()]
        following = [one for one in named if one.start > met.end()][:count]
        who = tuple(dict.fromkeys(one.who for one in following))
        if len(who) < count or not _NAMES_NEXT.fullmatch(text, met.end(), following[0].start):
            continue
        joined = all(_AND.fullmatch(text, a.end, b.start) for a, b in pairwise(following))
        if joined and known.isdisjoint(who) and _ENDS.match(text, following[-1].end):
            yield Several(met.start(), met.start("noun"), met.end("noun"), who, (following[0].start, following[-1].end))


def base(noun: tuple[str, ...]) -> tuple[str, ...]:
    """A cue's noun without its number: THUG #2, 1ST DIPLOMAT and SECOND GUARD are one of several."""
    if noun[:1] and noun[0] in _ORDINALS:
        noun = noun[1:]
    if len(noun) > 1 and _SERIAL.fullmatch(noun[-1]):
        noun = noun[:-1]
    return noun


@lru_cache(maxsize=4096)  # most cues are never called by their noun
def _single(noun: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:[Aa]n?|[Aa]nother|[Tt]he)\s(?:[a-z\u2019'-]+,?\s){{0,{_LONGEST}}}?(?P<noun>{_joined(noun)})\b(?![-\u2019'])"
    )


@lru_cache(maxsize=4096)
def _plural(noun: tuple[str, ...]) -> re.Pattern[str]:
    *former, last = noun
    forms = {_PLURALS.get(last, ""), f"{last}s", f"{last}es", f"{last}'s", f"{last}\u2019s"}
    if last.endswith("y"):
        forms.add(f"{last[:-1]}ies")
    if last.endswith(("man", "woman")):
        forms.add(f"{last[:-2]}en")
    many = "|".join(map(re.escape, sorted(filter(None, forms), key=len, reverse=True)))
    whole = r"[\s-]".join([*map(re.escape, former), f"(?:{many})"])
    return re.compile(
        rf"\b(?P<count>{'|'.join(COUNTS)})\s(?:of\s)?(?:[\w\u2019'-]+,?\s){{0,{_LONGEST}}}?(?P<noun>{whole})(?![\w-])",
        re.IGNORECASE,
    )


def _joined(noun: tuple[str, ...]) -> str:
    return r"[\s-]".join(map(re.escape, noun))
