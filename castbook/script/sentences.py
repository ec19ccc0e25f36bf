"""Cutting a paragraph into sentences, clauses and words; all as spans, so that quotes stay verbatim. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from .alphabet import UPPER

Span = tuple[int, int]

_QUOTED = re.compile(r"\"[^\"]*?(?:\"|$)|\u201c[^\u201d]*?(?:\u201d|$)|\u00ab[^\u00bb]*?(?:\u00bb|$)")
_SINGLE = re.compile(
    rf"(?<![\w\u2019'])[\u2018'](?=[{UPPER}\u2014])[^\u2018]{{0,3000}}?[,.!?\u2014\u2026-][\u2019'](?!\w)"
)
# 'No,' I said; 'we are ...': single quotes that go on with a small letter, after the first have closed.
_SINGLE_GOES_ON = re.compile(
    r"(?<=[,;:.!?\u2014]\s)[\u2018'](?=[a-z\u00df-\u00ff])[^\u2018]{0,3000}?[,.!?\u2014\u2026-][\u2019'](?!\w)"
)
_EMPHASIS = re.compile(r"(?<![A-Za-z0-9])[*_=]{1,3}(?=\S)|(?<=\S)[*_=]{1,3}(?![A-Za-z0-9])")
_END = re.compile(
    rf"(?:[.!?\u2026]+[\"'\u201d\u2019)\]]*)(?=\s+[\"'\u201c\u2018(\[]*[{UPPER}0-9]|\s{{4,}}|\s*--\s*[A-Z]|\s*$)"
)
_ABBREVIATIONS = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "jr",
        "sr",
        "rev",
        "capt",
        "sgt",
        "lt",
        "col",
        "gen",
        "hon",
        "prof",
        "mme",
        "mlle",
        "vs",
    )
)
# "He exits L. OTTO is 33.": a side of the stage, and no initial.
_SIDE = re.compile(
    r"(?:\b(?!(?:with|and|of|for|by|to|or)\b)[a-z]+|\b[RLC]\.) (?:R|L|C)\.\s+(?:[A-Z]{2,}|He|She|They|The|It|His|Her)\b"
)
_CLAUSE = re.compile(r"(?<!\d),|,(?!\d{3})|[;:()\[\]]|\s*(?:--+|[\u2014\u2013])\s*|\s-\s")
# A word with its hyphens and apostrophes; 30s, 40-year-old; a possessive that stands alone.
_WORD = re.compile(
    r"[^\W\d_]+(?:['\u2019]-?[^\W\d_]+|-['\u2019]?[^\W\d_]+|- [^\W\d_]+)*|"
    r"\d+(?:['\u2019]?s\b|-[^\W\d_]+(?:-[^\W\d_]+)*)?|['\u2019]s\b"
)

_LAST_WORD = re.compile(r"(?<!['\u2019])\b([^\W\d_]+)$")
_CONTRACTED = frozenset(("i", "he", "she", "they", "we", "you", "who"))
_CONTRACTIONS = frozenset(("'m", "'re", "'ve", "'d"))


class Word(NamedTuple):
    """A word of a clause: as written, in small letters with plain apostrophes, and where."""

    text: str
    low: str
    start: int
    end: int


def without_speech(text: str) -> str:
    """The same text, letter for letter as long, with quoted speech and emphasis marks blanked."""
    if '"' in text or "\u201c" in text or "\u00ab" in text:
        text = _QUOTED.sub(_blank, text)
    if "'" in text or "\u2018" in text:
        text, spoken = _SINGLE.subn(_blank, text)
        text = _SINGLE_GOES_ON.sub(_blank, text) if spoken else text
    if "*" in text or "_" in text or "=" in text:
        text = _EMPHASIS.sub(_blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    quoted = match.group()
    if quoted[0] in "*_=":
        return " " * len(quoted)
    if len(quoted.split()) <= 2 and quoted.rstrip("\"'\u201d\u2019")[-1:] not in ".,!?-\u2014":
        return " " + quoted[1:-1] + " "  # a word called by its name is no speech
    return " " * (len(quoted) - 1) + ("." if quoted.rstrip("\"'\u201d\u2019")[-1:] in ".!?" else " ")


def sentences(text: str) -> list[Span]:
    """The sentences' spans, without the white space around them."""
    found: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if match.group() == "." and _abbreviation(text, match.start()) and not _is_side(text, match.start()):
            continue
        found.append((start, end))
        start = end
    found.append((start, len(text)))
    return [span for span in (strip(text, a, b) for a, b in found) if span[0] < span[1]]


def _abbreviation(text: str, dot: int) -> bool:
    word = _LAST_WORD.search(text[max(0, dot - 12) : dot])
    if not word:
        return False
    return word.group().lower() in _ABBREVIATIONS or (
        len(word.group()) == 1 and word.group().isupper() and word.group() != "I"
    )


def _is_side(text: str, dot: int) -> bool:
    opening = max(text.rfind(" ", 0, dot - 2), text.rfind(".", 0, dot - 3)) + 1
    return bool(_SIDE.match(text, opening))


def clauses(text: str, start: int, end: int) -> list[Span]:
    """The spans between commas, semicolons, colons, dashes and brackets of a sentence."""
    found: list[Span] = []
    at = start
    for match in _CLAUSE.finditer(text, start, end):
        found.append((at, match.start()))
        at = match.end()
    found.append((at, end))
    return [span for span in (strip(text, a, b) for a, b in found) if span[0] < span[1]]


def strip(text: str, start: int, end: int) -> Span:
    """A span without white space, dashes and stray dots at its ends."""
    if start < end and text[start].isalnum() and not text[end - 1].isspace():
        return start, end
    while start < end and (text[start].isspace() or text[start] in "-\u2014\u2013.,;:"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def words(text: str, start: int, end: int) -> list[Word]:
    """The words of a span, with hyphenated ones whole ("pleasant- looking" too), possessive 's apart."""
    found: list[Word] = []
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        low = word.lower()
        if "\u2019" in low or "- " in low:
            low = low.replace("\u2019", "'").replace("- ", "-")
        if "'" not in low:
            found.append(Word(word, low, *match.span()))
            continue
        cut = low.find("'")
        if low[:cut] in _CONTRACTED and low[cut:] in _CONTRACTIONS:  # I'm, she'd
            at = match.start() + cut
            found.append(Word(word[:cut], low[:cut], match.start(), at))
            found.append(Word(word[cut:], low[cut:], at, match.end()))
        elif low[-2:] == "'s" and len(low) > 2 and not low[0].isdigit():
            found.append(Word(word[:-2], low[:-2], match.start(), match.end() - 2))
            found.append(Word(word[-2:], "'s", match.end() - 2, match.end()))
        else:
            found.append(Word(word, low, match.start(), match.end()))
    return found
