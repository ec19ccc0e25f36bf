"""What is too long for the library, cut: the description keeps long names where it can, and each cut is told. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..library.texts import MAX_ALIASES, MAX_NAME, MAX_TEXT

if TYPE_CHECKING:
    from .arrivals import Candidate

_SEAM = "\n\n"


@dataclass(frozen=True)
class Cut:
    """A field of which the first `kept` of `length` characters are kept, of "aliases" so many names.

    `beside`: the description has all of it.
    """

    field: str
    length: int
    kept: int
    beside: bool = False

    def __str__(self) -> str:
        many = "names" if self.field == "aliases" else "characters"
        field = "list of aliases" if self.field == "aliases" else self.field.replace("_", " ")
        said = f"The {field} has {self.length:,} {many}; the first {self.kept:,} are kept"
        return f"{said}, and all of it in the description." if self.beside else f"{said}."

    def as_json(self) -> dict[str, Any]:
        """For a preview or a report."""
        return {"field": self.field, "length": self.length, "kept": self.kept, "message": str(self)}


def fitted(person: Candidate) -> Candidate:
    """The candidate as the library can keep them; `cuts` tells what was cut."""
    description = person.description[:MAX_TEXT]
    cuts = [
        Cut(field, len(text), MAX_TEXT)
        for field, text in (("description", person.description), ("image_prompt", person.image_prompt))
        if len(text) > MAX_TEXT
    ]

    def cut(field: str, length: int, kept: int, beside: str) -> None:
        nonlocal description
        longer = f"{description}{_SEAM}{beside}" if description else beside
        fits = len(longer) <= MAX_TEXT
        description = longer if fits else description
        cuts.append(Cut(field, length, kept, fits))

    if len(person.name) > MAX_NAME:
        cut("name", len(person.name), MAX_NAME, f"Full name: {person.name}")
    if len(person.aliases) > MAX_ALIASES:
        cut("aliases", len(person.aliases), MAX_ALIASES, f"Also called: {', '.join(person.aliases)}")
    for alias in person.aliases[:MAX_ALIASES]:
        if len(alias) > MAX_NAME:
            cut("alias", len(alias), MAX_NAME, f"Also called: {alias}")
    if not cuts:
        return person
    return replace(
        person,
        name=person.name[:MAX_NAME].strip(),
        aliases=tuple(alias[:MAX_NAME].strip() for alias in person.aliases[:MAX_ALIASES]),
        description=description,
        image_prompt=person.image_prompt[:MAX_TEXT],
        cuts=tuple(cuts),
    )
