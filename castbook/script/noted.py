"""The looks in a character's notes: labels as phrases, statements cut down to what a picture shows. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from . import folk, labels
from . import text as kinds
from .describing import Look
from .labels import AGE, FIELD, GENDER, HEIGHT, SPECIES
from .looks import IDENTITY, PASSING, WARDROBE
from .memory import Who
from .notes import USER, Entry
from .people import Person, surfaces
from .sentences import sentences, words
from .tags import tag
from .text import Draft, Paragraph, fold
from .tracking import Tracker

_MAX_AGE, _MAX_SPECIES = 6, 6  # words; longer values tell a story
# Where a statement leaves off showing: "eyes that dart away", "shoes chosen for long days", "when she is tired".
_NO_LONGER = re.compile(
    r"\s*\b(?:even (?:when|if|though)|when(?:ever)?|while|because|as if|as though|so that|until|before|chosen|meant|"
    r"in (?:private|public)|(?:she|he|they)(?:['\u2019]s|\s(?:often|always|sometimes|never|usually|is|has|likes))"
    r")(?!\w).*"
)
_THAT = re.compile(r"\s+(?:that|which|who)\s+(?P<rest>.*)")
_HABIT = re.compile(
    r"(?:,?\s*\b(?:and|or))?\s*\b(?:an?|the|her|his|their)\s(?:[\w-]+\s)?(?:habit|taste|tendency|penchant|preference|love|"
    r"fondness|knack|way|look|air|aura|hint of)\s(?:of|for|to|that)\b.*",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s*(?:[;:()]|,(?!\d{3})|\s[\u2014\u2013-]{1,2}\s|\u2014)\s*")
_SPLIT = re.compile(r"\s*(?:;|\s[\u2014\u2013-]{1,2}\s|\u2014|(?<=\w)\.(?=\s))\s*")
_WEARS = re.compile(
    r"^.*?\b(?:wears|wearing|dressed in|clad in|favou?rs|has on|lives in)\s+(?:(?:an?|the|his|her|their)\s+)?",
    re.IGNORECASE,
)
_AT_TIMES = re.compile(
    r"^(?:[aio][tn]|for|when|while|usually|often)\b[\w\s-]{2,30}?,?\s"
    r"(?:she|he|they)\s(?:\w+ly\s)?(?:wears|dresses in)\b",
    re.IGNORECASE,
)
_BARELY = re.compile(r"(?:wears|wearing|dressed in|clad in)\s", re.IGNORECASE)
_LIVES = re.compile(r"\S+\s(?:(?:\w+ly|often|always)\swears|(?:\w+ly\s)?lives in)\s", re.IGNORECASE)
_SHOWS = re.compile("[BbmGgPZY]|^[^RVJ]*[dc][^RVJ]*$|^[pK]?[Qe]$")
_SHOWS_OF_FIELD = re.compile("[BbmGgDdcS]")
_ADJECTIVES = re.compile("(?=.*[Ddcwe])[DdwcTKe&A]{1,5}")
_ADJECTIVES_OF_FIELD = re.compile("(?=.*[^T])[DdwcTKe&XPszY]{1,4}")
_TOLD = re.compile("RK*[vHC]")  # "she has a scar"
_BARE = re.compile(r"(?:an? |the )?(?:body|hair|eyes|face|skin|hands|figure|legs|arms|head|mouth|nose|neck)", re.I)
_DOES = re.compile("[&K]*[vVHC]")  # "Usually wears"
_ACTS = re.compile("^[KT&]*[vV]|[CHVJ]")  # "Loves red cars", "Paris was cold"
_PORTRAYS = re.compile("[BbmGgPZYQe]|[DdcwY][XK&DdcwT]*O|^[&KDdcwe]+$")
_OF_KIN = re.compile(  # "His brother Tom is tall"
    rf"(?:(?:and|but)\s)?(?:his|her|their|my)\s(?:\w+\s){{0,2}}?(?:{'|'.join(sorted(folk.KIN))})\b(?!['\u2019])", re.I
)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_PRONOUNS = {"female": re.compile(r"\b(?:she|her)\b", re.I), "male": re.compile(r"\b(?:he|his|him)\b", re.I)}
_HAS_ADJECTIVES = re.compile(r"\b(?:has|had|have|with)\s(?:an?\s)?((?:[\w-]+,\s)+)\Z")
FOR_LOOKS, FOR_FIELD, FOR_DRESS = "looks", "field", "dress"  # what a fragment is about, as its label says


class Noted:
    """Reads the looks of one character, who is `called` these names, in notes; the user is somebody else."""

    def __init__(self, called: Sequence[str]) -> None:
        user = Person(USER)
        user.gender = "none"  # neither she nor he means the user, of whom the notes are not
        people = [Person(called[0], list(dict.fromkeys(called[1:]))), user]
        self.tracker = Tracker(people, surfaces(people))
        names = sorted({one for name in called for one in (name, *name.split()[:1]) if one}, key=len, reverse=True)
        self._named = re.compile(rf"(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)

    def looks(self, entries: Sequence[Entry]) -> tuple[list[Look], Look | None]:
        """The looks, age and species first, and the look that tells the gender."""
        first: list[Look] = []
        labelled: list[Look] = []
        stated: list[Look] = []
        gender = None
        for entry in entries:
            if entry.kind == FIELD and entry.field == GENDER:
                gender = gender or next(iter(self._gender(entry)), None)
            elif entry.kind == FIELD and entry.field in (AGE, SPECIES):
                first += self._labelled(entry)
            elif entry.kind == FIELD or entry.field == "quoted":
                labelled += self._labelled(entry)
            else:
                stated += self._statement(entry)
        first.sort(key=lambda look: look.line)
        return [*first, *labelled, *stated], gender or _by_pronouns(entries)

    def _gender(self, entry: Entry) -> Iterator[Look]:
        if labels.gender_of(_value(entry)):
            yield self._look(entry, IDENTITY, labels.gender_of(_value(entry)))

    def _labelled(self, entry: Entry) -> Iterator[Look]:
        value = _value(entry)
        if labels.is_empty(value):
            return
        if entry.field == "quoted":
            dressed = entry.kind == labels.WARDROBE or _is_dress(value)
            yield self._look(entry, WARDROBE if dressed else IDENTITY, value)
            return
        first = value[slice(*(sentences(value) or [(0, 0)])[0])].strip(" .")
        if entry.field == AGE:
            told = labels.phrase(AGE, value)
            if re.search(r"\bago\b", value) or len(told.split()) > _MAX_AGE or not re.search("[QYU]", _tagged(told)):
                return
        elif entry.field == SPECIES:
            told = labels.phrase(SPECIES, first) if len(first.split()) <= _MAX_SPECIES else ""
        else:
            told = labels.phrase(entry.field, first if entry.field == HEIGHT else _shown_of(first, FOR_FIELD))
        if told:
            yield self._look(entry, IDENTITY, told)

    def _statement(self, entry: Entry) -> Iterator[Look]:
        """A statement about looks: of sentences what the rules read, of fragments the parts that show something."""
        draft = Draft("notes")
        draft.add(kinds.ACTION, entry.lines)
        for paragraph in draft.finish("notes").paragraphs:
            text = paragraph.text
            if entry.kind == labels.WARDROBE:
                yield from self._dress(paragraph)
                continue
            if entry.kind == labels.PROSE or self._has_subject(text):
                yield from self.prose(paragraph, of=(0,) if entry.kind == labels.PROSE else ())
                continue
            found = [one for one in self.tracker.read(paragraph, of=(0,)) if one.who == (0,) and one.kind != PASSING]
            for start, end in sentences(text):
                does = _DOES.match(_tagged(_SPLIT.split(text[start:end])[0]))
                if not does and not self._has_subject(text[start:end]):
                    core = _shown_of(text[start:end])
                    if core:
                        kind = WARDROBE if _is_dress(core) else IDENTITY
                        yield Look(text[start:end].strip(), paragraph.line_at(start), kind, core)
                    continue
                for one in found:
                    if start <= one.start < end:
                        quote = text[one.start : one.end].strip()
                        core = _worn(quote) if _WEARS.match(quote) else ""
                        yield Look(quote, paragraph.line_at(one.start), one.kind, core, one.certain)

    def _dress(self, paragraph: Paragraph) -> Iterator[Look]:
        """What the first sentence of a statement about clothes says, and further ones that only list some."""
        for at, (start, end) in enumerate(sentences(paragraph.text)):
            text = paragraph.text[start:end]
            core = _worn(text) if not at or not ("R" in (tags := _tagged(text)) or "G" not in tags) else ""
            if core:
                yield Look(text.strip(), paragraph.line_at(start), WARDROBE, core)

    def free(self, paragraph: Paragraph, *, opens: bool) -> list[Look]:
        """What a paragraph outside any section says: "A tall man with red hair. He wears a blue coat."

        Fragments portray the character where the notes open with them (`opens`), up to the first sentence.
        """
        text, found = paragraph.text, []
        for start, end in sentences(text) if opens else ():
            core = self._portrait(text[start:end])
            if not core and self._has_subject(text[start:end]):
                break
            if core:
                kind = WARDROBE if _is_dress(core) else IDENTITY
                found.append(Look(text[start:end].strip(), paragraph.line_at(start), kind, core))
                text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
        found += self.prose(replace(paragraph, text=text))
        return sorted(found, key=lambda look: look.line)

    def _portrait(self, text: str) -> str:
        """What a fragment shows that portrays somebody: "Tall, green eyes"; "An old sailor in a blue coat"."""
        first = _THAT.sub("", _CUT.split(text)[0])
        if self._has_subject(text) or _ACTS.search(_tagged(first)) or not _PORTRAYS.search(_tagged(text)):
            return ""
        return _shown_of(text)

    def prose(self, paragraph: Paragraph, of: Who = ()) -> Iterator[Look]:
        """What a paragraph of sentences says of the character; a bullet is `of` the character from the first word."""
        self.tracker.remember((0,))
        for one in self.tracker.read(paragraph, of=of):
            if one.who == (0,):
                quote = paragraph.text[_with_adjectives(paragraph.text, one.start) : one.end].strip()
                if _OF_KIN.match(quote):
                    continue
                worn = _AT_TIMES.match(quote) or (one.kind == WARDROBE and _LIVES.match(quote)) or _BARELY.match(quote)
                core = _worn(quote) if worn else ""
                yield Look(quote, paragraph.line_at(one.start), one.kind, core)

    def _has_subject(self, text: str) -> bool:
        """Whether it is a sentence, "Her hair is red", "At home she wears", and no fragment."""
        clause = _SPLIT.split(text.replace(USER, "He"))[0].split(",")[0]
        tags = _tagged(_THAT.sub("", _NO_LONGER.sub("", clause)))
        return bool(re.match("[RMi]|h[DdwX]*[Bb]K?[CH]", tags) or "R" in tags or self._named.match(text))

    def _look(self, entry: Entry, kind: str, core: str) -> Look:
        text, starts = fold(entry.whole)
        return Look(text, starts[0][1], kind, core)


def _with_adjectives(text: str, start: int) -> int:
    """Where a quote starts with the adjectives right before it: "has long, | wavy hair"."""
    before = _HAS_ADJECTIVES.search(text, 0, start)
    return before.start(1) if before and _ADJECTIVES.fullmatch(_tagged(before[1])) else start


def _by_pronouns(entries: Sequence[Entry]) -> Look | None:
    """The first sentence of a section on looks that says she or he, unless as many say the other."""
    said: dict[str, list[Look]] = {"female": [], "male": []}
    for entry in entries:
        if entry.kind in (labels.LOOKS, labels.WARDROBE) and entry.field != "quoted":
            text, starts = fold(entry.lines)
            for start, end in sentences(text):
                for gender, spelled in _PRONOUNS.items():
                    if spelled.search(text, start, end):
                        line = starts[bisect_right(starts, (start, 1 << 60)) - 1][1]
                        said[gender].append(Look(text[start:end], line, IDENTITY, gender))
    she, he = said["female"], said["male"]
    return she[0] if len(she) > len(he) else he[0] if len(he) > len(she) else None


def _value(entry: Entry) -> str:
    return " ".join(" ".join(line for _, line in entry.lines).split())


def _worn(text: str) -> str:
    """What somebody has on: "At home she wears a tidy blouse" -> "tidy blouse"."""
    return _shown_of(_WEARS.sub("", text), FOR_DRESS)


def _shown_of(text: str, of: str = FOR_LOOKS) -> str:
    """The parts of a fragment that a picture shows, as they are written, joined with the commas between them."""
    clauses = []
    for clause in _SPLIT.split(_BRACKETS.sub("", text)):
        parts = [_part(part) for part in _CUT.split(_HABIT.sub("", clause))]
        kept = [part for at, part in enumerate(parts) if _is_shown(parts, at, of)]
        if kept:
            clauses.append(", ".join(f"{one} tall" if labels.is_height(one) else one for one in kept))
    return labels.small("; ".join(clauses))


def _is_shown(parts: Sequence[str], at: int, of: str) -> bool:
    tags = _tagged(parts[at])
    if not tags or (re.match("&?[Ri]", tags) and not _TOLD.match(tags)) or _BARE.fullmatch(parts[at]):
        return False
    if "T" in tags and not re.search("[DdcwGgmPZY]", tags):
        return False  # "a shy smile"
    if labels.is_height(parts[at]):
        return True
    if of == FOR_DRESS:
        return True
    if of == FOR_FIELD:
        passing = "t" in tags and not re.search("[BmG]", tags)
        return not passing and bool(_ADJECTIVES_OF_FIELD.fullmatch(tags) or _SHOWS_OF_FIELD.search(tags))
    beside = [*parts[max(0, at - 1) : at], *parts[at + 1 : at + 2]]
    near = not beside or any(_SHOWS.search(_tagged(part)) for part in beside)
    return bool(_SHOWS.search(tags)) or (near and bool(_ADJECTIVES.fullmatch(tags)))


def _part(part: str) -> str:
    """A part up to where it leaves off showing."""
    that = _THAT.search(part)
    if that and not re.match("K*(?:S|CK*[Dd])", _tagged(that["rest"])):
        part = part[: that.start()]
    return _NO_LONGER.sub("", part).strip(" .,;:-\"'")


def _is_dress(text: str) -> bool:
    tags = _tagged(text)
    return bool(re.search("[G]", tags)) and not re.search("[BbmPZ]", tags)


def _tagged(text: str) -> str:
    text = re.sub(r"\bround(?=$|,)", "rounded", text)
    return tag(words(text, 0, len(text)))
