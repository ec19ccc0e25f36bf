"""The people of a story while it is read: its cast and the strangers who come in, and whose name is whose. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

from . import folk, naming
from . import lexicon as lex
from .memory import SELF
from .mentions import Mention, Names
from .narrator import NARRATOR
from .nouns import Phrase
from .people import RANKS, Person
from .references import Entity
from .salience import SUBJECT, Salience
from .steady import RELATIVES, SteadyNouns
from .text import Paragraph

NEAR = 3  # paragraphs for which a stranger waits for a name that is only spoken of
PATIENT = 14  # for one that is given
_REMEMBERED = 40  # paragraphs after which "the girl" is another girl
_OF_RANK = 400  # after which "the King" is another king
_ABSENT = 12  # paragraphs after which somebody may come in again as "a lean young sailor"
_UNSURE, _STRANGE, _HARDLY = 0.4, 0.9, 0.2  # what weighs one of the cast, a stranger, a driver without a gender
_MOSTLY_MEN = lex.word_list("driver guard porter soldier sailor officer mechanic clerk constable deckhand")
_SITTING = 4  # sentences for which a portrait may pause
_JUST_CAME = 4  # paragraphs for which somebody has just come in
_LIKELY_TO_SIT = 2.5  # how much likelier whoever sits already, or has just come in, is to be portrayed
_AT_HOME = 2  # acts after which a name is nobody's who comes in as a stranger
_AT_THE_DOOR = 2  # paragraphs for which somebody who has been announced may come in


class Company:
    """Everybody by index: the cast first, then the strangers in the order in which they come in."""

    def __init__(self, people: Sequence[Person], names: Names) -> None:
        self.people = people
        self.names = names
        self.entities: list[Entity] = []
        self.salience = Salience()
        self.narrator = next((i for i, person in enumerate(people) if person.gender == SELF), -1)
        self.steady = SteadyNouns(people)
        told = people[self.narrator].name if self.narrator >= 0 else ""
        self.narrator_is_named = told != NARRATOR  # else a name that is called may be the narrator's
        self.number = 0  # of the paragraph
        self._line = 0
        self.waiting: dict[int, Entity] = {}  # strangers without a name of whom the story may still speak
        self.strangers: dict[int, Entity] = {}  # as whom people came in
        self.acts: Counter[int] = Counter()  # how often each of the cast has acted
        self._acted: dict[int, int] = {}  # in which paragraph each of the cast has last acted
        self.came: set[int] = set()  # those who came in as strangers
        self._here: set[int] = set()  # those of whom this sentence has spoken
        self.first: dict[int, int] = {}  # in which paragraph each of the cast has first acted
        self.sitter, self._sat = -1, -9  # whom the last portrait was of, and in which sentence
        self._portrayed: dict[int, int] = {}  # in which paragraph each was portrayed
        self._topic = -1  # whose name opens the paragraph
        self._related: dict[tuple[int, str], int] = {}  # whose wife: who
        self._announced = (-1, -9)  # whose coming was told last, and in which paragraph

    def turn_to(self, number: int, paragraph: Paragraph) -> None:
        """A paragraph begins; strangers of long ago are forgotten."""
        self.number, self._line = number, paragraph.line
        self._topic = -1
        gone = [
            who
            for who, one in self.waiting.items()
            if number - one.paragraph > (_REMEMBERED if one.nouns.isdisjoint(RANKS) else _OF_RANK)
        ]
        for who in gone:
            del self.waiting[who]

    def next_sentence(self) -> None:
        """A sentence begins."""
        self.salience.next_sentence()
        self._here.clear()

    def is_stranger(self, who: int) -> bool:
        """Whether somebody has no name so far."""
        return who >= len(self.people) and self.entities[who - len(self.people)].is_ is None

    def stranger(self, who: int) -> Entity:
        """The stranger at an index."""
        return self.entities[who - len(self.people)]

    def gender(self, who: int) -> str:
        """male, female, self or ""."""
        return self.people[who].gender if who < len(self.people) else self.stranger(who).gender

    def learn_gender(self, who: int, gender: str) -> None:
        """A pronoun or a noun tells it where nothing has yet."""
        one = self.people[who] if who < len(self.people) else self.stranger(who)
        one.gender = one.gender or gender

    def final(self, who: int) -> int:
        """Who somebody has turned out to be so far."""
        while who >= len(self.people) and (named := self.stranger(who).is_) is not None:
            who = named
        return who

    def spoken_of(self, who: int, role: float, *, new: bool = False) -> None:
        """Somebody is spoken of in this sentence."""
        self.salience.mention(who, role, new=new)
        self._here.add(who)
        if who < len(self.people):
            if role == SUBJECT:
                self.first.setdefault(who, self.number)
                self._acted[who] = self.number
                self.acts[who] += 1
            return
        stranger = self.stranger(who)
        stranger.paragraph = self.number
        stranger.spoken_of += 1
        stranger.acted += role == SUBJECT
        if stranger.is_ is None:
            self.waiting[who] = stranger

    # ---------------------------------------------------------------- portraits

    def portray(self, who: int) -> None:
        """A sentence says how somebody looks."""
        self.sitter, self._sat = who, self.salience.sentence
        self._portrayed.setdefault(who, self.number)

    def open_with(self, who: int) -> None:
        """The name of somebody who has no portrait opens a paragraph: what it portrays is likely to be them."""
        self._topic = who if self._portrayed.get(who, self.number) == self.number else -1

    def to_portray(self, fitting: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
        """Of whom "he was a large man" is said: the portrait goes on, or it is that of whoever has just come in."""
        return [(who, weight * self._likely_to_sit(who)) for who, weight in fitting]

    def _likely_to_sit(self, who: int) -> float:
        if who == self._topic:
            return _LIKELY_TO_SIT
        if self._topic < 0 and who == self.final(self.sitter) and self.salience.sentence - self._sat <= _SITTING:
            return _LIKELY_TO_SIT
        if self._portrayed.get(who, self.number) < self.number - (_JUST_CAME if self._topic < 0 else 0):
            return 1.0
        came = self.first.get(who) if who < len(self.people) else self.stranger(who).met
        one = self.strangers.get(who)
        came = max(came if came is not None else -9, one.met if one else -9)
        return _LIKELY_TO_SIT if self.number - came <= _JUST_CAME else 1.0

    # ---------------------------------------------------------------- strangers

    def meet(self, gender: str = "", noun: str = "") -> int:
        """Somebody comes in."""
        nouns = {noun} if noun else set()
        others = frozenset(self._here)
        self.entities.append(Entity(gender, nouns, others, paragraph=self.number, met=self.number, line=self._line))
        who = len(self.people) + len(self.entities) - 1
        self.waiting[who] = self.strangers[who] = self.entities[-1]
        return who

    def call(self, who: int, phrase: Phrase) -> None:
        """Somebody is called by a noun."""
        if who < len(self.people) and who != self.narrator:
            self.steady.call(who, phrase.called)
        if self.is_stranger(who):
            stranger = self.stranger(who)
            stranger.nouns.add(phrase.noun)
            stranger.gender = stranger.gender or phrase.gender
            stranger.called[phrase.called] += 1
            if phrase.written:
                stranger.written[phrase.written] = None
            stranger.adjectives.update(phrase.seen)
            stranger.told.update(naming.OTHER.intersection(phrase.adjectives))

    def fitting(self, gender: str) -> list[tuple[int, float]]:
        """Those present of whom a pronoun may speak, and how well it suits; "" suits everybody."""
        found = []
        for who in self.salience.known():
            known = self.gender(who)
            if known in ("", gender) or not gender:
                weight = 1.0 if known or not gender else _UNSURE if who < len(self.people) else _STRANGE
                if weight == _STRANGE and gender == "female" and self.stranger(who).nouns & _MOSTLY_MEN:
                    weight = _HARDLY  # "the driver"
                if who < len(self.people) and self.people[who].likely and not self.people[who].told:
                    weight = min(weight, _UNSURE)  # only the given name tells it
                found.append((who, weight))
        return found

    def is_called(self, who: int, phrase: Phrase) -> None:
        """It is told of somebody with a name what they are: "Orrin, the chief"; "Orrin was my cousin"."""
        if who == self.narrator or who >= len(self.people):
            return
        if not phrase.owner:
            self.steady.appoint(who, (phrase.noun,))
        elif phrase.owner in ("my", "our") and self.narrator >= 0 and phrase.noun in RELATIVES:
            self._related.setdefault((self.narrator, phrase.noun), who)

    def newcomer(self, gender: str) -> int:
        """Who came in last without a name, and is still spoken of: "the stranger"; -1 for nobody."""
        came = [
            who
            for who, one in self.waiting.items()
            if one.called
            and not one.relative
            and one.nouns.isdisjoint(folk.KIN)
            and self.number - one.paragraph <= NEAR
            and (not gender or one.gender in ("", gender))
        ]
        return max(came, default=-1)

    def companion(self) -> int | None:
        """Whom "my friend" means: the most present one with a name."""
        return self.salience.best([(who, 1.0) for who in self.salience.known() if who < len(self.people)], SUBJECT)

    def relative(self, whose: int | None, phrase: Phrase) -> int | None:
        """ "My aunt", "his wife", "John's brother": the same one each time."""
        if whose == self.narrator and (person := self.names.owner.get(f"my {phrase.noun}")) is not None:
            return person
        if whose is None:
            return None
        known = self._related.get((whose, phrase.noun))
        if known is None:
            known = self._related[whose, phrase.noun] = self.meet(phrase.gender, phrase.noun)
            self.stranger(known).relative = True
        return self.final(known)

    def relatives(self) -> set[int]:
        """The strangers who are somebody's relatives: "my grandfather"."""
        return {who for who, one in self.waiting.items() if one.relative}

    # ---------------------------------------------------------------- names

    def may_be(self, stranger: int, who: int) -> bool:
        """Whether a stranger may have somebody's name, by gender."""
        mine, theirs = self.gender(stranger), self.gender(who)
        return theirs != SELF and (not mine or not theirs or mine == theirs)

    def waiting_for(self, who: int | None, patience: int = PATIENT, apart: Set[int] = frozenset()) -> int | None:
        """The stranger who may have this name: the most present one, spoken of a short while ago; none set `apart`.

        Nobody beside whom the story has spoken of the one with the name.
        """
        found = [
            stranger
            for stranger, one in self.waiting.items()
            if self.number - one.paragraph <= patience
            and (who is None or (self.may_be(stranger, who) and who not in one.others))
            and stranger not in apart
        ]
        return max(found, key=self.salience.of, default=None)

    def _is_known(self, who: int) -> bool:
        """Whether somebody has been there lately, or came in as a stranger before."""
        return who in self.came or self.number - self._acted.get(who, -_ABSENT) < _ABSENT

    def hear(self, mention: Mention, *, sure: bool = False, spoken_to: bool = False, speaker: str | None) -> None:
        """A name is given in speech: as somebody's own, or it is all that somebody says.

        `sure`: whether it is a man's name must be known, as where somebody is only `spoken_to` by it.
        `speaker`: the noun of whoever says it ("... Orrin?" asked the king), or ""; None where it is their own name,
        which may be one of whom the story has only told so far.
        """
        if speaker is None and self._is_known(mention.who):
            stranger = self.waiting_for(mention.who, NEAR)
            if stranger in self._portrayed and self._comes_after(mention.who, self.stranger(stranger)):
                self._take_name(stranger, mention.who)
        elif not self._is_known(mention.who):
            says = self.calls(speaker, mention.who) if speaker else -1
            stranger = self.waiting_for(mention.who, NEAR if sure else PATIENT, {says})
            if sure and not self.gender(mention.who):
                return
            one = self.stranger(stranger) if stranger is not None else None
            late = spoken_to and one and self.number - one.met > PATIENT and not one.nouns & folk.VISITORS
            if late or (one and one.relative and speaker is not None):
                return  # "my mother" is not whoever is spoken to
            self._take_name(stranger, mention.who)

    def _comes_after(self, who: int, stranger: Entity) -> bool:
        """Whether somebody of whom the story has only told so far has done nothing since a stranger came in."""
        return who not in self.came and self._acted.get(who, -1) < stranger.met

    def calls(self, speaker: str, who: int) -> int:
        """Which stranger calls somebody by name, and so is somebody else; -1 for none."""
        says = self._speaking(speaker)
        if says >= 0:
            self.stranger(says).others |= {who}
        return says

    def _speaking(self, noun: str) -> int:
        """Which stranger says something: "said the stranger" is whoever came in last; -1 for none."""
        if noun in folk.VISITORS:
            return self.newcomer("")
        if noun in ("he", "she"):
            who = self.salience.best(self.fitting(lex.PRONOUNS[noun]), SUBJECT)
            return who if who is not None and self.is_stranger(who) else -1
        return max((who for who, one in self.waiting.items() if noun in one.nouns), key=self.salience.of, default=-1)

    def read_name(self, who: int, *, only_portrayed: bool = False) -> None:
        """A name acts in the narration for the first time: it is that of the stranger of whom it has just spoken."""
        known = self._is_known(who) or self.acts[who] > _AT_HOME
        stranger = None if known else self.waiting_for(who, NEAR)
        if stranger is None or self.stranger(stranger).relative:
            return
        if not self.stranger(stranger).acted and not self.stranger(stranger).nouns.isdisjoint(RANKS):
            return  # "I had never seen the King"
        if only_portrayed and (who in self._acted or stranger not in self._portrayed):
            return
        one = self.stranger(stranger)
        if (
            stranger in self._here
            or naming.DEAD & one.told
            or (who in self._acted and one.nouns and one.nouns <= folk.OCCUPATIONS)
            or (one.met == self.number and who in self.salience.known() and one.nouns & folk.OCCUPATIONS)
        ):
            return  # "the figure sat down, and Orrin stood by"; "the soldier" is nobody who is known as Orrin
        if self.number - one.met > _JUST_CAME and one.nouns and one.nouns <= folk.OCCUPATIONS:
            return
        if who in self._acted and not self.stranger(stranger).told.isdisjoint(naming.FURTHER):
            return  # "the second stranger" is nobody of whom the story has told before
        if self.number - self.stranger(stranger).met <= PATIENT:  # else known for long without a name
            self._take_name(stranger, who)

    def announce(self, who: int) -> None:
        """Somebody's coming is told: "Here's Mr. Crowe," he whispered."""
        if not self._is_known(who):
            self._announced = (who, self.number)

    def arrive(self, stranger: int) -> None:
        """A stranger comes in, who is whoever has just been announced."""
        who, number = self._announced
        if who >= 0 and self.number - number <= _AT_THE_DOOR and self.may_be(stranger, who):
            self._take_name(stranger, who)
            self._announced = (-1, -9)

    def read_rank(self, who: int) -> None:
        """A rank acts for the first time: "the King" is the stranger who has just been portrayed."""
        stranger = self.waiting_for(who, NEAR)
        if stranger in (None, who) or not self.is_stranger(who) or self.stranger(who).acted:
            return
        if self.number - self.stranger(stranger).met > PATIENT:
            return
        if stranger in self._portrayed and not self.stranger(stranger).nouns & (folk.OCCUPATIONS | RANKS):
            self.stranger(who).acted += 1
            self.merge(stranger, who)

    def hear_rank(self, noun: str) -> None:
        """ "You may call me captain", "I am the King": now "the captain" is that stranger."""
        stranger = self.waiting_for(None) if noun in folk.OCCUPATIONS or noun in RANKS else None
        if stranger is not None:
            self.stranger(stranger).nouns.add(noun)

    def hear_kin(self, noun: str) -> None:
        """ "I'm your uncle": now "my uncle" is that stranger."""
        stranger = self.waiting_for(None)
        if stranger is None:
            return
        known = self.names.owner.get(f"my {noun}", self._related.get((self.narrator, noun)))
        if known is None:
            self._related[self.narrator, noun] = stranger
        elif self.final(known) != stranger and self.may_be(stranger, self.final(known)):
            self.merge(stranger, self.final(known))
        self.stranger(stranger).called[f"my {noun}"] += 1

    def _take_name(self, stranger: int | None, who: int) -> None:
        if stranger is not None and self.gender(who) != SELF:
            self.merge(stranger, who)

    def merge(self, stranger: int, who: int) -> None:
        """A stranger turns out to be somebody."""
        one = self.stranger(stranger)
        one.is_ = who
        self.strangers[who] = one
        self.waiting.pop(stranger, None)
        if who < len(self.people):
            self.came.add(who)
            self.steady.appoint(who, one.nouns)
            for called, often in one.called.items():
                self.steady.call(who, called, often)
            self.people[who].gender = self.people[who].gender or one.gender
        self.salience.merge(stranger, who)
