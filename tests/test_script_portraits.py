"""Plays: whose a portrait is, where it starts and ends, and people whom the list of persons has otherwise or not."""

from __future__ import annotations

import pytest

from castbook import script


def cast(text: str) -> dict[str, script.CharacterDescription]:
    return {one.name: one for one in script.describe(script.read(text.encode()))}


def told(text: str, name: str) -> list[str]:
    return [look.text for look in cast(text)[name].looks]


LISTED = "THE QUARRY\n\nPERSONS\n\nMARTA LENZ, a cook\nBIRGIT LENZ, her niece\nOTTO BRANDT, a carter\n\n"
TALK = "".join(f"{name}. It is late.\n\n" for name in ("MARTA", "BIRGIT", "OTTO") * 2)


def test_the_last_curtain_of_a_play_without_acts_is_not_its_beginning() -> None:
    text = f"{LISTED}SCENE: A kitchen. MARTA sits by the stove.\n\n{TALK}"
    text += "(Enter BIRGIT. She is a tall girl in a red skirt.)\n\nMARTA. Here.\n\nCURTAIN\n"
    assert told(text, "BIRGIT LENZ") == ["She is a tall girl in a red skirt."]


def test_a_name_with_a_misprinted_letter_is_the_same() -> None:
    text = LISTED.replace("MARTA LENZ", "MARTB LENZ").replace("OTTO BRANDT", "OTTO BRANBT")
    text += f"ACT I\n\nMARTA LENZ sits by the fire. OTTO BRANDT, a big man of sixty, stands behind her.\n\n{TALK}"
    people = cast(text)
    assert set(people) == {"MARTB LENZ", "BIRGIT LENZ", "OTTO BRANBT"}
    assert people["MARTB LENZ"].lines == 2
    assert "big man of sixty" in people["OTTO BRANBT"].image_prompt


def test_the_door_that_opens_is_no_part_of_a_portrait() -> None:
    text = f"{LISTED}ACT I\n\n[Slowly, however, the gate at the back opens and MARTA LENZ, an old woman, comes in, "
    text += "carrying two heavy pails.]\n\nMARTA. It is late.\n\n[The wide door that leads to the quarry is torn open, "
    text += f"and a peasant girl, her hands red with cold, runs in.]\n\nBIRGIT. Who is there?\n\n{TALK}"
    assert told(text, "MARTA LENZ")[-1].startswith("MARTA LENZ, an old woman")
    assert told(text, "BIRGIT LENZ")[-1].startswith("a peasant girl, her hands red with cold")


def test_a_back_room_is_nobodys_back() -> None:
    text = f"{LISTED}ACT I\n\nOTTO'S house. It is divided into two parts, showing a small back room.\n\n{TALK}"
    assert not told(text, "OTTO BRANDT")


def test_speeches_that_follow_the_list_at_once_are_no_part_of_it() -> None:
    people = cast(f"{LISTED}{TALK}[OTTO sits down.]\n\n{TALK}")
    assert {name: one.lines for name, one in people.items()} == {"MARTA LENZ": 4, "BIRGIT LENZ": 4, "OTTO BRANDT": 4}


def test_whom_somebody_is_compared_with_is_not_spoken_of() -> None:
    text = f"{LISTED}ACT I\n\n{TALK}[Enter BIRGIT. She is a tall girl, and her stockings are similar to "
    text += f"Marta's. She wears clogs.]\n\nMARTA. Good.\n\n{TALK}"
    assert "She wears clogs." in told(text, "BIRGIT LENZ") and not told(text, "MARTA LENZ")


def test_a_direction_in_italics_may_open_with_a_title() -> None:
    text = LISTED.replace("MARTA LENZ, a cook", "MRS. LENZ, a cook").replace("BIRGIT LENZ", "DR. LENZ")
    text += "ACT I\n\n" + "".join(f"{name}\n\nIt is late.\n\n" for name in ("MRS. LENZ", "DR. LENZ", "OTTO") * 2)
    text += "    _MRS. LENZ has come in shortly after OTTO. She is stout and wears a grey shawl._\n\nOTTO\n\nGood.\n"
    assert set(cast(text)) == {"MRS. LENZ", "DR. LENZ", "OTTO BRANDT"}
    assert "She is stout and wears a grey shawl." in "".join(told(text, "MRS. LENZ"))


def test_whose_entrance_it_is_has_the_portrait() -> None:
    text = f"{LISTED}ACT I\n\nOTTO. Who is there?\n\n(OTTO unbars the gate, and bars it again upon the "
    text += "entrance of KARL. He is a small man in his thirties, clad in blue linen.)\n\nKARL. I am.\n\n"
    text = text.replace("OTTO BRANDT, a carter", "OTTO BRANDT, a carter\nKARL MOLL, a smith") + TALK + "KARL. I am.\n"
    assert told(text, "KARL MOLL") == ["He is a small man in his thirties, clad in blue linen."]
    assert not told(text, "OTTO BRANDT")


def test_all_who_enter_in_a_row_share_what_is_told_of_them() -> None:
    text = f"{LISTED}ACT I\n\n{TALK}(Enter OTTO, MARTA and BIRGIT in oilskin capes.)\n\n{TALK}"
    assert all("oilskin capes" in told(text, name)[-1] for name in ("OTTO BRANDT", "MARTA LENZ", "BIRGIT LENZ"))
    text = f"{LISTED}ACT I\n\n[MARTA and BIRGIT come in. They are very stout women. "
    text += "MARTA is fifty, and BIRGIT two years younger.]"
    for name in ("MARTA LENZ", "BIRGIT LENZ"):
        assert any("very stout women" in one for one in told(f"{text}\n\n{TALK}", name))
    birgit = cast(f"{text}\n\n{TALK}")["BIRGIT LENZ"]
    assert any("two years younger" in look.text for look in birgit.looks) and "younger" not in birgit.image_prompt


def test_a_cap_has_its_kind_before_a_hyphen() -> None:
    text = f"{LISTED}ACT I\n\n[OTTO, who, in a black skull-cap and a velvet jacket, is seen at the door, waves.]\n\n"
    people = cast(text + TALK)
    assert people["OTTO BRANDT"].looks[0].kind == "wardrobe"
    assert "black skull-cap" in people["OTTO BRANDT"].image_prompt


@pytest.mark.parametrize("lead", [".--", ". ", ": ", "\u2014"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("at_the_end", [True, False])
def test_a_list_of_costumes_dresses_everybody_wherever_it_stands(lead: str, between: str, at_the_end: bool) -> None:
    worn = {
        "MARTA": "A stained apron over a black gown; white cap.",
        "BIRGIT": "Bright green cloak. Red hair in two plaits.",
        "OTTO": "Leather breeches, top-boots.",
        "THE WATCHMAN": "A long grey coat, lantern.",
    }
    dressed = "COSTUMES\n\n" + between.join(f"{name}{lead}{told}" for name, told in worn.items()) + "\n\n"
    play = f"ACT I\n\nA kitchen.\n\n{TALK}"
    people = cast(f"{LISTED}{play}{dressed}" if at_the_end else f"{LISTED}{dressed}{play}")
    assert [one.lines for one in people.values()] == [2, 2, 2, 0]
    looks = {name: " ".join(look.text for look in one.looks) for name, one in people.items()}
    assert "white cap" in looks["MARTA LENZ"] and "green cloak" in looks["BIRGIT LENZ"]
    assert "two plaits" in looks["BIRGIT LENZ"] and "top-boots" in looks["OTTO BRANDT"]
    assert "grey coat" in looks["THE WATCHMAN"]
    assert not any("cap" in text for name, text in looks.items() if name != "MARTA LENZ")


def test_a_note_and_who_produced_it_are_nobody() -> None:
    people = cast(LISTED.replace("OTTO", "Produced by IDA FELL\nOTTO") + f"TRANSLATOR'S NOTE\n\nACT I\n\n{TALK}")
    assert set(people) == {"MARTA LENZ", "BIRGIT LENZ", "OTTO BRANDT"}


def test_a_number_of_people_who_are_named_right_after_share_a_portrait() -> None:
    text = "ACT I\n\nA gatehouse. The three women who keep it wear torn grey coats. They are pale and hollow-eyed. "
    text += f"MARTA stands at the window. BIRGIT sits on the floor, and ANNA is asleep.\n\n{TALK}ANNA. Oh.\n\nANNA. No."
    for name in ("MARTA", "BIRGIT", "ANNA"):
        assert [one.split(" wear ")[-1] for one in told(text, name)] == [
            "torn grey coats.",
            "They are pale and hollow-eyed.",
        ]
    four = text.replace("three women", "four women")
    assert not told(four, "MARTA")


def test_a_man_in_his_thirties_mans_nothing() -> None:
    text = f"{LISTED}ACT I\n\nMARTA is a cook in her fifties. OTTO enters. He is a man in his late thirties.\n\n{TALK}"
    people = cast(text)
    assert people["MARTA LENZ"].image_prompt == "woman, cook in her fifties"
    assert people["OTTO BRANDT"].image_prompt == "man in his late thirties"


def test_he_who_is_kind_to_somebody_is_not_that_somebody() -> None:
    text = f"{LISTED}ACT I\n\nOn the day of his meeting KELSY he had come from the quarry. He never left it. He was "
    text += "poor. He has been kind to KELSY. He brings wood. His fire is out.\n\nKELSY gets her shawl.\n\n"
    text += f"{TALK}KELSY. Yes.\n\nKELSY. No.\n\n"
    assert cast(text)["KELSY"].gender == "female"


def test_whom_a_door_admits_is_somebody_new() -> None:
    text = f"{LISTED}ACT I\n\nMARTA. Who is it?\n\n[BIRGIT looks up. The gate is opened to admit a small old man in a "
    text += f"brown smock. He is lame and deaf.]\n\nOTTO. It is I.\n\n{TALK}"
    assert told(text, "OTTO BRANDT")[0].startswith("a small old man in a brown smock")
    assert "He is lame and deaf." in told(text, "OTTO BRANDT")


def test_a_house_is_not_whose_name_it_bears() -> None:
    text = (
        LISTED.replace("OTTO BRANDT", "LORD BRANDT")
        + "ACT I\n\nKarl Moll drives up to the door of Brandt House. He is "
    )
    text += f"dressed in excellent taste. He is a small, bald man.\n\n{TALK.replace('OTTO', 'LORD BRANDT')}"
    text += "KARL. It is late.\n\nKARL. Good night.\n\n"
    assert told(text, "KARL")[-2:] == ["He is dressed in excellent taste.", "He is a small, bald man."]
    assert not told(text, "LORD BRANDT")


@pytest.mark.parametrize("cue", ["{}: ", "{}\n", "### {}\n\n"])
def test_cues_without_empty_lines_between_speeches(cue: str) -> None:
    name = str.title if cue == "{}: " else str
    said = [("MARTA", "It is late."), ("BIRGIT", "It is not."), ("OTTO", "Be still.\n(Karl comes in, a bald man.)")] * 3
    talk = ("\n\n" if "#" in cue else "\n").join(cue.format(name(who)) + text for who, text in said)
    people = cast(f"{LISTED}## ACT I\n\nA kitchen.\n\n{talk}\n")
    assert {who: one.lines for who, one in people.items()} == {"MARTA LENZ": 3, "BIRGIT LENZ": 3, "OTTO BRANDT": 3}


def test_a_house_looks_like_nobody() -> None:
    data = b"INT. HALL - DAY\n\nCrake House is tall and old, with grey shutters. CRAKE (60) waits.\n\nCRAKE\nHello.\n"
    assert [look.text for look in script.describe(script.read(data))[0].looks] == ["CRAKE (60)"]
