"""What is too long to be kept is said, what can be kept is, and a preview refuses what an import would refuse."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from castbook import exchange
from castbook.cast import Character
from castbook.errors import Invalid
from castbook.library import Library

LONG = "Nina " * 100  # 500 characters


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library", sample=False)
    yield opened
    opened.close()


def card(**fields: Any) -> bytes:
    return json.dumps({"first_mes": "Hi.", **fields}).encode()


def brought(library: Library, name: str, data: bytes) -> tuple[Character, list[dict[str, Any]]]:
    """The one who comes, and what the preview and the import say of cuts, which is the same."""
    production = library.create_production("P").id
    (foreseen,) = exchange.preview_file(library, production, name, data).as_json()["characters"]
    (done,) = exchange.import_file(library, production, name, data).as_json()["characters"]
    (character,) = library.characters(production).items
    assert foreseen["cuts"] == done["cuts"]
    assert (foreseen["name"], foreseen["description"]) == (character.name, character.description)
    (again,) = exchange.import_file(library, production, name, data).as_json()["characters"]
    assert again["status"] == "known" and again["cuts"] == []
    return character, done["cuts"]


def test_what_fits_is_not_cut(library: Library) -> None:
    character, cuts = brought(library, "c.json", card(name="N" * 200, description="d" * 20_000))
    assert (len(character.name), len(character.description), cuts) == (200, 20_000, [])


@pytest.mark.parametrize("name", ["c.json", "c.csv"])
def test_a_description_that_is_cut_is_told(library: Library, name: str) -> None:
    text = "d" * 60_000
    data = card(name="Nina", description=text) if name == "c.json" else f"name,description\nNina,{text}\n".encode()
    character, cuts = brought(library, name, data)
    assert character.description == "d" * 20_000
    said = "The description has 60,000 characters; the first 20,000 are kept."
    assert cuts == [{"field": "description", "length": 60_000, "kept": 20_000, "message": said}]


def test_a_long_name_stands_whole_in_the_description(library: Library) -> None:
    character, (cut,) = brought(library, "c.json", card(name=LONG, description="She waits."))
    assert character.name == LONG[:200].strip()
    assert character.description == f"She waits.\n\nFull name: {LONG.strip()}"
    assert cut["message"] == "The name has 499 characters; the first 200 are kept, and all of it in the description."


def test_where_the_description_has_no_room_a_long_name_is_cut_and_told(library: Library) -> None:
    character, (cut,) = brought(library, "c.json", card(name=LONG, description="d" * 19_900))
    assert character.description == "d" * 19_900
    assert cut["message"] == "The name has 499 characters; the first 200 are kept."


def test_many_and_long_aliases_stand_in_the_description(library: Library) -> None:
    aliases = [LONG.strip(), *(f"N{number}" for number in range(500))]
    data = json.dumps([{"name": "Nina", "aliases": aliases, "appearance": "tall " * 6_000}]).encode()
    character, cuts = brought(library, "l.json", data)
    assert character.aliases == (LONG[:200].strip(), *aliases[1:50])
    assert all(alias in character.description for alias in aliases)
    assert [(cut["field"], cut["length"], cut["kept"]) for cut in cuts] == [
        ("image_prompt", 29_999, 20_000),
        ("aliases", 501, 50),
        ("alias", 499, 200),
    ]
    assert cuts[1]["message"].startswith("The list of aliases has 501 names; the first 50 are kept, and all of it in ")


def test_a_cards_name_is_one_line(library: Library) -> None:
    character, _ = brought(library, "c.json", card(name="Nina\nVoss\0 II", nickname="N\u2028V"))
    assert (character.name, character.aliases) == ("Nina Voss II", ("N V",))


@pytest.mark.parametrize("name", ["\u200b", "\0\n", "\u2060\u00a0"])
def test_who_has_nothing_to_be_seen_for_a_name_is_nobody(library: Library, name: str) -> None:
    rows = [{"name": name, "hair": "red"}, {"name": "Nina", "aliases": [name, "N."]}]
    character, _ = brought(library, "l.json", json.dumps(rows).encode())
    assert (character.name, character.aliases) == ("Nina", ("N.",))
    found = exchange.preview_file(library, None, "l.json", json.dumps(rows).encode())
    assert found.mapping is not None and found.mapping["unnamed"] == 1
    with pytest.raises(Invalid):
        exchange.preview_file(library, None, "c.json", card(name=name))
