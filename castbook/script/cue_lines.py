"""Cues that a play sets in its own way, written as others set them. Pure.

"IDA    Good day", Ida above speech, and "ida: Good day" become "IDA: Good day" and "Ida:".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .alphabet import UPPER as LETTER
from .text import Numbered, is_caps

_BEFORE_GAP = re.compile(r"^\s*(?P<name>[^\W\d_][\w.'\u2019\-]*(?: [\w.'\u2019\-]+){0,4})(?<![.:])\s{2,}(?=\S)")
_SMALL = re.compile(r"^\s*(?P<name>[a-z\u00df-\u00ff][\w.'\u2019\-]*(?: [\w.'\u2019\-]+){0,3}):\s+(?=\S)")
_ALONE = re.compile(rf"[{LETTER}][\w'\u2019\-]*\.?(?: (?:[{LETTER}][\w'\u2019\-]*\.?|of|de|the|van|von)){{0,3}}")
_OFTEN = 3  # speeches of somebody
_SHARES = {2: 4, 3: 8}  # how many blocks there may be for one speech, where two say something, or three and more


def as_usual(found: Sequence[list[Numbered]]) -> list[list[Numbered]]:
    """The blocks of a play with a colon behind every name that stands before a gap, or alone in small letters.

    Names are what two people at least say something under, and again and again; elsewhere nothing changes.
    """
    lines = [line for block in found for _, line in block]
    gaps = Counter(match["name"] for line in lines if (match := _BEFORE_GAP.match(line)))
    small = Counter(match["name"] for line in lines if (match := _SMALL.match(line)))
    alone = Counter(line.strip() for line in lines if _stands_alone(line))
    in_line = _names(gaps, len(found)) | _names(small, len(found))
    above = _names(alone, len(found))
    if not in_line and not above:
        return list(found)

    def usual(line: str, first: bool) -> str:
        match = _BEFORE_GAP.match(line) or _SMALL.match(line)
        if match and match["name"] in in_line:
            return f"{_capital(match['name'])}: {line[match.end() :]}"
        return f"{line.strip()}:" if first and line.strip() in above else line

    return [
        [(number, usual(line, at == 0 and not _is_list(block))) for at, (number, line) in enumerate(block)]
        for block in found
    ]


def _is_list(block: Sequence[Numbered]) -> bool:
    """Whether a block is a list of names."""
    return len(block) > 1 and all(_stands_alone(line) for _, line in block)


def _capital(name: str) -> str:
    """A name with capitals: "Wee Davie" for "wee davie"."""
    return " ".join(word[:1].upper() + word[1:] for word in name.split()) if name.islower() else name


def _stands_alone(line: str) -> bool:
    name = line.strip()
    return name[-1:] != "." and bool(_ALONE.fullmatch(name)) and not is_caps(name)


def _names(often: Counter[str], blocks: int) -> frozenset[str]:
    """The names that come again and again, where they are cues."""
    found = {name: many for name, many in often.items() if many >= _OFTEN}
    if sum(found.values()) * _SHARES.get(min(len(found), 3), 0) < blocks:
        return frozenset()
    return frozenset(name for name, many in often.items() if many > 1)
