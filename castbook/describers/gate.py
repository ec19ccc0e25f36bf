"""The quote gate: of what a model says, only what quotes the script and says what it says gets through. Pure."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..script import Look
from .passages import Passage

_LOOKS = ("age", "gender", "species", "ethnicity", "build", "skin", "face", "hair", "facial_hair", "eyes", "marks")
_WARDROBE = ("wardrobe", "accessories")
FIELDS = (*_LOOKS, *_WARDROBE, "occupation")
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "facts": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "field": {"type": "string", "enum": list(FIELDS)},
                    "value": {"type": "string"},
                    "quote": {"type": "string"},
                },
                "required": ["field", "value", "quote"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["facts"],
    "additionalProperties": False,
}
_THINKING = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL | re.IGNORECASE)
_LONGEST_VALUE = 160
_QUOTE_WORDS = (1, 40)
_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "with",
        "and",
        "or",
        "his",
        "her",
        "their",
        "is",
        "are",
        "was",
        "has",
        "wears",
        "wearing",
        "years",
        "old",
        "year",
        "very",
    ]
)


@dataclass(frozen=True)
class Fact:
    """One fact that passed: the field, the words for the prompt, and the quote with its line."""

    field: str
    value: str
    look: Look


def parse(answer: str) -> list[dict[str, str]]:
    """The facts in a model's answer, in whatever it is wrapped; [] where there are none to be found."""
    text = _THINKING.sub("", answer)
    decoder = json.JSONDecoder()
    for start in re.finditer(r"[{\[]", text):
        try:
            value, _ = decoder.raw_decode(text, start.start())
        except (ValueError, RecursionError):
            continue
        found = value.get("facts") if isinstance(value, dict) else value
        if isinstance(found, list):
            return [one for one in found if _is_fact(one)]
    return []


def let_through(facts: Sequence[dict[str, str]], passages: Sequence[Passage]) -> list[Fact]:
    """The facts whose quote stands in the passages and whose value says what the quote says; each once."""
    kept: list[Fact] = []
    for fact in facts:
        value = " ".join(fact["value"].split()).strip(" .,;")
        found = _find(fact["quote"], passages)
        if not found or not value or len(value) > _LONGEST_VALUE or not _grounded(value, found.text):
            continue
        one = Fact(fact["field"], value, Look(found.text, found.line, _kind(fact["field"])))
        if all((one.field, one.value.casefold()) != (other.field, other.value.casefold()) for other in kept):
            kept.append(one)
    return kept


def _is_fact(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and value.get("field") in FIELDS
        and all(isinstance(value.get(name), str) for name in ("value", "quote"))
    )


def _find(quote: str, passages: Sequence[Passage]) -> Look | None:
    """The quote as it stands in the script, white space, case and kind of quotation mark aside."""
    wanted = _folded(quote).strip(" .\"'")
    if not _QUOTE_WORDS[0] <= len(wanted.split()) <= _QUOTE_WORDS[1] or len(wanted) < 3:
        return None
    for passage in passages:
        text = passage.paragraph.text
        at = _folded(text).find(wanted)
        if at >= 0 and len(_folded(text)) == len(text):
            return Look(text[at : at + len(wanted)], passage.paragraph.line_at(at), "identity")
        if at >= 0:
            return Look(quote, passage.paragraph.line, "identity")
    return None


def _folded(text: str) -> str:
    text = text.replace("\u2019", "'").replace("\u2018", "'").replace("\u201c", '"').replace("\u201d", '"')
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


def _grounded(value: str, quote: str) -> bool:
    """Whether at least half of the value's telling words stand in the quote: "red hair" is not "she walks in"."""
    told = {_stem(word) for word in re.findall(r"\w+", quote.lower())}
    words = {_stem(word) for word in re.findall(r"\w+", value.lower())} - _EMPTY
    return bool(words) and len(words & told) * 2 >= len(words)


def _stem(word: str) -> str:
    return re.sub(r"(?:ed|es|s|ing)$", "", word) if len(word) > 4 else word


def _kind(field: str) -> str:
    return "wardrobe" if field in _WARDROBE else "identity"
