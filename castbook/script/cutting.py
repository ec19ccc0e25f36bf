"""A sentence cut into clauses, so that each says something of one person. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from .lexicon import word_list
from .looks import Reading, read
from .memory import MANY, Memory, Who
from .mentions import Mention
from .sentences import Span, Word, clauses, strip, words
from .tags import tag

_DESCRIBED_KIN = re.compile(r"M[KDdwcYTX]*[dcDY][KDdwcYTX]*[kPO]$")  # "his gorgeous bride"
# "found him in conversation with a very stout gentleman": somebody new, whoever the sentence is about
_WITH_SOMEBODY = re.compile(r"[LpV](?=A[KXDdwcYTe&]*[dcDY][XDdwcYTe&K]*P)")
_THERE_STOOD = re.compile(r"i[VSCH]K?(?=A[XDdwcYTe&K]*P)")
_FOLLOWED_BY = re.compile(
    r"\b(?:and )?(?:closely |slowly )?(?:followed|accompanied|attended|supported|escorted|preceded) by"
    r"(?: the| an?| his| her)? $"
)
_PUT_IN = re.compile(
    r"perhaps|indeed|however|too|also|then|certainly|probably|possibly|undoubtedly|moreover|besides|in fact|no doubt|"
    r"of course|I (?:think|thought|suppose|supposed|believe|judged?|should say|saw)|it seemed|as it were|"
    r"as I have said|as a rule|in truth|to be sure"
)
_SHOWS_SOMEBODY = re.compile(r"[VX]I?(?=A[KXDdwcYTe&]*P)")  # "Marlow ushers in a man of middle age"
_SHOWING = word_list(
    """
    ushers shows leads brings lets admits conducts introduces announces admit admitting ushering introducing announcing
    reveals reveal revealing discloses disclosing
    """
)
_INVERTED = re.compile("[KX&]{0,2}[pIoX](?:[pF]|hXF|AXF)?(?:N+|X|M[XDdw]{0,2}[BbGX])K*[VCSX](?=[AhN])")
_POSTURES = word_list("is are sits sit stands stand lies kneels crouches leans waits walks comes hangs")
_OPENER = re.compile(r"(?:[A-Z][a-z]+ly|Then|Now|Next|Meanwhile|Outside|Inside|Nearby|Behind|Beyond|Here|There),\s+")
_TURNS_TO = re.compile(r"\b(?:turn|talk|speak|point|listen|nod)(?:s|ed|ing)? to$")  # "they turn to an old man"
_LIKENING = frozenset(("like", "as", "than", "for", "to", "was", "is"))
# "I could not help seeing that his face was swollen": what is seen or said is a clause of its own
_THAT_HIS = re.compile(
    r"[VXJt][hX](?=N+M[XDdwK]*[BbmG]|(?:[AQ]F)?M[XDdwKT]*[BbmG](?!F)|[AQ]Fh[XDdw]*[Bb]C|N+K?(?:C(?!K*[hA]?K*[XTO])|[HvW]))"
)
_THAT = frozenset(("that", "how"))
_ARTICLES = frozenset(("a", "an", "some", "another", "one"))
_AND_SOMEBODY = re.compile(r"[VX]&(?=A[XDdwcYTe&K]*P[VCS])")
_AS_SOMEBODY = re.compile(r"[p&X]A[KXDdwcYTe&]*$")
_ENTER = re.compile(r"\W*(?:Re-)?[Ee]nters?\b[^a-z]*")  # and names
_WHILE = frozenset(("as", "while", "when", "and"))
_OPEN_ADJECTIVES = re.compile(r"[AhM][KDdwcTteXY&]*[DdwcTteY]$")  # "a tall": the noun comes after the comma
_OPEN_UNKNOWN = re.compile(r"[AhM][KDdwcTteX&]{0,2}X$")  # "a strange", perhaps an adjective, if others follow
_ADJECTIVES_AND_NOUN = re.compile(r"^[&K]*[DdwcTtYeJ]+X?[PYBbGOZm]|^[DdwcTtYe][XT]$|^XT$")
# "long, greasy, yellow hair", "small, watery eyes": no article before adjectives of one noun
_OPEN_LIST = re.compile(r"(?:^|[&LHvFQ])[&K]*[DdwcTYm]$")
_LIST_AND_NOUN = re.compile(r"^[&K]*[DdwcTYmXJ]{0,4}[DdwcTYmJK][BbG]")
_MORE_ADJECTIVES = re.compile(r"^[&K]*(?:[DdwcTteyYXPBbmZOG]|W[POZ]|J[BbmPG])")


@dataclass
class Clause:
    """A clause: its words and names, what it says, whom it is about, where that person's part of it starts.

    `lead` tells what opens it: name, pronoun, possessive, attached (no subject of its own), own (another subject),
    stranger, elliptical or leading (before its subject).
    `introduced` says that an apposition to a new name may stand here.
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


class Sentence:
    """A sentence with its words and the names in it."""

    def __init__(self, memory: Memory, text: str, start: int, end: int, names: list[Mention]) -> None:
        self.memory = memory
        self.text = text
        self.start = start
        self.end = end
        self.names = names
        self.newcomers: set[int] = set()  # where clauses start that bring in somebody new
        self.followers: set[int] = set()  # where clauses start about somebody who comes in behind
        self._words = words(text, start, end)
        self._starts = [word.start for word in self._words]

    def words(self, start: int, end: int) -> list[Word]:
        """The words of a stretch of the sentence."""
        return self._words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def means(self, word: Word, first: Who = (), *, portrays: bool = False) -> Who:
        """Whom a pronoun means."""
        told = self.memory.told(word.start)
        return (told.who,) if told else self.memory.meant_by(word.low, first, portrays=portrays)

    def is_name(self, start: int, end: int) -> bool:
        """Whether a stretch of the sentence is no more than a name."""
        return any(m.start <= start and end <= m.end + 1 for m in self.names)

    def is_list(self, clause: Clause) -> bool:
        """Whether a clause is nothing but names: "Otto,", "Enter OTTO,"."""
        return clause.bare or (bool(clause.names) and _ENTER.fullmatch(self.text, *clause.span) is not None)

    def opens(self, clause: Clause) -> bool:
        """Whether the sentence starts with this clause; in a screenplay "Suddenly," may stand before it."""
        opening = strip(self.text, self.start, self.end)[0]
        if clause.span[0] == opening or self.memory.by_the_way:
            return clause.span[0] == opening
        return bool(_OPENER.fullmatch(self.text, opening, clause.span[0]))

    def in_capitals(self, mention: Mention) -> bool:
        """Whether a name stands in capitals, as where somebody is introduced."""
        name = self.text[mention.start : mention.end]
        return name == name.upper() and len(name) > 1

    def clause(self, span: Span, introduced: bool) -> Clause:
        """The clause at a span, read; nobody's yet."""
        names = self.named(*span)
        found = self.words(*span)
        return Clause(span, found, names, self.reading(found, names, introduced), introduced, start=span[0])

    def named(self, start: int, end: int) -> list[Mention]:
        """The names in a stretch of the sentence."""
        return [m for m in self.names if start <= m.start < end]

    def reading(self, found: list[Word], names: list[Mention], introduced: bool) -> Reading:
        """What words say, with the names among them."""
        if not names:
            return read(found, introduced=introduced)
        named = frozenset(i for i, w in enumerate(found) if any(m.start <= w.start < m.end for m in names))
        return read(found, introduced=introduced, named=named)

    def spans(self) -> Iterator[Span]:
        """Clauses; adjectives before one noun stay together, and a new name that an introduction follows starts one."""
        spans = clauses(self.text, self.start, self.end)
        at = 0
        while at < len(spans):
            start, end = spans[at]
            while at + 1 < len(spans) and self._adjectives_go_on(start, end, spans[at + 1]):
                at += 1
                end = spans[at][1]
            if at + 2 < len(spans) and self._put_in(start, end, spans[at + 1]):  # "She was, perhaps, thirty"
                at += 2
                end = spans[at][1]
            at += 1
            for part in self._before_newcomers(start, end):
                yield from self._before_names(*part)

    def _put_in(self, start: int, end: int, between: Span) -> bool:
        """Whether a word is put in between is or has and what somebody is or has."""
        if not _PUT_IN.fullmatch(self.text, *between) or self.text[end : between[0]].strip() != ",":
            return False
        return self.text[between[1] : between[1] + 1] == "," and tag(self.words(start, end))[-1:] in ("C", "H")

    def _adjectives_go_on(self, start: int, end: int, following: Span) -> bool:
        if self.text[end : following[0]].strip() != ",":
            return False
        before = self.words(start, end)
        left = tag(before[-6:])
        if self.memory.prose and _OPEN_LIST.search(left):
            return bool(_LIST_AND_NOUN.match(tag(self.words(following[0], self.end)[:8])))
        described, unknown = _OPEN_ADJECTIVES.search(left), _OPEN_UNKNOWN.search(left)
        if not described and not unknown and left[-1:] != "K":
            return False
        opening = next((w.low for w, t in zip(reversed(before), reversed(left), strict=False) if t in "AhM"), "")
        if opening in MANY:
            return False  # "both handsome and athletic" wants no noun
        right = tag(self.words(*following)[:4])
        if left[-1:] == right[:1] == "K":
            return True  # "she is very, very pregnant"
        if unknown and (
            _ADJECTIVES_AND_NOUN.match(tag(self.words(following[0], self.end)[:6]))
            or _ADJECTIVES_AND_NOUN.match(tag(self.words(*following)))
        ):
            return True
        return bool(described and _MORE_ADJECTIVES.match(right))

    def _before_newcomers(self, start: int, end: int) -> Iterator[Span]:
        """ "The door opened and a man stepped in": somebody new opens a clause."""
        found = self.words(start, end)
        tags = tag(found) if any(word.low in _ARTICLES for word in found) else ""  # somebody new has an article
        if self.memory.prose and (that := self._that_his(start, end, found)):
            yield start, that[0]
            start = that[1]
        elif (subject := self._inverted(start, end)) is not None:
            yield start, found[0].end
            start = subject
            self.newcomers.add(start)
        elif met := _AND_SOMEBODY.search(tags):
            yield start, found[met.start()].end
            start = found[met.start() + 2].start
        elif met := _THERE_STOOD.search(tags):
            if any(start <= m.start < found[met.start()].start for m in self.names):  # "Behind Reck there stood a girl"
                yield start, found[met.start()].start
                start = found[met.end()].start
                self.newcomers.add(start)
        elif (
            self.memory.by_the_way
            and (met := _WITH_SOMEBODY.search(tags))
            and (found[met.start()].low not in _LIKENING or _TURNS_TO.search(self.text, start, found[met.start()].end))
        ):
            yield start, found[met.start()].end
            start = found[met.start() + 1].start
            self.newcomers.add(start)
        elif not self.memory.prose and (
            met := next((one for one in _SHOWS_SOMEBODY.finditer(tags) if found[one.start()].low in _SHOWING), None)
        ):
            yield start, found[met.end() - 1].end
            start = found[met.end()].start
            self.newcomers.add(start)
        yield start, end

    def _that_his(self, start: int, end: int, found: list[Word]) -> Span | None:
        """Where the clause before "that his face was swollen" ends, and where that one starts."""
        if not any(word.low in _THAT for word in found):
            return None
        for met in _THAT_HIS.finditer(self.reading(found, self.named(start, end), False).tags):
            before, that = found[met.start()], found[met.end() - 1]
            if that.low in _THAT and before.low not in ("so", "such", "all"):
                return before.end, found[met.end()].start
        return None

    def _inverted(self, start: int, end: int) -> int | None:
        """ "Opposite Ida sits a man in a suit", "Next to her is the HOST, bald": where the subject comes at last."""
        if self.memory.by_the_way or start != strip(self.text, self.start, self.end)[0]:
            return None
        found = self.words(start, end)
        if not any(word.low in _POSTURES for word in found):
            return None
        named = frozenset(i for i, word in enumerate(found) if any(m.start <= word.start < m.end for m in self.names))
        met = _INVERTED.match(tag(found, named))
        if not met or found[met.end() - 1].low not in _POSTURES:
            return None
        return found[met.end()].start

    def _before_names(self, start: int, end: int) -> Iterator[Span]:
        """ "He admires a CUTE DOG and MARGARET, 37": the second name opens a clause."""
        for mention in self.names:
            last = start < mention.start < end and not self.text[mention.end : end].strip(" .!?")
            new = last and mention.who not in self.memory.seen
            if met := self._followed_by(start, mention, end):
                yield start, met
                start = mention.start
                self.followers.add(start)
            elif met := self._as_somebody(start, mention):
                yield start, met
                start = met
            if met := self._and_acts(start, mention, end):
                yield start, met
                start = mention.start
            if (
                new
                and self.in_capitals(mention)
                and not any(self.text[m.end : mention.start].strip().lower() in ("and", "&") for m in self.names)
                and not re.search("[DdcYe]$", tag(self.words(start, mention.start)))
            ):
                leading = self.words(start, mention.start)
                described = _DESCRIBED_KIN.search(tag(leading))  # "with his gorgeous bride JOSEPHINE"
                opens = leading[described.start()].start if described else mention.start
                before = strip(self.text, start, opens)
                if self.text[before[0] : before[1]].lower() not in ("", "and", "&", "or"):
                    yield before
                    start = opens
        yield start, end

    def _followed_by(self, start: int, mention: Mention, end: int) -> int | None:
        """ "DORA, followed by OTTO in black, comes in": where what is told of DORA stops."""
        if self.memory.prose or mention.end >= end or not self.in_capitals(mention):
            return None
        found = _FOLLOWED_BY.search(self.text, start, mention.start)
        if not found:
            return None
        return strip(self.text, start, found.start())[1] if found.start() > start else start

    def _and_acts(self, start: int, mention: Mention, end: int) -> int | None:
        """ "The door opens and DORA enters in blue": where what is told of the door stops."""
        leading, following = self.words(start, mention.start), self.words(mention.end, end)
        if len(leading) < 3 or not following or leading[-1].low not in _WHILE:
            return None
        before = tag(leading[:-1])
        acts = tag(following)[:1] in ("V", "S", "C") and re.search("[VC]", before) and not before.startswith("R")
        return leading[-2].end if acts else None

    def _as_somebody(self, start: int, mention: Mention) -> int | None:
        """ "Ida hangs up as a burly DOORMAN walks over": where the second of them starts."""
        if mention.start <= start or self.memory.prose or not self.in_capitals(mention):
            return None
        leading = self.words(start, mention.start)
        found = _AS_SOMEBODY.search(tag(leading))
        return leading[found.start() + 1].start if found and leading[found.start()].low in _WHILE else None
