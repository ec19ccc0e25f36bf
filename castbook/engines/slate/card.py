"""The test card: a film slate with everything the portrait prompt says, in the exact size asked for."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from PIL import Image, ImageDraw

from ...cast import PortraitPrompt, shallow
from .column import LEADING, Room, fitted, height
from .fonts import Font
from .lettering import READABLE, elide, font, largest, wrap, write
from .palette import BOARD, CHALK, RULE, of_seed
from .stage import Stage

TITLE = "TEST CARD"
FOOT = "Test card. No model made this picture."
WIDE = 1.25  # width to height from which the board stands beside the stand-in


@dataclass(frozen=True)
class _Board:
    """Where the slate's board stands, in pixels, and the unit that all its lengths come from."""

    left: float
    top: float
    right: float
    bottom: float
    unit: float

    @property
    def padding(self) -> float:
        return 3 * self.unit

    @property
    def width(self) -> float:
        """Room for text across."""
        return self.right - self.left - 2 * self.padding


def draw(portrait: PortraitPrompt) -> Image.Image:
    """The card as an RGB image of `portrait.width` x `portrait.height`; the same prompt gives the same pixels."""
    width, height = portrait.width, portrait.height
    unit = min((width * height) ** 0.5 / 100, height / 85)
    palette = of_seed(portrait.seed)
    stage = Stage(width, height, palette)
    margin = 3.5 * unit
    thick = 3.6 * unit
    if width >= WIDE * height:
        board = _Board(width * 0.38, margin + thick * 4.6, width - margin, height - margin, unit)
        stage.stand_in(width * 0.185, height * 0.17, height, width * 0.33)
    else:
        top = max(height * 0.4, margin + 4 * thick)
        board = _Board(margin, top, width - margin, height - margin, unit)
        stage.stand_in(width / 2, height * 0.1, top, width * 0.9)
    stage.box(board.left, board.top - thick, board.right, board.bottom, fill=BOARD, radius=1.2 * unit)
    stage.sticks(board.left, board.right, board.top, thick)
    bar_width = board.width * 0.34
    bar_top = board.bottom - board.padding * 0.6 - 2 * unit
    stage.bars(board.right - board.padding - bar_width, bar_top, bar_width, 2 * unit, _fingerprint(portrait))
    image = stage.finished()
    writer = _Writer(ImageDraw.Draw(image), board, palette.label)
    writer.title(width, unit)
    writer.fill(portrait, bar_top)
    return image


class _Writer:
    """Chalk on the board, from top to bottom; `at` is where the next line goes."""

    def __init__(self, ink: ImageDraw.ImageDraw, board: _Board, label: tuple[int, int, int]) -> None:
        self.ink = ink
        self.board = board
        self.label_colour = label
        self.at = board.top + board.padding * 0.6
        self.left = board.left + board.padding
        self.small = font(max(8, round(1.75 * board.unit)))
        self.body = font(max(9, round(2.4 * board.unit)))
        self.text = font(max(9, round(2.2 * board.unit)))

    def title(self, width: int, unit: float) -> None:
        """TEST CARD, large enough to be read on a thumbnail."""
        face = largest(TITLE, width * 0.5, round(6 * unit), 9)
        self.ink.text((3.5 * unit, 2.6 * unit), TITLE, font=face, fill=CHALK)

    def fill(self, portrait: PortraitPrompt, bottom: float) -> None:
        """Everything the prompt says, most important first; `bottom` is where the foot begins."""
        unit, width = self.board.unit, self.board.width
        foot = elide(FOOT, self.small, width * 0.62, count=False)
        self.ink.text((self.left, bottom + unit), foot, font=self.small, fill=self.label_colour, anchor="lm")
        self._row([("Production", portrait.production, 0.6), ("Design", _design(portrait), 0.4)])
        self._rule()
        self._label("Character", self.left)
        self._value(portrait.character, self.left, width, round(6 * unit))
        self.at += 0.25 * unit
        self._rule()
        size = f"{portrait.width} x {portrait.height}"
        self._row([("Model", portrait.model, 0.24), ("Seed", portrait.seed, 0.46), ("Size", size, 0.3)])
        sampling = f"{portrait.steps} steps, cfg {portrait.cfg:g}"
        how = f"{portrait.sampler}, {portrait.scheduler}"
        self._row([("Aspect", portrait.aspect, 0.24), ("Steps", sampling, 0.46), ("Sampler", how, 0.3)])
        self._rule()
        self._texts(portrait, bottom - unit)

    def _texts(self, portrait: PortraitPrompt, bottom: float) -> None:
        """The three texts in what room is left."""
        texts = {
            "POSITIVE": portrait.positive or "empty",
            "STYLE": portrait.style_prompt or "none",
            "NEGATIVE": portrait.negative or "none",
        }
        unit, sizes = self.board.unit, (int(self.text.size), int(self.small.size))
        column = fitted(Room(self.board.width, bottom - self.at, 1.5 * unit, *sizes), [*texts], [*texts.values()])
        for name, lines in zip(texts, column.lines, strict=True):
            label_at = self.at + (_ascent(column.text) - _ascent(column.label))
            self.ink.text((self.left, label_at), name, font=column.label, fill=self.label_colour)
            for line in lines:
                write(self.ink, (self.left + column.indent, self.at), line, column.text, CHALK)
                self.at += column.line
            self.at += min(0.5 * unit, max(0.0, bottom - self.at) / 9)

    def _row(self, columns: list[tuple[str, str, float]]) -> None:
        """Labelled values side by side; each takes its share of the width."""
        x, top = self.left, self.at
        for name, value, share in columns:
            room = self.board.width * share - self.board.unit
            self.at = top
            self._label(name, x)
            self._value(value, x, room, int(self.body.size))
            x += self.board.width * share
        self.at = top + height(self.small) * 1.25 + height(self.body) * LEADING + self.board.unit * 0.6

    def _label(self, text: str, x: float) -> None:
        self.ink.text((x, self.at), text.upper(), font=self.small, fill=self.label_colour)
        self.at += height(self.small) * 1.25

    def _value(self, text: str, x: float, room: float, biggest: int) -> None:
        """A value on one line, `biggest` pixels high or as large as fits; a long one in small letters on two."""
        smallest = min(int(self.small.size), READABLE)
        face = largest(text, room, biggest, smallest)
        for line in wrap(text, face, room, int(height(self.body) / height(font(smallest))) or 1):
            write(self.ink, (x, self.at), line, face, CHALK)
            self.at += height(face) * LEADING

    def _rule(self) -> None:
        y, right = round(self.at), self.board.right - self.board.padding
        self.ink.line((self.left, y, right, y), fill=RULE, width=max(1, round(self.board.unit / 6)))
        self.at += self.board.unit


def _ascent(face: Font) -> int:
    return face.getmetrics()[0]


def _design(portrait: PortraitPrompt) -> str:
    return f"{portrait.design.name}, revision {portrait.design.revision}" if portrait.design else "none"


def _fingerprint(portrait: PortraitPrompt) -> bytes:
    """Eight bytes of everything that was sent, so that a change past an ellipsis shows as well."""
    facts = {name: value for name, value in shallow(portrait).items() if name not in ("sources", "not_applied")}
    facts["design"] = shallow(portrait.design) if portrait.design else None
    return hashlib.sha256(json.dumps(facts).encode()).digest()[:8]
