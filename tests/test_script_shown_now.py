"""Screenplays of today: whom an introduction, a fragment, a colon and a pronoun are about."""

from __future__ import annotations

import pytest

from castbook import script
from castbook.script.looks import IDENTITY, WARDROBE, read
from castbook.script.people import display_name
from castbook.script.sentences import words


def cast(action: str, *cues: str) -> dict[str, script.CharacterDescription]:
    speech = "".join(f"\n\n{cue}\nWell.\n" for cue in cues)
    return {one.name: one for one in script.describe(script.read(f"INT. A ROOM - DAY\n\n{action}{speech}".encode()))}


def told(people: dict[str, script.CharacterDescription], name: str) -> str:
    return " ".join(look.text for look in people[name].looks)


@pytest.mark.parametrize(
    ("action", "cue", "name", "look"),
    [
        ("DS TOVE HALVORSEN, late thirties, in a torn shirt, yawns.", "TOVE", "DS TOVE HALVORSEN", "late thirties"),
        ("DC ODD LIE-BERG, 24, eats.", "ODD", "DC ODD LIE-BERG", "24"),
        ("ARCHON VETH KORR (50), bald, rides in.", "VETH", "ARCHON VETH KORR", "bald"),
        ("SER ODRIK VANE, human, fifty, bald, rides in.", "ODRIK", "SER ODRIK VANE", "bald"),
        ("On the bridge, CAPTAIN MRS. TOVE LIE, sixty, one-eyed, waits.", "TOVE", "CAPTAIN MRS. TOVE LIE", "one-eyed"),
    ],
)
def test_a_cue_is_the_name_within_a_rank_that_an_introduction_spells_out(
    action: str, cue: str, name: str, look: str
) -> None:
    assert look in told(cast(action, cue), name)


def test_big_at_a_sentences_start_is_no_big_tom() -> None:
    people = cast("ODD LIE, 38, climbs a ladder. Big through the shoulders, with a red beard.", "ODD", "BIG TOM HALE")
    assert "red beard" in told(people, "ODD LIE") and not people["BIG TOM HALE"].looks


def test_who_is_only_seen_beside_the_subject_is_not_she() -> None:
    people = cast(
        "A table nobody uses. SISTER TOVE LIE, no habit these days, just a navy cardigan, a tin cross and a pair "
        "of enormous Reeboks, is mopping round a sleeping Danish deckhand. She's seventy-four and has forearms like a "
        "docker.\n\nShe studies the still.\n\nSISTER TOVE\nWell.\n\nThe only sound is the deckhand, snoring.",
        "ODD",
    )
    assert "seventy-four" in told(people, "SISTER TOVE LIE")


def test_a_pronoun_that_fits_nobody_is_whoever_speaks_next() -> None:
    people = cast(
        "ODD, 23, watches. He is a thin man.\n\nODD\nYes?\n\nOn the screen a face appears. She's a Dane, with pale "
        "blue skin and gold pins in her hair. High white collar.",
        "THE BANKER",
    )
    assert "pale blue skin" in told(people, "THE BANKER") and "collar" in told(people, "THE BANKER")
    assert "blue skin" not in told(people, "ODD")


def test_a_pronoun_after_a_colon_is_whoever_the_sentence_has_named() -> None:
    people = cast(
        "WIM comes in.\n\nWIM\nYes.\n\nEXT. FARM - DAY\n\nThey climb out. Now we look at Wim: he is forty and bald.",
        "TOVE",
    )
    assert "forty" in told(people, "WIM")


@pytest.mark.parametrize("age", ["Seventy if a day", "Sixty or thereabouts"])
def test_an_age_in_passing_goes_on_about_who_was_named(age: str) -> None:
    people = cast(f"ODD HALE, bald and tiny, waits by the till. {age}. A broad face, badly pitted.", "ODD")
    assert age in told(people, "ODD HALE")


def test_a_colon_after_a_new_name_goes_on_to_it() -> None:
    people = cast("Tove plays cards with an OLD GENTLEMAN nobody knows: bald, a white moustache.", "TOVE")
    assert "white moustache" in told(people, "OLD GENTLEMAN") and not people["TOVE"].looks


def test_a_portrait_without_a_verb_is_that_of_who_has_just_come_in() -> None:
    people = cast(
        "Two lamps open.\n\nGASKET\nWell.\n\nGASKET drops onto the path and makes no sound. "
        "An enormous ginger tomcat, half of his tail gone, one ear like "
        "a torn ticket. A red collar is buckled so tight there's fur growing over it.",
        "GASKET",
    )
    assert "ginger tomcat" in told(people, "GASKET") and not any("tomcat" in name for name in people)


def test_who_stands_before_a_name_is_introduced_as_who_that_is() -> None:
    people = cast("Behind it stands a stout woman of fifty in a lilac dress. This is Mevrouw Lie.", "MEVROUW LIE")
    assert "stout woman of fifty" in told(people, "MEVROUW LIE")


def test_what_stands_before_an_inverted_introduction_is_told_of_the_name() -> None:
    people = cast(
        "Half the town in blankets. Behind the glass, wearing a headset and a Kansas City Chiefs jersey, is TOVE LIE, "
        "the clerk, 40s, with gold hoops.",
        "TOVE",
    )
    assert "wearing a headset" in told(people, "TOVE LIE")


def test_the_man_in_the_green_parka_is_he_in_another_scene_too() -> None:
    people = cast(
        "A MAN IN A GREEN PARKA walks in with his hood up.\n\nINT. OFFICE - DAY\n\nTOVE, 30, sits at a screen.\n\n"
        "TOVE\nLook.\n\nOn the screen: the man in the green parka at the till. A broad face, badly pitted.",
        "TOVE",
    )
    assert "broad face" in told(people, "MAN") and "broad face" not in told(people, "TOVE")


def test_what_a_rule_leaves_of_a_sentence_still_counts_where_it_is_clear() -> None:
    people = cast(
        "ODD LIE, forty, sits down. Fire took the left ear and the left half of his grey beard, so that he seems from "
        "one side a handsome man and from the other a scraped hide.",
        "ODD",
    )
    assert "half of his grey beard" in told(people, "ODD LIE")


@pytest.mark.parametrize("deed", ["TOVE moves like an old woman.", "TOVE steps out of her boots."])
def test_a_likeness_or_an_undressing_is_no_look(deed: str) -> None:
    assert told(cast(deed, "TOVE"), "TOVE") == ""


def test_an_abbreviation_is_nobody() -> None:
    assert "LLC" not in cast("TOVE, 81, owns the LLC. She's small and has grey hair.", "TOVE")


@pytest.mark.parametrize("garment", ["A mac.", "Green britches.", "A grey guayabera."])
def test_garments_of_other_times_and_places_are_worn(garment: str) -> None:
    assert garment in told(cast(f"ODD is fifty-eight, bald, pink. {garment}", "ODD"), "ODD")


@pytest.mark.parametrize(
    ("clause", "kind"),
    [("his visor on upside down", WARDROBE), ("seventy if a day", IDENTITY), ("forty or so", IDENTITY)],
)
def test_a_clause_is_read(clause: str, kind: str) -> None:
    assert read(words(clause, 0, len(clause)), introduced=kind == IDENTITY).kind == kind


@pytest.mark.parametrize(
    "action", ["This is WAC\u0141AW.\n\nWac\u0142aw passes.\n\nWac\u0142aw waits.", "A boy named Wac\u0142aw waits."]
)
def test_who_never_speaks_may_have_a_name_with_any_latin_letter(action: str) -> None:
    assert any(name.casefold() == "wac\u0142aw" for name in cast(action, "ODD"))


def test_a_rank_is_shown_as_it_is_written() -> None:
    assert display_name("DCI COLIN LIE") == "DCI Colin Lie"
