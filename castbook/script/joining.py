"""Whose each cue is: the same name, a part of it, a short form, or what the list of persons calls somebody. Pure."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import takewhile

from . import folk
from . import lexicon as lex
from .given_names import PET_NAMES
from .people import RANKS, TITLES, Person, gender_of_title, is_role, likely_gender, title_of, tokens
from .text import Speaker

# Another stage of the same life is another portrait: YOUNG EDWARD has cues and looks of their own.
STAGES = lex.word_list(
    """
    young younger old older adult teen teenage little child baby kid elderly voice grown-up future past other evil fake
    clone double wrong real false dead dream robot
    """
)
_PEERS = {
    "lord": frozenset(("earl", "viscount", "marquis", "marquess", "baron")),
    "lady": frozenset(("countess", "viscountess", "marchioness", "baroness")),
    "frau": frozenset(("baroness", "countess")),
}
_ARTICLES = (("the",), ("a",), ("an",))
_OFTEN = 5  # speeches
_LONG = 5  # letters of a word that a misprint leaves the same


def join_speakers(people: list[Person], speakers: Sequence[Speaker]) -> None:
    """Give every cue to the person it means: the same name, else the one person whose fuller name holds its words."""
    taken: set[int] = set()
    listed, cued = len(people), {tokens(speaker.name) for speaker in speakers}
    rest: list[Speaker] = []
    for speaker in speakers:
        key = tokens(speaker.name)
        same = [
            i for i, p in enumerate(people) if any(bare(key) == bare(own) for own in map(tokens, (p.name, *p.names)))
        ]
        if same := same or _staged(key, people, speakers):
            _take(people, same[0], speaker, taken)
        else:
            rest.append(speaker)
    rest.sort(key=lambda s: -len(tokens(s.name)))
    shortened: set[int] = set()  # whose short cue is known
    fits = [[i for i, person in enumerate(people) if _can_mean(s, person, cued)] for s in rest]
    while rest:
        readings = [_meant_by(s, found, people, taken, shortened) for s, found in zip(rest, fits, strict=True)]
        at = min(range(len(rest)), key=lambda i: (readings[i][0], len(readings[i][1]) > 1))
        speaker, meant = rest.pop(at), readings[at][1]
        del fits[at]
        meant = meant or [
            i for i, one in enumerate(people) if tokens(one.name) == tokens(speaker.name)
        ]  # SGT., SERGEANT
        meant = meant or _clipped(speaker, people, taken) or _abbreviated(speaker, people[:listed], taken)
        meant = meant or _misprinted(speaker, people[:listed], taken)
        if len(meant) == 1:
            _take(people, meant[0], speaker, taken)
            shortened.add(meant[0])
        else:
            people.append(Person(speaker.name, speeches=speaker.speeches, line=speaker.line))
            meant = [len(people) - 1]
            taken.update(meant)
        changed = meant[0]  # only of this person's names is more known now
        for other, found in zip(rest, fits, strict=True):
            if changed in found:
                found.remove(changed)
            if _can_mean(other, people[changed], cued):
                insort(found, changed)


def _can_mean(speaker: Speaker, person: Person, cued: Set[tuple[str, ...]]) -> bool:
    """Whether a cue may be short for somebody's name."""
    if not _is_short_for(speaker.name, person) or _is_another(speaker, person, cued):
        return False
    return tokens(person.name) not in cued or not _is_relative(speaker, person)


def _is_another(speaker: Speaker, person: Person, cued: Set[tuple[str, ...]]) -> bool:
    """Whether CHILD, who is cued all along, is somebody else than a SPOILED CHILD who says little."""
    return is_role(speaker.name) and tokens(person.name) in cued and person.speeches * _OFTEN <= speaker.speeches


def _meant_by(
    speaker: Speaker, fits: list[int], people: Sequence[Person], taken: set[int], shortened: set[int]
) -> tuple[int, list[int]]:
    """Whom a cue can mean, and how sure that is (0 is surest): by title, by words, or because others are spoken for."""
    if not fits:
        return 5, fits
    if any(tokens(people[i].name)[-1:] == tokens(speaker.name) for i in fits):  # HALE is not DORA HALE CROSS
        fits = [i for i in fits if tokens(people[i].name)[1:-1] != tokens(speaker.name)]
    titled = [i for i in fits if title_of(speaker.name) and title_of(people[i].name) == title_of(speaker.name)]
    free = [i for i in fits if i not in taken]
    alone = [i for i in fits if i not in shortened]
    last_name = len(tokens(speaker.name)) == 1 and all(tokens(people[i].name)[1:] == tokens(speaker.name) for i in fits)
    # a woman is not cued by her last name alone
    genders = {i: likely_gender(people[i].name) or gender_of_title(people[i].name) for i in alone}
    men = [i for i in alone if last_name and genders[i] != "female"]
    for sure, found in enumerate((titled, fits, free, alone, men)):
        if len(found) == 1:
            return sure, found
    return 5, fits


def _is_relative(speaker: Speaker, person: Person) -> bool:
    """Whether HALE, where IDA HALE is cued by her whole name all along, is somebody else."""
    first, *last = bare(tokens(person.name))
    often = min(person.speeches, speaker.speeches) >= _OFTEN
    return often and first not in TITLES and len(last) == 1 and last == list(tokens(speaker.name))


def _staged(key: tuple[str, ...], people: Sequence[Person], speakers: Sequence[Speaker]) -> list[int]:
    """Whom the list calls OLD CROSS, where all cues say CROSS."""
    cued = {tokens(speaker.name) for speaker in speakers}
    found = [
        i
        for i, own in enumerate(tokens(person.name) for person in people)
        if own not in cued and own[:1] in (("old",), ("young",)) and own[1:] == key
    ]
    return found if len(found) == 1 else []


def _clipped(speaker: Speaker, people: Sequence[Person], taken: set[int]) -> list[int]:
    """Whose first name a cue cuts short: WILL for WILLARD CROSS, who has no cue of his own."""
    title = title_of(speaker.name)
    (first, *more) = [token for token in tokens(speaker.name) if token not in TITLES] or [""]
    if more or len(first) < 3 or is_role(speaker.name):
        return []
    pet = re.sub("(?:ie|y|e)$", "", first)  # CHRISTY, of CHRISTOPHER
    given = [[token for token in tokens(person.name) if token not in TITLES] for person in people]
    found = [
        i
        for i, key in enumerate(given)
        if i not in taken
        and key
        and title_of(people[i].name) == (title or title_of(people[i].name))
        and (key[0] in PET_NAMES.get(first, ()) or (len(key) > 1 and _is_short(first, pet, key[0])))
    ]
    return found if len(found) == 1 else []


def _misprinted(speaker: Speaker, listed: Sequence[Person], taken: set[int]) -> list[int]:
    """Whose name the list, or the cue, has with a letter wrong: MARTA for MARIA HALE, who has no other cue."""
    name, *more = tokens(speaker.name)
    silent = [(i, tokens(one.name)) for i, one in enumerate(listed) if i not in taken]
    found = [i for i, key in silent if not more and any(is_spelled(token, name) for token in key)]
    return found if len(found) == 1 and not is_role(speaker.name) else []


def is_spelled(token: str, other: str) -> bool:
    """Whether a word of a name is the same as another, but for one letter in a long one."""
    if token == other or len(token) != len(other) or len(token) < _LONG or token[0] != other[0]:
        return token == other
    return sum(mine != its for mine, its in zip(token, other, strict=True)) == 1


def _abbreviated(speaker: Speaker, listed: Sequence[Person], taken: set[int]) -> list[int]:
    """Whose name a play has in full once, and cut short from then on: FARN, "LORD J.", "MISS L.", "C.-C."."""
    short = tokens(speaker.name)
    if len(short) > 1 and all(len(letter) == 1 for letter in short):
        names = [(i, tokens(one.name)) for i, one in enumerate(listed) if i not in taken and not title_of(one.name)]
        found = [i for i, key in names if [word[0] for word in key[-len(short) :]] == list(short)]
        return found if len(found) == 1 else []
    found = [i for i, one in enumerate(listed) if any(_abbreviates(short, tokens(n)) for n in (one.name, *one.names))]
    return found if len(found) == 1 and listed[found[0]].speeches * 2 < speaker.speeches else []


def _abbreviates(short: Sequence[str], full: Sequence[str]) -> bool:
    *whole, cut = short
    title = bool(whole) and whole[0] in TITLES
    if not set(whole) < set(full) or (not title and len(cut) < 2):
        return False
    return any(word not in TITLES and word != cut and word.startswith(cut) for word in full)


def _is_short(first: str, pet: str, given: str) -> bool:
    """Whether a cue is what somebody with this given name is called: WILL, CHRISTY, PEGGY."""
    return given.startswith(first) or (len(pet) > 3 and given.startswith(pet)) or given in PET_NAMES.get(first, ())


def bare(key: tuple[str, ...]) -> tuple[str, ...]:
    """A name's tokens without its article."""
    return key[1:] if key[:1] in _ARTICLES else key


def _take(people: Sequence[Person], index: int, speaker: Speaker, taken: set[int]) -> None:
    people[index].add(speaker.name)
    people[index].speeches += speaker.speeches
    taken.add(index)


@lru_cache(maxsize=4096)  # each cue is held against everybody
def _words_of_cue(short: str) -> tuple[str, ...]:
    """The words that must stand in the name of whom a cue means; none where it is THE SECOND."""
    few = bare(tokens(short))
    few = tuple(word for word in few if word != "mr" or few[0] == "mr")  # REV. MR. HALE
    return () if few in (("first",), ("second",), ("third",), ("other",)) else few


def _is_short_for(short: str, person: Person) -> bool:
    """Whether all words of a cue stand in the person's name; a title must not contradict it."""
    few, many = _words_of_cue(short), tokens(person.name)
    if "v" in few and "von" in many:
        few = tuple("von" if word == "v" else word for word in few)  # FRAU V. HALE
    if not few or (few[0] not in TITLES and all(map(set(few).isdisjoint, map(tokens, (person.name, *person.names))))):
        return False
    for called in (many, *map(tokens, person.names)):
        if few[-1:] == called[-1:] and _PEERS.get(few[0], frozenset()).intersection(called):
            return True  # LORD HALE is THE EARL OF HALE
    if any(len(other) > 1 and few == other[-1:] for other in map(tokens, person.names)):
        return True  # CROSS is "IDA," otherwise DORA CROSS
    gender = gender_of_title(short)
    if gender and gender == person.gender and not title_of(person.name):
        return set(few[1:]) <= set(many)
    if len(few) > 1 and few == tuple(token for token in many if token not in TITLES):
        return True  # ELLEN PARR is MISS ELLEN PARR
    young = many == ("young", *few) and is_role(short) and not set(few) & (folk.PEOPLE | folk.KIN)
    if title_of(short) in RANKS and not title_of(person.name) and few[1:] == many[1:] and len(many) == 2:
        return True  # DR. HALE is OTTO HALE
    if few == many and short != person.name and "von" in many:
        return True
    if not set(few) < set(many) or ((set(many) - set(few)) & STAGES and not young):  # WILL is not YOUNG WILL
        return False
    if title_of(short):  # SIR OTTO is GENERAL SIR OTTO HALE
        leading = takewhile(lambda token: token in TITLES or token in ("hon", "honourable"), bare(many))
        return title_of(short) in leading
    if title_of(person.name) in ("mrs", "lady") and len(few) == 1 and likely_gender(short) == "male":
        return False  # HARRY is not MRS. HARRY HALE
    wife = title_of(person.name) in ("mrs", "miss", "lady") and few[-1:] == many[-1:] and len(many) > 1
    return not wife or is_role(short)  # THE MAID is MRS. PARR'S MAID
