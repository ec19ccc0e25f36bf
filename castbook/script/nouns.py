"""Nouns that mean somebody, with what stands before them: "a very stout, florid gentleman", "his wife". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from . import folk
from .lexicon import word_list
from .mentions import Mention
from .people import RANKS
from .tags import plain

_WORD = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")
_DETERMINERS = {
    **dict.fromkeys(("a", "an", "another", "some"), "a"),
    **dict.fromkeys(("the", "this", "that"), "the"),
}
OPENING = frozenset(_DETERMINERS) | word_list("one my his her our their its 's mother father grandmother grandfather")
_OWNERS = word_list("my his her our their its 's")
_MANY = word_list(
    """
    men women boys girls children people ladies gentlemen guys lads youths brothers sisters siblings kids
    """
)
_THINGS = word_list(
    """
    baby beauty slab human adult individual being couple one elder junior senior second major minor private page model
    twins eldest youngest match ward ex spirit mean host
    """
)
_NOUNS = (folk.PEOPLE | folk.BEINGS | folk.OCCUPATIONS | folk.VISITORS | folk.KIN | RANKS | {"juror"}) - _MANY - _THINGS
_AT_HOME = word_list("mother father grandmother grandfather")
_HEADS = word_list("man woman boy girl lady maid servant clerk seller keeper maker driver")  # of a servant-girl
_OFFICES = word_list("chief head first second third under assistant deputy")  # the first mate, the head waiter
_TELLING_APART = _OFFICES | word_list("other dead dying drowned murdered")
_SAME = word_list("same old young little good great poor own")  # "the old man": no portrait
_RESTRICTING = word_list("who whom whose that with in")
_COMPANY = re.compile(r"\s?(?:(?:and|&) )?[A-Z]")
_TRAINS = re.compile(  # a coach who is somebody
    r"\b(?:football|basketball|baseball|rugby|soccer|hockey|tennis|swimming|rowing|boxing|track|gym|drama|voice|head|"
    r"assistant|old|young|new) coach\b|\bcoach (?:sa(?:id|ys)|told|asked|yell|shout|blew|bark|clap)"
)
_MOST = 7  # words before the noun
_GENERIC = word_list("like as than such any every no each not never sort kind")
_MODAL = word_list("can could may might must should will would")
_FINITE = frozenset("CHVSE")
_NOBODY = frozenset(("it", "this", "that", "there"))  # "there was a man"; not "that he was a man"
_COPULAS = word_list("am 'm 's was is were are be been being seemed looked became appeared remained")


class Token(NamedTuple):
    """A word: in small letters with plain apostrophes, its tag out of context, and where."""

    low: str
    tag: str
    start: int
    end: int


@dataclass(frozen=True)
class Phrase:
    """A noun phrase that means a person. `first` and `last` are its tokens; `called` is "the stout man"."""

    first: int
    last: int
    start: int
    place: int  # where it is looked up: its start, after his or her its noun
    end: int
    determiner: str  # a, the, or "" after an owner
    owner: str  # my, his, 's
    noun: str
    gender: str
    called: str
    written: str = ""  # "a very stout, florid man", where that tells more than the noun
    adjectives: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()  # adjectives that can be seen
    subject: str = ""  # the word before "was", of a predicate
    generic: bool = False  # "like a man"
    predicate: bool = False  # "was a man"
    acts: bool = False  # a verb follows
    detached: bool = False  # between commas, or without a verb after a semicolon
    restricted: bool = False  # "the man who", "the man with"

    def holds(self, names: Sequence[Mention]) -> bool:
        """Whether a name stands in it."""
        return any(self.start <= mention.start < self.end for mention in names)


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The words of a sentence; a possessive 's stands alone."""
    found = []
    written = text[start:end]
    small = written.lower().replace("\u2019", "'")
    for match in _WORD.finditer(small if len(small) == len(written) else written):
        low, first, last = match.group(), start + match.start(), start + match.end()
        if low[-2:] == "'s" and len(low) > 2:
            found.append(Token(low[:-2], plain(low[:-2]), first, last - 2))
            found.append(Token("'s", "M", last - 2, last))
        else:
            found.append(Token(low, plain(low), first, last))
    return found


def phrase_at(text: str, tokens: Sequence[Token], at: int) -> Phrase | None:
    """The phrase that begins with the article or owner at `at` and whose noun means one person; None if none does."""
    opening = tokens[at]
    if opening.low not in OPENING:
        return None
    if opening.low in _AT_HOME:
        return _bare_relative(tokens, at)
    determiner = _DETERMINERS.get(opening.low, "")
    if opening.low == "one" and not (at and tokens[at - 1].tag in "hMQ"):
        determiner = "a"  # "there was but one man"; not "the one man"
    owner = opening.low if opening.low in _OWNERS else ""
    if not determiner and not owner:
        return None
    for last in range(at + 1, min(at + 2 + _MOST, len(tokens))):
        gap = text[tokens[last - 1].end : tokens[last].start]
        if gap.strip() not in ("", ",") or (
            gap.strip() == "," and (last == at + 1 or tokens[last - 1].tag not in "DdwcTteXY")
        ):
            return None
        token = tokens[last]
        if _is_person(token.low) and not _goes_on(text, tokens, last):
            if text[token.start].isupper() and _COMPANY.match(text, token.end):
                return None  # the Admiral Benbow, the Butler and Sears line
            if token.low == "coach" and not owner and not _TRAINS.search(text, tokens[at].start, token.end + 12):
                return None  # with four horses
            if token.low == "general" and (tokens[last - 1].tag == "X" or _is_adjective(text, tokens, last)):
                return None  # "keeping the conversation general", "the general furniture"
            return _phrase(text, tokens, at, last, determiner, owner)
        if token.tag not in "XDdwcTYe&KQtZBPOk" and token.low not in _OFFICES:
            return None
        if token.low in _DETERMINERS or token.low in _OWNERS:
            return None
    return None


def _is_adjective(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun follows right after."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    close = after is not None and text[tokens[at].end : after.start].isspace()
    return bool(close and after and after.tag in "XDdwBbGgPO" and not after.low.endswith(("ed", "s")))


def _is_person(low: str) -> bool:
    """Whether a word means one person: a man, a servant-girl."""
    return low in _NOUNS or ("-" in low and low.rpartition("-")[2] in _HEADS)


def _bare_relative(tokens: Sequence[Token], at: int) -> Phrase | None:
    """ "Grandmother said": a relative of the one who tells the story, without "my"."""
    if at and (
        tokens[at - 1].tag in "AhMDdwcTXQ" and tokens[at - 1].low not in ("when", "while", "that", "then", "if")
    ):
        return None
    token = tokens[at]
    gender = folk.KIN_GENDERS.get(token.low, "")
    called = f"my {token.low}"
    return Phrase(at, at, token.start, token.start, token.end, "", "my", token.low, gender, called)


def _goes_on(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether the noun is only the first half: "a gentleman caller", "a soldier's coat"."""
    if at + 1 == len(tokens) or not text[tokens[at].end : tokens[at + 1].start].isspace():
        return False
    after = tokens[at + 1]
    plural = at > 1 and tokens[at - 2].tag in ("V", "p") and after.tag == "V" and after.low.endswith("s")
    return after.low in _NOUNS or plural  # "I traced the general points"


def _is_fragment(text: str, tokens: Sequence[Token], last: int) -> bool:
    """Whether no verb follows a noun up to the next semicolon: "; a lean man in a grey coat"."""
    for before, token in pairwise(tokens[last:]):
        if ";" in text[before.end : token.start]:
            break
        if token.tag in _FINITE:
            return False
    return True


def _phrase(text: str, tokens: Sequence[Token], at: int, last: int, determiner: str, owner: str) -> Phrase | None:
    noun, opening = tokens[last].low, tokens[at].low
    if noun == "figure" and [token.low for token in tokens[last + 1 : last + 3]] in (["of", "a"], ["of", "an"]):
        determiner = "a"  # "the figure of a man"
    if owner and noun not in folk.KIN and noun not in folk.OCCUPATIONS and noun not in folk.VISITORS:
        return None
    before = tokens[at - 1] if at else None
    near = [token.low for token in tokens[max(0, at - 3) : at]]
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    gap_before = text[before.end : tokens[at].start] if before else ""
    gap_after = text[tokens[last].end : after.start] if after else "."
    close = near if gap_before.isspace() else []
    adjectives = tuple(token.low for token in tokens[at + 1 : last] if token.tag not in "K&")
    generic = determiner == "a" and (
        bool(close[-1:] and close[-1] in _GENERIC | {"of"})
        or "not" in close
        or "never" in close
        or bool(after and after.low == "'s")
        or bool(close[-1:] and close[-1] == "for" and at > 1 and tokens[at - 2].tag in "DdwcTt")
        or bool(gap_after.isspace() and after and after.low in _MODAL)
    )
    said_of = [token.low for token in tokens[max(0, at - 3) : at] if token.tag != "K"][-1:]
    predicate = not owner and bool(close) and said_of[0] in _COPULAS if said_of else False
    if predicate and not _NOBODY.isdisjoint(near if near[-2:-1] not in (["he"], ["she"]) else ()):
        predicate = False
    last_part = noun.rpartition("-")[2]
    gender = (
        "male"
        if last_part in folk.MALE or (noun.endswith("man") and not noun.endswith("woman"))
        else "female"
        if last_part in folk.FEMALE
        else folk.KIN_GENDERS.get(noun, "")
    )
    described = [low for low in adjectives if plain(low) in "DdwcYe" or low in _TELLING_APART]
    described = [low for low in described if low not in _OFFICES or noun in folk.OCCUPATIONS][-2:]
    written = text[tokens[last].start : tokens[last].end]
    called = f"my {noun}" if owner in ("my", "our") else " ".join(("the", *described, written))
    if owner == "'s" and before:  # "Agnes's nephew"
        called = f"{text[before.start : before.end]}'s {noun}"
    follows = after.low if after and gap_after.isspace() else ""
    return Phrase(
        at,
        last,
        tokens[at].start,
        tokens[last if owner in ("his", "her", "its") else at].start,
        tokens[last].end,
        determiner,
        owner,
        noun,
        gender,
        called,
        " ".join(text[tokens[at].start : tokens[last].end].split())
        if opening in ("a", "an") and adjectives and (described or noun in folk.OCCUPATIONS)
        else "",
        adjectives,
        seen=tuple(
            part
            for low in adjectives
            if plain(low) in "DdcYe" and low not in _SAME
            for part in dict.fromkeys((low, low.partition("-")[0]))
        ),
        subject=near[-2] if predicate and len(near) > 1 else "",
        generic=generic,
        predicate=predicate,
        acts=bool(follows and after and after.tag and after.tag in "CHVSEvr"),
        detached=gap_before.strip() in (",", "--", "\u2014")
        or (gap_before.strip() == ";" and _is_fragment(text, tokens, last)),
        restricted=opening == "the" and follows in _RESTRICTING,
    )
