"""How long `studio.py` takes from its start to its first answer, once its .venv stands. Bound: 2 s."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

STUDIO = Path(__file__).resolve().parents[1] / "studio.py"
BOUND_MS = 2000.0
STARTS = 5


def bench_first_answer(record: Any, tmp_path: Path) -> None:
    """From exec to the end of GET /castbook/productions, on a library that exists; the peer is aiohttp alone."""
    start_once(tmp_path)  # makes the library and the byte code
    times = [start_once(tmp_path) for _ in range(STARTS)]
    bare = [start_bare() for _ in range(STARTS)]
    record("start to first answer", statistics.median(times), peer=statistics.median(bare), bound=BOUND_MS)


def start_once(folder: Path) -> float:
    """One start and one answer, in milliseconds."""
    command = [sys.executable, str(STUDIO), "run", "--no-browser", "--port", "0", "--engine", "slate"]
    started = time.perf_counter()
    with subprocess.Popen(
        [*command, "--library", str(folder / "library")], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        try:
            address = server.stdout.readline().split()[-1]
            with urllib.request.urlopen(f"{address}/castbook/productions", timeout=10) as answer:
                answer.read()
            return (time.perf_counter() - started) * 1000
        finally:
            server.terminate()


def start_bare() -> float:
    """A Python that imports aiohttp and ends, in milliseconds: what no server on aiohttp can undercut."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import aiohttp.web"], check=True)
    return (time.perf_counter() - started) * 1000
