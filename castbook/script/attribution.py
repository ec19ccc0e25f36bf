"""Whom each clause of a sentence is about: names, lists of names, pronouns, clauses without a subject. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from . import folk
from . import lexicon as lex
from .looks import Reading, read, read_tags
from .memory import MANY, SELF, Memory, Who
from .mentions import Mention
from .sentences import Span, Word, clauses, strip, words
from .tags import tag

_ATTACHED_NAME = re.compile(r"[pFLIo][AhM]?[DdwXe]*$")  # before a name: beside, behind, with somebody
_LEADS_UP = re.compile(r"^[&KAh]*(?:[pI][AhM]?[KDdwX]*)?[&K]*[AhM]?[DdwcKTYeQ&]*[PO]?$")  # before a subject
_PRONOUN = re.compile(r"^[&K]*(?:(?:[pIo][AhM]?[KDdwX]*[BbGXi]|X|[AQX]F)K*)?[RM]|^[^CHVNRWPMJ]{1,9}R(?=.*[CHVWSvr])")
_NOUN_LEAD = re.compile(r"^[&K]*(?:[hAiJV]|p|X.*[CHV]|o[hA]|[PBbGgOZ].*[CHVJ])")  # the clause has a subject of its own
# "A tall woman", "there was an old man", "behind the lawyer stood a girl"; inside a sentence only before its verb.
_NEW_SUBJECT = re.compile(r"[&KXi]*A[XDdwcYTe&K]*P(?=[CHVS])|[VS]A[XDdwcYTe&K]*P(?=$|[LIpWKRNh])")
_NEW_PERSON = re.compile(
    r"(?:[&K]*A[^CHVNRMAh]*?P|[&K]*iCK*[Ah][XDdwcYTe&K]*P|[^CHRNM]*[VCSX]A[XDdwcYTe&K]*P(?=$|[LIpWKRNh]))(?!M)"
)
# "In the corner booth a pale young priest", "the door opens: a tall stranger in a coat".
_NEW_PORTRAIT = re.compile(r"[^CHVNRM]*A[XDdwcYTe&K]*[dcDY][XDdwcYTe&K]*[POZ](?=$|[ILW])")
_VISITOR = re.compile(r"[&KV]*[AhMX][XDdwcYTe&K]*?[PO](?=[CHVS]|$)")  # "our visitor was shown in"
_ENTERS = re.compile(r"[&K]*A[XDdwcYTe&K]*P[VS]")  # somebody new, whoever the sentence was about so far
_WORN_BY = re.compile(r"[&Kp]*(?:iC)?[AhX]?[KDdwXFt&]*[mGg][^RNM]*M(?=[XDdw]*[BbGg])")
_AND_SOMEBODY = re.compile(r"[VX]&(?=A[XDdwcYTe&K]*P[VCS])")
_NO_PORTRAIT = re.compile(r"[&K]*A[DdwcKX&]*X$")  # "A short pause."
_OPEN_ADJECTIVES = re.compile(r"[AhM][KDdwcTteXY&]*[DdwcTteY]$")  # "a tall": the noun comes after the comma
_OPEN_UNKNOWN = re.compile(r"[AhM][KDdwcTteX&]{0,2}X$")  # "a strange", perhaps an adjective, if others follow
_ADJECTIVES_AND_NOUN = re.compile(r"^[&K]*[DdwcTtYe]+[PYBbGOZm]")
_MORE_ADJECTIVES = re.compile(r"^[&K]*[DdwcTteYXPBbmZOG]")


@dataclass
class Clause:
    """A clause: its words and names, what it says, whom it is about, where that person's part of it starts.

    `lead` tells what opens it: name, pronoun, possessive, attached (no subject of its own), own (another subject),
    stranger or elliptical. `introduced` says that an apposition to a new name may stand here.
    """

    span: Span
    words: list[Word]
    names: list[Mention]
    reading: Reading
    introduced: bool
    who: Who = ()
    start: int = 0
    lead: str = "attached"
    cut: Span | None = None  # the part to quote, where it is less than the clause

    @property
    def bare(self) -> bool:
        """Nothing but names: "CHALF", "and YOR"."""
        return bool(self.names) and not self.reading.tags.strip("N&Ah")

    @property
    def others(self) -> bool:
        """Whether somebody else is named in it too."""
        return any(mention.who not in self.who for mention in self.names)


class Attribution:
    """One sentence, clause by clause."""

    def __init__(self, memory: Memory, text: str, start: int, end: int, names: list[Mention]) -> None:
        self.memory = memory
        self.text = text
        self.start = start
        self.end = end
        self.names = names
        self.met_stranger = False
        self._words = words(text, start, end)
        self._starts = [word.start for word in self._words]
        self._owner: Who = ()
        self._introduced = False
        self._before = ""  # the tags of the clause before

    def clauses(self) -> list[Clause]:
        """The clauses in order, each with its owner."""
        found: list[Clause] = []
        listed = False  # the clause before was nothing but names
        for span in self._spans():
            clause = self._clause(span)
            if not clause.words:
                continue
            before = self._owner
            self._attribute(clause)
            if clause.bare and listed and before:
                clause.who = tuple(dict.fromkeys((*before, *clause.who)))
                self.memory.remember(clause.who)
            listed = clause.bare
            self._before = clause.reading.tags
            self._owner = before if clause.lead == "aside" else clause.who
            found.append(clause)
        return found

    def words(self, start: int, end: int) -> list[Word]:
        """The words of a stretch of the sentence."""
        return self._words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def is_name(self, start: int, end: int) -> bool:
        """Whether a stretch of the sentence is no more than a name."""
        return any(m.start <= start and end <= m.end + 1 for m in self.names)

    def _clause(self, span: Span) -> Clause:
        names = [m for m in self.names if span[0] <= m.start < span[1]]
        found = self.words(*span)
        named = frozenset(i for i, w in enumerate(found) if any(m.start <= w.start < m.end for m in names))
        reading = read(found, introduced=self._introduced, named=named)
        return Clause(span, found, names, reading, self._introduced, start=span[0])

    def _spans(self) -> Iterator[Span]:
        """Clauses; adjectives before one noun stay together, and a new name that an introduction follows starts one."""
        spans = clauses(self.text, self.start, self.end)
        at = 0
        while at < len(spans):
            start, end = spans[at]
            while at + 1 < len(spans) and self._adjectives_go_on(start, end, spans[at + 1]):
                at += 1
                end = spans[at][1]
            at += 1
            for part in self._before_newcomers(start, end):
                yield from self._before_names(*part)

    def _adjectives_go_on(self, start: int, end: int, following: Span) -> bool:
        if self.text[end : following[0]].strip() != ",":
            return False
        left, right = tag(self.words(start, end)[-6:]), tag(self.words(*following)[:4])
        if words_in := self.words(start, end):  # "both handsome and athletic" wants no noun
            opening = next((w.low for w, t in zip(reversed(words_in), reversed(left), strict=False) if t in "AhM"), "")
            if opening in MANY:
                return False
        if _OPEN_UNKNOWN.search(left) and _ADJECTIVES_AND_NOUN.match(right):
            return True
        return bool(_OPEN_ADJECTIVES.search(left) and _MORE_ADJECTIVES.match(right))

    def _before_newcomers(self, start: int, end: int) -> Iterator[Span]:
        """ "The door opened and a man stepped in": somebody new opens a clause."""
        found = self.words(start, end)
        if met := _AND_SOMEBODY.search(tag(found)):
            joint = found[met.start()]
            yield start, joint.end
            start = found[met.start() + 2].start
        yield start, end

    def _before_names(self, start: int, end: int) -> Iterator[Span]:
        """ "He admires a CUTE DOG and MARGARET, 37": the second name opens a clause."""
        for mention in self.names:
            new = start < mention.start < end and mention.end >= end and mention.who not in self.memory.seen
            joined = any(self.text[m.end : mention.start].strip().lower() in ("and", "&") for m in self.names)
            if (
                new
                and not joined
                and self._in_capitals(mention)
                and not re.search("[DdcYe]$", tag(self.words(start, mention.start)))
            ):
                before = strip(self.text, start, mention.start)
                if self.text[before[0] : before[1]].lower() not in ("", "and", "&", "or"):
                    yield before
                    start = mention.start
        yield start, end

    def _in_capitals(self, mention: Mention) -> bool:
        name = self.text[mention.start : mention.end]
        return name == name.upper() and len(name) > 1

    def _attribute(self, clause: Clause) -> None:
        tags = clause.reading.tags
        first = clause.words[0].low
        visitor = _VISITOR.match(tags)
        if visitor and self._by_role(clause, clause.words[visitor.end() - 1].low, tags[visitor.end() - 1]):
            return
        for mention in clause.names:
            if self._named(clause, mention):
                return
        if _PRONOUN.match(tags) and not (clause.introduced and tags[:2] == "QX"):
            self._by_pronoun(clause)
        elif first in MANY and len(self._owner) < 2 and (not self._owner or self._owner[0] in self.memory.group):
            clause.who = self.memory.group
        elif self._is_elliptical(clause):
            clause.who, clause.lead = self.memory.subject, "elliptical"
            owned = next((word.low for word in clause.words if word.low in ("his", "her")), "")
            if owned and not self.memory.fits(clause.who, owned):
                clause.who = self.memory.meant_by(owned)
            clause.reading = read(clause.words, introduced=True)
            self._introduced = True
        elif (not self._owner or self._owner == self.memory.narrator or _ENTERS.match(tags)) and (
            (noun := self._stranger(clause)) and not (clause.names and tags.startswith("iC"))
        ):
            clause.who, clause.lead = self.memory.meet_stranger(gender_of_noun(noun)), "stranger"
            clause.words = clause.words[max(0, tags.find("A")) :]
            clause.start = clause.words[0].start
            clause.reading = read(clause.words, introduced=True)
            self.met_stranger = self._introduced = True
        elif clause.reading.kind and (
            worn := _WORN_BY.match(tags)
        ):  # "the cloak over his shoulders was lined with silk"
            clause.who, clause.lead = self.memory.meant_by(clause.words[worn.end() - 1].low, self._owner), "possessive"
        elif first == "which" and self._owner:
            clause.who, clause.lead = self._owner, "relative"
            if found := re.search("M[KwXDd]*([BbmGg])$", self._before):  # "his hair, which is thin"
                told = read_tags(f"M{found.group(1)}{tags[1:]}")
                clause.reading = replace(told, tags=tags, first=max(0, told.first - 1), last=max(0, told.last - 1))
        else:
            clause.who = self._owner
            if clause.who and re.match(r"K*[CHWvr]", tags):  # "MARTA, once a dancer, is forty": the verb comes late
                clause.reading = replace(clause.reading, statement=clause.reading.kind is not None)
            if _NOUN_LEAD.match(tags) and not (
                clause.introduced and clause.reading.kind and clause.reading.deed is None
            ):
                clause.lead = "predicate" if clause.who and re.match(r"[&K]*[VJ]", tags) else "own"
            if clause.reading.deed is not None:
                self._introduced = False

    def _named(self, clause: Clause, mention: Mention) -> bool:
        """Whether this name is whom the clause is about; then say so in the clause."""
        tags = clause.reading.tags
        at = next(i for i, w in enumerate(clause.words) if w.start >= mention.start)
        after = next((i for i, w in enumerate(clause.words) if w.start >= mention.end), len(tags))
        before, follows = tags[:at], tags[after : after + 1]
        if follows == "M":
            if not _LEADS_UP.match(before):
                return False
            clause.who, clause.lead = (mention.who,), "aside" if self._owner else "possessive"
            return True
        who, last = self._group(mention, clause), not tags[after:].strip("N&")
        leads = bool(_LEADS_UP.match(before))
        if leads and before == "&" and follows in ("L", "I") and self._owner:
            clause.who, clause.lead = who, "aside"  # "and Chalf with a beanie"
            return True
        if not leads:
            if re.match(r"[&K]*R", tags):
                return False
            new = mention.who not in self.memory.seen
            if (_ATTACHED_NAME.search(before) and not (last and new)) or "L" in before:
                return False
            if not last and follows not in "LIWCvr":
                return False
        clause.who, clause.lead = who, "name"
        clause.start = self._first_modifier(clause, at)
        self._introduced = clause.bare or last
        self._introduced = self._introduced and any(
            m.who not in self.memory.seen or self._in_capitals(m) for m in clause.names
        )
        if last and not clause.bare:
            clause.reading = read(clause.words, introduced=True, named=self._named_words(clause))
        if self.memory.people[mention.who].gender == SELF:
            self._introduced = False
        self.memory.remember(who)
        return True

    def _named_words(self, clause: Clause) -> frozenset[int]:
        return frozenset(i for i, t in enumerate(clause.reading.tags) if t == "N")

    def _by_role(self, clause: Clause, noun: str, kind: str) -> bool:
        """ "Our visitor", "the policeman": somebody known by that noun since, or somebody new."""
        if clause.reading.tags.partition("P")[0].count("N") or (
            noun not in folk.VISITORS
            and ("V" in clause.reading.tags[:2] or kind != "O" or clause.reading.tags[0] != "h")
        ):
            return False
        known = self.memory.roles.get(noun, ())
        if noun in folk.VISITORS:
            known = known or self.memory.roles.get("", ())
        if not known and self.memory.subject == (self.memory.stranger,):
            return False
        clause.who, clause.lead = known or self.memory.meet_stranger(gender_of_noun(noun)), "name"
        self.memory.role, self.met_stranger = noun, not known
        self.memory.remember(clause.who)
        return True

    def _by_pronoun(self, clause: Clause) -> None:
        index = next(i for i, t in enumerate(clause.reading.tags) if t in "RM")
        pronoun = clause.words[index].low
        clause.lead = "possessive" if clause.reading.tags[index] == "M" else "pronoun"
        if pronoun == "my" and clause.reading.tags[index + 1 : index + 2] == "k":  # "my aunt" is not I
            gender = folk.KIN_GENDERS.get(clause.words[index + 1].low, "")
            clause.who = self.memory.meet_stranger(gender) if clause.reading.kind else ()
            clause.lead, self.met_stranger = "name", bool(clause.who)
            return
        if pronoun in ("who", "whose", "'s"):
            named = [m for m in self.names if 0 <= clause.span[0] - m.end <= 2]  # "by the boy, who now wears"
            clause.who = (named[0].who,) if named and len(self._owner) < 2 else self._owner
            return
        apposed = clause.introduced and re.match(r"[&K]*M[KDdwX]*[kO]", clause.reading.tags)  # "LADY DALE, his wife"
        if pronoun == "its" or (apposed and self._owner):
            clause.who = self._owner or self.memory.subject
            return
        clause.who = self.memory.meant_by(pronoun, self._owner, portrays=self._portrays(clause))
        gender = lex.PRONOUNS.get(pronoun, "")
        if not clause.who and clause.reading.kind and gender in ("male", "female"):
            clause.who = self.memory.meet_stranger(gender)  # "He lay under the tree", before he has a name
            self.met_stranger = True
        if not self._owner:
            self.memory.remember(clause.who)
        if clause.lead == "pronoun":
            self._introduced = False

    def _portrays(self, clause: Clause) -> bool:
        """ "He is a short man", "her hair is grey": what is said of somebody who has just come in."""
        return clause.reading.kind is not None and (clause.reading.statement or clause.reading.deed is None)

    def _is_elliptical(self, clause: Clause) -> bool:
        """ "Blonde ringlets. Dressed in black." after a sentence about somebody goes on about the same person."""
        opens = clause.span[0] == strip(self.text, self.start, self.end)[0]
        if self._owner or not opens or not self.memory.continues or not self.memory.subject:
            return False
        if clause.words[0].low in ("the", "this", "that", "these", "those") or _NO_PORTRAIT.match(clause.reading.tags):
            return False
        told = read(clause.words, introduced=True)
        if "Z" in told.tags and not re.search("[DdcYBbmGgP]", told.tags):
            return False  # "A fish out of water."
        if self.memory.portrait and self.memory.portrait == self.memory.subject:
            tags = tag(words(self.text, clause.span[0], self.end)).partition("hV")[0]  # up to "that points"
            if told.kind and not re.match("[&K]*[pIoJ]", tags) and not re.search("[VCHNR]", tags):
                return True
        noun = self._stranger(clause)
        gender = gender_of_noun(noun)
        if noun and not self.memory.described:
            return False  # "A woman in coveralls slides out": somebody new, where nobody was being described
        if gender and any(self.memory.people[who].gender not in ("", gender) for who in self.memory.subject):
            return False
        if not re.search("[Bbm](?!X)|[dcYP]|^[K&]*[WvrI]", told.tags):
            return False  # "A digital watch.", "A hairline crack in the wall."
        if clause.reading.tags[:1] in ("p", "I", "o", "J", "X", "Q", "V", "i") or not told.kind:
            return False
        rest = (
            tag(words(self.text, clause.span[0], self.end)).partition("X")[0]
            if " which " not in self.text
            else clause.reading.tags
        )
        return not re.search("[CHVNR]", clause.reading.tags) and not re.search("[CHVNR]", rest)

    def _stranger(self, clause: Clause) -> str:
        """The noun of somebody without a name whom the clause brings in: "a tall WOMAN in red"."""
        tags = clause.reading.tags
        opens = clause.span[0] == strip(self.text, self.start, self.end)[0]
        found = re.match(_NEW_PERSON if opens else _NEW_SUBJECT, tags) or _NEW_PORTRAIT.match(tags)
        return clause.words[found.end() - 1].low if found else ""

    def _first_modifier(self, clause: Clause, at: int) -> int:
        """Where the adjectives right before the name at word `at` start: "gaunt, sixty-year-old EZRA"."""
        tags = clause.reading.tags
        first = at
        while first and tags[first - 1] in "DdcYeKwAhQT&":
            first -= 1
        return clause.words[first if re.search("[DdcYe]", tags[first:at]) else at].start

    def _group(self, mention: Mention, clause: Clause) -> Who:
        """A name with those joined to it by "and" in the same clause."""
        group, end = [mention.who], mention.end
        for other in clause.names:
            if other.start > end and self.text[end : other.start].strip().lower() in ("and", "&", "or"):
                group.append(other.who)
                end = other.end
        return tuple(dict.fromkeys(group))


def gender_of_noun(noun: str) -> str:
    """male for man, female for lady, "" for person."""
    return "male" if noun in folk.MALE else "female" if noun in folk.FEMALE else ""
