"""Care: check finds every damage and nothing else, rebuild brings everything back, a backup is a library."""

from __future__ import annotations

import dataclasses
import json
import shutil
import uuid
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from castbook.cast import GenerationRequest, Job, PortraitPrompt, Settings
from castbook.errors import Conflict, Invalid, Unavailable
from castbook.library import Library, schema
from castbook.library.index import connect
from tests.library.pictures import picture


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library that holds something of everything."""
    library = Library.open(tmp_path_factory.mktemp("filled") / "library")
    fill(library)
    library.close()
    return library.root


@pytest.fixture
def library(filled: Path, tmp_path: Path) -> Iterator[Library]:
    """A copy of it."""
    library = Library.open(Path(shutil.copytree(filled, tmp_path / "library")))
    yield library
    library.close()


def fill(library: Library) -> None:
    production = library.create_production("Night Shift")
    other = library.create_production("Cancelled")
    design = library.create_design(production.id, "Film still", "35 mm", negative="", seed="18446744073709551615")
    library.save_design_defaults(design.id, seed="7", negative="hats")
    library.delete_design(library.create_design(production.id, "Ink").id)
    library.save_script(production.id, "old.txt", "play", b"MIRA: Yes.")
    library.save_script(production.id, "new.txt", "play", b"MIRA: No.")
    mira = library.create_character(production.id, "Mira", ("Voss",), "cellist", "tall", author="rules")
    library.update_character(mira.id, image_prompt="tall, black bob", name="Mira Voss")
    graph = {"1": {"class_type": "KSampler"}}
    versions = [
        library.add_version(
            mira.id, picture(n), source="graph", design=design.ref, graph=graph, settings=Settings(seed=str(n), cfg=6.5)
        )
        for n in range(5)
    ]
    library.delete_version(versions[4].id)
    library.select(mira.id, versions[1].id)
    library.thumbnail(versions[1].id, 256)
    library.thumbnail(versions[2].id, 768)
    portrait = PortraitPrompt(
        production_id=production.id, production="Night Shift", character_id=mira.id, character="Mira", design=None,
        image_prompt="tall", style_prompt="", positive="tall", negative="", negative_applied=True, seed="1",
        aspect="1:1", width=512, height=512, model="slate", family="slate", steps=1, cfg=1.0, sampler="euler",
        scheduler="normal",
    )  # fmt: skip
    job = Job(id=str(uuid.uuid4()), index=0, seed="1")
    generation = library.create_generation(mira.id, GenerationRequest(seed="1"), portrait, [job], key="k")
    library.update_generation(generation.id, state="running")
    library.add_version(mira.id, picture(9), source="generated", generation_id=generation.id, generation_index=0)
    library.update_generation(generation.id, state="done")
    library.create_generation(mira.id, GenerationRequest(), portrait, [dataclasses.replace(job, id="other")])
    library.delete_character(library.create_character(production.id, "Nobody").id)
    library.delete_production(other.id)
    library.set_setting("panel", {"wide": True})
    library.set_model_family("x.safetensors", "flux")
    library.set_model_family("x.safetensors", None)


def dump(library: Library) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, in the order of its key."""
    with library.reading() as db:
        return {
            table: [dict(row) for row in db.execute(f"SELECT * FROM {table} ORDER BY {', '.join(key)}")]
            for table, key in {**schema.KEYS, "state": ("id",)}.items()
        }


def a_blob(library: Library, suffix: str = "png") -> Path:
    return sorted((library.root / "blobs").rglob(f"*.{suffix}"))[0]


# Rebuild


def test_rebuild_brings_everything_back_row_for_row(library: Library):
    before = dump(library)
    assert all(before[table] for table in schema.KEYS), "the sample should hold something of everything"
    library.close()
    (library.root / "index.sqlite3").unlink()
    assert Library.rebuild(library.root).problems == []
    again = Library.open(library.root)
    assert dump(again) == before
    assert again.check().problems == []
    again.close()


def test_rebuild_keeps_the_old_index_aside(library: Library):
    library.close()
    (library.root / "index.sqlite3").write_bytes(b"broken")
    Library.rebuild(library.root)
    assert [path.read_bytes() for path in (library.root / "aside").iterdir()] == [b"broken"]


def test_rebuild_lets_no_old_rollback_journal_near_the_new_index(library: Library):
    before = dump(library)
    library.close()
    (library.root / "index.sqlite3").unlink()
    (library.root / "index.sqlite3-journal").write_bytes(b"of the lost index")
    Library.rebuild(library.root)
    assert [path.read_bytes() for path in (library.root / "aside").iterdir()] == [b"of the lost index"]
    again = Library.open(library.root)
    assert dump(again) == before
    again.close()


def test_rebuild_goes_on_after_lost_lines_and_tells_which(library: Library):
    library.close()
    segment = library.root / "journal" / "000001.jsonl"
    lines = segment.read_bytes().splitlines(keepends=True)
    del lines[4]
    segment.write_bytes(b"".join(lines))
    report = Library.rebuild(library.root)
    assert [(p.kind, p.subject) for p in report.problems] == [("journal_gap", "5")] and not report.ok


def test_rebuild_of_no_library_is_refused(tmp_path: Path):
    with pytest.raises(Unavailable):
        Library.rebuild(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_journal_line_is_one_json_object(library: Library):
    for raw in (library.root / "journal" / "000001.jsonl").read_bytes().splitlines():
        assert {"seq", "schema", "at", "rows", "crc"} == json.loads(raw).keys()


# Check


def test_a_sound_library_has_no_problems_and_everything_was_looked_at(library: Library):
    seen: list[tuple[int, int]] = []
    report = library.check(progress=lambda done, total: seen.append((done, total)))
    assert report.ok and report.problems == []
    assert report.checked["versions"] == 6 and report.checked["thumbnails"] == 2
    assert report.checked["files"] == report.checked["blobs"] == 6 + 1 + 3
    assert seen[-1][0] == seen[-1][1]


def missing_blob(library: Library) -> None:
    a_blob(library).unlink()


def flipped_byte(library: Library) -> None:
    path = a_blob(library)
    data = bytearray(path.read_bytes())
    data[-5] ^= 1
    path.write_bytes(data)


def truncated(library: Library) -> None:
    path = a_blob(library)
    path.write_bytes(path.read_bytes()[:-1])


def empty_file(library: Library) -> None:
    a_blob(library).write_bytes(b"")


def link_in_place(library: Library) -> None:
    path = a_blob(library)
    copy = library.root.parent / "elsewhere.png"
    path.rename(copy)
    path.symlink_to(copy)


def folder_in_place(library: Library) -> None:
    path = a_blob(library)
    path.unlink()
    path.mkdir()


def changed_graph(library: Library) -> None:
    a_blob(library, "json").write_bytes(b"{}")


def missing_script(library: Library) -> None:
    a_blob(library, "script").unlink()


def orphan(library: Library) -> None:
    (library.root / "blobs" / "ab").mkdir(exist_ok=True)
    (library.root / "blobs" / "ab" / f"{'ab' * 32}.png").write_bytes(picture(77))


def stray_link(library: Library) -> None:
    (library.root / "blobs" / "stray").symlink_to(library.root.parent, target_is_directory=True)


def temporary(library: Library) -> None:
    (library.root / "blobs" / "tmp" / f"{'0' * 32}-{'ab' * 32}-{'1' * 32}").write_bytes(b"half")


def thumbnail_of_another(library: Library) -> None:
    first, second = sorted(path for path in (library.root / "thumbs").rglob("*.webp"))
    first.write_bytes(second.read_bytes())


def damaged_thumbnail(library: Library) -> None:
    path = next((library.root / "thumbs").rglob("*.webp"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _behind_the_back(library: Library, statement: str) -> None:
    db = connect(library.root / "index.sqlite3")
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    db.execute(statement)
    db.close()


def bad_width(library: Library) -> None:
    _behind_the_back(library, "UPDATE versions SET width = 5 WHERE number = 1")


def lost_version_row(library: Library) -> None:
    _behind_the_back(library, "DELETE FROM versions WHERE number = 2")


def invented_row(library: Library) -> None:
    _behind_the_back(library, "INSERT INTO settings VALUES ('x', '1')")


def wrong_count(library: Library) -> None:
    _behind_the_back(library, "UPDATE stacks SET version_count = version_count + 1")


def lost_journal_line(library: Library) -> None:
    segment = library.root / "journal" / "000001.jsonl"
    lines = [line for line in segment.read_bytes().splitlines(keepends=True) if b'"number":3' not in line]
    segment.write_bytes(b"".join(lines))


PLANTED: dict[Callable[[Library], None], tuple[str, bool]] = {
    missing_blob: ("missing_blob", False),
    flipped_byte: ("damaged_blob", False),
    truncated: ("damaged_blob", False),
    empty_file: ("damaged_blob", False),
    link_in_place: ("damaged_blob", False),
    folder_in_place: ("damaged_blob", False),
    changed_graph: ("damaged_blob", False),
    missing_script: ("missing_blob", False),
    orphan: ("orphan_blob", True),
    stray_link: ("orphan_blob", True),
    temporary: ("temporary_file", True),
    thumbnail_of_another: ("wrong_thumbnail", True),
    damaged_thumbnail: ("wrong_thumbnail", True),
    bad_width: ("bad_row", False),
    lost_version_row: ("bad_row", False),
    invented_row: ("bad_row", False),
    wrong_count: ("bad_row", False),
    lost_journal_line: ("lost_line", True),
}


@pytest.mark.parametrize(("plant", "kind", "mends"), [(p, *v) for p, v in PLANTED.items()], ids=lambda v: str(v))
def test_check_finds_what_is_planted_and_repairs_what_it_can(
    library: Library, plant: Callable[[Library], None], kind: str, mends: bool
):
    originals = {path.name for path in (library.root / "blobs").rglob("*.*") if path.is_file()}
    plant(library)
    found = library.check()
    assert found.ok is (kind == "orphan_blob") and {problem.kind for problem in found.problems} == {kind}
    assert not any(problem.repaired for problem in found.problems)
    repaired = library.check(repair=True)
    assert repaired.ok is mends
    if mends:
        assert library.check().problems == []
        kept = {path.name.partition("-")[2] or path.name for path in library.root.rglob("*.*")}
        assert originals <= kept


def test_check_says_what_a_lost_file_is_to_a_person(library: Library):
    production = library.create_production("Bits")
    character = library.create_character(production.id, "Oda")
    for shade in (70, 71):
        library.add_version(character.id, picture(shade), source="graph", graph={"seed": shade})
    library.save_script(production.id, "bits.txt", "txt", b"ODA waits.")
    shutil.rmtree(library.root / "blobs")
    said = " ".join(problem.message for problem in library.check().problems)
    for owner in (
        "This file, version 1 of Oda in Bits,",
        "This file, the graph of version 2 of Oda in Bits,",
        "This file, the script bits.txt of Bits,",
    ):
        assert owner in said
    assert "unknown owner" not in said


@pytest.mark.parametrize("plant", [bad_width, lost_version_row, invented_row, wrong_count])
def test_what_is_wrong_in_the_index_is_right_again_after_a_rebuild(library: Library, plant: Callable[[Library], None]):
    before = dump(library)
    plant(library)
    Library.rebuild(library.root)
    assert dump(library) == before and library.check().problems == []


@pytest.mark.parametrize("plant", [missing_blob, truncated, empty_file, link_in_place, folder_in_place])
def test_a_damaged_picture_is_never_served_and_heals_when_it_is_uploaded_again(
    library: Library, plant: Callable[[Library], None]
):
    good = {path.stem: path.read_bytes() for path in (library.root / "blobs").rglob("*.png")}
    sha256 = a_blob(library).stem
    plant(library)
    (character,) = [c for p in library.productions().items for c in library.characters(p.id).items if c.selected]
    hurt = [v for v in library.versions(character.id).items if v.sha256 == sha256]
    for version in library.versions(character.id).items:
        if version in hurt:
            for read in (library.image, library.image_path):
                with pytest.raises(Unavailable) as caught:
                    read(version.id)
                assert caught.value.code in ("file_missing", "file_damaged")
        else:
            assert library.image(version.id) == good[version.sha256]
    library.add_version(character.id, good[sha256], source="uploaded")
    assert library.check().problems == []
    assert all(library.image(version.id) == good[sha256] for version in hurt)


def test_a_blob_whose_row_is_on_its_way_is_no_orphan(library: Library):
    with library._kept(picture(50), "png"):
        assert library.check(repair=True).problems == []
    assert [problem.kind for problem in library.check().problems] == ["orphan_blob"]


def test_a_picture_put_aside_between_upload_and_row_is_stored_again(library: Library, monkeypatch):
    (character,) = [c for p in library.productions().items for c in library.characters(p.id).items if c.selected]
    ensure = library._blobs.ensure

    def after_a_repair(blob: Any, data: bytes) -> None:
        library._blobs.set_aside(library._blobs.path(blob))
        ensure(blob, data)

    monkeypatch.setattr(library._blobs, "ensure", after_a_repair)
    version = library.add_version(character.id, picture(60), source="uploaded")
    assert library.image(version.id) == picture(60)
    assert library.check().problems == []


def test_opening_sweeps_what_the_dead_have_left(library: Library):
    library.close()
    temporary(library)
    (library.root / "runners" / f"{'0' * 32}.lock").write_bytes(b"")
    (library.root / f".castbook-new-{'0' * 32}").write_bytes(b"{")
    again = Library.open(library.root)
    for folder in ("blobs/tmp", "runners"):
        assert list((library.root / folder).iterdir()) == []
    assert not list(library.root.glob(".castbook-new-*"))
    again.close()


# Backup


def test_a_backup_unpacked_is_the_same_library(library: Library, tmp_path: Path):
    before = dump(library)
    library.backup(tmp_path / "castbook.zip")
    library.create_production("Later")
    with zipfile.ZipFile(tmp_path / "castbook.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "restored")
    restored = Library.open(tmp_path / "restored")
    assert restored.id == library.id and dump(restored) == before
    assert restored.check().problems == []
    Library.rebuild(restored.root)
    assert dump(restored) == before
    restored.close()


def test_a_backup_replaces_no_file_and_leaves_nothing_half(library: Library, tmp_path: Path):
    (tmp_path / "taken.zip").write_bytes(b"mine")
    with pytest.raises(Conflict):
        library.backup(tmp_path / "taken.zip")
    with pytest.raises(Invalid):
        library.backup(tmp_path / "no folder" / "x.zip")
    assert (tmp_path / "taken.zip").read_bytes() == b"mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library", "taken.zip"]
