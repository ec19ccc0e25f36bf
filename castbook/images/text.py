"""Text in pictures: read from any of the three kinds, added to a PNG by chunk surgery."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import Invalid
from .encode import chunk
from .limits import MAX_TEXT, too_much_text
from .png import SIGNATURE, TEXT_CHUNKS, chunks, inflate_text, text_parts


def read_text(data: bytes) -> dict[str, str]:
    """All texts of a PNG by keyword, wherever the chunks stand; of two with one keyword the last, as Pillow reads.

    A JPEG or WebP has none. Raises Invalid for a damaged PNG, TooLarge for more text than 4 MiB.
    """
    texts: dict[str, str] = {}
    room = MAX_TEXT
    for part in chunks(data) if data.startswith(SIGNATURE) else ():
        if part.name in TEXT_CHUNKS:
            keyword, value, compressed, utf8 = text_parts(part)
            value = inflate_text(value, room) if compressed else value
            room -= len(value)
            if room < 0:
                raise too_much_text("PNG")
            texts[keyword.decode("latin-1")] = value.decode("utf-8" if utf8 else "latin-1", "replace")
    return texts


def add_text(png: bytes, texts: Mapping[str, str]) -> bytes:
    """The same PNG with these texts behind its header: tEXt where Latin-1 will do, else iTXt.

    A text that the PNG has already under one of the keywords is replaced; all other chunks stay byte for byte. Raises
    Invalid for a damaged PNG or a text that no chunk can hold, TooLarge beyond 4 MiB of text.
    """
    if not png.startswith(SIGNATURE):
        raise Invalid("not_a_png", "Text can only be added to a PNG.", "Save the picture as PNG.")
    added = b"".join(_text_chunk(keyword, text) for keyword, text in texts.items())
    if len(added) > MAX_TEXT:
        raise too_much_text("PNG")
    replaced = {keyword.encode("latin-1") for keyword in texts}
    parts = [SIGNATURE]
    for part in chunks(png):
        if part.name not in TEXT_CHUNKS or text_parts(part)[0] not in replaced:
            parts.append(png[part.start : part.end])
        if part.name == b"IHDR":
            parts.append(added)
    return b"".join(parts)


def _text_chunk(keyword: str, text: str) -> bytes:
    """One text chunk. Source: PNG specification, 11.3.3."""
    if not 1 <= len(keyword) <= 79 or not keyword.isascii() or not keyword.isprintable():
        raise Invalid("bad_text", "A text's keyword has 1 to 79 plain letters.", "Use another keyword.")
    if "\0" in text:
        raise Invalid("bad_text", "A text may not hold a NUL character.", "Remove it from the prompt.")
    name = keyword.encode("latin-1")
    try:
        return chunk(b"tEXt", name + b"\0" + text.encode("latin-1"))
    except UnicodeEncodeError:
        pass
    try:
        return chunk(b"iTXt", name + b"\0\0\0\0\0" + text.encode("utf-8"))
    except UnicodeEncodeError:
        raise Invalid("bad_text", "A text holds half a character.", "Type the prompt again.") from None
