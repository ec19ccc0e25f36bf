"""Whom a screenplay brings in by a noun and describes, and who never get a name: "A grey-haired porter waits". Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

from . import cue_nouns, folk
from . import lexicon as lex
from . import text as kinds
from .mentions import Mention, Names, within
from .people import SEVERAL, Person, tokens, vote_by_name
from .references import Narration
from .sentences import Word, sentences, without_speech, words
from .strangers import gender_of_noun
from .tags import plain, tag
from .text import ScriptText

_ARTICLE = re.compile(
    r"(?<![\w\u2019'-])(?:(?:another\s)?(?P<many>two|three|four|five|six|seven|eight|nine|ten|several|two dozen|"
    r"an?\s(?:pair|couple|group|dozen|gang|handful|trio)\sof)(?:\sother|\smore)?|an?|another)\s(?=\S)",
    re.IGNORECASE,
)
# Words of these lists that mean a thing as often.
_THINGS = lex.word_list(
    """
    machine drone doll puppet seal ram mole buck flower plant tree rose sunflower mushroom cactus teapot teacup broom
    lamp toaster statue mannequin grub fly cricket moth bat crab human hybrid clone spirit page model guide
    cleaner tanner miller cooper potter mason herald broker tracker builder general private major cardinal keeper
    couple male female slab tot twin twins triplet black white elder executive fighter tumbler figure
    """
)
_NOUNS = (folk.PEOPLE | folk.OCCUPATIONS | folk.DAY_PLAYERS | folk.VISITORS | folk.FIGURES | folk.SPECIES) - _THINGS
_MANY = {**{f"{noun}s": noun for noun in _NOUNS}, "men": "man", "women": "woman", "children": "child"}
_MANY.update({f"{noun[:-2]}en": noun for noun in _NOUNS if noun.endswith("man")})
# Nouns that may mean anybody: "the man" is the one of this scene.
_ANYBODY = folk.PEOPLE | folk.VISITORS
_AHEAD = 90  # letters after the noun
_LONGEST = 7  # words from the article to the noun
_MODIFIERS = frozenset("XDdwcYTetQOPkgGBbma&yWZK")
_PART_OF_NOUN = frozenset("XOPZe")
_SEEN = re.compile("[DdcYewtWQ]")
_SEEN_AFTER = re.compile("[KRC]{0,3}(?:[LIFWvrH][^VJ]{0,6}[GgBbma]|W|I?M?[XD]?Y|F?[QY])|[^VJ]{0,3}W")
_SEEN_NEXT = re.compile("[&K]*(?:RK*[CvH][^V]*[DdcYGgBbm]|MX?[XD]*[BbmG]K*[CS])")
_ACTS = re.compile("[VJSHCWv]")
_DRESSED = re.compile(r"\s(in|with) an? ((?:[\w-]+ )?)([\w-]+)", re.IGNORECASE)
_DOES = re.compile("[VJSHR]|C(?!A)")
_NO_NEWCOMER = re.compile("(?:[CFHM]|[VJ]K?F)K*$")  # "is a", "photo of a"
_NONE = lex.word_list("like as than into for without not never such what or the both these those")
_DEAD = lex.word_list(  # and what is none
    """
    dead deceased stuffed carved painted imaginary toy sculptured sculpted stone marble bronze wooden plaster plastic
    cardboard porcelain
    """
)
_ONE_OF = re.compile(
    r"\b(?:one(?: of \w+)?|another|the (?:first|second|third|other)(?: one)?) is (?:\w+ly )?$", re.IGNORECASE
)
_BROUGHT = re.compile(r"\b(?:\w{2,}ed|led|driven|drawn|held|met|caught|taken|seen|shown) by $")
_IS_SUBJECT = re.compile("K?[VSC]")
_GOES_ON_ABOUT = re.compile("[&K]*[Ri]K*[VJSHCWv]")
_PERSON_BEFORE = re.compile("[NPOkRZ]")
_LEADS_IN = re.compile(r"[,(\u2014\u2013-]\s*$")
_GOES_ON = 4  # paragraphs of action in which a name may still come
_PRONOUN = re.compile(r"\b(?:(he|his|him)|(she|her))\b", re.IGNORECASE)


@dataclass
class _Newcomer:
    """A noun phrase that may bring somebody in: its paragraph's number, where it, its noun and its sentence stand."""

    at: int
    start: int
    noun_at: int
    end: int
    noun: str
    phrase: str
    called: str
    compound: str
    gender: str = ""


@dataclass
class WalkOns:
    """Those people, and where each is spoken of: the line of a paragraph -> the mentions in it."""

    people: list[Person] = field(default_factory=list)
    mentions: defaultdict[int, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    read: dict[int, Narration] = field(default_factory=dict)  # paragraphs as they have been read for that, by line


def find(script: ScriptText, people: Sequence[Person], names: Names) -> WalkOns:
    """The screenplay's walk-ons; their indices follow those of `people`."""
    cued: defaultdict[str, set[int]] = defaultdict(set)  # the last word of a cue -> the scenes in which it is heard
    for one in script.paragraphs:
        if one.kind == kinds.CUE and (key := cue_nouns.base(tokens(one.speaker))):
            cued[key[-1]].add(one.scene)
    anybody = cue_nouns.anybody(people)
    walk_ons = WalkOns()
    found: list[_Newcomer] = []
    for at, paragraph in enumerate(script.paragraphs):
        if paragraph.kind == kinds.ACTION and any(
            _may_mean(paragraph.text, one) for one in _ARTICLE.finditer(paragraph.text)
        ):
            text = without_speech(paragraph.text)
            read = walk_ons.read[paragraph.line] = Narration(text, names.find(text), sentences(text))
            found += [
                one
                for one in _newcomers(at, read, anybody)
                if paragraph.scene not in cued[_MANY.get(one.noun, one.noun)]
                and not _is_named_later(script, one, people, names, anybody)
            ]
    taken = {tokens(name) for one in people for name in (one.name, *one.names)}
    often = Counter(one.noun for one in found)
    for index, one in enumerate(found):
        following = next((other.at for other in found[index + 1 :] if other.noun == one.noun), len(script.paragraphs))
        if tokens(one.called) in taken:
            continue
        taken.add(tokens(one.called))
        person = Person(one.called, line=script.paragraphs[one.at].line_at(one.start), passes_by=True)
        sure = one.noun.lower() not in _ANYBODY and often[one.noun] == 1  # who else "the porter" could be
        if sure or " " in one.compound:
            person.add(one.compound)
        for name in (one.phrase, f"the {one.noun}") if sure else (one.phrase,):
            person.add(name)
        if one.gender == SEVERAL:
            person.gender = SEVERAL
        else:
            person.vote(one.gender, 6)
            vote_by_name(person)
            person.settle()
        who = len(people) + len(walk_ons.people)
        walk_ons.people.append(person)
        for line, mention in _mentions(script, one, who, following, everywhere=sure):
            walk_ons.mentions[line].append(mention)
    return walk_ons


def _newcomers(at: int, read: Narration, anybody: Set[int]) -> Iterator[_Newcomer]:
    """The described noun phrases of a paragraph that bring somebody in who does something."""
    text, spans = read.text, read.sentences
    named = [m for m in read.named if m.who not in anybody]
    for number, (start, end) in enumerate(spans):
        for article in _ARTICLE.finditer(text, start, end):
            if number and article.start() == start and _portrays(read, number, named):
                continue
            nouns = _MANY if article["many"] else _NOUNS
            phrase = _phrase(text, article.end(), end, nouns) if _may_mean(text, article) else []
            if not phrase or any(word.low in _DEAD for word in phrase):
                continue
            noun = phrase[-1]
            if any(m.start < noun.end and article.start() < m.end for m in named):
                continue
            whole = words(text, article.start(), min(end, noun.end + _AHEAD))
            tags = tag(whole)
            at_noun = next(i for i, word in enumerate(whole) if word.start == noun.start)
            first = next(i for i, word in enumerate(whole) if word.start >= article.end())
            told, after = tags[first:at_noun], tags[at_noun + 1 :]
            seen = _SEEN.search(told) or _SEEN_AFTER.match(after) or noun.low in folk.FIGURES
            acts = _ACTS.search(after) or any(lead.search(text, start, article.start()) for lead in (_ONE_OF, _BROUGHT))
            following = ""
            if not (seen and acts) and number + 1 < len(spans):
                following = tag(words(text, *spans[number + 1])[:10])
            if not (seen or _SEEN_NEXT.match(following)) or not (acts or _GOES_ON_ABOUT.match(following)):
                continue
            owns = text[noun.end : noun.end + 2] in ("'s", "\u2019s")
            subject = bool(_IS_SUBJECT.match(after)) and text[noun.end : noun.end + 1] != ","
            if owns or not _may_bring(text, start, article.start(), named, subject=subject):
                continue
            one = _Newcomer(
                at,
                article.start(),
                noun.start,
                noun.end,
                noun.low,
                " ".join(text[article.start() : noun.end].split()),
                _called(phrase, _MODIFIERS if noun.low in _ANYBODY else _PART_OF_NOUN),
                _called(phrase, _PART_OF_NOUN),
            )
            one.gender = SEVERAL if article["many"] else gender_of_noun(noun.low) or _gender(text[noun.end :])
            yield one


def _portrays(read: Narration, number: int, named: Sequence[Mention]) -> bool:
    """ "KIT drops down. An enormous ginger tomcat, one ear torn.": a portrait of whom a script has just named."""
    before, here = read.sentences[number - 1], read.sentences[number]
    first = next(iter(within(named, *before)), None)
    if first is None or first.start != before[0] or not read.text[first.start : first.end].isupper():
        return False
    return not _DOES.search(tag(words(read.text, *here)))


def _may_mean(text: str, article: re.Match[str]) -> bool:
    """Whether a noun that can mean somebody stands near after an article; a quick look before the closer one."""
    near = text[article.end() : article.end() + _AHEAD].lower().replace(",", " ").split(maxsplit=_LONGEST)[:_LONGEST]
    return any(word.rstrip(".;:!?)-\u2014") in (_MANY if article["many"] else _NOUNS) for word in near)


def _phrase(text: str, start: int, end: int, nouns: Container[str]) -> list[Word]:
    """The words of a noun phrase up to the noun that means somebody; none where it means something else."""
    found: list[Word] = []
    for word in words(text, start, min(end, start + _AHEAD))[:_LONGEST]:
        gap = text[found[-1].end if found else start : word.start].strip()
        if gap not in ("", ","):
            return []
        found.append(word)
        if word.low in nouns and (nouns is _MANY or not _is_compound(text, word.end)):
            return found
        if plain(word.low) not in _MODIFIERS:
            return []
    return []


def _is_compound(text: str, end: int) -> bool:
    """Whether another noun follows: "a police station"."""
    if text[end : end + 1] == "-":
        return True
    following = re.match(r"\s([A-Za-z]+)", text[end : end + 30])
    if not following:
        return False
    low = following[1].lower()
    kind = plain(low)
    return kind in "OPZkGgBbmDdca" or (kind == "X" and not low.endswith(("s", "ing", "ed", "ly")))


def _may_bring(text: str, start: int, at: int, named: Sequence[Mention], *, subject: bool) -> bool:
    """Whether what stands before the phrase in its sentence lets it bring somebody in; `subject`: a deed follows."""
    before = words(text, start, at)
    if not before:
        return True
    here = list(within(named, start, at))
    tags = tag(before, frozenset(i for i, w in enumerate(before) if any(m.start <= w.start < m.end for m in here)))
    if _ONE_OF.search(text, start, at):
        return True
    if before[-1].low == "as":  # "as a giant robot enters"
        return subject
    if before[-1].low in _NONE or _NO_NEWCOMER.search(tags):
        return False
    if not _LEADS_IN.search(text, start, at):
        return True
    return not (_PERSON_BEFORE.search(tags[-1:]) if subject else _PERSON_BEFORE.search(tags))


def _called(phrase: Sequence[Word], kept: Container[str]) -> str:
    """The noun with the `kept` words before it: "filing secretary", of "a sneering, elderly filing secretary"."""
    at = len(phrase) - 1
    while at and plain(phrase[at - 1].low) in kept and phrase[at - 1].end + 1 == phrase[at].start:
        at -= 1
    return " ".join(word.text for word in phrase[at:])


def _gender(text: str) -> str:
    told = _PRONOUN.search(text)
    return "" if not told else "male" if told[1] else "female"


def _is_named_later(
    script: ScriptText, one: _Newcomer, people: Sequence[Person], names: Names, anybody: Set[int]
) -> bool:
    """Whether somebody new gets a name soon, in the scene: it may be theirs."""
    here = script.paragraphs[one.at]
    read = 0
    longest = _GOES_ON if one.noun in _ANYBODY else 1
    for paragraph in islice(script.paragraphs, one.at, None):
        if paragraph.scene != here.scene or read > longest:
            return False
        read += paragraph.kind == kinds.ACTION
        text = paragraph.text if paragraph.kind == kinds.ACTION else paragraph.speaker
        if paragraph.kind not in (kinds.ACTION, kinds.CUE):
            continue
        start = one.end if paragraph is here else 0
        if paragraph is not here and re.search(rf"\b{one.noun}\b", text, re.IGNORECASE):
            return False  # "ANGLE ON HALE AND THE PORTER"
        for mention in names.find(text, start):
            person = people[mention.who]
            if paragraph is here and mention.who in anybody:
                continue
            if person.line >= here.line and one.gender in ("", SEVERAL, person.gender or one.gender):
                return True
    return False


def _mentions(
    script: ScriptText, one: _Newcomer, who: int, following: int, *, everywhere: bool
) -> Iterator[tuple[int, Mention]]:
    """Where a walk-on comes in, and where "the porter" is spoken of after that."""
    here = script.paragraphs[one.at]
    yield here.line, Mention(one.noun_at, one.end, who)
    called = re.compile(rf"\b[Tt]he (?:[a-z-]+ )?{re.escape(one.noun)}\b(?![\w-])", re.IGNORECASE)
    dress = _DRESSED.match(here.text, one.end)
    if dress and plain(dress[3].lower()) in "Gg":  # "a man in a green parka": so is "the man in the green parka"
        shown = re.escape(f"{dress[2]}{dress[3]}")
        again = re.compile(rf"\bthe ({re.escape(one.noun)}) {dress[1]} the {shown}\b", re.IGNORECASE)
        for paragraph in islice(script.paragraphs, one.at + 1, None):
            if paragraph.kind == kinds.ACTION and paragraph.scene != here.scene:
                for match in again.finditer(paragraph.text):
                    yield paragraph.line, Mention(match.start(), match.end(1), who)
    for paragraph in islice(script.paragraphs, one.at, following):
        if paragraph.scene != here.scene and not everywhere:
            return
        if paragraph.kind == kinds.ACTION:
            start = one.end if paragraph is here else 0
            for match in called.finditer(paragraph.text, start):
                yield paragraph.line, Mention(match.start(), match.end(), who)
