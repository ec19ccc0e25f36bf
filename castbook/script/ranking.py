"""Whose a look in a story is, where no rule reads it: who may be meant is ranked by how the text speaks of them. Pure.

A conditional logit over everybody of whom the sentences around speak: what the rules guess is one feature among others,
and no feature is a word or a name of a text. The weights (ranks.py) were fitted to first-person stories in which every
telling of looks had been given to somebody by reading (tests/script_ranks.py fits them anew).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Sequence
from typing import NamedTuple

from . import lexicon as lex
from .cutting import Sentence
from .memory import SELF, Who
from .people import Person
from .ranks import RANKS
from .references import References
from .salience import SUBJECT

_BACK, _AHEAD = 12, 2  # sentences in which a candidate is spoken of
_AGO = (0, 1, 2, 3, 5, 8, 12, 20, 40)  # sentences since somebody was spoken of
_NEW = 4  # sentences for which somebody is new
_SURE = 0.2  # how likely somebody must be, or nobody is said to be meant
_PRONOUN = re.compile(r"(?:I|he|she|him|his|her|hers|himself|herself)\b", re.IGNORECASE)
_WEIGHT = {name: float(weight) for name, _, weight in (entry.rpartition(":") for entry in RANKS.split())}


class Said(NamedTuple):
    """A mention of somebody: where in the paragraph, as a name, noun or pronoun, and whether it is a subject."""

    who: int
    start: int
    kind: str
    subject: bool


class Ranking:
    """Ranks the people of a story as owners of its looks."""

    def __init__(self, references: References, people: Sequence[Person]) -> None:
        self._people = people
        self._narrator = tuple(who for who, person in enumerate(people) if person.gender == SELF)
        self._sentences: list[list[Said]] = []
        self._opens: list[int] = []  # with which sentence the paragraph of each begins
        self._number: dict[tuple[int, int], int] = {}  # of a sentence, by its paragraph's line and where it starts
        self._spoken_of: defaultdict[int, list[int]] = defaultdict(list)  # in which sentences each is
        self._read(references)

    def owner(self, sentence: Sentence, start: int, end: int, guess: Who) -> Who:
        """Whose the looks in a stretch of a sentence are, or nobody's; `guess` is what the rules say.

        Several whom the rules name together stay together.
        """
        found = self.features(sentence, start, end, guess) if len(guess) < 2 else {}
        if not found:
            return guess
        weighed = {who: sum([_WEIGHT.get(name, 0.0) for name in names]) for who, names in found.items()}
        chosen = max(filter(None, weighed), key=weighed.__getitem__, default=())
        likelihood = 1 / sum([math.exp(weight - weighed[chosen]) for weight in weighed.values()])
        return chosen if likelihood > _SURE else ()

    def features(self, sentence: Sentence, start: int, end: int, guess: Who) -> dict[Who, list[str]]:
        """What each candidate, nobody included, is ranked by; nothing where the story has no such sentence."""
        at = self._number.get((sentence.memory.line, sentence.start))
        if at is None:
            return {}
        opens, here = self._opens[at], self._sentences[at]
        around = [one.who for said in self._sentences[max(0, at - _BACK) : at + _AHEAD + 1] for one in said]
        found = {who: self._of(who, at) for who in (*around, *guess, *self._narrator)}
        for one in reversed(here):
            if start <= one.start < end:
                found[one.who] = [name for name in found[one.who] if not name.startswith("in")]
                found[one.who] += ("in", f"in-{one.kind}")
        before = self._sentences[at - 1] if at else []
        for who in {one.who for one in before if one.subject}:
            found[who].append("before-subject")
        for who in {one.who for one in before} if at > opens else ():
            found[who].append("before")
        after = self._sentences[at + 1] if at + 1 < len(self._sentences) else []
        follows = "after" if after and self._opens[at + 1] == opens else "after-paragraph"
        for who in {one.who for one in after}:
            found[who].append(follows)
        if after:
            found[after[0].who].append("after-first")
        for who in found.keys() & {one.who for said in self._sentences[opens:at] for one in said if one.kind == "name"}:
            found[who].append("named")
        inside = _genders(sentence, start, end)
        if genders := inside or _genders(sentence, sentence.start, end):
            for who in found.keys() - set(self._narrator):
                mine = self._people[who].gender
                told = "unsure" if not mine else "agrees" if mine == genders[0] else "differs"
                found[who].append(told if inside else f"near-{told}")
        for who in guess:
            found[who] += ("guess", *(("guess-stranger",) if "stranger" in found[who] else ()))
        return {(): ["nobody"], **{(who,): names for who, names in found.items()}}

    def _of(self, who: int, at: int) -> list[str]:
        """What one is ranked by wherever the looks stand in a sentence."""
        told = self._spoken_of[who]
        before = bisect_left(told, at)
        ago = next(one for one in reversed(_AGO) if at - told[before - 1] >= one) if before else "never"
        names = [f"ago-{ago}"]
        fresh = at - told[0] if before else 0
        if fresh < _NEW:
            names.append(f"new-{fresh}")
        if who in self._narrator:
            names.append("narrator")
        if self._people[who].name[:1].islower():
            names.append("stranger")
        return names

    def _read(self, references: References) -> None:
        """Take note of all mentions, sentence by sentence."""
        spoken_of = references.by_paragraph()
        for line, told in references.narration.items():
            named = {one.start: one.who for one in told.named}
            found = [
                Said(one.who, start, _kind(told.text, start, named), one.role == SUBJECT)
                for start, one in spoken_of[line]
            ]
            noted = {one.start for one in found}
            found += [
                Said(who, start, _kind(told.text, start, named), False)
                for start, who in named.items()
                if start not in noted
            ]
            found.sort(key=lambda one: one.start)
            opens, first = len(self._sentences), 0
            for start, end in told.sentences:
                number = self._number[line, start] = len(self._sentences)
                last = first
                while last < len(found) and found[last].start < end:
                    last += 1
                self._sentences.append(found[first:last])
                self._opens.append(opens)
                for one in found[first:last]:
                    self._spoken_of[one.who].append(number)
                first = last


def _kind(text: str, start: int, named: Container[int]) -> str:
    return "pronoun" if _PRONOUN.match(text, start) else "name" if start in named else "noun"


def _genders(sentence: Sentence, start: int, end: int) -> list[str]:
    """Those of the pronouns he and she in a stretch of a sentence, in its order."""
    told = [lex.PRONOUNS[word.low] for word in sentence.words(start, end) if word.low in lex.PRONOUNS]
    return [gender for gender in told if gender != SELF]
