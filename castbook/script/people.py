"""Who is in the script: one person per character with the names that mean nobody else. Pure.

A short name becomes an alias only where it can mean one person alone; whatever is open stays apart and is offered as
a possible merge, never guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from . import lexicon as lex
from . import text as kinds
from .text import ScriptText, Speaker, is_caps

TITLES = frozenset(
    "mr mrs ms miss mx dr doctor sir lady lord madam madame mme mlle m monsieur judge captain capt sergeant sgt major colonel col "
    "general gen lieutenant lt commander admiral inspector detective officer father mother sister brother aunt uncle reverend "
    "rev professor prof count countess baron baroness prince princess king queen duke duchess master mistress st saint herr "
    "frau fraulein senor senora signor signora the old young little big nurse".split()
)
_MALE_TITLES = frozenset(
    "mr sir lord monsieur father brother uncle count baron prince king duke master herr senor signor".split()
)
_FEMALE_TITLES = frozenset(
    "mrs ms miss lady madam madame mme mlle mother sister aunt countess baroness princess queen duchess mistress frau fraulein senora signora".split()
)
_NOBODY = frozenset(
    "all both everyone everybody together crowd chorus omnes voices others ensemble voice narrator announcer the continued more "
    "cut fade end title titles super insert montage flashback intercut pov later continuous others".split()
)
_CAPS_RUN = re.compile(
    r"\b[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de'\u2019.\-]*[A-Z\u00c0-\u00de](?: (?:[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de'\u2019.\-]*[A-Z\u00c0-\u00de]|[A-Z]\.)){0,3}(?![a-z])"
)
_CALLED = re.compile(r"\s*\((the [A-Z][\w\-]+(?: [A-Z][\w\-]+)?)\)")


@dataclass
class Person:
    """A character while it is being put together. `names` are all spellings of its name; `key` the tokens of the main one."""

    name: str
    names: list[str] = field(default_factory=list)
    speeches: int = 0
    line: int = 0
    gender: str = ""
    votes: dict[str, int] = field(default_factory=lambda: {"male": 0, "female": 0})

    def add(self, name: str) -> None:
        """Take another spelling in, once."""
        if name and name != self.name and name not in self.names:
            self.names.append(name)

    def settle(self) -> None:
        """Decide the gender from the votes, if they are clear."""
        male, female = self.votes["male"], self.votes["female"]
        if male > 2 * female:
            self.gender = "male"
        elif female > 2 * male:
            self.gender = "female"


def tokens(name: str) -> tuple[str, ...]:
    """A name's words in small letters without dots and quotes."""
    return tuple(
        word.strip(".'\u2019*\"").casefold() for word in name.replace("-", " ").split() if word.strip(".'\u2019*\"")
    )


def title_of(name: str) -> str:
    """The name's title ("mrs") or ""."""
    first = tokens(name)[:1]
    return first[0] if first and first[0] in TITLES else ""


def gender_of_title(name: str) -> str:
    """male or female where a title says so."""
    title = title_of(name)
    return "male" if title in _MALE_TITLES else "female" if title in _FEMALE_TITLES else ""


def is_role(name: str) -> bool:
    """Whether a name is what somebody is: WAITER, SECOND GUARD, HANDSOME MAN."""
    last = tokens(name)[-1:]
    return bool(last) and (
        last[0].rstrip("0123456789#")
        in lex.PEOPLE | lex.OCCUPATIONS | lex.SPECIES | lex.KIN | frozenset({"one", "two", "three", "voice"})
        or last[0].isdigit()
    )


def find(script: ScriptText) -> list[Person]:
    """The script's people, in order of appearance: its cast list, its speakers, and names introduced with their looks."""
    people = [Person(entry.name, line=entry.line) for entry in script.cast]
    speakers = [speaker for speaker in script.speakers if _is_somebody(speaker, script.speakers)]
    _join_speakers(people, speakers)
    if script.format in ("fountain", "fdx"):
        _lengthen(people, script)
    for person in people:
        _vote_by_title(person)
    return people


def _is_somebody(speaker: Speaker, speakers: Sequence[Speaker]) -> bool:
    names = tokens(speaker.name)
    if not names or (set(names) <= _NOBODY and len(names) < 3):
        return False
    parts = [part for part in re.split(r"\s+(?:AND|And|and|&)\s+|\s*[,/&+]\s*", speaker.name) if part]
    known = {other.name for other in speakers}
    return len(parts) < 2 or not (any(part in known for part in parts) or names[0].endswith("s") or names[0] == "both")


def _join_speakers(people: list[Person], speakers: Sequence[Speaker]) -> None:
    """Give every cue to the person it means: the same name, else the one person whose fuller name holds all its words."""
    open_cues = []
    taken: set[int] = set()
    for speaker in speakers:
        same = next((i for i, p in enumerate(people) if tokens(p.name) == tokens(speaker.name)), None)
        if same is None:
            open_cues.append(speaker)
        else:
            _take(people[same], speaker)
            taken.add(same)
    for speaker in sorted(open_cues, key=lambda s: -len(tokens(s.name))):
        fits = [i for i, p in enumerate(people) if _short_for(speaker.name, p.name)]
        free = [i for i in fits if i not in taken]
        choice = fits if len(fits) == 1 else free
        if len(choice) == 1:
            _take(people[choice[0]], speaker)
            taken.add(choice[0])
        else:
            people.append(Person(speaker.name, speeches=speaker.speeches, line=speaker.line))
            taken.add(len(people) - 1)


def _take(person: Person, speaker: Speaker) -> None:
    person.add(speaker.name)
    person.speeches += speaker.speeches


def _short_for(short: str, full: str) -> bool:
    """Whether all words of `short` stand in `full`, with titles that do not contradict."""
    few, many = tokens(short), tokens(full)
    if not set(few) < set(many):
        return False
    if title_of(short):
        return title_of(full) == title_of(short)
    return not (title_of(full) in ("mrs", "miss", "lady") and few[-1:] == many[-1:] and len(many) > 1)


def _lengthen(people: list[Person], script: ScriptText) -> None:
    """Find fuller names in capitals in the action: "BRICK BRADDOCK, retired detective" for the cue BRICK."""
    fuller: dict[str, int] = {}
    for paragraph in script.paragraphs:
        if paragraph.kind == kinds.ACTION:
            for match in _CAPS_RUN.finditer(paragraph.text):
                run = re.sub(r"['\u2019]S$", "", match.group())
                fuller.setdefault(run, 0)
                fuller[run] += 1
    claims: defaultdict[int, list[str]] = defaultdict(list)
    for run in fuller:
        words = tokens(run)
        if len(words) < 2 or set(words) & _NOBODY:
            continue
        holders = [i for i, p in enumerate(people) if set(tokens(p.name)) < set(words)]
        exact = any(tokens(p.name) == words for p in people)
        if len(holders) == 1 and not exact and not is_role(people[holders[0]].name):
            claims[holders[0]].append(run)
    for index, runs in claims.items():
        first = runs[0]
        if tokens(people[index].name)[0] in (tokens(first)[0], tokens(first)[-1]):
            people[index].names.insert(0, people[index].name)
            people[index].name = first


def _vote_by_title(person: Person) -> None:
    for name in (person.name, *person.names):
        if gender := gender_of_title(name):
            person.votes[gender] += 20
        last = tokens(name)[-1:]
        if last and last[0] in lex.MALE:
            person.votes["male"] += 6
        elif last and last[0] in lex.FEMALE:
            person.votes["female"] += 6


def surfaces(people: Iterable[Person]) -> dict[str, int]:
    """Every spelling that means one person alone -> the person's index; ambiguous ones are left out."""
    owners: defaultdict[str, set[int]] = defaultdict(set)
    rank: dict[tuple[str, int], int] = {}
    for index, person in enumerate(people):
        for name in (person.name, *person.names):
            for form in _spellings(name):
                owners[form].add(index)
                rank[form, index] = 2
    for index, person in enumerate(people):
        words = person.name.split()
        plain = [w for w in words if tokens(w) and tokens(w)[0] not in TITLES]
        if len(words) < 2 or is_role(person.name):
            continue
        shorts = {plain[-1], plain[0]} if plain else set()
        if title_of(person.name) in ("mrs", "miss", "ms", "lady", "sir"):
            shorts -= {plain[-1]} if plain and len(plain) > 1 else set()
        for short in shorts:
            for form in _spellings(short):
                if len(form) > 2 and not owners[form]:
                    rank[form, index] = 1
        for short in shorts:
            for form in _spellings(short):
                if len(form) > 2 and rank.get((form, index)) == 1:
                    owners[form].add(index)
    return {form: next(iter(found)) for form, found in owners.items() if len(found) == 1}


def _spellings(name: str) -> set[str]:
    """As written, in capitals, and with capital initials; a role also in small letters after "the"."""
    name = name.strip()
    titled = " ".join(_capital(word) for word in name.split())
    found = {name, name.upper(), titled}
    if is_role(name):
        bare = re.sub(r"^(?:the|a|an)\s+", "", name, flags=re.IGNORECASE)
        found |= {f"the {bare.lower()}", f"The {bare.lower()}", f"THE {bare.upper()}", bare.upper()}
        found -= {bare.lower()}
        if name[0].islower():
            found.discard(name)
    return found


def _capital(word: str) -> str:
    if not is_caps(word):
        return word
    if word.startswith("MC") and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    return (
        re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), word) if "'" not in word else word[0] + word[1:].lower()
    )


def epithets(script: ScriptText, mention: re.Pattern[str], owner: dict[str, int]) -> list[tuple[int, str]]:
    """Second names that the script itself gives: "Charya (the Librarian)"."""
    found = []
    for paragraph in script.paragraphs:
        if paragraph.kind == kinds.ACTION and "(the " in paragraph.text:
            for match in mention.finditer(paragraph.text):
                if called := _CALLED.match(paragraph.text, match.end()):
                    found.append((owner[match.group()], called.group(1)))
    return found
