"""Somebody puts on or takes off what they wear: "she unbuttons her coat", "he kicks his shoes off". Pure."""

from __future__ import annotations

import re

from .cutting import Clause, Sentence
from .lexicon import word_list
from .memory import Who

_VOWELS = "aeiou"


def _forms(bases: str) -> frozenset[str]:
    """Every form of regular verbs."""
    found: set[str] = set()
    for base in bases.split():
        double = base[-1] if base[-3:-2] not in _VOWELS and base[-2] in _VOWELS and base[-1] not in "wxyn" else ""
        stem = base[:-1] if base[-1] == "e" else base + ("" if len(base) > 5 else double)
        found |= {base, base + ("es" if base[-1] in "sxh" else "s"), stem + "ing", stem + "ed"}
    return frozenset(found)


# What these are done to is worn.
_DRESSES = _forms(
    "remove adjust straighten loosen button unbutton unzip zip unclip lace unlace untuck doff fasten unfasten unhook"
) | word_list("don dons donning donned shed sheds shedding unties untying untied")
# These need "on", "off" or "out of" with it.
_DRESSES_WITH = _forms(
    "pull slip yank tug peel kick strip shrug toss change wriggle squeeze climb step pop whip rip"
) | (
    word_list(
        """
        put puts putting take takes taking took taken throw throws throwing threw slide slides sliding slid tear tears
        tearing tore get gets getting got has had
        """
    )
)
_ON_OR_OFF = frozenset(("on", "off"))
_INTO = frozenset(("up", "down", "into", "out"))  # only right after the verb
_WEARABLE = re.compile("(?:[AhMQ]|[KXDdwteTOZ&]|pM|F(?=M))*[Gg]")
_PRONOUNS = frozenset(("his", "her"))


def dressing(sentence: Sentence, clause: Clause, tags: str, who: Who) -> tuple[Who, int] | None:
    """Who puts on or takes off what they wear, and where that starts; None if nobody does."""
    for at, word in enumerate(clause.words):
        rest = _worn_from(clause, tags, at)
        worn = _WEARABLE.match(tags[rest:]) if rest else None
        if not worn or (word.low in _DRESSES and "M" not in worn.group()):
            continue
        if re.match("[opI]N+M", tags[rest + worn.end() :]):
            continue  # "puts gloves on Otto's hands"
        start = clause.start if clause.lead in ("name", "pronoun") else word.start
        subject = max(tags.rfind("R", 0, at), tags.rfind("N", 0, at))
        if subject > 0 and tags[subject - 1] not in "N&":  # "we see Ida step out of her boots"
            named = [m for m in clause.names if m.start <= clause.words[subject].start < m.end]
            who = (named[-1].who,) if named else sentence.means(clause.words[subject])
            start = named[-1].start if named else clause.words[subject].start
        owners = [w.low for w in clause.words[rest : rest + worn.end()] if w.low in _PRONOUNS]
        if who and all(sentence.memory.fits(who, owner) for owner in owners):
            return who, start
    return None


def _worn_from(clause: Clause, tags: str, at: int) -> int:
    """The index of the first word that can be what is worn; 0 if the word at `at` is no such verb."""
    low, rest = clause.words[at].low, at + 1
    if low in _DRESSES:
        return rest
    near = [word.low for word in clause.words[rest:]]
    if low not in _DRESSES_WITH or not near:
        return 0
    if near[0] in _ON_OR_OFF:
        return rest + 1
    if near[0] in _INTO and re.match("[XpoI]F?[MAh]", tags[rest:]) and near[:2] != ["up", "to"]:
        if near[0] == "out" and near[1:2] != ["of"]:
            return 0
        return rest + 1 + (near[1:2] == ["of"])
    off = _WEARABLE.match(tags[rest:])
    return rest if off and near[off.end() :][:1] in (["on"], ["off"]) else 0
