"""What the library refuses, by field, with nothing written; names stay labels."""

from __future__ import annotations

import pytest

from castbook.cast import UNSET
from castbook.errors import CastbookError, Invalid, NotFound
from castbook.library import Library
from tests.library.pictures import picture

HOSTILE_NAMES = [
    "",
    "   ",
    "\u200b\u200d",
    "a\x00b",
    "a\nb",
    "a\x1b[31m",
    "a\u2028b",
    "\ud800",
    "x" * 201,
    None,
    7,
    ["Mira"],
    b"Mira",
]
LABELS = [
    "../../etc/passwd",
    "..\\evil",
    "C:\\x",
    "CON",
    "a:b",
    "name.",
    "<img src=x onerror=alert(1)>",
    "'; DROP TABLE versions;--",
    "%s%n",
    "=1+1",
    "\u202egnp.exe",
    "ß" * 200,
    "👩‍🎨",
]


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=ascii)
def test_a_name_that_is_none_is_refused_and_nothing_is_written(library: Library, production: str, name: object):
    before = library.productions(), library.characters(production), library.designs(production)
    for make in (
        lambda: library.create_production(name),  # pyright: ignore[reportArgumentType]
        lambda: library.create_character(production, name),  # pyright: ignore[reportArgumentType]
        lambda: library.create_design(production, name),  # pyright: ignore[reportArgumentType]
        lambda: library.create_character(production, "Mira", aliases=(name,)),  # pyright: ignore[reportArgumentType]
    ):
        with pytest.raises(Invalid) as caught:
            make()
        assert caught.value.message and caught.value.hint
    assert before == (library.productions(), library.characters(production), library.designs(production))


@pytest.mark.parametrize("name", LABELS, ids=ascii)
def test_a_name_is_only_a_label_and_never_part_of_a_path(library: Library, production: str, name: str):
    character = library.create_character(production, name)
    version = library.add_version(character.id, picture(), source="uploaded")
    assert library.character_named(production, name).name == character.name
    path = library.image_path(version.id)
    assert path.relative_to(library.root).as_posix() == f"blobs/{version.sha256[:2]}/{version.sha256}.png"


@pytest.mark.parametrize("id", ["", "x", "../x", "f" * 32, "F" * 32, "\ud800", None, 5, "a" * 32 + "\n"], ids=ascii)
def test_an_unknown_or_impossible_id_is_not_found(library: Library, id: object):
    for read in (
        library.production,
        library.design,
        library.character,
        library.version,
        library.generation,
        library.image,
        library.delete_version,
        library.restore_character,
        library.versions,
        library.select,
    ):
        with pytest.raises(NotFound) as caught:
            read(id, id) if read == library.select else read(id)  # pyright: ignore[reportArgumentType, reportCallIssue]
        assert caught.value.code.startswith("unknown_")


def test_texts_and_choices_out_of_bounds_are_refused_by_field(library: Library, production: str, character: str):
    long = "x" * 20_001
    for code, act in {
        "invalid_description": lambda: library.update_character(character, description=long),
        "invalid_image_prompt": lambda: library.update_character(character, image_prompt="a\x00"),
        "invalid_aliases": lambda: library.update_character(character, aliases=[f"alias {n}" for n in range(51)]),
        "invalid_style_position": lambda: library.create_design(production, "D", style_position="under"),
        "invalid_aspect": lambda: library.create_design(production, "D", aspect="7:5"),
        "invalid_negative": lambda: library.create_design(production, "D", negative=long),
        "invalid_source": lambda: library.add_version(character, picture(), source="stolen"),
        "invalid_created_at": lambda: library.add_version(
            character, picture(), source="imported", created_at="yesterday"
        ),
        "invalid_offset": lambda: library.characters(production, offset=-1),
        "invalid_limit": lambda: library.characters(production, limit=2**70),
    }.items():
        with pytest.raises(Invalid) as caught:
            act()
        assert caught.value.code == code
    assert library.check().problems == []


def test_bytes_that_are_no_picture_leave_nothing_behind(library: Library, character: str):
    for data in (b"", b"GIF89a", picture()[:-7], b"<svg/>"):
        with pytest.raises(CastbookError):
            library.add_version(character, data, source="uploaded")
    assert not (library.root / "blobs").exists() and library.versions(character).total == 0


def test_unset_changes_nothing(library: Library, character: str):
    before = library.character(character)
    assert library.update_character(character, name=UNSET) == before
