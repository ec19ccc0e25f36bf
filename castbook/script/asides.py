"""Directions within a speech that show whoever speaks. Pure."""

from __future__ import annotations

import re

from . import text as kinds
from .sentences import sentences, without_speech, words
from .tags import tag
from .text import Paragraph

# An aside that shows its speaker: "in her Sunday clothes", "dressed for the street".
DRESSED = re.compile(
    r"\W*(?:now |also |both )?(?:in (?:his|her|a|an|full|black|white)\b|wearing\b|dressed\b|clad\b)", re.IGNORECASE
)
# One that shows how its speaker feels: "very pale", "blushing". It is gone with the scene.
FLUSHED = re.compile(
    r"\W*(?:(?:very|quite|deadly|suddenly|visibly|now|a little|still) )*"
    r"(?:pale|white|red|scarlet|crimson|flush(?:ed|ing)|blushing|ashen|livid|dripping|drenched|soaked|sweating|"
    r"dishevelled|bareheaded)\b",
    re.IGNORECASE,
)
_PERSON = re.compile("A[XDdwcYTtWe&K]*P(?![CHVSM])")
_AGE = re.compile("[pK]{0,2}(?:Q|Y)(?:$|UD?|[dcDY])")  # "[About thirty, emaciated]"
_LONGEST = 14  # words before the noun that a portrait starts with


def is_aside(paragraph: Paragraph) -> bool:
    """Whether a paragraph with a speaker goes on about them: "(blushing)", "[deadly pale, with a hand raised]"."""
    first = paragraph.text.lstrip("([_ ")[:1]
    return paragraph.kind == kinds.PARENTHETICAL or (paragraph.kind == kinds.ACTION and first.islower())


def shows_speaker(text: str) -> bool:
    """ "OTTO. [A stout man of forty, in a grey suit-- taking a chair]": a portrait with no verb is the speaker's."""
    masked = without_speech(text)
    first = next(iter(sentences(masked)), (0, 0))
    tags = tag(words(masked, *first))
    if _AGE.match(tags):
        return True
    found = _PERSON.match(tags[:_LONGEST])
    return bool(found) and not re.search("(?<!R)[CHV]", tags[found.end() :])
