"""Typed fields of a JSON object and of a query: wrong, missing and unknown ones are named, the rest is passed on.

A field that was left out stays out of the result, so that the library tells absent from empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..errors import Invalid, NotFound

Check = Callable[[Any], bool]
DEFAULT_LIMIT = 100
MAX_LIMIT = 500
MAX_OFFSET = 2**53
WINDOW = ("offset", "limit")  # the parameters of every list
IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Field:
    """What one field may hold: a check and, for the error's hint, the words for it."""

    def __init__(self, words: str, check: Check) -> None:
        self.words = words
        self.check = check

    def or_null(self) -> Field:
        """The same, or null."""
        return Field(f"{self.words} or null", lambda value: value is None or self.check(value))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


TEXT = Field("text", _is_text)
TEXTS = Field("a list of texts", lambda value: isinstance(value, list) and all(map(_is_text, value)))
NULLABLE_TEXT = TEXT.or_null()
SEED = Field('a seed as text of digits ("7"), "" or null', lambda value: value is None or _is_text(value))


def read(body: Mapping[str, Any], known: Mapping[str, Field], required: tuple[str, ...] = ()) -> dict[str, Any]:
    """The body's fields, checked against `known`. Raises Invalid that names the first field that is not right."""
    for name, value in body.items():
        if name not in known:
            hint = f"Known are: {', '.join(known)}." if known else "This route takes no fields: send {}."
            raise Invalid("unknown_field", f"There is no field {_short(name)!r} here.", hint)
        if not known[name].check(value):
            raise Invalid("wrong_type", f"The field {name} has the wrong type.", f"It takes {known[name].words}.")
    for name in required:
        if name not in body:
            raise Invalid("missing_field", f"The field {name} is missing.", f"It takes {known[name].words}.")
    return dict(body)


def check_names(query: Iterable[str], known: tuple[str, ...]) -> None:
    """Refuse a parameter of the address that is not known, or that is there twice: which of the two was meant?"""
    seen: set[str] = set()
    for name in query:
        if name not in known:
            hint = f"Known are: {', '.join(known)}." if known else "This address takes none."
            raise Invalid("unknown_parameter", f"There is no parameter {_short(name)!r} here.", hint)
        if name in seen:
            raise Invalid("doubled_parameter", f"The parameter {name} is there twice.", "Send it once.")
        seen.add(name)


def window(query: Mapping[str, str]) -> tuple[int, int]:
    """(offset, limit) of a list, from ?offset=&limit=."""
    offset = _whole(query.get("offset", "0"), "offset", 0, MAX_OFFSET)
    return offset, _whole(query.get("limit", str(DEFAULT_LIMIT)), "limit", 1, MAX_LIMIT)


def choice(query: Mapping[str, str], name: str, allowed: tuple[str, ...], default: str) -> str:
    """One of a few words from the query."""
    value = query.get(name, default)
    if value not in allowed:
        raise Invalid(f"unknown_{name}", f"That {name} is not offered.", f"It is one of {', '.join(allowed)}.")
    return value


def flag(query: Mapping[str, str], name: str) -> bool:
    """true or false from the query; false where it is not there."""
    return choice(query, name, ("false", "true"), default="false") == "true"


def identifier(text: str, kind: str) -> str:
    """An id from a path or body; NotFound for what no id of ours looks like, so that nothing else goes further in."""
    if not IDENTIFIER.fullmatch(text):
        raise NotFound(f"unknown_{kind}", f"There is no such {kind} in this library.", "Reload to see what is there.")
    return text


def _short(name: str) -> str:
    return name if len(name) <= 40 else name[:40] + "…"


def _whole(text: str, name: str, low: int, high: int) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 16 and low <= int(text) <= high:
        return int(text)
    raise Invalid(f"wrong_{name}", f"The {name} is not a number that a list can use.", f"It is {low} to {high}.")
