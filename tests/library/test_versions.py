"""Versions in the library: kept bit for bit, numbered, one of them selected; and their thumbnails."""

from __future__ import annotations

import pytest

from castbook import images
from castbook.cast import DesignRef, EngineInfo, Settings
from castbook.errors import Conflict, Invalid, NotFound, Unavailable
from castbook.library import Library
from tests.library.pictures import picture


def test_a_version_comes_back_bit_for_bit_with_all_that_is_known(library: Library, character: str):
    data = picture(3)
    graph = {"9": {"class_type": "KSampler", "inputs": {"seed": 2**64 - 1}}}
    made = library.add_version(
        character,
        data,
        source="generated",
        settings=Settings(positive="a ferry", seed="18446744073709551615", cfg=6.5, negative_applied=False),
        design=DesignRef(id="d", name="Film still", revision=3),
        engine=EngineInfo(kind="slate", seconds=0.25),
        author="ana",
        graph=graph,
        created_at="2020-02-03T04:05:06+02:00",
    )
    assert library.image(made.id) == data == library.image_path(made.id).read_bytes()
    assert library.graph(made.id) == graph
    assert library.version(made.id) == made == library.version_numbered(character, 1)
    assert (made.width, made.height, made.media_type, made.bytes) == (4, 4, "image/png", len(data))
    assert made.settings.seed == "18446744073709551615" and made.settings.steps is None
    assert made.created_at == "2020-02-03T02:05:06.000Z" and made.selected


def test_equal_bytes_make_two_versions_of_one_file(library: Library, character: str):
    first = library.add_version(character, picture(), source="uploaded")
    second = library.add_version(character, picture(), source="uploaded")
    assert (first.number, second.number) == (1, 2)
    assert library.image_path(first.id) == library.image_path(second.id)


def test_a_deleted_version_keeps_its_number(library: Library, character: str):
    versions = [library.add_version(character, picture(n), source="uploaded") for n in range(3)]
    library.delete_version(versions[2].id)
    assert library.add_version(character, picture(9), source="uploaded").number == 4
    assert [v.number for v in library.versions(character).items] == [4, 2, 1]
    assert library.character(character).version_count == 3


def test_deleting_the_selected_version_selects_the_newest_left(library: Library, character: str):
    first, second, third = (library.add_version(character, picture(n), source="uploaded") for n in range(3))
    library.select(character, first.id)
    library.delete_version(first.id)
    assert library.character(character).selected == library.version(third.id)
    library.restore_version(first.id)
    assert library.version(third.id).selected and not library.version(first.id).selected
    for version in (third, second, first):
        library.delete_version(version.id)
    assert library.character(character).selected is None
    assert library.restore_version(second.id).selected


def test_select_false_leaves_the_selection_alone(library: Library, character: str):
    library.add_version(character, picture(1), source="graph", select=False)
    assert library.character(character).selected is None
    second = library.add_version(character, picture(2), source="graph")
    library.add_version(character, picture(3), source="graph", select=False)
    assert library.character(character).selected == library.version(second.id)


def test_another_characters_version_cannot_be_selected(library: Library, production: str, character: str):
    other = library.create_character(production, "Jonas")
    version = library.add_version(other.id, picture(), source="uploaded")
    with pytest.raises(Conflict) as caught:
        library.select(character, version.id)
    assert caught.value.code == "foreign_version"


def test_a_version_of_a_deleted_character_is_gone_and_cannot_be_restored_alone(library: Library, character: str):
    version = library.add_version(character, picture(), source="uploaded")
    library.delete_version(version.id)
    library.delete_character(character)
    with pytest.raises(Conflict) as caught:
        library.restore_version(version.id)
    assert caught.value.code == "character_deleted"
    with pytest.raises(NotFound):
        library.add_version(character, picture(), source="uploaded")


def test_the_index_itself_refuses_to_change_or_remove_a_version(library: Library, character: str):
    version = library.add_version(character, picture(), source="uploaded")
    for statement in (
        "UPDATE versions SET sha256 = 'other'",
        "UPDATE versions SET number = 2",
        "UPDATE versions SET settings = '{}  '",
        "DELETE FROM versions",
        "INSERT OR REPLACE INTO versions SELECT * FROM versions",
        "UPDATE image_prompts SET text = 'x'",
    ):
        if "image_prompts" in statement:
            library.update_character(character, image_prompt="tall")
        with pytest.raises(Conflict), library.transaction() as tx:
            tx.db.execute(statement)
    assert library.version(version.id) == version


def test_a_failed_upload_takes_no_file_away_that_another_has_come_to_need(library: Library, character: str):
    other = Library.open(library.root)
    with pytest.raises(NotFound), library._kept(picture(8), "png"):
        kept = other.add_version(character, picture(8), source="uploaded")
        library.character("f" * 32)
    assert library.image(kept.id) == picture(8)
    other.close()


# Thumbnails


def test_a_thumbnail_is_made_once_kept_and_made_again_when_it_is_lost(library: Library, character: str):
    version = library.add_version(character, picture(5, size=900), source="uploaded")
    first = library.thumbnail(version.id, 256)
    (kept,) = [path for path in (library.root / "thumbs").rglob("*") if path.is_file()]
    assert images.verify(first).width == 256 and library.thumbnail(version.id, 256) == first
    kept.write_bytes(first[:40])
    assert library.thumbnail(version.id, 256) == first
    kept.unlink()
    assert library.thumbnail(version.id, 256) == first and kept.exists()
    with pytest.raises(Invalid):
        library.thumbnail(version.id, 257)


def test_what_has_one_byte_changed_is_said_to_be_damaged_and_never_given_out(library: Library):
    production = library.create_production("Bits")
    character = library.create_character(production.id, "Mira")
    version = library.add_version(character.id, picture(61), source="graph", graph={"9": {"inputs": {"seed": 61}}})
    library.save_script(production.id, "bits.txt", "txt", b"MIRA, 61, waits.")
    for path in (library.root / "blobs").rglob("*.*"):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    reads = (
        lambda: library.image(version.id),
        lambda: library.thumbnail(version.id, 256),
        lambda: library.graph(version.id),
        lambda: library.script(production.id),
    )
    for read in reads:
        with pytest.raises(Unavailable) as caught:
            read()
        assert caught.value.code == "file_damaged"
