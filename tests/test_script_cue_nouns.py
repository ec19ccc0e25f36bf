"""Screenplays: who is brought in by the noun under which they then speak, alone or several at once."""

from __future__ import annotations

import pytest

from castbook import script

from .test_script_screen import looks


@pytest.mark.parametrize(
    ("action", "quote"),
    [
        ("TWO SAILORS in yellow oilskins. SAILOR #1 whistles.", "TWO SAILORS in yellow oilskins"),
        ("Two lavishly dressed SAILORS stroll by.", "Two lavishly dressed SAILORS"),
        ("Three sailors, still in wet oilskins, approach.", "Three sailors, still in wet oilskins"),
        ("Odd steps aside. Two young SAILORS get in.", "Two young SAILORS"),
    ],
)
def test_several_are_brought_in_at_once(action: str, quote: str) -> None:
    assert looks(action, "SAILOR #1", "ODD", "SAILOR #2") == [quote]
    assert looks(action, "SAILOR #2", "ODD", "SAILOR #1") == [quote]


def test_several_who_are_more_than_were_brought_in_are_nobody_certain() -> None:
    assert looks("Two young SAILORS get in.", "SAILOR #1", "SAILOR #2", "SAILOR #3") == []


def test_several_say_nothing_by_their_number_and_go_on_as_they() -> None:
    action = "Two SAILORS haul a rope. They wear red caps."
    assert looks(action, "1ST SAILOR", "2ND SAILOR") == ["They wear red caps."]


def test_the_image_prompt_shows_one_of_several() -> None:
    data = b"INT. BAR - DAY\n\nTHREE SAILORS in torn coats.\n\nSAILOR #1\nAhoy.\n\nSAILOR #2\nAhoy.\n"
    assert [one.image_prompt for one in script.describe(script.read(data))] == ["sailor in torn coats"] * 2


def test_one_of_a_number_who_never_speaks_is_somebody() -> None:
    data = b"INT. BAR - DAY\n\nSAILOR #2 has a black eyepatch.\n\nSAILOR #1\nAhoy.\n\nODD\nNo.\n"
    shown = {one.name: [look.text for look in one.looks] for one in script.describe(script.read(data))}
    assert shown == {"SAILOR #1": [], "ODD": [], "SAILOR #2": ["SAILOR #2 has a black eyepatch."]}


@pytest.mark.parametrize(
    ("action", "who", "quote"),
    [
        ("An older sexton shuffles in.", "SEXTON", "An older sexton"),
        ("Odd nods to a stern looking old lady behind the till.", "OLD LADY", "a stern looking old lady"),
        ("At the gate: a UNIFORMED GUARD.", "UNIFORMED GUARD", "a UNIFORMED GUARD."),
    ],
)
def test_a_noun_in_small_letters_is_whom_a_cue_calls_by_it(action: str, who: str, quote: str) -> None:
    assert looks(action, who, "ODD") == [quote]


def test_a_noun_is_nobody_of_another_scene_and_no_part_of_another_noun() -> None:
    assert looks("An older sexton shuffles in.\n\nINT. BAR - DAY\n\nRain.", "SEXTON", "ODD") == []
    assert looks("An old lady sexton shuffles in.", "OLD LADY", "SEXTON") == []


@pytest.mark.parametrize(
    ("action", "quote"),
    [
        ("Two young cooks, in white caps, walk in. Odd and Birgit. Rain.", "Two young cooks, in white caps"),
        ("Two bald men in furs wait: ODD and BIRGIT.", "Two bald men in furs"),
        ("There are two old men: Odd and Birgit.", "two old men"),
    ],
)
def test_several_who_get_their_names_right_after_are_both_so(action: str, quote: str) -> None:
    assert looks(action, "ODD", "BIRGIT") == [quote]
    assert looks(action, "BIRGIT", "ODD") == [quote]


def test_others_who_are_named_later_are_not_several() -> None:
    assert looks("Two bald men leave. Odd waves to Birgit.", "ODD", "BIRGIT") == []
    assert looks("Two bald men leave Odd and Birgit alone.", "ODD", "BIRGIT") == []


def test_each_is_said_of_the_two_whom_the_sentence_joins() -> None:
    action = "KARL and LIV wait.\n\nThe gate opens as Odd and Birgit come out, each wearing a red scarf."
    assert looks(action, "ODD", "BIRGIT", "KARL", "LIV") == ["each wearing a red scarf."]
    assert looks(action, "KARL", "BIRGIT", "ODD", "LIV") == []


def test_the_last_word_of_a_cue_tells_whom_a_noun_means_where_nobody_else_has_it() -> None:
    action = "Odd is stopped by a gruff male cook, dirty and frightening."
    assert looks(action, "SCARY COOK", "ODD") == ["a gruff male cook, dirty and frightening."]
    assert looks(action, "SCARY COOK", "ODD", "SHY COOK") == []


def test_the_noun_is_whoever_is_in_the_scene() -> None:
    action = "A ONE-EYED PIRATE climbs aboard. Odd yawns.\n\nThe pirate wears a green sash."
    assert looks(action, "ONE-EYED PIRATE", "ODD") == ["A ONE-EYED PIRATE", "The pirate wears a green sash."]
    action = "A ONE-EYED PIRATE and a BALD PIRATE climb aboard.\n\nThe pirate wears a green sash."
    assert looks(action, "ONE-EYED PIRATE", "BALD PIRATE") == ["A ONE-EYED PIRATE"]


def test_a_noun_that_anybody_may_be_called_by_is_nobody_of_another_scene() -> None:
    elsewhere = "The man is tall and bald.\n\nODD\nYes.\n\nINT. BAR - DAY\n\nA rainy night."
    assert looks(elsewhere, "MAN", "ODD") == []
    assert looks("The man is tall and bald.", "MAN", "ODD") == ["The man is tall and bald."]
