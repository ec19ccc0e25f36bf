"""Who "he", "her" and "the old man" are in a story: every mention of a person, and the names of strangers. Pure.

A story speaks of people as names, as nouns ("a stout man") and as pronouns. `resolve` reads its narration once and says
of each noun and pronoun whom it means: one of the cast, or a stranger, who gets a name as soon as the story gives one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import folk, naming
from . import text as kinds
from .memory import SELF
from .mentions import Mention, Names
from .nouns import Phrase, Token, phrase_at, tokens_of
from .people import RANKS, Person
from .references import Entity, Reference, References
from .salience import NEW, OBJECT, OBLIQUE, OWNER, SUBJECT, Salience
from .sentences import sentences, without_speech
from .syntax import role_of
from .text import Paragraph, ScriptText

_SUBJECT_PRONOUNS = {"he": "male", "she": "female"}
_OBJECT_PRONOUNS = {"him": "male", "himself": "male", "herself": "female"}
_OWNER_PRONOUNS = {"his": "male", "her": "female", "hers": "female"}
_PRONOUNS = {**_SUBJECT_PRONOUNS, **_OBJECT_PRONOUNS, **_OWNER_PRONOUNS}
_AFTER_OBJECT = re.compile(
    r"\s*(?:[.,;:!?)\u2014-]|$)|\s(?:and|or|in|on|to|at|by|with|for|from|as|but|up|down|out|off|into|over|away|back|"
    r"the|a|an|that|when|while|if|through|about|again|go|come|for)\b"
)  # "saw her in": no owner
_CLAUSE_ENDS = frozenset(",;:()\u2014\u2013")
_UNSURE, _STRANGE = 0.4, 0.9  # what weighs somebody of the cast, or a stranger, of whom no gender is told
_PREFERS = 2.0  # how much more present somebody else must be for "the girl" than the one who was called a girl
_NEAR = 3  # paragraphs for which a stranger waits for a name that is only spoken of
_PATIENT = 14  # for one that is given


def resolve(script: ScriptText, people: Sequence[Person], names: Names) -> References:
    """Read the narration of a story."""
    reader = _Reader(people, names)
    scene, length = -1, 0
    for number, paragraph in enumerate(script.paragraphs):
        if paragraph.kind != kinds.ACTION:
            continue
        if paragraph.scene != scene:
            scene = paragraph.scene
            reader.salience.forget()
        reader.read(number, paragraph)
        length += len(paragraph.text)
    return References(people, reader.entities, reader.at, length)


class _Reader:
    """Reads paragraph after paragraph."""

    def __init__(self, people: Sequence[Person], names: Names) -> None:
        self.people = people
        self.names = names
        self.entities: list[Entity] = []
        self.at: dict[tuple[int, int], Reference] = {}
        self.salience = Salience()
        self.seen: set[int] = set()  # people who have acted in the narration
        self.came: set[int] = set()  # people who came in as strangers
        self.related: dict[tuple[int, str], int] = {}  # whose wife: who
        self.narrator = next((i for i, person in enumerate(people) if person.gender == SELF), -1)

    # ---------------------------------------------------------------- a paragraph

    def read(self, number: int, paragraph: Paragraph) -> None:
        """Resolve one paragraph."""
        self.number, self.paragraph = number, paragraph
        text = without_speech(paragraph.text)
        everybody = self.names.find(text)
        spoken = [] if text == paragraph.text else self.names.find(paragraph.text)
        self.spoken = [mention for mention in spoken if text[mention.start : mention.end].isspace()]
        told = 0
        for start, end in sentences(text):
            self._hear(paragraph.text, text, told, end)
            told = end
            self._sentence(text, start, end, [m for m in everybody if start <= m.start < end])
        self._hear(paragraph.text, text, told, len(text))

    def _hear(self, text: str, masked: str, start: int, end: int) -> None:
        """Names in speech: "I am ...", "this is ..."."""
        for mention in self.spoken:
            if start <= mention.start < end:
                told = naming.gives_name(text, mention)
                if told or naming.is_alone(text, mention):
                    self._give_name(mention.who, _PATIENT, told=told)
        if not self.spoken and " me " not in text and "your" not in text and "yer" not in text:
            return
        for called in naming.CALL_ME.finditer(text, start, end):
            stranger = self._waiting(None, _PATIENT) if masked[called.start()].isspace() else None
            if stranger is not None and called[1].lower() in folk.OCCUPATIONS | RANKS:
                self.entities[stranger - len(self.people)].nouns.add(called[1].lower())  # "call me captain"
        for told in naming.I_AM_YOUR.finditer(text, start, end):
            stranger = self._waiting(None, _PATIENT) if masked[told.start()].isspace() else None
            if stranger is not None:
                self._is_related(stranger, told["kin"].lower())  # "I'm your uncle"

    def _sentence(self, text: str, start: int, end: int, named: list[Mention]) -> None:
        self.salience.next_sentence()
        self.subject: int | None = None  # of the clause
        self.acting: set[int] = set()  # who has been a subject in this sentence
        self.before: tuple[int, int] | None = None  # the mention before: who, and where it ended
        tokens = tokens_of(text, start, end)
        by_start = {mention.start: mention for mention in named}
        skip = start
        for at, token in enumerate(tokens):
            gap = text[tokens[at - 1].end if at else start : token.start]
            if not _CLAUSE_ENDS.isdisjoint(gap) or token.low in ("and", "but", "when", "while", "as"):
                self.subject_before, self.subject = self.subject, None
            if token.start < skip:
                continue
            if mention := by_start.get(token.start):
                skip = mention.end
                self._name(text, tokens, at, mention)
            elif token.low in _PRONOUNS:
                self._pronoun(text, tokens, at)
                if token.low in _OWNER_PRONOUNS and (phrase := phrase_at(text, tokens, at)):
                    self._noun(text, tokens, phrase)
            elif token.low in ("someone", "somebody") and at and tokens[at - 1].low in naming.MEETING:
                who = self._meet("", "")
                self._note(who, token.start, token.end, SUBJECT, True)
            elif token.low in ("i", "me") and self.narrator >= 0:
                if token.low == "i":
                    self.subject = self.narrator
                self.before = (self.narrator, token.end)
            elif (phrase := phrase_at(text, tokens, at)) and not phrase.holds(named):
                self._noun(text, tokens, phrase)

    # ---------------------------------------------------------------- mentions

    def _note(self, who: int, start: int, end: int, role: float, new: bool = False, shows: bool = False) -> None:
        """Write down what a mention means; `shows`: it says how they look."""
        self.at[self.paragraph.line, start] = Reference(who, new, end * shows)
        if who == self.narrator:
            return
        self.salience.mention(who, NEW if new else role, fresh=new and role == SUBJECT)
        if who >= len(self.people):
            entity = self.entities[who - len(self.people)]
            entity.paragraph = self.number
            entity.spoken_of += 1
            entity.acted += role == SUBJECT
        if role == SUBJECT:
            self.subject = who
            self.acting.add(who)
        self.before = (who, end)

    def _name(self, text: str, tokens: Sequence[Token], at: int, mention: Mention) -> None:
        who = mention.who
        last = next((i for i in range(at, len(tokens)) if tokens[i].end >= mention.end), at)
        role = role_of(text, tokens, at, last)
        stranger = self._stranger_named(text, tokens, at, mention)
        if stranger is not None:
            self._merge(stranger, who)
        elif role == SUBJECT and who not in self.seen and naming.acts(text, mention.start):
            self._give_name(who, _NEAR)
        if role == SUBJECT:
            self.seen.add(who)
        if role != OWNER:
            self._note(who, mention.start, mention.end, role)
        else:
            self.salience.mention(who, OWNER)
            self.before = (who, mention.end)

    def _stranger_named(self, text: str, tokens: Sequence[Token], at: int, mention: Mention) -> int | None:
        """The stranger whose name this is: "his brother John", "the lawyer, Mr. Reck,", "it was Mrs. Lowell"."""
        if self.people[mention.who].gender == SELF:
            return None
        if self.before and self._is_stranger(self.before[0]):
            between = text[self.before[1] : mention.start]
            apposed = naming.IN_APPOSITION.fullmatch(between) and self._may_be(self.before[0], mention.who)
            if apposed and (between.strip() != "," or naming.ENDS.match(text, mention.end)):
                return self.before[0]
        told = text[max(0, mention.start - 60) : mention.start]
        if naming.HER_NAME_WAS.search(told) and self.before and self._is_stranger(self.before[0]):
            return self.before[0] if self._may_be(self.before[0], mention.who) else None
        if naming.IT_WAS.search(told):
            return self._waiting(mention.who, _NEAR)
        if naming.WAS.search(told) and self.subject is not None and self._is_stranger(self.subject):
            return self.subject if self._may_be(self.subject, mention.who) else None
        return None

    def _pronoun(self, text: str, tokens: Sequence[Token], at: int) -> None:
        token = tokens[at]
        gender = _PRONOUNS[token.low]
        owner = token.low in _OWNER_PRONOUNS and not (token.low == "her" and _AFTER_OBJECT.match(text, token.end))
        role = (
            OWNER
            if owner
            else SUBJECT
            if token.low in _SUBJECT_PRONOUNS
            else role_of(text, tokens, at, at, inverted=False)
        )
        subject = self.subject
        reflexive = token.low.endswith("self")
        without = {subject} if role in (OBJECT, OBLIQUE) and not reflexive and subject is not None else set()
        first = subject if owner or reflexive else None
        who = self.salience.best(self._fitting(gender), role, without, first)
        if who is None:
            if role in (OBJECT, OBLIQUE):
                return
            who = self._meet(gender, "")  # "He lay under the tree", before he has a name
        elif self._is_stranger(who):
            entity = self.entities[who - len(self.people)]
            entity.gender = entity.gender or gender
        self._note(who, token.start, token.end, role)

    def _noun(self, text: str, tokens: Sequence[Token], phrase: Phrase) -> None:
        """ "a stout man", "the old lady", "my aunt", "John's brother"."""
        role = role_of(text, tokens, phrase.first, phrase.last)
        same = self._same_as(text, phrase)
        if phrase.generic and same is None:
            return
        if same is not None:
            if self._is_stranger(same):
                self._call(same, phrase)
            self.at[self.paragraph.line, phrase.place] = Reference(same)
            self.before = (same, phrase.end)
            return
        who, already = None, len(self.entities)
        if phrase.determiner == "the" or (phrase.noun in folk.VISITORS and phrase.owner):
            who = self._known_as(phrase)
        elif phrase.owner:
            who = self._relative(text, tokens, phrase)
        new = who is None or len(self.entities) > already
        if who is None:
            if phrase.noun in naming.COMPANIONS:
                return
            bare = phrase.determiner == "the" and not phrase.adjectives and phrase.noun not in folk.OCCUPATIONS
            if bare and not phrase.acts:
                return  # "the man", of whom nothing is known
            who = self._meet(phrase.gender, phrase.noun)
        if self._is_stranger(who):
            self._call(who, phrase)
        self._note(who, phrase.place, phrase.end, role, new, phrase.shows)

    def _same_as(self, text: str, phrase: Phrase) -> int | None:
        """Whom a noun is said of: "he was a tall man", "Louka, a handsome girl,"."""
        if phrase.predicate:
            return self._fits_noun(self.subject if self.subject is not None else self._last_subject(), phrase)
        if phrase.acts or phrase.determiner not in ("a", "the"):
            return None
        if self.before and naming.COMMA.fullmatch(text, self.before[1], phrase.start):
            return self._fits_noun(self.before[0], phrase)
        if phrase.determiner == "a" and phrase.detached and self.before:
            return self._fits_noun(self._last_subject() if self._last_subject() is not None else self.before[0], phrase)
        return None

    def _last_subject(self) -> int | None:
        return getattr(self, "subject_before", None)

    def _fits_noun(self, who: int | None, phrase: Phrase) -> int | None:
        if who is None:
            return None
        gender = self._gender(who)
        return who if gender in ("", SELF, phrase.gender) or not phrase.gender else None

    def _known_as(self, phrase: Phrase) -> int | None:
        """The one who has been called by this noun, or the stranger it suits who was spoken of last."""
        if (person := self.names.owner.get(f"the {phrase.noun}")) is not None and person < len(self.people):
            return person
        exact = [
            i + len(self.people)
            for i, one in enumerate(self.entities)
            if phrase.noun in one.nouns and self._near(one, 40) and one.is_ is None and not one.relative
        ]
        best = max(exact, key=lambda who: (self.salience.of(who), who), default=None)
        if best is not None and phrase.noun in naming.YOUNG:
            return best
        if phrase.noun not in naming.ANYBODY or phrase.restricted or not naming.OTHER.isdisjoint(phrase.adjectives):
            return best
        fitting = [
            (who, sure)
            for who, sure in self._fitting(phrase.gender)
            if who not in self.acting
            if (not self._is_stranger(who) and (phrase.noun not in folk.VISITORS or who in self.came))
            or (self._is_stranger(who) and naming.suits(self.entities[who - len(self.people)].nouns, phrase.noun))
        ]
        present = self.salience.best(fitting, SUBJECT)
        if best is None or (present is not None and self.salience.of(present) > _PREFERS * self.salience.of(best)):
            return present
        return best

    def _relative(self, text: str, tokens: Sequence[Token], phrase: Phrase) -> int | None:
        """ "my aunt", "his wife", "John's brother": the same one each time."""
        gender = _PRONOUNS.get(phrase.owner, "")
        if gender and self.before:
            whose: int | None = self.before[0]  # the pronoun has just been read
        elif phrase.owner in ("my", "our"):
            person = self.names.owner.get(f"my {phrase.noun}")
            if person is not None:
                return person
            whose = self.narrator
        else:
            whose = self.before[0] if self.before else None
        if phrase.noun in naming.COMPANIONS:
            return self.salience.best([(who, 1.0) for who in self.salience.known() if who < len(self.people)], SUBJECT)
        if whose is None:
            return None
        known = self.related.get((whose, phrase.noun))
        if known is None:
            known = self._meet(phrase.gender, phrase.noun)
            self.related[whose, phrase.noun] = known
            self.entities[known - len(self.people)].relative = True
        return self.final(known)

    # ---------------------------------------------------------------- people

    def _fitting(self, gender: str) -> list[tuple[int, float]]:
        found = []
        for who in self.salience.known():
            known = self._gender(who)
            if known in ("", gender) or not gender:
                found.append((who, 1.0 if known or not gender else _UNSURE if who < len(self.people) else _STRANGE))
        return found

    def _gender(self, who: int) -> str:
        if who < len(self.people):
            return self.people[who].gender
        return self.entities[who - len(self.people)].gender

    def _is_stranger(self, who: int) -> bool:
        return who >= len(self.people) and self.entities[who - len(self.people)].is_ is None

    def _meet(self, gender: str, noun: str) -> int:
        self.entities.append(
            Entity(gender, {noun} if noun else set(), paragraph=self.number, met=self.number, line=self.paragraph.line)
        )
        return len(self.people) + len(self.entities) - 1

    def _call(self, who: int, phrase: Phrase) -> None:
        entity = self.entities[who - len(self.people)]
        entity.nouns.add(phrase.noun)
        entity.gender = entity.gender or phrase.gender
        entity.called[phrase.called] += 1

    def final(self, who: int) -> int:
        """Who somebody has turned out to be so far."""
        while who >= len(self.people) and (named := self.entities[who - len(self.people)].is_) is not None:
            who = named
        return who

    def _near(self, entity: Entity, paragraphs: int) -> bool:
        return self.number - entity.paragraph <= paragraphs

    def _is_related(self, stranger: int, kin: str) -> None:
        """A stranger turns out to be the narrator's uncle."""
        known = self.names.owner.get(f"my {kin}", self.related.get((self.narrator, kin)))
        if known is None:
            self.related[self.narrator, kin] = stranger
        elif self.final(known) != stranger and self._may_be(stranger, self.final(known)):
            entity = self.entities[stranger - len(self.people)]
            entity.is_ = self.final(known)
            self.salience.merge(stranger, entity.is_)
        self.entities[stranger - len(self.people)].called[f"my {kin}"] += 1

    def _may_be(self, stranger: int, who: int | None) -> bool:
        if who is None:
            return True
        mine, theirs = self._gender(stranger), self._gender(who)
        return theirs != SELF and (not mine or not theirs or mine == theirs)

    def _waiting(self, who: int | None, patience: int) -> int | None:
        """The stranger who may have this name: the most present one, spoken of a short while ago."""
        found = [
            i + len(self.people)
            for i, one in enumerate(self.entities)
            if one.is_ is None and self._near(one, patience) and self._may_be(i + len(self.people), who)
        ]
        return max(found, key=self.salience.of, default=None)

    def _give_name(self, who: int, patience: int, *, told: bool = False) -> None:
        """A name that the story has not used yet, or that is `told`, is the stranger's."""
        person = self.people[who]
        if person.gender == SELF or person.name.startswith("my "):
            return
        if person.name.startswith("the ") or (not told and who in self.seen | self.came):
            return
        stranger = self._waiting(who, patience)
        if stranger is None:
            return
        entity = self.entities[stranger - len(self.people)]
        if not told and (entity.relative or self.number - entity.met > _PATIENT):
            return  # somebody else's, or known for long without a name
        self._merge(stranger, who)

    def _merge(self, stranger: int, who: int) -> None:
        entity = self.entities[stranger - len(self.people)]
        entity.is_ = who
        self.came.add(who)
        person = self.people[who]
        person.gender = person.gender or entity.gender
        self.salience.merge(stranger, who)
        if self.subject == stranger:
            self.subject = who
