"""The commands of studio.py: what they take, print and answer, and with which exit code they end."""

from __future__ import annotations

import json
import socket
import zipfile
from pathlib import Path
from typing import Any

import pytest

from castbook import commands
from castbook.commands import engines
from castbook.errors import StorageFull, Unavailable
from castbook.generations import Generations
from castbook.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library's folder with the sample production in it."""
    Library.open(tmp_path / "library").close()
    return tmp_path / "library"


@pytest.mark.parametrize("words", [[], ["run"]])
def test_run_is_what_happens_without_a_command(words: list[str]) -> None:
    arguments = commands.parse([*words, "--no-browser", "--port", "8191", "--allow-host", "a.b", "--allow-host", "c"])
    assert (arguments.command, arguments.port, arguments.host) == ("run", 8191, "127.0.0.1")
    assert (arguments.engine, arguments.allow_host, arguments.no_browser) == ("auto", ["a.b", "c"], True)


def test_the_library_is_the_named_one_else_the_environments_else_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASTBOOK_LIBRARY", "elsewhere")
    assert commands.parse(["check", "--library", "here"]).library == Path("here")
    assert commands.parse(["check"]).library == Path("elsewhere")
    monkeypatch.delenv("CASTBOOK_LIBRARY")
    assert commands.parse([]).library == Path.home() / ".castbook"


def test_everything_after_test_belongs_to_pytest() -> None:
    assert commands.parse(["test", "-k", "seed", "tests/x.py"]).pytest_arguments == ["-k", "seed", "tests/x.py"]
    assert commands.parse(["test"]).pytest_arguments == []


@pytest.mark.parametrize(
    "line",
    [
        "run --host 127.0.0.1 --port 8190 --engine auto --allow-host NAME --no-browser --library DIR",
        "run --engine http://127.0.0.1:8188",
        "test -x tests/test_prompt.py",
        "bench",
        "bench --json FILE",
        "cast SCRIPT --json",
        "import A.fountain B.csv --production NAME --library DIR",
        "generate --production NAME --character A B --count 2 --seed 1 --aspect 2:3 --negative T --model M --json",
        "generate --production NAME --missing --engine slate --library DIR",
        "generate --production NAME --all",
        "export --production NAME FILE.cast --library DIR",
        "check --repair --library DIR",
        "rebuild --library DIR",
        "backup FILE --library DIR",
    ],
)
def test_what_scripts_rely_on_is_taken(line: str) -> None:
    arguments = commands.parse(line.split())
    assert arguments.command == line.split()[0]
    if "--library" in line:
        assert arguments.library == Path("DIR")


@pytest.mark.parametrize("names", [["--character", "A", "B"], ["--character", "A", "--character", "B"]])
def test_several_characters_can_be_named_in_either_way(names: list[str]) -> None:
    assert commands.parse(["generate", "--production", "P", *names]).character == ["A", "B"]


def test_a_bundle_goes_out_and_comes_in_elsewhere(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = tmp_path / "ferry.cast"
    out = ["export", "--production", "Night Ferry", str(bundle), "--library", str(library)]
    into = ["import", str(bundle), "--production", "Night Ferry", "--library", str(tmp_path / "elsewhere")]
    assert commands.main(["generate", "--production", "Night Ferry", "--character", "Mira", *out[-2:]]) == 0
    assert commands.main(out) == 0
    assert "8 characters, 1 version in" in capsys.readouterr().out
    assert commands.main(into) == 0
    assert "1 version added" in capsys.readouterr().out
    assert commands.main(into) == 0
    assert "added" not in capsys.readouterr().out  # twice changes nothing


def test_a_preview_shows_how_a_cast_list_is_read_and_changes_nothing(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cast = tmp_path / "cast.csv"
    cast.write_text("Name,Hair,Shoe size\nMara,red,38\nMira,black,40\n", "utf-8")
    command = ["import", str(cast), "--production", "Night Ferry", "--library", str(library)]
    for _ in range(2):
        assert commands.main([*command, "--preview"]) == 0
        assert capsys.readouterr().out.splitlines() == [
            "cast.csv: list; 1 new, 1 known, left as they are",
            "  column Name: name",
            "  column Hair: hair",
            "  column Shoe size: left out",
            "  Mara: new",
            "  Mira: known, left as they are",
        ]
    assert commands.main(command) == 0
    assert commands.main([*command, "--preview"]) == 0
    assert "2 known" in capsys.readouterr().out


def test_a_preview_of_a_new_production_says_what_the_import_would_and_makes_nothing(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle, script, cast, elsewhere = (tmp_path / name for name in ("b.cast", "s.fountain", "l.csv", "elsewhere"))
    script.write_text("INT. A - DAY\n\nMARA\nYes.\n", "utf-8")
    cast.write_text("Name,Hair\nTom,red\n", "utf-8")
    assert commands.main(["export", "--production", "Night Ferry", str(bundle), "--library", str(library)]) == 0
    for root in (library, elsewhere):
        there = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for number, file in enumerate((bundle, script, cast)):
            command = ["import", str(file), "--production", f"New {number}", "--library", str(root)]
            capsys.readouterr()
            assert commands.main([*command, "--preview"]) == 0
            seen = capsys.readouterr().out.splitlines()
            assert seen[0].endswith(" new") and all(line.endswith(": new") for line in seen[1:] if "column" not in line)
            assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == there
            if root == library:
                assert commands.main(command) == 0
                assert capsys.readouterr().out.splitlines() == seen[:1]
                there = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert not elsewhere.exists()
    assert commands.main(["import", str(cast), "--production", " ", "--library", str(library), "--preview"]) == 1


def test_an_import_of_nothing_is_one_sentence(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["import", "no-such.fountain", "--production", "Night Ferry", "--library", str(library)]) == 1
    assert capsys.readouterr().err.startswith("no-such.fountain cannot be read: ")


@pytest.mark.parametrize(
    "words",
    [
        ["no-such-command"],
        ["--no-such-option"],
        ["--port", "70000"],
        ["--port", "http"],
        ["--engine", "comfyui"],
        ["--engine", "ftp://127.0.0.1"],
        ["cast"],
        ["import", "a.fountain"],
        ["generate", "--production", "P"],
        ["generate", "--production", "P", "--all", "--missing"],
        ["generate", "--production", "P", "--all", "--count", "many"],
        ["generate", "--production", "P", "--all", "--count", "0"],
        ["generate", "--production", "P", "--all", "--count", "65"],
        ["generate", "--production", "P", "--all", "--seed", "-3"],
        ["generate", "--production", "P", "--all", "--seed", "seven"],
        ["generate", "--production", "P", "--all", "--seed", "18446744073709551616"],
        ["generate", "--production", "P", "--all", "--aspect", "7:3"],
        ["generate", "--production", "P", "--all", "--model", ""],
        ["export", "a.cast"],
        ["backup"],
    ],
)
def test_wrong_use_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        commands.parse(words)
    assert end.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("usage: studio.py") and "field" not in said


async def test_what_is_no_comfyui_is_not_taken_for_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    assert await engines.comfyui_version(f"http://127.0.0.1:{port}") is None
    with pytest.raises(Unavailable, match="No ComfyUI answers"):
        await engines.choose(f"http://127.0.0.1:{port}", dict)


def test_cast_prints_json_and_nothing_else(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = root / "castbook/sample/night_ferry.fountain"
    assert commands.main(["cast", str(script), "--json"]) == 0
    people = json.loads(capsys.readouterr().out)["characters"]
    mira = next(person for person in people if "MIRA" in (person["name"], *person["aliases"]))
    assert set(mira) == {"name", "aliases", "looks", "image_prompt", "lines"}
    lines = script.read_text("utf-8").splitlines()
    assert mira["looks"]
    for look in mira["looks"]:
        assert look["text"].split()[0] in lines[look["line"] - 1]


def test_cast_prints_the_lines_that_the_looks_come_from(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["cast", str(root / "castbook/sample/night_ferry.fountain")]) == 0
    assert "  line 14, identity: MIRA VOSS, 34" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert commands.main(["cast", str(tmp_path / "nothing.fountain"), "--json"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"{tmp_path / 'nothing.fountain'} cannot be read: ")


def test_generate_makes_versions_with_what_was_typed(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed = ["--count", "2", "--seed", "18446744073709551615", "--aspect", "1:1", "--negative", ""]
    words = ["generate", "--production", "Night Ferry", "--character", "Mira", "--engine", "slate", *typed]
    assert commands.main([*words, "--library", str(library), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [generation["state"] for generation in answer["generations"]] == ["done"]
    assert [version["number"] for version in answer["versions"]] == [1, 2]
    assert [version["settings"]["seed"] for version in answer["versions"]] == ["18446744073709551615", "0"]
    assert [version["settings"]["negative"] for version in answer["versions"]] == ["", ""]
    assert {version["width"] == version["height"] for version in answer["versions"]} == {True}


def test_generate_missing_leaves_out_who_has_a_portrait(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "generate",
        "--production",
        "Night Ferry",
        "--engine",
        "slate",
        "--library",
        str(library),
        "--aspect",
        "1:1",
    ]
    assert commands.main([*words, "--character", "Mira", "--character", "Jonas", "--character", "Mira"]) == 0
    assert [line.split(",")[0] for line in capsys.readouterr().out.splitlines()] == [
        "Mira: version 1",
        "Jonas: version 1",
    ]
    assert commands.main([*words, "--missing"]) == 0
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 6
    assert "Mira" not in said.out
    assert said.err.splitlines()[-1].endswith("100 %")
    assert commands.main([*words, "--missing"]) == 0
    said = capsys.readouterr()
    assert said.out == "Nobody in this cast is without a portrait.\n" and "%" not in said.err


def test_generate_says_when_no_design_counts_though_there_are_some(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["generate", "--production", "Night Ferry", "--character", "Mira", "--engine", "slate", "--json"]
    words += ["--library", str(library)]
    warning = "Night Ferry has no active design: portraits are made without a style prompt"
    assert commands.main(words) == 0
    assert warning not in capsys.readouterr().err
    opened = Library.open(library)
    production = opened.production_named("Night Ferry")
    opened.delete_design(str(production.active_design_id))
    assert commands.main(words) == 0
    said = capsys.readouterr()
    assert warning in said.err
    assert json.loads(said.out)["versions"][0]["settings"]["style_prompt"] == ""
    for design in opened.designs(production.id).items:
        opened.delete_design(design.id)
    opened.close()
    assert commands.main(words) == 0
    assert warning not in capsys.readouterr().err  # nobody misses what was never there


def test_generate_knows_a_character_by_an_alias_and_takes_it_once(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = Library.open(library)
    mira = opened.character_named(opened.production_named("Night Ferry").id, "Mira")
    opened.update_character(mira.id, aliases=["Captain"])
    opened.close()
    words = ["generate", "--production", "Night Ferry", "--engine", "slate", "--library", str(library)]
    assert commands.main([*words, "--character", "captain", "Mira"]) == 0
    assert [line.split(",")[0] for line in capsys.readouterr().out.splitlines()] == ["Mira: version 1"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--production", "Nobody's", "--all"], "Nobody's"),
        (["--production", "Night Ferry", "--character", "Nobody"], '"Nobody" in the production "Night Ferry".'),
        (["--production", "Night Ferry", "--all", "--model", "dreams"], "dreams"),
    ],
)
def test_generate_says_what_is_wrong_and_makes_nothing(
    options: list[str], says: str, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(["generate", *options, "--engine", "slate", "--library", str(library), "--json"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert says in said.err.splitlines()[-1]
    assert not list((library / "blobs").rglob("*.png"))


def test_generate_that_fails_half_way_leaves_nothing_to_be_made_later(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    submit, asked = Generations.submit, []

    async def submit_one(*arguments: Any, **options: Any) -> Any:
        asked.append(arguments)
        if len(asked) == 3:
            raise StorageFull("storage_full", "The disk is full; nothing was saved.", "Make room.")
        return await submit(*arguments, **options)

    monkeypatch.setattr(Generations, "submit", submit_one)
    words = ["generate", "--production", "Night Ferry", "--all", "--engine", "slate", "--library", str(library)]
    assert commands.main(words) == 1
    assert "The disk is full" in capsys.readouterr().err
    opened = Library.open(library)
    assert [one.state for one in opened.generations().items] == ["cancelled"] * 2
    opened.close()


def test_check_finds_damage_and_ends_with_1(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["check", "--library", str(library)]) == 0
    assert capsys.readouterr().out.startswith("All is well (")
    blob = next(path for path in (library / "blobs").rglob("*") if path.is_file())
    blob.chmod(0o644)
    blob.write_bytes(b"something else")
    assert commands.main(["check", "--library", str(library)]) == 1
    said = capsys.readouterr().out
    assert said.startswith("WRONG: ")
    assert said.splitlines()[-1].startswith("1 wrong, 0 mended (")


def test_rebuild_brings_the_index_back(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (library / "index.sqlite3").unlink()
    assert commands.main(["rebuild", "--library", str(library)]) == 0
    assert "All is well" in capsys.readouterr().out
    rebuilt = Library.open(library)
    assert rebuilt.production_named("Night Ferry").character_count == 8
    rebuilt.close()


def test_backup_writes_a_file_and_never_over_another(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.zip"
    assert commands.main(["backup", str(copy), "--library", str(library)]) == 0
    before = copy.read_bytes()
    assert commands.main(["backup", str(copy), "--library", str(library)]) == 1
    assert copy.read_bytes() == before
    assert commands.main(["backup", str(tmp_path / ("x" * 300)), "--library", str(library)]) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said and said.splitlines()[-1].startswith("The backup cannot be written there.")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.zip", "library"]


def test_backup_says_when_something_is_missing_already(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    next(path for path in (library / "blobs").rglob("*") if path.is_file()).unlink()
    assert commands.main(["backup", str(tmp_path / "copy.zip"), "--library", str(library)]) == 0
    assert capsys.readouterr().err.splitlines()[-1].startswith("1 file is missing in the library")
    with zipfile.ZipFile(tmp_path / "copy.zip") as archive:
        assert archive.testzip() is None


@pytest.mark.parametrize("command", [["check"], ["backup", "copy.zip"]])
def test_care_makes_no_library_where_there_is_none(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main([*command, "--library", str(tmp_path / "none")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
