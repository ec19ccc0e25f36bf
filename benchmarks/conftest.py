"""How a benchmark's figure reaches `studio.py bench`.

A test that uses pytest-benchmark's `benchmark` fixture is recorded by itself: its name without `bench_` or `test_`, the
median in milliseconds. It names a peer (ComfyUI core, a plain loop, the file system) that does the same work with

    benchmark.extra_info["peer"] = seconds

A figure of another kind (a start-up time, a p95, memory) is recorded by hand, with the fixture `record`:

    record("list 100 of 10,000 characters, p95", milliseconds, unit="ms", peer=None, bound=20.0)

`bound` is what was promised, in the same unit; the table says which figures miss theirs. It is never asserted: how long
something takes depends on what else the machine does, so a missed bound is for a person to look into.

The files are called bench_*.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest

FIGURES = pytest.StashKey[dict[str, dict[str, Any]]]()


class Record(Protocol):
    """What the `record` fixture gives."""

    def __call__(
        self, name: str, value: float, *, unit: str = "ms", peer: float | None = None, bound: float | None = None
    ) -> None:
        """Keep one figure; `peer` and `bound` in the same unit."""
        ...


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the figures go."""
    parser.addoption("--figures", type=Path, default=None, help="write the figures to this file, as JSON")


def pytest_configure(config: pytest.Config) -> None:
    """Begin without any figure."""
    config.stash[FIGURES] = {}


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write what was recorded."""
    file = session.config.getoption("--figures")
    if file is not None:
        file.write_text(json.dumps(session.config.stash[FIGURES]), encoding="utf-8")


@pytest.fixture(scope="session")
def record(pytestconfig: pytest.Config) -> Record:
    """Record a figure that pytest-benchmark does not measure."""
    figures = pytestconfig.stash[FIGURES]

    def keep(
        name: str, value: float, *, unit: str = "ms", peer: float | None = None, bound: float | None = None
    ) -> None:
        figures[name] = {"value": value, "unit": unit, "peer": peer, "ratio": value / peer if peer else None}
        if bound is not None:
            figures[name]["bound"] = bound

    return keep


@pytest.fixture(autouse=True)
def _record_benchmark(request: pytest.FixtureRequest, record: Record) -> Iterator[None]:
    """Record the median of every test that measures with pytest-benchmark."""
    benchmark = request.getfixturevalue("benchmark") if "benchmark" in request.fixturenames else None
    yield
    if benchmark is None or benchmark.stats is None:  # nothing measured here, or it failed before it measured anything
        return
    peer = benchmark.extra_info.get("peer")
    name = request.node.name.removeprefix("test_").removeprefix("bench_").replace("_", " ")
    record(name, benchmark.stats.stats.median * 1000, peer=peer * 1000 if peer else None)
