"""The rules describer: scored on texts written for the project, and its promises one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from castbook import script
from castbook.errors import Invalid
from tests import script_score


def looks(text: str, name: str, *others: str) -> list[tuple[str, str]]:
    """(kind, text) of a character's looks in a small screenplay's action."""
    data = f"INT. ROOM - DAY\n\n{text}\n\n" + "".join(f"{one}\nYes.\n\n" for one in (name, *others))
    people = script.describe(script.read(data.encode()))
    found = next(one for one in people if name.casefold() in {n.casefold() for n in (one.name, *one.aliases)})
    return [(look.kind, look.text) for look in found.looks]


@pytest.mark.parametrize(
    ("format", "names", "recall", "precision"),
    [
        ("fountain", 1.0, 0.8, 0.85),
        ("play", 1.0, 0.8, 0.7),
        ("first-person", 0.75, 0.5, 0.7),
        ("prose", 0.75, 0.5, 0.7),
    ],
)
def test_our_own_texts_are_read_as_well_as_promised(
    root: Path, format: str, names: float, recall: float, precision: float
) -> None:
    found = script_score.score(root / "tests" / "scripts")[format]
    assert found.found_names >= names, found.missed
    assert found.recall >= recall, found.missed
    assert found.precision >= precision, found.wrong
    assert len(found.leaks) <= (0 if format == "fountain" else found.not_looks // 10), found.leaks


def test_a_shared_introduction_is_given_to_each() -> None:
    text = "Three sisters, ADA, BEA and CLEO, each barely twenty, all in grey silk, wait. Bea has a lazy eye."
    for name in ("ADA", "BEA", "CLEO"):
        told = " ".join(t for _, t in looks(text, name, "ADA", "BEA", "CLEO"))
        assert "each barely twenty" in told and "all in grey silk" in told
        assert ("lazy eye" in told) == (name == "BEA")


def test_character_and_past_are_left_out_of_an_introduction() -> None:
    text = "ROSA, 40, witty and proud, a widow since the war, with a crooked nose, pours tea."
    told = " ".join(t for _, t in looks(text, "ROSA"))
    assert "ROSA, 40" in told and "crooked nose" in told
    assert "witty" not in told and "pours" not in told


def test_dialogue_never_counts_as_looks() -> None:
    data = b"INT. A - DAY\n\nBO sits.\n\nBO\nI am tall and blonde and I wear a red coat.\n"
    (bo,) = script.describe(script.read(data))
    assert bo.looks == () and bo.image_prompt == ""


def test_passing_states_are_told_apart_and_stay_out_of_the_prompt() -> None:
    data = b"INT. A - DAY\n\nMAX, 50, bald. His eyes are red with weeping.\n\nMAX\nGo.\n"
    (max_,) = script.describe(script.read(data))
    assert [look.kind for look in max_.looks] == ["identity", "transient"]
    assert "weeping" not in max_.image_prompt and "bald" in max_.image_prompt


def test_only_the_first_wardrobe_is_in_the_prompt() -> None:
    data = b"INT. A - DAY\n\nMAX, 50. He wears a blue suit.\n\nMAX\nGo.\n\nINT. B - DAY\n\nMax wears a red robe.\n"
    (max_,) = script.describe(script.read(data))
    assert [look.kind for look in max_.looks] == ["identity", "wardrobe", "wardrobe"]
    assert "blue suit" in max_.image_prompt and "red robe" not in max_.image_prompt


def test_pronouns_follow_gender_and_not_the_last_name() -> None:
    text = "KARL, a big man, greets LENA. She is of the same age. Her hair is white. His beard is red."
    assert "Her hair is white." in [t for _, t in looks(text, "LENA")]
    assert "His beard is red." in [t for _, t in looks(text, "KARL")]


def test_a_name_within_a_name_means_somebody_else() -> None:
    play = b"""CHARACTERS.

  GEORGE TESMAN.
  MISS JULIANA TESMAN, his aunt.

ACT FIRST.

  MISS TESMAN is a lady of sixty-five.  GEORGE TESMAN is stout.

TESMAN.

Good morning.

MISS TESMAN.

Good morning, George.

TESMAN.

Aunt!
"""
    people = {one.name: one for one in script.describe(script.read(play))}
    assert set(people) == {"GEORGE TESMAN", "MISS JULIANA TESMAN"}
    assert people["MISS JULIANA TESMAN"].aliases == ("MISS TESMAN",)
    assert "sixty-five" in people["MISS JULIANA TESMAN"].image_prompt
    assert "sixty-five" not in people["GEORGE TESMAN"].image_prompt


def test_every_look_is_verbatim_with_its_line() -> None:
    data = b"INT. A - DAY\n\nMAX, fifty,\n_bald_ and **very** tall,\nin a blue\ncoat, sits.\n\nMAX\nGo.\n"
    (max_,) = script.describe(script.read(data))
    folded = " ".join(data.decode().split())
    lines = data.decode().splitlines()
    for look in max_.looks:
        assert look.text in folded
        assert look.text.split()[0] in lines[look.line - 1]


def test_the_same_looks_are_told_as_phrases_tags_or_sentences() -> None:
    data = b"INT. A - DAY\n\nMAX, 50. His hair is short and grey. He wears a blue suit.\n\nMAX\nGo.\n"
    text = script.read(data)
    phrases, tags, sentences = (
        script.describe(text, style)[0].image_prompt for style in ("phrases", "tags", "sentences")
    )
    assert phrases == "man, 50 years old, hair is short and grey, blue suit"
    assert tags == "1boy, 50 years old, short hair, grey hair, blue suit"
    assert sentences.startswith("A man: 50 years old") and sentences.endswith(".")
    with pytest.raises(Invalid):
        script.describe(text, "sonnets")


def test_one_character_is_described_with_what_is_not_stated() -> None:
    data = b"INT. A - DAY\n\nMAX, 50, with grey hair.\n\nMAX\nGo.\n\nEVE\nNo.\n"
    text = script.read(data)
    found = script.describe_character(text, "Max")
    assert found is not None and found.provider == "rules"
    assert [look.line for look in found.evidence] == [3]
    assert found.not_stated == ("eyes", "build", "face", "clothes")
    silent = script.describe_character(text, "EVE")
    assert silent is not None and silent.image_prompt == "" and "hair" in silent.not_stated
    assert script.describe_character(text, "Nobody") is None


def test_notes_about_one_person_are_read_as_theirs() -> None:
    notes = 'Sera is kind. She is tall, with long hair.\n[Sera\'s body= "pink hair", "amber eyes"]'
    found = script.describe_notes(notes, "Sera")
    assert "pink hair" in found.image_prompt and "tall" in found.image_prompt
    assert "kind" not in found.image_prompt


def test_a_strangers_portrait_belongs_to_the_name_that_follows() -> None:
    text = "A tall woman in a red coat enters. This is IRIS, who never smiles."
    assert next(t for _, t in looks(text, "IRIS")).startswith("A tall woman in a red coat")


def test_a_portrait_in_fragments_belongs_to_the_one_just_introduced() -> None:
    text = (
        "OKA stares at the wall. In the corner booth: THE SWEDE. Gaunt. Ice-blue eyes, a spider inked behind his ear."
    )
    told = [t for _, t in looks(text, "THE SWEDE", "OKA")]
    assert told == ["Gaunt.", "Ice-blue eyes, a spider inked behind his ear."]
    assert not looks(text, "OKA", "THE SWEDE")


def test_both_may_mean_the_two_whom_the_sentence_before_brought_in() -> None:
    text = "Two men enter: TINY, 40, a huge man, and MOUSE, 20, with a pink mohawk. Both wear leather vests."
    for name in ("TINY", "MOUSE"):
        told = " ".join(t for _, t in looks(text, name, "TINY", "MOUSE"))
        assert "Both wear leather vests" in told
        assert ("mohawk" in told) == (name == "MOUSE")


def test_an_image_prompt_reads_well() -> None:
    text = (
        "TOM, a heavyset man in his forties, waits. His brown suit was pressed once, long ago.\n\n"
        "The twins ADA and IDA, 9, both in red coats, draw. Ida wears an eye patch and carries a doll."
    )
    data = f"INT. ROOM - DAY\n\n{text}\n\n" + "".join(f"{one}\nYes.\n\n" for one in ("TOM", "ADA", "IDA"))
    prompts = {one.name: one.image_prompt for one in script.describe(script.read(data.encode()))}
    assert prompts["TOM"] == "heavyset man in his forties, brown suit"
    assert prompts["ADA"] == "9 years old, in red coats"
    assert "both" not in prompts["IDA"] and "eye patch" in prompts["IDA"] and "wears" not in prompts["IDA"]


def test_a_stage_of_life_is_a_character_of_its_own_and_a_prompt_shows_one_age() -> None:
    data = b"""INT. A - DAY

WILL (8) runs in the yard.

INT. B - DAY

WILL, now 40, tall, sits.

WILL
I know. I know.

INT. C - DAY

YOUNG WILL (10) hides, a scar on his chin.

YOUNG WILL
No.
"""
    people = {one.name: one for one in script.describe(script.read(data))}
    assert set(people) == {"WILL", "YOUNG WILL"}
    assert "scar" in people["YOUNG WILL"].image_prompt and "scar" not in people["WILL"].image_prompt
    assert "40 years old" in people["WILL"].image_prompt and "8 years" not in people["WILL"].image_prompt


def test_what_stands_before_the_subject_is_told_of_it() -> None:
    text = "OMAR, 50, waits. In cheap black shoes and a work shirt, LENA climbs in. A drenched Omar nods."
    assert [t for _, t in looks(text, "LENA", "OMAR")] == ["In cheap black shoes and a work shirt"]
    assert not any("shoes" in t for _, t in looks(text, "OMAR", "LENA"))


def test_a_prompt_shows_one_person_and_no_word_that_dangles() -> None:
    text = "Two tall men, OMAR and LENNO, both in blue coats. The door spits out TESS, 30, freckled, and, tall."
    data = f"INT. A - DAY\n\n{text}\n\nOMAR\nOne.\n\nLENNO\nTwo.\n\nTESS\nThree.\n"
    prompts = {one.name: one.image_prompt for one in script.describe(script.read(data.encode()))}
    assert prompts["OMAR"] == prompts["LENNO"] == "tall man, in blue coats"
    assert prompts["TESS"] == "30 years old, freckled, tall"


def test_a_prompt_leaves_out_what_a_camera_does_not_see() -> None:
    text = "TESS, a nervous young clerk, not just pale, counting coins. Her arm is around him. She wears a blue coat."
    data = f"INT. A - DAY\n\n{text}\n\nTESS\nOne.\n"
    (tess,) = script.describe(script.read(data.encode()))
    assert "young clerk" in tess.image_prompt and "blue coat" in tess.image_prompt
    for hidden in ("nervous", "not just", "counting", "him"):
        assert hidden not in tess.image_prompt


def test_a_story_knows_people_by_what_they_are() -> None:
    text = (
        "I saw the captain. The captain nodded. He was a broad man with a grey beard. The captain sat.\n\n"
        'A stranger walked in. He was thin, with a white scar on his cheek. "My name is Jonas Reck," he said.\n\n'
        "I looked at Jonas Reck. The captain said nothing, and I said nothing. Jonas Reck smiled.\n"
    )
    people = {one.name: one for one in script.describe(script.read(text.encode()))}
    assert "grey beard" in people["the captain"].image_prompt
    assert "white scar" in people["Jonas Reck"].image_prompt


def test_what_relatives_others_and_carried_things_tell() -> None:
    action = b"RON waves to a woman in a veil. Beside him MEI (12), his granddaughter, a fan in her hand."
    data = b"INT. A - DAY\n\n" + action + b"\n\nMEI\nNo.\n\nRON\nGo.\n"
    people = {one.name: one for one in script.describe(script.read(data))}
    assert people["RON"].looks == () and people["MEI"].image_prompt == "girl, 12 years old"


def test_in_a_play_he_is_whoever_has_no_portrait_yet() -> None:
    play = b"""CHARACTERS.

  PELL.
  EUGENE.
  OTTO.

ACT FIRST.

  PELL is a stout man of forty.

PELL. I will fetch the boy.

  PELL comes back with EUGENE. He is a pale youth of eighteen.  OTTO, in a fur coat, enters.

EUGENE. Here I am.

OTTO. And I.

  OTTO leads EUGENE out by the hand. He is a tall man with grey hair.

PELL. Gone.
"""
    told = {one.name: " ".join(look.text for look in one.looks) for one in script.describe(script.read(play))}
    assert "youth" in told["EUGENE"] and "youth" not in told["PELL"] and "grey hair" not in told["EUGENE"]
