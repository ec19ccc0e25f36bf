"""Project Gutenberg's frame around a text: cut off, so that its licence is not read as the work."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .text import Numbered

_START = re.compile(r"^\s*\*\*\*\s*START OF (?:THIS|THE) PROJECT GUTENBERG|^\*END\*?\s*THE SMALL PRINT", re.IGNORECASE)
_END = re.compile(
    r"^\s*(?:\*\*\*\s*END OF (?:THIS|THE) PROJECT GUTENBERG|End of (?:the |this )?Project Gutenberg)", re.IGNORECASE
)
_NOTES = re.compile(r"^\s*(?:FOOTNOTES?|ENDNOTES?|TRANSCRIBER'?S NOTES?|THE END)\s*[.:]?\s*$", re.IGNORECASE)


def without_frame(lines: Sequence[Numbered]) -> list[Numbered]:
    """The lines between START and END of the work, without the footnotes collected at its end."""
    start, end = 0, len(lines)
    for at, (_, line) in enumerate(lines):
        if "*" not in line and "gutenberg" not in line.lower():
            continue  # neither; most lines of a long text
        if _START.match(line):
            start = at + 1
        elif _END.match(line) and at > start:
            end = at
            break
    for at in range(end - 1, start + (end - start) * 9 // 10, -1):
        if _NOTES.match(lines[at][1]):
            end = at
    return list(lines[start:end])
