"""A play's list of costumes, before the first act or after the last one: what each of its characters wears. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .cues import ACT, COSTUMES, LETTER, masked
from .looks import IDENTITY, WARDROBE
from .memory import Who
from .mentions import Names
from .people import Person, tokens
from .quoting import MAX_LOOK, Found
from .sentences import sentences, words
from .tags import tag
from .text import ACTION, Numbered, Paragraph, ScriptText, is_caps

_LEAST = 2  # entries
_WORD = rf"[{LETTER}](?:[^\W_]|['\u2019\u2024\-])*"
_NAME = rf"(?:[Tt]he |THE )?{_WORD}(?:,? (?:(?:of|the|and|&|de|von|van) )*{_WORD}){{0,7}}?"
_ENTRY = re.compile(  # "IDA.--A grey coat", "_Ida._ A grey coat", "IDA wears a grey coat"
    rf"[*_=]*(?P<name>{_NAME})[*_=]*(?P<lead>\s*[.,]?[*_=]*\s*(?:--|[\u2013\u2014])|:|\.[*_=]*(?=\s)|"
    rf"(?<=[{LETTER}])[*_=]*\s(?=[a-z]))\s*\S"
)
_NOTE = re.compile(r"[\W_]*(?:N\.\s?B\.|notes?\b)", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,\s*and\b|,|&|\band\b)\s*(?:the\s)?", re.IGNORECASE)
_LEADS = re.compile(r"[\s_]*(?:[.,]?\s*(?:--|[\u2013\u2014])|:|\.\s)[\s_]*")  # between the names and what they wear
_SHOWN = re.compile("[GgWavrBbmDdc]")


def taken_out(found: Sequence[list[Numbered]]) -> tuple[list[list[Numbered]], list[list[Numbered]]]:
    """The blocks of a play without its list of costumes, and the list: its heading, then a block for each entry."""
    at = next((i for i, block in enumerate(found) if is_heading(block[0][1].strip())), len(found))
    end, entries = at, [found[at][:1]] if at < len(found) else []
    for block in [found[at][1:], *found[at + 1 :]] if entries else ():
        parts = list(_entries(block))
        if block and not parts:
            break
        entries += parts
        end += 1
    return ([*found[:at], *found[end:]], entries) if len(entries) > _LEAST else (list(found), [])


def _entries(block: Sequence[Numbered]) -> Iterator[list[Numbered]]:
    """The entries of a block; none where it begins with something else."""
    heads = [_ENTRY.match(masked(line.strip())) for _, line in block]
    first = heads[0] if heads else None
    if not first and block and _NOTE.match(block[0][1]):
        yield list(block)
    if not first or ACT.match(block[0][1].strip()):
        return
    starts = [i for i, head in enumerate(heads) if head and head["lead"].strip() == first["lead"].strip()]
    for start, end in zip(starts, [*starts[1:], len(block)], strict=True):
        yield list(block[start:end])


def add_dressed(people: list[Person], script: ScriptText) -> None:
    """Add those who have an entry of their own and are nobody so far: "THE WATCHMAN.--A long grey coat"."""
    dressing = False
    for paragraph in script.paragraphs:
        dressing = is_heading(paragraph.text) or (dressing and paragraph.kind == ACTION)
        entry = _ENTRY.match(masked(paragraph.text)) if dressing else None
        if not entry or not entry["lead"].strip() or not (is_caps(entry["name"]) or paragraph.text.startswith("_")):
            continue
        for name in _AND.split(" ".join(entry["name"].split())):
            key = set(tokens(name)) - {"the"}
            known = any(key <= set(tokens(called)) for one in people for called in (one.name, *one.names))
            short = [
                one
                for one in people
                if one.speeches and set(tokens(one.name)) - {"the"} < key and " of " in name.lower()
            ]
            if not known and len(short) == 1:
                short[0].add(name)  # THE KING OF THE DROWNED, who is cued KING
            elif not known and key and not _NOTE.match(paragraph.text):
                people.append(Person(name, line=paragraph.line))


def is_heading(text: str) -> bool:
    """Whether a line is the heading of such a list."""
    return bool(COSTUMES.fullmatch(text))


def looks(paragraph: Paragraph, names: Names) -> Iterator[Found]:
    """What an entry says, sentence by sentence; nothing for a paragraph that is none."""
    text = paragraph.text
    who, start = _of(text, names)
    if not who:
        return
    for at, (first, end) in enumerate(sentences(text[start:])):
        first, end = first + start, end + start
        told = words(text, first, end)
        tags = tag(told)
        begins = 0 if not at else first  # the first with the names
        if _SHOWN.search(tags) and len(words(text, begins, end)) <= MAX_LOOK:
            kind = IDENTITY if re.search("[Bbm]", tags) and not re.search("[GgWavr]", tags) else WARDROBE
            yield Found(paragraph, who, begins, end, kind, True, ((first, end),))


def _of(text: str, names: Names) -> tuple[Who, int]:
    """Whose entry a paragraph is, and where it begins to say what they wear."""
    who: list[int] = []
    end = 0
    for mention in names.find(text):
        if mention.start != end and not (who and _AND.fullmatch(text, end, mention.start)):
            break
        who.append(mention.who)
        end = mention.end
    leads = _LEADS.match(text, end) if who else None
    return (tuple(dict.fromkeys(who)), leads.end()) if leads else ((), 0)
