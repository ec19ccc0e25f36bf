"""`import` and `export`: scripts, cards, cast lists and bundles in; a bundle out."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from .. import exchange
from ..api.body import label
from ..errors import CastbookError, NotFound, Unavailable
from ..library import Library
from .cast import nobody
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
        for number, file in enumerate(arguments.files):
            with _told_of(file, left=arguments.files[number + 1 :]):
                done = _one(library, arguments.production, file, preview=preview)
            print(f"{file.name}: {_told(done, 'to add' if preview else 'added')}")
            if done.kind == "script" and done.format and not done.arrivals:
                print(nobody(done.format), file=sys.stderr)
            if preview:
                _show(done)
            for arrival in done.arrivals:
                for cut in arrival.person.cuts:
                    print(f"  {arrival.person.name[:40]}: {cut}")
                if arrival.status == exchange.SAME and arrival.character:
                    print(f"  {arrival.person.name} is probably {arrival.character.name}; add it as an alias if so.")
    return 0


def _one(library: Library, production: str, file: Path, *, preview: bool) -> exchange.Imported:
    """One file into the production of that name, which is made once its first file can be read."""
    name = label(file.name, "script")
    there = _production(library, production)
    with file.open("rb") as source:
        if preview:
            return exchange.preview_file(library, there, name, source)
        return exchange.import_file(library, there or (lambda: library.create_production(production).id), name, source)


@contextmanager
def _told_of(file: Path, left: Sequence[Path]) -> Iterator[None]:
    """An error in the block says which file it is about, and which others were `left`."""
    try:
        yield
    except OSError as error:
        raise NotFound(
            "unreadable_file", f"{file} cannot be read: {error.strerror}.", f"Check the name.{_left(left)}"
        ) from error
    except CastbookError as error:
        raise type(error)(error.code, f"{file.name}: {error.message}", f"{error.hint}{_left(left)}") from error


def _left(files: Sequence[Path]) -> str:
    return f" Not read yet: {', '.join(file.name for file in files)}." if files else ""


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


def _production(library: Library, name: str) -> str | None:
    try:
        return library.production_named(name).id
    except NotFound:
        return None


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
