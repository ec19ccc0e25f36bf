"""Remembering whom he, she and they mean from paragraph to paragraph, and reading each sentence with that. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from . import folk, introductions, naming, wholes
from .attribution import Attribution
from .cue_nouns import CueNouns, Several, named_after
from .entrances import entering, entry_of
from .labelling import Labels
from .looks import IDENTITY
from .memory import Memory, Who
from .mentions import Mention, Names, joined, within
from .people import Person
from .quoting import Found, quotes
from .ranking import Ranking
from .references import Narration, References
from .revealed import before_name
from .sentences import sentences, without_speech, words
from .shown import shown, weeps, with_shown
from .tags import tag
from .text import Paragraph
from .unnamed import Stranger, Strangers
from .widening import Widening

_WORDS = re.compile(r"[a-z]+(?:-[a-z]+)*")
_OPENING_PRONOUN = re.compile(r"(?:and |but |then )?(he|she|his|her)\b", re.IGNORECASE)
_CALLED = re.compile(r"\b(?:name\b.{0,30}\b(?:is|was)|named|called|known as|this is|meet|by)\s+$", re.IGNORECASE)
_ENTERS = re.compile(r"\s+(?:enters|enter|comes in|appears|arrives|emerges)\b")
_SAW = re.compile(
    r"\b(?:saw|noticed|perceived|beheld|there (?:was|came|stood))\s(?:someone|somebody|a figure|a stranger)\b"
)
_IT_WAS = re.compile(r"(?:It|This|That) (?:was|is)\b")
_LOOKED = re.compile(
    r"\b(?:(?:look|gaz|star|glanc|peer)(?:ed|ing)\s(?:\w+\s)?(?:at|upon|on)|(?:watch|stud(?:y|i)|regard|examin|observ|survey)(?:ed|ing))\s"
    r"(?=(?P<whom>him|her)\b(?=[.,;]|\s(?:and|as|with|over|in|for|from|through|across)\b)|[A-Z])"
)
_KIN = re.compile(rf"\b(?:his|her|their|my)\s(?:\w+\s)?(?:{'|'.join(sorted(folk.KIN))}),?\s$")
_BESIDE = re.compile(r"\b(?:by|with|to|of|at|for|from|about|like|than|behind|beside|near|on|upon)\s(?:\w+\s)?$")
_AND = re.compile(r"\s*(?:and|&|,)\s*")
_COMPARED = re.compile(r"\b(?:than|like|unlike|resembling|similar to|different from)\s+$")  # "stockings like Ida's"
_SUBJECTS = ("name", "pronoun", "possessive", "elliptical")
# A crowd, whom "they" means from then on: "the men", "some of the young girls", "the majority".
_CROWD = re.compile(
    r"\b(?:(?:some|many|most|several|few|among) (?:\w+ ){0,3}?(?:men|women|girls|boys|people|children|[a-z]+-people)|"
    r"the (?:men|women|majority|others|crowd|people|work-people))\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile("(?<![pF])[AhQ][XDdwcYTe&K]*P(?!M)")
_PERSONS = folk.PEOPLE | {f"{noun}s" for noun in folk.PEOPLE}
_PATIENCE = 2  # how many paragraphs a stranger's portrait waits for a name in a script
_NEAR_START = 24
MAX_SENTENCE = 1_500  # characters; longer ones are lists or damage


class Tracker:
    """Reads paragraph after paragraph. `labels` say what is likely to tell looks, by default as each is asked for.

    `whole`: of a play, whose short stage directions are quoted whole; `references`: of a story.
    """

    def __init__(
        self,
        people: Sequence[Person],
        owner: dict[str, int],
        *,
        labels: Labels | None = None,
        whole: bool = False,
        references: References | None = None,
    ) -> None:
        self.memory = Memory([*people, Person("")])
        self.memory.prose, self.memory.by_the_way = references is not None, references is not None or whole
        self.memory.references = references
        self.names = Names(owner, self.memory.people)
        self.whole = whole
        self.patience = _PATIENCE
        self._pending: list[Found] = []
        self._gender, self._noun = "", ""  # of whom they are
        self._strangers = Strangers(self.memory.people)  # of a play, before that one
        self._age = 0
        self.met_stranger = False  # in this sentence
        self.introducing = False  # a play describes its characters before it begins
        self._headed: Who = ()  # whose name was the whole paragraph before
        self._portrayed = self.memory.portrayed
        self._labels = labels or Labels()
        self._widening = Widening(self._labels, Ranking(references, self.memory.people) if references else None)
        self._of_another = False  # the paragraph has gone on to somebody without a name
        self.cue_nouns: CueNouns | None = None  # in a screenplay: who is brought in by the noun of a cue
        self.narration: Mapping[int, Narration] = {}  # what has been read before
        self.walk_ons: Mapping[int, Sequence[Mention]] = {}  # a line -> where somebody without a name is spoken of
        self.speaking: dict[int, frozenset[int]] = {}  # a line -> who speaks after it in the scene

    def new_scene(self) -> None:
        """Pronouns do not reach over a scene's heading."""
        self.memory.forget()
        if self.introducing:  # those who have only been described come in as new
            self.memory.seen.clear()
            self.memory.portrayed.clear()
        self.introducing, self.memory.theme = False, ()

    def remember(self, who: Who) -> None:
        """Take note of who acted or spoke last."""
        self.memory.remember(who)

    def speaks(self, who: Who) -> Iterator[Found]:
        """Take note of who speaks; a stranger who speaks under a new name has it."""
        self._headed = ()
        new = len(who) == 1 and who[0] not in self._strangers.heard
        if new and (self.whole or who[0] not in self.memory.seen):
            told = list(self._one_of_several(who[0])) if self.whole else []
            if not told and (who[0] not in self.memory.seen or who[0] not in self._portrayed):
                told = list(self._give_name(who[0]))
            yield from told
            self._strangers.heard.add(who[0])
        self.memory.remember(who)

    def shows(self, paragraph: Paragraph) -> None:
        """Take note of whom a shot shows: "CLOSE SHOT -- IDA" and then "A tall woman"."""
        self._headed = introductions.headline(paragraph.text, self.names.find(paragraph.text))

    def opens_with(self, paragraph: Paragraph) -> Who:
        """Whose name a paragraph begins with."""
        masked = without_speech(paragraph.text)
        found = self.names.find(masked)[:1]
        return tuple(one.who for one in found if not masked[: one.start].strip("([ "))

    def read(self, paragraph: Paragraph, *, listed: bool = False, of: Who = ()) -> Iterator[Found]:
        """The looks in one paragraph of action or narration; with a name, those of the stranger who now has it.

        A name that is only `listed` in the dramatis personae has not been seen yet. `of`: whom an aside is about.
        """
        self.memory.continues = self.memory.described = self._of_another = False
        self.memory.portrait = ()
        if self._headed and not self.memory.by_the_way:
            self.memory.remember(self._headed)
            self.memory.portrait, self.memory.continues = self._headed, True
        self.memory.aside = bool(of)
        if of:
            self.memory.remember(of)
            self.memory.portrait, self.memory.continues = of, True
        self._age += 1
        if self.whole:
            self.memory.brought = self._strangers.look_round(paragraph.text)
        self.memory.entered = ()
        self.memory.line = paragraph.line
        read = (self.memory.references.narration if self.memory.references else self.narration).get(paragraph.line)
        read = read if read and len(read.text) == len(paragraph.text) else None
        masked = read.text if read else without_speech(paragraph.text)
        told = 0  # how far names have been looked for, speech included
        everybody = read.named if read else self.names.find(masked)
        several: list[Several] = []
        if self.cue_nouns:
            speaking, known = self.speaking.get(paragraph.line, frozenset()), self.memory.seen | self._strangers.heard
            self.memory.away, self.memory.awaited = self.cue_nouns.anybody.difference(speaking), speaking
            several = list(self.cue_nouns.several(masked, speaking, self.memory.seen))
            several += named_after(masked, everybody, self.memory.seen)
            everybody = self.cue_nouns.with_nouns(masked, everybody, speaking, known, self.memory.recent)
            passing = self.walk_ons.get(paragraph.line, ())
            if self._headed:  # "ANGLE ON IDA", and then "A tall woman"
                passing = [mention for mention in passing if mention.start > _NEAR_START]
            everybody = joined(everybody, passing)
        self._widening.new_paragraph(everybody)
        if listed and everybody and not masked[: everybody[0].start].strip(" -*"):
            self.memory.aside = True  # all that an entry says is of whom it lists
        if self.introducing and (entry := entry_of(masked, everybody)) is not None:
            self._pending.clear()
            self.memory.theme = entry
            if entry:
                self.memory.remember(entry)
                self.memory.aside = True
            else:
                self.memory.forget()
        self._headed = introductions.headline(masked, everybody)
        fresh = (mention.who for mention in everybody if mention.who not in self.memory.seen)
        self.memory.brought_by_name = tuple(dict.fromkeys(fresh)) if self.whole else ()
        spans = read.sentences if read else sentences(masked)
        revealed = before_name(masked, spans, everybody, self.memory.seen) if self.cue_nouns else {}
        for start, end in spans:
            if revealed:
                self.memory.theme = revealed.get(start, ())
                self.memory.remember(self.memory.theme)
            if end - start > MAX_SENTENCE:
                continue
            here = list(within(everybody, start, end))
            if self.introducing and here and here[0].start == start:
                self.memory.theme = (here[0].who,)
            introduced = self._introductions(paragraph, masked, start, end, here)
            for group in (one for one in several if start <= one.start < end):
                introduced += introductions.of_several(paragraph, masked, start, end, here, group)
            if not here and not self.memory.prose and _CROWD.search(masked, start, end):
                self.memory.group, self.memory.portrait = (), ()
            may_tell = bool(introduced) or self._labels.tells(masked, start, end)
            if not may_tell and not self.whole:
                yield from self._name_stranger(paragraph, masked, told, end)
                told = end
                self.met_stranger = False
                self._follow(masked, start, end, here, listed)
                continue
            self.memory.unnamed = bool(self._pending)
            sentence = Attribution(self.memory, masked, start, end, here)
            clauses = sentence.clauses()
            self.met_stranger = sentence.met_stranger
            if sentence.met_stranger:
                self._meet_another()
            elif self.memory.unnamed and self.memory.subject == (self.memory.stranger,):
                self._age = 0  # still about the same stranger
            before, self.memory.portrait = self.memory.portrait, ()
            told_here = list(quotes(paragraph, masked, sentence, clauses, self.whole))
            if self.whole and not told_here:
                kind, span = wholes.more_of(sentence, clauses, before)
                told_here = [Found(paragraph, before, *span, kind, True)] if kind else []
            if not self.memory.by_the_way:
                told_here = introductions.merged(told_here, introduced)
                told_here = with_shown(told_here, list(shown(paragraph, sentence, clauses, told_here)))
            told_here = self._widening.widen(paragraph, sentence, clauses, told_here, before) if may_tell else []
            if not self.memory.by_the_way:
                told_here = introductions.with_name_before(masked, start, everybody, told_here)
                told_here = [found for found in told_here if not weeps(sentence, found)]
            for found in told_here:
                self.memory.portrait = self.memory.subject
                if len(found.who) == 1 and found.who != self.memory.narrator and found.who != (self.memory.stranger,):
                    self.memory.sitter = found.who
                if found.who == (self.memory.stranger,):
                    self._pending.append(found)
                    self._gender, self._noun = self.memory.people[self.memory.stranger].gender, self.memory.came_as
                else:
                    yield found
                    self._portrayed.update(found.who if found.kind == IDENTITY else ())
            yield from self._name_stranger(paragraph, masked, told, end)
            told = end
            if here and self._pending and _IT_WAS.match(masked, start):  # "It was John's brother, Lawrence"
                own = [m for m in here if masked[m.end : m.end + 2] not in ("'s", "\u2019s")]
                if own:
                    yield from self._give_name(own[0].who)
            self._introduce(masked, here, start, end)
            for group in (one for one in several if start <= one.start < end):
                self.memory.remember(group.who)  # "They wear masks"
            if not listed:
                self.memory.seen.update(mention.who for mention in sentence.names)
            self._of_another = not told_here and self._shows_another(masked, start, end, here)
            self.memory.continues = not self._of_another
            self.memory.described = any("C" in one.reading.tags and one.lead in _SUBJECTS for one in clauses)
        yield from self._name_stranger(paragraph, masked, told, len(paragraph.text))

    def _introductions(
        self, paragraph: Paragraph, text: str, start: int, end: int, here: Sequence[Mention]
    ) -> list[Found]:
        """What a screenplay says of names that it has not had before."""
        fresh = frozenset(mention.who for mention in here if mention.who not in self.memory.seen)
        if not fresh or self.memory.by_the_way or self.memory.aside:
            return []
        return list(introductions.introductions(paragraph, text, start, end, here, fresh))

    def _introduce(self, text: str, named: Sequence[Mention], start: int, end: int) -> None:
        """Take note of those whom a sentence names for the first time: "both" may mean them in the next."""
        if named and self.whole:
            self.memory.entered = entering(text, named, end)
        known = self.memory.seen.union(self.memory.narrator)
        fresh = tuple(dict.fromkeys(mention.who for mention in named if mention.who not in known))
        first = [m.who for m in named if m.who in fresh and not _BESIDE.search(text, max(0, m.start - 12), m.start)]
        subject = self.memory.subject
        here = len(subject) == 1 and subject[0] in {mention.who for mention in named}
        called = {mention.who for mention in named} - set(self.memory.narrator)
        if called and called != set(self.memory.sitter):  # "the chin" is no longer the sitter's
            self.memory.sitter = tuple(called) if len(called) == 1 and self.whole else ()
        if self.memory.prose and (seen := _LOOKED.search(text, start, end)):  # "Lord Henry looked at him. He was ..."
            self._look_at(seen, named)
        elif self.whole and fresh and here and not self.met_stranger and subject[0] not in fresh:
            # "Morell comes back with Eugene": whoever of them has no portrait yet
            self.memory.fresh = fresh[-1:] if subject[0] in self._portrayed else subject
        elif first and not self.met_stranger:
            self.memory.fresh = subject if len(subject) == 1 and subject[0] in first else (first[-1],)
        elif self.memory.subject != self.memory.fresh:
            self.memory.fresh = ()
        self.memory.notice(
            [m.who for m in named if not (self.whole and _COMPARED.search(text, max(0, m.start - 20), m.start))]
        )
        both = tuple(dict.fromkeys(mention.who for mention in named))
        if len(fresh) > 1:
            owners = {m.who for m in named if text[m.end : m.end + 2].lower() in ("'s", "\u2019s")}
            owners = set() if self.memory.prose else owners  # "HALE'S daughters IDA and ANN. They are in black"
            self.memory.group = tuple(who for who in fresh if who not in owners) or fresh
        elif len(both) == 2 and len(self.memory.subject) < 2:  # "She stands beside KARL. They are both in uniform"
            self.memory.group = both
        elif fresh and self.memory.subject in ((), self.memory.narrator):  # "I called upon Mr. Crowe"
            self.memory.remember(fresh)
        if fresh and self.memory.subject and self.memory.subject[0] in fresh:
            self.memory.portrait = self.memory.subject

    def _look_at(self, seen: re.Match[str], named: Sequence[Mention]) -> None:
        """Take note of whom somebody looks at: what is told next is how they look."""
        at = next((mention.who for mention in named if mention.start == seen.end()), None)
        subject = self.memory.subject
        if at is None and seen["whom"]:
            others = [who for who in self.memory.recent if (who,) != subject and self.memory.fits((who,), seen["whom"])]
            at = others[0] if others else None
        if at is not None and (at,) not in (subject, self.memory.narrator):
            self.memory.fresh = (at,)

    def _follow(self, text: str, start: int, end: int, named: Sequence[Mention], listed: bool) -> None:
        """Take note of the subject of a sentence without looks: its first name, if it stands near the start."""
        self.memory.portrait = ()
        fresh = [mention.who for mention in named if mention.who not in self.memory.seen]
        called = [mention for mention in named if _CALLED.search(text, start, mention.start)]
        entering = [mention for mention in named if _ENTERS.match(text, mention.end)]
        if (
            len(named) > 1
            and named[0].start - start < _NEAR_START
            and _AND.fullmatch(text, named[0].end, named[1].start)
        ):
            self.memory.remember((named[0].who, named[1].who))
        elif entering:
            self.memory.remember((entering[-1].who,))
            self.memory.fresh = (entering[-1].who,)
        elif called or (named and named[0].start - start < _NEAR_START):
            self.memory.remember(((called or named)[0].who,))
        elif len(fresh) == 1:  # "In the corner booth: THE SWEDE."
            self.memory.remember((fresh[0],))
        elif pronoun := _OPENING_PRONOUN.match(text, start, end):
            told = self.memory.told(pronoun.start(1))
            self.memory.remember((told.who,) if told else self.memory.meant_by(pronoun.group(1).lower()))
        if not fresh and _SAW.search(text, start, end):
            self.memory.meet_stranger("")
            self._meet_another()
        self._introduce(text, named, start, end)
        if not listed:
            self.memory.seen.update(mention.who for mention in named)
        self._of_another = self._shows_another(text, start, end, named)
        self.memory.continues = not self._of_another

    def _shows_another(self, text: str, start: int, end: int, named: Sequence[Mention]) -> bool:
        """Whether somebody without a name has come in between, in a screenplay: "In the photo stands a man"."""
        if self.memory.by_the_way or self.memory.aside or end >= len(text.rstrip()):
            return False
        if not self._of_another and _PERSONS.isdisjoint(_WORDS.findall(text[start:end].lower())):
            return False
        found = words(text, start, end)
        at = frozenset(i for i, word in enumerate(found) if any(m.start <= word.start < m.end for m in named))
        tags = tag(found, at)
        return bool(_ANOTHER.search(tags)) or (self._of_another and not re.search("[RMN]", tags))

    def _name_stranger(self, paragraph: Paragraph, masked: str, start: int, end: int) -> Iterator[Found]:
        """The first new name after a stranger's portrait, spoken ones too, if it comes soon and the gender agrees."""
        text = paragraph.text
        for mention in self.names.find(text, start, end) if self._pending else ():
            spoken = masked[mention.start : mention.end].isspace()
            if not spoken and _KIN.search(text, max(0, mention.start - 30), mention.start):
                continue  # "interrupted by her mother, Catherine"
            if self._pending and self._pending[-1].paragraph is paragraph and mention.start < self._pending[-1].start:
                continue
            called = self.memory.people[
                mention.who
            ].name.split()  # "the stranger" is what he is called till he has a name
            known = mention.who in self.memory.seen and not (called[0] == "the" and called[-1] in folk.VISITORS)
            if self.whole and text[mention.start : mention.start + 4].lower() == "the " and not spoken:
                continue  # "The dentist, contemplating her, is a young man": a part, and no name for her
            if known or not self._pending or (spoken and not naming.is_given(text, mention)):
                continue
            yield from self._give_name(mention.who)

    def _last_stranger(self) -> Stranger | None:
        """Whose portrait waits for a name."""
        return Stranger(self._gender, self._noun, tuple(self._pending), self._strangers.read) if self._pending else None

    def _meet_another(self) -> None:
        """Somebody else comes in without a name; in a play the one before may still be named."""
        if self.whole and (last := self._last_stranger()):
            self._strangers.wait(last)
        self._pending.clear()
        self._age = 0

    def _one_of_several(self, who: int) -> Iterator[Found]:
        """The portrait of the one of a play's strangers who now speaks under a name."""
        last = self._last_stranger()
        chosen = self._strangers.speaks(who, last, portrayed=who in self._portrayed)
        if chosen is None:
            return
        if chosen is last:
            self._pending.clear()
        self._portrayed.update((who,) if any(found.kind == IDENTITY for found in chosen.found) else ())
        yield from (replace(found, who=(who,)) for found in chosen.found)

    def _give_name(self, who: int) -> Iterator[Found]:
        people = self.memory.people
        gender, known = people[self.memory.stranger].gender, people[who].gender
        if not self._pending or self._age > self.patience or (gender and known and gender != known):
            return
        if self.whole and self._strangers.is_somebody_else(self._noun, who):
            return
        yield from (replace(found, who=(who,)) for found in self._pending)
        self._portrayed.update((who,) if any(found.kind == IDENTITY for found in self._pending) else ())
        self._pending.clear()
        self.memory.roles[""] = (who,)
        if self.memory.role:
            self.memory.roles[self.memory.role] = (who,)
        if self.memory.subject == (self.memory.stranger,):
            self.memory.remember((who,))
