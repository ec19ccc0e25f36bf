"""The library by itself: listing a large cast, adding a version, checking and rebuilding."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from castbook import images
from castbook.cast import Settings
from castbook.library import Library

CHARACTERS = 10_000
VERSIONS_EACH = 10
BATCH = 100  # characters in one transaction: what is measured is reading, so the filling may be quick
SETTINGS = Settings(
    image_prompt="woman of 40, grey braid, oilskin coat", style_prompt="35mm film still, rain, sodium light",
    positive="woman of 40, grey braid, oilskin coat, 35mm film still, rain, sodium light", negative="blurry, hat",
    negative_applied=True, seed="18446744073709551615", aspect="2:3", model="sd_xl_base_1.0.safetensors",
    family="sdxl", steps=30, cfg=7.0, sampler="dpmpp_2m", scheduler="karras",
)  # fmt: skip


def noise(side: int) -> bytes:
    """A PNG like no other."""
    return images.encode_png(np.frombuffer(os.urandom(side * side * 3), dtype=np.uint8).reshape(side, side, 3))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, str]]:
    """10,000 characters with 10 versions each, and their production's id."""
    library = Library.open(tmp_path_factory.mktemp("large") / "library", sample=False)
    production = library.create_production("A long series").id
    portrait = noise(8)
    for start in range(0, CHARACTERS, BATCH):
        with library.transaction():
            for number in range(start, start + BATCH):
                character = library.create_character(production, f"Character {number:05}", image_prompt="grey braid")
                for _ in range(VERSIONS_EACH):
                    library.add_version(character.id, portrait, source="generated", settings=SETTINGS)
    yield library, production
    library.close()


def bench_library_lists_100_of_10_000_characters(benchmark: Any, large: tuple[Library, str]) -> None:
    """A page from the middle, each with its selected version; the peer reads the same rows with bare SQL."""
    library, production = large
    with sqlite3.connect(library.root / "index.sqlite3") as db:
        started = time.perf_counter()
        for _ in range(20):
            db.execute(
                "SELECT * FROM characters c JOIN stacks s ON s.character_id = c.id"
                " JOIN versions v ON v.id = s.selected_id WHERE c.rowid IN (SELECT rowid FROM characters"
                " WHERE production_id = ? AND deleted_at IS NULL ORDER BY name_key LIMIT 100 OFFSET 5000)",
                (production,),
            ).fetchall()
        benchmark.extra_info["peer"] = (time.perf_counter() - started) / 20
    db.close()
    page = benchmark(library.characters, production, offset=5000)
    assert len(page.items) == 100 and page.total == CHARACTERS and page.items[0].version_count == VERSIONS_EACH


def bench_library_searches_10_000_characters(benchmark: Any, large: tuple[Library, str]) -> None:
    """A part of a name that fits 100 of them."""
    library, production = large
    assert benchmark(library.characters, production, query="CTER 077").total == 100


def bench_library_adds_a_version(benchmark: Any, large: tuple[Library, str]) -> None:
    """A fresh picture of 1.5 MB into the large library; the peer only writes such a file down to the disk."""
    library, production = large
    character = library.characters(production).items[0].id
    pictures = [noise(724) for _ in range(20)]
    bare = library.root.parent / "bare"
    bare.mkdir()
    started = time.perf_counter()
    for number, data in enumerate(pictures):
        with (bare / f"{number}.png").open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    benchmark.extra_info["peer"] = (time.perf_counter() - started) / len(pictures)
    fresh = iter(pictures)

    def add() -> None:
        library.add_version(character, next(fresh), source="generated", settings=SETTINGS)

    benchmark.pedantic(add, rounds=len(pictures))


def bench_library_selects_a_version(benchmark: Any, large: tuple[Library, str]) -> None:
    """Use This Version: the smallest durable change."""
    library, production = large
    character = library.characters(production).items[1].id
    first, second = library.versions(character, limit=2).items
    turns = iter([first.id, second.id] * 500)
    benchmark.pedantic(lambda: library.select(character, next(turns)), rounds=50)


def bench_library_care(record: Any, large: tuple[Library, str]) -> None:
    """Opening, checking and rebuilding with 100,000 versions."""
    library, _ = large
    for name, act in {
        "open a library of 100,000 versions": lambda: Library.open(library.root).close(),
        "check 100,000 versions": library.check,
        "rebuild 100,000 versions": lambda: Library.rebuild(library.root),
    }.items():
        started = time.perf_counter()
        act()
        record(name, time.perf_counter() - started, unit="s")
    assert library.check().ok
