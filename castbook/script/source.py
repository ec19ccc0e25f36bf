"""From bytes to text and lines: encodings, bounds, and what is no script at all. Pure."""

from __future__ import annotations

import codecs
import re

from ..errors import Invalid, TooLarge, UnsupportedMedia
from .text import Numbered

MAX_BYTES = 20 * 1024 * 1024
MAX_LINE = 500_000  # characters; a whole novel on one line is a broken file

_FOREIGN = (
    (b"%PDF", "a PDF", "Export the script as Fountain, Final Draft (FDX), DOCX or text and import that."),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file", "Save it as DOCX or plain text."),
    (b"{\\rtf", "an RTF file", "Save it as DOCX or plain text."),
    (b"\x89PNG", "a picture", "Drop pictures on a character; a script is Fountain, FDX, DOCX, EPUB or text."),
    (b"\xff\xd8\xff", "a picture", "Drop pictures on a character; a script is Fountain, FDX, DOCX, EPUB or text."),
    (b"RIFF", "a picture or sound", "A script is Fountain, FDX, DOCX, EPUB or text."),
    (b"GIF8", "a picture", "A script is Fountain, FDX, DOCX, EPUB or text."),
    (b"Rar!", "a RAR archive", "Unpack it and import the script inside."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and import the script inside."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it and import the script inside."),
    (b"\x7fELF", "a program", "A script is Fountain, FDX, DOCX, EPUB or text."),
    (b"MZ", "a program", "A script is Fountain, FDX, DOCX, EPUB or text."),
    (b"SQLite format 3", "a database", "A script is Fountain, FDX, DOCX, EPUB or text."),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_TAB_AFTER_NAME = re.compile(r"^(\s*[^\W\d_][\w.'\u2019\- ]{0,30})\t(?=\S)")
_BREAK = re.compile("\r\n|\r|\n|\x0b|\x0c|\x85|\u2028|\u2029")
HINT = "Castbook reads screenplays (Fountain, Final Draft FDX, typed), plays and prose as text or Markdown, DOCX, EPUB."


def check_size(data: bytes) -> None:
    """Refuse what is empty or over 20 MB, in words."""
    if len(data) > MAX_BYTES:
        raise TooLarge("script_too_large", "The script is larger than 20 MB.", "Import it in parts, without pictures.")
    if not data.strip(b"\x00 \t\r\n"):
        raise Invalid("empty_script", "The file is empty.", HINT)


def refuse_foreign(data: bytes) -> None:
    """Say which kind of file this is, if it is a well-known kind that is no script."""
    for start, kind, hint in _FOREIGN:
        if data.startswith(start) and not (start == b"MZ" and b"\x00" not in data[:256]):
            raise UnsupportedMedia("not_a_script", f"This is {kind}, not a script that Castbook can read.", hint)


def decode(data: bytes) -> str:
    """Text from UTF-8, UTF-16 or UTF-32 (with a mark; UTF-16 also without), else Windows-1252; never fails on letters.

    Broken characters become U+FFFD; a file that is no text at all raises UnsupportedMedia.
    """
    text = _decode(data)
    sample = text[:65536]
    if len(_CONTROL.findall(sample)) > len(sample) // 100:
        raise UnsupportedMedia("not_text", "This file is not text.", HINT)
    return _CONTROL.sub(" ", text)


def _decode(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return data.decode("utf-32", "replace")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", "replace")
    sample = data[:4096]
    if sample[1::2].count(0) > len(sample) // 5:
        return data.decode("utf-16-le", "replace")
    if sample[::2].count(0) > len(sample) // 5:
        return data.decode("utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    beyond_ascii = sum(character > "\x7f" for character in text)
    if text.count("\ufffd") * 4 < beyond_ascii:  # UTF-8 with a few damaged places, for example cut in a character
        return text
    return data.decode("cp1252", "replace")


def number_lines(text: str) -> list[Numbered]:
    """The lines with their numbers; one of more than 500,000 characters is refused."""
    lines = _BREAK.split(text)
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            raise Invalid(
                "line_too_long",
                f"Line {number} has {len(line):,} characters; no script has such lines.",
                "Save the text with line breaks between its paragraphs.",
            )
    return list(enumerate((_untabbed(line) for line in lines), 1))


def _untabbed(line: str) -> str:
    """A line with spaces for tabs, two at least behind its first words: a play may have its cues so."""
    return _TAB_AFTER_NAME.sub(r"\1  \t", line).expandtabs(4) if "\t" in line else line
