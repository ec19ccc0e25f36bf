"""Plays as text: cues on their own line or run in, directions indented, bracketed or plain; the list is `persons`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import pairwise

from . import costumes, cue_lines
from . import text as kinds
from .cues import ACT, BARE_RUN_IN, DOT, LETTER, LONGEST_NAME, MIXED_RUN_IN, RUN_IN, masked, unmasked
from .directions import are_directions, brackets_of, is_bracketed, is_direction, split_speech
from .gutenberg import without_frame
from .headings import is_stemmed
from .persons import PERSONS, cast_list
from .text import Draft, Numbered, bare_name, blocks, is_caps

_NO_NAME = re.compile(
    r"(?:the )?(?:scenes?\b.*|int|ext|(?:cut|dissolve|fade) to|"
    r"settings?|time|place|period|synopsis|note|characters|persons|at rise|at curtain|"
    r"discovered|change|blackout|lights|interval|tableau)",
    re.IGNORECASE,
)
_DIVISION = re.compile(
    r"(?:CHAPTER|BOOK|PART|VOLUME|CANTO|LETTER)\s+(?:[IVXLC]+|\d+)\b"
)  # of a novel: no cue, however often
_MARKED_CUE = re.compile(
    rf"^(\s*)[*_=]{{1,3}}(?!(?:Re-)?[Ee]nter\b|Exit\b|Exeunt\b)([{LETTER}][^*_=\n]{{0,40}}?)([.:]?)[*_=]{{1,3}}([.:]?)(?=\s|$)"
)
_LINE_CUE = re.compile(rf"^[{LETTER}]{{2}}[{LETTER}{DOT}'\u2019\- ]{{0,30}}[.:](?:\s+|--|\u2014)\S")
_MIXED_LINE = re.compile(rf"\s*([{LETTER}](?:[^\W\d_]|[.'\u2019 \-]){{1,30}}):(?:\s+\S|$)")
_HEADED = re.compile(rf"^\s*#{{2,6}}\s+(?=[{LETTER}][^a-z]*$)")  # "### IDA"
_BRACED_CUE = re.compile(r"^\s*\{([^{}]{1,40})\}\s*$")  # "{Ida Hale}"
_MOSTLY = 0.9
_TITLED = re.compile(r"\b(?:Mr|Mrs|Miss|Dr|Sir|Lady|Lord|Captain)\.?\s(?:[A-Z][a-z]+\s)?([A-Z][a-z]+)\b")
_FULL = re.compile(r"\b(?=([A-Z][a-z]+)\s([A-Z][a-z]+)\b)")


def read(lines: Sequence[Numbered]) -> Draft:
    """Read a play from its lines."""
    draft = Draft("play")
    spoken, dressed = costumes.taken_out(blocks(without_frame(lines)))
    found = speeches(spoken)
    start = cast_list(found, draft, labels_of(found))
    labels = labels_of(found[start:], {entry.casefold() for entry in draft.cast_names()})
    _Reader(draft, labels, found[start:]).read()
    for entry in dressed:
        draft.add(kinds.ACTION, entry)
    return draft


def speeches(found: Sequence[list[Numbered]]) -> list[list[Numbered]]:
    """The blocks with bold and italic cues bare, and cut at every cue where speeches follow without empty lines."""
    plain = cue_lines.as_usual([[(number, _bare_cue(line)) for number, line in block] for block in found])
    cut: list[list[Numbered]] = []
    for at, block in enumerate(plain):
        starts = [i for i, (_, line) in enumerate(block) if _LINE_CUE.match(masked(line.strip()))]
        if len(starts) < 3:
            starts = _recurring(block)
        listing = at > 0 and len(plain[at - 1]) == 1 and PERSONS.match(plain[at - 1][0][1].strip())  # "IDA. A maid."
        acts = any(ACT.match(line.strip()) for _, line in block)
        if len(starts) < 3 or len(starts) * 4 < len(block) or (listing and not acts):
            cut.append(block)
            continue
        for start, stop in pairwise([*dict.fromkeys((0, *starts)), len(block)]):
            head = block[start:stop]
            while len(head) > 1 and (ACT.match(head[0][1].strip()) or is_caps(head[0][1].strip())):
                cut.append(head[:1])  # the title and the act above the first speech
                head = head[1:]
            cut.append(head)
    return cut


def _recurring(block: Sequence[Numbered]) -> list[int]:
    """Where names that come again stand like cues, "Ida: It is late." or IDA above speech: two at least, or nowhere."""
    cues: list[tuple[int, str]] = []
    for at, (_, line) in enumerate(block if len(block) > 3 else ()):
        bare = bare_name(line)
        if match := _MIXED_LINE.match(line):
            cues.append((at, match[1]))
        elif bare and len(bare) <= LONGEST_NAME and is_caps(bare) and line.strip()[:1] == bare[0]:
            cues.append((at, bare))
    often = Counter(name for _, name in cues)
    found = [at for at, name in cues if often[name] > 1]
    return found if len({block[at][1] for at in found}) > 1 and sum(n > 1 for n in often.values()) > 1 else []


def _bare_cue(line: str) -> str:
    if line.lstrip()[:1] == "{" and (braced := _BRACED_CUE.match(line)):
        return braced[1].upper()
    line = _HEADED.sub("", line) if line.lstrip()[:1] == "#" else line
    marked = "*" in line or "_" in line or "=" in line
    return _MARKED_CUE.sub(r"\1\2\3\4", line) if marked else line


def labels_of(found: Sequence[list[Numbered]], cast: Set[str] = frozenset()) -> dict[str, int]:
    """What stands like a cue before speeches, with how often: twice at least, or once where a list or title has it."""
    caps: Counter[str] = Counter()
    in_order: list[str] = []
    mixed: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    for block in found:
        first = masked(block[0][1].strip())
        if ACT.match(first) or PERSONS.match(first) or _DIVISION.match(first):
            continue
        if name := _label(first, RUN_IN, len(block) == 1 or not _indented(block)):
            caps[name] += 1
            in_order.append(name)
        elif match := BARE_RUN_IN.match(first):
            cut_short = match.group("name").endswith(DOT) and " " in match.group("name")  # "LORD J. Yes, they are"
            (caps if cut_short else bare)[unmasked(match.group("name"))] += 1
        elif match := MIXED_RUN_IN.match(first):
            mixed[unmasked(match.group("name"))] += 1
    several = [name for name in in_order if caps[name] > 1]
    title = next(iter(several), "")
    if several[: caps[title]] == [title] * caps[title] != several and title.casefold() not in cast:
        del caps[title]  # it stands on two pages before anybody speaks
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
    bare = bare_name(first)
    own_line = own_line and first.startswith(bare)  # not "IDA (rising). I", which goes on
    if own_line and len(bare) <= LONGEST_NAME and is_caps(bare) and not first.endswith(("!", "?")):
        return unmasked(bare) if not ACT.match(bare) else ""
    match = pattern.match(first)
    if not match or len(match.group("name")) > LONGEST_NAME:
        return ""
    name = unmasked(match.group("name"))
    return name if is_caps(name) and (len(name) > 1 or name not in "AIO") else ""


def _in_cast(name: str, cast: Set[str]) -> bool:
    words = set(name.casefold().replace(".", "").split())
    return any(words <= set(entry.replace(".", "").split()) for entry in cast)


def _indented(block: Sequence[Numbered]) -> bool:
    return all(line.startswith("  ") for _, line in block)


def _any_of(names: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """Whichever name stands there as a word, the longest one first."""
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in longest_first) or r"(?!)", flags)


class _Reader:
    def __init__(self, draft: Draft, labels: dict[str, int], found: Sequence[list[Numbered]]) -> None:
        self.draft = draft
        self.labels = labels
        self.found = found
        self.names = _any_of({*labels, *draft.cast_names()}, re.IGNORECASE)
        in_caps = {name for name in labels if is_caps(name)}
        self.cued = _any_of(in_caps | {name.upper() for name in draft.cast_names() if in_caps})
        self.mark = ""
        self.mark = self._usual_mark()
        self.indent_tells = self._indent_tells()
        bracketed = sum(is_bracketed(" ".join(line.strip() for _, line in block)) for block in found)
        self.plain = bracketed * 30 < len(found)
        self.marks = brackets_of(found)
        uncued = [" ".join(line.strip() for _, line in block) for block in found if not self._cue(block)]
        self.only_directions = self.plain and are_directions(uncued, self.names)

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
        speaker, directing, silent = "", False, False  # silent: a cue stands there, and no speech yet
        for block in self.found:
            first = block[0][1].strip()
            if is_stemmed(first) or (
                ACT.match(first) and not (RUN_IN.match(first) and first.split(".")[0] in self.labels)
            ):
                self.draft.add(kinds.HEADING, block[:1])
                self.draft.add(kinds.ACTION, block[1:])
                speaker = ""
            elif cue := self._cue(block):
                speaker, speech = cue
                self.draft.add(kinds.CUE, [(block[0][0], speaker)], speaker)
                self._speech(speech, speaker)
                directing, silent = False, not any(line.strip() for _, line in speech)
            elif (
                silent
                and not is_bracketed(told := " ".join(line.strip() for _, line in block))
                and (not self.cued.search(told))
            ):
                self._speech(block, speaker)
                silent = False
            elif not speaker or self._direction(block, directing):
                directing = True
                self._speech(block, "") if block[0][1].lstrip()[0] in "[(" else self.draft.add(kinds.ACTION, block)
            else:
                self._speech(block, speaker)

    def _cue(self, block: list[Numbered]) -> tuple[str, list[Numbered]] | None:
        number, line = block[0]
        stripped = line.strip()
        bare = bare_name(stripped)
        if bare in self.labels and is_caps(bare) and stripped.startswith(bare):
            aside = stripped[len(bare) :].strip(" .:_")
            return bare, ([(number, aside)] if aside else []) + block[1:]
        for pattern in (RUN_IN, BARE_RUN_IN, MIXED_RUN_IN):
            match = pattern.match(masked(stripped))
            name = unmasked(match.group("name")) if match else ""
            if match and name in self.labels and self._has_usual_mark(match, stripped):
                start = match.start("aside") if match.group("aside") else match.end()
                return name, [(number, stripped[start:].lstrip("_ ")), *block[1:]]
        return None

    def _has_usual_mark(self, cue: re.Match[str], line: str) -> bool:
        """Whether the mark behind a name is that of the cues: not in "Ida. Red hair." beside "Ida: Oh"."""
        mark = cue.group("end")[:1] if cue.group("end") else ""
        return not mark or not self.mark or mark == self.mark or not line[cue.end() :].strip()

    def _usual_mark(self) -> str:
        """The mark that nearly all cues have between name and speech; none where they differ."""
        marks: Counter[str] = Counter()
        for block in self.found:
            first = masked(block[0][1].strip())
            cue = RUN_IN.match(first) or MIXED_RUN_IN.match(first)
            if cue and cue.group("end") and unmasked(cue.group("name")) in self.labels:
                marks[cue.group("end")[:1]] += 1
        mark, many = marks.most_common(1)[0] if marks else ("", 0)
        return mark if many > _MOSTLY * marks.total() else ""

    def _direction(self, block: list[Numbered], goes_on: bool) -> bool:
        if self.indent_tells:
            return _indented(block) or is_bracketed(" ".join(line.strip() for _, line in block))
        text = " ".join(line.strip() for _, line in block)
        return is_direction(
            text, self.names, cued=self.cued, plain=self.plain, goes_on=goes_on, only=self.only_directions
        )

    def _speech(self, lines: list[Numbered], speaker: str) -> None:
        for kind, piece in split_speech(lines, self.marks):
            self.draft.add(kind if speaker else kinds.ACTION, piece, speaker)
