"""Plays set in the tables of books and documents: a row for each speech, the speaker beside what is said. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby

from . import text as kinds
from .cues import ACT, LONGEST_NAME
from .directions import brackets_of, is_direction, split_speech
from .gutenberg import without_frame
from .headings import is_heading
from .markup import Block
from .persons import cast_list
from .table import SAID, SAYS
from .text import Draft, Numbered, bare_name, blocks

_BESIDE = "\t"  # stands between the speaker and the speech; a document's own tabs are spaces by then
_ABREAST = "    "
_OFTEN = 2  # speeches of each, on the average
_LEAST_SPEAKERS = 2
_NAME = re.compile(rf"[^\W\d_][^\n!?]{{0,{LONGEST_NAME - 1}}}")
_SAID_SO = re.compile(r".*[^\W\d_].*[.!?\u2026\u2014\"'\u201d\u2019)\]-]", re.DOTALL)
_BRACKETED = re.compile(r"\[[^\]]*\]?|\([^)]*\)?")

_Paragraph = tuple[int, Block]  # with its number
_Row = dict[int, list[_Paragraph]]  # the paragraphs of each cell, by column


def in_rows(found: Sequence[Block]) -> list[_Paragraph]:
    """A file's blocks numbered from 1 on, those of tables of speeches as "speaker, tab, paragraph" for `read`.

    Nobody is named where a speech goes on or a row holds a direction. In any other table the cells of a row whose first
    is short stand side by side.
    """
    numbered = list(enumerate(found, 1))
    tables: defaultdict[int, defaultdict[int, _Row]] = defaultdict(lambda: defaultdict(dict))
    for number, block in numbered:
        if block.cell:
            table, row, column = block.cell
            tables[table][row].setdefault(column, []).append((number, block))
    spoken = {table: columns for table, rows in tables.items() if (columns := _columns(list(rows.values())))}
    if not _are_speakers([_text(row, spoken[table][0]) for table in spoken for row in tables[table].values()]):
        spoken = {}
    told: list[_Paragraph] = []
    for (table, row), inside in groupby(numbered, key=lambda one: (one[1].cell or (0, 0, 0))[:2]):
        if table in spoken:
            told += _speech(tables[table][row], *spoken[table])
        else:
            told += _abreast(tables[table][row]) if table else inside
    return told


def _text(row: _Row, column: int) -> str:
    return " ".join(block.text for _, block in row.get(column, ()))


def _are_speakers(cells: Sequence[str]) -> bool:
    """Whether a column holds the same few names again and again."""
    names = Counter(
        bare_name(cell)
        for cell in cells
        if _NAME.fullmatch(cell) and not ACT.match(cell) and cell.casefold() not in SAYS
    )
    return len(names) >= _LEAST_SPEAKERS and names.total() >= _OFTEN * len(names)


def _columns(rows: Sequence[_Row]) -> tuple[int, int] | None:
    """The columns of who speaks and of what is said: as the first row calls them, or a name beside sentences."""
    heads = {_text(rows[0], column).casefold(): column for column in rows[0]}
    says = [column for head, column in heads.items() if head in SAYS]
    said = [column for head, column in heads.items() if head in SAID]
    if len(says) == len(said) == 1:
        return says[0], said[0]
    last = max(max(row) for row in rows)
    beside = [row for row in rows if last in row]
    for column in range(last - 1, -1, -1):
        names = [text for row in beside if (text := _text(row, column))]
        if names and len(beside) * 2 > len(rows):
            named = sum(bool(_NAME.fullmatch(name)) for name in names) * 10 > len(names) * 9
            sentences = sum(bool(_SAID_SO.fullmatch(_text(row, last))) for row in beside) * 4 > len(beside) * 3
            return (column, last) if named and sentences else None
    return None


def _speech(row: _Row, says: int, said: int) -> list[_Paragraph]:
    """A row as paragraphs that each begin with the speaker's name or nothing, and a tab."""
    speech = row.get(said, [])
    name = _text(row, says)
    if not speech or (
        (heads := {block.text.casefold() for cell in row.values() for _, block in cell}) & SAYS and heads & SAID
    ):
        return [one for column in sorted(row) for one in row[column]]  # a heading across the table, or its head
    cued = [name, *[""] * (len(speech) - 1)]
    return [
        (number, Block("tr", f"{who}{_BESIDE}{' '.join(block.text.split())}"))
        for who, (number, block) in zip(cued, speech, strict=True)
    ]


def _abreast(row: _Row) -> list[_Paragraph]:
    cells = [row[column] for column in sorted(row)]
    first = cells[0][0]
    if len(cells) == 1 or any(len(cell) > 1 for cell in cells) or len(first[1].text) > LONGEST_NAME:
        return [one for cell in cells for one in cell]
    return [(first[0], Block("tr", _ABREAST.join(block.text for ((_, block),) in cells)))]


def read(lines: Sequence[Numbered]) -> Draft | None:
    """Read a play whose speeches stand in rows, as `in_rows` sets them; None where there are none."""
    if not any(_BESIDE in line for _, line in lines):
        return None
    found = blocks(without_frame(lines))
    staged = any(is_heading(block[0][1].strip()) for block in found if _BESIDE not in block[0][1])
    draft = Draft("fountain" if staged else "play")
    start = cast_list(found, draft)
    _Reader(draft, found[start:]).read()
    return draft


class _Reader:
    def __init__(self, draft: Draft, found: Sequence[list[Numbered]]) -> None:
        self.draft = draft
        self.found = found
        cued = {bare_name(block[0][1].partition(_BESIDE)[0]) for block in found if _BESIDE in block[0][1]} - {""}
        self.names = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(cued, key=len, reverse=True)))
        self.marks = brackets_of(found)
        alone = [text for block in found if not (text := block[0][1])[:1].strip() and _is_all_bracketed(text)]
        self.plain = not alone  # directions have no brackets
        self.speaker = ""

    def read(self) -> None:
        for block in self.found:
            number, first = block[0]
            name, beside, speech = first.partition(_BESIDE)
            if beside:
                self._row(number, bare_name(name), speech)
            elif first.startswith("# ") or ACT.match(first.strip()) or is_heading(first.strip()):
                self.draft.add(kinds.HEADING, [(number, first.lstrip("# "))])
                self.draft.add(kinds.ACTION, block[1:])
                self.speaker = ""
            else:
                self._told(block, "")

    def _row(self, number: int, name: str, speech: str) -> None:
        if name:
            self.speaker = name
            self.draft.add(kinds.CUE, [(number, name)], name)
        told = not name and (
            not self.speaker
            or _is_all_bracketed(speech)
            or (self.plain and is_direction(speech, self.names, plain=True))
        )
        self._told([(number, speech)], "" if told else self.speaker)

    def _told(self, lines: list[Numbered], speaker: str) -> None:
        for kind, piece in split_speech(lines, self.marks):
            self.draft.add(kind if speaker else kinds.ACTION, piece, speaker)


def _is_all_bracketed(text: str) -> bool:
    """Whether nothing stands outside of brackets."""
    return not _BRACKETED.sub("", text).strip(" \t.,;")
