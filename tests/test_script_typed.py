"""Screenplays as plain text, laid out by columns: typed, or converted from a PDF."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from castbook import script

TYPED = """
                              NIGHT DESK

                                  by
                              I. Hale

                                                            Rev. 5/16/96     1.

1     INT. HARBOUR OFFICE - NIGHT                                              1

      A heavy door. NADIA VOSS, 34, tall and thin, comes in. She          *
      wears a grey coat.

                                NADIA (O.S.)
                   You never wrote
                   to me.
                                                                (CONTINUED)
)B(   NIGHT DESK - Rev. 5/16/96                                         2.

1     CONTINUED:                                                               1

                                OSCAR
                         (looks up, not
                         smiling)
                   I never could.
                            (MORE)

                                OSCAR (CONT'D)
                   I never will.

      OSCAR BELL, 60, is bald.

                                                            CUT TO:

2     EXT. QUAY - DAY                                                          2

      CLOSE ON THE WATER

      Nadia waits.

                                NADIA
                   Well?

                                OSCAR
                   Well.

                                NADIA
                   Well!

      Oscar's nose is red.

3     EXT. SEA - DAY                                                           3

      Nothing.
"""


def spoken(text: str) -> list[tuple[str, str]]:
    """Who says what, in order."""
    read = script.read(text.encode())
    assert read.format == "fountain"
    return [(one.speaker, " ".join(one.text.split())) for one in read.paragraphs if one.kind == "dialogue"]


def action(text: str) -> list[str]:
    return [
        " ".join(one.text.split()) for one in script.read(text.encode()).paragraphs if one.kind in ("action", "heading")
    ]


def double_spaced(text: str) -> str:
    return text.replace("\n\n", "\n\n\n").replace("\n", "\n\n")


def tabbed(text: str) -> str:
    return re.sub(r"(?m)^ {8,}", lambda lead: "\t" * (len(lead.group()) // 8) + " " * (len(lead.group()) % 8), text)


def without_empty_lines(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip())


@pytest.mark.parametrize(
    "layout", [str, double_spaced, tabbed, without_empty_lines, lambda text: text.replace("\n", "\r\n")]
)
def test_columns_tell_what_a_line_is(layout: Callable[[str], str]) -> None:
    text = layout(TYPED)
    assert spoken(text) == [
        ("NADIA", "You never wrote to me."),
        ("OSCAR", "I never could."),
        ("OSCAR", "I never will."),
        ("NADIA", "Well?"),
        ("OSCAR", "Well."),
        ("NADIA", "Well!"),
    ]
    told = action(text)
    assert "INT. HARBOUR OFFICE - NIGHT" in told
    assert "EXT. QUAY - DAY" in told
    assert not [line for line in told if "CONTINUED" in line or "Rev." in line or "MORE" in line or "*" in line]
    people = {one.name: one for one in script.describe(script.read(text.encode()))}
    assert {name: one.lines for name, one in people.items()} == {"NADIA VOSS": 3, "OSCAR BELL": 3}
    looks = {name: [" ".join(look.text.split()) for look in one.looks] for name, one in people.items()}
    assert looks["NADIA VOSS"] == ["NADIA VOSS, 34, tall and thin", "She wears a grey coat."]
    assert looks["OSCAR BELL"][0] == "OSCAR BELL, 60, is bald."


def test_a_look_has_the_number_of_its_line_in_the_file() -> None:
    (nadia, _) = script.describe(script.read(TYPED.encode()))
    assert "NADIA VOSS, 34" in TYPED.split("\n")[nadia.looks[0].line - 1]


def test_one_column_with_empty_lines_between_cue_and_speech() -> None:
    lines = [
        *("EXT. DOCKS - NIGHT", "Waves. NADIA, 34, tall and thin, comes in.", "NADIA", "You never wrote.", "OSCAR"),
        *("(looks up)", "I never could.", "FOLLOWING THE LETTER", "as it falls.", "INT. SHED - DAY", "CLOSE ON NADIA"),
        *(
            "who sighs.",
            "NADIA",
            "Well?",
            "OSCAR",
            "Well.",
            "EXT. SEA - DAY",
            "Nothing.",
            "NADIA",
            "So.",
            "OSCAR",
            "So.",
        ),
    ]
    text = "\n\n".join(f"          {line}" for line in lines)
    assert spoken(text) == [
        *(("NADIA", "You never wrote."), ("OSCAR", "I never could."), ("NADIA", "Well?"), ("OSCAR", "Well.")),
        *(("NADIA", "So."), ("OSCAR", "So.")),
    ]
    assert [one.name for one in script.describe(script.read(text.encode()))] == ["NADIA", "OSCAR"]


def test_fountain_itself_is_left_alone() -> None:
    text = "INT. A - DAY\n\nRain.\n\nNADIA\nWell?\n\n    OSCAR\n    Well.\n\n" * 4
    assert spoken(text) == [("NADIA", "Well?"), ("OSCAR", "Well.")] * 4


def test_a_play_with_cues_on_their_own_lines_is_no_screenplay() -> None:
    text = (
        "THE HOUSE\n\n  _CHARACTERS (in order of appearance)_\n\nCONN HALE,   a Fiddler.\nMAIRE HALE,  his daughter.\n"
        "THE HOUSE\n\nACT I\n\n  SCENE: _A kitchen._ CONN HALE _is a man of fifty_.\n\n"
        + "CONN\nWell _(rising)_ I am off.\n\nMAIRE\nGo then.\n\nTHE FIRST\nSo.\n\n"
        * 4
    )
    read = script.read(text.encode())
    assert read.format == "play"
    people = {one.name: (one.aliases, one.lines) for one in script.describe(read)}
    assert people == {"CONN HALE": (("CONN",), 4), "MAIRE HALE": (("MAIRE",), 4), "THE FIRST": ((), 4)}


def test_a_speech_under_the_action_s_column_ends_where_the_lines_move_or_widen() -> None:
    scene = """
     4 EXT. HOUSEBOAT - DAY 4

      ELLIS(14) sits on a bed.

                     NECK
      So?
     Mud looks at them. His hair is a wild mop that leads to two weeks of beard.

                     ELLIS
      So.
      Come on, you.
      Mud wears jeans and cowboy boots, and a shirt that he has had for years.

                     MUD
      Boys.
"""
    text = scene * 3
    assert spoken(text)[:3] == [("NECK", "So?"), ("ELLIS", "So. Come on, you."), ("MUD", "Boys.")]
    assert "EXT. HOUSEBOAT - DAY" in action(text)
    people = {one.name: [look.text for look in one.looks] for one in script.describe(script.read(text.encode()))}
    assert people["ELLIS"][0] == "ELLIS(14)"
    assert any("jeans and cowboy boots" in look for look in people["MUD"])


def test_in_one_column_a_wide_line_ends_a_speech() -> None:
    lines = [
        *(
            "INT. CHURCH - DAY",
            "",
            "WALT",
            "Yeah.",
            "Well.",
            "Walt looks at them with hawklike eyes that pierce and judge.",
        ),
        *(
            "",
            "MITCH",
            "What?",
            "",
            "He wears a grey suit.",
            "",
            "EXT. YARD - DAY",
            "",
            "WALT",
            "No.",
            "",
            "MITCH",
            "No.",
        ),
        *("", "MEL", "Hey!", "", "EXT. SEA - DAY", "", "Nothing."),
    ]
    text = "\n".join(f"          {line}".rstrip() for line in lines)
    assert spoken(text) == [
        *(("WALT", "Yeah. Well."), ("MITCH", "What?"), ("WALT", "No."), ("MITCH", "No."), ("MEL", "Hey!"))
    ]
    assert "Walt looks at them with hawklike eyes that pierce and judge." in action(text)


def test_what_only_looks_like_a_margin_or_a_page_stays() -> None:
    text = TYPED.replace("      Nadia waits.", "      Page 12 of her diary is torn. She is about  45")
    told = action(text)
    assert "Page 12 of her diary is torn. She is about 45" in told
