"""`cast`, `import` and `export` on the command line, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from castbook.library import Library

SCRIPT = "INT. A - DAY\n\nMIRA VOSS, 34, tall, with red hair, waits.\n\nMIRA\nYes.\n"


@pytest.fixture
def script(tmp_path: Path) -> Path:
    file = tmp_path / "a.fountain"
    file.write_text(SCRIPT, encoding="utf-8")
    return file


def studio(root: Path, *words: str | Path, expect: int = 0) -> subprocess.CompletedProcess[str]:
    run = "import sys; from castbook.commands import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", run, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=root, timeout=120)
    assert done.returncode == expect, done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    return done


def test_cast_prints_json_and_nothing_else(root: Path, script: Path) -> None:
    (mira,) = json.loads(studio(root, "cast", script, "--json").stdout)["characters"]
    assert set(mira) == {"name", "aliases", "looks", "image_prompt", "lines"}
    assert mira["name"] == "MIRA VOSS" and mira["aliases"] == ["MIRA"] and mira["lines"] == 1
    assert all(set(look) == {"text", "line", "kind"} and look["line"] == 3 for look in mira["looks"])


def test_a_production_goes_out_and_comes_back(root: Path, script: Path, tmp_path: Path) -> None:
    one, two, bundle = tmp_path / "one", tmp_path / "two", tmp_path / "out.cast"
    said = studio(root, "import", script, "--production", "Ferry", "--library", one).stdout
    assert said == "a.fountain: script; 1 new\n"
    assert studio(root, "import", script, "--production", "Ferry", "--library", one).stdout.endswith(
        "left as they are\n"
    )
    studio(root, "export", "--production", "Ferry", bundle, "--library", one)
    assert not list(tmp_path.glob("*.part"))
    studio(root, "import", bundle, "--production", "Ferry again", "--library", two)
    library = Library.open(two)
    mira = library.character_named(library.production_named("Ferry again").id, "Mira Voss")
    assert "red hair" in mira.image_prompt
    library.close()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n"])
def test_a_broken_file_ends_with_one_sentence(root: Path, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "broken.fountain"
    file.write_bytes(data)
    for words in (("cast", file), ("import", file, "--production", "P", "--library", tmp_path / "library")):
        done = studio(root, *words, expect=1)
        assert done.stdout == "" and len(done.stderr.strip().splitlines()) == 1
    assert "cannot be read" in studio(root, "cast", tmp_path / "nowhere", expect=1).stderr


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("people.csv", "CharacterName,FirstName\nMara Voss,Mara\nTom Reed,Tom\n", "cast list"),
        ("people.json", '{"characters": [{"characterName": "Mara Voss"}]}', "cast list"),
        ("people.yaml", "characters:\n  Mara Voss:\n    age: 40\n", "cast list"),
        ("card.json", '{"name": "Mara", "description": "Mara is tall.", "first_mes": "Hello."}', "character card"),
    ],
)
def test_cast_says_that_a_list_or_a_card_is_one(root: Path, tmp_path: Path, name: str, text: str, kind: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    done = studio(root, "cast", file, "--json", expect=1)
    assert done.stdout == "" and done.stderr.startswith(f"{name} is a {kind}, not a script. ")
    assert "studio.py import" in done.stderr
    studio(root, "import", file, "--production", "P", "--library", tmp_path / "library")


def test_a_script_that_names_nobody_says_as_what_it_was_read(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "rules.txt"
    file.write_text("Roll two dice.\n\nThe higher number wins the round.\n", encoding="utf-8")
    done = studio(root, "cast", file, "--json")
    assert json.loads(done.stdout) == {"characters": []}
    assert done.stderr.startswith("No characters found; it was read as a story. ") and done.stderr.count("\n") == 1
    done = studio(root, "import", file, "--production", "P", "--library", tmp_path / "library", "--preview")
    assert done.stdout == "rules.txt: script; nobody in it\n"
    assert "it was read as a story" in done.stderr


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("play.txt", "Characters:\n\nMARA: I waited.\n\nTOM: So did I.\n\nMARA: Sit.\n\nTOM: No.\n"),
        ("play.text", "[A bare room.]\n\nMARA. I waited.\n\nTOM. So did I.\n\nMARA. Sit.\n\nTOM. No.\n"),
    ],
)
def test_a_play_that_opens_as_a_list_might_is_still_read(root: Path, tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    people = json.loads(studio(root, "cast", file, "--json").stdout)["characters"]
    assert [person["name"] for person in people] == ["MARA", "TOM"]


def test_an_export_that_cannot_be_written_leaves_the_old_file(root: Path, script: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    studio(root, "import", script, "--production", "Ferry", "--library", library)
    done = studio(
        root, "export", "--production", "Ferry", tmp_path / "no" / "folder.cast", "--library", library, expect=1
    )
    assert "cannot be written" in done.stderr
    assert (
        "Ferri"
        in studio(root, "export", "--production", "Ferri", tmp_path / "x.cast", "--library", library, expect=1).stderr
    )
