"""What one clause says about looks: nothing, identity, clothes, a passing state, or character and deeds instead. Pure.

The clause is written as tags (see tags.py) and the looks are patterns over them (see patterns.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from .patterns import CLOTHES, INTRODUCED, LOOKS, PORTRAIT, STATEMENT, WORN_LOOK
from .sentences import Word
from .tags import tag

IDENTITY, WARDROBE, PASSING = "identity", "wardrobe", "transient"
_Ways = tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]


def _ways(patterns: tuple[re.Pattern[str], ...]) -> _Ways:
    """Patterns with one of them all before them: most clauses of a story hold none, which one search tells."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns)), patterns


_IS_AT = re.compile("[&K]*(?:N+|R)?CK*p[AhM](?!.*[BbmGgPOk])")  # "Tim is at a table in an early 80's diner"
_LOOKS, _INTRODUCED, _CLOTHES = _ways(LOOKS), _ways(INTRODUCED), _ways(CLOTHES)
_WITH, _ACTS = re.compile("[&K]*L"), re.compile("[VJ]")


@dataclass(frozen=True)
class Reading:
    """What a clause says. `kind` is None where it shows no looks; `first` and `last` are the words that do.

    `deed` is the index of the first action verb, `character` says that personality fills the clause, `statement` that
    is, has or wears carries it, so that what follows belongs to the picture.
    """

    tags: str
    kind: str | None = None
    first: int = 0
    last: int = 0
    deed: int | None = None
    character: bool = False
    statement: bool = False


def read(words: Sequence[Word], *, introduced: bool = False, named: Set[int] = frozenset()) -> Reading:
    """Read one clause. `introduced`: it stands in apposition to a name; `named`: indices of words that are names."""
    return read_tags(tag(words, named), introduced)


@lru_cache(maxsize=8192)
def read_tags(tags: str, introduced: bool = False) -> Reading:
    """Read a clause that has been written as tags."""
    deed = _deed(tags)
    identity = _spans(_INTRODUCED if introduced else _LOOKS, tags)
    wardrobe = [] if WORN_LOOK.match(tags) else _spans(_CLOTHES, tags)
    if deed is not None and tags[deed] == "V":  # "takes her brown coat": handled, not worn
        wardrobe = [span for span in wardrobe if tags[span[0]] in "IWvr" or not deed < span[0] <= deed + 3]
    if introduced and not identity and not wardrobe and PORTRAIT.match(tags):
        identity = [(0, len(tags))]
        if re.match("[XDdwet]*[Gg]", tags) or (re.search("[Gg]", tags) and not re.search("[Bbm]", tags)):
            identity, wardrobe = [], identity
    if (not identity and not wardrobe) or _IS_AT.match(tags):
        return Reading(tags, deed=deed, character="T" in tags and not re.search("[BbmGg]", tags))
    first = min(span[0] for span in identity + wardrobe)
    last = max(span[1] for span in identity + wardrobe) - 1
    dressed_first = bool(wardrobe) and (not identity or min(wardrobe)[0] <= min(identity)[0])
    kind = WARDROBE if dressed_first or (wardrobe and all(_inside(span, wardrobe) for span in identity)) else IDENTITY
    if "t" in tags[max(0, first - 2) : last + 3]:
        kind = PASSING
    statement = bool(STATEMENT.match(tags)) and (deed is None or deed > first)
    return Reading(tags, kind, first, last, deed, "T" in tags, statement)


def _spans(ways: _Ways, tags: str) -> list[tuple[int, int]]:
    some, every = ways
    if not some.search(tags):
        return []
    return [match.span() for pattern in every for match in pattern.finditer(tags) if match.end() > match.start()]


def _inside(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in others)


def _deed(tags: str) -> int | None:
    if _WITH.match(tags):  # "with skirt caught up": a participle
        return None
    at = _ACTS.search(tags)
    return at.start() if at else None
