"""Screenplays: what only sounds like somebody's looks, and whose looks they are not."""

from __future__ import annotations

import pytest

from castbook import script

from .test_script_screen import looks


@pytest.mark.parametrize(
    "action",
    [
        "IDA waits. Her eyes fill with tears.",
        "IDA waits. A tear on her cheek.",
        "IDA waits, tears streaming down her face.",
        "IDA waits. She looks up, teary-eyed.",
    ],
)
def test_tears_are_a_feeling(action: str) -> None:
    assert looks(action, "IDA") == []


def test_eyes_red_with_weeping_are_seen() -> None:
    assert looks("IDA waits. Her eyes are red with weeping.", "IDA") == ["Her eyes are red with weeping."]


@pytest.mark.parametrize(
    "action",
    [
        "IDA takes out a page. A map similar to theirs.",
        "IDA listens. A man's voice, crying.",
        "IDA looks back at the gate. Dark coats. Muddy boots.",
        "IDA opens the trunk. Moth-eaten costumes.",
        "IDA unfolds a photograph: a bald man in a grey coat.",
    ],
)
def test_a_fragment_about_things_or_several_others_is_not_told_of_the_one_before(action: str) -> None:
    assert looks(action, "IDA") == []


def test_a_fragment_about_one_goes_on_about_the_one_before() -> None:
    assert looks("IDA looks back. Dark coat. Muddy boots.", "IDA")[0] == "Dark coat."
    assert looks("IDA comes in without haste: sixteen, wiry.", "IDA") == ["sixteen, wiry."]


@pytest.mark.parametrize(
    ("action", "quote"),
    [
        ("Opposite Ida is the HOST, fat and bald.", "the HOST, fat and bald."),
        ("In front of Ida stands the HOST in a plum suit.", "the HOST in a plum suit."),
        ("Opposite Ida sits the host dressed in a plum suit.", "host dressed in a plum suit."),
        ("Beside Ida sits a fat man in a plum suit.", "a fat man in a plum suit."),
    ],
)
def test_an_inverted_sentence_is_about_its_last_noun(action: str, quote: str) -> None:
    action = f"IDA waits.\n\n{action}"
    assert looks(action, "HOST", "IDA") == [quote]
    assert looks(action, "IDA", "HOST") == []


@pytest.mark.parametrize(
    "action",
    [
        "IDA waits. In the picture stands an old man. The same coat. A short beard.",
        "IDA waits. Across the road two men play chess. Grey beards.",
    ],
)
def test_a_fragment_after_somebody_without_a_name_is_not_told_of_whoever_was_before(action: str) -> None:
    assert looks(action, "IDA") == []


def test_a_fragment_after_a_likeness_goes_on_about_the_one_likened() -> None:
    assert looks("IDA moves like an old woman. Grey plaits.", "IDA") == ["Grey plaits."]


def test_whom_somebody_sees_has_the_looks_that_are_told_of_them() -> None:
    action = "OLD MAN waits. IDA waits.\n\nIda watches a very fat OLD MAN."
    assert looks(action, "OLD MAN", "IDA")[1:] == ["a very fat OLD MAN"]
    assert looks(action, "IDA", "OLD MAN") == []
    assert looks("LIV and IDA wait.\n\nIda smiles at a sleeping Liv.", "LIV", "IDA") == []


@pytest.mark.parametrize(
    "action",
    [
        "IDA waits. Her eyes are wide open.",
        "IDA waits. The porter with the beard is wearing Ida's red cap.",
        "IDA waits. Her letters face a window.",
    ],
)
def test_what_acts_or_is_lent_is_no_look(action: str) -> None:
    assert looks(action, "IDA") == []


def test_the_image_prompt_of_an_entrance_shows_the_dress_alone() -> None:
    data = b"INT. A - DAY\n\nIDA waits.\n\nThe gate opens and Ida, wearing all black, slowly walks in.\n\nIDA\nGo.\n"
    assert script.describe(script.read(data))[0].image_prompt == "wearing all black"


def test_an_introduction_is_quoted_from_itself_on() -> None:
    action = "We pull back from the wall to reveal IDA, a hopelessly dressed clerk, staring at a screen."
    assert looks(action, "IDA")[0].startswith("IDA, a hopelessly dressed clerk")


@pytest.mark.parametrize(
    ("action", "prompt"),
    [
        ("A girl in a straw hat appears out of nowhere. This is IDA.", "girl in a straw hat"),
        ("IDA waits. Ida isn't a big woman.", ""),
        ("IDA waits.\n\nIda looks at the rain. Grey cap pulled low.", "Grey cap pulled low"),
    ],
)
def test_the_image_prompt_holds_no_deeds_and_nothing_that_is_not_so(action: str, prompt: str) -> None:
    cast = script.describe(script.read(f"INT. A - DAY\n\n{action}\n\nIDA\nGo.\n".encode()))
    assert cast[0].image_prompt == prompt


def test_a_bit_pale_is_told_of_whoever_it_follows() -> None:
    assert "A bit pale." in looks("OTTO comes in. He is forty. A bit pale.", "OTTO")


def test_who_is_in_a_picture_is_not_whoever_shows_it() -> None:
    text = "OTTO (30) and IDA (40) wait. They show a photograph of a young, pretty woman with green eyes."
    assert looks(text, "OTTO") == ["OTTO (30)"]
    assert looks("OTTO (30) waits. He draws a sketch of a bald man with a beard.", "OTTO") == ["OTTO (30)"]
