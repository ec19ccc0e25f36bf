"""A script and a production: who is in it, taking them in, and describing one of the cast from it."""

from __future__ import annotations

from dataclasses import dataclass

from .. import script
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
    """Whether this very script is the production's newest."""
    kept = library.script(production_id)
    return kept is not None and kept[1] == reading.data


def describe(library: Library, character_id: str, style: str = "phrases") -> script.Proposal:
    """What the production's script says about a character's looks, else what their description says.

    A proposal: it changes nothing. Raises NotFound "not_in_script" and Conflict: "no_looks" where there is only a
    description and it says nothing of looks, "no_script" where there is neither.
    """
    character = library.character(character_id)
    kept = library.script(character.production_id)
    notes = script.describe_notes(character.description, character.name, character.aliases, style)
    if kept is None:
        if notes.image_prompt:
            return notes
        if character.description.strip():
            raise Conflict(
                "no_looks",
                f"The description of {character.name} says nothing of looks.",
                "Add to it how they look, for example hair, eyes, age and clothes, or type an image prompt.",
            )
        raise Conflict("no_script", "This production has no script yet.", "Import its script, then describe again.")
    text = script.read(kept[1], kept[0].name)
    found = script.describe_character(text, character.name, character.aliases, style)
    if (found is None or not found.image_prompt) and notes.image_prompt:
        return notes
    if found is None:
        raise NotFound(
            "not_in_script",
            f"The script does not name {character.name}.",
            "Add the name that the script uses as an alias, or type an image prompt.",
        )
    return found
