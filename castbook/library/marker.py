"""The file that says "this folder is a Castbook library, this one": without it nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

from ..errors import Conflict
from . import files, texts, trouble

NAME = "castbook-library.json"
FORMAT = 1
_FRESH = ".castbook-new-"
OURS = ("index.sqlite3", "journal", "blobs")


def read(root: Path) -> str | None:
    """The id of the library in `root`, or None where no library is. Raises Conflict for a newer format."""
    try:
        facts = json.loads((root / NAME).read_text("utf-8"))
        library, form = str(facts["id"]), int(facts["format"])
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise trouble.damaged_marker() from error
    if form > FORMAT:
        raise newer_library()
    return library


def check(root: Path, library: str) -> None:
    """Raise Unavailable unless this very library is in `root`: an unmounted drive leaves an empty folder behind."""
    if read(root) != library:
        raise trouble.unreachable()


def create(root: Path) -> str:
    """Mark `root` as a library, unless another process is quicker, and return its id."""
    parts = any((root / name).exists() for name in OURS)
    if (found := read(root)) is not None:
        return found
    if parts:
        raise trouble.damaged_marker()
    root.mkdir(parents=True, exist_ok=True)
    fresh = root / f"{_FRESH}{texts.new_id()}"
    facts = {"what": "a Castbook library; keep this file", "format": FORMAT, "id": texts.new_id()}
    try:
        files.write_new(fresh, (json.dumps(facts, indent=2) + "\n").encode())
        files.place(fresh, root / NAME)
        files.flush_folder(root)
    except FileNotFoundError:  # swept by a process that was quicker
        pass
    finally:
        fresh.unlink(missing_ok=True)
    if (found := read(root)) is None:
        raise trouble.unreachable()
    return found


def sweep(root: Path) -> None:
    """Remove what processes left that died while they marked this folder."""
    for path in root.glob(f"{_FRESH}*"):
        path.unlink(missing_ok=True)


def newer_library() -> Conflict:
    """A later Castbook wrote it."""
    return Conflict(
        "newer_library",
        "This library was made by a newer Castbook; it was left untouched.",
        "Update Castbook, or choose another library folder.",
    )
