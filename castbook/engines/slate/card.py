"""The test card: a film slate with everything the portrait prompt says, in the exact size asked for."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from PIL import Image, ImageDraw

from ...cast import PortraitPrompt, shallow
from .lettering import Font, elide, font, largest, wrap
from .palette import BOARD, CHALK, RULE, of_seed
from .stage import Stage

TITLE = "TEST CARD"
FOOT = "Test card. No model made this picture."
LEADING = 1.12
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
        foot = elide(FOOT, self.small, width * 0.62)
        self.ink.text((self.left, bottom + unit), foot, font=self.small, fill=self.label_colour, anchor="lm")
        self._row([("Production", portrait.production, 0.6), ("Design", _design(portrait), 0.4)])
        self._rule()
        self._label("Character", self.left)
        name = largest(portrait.character, width, round(6 * unit), int(self.body.size))
        self._line(elide(portrait.character, name, width), name, gap=0.25)
        self._rule()
        size = f"{portrait.width} x {portrait.height}"
        self._row([("Model", portrait.model, 0.24), ("Seed", portrait.seed, 0.46), ("Size", size, 0.3)])
        sampling = f"{portrait.steps} steps, cfg {portrait.cfg:g}"
        how = f"{portrait.sampler}, {portrait.scheduler}"
        self._row([("Aspect", portrait.aspect, 0.24), ("Steps", sampling, 0.46), ("Sampler", how, 0.3)])
        self._rule()
        self._texts(portrait, bottom - unit)

    def _texts(self, portrait: PortraitPrompt, bottom: float) -> None:
        """The three texts in what room is left: style and negative a share each, the positive text the rest."""
        line = _height(self.text) * LEADING
        texts = [
            ("Positive", portrait.positive or "empty", 9),
            ("Style", portrait.style_prompt or "none", 2),
            ("Negative", portrait.negative or "none", 2),
        ]
        column = max(self.small.getlength(name.upper()) for name, _, _ in texts) + 1.5 * self.board.unit
        room = self.board.width - column
        left_over = int((bottom - self.at) / line) - len(texts)  # lines beyond the one that each text has
        shown = {}
        for name, text, most in reversed(texts):
            shown[name] = wrap(
                text, self.text, room, max(1, min(most, 1 + left_over // (1 if name == "Positive" else 3)))
            )
            left_over -= len(shown[name]) - 1
        for name, _, _ in texts:
            label_at = self.at + (_ascent(self.text) - _ascent(self.small))
            self.ink.text((self.left, label_at), name.upper(), font=self.small, fill=self.label_colour)
            for row in shown[name]:
                self.ink.text((self.left + column, self.at), row, font=self.text, fill=CHALK)
                self.at += line
            self.at += min(0.5 * self.board.unit, max(0.0, bottom - self.at) / 9)

    def _row(self, columns: list[tuple[str, str, float]]) -> None:
        """Labelled values side by side; each takes its share of the width."""
        x, top = self.left, self.at
        for name, value, share in columns:
            room = self.board.width * share - self.board.unit
            self.at = top
            self._label(name, x)
            face = largest(value, room, int(self.body.size), int(self.small.size))
            self.ink.text((x, self.at), elide(value, face, room), font=face, fill=CHALK)
            x += self.board.width * share
        self.at += _height(self.body) * LEADING + self.board.unit * 0.6

    def _label(self, text: str, x: float) -> None:
        self.ink.text((x, self.at), text.upper(), font=self.small, fill=self.label_colour)
        self.at += _height(self.small) * 1.25

    def _line(self, text: str, face: Font, gap: float) -> None:
        self.ink.text((self.left, self.at), text, font=face, fill=CHALK)
        self.at += _height(face) * LEADING + gap * self.board.unit

    def _rule(self) -> None:
        y, right = round(self.at), self.board.right - self.board.padding
        self.ink.line((self.left, y, right, y), fill=RULE, width=max(1, round(self.board.unit / 6)))
        self.at += self.board.unit


def _height(face: Font) -> float:
    ascent, descent = face.getmetrics()
    return ascent + descent


def _ascent(face: Font) -> int:
    return face.getmetrics()[0]


def _design(portrait: PortraitPrompt) -> str:
    return f"{portrait.design.name}, revision {portrait.design.revision}" if portrait.design else "none"


def _fingerprint(portrait: PortraitPrompt) -> bytes:
    """Eight bytes of everything that was sent, so that a change past an ellipsis shows as well."""
    facts = {name: value for name, value in shallow(portrait).items() if name not in ("sources", "not_applied")}
    facts["design"] = shallow(portrait.design) if portrait.design else None
    return hashlib.sha256(json.dumps(facts).encode()).digest()[:8]
