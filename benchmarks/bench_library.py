"""Adding a version to a library: verified, hashed, written durably, its row included."""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path
from typing import Any

import numpy as np

from castbook.images import add_text, encode_png
from castbook.library import Library

ROUNDS = 30


def bench_add_a_version(benchmark: Any, tmp_path: Path) -> None:
    """A portrait of 832 x 1216 pixels; the peer is the file system: the same bytes written and synced, nothing else."""
    library = Library.open(tmp_path / "library")
    production = library.production_named("Night Ferry")
    character = library.character_named(production.id, "Mira")
    pixels = np.random.default_rng(1).integers(0, 64, (1216, 832, 3), dtype=np.uint8)
    plain = encode_png(pixels)
    pictures = iter([add_text(plain, {"number": str(number)}) for number in range(ROUNDS)])
    benchmark.extra_info["peer"] = statistics.median(write_and_sync(tmp_path / str(n), plain) for n in range(ROUNDS))
    benchmark.pedantic(
        lambda picture: library.add_version(character.id, picture, source="uploaded"),
        setup=lambda: ((next(pictures),), {}),
        rounds=ROUNDS,
    )
    assert library.character(character.id).version_count == ROUNDS
    library.close()


def write_and_sync(path: Path, data: bytes) -> float:
    """Seconds to write a new file durably, its folder entry included."""
    started = time.perf_counter()
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if os.name != "nt":  # Windows has no folders that can be opened
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    return time.perf_counter() - started
