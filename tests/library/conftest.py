"""An empty library with one production and one character."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from castbook.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "library", sample=False)
    yield library
    library.close()


@pytest.fixture
def production(library: Library) -> str:
    return library.create_production("Night Ferry").id


@pytest.fixture
def character(library: Library, production: str) -> str:
    return library.create_character(production, "Mira").id
