"""The library's verbs for productions, designs, characters and small things; events, names and the sample."""

from __future__ import annotations

from pathlib import Path

import pytest

from castbook.errors import Conflict, Invalid, NotFound
from castbook.library import Library
from tests.library.pictures import picture

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


def test_deleting_the_active_design_leaves_none_active_until_it_is_restored(library: Library, production: str):
    design = library.create_design(production, "Film still")
    other = library.create_design(production, "Ink")
    told: list[str] = []
    library.subscribe(lambda event: told.append(event["type"]))
    library.delete_design(design.id)
    assert library.production(production).active_design_id is None
    library.restore_design(design.id)
    assert library.production(production).active_design_id == design.id
    assert told == ["design", "production"] * 2
    assert library.update_production(production, active_design_id=None).active_design_id is None
    assert library.update_production(production, active_design_id=design.id).active_design_id == design.id
    library.delete_design(other.id)
    assert library.production(production).active_design_id == design.id


@pytest.mark.parametrize("chosen", ["another", "a new one", None])
def test_a_restored_design_does_not_take_the_place_of_what_was_chosen_meanwhile(
    library: Library, production: str, chosen: str | None
):
    design = library.create_design(production, "Film still")
    other = library.create_design(production, "Ink") if chosen == "another" else None
    library.delete_design(design.id)
    if chosen == "a new one":
        other = library.create_design(production, "Ink")
    else:
        library.update_production(production, active_design_id=other and other.id)
    library.restore_design(design.id)
    assert library.production(production).active_design_id == (other and other.id)


@pytest.mark.parametrize("name", ["active", "Active", " ACTIVE "])
def test_no_design_has_the_word_that_nodes_take_for_the_active_one(library: Library, production: str, name: str):
    design = library.create_design(production, "Film still")
    for give in (
        lambda: library.create_design(production, name),
        lambda: library.update_design(design.id, name=name),
    ):
        with pytest.raises(Invalid, match="stands for the active design") as caught:
            give()
        assert caught.value.code == "reserved_name"
    assert [one.name for one in library.designs(production).items] == ["Film still"]
    assert library.create_design(production, "Active 2").name == "Active 2"


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
