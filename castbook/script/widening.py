"""A sentence that is likely to tell how somebody looks, quoted whole where the rules read but a part of it. Pure.

The rules know the ways of telling that patterns.py lists; a sentence is weighed by all of its words, and by what has
been read in it and before it (see weighing.py). In a story each word of a sentence that is quoted is labelled as well
(see labelling.py): what goes on telling looks beside the quote joins it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .cutting import Clause, Sentence
from .labelling import MODEL, Seen
from .looks import IDENTITY, PASSING, WARDROBE
from .memory import MANY, Who
from .quoting import MAX_LOOK, PICTURE_OF, Found
from .ranking import Ranking
from .sentences import Span, Word, clauses, strip
from .tags import tag
from .text import Paragraph
from .weighing import LIKELY, PLAY, PROSE, SCREENPLAY, features, likelihood
from .wholes import after_scenery

_ENOUGH = 0.8  # of a unit's words
_LIKELY_MORE = 0.35  # from which likelihood on a story's sentence that tells looks is quoted whole
_JOINED = 0.5  # from which likelihood on a word joins a quote that it stands beside
_RANKED = 0.2  # from which likelihood on it is asked whose the looks of a story's sentence are
_PART = re.compile(r"(?<=[;:])\s|--|\u2014")
_SHOWN = re.compile("[DdcGgWt]")
_BODILY = re.compile("[DdcBbmGgWYPZ]")
_BEFORE_INTRODUCTION = re.compile("[DdcGgWt]|^[pIo][^V]*C$")  # "In the back is OTTO"
_OF_MIND = re.compile("(?!.*[BbmGgDdcWY]).*T")  # "witty and proud"
_DEED = re.compile("[&K]*(?:[VXS](?!.*[GgW])|J[^BbmGgDdcWt]*$)")  # "counts heads"
_UNSEEN = re.compile(rf"[&K]*V(?!.*[GgW])|[&K]*J(?!.*[BbmGgDdcW])|{_OF_MIND.pattern}")
_ACTS = re.compile("[RNPOk]K?[VXJS]|^[&K]*[VJ]")  # a person who does something
_STORY = re.compile("[&Kp]*(?:[RN]+[KH]*V|(?<=[&p])V)(?!.*(?:[GgW]|M[XDdw]*[Bb]))")  # "and I thought it strange"
_DRESS = re.compile("[GgWvr]")
_ENDS = frozenset("BbGgmDdcwtTPOZYeU")  # the tags of words with which a quote may end in the middle of a sentence


@dataclass(frozen=True)
class Unit:
    """A sentence, or a long one's part between semicolons: whom it is about and what it is weighed by."""

    sentence: Sentence
    paragraph: Paragraph
    start: int
    end: int
    who: Who
    features: dict[str, float]


class Widening:
    """Weighs sentence after sentence of a script."""

    def __init__(self, ranking: Ranking | None = None) -> None:
        self._ranking = ranking  # in a story
        self._told = (False, False, False)  # whether the last units told looks, the last one first
        self._goes_on = False  # a sentence came before in the paragraph
        self._before: Who = ()  # whom the last unit of the paragraph portrayed

    def new_paragraph(self) -> None:
        """What comes next opens a paragraph."""
        self._goes_on, self._before = False, ()

    def skip(self) -> None:
        """Take note of a sentence without looks."""
        self._told = (False, *self._told[:2])
        self._goes_on = True

    def widen(
        self,
        paragraph: Paragraph,
        sentence: Sentence,
        clauses: Sequence[Clause],
        told: Sequence[Found],
        portrait: Who,
        *,
        listed: bool,
    ) -> list[Found]:
        """What the rules found in a sentence, each quote with what is likely to belong to it, and what they missed."""
        memory = sentence.memory
        kind = PROSE if memory.prose else PLAY if memory.by_the_way else SCREENPLAY
        found = list(told)
        for start, end in _units(sentence):
            if _letters(paragraph.text, start, end) != _letters(sentence.text, start, end):
                continue  # speech is no telling
            if PICTURE_OF.search(sentence.text, start, end):
                continue
            mine = sorted((one for one in told if one.start < end and start < one.end), key=lambda one: one.start)
            who, source = self._whom(sentence, [c for c in clauses if start <= c.span[0] < end], mine, portrait)
            words = sentence.words(start, end)
            covered = sum(any(one.start <= word.start < one.end for one in mine) for word in words) if mine else 0
            covered /= len(words)
            unit = Unit(
                sentence,
                paragraph,
                start,
                end,
                who,
                features(
                    kind,
                    _tags(sentence, start, end),
                    covered=covered,
                    source=f"list-{source}" if listed else source,
                    several=len(who) > 1,
                    others=len({m.who for m in sentence.names if start <= m.start < end}.difference(who)),
                    told=self._told,
                    goes_on=self._goes_on,
                ),
            )
            weight = likelihood(unit.features)
            if self._ranking and not mine and weight > _RANKED:
                who = self._ranking.owner(sentence, start, end, who)
                unit = replace(unit, who=who)
            still = memory.prose and mine and not _ACTS.search(_tags(sentence, start, end))
            enough = _LIKELY_MORE if still else LIKELY[kind]
            known = bool(who) and source != "many" and (bool(mine) or who != (memory.stranger,))
            likely = known and covered < _ENOUGH and weight > enough and len(words) <= MAX_LOOK
            if likely and all(start <= one.start and one.end <= end + 1 for one in mine):
                found = [one for one in found if one not in mine] + list(_whole(unit, mine, kind == SCREENPLAY))
            quoted = [one for one in found if one.start < end and start < one.end]
            if kind == PROSE and len(quoted) == 1 and quoted[0].who == unit.who:
                seen = self._seen(unit, mine, quoted, source, weight)
                found = [joined(unit, one, seen) if one in quoted else one for one in found]
            self._goes_on = True
            self._told = (bool(mine), *self._told[:2])
            self._before = who if mine or likely else ()
        return sorted(found, key=lambda one: one.start)

    def _seen(self, unit: Unit, mine: Sequence[Found], quoted: Sequence[Found], source: str, likely: float) -> Seen:
        """What the words of a unit are labelled by."""
        start, end, sentence = unit.start, unit.end, unit.sentence
        words = sentence.words(start, end)
        names = [m for m in sentence.names if start <= m.start < end]
        return Seen(
            _tags(sentence, start, end),
            _marks(sentence, start, end),
            _inside(words, mine),
            _inside(words, quoted),
            source,
            (self._told[0], self._told[1]),
            self._goes_on,
            any(m.who not in sentence.memory.seen for m in names),
            len(names),
            likely,
        )

    def _whom(
        self, sentence: Sentence, clauses: Sequence[Clause], mine: Sequence[Found], portrait: Who
    ) -> tuple[Who, str]:
        """Whom a unit is about, and how that is known."""
        narrator, subject = sentence.memory.narrator, sentence.memory.subject
        shown = {one.who for one in mine}
        if shown:
            return (mine[0].who, "told") if len(shown) == 1 else ((), "many")
        first = next((clause for clause in clauses if clause.who), None)
        if first is not None and first.who != narrator:
            return first.who, first.lead
        if first is None and any(word.low in MANY for word in sentence.words(sentence.start, sentence.end)[:3]):
            return (), "nobody"  # a crowd's faces
        if self._before:
            return self._before, "before"
        if portrait:
            return portrait, "portrait"
        if subject and subject != narrator:
            return subject, "subject"
        return (first.who, "narrator") if first is not None else ((), "nobody")


def _units(sentence: Sentence) -> Iterator[Span]:
    cuts = [sentence.start, sentence.end]
    if len(sentence.words(*cuts)) > MAX_LOOK:
        cuts[1:1] = [cut.end() for cut in _PART.finditer(sentence.text, *cuts)]
    for start, end in pairwise(cuts):
        start, end = strip(sentence.text, start, end)
        if start < end and len(sentence.words(start, end)) > 1:
            yield start, end


def _whole(unit: Unit, mine: Sequence[Found], screenplay: bool) -> Iterator[Found]:
    """The unit as one quote, or as many as there are facts in it."""
    sentence = unit.sentence
    start, end = _bounds(unit, mine, screenplay)
    if not mine:
        tags = _tags(sentence, start, end)
        yield Found(unit.paragraph, unit.who, start, end, _kind(tags), True, certain=False)
    for at, one in enumerate(mine):
        first, last = one.start if at else start, end
        if at + 1 < len(mine):
            following = mine[at + 1]
            mind = _OF_MIND.match(_tags(sentence, one.end, following.start))
            last = one.end if mind else strip(sentence.text, first, following.start)[1]
        last = max(last, one.end)
        same = (first, last) == (one.start, one.end)
        yield one if same else replace(one, start=first, end=last, core=one.core or ((one.start, one.end),))


def joined(unit: Unit, quote: Found, seen: Seen) -> Found:
    """A quote with the neighbouring words of a story that are likely to tell looks, as far as a quote may go."""
    looks, marks = MODEL.likelihoods(seen), (*seen.marks, ".")
    words = unit.sentence.words(unit.start, unit.end)
    inside = [at for at, word in enumerate(words) if quote.start <= word.start < quote.end]
    if not inside:
        return quote
    first, last = inside[0], inside[-1]
    while first and looks[first - 1] > _JOINED:
        first -= 1
    while last + 1 < len(words) and looks[last + 1] > _JOINED:
        last += 1
    while first < inside[0] and first and not marks[first]:
        first += 1  # to where a piece of the sentence begins
    while last > inside[-1] and seen.tags[last] not in _ENDS and not marks[last + 1]:
        last -= 1  # to where one ends, or to what shows something
    start, end = min(quote.start, words[first].start), max(quote.end, words[last].end)
    if (start, end) == (quote.start, quote.end) or len(unit.sentence.words(start, end)) > MAX_LOOK:
        return quote
    return replace(quote, start=start, end=end, core=quote.core or ((quote.start, quote.end),))


def _kind(tags: str) -> str:
    return WARDROBE if _DRESS.search(tags) else PASSING if "t" in tags else IDENTITY


def _marks(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    """The punctuation before each word."""
    words = sentence.words(start, end)
    ends = [start, *(word.end for word in words)]
    return tuple(["".join(sentence.text[last : word.start].split()) for last, word in zip(ends, words, strict=False)])


def _inside(words: Sequence[Word], found: Sequence[Found]) -> tuple[bool, ...]:
    return tuple([any(one.start <= word.start < one.end for one in found) for word in words])


def _bounds(unit: Unit, mine: Sequence[Found], screenplay: bool) -> Span:
    """Where the quote of a unit starts and ends; a screenplay's leaves out deeds, the mind and where somebody is."""
    sentence, text = unit.sentence, unit.sentence.text
    if not mine:
        spans = clauses(text, unit.start, unit.end)
        while screenplay and len(spans) > 1 and _UNSEEN.match(_tags(sentence, *spans[-1])):
            spans.pop()
        return unit.start, spans[-1][1] if screenplay else unit.end
    first, last = mine[0].start, max(one.end for one in mine)
    start, end = unit.start, max(unit.end, last)
    if any(start <= m.start < first and m.who not in unit.who for m in sentence.names):
        start = first  # "Odd waves to BIRGIT, 61"
    spans = clauses(text, start, end)
    if sentence.memory.prose:
        while spans[-1][0] >= last and _STORY.match(_tags(sentence, *spans[-1])):
            end = spans.pop()[0]
        end = spans[-1][1] if end < unit.end else end
        shown = _shown(sentence, spans, first, last)
        return shown if 2 * len(sentence.words(*shown)) <= len(sentence.words(start, end)) else (start, end)
    if not screenplay:
        return after_scenery(sentence, start, first), end
    for span, following in pairwise(spans):
        if span[1] <= first and not _SHOWN.search(_tags(sentence, *span)):
            start = following[0]  # "In the back seat: OTTO, nineteen"
    named = any(first <= m.start < mine[0].end and m.who in mine[0].who for m in sentence.names)
    if named and start < first and not _BEFORE_INTRODUCTION.search(_tags(sentence, start, first)):
        start = first  # "We pull back to reveal OTTO, nineteen"
    for begins, ends in spans:
        if ends > last:
            deed = _DEED if begins < last else _UNSEEN  # "BIG LOU, 60, | pours coffee"
            if deed.match(_tags(sentence, max(begins, last), ends)):
                break
            last = ends
    if text.count("(", start, last) > text.count(")", start, last):
        last = text.find(")", last, end) + 1 or last
    return start, last


def _shown(sentence: Sentence, spans: Sequence[Span], first: int, last: int) -> Span:
    """A story's sentence without what stands before and after its looks and shows nothing: deeds, the mind."""
    shown = [span for span in spans if (span[1] > first and span[0] < last) or _BODILY.search(_tags(sentence, *span))]
    return min(shown[0][0], first), max(shown[-1][1], last)


def _tags(sentence: Sentence, start: int, end: int) -> str:
    words = sentence.words(start, end)
    names = [(m.start, m.end) for m in sentence.names if m.start < end and start < m.end]
    if not names:
        return tag(words)
    named = [at for at, word in enumerate(words) if any(first <= word.start < last for first, last in names)]
    return tag(words, frozenset(named))


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalpha, text[start:end]))
