"""One portrait shows one age: which of the ages that a script tells is the one somebody mostly has in it. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Protocol, TypeVar

_ONES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_TEENS = {
    **{"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16},
    **{"seventeen": 17, "eighteen": 18, "nineteen": 19},
}
_TENS = {
    **{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
}
_YEARS = {
    **_ONES,
    **_TEENS,
    **_TENS,
    **{f"{ten}-{one}": tens + ones for ten, tens in _TENS.items() for one, ones in _ONES.items()},
}
SPELLED = "|".join(sorted(_YEARS, key=len, reverse=True))
_DECADES = {f"{ten[:-1]}ies": years for ten, years in _TENS.items()}
_STAGES = {"teenage": 15, "teenaged": 15, "teen": 15, "teenager": 15, "teens": 15, "adolescent": 15, "toddler": 2}
_ABOUT = r"(?:about |only |just |early |mid |late |early-|mid-|late-)?"
_LEAD = rf"(?:\(|\b(?:aged?|now|is|was) |, |^){_ABOUT}"
_NO_SIZE = r"(?!\w|[.'\u2019\u2032]\d|\s?(?:cm|m|ft|feet|foot|inch(?:es)?|kg|lbs?|pounds|stone)\b)"
_AGE = re.compile(
    rf"{_LEAD}([1-9]\d?)(?:['\u2019]?s|-ish)?{_NO_SIZE}|\b([1-9]\d?)(?:-| )years?(?:-| )old"
    rf"|{_LEAD}({SPELLED})(?=[,.;)]|$)|\b({SPELLED})(?:-| )years?(?:-| )old"
    rf"|\b(?:his|her|their) {_ABOUT}(\d0)['\u2019]?s\b|\b({'|'.join(_DECADES)})\b|\b({'|'.join(_STAGES)})\b",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[a-z]+|\d")
_SIGNS = frozenset("0123456789").union(_YEARS, _DECADES, _STAGES)
_REST_OF_AGE = re.compile(r"^(?: years?(?: old)?)?\)?")
_FLASHBACK = re.compile(r"\b(?i:flash[\s-]?back)\b|\b(?:YEARS|MONTHS) (?:EARLIER|AGO|BEFORE)\b")
_HINTS = ("lash", "LASH", "YEARS", "MONTHS")  # one of which stands in every such paragraph
_SAME = 9  # years; closer ages are one stage of life


class _Told(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def line(self) -> int: ...


T = TypeVar("T", bound=_Told)


def of_one_age(looks: Sequence[T], spoken: Sequence[int], scenes: Sequence[int], past: Sequence[int]) -> tuple[T, ...]:
    """The looks without those that tell another age than the one in which most is said.

    `spoken` holds the lines of the character's speeches, `scenes` the lines on which scenes start, `past` the lines
    that say a flashback begins: an age told in one holds for its scene. Where nothing is said at any of them, the
    first age stays. What is told in a flashback counts where nothing else is.
    """
    ages = [age_in(look.text) for look in looks]
    told = [(look.line, age) for look, age in zip(looks, ages, strict=True) if age is not None]
    if len({age for _, age in told}) < 2:
        return tuple(looks)
    begun = {bisect_right(scenes, line): line for line in sorted(past, reverse=True)}  # the first of each scene
    present = [(line, age) for line, age in told if begun.get(bisect_right(scenes, line), line + 1) > line]
    talk = Counter(bisect_right(scenes, line) for line in spoken)
    speeches: Counter[int] = Counter()
    for age, scene in {(age, bisect_right(scenes, line)) for line, age in present or told}:
        speeches[age] += talk[scene]
    stages = list(dict.fromkeys(age for _, age in present or told))
    # nobody grows younger: an earlier stage that is told later is a memory, called so or not
    main = max((age for age in stages if age >= stages[0] - _SAME), key=lambda age: speeches[age])
    return tuple(look for look, age in zip(looks, ages, strict=True) if age is None or abs(age - main) <= _SAME)


def flashbacks(paragraphs: Sequence[_Told]) -> list[int]:
    """The lines of the paragraphs that say a flashback begins."""
    hinted = [one for one in paragraphs if any(hint in one.text for hint in _HINTS)]  # far quicker than the search
    return [one.line for one in hinted if _FLASHBACK.search(one.text)]


def with_first_age(texts: Sequence[str]) -> list[str]:
    """The texts of looks with the age that the first of them tells, and no other: "now 33, in black" -> "in black"."""
    found: list[str] = []
    told = False
    for text in texts:
        if (age := _AGE.search(text)) and told:
            text = text[: age.start()] + _REST_OF_AGE.sub("", text[age.end() :])
        told = told or bool(age)
        found.append(text)
    return found


def age_in(text: str) -> int | None:
    """The age in years that a look tells; a decade's first year for "in her 30s"; None for no age."""
    if _SIGNS.isdisjoint(_PIECE.findall(text.lower())):  # far quicker than the search
        return None
    found = _AGE.search(text)
    if not found:
        return None
    digits, old, alone, spelled, tens, decade, stage = ((part or "").lower() for part in found.groups())
    if number := digits or old or tens:
        return int(number)
    return {**_YEARS, **_DECADES, **_STAGES}[alone or spelled or decade or stage]
