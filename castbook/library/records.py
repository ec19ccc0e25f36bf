"""What a version may record about how it was made: checked where it is written, made fit where a graph says it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from ..cast import DesignRef, EngineInfo, Settings, shallow
from ..errors import Invalid
from ..prompt import check_seed
from . import texts

MAX_WHOLE = 2**53  # what JSON's readers take without losing digits
_NUMBERS = "Numbers are finite, and whole ones below 2^53."


def settings(value: Settings) -> Settings:
    """The settings, if every one can be kept. Raises Invalid for a broken text, a seed that is none, NaN, 10^400."""
    _check(shallow(value))
    return value if value.seed is None else replace(value, seed=check_seed(value.seed))


def design(value: DesignRef) -> DesignRef:
    """The same for the design that a version remembers."""
    _check(shallow(value))
    return value


def engine(value: EngineInfo) -> EngineInfo:
    """The same for what rendered it."""
    _check(shallow(value))
    return value


def fit(value: Settings) -> Settings:
    """The settings as far as they can be kept: broken letters become U+FFFD, a number that is none is not known."""
    facts = {name: _fit(one) for name, one in shallow(value).items()}
    try:
        facts["seed"] = facts["seed"] and check_seed(facts["seed"])
    except Invalid:
        facts["seed"] = None
    return Settings(**facts)


def _check(facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        if isinstance(value, str):
            texts.unbroken(value, name)
        elif not _is_kept(value):
            label = name.replace("_", " ")
            raise Invalid("invalid_" + name, f"The {label} is no number that can be kept.", _NUMBERS)


def _fit(value: Any) -> Any:
    if isinstance(value, str):
        return texts.mended(value)
    return value if _is_kept(value) else None


def _is_kept(value: Any) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return not isinstance(value, int) or abs(value) < MAX_WHOLE
