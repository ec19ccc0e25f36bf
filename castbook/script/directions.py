"""What in a play's paragraph is spoken and what is a stage direction. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import text as kinds
from .text import Numbered

_CLOSING = {"[": "]", "(": ")"}
_ONESELF = r"I|I'm|I've|I'll|we|our|me|my|us|ye|thou|thee|thy|let's|don't|can't"
_I_SAY = re.compile(r"\b(?:I|I['\u2019](?:m|ve|ll|d)|me|my|ye|thou|thee|thy|let['\u2019]s)\b|[!?]")
_SPOKEN = re.compile(rf"\b(?:{_ONESELF}|you|your)\b|[!?]")
_SPOKEN_OF_ONESELF = re.compile(rf"\b(?:{_ONESELF})\b|[!?]")
_DOES = re.compile(r"(?:\s[A-Z][\w'\u2019-]+)?\s[a-z]+s\b")
_NARRATED = re.compile(
    r"^\W*(?:(?:The|A|An|Enter|Re-enter|Exit|Exeunt|At|In|On|It|There|Meanwhile|Suddenly|Presently|Then|As|After|Before|"
    r"When|From|Both|All|Behind|Silence|Pause|Curtain|He|She|They|His|Her)\b)"
)
_THIRD = re.compile(r"\b(?:he|she|his|her|him|they|their)\b", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|\u201c[^\u201d]*\u201d|[\[(][^\])]*[\])]")
_LEAST_TOLD, _MOST_TOLD = 4, 3  # paragraphs that are directions, and how many of these for one that is spoken
_ITALIC = re.compile(r"_[^_]+_")
_ASIDE = re.compile(r"\([^()]*\)")
_NOWHERE = re.compile(r"(?!)")
_FEW_LETTERS = 16  # of italics in a direction
_LONG_ASIDE = 8  # words; a longer one can hold a look


def is_direction(
    text: str,
    names: re.Pattern[str],
    *,
    cued: re.Pattern[str] = _NOWHERE,
    plain: bool = False,
    goes_on: bool = False,
    only: bool = False,
) -> bool:
    """Whether a paragraph without a cue tells what happens; a long speech's second paragraph says I and you.

    `plain`: the play's directions stand without brackets, so that he and she tell one too, beside a name or where it
    `goes_on` from a direction. `only`: nearly all such paragraphs of the play are directions. `cued` are the names as
    the play's cues have them, in capitals.
    """
    if is_bracketed(text):
        return True
    unquoted = _QUOTED.sub(" ", text)
    if only or cued.search(text):
        return not _I_SAY.search(unquoted)
    named = names.match(text.lstrip("_ "))
    if named and _DOES.match(text.lstrip("_ "), named.end()):  # "Louis comes in, with a trick of looking at you"
        return not _SPOKEN_OF_ONESELF.search(unquoted)
    if _SPOKEN.search(unquoted):
        return False
    if named or _NARRATED.match(text):
        return True
    return plain and bool(_THIRD.search(unquoted)) and bool(goes_on or names.search(unquoted))


def are_directions(texts: Sequence[str], names: re.Pattern[str]) -> bool:
    """Whether nearly all of a play's paragraphs without cues tell what happens, so that the others may do so, too."""
    told = sum(is_direction(text, names, plain=True) for text in texts)
    said = sum(bool(_I_SAY.search(_QUOTED.sub(" ", text))) for text in texts)
    return told >= _LEAST_TOLD and told > _MOST_TOLD * said


def is_bracketed(text: str) -> bool:
    """Whether the whole paragraph stands in brackets (that may never close) or between underscores."""
    if text[0] in _CLOSING:
        closing = text.find(_CLOSING[text[0]])
        return closing < 0 or len(text) - closing <= 2
    return (text[0] == "_" and text.count("_") == 2 and text.rstrip(".").endswith("_")) or _is_italic(text)


def _is_italic(text: str) -> bool:
    """Whether all but the names in capitals stands between underscores: "_He goes to_ VERA, _who rises_."."""
    beside = _ITALIC.sub("", text)
    return len(text) > len(beside) + _FEW_LETTERS and beside == beside.upper()


def brackets_of(found: Sequence[Sequence[Numbered]]) -> str:
    """The brackets that mark directions in a play's blocks: "[" where those are in use, else "[" and "(".

    Both where most of what stands in "(" is told of somebody or opens a line: "(his grin fading)".
    """
    text = "\n".join(line for block in found for _, line in block)
    brackets, parentheses = text.count("["), text.count("(")
    if brackets * 3 <= parentheses:
        return "[("
    told = sum(bool(_THIRD.search(aside[0]) or text[: aside.start()][-1:] in "\n") for aside in _ASIDE.finditer(text))
    return "[(" if 2 * told > parentheses else "["


def split_speech(lines: Sequence[Numbered], marks: str) -> list[tuple[str, list[Numbered]]]:
    """Cut a speech at its bracketed directions: (kind, lines) pieces in order.

    `marks` holds the brackets that this play uses. A bracket that never closes is a direction up to the end. Short
    directions are parentheticals, longer ones action.
    """
    pieces: list[tuple[str, list[Numbered]]] = []
    run: list[Numbered] = []
    closing = ""

    def finish(kind: str) -> None:
        nonlocal run
        if run:
            words = sum(len(part.split()) for _, part in run)
            if kind == kinds.PARENTHETICAL and words > _LONG_ASIDE:
                kind = kinds.ACTION
            pieces.append((kind, run))
        run = []

    for number, line in lines:
        start = 0
        for at, character in enumerate(line):
            if closing and character == closing:
                run.append((number, line[start:at]))
                finish(kinds.PARENTHETICAL)
                closing, start = "", at + 1
            elif not closing and character in marks:
                run.append((number, line[start:at]))
                finish(kinds.DIALOGUE)
                closing, start = _CLOSING[character], at + 1
        run.append((number, line[start:]))
    finish(kinds.PARENTHETICAL if closing else kinds.DIALOGUE)
    return [(kind, run) for kind, run in pieces if any(part.strip(" .,;:_") for _, part in run)]
