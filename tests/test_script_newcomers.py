"""Screenplays: people who come in beside others, what one sees of another, and what the image prompt makes of it."""

from __future__ import annotations

import pytest

from castbook import script

_PROMPTS = [
    ("A FAT MAN (50) sits on a couch.", ("FAT MAN",), {"FAT MAN": "fat man, 50 years old"}),
    ("A stunning WAITRESS comes.", ("WAITRESS",), {"WAITRESS": "woman, stunning waitress"}),
    ("A bald GUARD #2 nods.", ("GUARD #2",), {"GUARD #2": "bald guard"}),
    (
        "ODD waits. Odd's GRANDMOTHER (75, frail) sleeps.",
        ("ODD", "GRANDMOTHER"),
        {"GRANDMOTHER": "grandmother, 75 years old, frail"},
    ),
    ("ODD waits. Odd's 15 year old sister RUT waves.", ("ODD", "RUT"), {"RUT": "15 year old sister"}),
    ("RUT, 30, sees a very pale YOUNG MAN by himself.", ("RUT", "YOUNG MAN"), {"YOUNG MAN": "very pale young man"}),
    ("ODD is paired with a wiry recruit named BORIS.", ("ODD", "BORIS"), {"ODD": "", "BORIS": "wiry recruit"}),
    ("RUT, 30, wakes. She sees Odd in a suit.", ("RUT", "ODD"), {"RUT": "30 years old", "ODD": "in a suit"}),
    ("ODD, 60, is at a table in an early 80's diner.", ("ODD",), {"ODD": "60 years old"}),
    ("ODD nods to a JUDGE, BAILIFF and CLERK.", ("ODD", "JUDGE"), {"JUDGE": ""}),
    ("The garden DOOR slides open and ODD, a bald man, walks in.", ("ODD",), {"ODD": "bald man"}),
    ("A dour looking old woman looks up.", ("WOMAN", "OLD WOMAN"), {"WOMAN": "", "OLD WOMAN": "old woman"}),
    ("The Odd's kitchen is huge.", ("ODD",), {"ODD": ""}),
    ("ODD COOPER, 30, waits.", ("ODD COOPER",), {"ODD COOPER": "30 years old"}),
    ("ODD, 60, sits. A small PISTOL in a hidden drawer. An old habit.", ("ODD",), {"ODD": "60 years old"}),
    ("ODD, 60, sits. He moves on without looking back.", ("ODD",), {"ODD": "man, 60 years old"}),
]


def _prompts(action: str, speakers: tuple[str, ...]) -> dict[str, str]:
    spoken = "".join(f"{name}\nYes.\n\n" for name in speakers)
    cast = script.describe(script.read(f"INT. ROOM - DAY\n\n{action}\n\n{spoken}".encode()))
    return {one.name: one.image_prompt for one in cast}


@pytest.mark.parametrize(("action", "speakers", "prompts"), _PROMPTS)
def test_each_is_shown_as_the_script_brings_them_in(
    action: str, speakers: tuple[str, ...], prompts: dict[str, str]
) -> None:
    shown = _prompts(action, speakers)
    assert {name: shown[name] for name in prompts} == prompts


def test_a_prompt_shows_the_age_of_the_present_and_no_age_twice() -> None:
    data = b"""INT. HALL - NIGHT

RUT (30s), freckled, waits.

INT. SCHOOL - DAY - FLASHBACK

A teenage Rut runs. Eight-year-old ODD, pale, laughs.

RUT
Odd! Odd!

ODD
Rut!

INT. HALL - NIGHT

Odd, now 33, enters in a grey coat. Rut, thirty-five, nods.

ODD
It is late.
"""
    prompts = {one.name: one.image_prompt for one in script.describe(script.read(data))}
    assert "freckled" in prompts["RUT"] and "teenage" not in prompts["RUT"] and "five" not in prompts["RUT"]
    assert "33 years old" in prompts["ODD"] and "ight" not in prompts["ODD"]


def test_a_name_alone_belongs_to_what_is_told_after_it() -> None:
    data = b"INT. ROOM - DAY\n\nDr. Odd Berg. Early thirties, thickset.\n\nODD BERG\nYes.\n"
    (odd,) = script.describe(script.read(data))
    assert [look.text for look in odd.looks] == ["Dr. Odd Berg. Early thirties, thickset."]
    assert odd.image_prompt == "Early thirties, thickset"


def test_a_shot_shows_whom_the_next_lines_portray() -> None:
    data = b"""INT. ROOM - DAY

ODD, 60, sits.

ODD
Yes.

CLOSE SHOT -- INSPECTOR GRAN

A heavy-set man with thick glasses.

INSPECTOR GRAN
Well?

ANGLE ON RUT
Tall and freckled, she goes back to ODD.

RUT
No.
"""
    looks = {one.name: [look.text for look in one.looks] for one in script.describe(script.read(data))}
    assert looks["INSPECTOR GRAN"] == ["A heavy-set man with thick glasses."]
    assert [text for text in looks["RUT"] if "freckled" in text] and not any("back" in text for text in looks["ODD"])


def test_a_girl_is_no_look_of_a_mans() -> None:
    action = "ODD waits. He sits. Odd sees Rut for what she is - a teenage girl."
    assert _prompts(action, ("ODD", "RUT"))["ODD"] == ""


_PLAY = """PERSONS

MRS. KRANE
MRS. SPILL
EDO
HELLA

ACT I

A room.

HELLA. In a moment. [EDO, a servant in livery, enters.] Edo, take this.

EDO. Very well.

[MRS. KRANE enters, overdressed.]

MRS. KRANE. Well.

[MRS. SPILL has come in after MRS. KRANE. She is small. While MRS. KRANE is speaking she looks up. She is about
fifty-five years old.]

MRS. SPILL. Yes.

[Enter EDO and HELLA in kitchen aprons.]
"""


def test_a_plays_directions_are_of_whom_they_name() -> None:
    looks = {one.name: [look.text for look in one.looks] for one in script.describe(script.read(_PLAY.encode()))}
    assert looks["EDO"][0] == "EDO, a servant in livery, enters."
    assert looks["MRS. SPILL"] == ["She is small.", "She is about fifty-five years old."] and "fifty" not in str(
        looks["MRS. KRANE"]
    )
    assert all(any("kitchen aprons" in text for text in looks[name]) for name in ("EDO", "HELLA"))


def test_a_list_of_costumes_dresses_whoever_each_entry_names() -> None:
    play = (
        "PERSONS\n\nADA\nBO\nTHE CAT\n\nCOSTUMES\n\nADA and BO.--The dress of the poor in fairy-tales.\n\n"
        'THE CAT,--The costume of Puss in Boots: a powdered wig, a sky-blue coat. The head should be "discreet". '
        "A broad face.\n\nACT I\n\nA room.\n\nADA. Is it late?\n\nBO. It is.\n\nTHE CAT. Miaow.\n"
    )
    cast = {one.name: one for one in script.describe(script.read(play.encode()))}
    assert cast["ADA"].image_prompt == cast["BO"].image_prompt == "dress of the poor in fairy-tales"
    assert [(look.text, look.kind) for look in cast["THE CAT"].looks] == [
        ("THE CAT,--The costume of Puss in Boots: a powdered wig, a sky-blue coat.", "wardrobe"),
        ('The head should be "discreet".', "identity"),
        ("A broad face.", "identity"),
    ]
