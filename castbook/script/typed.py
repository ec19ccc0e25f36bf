"""Screenplays as they are typed or come out of a PDF: what a line is, its indentation tells. Pure.

The lines are set again as Fountain, which `fountain` reads: margins, page breaks and scene numbers gone, a line's
number kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from .cues import ACT
from .fountain import is_cue
from .headings import is_shot, is_timed
from .text import Numbered, bare_name, is_caps

_SLUG = re.compile(
    r"^(?:INT|EXT|I/E|E/I|EST)\b\s*[./]|^(?:INT|EXT)\s*[/&]\s*(?:INT|EXT)\b|^(?:INT|EXT)\s+[A-Z]|"
    r"^(?:INTERIOR|EXTERIOR)\b\s*(?:[-\u2013\u2014.:/]|\s[A-Z]|$)"
)
_STEM = re.compile(r"^(INT|EXT|EST)\s*\.\s*")
_SCENE_NUMBER = re.compile(r"\d{1,3}[A-Z]{0,2}[.)]?")
_MARGIN = re.compile(r"(\d{1,3}[A-Z]{0,2})[.)]?(?:\s{2,}(?=\S)|\s(?=(?:INT|EXT|I/E)\b))")  # a scene's number
_PAGE = re.compile(
    r"(?:\(?\s*(?:CONTINUED|MORE)\s*:?\s*\)?(?:\s*:?\s*\(\d+\))?|CONTINUED\s*:.*|"
    r"\d{1,3}[.)]?|-\s?\d{1,3}\s?-|Page \d+(?: of \d+)?\.?)$",
    re.IGNORECASE,
)
# Alone on a line: "166A", "C7"; the heading stands on the next one.
_SCENE_ALONE = re.compile(r"\d{1,3}[A-Z]{1,2}[.)]?|[A-Za-z]{1,2}\d{1,3}[A-Za-z]?")
_LONGEST_NUMBER = 6  # letters
_PAGE_HEAD = re.compile(
    r"^\d{1,2}/\d{1,2}/\d{2,4}(?:\s{4,}\S+)?$|\bRev\.?\s+\d{1,2}[/-]\d|\s{8,}\d{1,3}\.$|"
    r"\b(?:Final|Shooting|Revised|First|Second|White|Blue) (?:Draft|Script)\b.*\d$"
)
_TITLE_PAGE = re.compile(r"(?:Title|Credit|Authors?|Source|Draft date|Contact):")
_TRANSITION = re.compile(r"\b(?:TO|IN|OUT|UP|ON)\s*[:.]\s*$|^(?:CUT|FADE|DISSOLVE|END|THE END)\b")
_TAB = 4  # as `source` sets it
_LONGEST_CUE = 40
_LEAST_CUES, _LEAST_SLUGS = 4, 3
_NEAR = 3  # columns by which lines of one kind differ
_WIDEST_SPEECH = 48  # letters
_STEP = 4  # columns from a speech to its cue, at least
_RIGHT_MARGIN = 56
_FAR = 12  # columns from the action to where cues and speeches share one
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d$")
_LETTERS = re.compile(r"[^\W\d_]{2}|^\(|^\W*[AIO]\W*$")
_OPENS = re.compile(r"[A-Z(.\"\u201c\u2026]")
_MIXED_CUE = re.compile(r"(?:[A-Z][a-z]+\.?|[A-Z]\.)(?: [A-Z][a-z]+){0,2}")


class _Columns(NamedTuple):
    """Where cues stand, behind which column speeches do, and how many empty lines end a paragraph.

    `flat`: speeches stand right under the action, so that an empty, a wide or a shifted line ends one.
    """

    cue: int
    action: int
    gap: int
    flat: bool
    shared: bool = False  # cues and speeches stand in one column: a cue has an empty line before it


def as_fountain(lines: Sequence[Numbered]) -> list[Numbered] | None:
    """The same screenplay as Fountain; None where the lines are not laid out by columns."""
    written = [line for _, line in lines if line.strip()]
    if not written:
        return None
    if sum(line[0] in " \t" for line in written) * 4 < len(written) or _TITLE_PAGE.match(written[0]):
        return None  # Fountain has no margins, and often a title page
    if sum("INT" in line or "EXT" in line for line in written) < _LEAST_SLUGS:
        return None
    plain = _headed(_printed_once([(number, _without_margins(line)) for number, line in lines]), lines)
    if sum(_is_slug(line.strip()) for _, line in plain) < _LEAST_SLUGS:
        return None
    if columns := _columns(plain):
        return _Setter(columns).set(plain)
    return _closed_up(plain)


def _printed_once(lines: Sequence[Numbered]) -> list[Numbered]:
    """The lines without copies of the one before: a PDF prints bold by setting a line several times."""
    kept: list[Numbered] = []
    for number, line in lines:
        if not kept or not line.strip() or line != kept[-1][1]:
            kept.append((number, line))
    return kept


def _headed(lines: Sequence[Numbered], typed: Sequence[Numbered]) -> list[Numbered]:
    """The lines, those in capitals right below a scene's number alone set as headings, with Fountain's full stop."""
    numbers = {number for number, line in typed if _is_scene_number(line.expandtabs(_TAB).rstrip())}
    if not numbers:
        return list(lines)
    return [
        (number, f"{line[: _indent(line)]}.{line.strip()}")
        if number - 1 in numbers and _indent(line) < _FAR and is_caps(line.strip()) and not _is_slug(line.strip())
        else (number, line)
        for number, line in lines
    ]


def _is_scene_number(line: str) -> bool:
    """Whether nothing but a scene's number stands on a line, in one of the margins."""
    text = line.strip()
    if not 0 < len(text) <= _LONGEST_NUMBER:
        return False
    return (_indent(line) < _FAR or len(line) > _RIGHT_MARGIN) and bool(_SCENE_ALONE.fullmatch(text))


def _is_slug(text: str) -> bool:
    return bool(_SLUG.match(text)) or is_timed(text) or (text[:1] == "." and text[1:2].isalpha())


def _closed_up(lines: Sequence[Numbered]) -> list[Numbered] | None:
    """A screenplay in one column; None where it has none. A line that is wide for a speech ends one."""
    gaps: Counter[str] = Counter()
    cues: Counter[str] = Counter()
    for one, gap, other in _gaps(lines):
        if _is_cue(one) and not _is_cue(other) and not _is_slug(other.strip()) and not is_shot(one.strip()):
            cues[bare_name(one.strip())] += 1
            gaps[bare_name(one.strip())] += gap > 0
    speakers = {name for name, n in cues.items() if n > 1}
    indents = Counter(_indent(line) for _, line in lines if line.strip())
    even = max(indents.values()) * 8 > indents.total() * 7
    if not even or sum(cues[name] for name in speakers) < _LEAST_CUES:
        return None
    mixed = _mixed_cues(lines, speakers)
    apart = sum(gaps.values()) * 2 > cues.total()  # empty lines stand between cues and speeches, too
    out: list[Numbered] = []
    cued = speaking = False  # what comes next is spoken; what came before was
    for at, (number, line) in enumerate(lines):
        text = line.strip()
        once = not apart and is_cue(text) and at + 1 < len(lines) and bool(lines[at + 1][1].strip())
        if not text:
            out += [] if cued and apart else [(number, "")]
            cued, speaking = cued and apart, False
        elif number in mixed or (_is_cue(line) and (once or bare_name(text) in speakers) and not is_shot(text)):
            out += [(number, ""), (number, text if is_cue(text) else f"@{text}")]
            cued, speaking = True, False
        else:
            out += [(number, "")] if speaking and len(text) > _WIDEST_SPEECH else []
            out.append((number, text))
            speaking = cued or (speaking and len(text) <= _WIDEST_SPEECH)
            cued = cued and text.startswith("(") and text.endswith(")")
    return out


def _mixed_cues(lines: Sequence[Numbered], speakers: Set[str]) -> frozenset[int]:
    """The numbers of the lines that hold a name and nothing else, right above a speech: "Rabbi Hale" between cues.

    The name must be cued in capitals, or stand so twice.
    """
    found: list[tuple[int, str]] = []
    small = {word for _, line in lines for word in re.findall(r"\b[a-z]+\b", line)}
    before = "."
    for (number, line), (_, under) in pairwise(lines):
        text = line.strip()
        opens = not before or before[-1] in '.!?:\u201d")'
        if opens and _MIXED_CUE.fullmatch(text) and _OPENS.match(under.strip()) and text.lower() not in small:
            found.append((number, text))
        before = text
    often = Counter(text for _, text in found)
    known = {tuple(name.casefold().split()) for name in speakers}
    return frozenset(n for n, text in found if often[text] > 1 or tuple(text.casefold().split()) in known)


def _without_margins(line: str) -> str:
    """A line with its indentation in spaces, without what stands in the margins; empty where it is a page's."""
    line = line.expandtabs(_TAB).rstrip()
    text = line.lstrip()
    indent = len(line) - len(text)
    if not text or _PAGE.match(text) or _PAGE_HEAD.search(text) or _is_scene_number(line):
        return ""
    if text[0].isdigit() and (number := _MARGIN.match(text)):
        indent, text = indent + number.end(), text[number.end() :].removesuffix(f" {number[1]}").rstrip()
    head, _, tail = text.rpartition("  ")
    far = head != head.rstrip()  # "He is about  45" is no scene's number
    if head and (tail.strip() in ("*", "**") or (far and _SCENE_NUMBER.fullmatch(tail.strip(" *")))):
        text = head.rstrip(" *")
    return " " * indent + text if not _PAGE.match(text) else ""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_cue(line: str) -> bool:
    text = line.strip()
    if text[:1].islower() or text[-1:].islower() or (text[-2:-1].islower() and text[-1] != ")"):  # as most are
        return False
    name = bare_name(text)
    return (
        0 < len(name) <= _LONGEST_CUE
        and is_caps(name)
        and not _is_slug(text)
        and not _TRANSITION.search(text)
        and not ACT.match(text)
        and ":" not in name
        and not _YEAR.search(name)
        and not text.startswith(("(", '"', "-", "*"))
        and not text.endswith(("!", "?", ",", "..."))
    )


def _is_transition(text: str) -> bool:
    """Whether a line in capitals with a colon leads to the next scene: "CUT TO:"."""
    return text.endswith(":") and is_caps(text) and bool(_TRANSITION.search(text))


def _columns(lines: Sequence[Numbered]) -> _Columns | None:
    """The columns that most cues and the lines under them have."""
    written = [line for _, line in lines if line.strip()]
    steps = Counter(
        (_indent(cue), _indent(under))
        for cue, under in pairwise(written)
        if _is_cue(cue) and not _is_cue(under) and _indent(cue) - _indent(under) >= _STEP
    )
    if shared := _shared_column(lines, sum(steps.values())):
        return shared
    if sum(steps.values()) < _LEAST_CUES:
        return None
    cue = Counter(column for (column, _), n in steps.items() for _ in range(n)).most_common(1)[0][0]
    under = Counter({speech: n for (column, speech), n in steps.items() if abs(column - cue) <= _NEAR})
    speech = under.most_common(1)[0][0]
    wrapped = [
        gap
        for (one, gap, other) in _gaps(lines)
        if abs(_indent(one) - speech) <= 1 and abs(_indent(other) - speech) <= 1 and other.strip()[0].islower()
    ]
    slugs = Counter(_indent(line) for line in written if _is_slug(line.strip()) and _indent(line) < cue)
    action = min(slugs.most_common(1)[0][0], speech) if slugs else 0
    gap = (median_low(wrapped) if wrapped else 0) + 1
    return _Columns(cue, (action + speech) // 2, gap, speech - action < _NEAR)


def _shared_column(lines: Sequence[Numbered], steps: int) -> _Columns | None:
    """The one column of cues and speeches, far right of the action's; None where more cues stand off (`steps`)."""
    written = [_indent(line) for _, line in lines if line.strip()]
    even = Counter(
        _indent(one)
        for one, gap, other in _gaps(lines)
        if not gap and _indent(one) == _indent(other) >= _FAR and _is_cue(one) and not _is_cue(other)
    )
    if sum(even.values()) <= max(_LEAST_CUES, steps):
        return None
    column = even.most_common(1)[0][0]
    action = Counter(indent for indent in written if indent <= column - _FAR).most_common(1)
    if not action or even[column] < _LEAST_CUES:
        return None
    return _Columns(column, (action[0][0] + column) // 2, 1, flat=False, shared=True)


def _gaps(lines: Sequence[Numbered]) -> list[tuple[str, int, str]]:
    """Each written line, how many empty ones follow, and the next written one."""
    found: list[tuple[str, int, str]] = []
    before, gap = "", 0
    for _, line in lines:
        if not line.strip():
            gap += 1
            continue
        if before:
            found.append((before, gap, line))
        before, gap = line, 0
    return found


class _Setter:
    """Sets line after line."""

    def __init__(self, columns: _Columns) -> None:
        self.columns = columns
        self.out: list[Numbered] = []
        self.cued: Counter[str] = Counter()
        self.begun = self.speaking = False  # begun: before it stands the title page
        self.column = -1  # of the speech
        self.bracket = False  # inside a parenthetical of several lines

    def set(self, lines: Sequence[Numbered]) -> list[Numbered]:
        gap = self.columns.gap
        self.cued = Counter(bare_name(line.strip()) for _, line in lines if self._is_cue(line))
        written = [line for _, line in lines if line.strip()]
        following = iter([*written[1:], ""])
        for number, line in lines:
            if not line.strip():
                gap += 1
                continue
            self._line(number, line, next(following), ended=gap >= self.columns.gap)
            gap = 0
        return self.out

    def _is_cue(self, line: str) -> bool:
        return _is_cue(line) and _indent(line) >= self.columns.cue - _NEAR

    def _line(self, number: int, line: str, under: str, *, ended: bool) -> None:
        text, indent = " ".join(line.split()), _indent(line)
        if _is_slug(text) and indent < self.columns.cue:
            self._apart(number, _STEM.sub(r"\1. ", text), after=True)
            self.begun = True
        elif _is_transition(text):
            self._apart(number, text, after=True)
        elif (
            self._is_cue(line)
            and (self.begun or self.cued[bare_name(text)] > 1)
            and (ended or not self.columns.shared)
            and self._is_speech(under)
        ):
            self._apart(number, f"@{text}")
            self.speaking = True
        elif self.speaking and (self.bracket or (text.startswith("(") and indent >= self.columns.action)):
            self.bracket = not text.endswith(")")
            self.out.append((number, text))
        elif self.speaking and self._is_spoken(text, indent, ended=ended):
            self.out.append((number, text))
            self.column = indent
        elif ended or self.speaking or is_caps(text):
            self._apart(number, text, after=is_caps(text))
        else:
            self.out.append((number, text))

    def _is_speech(self, line: str) -> bool:
        """Whether a line can be what a cue above it says; what is written on a wall has more such lines below it."""
        text = line.strip()
        if _is_transition(text) or not _LETTERS.search(text):
            return False
        return self.columns.shared or self.cued[bare_name(text)] > 1 or not self._is_cue(line)

    def _is_spoken(self, text: str, indent: int, *, ended: bool) -> bool:
        """Whether a line after a cue or speech belongs to it; under the action's column a speech is narrow and even."""
        if not self.columns.flat:
            return indent > self.columns.action
        return not ended and len(text) <= _WIDEST_SPEECH and self.column in (-1, indent)

    def _apart(self, number: int, text: str, *, after: bool = False) -> None:
        """Set a line that begins a paragraph; `after`: nothing else belongs to it."""
        self.speaking = self.bracket = False
        self.column = -1
        self.out += [(number, ""), (number, text), *([(number, "")] if after else [])]
