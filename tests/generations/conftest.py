"""A library with one character, and a queue with an easel and the slate engine."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from castbook.cast import Character
from castbook.engines.slate import SlateEngine
from castbook.generations import Generations
from castbook.library import Library
from tests.generations.easel import Easel


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library", sample=False)
    yield opened
    opened.close()


@pytest.fixture
def mira(library: Library) -> Character:
    production = library.create_production("Night Ferry")
    design = library.create_design(production.id, "Noir", style_prompt="35mm", negative="blurry", model="slate")
    library.update_production(production.id, active_design_id=design.id)
    return library.create_character(production.id, "Mira", image_prompt="a woman of forty")


@pytest.fixture
def easel() -> Easel:
    return Easel()


@pytest.fixture
async def generations(library: Library, easel: Easel) -> AsyncIterator[Generations]:
    queue = Generations(library, [easel, SlateEngine(step_seconds=0)])
    await queue.start()
    yield queue
    await queue.stop()
