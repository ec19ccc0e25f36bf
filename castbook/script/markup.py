"""XML and HTML read without entities, DOCTYPE or deep trees."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

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


class _Blocks(HTMLParser):
    """Turns HTML into (tag, text) blocks: h1..h6, p and whatever else ends a line."""

    BREAKS = frozenset(
        (
            "p",
            "div",
            "li",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "tr",
            "section",
            "article",
            "dt",
            "dd",
            "pre",
        )
    )
    SILENT = frozenset({"script", "style", "head", "nav", "svg"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, str]] = []
        self._tag = "p"
        self._parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.SILENT:
            self._silent += 1
        elif tag == "br":
            self._parts.append("\n")
        elif tag in self.BREAKS:
            self.flush()
            self._tag = tag

    def handle_endtag(self, tag: str) -> None:
        if tag in self.SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in self.BREAKS:
            self.flush()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(data)

    def flush(self) -> None:
        text = "\n".join(" ".join(line.split()) for line in "".join(self._parts).split("\n")).strip()
        if self._tag != "pre" and "\n" in text and all(len(line) > 50 for line in text.split("\n")[:-1]):
            text = " ".join(text.split())
        if text:
            self.blocks.append((self._tag, text))
        self._parts = []
        self._tag = "p"


def html_blocks(text: str) -> list[tuple[str, str]]:
    """The text blocks of a page with the tag each stood in; scripts, styles and navigation left out."""
    parser = _Blocks()
    parser.feed(text)
    parser.close()
    parser.flush()
    return parser.blocks
