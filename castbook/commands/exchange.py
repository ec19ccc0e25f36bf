"""`import` and `export`: scripts, cards, cast lists and bundles in; a bundle out."""

from __future__ import annotations

import argparse

from ..errors import Unavailable


def import_files(arguments: argparse.Namespace) -> int:
    """Bring files into a production."""
    raise not_yet("import")


def export(arguments: argparse.Namespace) -> int:
    """Write a production into a .cast bundle."""
    raise not_yet("export")


def not_yet(command: str) -> Unavailable:
    """What a command says that a later version brings."""
    return Unavailable("not_built_yet", f"This version of Castbook cannot {command} yet.", "Nothing was changed.")
