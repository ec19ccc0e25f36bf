"""Whose a look in a story is where no rule reads it, and the weights by which that is judged."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from castbook import script
from castbook.script import coreference, genders, prose_cast, ranking, tracking
from castbook.script.cutting import Sentence
from castbook.script.memory import Memory, Who
from castbook.script.mentions import Names, within
from castbook.script.people import Person, surfaces
from castbook.script.ranks import RANKS
from tests import script_ranks

STORY = (
    "# One\n\nI met Anders Holt on the pier. Anders Holt carried a lamp. I followed him home, and he talked of the sea."
    "\n\nMartha Reck kept the door. She let me in without a word, and Martha Reck took my coat. {look} She went back "
    "to her chair.\n\nAnders Holt laughed. Martha Reck said nothing. I was tired, and I slept.\n"
)


def owner(look: str, guess: str, likely: float = 0.7) -> str:
    """Whose a sentence of the story is, where the rules guess somebody."""
    text = script.read(STORY.format(look=look).encode())
    people = prose_cast.find(text)
    owners = surfaces(people)
    genders.settle(text, people, owners)
    names = Names(owners, people)
    references = coreference.resolve(text, people, names)
    everybody = [*people, *references.strangers, Person("")]
    memory = Memory(everybody)
    line, told = next((line, told) for line, told in references.narration.items() if look in told.text)
    memory.line = line
    start = told.text.index(look)
    end = start + len(look)
    sentence = Sentence(memory, told.text, start, end, list(within(told.named, start, end)))
    guessed: Who = tuple(who for who, person in enumerate(everybody) if guess and person.name == guess)
    assert bool(guess) == bool(guessed)
    found = ranking.Ranking(references, everybody).owner(sentence, start, end, guessed, likely)
    return everybody[found[0]].name if found else ""


@pytest.mark.parametrize(
    ("look", "guess", "whose"),
    [
        ("The cheeks of Martha Reck were as wrinkled as walnuts.", "", "Martha Reck"),
        ("I could not look away from her cheeks.", "Narrator", "Martha Reck"),
        ("Her cheeks were wrinkled.", "Martha Reck", "Martha Reck"),
    ],
)
def test_a_look_goes_to_whom_the_text_around_it_speaks_of(look: str, guess: str, whose: str) -> None:
    assert owner(look, guess) == whose


def test_where_nobody_is_likely_the_look_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "_SURE", 0.999)
    assert owner("Her cheeks were wrinkled.", "Martha Reck") == ""


def test_where_the_rules_name_nobody_somebody_must_be_likelier(monkeypatch: pytest.MonkeyPatch) -> None:
    look = "The cheeks of Martha Reck were as wrinkled as walnuts."
    assert owner(look, "") == owner(look, "Martha Reck") == "Martha Reck"
    monkeypatch.setattr(ranking, "_SURELY", 0.999)
    assert owner(look, "") == ""
    assert owner(look, "Martha Reck") == "Martha Reck"


def test_whom_a_rule_names_keeps_what_it_reads_unless_somebody_is_far_likelier(monkeypatch: pytest.MonkeyPatch) -> None:
    look = "The cheeks of Martha Reck were as wrinkled as walnuts."
    monkeypatch.setattr(ranking, "_CHANGED", 99.0)
    assert owner(look, "Anders Holt", likely=1.0) == "Anders Holt"
    monkeypatch.setattr(ranking, "_CHANGED", 0.0)
    assert owner(look, "Anders Holt", likely=1.0) == "Martha Reck"


def test_what_was_told_last_is_gone_on_with() -> None:
    found = ranked(
        "A thin lady sat by the stove. Her hair was white. Her eyes were the colour of slate.", "Her eyes were"
    )
    mine = next(names for who, names in found.items() if "guess" in names)
    assert {"last-1-here", "last-his", "last-guess"} <= set(mine)
    assert {"told-1", "told-8"} & set(mine)
    others = [names for who, names in found.items() if who and "guess" not in names]
    assert others and all("not-last-guess" in names for names in others)


def test_who_comes_or_is_named_later_is_ranked_by_that() -> None:
    told = "I saw a broad man. He had a grey beard. He left.\n\n{name} came back. {name} laughed at me. {more}"
    found = ranked(told.format(name="Orsel Vane", more=""), "He had a grey beard")
    assert any({"guess", "named-later-2"} <= set(names) for names in found.values())
    found = ranked(told.format(name="Mrs. Vane", more="She took off her hat."), "He had a grey beard")
    assert any({"coming-name", "coming-3", "differs"} <= set(names) for names in found.values())


def ranked(told: str, look: str) -> dict[Who, list[str]]:
    """What everybody is ranked by where a story tells a look."""
    asked: list[dict[Who, list[str]]] = []

    class Noting(ranking.Ranking):
        def features(self, sentence: Sentence, start: int, end: int, guess: Who, likely: float) -> dict[Who, list[str]]:
            found = super().features(sentence, start, end, guess, likely)
            if sentence.text[start:end].startswith(look):
                asked.append(found)
            return found

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tracking, "Ranking", Noting)
        script.describe(
            script.read(f"# One\n\nI was tired, and I slept. I sat.\n\n{told} I went on. I ate.\n".encode())
        )
    return asked[0]


def test_every_weight_is_of_a_feature_that_somebody_can_have() -> None:
    names = [name for name, _, _ in (entry.rpartition(":") for entry in RANKS.split())]
    opening = "(?:he|his|i|article|they|other)"
    known = re.compile(
        r"nobody(?:-(?:0\.[05-9]|1\.0|guessed|here|in|before))?|guess|here(?:-(?:subject|first))?|"
        r"(?:in|left|right)-(?:name|noun|pronoun)|in|before(?:-(?:subject|object))?|named|last-subject|first|most|"
        r"(?:near-)?(?:agrees|differs|unsure)|ago-(?:\d+|never)|new-\d|coming-(?:\d|far|name)|"
        r"named-later-(?:\d+|far)|named-new-\d|told-\d+|stranger|"
        rf"narrator(?:-{opening})?|last-(?:\d|far)(?:-here)?|last-{opening}|(?:not-)?last-guess"
    )
    assert len(names) == len(set(names)) > 20
    assert [name for name in names if not known.fullmatch(name)] == []


def test_the_weights_can_be_fitted_anew(tmp_path: Path) -> None:
    look = "The cheeks of Martha Reck were as wrinkled as walnuts."
    reck = {"name": "Martha Reck", "aliases": [], "looks": [{"text": look}], "not_looks": []}
    (tmp_path / "story.txt").write_text(STORY.format(look=look), "utf-8")
    (tmp_path / "gold.json").write_text(json.dumps({"files": {"story.txt": {"characters": [reck]}}}), "utf-8")
    found = list(script_ranks.examples([tmp_path]))
    assert len(found) == 1 and found[0][1] != [()]
    weights = script_ranks.fit(found * 40)
    (candidates, owners), *_ = found
    scores = {who: sum(weights.get(name, 0) for name in names) for who, names in candidates.items()}
    assert max(scores, key=scores.__getitem__) in owners
    less = script_ranks.fit(found * 40, [0.1] * 40)
    assert abs(less["in-name"]) < abs(weights["in-name"])
    half = script_ranks.main([f"0.5:{tmp_path}"])
    assert half.startswith('"""The weights of ranking.py') and half == script_ranks.main([f"0.5:{tmp_path}"])
    printed: dict[str, str] = {}
    exec(script_ranks.as_module(weights), printed)  # noqa: S102
    assert len(printed["RANKS"].split()) == len(weights)
