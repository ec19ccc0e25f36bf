"""A play's list of costumes: each entry says what one of its characters, or several, wear. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .cues import COSTUMES
from .looks import IDENTITY, WARDROBE
from .memory import Who
from .mentions import Names
from .quoting import MAX_LOOK, Found
from .sentences import sentences, words
from .tags import tag
from .text import Paragraph

_AND = re.compile(r"\s*(?:,|&|and|,\s*and)\s*(?:the\s)?", re.IGNORECASE)
_LEADS = re.compile(r"[\s_]*(?:[.,]?\s*(?:--|[\u2013\u2014])|:|\.\s)[\s_]*")  # between the names and what they wear
_SHOWN = re.compile("[GgWavrBbmDdc]")


def is_heading(text: str) -> bool:
    """Whether a line is the heading of such a list."""
    return bool(COSTUMES.fullmatch(text))


def looks(paragraph: Paragraph, names: Names) -> Iterator[Found]:
    """What an entry says, sentence by sentence; nothing for a paragraph that is none."""
    text = paragraph.text
    who, start = _of(text, names)
    if not who:
        return
    for at, (first, end) in enumerate(sentences(text[start:])):
        first, end = first + start, end + start
        told = words(text, first, end)
        tags = tag(told)
        begins = 0 if not at else first  # the first with the names
        if _SHOWN.search(tags) and len(words(text, begins, end)) <= MAX_LOOK:
            kind = IDENTITY if re.search("[Bbm]", tags) and not re.search("[GgWavr]", tags) else WARDROBE
            yield Found(paragraph, who, begins, end, kind, True, ((first, end),))


def _of(text: str, names: Names) -> tuple[Who, int]:
    """Whose entry a paragraph is, and where it begins to say what they wear."""
    who: list[int] = []
    end = 0
    for mention in names.find(text):
        if mention.start != end and not (who and _AND.fullmatch(text, end, mention.start)):
            break
        who.append(mention.who)
        end = mention.end
    leads = _LEADS.match(text, end) if who else None
    return (tuple(dict.fromkeys(who)), leads.end()) if leads else ((), 0)
