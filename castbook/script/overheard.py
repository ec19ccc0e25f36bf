"""Who a stranger of a story is whom somebody calls by a name as they come in. Pure.

"A stranger came in. 'Good evening, Holt!'": where a name is said aloud in the paragraph that brings a stranger in, or
in the next one, and the story never speaks of both in one sentence, they are one. That is only known at its end.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from . import folk
from .company import Company
from .references import Narration, Reference

_SOON = 1  # paragraphs
_CALLED_OTHERWISE = folk.OCCUPATIONS | folk.KIN  # "the doctor", "his wife": no name is waited for


def settle(
    company: Company,
    at: Mapping[tuple[int, int], Reference],
    narration: Mapping[int, Narration],
    heard: Sequence[tuple[int, int]],
) -> None:
    """Give those strangers their names. `heard`: in which paragraphs which of the cast are named in speech."""
    said: defaultdict[int, dict[int, None]] = defaultdict(dict)
    for number, who in heard:
        said[number][who] = None
    calls: dict[int, tuple[int, int]] = {}  # in which paragraph each stranger is called, and as whom
    for who in range(len(company.people), len(company.people) + len(company.entities)):
        one = company.stranger(who)
        if one.is_ is not None or one.relative or not one.gender or not one.nouns.isdisjoint(_CALLED_OTHERWISE):
            continue
        soon = range(one.met, one.met + _SOON + 1)
        called = [(number, other) for number in soon for other in said[number] if company.gender(other) == one.gender]
        first = [call for call in called if call[0] == called[0][0]]
        if len(first) == 1:
            calls[who] = first[0]
    often = Counter(calls.values())
    named = {who: call[1] for who, call in calls.items() if often[call] == 1}  # else who knows which of them is called
    apart = _together(company, at, narration, named)
    for who in named.keys() - apart:
        company.merge(who, named[who])


def _together(
    company: Company,
    at: Mapping[tuple[int, int], Reference],
    narration: Mapping[int, Narration],
    named: Mapping[int, int],
) -> set[int]:
    """Those strangers of whom a sentence speaks together with whoever has the name."""
    found: set[int] = set()
    known = len(company.people)
    lines = {line for (line, _), told in at.items() if told.who >= known and company.final(told.who) in named}
    spoken_of: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for (line, start), told in at.items() if lines else ():
        if line in lines:
            spoken_of[line].append((start, company.final(told.who)))
    for line, here in spoken_of.items():
        told = narration[line]
        strangers = {who for _, who in here if who in named}
        here = [*here, *((one.start, one.who) for one in told.named)]
        for start, end in told.sentences:
            together = {who for place, who in here if start <= place < end}
            found |= {who for who in strangers & together if named[who] in together}
    return found
