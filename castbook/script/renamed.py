"""One person under two cues: who speaks as THE LODGER until he has a name, and as MARLOW from then on. Pure.

Two cues are one person where the first says "I am Marlow", where the first's last speech gives a name, or the direction
after it says "He's MARLOW", and that is soon cued, or where in a play the second takes over in the middle of a scene,
without coming in, from one that is never heard again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from . import folk
from . import text as kinds
from .alphabet import LOWER, UPPER
from .mentions import Mention, Names
from .people import Person, is_role, surfaces, tokens
from .tags import plain
from .text import ScriptText

_AT_HOME = frozenset(
    ("ma", "mam", "mum", "mom", "mama", "pa", "dad", "papa", "nan", "nana", "gran", "granny", "grandma", "grandpa")
)
_BESIDE = re.compile(r"\s(?:in|with|on|from|of|at|without)\s", re.IGNORECASE)
_I_AM = re.compile(
    r"\b(?:I am|I['\u2019]m|my name is|my name['\u2019]s|[Tt]he name['\u2019]?s?(?: is)?|call me)\s(?:called\s)?$",
    re.IGNORECASE,
)
_WHO_ARE_YOU = re.compile(r"\b(?:name|who are you|call you)\b[^?.!]{0,40}\?\W*$", re.IGNORECASE)
_IT_IS = re.compile(r"\b(?:it['\u2019]s|it is|I was|I am|I['\u2019]m)\s$", re.IGNORECASE)  # to such a question
_COMES = re.compile(
    r"\b(?:enters?|re-enters?|comes? (?:in|on|back|out|from|up)|appears?|arrives?|returns?|rush(?:es)? in|ushers?|"
    r"shows? (?:him|her) in|goes out|goes off|exit|withdraws?|leaves)\b",
    re.IGNORECASE,
)
_STAGE = re.compile(r"(?<![a-z])(?:exit|exeunt|enter|re-enter)[\W_]{1,4}(?:the )?$")  # before a name
_NEAR, _FAR = 8, 14  # speeches between the last of the one and the first of the other; _FAR for a leading part
_NO_NAME = frozenset(("the", "a", "an", "all", "first", "second", "third", "another", "other", "to", "chorus"))
_ANNOUNCING = frozenset(("porter", "footman", "butler", "waiter", "maid", "page", "servant", "doorman"))
_LEADING = 5  # speeches of a leading part
_TURNS = 3  # how often a script may go from the one cue to the other and back
_LEAST = 2  # speeches of somebody who is not just announcing a visitor
_OPENING = 3  # how far into an answer the name may stand
# Before and after a name that is a sentence, or a part of one that is: "Pardon me. Marlow, sir.", "Otto Marlow."
_NAME_ALONE = re.compile(rf"(?:[,.!?\u2026]\s+|^\W*)(?:[{UPPER}][{LOWER}]+\s)?$")
_CLOSES = re.compile(rf"(?:\s[{UPPER}][{LOWER}]+){{0,2}}(?:[.,]|$)")
_LOUD = re.compile(rf"(?:[{UPPER}]{{2,}}\s)+$")  # "I'm BIG TUNDE"
_WORD_BEFORE = re.compile(rf"(?:^|[.!?]\s+)(?:[{UPPER}][{LOWER}]+\s){{1,2}}$")
_WORD_AFTER = re.compile(rf"\s[{UPPER}][{LOWER}]+[.,]")
_THEN = re.compile(rf"(?:\s[{UPPER}][\w'\u2019\-]+){{0,2}}, then\b")
_THAT_IS = re.compile(r"\b(?:[Hh]e|[Ss]he)(?:['\u2019]s| is)\s$")  # "He's MARLOW"
_NEAR_NAME = 80  # letters
_SOON = 4  # cues from the last one of a part to the first one of the name that it has given; the first is an answer


class _Life(NamedTuple):
    """Where somebody is heard: the first and the last of their cues among all, and their scenes."""

    first: int
    last: int
    first_scene: int
    last_scene: int


def merge(script: ScriptText, people: Sequence[Person]) -> list[Person]:
    """The people, with those who are cued by what they are until they are named joined to that name."""
    lives = _lives(script, people)
    listed = {tokens(entry.name) for entry in script.cast}
    told = " ".join(one.text for one in script.paragraphs if one.kind in (kinds.ACTION, kinds.PARENTHETICAL))
    roles = [
        at
        for at, one in enumerate(people)
        if at in lives
        and tokens(one.name)[-1] not in _ANNOUNCING | _NO_NAME
        and tokens(one.name) not in listed
        and not _many(one.name)
        and (_is_part(one.name) or (script.format != "play" and _is_called_the(one.name, told)))
    ]
    named = [at for at in lives if at not in roles]
    become = {
        **_by_apposition(script, people, roles, lives),
        **_by_giving_a_name(script, people, roles, lives),
        **_by_saying_so(script, people, roles, lives),
    }
    if script.format == "play":
        # "A STRANGE LADY" of the list, where the cues go on with a name that the list does not have
        unlisted = [at for at in named if tokens(people[at].name) not in listed]
        strangers = [
            at for at in named if listed and at not in unlisted and is_role(people[at].name) and " " in people[at].name
        ]
        become = {
            **_by_taking_over(script, people, strangers, unlisted, lives),
            **_by_taking_over(script, people, roles, named, lives),
            **become,
        }
    taken = list(become.values())
    become = {role: name for role, name in become.items() if taken.count(name) == 1}
    for role, name in become.items():
        _join(people[name], people[role])
    return [one for at, one in enumerate(people) if at not in become]


def _is_part(name: str) -> bool:
    """Whether a cue is what somebody is or wears: THE LODGER, WOMAN IN A WEDDING DRESS, LEATHER JACKET."""
    head = _BESIDE.split(name)[0]
    kin = tokens(name)[-1] in folk.KIN | _AT_HOME
    return kin or is_role(name) or is_role(head) or name.lower().startswith("the ") or plain(tokens(name)[-1]) == "G"


def _is_called_the(name: str, told: str) -> bool:
    """Whether directions speak of a cue with an article: "the Commissaire"."""
    return " " not in name and re.search(rf"\b[Tt]he {re.escape(name)}\b", told, re.IGNORECASE) is not None


def _many(name: str) -> bool:
    """Whether a cue is that of several: THE GUARDSMEN, GIRLS."""
    last = tokens(name)[-1:]
    return bool(last) and (last[0].endswith(("men", "people")) or (last[0][-1] == "s" and last[0][-2:] != "ss"))


def _join(person: Person, role: Person) -> None:
    for name in (role.name, *role.names):
        person.add(name)
    person.speeches += role.speeches
    person.line = min(person.line, role.line) or person.line
    person.gender = person.gender or role.gender
    for gender, votes in role.votes.items():
        person.vote(gender, votes)


def _lives(script: ScriptText, people: Sequence[Person]) -> dict[int, _Life]:
    by_cue = {tokens(name): at for at, person in enumerate(people) for name in (person.name, *person.names)}
    lives: dict[int, _Life] = {}
    cues = (paragraph for paragraph in script.paragraphs if paragraph.kind == kinds.CUE)
    for number, cue in enumerate(cues):
        if (who := by_cue.get(tokens(cue.speaker))) is not None:
            before = lives.get(who)
            first, scene = (before.first, before.first_scene) if before else (number, cue.scene)
            lives[who] = _Life(first, number, scene, cue.scene)
    return lives


def _by_saying_so(
    script: ScriptText, people: Sequence[Person], roles: Sequence[int], lives: dict[int, _Life]
) -> dict[int, int]:
    """ "I am Marlow", or "Marlow, sir." to a question for the name."""
    names = Names(surfaces(people), people)
    cued = {tokens(name): at for at in roles for name in (people[at].name, *people[at].names)}
    found: dict[int, int] = {}
    spoken = [paragraph for paragraph in script.paragraphs if paragraph.kind == kinds.DIALOGUE]
    for asked, said in pairwise([*spoken[:1], *spoken]):
        role = cued.get(tokens(said.speaker))
        if role is None or role in found:
            continue
        question = asked.speaker != said.speaker and _WHO_ARE_YOU.search(asked.text)
        for mention in names.find(said.text):
            before = said.text[: mention.start]
            if said.text[mention.end : mention.end + 2] in ("'s", "\u2019s"):
                continue  # "I am Marlow's cousin"
            before = _LOUD.sub("", before[-_NEAR_NAME:])
            gives = _I_AM.search(before) or (question and (len(before.split()) < _OPENING or _IT_IS.search(before)))
            if (
                gives
                and _can_be(people, lives, role, mention.who)
                and _turns(script, people, role, mention.who) <= _TURNS
            ):
                found[role] = mention.who
                break
    return found


def _by_apposition(
    script: ScriptText, people: Sequence[Person], roles: Sequence[int], lives: dict[int, _Life]
) -> dict[int, int]:
    """ "IDALIA BRANDT, the night nurse," in a screenplay where NIGHT NURSE has spoken."""
    found: dict[int, int] = {}
    if script.format == "play" or not roles:
        return found
    names = Names(surfaces(people), people)
    for paragraph in script.paragraphs:
        if paragraph.kind != kinds.ACTION or not (", the " in paragraph.text or ": " in paragraph.text):
            continue
        for one, other in pairwise(names.find(paragraph.text)):
            between = paragraph.text[one.end : other.start].lower()
            closed = paragraph.text[other.end : other.end + 1] in (",", ".", "")
            apposed = between == ", " and paragraph.text[other.start : other.start + 4] == "the "
            if apposed and closed and other.who in roles and _can_be(people, lives, other.who, one.who):
                found.setdefault(other.who, one.who)
            if between == ": " and one.who in roles and _can_be(people, lives, one.who, other.who, silent=True):
                found.setdefault(one.who, other.who)  # "MAM: BRONWEN HALE, fifty"
    return found


def _by_giving_a_name(
    script: ScriptText, people: Sequence[Person], roles: Sequence[int], lives: dict[int, _Life]
) -> dict[int, int]:
    """ "Marlow, sir." or "He's MARLOW" as the last of the LODGER, before MARLOW speaks."""
    last = {lives[at].last: at for at in roles}
    found: dict[int, int] = {}
    if not last:
        return found
    names = Names(surfaces(people), people)
    first = _first_named(script, people)
    number = -1
    for paragraph in script.paragraphs:
        number += paragraph.kind == kinds.CUE
        role = last.get(number)
        if role is None or role in found or paragraph.kind not in (kinds.DIALOGUE, kinds.ACTION):
            continue
        for mention in names.find(paragraph.text):
            before, name = paragraph.text[: mention.start], mention.who
            full = _in_full(paragraph.text, mention)
            if paragraph.kind == kinds.DIALOGUE:
                given = _NAME_ALONE.search(before) and _CLOSES.match(paragraph.text, mention.end)
                surely = full and first.get(name) == number  # nobody has spoken of that name
            else:
                surely = not before and _THEN.match(paragraph.text, mention.end) is not None  # "MARLOW, then."
                given = surely or _THAT_IS.search(before)
            if not given or not _can_be(people, lives, role, name) or lives[name].first <= number:
                continue
            soon = 1 - full < lives[name].first - number <= _SOON
            if surely or (soon and lives[name].first_scene - lives[role].last_scene <= 1):
                found[role] = name
                break
    return found


def _in_full(text: str, mention: Mention) -> bool:
    """Whether a name is told with another or a title, as nobody is called: "General Corazon Bukas. Good evening"."""
    given = _WORD_BEFORE.search(text, 0, mention.start)
    return bool(given or " " in text[mention.start : mention.end] or _WORD_AFTER.match(text, mention.end))


def _can_be(people: Sequence[Person], lives: dict[int, _Life], role: int, name: int, silent: bool = False) -> bool:
    """Whether one can be the name of the other: somebody who speaks (or is `silent`), the same man or woman."""
    called = people[name].name
    if role == name or (name in lives) == silent or is_role(called) or tokens(called)[0] in _NO_NAME:
        return False
    return len({people[role].gender, people[name].gender} - {""}) < 2


def _turns(script: ScriptText, people: Sequence[Person], *both: int) -> int:
    """How often a script changes from one of two cues to the other."""
    owner = {tokens(name): at for at in both for name in (people[at].name, *people[at].names)}
    cues = (owner.get(tokens(paragraph.speaker)) for paragraph in script.paragraphs if paragraph.kind == kinds.CUE)
    return sum(one != other for one, other in pairwise(who for who in cues if who is not None))


def _follows(people: Sequence[Person], lives: dict[int, _Life], role: int, name: int) -> bool:
    """Whether one is heard only after the other, and both can be the same man or woman."""
    if people[role].gender != people[name].gender and people[role].gender:
        return False  # a YOUNG LADY goes, and whoever speaks next is no woman for sure
    return _can_be(people, lives, role, name) and lives[role].last < lives[name].first


def _by_taking_over(
    script: ScriptText, people: Sequence[Person], roles: Sequence[int], named: Sequence[int], lives: dict[int, _Life]
) -> dict[int, int]:
    """Those whose cue stops where another starts, in one scene and with nobody coming or going."""
    spoken_of = _first_named(script, people)
    pairs = [
        (lives[name].first - lives[role].last, role, name)
        for role in roles
        for name in named
        if _follows(people, lives, role, name)
        and spoken_of.get(name, lives[name].first) >= lives[role].first - 1  # else the name is somebody else's
        and lives[role].last_scene == lives[name].first_scene
        and lives[name].first - lives[role].last <= (_FAR if people[role].speeches >= _LEADING else _NEAR)
        and people[role].speeches >= _LEAST
    ]
    found: dict[int, int] = {}
    for _, role, name in sorted(pairs):
        if role in found or name in found.values():
            continue
        if not _comes_or_goes(script, people, (role, name), lives[role].last, lives[name].first):
            found[role] = name
    return found


def _first_named(script: ScriptText, people: Sequence[Person]) -> dict[int, int]:
    """After how many cues each is first named in a direction or a speech."""
    names = Names(surfaces(people), people)
    found: dict[int, int] = {}
    number = -1
    for paragraph in script.paragraphs:
        number += paragraph.kind == kinds.CUE
        if paragraph.kind in (kinds.ACTION, kinds.PARENTHETICAL, kinds.DIALOGUE):
            for mention in names.find(paragraph.text):
                found.setdefault(mention.who, number)
    return found


def _comes_or_goes(script: ScriptText, people: Sequence[Person], who: Sequence[int], start: int, stop: int) -> bool:
    """Whether a direction between two cues brings one of two people in or sends one of them off."""
    spellings = [name.lower() for at in who for name in (people[at].name, *people[at].names)]
    number = -1
    for paragraph in script.paragraphs:
        number += paragraph.kind == kinds.CUE
        if number > stop:
            break
        if number < start or paragraph.kind not in (kinds.ACTION, kinds.PARENTHETICAL):
            continue
        text = paragraph.text.lower()
        places = [text.find(name) for name in spellings if name in text]
        if any(_COMES.search(text, at) or _STAGE.search(text[:at]) for at in places):
            return True
    return False
