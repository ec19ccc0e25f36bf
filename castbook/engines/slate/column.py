"""Labelled texts one below the other: in the largest letters in which all of them fit, else in shares of the room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .fonts import Font
from .lettering import READABLE, font, wrap

LEADING = 1.12


@dataclass(frozen=True)
class Column:
    """Texts as they stand: the lines of each, their font, that of the labels, and how far in the texts begin."""

    lines: tuple[list[str], ...]
    text: Font
    label: Font
    indent: float

    @property
    def line(self) -> float:
        """From one line to the next, in pixels."""
        return height(self.text) * LEADING


@dataclass(frozen=True)
class Room:
    """What a column has, in pixels: its width and height, the gap behind a label, and the fonts' full sizes."""

    width: float
    height: float
    gap: float
    text: int
    label: int

    def at(self, pixels: int, labels: Sequence[str], texts: Sequence[str]) -> tuple[Column, int]:
        """The texts in letters of this size, and how many lines there is room for; one that has more is not whole."""
        face, small = font(pixels), font(min(self.label, pixels))
        indent = max(small.getlength(label) for label in labels) + self.gap
        most = max(len(texts), int(self.height / (height(face) * LEADING)))
        lines = tuple(wrap(text, face, self.width - indent, most + 1) for text in texts)
        return Column(lines, face, small, indent), most


def fitted(room: Room, labels: Sequence[str], texts: Sequence[str]) -> Column:
    """The texts as large as they all fit whole; where none of them would, in the smallest letters that can be read."""
    smallest = min(room.text, READABLE)
    whole: Column | None = None
    low, high = smallest, room.text  # the full size is tried first, then the smallest, then what is between
    pixels = high
    while low <= high:
        column, most = room.at(pixels, labels, texts)
        if sum(map(len, column.lines)) <= most:
            whole, low = column, pixels + 1
        elif pixels == smallest:
            return _shared(room, column, most, texts)
        else:
            high = pixels - 1
        pixels = smallest if whole is None else (low + high + 1) // 2
    assert whole is not None
    return whole


def shares(needs: Sequence[int], room: int) -> list[int]:
    """How many lines each text gets of those there are: no more than it needs; what one leaves, the others take."""
    given = [1] * len(needs)
    while sum(given) < room:
        wanting = [place for place, need in enumerate(needs) if given[place] < need]
        if not wanting:
            break
        given[min(wanting, key=lambda place: given[place])] += 1
    return given


def height(face: Font) -> float:
    """A font's height in pixels."""
    ascent, descent = face.getmetrics()
    return ascent + descent


def _shared(room: Room, column: Column, most: int, texts: Sequence[str]) -> Column:
    given = shares([len(lines) for lines in column.lines], most)
    lines = (wrap(text, column.text, room.width - column.indent, mine) for text, mine in zip(texts, given, strict=True))
    return Column(tuple(lines), column.text, column.label, column.indent)
