"""`import` and `export`: scripts, cards, cast lists and bundles in; a bundle out."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from .. import exchange
from ..cast import Production
from ..errors import NotFound, Unavailable
from ..library import Library
from .new_file import written

_SAID = {
    exchange.NEW: "new",
    exchange.KNOWN: "known, left as they are",
    exchange.SAME: "probably the same as somebody",
}


def import_files(arguments: argparse.Namespace) -> int:
    """Bring files into a production, which is made if there is none of that name. The first bad file ends it.

    A preview says the same and makes nothing: neither the production nor, where there is none yet, the library.
    """
    preview: bool = arguments.preview
    with _opened(arguments.library, make=not preview) as library:
        production = _production(library, arguments.production, make=not preview)
        for file in arguments.files:
            try:
                with file.open("rb") as source:
                    if production and not preview:
                        done = exchange.import_file(library, production.id, file.name, source)
                    else:
                        done = exchange.preview_file(library, production and production.id, file.name, source)
            except OSError as error:
                raise NotFound(
                    "unreadable_file", f"{file} cannot be read: {error.strerror}.", "Check the name."
                ) from error
            print(f"{file.name}: {_told(done, 'to add' if preview else 'added')}")
            if preview:
                _show(done)
            for arrival in done.arrivals:
                for cut in arrival.person.cuts:
                    print(f"  {arrival.person.name[:40]}: {cut}")
                if arrival.status == exchange.SAME and arrival.character:
                    print(f"  {arrival.person.name} is probably {arrival.character.name}; add it as an alias if so.")
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Write a production into a .cast bundle, into a new file; with --force over an older one, once it is whole."""
    with closing(Library.open(arguments.library, create=False)) as library:
        production = library.production_named(arguments.production)
        file: Path = arguments.file
        with written(file, library.root, force=arguments.force) as stream:
            versions = exchange.export_bundle(library, production.id, stream)
    print(
        f"{production.name}: {_count(production.character_count, 'character')}, {_count(versions, 'version')} in {file}"
    )
    return 0


@contextmanager
def _opened(root: Path, *, make: bool) -> Iterator[Library]:
    """The library in `root`. Where there is none and none is to be made, what would be made, somewhere else for now."""
    try:
        library = Library.open(root, create=make)
    except Unavailable as error:
        if error.code != "no_library":
            raise
        with TemporaryDirectory(prefix="castbook-") as folder, closing(Library.open(Path(folder))) as library:
            yield library
        return
    with closing(library):
        yield library


def _production(library: Library, name: str, *, make: bool) -> Production | None:
    try:
        return library.production_named(name)
    except NotFound:
        return library.create_production(name) if make else None


def _show(done: exchange.Imported) -> None:
    """How the columns of a cast list are read, and who is in the file."""
    for column in (done.mapping or {}).get("columns", ()):
        print(f"  column {column['column']}: {column['field'] or 'left out'}")
    for name in (done.mapping or {}).get("joined", ()):
        print(f"  {name}: several rows, one character")
    if unnamed := (done.mapping or {}).get("unnamed", 0):
        print(f"  left out: {_count(unnamed, 'row')} without a name")
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
