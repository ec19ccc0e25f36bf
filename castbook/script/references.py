"""What the nouns and pronouns of a story mean: people of the cast, and strangers, who may get a name later. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from . import folk, naming
from .mentions import Mention
from .people import Person
from .sentences import Span

_OFTEN = 3  # how often a story speaks of somebody without a name who has a face
_SHOWN_TWICE = 2  # how often a short story calls somebody by the same noun who has neither
_PER = 50_000  # characters of narration for each further time


@dataclass
class Entity:
    """Somebody without a name so far: the nouns they are called by, and what is known of them."""

    gender: str = ""
    nouns: set[str] = field(default_factory=set)
    others: frozenset[int] = frozenset()  # of whom the sentence had spoken before they came in
    adjectives: set[str] = field(default_factory=set)  # that can be seen
    told: set[str] = field(default_factory=set)  # the words told right after they came in
    called: Counter[str] = field(default_factory=Counter)  # "the stout man"
    written: dict[str, None] = field(default_factory=dict)  # "a very stout, florid man"
    paragraph: int = 0  # the last one that speaks of them
    met: int = 0  # the first
    line: int = 0
    spoken_of: int = 0
    acted: int = 0  # how often as the subject of a clause
    relative: bool = False  # "my aunt", "his wife"
    is_: int | None = None  # who it turned out to be


@dataclass(frozen=True)
class Reference:
    """Whom a mention means, and its role in its clause (see salience.py).

    `new` where a stranger comes in, `end` where a noun that shows looks ends.
    """

    who: int
    new: bool = False
    end: int = 0
    role: float = 0.0


@dataclass(frozen=True)
class Narration:
    """A paragraph of a story as it has been read: its text with speech blanked, the names in it, its sentences."""

    text: str
    named: Sequence[Mention]
    sentences: Sequence[Span]


class References:
    """What every noun and pronoun of a story means. Indices from `len(people)` on are strangers."""

    def __init__(
        self,
        people: Sequence[Person],
        entities: Sequence[Entity],
        at: dict[tuple[int, int], Reference],
        narration: dict[int, Narration],
    ) -> None:
        length = sum(len(one.text) for one in narration.values())
        self.narration = narration  # by the line in which the paragraph begins
        self._least = _SHOWN_TWICE + length // _PER
        self._known = len(people)
        self._entities = entities
        self._at = at
        self.strangers = [_person(one) for one in entities]

    def at(self, line: int, start: int) -> Reference | None:
        """What the word at `start` of the paragraph that begins in `line` means."""
        found = self._at.get((line, start))
        if found is None:
            return None
        who = self.who(found.who)
        return found if who == found.who else replace(found, who=who)

    def by_paragraph(self) -> dict[int, list[tuple[int, Reference]]]:
        """All mentions with where they start, by the line in which the paragraph begins."""
        found: dict[int, list[tuple[int, Reference]]] = {line: [] for line in self.narration}
        for (line, start), said in self._at.items():
            who = self.who(said.who)
            found[line].append((start, said if who == said.who else replace(said, who=who)))
        return found

    def who(self, index: int) -> int:
        """The person an index stands for, by the name that a stranger turned out to have."""
        while index >= self._known and (named := self._entities[index - self._known].is_) is not None:
            index = named
        return index

    def stays(self, index: int, shown: bool) -> bool:
        """Whether a stranger is one of the cast: one whose looks are `shown`, or who is called and acts often."""
        entity = self._entities[index - self._known]
        if entity.is_ is not None or not entity.called:
            return False
        if shown:
            return entity.spoken_of >= min(_OFTEN, self._least)
        bare = self.strangers[index - self._known].name.split()[1:]
        told = len(bare) > 1 or bare[0] not in naming.ANYBODY
        return told and entity.called.total() >= self._least and entity.acted >= self._least - 1


def _person(entity: Entity) -> Person:
    """A stranger under what they are most often called: "the stout man", "my aunt", "my visitor" for want of more."""
    called = [name for name, _ in entity.called.most_common()] or ["the stranger"]
    mine = [name for name in called if name.startswith("my ") and name.split()[-1] not in folk.VISITORS]
    told = [
        name for name in called if name not in mine and (name.split()[-1] not in naming.ANYBODY or name.count(" ") > 1)
    ]
    name, *others = dict.fromkeys((*mine, *told, *called))
    person = Person(name, gender=entity.gender, line=entity.line)
    for other in others:
        person.add(other)
    for relative in mine:
        person.add(relative[3:])
    for form in entity.written:
        person.add(form)
    return person
