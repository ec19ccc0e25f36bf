"""What a reader hands on: the script's paragraphs with kind and line, its scenes and its speaking characters. Pure."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from .alphabet import UPPER

HEADING, ACTION, CUE, PARENTHETICAL, DIALOGUE, TRANSITION, CAST = (
    "heading",
    "action",  # also stage directions and the narration of prose: what the looks are read from
    "cue",
    "parenthetical",
    "dialogue",
    "transition",
    "cast",  # an entry of a dramatis personae
)
NARRATED = (ACTION, CAST, PARENTHETICAL)  # what may tell how somebody looks

Numbered = tuple[int, str]  # a line of the file: its number from 1 on, its text


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `text` is verbatim with white space folded; `starts` says where in it each line starts.

    `line` is the number of its first line from 1 on; in DOCX, EPUB and FDX, which have no lines, of the paragraph.
    `speaker` is set for cues, parentheticals and dialogue.
    """

    kind: str
    text: str
    line: int
    scene: int = -1
    speaker: str = ""
    starts: tuple[tuple[int, int], ...] = ()

    def line_at(self, offset: int) -> int:
        """The number of the line that holds the character at `offset` of `text`."""
        at = bisect.bisect_right(self.starts, (offset, 1 << 60)) - 1
        return self.starts[at][1] if at >= 0 else self.line


@dataclass(frozen=True)
class Scene:
    """A scene, an act or a chapter: its heading and the line it stands on."""

    heading: str
    line: int


@dataclass(frozen=True)
class Speaker:
    """A name that speaks (or that a cast list names), as the script spells it, and how many speeches it has."""

    name: str
    speeches: int
    line: int


@dataclass(frozen=True)
class ScriptText:
    """A script as read. `format` is fountain, fdx, play or prose; `container` the file around it (txt, docx, epub ...).

    `cast` holds the names of the script's own cast list, which outrank what the text suggests.
    """

    format: str
    container: str
    title: str
    scenes: tuple[Scene, ...]
    paragraphs: tuple[Paragraph, ...]
    speakers: tuple[Speaker, ...]
    cast: tuple[Speaker, ...] = ()


class Draft:
    """Collects paragraphs while a reader walks through a script."""

    def __init__(self, format: str, title: str = "") -> None:
        self.format = format
        self.title = title
        self._scenes: list[Scene] = []
        self._paragraphs: list[Paragraph] = []
        self._cast: dict[str, Speaker] = {}

    def add(self, kind: str, lines: Sequence[Numbered], speaker: str = "") -> None:
        """Add a paragraph made of `lines`; a heading opens a new scene. Empty ones are dropped."""
        text, starts = fold(lines)
        if not text:
            return
        if kind == HEADING:
            self._scenes.append(Scene(text, starts[0][1]))
        self._paragraphs.append(Paragraph(kind, text, starts[0][1], len(self._scenes) - 1, speaker, starts))

    def add_cast(self, name: str, line: int) -> None:
        """Note a name of the script's own cast list; the first spelling stays."""
        name = " ".join(name.split())
        if name:
            self._cast.setdefault(name.casefold(), Speaker(name, 0, line))

    def cast_names(self) -> list[str]:
        """The names noted so far."""
        return [entry.name for entry in self._cast.values()]

    def finish(self, container: str) -> ScriptText:
        """The script, with its speakers counted from the cues.

        MARTA'S VOICE, MARTA WRITING, MARTA AS NURSE and MARTA/NURSE are MARTA, if she speaks under her name; A MAN'S
        VOICE is MAN.
        """
        cued = {paragraph.speaker.casefold(): paragraph.speaker for paragraph in self._paragraphs}
        cued = _closed_up(cued)
        for at, paragraph in enumerate(self._paragraphs):
            if paragraph.speaker and (speaker := _as_known(paragraph.speaker, cued)):
                self._paragraphs[at] = replace(paragraph, speaker=speaker)
        return ScriptText(
            self.format,
            container,
            self.title,
            tuple(self._scenes),
            tuple(self._paragraphs),
            tuple(_count(p for p in self._paragraphs if p.kind == CUE)),
            tuple(self._cast.values()),
        )


_ARTICLE = re.compile(r"^(?:an?|the) ")
_VOICE = re.compile(
    r"(.+)['\u2019](?:S|s) (?:VOICE|Voice|voice)|"
    r"(.+) (?:VOICE|TEXT|WRITING|READING|TYPING|SINGING|THOUGHTS|VOICE-?OVER)"
)


_AS = re.compile(r"(.+?) (?:AS|as|As) .+")  # an actor in a part
_NUMBERED = re.compile(r"\d{2,4}[.)] (.+)")  # a scene's number before a cue
_STRAY = re.compile(r"(?:\s+\u00c2?[\u00b7|\\=~'\"\u2018-\u201d]\w?|[|\\=~])+$")  # what a scan has left behind a name
_PART = re.compile(r"([^/]*[^/ ]) ?/ ?([^/ ][^/]*)")


def _closed_up(cued: Mapping[str, str]) -> dict[str, str]:
    """The cues by small letters, those that a scan has torn (MART A, MR . HALE) as the one that is whole."""
    torn = {name for name in cued if any(len(piece) == 1 and not piece.isdigit() for piece in name.split())}
    whole = {_compact(name): spelled for name, spelled in cued.items() if name not in torn}
    return {name: whole.get(_compact(name), spelled) if name in torn else spelled for name, spelled in cued.items()}


def _compact(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _as_known(speaker: str, cued: Mapping[str, str]) -> str:
    """Who speaks where a cue says more than a name; "" where it does not, or nobody is cued by that name."""
    known = cued[speaker.casefold()]
    if known != speaker and _compact(known) == _compact(speaker):
        return known
    if numbered := _NUMBERED.fullmatch(speaker):
        return cued.get(numbered[1].casefold(), "")
    if voice := _VOICE.fullmatch(speaker):
        name = (voice[1] or voice[2]).casefold()
        return cued.get(name) or cued.get(_ARTICLE.sub("", name), "")
    if acting := _AS.fullmatch(speaker):
        return cued.get(acting[1].casefold(), "")
    both = _PART.fullmatch(speaker)
    if both and (both[1].casefold() in cued or both[2].casefold() in cued):
        return cued.get(both[1].casefold(), both[1])
    return ""


def _count(cues: Iterable[Paragraph]) -> list[Speaker]:
    found: dict[str, Speaker] = {}
    for cue in cues:
        key = cue.speaker.casefold().replace(".", "")  # MRS HALE and MRS. HALE
        seen = found.get(key)
        found[key] = Speaker(seen.name, seen.speeches + 1, seen.line) if seen else Speaker(cue.speaker, 1, cue.line)
    return list(found.values())


def fold(lines: Sequence[Numbered]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Lines joined with single spaces, and (offset, line number) for each line that is not empty."""
    parts: list[str] = []
    starts: list[tuple[int, int]] = []
    length = 0
    for number, line in lines:
        folded = " ".join(line.split())
        if not folded:
            continue
        if parts:
            length += 1
        starts.append((length, number))
        parts.append(folded)
        length += len(folded)
    return " ".join(parts), tuple(starts)


def blocks(lines: Iterable[Numbered]) -> list[list[Numbered]]:
    """Runs of lines between empty ones."""
    found: list[list[Numbered]] = []
    run: list[Numbered] = []
    for number, line in lines:
        if line.strip():
            run.append((number, line))
        elif run:
            found.append(run)
            run = []
    if run:
        found.append(run)
    return found


_EXTENSION = re.compile(r"\s*[(\[{][^()\[\]{}]*[)\]}]?\s*")
# V.O. and the like without brackets.
_TAIL_ENDS = tuple(".DOSC")
TAIL = re.compile(r"(?<=\S)[\s,]+(?:V\.\s?O\.?|V/O|O\.\s?[SC]\.?|O/[SC]|CONT['\u2019]D\.?|CONTINUED)$")
_MC = re.compile(r"\b(?:Ma?c|L[ae]|D[eiu]|Van|Fitz)(?=[A-Z]{2})")  # McCRAE, MacDUFF, LaROSE
_SMALL, _CAPITAL = re.compile("[a-z]"), re.compile(rf"[{UPPER}\u0391-\u03a9\u0401-\u042f]")  # also Greek, Cyrillic


_LONGEST_LINE = 100  # letters with such a name


def is_caps(text: str) -> bool:
    """Whether there are capitals and no small letters, as in a cue."""
    if not _has_capitals_alone(text):
        if len(text) > _LONGEST_LINE or not _MC.search(text):
            return False
        text = _MC.sub(lambda small: small.group().upper(), text)
    return _has_capitals_alone(text) and text == text.upper()


def _has_capitals_alone(text: str) -> bool:
    return not _SMALL.search(text) and bool(_CAPITAL.search(text))


@lru_cache(maxsize=4096)  # the same cues come again and again
def bare_name(cue: str) -> str:
    """A cue without (V.O.), V.O., [softly], the dual dialogue's ^, emphasis and closing punctuation."""
    name = _EXTENSION.sub(" ", cue.strip().lstrip("@").rstrip("^ "))
    name = " ".join(name.replace("*", " ").replace("_", " ").split())
    name = TAIL.sub("", name) if name[-1:] in _TAIL_ENDS else name
    bare = _STRAY.sub("", name.strip(" .:;,-\u2013\u2014)]}"))
    return f"{bare}." if bare.endswith((" JR", " SR")) and name.endswith(".") else bare
