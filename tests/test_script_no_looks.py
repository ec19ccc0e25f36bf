"""Screenplays: what only sounds like somebody's looks, and whose looks they are not."""

from __future__ import annotations

import pytest

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
