"""Screenplays: people without a name who are brought in by a noun, and those who are named as they come in."""

from __future__ import annotations

import pytest

from castbook import script


def cast(action: str, *speakers: str) -> dict[str, list[str]]:
    """The looks of each of a tiny screenplay's cast."""
    cues = "".join(f"{name}\nYes, indeed.\n\n" for name in speakers or ("ODA",))
    data = f"INT. HALL - NIGHT\n\nODA (40), bald.\n\nODA\nWell.\n\n{action}\n\n{cues}INT. BAR - DAY\n\nRain.\n"
    return {one.name: [look.text for look in one.looks] for one in script.describe(script.read(data.encode()))}


@pytest.mark.parametrize(
    ("action", "name", "quotes"),
    [
        ("A grey-haired usher waits at the door.", "usher", ["A grey-haired usher"]),
        ("Oda is followed by a stout verger with a bunch of keys.", "verger", ["a stout verger with a bunch of keys."]),
        ("A stout, bearded man in oilskins leans on the rail.", "bearded man", ["A stout, bearded man in oilskins"]),
        ("A shaggy black poodle trots in.", "poodle", ["A shaggy black poodle"]),
        ("One of them is a lanky sailor in a striped jersey.", "sailor", ["a lanky sailor in a striped jersey."]),
        ("Two red-haired sailors march past.", "sailors", ["Two red-haired sailors"]),
    ],
)
def test_a_noun_that_is_described_and_acts_is_somebody(action: str, name: str, quotes: list[str]) -> None:
    assert cast(action)[name] == quotes


def test_what_follows_is_told_of_the_walk_on() -> None:
    told = cast("A grey-haired usher waits. He wears a plum livery.\n\nThe usher has a squint.")
    assert told["usher"] == ["A grey-haired usher", "He wears a plum livery.", "The usher has a squint."]
    told = cast("Two red-haired sailors march past. They wear yellow capes.")
    assert told["sailors"] == ["Two red-haired sailors", "They wear yellow capes."]
    assert told["ODA"] == ["ODA (40), bald."]


@pytest.mark.parametrize(
    "action",
    [
        "Oda is a tall man in oilskins and nods.",
        "Oda moves like an old sailor who has lost his ship.",
        "Oda looks at a photo of a tall woman in red who smiles.",
        "A usher waits at the door.",
        "A tall woman's voice calls.",
        "The two tall sailors wait.",
        "A stuffed brown bear stands in the corner.",
        "Oda, a tall sailor, waits.",
        "A tall police station looms.",
    ],
)
def test_a_noun_that_is_said_of_somebody_or_brings_nobody_in_is_nobody(action: str) -> None:
    assert set(cast(action)) == {"ODA"}


def test_whoever_gets_a_name_or_a_cue_soon_is_no_walk_on() -> None:
    assert set(cast("A tall woman in red comes in.\n\nShe sits down.", "IRMA", "ODA")) == {"ODA", "IRMA"}
    assert set(cast("A stout usher in livery comes in.", "USHER", "ODA")) == {"ODA", "USHER"}
    told = cast("A stout usher in livery waits by the door.\n\nIRMA and the usher look up.\n\nRain.", "IRMA")
    assert told["usher"] == ["A stout usher in livery"]


def test_each_walk_on_has_a_name_of_their_own() -> None:
    told = cast("A tall man in grey waits. A stout man in green waits, too. A tall man in blue sleeps.")
    assert list(told) == ["ODA", "tall man", "stout man"]


def test_a_walk_on_at_the_head_of_a_shot_is_whom_the_shot_is_of() -> None:
    data = b"INT. HALL - NIGHT\n\nODA\nYes.\n\nEXT. BARN - ODA\n\nA stout girl in dungarees. She squints.\n"
    told = {one.name: [look.text for look in one.looks] for one in script.describe(script.read(data))}
    assert told == {"ODA": ["A stout girl in dungarees."]}


@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("A gaunt Dane, ULFAR, sits by the stove.", "ULFAR"),
        ("The cook is a curly-haired boy named Jorik.", "Jorik"),
        ("Behind her stands a stout Dane by the name of ULFAR BROK.", "ULFAR BROK"),
        ("A photo of a man with kind eyes (her father, ULFAR).", "ULFAR"),
    ],
)
def test_who_is_named_right_after_what_they_are_is_somebody(action: str, name: str) -> None:
    assert name in cast(action)


@pytest.mark.parametrize("action", ["A gaunt Dane, LAUGHING, sits by the stove.", "A boy, Rain on his face, runs."])
def test_a_word_after_a_noun_is_no_name(action: str) -> None:
    assert not {"LAUGHING", "Rain"} & set(cast(action))


@pytest.mark.parametrize(
    ("action", "quotes"),
    [
        (
            "All turn to the back row. He is gaunt and pale. He wears a blazer. He is ULFAR.",
            ["He is gaunt and pale.", "He wears a blazer."],
        ),
        (
            "The middle one waves to Oda. She is a stout, grey-haired woman. Her name is ULFA.",
            ["She is a stout, grey-haired woman."],
        ),
    ],
)
def test_a_portrait_right_before_a_name_is_of_whoever_has_it(action: str, quotes: list[str]) -> None:
    told = cast(action, "ULFAR" if "ULFAR" in action else "ULFA")
    assert next(looks for name, looks in told.items() if name.startswith("ULFA")) == quotes
    assert told["ODA"] == ["ODA (40), bald."]


def test_what_is_told_of_somebody_known_stays_theirs_before_another_name() -> None:
    told = cast("Oda nods. He wears a blazer.\n\nHe sees a door. This is ULFAR.", "ULFAR")
    assert told["ODA"] == ["ODA (40), bald.", "He wears a blazer."]


@pytest.mark.parametrize("action", ["The band strikes up as IRMA dances. She is a red-haired girl in a green frock."])
def test_a_name_in_capitals_with_a_portrait_in_the_next_sentence_is_somebody(action: str) -> None:
    assert cast(action)["IRMA"] == ["She is a red-haired girl in a green frock."]
    assert "WHISTLE" not in cast("A WHISTLE blows. He is late. The WHISTLE.")


def test_a_noun_that_somebody_is_cued_by_elsewhere_may_bring_in_another() -> None:
    data = (
        b"INT. BAR - DAY\n\nODA\nWell.\n\nA wiry BOY of ten sweeps the floor.\n\n"
        b"INT. HALL - DAY\n\nA stout BOY in oilskins waits.\n\nBOY\nYes.\n"
    )
    told = {one.name: [look.text for look in one.looks] for one in script.describe(script.read(data))}
    assert told == {
        "ODA": [],
        "BOY": ["A stout BOY in oilskins"],
        "wiry BOY": ["A wiry BOY of ten sweeps the floor."],
    }


@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("Oda steps back as a huge black robot enters.", "robot"),
        ("When Oda nods, a stout usher appears.", "usher"),
        ("The gate is opened by a gaunt survivor in rags.", "survivor"),
    ],
)
def test_a_noun_with_a_deed_of_its_own_comes_in_after_a_clause(action: str, name: str) -> None:
    assert name in cast(action)


def test_what_is_made_of_stone_is_nobody() -> None:
    assert set(cast("A huge marble sailor stands in the square.")) == {"ODA"}
