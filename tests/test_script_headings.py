"""Lines in capitals that name nobody, cues that say more than a name, and how names are written."""

from __future__ import annotations

import pytest

from castbook import script

SAID = "I have thought about it all night, you know."
TABBED = """

|||NIGHT WATCH

A1
VIEWS OF THE HARBOUR - FOG

The water lies still. A man sweeps the quay.

|||||||||| a1

A2
INT WHEELHOUSE - NIGHT

|||||ODD
|||||Is the lamp lit?

|||||IDA
|||||It was, an hour ago.

1/2/65||||||||| a3

A2
CONTINUED

|||||ODD
|||||Then who put it out?

IDA LOOKS AT THE
SEA LAMP ODD

|||||IDA
|||||Ask the boy.

A3
INSIDE THE LAMP ROOM

Glass on the floor.

|||||IDA
|||||There.

|||||ODD
|||||He cut himself.

A4
INT WHEELHOUSE

|||||IDA
|||||Good night.

A5
INT LAMP ROOM

Dark.
""".replace("|", "\t")
STEMLESS = """EXTERIOR - QUAY - DAY
ODD walks along the water.

|||ODD
|Is it late?
|I have no watch.

VIEW ON IDA
She turns to the ferry.

|||IDA
|It is late.

EXTERIOR - QUAY - SUNSET
WE HEAR ODD whistle.

|||IDA
|They hear us.

RETURN TO MAIN ACTION
She takes the rope.

|||ODD
|Leave it.

INTERIOR - WHEELHOUSE
IDA leaves. Odd hears her.

|||IDA
|I will.
""".replace("|", "\t")


def people(text: str) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Every character: name -> speeches and aliases."""
    read = script.read(text.encode(), "night.txt")
    assert read.format == "fountain"
    return {one.name: (one.lines, one.aliases) for one in script.describe(read)}


def spoken(*cues: str, before: str = "INT. QUAY - DAY") -> str:
    return f"{before}\n\n" + "\n".join(f"{cue}\n{SAID}\n" for cue in cues)


def test_cues_and_speeches_may_share_a_column() -> None:
    found = people(TABBED)
    assert found == {"ODD": (3, ()), "IDA": (4, ())}
    scenes = [scene.heading for scene in script.read(TABBED.encode()).scenes]
    assert "VIEWS OF THE HARBOUR - FOG" in scenes and "INSIDE THE LAMP ROOM" in scenes


def test_headings_may_spell_interior_out_and_views_are_shots() -> None:
    read = script.read(STEMLESS.encode())
    assert people(STEMLESS) == {"ODD": (2, ()), "IDA": (3, ())}
    assert [scene.heading for scene in read.scenes] == [
        "EXTERIOR - QUAY - DAY",
        "EXTERIOR - QUAY - SUNSET",
        "INTERIOR - WHEELHOUSE",
    ]


@pytest.mark.parametrize(
    "shot", ["THE QUAY - NIGHT", "QUAY- LATE AFTERNOON", "VIEW ON ODD", "A FEW HOURS LATER", "DAWN"]
)
def test_a_shot_or_a_time_of_day_above_action_is_no_person(shot: str) -> None:
    assert people(spoken("ODD", before=f"INT. SHED\n\n{shot}\nOdd mends the net.")) == {"ODD": (1, ())}


def test_a_place_above_action_is_no_person_and_a_person_called_like_a_place_is() -> None:
    told = "ODD'S OFFICE\nOdd sits at the window with the ledger.\n\nBATHROOM DOOR\nIt is shut and painted green.\n"
    found = people(spoken("ODD", "CHURCH", "MRS. HALL", "KITCHEN BOY", before=told))
    assert found.keys() == {"ODD", "CHURCH", "MRS. HALL", "KITCHEN BOY"}
    assert people("INT. QUAY\n\nODD\nHello?\n\nCONTROL ROOM (V.O.)\nThe ferry is late again.\n").keys() == {
        "ODD",
        "CONTROL ROOM",
    }


def test_where_no_heading_has_a_stem_things_above_action_are_none_either() -> None:
    rooms = "".join(
        f"{room}\nThe lamps are lit and the floor is swept.\n\n{SAID and 'ODD'}\n{SAID}\n\n"
        for room in ("KITCHEN", "BACK YARD", "ODD'S OFFICE", "HALLWAY", "LAKE HALE")
    )
    thing = "A SIGNPOST\nWooden fingers point to the ferry and the town.\n\n"
    assert people(rooms + thing) == {"ODD": (5, ())}
    assert "A SIGNPOST" in people(spoken("ODD", "IDA") + "\n" + thing)  # with stems a cue is a cue


@pytest.mark.parametrize(
    "cue", ["ODD V.O.", "ODD, O.S.", "ODD CONT'D", "ODD)", "ODD {softly}", "ODD'S VOICE", "ODD WRITING"]
)
def test_what_is_added_to_a_cue_is_no_part_of_the_name(cue: str) -> None:
    assert people(spoken(cue, "ODD", "IDA")) == {"ODD": (2, ()), "IDA": (1, ())}


def test_a_cue_with_an_extension_may_have_its_speech_on_the_same_line() -> None:
    text = "INT. QUAY - DAY\n\nSGT. McHALE (o.s.) Who is there?\n\nMARTA (O.S.) laughs.\n\nODD\nI am.\n"
    read = script.read(text.encode())
    said = [(one.speaker, one.text) for one in read.paragraphs if one.kind == "dialogue"]
    assert said == [("SGT. McHALE", "Who is there?"), ("ODD", "I am.")]


def test_words_that_a_script_writes_small_make_no_fuller_name() -> None:
    action = "We hear a bell. They hear Anna.\n\nWE HEAR ANNA whistle.\n\nHe leaves and she leaves. ANNA Leaves."
    talk = "ANNA\nAsk Anna Halefor the key, or ask Anna Hale. Is Hale in? I said Anna Okay, okay? It is okay.\n"
    assert people(f"INT. QUAY - DAY\n\n{action}\n\n{talk}") == {"ANNA": (1, ("Anna Hale",))}


def test_a_first_name_gets_the_last_name_that_another_is_cued_by() -> None:
    text = spoken("IDA", "OTTO HALE") + "\nODD\nWe asked Ida Hale about it.\n"
    assert people(text)["IDA"] == (1, ("Ida Hale",))


def test_who_comes_again_or_is_dressed_is_somebody_without_a_word() -> None:
    action = "A NURSE leans on the rail. The nurse sleeps. A PORTER passes. A CLERK in a red coat waits at BARON HALE."
    assert people(spoken("ODD", before=f"INT. QUAY - DAY\n\n{action}")).keys() == {
        "ODD",
        "NURSE",
        "CLERK",
        "BARON HALE",
    }


def test_an_air_controller_is_not_called_air() -> None:
    text = spoken("HALE", before="INT. TOWER\n\nAIR CONTROLLER HALE waits.\n\nAn Air Odd plane with a red beard lands.")
    assert not next(one for one in script.describe(script.read(text.encode())) if "HALE" in one.name).looks


@pytest.mark.parametrize(
    ("cue", "shown"),
    [
        ("DJ", "DJ"),
        ("SFPD OPERATOR", "SFPD Operator"),
        ("F.B.I. MAN", "F.B.I. Man"),
        ("TV HOST", "TV Host"),
        ("MRS. HALE", "Mrs. Hale"),
        ("DR. LYNN NG", "Dr. Lynn Ng"),
        ("OTTO HALE III", "Otto Hale III"),
        ("OTTO J. HALE", "Otto J. Hale"),
        ("D'VORAH", "D'vorah"),
    ],
)
def test_abbreviations_stay_in_capitals(cue: str, shown: str) -> None:
    assert script.display_name(cue) == shown


def test_bold_that_a_pdf_prints_by_setting_a_line_again_is_read_once() -> None:
    said = f"{' ' * 25}IDA\n{' ' * 15}Is it late?\n\n{' ' * 25}ODD\n{' ' * 15}Very late.\n\n" * 3
    shown = "      IDA, 30, a tall woman in a red coat, waits."
    rest = "      INT. SHED - DAY\n\n      EXT. SEA - DAY\n\n      Nothing."
    lines = f"      INT. QUAY - DAY\n\n{shown}\n\n{said}{rest}".split("\n")
    once, bold = "\n".join(lines), "\n".join(line for line in lines for _ in range(4 if line else 1))
    read = [script.describe(script.read(text.encode())) for text in (once, bold)]
    assert [(one.name, one.lines, one.image_prompt) for one in read[0]] == [
        (one.name, one.lines, one.image_prompt) for one in read[1]
    ]


def test_a_scene_number_or_writing_on_a_wall_is_no_cue() -> None:
    cue, speech, action = " " * 30, " " * 18, " " * 6
    said = f"{cue}ODD\n{speech}Is it you?\n\n{cue}IDA\n{speech}    (O.S.)\n{speech}It is I.\n\n"
    text = (
        f"  12A\n{action}INT. SHED - DAY\n\n{said}{action}Scratched on the door:\n\n{cue}HALE\n\n{cue}12-20-68\n\n"
        f"{cue}BY KNIFE\n\n{' ' * 50}CUT TO:\n\n{action}EXT. QUAY - DAY\n\n{said}  166A\n{action}CONTINUED:\n"
        f"{' ' * 64}166A\n\n{said}{action}EXT. SEA - DAY\n\n{said}"
    )
    assert people(text) == {"ODD": (4, ()), "IDA": (4, ())}


def test_in_one_column_a_name_in_small_letters_above_speech_is_a_cue() -> None:
    part = "ODD\nIs it late?\n\nRabbi Hale\nLater than you think.\n\nNothing\nMoves, and nothing will.\n\n"
    seen = "Odd stands there, and looks at the nothing in the street.\n\n"
    text = "".join(f"INT. ROOM {n} - DAY\n{seen}{part}" for n in "ABCD")
    text = "".join(f"     {line}\n" for line in text.split("\n"))
    found = people(text)
    assert found["Rabbi Hale"][0] == 4 and found["ODD"][0] == 4 and "Nothing" not in found


@pytest.mark.parametrize("mark", [" ", "\t", ",", ";"])
def test_a_table_of_speeches_is_read_as_dialogue(mark: str) -> None:
    rows = [
        mark.join(("character", "dialogue")),
        *(mark.join((f'"{n}"', f'"{who}"', f'"{what}"')) for n, (who, what) in enumerate(
            [("ODD", "Who, \\\"Ida\\\"?"), ("IDA", "I; you know."), ("ODD", "Well, well.")], 1
        )),
    ]  # fmt: skip
    read = script.read("\n".join(rows).encode(), "night.txt")
    assert [(one.speaker, one.text, one.line) for one in read.paragraphs if one.kind == "dialogue"] == [
        ("ODD", 'Who, "Ida"?', 2),
        ("IDA", "I; you know.", 3),
        ("ODD", "Well, well.", 4),
    ]


def test_prose_about_a_character_and_a_line_is_no_table() -> None:
    text = "The character, the line.\n\nHe wrote one, and she crossed it out.\n\nThen they slept.\n"
    assert script.read(text.encode()).format == "prose"


def test_a_heading_ends_a_list_of_persons() -> None:
    text = (
        "Title: The Quay\n\nCharacters:\n- ODD HALE (A pilot)\n- IDA CROSS (A cook)\n\nINT. SHED - DAY\n\n"
        + "ODD HALE: Is it late, and where is the boat that we were promised?\n\nIDA CROSS: It is late.\n\n" * 3
    )
    read = script.read(text.encode())
    assert [one.name for one in script.describe(read)] == ["ODD HALE", "IDA CROSS"]
    assert [scene.heading for scene in read.scenes] == ["INT. SHED - DAY"]


def test_cues_may_be_in_greek_or_cyrillic_capitals() -> None:
    text = "INT. QUAY - DAY\n\n\u0410\u041d\u041d\u0410\nHello.\n\n\u03a3\u039f\u03a6\u0399\u0391\nHello.\n"
    assert people(text).keys() == {"\u0410\u041d\u041d\u0410", "\u03a3\u039f\u03a6\u0399\u0391"}
