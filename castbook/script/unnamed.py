"""A play's strangers: people who come in one after another before any of them has a name. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .people import Person
from .quoting import Found

_BROUGHT = re.compile(
    r"(?:^|[.!?]\s|\b(?:enters?|appears?|stands?|sits?|comes?)\s(?:\w+\s){0,2}?)[\W_]*"
    r"(?:an?|another)\s(?:[\w'-]+,?\s){0,4}?(man|woman|lady|gentleman|girl|boy|youth)\b"
    r"(?:\sand\s(?:an?\s)?(?:[\w'-]+\s){0,2}?(man|woman|lady|gentleman|girl|boy|youth)\b)?",
    re.IGNORECASE,
)
_PATIENCE = 8  # paragraphs of directions for which a portrait waits for a name where somebody else has come in since


@dataclass(frozen=True)
class Stranger:
    """Somebody without a name: gender and noun as far as they are known, the portrait, and when it was read."""

    gender: str
    noun: str
    found: tuple[Found, ...]
    read: int


class Strangers:
    """Those who came in before the last one, each with a portrait that waits for a name."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = people
        self.heard: set[int] = set()  # who has spoken
        self.read = 0  # how many paragraphs of directions
        self._waiting: list[Stranger] = []
        self._brought: set[str] = set()

    def look_round(self, text: str) -> set[str]:
        """The nouns by which this direction or the last such one brings people in: "a lady and gentleman"."""
        self.read += 1
        before = self._brought
        now = {noun.lower() for found in _BROUGHT.finditer(text) for noun in found.groups() if noun}
        self._brought = now or before
        return now | before

    def wait(self, stranger: Stranger) -> None:
        """Somebody else has come in: this one may still be named."""
        self._waiting.append(stranger)

    def speaks(self, who: int, last: Stranger | None, *, portrayed: bool) -> Stranger | None:
        """Which stranger speaks under a name from now on: whom the cue calls by the same noun, else the first.

        `last` is whoever came in last. Nobody who has a portrait already takes that of another noun.
        """
        self._waiting = [one for one in self._waiting if self.read - one.read <= _PATIENCE]
        person = self.people[who]
        all_of_them = (*self._waiting, last) if last else self._waiting
        fitting = [one for one in all_of_them if one.gender in ("", person.gender)]
        words = {word.lower() for name in (person.name, *person.names) for word in name.split()}
        called = [one for one in fitting if one.noun in words][-1:]
        free = [one for one in fitting if not portrayed and not self.is_somebody_else(one.noun, who)]
        chosen = next(iter((*called, *(one for one in free if one.gender), *free)), None)
        if chosen is last and not called:
            return None  # as anybody who comes in alone
        self._waiting = [one for one in self._waiting if one is not chosen]
        return chosen

    def is_somebody_else(self, noun: str, who: int) -> bool:
        """Whether another who has not spoken yet is cued by a stranger's noun: THE LADY."""
        return bool(noun) and any(
            noun in _called_by(person) for at, person in enumerate(self.people) if at != who and at not in self.heard
        )


def _called_by(person: Person) -> set[str]:
    """The nouns of the cues that call somebody by what they are: lady, of THE YOUNG LADY."""
    return {name.split()[-1].lower() for name in (person.name, *person.names) if name[:4].lower() == "the "}
