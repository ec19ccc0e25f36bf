"""A cell of a cast list as text: what stands for nothing is empty, looks are phrases of an image prompt. Pure."""

from __future__ import annotations

import re
from typing import Any

from ..library.texts import is_visible
from ..script.labels import phrase
from .columns import Column

_EMPTY = frozenset(
    [
        "na",
        "n/a",
        "n.a.",
        "none",
        "null",
        "nil",
        "nan",
        "unknown",
        "undefined",
        "tbd",
        "-",
        "--",
        "\u2013",
        "\u2014",
        "?",
    ]
)
_NO_NAMES = frozenset(["n/a", "-", "--", "\u2013", "\u2014"])  # Null, Unknown and Na may be somebody's name
_ZEROS = re.compile(r"(?<![\d.,])0+(?=\d)")  # 012 is as old as 12
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)*")
_BBCODE = re.compile(
    r"\[/?(?:b|i|u|s|url|img|quote|h[1-6]|p|br|center|size|color|list|li|ul|ol|\*)(?:=[^\]]*)?\]", re.I
)
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def plain(value: Any) -> str:
    """A cell as plain text: lists joined, BBCode and unseen characters gone, and no "NA" or "unknown"."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(plain, value)))
    text = _text(value)
    return "" if text.casefold() in _EMPTY else text


def name(value: Any) -> str:
    """A cell that holds a name."""
    text = plain(value) if isinstance(value, list) else " ".join(_text(value).split())
    return text if is_visible(text) and text.casefold() not in _NO_NAMES else ""


def look(column: Column, value: Any) -> str:
    """A cell about looks as a phrase: 34 years old, red hair. Empty for a number whose unit nobody tells."""
    text = " ".join(plain(value).split())
    if _NUMBER.fullmatch(text):
        text = _with_unit(column, _ZEROS.sub("", text.removesuffix(".0")))
    if not text:
        return ""
    return phrase(column.field, text)


def says_none(value: Any) -> bool:
    """Whether somebody wrote that there is none; None, as Python spells it, may only say that nothing is known."""
    return isinstance(value, str) and value.strip() == "none"


def _with_unit(column: Column, number: str) -> str:
    if column.measure == "age" and number[0].isdigit():
        return f"{number} {column.unit or 'years'} old"
    unit = column.unit or (_unit_of_height(number) if column.measure == "height" else "")
    return f"{number} {unit}" if unit and number[0].isdigit() else ""


def _unit_of_height(number: str) -> str:
    """172 can only be centimetres and 1.72 only metres; 66 may be a small one's centimetres or a man's inches."""
    size = float(number.replace(",", ".")) if re.fullmatch(r"\d+(?:[.,]\d+)?", number) else 0.0
    if 120 <= size <= 280:
        return "cm"
    return "m" if 1.2 <= size <= 2.8 and not size.is_integer() else ""


def _text(value: Any) -> str:
    if value is None or isinstance(value, (dict, bool)):
        return ""
    return _UNSEEN.sub(" ", _BBCODE.sub("", str(value))).strip()
