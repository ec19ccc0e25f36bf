"""One portrait shows one age: which of the ages that a script tells is the one somebody mostly has in it. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Protocol, TypeVar

_AGE = re.compile(
    r"(?:\(|\b[Aa]ged? |\bAGE |\bnow |, |\bis |\bwas |^)(?:about |only |just |early |mid |late )?"
    r"(\d{1,2})(?:['\u2019]?s|-ish)?(?=\W|$)|\b(\d{1,2})(?:-| )years?(?:-| )old"
)
_SAME = 9  # years; closer ages are one stage of life


class _Told(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def line(self) -> int: ...


T = TypeVar("T", bound=_Told)


def of_one_age(looks: Sequence[T], spoken: Sequence[int], scenes: Sequence[int]) -> tuple[T, ...]:
    """The looks without those that tell another age than the one in which most is said.

    `spoken` holds the lines of the character's speeches, `scenes` the lines on which scenes start: an age told in a
    flashback holds for its scene. Where nothing is said at any of them, the first age stays.
    """
    told = [(look.line, age) for look in looks if (age := age_in(look.text)) is not None]
    if len({age for _, age in told}) < 2:
        return tuple(looks)
    talk = Counter(bisect_right(scenes, line) for line in spoken)
    speeches: Counter[int] = Counter()
    for age, scene in {(age, bisect_right(scenes, line)) for line, age in told}:
        speeches[age] += talk[scene]
    main = max(dict.fromkeys(age for _, age in told), key=lambda age: speeches[age])
    return tuple(look for look in looks if (age := age_in(look.text)) is None or abs(age - main) <= _SAME)


def age_in(text: str) -> int | None:
    """The age in years that a look tells in digits; a decade's first year for "in her 30s"; None for no age."""
    found = _AGE.search(text)
    return int(found.group(1) or found.group(2)) if found else None
