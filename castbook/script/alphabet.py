"""The capitals and small letters of all languages that are written in Latin letters, for names like Wacław. Pure."""

from __future__ import annotations

_EXTENDED = [chr(code) for first, last in ((0x100, 0x24F), (0x1E00, 0x1EFF)) for code in range(first, last + 1)]

# As what stands between the brackets of a regular expression.
UPPER = "A-Z\u00c0-\u00de" + "".join(letter for letter in _EXTENDED if letter.isupper())
LOWER = "a-z\u00df-\u00ff" + "".join(letter for letter in _EXTENDED if letter.islower())
