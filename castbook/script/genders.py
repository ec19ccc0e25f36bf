"""Whether a character is he or she, from the script's pronouns and nouns. Pure.

A given name only makes it likely, for whom a pronoun means; no image prompt says it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from . import folk
from . import lexicon as lex
from . import text as kinds
from .memory import SELF
from .mentions import Names, within
from .people import Person, gender_of_title, title_of, tokens
from .sentences import sentences, without_speech
from .text import Paragraph, ScriptText

_PRONOUN = re.compile(r"\b(he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"\b(?:he|she|his)\b", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"him\b(?!self)|her\b(?!self)(?=[.,;:!?]|\s(?:and|or|in|on|to|at|by|with|for|from|as|but|up|down|out)\b)"
)
_NOUN = re.compile(
    r"(?:\s?\([^)]{0,30}\)|,\s\d\d)?\W{0,3}(?:(?:is|each|both|all|an?|the)\s+(?:[\w\-]+,?\s+){0,4}?)?"
    r"(male|female|man|woman|girl|boy|lady|gentleman|mare|stallion|guy|youth)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\b(?:for|to|with|at|from|of|by|towards?|upon|on|about|beside|behind)\s(?:\w+\s)?$")
_SOMEBODY = re.compile(r"\b(?:girl|woman|boy|man|lady|gentleman|child|stranger|fellow)\b", re.IGNORECASE)
_RELATED = re.compile(  # "MEI LIN (12), his granddaughter"
    rf"(?:\s?\([^)]*\))?,?\s(?:his|her|their|\w+['\u2019]s)\s(?:[\w\-]+\s){{0,2}}?({'|'.join(sorted(folk.KIN_GENDERS))})\b"
)
# "Mr. Cross" in somebody's speech; "(wiping his brow)" in an aside.
_TITLED = re.compile(r"\b(Mr|Mrs|Miss|Lord|Lady|Sir|Madame|Herr|Frau|Fru)\.? ((?:[A-Z][\w\-]+ )?[A-Z][\w\-]+)")
_AT_HIS = re.compile(r"[\W_]*(?:[a-z]+ing (?:[a-z]+ ){0,2}?(?=(?:his|her) [a-z]))?(he|she|his|her)\b", re.IGNORECASE)
_MEN_OF_RANK = lex.word_list("captain colonel major general admiral viscount marquis reverend bishop judge")
_IS_HIS = re.compile(r"(?:his|her)\s(?:[\w\-]+\s)?[a-z\-]+(?=[.,;:(])")
_NEAR = 160  # characters after a name in which a pronoun is likely its own


def settle(script: ScriptText, people: Sequence[Person], owner: dict[str, int]) -> None:
    """Let the sentences that name one person alone vote, and the pronoun that opens the sentence after."""
    names = Names(owner, people)
    by_name = {tokens(name): person for person in people for name in (person.name, *person.names)}
    by_last: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        for token in dict.fromkeys(tokens(person.name)):
            by_last[token].append(person)
    for paragraph in script.paragraphs:
        speaker = by_name.get(tokens(paragraph.speaker)) if paragraph.speaker else None
        aside = _PRONOUN.match(paragraph.text.lstrip("([ ")) if paragraph.kind == kinds.PARENTHETICAL else None
        if speaker and aside:
            speaker.vote(lex.PRONOUNS[aside.group(1).lower()], 2)
        if speaker and script.format == "play":
            _read_aside(paragraph, names, speaker)
        if paragraph.kind == kinds.DIALOGUE and script.format == "play":
            _read_titles(paragraph.text, by_last)
        elif paragraph.kind in (kinds.ACTION, kinds.CAST):
            _read(without_speech(paragraph.text), names, people)
    for person in people:
        if script.format == "play" and title_of(person.name) in _MEN_OF_RANK:
            person.vote("male", 4)
        if person.narrates:
            person.gender = SELF
        else:
            person.settle()


def _read_aside(paragraph: Paragraph, names: Names, speaker: Person) -> None:
    """What an aside that names nobody calls its speaker."""
    aside = paragraph.kind in (kinds.PARENTHETICAL, kinds.ACTION)
    found = _AT_HIS.match(paragraph.text) if aside and not names.find(paragraph.text) else None
    if found:
        speaker.vote(lex.PRONOUNS[found.group(1).lower()], 1)


def _read_titles(text: str, by_last: Mapping[str, Sequence[Person]]) -> None:
    """ "Mr. Cross" tells what CROSS is, where one alone is called that."""
    for called in _TITLED.finditer(text):
        named = by_last.get(called[2].split()[-1].casefold(), ()) or by_last.get(called[2].split()[0].casefold(), ())
        if len(named) == 1:
            named[0].vote(gender_of_title(called[0]), 2)


def _read(text: str, names: Names, people: Sequence[Person]) -> None:
    alone: Person | None = None
    everybody = [mention for mention in names.find(text) if not people[mention.who].narrates]
    if not everybody:
        return
    for start, end in sentences(text):
        named = within(everybody, start, end)
        distinct = {mention.who for mention in named}
        if len(distinct) == 1 and text[named[0].end : named[0].end + 2] in ("'s", "\u2019s"):
            alone = None  # "She holds Joe's photo"
        elif len(distinct) == 1:
            same, alone = alone is people[named[0].who], people[named[0].who]
            opening = _PRONOUN.match(text, start, named[0].start)
            if not same and (opening or _SUBJECT.search(text, start, named[0].start)):
                alone = None  # "He has been kind to Ida. He ..."
                continue
            if opening:
                alone.vote(lex.PRONOUNS[opening.group(1).lower()], 1)  # "He is four feet tall, but Amos ..."
            after = named[0].end
            other = _SOMEBODY.search(text, after, end)  # "Behind Reck stood a girl with her plait down": not his
            stop = other.start() if other else min(end, after + _NEAR)
            pronoun = _PRONOUN.search(text, after, min(stop, after + _NEAR))
            if related := _RELATED.match(text, after, end):
                alone.vote(folk.KIN_GENDERS[related.group(1)], 4)
            elif pronoun and pronoun[1] in ("he", "she") and _BESIDE.search(text, start, named[0].start):
                pass  # "Having apologized for Milly, he went on"
            elif pronoun and text[after : pronoun.start()] == ", " and _IS_HIS.match(text, pronoun.start()):
                pass  # "ZORA, his driver"
            elif pronoun and not _OF_ANOTHER.match(text, pronoun.start()):  # "Odile sat across from him"
                alone.vote(lex.PRONOUNS[pronoun.group(1).lower()], 1)
            if noun := _NOUN.match(text, after, min(end, after + _NEAR)):
                alone.vote("male" if noun.group(1).lower() in folk.MALE else "female", 4)
            elif _SOMEBODY.search(text, after, end):  # "Barnaby found the girl. She ...": the next one may mean her
                alone = None
        elif not distinct and alone and (pronoun := _PRONOUN.match(text, start, end)):
            alone.vote(lex.PRONOUNS[pronoun.group(1).lower()], 1)
        else:
            alone = None
