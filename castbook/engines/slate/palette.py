"""The colours and the stand-in's looks on a test card, all derived from the seed."""

from __future__ import annotations

import colorsys
import hashlib
from dataclasses import dataclass

Colour = tuple[int, int, int]
HAIR_STYLES = 5


@dataclass(frozen=True)
class Palette:
    """What a seed decides. `hair` picks one of HAIR_STYLES, `broad` is 0..1, `light` 0..1 from left to right."""

    top: Colour
    bottom: Colour
    glow: Colour
    accent: Colour
    label: Colour
    skin: Colour
    hair_colour: Colour
    clothes: Colour
    hair: int
    broad: float
    light: float


BOARD: Colour = (23, 25, 28)
RULE: Colour = (62, 66, 72)
CHALK: Colour = (240, 238, 230)
STICK_DARK: Colour = (18, 19, 21)
STICK_LIGHT: Colour = (238, 236, 228)


def of_seed(seed: str) -> Palette:
    """The palette of a seed; equal seeds look equal, neighbours differ."""
    digest = hashlib.sha256(seed.encode()).digest()
    hue, turn = digest[0] / 256, 0.42 + digest[1] / 256 * 0.2
    other = hue + turn
    return Palette(
        top=_colour(hue, 0.50, 0.62),
        bottom=_colour(hue + 0.06, 0.62, 0.26),
        glow=_colour(hue - 0.04, 0.32, 0.92),
        accent=_colour(hue, 0.48, 0.96),
        label=_colour(hue, 0.26, 0.80),
        skin=_colour(0.06 + digest[2] / 256 * 0.02, 0.30 + digest[3] / 256 * 0.25, 0.45 + digest[3] / 256 * 0.48),
        hair_colour=_colour(0.05 + digest[4] / 256 * 0.06, 0.55, 0.12 + digest[5] / 256 * 0.42),
        clothes=_colour(other, 0.45, 0.38 + digest[6] / 256 * 0.2),
        hair=digest[7] % HAIR_STYLES,
        broad=digest[8] / 255,
        light=digest[9] / 255,
    )


def _colour(hue: float, saturation: float, value: float) -> Colour:
    red, green, blue = colorsys.hsv_to_rgb(hue % 1, saturation, min(1.0, value))
    return round(red * 255), round(green * 255), round(blue * 255)
