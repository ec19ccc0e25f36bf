"""Which format a script is in, told from its content, and the reader for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..errors import Invalid, UnsupportedMedia
from . import fdx, fountain, headings, persons, play, prose, rows, table
from .archive import Archive
from .cues import ACT
from .gutenberg import without_frame
from .markup import html_blocks
from .office import docx_lines, epub_lines, page_lines
from .source import HINT, check_size, decode, number_lines, refuse_foreign
from .text import Draft, Numbered, ScriptText, blocks
from .typed import as_fountain

_READERS = {"fountain": fountain.read, "play": play.read, "prose": prose.read}
_LOW_HEADING = re.compile(r"(?:int|ext|int\./ext)\.? .* (?:-|--|\u2013|\u2014) \w", re.IGNORECASE)


def read(data: bytes, name: str = "") -> ScriptText:
    """Read a script from a file's bytes, its format told by the content; `name` only breaks a tie between text formats.

    Raises CastbookError (Invalid, TooLarge, UnsupportedMedia) with a sentence for whatever cannot be read.
    """
    check_size(data)
    refuse_foreign(data)
    if data.startswith(b"PK"):
        return _read_archive(data, name)
    text = decode(data).lstrip("\ufeff")
    start = text[:2000].lstrip().lower()
    if "<finaldraft" in start or start.startswith("<?xml"):
        return fdx.read(data).finish("fdx")
    if start.startswith(("<!doctype html", "<html")):
        return _checked(_read_lines(page_lines(html_blocks(text)), name), "html")
    return _checked(
        _read_lines(number_lines(text), name), "md" if name.lower().endswith((".md", ".markdown")) else "txt"
    )


def _read_archive(data: bytes, name: str) -> ScriptText:
    archive = Archive(data, "zip")
    if "word/document.xml" in archive:
        archive.kind = "DOCX"
        return _checked(_read_lines(docx_lines(archive), name), "docx")
    if "META-INF/container.xml" in archive:
        archive.kind = "EPUB"
        return _checked(_read_lines(epub_lines(archive), name), "epub")
    inner = [part for part in archive.names if part.lower().endswith((".fountain", "/text.md", "text.md"))]
    if len(inner) == 1:  # Highland's textbundle
        return _checked(_read_lines(number_lines(decode(archive.read(inner[0]))), name), "highland")
    raise UnsupportedMedia("not_a_script", "This zip file holds no script that Castbook can read.", HINT)


def _read_lines(lines: Sequence[Numbered], name: str) -> Draft:
    if typed := as_fountain(lines):
        return fountain.read(typed)
    return rows.read(lines) or table.read(lines) or _READERS[text_format(lines, name)](lines)


def _checked(draft: Draft, container: str) -> ScriptText:
    script = draft.finish(container)
    if not script.paragraphs:
        raise Invalid("empty_script", "The file holds no text to read a cast from.", HINT)
    return script


def text_format(lines: Sequence[Numbered], name: str = "") -> str:
    """fountain, play or prose: whose marks the text carries. Screenplays have headings, or cues right above speech."""
    found = blocks(without_frame(lines))
    if not found:
        return "prose"
    slugs = cues = 0
    for block in found:
        first = block[0][1].strip()
        opening = first.lstrip("*_# 0123456789")
        if ACT.match(first):
            continue
        if headings.is_heading(first) and (opening[:4].isupper() or first.startswith(".") or _LOW_HEADING.match(first)):
            slugs += 1
        elif len(block) > 1 and fountain.is_cue(first) and not headings.TRANSITION.match(first):
            cues += 1
    if name.lower().endswith((".fountain", ".spmd")) and slugs:
        return "fountain"
    spoken = play.speeches(found)
    labels = play.labels_of(spoken)
    listed = persons.is_listed(found, labels)
    cued = sum(labels.values())
    directions = sum(line.count("[") for block in found for _, line in block)
    found = spoken if len(spoken) > 2 * len(found) else found
    acts = sum(bool(ACT.match(block[0][1].strip())) for block in found)
    for_voices = not cues and cued * 3 > len(found)  # "IDA: It is late." under a few headings
    if slugs and not for_voices and (slugs + cues) * 12 > len(found) and (slugs > acts or cues > cued):
        return "fountain"
    # names above speech, as in a screenplay, but with acts, and brackets or a list of persons
    staged = acts and (directions * 4 > cued or (listed and not slugs))
    if (staged and cued * 10 > cues * 9) or (listed and not slugs and cued * 10 > cues * 8):
        cued = max(cued, cues)
    if cued >= cues and (
        (cued >= 3 and cued * 5 > len(found)) or (cued >= 2 and listed and acts and cued * 40 > len(found))
    ):  # a novel has a staged chapter
        return "play"
    if name.lower().endswith((".fountain", ".spmd")) or (cues * 6 > len(found) and cues >= 3):
        return "fountain"
    if acts and cued >= 3 and cued * 12 > len(found) and directions:
        return "play"
    return "prose"
