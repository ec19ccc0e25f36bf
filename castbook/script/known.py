"""Whom a story's "the old man", "the stranger" and "the dead woman" mean, of all it has spoken of. Pure."""

from __future__ import annotations

from . import folk, naming
from .company import Company
from .nouns import Phrase
from .salience import SUBJECT

_PREFERS = 2.0  # how much more present somebody else must be for "the girl" than the one who was called a girl
_CAME = 6.0  # how much more likely "the man" is somebody who came in without a name


def known_as(company: Company, phrase: Phrase, acting: set[int]) -> int | None:
    """Whom "the old man" means: who has been called a man, or whom it suits best but those already `acting`."""
    exact = [
        who
        for who, one in company.waiting.items()
        if phrase.noun in one.nouns and not one.relative and not _differs(company, who, phrase)
    ]
    if other := naming.OTHER.intersection(phrase.adjectives):  # "the other man", "the dead woman"
        dead = naming.DEAD & other  # "the dying man" is then "the dead man"
        exact = [who for who in exact if other - dead <= company.waiting[who].told]
        exact = [who for who in exact if not dead or naming.DEAD & company.waiting[who].told]
        if dead and not exact and _is_still_portrayed(company, phrase):
            return company.sitter
    if not other:
        known = [who for who in company.steady.holders(phrase.noun) if who in company.first or company.salience.of(who)]
        exact += [who for who in known if not _differs(company, who, phrase)]
    best = max(exact, key=lambda who: (company.salience.of(who), who), default=None)
    so = company.strangers[best].adjectives if best in company.strangers else set[str]()
    if best is not None and (phrase.noun in naming.YOUNG or not so.isdisjoint(phrase.seen)):
        return best
    if best is None and not other and _is_still_portrayed(company, phrase):
        return company.sitter
    if phrase.noun not in naming.ANYBODY or phrase.restricted or other:
        return best
    if best is None and phrase.noun in folk.VISITORS and (newest := company.newcomer(phrase.gender)) >= 0:
        return newest
    fitting = [
        (who, fit * (_CAME if best is None and who in company.came else 1))
        for who, fit in company.fitting(phrase.gender)
        if who not in acting and _suits(company, who, phrase.noun) and not _differs(company, who, phrase)
    ]
    present = company.salience.best(fitting, SUBJECT)
    if best is None and phrase.seen and (looking := _looking(company, phrase)) is not None:
        return looking
    if best is None or (present is not None and company.salience.of(present) > _PREFERS * company.salience.of(best)):
        return present
    return best


def _is_still_portrayed(company: Company, phrase: Phrase) -> bool:
    """Whether "the bride" is the stranger whose portrait was given a moment ago."""
    sitter = company.sitter
    if sitter < 0 or not company.is_stranger(sitter) or phrase.noun in folk.OCCUPATIONS - folk.KIN:
        return False
    now = company.number - company.stranger(sitter).paragraph <= 1
    return now and phrase.gender == company.gender(sitter) and not _differs(company, sitter, phrase)


def _differs(company: Company, who: int, phrase: Phrase) -> bool:
    """Whether a noun is told of somebody who looks otherwise: "the bald man" is not the curly-haired one."""
    one = company.strangers.get(who)
    if one is None or not one.adjectives or not phrase.seen or phrase.noun in folk.VISITORS:
        return False
    return (one.adjectives | one.told).isdisjoint(phrase.seen)


def _looking(company: Company, phrase: Phrase) -> int | None:
    """The only one who came in looking as a noun says: "the tall, bony man"."""
    told = {low for low in phrase.adjectives if low in phrase.seen}
    came = [(who, company.strangers[who]) for who in (*company.came, *company.waiting)]
    found = {who for who, one in came if told.issubset(one.adjectives | one.told)}
    found = {who for who in found if company.gender(who) in ("", phrase.gender)}
    return found.pop() if len(found) == 1 else None


def _suits(company: Company, who: int, noun: str) -> bool:
    if who in company.strangers and not naming.suits(company.strangers[who].nouns, noun):
        return False
    return company.is_stranger(who) or noun not in folk.VISITORS or who in company.came
