"""XML and HTML read without entities, DOCTYPE or deep trees."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from typing import NamedTuple

from ..errors import Invalid
from .source import decode

MAX_DEPTH = 100


class _Shallow(ElementTree.TreeBuilder):
    """Builds a tree that is at most MAX_DEPTH deep, so that nothing later recurses without end."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str]) -> ElementTree.Element:  # type: ignore[override]
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Invalid(
                "damaged_file", "The file nests its elements deeper than any script does.", "Export it again."
            )
        return super().start(tag, attrs)

    def end(self, tag: str) -> ElementTree.Element:
        self._depth -= 1
        return super().end(tag)


def parse_xml(data: bytes, kind: str) -> ElementTree.Element:
    """The root element; a DOCTYPE or entity declaration is refused, damage is named with its line."""
    text = decode(data)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Invalid(
            "doctype_refused", f"The {kind} file declares a DOCTYPE, which no {kind} file needs.", "Export it again."
        )
    parser = ElementTree.XMLParser(target=_Shallow())
    try:
        parser.feed(text.lstrip("\ufeff \r\n\t").encode("utf-8", "replace").decode("utf-8"))
        return parser.close()
    except ElementTree.ParseError as error:
        line = error.position[0] if getattr(error, "position", None) else 0
        raise Invalid("damaged_file", f"The {kind} file is damaged at its line {line}.", "Export it again.") from error


def local(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]


class Block(NamedTuple):
    """A paragraph of a page or document: the tag it stood in ("p"), its text, and its table, row and column, if any."""

    tag: str
    text: str
    cell: tuple[int, int, int] | None = None


_DIRECTION = re.compile(r"\bstage-?dir")  # z3998:stage-direction, as books mark it up
_FRAME = re.compile(
    r"\b(?:colophon|imprint|copyright-page|titlepage|halftitlepage)\b"
)  # the publisher's, not the text's
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BREAKS = _HEADINGS | {"p", "div", "li", "blockquote", "tr", "td", "th", "section", "article", "dt", "dd", "pre"}
_SILENT = frozenset({"script", "style", "head", "nav", "svg"})


class _Blocks(HTMLParser):
    """Turns HTML into blocks: h1..h6, p and whatever else ends a line. Stage directions get brackets."""

    def __init__(self, tables: int) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._tag = "p"
        self._parts: list[str] = []
        self._silent = 0
        self._marked: list[tuple[str, str]] = []  # open elements that are directions or frame, and those inside
        self._cells: list[list[int]] = []  # of the tables that are open: table, row, column
        self._tables = tables  # so far

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._parts.append("\n")
        elif tag in _BREAKS or tag == "table":
            self.flush()
            self._tag = tag
            self._place(tag)
        self._mark(tag, attrs)

    def _place(self, tag: str) -> None:
        if tag == "table":
            self._tables += 1
            self._cells.append([self._tables, -1, -1])
        elif self._cells and tag == "tr":
            self._cells[-1][1:] = [self._cells[-1][1] + 1, -1]
        elif self._cells and tag in ("td", "th"):
            self._cells[-1][2] += 1

    def _mark(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = " ".join(value or "" for name, value in attrs if name in ("epub:type", "class"))
        kind = "[" if _DIRECTION.search(told) else "-" if _FRAME.search(told) else ""
        if self._marked and (kind or self._marked[-1][0] == tag):
            self._marked.append((tag, ""))  # nested: what is outermost counts
        elif kind:
            self._marked.append((tag, kind))
            self._silent += kind == "-"
            self._parts.append("[" if kind == "[" and not self._silent else "")

    def handle_endtag(self, tag: str) -> None:
        if self._marked and self._marked[-1][0] == tag:
            kind = self._marked.pop()[1]
            self._silent -= kind == "-" and self._silent > 0
            self._parts.append("]" if kind == "[" and not self._silent else "")
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BREAKS or tag == "table":
            self.flush()
            if tag == "table" and self._cells:
                self._cells.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            whole = self._tag in _HEADINGS or self._cells  # there the source's own line breaks mean nothing
            self._parts.append(data.replace("\n", " ") if whole else data)

    def flush(self) -> None:
        text = "\n".join(" ".join(line.split()) for line in "".join(self._parts).split("\n")).strip()
        if self._tag != "pre" and "\n" in text and all(len(line) > 50 for line in text.split("\n")[:-1]):
            text = " ".join(text.split())
        if text:
            table, row, column = self._cells[-1] if self._cells else (0, -1, -1)
            self.blocks.append(Block(self._tag, text, (table, row, column) if column >= 0 else None))
        self._parts = []
        self._tag = "p"


def html_blocks(text: str, tables: int = 0) -> list[Block]:
    """The text blocks of a page with the tag each stood in; scripts, styles, navigation, imprint left out.

    What is marked up as a stage direction stands in brackets. `tables` is how many tables stand on the pages before.
    """
    parser = _Blocks(tables)
    parser.feed(text)
    parser.close()
    parser.flush()
    return parser.blocks
