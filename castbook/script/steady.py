"""The steady nouns by which a story calls somebody who has a name: "the captain", "my cousin". Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from . import folk
from .people import RANKS, Person, title_of

OFFICES = folk.OCCUPATIONS | RANKS
RELATIVES = frozenset(folk.KIN_GENDERS) | {"cousin"}
_SELDOM = 10  # subjects for each time at most
_MOSTLY = 4  # how much more often than everybody else together
_STEADY = 3  # how often somebody with a name must be called by a noun for it to be one of their names


class SteadyNouns:
    """Who holds an office by title, by what is said of them, or because they came in under it."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = people
        self._holders: defaultdict[str, set[int]] = defaultdict(set)
        self._called: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for at, person in enumerate(people):
            for title in {title_of(name) for name in (person.name, *person.names)} & RANKS:
                self._holders[title].add(at)

    def holders(self, noun: str) -> Collection[int]:
        """Those of the cast whom "the captain" may mean."""
        return self._holders.get(noun, ())

    def appoint(self, who: int, nouns: Iterable[str]) -> None:
        """Somebody of the cast is said to be a captain, or came in as one."""
        for noun in OFFICES.intersection(nouns):
            self._holders[noun].add(who)

    def call(self, who: int, called: str, often: int = 1) -> None:
        """Somebody of the cast is called "the captain", who is one."""
        noun = called.rpartition(" ")[2]
        if who in self._holders.get(noun, ()) or (called.startswith("my ") and noun in RELATIVES):
            self._called[who][called] += often

    def add_names(self, strangers: Iterable[Person], acted: Mapping[int, int]) -> None:
        """Give each one the nouns that mean nobody else; `acted`: how often each of the cast has been a subject."""
        taken = sum(self._called.values(), Counter[str]())
        for one in (*strangers, *self._people):
            taken.update(dict.fromkeys((one.name, *one.names), _STEADY))
        for who, names in self._called.items():
            for called, often in names.items():
                alone = often > _MOSTLY * (taken[called] - often)
                if often >= _STEADY and often * _SELDOM >= acted.get(who, 0) and alone:
                    self._people[who].add(called)
