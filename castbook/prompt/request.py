"""Reading what was typed for a generation: strict about types and ranges, and clear about what is wrong. Pure."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..cast import ASPECTS, MAX_SEED, GenerationRequest
from ..errors import Invalid

MAX_TEXT = 20_000  # characters of one prompt
MAX_NAME = 1_000  # characters of a model's name
MAX_WORD = 64  # characters of a sampler, a scheduler, an id
MAX_COUNT = 64
MAX_STEPS = 200
MAX_CFG = 100
NOT_TEXT = re.compile("[\x00\ud800-\udfff]")  # NUL and halves of surrogate pairs cannot be stored as text
NOT_IN_A_WORD = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def read_request(fields: Mapping[str, Any]) -> GenerationRequest:
    """What was typed, from JSON. Raises Invalid, naming the field, on an unknown one and on a wrong type or range.

    `key` belongs to the queue and is left alone.
    """
    if not isinstance(fields, Mapping):
        raise Invalid("wrong_type", "A generation is a JSON object of fields.", 'For example {"aspect": "2:3"}.')
    typed: dict[str, Any] = {}
    for name, value in fields.items():
        if name in _READERS:
            typed[name] = _READERS[name](name, value)
        elif name != "key":
            hint = near(str(name), [*_READERS, "key"]) or f"Its fields are {', '.join(_READERS)}, key."
            raise Invalid("unknown_field", f"A generation has no field {str(name)[:MAX_WORD]!r}.", hint)
    return GenerationRequest(**typed)


def check_seed(seed: str) -> str:
    """A seed as decimal text from "0" to "18446744073709551615". Raises Invalid.

    Text may have white space around it and leading zeros, which are dropped; signs, other digits than 0-9, fractions
    and exponents are refused. So are numbers: above 2^53 a browser has rounded them before anybody could notice.
    """
    return _seed("seed", seed)


def check_seed_or_random(seed: str | None) -> str | None:
    """The same, or None for a random one: what None and a text without anything in it stand for."""
    return _seed_or_random("seed", seed)


def near(name: str, known: Iterable[str]) -> str:
    """ "Did you mean ...?" for a name that is not known, or nothing."""
    matches = difflib.get_close_matches(name[:MAX_NAME], list(known), n=3, cutoff=0.6)
    return f"Did you mean {' or '.join(matches)}?" if matches else ""


def _seed(name: str, value: Any) -> str:
    if not isinstance(value, str):
        hint = 'Send it in quotes, like "7": numbers lose digits on their way.'
        raise Invalid("wrong_type", f"The field {name} must be decimal text or null.", hint)
    digits = value.strip()
    if not re.fullmatch("[0-9]{1,64}", digits):
        hint = "Use the digits 0 to 9, or leave the seed empty for a random one."
        raise Invalid("bad_seed", f"The {name} {_short(value)} is not a whole number from 0 on.", hint)
    if int(digits) > MAX_SEED:
        raise Invalid("bad_seed", f"The {name} {_short(value)} is too large.", f"The largest is {MAX_SEED}.")
    return str(int(digits))


def _seed_or_random(name: str, value: Any) -> str | None:
    blank = value is None or (isinstance(value, str) and not value.strip())
    return None if blank else _seed(name, value)


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong_type(name, "text")
    if len(value) > MAX_TEXT:
        raise Invalid("too_long", f"The {name} has {len(value)} characters.", f"At most {MAX_TEXT} are taken.")
    if NOT_TEXT.search(value):
        raise Invalid("not_text", f"The {name} holds characters that are not text.", "Type it anew, or paste it plain.")
    return value


def _word(name: str, value: Any, limit: int = MAX_WORD) -> str:
    if not isinstance(value, str):
        raise _wrong_type(name, "text")
    if not value.strip() or len(value) > limit or NOT_IN_A_WORD.search(value):
        raise Invalid(
            "bad_name", f"The {name} must be one line of 1 to {limit} characters.", "Leave it out for the usual one."
        )
    return value


def _model(name: str, value: Any) -> str:
    return _word(name, value, MAX_NAME)


def _design_id(name: str, value: Any) -> str | None:
    return None if value is None else _word(name, value)


def _aspect(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong_type(name, "text like 2:3")
    if value not in ASPECTS:
        raise Invalid(
            "bad_aspect", f"There is no aspect ratio {_short(value)}.", f"Choose one of {', '.join(ASPECTS)}."
        )
    return value


def _whole(low: int, high: int) -> Callable[[str, Any], int]:
    def read(name: str, value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise _wrong_type(name, "a whole number")
        if not low <= value <= high:
            raise Invalid(
                "out_of_range", f"The {name} must be from {low} to {high}.", "Leave it out for the usual value."
            )
        return value

    return read


def _cfg(name: str, value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise _wrong_type(name, "a number")
    if not 0 <= value <= MAX_CFG or not math.isfinite(value):
        raise Invalid("out_of_range", f"The {name} must be from 0 to {MAX_CFG}.", "Leave it out for the usual value.")
    return float(value)


def _wrong_type(name: str, wanted: str) -> Invalid:
    return Invalid("wrong_type", f"The field {name} must be {wanted}.", "Leave it out to take the usual value.")


def _short(value: str) -> str:
    shown = repr(value)
    return shown if len(shown) <= MAX_WORD else shown[:MAX_WORD] + "…"


_READERS: dict[str, Callable[[str, Any], Any]] = {
    "image_prompt": _text,
    "negative": _text,
    "seed": _seed_or_random,
    "aspect": _aspect,
    "model": _model,
    "design_id": _design_id,
    "count": _whole(1, MAX_COUNT),
    "steps": _whole(1, MAX_STEPS),
    "cfg": _cfg,
    "sampler": _word,
    "scheduler": _word,
}
