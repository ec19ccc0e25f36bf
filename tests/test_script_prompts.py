"""What of a character's looks an image prompt says, and how: the introduction first, no fragments of the plot."""

from __future__ import annotations

import pytest

from castbook import script
from castbook.script import ages, lasting
from castbook.script.portrait import parts


def screenplay(*scenes: str, cues: tuple[str, ...] = ("IDA",)) -> bytes:
    """Scenes of action, the first with a speech of everybody who is cued."""
    said = "\n\n".join(f"{cue}\nYes." for cue in cues)
    shown = [f"INT. ROOM {at} - DAY\n\n{action}\n\n{said if not at else ''}" for at, action in enumerate(scenes)]
    return "\n\n".join(shown).encode()


def prompts(data: bytes, style: str = "phrases") -> dict[str, str]:
    return {one.name: one.image_prompt for one in script.describe(script.read(data), style)}


def test_a_prompt_is_the_introduction_and_no_fragment_of_later_scenes() -> None:
    data = screenplay(
        "IDA HALE, 50, a tall woman with grey hair, waits. Her eyes are a pale green.",
        "Ida's face is a mask of blood. Her broken arm hangs. No expression on her face.",
        "Ida hides ten big BOXES of cash. Her wide eyes. Thin curls of smoke drift past her small hands.",
        cues=("IDA HALE",),
    )
    (ida,) = script.describe(script.read(data))
    assert ida.image_prompt == "50 years old, a tall woman with grey hair, pale green eyes"
    assert len(ida.looks) > 2  # what happens to her later stays among the looks


def test_a_lasting_feature_that_is_told_later_counts_once_and_does_not_contradict() -> None:
    data = screenplay(
        "IDA, 50, tall, waits.",
        "Ida sits.",
        "She runs. Ida has a white scar on her chin. Her hair is long and red.",
        "Ida is short and bald. Her short black hair is wet.",
    )
    prompt = prompts(data)["IDA"]
    assert prompt.startswith("woman, 50 years old, tall") and "hair is long and red" in prompt
    assert "short" not in prompt and "black hair" not in prompt


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("tall", {"height"}),
        ("a handsome old man", {"beauty", "age"}),
        ("man of sixty", {"age"}),
        ("long red hair", {"hair"}),
        ("hair is grey", {"hair"}),
        ("pale blue eyes", {"eyes"}),
        ("scar on his chin", {"scar"}),
        ("grey-haired woman in a red coat", {"hair", "dress"}),
        ("wide eyes", set()),
        ("red face", set()),
        ("swollen red eyes", set()),
        ("bloody scar", set()),
        ("no expression on her face", set()),
        ("upturned face", set()),
        ("barefoot", set()),
        ("boxes of cash", set()),
        ("seventeen enters the room", set()),
    ],
)
def test_which_phrases_state_a_lasting_feature(phrase: str, told: set[str]) -> None:
    assert lasting.features(phrase) == told


def test_a_list_of_characters_and_the_entrance_are_both_introductions() -> None:
    play = b"""CHARACTERS.

OTTO BRANDT, a stout man of sixty.
IDA BRANDT, his daughter.

ACT I.

A kitchen. OTTO BRANDT sits by the fire. His hair is thin and white, and he wears a brown coat.

OTTO. Cold today.

IDA. It is.

OTTO. Very.
"""
    prompt = next(text for name, text in prompts(play).items() if name.startswith("OTTO"))
    assert "stout man of sixty" in prompt and "white" in prompt and "brown coat" in prompt


def test_what_is_only_likely_counts_where_the_introduction_says_nothing_certain_of_it() -> None:
    data = screenplay("Plain but handsome, with an air of having seen the very worst of it, IDA waits. She is 30.")
    assert "30 years old" in prompts(data)["IDA"]


def test_nobody_grows_younger() -> None:
    data = screenplay(
        "IDA, 25, waits.",
        "Ida looks at an old photograph.\n\nIda, age five, is on a swing.\n\nIDA\nHigher.\n\nIDA\nHigher, higher.",
    )
    assert "25 years old" in prompts(data)["IDA"] and "five" not in prompts(data)["IDA"]


def test_a_number_is_no_age() -> None:
    assert ages.age_in("(0. S.)") is None and parts("0", ("IDA",)) == []
    assert parts("IDA, 3, 2, 1", ("IDA",)) == [] and parts("IDA, 3, freckled", ("IDA",)) == ["3 years old", "freckled"]
    assert parts("323", ("IDA",)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("IDA, an impossibly cheery guidance counselor", ["guidance counselor"]),
        ("IDA, an oddly genial woman", ["woman"]),
        ("whiskers like those of an angry cat", ["whiskers like those of a cat"]),
        ("IDA, handsome, with a spry, boyish face", ["handsome", "with a spry, boyish face"]),
        ("IDA is beautiful in a gloomy", ["beautiful"]),
        ("IDA, a very short, very tight, bottle-green dress", ["very short, very tight, bottle-green dress"]),
        ("Petra HALE, 34", ["34 years old"]),
        ("Mrs. HALE, 34", ["34 years old"]),
        ("Deputy HALE, 34", ["Deputy", "34 years old"]),
        ("skinny fellow, IDA", ["skinny fellow"]),
        ("all wearing black", ["wearing black"]),
        ("wearing a black coat", ["black coat"]),
        ("IDA, her age", []),
        ("the iron hook with which she points", []),
        ("one of the workers", ["worker"]),
        ("IDA, one of the workers", ["worker"]),
        ("the same girl", []),
        ("small farmers", ["small farmer"]),
        ("young ladies of twenty", ["young lady of twenty"]),
        ("two tall men", ["tall man"]),
        ("hands up", ["hands up"]),
        ("locks the door with a key", []),
        ("wrinkles her face", []),
        ("She wraps her fingers around a cup", []),
        ("lugging a huge bag", []),
        ("striking him in the chest", []),
        ("bounds out", []),
        ("old woman in a coat smokes a pipe", ["old woman in a coat"]),
        ("burly man waits for him", []),
        ("burly man drinks tea", ["burly man"]),
        ("We see that she is wearing a red coat", ["red coat"]),
        ("over her legs", []),
        ("eyes the colour of slate", ["eyes the colour of slate"]),
        ("greying at the temples", ["greying at the temples"]),
    ],
)
def test_a_phrase_keeps_what_is_seen_and_reads_well(text: str, told: list[str]) -> None:
    assert parts(text, ("IDA", "HALE")) == told


def test_who_is_called_by_a_role_appears_to_be_nothing() -> None:
    data = screenplay("The NURSE appears to be wearing a green coat.", cues=("NURSE",))
    assert prompts(data)["NURSE"].endswith("green coat") and "appears" not in prompts(data)["NURSE"]


def test_their_is_his_or_her_where_the_looks_say_which() -> None:
    data = screenplay("A WAITRESS, 40s, waits. BEN LOY, 30s, waits.", cues=("WAITRESS", "BEN LOY"))
    found = prompts(data)
    assert "in her 40s" in found["WAITRESS"] and found["BEN LOY"] == "in their 30s"


def test_a_name_that_holds_another_name_is_no_comparison() -> None:
    data = screenplay("OTTO, 15, waits. OTTO'S DAD (45) is with him, stout.", cues=("OTTO", "OTTO'S DAD"))
    assert "45 years old" in prompts(data)["OTTO'S DAD"]
    data = screenplay("IDA (15) - a girl the same age as OTTO but much taller. OTTO, 15, waits.", cues=("OTTO", "IDA"))
    assert prompts(data)["IDA"].endswith("15 years old")


def test_tags_and_sentences_are_made_of_the_same_looks() -> None:
    data = screenplay("IDA, 50, a tall woman with grey hair, waits.", "Ida's broken arm. Her wide eyes.")
    for style in ("tags", "sentences"):
        prompt = prompts(data, style)["IDA"]
        assert "grey hair" in prompt and "eyes" not in prompt and "arm" not in prompt


def test_who_says_something_is_no_part_of_a_picture() -> None:
    told = parts("a slender woman with a white face, she said, her mouth thin, Dora asked, a red scarf", ("Ida",))
    assert told == ["slender woman with a white face", "mouth thin", "a red scarf"]
