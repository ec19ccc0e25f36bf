"""A library that an older Castbook made: brought up when it is opened, and nothing of it lost."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from castbook.errors import Conflict
from castbook.library import Library, schema, texts
from castbook.library.index import connect
from tests.library.pictures import picture

FIRST = schema.MIGRATIONS[:1]


def with_accents_only(names: Sequence[str]) -> str:
    """What was kept of a character's names for searches in the first schema."""
    return texts.key("\n".join(names))


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of the first schema: Zoë with a portrait and a renamed alias, the deleted Chloë, and Mira."""
    with monkeypatch.context() as older:
        older.setattr(schema, "MIGRATIONS", FIRST)
        older.setattr(texts, "sought", with_accents_only)
        with closing(Library.open(tmp_path / "library", sample=False)) as library:
            production = library.create_production("Night Ferry").id
            zoe = library.create_character(production, "Zoë", aliases=["Renée, la Grande"], image_prompt="tall")
            library.add_version(zoe.id, picture(1), source="uploaded")
            library.update_character(zoe.id, aliases=["Agnès, la Grande"])
            library.delete_character(library.create_character(production, "Chloë").id)
            library.create_character(production, "Mira")
    return tmp_path / "library"


def rows(root: Path) -> dict[str, list[dict[str, Any]]]:
    with closing(connect(root / "index.sqlite3", mode="ro")) as db:
        return {table: [dict(row) for row in db.execute(f"SELECT * FROM {table}")] for table in schema.KEYS}


def without_search(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    return {table: [{**row, "search": ""} for row in rows] for table, rows in tables.items()}


def found(library: Library, query: str) -> list[str]:
    (production,) = library.productions().items
    return [one.name for one in library.characters(production.id, query=query).items]


def test_characters_of_an_older_library_are_found_without_their_accents(old: Path):
    with closing(Library.open(old)) as library:
        assert found(library, "zoe") == found(library, "ZOË") == found(library, "agnes") == ["Zoë"]
        assert found(library, "renee") == found(library, "chloe") == []
        (chloe,) = (row["id"] for row in rows(old)["characters"] if row["name"] == "Chloë")
        library.restore_character(chloe)
        assert found(library, "chloe") == ["Chloë"]
        assert library.check().problems == []


def test_nothing_else_of_an_older_library_changes_and_a_rebuild_comes_to_the_same(old: Path):
    before = rows(old)
    journal = [path.read_bytes() for path in sorted((old / "journal").iterdir())]
    with closing(Library.open(old)) as library:
        after = rows(old)
        assert after != before and without_search(after) == without_search(before)
        assert [path.read_bytes() for path in sorted((old / "journal").iterdir())] == journal
        assert library.check().problems == []
        (zoe,) = library.characters(library.productions().items[0].id, query="zoe").items
        assert library.image(library.versions(zoe.id).items[0].id) == picture(1)
        library.create_character(zoe.production_id, "Noé")  # lines of both schemas in one journal
        library.update_character(zoe.id, description="a diver")
        after = rows(old)
    Library.rebuild(old)
    assert rows(old) == after
    with closing(Library.open(old)) as library:
        assert found(library, "zoe") == ["Zoë"] and found(library, "noe") == ["Noé"]
        assert library.check().problems == []


def test_an_older_library_that_is_rebuilt_before_it_is_opened_is_found_in_as_well(old: Path):
    (old / "index.sqlite3").unlink()
    Library.rebuild(old)
    with closing(Library.open(old)) as library:
        assert found(library, "zoe") == ["Zoë"]
        assert library.check().problems == []


def test_the_castbook_that_made_it_says_that_the_library_is_newer_now(old: Path, monkeypatch: pytest.MonkeyPatch):
    Library.open(old).close()
    monkeypatch.setattr(schema, "MIGRATIONS", FIRST)
    with pytest.raises(Conflict) as caught:
        Library.open(old)
    assert caught.value.code == "newer_library"
