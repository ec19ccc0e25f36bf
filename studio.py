"""Castbook without ComfyUI: makes .venv beside itself the first time, then hands over to castbook/commands inside it.

Only the standard library is used here. The file parses on any Python 3 since 3.6, so that an old one gets a sentence
instead of a traceback.
"""

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

if sys.version_info < (3, 10):  # noqa: UP036  the reader may well have an older one
    sys.exit(
        f"Castbook needs Python 3.10 or newer, and this is {sys.version.split()[0]}. Start studio.py with a newer one."
    )

HERE = Path(__file__).resolve().parent
WINDOWS = os.name == "nt"
# What each set of requirements/*.txt must be able to import once it is installed.
MODULES = {"run": ("aiohttp", "numpy", "PIL", "yaml", "safetensors"), "test": ("pytest", "playwright", "ruff")}
# Variables that would make the .venv's Python look for its modules in another Python's folders.
MISLEADING = ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__")


class SetupError(Exception):
    """The environment cannot be made; the text is a sentence for the user."""


class Environment:
    """The `.venv` in `home`, with the requirement sets that are installed in it.

    A set counts as installed when its stamp holds the hash of its requirements file; the stamp is written last. While
    pip works, an `unfinished` mark stands in the folder: found at the next start, it means that anything may be half
    there, so the folder is made anew.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / ".venv"
        self.python = self.folder / ("Scripts/python.exe" if WINDOWS else "bin/python")
        self.unfinished = self.folder / "castbook-unfinished"

    def stamp(self, name: str) -> Path:
        """The file that says which requirements of this set are installed."""
        return self.folder / f"castbook-{name}.stamp"

    def requirements(self, name: str) -> Path:
        """The pinned packages of one set."""
        return self.home / "requirements" / f"{name}.txt"

    def wanted(self, name: str) -> str:
        """What the set's stamp must hold."""
        return hashlib.sha256(self.requirements(name).read_bytes()).hexdigest()

    def has(self, name: str) -> bool:
        """Whether the set is completely installed, as its requirements stand now."""
        try:
            return self.stamp(name).read_text(encoding="ascii") == self.wanted(name) and self.python.exists()
        except (FileNotFoundError, NotADirectoryError):
            return False

    def is_running(self) -> bool:
        """Whether this very process runs on the .venv's Python."""
        try:
            return Path(sys.executable).parent.samefile(self.python.parent)
        except FileNotFoundError:
            return False

    def forget(self) -> None:
        """Have the next start make the folder anew."""
        self.unfinished.touch()
        for name in MODULES:
            self.stamp(name).unlink(missing_ok=True)

    def ensure(self, names: tuple[str, ...]) -> None:
        """Install the sets that are missing; returns at once, without network, when none is."""
        if all(map(self.has, names)):
            return
        try:
            with locked(self.home / ".venv.lock"):
                if not all(map(self.has, names)):  # another start may have done it meanwhile
                    self.make()
                    for name in names:
                        if not self.has(name):  # make() may have begun anew, with none of them
                            self.install(name)
                    self.unfinished.unlink()
        except OSError as error:
            raise SetupError(f"Castbook cannot set up {self.folder}: {error.strerror or error}.") from error

    def make(self) -> None:
        """Leave an environment that pip may work in, marked as unfinished."""
        if self.folder.exists() and not self.unfinished.exists() and not any(self.stamp(n).exists() for n in MODULES):
            self.set_aside()
        whole = self.python.exists() and not self.unfinished.exists()
        self.folder.mkdir(exist_ok=True)
        self.unfinished.touch()
        if whole:
            return
        if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
            raise SetupError(
                "This Python cannot make a virtual environment, because it comes without venv or ensurepip. "
                "On Debian and Ubuntu: sudo apt install python3-venv. Elsewhere: use a Python from python.org."
            )
        say(f"Making {self.folder} with Python {sys.version.split()[0]} ...")
        for entry in self.folder.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            elif entry != self.unfinished:
                entry.unlink()
        self.run([sys.executable, "-m", "venv", str(self.folder)], "making .venv")

    def set_aside(self) -> None:
        """Keep a .venv that is not ours under another name; an empty folder just goes."""
        try:
            self.folder.rmdir()
        except OSError:
            aside = self.home / f".venv.aside-{time.strftime('%Y%m%d-%H%M%S')}"
            self.folder.rename(aside)
            say(f"The .venv that stood here was not made by studio.py; it is kept as {aside.name}.")

    def install(self, name: str) -> None:
        """Install one set with pip and stamp it once its modules can be imported."""
        pins = [line.split(";")[0].strip() for line in self.requirements(name).read_text(encoding="utf-8").splitlines()]
        packages = dict.fromkeys(pin.split("==")[0] for pin in pins if pin and not pin.startswith("#"))
        say(f"Installing {', '.join(packages)} into .venv (only this once) ...")
        started = time.monotonic()
        self.stamp(name).unlink(missing_ok=True)
        pip = [str(self.python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        pip.append("--no-compile")  # compiling everything takes two fifths of the time; imports compile what is used
        self.run([*pip, "-r", str(self.requirements(name))], "installing packages; this step needs the network")
        self.run([str(self.python), "-c", f"import {', '.join(MODULES[name])}"], "checking the packages")
        self.stamp(name).write_text(self.wanted(name), encoding="ascii")
        say(f"Installed in {time.monotonic() - started:.0f} s.")

    def run(self, command: list[str], what: str) -> None:
        """Run a step of the set-up, its output on stderr."""
        variables = clean_variables()
        variables["PIP_USER"] = "0"  # a "user = true" in pip's settings would install past the .venv
        result = subprocess.run(command, stdout=2, env=variables)
        if result.returncode:
            raise SetupError(f"Setting up .venv failed while {what}. Start again to try again.")


def clean_variables() -> dict[str, str]:
    """This process's variables without those that belong to another Python."""
    return {name: value for name, value in os.environ.items() if name not in MISLEADING}


@contextlib.contextmanager
def locked(path: Path):
    """Hold the lock file at `path`, so that two first starts do not install over each other."""
    with path.open("a+b") as file:
        waiting = False
        while not try_lock(file.fileno()):
            if not waiting:
                say("Another start of studio.py is setting up .venv; waiting for it ...")
            waiting = True
            time.sleep(0.2)
        yield  # closing the file lets go of the lock, and so does a killed process


def try_lock(descriptor: int) -> bool:
    """Take the lock on an open file, or say that another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def say(sentence: str) -> None:
    """Tell the user on stderr; stdout belongs to the commands."""
    print(sentence, file=sys.stderr, flush=True)


def hand_over(environment: Environment, argv: list[str]) -> int:
    """Start this file again on the .venv's Python."""
    command = [str(environment.python), str(HERE / "studio.py"), *argv]
    if not WINDOWS:
        os.execve(command[0], command, clean_variables())
    # Windows has no exec: os.execv would return to the shell at once and leave two processes on one console.
    child = subprocess.Popen(command, env=clean_variables())
    while True:
        with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C reaches the child as well, which ends in its own way
            return child.wait()


def main(argv: list[str]) -> int:
    """Run one command line; returns the exit code (0 done, 1 failed, 2 wrong use)."""
    from castbook import commands

    command = commands.parse(argv).command  # wrong use and --help end here, before anything is installed
    environment = Environment(HERE)
    try:
        environment.ensure(("run", "test") if command in ("test", "bench") else ("run",))
        if not environment.is_running():
            return hand_over(environment, argv)
        return commands.main(argv)
    except SetupError as error:
        say(str(error))
    except KeyboardInterrupt:
        say("Stopped.")
    except ModuleNotFoundError as error:
        if error.name not in MODULES["run"] + MODULES["test"]:
            raise
        environment.forget()
        say(f"The package {error.name} is gone from .venv; the next start sets .venv up again.")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
