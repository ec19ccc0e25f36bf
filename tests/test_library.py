"""The library's verbs, on a real library in tmp_path."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from castbook import images
from castbook.cast import UNSET, DesignRef, EngineInfo, Settings
from castbook.errors import CastbookError, Conflict, Invalid, NotFound
from castbook.library import Library

np = pytest.importorskip("numpy")


def picture(shade: int = 0, size: int = 4) -> bytes:
    """A small PNG; another shade gives other bytes."""
    pixels = np.full((size, size, 3), shade % 256, dtype=np.uint8)
    pixels[0, 0] = (shade // 256 % 256, shade // 65536, 7)
    return images.encode_png(pixels)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "library", sample=False)
    yield library
    library.close()


@pytest.fixture
def production(library: Library) -> str:
    return library.create_production("Night Ferry").id


@pytest.fixture
def character(library: Library, production: str) -> str:
    return library.create_character(production, "Mira").id


# Productions


def test_a_production_is_found_by_id_and_by_name_whatever_its_case(library: Library):
    made = library.create_production("  Straße ins Glück ")
    assert made.name == "Straße ins Glück"
    assert library.production(made.id) == made == library.production_named("STRASSE INS GLÜCK")


def test_two_productions_cannot_share_a_name(library: Library):
    library.create_production("Zoë")
    with pytest.raises(Conflict) as caught:
        library.create_production("ZOE\u0308")
    assert caught.value.code == "name_taken" and caught.value.hint


def test_a_deleted_production_hides_everything_in_it_and_comes_back_whole(
    library: Library, production: str, character: str
):
    version = library.add_version(character, picture(), source="uploaded")
    library.delete_production(production)
    for read in (
        lambda: library.production(production),
        lambda: library.characters(production),
        lambda: library.character(character),
        lambda: library.version(version.id),
        lambda: library.image(version.id),
        lambda: library.designs(production),
    ):
        with pytest.raises(NotFound):
            read()
    assert library.productions().total == 0
    library.restore_production(production)
    assert library.character(character).selected == version


def test_a_restored_name_that_is_taken_is_refused_with_a_hint(library: Library, production: str, character: str):
    library.delete_character(character)
    library.create_character(production, "MIRA")
    with pytest.raises(Conflict) as caught:
        library.restore_character(character)
    assert caught.value.code == "name_taken" and "rename" in caught.value.hint


def test_a_script_comes_back_byte_for_byte_and_the_newest_one_counts(library: Library, production: str):
    assert library.script(production) is None
    library.save_script(production, "one.fountain", "fountain", b"INT. FERRY - NIGHT\r\n\xff")
    second = library.save_script(production, "two.fountain", "fountain", b"")
    assert library.script(production) == (second, b"")
    assert library.check().ok


# Designs


def test_the_first_design_is_active_and_a_second_is_not(library: Library, production: str):
    first = library.create_design(production, "Film still", seed="007")
    library.create_design(production, "Ink")
    assert library.production(production).active_design_id == first.id
    assert first.seed == "7" and first.revision == 1


def test_only_a_real_change_makes_a_new_revision(library: Library, production: str):
    design = library.create_design(production, "Film still", negative="blurry")
    assert library.update_design(design.id, negative="blurry").revision == 1
    changed = library.update_design(design.id, negative="", aspect="2:3")
    assert (changed.revision, changed.negative, changed.aspect) == (2, "", "2:3")


def test_absent_none_and_empty_defaults_are_told_apart(library: Library, production: str):
    design = library.create_design(production, "Film still", negative="blurry", seed="5")
    assert library.save_design_defaults(design.id, seed=None).negative == "blurry"
    assert library.save_design_defaults(design.id, negative="").seed is None
    assert library.save_design_defaults(design.id, negative=None).negative is None


def test_deleting_the_active_design_leaves_none_active(library: Library, production: str):
    design = library.create_design(production, "Film still")
    library.delete_design(design.id)
    assert library.production(production).active_design_id is None
    library.restore_design(design.id)
    assert library.production(production).active_design_id is None
    assert library.update_production(production, active_design_id=design.id).active_design_id == design.id


def test_a_design_of_another_production_cannot_become_active(library: Library, production: str):
    other = library.create_production("Other")
    design = library.create_design(other.id, "Film still")
    with pytest.raises(Conflict) as caught:
        library.update_production(production, active_design_id=design.id)
    assert caught.value.code == "foreign_design"


# Characters


def test_characters_are_listed_by_name_and_found_by_alias(library: Library, production: str):
    library.create_character(production, "Oda", aliases=("The Captain", "the captain", "Kapitän"))
    library.create_character(production, "Ébène")
    assert [c.name for c in library.characters(production).items] == ["Oda", "Ébène"]
    assert [c.name for c in library.characters(production, query=" KAPITÄN ").items] == ["Oda"]
    assert library.characters(production, query="%").total == 0
    assert library.character_named(production, "ÉBÈNE").name == "Ébène"
    assert library.character_named(production, "oda").aliases == ("The Captain", "Kapitän")


def test_pages_cut_the_list_and_tell_the_whole_number(library: Library, production: str):
    for number in range(7):
        library.create_character(production, f"Extra {number}")
    page = library.characters(production, offset=5, limit=3)
    assert [c.name for c in page.items] == ["Extra 5", "Extra 6"] and page.total == 7
    assert library.characters(production, offset=100).items == ()


def test_every_image_prompt_a_character_had_is_kept_newest_first(library: Library, production: str):
    character = library.create_character(production, "Mira", image_prompt="tall", author="rules")
    library.update_character(character.id, image_prompt="tall, black bob")
    library.update_character(character.id, image_prompt="tall, black bob", description="cellist")
    changed = library.update_character(character.id, image_prompt="")
    assert (changed.image_prompt, changed.description) == ("", "cellist")
    history = library.image_prompts(character.id)
    assert [(p.text, p.author) for p in history.items] == [
        ("", "user"),
        ("tall, black bob", "user"),
        ("tall", "rules"),
    ]


def test_a_character_can_change_the_case_of_its_own_name(library: Library, character: str):
    assert library.update_character(character, name="MIRA").name == "MIRA"


# Versions and the selection


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


# Small things


def test_settings_and_model_families_are_kept_and_can_be_forgotten(library: Library):
    assert library.setting("panel") is None
    library.set_setting("panel", {"width": 300})
    library.set_model_family("sub/model.safetensors", "sdxl")
    library.set_model_family("other.safetensors", "flux")
    library.set_model_family("other.safetensors", None)
    assert library.setting("panel") == {"width": 300}
    assert library.model_families() == {"sub/model.safetensors": "sdxl"}


def test_a_setting_that_is_no_json_is_refused(library: Library):
    for value in (float("nan"), object(), {1, 2}):
        with pytest.raises(Invalid):
            library.set_setting("panel", value)


# Events and names


def test_events_come_after_the_commit_and_not_after_a_failure(library: Library, production: str):
    heard: list[dict[str, str]] = []
    unsubscribe = library.subscribe(lambda event: heard.append({**event, "found": library.names()["Night Ferry"][0]}))
    character = library.create_character(production, "Mira")
    assert heard == [{"type": "character", "id": character.id, "production_id": production, "found": ("Mira",)}]
    with pytest.raises(Conflict):
        library.create_character(production, "Mira")
    assert len(heard) == 1
    version = library.add_version(character.id, picture(), source="uploaded")
    assert {"type": "version", "id": version.id, "character_id": character.id} in [
        {k: v for k, v in event.items() if k != "found"} for event in heard
    ]
    assert {event["type"] for event in heard[1:]} == {"version", "character", "selection"}
    unsubscribe()
    library.delete_version(version.id)
    assert len(heard) == 4


def test_a_subscriber_whose_loop_is_closed_does_not_spoil_the_write(library: Library):
    def gone(event: dict[str, str]) -> None:
        raise RuntimeError("Event loop is closed")

    library.subscribe(gone)
    library.create_production("One")
    library.create_production("Two")
    assert library.productions().total == 2


def test_names_follow_this_process_at_once_and_others_when_refreshed(library: Library, production: str):
    library.create_character(production, "Mira")
    library.create_design(production, "Film still")
    assert library.names() == {"Night Ferry": (("Mira",), ("Film still",))}
    other = Library.open(library.root)
    other.create_character(production, "Jonas")
    other.close()
    assert library.names()["Night Ferry"].characters == ("Mira",)
    library.refresh_names()
    assert library.names()["Night Ferry"].characters == ("Jonas", "Mira")


def test_what_happens_in_one_transaction_happens_together_or_not_at_all(library: Library, production: str):
    with pytest.raises(NotFound), library.transaction():
        library.create_character(production, "Mira")
        library.create_character("f" * 32, "Jonas")
    assert library.characters(production).total == 0
    with library.transaction():
        library.create_character(production, "Mira")
        library.create_character(production, "Jonas")
    assert library.characters(production).total == 2


# The sample


def test_a_new_library_starts_with_the_sample_and_an_old_one_does_not_get_it_back(tmp_path: Path):
    library = Library.open(tmp_path / "library")
    (production,) = library.productions().items
    assert production.character_count >= 6 and production.active_design_id
    assert library.designs(production.id).total == 2
    assert library.script(production.id) is not None
    library.delete_production(production.id)
    library.close()
    again = Library.open(tmp_path / "library")
    assert again.productions().total == 0
    again.close()


# Bad input

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
