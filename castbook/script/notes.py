"""The structure of notes about a character: sections, bullets, labels, quoted lists; what is left is prose. Pure.

Tags `<appearance>`, headings, `Label:` lines, `[Hair: long; Eyes: green]` and W++ `Hair("long" + "black")` are
structure: they say what a statement is about and are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from . import labels
from .labels import FIELD, HIDDEN, LOOKS, NAME, OTHER, PROSE, WARDROBE
from .people import title_of, tokens
from .text import Numbered

# What stands for {{char}} and {{user}} while reading, letter for letter as long.
CHAR, USER = "Thischar", "the user"
_FILLED = {CHAR: "{{char}}", USER: "{{user}}", "a user": "<user>", "Thisb": "<bot>", "\u2033": '"'}
_USER_ACTS = re.compile(rf"(?:(?<=[.!?] )|^){USER}\b", re.MULTILINE)  # a sentence begins
OWN = (CHAR, "Thisb")
_TAG = re.compile(r"<(/?)([A-Za-z][^<>\n]{0,60}?)\s*/?>")
_BULLET = re.compile(r"\s*(?:[-*\u2022\u25cf\u2013+]|\d{1,2}[.)])\s+")
_KEY = r"[\"'*_]{0,3}(?P<key>[A-Za-z][^\W_][^:\n=\"\[\]{}<>|*;,.?!]{0,46}|[A-Za-z][\w ]{1,30})[\"'*_]{0,3}"
_LABEL = re.compile(rf"\s*{_KEY}(?:\s*\([^()\n]*\)[*_]{{0,2}})?\s*[:=]\s*[\"'*_]{{0,3}}(?:\|\s*$)?(?P<value>.*)")
_DASH = re.compile(r"\s*[*_]{0,3}(?P<key>[A-Za-z][A-Za-z ]{2,20}?)[*_]{0,3}\s+[\u2014\u2013-]\s+(?P<value>.*)")
_NEXT = re.compile(
    r"(?:[;,/|.]|\s[\u2014\u2013\u2022-])\s*[\"'*_]{0,3}(?P<key>[A-Za-z][A-Za-z' ]{1,24}?)[\"'*_]{0,3}\s*[:=](?=\s)"
)
_HEADING = re.compile(
    r"\s*(?:(?P<hashes>#{1,6})\s*(?P<a>.+?)[#:\s]*|\[\s*(?P<b>[^\[\]:=]{2,60}?)\s*\]|"
    r"(?:\*\*|__|==+)\s*(?P<c>[^*_=:]{2,60}?)\s*:?\s*(?:\*\*|__|==+)\s*:?)\s*$"
)
_ALONE = re.compile(r"\s*([A-Za-z][A-Za-z &]{2,40})\s*$")
_LIST = r"(?:[\"\u201c(+\[\s]*[\"\u201c][^\"\u201d\n]{1,120}[\"\u201d][\s),+\]]*)+"
_CALL = re.compile(
    rf"(?:(?<=[\[{{;,()\n])|(?<=\s)|^)(?P<key>[A-Za-z][\w '\u2019&/-]{{0,40}}?)['\"]*\s*"
    rf"(?:\((?P<bare>[^()\"\n:]{{2,120}})\)|[=:(]\s*(?P<values>{_LIST}))",
    re.MULTILINE,
)
_BRACKET = re.compile(r"(?P<key>[^\[\]:=(\n]{2,60})[:=][^\[\]]*")
_OWNER = re.compile(r"^(?P<who>.+?)['\u2019]s\s+", re.IGNORECASE)
_LEVEL = 7  # of a heading without hashes
_MAX_KEY = 6  # words


@dataclass(frozen=True)
class Entry:
    """A statement. `kind` and `field` as `labels.about` tells; `lines` hold the value and `whole` its label as well."""

    kind: str
    field: str
    lines: tuple[Numbered, ...]
    whole: tuple[Numbered, ...]
    labelled: bool = False


@dataclass
class Notes:
    """Notes as read. `prose` is the text outside any section with all else blanked, `aside` that of unknown ones."""

    entries: list[Entry] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    prose: list[Numbered] = field(default_factory=list)
    aside: list[Numbered] = field(default_factory=list)


def filled(text: str) -> str:
    """The text with {{char}} and {{user}} as words of the same length, and with inches that open no speech."""
    for word, held in _FILLED.items():
        if held[0] == "{" or (held[0] == "<" and f"</{held[1:]}" not in text.lower()):
            text = re.sub(re.escape(held), word, text, flags=re.IGNORECASE)
    text = re.sub(r"(?<=['\u2019]\d)\"|(?<=['\u2019]\d\d)\"", "\u2033", text)  # 5'4" opens no speech
    return _USER_ACTS.sub(lambda found: found.group().capitalize(), text)


def as_written(quote: str, original: str) -> str:
    """A quote of a filled text as the original has it, white space folded."""
    spelled = re.escape(quote)
    for word, held in _FILLED.items():
        spelled = spelled.replace(re.escape(word), f"(?:{re.escape(word)}|{re.escape(held)})")
    found = re.search(spelled.replace(r"\ ", r"\s+"), original, re.IGNORECASE)
    return " ".join(found.group().split()) if found else quote


def read(lines: Sequence[Numbered], names: Sequence[str]) -> Notes:
    """Take notes apart. `names`: what the character is called; `lines` with their placeholders filled."""
    return _Reader(lines, names).read()


class _Reader:
    def __init__(self, lines: Sequence[Numbered], names: Sequence[str]) -> None:
        self.notes = Notes()
        self.called = {token for name in (*names, *OWN) for token in tokens(name)}
        self.text = "\n".join(line for _, line in lines)
        self.first = lines[0][0] if lines else 1
        self.tags: list[tuple[str, str]] = []  # the open sections: their tags and what they are about
        self.headings: dict[int, str] = {}
        self.label: tuple[str, tuple[bool, int]] | None = None  # an open label: what it is about, where it stands
        self.for_one = False  # the open label ends with its paragraph
        self.ours, self.named = True, False
        self.of_user = False  # until the section ends
        self.structured = False
        self.closed = {found.group(2).strip().lower() for found in _TAG.finditer(self.text) if found.group(1)}

    def read(self) -> Notes:
        text = _CALL.sub(self._call, self.text)
        for number, line in enumerate(text.split("\n"), self.first):
            if not line.strip() and self.for_one:
                self.label = None
            prose, aside = [" "] * len(line), [" "] * len(line)
            for start, end in self._pieces(line):
                kept = self._piece(number, line, start, end)
                if kept is not None:
                    into, at = kept
                    (prose if into == PROSE else aside)[at:end] = line[at:end]
            self.notes.prose.append((number, "".join(prose).rstrip()))
            self.notes.aside.append((number, "".join(aside).rstrip()))
        return self.notes

    def _call(self, found: re.Match[str]) -> str:
        """A W++ list whose label is known becomes entries; its place is blanked."""
        key = found["key"]
        kind, about = self._about(key)
        bare = found["bare"]
        if kind in (OTHER, PROSE) or (
            bare and (kind not in (FIELD, WARDROBE, HIDDEN) or key.endswith(" ") or " " in key)
        ):
            return found.group()
        at = self.first + self.text.count("\n", 0, found.start("key"))
        if self._is_hidden(found.start("key")):
            kind = HIDDEN
        if kind in (FIELD, LOOKS, WARDROBE):
            each = list(labels.quoted(found["values"])) if found["values"] else [bare]
            whole = tuple(enumerate(found.group()[found.start("key") - found.start() :].split("\n"), at))
            if kind == FIELD:
                self._add(Entry(kind, about, ((at, ", ".join(each)),), whole, True))
            elif bare:
                self._add(Entry(kind, about, ((at, bare),), whole))
            else:
                for one in each:
                    line = self.first + self.text.count("\n", 0, self.text.index(one, found.start("values")))
                    self._add(Entry(kind, "quoted", ((line, one),), ((line, one),), True))
        self.structured = True
        return re.sub(r"[^\n]", " ", found.group())

    def _is_hidden(self, at: int) -> bool:
        """Whether the innermost section or bracket around a place of the text is about something else than looks."""
        opened: list[str] = []
        for found in _TAG.finditer(self.text, 0, at):
            name = found.group(2).strip().lower()
            if found.group(1):
                opened = opened[: opened.index(name)] if name in opened else opened
            elif name in self.closed:
                opened.append(name)
        bracket = self.text.rfind("[", 0, at)
        label = _BRACKET.fullmatch(self.text, bracket + 1, at) if bracket >= 0 else None
        inner = [label["key"]] if label else []
        inner += reversed(opened)
        return any(self._about(name.replace("_", " "))[0] == HIDDEN for name in inner[:1])

    def _pieces(self, line: str) -> Iterator[tuple[int, int]]:
        """The stretches between a line's tags, each with the sections as they are there."""
        at = 0
        for found in _TAG.finditer(line):
            if found.start() > at:
                yield at, found.start()
            name = found.group(2).strip()
            if found.group(1):
                self._close(name.lower())
            elif name.lower() in self.closed or name.split()[0].lower() in self.closed:
                self.tags.append((name.lower(), self._section(name)))
                self.headings.clear()
                self._begin()
            at = found.end()
        if at < len(line):
            yield at, len(line)

    def _close(self, name: str) -> None:
        at = max((i for i, (tag, _) in enumerate(self.tags) if name in (tag, tag.split()[0])), default=None)
        if at is not None:
            del self.tags[at:]
        self.headings.clear()
        self._begin()

    def _begin(self) -> None:
        self.label, self.of_user, self.structured = None, False, True

    def _section(self, name: str) -> str:
        kind, about = self._about(name.replace("_", " "))
        return f"{FIELD}:{about}" if kind == FIELD else kind

    def _piece(self, number: int, line: str, start: int, end: int) -> tuple[str, int] | None:
        """One stretch of a line: structure and entries are taken; what is prose comes back, with where it starts."""
        piece = line[start:end]
        if not re.search(r"\w", piece):
            return None
        heading = _HEADING.match(piece) if start == 0 or self.tags else None
        if heading:
            self._open(heading["a"] or heading["b"] or heading["c"], len(heading["hashes"] or "") or _LEVEL)
            return None
        alone = _ALONE.match(piece)
        if alone and self._about(alone[1])[0] in (LOOKS, WARDROBE, HIDDEN) and alone[1].istitle():
            self._open(alone[1], _LEVEL)
            return None
        bullet = _BULLET.match(piece)
        at = start + (bullet.end() if bullet else 0)
        opening = re.match(r"\s*\[(?=[^\[\]]*[:=])", line[at:end])
        at += opening.end() if opening else 0
        place = (bool(bullet), len(piece) - len(piece.lstrip()))
        label = _LABEL.match(line, at, end)
        dash = None if label else _DASH.match(line, at, end)
        if dash and self._about(dash["key"])[0] == FIELD:  # "Eyes - green"
            label = dash
        if label and self._is_label(label["key"]):
            return self._labelled(number, line, label, end, place)
        return self._plain(number, line[at:end], at, bool(bullet))

    def _open(self, name: str, level: int) -> None:
        self.headings = {one: kind for one, kind in self.headings.items() if one < level}
        self.headings[level] = self._section(name)
        self._begin()

    def _is_label(self, key: str) -> bool:
        plain = re.sub(r"\s*\([^()]*\)?", "", key).strip().lower()
        if self._mine(plain):  # "Sera: I am ...", a speech
            return False
        return len(plain.split()) <= _MAX_KEY and not plain.endswith((" said", " says", " asked", "http", "https"))

    def _mine(self, name: str) -> bool:
        found = tokens(name)
        return bool(found) and set(found) <= self.called

    def _about(self, key: str) -> tuple[str, str]:
        """What a label is about; what belongs to somebody else is hidden."""
        key = re.sub(r"^\W+", "", key)
        owner = _OWNER.match(key)
        if owner and not (self._mine(owner["who"]) or owner["who"].lower() in ("his", "her", "their", "the character")):
            return HIDDEN, ""
        plain = key[owner.end() :] if owner else re.sub(r"^(?:his|her|their)\s+(?=\w)", "", key, flags=re.I)
        if re.fullmatch(r"(?:the |a )?users?(?: .*)?", plain.strip(), re.IGNORECASE):
            return HIDDEN, ""
        return labels.about(plain)

    def _context(self) -> str:
        """What the place is about: the innermost section that says it; PROSE outside any, OTHER in an unknown one."""
        inner = [self.label[0]] if self.label else []
        inner += [self.headings[level] for level in sorted(self.headings, reverse=True)]
        inner += [kind for _, kind in reversed(self.tags)]
        return next((kind for kind in inner if kind not in (OTHER, NAME)), OTHER if inner else PROSE)

    def _labelled(
        self, number: int, line: str, label: re.Match[str], end: int, place: tuple[bool, int]
    ) -> tuple[str, int] | None:
        """What is prose of a line with a label, or several: "Hair: long; Eyes: green"."""
        kept, further = self._label(number, line, label, end, place)
        while further:
            _, further = self._label(number, line, further, end, place)
        return kept

    def _label(
        self, number: int, line: str, label: re.Match[str], end: int, place: tuple[bool, int]
    ) -> tuple[tuple[str, int] | None, re.Match[str] | None]:
        """Take in one label with its value; what of it is prose, and the next label of the line."""
        key, value, at = label["key"], line[label.start("value") : end], label.start("value")
        kind, about = self._about(key)
        further = next((one for one in _NEXT.finditer(line, at, end) if self._ends(kind, one)), None)
        stop = further.start() if further else end
        value = re.sub(r"[\]}]+[\s,;]*$", "", line[at:stop]).strip(" \t*_[{,")
        value = value.strip('"') if value.count('"') != 1 or value.startswith('"') or line[at - 1] == '"' else value
        if self.label and (
            place[0] < self.label[1][0] or (place[1] <= self.label[1][1] and place[0] == self.label[1][0])
        ):
            self.label = None
        before = self._context()
        known = kind not in (OTHER, PROSE)
        self.structured = self.structured or known
        if kind == NAME:
            self._name(value)
        elif kind == OTHER and before in (LOOKS, WARDROBE):
            kind, about = before, ""
        if not value:
            self.label, self.for_one = (f"{FIELD}:{about}" if kind == FIELD else kind, place), False
            return None, None
        whole = ((number, line[label.start("key") - len(_marks(line, label.start("key"))) : stop].strip(" ;,/|]}")),)
        kept = None
        if before == HIDDEN:
            pass
        elif kind in (FIELD, LOOKS, WARDROBE):
            self._add(Entry(kind, about, ((number, value),), whole, True))
        elif kind == PROSE or (kind == OTHER and not self.structured):
            kept = (PROSE, at if kind == PROSE else label.start("key"))
        elif kind == OTHER:
            kept = (OTHER, at)
        if kind in (LOOKS, WARDROBE, HIDDEN) and not place[0]:
            self.label, self.for_one = (kind, place), True
        return kept, _LABEL.match(line, further.start("key"), end) if further else None

    def _ends(self, kind: str, label: re.Match[str]) -> bool:
        """Whether a label within a line ends what the one before it says."""
        about = self._about(label["key"])[0]
        return label.group()[0] == ";" or (kind != OTHER and about not in (OTHER, PROSE, LOOKS))

    def _name(self, value: str) -> None:
        """Whom the notes go on about: the character or somebody else. A title's card means the first one named."""
        name = re.sub(r"\s*[(\[].*", "", value).strip(" \"'*_.")
        if not name:
            return
        self.of_user = name.lower() == USER
        if self.of_user:
            return
        self.ours = self._shares(name) or not self.named
        self.named = True
        if self.ours:
            self.called |= set(tokens(name))
            self.notes.names.append(name)

    def _shares(self, name: str) -> bool:
        """Whether a name has a part of the character's own, titles left out."""
        return bool({one for one in tokens(name) if not title_of(one)} & self.called)

    def _plain(self, number: int, text: str, at: int, bullet: bool) -> tuple[str, int] | None:
        context = self._context()
        if context == PROSE and bullet:
            self._add(Entry(PROSE, "", ((number, text),), ((number, text),)))
            return None
        if context in (PROSE, OTHER):
            return context, at
        kind, _, about = context.partition(":")
        text = re.sub(r"[\]}]+\s*$", "", text) if "[" not in text else text
        if kind in (FIELD, LOOKS, WARDROBE):
            last = self.notes.entries[-1] if self.notes.entries else None
            if (
                last
                and not bullet
                and last.kind == kind
                and last.field == about
                and not last.labelled
                and last.lines[-1][0] == number - 1
                and last.lines[-1][1].rstrip()[-1:] not in ".!?:;"
            ):  # a line that goes on
                lines = (*last.lines, (number, text))
                self.notes.entries[-1] = Entry(kind, about, lines, lines)
            else:
                self._add(Entry(kind, about, ((number, text),), ((number, text),)))
        return None

    def _add(self, entry: Entry) -> None:
        if self.ours and not self.of_user:
            self.notes.entries.append(entry)


def _marks(line: str, at: int) -> str:
    """The marks of bold or quotes right before a place."""
    return line[:at][len(line[:at].rstrip("*_\"'")) :]
