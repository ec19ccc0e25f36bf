"""What a test run comes to: one result per part, read from the tools' own reports, and the table at the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

NOTES_SHOWN = 8


@dataclass
class Result:
    """How one part went. `notes` say why something failed or was skipped, each with how often."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    notes: Counter[str] = field(default_factory=Counter)

    def note(self, text: str) -> None:
        """Remember a reason, its white space folded."""
        self.notes[" ".join(text.split())[:200]] += 1


def read_pytest(report: Path) -> list[Result]:
    """The results in a JUnit report of pytest, one per suite: Python, browser, faults, each real ComfyUI.

    Raises OSError or ElementTree.ParseError when pytest did not get as far as writing it.
    """
    suites: dict[str, Result] = {}
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        name = suite(case.get("classname") or case.get("name") or "", case.get("name") or "")
        result = suites.setdefault(name, Result(name))
        result.seconds += float(case.get("time") or 0)
        outcome = next((child for child in case if child.tag in ("failure", "error", "skipped")), None)
        if outcome is None:
            result.passed += 1
        elif outcome.tag == "skipped":
            result.skipped += 1
            result.note(f"skipped: {outcome.get('message') or 'no reason given'}")
        else:
            result.failed += 1
            result.note(f"failed: {case.get('classname')}::{case.get('name')}")
    return [suites[name] for name in sorted(suites, key=lambda name: (name != "Python", name))]


def suite(module: str, test: str) -> str:
    """Which part of the tests a test belongs to, by the folder of its module and the core it ran on."""
    parts = module.split(".")
    folder = parts[1] if len(parts) > 2 and parts[0] == "tests" else ""
    core = re.search(r"\bcomfyui-(\d[\w.]*)", test)
    if core and folder in ("browser", "comfyui"):
        return f"real ComfyUI {core[1]}"
    return {"browser": "browser (Chromium)", "comfyui": "real ComfyUI", "faults": "faults"}.get(folder, "Python")


def read_tap(report: Path, name: str) -> Result:
    """The result in a TAP report of `node --test`: its summary lines, and the names of the tests that failed."""
    text = report.read_text(encoding="utf-8")
    counts = dict(re.findall(r"^# (pass|fail|cancelled|skipped|todo) (\d+)$", text, re.MULTILINE))
    result = Result(
        name,
        passed=int(counts.get("pass", 0)),
        failed=int(counts.get("fail", 0)) + int(counts.get("cancelled", 0)),
        skipped=int(counts.get("skipped", 0)) + int(counts.get("todo", 0)),
    )
    for failed in re.findall(r"^\s*not ok \d+ - ([^#\n]+)$", text, re.MULTILINE):
        result.note(f"failed: {failed}")
    return result


def table(results: Iterable[Result]) -> str:
    """The closing table, with the reasons below each line, and the sums as the last line, alone."""
    rows = list(results)
    width = max([len(row.name) for row in rows] + [4])
    lines = [f"{'what':<{width}}  passed  failed  skipped    time"]
    for row in rows:
        lines.append(f"{row.name:<{width}}  {row.passed:6}  {row.failed:6}  {row.skipped:7}  {row.seconds:4.0f} s")
        notes = [f"{text} (x{times})" if times > 1 else text for text, times in row.notes.most_common()]
        if len(notes) > NOTES_SHOWN:
            notes[NOTES_SHOWN:] = [f"... and {len(notes) - NOTES_SHOWN} more reasons, above"]
        lines += [f"    {text}" for text in notes]
    passed, failed, skipped = (sum(getattr(row, what) for row in rows) for what in ("passed", "failed", "skipped"))
    return "\n".join([*lines, "", f"{passed} passed, {failed} failed, {skipped} skipped"])
