"""`check`, `rebuild` and `backup`: looking after the library."""

from __future__ import annotations

import argparse
import sys

from ..library import Library
from .progress import Bar


def check(arguments: argparse.Namespace) -> int:
    """Look for damage; 1 when anything is wrong that was not repaired."""
    library = Library.open(arguments.library, create=False)
    try:
        with Bar("Checking") as bar:
            report = library.check(repair=arguments.repair, progress=bar.show)
    finally:
        library.close()
    print(report)
    return 0


def rebuild(arguments: argparse.Namespace) -> int:
    """Make the index anew from the files beside it."""
    print(Library.rebuild(arguments.library))
    return 0


def backup(arguments: argparse.Namespace) -> int:
    """Write a copy of the library into one file."""
    library = Library.open(arguments.library, create=False)
    try:
        library.backup(arguments.file)
    finally:
        library.close()
    print(f"The library is saved in {arguments.file}.", file=sys.stderr)
    return 0
