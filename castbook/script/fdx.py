"""Final Draft's FDX: every text run, dual dialogue, and its own lists of characters."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

from ..errors import Invalid
from . import text as kinds
from .cues import ACT
from .headings import TRANSITION
from .markup import parse_xml
from .text import Draft, bare_name

_KINDS = {
    "Scene Heading": kinds.HEADING,
    "Character": kinds.CUE,
    "Parenthetical": kinds.PARENTHETICAL,
    "Dialogue": kinds.DIALOGUE,
    "Singing": kinds.DIALOGUE,
    "Lyrics": kinds.DIALOGUE,
    "Transition": kinds.TRANSITION,
    "Cast List": kinds.TRANSITION,  # the names below a heading: no prose, already among the cues
    "New Act": kinds.HEADING,
    "End of Act": kinds.TRANSITION,
}


def read(data: bytes) -> Draft:
    """Read an FDX file. A line is the number of its paragraph."""
    root = parse_xml(data, "Final Draft")
    if root.tag != "FinalDraft":
        raise Invalid("not_a_script", "This XML file is not a Final Draft script.", "Export it as Fountain or FDX.")
    content = root.find("Content")
    if content is None:
        raise Invalid("empty_script", "The Final Draft file holds no script.", "Export it again.")
    draft = Draft("fdx", _title(root))
    speaker = ""
    for number, paragraph in enumerate(_paragraphs(content), 1):
        kind = _KINDS.get(paragraph.get("Type", ""), kinds.ACTION)
        text = _text(paragraph)
        if kind == kinds.CUE and _is_no_name(text):
            kind = kinds.TRANSITION
        if kind == kinds.CUE:
            speaker = _name(text)
        elif kind not in (kinds.PARENTHETICAL, kinds.DIALOGUE):
            speaker = ""
        draft.add(kind, [(number, text)], speaker)
    for name in _cast(root):
        if not _is_no_name(name):
            draft.add_cast(_name(name), 0)
    return draft


def _name(cue: str) -> str:
    """A cue's name in capitals, as Final Draft shows it however it was typed: "NaTE"."""
    return bare_name(cue).upper()


def _is_no_name(cue: str) -> bool:
    return bool(TRANSITION.match(cue.strip().upper()) or ACT.match(cue.strip()))


def _paragraphs(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The script's paragraphs; those of a dual dialogue stand inside one of their own."""
    for child in element:
        if child.tag == "Paragraph":
            dual = child.find("DualDialogue")
            if dual is not None:
                yield from _paragraphs(dual)
            else:
                yield child
        elif child.tag == "DualDialogue":
            yield from _paragraphs(child)


def _text(paragraph: ElementTree.Element) -> str:
    """All direct runs: a bold or coloured name splits a line into several; notes and properties nest deeper."""
    runs = []
    for run in paragraph.findall("Text"):
        text = "".join(run.itertext())
        runs.append(text.upper() if "AllCaps" in run.get("Style", "") else text)
    return "".join(runs)


def _title(root: ElementTree.Element) -> str:
    page = root.find("TitlePage/Content")
    if page is None:
        return ""
    return next((text.strip() for text in map(_text, page.findall("Paragraph")) if text.strip()), "")


def _cast(root: ElementTree.Element) -> Iterator[str]:
    for element in root.findall("SmartType/Characters/Character"):
        yield element.text or ""
    for element in root.findall("Cast/Member"):
        yield element.get("Character", "")
