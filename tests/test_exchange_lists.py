"""Cast lists as people keep them: which column holds the name, what says nothing, units, and the shapes of files."""

from __future__ import annotations

import json

import pytest

from castbook.errors import CastbookError
from castbook.exchange import cells, kind_of, lists
from castbook.exchange.columns import Column, read_columns

PLAY = "[A bare room. Two chairs.]\n\nMARA. I saw her.\n\nTOM. Whom?\n\nMARA. The old one.\n"


def fields(found: lists.CastList) -> dict[str, str | None]:
    return dict(found.columns)


def prompts(found: lists.CastList) -> dict[str, str]:
    return {person.name: person.image_prompt for person in found.people}


@pytest.mark.parametrize("other", ["role", "title", "figure", "character"])
def test_a_name_is_the_name_wherever_it_stands(other: str) -> None:
    rows = [{other: "lead", "name": "Mara"}, {other: "lead", "name": "Tom"}]
    found = lists.from_value(rows)
    assert [person.name for person in found.people] == ["Mara", "Tom"]
    assert fields(found) == {other: None, "name": "name"}
    assert fields(lists.from_value([{other: "Baker"}])) == {other: "name"}  # without one it has to do


@pytest.mark.parametrize(
    ("header", "row", "name", "used"),
    [
        ("char_name", "Mara Voss", "Mara Voss", 1),
        ("Name/Alias", "Mara Voss", "Mara Voss", 1),
        ("FirstName,LastName", "Mara,Voss", "Mara Voss", 2),
        ("surname,given name,middle name", "Voss,Mara,Ann", "Mara Ann Voss", 3),
        ("role,first_name,last_name", "lead,Mara,Voss", "Mara Voss", 2),
        ("FirstName,CharacterName", "Mara,Mara Voss", "Mara Voss", 1),
        ("FirstName,LastName", "Mara,", "Mara", 2),
    ],
)
def test_names_are_found_under_their_usual_headings(header: str, row: str, name: str, used: int) -> None:
    found = lists.from_csv(f"{header}\n{row}\n".encode())
    assert [person.name for person in found.people] == [name]
    assert list(fields(found).values()).count("name") == used


@pytest.mark.parametrize("holder", ["characters", "character", "Characters", "cast", "people", "personas", "persona"])
def test_people_stand_under_a_key_as_a_list_or_by_name(holder: str) -> None:
    for held in ([{"name": "Mara", "age": 40}, {"name": "Tom"}], {"Mara": {"age": 40}, "Tom": None}):
        assert prompts(lists.from_value({holder: held})) == {"Mara": "40 years old", "Tom": ""}


@pytest.mark.parametrize("holder", ["characters", "Cast", "people", "personas"])
@pytest.mark.parametrize(
    ("held", "said"),
    [
        ({"Jay": "a tall man", "Kay": "short"}, {"Jay": "a tall man", "Kay": "short"}),
        ({"Jay": {"bio": "a tall man"}, "Kay": "short"}, {"Jay": "a tall man", "Kay": "short"}),
        ({"Jay": None, "Kay": ""}, {"Jay": "", "Kay": ""}),
    ],
)
def test_people_by_name_may_have_only_a_text_each(holder: str, held: dict[str, object], said: dict[str, str]) -> None:
    found = lists.from_value({"version": 2, holder: held})
    assert {person.name: person.description for person in found.people} == said


@pytest.mark.parametrize("held", [{"hair": "red", "eyes": "green"}, {"Jay": 34}, {}, None, "two"])
def test_a_key_for_people_is_nobodys_name(held: object) -> None:
    with pytest.raises(CastbookError) as told:
        lists.from_value({"characters": held})
    assert told.value.code == "not_a_cast_list"


def test_yaml_keeps_what_was_written() -> None:
    rows = b"- name: 007\n  age: 012\n- name: yes\n- name: No\n- name: On\n- name: 1_000\n- name: ~\n  age: 3"
    found = lists.from_value(lists.from_yaml(rows))
    assert [person.name for person in found.people] == ["007", "yes", "No", "On", "1_000"]
    assert (found.people[0].image_prompt, found.unnamed) == ("12 years old", 1)
    by_name = lists.from_yaml(b"cast:\n  007: a spy\n  On:\n    hair: red\n    alive: true\n    height: 1.80\n")
    assert by_name == {"cast": {"007": "a spy", "On": {"hair": "red", "alive": True, "height": "1.80"}}}


def test_what_tells_more_of_one_person_holds_nobody() -> None:
    found = lists.from_value({"name": "Mara", "character": ["kind", "brave"], "persona": {"work": {"mood": "calm"}}})
    assert [person.name for person in found.people] == ["Mara"]
    assert prompts(lists.from_value({"character": {"name": "Mara", "age": 40}})) == {"Mara": "40 years old"}


def test_people_keep_the_name_that_they_bring_under_whatever_heading() -> None:
    people = {
        "m": {"FirstName": "Mara", "LastName": "Voss", "role": "lead"},
        "t": {"Name": "Tom", "role": "lead"},
        "Old Ned": {"role": "extra"},
    }
    assert [person.name for person in lists.from_value(people).people] == ["Mara Voss", "Tom", "Old Ned"]
    mixed = lists.from_value([{"name": "Ann", "role": "lead"}, {"character": "Ben"}, {"role": "extra"}])
    assert [person.name for person in mixed.people] == ["Ann", "Ben"]
    assert fields(mixed) == {"name": "name", "role": None, "character": "name"}


@pytest.mark.parametrize("empty", ["NA", "n/a", "None", "null", "Unknown", "-", "\u2014", "?", "nan"])
def test_what_stands_for_nothing_is_left_out(empty: str) -> None:
    row = {
        "name": "Mara",
        "aka": empty,
        "hair": empty,
        "species": empty,
        "age": empty,
        "appearance": empty,
        "bio": empty,
    }
    (mara,) = lists.from_value([row | {"eyes": "green"}]).people
    assert (mara.aliases, mara.image_prompt, mara.description) == ((), "green eyes", "")
    assert cells.plain(["red", empty, "white"]) == "red, white"


def test_a_name_may_be_a_word_for_nothing_and_a_dash_is_none() -> None:
    found = lists.from_csv(b"name,age\nUnknown,3\nNA,4\n-,5\nn/a,6\n")
    assert [person.name for person in found.people] == ["Unknown", "NA"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"hair_color": "none", "species": "Human"}, "human, bald"),
        ({"hair_color": "none", "species": "droid"}, "droid"),
        ({"hair_color": "none"}, ""),
        ({"hair_color": "NA", "species": "human"}, "human"),
        ({"hair_color": "None", "species": "human"}, "human"),  # as a program writes what it does not know
        ({"hair_color": "none", "skin_color": "none", "species": "human"}, "human"),
        ({"hair": "none", "species": "human"}, "human"),
        ({"hair": "bald"}, "bald"),
        ({"hair": "shaven"}, "shaven"),
    ],
)
def test_a_human_whose_hair_has_no_colour_is_bald(row: dict[str, str], said: str) -> None:
    assert prompts(lists.from_value([{"name": "Tom", **row}])) == {"Tom": said}


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("height", 172, "172 cm tall"),
        ("height", "1.72", "1.72 m tall"),
        ("Height", "1,72", "1,72 m tall"),
        ("height", 66, ""),
        ("height", 2, ""),
        ("height", "tall", "tall"),
        ("height", "5'11\"", "5'11\" tall"),
        ("height", "6 ft 2 in", "6 ft 2 in tall"),
        ("height", "96 cm", "96 cm tall"),
        ("height_cm", "66", "66 cm tall"),
        ("heightInCm", 66.0, "66 cm tall"),
        ("Height (ft)", "6", "6 ft tall"),
        ("mass", 77, ""),
        ("mass", "77 kg", "77 kg"),
        ("Weight (lbs)", "170", "170 lb"),
        ("weight_kg", "1,358", "1,358 kg"),
        ("age", 34, "34 years old"),
        ("age", "34.0", "34 years old"),
        ("age_months", "7", "7 months old"),
        ("age", "-19", ""),
        ("age", "7 weeks", "7 weeks old"),
        ("skin", "3", ""),
        ("hair", 5, ""),
    ],
)
def test_a_number_has_a_unit_or_stays_out_of_the_image_prompt(column: str, value: object, said: str) -> None:
    assert prompts(lists.from_value([{"name": "Tom", column: value}])) == {"Tom": said}


def test_a_column_of_numbers_that_say_nothing_is_shown_as_left_out() -> None:
    found = lists.from_csv(b"name,height,mass\nTom,182,80\nMara,66,50\n")
    assert fields(found) == {"name": "name", "height": "build", "mass": None}


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("skin_color", "skin"),
        ("skinColor", "skin"),
        ("skin", "skin"),
        ("Face", "face"),
        ("body", "build"),
        ("EYE", "eyes"),
        ("clothes_upper", "wardrobe"),
        ("outfit_work", "wardrobe"),
        ("outfits", "wardrobe"),
        ("character_age", "age"),
        ("hair_2", "hair"),
        ("outfit_image", None),
        ("costume_designer", None),
        ("age_of_death", None),
        ("heightened", None),
    ],
)
def test_columns_are_known_by_their_words(column: str, field: str | None) -> None:
    assert read_columns([column]).get(column, Column("")).field == (field or "")


def test_pieces_of_clothing_are_worn_together_and_a_second_outfit_is_kept_beside() -> None:
    row = {
        "name": "Tom",
        "clothes_a": "a grey vest",
        "clothes_b": "tall boots",
        "body": "barrel belly",
        "face": "a wide grin",
    }
    assert prompts(lists.from_value([row])) == {"Tom": "barrel belly, a wide grin, a grey vest, tall boots"}
    (mara,) = lists.from_value([{"name": "Mara", "outfit_work": "a lab coat", "outfit_party": "a red gown"}]).people
    assert mara.image_prompt == "a lab coat" and mara.description == "outfit_party: a red gown"


def test_several_columns_for_one_field_are_all_read() -> None:
    row = {
        "name": "Tom",
        "Aliases": ["Bob"],
        "Nicknames": ["T.", "Bob"],
        "bio": "A fool.",
        "notes": "Limps.",
        "sex": "none",
    }
    (tom,) = lists.from_value([{**row, "gender": "male", "race": "Elf"}]).people
    assert tom.aliases == ("Bob", "T.") and tom.description == "A fool.\n\nLimps."
    assert tom.image_prompt == "elf, male"


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("l.csv", "name,age\nTom,3\n", "list"),
        ("l.yaml", "characters:\n  Tom:\n    age: 3\n", "list"),
        ("l", "Cast:\n- name: Tom\n  age: 3\n", "list"),
        ("l.txt", "Name: Tom\nAge: 34\nOccupation: baker\n", "list"),
        ("c.json", json.dumps({"name": "Tom", "first_mes": "Hi."}), "card"),
        ("p.text", PLAY, "script"),
        ("p", '["Hello" is heard.]\n\n' + PLAY, "script"),
        ("p.txt", "Characters:\n\nMara: Hello.\n\nTom: Hi.\n", "script"),
        ("p.txt", "Cast:\n- Mara\n- Tom\n\nMara: Hello.\nTom: Hi.\n", "script"),
        ("p.txt", "Name: The Long Night\nSummary: Two wait.\n\nMARA: Hello.\n\nTOM: Hi.\n", "script"),
        ("p.txt", "Name: The Long Night\n\nMara: Hello.\n\nTom: Hi.\n", "script"),
        ("p.txt", "Name, rank and number: that was all she said, and she said it twice.\n", "script"),
        ("p.md", "---\nname: Tom\n---\nTom is tall.\n", "script"),
        ("p.fountain", "[[a note]]\n\nINT. A - DAY\n\nTOM\nHi.\n", "script"),
    ],
)
def test_a_script_is_never_taken_for_a_list(name: str, text: str, kind: str) -> None:
    assert kind_of(name, text.encode()) == kind


@pytest.mark.parametrize(("name", "data"), [("l.csv", b"who,what\nTom,x\n"), ("l.json", b"{"), ("l.yaml", b"a: [\n")])
def test_a_list_that_cannot_be_read_is_not_taken_for_prose(name: str, data: bytes) -> None:
    with pytest.raises(CastbookError):
        kind_of(name, data)


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_in_json_is_nobodys_name(constant: str) -> None:
    with pytest.raises(CastbookError, match="damaged"):
        kind_of("cast.json", f'[{{"name": {constant}}}]'.encode())


def test_a_table_of_speeches_is_a_script_and_a_list_of_people_is_none() -> None:
    said = b'character,dialogue\nIDA,It is late.\nOTTO,"Yes, I know."\nIDA,Go.\nOTTO,No.\n'
    assert kind_of("scene.csv", said) == "script"
    assert kind_of("cast.csv", b"name,quote,hair\nIda,It is late.,red\nOtto,No.,grey\n") == "list"


def test_rows_of_one_name_are_one_character_and_rows_without_a_name_are_counted() -> None:
    rows = "name,alias,hair,bio\nTom,T.,,A fool.\nMara,,red,\ntom ,Bob,grey,Limps.\nTom,,white,\n,,brown,Nobody.\n,,,\n"
    found = lists.from_csv(rows.encode())
    tom, mara = found.people
    assert (tom.name, tom.aliases, tom.image_prompt) == ("Tom", ("T.", "Bob"), "grey hair")
    assert tom.description == "A fool.\n\nLimps.\n\nwhite hair" and mara.image_prompt == "red hair"
    assert found.as_json()["joined"] == ["Tom"] and found.as_json()["unnamed"] == 1
