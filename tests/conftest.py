"""Fixtures that every room's tests may use; a room's own fixtures stand in its own test file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The pack's own folder."""
    return ROOT


@pytest.fixture(scope="session", autouse=True)
def _own_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep every test away from the user's own library and settings."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CASTBOOK_LIBRARY", str(tmp_path_factory.getbasetemp() / "library"))
        patch.delenv("CASTBOOK_ALLOWED_HOSTS", raising=False)
        yield
