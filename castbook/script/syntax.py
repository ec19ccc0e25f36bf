"""Whether a mention is the subject, the object or the owner in its clause, told from the words around it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from . import naming
from .nouns import Token
from .salience import OBJECT, OBLIQUE, OWNER, SUBJECT

_WHEN = frozenset(("when", "while", "whenever", "because", "though", "although", "unless", "if"))
_APPEARANCE = frozenset(("appearance", "aspect", "arrival", "entrance"))


def portraying(tokens: Sequence[Token], at: int) -> bool:
    """Whether a pronoun opens a portrait: "he was a large man", "his eyes were small", "she wore a green shawl"."""
    rest = [token for token in tokens[at + 1 : at + 10] if token.tag != "K"]
    if not rest:
        return False
    if tokens[at].low in ("he", "she"):
        if rest[0].tag not in ("C", "H", "v") or rest[0].low in ("'d", "'ve"):
            return False
        shown = next((i for i, token in enumerate(rest) if token.tag in "DdcYyGBbmPe"), -1)
        return shown > 0 and not any(token.tag in "VJpRMIo" for token in rest[1:shown])
    part = next((i for i, token in enumerate(rest[:4]) if token.tag in "BbGm"), -1)
    return part >= 0 and part + 1 < len(rest) and rest[part + 1].tag in "CHESDdwc"


def role_of(text: str, tokens: Sequence[Token], first: int, last: int, *, inverted: bool = True) -> float:
    """The role of a mention in its clause, from the words around it. `inverted`: "said Holmes" is possible."""
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    gap = text[tokens[last].end : after.start] if after else "."
    if after and after.low == "'s":
        return OWNER
    if after and gap.isspace() and after.tag in "K" and last + 2 < len(tokens):
        after = tokens[last + 2]
        gap = text[tokens[last + 1].end : after.start]
    before = tokens[first - 1] if first else None
    if before and first > 1 and before.low == "of" and tokens[first - 2].low in _APPEARANCE:
        return SUBJECT  # "the appearance of our visitor was a surprise"
    if before and before.low == "by" and first > 1 and tokens[first - 2].low.endswith(("ed", "en", "wn")):
        return SUBJECT  # "the room was occupied by a young lady"
    if (
        before
        and before.tag in "pLIFo"
        and before.low not in _WHEN
        and text[before.end : tokens[first].start].isspace()
    ):
        return OBLIQUE
    if after and gap.isspace() and after.tag and after.tag in "CHVSEWvrR":
        return SUBJECT
    if before is None or (inverted and before.low in naming.SAYING):
        return SUBJECT
    return OBJECT
