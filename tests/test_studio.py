"""studio.py makes its own environment: from nothing, after an interruption, twice at once, never over another's.

The tests run a copy of studio.py in a folder of its own, with requirements that name one wheel made here, so that they
need no network; everything else (venv, pip, the hand-over) is real.
"""

from __future__ import annotations

import ast
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

MODULES = ("aiohttp", "numpy", "PIL", "yaml", "safetensors", "pytest", "playwright", "ruff")
Installed = tuple[Path, subprocess.CompletedProcess[str]]
COMMANDS = """
import argparse, sys

def parse(argv):
    if "--help" in argv:
        sys.exit(0)
    if "--wrong" in argv:
        sys.exit(2)
    return argparse.Namespace(command=argv[0])

def main(argv):
    import aiohttp, sys
    print(sys.prefix, *argv[1:], sep="|")
    return 7
"""


def wheel(folder: Path, release: str = "1") -> Path:
    """A wheel that holds an empty module for everything studio.py wants to be able to import."""
    info = f"stand_in-{release}.dist-info"
    files = {f"{name}.py": "" for name in MODULES}
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: stand-in\nVersion: {release}\n"
    files[f"{info}/WHEEL"] = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{info}/RECORD"] = "".join(f"{name},,\n" for name in [*files, f"{info}/RECORD"])
    path = folder / f"stand_in-{release}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def clone(folder: Path, root: Path) -> Path:
    """A clone with studio.py and as little else as it needs, nothing installed; its name has a space and an umlaut."""
    home = folder / "my clöne"
    (home / "castbook/commands").mkdir(parents=True)
    (home / "requirements").mkdir()
    shutil.copy(root / "studio.py", home)
    (home / "castbook/__init__.py").touch()
    (home / "castbook/commands/__init__.py").write_text(COMMANDS)
    packages = f"# what is needed\n{wheel(folder)}\n"
    for name in ("run", "test"):
        (home / f"requirements/{name}.txt").write_text(packages, encoding="utf-8")
    return home


@pytest.fixture
def house(tmp_path: Path, root: Path) -> Path:
    """A fresh clone."""
    return clone(tmp_path, root)


@pytest.fixture(scope="module")
def first_start(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Installed:
    """A clone that was started once, and what it said."""
    home = clone(tmp_path_factory.mktemp("studio"), root)
    return home, studio(home, "run", "ä b", '"')


@pytest.fixture
def settled(first_start: Installed, tmp_path: Path) -> Path:
    """A clone of one's own that was started before."""
    return Path(shutil.copytree(first_start[0], tmp_path / "settled", symlinks=True))


def studio(house: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the clone's studio.py to its end."""
    environ = {**os.environ, "PYTHONIOENCODING": "utf-8", **variables}
    command = [sys.executable, str(house / "studio.py"), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environ, timeout=120)


def begin(house: Path) -> subprocess.Popen[str]:
    """Start the clone's studio.py and leave it running."""
    command = [sys.executable, str(house / "studio.py"), "run"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")


def test_the_first_start_installs_and_hands_over(first_start: Installed) -> None:
    house, done = first_start
    assert done.returncode == 7, done.stderr
    assert done.stdout == f'{house / ".venv"}|ä b|"\n'
    assert "Installing" in done.stderr


def test_the_second_start_only_hands_over_and_needs_no_network(settled: Path) -> None:
    second = studio(settled, "run", PIP_NO_INDEX="1", PIP_CONFIG_FILE=os.devnull)
    assert (second.returncode, second.stderr) == (7, "")


def test_the_tests_own_packages_are_installed_only_for_the_tests(settled: Path) -> None:
    assert not (settled / ".venv/castbook-test.stamp").exists()
    studio(settled, "test")
    assert (settled / ".venv/castbook-test.stamp").exists()


def test_other_requirements_after_an_update_are_installed_over_the_old_ones(settled: Path) -> None:
    (settled / "requirements/run.txt").write_text(str(wheel(settled, "2")), encoding="utf-8")
    assert "Installing" in studio(settled, "run").stderr
    assert list((settled / ".venv").rglob("stand_in-2.dist-info"))
    assert not list((settled / ".venv").rglob("stand_in-1.dist-info"))


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 on Windows")
def test_an_installation_that_was_killed_is_made_anew(house: Path) -> None:
    installing = begin(house)
    deadline = time.monotonic() + 30
    while not (house / ".venv/castbook-unfinished").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    installing.send_signal(signal.SIGKILL)
    installing.communicate()
    (house / ".venv/half-a-package").mkdir(exist_ok=True)
    again = studio(house, "run")
    assert again.returncode == 7, again.stderr
    assert not (house / ".venv/half-a-package").exists()
    assert not (house / ".venv/castbook-unfinished").exists()


def test_an_interrupted_installation_of_the_tests_packages_costs_the_others_nothing(settled: Path) -> None:
    (settled / ".venv/castbook-unfinished").touch()
    assert studio(settled, "run", PIP_NO_INDEX="1").returncode == 7
    assert studio(settled, "test").returncode == 7
    assert (settled / ".venv/castbook-run.stamp").exists()
    assert (settled / ".venv/castbook-test.stamp").exists()


def test_two_first_starts_at_once_install_once_and_both_work(house: Path) -> None:
    both = [begin(house), begin(house)]
    said = [start.communicate(timeout=120)[1] for start in both]
    assert [start.returncode for start in both] == [7, 7], said
    assert sorted("Installing" in text for text in said) == [False, True]


def test_a_foreign_environment_is_set_aside_and_kept(house: Path) -> None:
    (house / ".venv").mkdir()
    (house / ".venv/mine.txt").write_text("precious")
    done = studio(house, "run")
    assert done.returncode == 7, done.stderr
    [aside] = house.glob(".venv.aside-*")
    assert (aside / "mine.txt").read_text() == "precious"
    assert aside.name in done.stderr


def test_a_package_that_has_gone_is_named_and_comes_back_with_the_next_start(settled: Path) -> None:
    for module in (settled / ".venv").rglob("aiohttp.*"):
        module.unlink()
    broken = studio(settled, "run")
    assert broken.returncode == 1
    assert broken.stderr == "The package aiohttp is gone from .venv; the next start sets .venv up again.\n"
    assert studio(settled, "run").returncode == 7


def test_a_failed_installation_is_one_sentence_and_the_next_start_tries_again(settled: Path) -> None:
    good = (settled / "requirements/run.txt").read_text(encoding="utf-8")
    (settled / "requirements/run.txt").write_text("no-such-package-of-castbook==1\n")
    failed = studio(settled, "run", PIP_NO_INDEX="1")
    assert failed.returncode == 1
    assert "Traceback" not in failed.stderr
    assert failed.stderr.splitlines()[-1].startswith("Setting up .venv failed while installing packages")
    (settled / "requirements/run.txt").write_text(good, encoding="utf-8")
    assert studio(settled, "run").returncode == 7


def test_help_and_wrong_use_install_nothing(house: Path) -> None:
    assert studio(house, "--help").returncode == 0
    assert studio(house, "--wrong").returncode == 2
    assert not (house / ".venv").exists()


def as_if(statement: str, studio_file: Path) -> subprocess.CompletedProcess[str]:
    """Run studio.py in an interpreter of which something else is true."""
    code = f"import runpy, sys; sys.argv = [{str(studio_file)!r}, 'run']\n{statement}\n"
    code += (
        f"sys.path.insert(0, {str(studio_file.parent)!r}); runpy.run_path({str(studio_file)!r}, run_name='__main__')"
    )
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)


def test_a_python_without_ensurepip_gets_a_sentence_that_helps(house: Path) -> None:
    hidden = (
        "import importlib.util as u; found = u.find_spec; u.find_spec = lambda n: n != 'ensurepip' and found(n) or None"
    )
    done = as_if(hidden, house / "studio.py")
    assert done.returncode == 1
    assert "sudo apt install python3-venv" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_older_python_gets_a_sentence(house: Path) -> None:
    done = as_if("sys.version_info = (3, 9, 18, 'final', 0)", house / "studio.py")
    assert done.returncode == 1
    assert done.stderr.startswith("Castbook needs Python 3.10 or newer, and this is ")


def test_an_older_python_can_parse_the_file_to_say_so(root: Path) -> None:
    ast.parse((root / "studio.py").read_text(encoding="utf-8"), feature_version=(3, 7))
