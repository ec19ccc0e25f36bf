"""The capitals and small letters of all languages that are written in Latin letters, for names like Wacław. Pure."""

from __future__ import annotations

import unicodedata

_EXTENDED = [chr(code) for first, last in ((0x100, 0x24F), (0x1E00, 0x1EFF)) for code in range(first, last + 1)]

# As what stands between the brackets of a regular expression.
UPPER = "A-Z\u00c0-\u00de" + "".join(letter for letter in _EXTENDED if letter.isupper())
LOWER = "a-z\u00df-\u00ff" + "".join(letter for letter in _EXTENDED if letter.islower())

_PLAIN = str.maketrans(
    {"\u00f8": "o", "\u0142": "l", "\u0131": "i", "\u0111": "d", "\u00e6": "ae", "\u00fe": "th", "\u00f0": "d"}
)


def plain_letters(word: str) -> str:
    """A word in small letters without its accents: "jose" for "jos\u00e9"."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_PLAIN)
