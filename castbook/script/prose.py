"""Prose as text or Markdown: chapters, paragraphs of narration, and what in them is spoken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import text as kinds
from .gutenberg import without_frame
from .text import Draft, Numbered, blocks, is_caps

_CHAPTER = re.compile(
    r"^\W*(?:(?:chapter|book|part|letter|canto|volume|stave|section)\s+(?:[ivxlc]+|\d+|[a-z]+)\b.{0,60}|"
    r"(?:prologue|epilogue|preface|foreword|introduction|contents|afterword)\W*|\d{1,3}\.?)$",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"^[IVXLC]+(?:\.?|\.\s+[A-Z].{0,60})$")  # "IV", "IV. The Wells"; not "I am Ilse"
_SMALL = frozenset(
    ("a", "an", "the", "of", "and", "or", "in", "on", "at", "to", "for", "by", "from", "with", "is", "as")
)
_FRONT_MATTER = re.compile(r"^---\s*$")


def read(lines: Sequence[Numbered]) -> Draft:
    """Read prose from its lines: a paragraph is a run of lines, or one line each where no empty lines stand between."""
    draft = Draft("prose")
    lines = _without_front_matter(without_frame(lines), draft)
    found = blocks(lines)
    if len(found) <= 2 and sum(len(line) > 200 for _, line in lines) > len(found):
        found = [[line] for line in lines if line[1].strip()]
    for block in found:
        block = _heading(block, draft)
        if block:
            draft.add(kinds.ACTION, [(n, line.lstrip("> ")) for n, line in block])
    return draft


def _heading(block: list[Numbered], draft: Draft) -> list[Numbered]:
    """Take a heading off the block's top; what is left of it."""
    number, line = block[0]
    first = line.strip()
    underlined = len(block) > 1 and re.fullmatch(r"\s*(?:={3,}|-{3,})\s*", block[1][1])
    if first.startswith("#") or underlined:
        draft.add(kinds.HEADING, [(number, first.strip("# "))])
        draft.title = draft.title or first.strip("# ")
        return block[2 if underlined else 1 :]
    if (
        len(block) <= 2
        and len(first) < 70
        and (
            _CHAPTER.match(first) or _NUMERAL.match(first) or (len(block) == 1 and (is_caps(first) or _is_title(first)))
        )
    ):
        draft.add(kinds.HEADING, block)
        return []
    return block


def _is_title(line: str) -> bool:
    """Whether a line alone is set as titles are: "The Keeper Comes Home", without a full stop."""
    words = line.strip("*_ ").split()
    return (
        len(words) > 2
        and words[-1][-1].isalnum()
        and all(word[0].isupper() or word in _SMALL for word in words)
        and words[0][0].isupper()
    )


def _without_front_matter(lines: list[Numbered], draft: Draft) -> list[Numbered]:
    """Markdown's YAML block at the top is no narration; its title is kept."""
    if not lines or not _FRONT_MATTER.match(lines[0][1]):
        return lines
    for at in range(1, min(len(lines), 200)):
        if _FRONT_MATTER.match(lines[at][1]):
            return lines[at + 1 :]
        if lines[at][1].lower().startswith("title:"):
            draft.title = lines[at][1][6:].strip(" \"'")
    return lines
