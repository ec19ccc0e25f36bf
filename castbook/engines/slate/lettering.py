"""Text on a test card: cleaned, wrapped and elided to the room there is, in Pillow's own font."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from PIL import ImageFont

Font = ImageFont.FreeTypeFont
LONGEST = 4_000  # characters worth measuring: more never fits on a card
ELLIPSIS = "…"
# The bundled font has no accents and none of these; plain letters read better than boxes.
PLAIN = str.maketrans(
    {
        "\u2013": "-",
        "\u2014": "-",
        "\u00d7": "x",
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "ø": "o",
        "Ø": "O",
        "œ": "oe",
        "Œ": "OE",
    }
    | {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "\u0131": "i", "№": "No."}
)


@lru_cache(maxsize=64)
def font(pixels: int) -> Font:
    """Pillow's bundled font, `pixels` high."""
    found = ImageFont.load_default(size=max(6, pixels))
    assert isinstance(found, Font)  # Pillow's wheels come with FreeType; without it there is only a tiny bitmap font
    return found


def clean(text: str) -> str:
    """Text that can be drawn on lines: no accents, controls or halves of characters, white space folded.

    Marks of scripts that the bundled font lacks stay, and are drawn as boxes.
    """
    drawable = "".join(_plain(mark) for mark in text[:LONGEST].translate(PLAIN))
    return " ".join(drawable.split())


def wrap(text: str, face: Font, width: float, most: int) -> list[str]:
    """The text on at most `most` lines of `width` pixels; an ellipsis ends it where it does not fit."""
    lines: list[str] = []
    words = clean(text).split(" ") if clean(text) else []
    while words and len(lines) < most:
        line = words.pop(0)
        if face.getlength(line) > width:
            kept = _fitting(line, face, width)
            words.insert(0, line[kept:])
            line = line[:kept]
        else:
            while words and face.getlength(f"{line} {words[0]}") <= width:
                line = f"{line} {words.pop(0)}"
        lines.append(line)
    if words and lines:
        lines[-1] = elide(f"{lines[-1]} {words[0]}", face, width, cut=True)
    return lines


def elide(text: str, face: Font, width: float, *, cut: bool = False) -> str:
    """The text on one line, shortened with an ellipsis where it is too long; `cut`: more has been left out already."""
    line = clean(text)
    if not cut and face.getlength(line) <= width:
        return line
    while line and face.getlength(line + ELLIPSIS) > width:
        line = line[: min(len(line) - 1, _fitting(line, face, width))]
    return line.rstrip(" ,;") + ELLIPSIS


def largest(text: str, width: float, biggest: int, smallest: int) -> Font:
    """The largest face in which the text fits on one line, or the smallest allowed."""
    length = font(biggest).getlength(clean(text)) or 1
    return font(max(smallest, min(biggest, int(biggest * width / length))))


def _plain(mark: str) -> str:
    if mark.isascii() and mark.isprintable():
        return mark
    if unicodedata.category(mark) in ("Cc", "Cs", "Co"):
        return " "
    base = unicodedata.normalize("NFD", mark)[0]
    return base if base.isascii() else "" if unicodedata.combining(mark) else mark


def _fitting(line: str, face: Font, width: float) -> int:
    """How many characters from the start fit, at least one."""
    low, high = 1, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if face.getlength(line[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low
