"""`cast`, `import` and `export` on the command line, each in a process of its own."""

from __future__ import annotations

import json
import os
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


def test_an_export_writes_over_nothing_unless_it_is_told_to(root: Path, script: Path, tmp_path: Path) -> None:
    library, there = tmp_path / "library", tmp_path / "there.cast"
    studio(root, "import", script, "--production", "Ferry", "--library", library)
    export = ("export", "--production", "Ferry", "--library", library)
    there.write_bytes(b"precious")
    link = tmp_path / "link.cast"
    link.symlink_to(there)
    dangling = tmp_path / "dangling.cast"
    dangling.symlink_to(tmp_path / "nowhere.cast")
    for file in (there, link, dangling):
        assert (
            "is already there. Choose another name, or replace it with --force."
            in studio(root, *export, file, expect=1).stderr
        )
    assert there.read_bytes() == b"precious" and not dangling.exists()
    studio(root, *export, "--force", link)
    assert link.is_symlink() and there.read_bytes().startswith(b"PK")
    assert not list(tmp_path.glob(".*"))


def test_an_export_goes_into_a_plain_file_outside_of_the_library(root: Path, script: Path, tmp_path: Path) -> None:
    library, pipe = tmp_path / "library", tmp_path / "pipe"
    studio(root, "import", script, "--production", "Ferry", "--library", library)
    export = ("export", "--production", "Ferry", "--library", library, "--force")
    os.mkfifo(pipe)
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    for file in (pipe, tmp_path, Path(os.devnull)):
        assert "is no plain file" in studio(root, *export, file, expect=1).stderr
    studio(root, *export, circle, expect=1)
    before = sorted(library.rglob("*"))
    for file in (library / "x.cast", library / "blobs" / "x.cast", library / "index.sqlite3"):
        assert "lies in the library's own folder" in studio(root, *export, file, expect=1).stderr
    assert sorted(library.rglob("*")) == before and not pipe.is_file() and circle.is_symlink()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("length", [1, 400])
def test_output_that_cannot_be_written_is_said_in_one_sentence(
    root: Path, script: Path, tmp_path: Path, length: int
) -> None:
    script.write_text(SCRIPT * length, encoding="utf-8")
    run = "import sys; from castbook.commands import main; sys.exit(main(sys.argv[1:]))"
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-c", run, "cast", str(script)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=root, timeout=120)
    assert done.returncode == 1
    assert done.stderr.startswith("The output cannot be written: ") and len(done.stderr.splitlines()) == 1


def test_a_file_that_cannot_be_brought_in_is_named_with_those_after_it(
    root: Path, script: Path, tmp_path: Path
) -> None:
    broken, long = tmp_path / "broken.pdf", tmp_path / "long.csv"
    broken.write_bytes(b"%PDF-1.4")
    long.write_text("name,bio\nNina," + "b" * 30_000 + "\n", encoding="utf-8")
    words = ("--production", "New", "--library", tmp_path / "library")
    done = studio(root, "import", broken, script, long, *words, expect=1)
    assert done.stderr.startswith("broken.pdf: ") and done.stderr.endswith(" Not read yet: a.fountain, long.csv.\n")
    gone = studio(root, "import", tmp_path / "gone.csv", script, *words, expect=1).stderr
    assert "gone.csv cannot be read" in gone and gone.endswith(" Not read yet: a.fountain.\n")
    library = Library.open(tmp_path / "library")
    assert "New" not in library.names()  # nothing came in: no empty production stays behind
    library.close()
    done = studio(root, "import", script, long, broken, *words, expect=1)
    assert done.stdout.splitlines() == [
        "a.fountain: script; 1 new",
        "long.csv: list; 1 new",
        "  Nina: The description has 30,000 characters; the first 20,000 are kept.",
    ]
    assert done.stderr.startswith("broken.pdf: ") and "Not read" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text elsewhere")
def test_a_script_comes_in_whatever_bytes_its_name_has(root: Path, script: Path, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/s\xff\n.fountain"))
    script.rename(odd)
    studio(root, "import", odd, "--production", "P", "--library", tmp_path / "library")
    library = Library.open(tmp_path / "library")
    (kept,) = library.scripts(library.production_named("P").id)
    library.close()
    assert kept.name == "s.fountain"
