"""A script and a production: who is in it, taking them in, and describing one of the cast from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from .. import script
from ..cast import Character, Script
from ..errors import Conflict, NotFound
from ..library import Library
from .arrivals import Arrival, Candidate, against_cast, from_script, take_in


@dataclass(frozen=True)
class Reading:
    """A script as it was sent, and what is in it."""

    name: str
    data: bytes
    text: script.ScriptText
    people: tuple[Candidate, ...]

    @classmethod
    def of(cls, name: str, data: bytes) -> Reading:
        """Read a script. Blocking; takes seconds for a large one."""
        text = script.read(data, name)
        return cls(name, data, text, tuple(from_script(person) for person in script.describe(text)))


def preview_script(library: Library, production_id: str, reading: Reading) -> list[Arrival]:
    """Who would come, without any change."""
    return against_cast(library, production_id, reading.people)


def import_script(library: Library, production_id: str, reading: Reading) -> list[Arrival]:
    """Keep the script and make a character of everybody new, all of it or nothing.

    Importing a revised script again changes no text that is there and no version; the former script stays kept.
    """
    with library.transaction():
        arrivals = preview_script(library, production_id, reading)
        if not is_kept(library, production_id, reading):
            library.save_script(production_id, reading.name, reading.text.format, reading.data)
        return take_in(library, production_id, arrivals)


def is_kept(library: Library, production_id: str, reading: Reading) -> bool:
    """Whether this very script is one of the production's, and the last of its name."""
    return any(kept.sha256 == sha256(reading.data).hexdigest() for kept in library.scripts(production_id))


def scripts_of(library: Library, production_id: str) -> Iterator[tuple[Script, script.ScriptText]]:
    """The production's scripts, read one by one, the last kept first: each an episode, for example."""
    for kept in library.scripts(production_id):
        yield kept, script.read(library.script_bytes(kept), kept.name)


def script_with(library: Library, character: Character) -> tuple[str, script.ScriptText] | None:
    """The script to describe a character from, with its name; None where the production has none."""
    found = _telling(library, character)
    return (found[0], found[1]) if found else None


def _telling(
    library: Library, character: Character, style: str = "phrases"
) -> tuple[str, script.ScriptText, script.Proposal | None] | None:
    """The last script that shows how a character looks, else the last that names them, else the last.

    With its name and what it says of them (None: it does not name them).
    """
    naming = last = None
    for kept, text in scripts_of(library, character.production_id):
        found = script.describe_character(text, character.name, character.aliases, style)
        last = last or (kept.name, text, None)
        if found is not None:
            naming = naming or (kept.name, text, replace(found, script=kept.name))
            if found.image_prompt:
                return kept.name, text, replace(found, script=kept.name)
    return naming or last


def describe(library: Library, character_id: str, style: str = "phrases") -> script.Proposal:
    """What the production's scripts say about a character's looks, else what their description says.

    The last script that tells any counts. A proposal: it changes nothing. Raises NotFound "not_in_script" and
    Conflict: "no_looks" where there is only a description and it says nothing of looks, "no_script" where there is
    neither.
    """
    character = library.character(character_id)
    telling = _telling(library, character, style)
    found = telling[2] if telling else None
    if found and found.image_prompt:
        return found
    notes = script.describe_notes(character.description, character.name, character.aliases, style)
    if notes.image_prompt:
        return notes
    if found:
        return found
    if telling:
        scripts = len(library.scripts(character.production_id))
        raise NotFound(
            "not_in_script",
            f"The script does not name {character.name}."
            if scripts == 1
            else f"None of the {scripts} scripts names {character.name}.",
            "Add the name that the script uses as an alias, or type an image prompt.",
        )
    if character.description.strip():
        raise Conflict(
            "no_looks",
            f"The description of {character.name} says nothing of looks.",
            "Add to it how they look, for example hair, eyes, age and clothes, or type an image prompt.",
        )
    raise Conflict("no_script", "This production has no script yet.", "Import its script, then describe again.")
