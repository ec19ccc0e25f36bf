"""How screenplays show people: introductions in capitals, headlines, dress put on and off, wounds."""

from __future__ import annotations

import pytest

from castbook import script


def looks(action: str, who: str, *cues: str) -> list[str]:
    """The looks of one character in a scene of these words, in order."""
    speech = "".join(f"\n\n{cue}\nWell.\n" for cue in (who, *cues))
    cast = script.describe(script.read(f"INT. A ROOM - DAY\n\n{action}{speech}".encode()))
    found = next(one for one in cast if who in (one.name, *one.aliases))
    return [look.text for look in found.looks]


@pytest.mark.parametrize(
    ("action", "who", "quote"),
    [
        (
            "Odd waves to his former landlady, BIRGIT, 61, spotless.",
            "BIRGIT",
            "his former landlady, BIRGIT, 61, spotless.",
        ),
        ("This is HALVOR, Birgit's nephew. He yawns.", "HALVOR", "This is HALVOR, Birgit's nephew."),
        ("TOVE, a Garbo type, lights a match.", "TOVE", "TOVE, a Garbo type"),
        ("The grey-haired USHER counts heads.", "USHER", "The grey-haired USHER"),
        ("Behind the till stands a BALD GROCER.", "BALD GROCER", "a BALD GROCER."),
        ("SOLVEIG (30, a champion), tall, walks in.", "SOLVEIG", "SOLVEIG (30, a champion), tall"),
    ],
)
def test_an_introduction_is_quoted_from_its_article_to_its_verb(action: str, who: str, quote: str) -> None:
    assert looks(action, who, "ODD")[0] == quote


def test_a_list_of_telling_names_counts_for_each() -> None:
    action = "TALL PORTER, OLD COOK and LEIF wait."
    assert looks(action, "OLD COOK", "LEIF", "TALL PORTER") == ["TALL PORTER, OLD COOK and LEIF"]


def test_a_name_that_says_nothing_is_no_introduction() -> None:
    assert looks("In the hall MAGNE, humming, sorts the post.", "MAGNE") == []


def test_a_paragraph_of_a_name_alone_is_told_of_in_the_next() -> None:
    action = "A cab stops. Out steps:\n\nINGVAR MOE\n\nA man in his fifties. A cardigan over striped pyjamas."
    assert looks(action, "INGVAR")[0] == "A man in his fifties."


def test_a_relation_stays_out_of_the_image_prompt() -> None:
    data = b"INT. HALL - DAY\n\nEDDA (14), his granddaughter, bows.\n\nEDDA\nGood day.\n"
    assert script.describe(script.read(data))[0].image_prompt == "girl, 14 years old"
