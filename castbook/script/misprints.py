"""One person under two cues of which one has a slip of the pen: HALOWAY and HALLWOAY for HALLOWAY. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from . import given_names
from . import text as kinds
from .people import Person, tokens
from .tags import plain
from .text import ScriptText

_LONG = 5  # letters of the shorter spelling
_RARE = 3  # how many times less often the wrong spelling is cued
_VERY_RARE = 10  # and where it is another name
_READ_AS = str.maketrans("01", "ol")


def join(people: list[Person], script: ScriptText, first: int) -> None:
    """Join those from `first` on, who are in no list, to whom their cue means but for one letter."""
    owner = {tokens(name): at for at, one in enumerate(people) for name in (one.name, *one.names)}
    heard = [owner.get(tokens(one.speaker), -1) for one in script.paragraphs if one.kind == kinds.CUE]
    talks: Counter[frozenset[int]] | None = None  # how often one is heard right after the other
    keys = [tokens(one.name) for one in people]
    alike: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        for shape in _but_for_one(key):
            alike[shape].append(at)
    gone: set[int] = set()
    for wrong in sorted(range(first, len(people)), key=lambda at: people[at].speeches):
        near = {at for shape in _but_for_one(keys[wrong]) for at in alike[shape]}.difference(gone, (wrong,))
        fits = [at for at in sorted(near) if _is_misprint(keys[wrong], keys[at])]
        if len(fits) != 1 or not _is_rare(people[wrong], people[fits[0]]):
            continue
        talks = talks or Counter(map(frozenset, pairwise(heard)))
        if talks[frozenset((wrong, fits[0]))] <= people[wrong].speeches:  # they do not answer each other
            meant = people[fits[0]]
            for name in (people[wrong].name, *people[wrong].names):
                meant.add(name)
            meant.speeches += people[wrong].speeches
            gone.add(wrong)
    people[:] = [one for at, one in enumerate(people) if at not in gone]


def _but_for_one(key: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    """What a name shares with those that differ from it in one word, whose first letter is the same."""
    for at, token in enumerate(key):
        yield at, token[:1], key[:at], key[at + 1 :]


def _is_rare(wrong: Person, right: Person) -> bool:
    """Whether one is cued so much less often, or is no word where the other is one: PRISIONER."""
    mine, its = tokens(wrong.name), tokens(right.name)
    if any(token != as_read for token, as_read in zip(mine, map(_as_read, mine), strict=True)):
        return True
    unknown = next(token for token in mine if token not in its)
    if given_names.gender(unknown):
        return wrong.speeches * _VERY_RARE <= right.speeches and wrong.gender in ("", right.gender)
    no_word = all(plain(token) != "X" for token in its)
    return no_word or wrong.speeches * _RARE <= right.speeches or wrong.speeches < min(2, right.speeches)


def _as_read(token: str) -> str:
    """A word with the letters that were read as digits: MULLROY for MULLR0Y; ROBOT1 is a robot with a number."""
    return token.translate(_READ_AS) if token[:1].isalpha() and token[-1:].isalpha() else token


def _is_misprint(wrong: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two names differ in one word of theirs by one letter, which is no other word then."""
    if len(wrong) != len(right):
        return False
    differing = [(_as_read(mine), _as_read(its)) for mine, its in zip(wrong, right, strict=True) if mine != its]
    if len(differing) != 1:
        return False
    (mine, its) = differing[0]
    if mine == its:
        return True
    if min(len(mine), len(its)) < _LONG or mine[0] != its[0] or not (mine + its).isalpha() or plain(mine) != "X":
        return False
    return mine != f"{its}s" and its != f"{mine}s" and _one_slip(mine, its)


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter is wrong, left out, put in, or two stand the wrong way round, if any."""
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, its = one[start:], other[start:]
    swapped = rest[:2] == its[1::-1] and rest[2:] == its[2:]
    return swapped or rest[1:] == its[1:] or rest[1:] == its or rest == its[1:]
