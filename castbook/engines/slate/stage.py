"""The picture half of a test card: backdrop, stand-in and clapper sticks."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image, ImageDraw

from .palette import STICK_DARK, STICK_LIGHT, Palette

SMOOTH_BELOW = 4_000_000  # pixels: drawn twice as large, then scaled down; above, edges look smooth without that
COARSE = 8  # the backdrop has no detail, so it is computed in one pixel of so many and scaled up
OPENING = math.radians(9)
STRIPES = 7


class Stage:
    """Shapes on a canvas that is `scale` times as large as the card. All lengths are in the card's pixels."""

    def __init__(self, width: int, height: int, palette: Palette) -> None:
        self.size = (width, height)
        self.palette = palette
        self.scale = 2 if width * height < SMOOTH_BELOW else 1
        self.image = self._backdrop()
        self.draw = ImageDraw.Draw(self.image)

    def finished(self) -> Image.Image:
        """The card's picture in its own size."""
        return self.image.resize(self.size, Image.Resampling.BOX) if self.scale > 1 else self.image

    def box(self, x: float, y: float, right: float, bottom: float, *, fill: tuple[int, ...], radius: float) -> None:
        """A box with round corners."""
        corners = self._scaled((x, y, right, bottom))
        self.draw.rounded_rectangle(corners, radius=radius * self.scale, fill=fill)

    def stand_in(self, middle: float, top: float, bottom: float, room: float) -> None:
        """Head and shoulders from `top` to `bottom` around `middle`, no wider than `room`."""
        palette = self.palette
        head = min((bottom - top) * 0.27, room * 0.24)  # half the head's height
        wide = head * (0.74 + palette.broad * 0.1)
        centre = top + head * 1.35
        shoulders = min(room / 2, head * (2.0 + palette.broad * 0.45))
        collar, neck = centre + head * 1.45, _darker(palette.skin)
        if palette.hair == 3:  # long, behind the shoulders
            self._ellipse(middle, centre + head * 0.35, wide * 1.4, head * 1.5, palette.hair_colour)
        self.box(middle - wide * 0.42, centre, middle + wide * 0.42, collar + head * 0.2, fill=neck, radius=0)
        left, right = middle - shoulders, middle + shoulders
        self.box(left, collar, right, bottom + shoulders, fill=palette.clothes, radius=shoulders * 0.6)
        self._ellipse(middle, collar, wide * 0.55, head * 0.3, neck)
        self._ellipse(middle, centre, wide, head, palette.skin)
        self._hair(middle, centre, wide, head)

    def sticks(self, left: float, right: float, bottom: float, thick: float) -> None:
        """The clapper: a closed stick above `bottom`, and one that stands open as far as there is room."""
        room = max(0.0, bottom - 2.5 * thick) / (right - left)
        opening = min(OPENING, math.asin(min(1.0, room)))
        self._stick(left, right, bottom - thick, thick, turned=0.0)
        self._stick(left, right, bottom - 2 * thick, thick, turned=opening)
        self._ellipse(left + thick * 0.55, bottom - thick, thick * 0.3, thick * 0.3, self.palette.accent)

    def bars(self, left: float, top: float, width: float, height: float, pattern: bytes) -> None:
        """A strip of bars, one per bit, that changes with whatever the pattern was made of."""
        step = width / (len(pattern) * 8)
        for place in range(len(pattern) * 8):
            if pattern[place // 8] >> place % 8 & 1:
                x = left + place * step
                self.draw.rectangle(self._scaled((x, top, x + step, top + height)), fill=self.palette.label)

    def _backdrop(self) -> Image.Image:
        """A wall lit by one lamp: from the top colour to the bottom one, with a glow where the head will be."""
        width, height = self.size
        across = np.linspace(0, 1, max(2, width // COARSE))[None, :, None]
        down = np.linspace(0, 1, max(2, height // COARSE))[:, None, None]
        top, bottom, glow = (np.array(colour) for colour in (self.palette.top, self.palette.bottom, self.palette.glow))
        lamp = 0.3 + 0.4 * self.palette.light
        distance = np.sqrt(((across - lamp) * width / height) ** 2 + (down - 0.16) ** 2)
        light = np.clip(1 - distance / 0.42, 0, 1) ** 2 * 0.75
        wall = top + (bottom - top) * down
        coarse = Image.fromarray((wall + (glow - wall) * light).astype(np.uint8))
        return coarse.resize((width * self.scale, height * self.scale), Image.Resampling.BICUBIC)

    def _hair(self, middle: float, centre: float, wide: float, head: float) -> None:
        """One of five heads of hair, as a cap over the upper head; 0 is short, 1 curly, 2 a bun, 3 long, 4 a hat."""
        colour, style = self.palette.hair_colour, self.palette.hair
        if style == 4:
            for reach, upper, lower, radius in ((1.6, 0.62, 0.42, 0.1), (0.95, 1.3, 0.45, 0.25)):  # brim, crown
                left, right = middle - wide * reach, middle + wide * reach
                y, bottom = centre - head * upper, centre - head * lower
                self.box(left, y, right, bottom, fill=self.palette.bottom, radius=head * radius)
            return
        if style == 2:
            self._ellipse(middle, centre - head * 1.15, wide * 0.42, head * 0.36, colour)
        if style == 1:
            for turn in range(7):
                angle = math.pi * (1 + turn / 6)
                self._ellipse(
                    middle + math.cos(angle) * wide * 0.95,
                    centre + math.sin(angle) * head * 0.85 - head * 0.05,
                    wide * 0.46,
                    head * 0.38,
                    colour,
                )
        cap = (middle - wide * 1.08, centre - head * 1.12, middle + wide * 1.08, centre + head * 0.62)
        self.draw.chord(self._scaled(cap), 180 + 8, 360 - 8, fill=colour)

    def _stick(self, left: float, right: float, top: float, thick: float, *, turned: float) -> None:
        """One striped stick, opened by `turned` radians around its lower left corner."""
        step = (right - left) / STRIPES
        hinge = (left, top + thick)

        def point(x: float, y: float) -> tuple[float, float]:
            dx, dy = x - hinge[0], y - hinge[1]
            return (
                (hinge[0] + dx * math.cos(turned) + dy * math.sin(turned)) * self.scale,
                (hinge[1] - dx * math.sin(turned) + dy * math.cos(turned)) * self.scale,
            )

        corners = [(left, top), (right, top), (right, top + thick), (left, top + thick)]
        self.draw.polygon([point(*corner) for corner in corners], fill=STICK_DARK)
        slant = thick * 0.8 if turned else -thick * 0.8
        for stripe in range(STRIPES):
            x = left + (stripe + 0.25) * step
            upper, lower = max(0.0, slant), max(0.0, -slant)
            edges = [(x + upper, top), (x + upper + step / 2, top), (x + lower + step / 2, top + thick)]
            edges.append((x + lower, top + thick))
            self.draw.polygon([point(min(edge, right), y) for edge, y in edges], fill=STICK_LIGHT)

    def _ellipse(self, x: float, y: float, across: float, down: float, fill: tuple[int, ...]) -> None:
        self.draw.ellipse(self._scaled((x - across, y - down, x + across, y + down)), fill=fill)

    def _scaled(self, corners: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        x, y, right, bottom = (value * self.scale for value in corners)
        return x, y, max(x, right), max(y, bottom)


def _darker(colour: tuple[int, int, int]) -> tuple[int, int, int]:
    red, green, blue = (round(value * 0.82) for value in colour)
    return red, green, blue
