"""Which clauses of a story's narration tell looks, and where their quotes start and end."""

from __future__ import annotations

import pytest

from castbook import script

_I = "I waited in the hall. I had nothing to do, and I did it. I thought of supper, as I did at that hour.\n\n"
_MET = "Mr. Harrow came in from the yard. Mr. Harrow sat down. I asked Mr. Harrow about the mare.\n\n"
_LEFT = "\n\nMr. Harrow nodded to me. I gave Mr. Harrow his letter, and Mr. Harrow went home.\n"


def _told(sentence: str) -> list[str]:
    """What a story with this sentence in it quotes of Mr. Harrow's looks."""
    text = _I + _MET + sentence + _LEFT
    found = script.describe(script.read(text.encode(), "story.txt"))
    return [look.text for one in found if one.name == "Mr. Harrow" for look in one.looks]


@pytest.mark.parametrize(
    ("sentence", "quotes"),
    [
        (
            "I could not help noticing that Mr. Harrow's cheeks were pitted and sallow.",
            ["Mr. Harrow's cheeks were pitted and sallow."],
        ),
        ("I have said that Mr. Harrow wore a brown wig.", ["Mr. Harrow wore a brown wig."]),
        (
            "I was sorry to observe a fresh scar running over his left cheek.",
            ["a fresh scar running over his left cheek."],
        ),
        (
            "I had seen him but once in the town, a stooping man in a green coat.",
            ["a stooping man in a green coat."],
        ),
    ],
)
def test_what_a_narrator_saw_is_told_of_whom_it_shows(sentence: str, quotes: list[str]) -> None:
    assert _told(sentence) == quotes


@pytest.mark.parametrize(
    ("sentence", "quotes"),
    [
        (
            "The cloak in which he was wrapped had once been blue.",
            ["The cloak in which he was wrapped had once been blue."],
        ),
        ("The boots which he wore were split at the toes.", ["The boots which he wore were split at the toes."]),
        ("He was rather below the middle height.", ["He was rather below the middle height."]),
        ("He was broad and heavy in the shoulders.", ["He was broad and heavy in the shoulders."]),
        ("His face was the brown of old saddles.", ["His face was the brown of old saddles."]),
        ("He sat on the stool, looking very old.", ["looking very old."]),
        ("He was a fine figure of a man.", ["He was a fine figure of a man."]),
        ("His eyes were brighter than I had ever known them.", ["His eyes were brighter than I had ever known them."]),
    ],
)
def test_more_ways_of_telling_looks(sentence: str, quotes: list[str]) -> None:
    assert _told(sentence) == quotes


def test_the_eyes_that_are_nobody_elses_are_those_of_whom_the_portrait_is() -> None:
    told = _told("He was a tall man with a red beard. It was strange by contrast with the small, black eyes.")
    assert told[0] == "He was a tall man with a red beard."
    assert told[1].endswith("the small, black eyes.")


@pytest.mark.parametrize(
    "sentence",
    [
        "He was a low-voiced man, and soft-hearted.",
        "He spoke with a lisp.",
        "He beat the rug with a hoop-stick.",
        "His plate was not fit to be seen.",
        "He hid his face in my coat.",
        "He had gone no more than ten or twelve yards.",
        "His jaw worked.",
        "He dropped a pair of very limp hares on the floor.",
    ],
)
def test_voices_tools_deeds_and_other_peoples_coats_are_no_looks(sentence: str) -> None:
    assert _told(sentence) == []


def test_a_likely_sentence_leaves_out_what_it_tells_beside_the_looks_if_that_is_most_of_it() -> None:
    mind = "and his cautious, watchful, and often suspicious manner is unchanged by any company in which he is placed."
    assert _told(f"His tall, lean, bony figure is proof against the cold, {mind}") == [
        "His tall, lean, bony figure is proof against the cold"
    ]


def test_a_sentence_that_only_shows_is_quoted_whole_and_one_in_which_somebody_acts_is_not() -> None:
    whole = "His hair was thick and white, and the curls of it touched the brass of his collar."
    assert _told(whole) == [whole]
    assert _told("He turned about and untied his dirty apron and threw it down.") == ["his dirty apron"]
