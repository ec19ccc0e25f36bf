"""A character while it is being put together: names, titles, gender, and which spelling means whom. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile

from . import folk, given_names
from . import lexicon as lex
from .text import is_caps

MALE_TITLES = lex.word_list(
    """
    mr sir lord monsieur father brother uncle count baron prince king duke master herr senor señor signor monsignor
    grandad granddad grandpa papa meneer
    """
)
FEMALE_TITLES = lex.word_list(
    """
    mrs ms miss lady madam madame mme mlle mdlle mother sister aunt countess baroness princess queen duchess mistress
    mademoiselle frau fraulein fräulein senora señora señorita signora signorina widow dame empress doña dona fru
    fröken froken grandma granny gran nanna mama mevrouw
    """
)
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | lex.word_list(
        """
        doctor dr judge captain capt sergeant sgt major colonel col general gen squire lieutenant lt commander admiral
        inspector detective officer reverend rev professor prof saint mx nurse president senator constable
        pastor parson vicar bishop widow abbe abbot abbess dowager deputy sheriff marshal agent chief corporal private
        cardinal friar rabbi imam marquis marquess marquise viscount viscountess emperor empress doc dame maestro mayor
        cousin governor ensign commissioner superintendent magister archbishop chancellor minister coach cadet warden
        counsellor counselor ds dc dci dcs dsi pc wpc cpl pvt ser elder archmage thane jarl sheikh sheik chaplain deacon
        bosun midshipman quartermaster commodore brigadier comrade consul alderman rector dean curate
        """
    )
)
RANKS = (TITLES - MALE_TITLES - FEMALE_TITLES - {"cousin"}) | lex.word_list(
    "count countess duke duchess prince princess king queen"
)
SEVERAL = "several"  # the gender of a group without names, whom they means
_LONG = {
    **{
        "dr": "doctor",
        "prof": "professor",
        "capt": "captain",
        "sgt": "sergeant",
        "rev": "reverend",
        "lt": "lieutenant",
    },
    **{"col": "colonel", "gen": "general", "mister": "mr"},
}
_ADJECTIVES = frozenset({"the", "a", "old", "young", "little", "big", "poor", "dear", "hon", "honourable", "honorable"})
_NO_SHORT = frozenset(("the", "a", "an", "hon", "honourable", "honorable"))
_BY_NAME = 8  # what a given name weighs beside the votes
_ROLES = (
    folk.PEOPLE
    | folk.OCCUPATIONS
    | folk.DAY_PLAYERS
    | folk.SPECIES
    | folk.KIN
    | {"one", "two", "three", "four", "five", "voice"}
)


_CROWDS = lex.word_list(
    """
    men women people children persons crowd crowds group groups couple couples ladies gentlemen others voices chorus
    party band guardsmen policemen workmen townspeople townsfolk men-servants
    """
)


@dataclass
class Person:
    """Somebody with all the spellings that mean nobody else. `gender`: male, female or "" while nothing tells it."""

    name: str
    names: list[str] = field(default_factory=list)
    speeches: int = 0
    line: int = 0
    gender: str = ""
    narrates: bool = False
    passes_by: bool = False  # known by a noun alone, that may as well mean somebody else
    likely: str = ""  # the gender that the given name suggests
    votes: dict[str, int] = field(default_factory=lambda: {"male": 0, "female": 0})

    def add(self, name: str) -> None:
        """Take another spelling in, once."""
        if name and name != self.name and name not in self.names:
            self.names.append(name)

    def vote(self, gender: str, weight: int) -> None:
        """Count a sign of gender; "" counts for nothing."""
        if gender:
            self.votes[gender] += weight

    def settle(self) -> None:
        """Decide the gender from the votes and the given name, if they are clear."""
        self.gender = self._decided(_BY_NAME)

    @property
    def told(self) -> str:
        """The gender that the text itself tells, or ""."""
        if self.gender == SEVERAL:
            return ""
        return self.gender if not self.likely or self._decided(0) == self.gender else ""

    def _decided(self, by_name: int) -> str:
        male = self.votes["male"] + by_name * (self.likely == "male")
        female = self.votes["female"] + by_name * (self.likely == "female")
        if male == female:
            return ""
        return "male" if male >= 2 * female else "female" if female >= 2 * male else ""


@lru_cache(maxsize=4096)  # joining cues asks for the same names again and again
def tokens(name: str) -> tuple[str, ...]:
    """A name's words in small letters without dots and quotes; DR. and DOCTOR are the same."""
    bare = (word.strip(".,'\u2019*\"()").casefold() for word in name.replace("-", " ").split())
    return tuple(_LONG.get(word, word) for word in bare if word)


@lru_cache(maxsize=4096)
def title_of(name: str) -> str:
    """The name's title in small letters ("mrs"), or ""."""
    words = [word for word in tokens(name) if word not in _ADJECTIVES]
    return words[0] if words and words[0] in TITLES else ""


def gender_of_title(name: str) -> str:
    """male or female where a title says so, else ""."""
    title = title_of(name)
    return "male" if title in MALE_TITLES else "female" if title in FEMALE_TITLES else ""


def vote_by_name(person: Person) -> None:
    """Titles and names like FLOWER GIRL tell a gender; a given name makes one likely."""
    person.likely = next((likely for name in (person.name, *person.names) if (likely := likely_gender(name))), "")
    for name in (person.name, *person.names):
        person.vote(gender_of_title(name), 20)
        last = tokens(name)[-1:]
        if last:
            person.vote("male" if last[0] in folk.MALE else "female" if last[0] in folk.FEMALE else "", 6)


def likely_gender(name: str) -> str:
    """What a name's first word that is no title suggests."""
    bare = [word for word in tokens(name) if word not in TITLES and word not in _ADJECTIVES]
    return given_names.gender(bare[0]) if bare else ""


def is_role(name: str) -> bool:
    """Whether a name is what somebody is: WAITER, SECOND GUARD, HANDSOME MAN."""
    last = tokens(name)[-1:]
    return bool(last) and (last[0].rstrip("0123456789#") in _ROLES or last[0].lstrip("#").isdigit())


def is_crowd(name: str) -> bool:
    """Whether a name means several: SERVANTS AT HALE COURT, "Two little girls", A GROUP OF TOURISTS."""
    head = list(takewhile(lambda word: word not in ("of", "in", "at", "and", "from", "with"), tokens(name)))
    return bool(head) and (head[-1] in _CROWDS or (head[-1].endswith("s") and head[-1][:-1] in _ROLES))


def surfaces(people: Sequence[Person]) -> dict[str, int]:
    """Every spelling that means one person alone -> the person's index; what could mean two is left out."""
    owners: defaultdict[str, set[int]] = defaultdict(set)
    for index, person in enumerate(people):
        for name in (person.name, *person.names):
            for form in _spellings(name):
                owners[form].add(index)
    shorter: defaultdict[str, set[int]] = defaultdict(set)
    for index, person in enumerate(people):
        for short in _short_names(person.name):
            for form in _spellings(short):
                if form not in owners and form.lower() not in lex.PRONOUNS:
                    shorter[form].add(index)
    owners.update(shorter)
    for index, person in enumerate(people):
        for name in (person.name, *person.names):
            if name.startswith("my "):
                owners[f"My {name[3:]}"].add(index)
            if (title := title_of(name)) in folk.KIN:  # Aunt Edie is my aunt
                owners[f"my {title}"].add(index)
                owners[f"My {title}"].add(index)
            if (title := title_of(name)) in RANKS:
                whole = title.upper()
                for form in (
                    f"the {title.capitalize()}",
                    f"the {title}",
                    f"The {title.capitalize()}",
                    whole,
                    f"THE {whole}",
                ):
                    owners[form].add(index)
    return {form: next(iter(found)) for form, found in owners.items() if len(found) == 1}


def _short_names(name: str) -> set[str]:
    """First and last name of a full one; a married or titled name is not shortened to the surname her husband has."""
    plain = [word for word in name.split() if tokens(word) and tokens(word)[0] not in TITLES | _NO_SHORT]
    if len(name.split()) < 2 or is_role(name) or not plain:
        return set()
    if "from" in tokens(name):  # MAN FROM SPAIN
        return set()
    shorts = {plain[0], plain[-1]}
    if tokens(plain[0])[0] in _ADJECTIVES:  # BIG TOM HALE: "Big through the shoulders" is anybody
        shorts.discard(plain[0])
    if any(tokens(word)[0] in _ROLES for word in plain[1:-1]):  # AIR CONTROLLER HALE
        shorts.discard(plain[0])
    if title_of(name) not in ("", "mrs", "lady") and len(plain) > 1:  # "Otto Hale comes in": THE HON. OTTO HALE
        shorts.add(" ".join(plain))
    if title_of(name) in FEMALE_TITLES | {"sir"}:
        shorts.discard(plain[-1])
    return {short for short in shorts if len(short) > 2 and short[0].isupper()}


def display_name(name: str) -> str:
    """A name as a cast list shows it: MIRA VOSS becomes Mira Voss; what has small letters stays."""
    return " ".join(_capital(word) for word in name.split())


_QUOTES = re.compile('["\u201c\u201d]')
_PREFIXED = re.compile(r"\b(MA?C|L[AE]|D[EIU]|VAN|FITZ)([A-Z]{4,})\b")


def _spellings(name: str) -> set[str]:
    """As written, in capitals, and with capital initials; a role also in small letters after "the"."""
    shown = display_name(name)
    found = {name, name.upper(), shown, re.sub(r" (?:The|Of|De|Von|Van) ", lambda small: small.group().lower(), shown)}
    if _QUOTES.search(name):  # as it stands where quotes are blanked
        found |= {_QUOTES.sub(" ", form).strip() for form in found}
    if _PREFIXED.search(name.upper()):  # LaROSE and LaRose, of LAROSE
        found.add(_PREFIXED.sub(lambda one: one[1].capitalize() + one[2], name.upper()))
        found.add(_PREFIXED.sub(lambda one: one[1].capitalize() + one[2].capitalize(), name.upper()))
    if is_role(name):
        bare = re.sub(r"^(?:the|a|an)\s+", "", name, flags=re.IGNORECASE)
        found |= {f"the {bare.lower()}", f"The {bare.lower()}", f"THE {bare.upper()}", bare.upper()}
        found |= {bare.capitalize()} if " " in bare else set()  # "Delivery boy slows down"
    if title := _ABBREVIATED.match(shown):  # "Mrs Hale" and "Mrs. Hale"
        other = shown.replace(title[1], f"{title[1].rstrip('.')}{'' if title[1].endswith('.') else '.'}", 1)
        found |= {other, other.upper()}
    if re.match(r"AN? \w+ ", name) and is_caps(name):  # A FRIEND OF OTTO is THE FRIEND OF OTTO, once she is there
        found |= {name.partition(" ")[2], f"THE {name.partition(' ')[2]}"}
    return {form for form in found if (form and not form.islower()) or " " in form}


_ABBREVIATED = re.compile(r"((?:Mrs?|Ms|Dr|Prof|Capt|Lt|Sgt|Col|Gen|Rev|St)\.?) [A-Z]")
_ABBREVIATION = re.compile(
    r"(?:[A-Z]\.)+[A-Z]?|(?!(?:MRS?|MS|MX|DR|ST|SGT|LT|CPT|CPL|PVT|JR|SR|NG)\b)[BCDFGHJ-NP-TVWXZ]{2,4}|"
    r"FBI|CIA|DCI|DSI|DEA|IRS|NSA|USA|NASA|EMT|CEO|ICU|I{2,3}|I[VX]|VI{1,3}|XI{1,3}"
)  # DJ, SFPD, F.B.I., III


def _capital(word: str) -> str:
    if not is_caps(word) or _ABBREVIATION.fullmatch(word.strip('.,"')) or _ABBREVIATION.fullmatch(word):
        return word
    if word.upper().startswith("MC") and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))
