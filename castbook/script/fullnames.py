"""Fuller names that a text gives for the names its cues use. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from . import lexicon as lex
from . import text as kinds
from .alphabet import LOWER, UPPER
from .ordinary import Words
from .people import TITLES, Person, gender_of_title, is_role, likely_gender, title_of, tokens
from .tags import plain
from .text import ScriptText, is_caps

_ENDEARED = re.compile("(?:ie|y)$")
NO_NAME = lex.word_list(
    """
    on at to in with of by from as is are we see look looks looking back angle view side reveal revealing reverse tight
    wide shot push pull pan tilt hold up down over around his her their its he she they it this that and or but then
    suddenly beat later meanwhile featuring including
    """
)
_NO_FIRST_NAME = "VfKTtJ"  # tags of words that are none: "Frozen John", "Sees Sherri"
NOBODY = lex.word_list(
    """
    all both everyone everybody together crowd chorus omnes voices others ensemble voice announcer the continued
    more cut fade end title titles super insert montage flashback intercut pov later continuous note close angle int
    ext day night aka yes no well oh ah curtain falls rises act drop cast full whole entire
    """
)
CAPS_WORD = rf"(?:Ma?c|L[ae]|D[eiu]|Van|Fitz)?[{UPPER}][{UPPER}'\u2019.\-]*[{UPPER}]"
_NICKNAME = rf"(?:[\"\u201c\u2018'][{UPPER}][\w ]{{1,15}}[\"\u201d\u2019'] )?"  # STEVE "Kaz" Hale
_PARTLY_CAPS = re.compile(
    rf"\b(?:[{UPPER}][\w'\u2019.\-]* ){{1,3}}{_NICKNAME}"
    rf"(?:[{UPPER}][\w'\u2019\-]*\w)(?=\s?\(|,\s|\s(?:-|\u2014|\u2013)|\.(?:\s|$))"
)
_PLACES = frozenset(("house", "street", "hall", "park", "court", "road", "square", "lane", "abbey", "manor", "castle"))
_INITIALS = re.compile(rf"(?:[{UPPER}]\.\s?){{2,4}}")
_FULL = re.compile(
    rf"(?:(?<=[a-z,] )|\b(?=(?:Mr|Mrs|Miss|Ms|Dr|Rev|Lady|Sir)\b))"
    r"(?:(?:Mr|Mrs|Miss|Ms|Dr|Reverend|Rev|Captain|Colonel|Lady|Sir|Professor)\.? )?"
    rf"[{UPPER}][{LOWER}]+"
    rf"(?: (?!(?:Mr|Mrs|Miss|Ms|Dr|Lady|Sir)\b)[{UPPER}][{LOWER}]+(?:-[{UPPER}][{LOWER}]+)?){{1,2}}\b"
)


def add_surnames(people: Sequence[Person], script: ScriptText, ordinary: Words) -> None:
    """ "IRIS Calloway, 29" and "Agent Tom BRILL (50)": the part that is cued stands in capitals, the rest does not."""
    owners = {tokens(name): person for person in people for name in (person.name, *person.names)}
    for paragraph in script.paragraphs:
        if paragraph.kind != kinds.ACTION:
            continue
        for match in _PARTLY_CAPS.finditer(paragraph.text):
            parts = match.group().split()
            if any(part[-1] == "." and len(part) > 2 and not title_of(part) for part in parts):
                continue  # the end of a sentence
            while parts and not is_caps(parts[0]) and not title_of(parts[0]) and _opens(paragraph.text, match, parts):
                parts = parts[1:]
            capitals = tuple(token for part in parts if is_caps(part) for token in tokens(part))
            person = owners.get(capitals)
            others = {token for part in parts if part[0].isalpha() and not is_caps(part) for token in tokens(part)}
            others -= TITLES
            if parts and plain(parts[0].lower()) in _NO_FIRST_NAME:
                continue
            if any(ordinary.is_ordinary(word) for word in others):  # "TONY Leaves."
                continue
            if person is None or not others or others & NO_NAME or (is_role(person.name) and len(capitals) < 2):
                continue
            follows = is_caps(parts[0]) and not any(is_caps(part) for part in parts[1:])  # "SCOTT Hale", of MR. HALE
            shared = any(token in owner for owner in owners for token in others if owners[owner] is not person)
            if follows or not shared:
                person.add(" ".join(parts))


def _opens(text: str, match: re.Match[str], parts: Sequence[str]) -> bool:
    """Whether the parts that are left open a sentence, so that the first is in capitals whatever it is."""
    start = match.end() - len(" ".join(parts))
    return not text[:start].strip() or text[:start].rstrip()[-1] in '.!?:\u201d"'


def _are_initials(name: str, key: Sequence[str]) -> bool:
    """Whether initials are those of the last names of another: "B. B."."""
    letters = re.findall(r"\w", name.lower())
    return letters == [token[0] for token in key[-len(letters) :]]


def _is_initial(name: str, full: str, key: Sequence[str]) -> bool:
    """Whether a cue is a title and the first letter of who has that title: "REV. S.", of "Reverend Samuel Hale"."""
    return bool(key) and key[0][0] == tokens(name)[-1] and title_of(name) == title_of(full)


def _of_family(both: Iterable[Person], key: Sequence[str]) -> Person | None:
    """Who bears a first name and the name that somebody else is cued by."""
    short = {tuple(token for token in tokens(one.name) if token not in TITLES): one for one in both}
    return short.get((key[0],)) if (key[-1],) in short and len(key) == 2 else None


def _by_first_name(both: Iterable[Person], key: Sequence[str]) -> Person | None:
    """Who is cued by the first of two names, where the other one is the last name in somebody's full name."""
    names = {tokens(one.name): one for one in both}
    family = any(len(name) > 1 and name[-1] == key[-1] and not title_of(one.name) for name, one in names.items())
    return names.get((key[0],)) if family else None


def spell_out(people: Sequence[Person], script: ScriptText, ordinary: Words) -> None:
    """Full names that the text gives for cues of one word: "Miss Proserpine Garnett" for PROSERPINE."""
    owners: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        for name in (person.name, *person.names):
            untitled = [token for token in tokens(name) if token not in TITLES]
            for token in dict.fromkeys(untitled):
                if person not in owners[token]:
                    owners[token].append(person)
    genders: dict[int, str] = {}  # by the titles of their full names
    claims: list[tuple[Person, str, tuple[str, ...]]] = []
    initials = [person for person in people if _INITIALS.fullmatch(person.name)]
    lettered = [one for one in people if title_of(one.name) and [len(token) for token in tokens(one.name)[1:]] == [1]]
    opening = script.scenes[0].line if script.format == "play" and script.cast and script.scenes else 0
    for paragraph in script.paragraphs:
        if paragraph.kind in (kinds.CUE, kinds.HEADING):
            continue
        if paragraph.kind == kinds.ACTION and paragraph.line < opening:
            continue  # the names of the actors
        for match in _FULL.finditer(paragraph.text):
            if not title_of(match.group()) and paragraph.text[: match.start()].endswith("the "):
                continue  # "the Michael Jordan of liars"
            key = tuple(token for token in tokens(match.group()) if token not in TITLES)
            held = {id(person): person for token in key for person in owners.get(token, ())}
            if not held and (short_of := [one for one in initials if _are_initials(one.name, key)]):
                short_of[0].add(" ".join(match.group().split()))  # "Sir Ralph Bloomfield Bonington" of B. B.
                continue
            for one in lettered:
                if _is_initial(one.name, match.group(), key):
                    one.add(" ".join(match.group().split()))
            if script.format == "play" and len(held) == 2 and (first := _of_family(held.values(), key)):
                held = {id(first): first}  # "Jane Hale", where JANE and HALE are two
            if len(held) == 2 and len(key) == 2 and (first := _by_first_name(held.values(), key)):
                held = {id(first): first}  # "Ida Hale", where IDA and OTTO HALE are cued
            if len(set(key)) < 2 or len(held) != 1 or key[-1] in _PLACES:
                continue
            person = next(iter(held.values()))
            gender = gender_of_title(match.group()) or ("" if title_of(match.group()) else likely_gender(match.group()))
            short = [token for token in tokens(person.name) if token not in TITLES]
            if is_role(person.name) or len(short) != 1 or short[0] not in (key[0], key[-1]):
                continue
            if title_of(person.name) and title_of(match.group()) not in ("", title_of(person.name)):
                continue  # "Miss Dora Hale" is not MRS. HALE
            mine = person.gender or likely_gender(person.name)
            if plain(key[0]) in _NO_FIRST_NAME or (gender and mine not in ("", gender)):  # Mrs. John Hale is not JOHN
                continue
            if title_of(person.name) in ("mrs", "lady") and key[-1] == short[0] and not gender:
                continue  # "Otto Hale" is LADY HALE'S husband
            added = set(key) - set(short)
            if script.format != "play" and any(ordinary.is_ordinary(word) or ordinary.is_glued(word) for word in added):
                continue  # "Otto Okay", "Otto Halefor"
            told = gender_of_title(match.group())
            if told and genders.setdefault(id(person), told) != told:
                continue  # "Mrs Otto Hale", where HALE is "Mr Otto Hale"
            claims.append((person, " ".join(match.group().split()), key))
    family = defaultdict(set)
    for person, name, key in claims:
        if not title_of(name) and key[0] not in tokens(person.name) and plain(key[0]) not in "OPk":
            family[id(person)].add(key[0])
    for person, name, key in claims:
        if len(family[id(person)]) > 1 and key[0] in family[id(person)] and not title_of(name):
            continue  # "Peter Hale" and "Annie Hale": which of them is MRS. HALE?
        person.add(name)
        first = name.split()[-2]
        if title_of(name) == "mrs" or title_of(person.name) == "mrs":
            continue  # "Mrs. John Hale"
        if len(key) == 2 and key[1] in tokens(person.name) and plain(first.lower()) in "XN":
            person.add(first)  # Eugene, of Eugene Marchbanks
        person.vote(gender_of_title(name), 10)


def pet_name(name: str) -> str:
    """What a first name may begin with where a cue is short for it, or "": SOL, of SOLVEIG; WEND, of Wendelin."""
    key = tokens(name)
    if len(key) != 1 or len(key[0]) < 3 or is_role(name):  # SHERRI is not SHERRI'S MOTHER
        return ""
    short = _ENDEARED.sub("", key[0])
    return short if len(short) > 2 else ""


def begins(first: str, pet: str, cue: tuple[str, ...]) -> bool:
    """Whether a first name that is not the cue begins with what it may be short for."""
    return bool(pet) and (first,) != cue and first.isalpha() and first.startswith(pet)
