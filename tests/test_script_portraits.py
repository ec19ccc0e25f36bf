"""Plays: whose a portrait is, where it starts and ends, and people whom the list of persons has otherwise or not."""

from __future__ import annotations

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
