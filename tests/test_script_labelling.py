"""Which stretches of a narration tell looks, by how likely each word does."""

from __future__ import annotations

import numpy as np
import pytest

from castbook.script import labelling
from castbook.script.labelling import Labels, stretches
from castbook.script.network import tokens
from castbook.script.quoting import MAX_LOOK
from castbook.script.sentences import words

NONE, SOME, LIKELY = 0.01, 0.4, 0.95


def marks(text: str) -> list[str]:
    """The punctuation before each word of a text whose words have spaces between them."""
    told = text.split()
    return ["", *("," if word.endswith(",") else "" for word in told[:-1])]


@pytest.mark.parametrize(
    ("text", "likely", "quotes"),
    [
        ("he ran and ran", {}, []),
        ("he ran and ran", {1: SOME, 2: SOME}, []),  # nothing in it is sure
        ("we saw how a tall man ran away over it", {3: SOME, 4: LIKELY, 5: SOME}, ["a tall man"]),
        ("a tall man, a fat cook", {1: LIKELY, 2: LIKELY, 4: LIKELY, 5: LIKELY}, ["a tall man, a fat cook"]),
        ("a tall man, who ran home and slept", {0: LIKELY, 1: LIKELY, 2: LIKELY}, ["a tall man,"]),
        ("bald, he ran home, fat", {0: LIKELY, 4: LIKELY}, ["bald,", "fat"]),
        ("he came, a man so very tall, home", {3: SOME, 4: SOME, 5: LIKELY, 6: LIKELY}, ["a man so very tall,"]),
    ],
)
def test_a_stretch_goes_on_as_far_as_it_may_and_takes_whole_pieces(
    text: str, likely: dict[int, float], quotes: list[str]
) -> None:
    told = text.split()
    looks = [likely.get(at, NONE) for at in range(len(told))]
    assert [" ".join(told[one.first : one.last + 1]) for one in stretches(looks, marks(text))] == quotes


def test_a_stretch_longer_than_a_quote_may_be_is_cut_where_pieces_end() -> None:
    text = " ".join(["a long grey coat with many tarnished old buttons,"] * 6)
    found = list(stretches([LIKELY] * len(text.split()), marks(text)))
    assert [(one.first, one.last) for one in found] == [(0, 35), (36, 53)]
    assert [one.likely for one in found] == pytest.approx([LIKELY, LIKELY])
    unbroken = text.replace(",", "")
    (whole,) = stretches([LIKELY] * len(text.split()), marks(unbroken))
    assert (whole.first, whole.last) == (0, 53) and MAX_LOOK < 54


class Told:
    """A network to which every word with an x tells looks."""

    def likelihoods(self, paragraphs: list[list[str]]) -> list[np.ndarray]:
        return [np.array([LIKELY if "x" in word else NONE for word in one], np.float32) for one in paragraphs]


def test_words_get_the_likelihood_of_what_the_network_read_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labelling, "network", Told)
    text = "The fox-like man isn't Max's uncle."
    labels = Labels([text, "", "No."])
    told = words(text, 0, len(text))
    looks = dict(zip([word.text for word in told], labels.likelihoods(text, told), strict=True))
    assert {word for word, look in looks.items() if look > 0.5} == {"fox-like", "Max"}
    assert labels.tells(text, 0, len(text)) and not labels.tells(text, text.index("isn't"), text.index("Max"))
    assert not labels.tells("No.", 0, 3) and not labels.tells("", 0, 0)
    assert labels.tells("A box.", 0, 6) and not labels.tells("A bag.", 0, 6)  # which it has not read before
    assert len(tokens(text)[0]) > len(told)
