"""Following who a clause is about, through names, appositions, groups and pronouns. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import lexicon as lex
from .looks import IDENTITY, Reading, read
from .people import Person
from .sentences import Span, Word, clauses, sentences, strip, without_speech, words

MAX_SENTENCE = 1_500  # characters; longer ones are lists or damage
MAX_LOOK = 38  # words
_NEAR = re.compile(
    r"(?:\b(?:from|to|at|by|toward|towards|behind|beside|near|for|of|than|as|against|around|past|between|after|before|upon|under|over|like|into|onto|about|with)\s+(?:the\s+)?|\bwith\s+)$",
    re.IGNORECASE,
)
_JOIN = re.compile(r"^\s*(?:,\s*)?(?:and|&|or)?\s*$|^\s*,\s*$")
_POSSESSIVE = re.compile(r"['\u2019]s?(?![a-z])")
_LEAD = re.compile(r"^(?:\s|and|but|then|now|also|here|there|,)+", re.IGNORECASE)


@dataclass(frozen=True)
class Mention:
    """A name in a text and whom it means."""

    start: int
    end: int
    who: int


@dataclass(frozen=True)
class Found:
    """Looks in a paragraph: whose, the span, the kind."""

    who: tuple[int, ...]
    start: int
    end: int
    kind: str


def mention_pattern(owner: dict[str, int]) -> re.Pattern[str]:
    """One expression for all names, longest first, so that MISS TESMAN is never read as TESMAN."""
    forms = sorted(owner, key=len, reverse=True)
    return (
        re.compile(r"(?<![\w\u2019'-])(?:" + "|".join(map(re.escape, forms)) + r")(?![\w-])")
        if forms
        else re.compile(r"(?!)")
    )


_TITLE_BEFORE = re.compile(
    r"\b(?:Mrs?|Miss|Ms|Dr|Lady|Lord|Sir|Aunt|Uncle|Mme|MRS?|MISS|MS|DR|LADY|LORD|SIR|AUNT|UNCLE)\.?\s$"
)


def mentions(text: str, pattern: re.Pattern[str], owner: dict[str, int]) -> list[Mention]:
    """The names in a text; one with a stranger's title before it ("Miss" Tesman) means somebody else."""
    return [
        Mention(m.start(), m.end(), owner[m.group()])
        for m in pattern.finditer(text)
        if not _TITLE_BEFORE.search(text, max(0, m.start() - 8), m.start())
    ]


class Tracker:
    """Reads paragraph after paragraph and remembers whom "he", "she" and "they" mean."""

    def __init__(self, people: Sequence[Person], owner: dict[str, int], style: str) -> None:
        self.people = people
        self.owner = owner
        self.pattern = mention_pattern(owner)
        self.style = style
        self.last: dict[str, int] = {}
        self.subject: tuple[int, ...] = ()
        self.group: tuple[int, ...] = ()
        self.seen: set[int] = set()

    def new_scene(self) -> None:
        """Pronouns do not reach over a scene's heading."""
        self.last.clear()
        self.subject = self.group = ()

    def speaks(self, who: int | None) -> None:
        """After a speech, he or she is first of all the one who spoke."""
        if who is not None:
            self._remember((who,))

    def read(self, text: str) -> Iterator[Found]:
        """The looks in one paragraph of action or narration."""
        masked = without_speech(text)
        for start, end in sentences(masked):
            if end - start <= MAX_SENTENCE:
                yield from self._sentence(masked, start, end)

    def _sentence(self, text: str, start: int, end: int) -> Iterator[Found]:
        names = [
            Mention(m.start + start, m.end + start, m.who) for m in mentions(text[start:end], self.pattern, self.owner)
        ]
        sentence = Sentence(self, text, start, end, names)
        found = list(sentence.looks())
        self.subject = sentence.subject or self.subject
        self.seen.update(m.who for m in names)
        yield from found

    def _remember(self, who: tuple[int, ...]) -> None:
        self.subject = who
        if len(who) == 1:
            gender = self.people[who[0]].gender
            self.last[gender or "any"] = who[0]
            self.last["latest"] = who[0]
        elif who:
            self.group = who

    def meant_by(self, pronoun: str) -> tuple[int, ...]:
        """Whom he, she or they mean here; nobody rather than the wrong one."""
        if pronoun in ("they", "their", "them", "both", "all", "each"):
            return self.group
        gender = lex.PRONOUNS.get(pronoun, "")
        other = "female" if gender == "male" else "male"
        if len(self.subject) == 1 and self.people[self.subject[0]].gender != other:
            return self.subject
        latest = self.last.get("latest")
        if latest is not None and self.people[latest].gender in ("", gender):
            return (latest,)
        known = self.last.get(gender)
        return (known,) if known is not None else ()


@dataclass
class _Piece:
    """A clause with what it says and whom it is about."""

    span: Span
    words: list[Word]
    reading: Reading
    who: tuple[int, ...]
    start: int  # where its looks start, the name included
    other: bool  # another person is named in it


class Sentence:
    """One sentence on the way to its looks."""

    def __init__(self, tracker: Tracker, text: str, start: int, end: int, names: list[Mention]) -> None:
        self.tracker = tracker
        self.text = text
        self.start = start
        self.end = end
        self.names = names
        self.subject: tuple[int, ...] = ()
        self.introduced = False  # the current owner was just named, and appositions may follow

    def looks(self) -> Iterator[Found]:
        """The looks this sentence states, cut to what states them."""
        pieces = list(self._pieces())
        if not any(piece.reading.kind and piece.who for piece in pieces):
            return
        yield from self._joined(pieces)

    def _pieces(self) -> Iterator[_Piece]:
        owner: tuple[int, ...] = ()
        group_start = -1
        for span in self._clauses():
            names = [m for m in self.names if span[0] <= m.start < span[1]]
            found = words(self.text, *span)
            if not found:
                continue
            inside = frozenset(i for i, w in enumerate(found) if any(m.start <= w.start < m.end for m in names))
            who, start, introduced, only = self._owner(span, names, found, owner, group_start)
            if names and who and who != owner and not only and len(who) >= 1:
                group_start = start if len(inside) >= len(found) - 2 else -1
            bare = bool(names) and len(inside) >= len([w for w in found if w.low not in ("and", "or", "the")])
            if bare and owner and self._listed(span, names) and self.introduced:
                who = (*owner, *(m.who for m in names))
                who = tuple(dict.fromkeys(who))
                start = group_start if group_start >= 0 else start
                group_start = start
                self.tracker._remember(who)
                self.subject = who
            self.introduced = introduced or bare
            reading = read(found, introduced=self.introduced or self._apposition(found), named=inside)
            others = bool(names) and any(m.who not in who for m in names)
            yield _Piece(span, found, reading, who, start, others)
            owner = owner if only else who
            if reading.about == "deed" and not reading.kind:
                self.introduced = False

    def _clauses(self) -> Iterator[Span]:
        """Clauses, cut again before a name in capitals that an introduction follows ("a DOG and MARGARET, 37")."""
        for start, end in clauses(self.text, self.start, self.end):
            at = start
            for mention in self.names:
                if at < mention.start < end and self._introduces(mention, end):
                    before = strip(self.text, at, mention.start)
                    if before[0] < before[1]:
                        yield before
                    at = mention.start
            yield at, end

    def _introduces(self, mention: Mention, end: int) -> bool:
        follows = self.text[mention.end : mention.end + 2].lstrip()
        name = self.text[mention.start : mention.end]
        return (
            mention.end >= end
            and follows[:1] in (",", "(", "-", "\u2014", ":")
            and name == name.upper()
            and mention.who not in self.tracker.seen
        )

    def _listed(self, span: Span, names: Sequence[Mention]) -> bool:
        gap = self.text[max(self.start, span[0] - 6) : span[0]]
        return "," in gap or "and" in gap or "&" in gap

    def _apposition(self, found: Sequence[Word]) -> bool:
        return self.introduced and bool(found)

    def _owner(
        self, span: Span, names: list[Mention], found: list[Word], owner: tuple[int, ...], group_start: int
    ) -> tuple[tuple[int, ...], int, bool, bool]:
        """(who the clause is about, where their part starts, whether an apposition may follow, whether only this clause)."""
        first = found[0].low
        lead = _LEAD.match(self.text[span[0] : span[1]])
        begin = span[0] + (lead.end() if lead else 0)
        for mention in names:
            after = self.text[mention.end : span[1]].lstrip()
            before = self.text[span[0] : mention.start]
            if _POSSESSIVE.match(self.text, mention.end):
                if mention.start <= begin + 4:
                    return (mention.who,), mention.start, False, bool(owner)
                continue
            starts = (
                mention.start <= begin
                or not before.strip()
                or before.strip().lower() in ("the", "young", "old", "poor", "enter", "re-enter")
            )
            if starts:
                group = self._group_at(mention, names, span)
                self.tracker._remember(group)
                self.subject = self.subject or group
                lone = bool(owner) and first == "and" and after[:5] in ("with ", "in a ", "in hi", "in he")
                return (
                    group,
                    span[0] if before.strip() and not lead else (span[0] if lone else mention.start),
                    not after,
                    lone,
                )
            near = _NEAR.search(before)
            if near and not (not after and mention.who not in self.tracker.seen):
                continue
            if not after or after[:3] in ("in ", "wit", "wea", "is ", "who", "a ", "an "):
                group = self._group_at(mention, names, span)
                if not owner or not after:
                    self.tracker._remember(group)
                    self.subject = self.subject or group
                    return group, self._modifiers(span, mention), not after, False
        if first in ("he", "she", "his", "her", "they", "their", "both", "all", "each") or (
            found[0].low in ("and", "but") and len(found) > 1 and found[1].low in ("he", "she", "his", "her")
        ):
            pronoun = first if first not in ("and", "but") else found[1].low
            if pronoun in ("both", "all", "each") and (len(owner) > 1 or not self.tracker.group):
                return owner, span[0], self.introduced, False
            if owner and pronoun in ("his", "her", "he", "she") and self._agrees(owner, pronoun):
                return owner, span[0], self.introduced and pronoun in ("his", "her"), False
            meant = self.tracker.meant_by(pronoun)
            if meant:
                if not self.subject:
                    self.subject = meant
                return meant, span[0], False, False
            return owner if first in ("both", "all", "each") else (), span[0], False, False
        if not owner and not names and span[0] == strip(self.text, self.start, self.end)[0]:
            return (), span[0], False, False
        return owner, span[0], self.introduced, False

    def _agrees(self, owner: tuple[int, ...], pronoun: str) -> bool:
        gender = lex.PRONOUNS[pronoun]
        return len(owner) == 1 and self.tracker.people[owner[0]].gender in ("", gender)

    def _modifiers(self, span: Span, mention: Mention) -> int:
        """Where the adjectives right before a name start: "gaunt, sixty-year-old EZRA"."""
        before = words(self.text, span[0], mention.start)
        start = mention.start
        for word in reversed(before):
            reading = read([word], introduced=True)
            if not (reading.kind or word.low in lex.PERSONAL or word.low in lex.ADVERBS or word.low in lex.ORIGINS):
                break
            start = word.start
        return start

    def _group_at(self, mention: Mention, names: list[Mention], span: Span) -> tuple[int, ...]:
        """A name with those joined to it by "and" in the same clause."""
        group = [mention.who]
        end = mention.end
        for other in names:
            if other.start > end and _JOIN.match(self.text[end : other.start]):
                group.append(other.who)
                end = other.end
        return tuple(dict.fromkeys(group))

    def _joined(self, pieces: list[_Piece]) -> Iterator[Found]:
        """Runs of clauses that belong together become one look each."""
        statement = False
        run: list[_Piece] = []
        who: tuple[int, ...] = ()
        for at, piece in enumerate(pieces):
            reading = piece.reading
            if reading.kind and piece.who:
                if run and piece.who != who:
                    yield from self._finish(run, who, statement)
                    run, statement = [], False
                run.append(piece)
                who = piece.who
                statement = statement or reading.statement
                continue
            follows = statement and run and not piece.other and reading.about == "" and piece.who == who
            if follows and self._belongs(pieces, at):
                run.append(piece)
                continue
            if run:
                yield from self._finish(run, who, statement)
                run, statement = [], False
        if run:
            yield from self._finish(run, who, statement)

    def _belongs(self, pieces: list[_Piece], at: int) -> bool:
        """A neutral clause after a statement is part of the picture when it is short and starts no new thought."""
        piece = pieces[at]
        first = piece.words[0].low
        return len(piece.words) <= 12 and first not in (
            "he",
            "she",
            "they",
            "it",
            "who",
            "when",
            "while",
            "as",
            "because",
            "if",
            "that",
            "where",
            "i",
            "so",
            "for",
            "and",
            "then",
        )

    def _finish(self, run: list[_Piece], who: tuple[int, ...], statement: bool) -> Iterator[Found]:
        start, end = self._start(run[0], statement), self._end(run[-1], statement)
        kinds = [piece.reading.kind for piece in run if piece.reading.kind]
        kind = IDENTITY if IDENTITY in kinds else kinds[0]
        if len(words(self.text, start, end)) > MAX_LOOK and len(run) > 1:
            half = len(run) // 2
            yield from self._finish(run[:half], who, statement)
            yield from self._finish(run[half:], who, statement)
            return
        if (
            end < len(self.text)
            and self.text[end] in ")]"
            and "(" in self.text[start:end]
            or end < len(self.text)
            and self.text[end] == "."
            and end + 1 == self.end
        ):
            end += 1
        yield Found(who, start, end, kind)

    def _start(self, piece: _Piece, statement: bool) -> int:
        if piece.reading.statement and not self._late_statement(piece):
            return piece.span[0] if not piece.other else piece.start
        first = piece.words[piece.reading.first].start
        named = [m for m in self.names if m.who in piece.who and piece.span[0] <= m.start]
        start = min(piece.start, first) if piece.start > piece.span[0] or named else piece.span[0]
        if piece.reading.about == "deed" and piece.start == piece.span[0] and not named:
            deeds = [w for w in piece.words if w.low in lex.ACTIONS and w.start < first]
            if deeds:
                start = first
        head = [m for m in self.names if m.end <= start and m.who in piece.who]
        if head and not self.text[head[-1].end : start].strip(" ,(:-\u2014"):
            earlier = head[-1].start
            for mention in reversed(head[:-1]):
                if _JOIN.match(self.text[mention.end : earlier]):
                    earlier = mention.start
            start = earlier
        return start

    def _late_statement(self, piece: _Piece) -> bool:
        return False

    def _end(self, piece: _Piece, statement: bool) -> int:
        """Before the action that follows the looks in the same clause, else the clause's end."""
        if piece.reading.kind and piece.reading.about == "deed":
            last = piece.reading.last
            for index in range(last + 1, len(piece.words)):
                if piece.words[index].low in lex.FINITE and piece.words[index - 1].low not in (
                    "a",
                    "the",
                    "his",
                    "her",
                    "of",
                ):
                    return strip(self.text, piece.span[0], piece.words[index].start)[1]
        return piece.span[1]
