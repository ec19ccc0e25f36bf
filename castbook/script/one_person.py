"""Which names of a story are one person's: full, short and titled ones, and other spellings. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from .people import FEMALE_TITLES, RANKS, TITLES, Person, gender_of_title, likely_gender, title_of, tokens

_MISTER = frozenset(("mr", "herr", "monsieur", "senor", "se\u00f1or", "signor"))
_MARRIED = frozenset(("mrs", "frau", "madame", "mme", "senora", "se\u00f1ora", "signora", "fraulein", "fr\u00e4ulein"))
_OFFICIAL = RANKS - frozenset(
    ("count", "countess", "duke", "duchess", "prince", "princess", "king", "queen", "emperor")
)


def merge(names: Sequence[str], lines: dict[str, int], count: Counter[str]) -> list[Person]:
    """One person per full name; a short or titled name joins the one person it can mean."""
    people: list[Person] = []
    families = _titles_of_families(names)
    for name in sorted(names, key=lambda n: (-len(set(tokens(n)) - TITLES), bool(title_of(n)), lines[n])):
        key = [word for word in tokens(name) if word not in TITLES]
        gender = gender_of_title(name)
        fits = [person for person in people if _fits(key, gender, title_of(name), person)]
        only_one = title_of(name) == "miss" and len(fits) == 1 and not title_of(fits[0].name)  # Miss Lowe is Ada Lowe
        if title_of(name) and len(key) == 1 and len(families[key[0]]) > 1 and not only_one:  # Mrs. Lennox, Mary Lennox
            fits = [person for person in fits if title_of(person.name) or _bears_alone(person, key[0])]
        if (
            not title_of(name) and len(key) == 1 and families[key[0]] & _MISTER and families[key[0]] & _MARRIED
        ):  # Lowell is Mr. Lowell, not Vivian
            fits = [person for person in fits if tokens(person.name)[0] == key[0]]
        if title_of(name) in FEMALE_TITLES and len(key) == 1 and families[key[0]] & _MISTER:  # Crane is Mr. Crane
            fits = [person for person in fits if person.name != name.split()[-1]]
        if len(fits) > 1:
            fits = _foremost(fits, key, count)
        if len(fits) == 1:
            if count[name] > count[fits[0].name] and _is_turned(key, _untitled(fits[0].name)):
                name, fits[0].name = fits[0].name, name  # "Crowe, Charles"
            fits[0].add(name)
            fits[0].line = min(fits[0].line, lines[name])
            fits[0].vote(gender, 20)
            fits[0].settle()
        else:
            person = Person(name, line=lines[name], likely=likely_gender(name))
            person.vote(gender, 20)
            person.settle()
            people.append(person)
    people = _with_surnames_joined(people, families)
    order: defaultdict[int, int] = defaultdict(int)
    for rank, name in enumerate(names):
        for at, person in enumerate(people):
            if name == person.name or name in person.names:
                order[at] = max(order[at], len(names) - rank)
    return [people[at] for at in sorted(range(len(people)), key=lambda at: -order[at])]


def _with_surnames_joined(people: Sequence[Person], families: dict[str, set[str]]) -> list[Person]:
    """Crowe is Edward Crowe, the only man of that name; Mr. Crowe is Inspector Crowe, where nobody else is a Crowe."""
    men: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        if person.gender != "female":
            men[tokens(person.name)[-1]].append(person)
    gone: set[int] = set()
    for surname, bearers in men.items():
        short = [one for one in bearers if len(_untitled(one.name)) == 1]
        if len(bearers) != 2 or not short:
            continue
        whole = next((one for one in bearers if one is not short[0]), short[0])
        if len(short) == 1 and whole.gender == "male" and _is_bare(short[0]):
            one, into = short[0], whole
        elif len(short) == 2 and families[surname] <= _MISTER | _OFFICIAL:
            into, one = sorted(short, key=lambda p: (title_of(p.name) not in _OFFICIAL, not title_of(p.name)))
        else:
            continue
        for name in (one.name, *one.names):
            into.add(name)
        into.line = min(into.line, one.line)
        into.vote(one.gender, 20)
        into.settle()
        gone.add(id(one))
    return [person for person in people if id(person) not in gone]


def _is_turned(key: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a surname stands first in one of two names."""
    return len(key) > 1 and key[-1] == words[0] and list(key[:-1]) == list(words[1:])


def _untitled(name: str) -> list[str]:
    return [word for word in tokens(name) if word not in TITLES]


def _is_bare(person: Person) -> bool:
    """Whether somebody is called by a surname alone, without a title."""
    return any(len(tokens(name)) == 1 for name in (person.name, *person.names))


def _bears_alone(person: Person, surname: str) -> bool:
    """Whether somebody is called by a surname alone: Edward Hyde is Hyde, so that Mr. Hyde is he."""
    return any(tokens(name) == (surname,) for name in (person.name, *person.names)) or tokens(person.name)[0] == surname


def _titles_of_families(names: Iterable[str]) -> defaultdict[str, set[str]]:
    """Which titles each surname goes with where it stands alone: {"lennox": {"mrs", "captain"}}."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        key = [word for word in tokens(name) if word not in TITLES]
        if title_of(name) and len(key) == 1:
            found[key[0]].add(title_of(name))
    return found


def _foremost(fits: list[Person], key: Sequence[str], count: Counter[str]) -> list[Person]:
    """Of several Marys the one of whom the story speaks most, if there is one; surnames are left to families."""
    if len(key) > 1 or any(key[0] != next(t for t in tokens(p.name) if t not in TITLES) for p in fits):
        return fits
    first, second, *_ = sorted(fits, key=lambda person: -count[person.name])
    return [first] if count[first.name] > count[second.name] else fits


def add_spellings(people: Sequence[Person], counted: Iterable[str]) -> None:
    """Other spellings of the same people: Irene Adler for Miss Irene Adler, where that means nobody else."""
    bare = {
        person.name: " ".join(w for w in person.name.split() if tokens(w) and tokens(w)[0] not in TITLES)
        for person in people
    }
    bearing: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        for word in set(tokens(person.name)):
            bearing[word].append(person)
    for name in (*counted, *bare.values()):
        key = [word for word in tokens(name) if word not in TITLES]
        if len(key) < 2:
            continue
        fits = [one for one in bearing[key[0]] if _fits(key, gender_of_title(name), title_of(name), one)]
        if len(fits) == 1:
            fits[0].add(name)


def _fits(key: Sequence[str], gender: str, title: str, person: Person) -> bool:
    words = [word for word in tokens(person.name) if word not in TITLES]
    if gender and person.gender not in ("", gender):
        return False
    if title and title_of(person.name) and title != title_of(person.name):
        return False
    if list(key) == words:
        return True
    if len(key) == 2 < len(words) and list(key) == [words[0], words[-1]]:
        return True  # Charles Crowe is Charles Augustus Crowe
    if _is_turned(key, words):
        return True  # Crowe, Charles
    return len(key) == 1 and len(words) > 1 and key[0] in (words[0], words[-1])
