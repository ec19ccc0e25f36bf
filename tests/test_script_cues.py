"""Lines in capitals that are cues, and those that are not: shouts that go on, sentences, what a scan has torn."""

from __future__ import annotations

from castbook import script
from castbook.script import CharacterDescription


def _people(source: str) -> dict[str, CharacterDescription]:
    return {one.name: one for one in script.describe(script.read(source.encode(), "x.fountain"))}


def _scene(*paragraphs: str) -> str:
    return "\n\n".join(("INT. QUAY - DAY", "VERA (40s) and OTTO (50s) wait.", *paragraphs)) + "\n"


def test_a_shout_that_an_empty_line_has_cut_goes_on() -> None:
    shout = ("VERA\nYOU LEFT THE BOAT OUT THERE AND", "NOBODY EVER WENT BACK TO LOOK\nFOR IT. NOBODY!")
    text = script.read(_scene("OTTO\nWhat?", *shout, "OTTO\nStop it.", "VERA\nNo.").encode(), "x.fountain")
    assert [(one.name, one.speeches) for one in text.speakers] == [("OTTO", 2), ("VERA", 2)]
    said = [one.text for one in text.paragraphs if one.speaker == "VERA" and one.kind == "dialogue"]
    assert said == ["YOU LEFT THE BOAT OUT THERE AND", "NOBODY EVER WENT BACK TO LOOK FOR IT. NOBODY!", "No."]


def test_after_a_shout_that_ends_a_new_cue_is_one() -> None:
    people = _people(_scene("VERA\nGET OUT OF HERE!", "OLD HARBOUR MASTER\nI am going.", "VERA\nGET", "OTTO\nWhat?"))
    assert set(people) == {"OLD HARBOUR MASTER", "VERA", "OTTO"}


def test_sentences_in_capitals_are_no_cues() -> None:
    lines = ("MURDER? THAT IS HIGH\nTREASON, they say.", "IT'S OVER AND DONE\nThe boat goes.", 'CUE: "SLOW\nBOAT"')
    assert set(_people(_scene("VERA\nYes.", *lines, "OTTO\nNo."))) == {"VERA", "OTTO"}


def test_what_somebody_does_in_capitals_is_no_cue_and_no_name() -> None:
    told = "The van ROLLS INTO THE WALL, STARTLINK OTTO, and VERA BREAKS THE ICE, laughing aloud."
    people = _people(_scene("VERA\nYes.", "OTTO\nNo.", "OTTO SUDDENLY LEAPS\nFORWARD-", told, "VERA\nYes."))
    assert [(one.name, one.aliases, one.lines) for one in people.values()] == [("VERA", (), 2), ("OTTO", (), 1)]


def test_a_scene_s_number_before_a_cue_is_no_part_of_it() -> None:
    people = _people(_scene("VERA\nYes.", "101. VERA\nNo.", "OTTO\nSo?", "2. SAILOR\nAye."))
    assert people["VERA"].lines == 2 and set(people) == {"VERA", "OTTO", "2. SAILOR"}


def test_what_a_scan_has_torn_or_left_is_put_right() -> None:
    cues = ["VERA", "V ERA", "VERA |", "VERA '", "OTTO", "O TTO", "OTTO =", "VERA", "OTTO", "MR . PELL", "MR. PELL"]
    people = _people(_scene(*(f"{cue}\nSo?" for cue in cues), "MAN 1\nYes.", "MAN 2\nNo.", "@\u00b7 \u00b7\nHm."))
    assert {name: one.lines for name, one in people.items()} == {
        "VERA": 5,
        "OTTO": 4,
        "MR. PELL": 2,
        "MAN 1": 1,
        "MAN 2": 1,
    }


def test_a_nickname_between_the_names_does_not_hide_the_portrait() -> None:
    for opened, closed in ('""', "\u201c\u201d"):
        told = f"The door opens on VERA {opened}Moth{closed} Larsen, 40, tall and freckled."
        person = _people(f"INT. QUAY - DAY\n\n{told}\n\nVERA\nYes.\n\nOTTO\nNo.\n")["VERA"]
        assert "tall" in person.image_prompt and "freckled" in person.image_prompt
        assert f"VERA {opened}Moth{closed} Larsen" in person.aliases


def test_small_letters_of_a_prefix_are_part_of_a_name_in_capitals() -> None:
    people = _people(_scene("LaROSE, 30, bald, waits beside DuVALL, 60s, gaunt.", "LAROSE\nYes.", "DuVALL\nNo."))
    assert {"LAROSE", "DuVALL"} < set(people) and people["DuVALL"].lines == 1
    assert "bald" in people["LAROSE"].image_prompt and "gaunt" in people["DuVALL"].image_prompt


def test_a_rank_written_out_and_cut_short_is_one_person() -> None:
    people = _people(_scene("SERGEANT DAHL\nYes.", "SGT. DAHL\nNo.", "SGT. HOLM\nNo."))
    assert {one.name: one.lines for one in people.values() if one.lines} == {"SERGEANT DAHL": 2, "SGT. HOLM": 1}


def test_a_famous_name_that_a_speech_likens_somebody_to_is_not_theirs() -> None:
    people = _people(_scene("DAHL\nYou are the Vera Dahl of liars.", "OTTO\nNo."))
    assert people["DAHL"].aliases == ()


def test_who_is_cued_all_along_is_somebody_else_than_one_of_the_same_kind() -> None:
    spoken = "SPOILED CHILD\nMine.\n\n" + "ODA\nWell.\n\nCHILD\nYes.\n\n" * 6
    names = [one.name for one in script.describe(script.read(f"INT. HALL - DAY\n\n{spoken}".encode()))]
    assert names == ["SPOILED CHILD", "ODA", "CHILD"]
    spoken = "FALSE IRMA HALE\nMine.\n\n" + "ODA\nWell.\n\nIRMA\nYes.\n\n" * 6
    names = [one.name for one in script.describe(script.read(f"INT. HALL - DAY\n\n{spoken}".encode()))]
    assert names == ["FALSE IRMA HALE", "ODA", "IRMA"]
