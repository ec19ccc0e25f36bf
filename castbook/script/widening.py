"""What is likely to tell how somebody looks, quoted where the rules read but a part of it or nothing. Pure.

The rules know the ways of telling that patterns.py lists. A network says of every word how likely it tells looks (see
labelling.py): stretches of such words join what the rules read in the sentence, or are quotes of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from . import dress
from .cutting import Clause, Sentence
from .labelling import Labels, Stretch, stretches
from .looks import IDENTITY, PASSING, WARDROBE
from .memory import MANY, Who
from .mentions import Mention
from .quoting import MAX_LOOK, PICTURE_OF, Found
from .ranking import Ranking
from .sentences import Span, clauses, strip
from .strangers import gender_of_noun
from .tags import tag
from .text import Paragraph

# How likely a stretch's words must be on average to be a quote of their own, in a story and in a script.
_CLEAR_IN_STORY, _CLEAR = 0.45, 0.55
_LEAST = 2  # words of one
_LEAST_LEFT, _SURELY_LEFT = 2, 0.45  # words beside a quote, and how likely they must be
_SURELY_SHOWS = 0.7  # from which likelihood on words need show nothing that the rules know
_BESIDE = 2  # characters between a quote and a stretch that joins it
_OF_LOOKS = "[BbmGgDdcwtWYZvr]"  # the tags of words that show something
_SHOWS = re.compile(_OF_LOOKS)
_DEED_BEFORE = re.compile(rf"[&K]*V$|[&K]*[RN]+[KH]*(?:V.*&K*V|C)(?!.*{_OF_LOOKS})")  # "I was sorry to see"
_OPENS = re.compile(rf"(?!.*{_OF_LOOKS})[Ah]X+CV")  # "The gate is opened to admit"
_BEFORE_INTRODUCTION = re.compile("[DdcGgWt]|^[pIo][^V]*C$")  # "In the back is OTTO"
_DEED_AFTER = re.compile(rf"&K*V(?!.*{_OF_LOOKS})")  # "and threw it down"
_DEED_ON_SCREEN = re.compile("[&K]*(?:[VXS](?!.*[GgW])|J[^BbmGgDdcWt]*$)")  # "leans on the rail"
_UNDRESSING = re.compile("[&K]*[RN]+[KH]*[VX]+[MAh]?G(?:&?[MAh]?G)*[pKX]?$")  # "she takes off her hat and coat"
_STEPS_OUT = re.compile("[&KXV]*[RN]+[KX]*[VX][XopI]+F?MG$")  # "step out of her boots"
_MOVES_LIKE = re.compile("[&K]*[RN]+[KX]*[VX]pA[^M]*[POZ]$")  # "Ida moves like an old woman"
_HELD = re.compile("M?bC[wT](?!.*[BmGgDdcWY])")  # "his face is tight"
_ACTS = re.compile("[&K]*V[^GgWILCtDd]*$")
_ACTS_NOW = re.compile(r"(?:and )?[a-z]+s\b")
_SHAKES = re.compile(
    r"(?:His|Her) (?:hands?|fingers|lips?) (?:is|are) (?:shaking|trembling|quivering)\W*", re.IGNORECASE
)
_LIES = re.compile("[&K]*[Ah][XDdwc]*[Gg]+[pIo]+[AhM]?[XDdw]*X$")  # "A hat on the chair"
_ANOTHERS = re.compile("A[XDdwcYTe&K]*P")  # "Ida waves to | a woman in a veil"
_DEEDS = (_UNDRESSING, _STEPS_OUT, _MOVES_LIKE, _HELD, _LIES)
_SAID_AGAIN = re.compile("(?<!C)h[XDdcwYTe&K]*[PO]")  # "to the stout man"
_DEED_TO_A_THING = re.compile("[&K]*[RN]+[KH]*V(?!.*[BbmGgdcYWtvr])")  # "he dropped two limp hares"
_THING_OF = re.compile("[&K]*N+M[XDdw]*XC(?!.*[BbmGgvrW])")  # "Ida's house was small"
_ANIMAL = re.compile("(?!.*[RM]).*[Ah][KXDdwcTe&]*Z")  # "an enormous coal-black hound", and nobody
_NO_LOOKS = (_DEED_TO_A_THING, _ANIMAL, _THING_OF)
_SOMEBODY = re.compile("(?:AF)?[AhQ](?:[XDdwcYTe&K]*[PO](?!M)|[DdwcYTe&K]*X+[LV])")  # "The porter with the beard"
_A_PERSON = re.compile("A[XDdwcYTe&K]*P(?!M)")
_SEVERAL = re.compile("[&K]*Q")  # "Two men in black"
_SHOWS_ONE = re.compile("[PO]|^[^RNVCHJ]*$")  # not "The house is tall"
_THE_MAN = re.compile(r"The (?:old |young )?(man|woman|boy|girl|kid|child|lady|gentleman|fellow|stranger)\b", re.I)
_TOGETHER = re.compile(r"\b(?:both|each)\b", re.IGNORECASE)
_OF_SELF = re.compile(r"\b(?:[Mm]y|I (?:\w+ly )?(?:am|was(?! aware)|had|have|wore))\b")  # not "I saw a pale face"
_PART = re.compile(r"(?<=[;:])\s|--|\u2014")
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


class Widening:
    """Reads sentence after sentence of a script, of which it has the `labels`; of a story also a `ranking`."""

    def __init__(self, labels: Labels, ranking: Ranking | None = None) -> None:
        self._labels, self._ranking = labels, ranking
        self._before: Who = ()  # whom the last unit of the paragraph portrayed
        self._named: Sequence[Mention] = ()
        self._several = False  # the last unit showed several who have no names

    def new_paragraph(self, named: Sequence[Mention]) -> None:
        """What comes next opens a paragraph, in which all that are `named` stand."""
        self._before, self._named, self._several = (), named, False

    def widen(
        self,
        paragraph: Paragraph,
        sentence: Sentence,
        clauses: Sequence[Clause],
        told: Sequence[Found],
        portrait: Who,
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
            if source == "nobody" and not sentence.memory.by_the_way:
                same = self._same(sentence, start)
                if same or not _is_of_another(sentence):
                    who = same or self._alone(sentence, start, end) or self._newcomer(sentence, start, end)
            unit = Unit(sentence, paragraph, start, end, who, source)
            quoted = list(self._labelled(unit, mine))
            found = [one for one in found if one not in mine] + quoted
            self._before = who if quoted else ()
        if self._ranking:
            return list(self._ranked(self._ranking, sentence, found))
        return sorted(found, key=lambda one: one.start)

    def _labelled(self, unit: Unit, mine: Sequence[Found]) -> Iterator[Found]:
        """What the rules found in a unit, with the stretches that touch it; and the other stretches."""
        sentence, who = unit.sentence, unit.who
        looks = self._labels.likelihoods(sentence.text, sentence.words(unit.start, unit.end))
        likely = list(stretches(looks, _marks(sentence, unit.start, unit.end)))
        if mine:
            yield from _joined(unit, mine, likely, looks)
            return
        if not likely:
            return
        if self._ranking:
            named = {mention.who for mention in sentence.names if unit.start <= mention.start < unit.end}
            together = named.intersection(who) or _TOGETHER.search(sentence.text, unit.start, unit.end)
            who = who if len(who) < 2 or together else ()  # "they" are as often somebody's eyes
        waits = who == (sentence.memory.stranger,) and sentence.memory.by_the_way  # in a screenplay for a name
        if len(who) > 1 or waits:
            return
        told = list(_quoted(unit, who, likely)) if who else []
        yield from told or (_quoted(unit, (), likely) if self._ranking else ())

    def _ranked(self, ranking: Ranking, sentence: Sentence, told: Sequence[Found]) -> Iterator[Found]:
        """A story's quotes with whose they are; those that are nobody's are left out."""
        for one in sorted(told, key=lambda one: one.start):
            who = ranking.owner(sentence, one.start, one.end, one.who, one.likely)
            told_of = one.certain or who != sentence.memory.narrator or _tells_of_self(sentence, one.start, one.end)
            if who and told_of:  # not what the narrator saw: "I saw a pale face"
                yield one if who == one.who else replace(one, who=who)

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
        if not self._ranking and _is_of_another(sentence):
            return (), "nobody"
        if self._before:
            return self._before, "before"
        if portrait:
            return portrait, "portrait"
        if subject and subject != narrator:
            return subject, "subject"
        return (first.who, "narrator") if first is not None else ((), "nobody")

    def _alone(self, sentence: Sentence, start: int, end: int) -> Who:
        """The only one whom a screenplay's paragraph has named before, else who is first named after the looks."""
        words, tags = sentence.words(start, end), _tags(sentence, start, end)
        named = {mention.who for mention in self._named if mention.start < start}
        if not named and not _SEVERAL.match(tags):
            follows = [mention.who for mention in self._named if mention.start >= end]
            named = set(follows[:1]) - sentence.memory.seen if _SHOWS_ONE.search(tags) else named
        several = any(word.low in dress.ONE_EACH for word in words) or self._several
        self._several = several and not re.search("[RNVCHJ]", tags)  # "Dark coats. Wet boots."
        who = () if self._several else tuple(named)
        return who if len(who) == 1 else ()

    def _same(self, sentence: Sentence, start: int) -> Who:
        """The only one whom a screenplay's paragraph has named before "the man": "OTTO steps out. The man is huge"."""
        noun = _THE_MAN.match(sentence.text, start)
        named = {mention.who for mention in self._named if mention.start < start}
        if not noun or len(named) != 1:
            return ()
        (who,) = named
        genders = {sentence.memory.people[who].gender, gender_of_noun(noun[1].lower())} - {""}
        return (who,) if len(genders) < 2 else ()

    def _newcomer(self, sentence: Sentence, start: int, end: int) -> Who:
        """The stranger whom a screenplay's sentence brings in: "On the mule, a woman riding in a long coat"."""
        tags = _tags(sentence, start, end)
        new = list(_A_PERSON.finditer(tags))
        if len(new) != 1 or re.search("[NQ]", tags):
            return ()
        noun = sentence.words(start, end)[new[0].end() - 1].low
        return sentence.memory.meet_stranger(gender_of_noun(noun), noun)


def _is_of_another(sentence: Sentence) -> bool:
    """Whether a sentence is about somebody without a name: "The porter with the beard", "Here are PATRONS in robes"."""
    cries = [
        word for word in sentence.words(sentence.start, sentence.end) if len(word.text) > 3 and word.text.isupper()
    ]
    if any(all(not one.start <= word.start < one.end for one in sentence.names) for word in cries):
        return True
    return bool(_SOMEBODY.match(_tags(sentence, sentence.start, sentence.end)))


def _units(sentence: Sentence) -> Iterator[Span]:
    cuts = [sentence.start, sentence.end]
    if len(sentence.words(*cuts)) > MAX_LOOK:
        cuts[1:1] = [cut.end() for cut in _PART.finditer(sentence.text, *cuts)]
    for start, end in pairwise(cuts):
        start, end = strip(sentence.text, start, end)
        if start < end and len(sentence.words(start, end)) > 1:
            yield start, end


def _joined(unit: Unit, mine: Sequence[Found], likely: Sequence[Stretch], looks: Sequence[float]) -> Iterator[Found]:
    """What the rules found in a unit, each quote with the stretches that touch it; and the other stretches."""
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
        else:
            free += _left_over(unit, stretch, [quoted[at] for at in touched], looks)
    yield from quoted
    if unit.who:
        yield from _quoted(unit, unit.who, free, beside=True)


def _left_over(unit: Unit, stretch: Stretch, quoted: Sequence[Found], looks: Sequence[float]) -> Iterator[Stretch]:
    """The parts of a stretch before and after the quotes that have taken some of it."""
    words = unit.sentence.words(unit.start, unit.end)
    free = [
        at
        for at in range(stretch.first, stretch.last + 1)
        if not any(one.start <= words[at].start < one.end for one in quoted)
    ]
    while free:
        many = next((n for n, at in enumerate(free) if at != free[0] + n), len(free))
        first, last = free[0], free[many - 1]
        free = free[many:]
        likely = sum(looks[first : last + 1]) / (last + 1 - first)
        if last - first >= _LEAST_LEFT and likely > _SURELY_LEFT:
            yield Stretch(first, last, likely)


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
    before, after = _tags(sentence, start, quote.start), _tags(sentence, quote.end, end)
    if sentence.memory.by_the_way:
        starts = before != "&" and not _DEED_BEFORE.match(before) and not _OPENS.match(before)
        ends = not _DEED_AFTER.match(after)
    else:
        starts, ends = _BEFORE_INTRODUCTION.search(before), not _DEED_ON_SCREEN.match(after)
    start, end = start if starts else quote.start, end if ends else quote.end
    return _to(quote, start, end) if len(sentence.words(start, end)) <= MAX_LOOK else quote


def _quoted(unit: Unit, who: Who, likely: Sequence[Stretch], *, beside: bool = False) -> Iterator[Found]:
    """The clearest stretches that show something, as quotes of their own.

    `beside`: a rule reads looks in the same unit.
    """
    prose = unit.sentence.memory.prose
    for stretch in likely:
        start, end = _span(unit, stretch)
        tags = _tags(unit.sentence, start, end)
        shakes = _SHAKES.fullmatch(unit.sentence.text, start, end)
        if not prose and (shakes or any(deed.match(tags) for deed in _DEEDS)):
            continue
        acts = start > unit.start and _ACTS.match(tags) and _ACTS_NOW.match(unit.sentence.text, start)
        if acts and not prose:
            continue  # "OTTO, 60, bald, | chews his nails"
        surely = stretch.likely > _SURELY_SHOWS and len(tags) > _LEAST and not (beside and prose)
        shows = surely or _SHOWS.search(_SAID_AGAIN.sub("", tags))
        if not shows or any(none.match(tags) for none in _NO_LOOKS):
            continue
        if who and _is_anothers(unit, start, tags):
            continue
        if who and who == unit.sentence.memory.narrator and not _tells_of_self(unit.sentence, start, end):
            continue
        clear = _CLEAR_IN_STORY if prose else _CLEAR
        if stretch.likely > clear and _LEAST <= len(tags) <= MAX_LOOK:
            kind = _kind(tags)
            yield Found(unit.paragraph, who, start, end, kind, True, certain=False, likely=stretch.likely)


def _is_anothers(unit: Unit, start: int, tags: str) -> bool:
    """Whether a screenplay tells here of somebody else whom the sentence's subject sees or waves to."""
    memory = unit.sentence.memory
    if memory.by_the_way or unit.who == (memory.stranger,) or not _ANOTHERS.match(tags):
        return False
    return _tags(unit.sentence, unit.start, start)[-1:] in ("p", "V", "o")


def _tells_of_self(sentence: Sentence, start: int, end: int) -> bool:
    return bool(_OF_SELF.search(sentence.text, start, end))


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


def _tags(sentence: Sentence, start: int, end: int) -> str:
    words = sentence.words(start, end)
    names = [(m.start, m.end) for m in sentence.names if m.start < end and start < m.end]
    if not names:
        return tag(words)
    named = [at for at, word in enumerate(words) if any(first <= word.start < last for first, last in names)]
    return tag(words, frozenset(named))


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalpha, text[start:end]))
