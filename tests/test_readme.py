"""The documents say what is so: commands, links, versions, decisions."""

from __future__ import annotations

import argparse
import re
import shlex
from pathlib import Path

import castbook
from castbook import commands
from castbook.commands.command_line import parser

COMMAND = re.compile(r"python3 (studio\.py[^`\n]*)")
PLACEHOLDERS = {"FILE...": "a.fountain", "SCRIPT": "a.fountain", "FILE": "a.zip", "COMMAND": "run"}


def command_names() -> set[str]:
    """Every command that studio.py has."""
    [choices] = [action.choices for action in parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return set(choices)


def test_readme_gives_the_two_commands_first(root: Path) -> None:
    blocks = re.findall(r"```\n(.*?)```", (root / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert [block.strip() for block in blocks[:2]] == ["python3 studio.py", "python3 studio.py test"]


def test_every_command_line_in_the_documents_is_one_that_studio_takes(root: Path) -> None:
    lines = [
        line for file in ("README.md", "CONTRIBUTING.md") for line in COMMAND.findall((root / file).read_text("utf-8"))
    ]
    assert len(lines) >= 10
    for line in lines:
        words = [PLACEHOLDERS.get(word, word) for word in shlex.split(line)[1:]]
        if "--help" not in words:
            commands.parse(words)


def test_readme_lists_every_command_and_no_other(root: Path) -> None:
    rows = re.findall(r"^\| `python3 studio\.py (\w+)", (root / "README.md").read_text("utf-8"), re.MULTILINE)
    assert set(rows) == command_names()
    assert len(rows) == len(set(rows))


def test_every_link_between_the_documents_leads_somewhere(root: Path) -> None:
    documents = [*root.glob("*.md"), *(root / "docs").rglob("*.md")]
    broken = []
    for document in documents:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text("utf-8")):
            if "://" not in target and not (document.parent / target).exists():
                broken.append(f"{document.relative_to(root)}: {target}")
    assert broken == []


def test_the_version_is_the_same_everywhere(root: Path) -> None:
    [version] = re.findall(r'^version = "(.+)"$', (root / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert castbook.__version__ == version


def test_the_change_log_keeps_a_place_for_what_is_not_released(root: Path) -> None:
    assert "\n## [Unreleased]\n" in (root / "CHANGELOG.md").read_text("utf-8")


def test_every_requirement_is_pinned(root: Path) -> None:
    for file in (root / "requirements").glob("*.txt"):
        for line in file.read_text("utf-8").splitlines():
            assert line.startswith("#") or re.fullmatch(
                r"[\w.-]+==[\w.]+(; python_version [<>]=? \"3\.\d+\")?", line
            ), line


def test_the_decisions_are_numbered_and_say_context_decision_and_consequences(root: Path) -> None:
    files = sorted((root / "docs/decisions").glob("*.md"))
    assert [file.name[:4] for file in files] == [f"{number:04}" for number in range(1, len(files) + 1)]
    assert len(files) >= 10
    for file in files:
        text = file.read_text("utf-8")
        assert text.startswith(f"# {int(file.name[:4])}. ")
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequences")), file.name
