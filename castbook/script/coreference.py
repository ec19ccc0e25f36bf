"""Who "he", "her" and "the old man" are in a story: every mention of a person, and the names of strangers. Pure.

A story speaks of people as names, as nouns ("a stout man") and as pronouns. `resolve` reads its narration once and says
of each noun and pronoun whom it means: one of the cast, or a stranger, who gets a name as soon as the story gives one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import folk, naming, overheard
from . import lexicon as lex
from . import text as kinds
from .company import NEAR, Company
from .known import known_as
from .memory import SELF
from .mentions import Mention, Names, within
from .nouns import OPENING, Phrase, Token, phrase_at, tokens_of
from .people import RANKS, Person
from .references import Narration, Reference, References
from .salience import OBJECT, OBLIQUE, OWNER, SUBJECT
from .sentences import sentences, without_speech
from .steady import RELATIVES
from .syntax import portraying, role_of
from .text import Paragraph, ScriptText

_SUBJECT_PRONOUNS = {"he": "male", "she": "female"}
_OBJECT_PRONOUNS = {"him": "male", "himself": "male", "herself": "female"}
_OWNER_PRONOUNS = {"his": "male", "her": "female", "hers": "female"}
_PRONOUNS = {**_SUBJECT_PRONOUNS, **_OBJECT_PRONOUNS, **_OWNER_PRONOUNS}
_AFTER_OBJECT = re.compile(
    r"\s*(?:[.,;:!?)\u2014-]|$)|\s(?:and|or|in|on|to|at|by|with|for|from|as|but|up|down|out|off|into|over|away|back|"
    r"the|a|an|that|when|while|if|through|about|again|go|come|for)\b"
)  # "saw her in": no owner
_INVERTED = re.compile(r"\s(?:he|she)\s(?:was|is)\b")
_NEARBY = 400  # characters in which a boat was spoken of
_SAID_SO = 6  # paragraphs for which a stranger waits for "That was Orrin"
_PORTRAIT = 12  # words after a newcomer that may say by what they are known later: "with a bald head"
_CONJUNCTIONS = frozenset(("and", "but", "when", "while", "as"))
_CLAUSE_ENDS = frozenset(",;:()\u2014\u2013")


def resolve(script: ScriptText, people: Sequence[Person], names: Names) -> References:
    """Read the narration of a story."""
    company = Company(people, names)
    reader = _Reader(company, names)
    scene = -1
    for number, paragraph in enumerate(script.paragraphs):
        if paragraph.kind != kinds.ACTION:
            continue
        if paragraph.scene != scene:
            scene = paragraph.scene
            company.salience.forget()
        reader.read(number, paragraph)
    overheard.settle(company, reader.at, reader.narration, reader.heard)
    references = References(people, company.entities, reader.at, reader.narration)
    strangers = zip(references.strangers, company.entities, strict=True)
    company.steady.add_names((one for one, entity in strangers if entity.is_ is None), company.acts)
    return references


class _Reader:
    """Reads paragraph after paragraph."""

    def __init__(self, company: Company, names: Names) -> None:
        self.company = company
        self.names = names
        self.at: dict[tuple[int, int], Reference] = {}
        self.narration: dict[int, Narration] = {}
        self.heard: list[tuple[int, int]] = []  # in which paragraph who is named in speech
        self._line = 0
        self._by_start: dict[int, Mention] = {}  # the names of the sentence
        self._begin_sentence()

    def _begin_sentence(self) -> None:
        self._subject: int | None = None  # of the clause
        self._last_subject: int | None = None  # of the clause before
        self._acting: set[int] = set()  # who has been a subject in this sentence
        self._named: int | None = None  # who was named last in this sentence
        self._before: tuple[int, int] | None = None  # the mention before: who, and where it ended
        self._name_of: int | None = None  # whose name the sentence speaks of: "the officer's name"

    def read(self, number: int, paragraph: Paragraph) -> None:
        """Resolve one paragraph."""
        self.company.turn_to(number, paragraph)
        self._line = paragraph.line
        text = without_speech(paragraph.text)
        named = self.names.find(text)
        heard = [] if text == paragraph.text else self.names.find(paragraph.text)
        spoken = [mention for mention in heard if text[mention.start : mention.end].isspace()]
        self.heard += [(number, mention.who) for mention in spoken]
        told = 0
        self.narration[paragraph.line] = Narration(text, named, sentences(text))
        for start, end in self.narration[paragraph.line].sentences:
            self._hear(paragraph.text, text, spoken, told, end)
            told = end
            self._sentence(text, start, end, within(named, start, end))
        self._hear(paragraph.text, text, spoken, told, len(text))

    def _hear(self, text: str, masked: str, spoken: Sequence[Mention], start: int, end: int) -> None:
        """Names in speech: "I am ...", "this is ...", "call me captain", "I'm your uncle"."""
        for mention in within(spoken, start, end):
            told = naming.gives_name(text, mention)
            called = self.company.narrator_is_named and naming.is_addressed(text, mention)
            alone = naming.is_alone(text, mention, called=self.company.narrator_is_named)
            if naming.announces(text, mention):
                self.company.announce(mention.who)
            if told or alone or called:
                sure = not told and (called or text[mention.end] in "!?")
                speaker = (
                    None if naming.OF_ONESELF.search(text, start, mention.start) else naming.speaker(text, mention)
                )
                self.company.hear(mention, sure=sure, spoken_to=not (told or alone), speaker=speaker)
            elif (cries := naming.speaker(text, mention)) in lex.PRONOUNS:
                self.company.calls(cries, mention.who)
        for called in naming.CALL_ME.finditer(text, start, end):
            if masked[called.start()].isspace():
                self.company.hear_rank(called[1].lower())
        for called in naming.I_AM_YOUR.finditer(text, start, end):
            if masked[called.start()].isspace():
                self.company.hear_kin(called["kin"].lower())

    def _sentence(self, text: str, start: int, end: int, named: Sequence[Mention]) -> None:
        self.company.next_sentence()
        self._begin_sentence()
        tokens = tokens_of(text, start, end)
        by_start = self._by_start = {mention.start: mention for mention in named}
        skip = start
        for at, token in enumerate(tokens):
            behind = tokens[at - 1].end if at else start
            if token.low in _CONJUNCTIONS or (
                token.start - behind > 1 and not _CLAUSE_ENDS.isdisjoint(text[behind : token.start])
            ):
                self._last_subject, self._subject = self._subject, None
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
                self._note(self.company.meet(), token.start, token.end, SUBJECT, new=True)
            elif token.low in ("i", "me") and self.company.narrator >= 0:
                if token.low == "i":
                    self._subject = self.company.narrator
                self._before = (self.company.narrator, token.end)
            elif token.low == "the" and naming.is_the_other(text, token.start):
                other = self.company.gender(self.company.sitter) if self.company.sitter >= 0 else ""
                self._note(self.company.meet(other), token.start, tokens[at + 1].end, SUBJECT, new=True)
            elif token.low in OPENING and (phrase := phrase_at(text, tokens, at)) and not phrase.holds(named):
                self._noun(text, tokens, phrase)

    def _note(self, who: int, start: int, end: int, role: float, *, new: bool = False, shows: bool = False) -> None:
        """Write down what a mention means; `shows`: it says how they look."""
        self.at[self._line, start] = Reference(who, new, end * shows, role)
        self._before = (who, end)
        if role == SUBJECT:
            self._subject = who
        if who != self.company.narrator:
            self.company.spoken_of(who, role, new=new)
            if role == SUBJECT:
                self._acting.add(who)

    def _name(self, text: str, tokens: Sequence[Token], at: int, mention: Mention) -> None:
        last = next((i for i in range(at, len(tokens)) if tokens[i].end >= mention.end), at)
        cried = text[mention.end : mention.end + 1] == "!" or len(tokens) == last + 1 - at
        role = SUBJECT if tokens[at].low == "i" else OBJECT if cried else role_of(text, tokens, at, last)
        if naming.brings_before(text, mention.start):
            self.company.announce(mention.who)
        stranger = self._stranger_named(text, mention)
        if stranger is not None:
            self.company.merge(stranger, mention.who)
        elif role == SUBJECT and naming.acts(text, mention.start, mention.end):
            self.company.read_name(mention.who)
        elif len(tokens) == last + 1 - at and text[mention.end : mention.end + 1] == ".":
            self.company.read_name(mention.who, only_portrayed=True)  # "He had a black coat on. Elder Crane."
        elif role == SUBJECT and naming.is_told_of(text, mention.start):
            self.company.read_name(mention.who, only_portrayed=True)
        if role == SUBJECT and not text[: mention.start].strip():
            self.company.open_with(mention.who)
        if self._subject is not None:
            self._subject = self.company.final(self._subject)
        self._named = mention.who
        if role != OWNER:
            self._note(mention.who, mention.start, mention.end, role)
        else:
            owned = tokens[last + 2] if tokens[last + 2 :] else None
            told_of = owned is not None and (  # "Eliza's figure was slight", "Mr. Crowe's age might be fifty"
                owned.low in ("age", "appearance") or (last < 3 and owned.tag in "BbmG")
            )
            if told_of:
                self.company.portray(mention.who)
            self.company.salience.mention(mention.who, SUBJECT if told_of else OWNER)
            self._subject = mention.who if told_of else self._subject
            self._before = (mention.who, mention.end)

    def _stranger_named(self, text: str, mention: Mention) -> int | None:
        """The stranger whose name this is: "his brother John", "the lawyer, Mr. Reck,", "it was Mrs. Lowell"."""
        company, who = self.company, mention.who
        told = text[max(0, mention.start - 60) : mention.start]
        before, end = self._before or (-1, 0)
        by_noun = text[:end].rpartition(" ")[2].lower() not in _PRONOUNS  # "he called Otto", "behind her, Otto came"
        if company.gender(who) == SELF or naming.owns(text, mention):
            return None
        if before >= 0 and company.is_stranger(before) and company.may_be(before, who):
            between = text[end : mention.start]
            if (
                by_noun
                and not naming.CALLS.search(told)
                and naming.IN_APPOSITION.fullmatch(between)
                and (between.strip() != "," or naming.ENDS.match(text, mention.end))
            ):
                return before
            if naming.HER_NAME_WAS.search(told):
                return before
        if naming.IT_WAS.search(told) and not naming.is_cleft(text, mention):
            return company.waiting_for(who, _SAID_SO, company.relatives())
        named = self._name_of
        if named is not None and naming.WAS.search(told) and company.is_stranger(named) and company.may_be(named, who):
            return named
        subject = self._subject
        if naming.WAS.search(told) and subject is not None and company.is_stranger(subject):
            return subject if company.may_be(subject, who) else None
        return None

    def _pronoun(self, text: str, tokens: Sequence[Token], at: int) -> None:
        token, company, subject = tokens[at], self.company, self._subject
        gender = _PRONOUNS[token.low]
        owner = token.low in _OWNER_PRONOUNS and not (token.low == "her" and _AFTER_OBJECT.match(text, token.end))
        if owner:
            role = OWNER
        elif token.low in _SUBJECT_PRONOUNS:
            role = SUBJECT
        else:
            role = role_of(text, tokens, at, at, inverted=False)
        reflexive = token.low.endswith("self")
        without = {subject} if role in (OBJECT, OBLIQUE) and not reflexive and subject is not None else set()
        first = subject if owner or reflexive else None
        portrays = subject is None and role in (SUBJECT, OWNER) and portraying(tokens, at)
        fitting = company.fitting(gender)
        who = company.salience.best(company.to_portray(fitting) if portrays else fitting, role, without, first)
        if (
            gender == "female"
            and (who is None or company.gender(who) != gender)
            and naming.VESSEL.search(text, max(0, token.start - _NEARBY), token.start)
        ):
            return  # "We had run down a boat, and she had gone to the bottom with all her crew"
        if who is None:
            if role in (OBJECT, OBLIQUE):
                return
            who = company.meet(gender)  # "He lay under the tree", before he has a name
        elif company.is_stranger(who):
            company.learn_gender(who, gender)
        self._note(who, token.start, token.end, role)
        if portrays:
            company.portray(who)

    def _noun(self, text: str, tokens: Sequence[Token], phrase: Phrase) -> None:
        """ "a stout man", "the old lady", "my aunt", "John's brother"."""
        company = self.company
        role = role_of(text, tokens, phrase.first, phrase.last)
        if tokens[phrase.first].low == "one" and not phrase.seen:
            role = OBLIQUE  # "one man took a wicket" brings nobody in
        if role == OBLIQUE and naming.GLIMPSE_OF.search(text, max(0, phrase.start - 12), phrase.start):
            role = OBJECT
        same = self._same_as(text, tokens, phrase)
        if same is not None:
            company.call(same, phrase)
            if self._is_told_of_a_name(text, phrase):
                company.is_called(same, phrase)
            if phrase.seen:
                company.portray(same)
            company.learn_gender(same, phrase.gender)
            self.at[self._line, phrase.place] = Reference(same)
            self._before = (same, phrase.end)
            return
        if phrase.generic:
            return
        if _INVERTED.match(text, phrase.end) and phrase.determiner == "a":  # "a beautiful boy he was"
            who = company.salience.best(company.fitting(phrase.gender), SUBJECT)
            if who is not None:
                company.call(who, phrase)
                company.portray(who)
                self.at[self._line, phrase.place] = Reference(who)
                return
        who = self._known(text, phrase)
        if who is None:
            formed = [token.low for token in tokens[phrase.last + 1 : phrase.last + 2]] == ["whom"]
            told = phrase.adjectives or phrase.acts or formed  # "the wretch whom I had formed"
            bare = phrase.determiner == "the" and not told and phrase.noun not in folk.OCCUPATIONS
            if phrase.noun in naming.COMPANIONS or bare:
                return  # "the man", of whom nothing is known
            who = company.meet(phrase.gender, phrase.noun)
        elif role == SUBJECT and phrase.acts and phrase.noun in RANKS:
            company.read_rank(who)
            who = company.final(who)
        company.call(who, phrase)
        if self._named is not None and company.is_stranger(who) and naming.is_name(text, phrase.start, phrase.end):
            company.merge(who, self._named)  # "Orrin, that was the name of the fair man"
        new = company.is_stranger(who) and company.stranger(who).called.total() == 1 and role != OBLIQUE
        new = new and not company.stranger(who).relative
        if new:
            company.stranger(who).told.update(token.low for token in tokens[phrase.last : phrase.last + _PORTRAIT])
        if naming.S_NAME.match(text, phrase.end):
            self._name_of = who
        self._note(who, phrase.place, phrase.end, role, new=new, shows=bool(phrase.seen))
        if new and phrase.seen:
            company.portray(who)
        if new and phrase.determiner == "a":
            company.arrive(who)

    def _known(self, text: str, phrase: Phrase) -> int | None:
        """The one whom a noun means, if the story has spoken of them."""
        company = self.company
        if self._named is not None and naming.is_name(text, phrase.start, phrase.end):
            return company.waiting_for(self._named, NEAR)
        if phrase.determiner == "the" or (phrase.noun in folk.VISITORS and phrase.owner):
            return known_as(company, phrase, self._acting)
        if not phrase.owner:
            return None
        if phrase.noun in naming.COMPANIONS:
            return company.companion()
        if phrase.owner in ("my", "our"):
            return company.relative(company.narrator, phrase)
        return company.relative(self._before[0] if self._before else None, phrase)

    def _same_as(self, text: str, tokens: Sequence[Token], phrase: Phrase) -> int | None:
        """Whom a noun is said of: "he was a tall man", "Louka, a handsome girl,"."""
        named = self._by_start.get(phrase.end + 2) if phrase.determiner == "the" else None
        if named and self._is_old(text, phrase, named):
            return named.who
        subject = self._last_subject if self._subject is None else self._subject
        if phrase.predicate:
            if subject is None and len(self._acting) == 1:
                subject = next(iter(self._acting))  # "The lad -- his name was Abel -- was a sailor"
            return None if phrase.subject in naming.ONE_OF_TWO else self._of(subject, phrase)
        if self._before is None:
            return None
        if phrase.owner in ("my", "our", "their"):
            return self._is_mine(text, phrase)
        if naming.CALLED_HIM.search(text, max(0, phrase.start - 20), phrase.start):
            return self._of(self._before[0], phrase)
        if phrase.acts or phrase.determiner not in ("a", "the"):
            return None
        if naming.COMMA.fullmatch(text, self._before[1], phrase.start):
            return self._of(self._before[0], phrase)
        if phrase.determiner == "a" and phrase.detached:
            said = self._before[0] if self._last_subject is None else self._last_subject
            if said == self.company.narrator and len(self._acting) == 1:
                said = next(iter(self._acting))  # "He was, I now saw, a lame old man"
            elif said == self.company.narrator and naming.I_SAW.search(text, 0, phrase.start):
                return None  # "I saw, rising from behind the lamp, a slender man"
            return self._of(said, phrase)
        if phrase.determiner == "a" and len(self._acting) == 1 and _is_and_is(tokens, phrase.first):
            return self._of(next(iter(self._acting)), phrase)
        return None

    def _is_old(self, text: str, phrase: Phrase, named: Mention) -> bool:
        """ "The boy, Otto, who sat on the floor": whether a name between commas says whom the noun means."""
        company, who = self.company, named.who
        said = text[phrase.end : named.start] == ", " and naming.COMMA.match(text, named.end)
        return bool(said) and who != company.narrator and who in company.first and self._of(who, phrase) is not None

    def _is_told_of_a_name(self, text: str, phrase: Phrase) -> bool:
        """ "Orrin, the chief, said", "Orrin was a cook": whether it says what somebody is who is named there."""
        who, end = self._before or (-1, 0)
        if who < 0 or not text[:end].rpartition(" ")[2][:1].isupper() or text[:end].endswith(("He", "She")):
            return False
        if naming.COMMA.fullmatch(text, end, phrase.start):
            return bool(naming.ENDS_THERE.match(text, phrase.end))
        return bool(naming.IS_THEN.fullmatch(text, end, phrase.start))

    def _is_mine(self, text: str, phrase: Phrase) -> int | None:
        """ "Orrin was my cousin", "Orrin, their father,": a relative who has a name."""
        who, end = self._before or (-1, 0)
        if who < 0 or self.company.is_stranger(who) or phrase.noun not in RELATIVES or phrase.acts:
            return None
        said = naming.COMMA.fullmatch(text, end, phrase.start) or naming.IS_THEN.fullmatch(text, end, phrase.start)
        return self._of(who, phrase) if said and who != self.company.narrator else None

    def _of(self, who: int | None, phrase: Phrase) -> int | None:
        fits = who is not None and (self.company.gender(who) in ("", SELF, phrase.gender) or not phrase.gender)
        return who if fits else None


def _is_and_is(tokens: Sequence[Token], at: int) -> bool:
    """ "Rosa was sixteen, and decidedly a pretty girl": whether a noun goes on about what somebody is."""
    lead = at
    while lead and tokens[lead - 1].tag == "K":
        lead -= 1
    if not lead or tokens[lead - 1].low not in ("and", "but"):
        return False
    verbs = [token.tag for token in tokens[: lead - 1] if token.tag in ("C", "V", "H")]
    return "C" in (*verbs[:1], *verbs[-1:])
