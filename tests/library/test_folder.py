"""The library's folder: what may be opened, what is refused untouched, and folders that come and go."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from castbook.errors import CastbookError, Conflict, StorageFull, Unavailable
from castbook.library import Library, faults, files, schema
from castbook.library.index import connect
from tests.library.pictures import picture


def content(root: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def refusal(root: Path, **how: bool) -> CastbookError:
    with pytest.raises(CastbookError) as caught:
        Library.open(root, **how)
    assert str(root) not in caught.value.message + caught.value.hint
    return caught.value


def test_a_missing_folder_is_not_created_unless_asked(tmp_path: Path):
    assert refusal(tmp_path / "share" / "library", create=False).code == "no_library"
    assert list(tmp_path.iterdir()) == []
    Library.open(tmp_path / "new" / "library").close()
    Library.open(tmp_path / "new" / "library", create=False).close()


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path):
    (tmp_path / "library").write_text("not a folder")
    refused = refusal(tmp_path / "library")
    assert refused.code == "library_unreachable" and "A file lies" in refused.message
    assert (tmp_path / "library").read_text() == "not a folder"


def test_a_folder_whose_marker_is_lost_or_broken_is_refused_untouched(library: Library):
    library.create_production("Night Ferry")
    library.close()
    marker = library.root / "castbook-library.json"
    for text in ("{", "[]", '{"format": "x", "id": 3}'):
        marker.write_text(text)
        before = content(library.root)
        assert refusal(library.root).code == "library_unmarked"
        assert content(library.root) == before
    marker.unlink()
    before = content(library.root)
    assert refusal(library.root).code == "library_unmarked"
    assert content(library.root) == before


def test_a_library_of_a_newer_castbook_is_refused_untouched(library: Library):
    library.create_production("Night Ferry")
    library.close()
    with sqlite3.connect(library.root / "index.sqlite3") as db:
        db.execute("INSERT INTO ledger VALUES (99, 'from_the_future', '2030-01-01')")
    db.close()
    before = content(library.root)
    for act in (Library.open, Library.rebuild):
        with pytest.raises(Conflict) as caught:
            act(library.root)
        assert caught.value.code == "newer_library"
        assert content(library.root) == before


def test_a_newer_marker_is_refused_untouched(library: Library):
    library.close()
    marker = library.root / "castbook-library.json"
    marker.write_text(marker.read_text().replace('"format": 1', '"format": 2'))
    before = content(library.root)
    assert refusal(library.root).code == "newer_library"
    assert content(library.root) == before


def damage_zeroed(index: Path) -> None:
    index.write_bytes(bytes(index.stat().st_size))


def damage_empty(index: Path) -> None:
    index.write_bytes(b"")


def damage_garbage(index: Path) -> None:
    index.write_bytes(b"garbage " * 5000)


def damage_truncated(index: Path) -> None:
    index.write_bytes(index.read_bytes()[:5000])


def damage_missing(index: Path) -> None:
    index.unlink()


@pytest.mark.parametrize("damage", [damage_zeroed, damage_empty, damage_garbage, damage_truncated, damage_missing])
def test_a_damaged_index_is_refused_in_words_and_rebuild_brings_all_back(library: Library, damage):
    production = library.create_production("Night Ferry")
    character = library.create_character(production.id, "Mira")
    version = library.add_version(character.id, picture(), source="uploaded")
    library.close()
    damage(library.root / "index.sqlite3")
    refused = refusal(library.root)
    assert refused.code == "library_damaged" and "rebuild" in refused.hint
    assert Library.rebuild(library.root).ok
    again = Library.open(library.root)
    assert again.version(version.id) == version and again.check().problems == []
    again.close()


def test_an_index_older_than_the_journal_is_not_written_on(library: Library, tmp_path: Path):
    library.create_production("One")
    library.close()
    old = (library.root / "index.sqlite3").read_bytes()
    again = Library.open(library.root)
    for name in ("Two", "Three"):
        again.create_production(name)
    again.close()
    (library.root / "index.sqlite3").write_bytes(old)
    assert refusal(library.root).code == "library_damaged"
    Library.rebuild(library.root)
    restored = Library.open(library.root)
    assert restored.productions().total == 3
    restored.close()


def test_a_folder_that_vanishes_is_neither_written_nor_forgotten(library: Library, tmp_path: Path):
    production = library.create_production("Night Ferry")
    character = library.create_character(production.id, "Mira")
    version = library.add_version(character.id, picture(), source="uploaded")
    away = tmp_path / "away"
    library.root.rename(away)
    for act in (
        lambda: library.create_production("Two"),
        lambda: library.add_version(character.id, picture(2), source="uploaded"),
        lambda: library.image(version.id),
        lambda: library.character(character.id),
        lambda: library.runner(),
        lambda: library.check(repair=True),
    ):
        with pytest.raises(Unavailable):
            act()
    assert library.names() == {"Night Ferry": (("Mira",), ())}
    assert not library.root.exists()
    library.root.mkdir()  # what an unmounted share leaves behind
    with pytest.raises(Unavailable):
        library.add_version(character.id, picture(3), source="uploaded")
    assert list(library.root.iterdir()) == []
    library.root.rmdir()
    away.rename(library.root)
    assert library.character(character.id).selected == version
    assert library.add_version(character.id, picture(4), source="uploaded").number == 2


def test_another_library_in_the_same_place_is_not_written(library: Library, tmp_path: Path):
    library.create_production("Night Ferry")
    library.root.rename(tmp_path / "away")
    other = Library.open(library.root, sample=False)
    other.create_production("Other")
    before = content(other.root)
    with pytest.raises(Unavailable):
        library.create_production("Two")
    assert content(other.root) == before
    other.close()


def test_a_rebuild_beside_an_open_library_is_noticed_by_it(library: Library):
    library.create_production("One")
    Library.rebuild(library.root)
    library.create_production("Two")
    assert library.productions().total == 2
    Library.rebuild(library.root)
    assert library.productions().total == 2 and library.check().ok


def test_a_library_can_be_closed_after_its_folder_has_gone(library: Library, tmp_path: Path):
    library.runner()
    library.root.rename(tmp_path / "elsewhere")
    library.root.write_text("a file in its place")
    library.close()


def test_a_picture_whose_row_is_refused_leaves_no_file(library: Library, monkeypatch):
    character = library.create_character(library.create_production("One").id, "Mira")
    kept = library.add_version(character.id, picture(1), source="uploaded", graph={})

    def refuse(*_: object) -> None:
        raise StorageFull("storage_full", "The disk is full; nothing was saved.")

    monkeypatch.setattr(library._journal, "append", refuse)
    before = content(library.root / "blobs")
    for shade in (1, 2):
        with pytest.raises(StorageFull):
            library.add_version(character.id, picture(shade), source="uploaded", graph={})
    assert content(library.root / "blobs") == before and library.image(kept.id) == picture(1)


def test_a_closed_library_says_so(library: Library):
    library.close()
    with pytest.raises(Unavailable) as caught:
        library.productions()
    assert caught.value.code == "library_closed"
    library.close()


def test_a_file_system_without_hard_links_gets_renamed_files(library: Library, monkeypatch, caplog):
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(files.os, "link", no_links)
    character = library.create_character(library.create_production("One").id, "Mira")
    for shade in (1, 2, 1):
        library.add_version(character.id, picture(shade), source="uploaded")
    assert [library.image(v.id) for v in library.versions(character.id).items] == [picture(s) for s in (1, 2, 1)]
    assert library.check().problems == []
    assert len([r for r in caplog.records if "hard links" in r.message]) <= 1


def test_bytes_reach_the_disk_before_names_and_the_journal_before_the_commit(library: Library, monkeypatch):
    character = library.create_character(library.create_production("One").id, "Mira")
    order: list[str] = []
    monkeypatch.setattr(faults, "step", order.append)
    monkeypatch.setattr(files.os, "fsync", lambda fd: order.append("fsync"))
    library.add_version(character.id, picture(), source="uploaded")
    expected = [
        "blob.open", "blob.fsync", "fsync", "blob.link", "blob.folder", "fsync",
        "index.begin", "index.put", "journal.open", "journal.fsync", "fsync", "index.commit", "blob.release",
    ]  # fmt: skip
    after_folders = iter(order[order.index("blob.open") :])
    assert all(step in after_folders for step in expected), order


def test_a_design_restored_under_a_taken_name_is_named_as_it_was_typed(library: Library):
    production = library.create_production("One")
    design = library.create_design(production.id, "Film Still")
    library.delete_design(design.id)
    library.create_design(production.id, "film still")
    with pytest.raises(Conflict) as caught:
        library.restore_design(design.id)
    assert caught.value.code == "name_taken" and "Film Still" in caught.value.message


def test_two_open_libraries_see_each_others_changes(library: Library):
    other = Library.open(library.root)
    production = library.create_production("One")
    character = other.create_character(production.id, "Mira")
    assert library.character(character.id) == character
    other.close()


def test_changes_of_our_own_are_never_taken_for_those_of_another_process(library: Library, monkeypatch):
    other = Library.open(library.root)
    other.create_production("Before")
    seen = [library.foreign_changes()]
    step = faults.step

    def look(name: str) -> None:
        if name == "index.committed":  # what is written can be read by now, but transaction() has not returned
            thread = threading.Thread(target=lambda: seen.append(library.foreign_changes()))
            thread.start()
            thread.join()
        step(name)

    with monkeypatch.context() as looking:
        looking.setattr(faults, "step", look)
        library.create_production("Ours")
    seen.append(library.foreign_changes())
    assert len(seen) == 3 and len(set(seen)) == 1
    other.create_production("Theirs")
    assert library.foreign_changes() != seen[0]
    other.close()


def test_a_migration_is_done_once_and_written_into_the_ledger(tmp_path: Path):
    def first(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE a (x)")
        db.execute("INSERT INTO a VALUES (1)")

    def second(db: sqlite3.Connection) -> None:
        db.execute("ALTER TABLE a ADD COLUMN y")
        db.execute("UPDATE a SET y = x + 1")

    db = connect(tmp_path / "index.sqlite3", mode="rwc")
    schema.migrate(db, (first,))
    assert not schema.is_newer(db, (first, second))
    for _ in range(2):
        schema.migrate(db, (first, second))
    assert [tuple(row) for row in db.execute("SELECT * FROM a")] == [(1, 2)]
    assert schema.done(db) == ("first", "second")
    assert schema.is_newer(db, (first,)) and schema.is_newer(db, (second,))
    db.close()


def test_a_library_of_an_older_schema_is_migrated_and_its_journal_still_replays(library: Library, monkeypatch):
    production = library.create_production("One")
    library.close()

    def add_note(db: sqlite3.Connection) -> None:
        db.execute("ALTER TABLE productions ADD COLUMN note TEXT NOT NULL DEFAULT ''")
        db.execute("UPDATE productions SET note = 'made before ' || name")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, add_note))
    again = Library.open(library.root)
    again.update_production(production.id, name="Renamed")
    (before,) = dump(again)["productions"]
    assert before["note"] == "made before One" and again.check().ok
    Library.rebuild(library.root)
    assert dump(again)["productions"] == [before]
    again.close()


def test_a_failed_migration_changes_nothing(library: Library, monkeypatch):
    library.create_production("One")
    library.close()

    def breaks(db: sqlite3.Connection) -> None:
        db.execute("ALTER TABLE productions ADD COLUMN note TEXT")
        raise sqlite3.OperationalError("database or disk is full")

    before = content(library.root)
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, breaks))
        with pytest.raises(StorageFull):
            Library.open(library.root)
    assert content(library.root) == before
    Library.open(library.root).close()


def dump(library: Library) -> dict[str, list[dict[str, object]]]:
    with library.reading() as db:
        return {table: [dict(row) for row in db.execute(f"SELECT * FROM {table}")] for table in schema.KEYS}


def test_two_processes_may_open_a_new_folder_at_once(tmp_path: Path):
    opened: list[Library] = []
    threads = [threading.Thread(target=lambda: opened.append(Library.open(tmp_path / "library"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({library.id for library in opened}) == 1 and len(opened) == 4
    assert [library.productions().total for library in opened] == [1] * 4
    for library in opened:
        library.close()
