"""The tags that looks are written in: what a word is alone, and among its neighbours."""

from __future__ import annotations

from itertools import product

import pytest

from castbook.script import tags
from castbook.script.context import in_context
from castbook.script.sentences import words

AROUND = ("", *"NRMAhK&DdwcBbmGgWaCHSzEPOZekYQUuyVJTtsjlLIFopXiqfvr")  # whatever a word may stand beside
FOLLOWING = ("", "of", "up", "on", "down", "with", "like", "into", "his", "pale", "himself")


@pytest.mark.parametrize(
    ("text", "tagged"),
    [
        ("the tall man turns pale", "hdPlt"),  # "pale" is passing, "turns" is no deed
        ("a grey-eyed lady in black", "AcPIa"),
        ("he put on a brown coat", "RvoADG"),
    ],
)
def test_a_word_is_told_by_its_neighbours(text: str, tagged: str) -> None:
    assert tags.tag(words(text, 0, len(text))) == tagged


def test_settled_words_are_the_same_beside_every_neighbour() -> None:
    """Else leaving out the question what they are among their neighbours would change what a sentence says."""
    settled = [low for low, letter in tags._TAGS.items() if letter in tags._SETTLED]
    assert {"the", "a", "he", "of", "and", "on", "in"} <= {*settled}
    for low in settled:
        mine = tags.plain(low)
        for before, two_before, after in product(AROUND, ("", "N", "A"), AROUND):
            assert in_context.__wrapped__(low, mine, before, two_before, "", after, "") == mine, low
        for before, following in product(AROUND, FOLLOWING):
            assert in_context.__wrapped__(low, mine, before, "", following, "", "") == mine, low
