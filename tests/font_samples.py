"""Fonts for tests: Pillow's own letters under other numbers."""

from __future__ import annotations

import io
import struct

from PIL import ImageFont


def font_file(letters: str) -> bytes:
    """A font file that has these letters and no others; they look like some of Pillow's."""
    own = ImageFont.load_default(20)
    assert isinstance(own, ImageFont.FreeTypeFont) and isinstance(own.path, io.BytesIO)
    data = own.path.getvalue()
    records = [struct.unpack_from(">4sIII", data, 12 + 16 * place) for place in range(int.from_bytes(data[4:6], "big"))]
    tables = {tag: data[start : start + size] for tag, _, start, size in records}
    tables[b"cmap"] = _character_map({ord(letter): 36 + place for place, letter in enumerate(sorted(letters))})
    head, body = data[:12], b""
    for tag, table in sorted(tables.items()):
        head += struct.pack(">4sIII", tag, 0, 12 + 16 * len(tables) + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return head + body


def _character_map(glyphs: dict[int, int]) -> bytes:
    """A cmap table of one subtable in format 12: groups of first and last character and first glyph."""
    groups = b"".join(struct.pack(">III", number, number, glyph) for number, glyph in sorted(glyphs.items()))
    subtable = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(glyphs)) + groups
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + subtable
