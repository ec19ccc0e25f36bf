"""Where a play lists its people under no heading that is known: by the names that speak later. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from .cues import ACT, MIXED_RUN_IN, RUN_IN, masked
from .headings import is_stemmed
from .people import tokens
from .text import Numbered, is_caps

_LEAST = 3  # people who speak later
_SPOKEN = re.compile(r"\b(?:I|I['\u2019]\w+|you|your|me|my)\b|[!?]")
_LONG = 100  # characters; a longer line tells of somebody who speaks later, or is no entry
_FULL_LINE = 55
_AND = re.compile(r"^\s*and\s+(?=[A-Z])", re.IGNORECASE)
_NOTE = re.compile(r"^\s*[(\[]")

Names = Callable[[str], str]


def unheaded(
    found: Sequence[list[Numbered]], spoken: Collection[str], name_of: Names
) -> tuple[list[list[Numbered]], int] | None:
    """A list of persons, block by block, and before which of `found` it ends; none where there is no such list.

    `spoken` are the names above or before speeches, `name_of` reads a line's entry. Most of a list's lines name
    somebody who speaks later, everybody once, and none is said.
    """
    speakers = [key for name in spoken if (key := _key(name))]
    if len(speakers) < _LEAST:
        return None

    def speaker(line: str) -> frozenset[str]:
        name = _key(name_of(without_and(line)))
        return next((key for key in speakers if name and (key <= name or name <= key)), frozenset())

    at = 0
    while at < len(found):
        named: list[frozenset[str]] = []
        listed: list[list[Numbered]] = []
        end = at
        while end < len(found) and (block := _listed(found[end], speaker)):
            here = [who for _, line in block if (who := speaker(line))]
            if set(here) & set(named) or not (here or named):
                break
            named += here
            listed.append(block)
            end += 1
        lines = [line for block in listed for line in _entries(block, speaker)]
        if len(set(named)) >= _LEAST and 2 * len(named) >= len(lines) and 3 * sum(map(_is_said, lines)) < len(lines):
            return listed, end
        at = max(end, at + 1)
    return None


def without_and(line: str) -> str:
    """An entry without the word that joins the last one to the others: "and IDA, a maid"."""
    return _AND.sub("", line)


def _is_said(line: str) -> bool:
    """Whether a line may be a speech and its cue: "IDA. Perhaps.", not "IDA: a maid"."""
    line = masked(line.strip())
    cue = RUN_IN.match(line) or MIXED_RUN_IN.match(line)
    return bool(_SPOKEN.search(line) or (cue and cue["end"] and line[cue.end() :].strip(' _"\u201c')[:1].isupper()))


def _key(name: str) -> frozenset[str]:
    return frozenset(tokens(name)) - {"the", "a", "an"}


def _listed(block: Sequence[Numbered], speaker: Callable[[str], frozenset[str]]) -> list[Numbered]:
    """The lines of a block but for one that heads it ("THE VOICES", "Those who speak:"); none if it may list none.

    A block that names nobody who speaks lists others only where it ends no sentence.
    """
    lines = [(number, line) for number, line in block if not _NOTE.match(line)]
    first = lines[0][1].strip() if lines else ""
    heads = first.endswith(":") or (is_caps(first) and not any(is_caps(line) for _, line in lines[1:]))
    lines = lines[1:] if heads and not speaker(first) else lines
    if not lines or ACT.match(lines[0][1].strip()) or is_stemmed(lines[0][1].strip()):
        return []
    entries = _entries(lines, speaker)
    told = [line for line in entries if not speaker(line)]
    may = all(len(line) <= _LONG for line in told)
    if len(told) == len(entries):
        may = may and not any(line.rstrip()[-1] in ".!?:" for _, line in lines)
    return lines if may else []


def _entries(lines: Sequence[Numbered], speaker: Callable[[str], frozenset[str]]) -> list[str]:
    """The lines that are no second line of an entry: "the mayor of a | town"."""
    before = ["", *(line for _, line in lines)]
    return [
        line
        for (_, line), last in zip(lines, before, strict=False)
        if len(last) < _FULL_LINE or speaker(line) or line[:1].isspace() < last[:1].isspace()
    ]
