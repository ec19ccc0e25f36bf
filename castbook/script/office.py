"""DOCX and EPUB: zip files of XML, opened within bounds, turned into numbered lines (one per paragraph)."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from ..errors import Invalid
from .archive import Archive
from .markup import Block, html_blocks, local, parse_xml
from .rows import in_rows
from .source import decode
from .text import Numbered

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TABLE = f"{_WORD}tbl"
_HEADING_TAGS = frozenset({"h1", "h2", "h3"})


def docx_lines(archive: Archive) -> list[Numbered]:
    """A Word document's paragraphs, one line each, with empty lines between where the author left none.

    Deleted text, notes and comments stay out. The number is the paragraph's.
    """
    root = parse_xml(archive.read("word/document.xml"), "DOCX")
    found = list(_blocks(root, None, [0]))
    spaced = sum(not block.text.strip() for block in found) * 5 > len(found)
    lines: list[Numbered] = []
    for number, block in in_rows(found):
        apart = (number, "")
        if block.tag in _HEADING_TAGS and block.text.strip():
            lines += [apart, (number, f"# {block.text.strip()}"), apart]
        elif block.tag == "tr":
            lines += [apart, (number, block.text), apart]
        else:
            lines += [(number, line) for line in block.text.split("\n")]
            lines += [] if spaced else [apart]
    return lines


def _blocks(element: ElementTree.Element, cell: tuple[int, int, int] | None, tables: list[int]) -> Iterator[Block]:
    """The paragraphs with the innermost table, row and column they stand in; `tables` counts the tables."""
    if element.tag == _TABLE:
        tables[0] += 1
        table = tables[0]
        for row, cells in enumerate(_of_table(element, f"{_WORD}tr")):
            for column, inside in enumerate(_of_table(cells, f"{_WORD}tc")):
                yield from _blocks(inside, (table, row, column), tables)
        return
    if element.tag == f"{_WORD}p":
        yield Block("h1" if _is_heading(element) else "p", _paragraph(element), cell)
    for child in element:
        yield from _blocks(child, cell, tables)


def _of_table(element: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    """The rows of a table or the cells of a row, not those of tables inside."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag != _TABLE:
            yield from _of_table(child, tag)


def _paragraph(paragraph: ElementTree.Element) -> str:
    parts: list[str] = []
    for element in paragraph.iter():
        tag = local(element.tag)
        if tag == "t":
            parts.append((element.text or "").replace("\t", " "))  # tabs are elements
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
    found: list[Block] = []
    tables = 0
    for name in _spine(archive):
        page = html_blocks(decode(archive.read(name)), tables)
        tables = max((block.cell[0] for block in page if block.cell), default=tables)
        found += page
    if not found:
        raise Invalid(
            "empty_script", "The EPUB holds no text.", "Castbook reads books whose pages are text, not pictures."
        )
    return page_lines(found)


def page_lines(found: Sequence[Block]) -> list[Numbered]:
    """A page's or book's blocks as lines with empty ones between; headings start with "# ". Numbers count blocks."""
    lines: list[Numbered] = []
    for number, block in in_rows(found):
        mark = "# " if block.tag in _HEADING_TAGS else ""
        lines += [(number, mark + line) for line in block.text.split("\n")]
        lines.append((number, ""))
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
