"""What is likely to tell how somebody looks, quoted where the rules read but a part of it or nothing. Pure.

The rules know the ways of telling that patterns.py lists. In a script, whose sentences of looks are short, a sentence
is weighed by all of its words, and by what has been read in it and before it (see weighing.py), and quoted whole. In a
story a network says of every word how likely it tells looks (see labelling.py): stretches of such words join what the
rules read in the sentence, or are quotes of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .cutting import Clause, Sentence
from .labelling import Labels, Stretch, stretches
from .looks import IDENTITY, PASSING, WARDROBE
from .memory import MANY, Who
from .quoting import MAX_LOOK, PICTURE_OF, Found
from .ranking import Ranking
from .sentences import Span, clauses, strip
from .tags import tag
from .text import Paragraph
from .weighing import LIKELY, PLAY, SCREENPLAY, features, likelihood
from .wholes import after_scenery

_ENOUGH = 0.8  # of a unit's words
_CLEAR = 0.7  # how likely a stretch's words must be on average to be a quote of their own
_LEAST = 2  # words of one
_BESIDE = 2  # characters between a quote and a stretch that joins it
_OF_LOOKS = "[BbmGgDdcwtWYZvr]"  # the tags of words that show something
_SHOWS = re.compile(_OF_LOOKS)
_DEED_BEFORE = re.compile(rf"[&K]*[RN]+[KH]*(?:V.*&K*V|C)(?!.*{_OF_LOOKS})")  # "I was sorry to see"
_DEED_AFTER = re.compile(rf"&K*V(?!.*{_OF_LOOKS})")  # "and threw it down"
_DEED_TO_A_THING = re.compile("[&K]*[RN]+[KH]*V(?!.*[BbmGgdcYWtvr])")  # "he dropped two limp hares"
_ANIMAL = re.compile("(?!.*[RM]).*[Ah][KXDdwcTe&]*Z")  # "an enormous coal-black hound", and nobody
_OF_SELF = re.compile(r"\b(?:[Mm]y|I (?:\w+ly )?(?:am|was(?! aware)|had|have|wore))\b")  # not "I saw a pale face"
_PART = re.compile(r"(?<=[;:])\s|--|\u2014")
_SHOWN = re.compile("[DdcGgWt]")
_BEFORE_INTRODUCTION = re.compile("[DdcGgWt]|^[pIo][^V]*C$")  # "In the back is OTTO"
_OF_MIND = re.compile("(?!.*[BbmGgDdcWY]).*T")  # "witty and proud"
_DEED = re.compile("[&K]*(?:[VXS](?!.*[GgW])|J[^BbmGgDdcWt]*$)")  # "counts heads"
_UNSEEN = re.compile(rf"[&K]*V(?!.*[GgW])|[&K]*J(?!.*[BbmGgDdcW])|{_OF_MIND.pattern}")
_DRESS = re.compile("[GgWvr]")


@dataclass(frozen=True)
class Unit:
    """A sentence, or a long one's part between semicolons: whom it is about, and how that is known."""

    sentence: Sentence
    paragraph: Paragraph
    start: int
    end: int
    who: Who
    source: str

    @property
    def tags(self) -> str:
        """One letter per word."""
        return _tags(self.sentence, self.start, self.end)


class Widening:
    """Reads sentence after sentence of a script, or of a story, of which it has the `labels` and a `ranking`."""

    def __init__(self, labels: Labels | None = None, ranking: Ranking | None = None) -> None:
        self._labels, self._ranking = labels, ranking
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
        found = list(told)
        for start, end in _units(sentence):
            if _letters(paragraph.text, start, end) != _letters(sentence.text, start, end):
                continue  # speech is no telling
            if PICTURE_OF.search(sentence.text, start, end):
                continue
            mine = sorted((one for one in told if one.start < end and start < one.end), key=lambda one: one.start)
            who, source = self._whom(sentence, [c for c in clauses if start <= c.span[0] < end], mine, portrait)
            unit = Unit(sentence, paragraph, start, end, who, source)
            if self._labels:
                quoted = list(self._labelled(self._labels, unit, mine))
            else:
                quoted = self._weighed(unit, mine, listed)
            found = [one for one in found if one not in mine] + quoted
            self._goes_on = True
            self._told = (bool(mine), *self._told[:2])
            self._before = who if quoted else ()
        return sorted(found, key=lambda one: one.start)

    def _weighed(self, unit: Unit, mine: Sequence[Found], listed: bool) -> list[Found]:
        """A script's unit as a whole, where that is likely to tell looks, or else what the rules found in it."""
        sentence, who, source = unit.sentence, unit.who, unit.source
        kind = PLAY if sentence.memory.by_the_way else SCREENPLAY
        words = sentence.words(unit.start, unit.end)
        covered = sum(any(one.start <= word.start < one.end for one in mine) for word in words) / len(words)
        weight = likelihood(
            features(
                kind,
                unit.tags,
                covered=covered,
                source=f"list-{source}" if listed else source,
                several=len(who) > 1,
                others=len({m.who for m in sentence.names if unit.start <= m.start < unit.end}.difference(who)),
                told=self._told,
                goes_on=self._goes_on,
            )
        )
        known = bool(who) and source != "many" and (bool(mine) or who != (sentence.memory.stranger,))
        inside = all(unit.start <= one.start and one.end <= unit.end + 1 for one in mine)
        if known and inside and covered < _ENOUGH and weight > LIKELY[kind] and len(words) <= MAX_LOOK:
            return list(_whole(unit, mine, kind == SCREENPLAY))
        return list(mine)

    def _labelled(self, labels: Labels, unit: Unit, mine: Sequence[Found]) -> Iterator[Found]:
        """What the rules found in a story's unit, with the stretches that touch it; and the other stretches."""
        sentence, who = unit.sentence, unit.who
        looks = labels.likelihoods(sentence.text, sentence.words(unit.start, unit.end))
        likely = list(stretches(looks, _marks(sentence, unit.start, unit.end)))
        if mine:
            yield from _joined(unit, mine, likely)
            return
        if likely and self._ranking:
            who = self._ranking.owner(sentence, unit.start, unit.end, who)
        if len(who) == 1 and unit.source != "many" and who != (sentence.memory.stranger,):
            yield from _quoted(unit, who, likely)

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
        yield _to(one, first, max(last, one.end))


def _joined(unit: Unit, mine: Sequence[Found], likely: Sequence[Stretch]) -> Iterator[Found]:
    """What the rules found in a story's unit, each quote with the stretches that touch it; and the other stretches."""
    quoted = list(mine)
    free: list[Stretch] = []
    for stretch in likely:
        start, end = _span(unit, stretch)
        touched = [at for at, one in enumerate(mine) if one.start < end + _BESIDE and start < one.end + _BESIDE]
        for at in touched:
            least = max((one.end for one in quoted[:at]), default=unit.start)
            most = min((one.start for one in quoted[at + 1 :]), default=unit.end)
            quoted[at] = _with(unit, quoted[at], max(start, least), min(end, most))
        if not touched:
            free.append(stretch)
    yield from quoted
    if unit.who:
        yield from _quoted(unit, unit.who, free)


def _with(unit: Unit, quote: Found, start: int, end: int) -> Found:
    """A quote with the stretch that touches it, but for deeds beside it and pieces that show nothing."""
    sentence = unit.sentence
    start, end = strip(sentence.text, min(start, quote.start), max(end, quote.end))
    pieces = clauses(sentence.text, start, end)
    while pieces[0][1] <= quote.start and not _SHOWS.search(_tags(sentence, *pieces[0])):
        del pieces[0]
    while pieces[-1][0] >= quote.end and not _SHOWS.search(_tags(sentence, *pieces[-1])):
        del pieces[-1]
        end = pieces[-1][1]
    start, end = min(pieces[0][0], quote.start), max(end, quote.end)
    if start < quote.start and _DEED_BEFORE.match(_tags(sentence, start, quote.start)):
        start = quote.start
    if quote.end < end and _DEED_AFTER.match(_tags(sentence, quote.end, end)):
        end = quote.end
    return _to(quote, start, end) if len(sentence.words(start, end)) <= MAX_LOOK else quote


def _quoted(unit: Unit, who: Who, likely: Sequence[Stretch]) -> Iterator[Found]:
    """The clearest stretches that show something, as quotes of their own."""
    for stretch in likely:
        start, end = _span(unit, stretch)
        tags = _tags(unit.sentence, start, end)
        if not _SHOWS.search(tags) or _DEED_TO_A_THING.match(tags) or _ANIMAL.match(tags):
            continue
        if who == unit.sentence.memory.narrator and not _OF_SELF.search(unit.sentence.text, start, end):
            continue
        if stretch.likely > _CLEAR and _LEAST <= len(tags) <= MAX_LOOK:
            yield Found(unit.paragraph, who, start, end, _kind(tags), True, certain=False)


def _span(unit: Unit, stretch: Stretch) -> Span:
    """Where the words of a stretch stand, with the mark that ends the unit."""
    words = unit.sentence.words(unit.start, unit.end)
    return words[stretch.first].start, words[stretch.last].end if stretch.last + 1 < len(words) else unit.end


def _to(quote: Found, start: int, end: int) -> Found:
    """A quote from and to elsewhere, which remembers what a rule has read."""
    if (start, end) == (quote.start, quote.end):
        return quote
    return replace(quote, start=start, end=end, core=quote.core or ((quote.start, quote.end),))


def _kind(tags: str) -> str:
    return WARDROBE if _DRESS.search(tags) else PASSING if "t" in tags else IDENTITY


def _marks(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    """The punctuation before each word."""
    words = sentence.words(start, end)
    ends = [start, *(word.end for word in words)]
    return tuple(["".join(sentence.text[last : word.start].split()) for last, word in zip(ends, words, strict=False)])


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


def _tags(sentence: Sentence, start: int, end: int) -> str:
    words = sentence.words(start, end)
    names = [(m.start, m.end) for m in sentence.names if m.start < end and start < m.end]
    if not names:
        return tag(words)
    named = [at for at, word in enumerate(words) if any(first <= word.start < last for first, last in names)]
    return tag(words, frozenset(named))


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalpha, text[start:end]))
