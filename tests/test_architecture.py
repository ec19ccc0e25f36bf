"""The rules of docs/architecture.md hold, and each check finds a breach that was planted for it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import architecture

RULES = (
    architecture.rule_1,
    architecture.rule_2,
    architecture.rule_3,
    architecture.rule_4,
    architecture.rule_5_in_page,
    architecture.rule_6,
    architecture.order,
    architecture.sizes,
)
Rule = Callable[[Path], list[str]]

BREACHES = [
    (architecture.rule_1, "castbook/app.py", "import torch"),
    (architecture.rule_1, "castbook/app.py", "def late():\n    import folder_paths"),
    (architecture.rule_1, "castbook/app.py", "from importlib import import_module\nimport_module('comfy.utils')"),
    (architecture.rule_1, "castbook/app.py", "import requests"),
    (architecture.rule_1, "castbook/api/routes.py", "from ... import host"),
    (architecture.rule_1, "castbook/app.py", "from ..nodes import slate"),
    (architecture.rule_1, "nodes/slate.py", "from server import PromptServer"),
    (architecture.rule_1, "web/panel/list.mjs", 'import { app } from "../../../scripts/app.js";'),
    (architecture.rule_1, "web/panel/list.mjs", 'const { app } = await import("/scripts/app.js");'),
    (architecture.rule_1, "web/panel/list.mjs", "const api = window.comfyAPI.api;"),
    (architecture.rule_2, "nodes/slate.py", "from ..castbook.api import shapes"),
    (architecture.rule_2, "castbook/api/routes.py", "from ...nodes.slate import Slate"),
    (architecture.rule_3, "castbook/api/routes.py", "import sqlite3"),
    (architecture.rule_3, "nodes/save.py", "def save(path):\n    path.write_bytes(b'')"),
    (architecture.rule_3, "castbook/app.py", "def save(path):\n    open(path, 'wb')"),
    (architecture.rule_3, "castbook/app.py", "def save(path):\n    path.open('x')"),
    (architecture.rule_3, "castbook/app.py", "def save(path, mode):\n    open(path, mode=mode)"),
    (architecture.rule_3, "castbook/app.py", "import os\ndef move(a, b):\n    os.replace(a, b)"),
    (architecture.rule_3, "castbook/app.py", "def move(a, b):\n    a.replace(b)"),
    (architecture.rule_4, "castbook/app.py", "import castbook.errors"),
    (architecture.rule_4, "nodes/slate.py", "from castbook.errors import Invalid"),
    (architecture.rule_4, "host.py", "def install():\n    from castbook import app"),
    (architecture.rule_5_in_page, "web/panel/list.mjs", 'const cast = await fetch("/castbook/productions");'),
    (architecture.rule_5_in_page, "web/panel/list.mjs", 'const events = new WebSocket("/castbook/events");'),
    (architecture.rule_6, "castbook/prompt.py", "from pathlib import Path"),
    (architecture.rule_6, "castbook/families/table.py", "def names():\n    return open('families.txt')"),
    (architecture.rule_6, "castbook/graph.py", "def build():\n    print('building')"),
    (architecture.rule_6, "web/panel/state.mjs", "export const load = () => fetch('/castbook/productions');"),
    (architecture.order, "castbook/library/store.py", "from ..api import shapes"),
    (architecture.order, "castbook/prompt.py", "from .images import verify"),
    (architecture.order, "castbook/script/text.py", "from ..prompt import merge"),
    (architecture.order, "castbook/engines/slate.py", "from ..library import Library"),
    (architecture.order, "castbook/novelty.py", "from .errors import Invalid"),
    (architecture.sizes, "castbook/app.py", "\n" * 401),
    (architecture.sizes, "castbook/utils.py", ""),
]

INNOCENT = [
    ("castbook/app.py", "from .library import Library\nfrom dataclasses import replace\nx = 'a'.replace('a', 'b')"),
    ("castbook/api/routes.py", "from aiohttp import web\nfrom ..errors import Invalid\nfrom . import shapes"),
    ("castbook/library/store.py", "import sqlite3\nfrom ..images import verify\ndef save(p):\n    p.write_bytes(b'')"),
    ("castbook/images/png.py", "def read(path):\n    return path.open('rb').read(), open(path).read()"),
    ("nodes/slate.py", "from .. import host\nfrom ..castbook.cast import Version"),
    ("host.py", "def paths():\n    import folder_paths\n    from .castbook.app import Castbook"),
    ("studio.py", "from castbook import commands"),
    ("web/main.js", 'import { app } from "../../scripts/app.js";'),
    ("web/panel/state.mjs", "// the document's windows\nexport const name = (state) => state.name ?? 'fetch me';"),
    ("web/panel/list.mjs", "export async function load() {\n  return fetch('/castbook/productions');\n}"),
]


def pack(folder: Path, files: dict[str, str]) -> Path:
    """A pack with these files only."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_pack_keeps_the_rule(rule: Rule, root: Path) -> None:
    assert rule(root) == []


@pytest.mark.parametrize(("rule", "file", "text"), BREACHES, ids=lambda part: getattr(part, "__name__", None))
def test_a_planted_breach_is_found(rule: Rule, file: str, text: str, tmp_path: Path) -> None:
    found = rule(pack(tmp_path, {file: text}))
    assert len(found) == 1
    assert found[0].startswith(f"{file}:")


@pytest.mark.parametrize(("file", "text"), INNOCENT, ids=[file for file, _ in INNOCENT])
def test_what_is_allowed_is_not_called_a_breach(file: str, text: str, tmp_path: Path) -> None:
    folder = pack(tmp_path, {file: text})
    assert [breach for rule in RULES for breach in rule(folder)] == []


def probe(folder: Path) -> subprocess.CompletedProcess[str]:
    """Import everything of a pack in a fresh interpreter that refuses to look away."""
    command = [sys.executable, "-B", str(Path(architecture.__file__).with_name("import_probe.py")), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_importing_any_module_does_no_work(root: Path) -> None:
    done = probe(root)
    assert (done.stdout.strip(), done.stderr, done.returncode) == ("", "", 0)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("from pathlib import Path\nPath(__file__).read_text()", "open"),
        ("from pathlib import Path\nPath(__file__).with_name('made').mkdir()", "os.mkdir"),
        ("import socket\nsocket.socket().close()", "socket"),
        ("import threading\nthreading.Thread(target=int).start()", "thread start"),
        ("import sqlite3\nsqlite3.connect(':memory:').close()", "sqlite3.connect"),
        ("import os, sys\nos.listdir('.')", "os.listdir"),
        ("import subprocess, sys\nsubprocess.run([sys.executable, '-c', ''])", "subprocess.Popen"),
    ],
)
def test_a_module_that_works_when_imported_is_found(text: str, act: str, tmp_path: Path) -> None:
    files = {"__init__.py": "", "castbook/__init__.py": "", "castbook/app.py": text}
    done = probe(pack(tmp_path, files))
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("castbook/app.py:2: " + act)


def test_every_room_is_drawn_and_has_its_place_in_the_order(root: Path) -> None:
    drawn = (root / "docs/architecture.md").read_text(encoding="utf-8")
    rooms = {path.stem for path in (root / "castbook").iterdir() if not path.name.startswith(("_", "."))}
    assert {name for name in rooms if f"  {name}.py " not in drawn and f"  {name}/ " not in drawn} == set()
    assert rooms - {"sample"} <= set(architecture.heights())
