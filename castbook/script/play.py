"""Plays as text: the list of persons, cues on their own line or run in, directions indented, bracketed or plain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from itertools import pairwise

from . import text as kinds
from .directions import is_bracketed, is_direction, split_speech
from .gutenberg import without_frame
from .text import Draft, Numbered, bare_name, blocks, is_caps

_ORDINAL = r"(?:[IVXL]+|\d+|(?:THE )?(?:FIRST|SECOND|THIRD|FOURTH|FIFTH|SIXTH)|ONE|TWO|THREE|FOUR|FIVE|SIX)"
ACT = re.compile(
    rf"^\W*(?:(?:ACT|SCENE|TABLEAU|PART|EPISODE)\s+{_ORDINAL}\b|{_ORDINAL}\s+(?:ACT|SCENE|TABLEAU)\b|"
    r"(?:PROLOGUE|EPILOGUE|INDUCTION|CURTAIN)\b)",
    re.IGNORECASE,
)
PERSONS = re.compile(
    r"^[\W_]*(?:dramatis person(?:ae|\u00e6|s)|"
    r"(?:list of |all )?(?:the )?(?:persons|people|characters|personages|cast)"
    r"(?: of characters| represented| concerned|"
    r" (?:of|in) (?:the|this) (?:play|drama|comedy|piece|farce|tragedy|story|dialogue))?)"
    r"(?:,? (?:in (?:the )?order of .{4,30}|as they (?:appear|speak)|are))?[\W_]*$",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(r"^[\W_]*(?:descriptions?|notes) (?:of|on) (?:the )?characters[\W_]*$", re.IGNORECASE)
_SETTING = re.compile(
    r"^\W*(?:the )?(?:scenes?|setting|settings|time|place|period|action|synopsis|stage|note)\b", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"(?:the )?(?:scenes?|settings?|time|place|period|synopsis|note|characters|persons|at rise|at curtain|discovered)",
    re.IGNORECASE,
)
_LETTER = "A-Z\u00c0-\u00de"
_DOT = "\u2024"  # stands for the full stop of "MRS." while cues are sought, so that it does not end the cue
_ABBREVIATED = re.compile(
    r"\b(?!(?<=(?-i:[A-Z]\.\s))\w\.\s(?-i:[A-Z](?:[a-z'\u2019]|\s)))"  # "B. B. My dear!": the cue ends there
    r"(MRS?|DR|ST|REV|CAPT|SGT|LT|COL|GEN|HON|PROF|MME|MLLE|MM|M|SR|JR|[A-Z])\.(?=\s?[A-Z*])",
    re.IGNORECASE,
)
_CAPS_NAME = rf"[{_LETTER}](?:[{_LETTER}0-9{_DOT}'\u2019&\- ]|(?<=\bM)a?c(?=[A-Z]))*?"
_RUN_IN = re.compile(
    rf"^_?(?P<name>(?:{_CAPS_NAME}))_?\s*(?:(?P<aside>[\[(])|(?P<end>[.:\u2014]|--)_?"
    # a dash may stand right before the speech: "JOHNNY--Small beer"
    rf"(?=\s|$|[\[(_\"\u201c]|(?<=--)[{_LETTER}'\u2018\u2019]|(?<=\u2014)[{_LETTER}'\u2018\u2019]))"
)
_MIXED_RUN_IN = re.compile(
    rf"^_?(?P<name>(?:[{_LETTER}][\w{_DOT}'\u2019\-]*(?: |(?=[.:_\[(]))){{1,4}}?)_?\s*"
    r"(?:(?P<aside>[\[(])|(?P<end>[.:])_?(?=\s|$))"
)
_BARE_RUN_IN = re.compile(
    rf"^(?P<name>[{_LETTER}]{{2}}[{_LETTER}{_DOT}'\u2019\- ]*?)(?P<end>)(?P<aside>)\s+(?=[{_LETTER}\"\u201c][a-z' ])"
)
_MORE_NAME = rf"(?![{_LETTER}][{_LETTER}'\u2019\-]{{2,}}\s*(?:[,;]|\.?\W*$))"  # "CHRIS. DALE, a clerk" goes on
_ENTRY = re.compile(
    rf"^[\s\W]*?(?P<name>(?:THE |The |A |AN )?[{_LETTER}][^,;:(\[=]*?)\s*"
    rf"(?:[,;:(\[=]|--|\u2014|\s[-\u2013]\s|\s{{3,}}|\.\s{_MORE_NAME}|\.?\W*$)"
)
_DIVISION = re.compile(
    r"(?:CHAPTER|BOOK|PART|VOLUME|CANTO|LETTER)\s+(?:[IVXLC]+|\d+)\b"
)  # of a novel: no cue, however often
_HER_MAID = re.compile(r"^\W*(?:His|Her|Their)\s[^,:]{3,40},\s*(?=(?P<name>.+))")  # "Her Maid, Jane Hale"
_MANY_TITLED = re.compile(r"^\W*(?:the )?(?:two |three )?(?:Misses|Messrs)\b", re.IGNORECASE)
_MARKED_CUE = re.compile(rf"^\s*[*_]{{1,3}}([{_LETTER}][^*_\n]{{0,40}}?)([.:]?)[*_]{{1,3}}([.:]?)(?=\s|$)")
_LINE_CUE = re.compile(rf"^[{_LETTER}]{{2}}[{_LETTER}{_DOT}'\u2019\- ]{{0,30}}[.:]\s+\S")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Miss|Dr|Sir|Lady|Lord|Captain)\.?\s(?:[A-Z][a-z]+\s)?([A-Z][a-z]+)\b")
_FULL = re.compile(r"\b(?=([A-Z][a-z]+)\s([A-Z][a-z]+)\b)")
_LONGEST_NAME = 40
_FULL_LINE = 55
_MORE_LISTS = 60  # blocks after a list of persons in which the same people may be listed again


def read(lines: Sequence[Numbered]) -> Draft:
    """Read a play from its lines."""
    draft = Draft("play")
    found = speeches(blocks(without_frame(lines)))
    start = _cast_list(found, draft)
    labels = labels_of(found[start:], {entry.casefold() for entry in draft.cast_names()})
    _Reader(draft, labels, found[start:]).read()
    return draft


def speeches(found: Sequence[list[Numbered]]) -> list[list[Numbered]]:
    """The blocks with bold and italic cues bare, and cut at every cue where speeches follow without empty lines."""
    plain = [[(number, _bare_cue(line)) for number, line in block] for block in found]
    cut: list[list[Numbered]] = []
    for block in plain:
        starts = [i for i, (_, line) in enumerate(block) if _LINE_CUE.match(_masked(line.strip()))]
        if len(starts) < 3 or len(starts) * 4 < len(block):
            cut.append(block)
            continue
        for start, stop in pairwise([*dict.fromkeys((0, *starts)), len(block)]):
            head = block[start:stop]
            while len(head) > 1 and (ACT.match(head[0][1].strip()) or is_caps(head[0][1].strip())):
                cut.append(head[:1])  # the title and the act above the first speech
                head = head[1:]
            cut.append(head)
    return cut


def _bare_cue(line: str) -> str:
    return _MARKED_CUE.sub(r"\1\2\3", line) if "*" in line or "_" in line else line


def labels_of(found: Sequence[list[Numbered]], cast: Set[str] = frozenset()) -> dict[str, int]:
    """What stands like a cue before speeches, with how often: twice at least, or once where a list or title has it."""
    caps: Counter[str] = Counter()
    mixed: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    for block in found:
        first = _masked(block[0][1].strip())
        if ACT.match(first) or PERSONS.match(first) or _DIVISION.match(first):
            continue
        if name := _label(first, _RUN_IN, len(block) == 1 or not _indented(block)):
            caps[name] += 1
        elif match := _BARE_RUN_IN.match(first):
            bare[_unmasked(match.group("name"))] += 1
        elif match := _MIXED_RUN_IN.match(first):
            mixed[_unmasked(match.group("name"))] += 1
    announced = _announced(found, caps) if 1 in caps.values() else set()
    labels = {
        name: n
        for name, n in caps.items()
        if name.casefold() in cast
        or ((n > 1 or _in_cast(name, cast) or name in announced) and not _NO_NAME.fullmatch(name))
    }
    labels |= {
        name: n + labels.get(name, 0) for name, n in bare.items() if n > 2 and (name in labels or _in_cast(name, cast))
    }
    if sum(mixed.values()) > 2 * sum(caps.values()):
        labels |= {name: n for name, n in mixed.items() if n > 2 or _in_cast(name, cast)}
    return labels


def _announced(found: Sequence[list[Numbered]], labels: Counter[str]) -> set[str]:
    """The names that are told with a title, as GUNN: "Mr Gunn"; but not HILL, where JENNY is "Jenny Hill"."""
    lines = [line for block in found for _, line in block]
    family = {name.upper() for line in lines for first, name in _FULL.findall(line) if labels[first.upper()] > 1}
    return {name.upper() for line in lines for name in _TITLED.findall(line)} - family


def _label(first: str, pattern: re.Pattern[str], own_line: bool) -> str:
    run_in = pattern.match(first)
    own_line = own_line and not (run_in and run_in.group("end") and first[run_in.end() :].strip())  # "PEGG. I----"
    if own_line and is_caps(bare := bare_name(first)) and len(bare) <= _LONGEST_NAME and not first.endswith(("!", "?")):
        return _unmasked(bare) if not ACT.match(bare) else ""
    match = pattern.match(first)
    if not match or len(match.group("name")) > _LONGEST_NAME:
        return ""
    name = _unmasked(match.group("name"))
    return name if is_caps(name) and (len(name) > 1 or name not in "AIO") else ""


def _masked(line: str) -> str:
    return _ABBREVIATED.sub(rf"\1{_DOT}", line) if "." in line else line


def _unmasked(name: str) -> str:
    name = name.strip(" .").replace(_DOT, ".")
    return f"{name}." if re.fullmatch(r"(?:[A-Z]\.\s?)+[A-Z]", name) else name  # "B. B."


def _in_cast(name: str, cast: Set[str]) -> bool:
    words = set(name.casefold().replace(".", "").split())
    return any(words <= set(entry.replace(".", "").split()) for entry in cast)


def _indented(block: Sequence[Numbered]) -> bool:
    return all(line.startswith("  ") for _, line in block)


def _cast_list(found: Sequence[list[Numbered]], draft: Draft) -> int:
    """Read the list of persons into the draft; the index of the first block after it (0 without a list)."""
    end = 0
    for at, block in enumerate(found[: len(found) * 3 // 4 + 1]):
        if end and at > end + _MORE_LISTS:
            break
        heading = block[0][1].strip()
        if at < end or not (PERSONS.match(heading) or (not end and _DESCRIBED.match(heading))):
            continue
        entries, after = _entries(found, at)
        known = {name.casefold() for name in draft.cast_names()}
        if len(entries) < 2 or (known and known.isdisjoint(name.casefold() for name, _ in entries)):
            continue
        for name, lines in entries:
            draft.add_cast(name, lines[0][0])
            draft.add(kinds.CAST, lines)
        end = after
    opening = found[: len(found) // 4 + 1]  # a curtain at the end opens nothing
    return end or next((i for i, block in enumerate(opening) if ACT.match(block[0][1].strip())), 0)


def _entries(found: Sequence[list[Numbered]], at: int) -> tuple[list[tuple[str, list[Numbered]]], int]:
    entries: list[tuple[str, list[Numbered]]] = []
    rest = [found[at][1:], *found[at + 1 : at + 80]]
    for offset, block in enumerate(rest):
        if not block:
            continue
        first = block[0][1].strip()
        if len(entries) > 1 and _is_prose(block):  # "DORA CROSS, forty years old, was born in ..."
            return entries, at + offset
        if (
            ACT.match(first)
            or _SETTING.match(first)
            or (len(entries) > 1 and _RUN_IN.match(_masked(first)) and len(block) > 2)
        ):
            return entries, at + offset
        if first.startswith(("*", "(", "[")) and len(entries) > 1:
            continue
        name = _entry_name(block[0][1])
        full = len(block) > 1 and len(block[0][1].rstrip()) > _FULL_LINE - 10
        if is_caps(name) and full and not any(is_caps(_entry_name(line)) for _, line in block[1:]):
            entries.append((name, list(block)))  # a paragraph about one person
            continue
        margin = min(len(line) - len(line.lstrip()) for _, line in block)
        for number, line in block:
            braced = _braced(line)  # "IDA CROSS, OTTO CROSS, }": as many as it names
            if braced:
                entries += [(name, [(number, line)]) for name in braced]
                continue
            deeper = len(line) - len(line.lstrip()) > margin + 1 and entries
            if deeper and entries[-1][1][-1][0] == number - 1:
                entries[-1][1].append((number, line))
            elif name := _entry_name(line):
                entries.append((name, [(number, line)]))
    return entries, at + 1


def _is_prose(block: Sequence[Numbered]) -> bool:
    """Whether a block is a paragraph: full lines without an indentation, and no entry on the second."""
    return len(block) > 2 and all(len(line.rstrip()) > _FULL_LINE and line[0] != " " for _, line in block[:-1])


def _braced(line: str) -> list[str]:
    """The names before the brace with which a list says one thing of several people."""
    head, brace, _ = line.partition("}")
    parts = [part.strip() for part in re.split(r",|&|\band\b", head)] if brace else []
    return [name for part in parts if is_caps(part) and (name := _entry_name(part))]


def _entry_name(line: str) -> str:
    if related := _HER_MAID.match(line):
        line = related["name"]
        if line.rstrip().endswith(":") or _MANY_TITLED.match(line):
            return ""  # "Her Friends, "The Seven":"
    match = _ENTRY.match(_masked(line.replace("*", "").replace("_", "")))
    if not match:
        return ""
    name = _unmasked(" ".join(match.group("name").split()))
    words = name.split()
    plain = [word for word in words if word.lower() not in ("of", "the", "de", "von", "van", "and", "a", "an")]
    capital = sum(word[0].isupper() for word in plain)
    return name if 0 < len(words) <= 5 and capital * 2 > len(plain) and len(name) <= _LONGEST_NAME else ""


class _Reader:
    def __init__(self, draft: Draft, labels: dict[str, int], found: Sequence[list[Numbered]]) -> None:
        self.draft = draft
        self.labels = labels
        self.found = found
        self.names = re.compile(
            "|".join(rf"\b{re.escape(n)}\b" for n in sorted(labels, key=len, reverse=True)) or r"(?!)", re.I
        )
        self.indent_tells = self._indent_tells()
        bracketed = sum(is_bracketed(" ".join(line.strip() for _, line in block)) for block in found)
        self.plain = bracketed * 30 < len(found)
        brackets = sum(line.count("[") for block in found for _, line in block)
        parentheses = sum(line.count("(") for block in found for _, line in block)
        self.marks = "[" if brackets * 3 > parentheses else "[("

    def _indent_tells(self) -> bool:
        """Whether directions are what is indented, and not just a song or speeches side by side."""
        indented = [
            " ".join(line.strip() for _, line in block)
            for block in self.found
            if _indented(block) and not self._cue(block)
        ]
        telling = sum(is_direction(text, self.names) for text in indented)
        return 3 <= len(indented) < len(self.found) // 2 and telling * 3 > len(indented)

    def read(self) -> None:
        speaker, directing = "", False
        for block in self.found:
            first = block[0][1].strip()
            if ACT.match(first) and not (_RUN_IN.match(first) and first.split(".")[0] in self.labels):
                self.draft.add(kinds.HEADING, block[:1])
                self.draft.add(kinds.ACTION, block[1:])
                speaker = ""
            elif cue := self._cue(block):
                speaker, speech = cue
                self.draft.add(kinds.CUE, [(block[0][0], speaker)], speaker)
                self._speech(speech, speaker)
                directing = False
            elif not speaker or self._direction(block, directing):
                directing = True
                self._speech(block, "") if block[0][1].lstrip()[0] in "[(" else self.draft.add(kinds.ACTION, block)
            else:
                self._speech(block, speaker)

    def _cue(self, block: list[Numbered]) -> tuple[str, list[Numbered]] | None:
        number, line = block[0]
        stripped = line.strip()
        bare = bare_name(stripped)
        if bare in self.labels and is_caps(bare):
            aside = stripped[len(bare) :].strip(" .:_")
            return bare, ([(number, aside)] if aside else []) + block[1:]
        for pattern in (_RUN_IN, _BARE_RUN_IN, _MIXED_RUN_IN):
            match = pattern.match(_masked(stripped))
            name = _unmasked(match.group("name")) if match else ""
            if match and name in self.labels:
                start = match.start("aside") if match.group("aside") else match.end()
                return name, [(number, stripped[start:].lstrip("_ ")), *block[1:]]
        return None

    def _direction(self, block: list[Numbered], goes_on: bool) -> bool:
        if self.indent_tells:
            return _indented(block) or is_bracketed(" ".join(line.strip() for _, line in block))
        text = " ".join(line.strip() for _, line in block)
        return is_direction(text, self.names, plain=self.plain, goes_on=goes_on)

    def _speech(self, lines: list[Numbered], speaker: str) -> None:
        for kind, piece in split_speech(lines, self.marks):
            self.draft.add(kind if speaker else kinds.ACTION, piece, speaker)
