"""Writing a file that the user names on the command line: whole or not at all, and over nothing that is there."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ..errors import Conflict, Forbidden, Invalid, StorageFull
from ..library import files
from ..library.trouble import FULL

_ELSEWHERE = "Choose another place."


@contextmanager
def written(file: Path, library: Path, *, force: bool) -> Iterator[BinaryIO]:
    """An open file that gets the name `file` once the block is done.

    Raises Conflict "file_exists" where something has that name, unless `force`: then a plain file is replaced, the one
    that a link leads to and not the link. Raises Invalid for what is no plain file and for a place in the library.
    """
    try:
        target = _target(file, library, force=force)
        part = target.with_name(f".castbook-{uuid.uuid4().hex[:8]}.part")
        try:
            with part.open("xb") as stream:
                yield stream
                stream.flush()
                files.flush(stream.fileno())
            if force:
                part.replace(target)
            elif not files.place(part, target):
                raise _exists(file)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    except OSError as error:
        kind = StorageFull if error.errno in FULL else Forbidden
        raise kind("cannot_write", f"{file} cannot be written: {error.strerror}.", _ELSEWHERE) from error


def _target(file: Path, library: Path, *, force: bool) -> Path:
    try:
        target = file.resolve()
    except RuntimeError as error:  # how Python before 3.13 says that links lead in a circle
        raise Invalid("not_a_file", f"{file} is no plain file.", _ELSEWHERE) from error
    if target.is_relative_to(library.resolve()):
        raise Invalid("inside_library", f"{file} lies in the library's own folder.", _ELSEWHERE)
    if target.is_symlink() or (target.exists() and not target.is_file()):  # a link only where 3.13 meets such a circle
        raise Invalid("not_a_file", f"{file} is no plain file.", _ELSEWHERE)
    if os.path.lexists(file) and not force:
        raise _exists(file)
    return target


def _exists(file: Path) -> Conflict:
    return Conflict("file_exists", f"{file} is already there.", "Choose another name, or replace it with --force.")
