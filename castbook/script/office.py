"""DOCX and EPUB: zip files of XML, opened within bounds, turned into numbered lines (one per paragraph)."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from urllib.parse import unquote

from ..errors import Invalid
from .archive import Archive
from .markup import html_blocks, local, parse_xml
from .source import decode
from .text import Numbered

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING_TAGS = frozenset({"h1", "h2", "h3"})


def docx_lines(archive: Archive) -> list[Numbered]:
    """A Word document's paragraphs, one line each, with empty lines between where the author left none.

    Deleted text, notes and comments stay out. The number is the paragraph's.
    """
    root = parse_xml(archive.read("word/document.xml"), "DOCX")
    texts = [(_paragraph(p), _is_heading(p)) for p in root.iter(f"{_WORD}p")]
    spaced = sum(not text.strip() for text, _ in texts) * 5 > len(texts)
    lines: list[Numbered] = []
    for number, (text, heading) in enumerate(texts, 1):
        if heading and text.strip():
            lines += [(number, ""), (number, f"# {text.strip()}"), (number, "")]
            continue
        lines += [(number, line) for line in text.split("\n")]
        if not spaced:
            lines.append((number, ""))
    return lines


def _paragraph(paragraph: ElementTree.Element) -> str:
    parts: list[str] = []
    for element in paragraph.iter():
        tag = local(element.tag)
        if tag == "t":
            parts.append(element.text or "")
        elif tag == "tab":
            parts.append("    ")
        elif tag in ("br", "cr"):
            parts.append("\n")
    return "".join(parts)


def _is_heading(paragraph: ElementTree.Element) -> bool:
    style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
    name = style.get(f"{_WORD}val", "") if style is not None else ""
    return name.lower().startswith(("heading", "title"))


def epub_lines(archive: Archive) -> list[Numbered]:
    """A book's paragraphs in reading order, empty lines between; headings start with "# ". Numbers count paragraphs."""
    lines: list[Numbered] = []
    number = 0
    for name in _spine(archive):
        for tag, text in html_blocks(decode(archive.read(name))):
            number += 1
            mark = "# " if tag in _HEADING_TAGS else ""
            lines += [(number, mark + line) for line in text.split("\n")]
            lines.append((number, ""))
    if not lines:
        raise Invalid(
            "empty_script", "The EPUB holds no text.", "Castbook reads books whose pages are text, not pictures."
        )
    return lines


def _spine(archive: Archive) -> Iterator[str]:
    container = parse_xml(archive.read("META-INF/container.xml"), "EPUB")
    package = next((e.get("full-path", "") for e in container.iter() if local(e.tag) == "rootfile"), "")
    root = parse_xml(archive.read(package), "EPUB")
    items = {e.get("id"): e.get("href", "") for e in root.iter() if local(e.tag) == "item"}
    folder = posixpath.dirname(package)
    for reference in root.iter():
        if local(reference.tag) != "itemref" or reference.get("linear") == "no":
            continue
        href = unquote(items.get(reference.get("idref"), "").partition("#")[0])
        name = posixpath.normpath(posixpath.join(folder, href)) if href else ""
        if name in archive:
            yield name
