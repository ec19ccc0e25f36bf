"""`bench`: run the benchmarks and print their figures, beside those of the peer they are measured against."""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from ..errors import CastbookError

ROOT = Path(__file__).resolve().parents[2]


def bench(arguments: argparse.Namespace) -> int:
    """Run every file in benchmarks/; 1 when one of them breaks off, not when a figure misses its bound.

    What each figure means stands in its own file.
    """
    with tempfile.TemporaryDirectory(prefix="castbook-bench-") as scratch:
        figures_file = Path(scratch) / "figures.json"
        command = [sys.executable, "-m", "pytest", "benchmarks", "--confcutdir=benchmarks", "-q", "--no-header"]
        command += ["--benchmark-quiet", f"--figures={figures_file}", "--durations=10", "--durations-min=5"]
        command.append("--timeout=0")  # filling a library with 100,000 versions takes longer than any test may
        ended = subprocess.run(command, cwd=ROOT, stdout=2).returncode
        figures = json.loads(figures_file.read_text(encoding="utf-8")) if figures_file.exists() else {}
    if arguments.json is None:
        print(table(figures))
    else:
        text = json.dumps(figures, indent=2)
        print(text)
        if arguments.json != Path("-"):
            write(arguments.json, text + "\n")
    if ended:
        print("Some benchmarks failed; their figures are missing.", file=sys.stderr)
    return 1 if ended else 0


def table(figures: dict[str, dict[str, Any]]) -> str:
    """The figures as a person reads them; one above the bound that was promised says so."""
    width = max([len(name) for name in figures] + [4])
    lines = [f"{'what':<{width}}       value       peer  ratio      bound"]
    for name, figure in figures.items():
        value, peer, bound = (_with_unit(figure.get(what), figure["unit"]) for what in ("value", "peer", "bound"))
        ratio = f"{figure['ratio']:.2f}" if figure["ratio"] is not None else "-"
        missed = "  MISSED" if figure["value"] > figure.get("bound", math.inf) else ""
        lines.append(f"{name:<{width}}  {value:>10}  {peer:>9}  {ratio:>5}  {bound:>9}{missed}")
    return "\n".join(lines)


def _with_unit(number: float | None, unit: str) -> str:
    return "-" if number is None else f"{number:.4g} {unit}"


def write(file: Path, text: str) -> None:
    """Write the figures where the user wants them."""
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CastbookError("not_written", f"{file} cannot be written: {error.strerror}.") from error
