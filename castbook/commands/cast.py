"""`cast`: read a script and print its characters, with what the script says about their looks."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from .. import exchange, script
from ..errors import NotFound, TooLarge, UnsupportedMedia

_KINDS = {"bundle": "bundle", "card": "character card", "list": "cast list"}
_READ_AS = {"fountain": "a screenplay", "fdx": "a Final Draft script", "play": "a play", "prose": "a story"}
IMPORT = "Bring it in with `studio.py import FILE --production NAME`; with --preview that only says what would come."
MAX_BYTES = 64 * 2**20  # far above what the reader takes: it says its own limit, this one spares the memory


def cast(arguments: argparse.Namespace) -> int:
    """Print the characters, as text or as JSON."""
    data = read_file(arguments.script)
    if kind := _KINDS.get(exchange.kind_of(arguments.script.name, data)):
        raise UnsupportedMedia("not_a_script", f"{arguments.script.name} is a {kind}, not a script.", IMPORT)
    text = script.read(data, arguments.script.name)
    people = script.describe(text)
    if not people:
        print(nobody(text.format), file=sys.stderr)
    if arguments.json:
        print(json.dumps({"characters": [person.as_json() for person in people]}, indent=2, ensure_ascii=False))
        return 0
    for person in people:
        print("\n".join(lines(person)), end="\n\n")
    print(f"{len(people)} character{'' if len(people) == 1 else 's'}")
    return 0


def nobody(format: str) -> str:
    """What to say where a script of that format names nobody: as what it was read, and what would help."""
    return (
        f"No characters found; it was read as {_READ_AS[format]}. In screenplays and plays names stand above or before "
        "the speeches, best in Fountain or FDX; in a story people have names and do something."
    )


def lines(person: script.CharacterDescription) -> Iterator[str]:
    """One character as a person reads it."""
    also = f" (also {', '.join(person.aliases)})" if person.aliases else ""
    yield f"{person.name}{also}: speaks {person.lines} time{'' if person.lines == 1 else 's'}"
    for look in person.looks:
        yield f"  line {look.line}, {look.kind}: {look.text}"
    yield (
        f"  image prompt: {person.image_prompt}" if person.image_prompt else "  The script does not say how they look."
    )


def read_file(file: Path) -> bytes:
    """A file that the user named. Raises CastbookError when it cannot be read."""
    try:
        if file.stat().st_size > MAX_BYTES:
            raise TooLarge("too_large", f"{file} is too large for a script.", "Castbook takes up to 20 MB.")
        return file.read_bytes()
    except OSError as error:
        raise NotFound("unreadable_file", f"{file} cannot be read: {error.strerror}.", "Check the name.") from error
