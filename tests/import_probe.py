"""Rule 5, run in a fresh interpreter: import every module of the pack and say which of them work while they load.

    python import_probe.py PACK_FOLDER

Prints one line per breach. What the import system and other packages do does not count: they are loaded first, and an
act counts only if code of the pack stands between it and the import statement.
"""

import importlib
import importlib.util
import os
import sys
import threading
from pathlib import Path

ACTS = ("open", "os.", "shutil.", "socket.", "sqlite3.", "subprocess.", "tempfile.", "urllib.", "glob.")
HARMLESS = ("os.putenv", "os.unsetenv", "os.add_dll_directory")
NAME = "folder_x_pack-name"  # ComfyUI makes a module name out of the path, with the dots replaced
BEFOREHAND = (
    "aiohttp.web",
    "asyncio",
    "numpy",
    "PIL.Image",
    "PIL.ImageDraw",
    "PIL.ImageFont",
    "safetensors",
    "sqlite3",
)


def modules(root: Path) -> list[str]:
    """Dotted names of every module below the pack's root, seen from the pack itself ("" is its __init__.py)."""
    files = [
        root / "__init__.py",
        root / "host.py",
        *(root / "castbook").rglob("*.py"),
        *(root / "nodes").rglob("*.py"),
    ]
    names = [file.relative_to(root).with_suffix("").as_posix().replace("/", ".") for file in files if file.is_file()]
    return [name.removesuffix("__init__").removesuffix(".") for name in names if not name.endswith("__main__")]


def watch(root: Path, breaches: list[str]) -> None:
    """Write down every act of the pack's own code from now on."""
    own = str(root) + os.sep

    def hook(event: str, arguments: tuple) -> None:
        if event.startswith(ACTS) and event not in HARMLESS:
            note(f"{event} {arguments[0] if arguments else ''}")

    def note(act: str) -> None:
        frame = sys._getframe(1)
        while frame is not None and "importlib" not in frame.f_code.co_filename:
            if frame.f_code.co_filename.startswith(own) and frame.f_code.co_filename != __file__:
                place = frame.f_code.co_filename[len(own) :].replace(os.sep, "/")
                breaches.append(f"{place}:{frame.f_lineno}: {act.strip()} at import")
                return
            frame = frame.f_back

    def start(thread: threading.Thread) -> None:
        note("thread start")
        original(thread)

    original = threading.Thread.start
    threading.Thread.start = start  # before Python 3.12, no audit event tells of it
    sys.addaudithook(hook)


def main(root: Path) -> int:
    """Load the pack as ComfyUI does, under a name of another's choosing, and then each of its modules."""
    for name in BEFOREHAND:
        importlib.import_module(name)
    breaches: list[str] = []
    watch(root, breaches)
    entry = root / "__init__.py"
    spec = importlib.util.spec_from_file_location(NAME, entry, submodule_search_locations=[str(root)])
    assert spec is not None
    pack = importlib.util.module_from_spec(spec)
    sys.modules[NAME] = pack
    if entry.is_file():
        assert spec.loader is not None
        spec.loader.exec_module(pack)
    for name in modules(root):
        if name:
            importlib.import_module(f"{NAME}.{name}")
    print("\n".join(breaches))
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
