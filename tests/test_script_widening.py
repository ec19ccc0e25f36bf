"""What is likely to tell looks joins the quotes of the rules, or is quoted where they read nothing."""

from __future__ import annotations

import numpy as np
import pytest

from castbook import script
from castbook.script import labelling, lasting
from castbook.script.describing import Look
from castbook.script.looks import IDENTITY
from castbook.script.quoting import MAX_LOOK


def described(text: str, name: str) -> script.CharacterDescription:
    return next(one for one in script.describe(script.read(text.encode())) if one.name == name)


def screenplay(action: str, *names: str) -> str:
    spoken = "\n\n".join(f"{name}\nI have thought about it all night." for name in names)
    return f"INT. HARBOUR OFFICE - DAY\n\n{action}\n\n{spoken}\n"


def test_a_sentence_that_is_likely_to_be_all_looks_is_quoted_whole_and_the_prompt_keeps_to_what_is_shown() -> None:
    told = "In a torn coat is OTTO, a grizzled ex-boxer pushing sixty."
    otto = described(screenplay(told, "OTTO"), "OTTO")
    (look,) = otto.looks
    assert look.text == told
    assert look.core == "OTTO, a grizzled ex-boxer pushing sixty." and look.certain
    assert otto.image_prompt == "grizzled ex-boxer pushing sixty"


def test_what_no_rule_reads_is_shown_and_stays_out_of_a_prompt_that_has_something_certain() -> None:
    action = "OTTO, 60, a big man. Years of rope have made leather of his palms."
    otto = described(screenplay(action, "OTTO"), "OTTO")
    assert [(look.text, look.certain) for look in otto.looks] == [
        ("OTTO, 60, a big man.", True),
        ("Years of rope have made leather of his palms.", False),
    ]
    assert otto.image_prompt == "60 years old, a big man"


@pytest.mark.parametrize(
    ("action", "quotes"),
    [
        (
            "In the back seat: IDA, nineteen, acne, a hoodie three sizes too large, chews on a pencil.",
            ["IDA, nineteen, acne, a hoodie three sizes too large"],
        ),
        (
            "IDA, 30, witty and proud, a widow since the war, with a crooked nose, pours coffee.",
            ["IDA, 30", "a widow since the war, with a crooked nose"],
        ),
        ("Otto waves to his former landlady, IDA, 61, spotless.", ["his former landlady, IDA, 61, spotless."]),
        ("The grey-haired IDA counts heads.", ["The grey-haired IDA"]),
    ],
)
def test_where_somebody_is_deeds_and_the_mind_stay_out_of_a_screenplays_quotes(action: str, quotes: list[str]) -> None:
    assert [look.text for look in described(screenplay(action, "IDA", "OTTO"), "IDA").looks] == quotes


def test_speech_in_a_sentence_is_never_quoted_with_it() -> None:
    text = (
        "# One\n\nI met Anders Holt on the pier. Anders Holt was a tall man, as he said himself, “as tall as a mast, "
        "and as thin”, with a red beard. Anders Holt laughed. Anders Holt went home.\n"
    )
    assert not any("mast" in look.text for look in described(text, "Anders Holt").looks)


def story(told: str) -> list[str]:
    """The looks in a story about Otto Brand with a sentence more."""
    text = f"I came to the mill. Otto Brand opened. Otto Brand spoke. {told} He said nothing. Otto Brand went in.\n"
    return [look.text for one in script.describe(script.read(text.encode())) for look in one.looks]


def test_what_goes_on_telling_looks_joins_a_storys_quote() -> None:
    told = "On the step, with a clay pipe in his mouth, sat a short, bald, bearded man."
    assert story(told) == [told.removeprefix("On the step, ")]
    assert story("A slow frown crept over Otto Brand's freckled face.") == [
        "A slow frown crept over Otto Brand's freckled face."
    ]


LIKELY = 0.95


def labelled(monkeypatch: pytest.MonkeyPatch, *likely: str, how: float = LIKELY) -> None:
    """A network to which the words of these phrases tell looks, and no others."""
    inside = {word for phrase in likely for word in phrase.split()}

    class Told:
        def likelihoods(self, paragraphs: list[list[str]]) -> list[np.ndarray]:
            return [np.array([how if word in inside else 0.05 for word in one], np.float32) for one in paragraphs]

    monkeypatch.setattr(labelling, "network", Told)


@pytest.mark.parametrize(
    ("told", "likely", "quotes"),
    [
        ("His freckled face was wet.", "", ["His freckled face was wet."]),
        (
            "They said at the mill that his freckled face was calm, with a scar from a fall.",
            "with a scar from fall",
            ["his freckled face was calm, with a scar from a fall."],
        ),
        # a piece that shows nothing, and deeds beside the look, do not join it
        ("His freckled face was calm, though he knew of it.", "though he knew of it", ["His freckled face was calm"]),
        (
            "He turned about and untied his dirty apron and threw it down.",
            "He turned about and untied",
            ["his dirty apron"],
        ),
        ("He turned about and untied his dirty apron and threw it down.", "and threw it down", ["his dirty apron"]),
        # no word shows anything: likelier ones will do
        ("He turned about. He had the gait of a heron.", "He had the gait of a heron", ["He had the gait of a heron."]),
        (
            "He had the shoulders of an ox, I thought.",
            "He had the shoulders of an ox",
            ["He had the shoulders of an ox"],
        ),
        ("He dropped a pair of limp gulls.", "He dropped a pair of limp gulls", []),  # nor does what is done to a thing
        ("He came with a hound, an enormous black hound.", "an enormous black hound", []),
        ("He came with a coat, an enormous black cloak.", "an enormous black cloak", ["an enormous black cloak."]),
        ("He spoke of an ox and its shoulders.", "shoulders of ox", []),  # less than half of the words
        (
            "That year, at the mill, his freckled face was calm.",
            "That year at the mill",
            ["his freckled face was calm."],
        ),
    ],
)
def test_likely_words_join_a_storys_quotes_or_are_quoted_where_they_show_something(
    told: str, likely: str, quotes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    labelled(monkeypatch, likely, "freckled face dirty apron")
    assert story(told) == quotes


def test_several_people_get_no_looks_that_no_rule_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    labelled(monkeypatch, "Otto Brand and Ida Holm had the shoulders of oxen")
    told = "Ida Holm sat down. Ida Holm left. {} had the shoulders of oxen. Ida Holm spoke."
    assert story(told.format("Otto Brand and Ida Holm")) == []
    assert story(told.format("Otto Brand")) == ["Otto Brand had the shoulders of oxen."]


@pytest.mark.parametrize(
    ("told", "is_look"),
    [("I looked at a broad red chin.", False), ("I had a broad red chin.", True), ("My chin was red.", True)],
)
def test_what_a_narrator_sees_is_no_look_of_their_own(
    told: str, is_look: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    labelled(monkeypatch, told.rstrip("."))
    text = f"I came to the mill. I was cold. I rang.\n\n{told} I rang again, and I waited. I was still cold.\n"
    (narrator,) = (one for one in script.describe(script.read(text.encode())) if one.name == "Narrator")
    assert [look.text for look in narrator.looks] == [told] * is_look


def test_a_long_sentence_is_quoted_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    often = ", and a long white face, and a thin neck, and great ears" * 5
    labelled(monkeypatch, f"He had a red nose{often}".replace(",", ""))
    found = story(f"He had a red nose{often}.")
    assert len(found) > 1 and all(len(look.split()) <= MAX_LOOK for look in found)
    assert " ".join(found).count("great ears") == 5


@pytest.mark.parametrize(
    ("action", "quotes"),
    [
        ("A heron's neck carries the chin.", ["A heron's neck carries the chin."]),
        ("The porter carries a heron's chin.", []),  # he is somebody else
        ("Some of the girls carry a heron's chin.", []),
        ("Beside her are PATRONS with a heron's chin.", []),
        ("She leaves with OTTO and a heron's chin.", ["She leaves with OTTO and a heron's chin."]),  # who has a name
        ("She tugs off her hat and coat.", []),
        ("She tugs off her brown coat.", ["She tugs off her brown coat."]),
    ],
)
def test_what_a_script_goes_on_with_is_told_of_the_one_before_unless_it_is_of_somebody_else(
    action: str, quotes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    labelled(monkeypatch, action.rstrip("."))
    found = described(screenplay(f"IDA, 30, sits down. {action}", "IDA", "OTTO"), "IDA").looks
    assert [look.text for look in found if not look.certain] == quotes


@pytest.mark.parametrize(("how", "prompt"), [(LIKELY, "palms are leather, from years of rope"), (0.6, "")])
def test_a_prompt_is_made_of_what_no_rule_reads_only_where_that_is_very_likely(
    how: float, prompt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    labelled(monkeypatch, "The palms are leather from years of rope", how=how)
    ida = described(screenplay("IDA waits. The palms are leather, from years of rope.", "IDA"), "IDA")
    (look,) = ida.looks
    assert not look.certain and look.likely == pytest.approx(how) and ida.image_prompt == prompt


def test_a_portrait_begins_where_the_first_certain_look_stands() -> None:
    likely, certain = Look("red hair", 1, IDENTITY, "", False, 0.8), Look("the paint-covered man waves", 20, IDENTITY)
    layout = lasting.Layout([1, 20], [0, 10])
    told = lasting.portrait([likely, certain], layout, set(), lambda text: [text])
    assert [look for look, _ in told] == [certain]
    assert [look for look, _ in lasting.portrait([likely], layout, set(), lambda text: [text])] == [likely]


def test_what_a_rule_reads_of_a_narrator_is_theirs_in_any_words() -> None:
    people = {one.name: one for one in script.describe(script.read(TELLER.encode()))}
    assert [(look.text, look.certain) for look in people["Narrator"].looks] == [("I'm a tall, freckled man.", True)]


TELLER = (
    "# One\n\nI came to the mill. I'm a tall, freckled man. Otto Brand opened, and Otto Brand spoke.\n\n"
    "I ate. I read. I left."
)


def test_they_may_be_ones_eyes_and_both_are_both(monkeypatch: pytest.MonkeyPatch) -> None:
    labelled(monkeypatch, "They were the colour of slate", "Both had the colour of slate")
    told = "Otto Brand met Ida Holm. Ida Holm had cold eyes. {} the colour of slate. Ida Holm spoke. Ida Holm left."
    quoted = story(told.format("They were"))
    assert quoted.count("They were the colour of slate.") == 1
    assert "Both had the colour of slate." not in story(told.format("Both had"))
