"""People without a name: "a tall woman in red", "our visitor", and who they turn out to be. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from . import folk
from .cutting import Clause
from .memory import Memory, Who

# "A tall woman", "there was an old man", "behind the lawyer stood a girl"; inside a sentence only before its verb.
_NEW_SUBJECT = re.compile(
    r"[&KXi]*A[XDdwcYTe&K]*P(?=(?:F[pK]*(?:MX?q|Q))?[CHVS]|[NR]HK?[XV])|&A[XDdwcYTeOK]*P$|[VS]A[XDdwcYTe&K]*P(?=$|[LIpWKRNh])"
)
_NEW_PERSON = re.compile(
    r"(?:[&K]*A[^CHVNRMAh]*?P|[&KX]{0,2}iCK*[Ah][XDdwcYTe&K]*P|[^CHRNM]*[VCSX]A[XDdwcYTe&K]*P(?=$|[LIpWKRNh])|"
    r"[^CHRNM]*[VS]A[XDdwcYTe&K]*P(?=F[pK]*Q))(?!M)"
)
# "In the corner booth a pale young priest", "the door opens: a tall stranger in a coat".
_NEW_PORTRAIT = re.compile(r"[^CHVNRM]*A[XDdwcYTe&K]*[dcDY][XDdwcYTe&K]*[POZ](?=$|[ILW])")
_NEW_CALLING = re.compile(r"[&KXi]*A[XDdwcYTe&K]*[DdcY][XDdwcYTe&K]*O(?=[CHVS])")  # "a young constable was there"
_ANOTHER = re.compile(r"[&K]*h[XDdwQtA]{1,2}P(?=[CHVS])")
_COUNTED = re.compile("[&K]*(?P<many>h?Q)[XDdwcYTe&K]*[POk](?=[RCHVSvI]|$)")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_NEW = frozenset(("dead", "other", "new", "second", "third", "drowned", "murdered"))  # "the dead woman lay"
_CALLED = re.compile(r"(?P<lead>[&KV]*)(?P<article>[AhMX])[XDdwcYTe&K]*?(?P<noun>[POk])(?=[CHVSv]|$)")


class Met(NamedTuple):
    """Whom a clause calls by a noun, that noun, and whether they come in just now."""

    who: Who
    noun: str
    new: bool


def noun_of_newcomer(clause: Clause, opens: bool, story: bool = False) -> str:
    """The noun of somebody whom the clause brings in: "a tall WOMAN in red"; "" for nobody."""
    tags = clause.reading.tags
    found = re.match(_NEW_PERSON if opens else _NEW_SUBJECT, tags) or _NEW_PORTRAIT.match(tags)
    if not found and story:
        found = _NEW_CALLING.match(tags) or _ANOTHER.match(tags)
        if found and found.re is _ANOTHER and not any(word.low in _NEW for word in clause.words[: found.end()]):
            found = None
    return clause.words[found.end() - 1].low if found else ""


def by_noun(memory: Memory, clause: Clause) -> Met | None:
    """ "Our visitor was shown in", "the policeman sat": somebody known by that noun since, or somebody new."""
    tags = clause.reading.tags
    if memory.brought_by_name and (counted := _COUNTED.match(tags)):  # "The five men wear grey", all named right after
        many = _NUMBERS.get(clause.words[counted.end("many") - 1].low, 0)
        who = next((group for group in (memory.group, memory.brought_by_name) if len(group) == many), ())
        return Met(who, clause.words[counted.end() - 1].low, False) if who else None
    called = _CALLED.match(tags)
    if not called or "N" in tags[: called.end()]:
        return None
    noun, kind, article = clause.words[called.end() - 1].low, called["noun"], called["article"]
    visitor, stops = noun in folk.VISITORS, called.end() == len(tags)
    if memory.references is not None:
        told = memory.told(clause.words[called.end() - 1 if article == "M" else called.start("article")].start)
        return Met((told.who,), noun, told.new) if told else None
    near = memory.prose and (memory.unnamed or memory.stranger in memory.recent[:3])
    if near and kind == "P" and not clause.names and (article == "h" or (visitor and article != "A")):
        stranger, gender = memory.people[memory.stranger], gender_of_noun(noun)
        if gender in ("", stranger.gender or gender):  # "the stout gentleman": the one without a name
            stranger.gender = stranger.gender or gender
            return Met((memory.stranger,), noun, False)
    if memory.by_the_way and not memory.prose and kind == "P" and article == "h" and noun in memory.brought:
        return _brought_in(memory, noun)
    role = kind == "O" and article == "h" and not stops and "V" not in called["lead"]
    if not (visitor or role):
        return None
    if article == "A" and not memory.prose:
        return None  # "a stranger appears": somebody new
    known = memory.roles.get(noun, ()) or (memory.roles.get("", ()) if visitor else ())
    if not known and memory.subject == (memory.stranger,):
        return None
    return Met(known or memory.meet_stranger(gender_of_noun(noun), noun), noun, not known)


def _brought_in(memory: Memory, noun: str) -> Met | None:
    """ "The lady is between thirty and forty", where a lady and a gentleman have come in."""
    gender = gender_of_noun(noun)
    if not gender or memory.called_by(noun):
        return None
    if memory.subject == (memory.stranger,) and memory.people[memory.stranger].gender == gender:
        return Met(memory.subject, noun, False)
    return Met(memory.meet_stranger(gender, noun), noun, True)


def gender_of_noun(noun: str) -> str:
    """male for man, female for lady, "" for person."""
    return "male" if noun in folk.MALE else "female" if noun in folk.FEMALE else ""
