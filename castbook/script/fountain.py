"""Fountain, the plain text form of screenplays (https://fountain.io/syntax), also hard-wrapped ("ventilated")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from . import text as kinds
from . import verbs
from .alphabet import UPPER
from .headings import HEADING, STEM, TRANSITION, is_heading, is_shot, places
from .text import TAIL, Draft, Numbered, bare_name, blocks, is_caps

_TITLE_KEY = re.compile(r"^([A-Za-z][A-Za-z ]{0,30}):\s*(.*)$")
_CAST_KEY = re.compile(
    r"^(?:dramatis person(?:ae|æ)|characters?|cast|persons(?: of the play)?)\s*:?\s*$", re.IGNORECASE
)
_CAST_ENTRY = re.compile(rf"^([{UPPER}][^,;:(\u2013\u2014]*?)(?=\s*[,;:(\u2013\u2014.]|\s+-|$)")
_CAST_LIST = re.compile(r"^\W*(?:dramatis personae|cast of characters|cast list|cast)\b[^.!?]{0,40}$", re.IGNORECASE)
_LISTED = re.compile(rf"^[{UPPER}]{{2}}[{UPPER}0-9 .'#\u2019]*(?:\([^)]*\) ?)?(?: -|--| \u2013|\u2014) ?\S")
_AGED_CUE = re.compile(r"\(\s*(?:early |mid |late |age |aged )?(?:\d{2}s?|teens)\b", re.IGNORECASE)
_PAGE = re.compile(r"^(?:\(?(?:MORE|CONTINUED:?)\)?|CONTINUED:(?: \(\d+\))?|(?:PAGE )?\d{1,3}\.?)$")
_COMMENT = re.compile(r"/\*.*?\*/|\[\[.*?\]\]", re.DOTALL)
# A cue and its speech on one line, which (V.O.) tells from action: "OTTO (o.s.) Who is there?"
_RUN_IN = re.compile(
    rf"((?:[{UPPER}][\w.'\u2019-]*[{UPPER}.] ){{1,4}}\((?i:[vo]\.\s?[osc]\.?|cont['\u2019]?d)\))\s+([A-Z(\"\u201c].*)"
)
_SENTENCE = re.compile(  # "MURDER? THAT'S", "CUE: "THE ..."
    r"[A-Z]{3}[?!:]\s|\b(?:I|YOU|HE|SHE|IT|WE|THEY|THAT|THERE|WHAT)['\u2019](?:M|RE|S|LL|VE|D)\b"
)
_LONGEST_CUE = 60
_GOES_ON = frozenset(
    ("THE", "A", "AN", "OF", "TO", "ON", "AT", "IN", "WITH", "FROM", "AND", "INTO", "HIS", "HER", "AS")
)


def read(lines: Sequence[Numbered]) -> Draft:
    """Read a screenplay from its lines."""
    lines = _without_comments(lines)
    draft = Draft("fountain")
    return _Reader(draft, lines[_title_page(lines, draft) :]).read()


def _without_comments(lines: Sequence[Numbered]) -> list[Numbered]:
    """Boneyard and notes blanked, line numbers kept. A note with an empty line in it is no note, as the syntax says."""
    joined = "\n".join(line for _, line in lines)
    if "/*" not in joined and "[[" not in joined:
        return list(lines)

    def blank(match: re.Match[str]) -> str:
        found = match.group()
        if found.startswith("[[") and "\n\n" in found:
            return found
        return "\n" * found.count("\n")

    return [(n, line) for (n, _), line in zip(lines, _COMMENT.sub(blank, joined).split("\n"), strict=True)]


def _title_page(lines: Sequence[Numbered], draft: Draft) -> int:
    """How many lines the title page takes; its title and cast list go into the draft."""
    at = next((i for i, (_, line) in enumerate(lines) if line.strip()), len(lines))
    key = _TITLE_KEY.match(lines[at][1]) if at < len(lines) else None
    if not key or TRANSITION.match(lines[at][1].strip()):
        return 0
    if not key.group(2) and not (at + 1 < len(lines) and lines[at + 1][1].strip()):
        return 0
    name, in_cast, title = "", False, []
    while at < len(lines) and lines[at][1].strip():
        number, line = lines[at]
        at += 1
        key = None if line[0].isspace() else _TITLE_KEY.match(line)
        value = key.group(2) if key else line.strip()
        name = key.group(1).casefold() if key else name
        if key or _CAST_KEY.match(value):
            in_cast = bool(_CAST_KEY.match(value if not key else name))
        if name == "title" and value:
            title.append(value.strip("*_ "))
        elif in_cast and (entry := _CAST_ENTRY.match(value)) and is_caps(entry.group(1)):
            draft.add_cast(entry.group(1), number)
            draft.add(kinds.CAST, [(number, value)])
    draft.title = " ".join(title)
    return at


class _Reader:
    def __init__(self, draft: Draft, lines: Sequence[Numbered]) -> None:
        self.draft = draft
        self.lines = lines
        self.places: frozenset[str] = frozenset()  # names above text that are no cues
        self.cued: Counter[str] = Counter()
        self.shouting = ""  # who speaks in a line of capitals that does not end

    def read(self) -> Draft:
        found = blocks(self._visible())
        self.places = places(
            (block[0][1].strip(), " ".join(line.strip() for _, line in block[1:]))
            for block in found
            if len(block) > 1 and is_cue(block[0][1].strip()) and block[0][1].strip()[0] != "@"
        )
        firsts = (block[0][1].strip() for block in found if len(block) > 1)
        self.cued.update(bare_name(first) for first in firsts if is_cue(first))
        for block in found:
            self._block(block)
        return self.draft

    def _visible(self) -> list[Numbered]:
        """The lines without page furniture; a lone "(MORE)" would end a speech."""
        return [(n, "" if _PAGE.match(line.strip()) else line) for n, line in self.lines]

    def _block(self, block: list[Numbered]) -> None:
        first = block[0][1].strip()
        shouting, self.shouting = self.shouting, ""
        if run_in := _RUN_IN.fullmatch(first):
            number = block[0][0]
            return self._speech([(number, run_in[1]), (number, run_in[2]), *block[1:]])
        rest = block[1:]
        if first.startswith("==="):
            return self._block(rest) if rest else None
        if first.startswith("#"):
            self.draft.add(kinds.HEADING, [(block[0][0], first.lstrip("# "))])
            return self._block(rest) if rest else None
        if first.startswith("=") or (first.startswith(">") and not first.endswith("<")):
            if not first.startswith("="):
                self.draft.add(kinds.TRANSITION, [(block[0][0], first.lstrip("> "))])
            return self._block(rest) if rest else None
        if first.startswith(">"):
            self.draft.add(kinds.TRANSITION, [(n, line.strip("<> ")) for n, line in block])
            return None
        if is_heading(first) or (first.startswith("@") and is_heading(first[1:])):
            self.draft.add(kinds.HEADING, [(block[0][0], first.lstrip(".@").strip())])
            return self._block(rest) if rest else None
        if rest and _CAST_LIST.match(first):
            for line in rest:
                self.draft.add(kinds.CAST, [line])
            return None
        if TRANSITION.match(first):
            self.draft.add(kinds.TRANSITION, block[:1])
            return self._block(rest) if rest else None
        if rest and is_shot(first) and is_caps(first) and first[0] != "@":
            self.draft.add(kinds.TRANSITION, block[:1])
            return self._block(rest)
        if rest and is_cue(first) and first[0] != "@" and bare_name(first) in self.places:
            self.draft.add(kinds.HEADING, block[:1])
            return self._block(rest)
        if shouting and self._goes_on(first):
            return self._said(block, shouting)
        if rest and is_cue(first) and not self._acts(first):
            return self._speech(block)
        if rest and first.startswith("!") and rest[0][1].lstrip().startswith("~") and is_cue(first[1:].strip()):
            return self._speech([(block[0][0], first[1:].strip()), *rest])  # a song whose cues are forced to the left
        self._action(block)
        return None

    def _goes_on(self, first: str) -> bool:
        """Whether a line of capitals goes on with a shout that an empty line has cut."""
        return is_caps(first) and first[0] not in "@!(" and self.cued[bare_name(first)] < 2 and len(first.split()) > 2

    def _acts(self, first: str) -> bool:
        """Whether a line of capitals tells what somebody who is cued does: "IDA SUDDENLY RISES"."""
        name, *more = bare_name(first).split()
        told = [word.lower() for word in more]
        if first[0] == "@" or not told or self.cued[bare_name(first)] > 1 or not self.cued[name]:
            return False
        return told[0] in verbs.FINITE or (len(told) > 1 and told[0].endswith("ly"))

    def _action(self, block: list[Numbered]) -> None:
        """One paragraph; a heading that follows without an empty line still opens its scene."""
        if len(block) > 2 and sum(bool(_LISTED.match(line.strip())) for _, line in block) * 3 > len(block) * 2:
            for line in block:  # "MAX - 30s, bald": a cast list, wherever it stands
                self.draft.add(kinds.CAST, [line])
            return
        for at, (number, line) in enumerate(block):
            if at and STEM.match(line.strip()) and is_heading(line.strip()):
                self._action(block[:at])
                self._block(block[at:])
                return
            if line.lstrip().startswith("~"):
                self._action(block[:at]) if at else None
                self.draft.add(kinds.DIALOGUE, block[at:])
                return
            if line.lstrip().startswith("!"):
                block[at] = (number, line.lstrip("! "))
        self.draft.add(kinds.ACTION, block)

    def _speech(self, block: list[Numbered]) -> None:
        number, cue = block[0]
        speaker = bare_name(cue)
        if _AGED_CUE.search(cue):  # "EMCEE (30s, in a sequined jacket)" introduces and speaks in one
            self.draft.add(kinds.ACTION, [(number, cue.strip())])
        self.draft.add(kinds.CUE, [(number, cue.strip())], speaker)
        self._said(block[1:], speaker)

    def _said(self, lines: Sequence[Numbered], speaker: str) -> None:
        run: list[Numbered] = []
        depth = 0
        for number, line in lines:
            stripped = line.strip()
            aside = depth > 0 or stripped.startswith("(")
            if aside:
                self.draft.add(kinds.DIALOGUE, run, speaker)
                run = []
                self.draft.add(kinds.PARENTHETICAL, [(number, stripped)], speaker)
                depth = max(0, depth + stripped.count("(") - stripped.count(")"))
            else:
                run.append((number, stripped.lstrip("~")))
        self.draft.add(kinds.DIALOGUE, run, speaker)
        last = lines[-1][1].strip()
        self.shouting = speaker if is_caps(last) and last[-1] not in '.!?-\u2013\u2014\u2026)"\u201d' else ""


@lru_cache(maxsize=4096)  # the same cues come again and again
def is_cue(line: str) -> bool:
    """A line in capitals that names somebody; the caller sees that an empty line stands before it and text below."""
    if line.startswith("@"):
        return len(line) > 1 and not HEADING.match(line[1:])
    name = bare_name(line)
    if not name or len(name) > _LONGEST_CUE or len(name.split()) > 6 or not is_caps(name):
        return False
    if name.rsplit(" ", 1)[-1] in _GOES_ON:
        return False  # "WE FOLLOW THE", and the line below goes on
    if line.startswith(("!", "(", '"', "'", "-", "\u2014", "\u201c")) or _SENTENCE.search(name):
        return False
    return _abbreviated(line, name) or not line.rstrip("*_ ").endswith(
        ("!", "?", ":", ",", ".", "\u2026", "-", "\u2014")
    )


def _abbreviated(line: str, name: str) -> bool:
    """ "JACK JR." and "JACK V.O." end in a full stop and are names all the same."""
    return bool(TAIL.search(line.strip())) or (line.strip().endswith((" JR.", " SR.")) and is_caps(name))
