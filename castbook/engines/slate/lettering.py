"""Text on a test card: cleaned, wrapped and elided to the room there is, in whatever fonts have its letters."""

from __future__ import annotations

import unicodedata
from itertools import groupby

from PIL import ImageDraw

from . import fonts
from .fonts import Font, own

READABLE = 11  # pixels: letters below that cannot be read even where a card is looked at in its full size
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
_JOINERS = ("\u200c", "\u200d", *map(chr, range(0xFE00, 0xFE10)))  # not to be seen; they shape the letters beside them

font = own


def clean(text: str) -> str:
    """Text as it is drawn: accents that the bundled font lacks left out, white space folded."""
    drawable: list[str] = []
    for mark in unicodedata.normalize("NFC", text).translate(PLAIN):
        base = unicodedata.normalize("NFD", mark)[0]
        if base.isascii():
            drawable.append(base)
        elif not (unicodedata.combining(mark) and drawable and drawable[-1].isascii()):
            drawable.append(mark)
    return " ".join("".join(drawable).split())


def runs(text: str, face: Font) -> list[tuple[Font, str]]:
    """Cleaned text cut where its font changes, each piece with its font in the size of `face`.

    A letter that no font has becomes its number, as in [U+0639].
    """
    if text.isascii() and text.isprintable():
        return [(face, text)] if text else []
    system = fonts.system()
    system.seek(text)
    pieces: list[tuple[str, str]] = []
    for place, mark in enumerate(text):
        source, before = system.source(mark), pieces[-1][0] if pieces else fonts.OWN
        if mark in _JOINERS and not before:
            continue
        if mark in _JOINERS or (before and unicodedata.category(mark)[0] == "M" and fonts.has(before, mark)):
            source = before
        elif unicodedata.category(mark) == "Cf":
            source = None  # else it would not be seen
        elif source and not mark.isalnum():
            beside = (before, *map(system.source, text[place + 1 : place + 2]))
            source = next((one for one in beside if one and fonts.has(one, mark)), source)
        pieces.append((fonts.OWN, f"[U+{ord(mark):04X}]") if source is None else (source, mark))
    return [(fonts.face(source, int(face.size)), piece) for source, piece in _whole(pieces)]


def length(text: str, face: Font) -> float:
    """How wide the text is, in pixels."""
    return sum(piece_face.getlength(piece) for piece_face, piece in runs(text, face))


def write(ink: ImageDraw.ImageDraw, at: tuple[float, float], text: str, face: Font, fill: tuple[int, int, int]) -> None:
    """Draw the text; `at` is where a line of `face` begins, its upper left corner."""
    x, baseline = at[0], at[1] + face.getmetrics()[0]
    for piece_face, piece in runs(text, face):
        if piece_face is face:
            ink.text((x, at[1]), piece, font=face, fill=fill)
        else:
            ink.text((x, baseline), piece, font=piece_face, fill=fill, anchor="ls")
        x += piece_face.getlength(piece)


def wrap(text: str, face: Font, width: float, most: int) -> list[str]:
    """The text on at most `most` lines of `width` pixels; where it does not fit, its end says how much is left out."""
    lines: list[str] = []
    words = clean(text).split(" ") if clean(text) else []
    words.reverse()  # the next one is last
    while words and len(lines) < most:
        line = words.pop()
        kept = _fitting(line, face, width)
        if kept < len(line):
            words.append(line[kept:])
            line = line[:kept]
        else:
            while words and length(f"{line} {words[-1]}", face) <= width:
                line = f"{line} {words.pop()}"
        lines.append(line)
    if words and lines:
        lines[-1] = elide(f"{lines[-1]} {' '.join(reversed(words))}", face, width)
    return lines


def elide(text: str, face: Font, width: float, *, count: bool = True) -> str:
    """The text on one line; where it is too long, its end says how much is left out, if there is room to say it."""
    line = clean(text)
    kept = _fitting(line, face, width)
    if kept == len(line):
        return line
    ends = (" and {:,} more characters", " {:,} more") if count else ()
    fits = (end for end in ends if length(ELLIPSIS + end.format(len(line)), face) <= width / 2)
    end = ELLIPSIS + next(fits, "")
    start = line[:kept].rstrip(" ,;")
    while start and length(start + end.format(len(line) - len(start)), face) > width:
        start = start[:-1].rstrip(" ,;")
    return start + end.format(len(line) - len(start))


def largest(text: str, width: float, biggest: int, smallest: int) -> Font:
    """The largest face in which the text fits on one line, or the smallest allowed."""
    wide = length(clean(text), font(biggest)) or 1
    return font(max(smallest, min(biggest, int(biggest * width / wide))))


def _fitting(line: str, face: Font, width: float) -> int:
    """How many characters from the start fit, at least one where there is any."""
    longest = int(8 * width / face.size) + 1  # no letter of a text is that narrow
    low, high = min(1, len(line)), min(len(line), longest)
    if length(line[:high], face) <= width:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if length(line[:middle], face) <= width:
            low = middle
        else:
            high = middle - 1
    while low > 1 and (line[low] in _JOINERS or unicodedata.category(line[low])[0] == "M"):
        low -= 1  # a letter stays with its marks
    return low


def _whole(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Neighbours of one font together, with what stands between them and has no letters: words keep their order."""
    parts = [
        (source, "".join(mark for _, mark in part)) for source, part in groupby(pieces, key=lambda piece: piece[0])
    ]
    whole: list[tuple[str, str]] = []
    for place, (source, part) in enumerate(parts):
        before = whole[-1][0] if whole else fonts.OWN
        after = parts[place + 1][0] if place + 1 < len(parts) else fonts.OWN
        if source == fonts.OWN and before and before == after and _is_between(part, before):
            source = before
        if whole and source == before:
            whole[-1] = (source, whole[-1][1] + part)
        else:
            whole.append((source, part))
    return whole


def _is_between(part: str, source: str) -> bool:
    return not any(mark.isalpha() for mark in part) and all(mark == " " or fonts.has(source, mark) for mark in part)
