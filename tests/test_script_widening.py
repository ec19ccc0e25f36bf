"""Sentences that are likely to tell looks are quoted whole, and the weights by which that is judged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from castbook import script
from castbook.script import weighing, widening
from castbook.script.cutting import Sentence
from castbook.script.labelling import Seen
from castbook.script.memory import Memory
from castbook.script.quoting import MAX_LOOK, Found
from castbook.script.sentences import words
from castbook.script.tags import tag
from castbook.script.text import Paragraph
from castbook.script.weights import WEIGHTS
from tests import script_weights

TEXTS = Path(__file__).parent / "scripts"


def described(text: str, name: str) -> script.CharacterDescription:
    return next(one for one in script.describe(script.read(text.encode())) if one.name == name)


def screenplay(action: str, *names: str) -> str:
    spoken = "\n\n".join(f"{name}\nI have thought about it all night." for name in names)
    return f"INT. HARBOUR OFFICE - DAY\n\n{action}\n\n{spoken}\n"


def test_a_sentence_that_is_likely_to_be_all_looks_is_quoted_whole_and_the_prompt_keeps_to_what_is_shown() -> None:
    otto = described(screenplay("Behind the wheel is OTTO, a grizzled ex-boxer pushing sixty.", "OTTO"), "OTTO")
    (look,) = otto.looks
    assert look.text == "Behind the wheel is OTTO, a grizzled ex-boxer pushing sixty."
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


def test_every_weight_is_of_a_feature_that_a_sentence_can_have() -> None:
    bias, *table = WEIGHTS.split()
    names = [name for name, _, _ in (entry.rpartition(":") for entry in table)]
    kinds = (weighing.SCREENPLAY, weighing.PLAY, weighing.PROSE)
    around = re.compile(
        rf"(?:{'|'.join(kinds)})-(?:covered|read|several|goes-on|told-[123]|words-[0-7]|others-[0-2]|by-(?:list-)?[a-z]+)"
    )
    tags = re.compile(r"[\^$&A-Za-z]{1,2}")
    assert float(bias) < 0 and len(set(names)) == len(names) > 200
    assert [name for name in names if not (around.fullmatch(name) or tags.fullmatch(name))] == []


def test_a_sentence_of_adjectives_and_parts_of_a_body_is_likelier_than_one_of_deeds() -> None:
    around = {"covered": 0.0, "source": "pronoun", "several": False, "others": 0, "told": (True, False, False)}
    looks, deeds = (
        weighing.likelihood(weighing.features(weighing.PLAY, tags, **around, goes_on=True))
        for tags in ("MBCKDD&D", "RVoIhX&VMX")
    )
    assert deeds < 0.1 < looks < 1


def test_the_weights_can_be_fitted_anew() -> None:
    found = list(script_weights.examples([TEXTS]))
    bias, weights = script_weights.fit(found)
    assert len(weights) < len({name for features, _, _ in found for name in features}) / 4
    scores = {True: [], False: []}
    for features, is_look, _ in found:
        scores[is_look].append(bias + sum(weights.get(name, 0) * value for name, value in features.items()))
    middle = {is_look: sorted(values)[len(values) // 2] for is_look, values in scores.items()}
    assert middle[False] < -1 < 0 < middle[True]
    printed: dict[str, str] = {}
    exec(script_weights.as_module(bias, weights), printed)  # noqa: S102
    assert len(printed["WEIGHTS"].split()) == len(weights) + 1


def story(told: str) -> list[str]:
    """The looks in a story about Otto Brand with a sentence more."""
    text = f"I came to the mill. Otto Brand opened. Otto Brand spoke. {told} He said nothing. Otto Brand went in.\n"
    return [look.text for one in script.describe(script.read(text.encode())) for look in one.looks]


def test_what_goes_on_telling_looks_joins_a_storys_quote() -> None:
    told = "On the step, with a clay pipe in his mouth, sat a short, bald, bearded man."
    assert story(told) == [told]
    assert story("A slow frown crept over Otto Brand's freckled face.") == [
        "A slow frown crept over Otto Brand's freckled face."
    ]


@pytest.mark.parametrize(
    ("likely", "quote"),
    [
        (range(0), "his freckled face"),
        (range(4, 17), "his freckled face, with a scar"),  # "at the mill" begins and "that he had" ends no piece
        (range(2, 11), "they said at the mill that his freckled face"),
        (range(8, 20), "his freckled face, with a scar that he had from a fall"),
    ],
)
def test_a_quote_goes_on_to_where_a_piece_ends_or_to_what_shows_something(
    likely: range, quote: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "That year, they said at the mill that his freckled face, with a scar that he had from a fall"
    start = text.index("his")
    told = words(text, 0, len(text))
    marks = tuple("," if text[: word.start].endswith(", ") else "" for word in told)
    seen = Seen(tag(told), marks, (), (), "pronoun", (False, False), False, False, 0, 0.5)
    monkeypatch.setattr(widening.MODEL, "likelihoods", lambda _: [float(at in likely) for at in range(len(told))])
    paragraph = Paragraph("action", text, 1)
    unit = widening.Unit(Sentence(Memory([]), text, 0, len(text), []), paragraph, 0, len(text), (0,), {})
    found = Found(paragraph, (0,), start, start + len("his freckled face"), "identity", True)
    joined = widening.joined(unit, found, seen)
    assert text[joined.start : joined.end] == quote


def test_a_sentence_longer_than_a_quote_may_be_is_labelled_too(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def likelihoods(seen: Seen) -> list[float]:
        asked.append(len(seen.tags))
        return [0.0] * len(seen.tags)

    monkeypatch.setattr(widening.MODEL, "likelihoods", likelihoods)
    often = ", and the wheel turned and the water fell and the dog slept" * 4
    story(f"Otto Brand had a long white face{often}.")
    assert max(asked) > MAX_LOOK
