"""Whose a look in a story is: who may be meant is ranked by how the text speaks of them. Pure.

A conditional logit over everybody of whom the sentences around speak: what the rules say is one feature among others,
and no feature is a word or a name of a text. The weights (ranks.py) were fitted to stories of today in which every
telling of looks had been given to somebody by reading (tests/script_ranks.py fits them anew).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from . import lexicon as lex
from .cutting import Sentence
from .memory import SELF, Who
from .people import Person
from .ranks import RANKS
from .references import References
from .salience import SUBJECT

_BACK, _AHEAD = 12, 8  # sentences in which a candidate is spoken of
_AGO = (0, 1, 2, 3, 5, 8, 12, 20, 40)  # sentences since somebody was spoken of
_NEW = 4  # sentences for which somebody is new
_COMING = (1, 3, 8)  # sentences before somebody is spoken of for the first time
_NAMED_LATER = (2, 6, 12)  # sentences before somebody who has been spoken of is named
_TOLD = (0, 1, 8, 20, 40)  # words of looks of somebody so far
_LAST = (0, 1, 2)  # sentences since the last looks
_LIKELY = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)  # from which likelihood on; 1: a rule reads the looks
_SURE, _SURELY = 0.2, 0.25  # how likely somebody must be, or nobody is meant; the latter where the rules name nobody
_CHANGED = 3.0  # how much more somebody must weigh than whom a rule names that reads the looks
_PRONOUN = re.compile(r"(?:I|he|she|him|his|her|hers|himself|herself)\b", re.IGNORECASE)
_OPENING = {
    **dict.fromkeys(("he", "she"), "he"),
    **dict.fromkeys(("his", "her"), "his"),
    **dict.fromkeys(("i", "my", "me"), "i"),
    **dict.fromkeys(("a", "an", "the"), "article"),
    **dict.fromkeys(("they", "their", "both"), "they"),
}
_WEIGHT = {name: float(weight) for name, _, weight in (entry.rpartition(":") for entry in RANKS.split())}


class Said(NamedTuple):
    """A mention of somebody: where in the paragraph, as a name, noun or pronoun, and whether it is a subject."""

    who: int
    start: int
    kind: str
    subject: bool


class Last(NamedTuple):
    """The looks that were told last: whose they are, whose the rules took them for, in which sentence."""

    who: Who = ()
    guess: Who = ()
    at: int = 0


class Ranking:
    """Ranks the people of a story as owners of its looks, which come in the order of the text."""

    def __init__(self, references: References, people: Sequence[Person]) -> None:
        self._people = people
        self._narrator = tuple(who for who, person in enumerate(people) if person.gender == SELF)
        self._sentences: list[list[Said]] = []
        self._opens: list[int] = []  # with which sentence the paragraph of each begins
        self._ends: list[int] = []  # before which one it ends
        self._number: dict[tuple[int, int], int] = {}  # of a sentence, by its paragraph's line and where it starts
        self._spoken_of: defaultdict[int, list[int]] = defaultdict(list)  # in which sentences each is
        self._named: dict[int, int] = {}  # in which sentence each is named first
        self._told: Counter[int] = Counter()  # how many words of looks each has so far
        self._last = Last()
        self._read(references)

    def owner(self, sentence: Sentence, start: int, end: int, guess: Who, likely: float) -> Who:
        """Whose the looks in a stretch of a sentence are, or nobody's; `guess` is what the rules say.

        `likely`: how likely it is to tell looks, 0 to 1. Several whom the rules name together stay together.
        """
        found = self.features(sentence, start, end, guess, likely) if len(guess) < 2 else {}
        if not found:
            return guess
        weighed = {who: sum([_WEIGHT.get(name, 0.0) for name in names]) for who, names in found.items()}
        who = max(filter(None, weighed), key=weighed.__getitem__, default=())
        if guess and likely == 1:
            who = who if weighed[who] > weighed[guess] + _CHANGED else guess
        elif 1 / sum([math.exp(weight - weighed[who]) for weight in weighed.values()]) < (_SURE if guess else _SURELY):
            who = ()
        self.tell(sentence, start, end, guess, who)
        return who

    def tell(self, sentence: Sentence, start: int, end: int, guess: Who, who: Who) -> None:
        """Take note of whose looks have been told."""
        if who:
            self._told[who[0]] += len(sentence.words(start, end))
            self._last = Last(who, guess, self._number[sentence.memory.line, sentence.start])

    def features(self, sentence: Sentence, start: int, end: int, guess: Who, likely: float) -> dict[Who, list[str]]:
        """What each candidate, nobody included, is ranked by; nothing where the story has no such sentence."""
        at = self._number.get((sentence.memory.line, sentence.start))
        if at is None:
            return {}
        words = sentence.words(start, end)
        opening = _OPENING.get(words[0].low, "other") if words else "other"
        around = [one.who for said in self._sentences[max(0, at - _BACK) : at + _AHEAD + 1] for one in said]
        who = dict.fromkeys((*around, *guess, *self._last.who, *self._narrator))
        found = {one: list(self._of(one, at, opening)) for one in who}
        for one, name in (
            *self._within(at, start, end),
            *self._in_paragraph(at),
            *self._by_gender(sentence, start, end, found),
            *self._after_last(at, guess, opening, found),
            *((one, "guess") for one in guess),
        ):
            if one in found:
                found[one].append(name)
        ranked: dict[Who, list[str]] = {(): list(self._nobody(at, start, end, guess, likely))}
        for one, names in found.items():
            ranked[one,] = list(dict.fromkeys(names))
        return ranked

    def _nobody(self, at: int, start: int, end: int, guess: Who, likely: float) -> Iterator[str]:
        """What it is ranked by that the looks are nobody's, or none at all."""
        yield "nobody"
        yield f"nobody-{max(one for one in _LIKELY if likely >= one)}"
        if not guess:
            yield "nobody-guessed"
        here = self._sentences[at]
        if not here:
            yield "nobody-here"
        if not any(start <= one.start < end for one in here):
            yield "nobody-in"
        if not self._last.who or self._opens[self._last.at] != self._opens[at]:
            yield "nobody-before"

    def _of(self, who: int, at: int, opening: str) -> Iterator[str]:
        """What one is ranked by wherever the looks stand in a sentence."""
        told, stranger = self._spoken_of[who], self._people[who].name[:1].islower()
        before = bisect_left(told, at)
        if before:
            yield f"ago-{max(one for one in _AGO if at - told[before - 1] >= one)}"
            if at - told[0] < _NEW:
                yield f"new-{at - told[0]}"
        else:
            yield "ago-never"
            if not told or told[0] != at:
                yield f"coming-{_step(told[0] - at, _COMING) if told else 'far'}"
                if not stranger:
                    yield "coming-name"
        narrates = who in self._narrator
        if (named := self._named.get(who)) is not None and not narrates:
            if named > at:
                yield f"named-later-{_step(named - at, _NAMED_LATER)}"
            elif at - named < _NEW:
                yield f"named-new-{at - named}"
        if narrates:
            yield "narrator"
            yield f"narrator-{opening}"
        if stranger:
            yield "stranger"
        yield f"told-{max(one for one in _TOLD if self._told[who] >= one)}"

    def _within(self, at: int, start: int, end: int) -> Iterator[tuple[int, str]]:
        """How the sentence speaks of them."""
        here = self._sentences[at]
        for one in here:
            yield one.who, "here"
            if start <= one.start < end:
                yield one.who, "in"
                yield one.who, f"in-{one.kind}"
            else:
                yield one.who, f"{'left' if one.start < start else 'right'}-{one.kind}"
            if one.subject:
                yield one.who, "here-subject"
        if here:
            yield here[0].who, "here-first"

    def _in_paragraph(self, at: int) -> Iterator[tuple[int, str]]:
        """How the sentence before and the other ones of the paragraph speak of them."""
        opens = self._opens[at]
        for one in self._sentences[at - 1] if at else ():
            yield one.who, "before-subject" if one.subject else "before-object"
            if at > opens:
                yield one.who, "before"
        earlier = [one for said in self._sentences[opens:at] for one in said]
        for one in earlier:
            if one.kind == "name":
                yield one.who, "named"
        if subjects := [one.who for one in earlier if one.subject]:
            yield subjects[-1], "last-subject"
        everybody = [one.who for said in self._sentences[opens : self._ends[at]] for one in said]
        if everybody:
            yield everybody[0], "first"
            often = Counter(everybody)
            most = max(often.values())
            yield from ((who, "most") for who, many in often.items() if many == most)

    def _by_gender(
        self, sentence: Sentence, start: int, end: int, candidates: Iterable[int]
    ) -> Iterator[tuple[int, str]]:
        """Whether they agree with the pronouns in the looks, else in the sentence."""
        inside = _genders(sentence, start, end)
        genders = inside or _genders(sentence, sentence.start, sentence.end)
        if not genders:
            return
        for who in candidates:
            if who not in self._narrator:
                mine = self._people[who].gender
                told = "unsure" if not mine else "agrees" if mine == genders[0] else "differs"
                yield who, told if inside else f"near-{told}"

    def _after_last(self, at: int, guess: Who, opening: str, candidates: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Whether the last looks were theirs."""
        last = self._last
        same = self._opens[last.at] == self._opens[at] and last.who
        for who in last.who:
            ago = _step(at - last.at, _LAST)
            yield who, f"last-{ago}{'-here' if same else ''}"
            yield who, f"last-{opening}"
            if last.guess == guess:
                yield who, "last-guess"
        if same and last.guess == guess:
            yield from ((who, "not-last-guess") for who in candidates if (who,) != last.who)

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
                for one in found[first:last]:
                    self._spoken_of[one.who].append(number)
                    if one.kind == "name":
                        self._named.setdefault(one.who, number)
                first = last
            many = len(self._sentences) - opens
            self._opens += [opens] * many
            self._ends += [opens + many] * many


def _step(ago: int, steps: Sequence[int]) -> str:
    """The first of the steps that is no less, or far."""
    return next((str(step) for step in steps if ago <= step), "far")


def _kind(text: str, start: int, named: Container[int]) -> str:
    return "pronoun" if _PRONOUN.match(text, start) else "name" if start in named else "noun"


def _genders(sentence: Sentence, start: int, end: int) -> list[str]:
    """Those of the pronouns he and she in a stretch of a sentence, in its order."""
    told = [lex.PRONOUNS[word.low] for word in sentence.words(start, end) if word.low in lex.PRONOUNS]
    return [gender for gender in told if gender != SELF]
