"""The words without one of which a sentence states no looks. Pure."""

from __future__ import annotations

import re

from . import appearance, conduct, dress, folk
from .shown import WOUNDS

TOLD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_DIGIT = re.compile(r"\d")
# Without one of these a sentence states no looks; the closer reading of it can be spared.
TELLING = frozenset().union(
    *(appearance.BODY, appearance.MARKS, appearance.PERSONAL, dress.GARMENTS, dress.WEARING, dress.ATTIRE),
    *(folk.FIGURES, folk.AGES, folk.DECADES, folk.NUMBERS, folk.SPECIES, folk.PEOPLE, folk.OCCUPATIONS),
    ("younger", "older", "age"),
    (f"{part}s" for part in appearance.BODY | appearance.MARKS | dress.GARMENTS if not part.endswith("s")),
)
SHOWING = TELLING | conduct.TRANSIENT | WOUNDS | {"looks", "removes", "dirty", "tired", "mussed"}  # in a screenplay


def tells(text: str, start: int, end: int, telling: frozenset[str]) -> bool:
    """Whether a sentence has any word that looks are told with, a compound like red-haired or a number."""
    sentence = text[start:end]
    found = set(TOLD.findall(sentence.lower()))
    return not telling.isdisjoint(found) or any("-" in word for word in found) or bool(_DIGIT.search(sentence))
