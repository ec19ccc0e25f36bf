"""Room for what is too large for memory while it comes in or goes out: files without a name in the system's temporary
folder, never below the library's root. They are gone when they are closed, and when the process dies.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from ..errors import StorageFull, Unavailable
from .trouble import FULL


def room() -> BinaryIO:
    """An empty file to write and read. Raises StorageFull and Unavailable."""
    with in_plain_words():
        return cast(BinaryIO, tempfile.TemporaryFile(prefix="castbook-"))


def write(file: BinaryIO, data: bytes) -> None:
    """Write on. Raises StorageFull and Unavailable."""
    with in_plain_words():
        file.write(data)


@contextmanager
def in_plain_words() -> Iterator[None]:
    """What an OSError means where the temporary folder is the cause."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise StorageFull(
                "temporary_full",
                "The folder for temporary files is full; nothing was changed.",
                "Make room there, or start Castbook with TMPDIR naming a folder that has some.",
            ) from error
        raise Unavailable(
            "temporary_unreachable",
            "The folder for temporary files cannot be written; nothing was changed.",
            "Check its permissions, or start Castbook with TMPDIR naming another folder.",
        ) from error
