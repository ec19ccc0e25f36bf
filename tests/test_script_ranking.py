"""Whose a look in a story is where no rule reads it, and the weights by which that is judged."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from castbook import script
from castbook.script import coreference, genders, prose_cast, ranking
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


def owner(look: str, guess: str) -> str:
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
    found = ranking.Ranking(references, everybody).owner(sentence, start, end, guessed)
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


def test_every_weight_is_of_a_feature_that_somebody_can_have() -> None:
    names = [name for name, _, _ in (entry.rpartition(":") for entry in RANKS.split())]
    known = re.compile(
        r"nobody|guess(?:-stranger)?|in(?:-(?:name|noun|pronoun))?|before(?:-subject)?|after(?:-first|-paragraph)?|"
        r"named|(?:near-)?(?:agrees|differs|unsure)|ago-(?:\d+|never)|new-\d|narrator|stranger"
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
    printed: dict[str, str] = {}
    exec(script_ranks.as_module(weights), printed)  # noqa: S102
    assert len(printed["RANKS"].split()) == len(weights)
