"""`import` and `export`: scripts, cards, cast lists and bundles in; a bundle out."""

from __future__ import annotations

import argparse
import contextlib
from collections import Counter
from contextlib import closing
from pathlib import Path

from .. import exchange
from ..cast import Production
from ..errors import Forbidden, NotFound, StorageFull
from ..library import Library

_SAID = {
    exchange.NEW: "new",
    exchange.KNOWN: "known, left as they are",
    exchange.SAME: "probably the same as somebody",
}


def import_files(arguments: argparse.Namespace) -> int:
    """Bring files into a production, which is made if there is none of that name. The first bad file ends it.

    A preview changes nothing, so its production has to be there.
    """
    with closing(Library.open(arguments.library)) as library:
        find, bring = _production, exchange.import_file
        if arguments.preview:
            find, bring = Library.production_named, exchange.preview_file
        production = find(library, arguments.production)
        for file in arguments.files:
            try:
                with file.open("rb") as source:
                    done = bring(library, production.id, file.name, source)
            except OSError as error:
                raise NotFound(
                    "unreadable_file", f"{file} cannot be read: {error.strerror}.", "Check the name."
                ) from error
            print(f"{file.name}: {_told(done, 'to add' if arguments.preview else 'added')}")
            if arguments.preview:
                _show(done)
            for arrival in done.arrivals:
                if arrival.status == exchange.SAME and arrival.character:
                    print(f"  {arrival.person.name} is probably {arrival.character.name}; add it as an alias if so.")
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Write a production into a .cast bundle; an older file of that name is replaced only by a whole new one."""
    with closing(Library.open(arguments.library, create=False)) as library:
        production = library.production_named(arguments.production)
        file: Path = arguments.file
        part = file.with_name(file.name + ".part")
        try:
            with part.open("wb") as stream:
                versions = exchange.export_bundle(library, production.id, stream)
            part.replace(file)
        except OSError as error:
            kind = StorageFull if error.errno == 28 else Forbidden
            raise kind(
                "cannot_write", f"{file} cannot be written: {error.strerror}.", "Choose another place."
            ) from error
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
    print(
        f"{production.name}: {_count(production.character_count, 'character')}, {_count(versions, 'version')} in {file}"
    )
    return 0


def _production(library: Library, name: str) -> Production:
    try:
        return library.production_named(name)
    except NotFound:
        return library.create_production(name)


def _show(done: exchange.Imported) -> None:
    """How the columns of a cast list are read, and who is in the file."""
    for column in (done.mapping or {}).get("columns", ()):
        print(f"  column {column['column']}: {column['field'] or 'left out'}")
    for arrival in done.arrivals:
        print(f"  {arrival.person.name}: {_SAID[arrival.status]}")


def _told(done: exchange.Imported, added: str) -> str:
    """One line for a person: what the file was and who came of it. `added` says what is so about the versions."""
    counts = Counter(arrival.status for arrival in done.arrivals)
    people = ", ".join(f"{counts[status]} {_SAID[status]}" for status in _SAID if counts[status])
    pictures = sum(arrival.added_versions for arrival in done.arrivals)
    return f"{done.kind}; {people or 'nobody in it'}" + (f"; {_count(pictures, 'version')} {added}" if pictures else "")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
