"""Who comes in, against the cast that is there: new, known, or probably the same as somebody.

A name that is there is known and left alone, a name that probably means somebody who is there is only pointed out.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from .. import images, script
from ..cast import Character
from ..errors import CastbookError
from ..library import Library, texts
from .fitting import Cut, fitted

NEW, KNOWN, SAME = "new", "known", "same"
ALL = 2**31
AUTHOR = "import"
_NO_NAMES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "lady",
        "lord",
        "captain",
        "the",
        "old",
        "young",
        "little",
        "father",
        "mother",
        "sister",
        "brother",
    ]
)


@dataclass(frozen=True)
class Candidate:
    """Somebody who may come in. `author` wrote the image prompt; `pictures` are files that would become versions."""

    name: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    image_prompt: str = ""
    author: str = AUTHOR
    pictures: tuple[bytes, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)  # what a preview shows besides
    cuts: tuple[Cut, ...] = ()  # what was too long for the library

    def as_json(self) -> dict[str, Any]:
        """For a preview."""
        return {
            "name": self.name,
            "aliases": list(self.aliases),
            "description": self.description,
            "image_prompt": self.image_prompt,
            "pictures": len(self.pictures),
            "cuts": [cut.as_json() for cut in self.cuts],
            **self.facts,
        }


@dataclass(frozen=True)
class Arrival:
    """A candidate and what they are here. `character` is who is known, who it probably is, or who was made.

    `added_versions` counts the pictures that became versions; in a preview, those that would.
    """

    person: Candidate
    status: str
    character: Character | None = None
    added_versions: int = 0

    def as_json(self) -> dict[str, Any]:
        """`same_as` names the character that a person should decide about."""
        found = self.character
        return {
            **self.person.as_json(),
            "status": self.status,
            "character_id": found.id if found else None,
            "same_as": found.name if found and self.status == SAME else None,
        }


def compare(people: Iterable[Candidate], cast: Sequence[Character]) -> list[Arrival]:
    """Each candidate, as the library can keep them, as new, known, or probably the same as one of the cast. Pure."""
    names = {key(name): one for one in reversed(cast) for name in (*one.aliases, one.name)}
    words = [(one, [_words(name) for name in (one.name, *one.aliases)]) for one in cast]
    arrivals, taken = [], set()
    for person in map(fitted, people):
        called = [person.name, *person.aliases]
        known = next((names[key(name)] for name in called if key(name) in names), None)
        mine = [_words(name) for name in called]
        near = [one for one, theirs in words if _overlap(mine, theirs)]
        if known:
            arrivals.append(Arrival(replace(person, cuts=()), KNOWN, known))  # of whom no text is taken
        elif len(near) == 1:
            arrivals.append(Arrival(person, SAME, near[0]))
        elif key(person.name) not in taken:
            arrivals.append(Arrival(person, NEW))
            taken.add(key(person.name))
    return arrivals


def against_cast(library: Library, production_id: str | None, people: Iterable[Candidate]) -> list[Arrival]:
    """The same against a production's cast as it stands; None is a production that is yet to be made.

    Raises Invalid for somebody new whom the library would not take.
    """
    arrivals = compare(people, cast_of(library, production_id))
    for arrival in arrivals:
        if arrival.status != KNOWN:
            _check(arrival.person)
    return arrivals


def cast_of(library: Library, production_id: str | None) -> Sequence[Character]:
    """Everybody in a production; nobody where there is none."""
    return library.characters(production_id, limit=ALL).items if production_id else ()


def foresee(library: Library, arrivals: Iterable[Arrival]) -> list[Arrival]:
    """What taking them in would add, without any change; a picture that no version can be made of is refused."""
    return [_foreseen(library, arrival) for arrival in arrivals]


def take_in(library: Library, production_id: str, arrivals: Iterable[Arrival]) -> list[Arrival]:
    """Make a character of everybody new, and versions of the pictures that new and known ones lack."""
    return [_taken(library, production_id, arrival) for arrival in arrivals]


def key(name: str) -> str:
    """What counts of a name when two are compared: no case, no spacing."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _check(person: Candidate) -> None:
    with _named(person):
        texts.name(person.name)
        texts.aliases(person.aliases)
        texts.prompt(person.description, "description")
        texts.prompt(person.image_prompt, "image_prompt")


def _foreseen(library: Library, arrival: Arrival) -> Arrival:
    if arrival.status == SAME or not arrival.person.pictures:
        return arrival
    with _named(arrival.person):
        for picture in arrival.person.pictures:
            images.verify(picture)
        added = sum(not _has_picture(library, arrival.character, picture) for picture in arrival.person.pictures)
        return replace(arrival, added_versions=added)


def _taken(library: Library, production_id: str, arrival: Arrival) -> Arrival:
    person, character = arrival.person, arrival.character
    if arrival.status == SAME:
        return arrival
    with _named(person), library.transaction():
        if character is None:
            character = library.create_character(
                production_id,
                person.name,
                aliases=person.aliases,
                description=person.description,
                image_prompt=person.image_prompt,
                author=person.author,
            )
        added = sum(_add_picture(library, character, picture) for picture in person.pictures)
        return Arrival(person, arrival.status, library.character(character.id), added)


@contextmanager
def _named(person: Candidate) -> Iterator[None]:
    """An error in the block says whom it is about."""
    try:
        yield
    except CastbookError as error:
        raise type(error)(error.code, f"{person.name[:40]}: {error.message}", error.hint) from error


def _add_picture(library: Library, character: Character, picture: bytes) -> bool:
    """Add a picture as a version, unless the character has it; True if it was added."""
    if _has_picture(library, character, picture):
        return False
    library.add_version(character.id, picture, source="imported", select=character.selected is None)
    return True


def _has_picture(library: Library, character: Character | None, picture: bytes) -> bool:
    if character is None:
        return False
    digest = hashlib.sha256(picture).hexdigest()
    return any(version.sha256 == digest for version in library.versions(character.id, limit=ALL).items)


def _words(name: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", key(name)) if len(word) > 1) - _NO_NAMES


def _overlap(ones: Sequence[frozenset[str]], others: Sequence[frozenset[str]]) -> bool:
    """Whether one name holds all the words of another: Mira and Mira Voss, Voss and Captain Mira Voss."""
    return any(one and other and (one <= other or other <= one) for one in ones for other in others)


def from_script(person: script.CharacterDescription) -> Candidate:
    """A character of a script as a candidate: MIRA VOSS becomes Mira Voss, other spellings become aliases."""
    name = script.display_name(person.name)
    aliases = {key(alias): script.display_name(alias) for alias in person.aliases if key(alias) != key(name)}
    facts = {key_: value for key_, value in person.as_json().items() if key_ in ("looks", "lines")}
    return Candidate(name, tuple(aliases.values()), "", person.image_prompt, "rules", (), facts)
