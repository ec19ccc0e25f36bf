"""People of a story who are known by what they are: "the captain", "the blind man", "my mother". Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from . import appearance, folk
from .lexicon import word_list
from .people import RANKS, Person, title_of, tokens

# Nouns that mean somebody else each time, unless an adjective tells which: "the old man".
_ANYBODY = folk.PEOPLE | folk.VISITORS
_NEVER = word_list(
    """
    driver partner page model major minor general host guide guard second elder figure being creature couple bride
    individual adult human one company figure baby child children kid people brothers sisters twins white black
    student students officer agent producer director keeper coach cooper potter mason tanner porter justice
    """
)
_CALLINGS = (folk.OCCUPATIONS | RANKS | {"parson", "vicar", "squire", "giant", "dwarf", "hag"}) - _NEVER
_KIN = folk.FEMALE_KIN | folk.MALE_KIN
_NOUNS = "|".join(sorted(_CALLINGS | (_ANYBODY - _NEVER), key=len, reverse=True))
_ADJECTIVES = "|".join(
    sorted(appearance.PERSONAL | {"poor", "strange", "elder", "other", "black", "grey"}, key=len, reverse=True)
)
_CALLED = re.compile(
    rf"\b(?:(?P<the>[Tt]he)\s(?P<named>(?:(?P<how>{_ADJECTIVES})\s)?(?P<noun>{_NOUNS}|[A-Z][a-z]+))|"
    rf"(?P<my>[Mm]y|[A-Z][a-z]+['\u2019]s)\s(?P<kin>{'|'.join(sorted(_KIN))}))\b(?!['\u2019]?-)"
)
_ACTS = re.compile(
    r"\s(?:was|had|is|has|would|could|did|stood|sat|came|went|took|shook|rose|got|gave|made|put|threw|drew|who|"
    r"said|says|[a-z]{3,}ed)\b"
)
_SAID = re.compile(r"\b(?:said|says|asked|cried|replied|answered|returned|whispered|shouted|muttered)\s$")
_LEAST, _ACTING = 3, 2  # how often a short story names somebody so, and lets them act
_MINE = 2  # how often a short story names a mother or an uncle of whoever tells it
_SHORT = 12_000  # characters of narration of a short story
_PER = 25_000  # characters of narration for each further time


def find(narration: Sequence[str], people: Sequence[Person]) -> list[Person]:
    """Those whom the narration (speech blanked) calls by what they are again and again, and who act in it."""
    count: Counter[str] = Counter()
    acts: Counter[str] = Counter()
    for text in narration:
        for match in _CALLED.finditer(text):
            called = _named(match)
            if called:
                count[called] += 1
                said = _SAID.search(text, max(0, match.start() - 12), match.start())
                acts[called] += bool(_ACTS.match(text, match.end()) or said)
    length = sum(map(len, narration))
    least = _LEAST + length // _PER
    taken = {title_of(name) for person in people for name in (person.name, *person.names)}
    found = []
    for called, times in count.most_common():
        mine = called.startswith("my ") and length < _SHORT and times >= _MINE and acts[called]
        often = times >= least and acts[called] >= max(_ACTING, least // 2)
        if not (often or mine) or tokens(called)[-1] in taken:
            continue
        found.append(person := Person(called))
        if called.startswith("my "):
            person.add(called[3:])  # "Grandmother said"
    return found


def _named(match: re.Match[str]) -> str:
    if match.group("my"):
        return f"{match.group('my').replace('My', 'my')} {match.group('kin')}"
    noun = match.group("noun")
    if noun[0].isupper() and noun.lower() not in _CALLINGS:
        return ""
    if noun in _ANYBODY and noun not in _CALLINGS and not match.group("how"):
        return ""
    return f"the {match.group('named')}"
