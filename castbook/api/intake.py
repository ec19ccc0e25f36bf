"""What a script brings to a production: its characters against the cast that is there already.

A name that is there is known and left alone, a name that probably means somebody who is there is only pointed out, and
the others are new. Nothing that a person has written is ever changed by reading a script.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .. import script
from ..cast import Character
from ..errors import CastbookError, Conflict, NotFound
from ..library import Library

NEW, KNOWN, SAME = "new", "known", "same"
ALL = 2**31
NO_NAMES = "mr mrs ms miss dr sir lady lord captain the old young little father mother sister brother"
AUTHOR = "rules"
KINDS = {"identity": "build, face or hair", "wardrobe": "clothes"}


@dataclass(frozen=True)
class Arrival:
    """A character of the script. `character` is who is known, who it probably is, or who was made of it."""

    person: script.CharacterDescription
    status: str
    character: Character | None = None

    def as_json(self) -> dict[str, Any]:
        """`same_as` names the character that a person should decide about."""
        found = self.character
        return {
            **self.person.as_json(),
            "status": self.status,
            "character_id": found.id if found else None,
            "same_as": found.name if found and self.status == SAME else None,
        }


@dataclass(frozen=True)
class Reading:
    """A script as it was sent, and what is in it."""

    name: str
    data: bytes
    text: script.ScriptText
    people: tuple[script.CharacterDescription, ...]

    @classmethod
    def of(cls, name: str, data: bytes) -> Reading:
        """Read a script. Blocking; takes seconds for a large one."""
        text = script.read(data, name)
        return cls(name, data, text, script.describe(text))


Work = Callable[[Library, str, Reading], list[Arrival]]


def preview(library: Library, production_id: str, reading: Reading) -> list[Arrival]:
    """Who would come, without any change."""
    return compare(reading.people, library.characters(production_id, limit=ALL).items)


def take_in(library: Library, production_id: str, reading: Reading) -> list[Arrival]:
    """Keep the script and make a character of everybody new, all of it or nothing."""
    with library.transaction():
        arrivals = preview(library, production_id, reading)
        library.save_script(production_id, reading.name, reading.text.format, reading.data)
        return [_arrived(library, production_id, arrival) for arrival in arrivals]


def compare(people: Iterable[script.CharacterDescription], cast: Sequence[Character]) -> list[Arrival]:
    """Each person of a script as new, known, or probably the same as one of the cast. Pure."""
    names = {key(name): one for one in reversed(cast) for name in (*one.aliases, one.name)}
    words = [(one, [_words(name) for name in (one.name, *one.aliases)]) for one in cast]
    arrivals, taken = [], set()
    for person in people:
        called = [person.name, *person.aliases]
        known = next((names[key(name)] for name in called if key(name) in names), None)
        near = [one for one, known_words in words if _overlap([_words(name) for name in called], known_words)]
        if known:
            arrivals.append(Arrival(person, KNOWN, known))
        elif len(near) == 1:
            arrivals.append(Arrival(person, SAME, near[0]))
        elif key(person.name) not in taken:
            arrivals.append(Arrival(person, NEW))
            taken.add(key(person.name))
    return arrivals


def describe(library: Library, character_id: str) -> dict[str, Any]:
    """What the production's script says about a character's looks: a proposal, which changes nothing."""
    character = library.character(character_id)
    kept = library.script(character.production_id)
    if kept is None:
        raise Conflict("no_script", "This production has no script yet.", "Import its script, then describe again.")
    reading = Reading.of(kept[0].name, kept[1])
    found = next((one for one in compare(reading.people, [character]) if one.status == KNOWN), None)
    if found is None:
        raise NotFound(
            "not_in_script",
            f"The script does not name {character.name}.",
            "Add the name that the script uses as an alias, or type an image prompt.",
        )
    stated = {look.kind for look in found.person.looks}
    return {
        "image_prompt": found.person.image_prompt,
        "evidence": [{"text": look.text, "line": look.line} for look in found.person.looks],
        "provider": AUTHOR,
        "not_stated": [words for kind, words in KINDS.items() if kind not in stated],
    }


def key(name: str) -> str:
    """What counts of a name when two are compared: no case, no spacing."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _arrived(library: Library, production_id: str, arrival: Arrival) -> Arrival:
    if arrival.status != NEW:
        return arrival
    person = arrival.person
    try:
        made = library.create_character(
            production_id, person.name, aliases=person.aliases, image_prompt=person.image_prompt, author=AUTHOR
        )
    except CastbookError as error:
        raise type(error)(error.code, f"{person.name[:40]}: {error.message}", error.hint) from error
    return Arrival(person, NEW, made)


def _words(name: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", key(name)) if len(word) > 1).difference(NO_NAMES.split())


def _overlap(ones: Sequence[frozenset[str]], others: Sequence[frozenset[str]]) -> bool:
    """Whether one name holds all the words of another: Mira and Mira Voss, Voss and Captain Mira Voss."""
    return any(one and other and (one <= other or other <= one) for one in ones for other in others)
