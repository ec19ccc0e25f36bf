"""The rules of docs/architecture.md as functions: each takes a pack's folder and gives the breaches it finds.

A breach is one line, "file:line: what is wrong". tests/test_architecture.py runs them on this pack, and on small packs
with a planted breach each.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NARROWER = {"script": {"errors", "cast"}}  # knows less than its place in the order allows
NEVER = {"engines": {"library"}}
PURE = ("cast", "prompt", "families", "graph")
COMFYUI = {
    "api_server",
    "app",
    "comfy",
    "comfy_api",
    "comfy_api_nodes",
    "comfy_config",
    "comfy_execution",
    "comfy_extras",
    "comfyui_version",
    "execution",
    "folder_paths",
    "latent_preview",
    "middleware",
    "node_helpers",
    "nodes",
    "protocol",
    "server",
    "utils",
}
RUN_TIME = {"aiohttp", "PIL", "numpy", "safetensors", "yaml"}
DOES_IO = {
    "aiohttp",
    "asyncio",
    "concurrent",
    "ctypes",
    "fcntl",
    "ftplib",
    "glob",
    "http",
    "io",
    "logging",
    "mmap",
    "multiprocessing",
    "os",
    "pathlib",
    "PIL",
    "safetensors",
    "select",
    "shutil",
    "signal",
    "smtplib",
    "socket",
    "socketserver",
    "sqlite3",
    "ssl",
    "subprocess",
    "tempfile",
    "threading",
    "urllib",
    "webbrowser",
}
# Files below the library's root are the library's alone; these two write elsewhere, and only there:
WRITES_ELSEWHERE = {
    "castbook/commands/": "files that the user names on the command line, and reports in a temporary folder",
    "host.py": "the node's preview, in ComfyUI's own temp folder",
}
WRITING_METHODS = {
    "write_bytes",
    "write_text",
    "mkdir",
    "touch",
    "unlink",
    "rename",
    "rmdir",
    "symlink_to",
    "hardlink_to",
    "link_to",
    "chmod",
    "truncate",
}
WRITING_MODULES = {"sqlite3", "shutil", "tempfile"}
WRITING_IN_OS = {
    "open",
    "mkdir",
    "makedirs",
    "link",
    "symlink",
    "rename",
    "renames",
    "replace",
    "remove",
    "unlink",
    "rmdir",
    "removedirs",
    "truncate",
    "write",
}
ENTRANCES = {"web/main.js", "web/studio.mjs"}  # the pages' own scripts: loading them is what they are for
MAX_LINES = 400
CODE = ("*.py", "*.js", "*.mjs", "*.css", "*.html")
JS_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']""")
JS_IO = re.compile(
    r"\b(?:fetch|document|window|globalThis|localStorage|sessionStorage|indexedDB|WebSocket|XMLHttpRequest|navigator"
    r"|location|setTimeout|setInterval|console)\b"
)
JS_WORK = re.compile(r"^(?:await\b|[^\s/*].*\b(?:fetch|setInterval|addEventListener)\(|[^\s/*].*\bnew WebSocket\()")


@dataclass(frozen=True)
class Import:
    """One imported name: where it stands, and the module or name it means, dotted from the pack's root if relative."""

    file: str
    line: int
    target: str
    relative: bool

    @property
    def top(self) -> str:
        """The first part of the target."""
        return self.target.split(".")[0]

    def breach(self, what: str) -> str:
        """This import, told as a breach."""
        return f"{self.file}:{self.line}: imports {self.target}: {what}"


def python_files(root: Path) -> list[Path]:
    """The pack's own Python, tests and benchmarks not counted."""
    single = [root / name for name in ("__init__.py", "host.py", "studio.py")]
    rooms = [path for room in ("castbook", "nodes") for path in sorted((root / room).rglob("*.py"))]
    return [path for path in (*single, *rooms) if path.is_file()]


def page_files(root: Path) -> list[Path]:
    """The page's modules."""
    return [path for pattern in ("*.js", "*.mjs") for path in sorted((root / "web").rglob(pattern))]


def imports(root: Path, file: Path) -> Iterator[Import]:
    """Everything a file imports, anywhere in it, also through import_module with a plain string."""
    name = file.relative_to(root).as_posix()
    package = list(file.relative_to(root).parent.parts)
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(name, node.lineno, alias.name, relative=False)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = [*above, *(node.module.split(".") if node.module else [])]
            for alias in node.names:
                yield Import(name, node.lineno, ".".join([*base, alias.name]), relative=node.level > 0)
        elif isinstance(node, ast.Call) and node.args and called(node) in ("import_module", "__import__"):
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and not first.value.startswith("."):
                yield Import(name, node.lineno, first.value, relative=False)


def called(node: ast.Call) -> str:
    """The last part of what a call calls."""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def all_imports(root: Path) -> Iterator[Import]:
    """Every import of the pack."""
    for file in python_files(root):
        yield from imports(root, file)


def room(target: str) -> str:
    """The room that a dotted name (or a file) of ours lies in; "" for the pack's and castbook's own __init__."""
    parts = target.removesuffix(".py").replace("/", ".").split(".")
    if parts[0] == "castbook":
        name = parts[1] if len(parts) > 1 else ""
        return "" if name.startswith("__") else name
    return parts[0] if parts[0] in ("host", "nodes") else ""


def rule_1(root: Path) -> list[str]:
    """castbook/ knows neither ComfyUI nor torch nor host nor nodes; only host.py and web/main.js name ComfyUI."""
    found = []
    for one in all_imports(root):
        if one.relative:
            if one.file.startswith("castbook/") and one.top != "castbook":
                found.append(one.breach("castbook/ stands on its own"))
        elif one.top in COMFYUI and one.file != "host.py":
            found.append(one.breach("only host.py names ComfyUI's modules"))
        elif one.file.startswith("castbook/") and one.top not in sys.stdlib_module_names | RUN_TIME | {"castbook"}:
            found.append(one.breach("castbook/ knows the standard library and ComfyUI's own dependencies only"))
    for file in page_files(root):
        name = file.relative_to(root).as_posix()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            named = [specifier for specifier in JS_IMPORT.findall(line) if "scripts/" in specifier]
            if name != "web/main.js" and (named or "comfyAPI" in line):
                found.append(f"{name}:{number}: names ComfyUI's modules: only web/main.js does")
    return found


def rule_2(root: Path) -> list[str]:
    """nodes/ and castbook/api/ do not import each other."""
    return [
        one.breach("nodes and api are two doors of one house")
        for one in all_imports(root)
        if one.relative and {room(one.file), room(one.target)} == {"nodes", "api"}
    ]


def rule_3(root: Path) -> list[str]:
    """Only castbook/library/ opens the index or creates files below the library's root."""
    found = []
    for file in python_files(root):
        name = file.relative_to(root).as_posix()
        if name == "studio.py" or name.startswith(("castbook/library/", *WRITES_ELSEWHERE)):
            continue
        found += [one.breach("only the library writes") for one in imports(root, file) if one.top in WRITING_MODULES]
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and writes(node):
                found.append(f"{name}:{node.lineno}: {ast.unparse(node.func)}(...) writes: only the library does")
    return found


def writes(node: ast.Call) -> bool:
    """Whether a call can create or change a file, as far as its form tells."""
    name = called(node)
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    if isinstance(owner, ast.Name) and owner.id == "os":
        return name in WRITING_IN_OS
    if name in WRITING_METHODS:
        return owner is not None
    if name == "replace":  # Path.replace takes one argument, str.replace two, dataclasses.replace names its fields
        return owner is not None and len(node.args) == 1 and not node.keywords
    if name != "open":
        return False
    if isinstance(owner, ast.Name) and owner.id == "Image":
        return False
    builtin = owner is None or (isinstance(owner, ast.Name) and owner.id == "io")
    given = [keyword.value for keyword in node.keywords if keyword.arg == "mode"] or node.args[builtin : builtin + 1]
    modes = [str(mode.value) if isinstance(mode, ast.Constant) else "" for mode in given]
    if not builtin:  # a Path, or the reader of an archive, whose first argument is a name
        return any(re.fullmatch(r"[rwaxbt+]{0,3}", mode) and set(mode) & set("wax+") for mode in modes)
    return any(not re.fullmatch("[rbt]+", mode) for mode in modes)


def rule_4(root: Path) -> list[str]:
    """Imports of our own code are relative, because ComfyUI loads the pack under a name of its own choosing."""
    return [
        one.breach("our own code is imported relatively")
        for one in all_imports(root)
        if not one.relative and one.top in ("castbook", "host") and one.file != "studio.py"
    ]


def rule_5_in_page(root: Path) -> list[str]:
    """Loading a module of the page does no work; for Python, see import_probe.py."""
    return [
        f"{file.relative_to(root).as_posix()}:{number}: works when it is loaded: {line.strip()[:60]}"
        for file in page_files(root)
        if file.relative_to(root).as_posix() not in ENTRANCES
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if JS_WORK.match(line) and not re.match(r"(?:export\s+)?(?:async\s+)?(?:function|class)\b|import\b", line)
    ]


def rule_6(root: Path) -> list[str]:
    """Pure rooms do no I/O."""
    found = []
    for file in python_files(root):
        name = file.relative_to(root).as_posix()
        if room(name) not in PURE:
            continue
        found += [one.breach("a pure room does no I/O") for one in imports(root, file) if one.top in DOES_IO]
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("open", "print", "input"):
                found.append(f"{name}:{node.lineno}: {called(node)}() in a pure room")
    state = root / "web/panel/state.mjs"
    if state.is_file():
        for number, line in enumerate(state.read_text(encoding="utf-8").splitlines(), 1):
            code = re.sub(r"//.*|^\s*/?\*.*|([\"'`]).*?\1", "", line)
            if JS_IO.search(code):
                found.append(f"web/panel/state.mjs:{number}: {code.strip()[:60]}: a pure module does no I/O")
    return found


def heights() -> dict[str, int]:
    """How high each room lies, as docs/architecture.md has it: 0 is the lowest."""
    drawn = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    line = next(line for line in drawn.splitlines() if line.startswith("`errors` <"))
    return {name.strip(" `"): level for level, rooms in enumerate(line.split("<")) for name in rooms.split(",")}


def order(root: Path) -> list[str]:
    """Lower rooms never import higher ones, nor those beside them."""
    height = heights()
    found = []
    for one in all_imports(root):
        here, there = room(one.file), room(one.target)
        if not one.relative or not here or not there or here == there:
            continue
        if here not in height or there not in height:
            found.append(one.breach("this room is missing from the order in docs/architecture.md"))
        elif height[there] >= height[here] or there in NEVER.get(here, ()) or there not in NARROWER.get(here, {there}):
            found.append(one.breach(f"{here} may not know {there}"))
    return found


def sizes(root: Path) -> list[str]:
    """No file of code is over 400 lines, and none is called utils or helpers."""
    found = []
    folders = [root / name for name in ("castbook", "nodes", "web", "tests", "benchmarks")]
    files = [*root.glob("*.py"), *(file for folder in folders for pattern in CODE for file in folder.rglob(pattern))]
    for file in sorted(files):
        lines = len(file.read_text(encoding="utf-8").splitlines())
        if lines > MAX_LINES:
            found.append(
                f"{file.relative_to(root).as_posix()}:{lines}: over {MAX_LINES} lines, a room that wants a wall"
            )
        if file.stem in ("utils", "helpers", "util", "helper", "misc"):
            found.append(f"{file.relative_to(root).as_posix()}:1: a name that says nothing")
    return found
