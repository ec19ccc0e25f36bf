"""From looks to an image prompt: plain phrases, tags or sentences; the character's name and grammar words left out. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

STYLES = ("phrases", "tags", "sentences")

_OPENING = re.compile(
    r"^(?:(?:and|but|also|then)\s+)?(?:(?:he|she|they|who)\s+(?:is|are|was|were|has|had|wears|wore|looks|looked)\b|(?:his|her|their|the)\b|"
    r"is\b|are\b|was\b|were\b|each\b|all\b|both\b|with\b|has\b|had\b)\s*",
    re.IGNORECASE,
)


def render(looks: Sequence[tuple[str, str]], names: Sequence[str], gender: str, style: str) -> str:
    """Join looks (text, kind) into an image prompt in the given style; "" for no looks."""
    phrases: list[str] = []
    for text, _ in looks:
        phrase = _phrase(text, names)
        if phrase and phrase.casefold() not in (p.casefold() for p in phrases):
            phrases.append(phrase)
    return ", ".join(phrases)


def _phrase(text: str, names: Sequence[str]) -> str:
    text = re.sub(r"(?<=\w)- (?=\w)", "-", text).strip(" .;,")
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"^(?:the\s+)?{re.escape(name)}\b(?:['\u2019]s)?\s*[,:]?\s*", "", text, flags=re.IGNORECASE)
    text = _OPENING.sub("", text.strip())
    return " ".join(text.split()).strip(" .;,")
