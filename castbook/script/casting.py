"""Who is in a screenplay or a play: its cast list, its cues, and names introduced in capitals. Pure.

A short name becomes an alias only where it can mean one person alone; whatever is open stays apart and can be offered
as a merge, never guessed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence, Set

from . import costumes, cue_nouns, folk, fullnames, misprints, named, portrayed, verbs
from . import text as kinds
from .alphabet import LOWER, UPPER
from .fullnames import CAPS_WORD, NO_NAME, NOBODY
from .given_names import PET_NAMES
from .headings import is_place
from .joining import STAGES, bare, is_spelled, join_speakers
from .labelling import Labels
from .looks import read
from .ordinary import Words, call_as_cued
from .people import (
    RANKS,
    TITLES,
    Person,
    display_name,
    gender_of_title,
    is_crowd,
    is_role,
    likely_gender,
    title_of,
    tokens,
    vote_by_name,
)
from .sentences import words
from .tags import plain, tag
from .text import ScriptText, Speaker

_SHORT_TITLE = r"(?:DR|MRS?|MS|ST|SGT|LT|CAPT|COL|GEN|REV|PROF)\. "
_CAPS_RUN = re.compile(
    rf"(?<![\w'\u2019])(?:{_SHORT_TITLE}|\"{CAPS_WORD}\" )?{CAPS_WORD}"
    rf"(?: (?:\"{CAPS_WORD}\"|MRS?\.|DR\.|{CAPS_WORD}|[A-Z]\.)){{0,5}}(?![a-z])"
)
_ACTS = re.compile(rf"\b([{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+)?) ([a-z]+)\b")
_AFTER_NAME = re.compile(rf"(?:^|[.!?] )[{UPPER}][{LOWER}]+ $")  # "Ping HUFFS" is what Ping does
_ROLE_NOUNS = folk.PEOPLE | folk.OCCUPATIONS | folk.VISITORS | folk.DAY_PLAYERS
_ANIMALS = folk.SPECIES - {"machine", "drone", "doll", "puppet", "seal", "ram", "mole", "buck"}
_ADJECTIVE_ROLE = re.compile("[AhM][XDdwcYTet&]{0,5}[DdcYetW][DdcYetW]*X?[POXc]$")
_SHOWN_AFTER = re.compile(  # "A MAN in his fifties"
    r"(?: FROM [A-Z]+(?: [A-Z]+)?)?,?\s(?:in (?:his|her|their) (?:early |mid |late |mid-)?(?:\d0['\u2019]?s|teens|"
    r"twenties|thirties|forties|fifties|sixties|seventies)\b|dressed\b|clad\b|wearing\b)"
)
_CLOTHED = re.compile("[IL][AhM]?[DdwXYce]*[Gg]")  # "in a red coat"
_DEED = re.compile(r",? (?:is |are |who )?([a-z]+)\b")
_NUMBERED = re.compile(rf"{CAPS_WORD}(?: {CAPS_WORD}){{0,3}} #?\d\b")
_LONGEST_NAME = 60  # letters of a name and what stands before it
_INTRODUCES = re.compile(rf"(?: [{UPPER}][a-z]+)?\s*(?:,\s|\()\s*([^.;()]{{1,120}})")  # "RED NAN Purvis, 60"
_PORTRAYED_NEXT = re.compile(  # "IRMA dances. She is a red-haired girl"
    r"(?:,?\s[a-z][^.!?]{0,100})?[.!?]\s+"
    r"(?:(?:He|She)(?: is|['\u2019]s| has| wears)\b|(?:His|Her) (?:\w+ )?(?:hair|face|eyes) (?:is|are)\b)"
)
_AGED = re.compile(r"\s*[,(]\s*(?:(?:early|mid|late)[\s-])?\d\d")  # "ANGEL BATISTA (30s)"
_CALLED_IN_LIST = re.compile(
    rf"\b(?:called|known as|nicknamed|otherwise|alias)\s+[\"\u201c]?((?:[{UPPER}][\w'\u2019.-]*\s?)+)"
)
_TELLS = (NO_NAME - {"and", "or", "his", "her", "their"}) | {"into", "onto", "through", "against", "which"}
_LETTERS = re.compile(r"[^\W\d_]{2}")
_INITIALISM = re.compile("[BCDFGHJ-NP-TV-XZ]{2,5}")
_STRAY = re.compile(r"[^\w\s.'\u2019#-]")
_NO_CUE = frozenset(("we", "in", "on", "at", "into", "it", "you", "i", "with", "from", "they", "as", "but", "and"))
_PEER_IN_LIST = re.compile(
    r"\W*,\s+((?:COUNTESS|EARL|DUCHESS|DUKE|MARQUIS|MARQUESS|MARCHIONESS|BARON|BARONESS|VISCOUNT|VISCOUNTESS) OF "
    rf"[{UPPER}]+)"
)
_TOLD_OF_A_NAME = re.compile(r"(?:(?:A|An|The) )?(\w+) (?:of|to|from) (?:\w+ )*[A-Z]\w+$")


def find(script: ScriptText, labels: Labels) -> list[Person]:
    """The script's people, those of its cast list first, then its speakers, then those who only appear."""
    people = [Person(name, line=entry.line) for entry in _listed(script) for name in _each(entry.name, script)]
    listed = len(people)
    _read_entries(people, script)
    ordinary = Words(script)
    join_speakers(people, [s for s in script.speakers if _is_somebody(s, script.speakers)])
    misprints.join(people, script, listed)
    if script.format == "play":
        _name_in_full(people, script)
        costumes.add_dressed(people, script)
    else:
        call_as_cued(people, script.speakers, ordinary)
        _lengthen(people, script, ordinary)
        _add_silent(people, script, ordinary)
        named.add(people, script, ordinary)
        _add_described(people, script)
        _add_numbered(people, script)
        fullnames.add_surnames(people, script, ordinary)
        _add_walking(people, script)
        portrayed.add(people, script, labels)
    fullnames.spell_out(people, script, ordinary)
    for person in people[listed:]:
        vote_by_name(person)
    return [person for person in people if person.speeches or not is_crowd(person.name)]


def _listed(script: ScriptText) -> Sequence[Speaker]:
    """The entries of the script's list; Final Draft also keeps what somebody only began to type.

    Of its entries those are left that are cued as they stand or told of.
    """
    if script.format == "play":
        heard = {token for speaker in script.speakers for token in tokens(speaker.name)}
        return [entry for entry in script.cast if not _is_beside_a_name(entry.name, heard)]
    if script.format != "fdx":
        return script.cast
    cued = {tokens(speaker.name) for speaker in script.speakers}
    told = " ".join(one.text for one in script.paragraphs if one.kind in (kinds.ACTION, kinds.PARENTHETICAL))
    used = set(re.findall(r"[^\W_]+", told.casefold()))
    entries = [(entry, tokens(entry.name)) for entry in script.cast if _is_somebody(entry, script.speakers)]
    return [entry for entry, key in entries if key in cued or used.issuperset(key)]


def _is_beside_a_name(name: str, heard: Set[str]) -> bool:
    """Whether an entry says what one of the others is, in a column of its own: "Maid to Ida Hale", who is no cue."""
    told = _TOLD_OF_A_NAME.match(name)
    return bool(told) and told[1].lower() in folk.KIN | _ROLE_NOUNS and told[1].lower() not in heard


def _each(name: str, script: ScriptText) -> list[str]:
    """The names of an entry; "IDA HALE AND OTTO CROSS" are two, if each is cued."""
    parts = re.split(r"\s+(?:AND|and|&)\s+", name)
    cued = [set(tokens(speaker.name)) for speaker in script.speakers]
    each = len(parts) > 1 and all(any(one <= set(tokens(part)) for one in cued) for part in parts)
    return parts if each else [name]


def _read_entries(people: Sequence[Person], script: ScriptText) -> None:
    """What a cast list adds: "his wife" tells a gender, "(County Attorney)" the name that the cues use."""
    cues = {tokens(speaker.name): speaker.name for speaker in script.speakers}
    by_line = {paragraph.line: paragraph.text for paragraph in script.paragraphs if paragraph.kind == kinds.CAST}
    entries = list(by_line.values())
    for person in people:
        own = by_line.get(person.line, "")
        holding = (text for text in (own, *entries) if person.name.casefold() in text.casefold())
        entry = next(holding, "")
        rest = entry[entry.casefold().find(person.name.casefold()) + len(person.name) :]
        rest = rest.replace("_", " ")
        kin = next((word for word in tokens(rest)[:8] if word in folk.KIN_GENDERS), "")
        person.vote(folk.KIN_GENDERS.get(kin, ""), 10)
        parts = [tokens(part) for part in re.split(r"[,;.)]", rest.lstrip(" ,(-\u2014"))]
        own = set(tokens(person.name))
        for key, name in cues.items():
            if own < set(key) and set(key) - own <= set(tokens(rest)) and len(set(key) - own - {"the"}) == 1:
                person.add(name)  # "KRANZ, farmer" is cued as FARMER KRANZ
        if peer := _PEER_IN_LIST.match(rest):
            person.add(peer[1])  # "JULIA, COUNTESS OF HALE" is cued as LADY HALE
        if called := _CALLED_IN_LIST.search(entry):  # "MARGARET HALE (called PEG)"
            person.add(called[1].strip())
        role = parts[0]
        role = bare(role)
        if role in cues and not set(role) <= TITLES and not any(tokens(other.name) == role for other in people):
            person.add(cues[role])
        ends = {part[at:] for part in parts for at in range(len(part))}  # "a prison governor", "prison governor", ...
        called = [name for key, name in cues.items() if key[0] == "the" and bare(key) in ends]
        silent = not any(set(bare(key)) <= set(tokens(person.name)) for key in cues)
        if len(called) == 1 and silent and sum(called[0].split()[-1].lower() in text.lower() for text in entries) == 1:
            person.add(called[0])  # "CAPTAIN HALE, a prison governor" is cued as THE GOVERNOR
        vote_by_name(person)
        person.settle()


def _is_somebody(speaker: Speaker, speakers: Sequence[Speaker]) -> bool:
    """ALL and HEDDA AND BRACK are no characters of their own."""
    names = tokens(speaker.name)
    if not names or set(names) <= NOBODY or " ".join(names) in ("mr", "mrs", "ms"):
        return False
    first, *more = names
    if (
        first in _NO_CUE
        or (first == "all" and names[-1].endswith(("s", "men", "women")))
        or (first in NOBODY and more[:1] in (["but"], ["except"]))
    ):
        return False  # "WE INTERCUT", EVERYONE BUT JEFF
    if _STRAY.search(speaker.name) and not _LETTERS.search(speaker.name):
        return False  # what is left of a badly scanned line
    parts = [part for part in re.split(r"\s+(?:AND|and|&)\s+|\s*[,/&+]\s*", speaker.name) if part]
    known = {other.name for other in speakers}
    return len(parts) < 2 or not (any(part in known for part in parts) or names[0].endswith("s") or names[0] == "both")


def _runs(script: ScriptText) -> list[tuple[str, str, int]]:
    """Names in capitals in the action: (name, what follows it, line), first occurrences only."""
    found: dict[str, tuple[str, str, int]] = {}
    for paragraph in script.paragraphs:
        if paragraph.kind == kinds.ACTION:
            told = ""  # a sentence in capitals, so far
            for match in _CAPS_RUN.finditer(paragraph.text):
                if told and paragraph.text[: match.start()].endswith(f"{told}, "):
                    continue  # "THE VAN ROLLS INTO THE WALL, STARTLING IDA, who jumps"
                told = match.group() if set(tokens(match.group())) & _TELLS else ""
                run = match.group().removesuffix("'S").removesuffix("\u2019S")
                if run in found:
                    continue
                deed = (
                    _AFTER_NAME.search(paragraph.text, max(0, match.start() - _LONGEST_NAME), match.start())
                    and " " not in run
                )
                rest = "" if deed else paragraph.text[match.end() : match.end() + 140]
                found[run] = (run, rest, paragraph.line_at(match.start()))
    return list(found.values())


def _lengthen(people: Sequence[Person], script: ScriptText, ordinary: Words) -> None:
    """Find fuller names in the action: "BRICK BRADDOCK, retired police detective" for the cue BRICK."""
    claims: defaultdict[int, list[str]] = defaultdict(list)
    introduced: set[str] = set()
    keys = [tokens(person.name) for person in people]
    every, parts = frozenset(keys), [frozenset(key) for key in keys]
    pets = [(i, pet) for i, person in enumerate(people) if (pet := fullnames.pet_name(person.name))]
    for run, rest, _ in _runs(script):
        key = tokens(run)
        if (
            len(key) < 2
            or {token for token in key if token != "the" and not _joins(token, key)} & (NOBODY | NO_NAME | STAGES)
            or key[-1] == "the"
            or "the" in [token for token in key if token not in TITLES][2:]  # "IDA BREAKS THE ICE"
            or any(
                _is_no_name(token) for token in key if token != "the" and token not in TITLES and not _joins(token, key)
            )
            or key in every
        ):
            continue
        words = frozenset(key)
        holders = [i for i, part in enumerate(parts) if part < words]
        if not holders and len(key) == 2:  # IDA is IDALIA BRANDT
            holders = [i for i, pet in pets if fullnames.begins(key[0], pet, keys[i])]
        if len(holders) > 1:  # MAYA OKAFOR is MAYA, where OKAFOR is her father
            holders = [i for i in holders if tokens(people[i].name)[0] == key[0]]
        if len(holders) == 1 and (not is_role(people[holders[0]].name) or _AGED.match(rest)):
            added = set(key) - set(tokens(people[holders[0]].name)) - TITLES - {"the"}
            called = (
                key[-1:] == tokens(people[holders[0]].name)
                and (  # "PILOT HALE", where a PILOT #2 is cued
                    key[-2] in _ROLE_NOUNS or any(tokens(one.name)[: len(key) - 1] == key[:-1] for one in people)
                )
            )
            called = called or key[1] == "the"  # KARL THE GIANT
            if not called and not _INTRODUCES.match(rest) and any(map(ordinary.is_ordinary, added)):
                continue  # "WE HEAR ALLEN"
            claims[holders[0]].append(run)
            if _INTRODUCES.match(rest):
                introduced.add(run)
    for index, runs in claims.items():
        person, fuller = people[index], runs[0]
        short, full = tokens(person.name), [token for token in tokens(fuller) if token not in TITLES]
        if (
            short[0] in (*full[:1], *full[-1:], tokens(fuller)[0])
            or fullnames.begins(full[0], fullnames.pet_name(person.name), short)
            or f'"{person.name}"' in fuller
            or (short[0] in full and fuller in introduced)  # "DS IDA HALE, late thirties", whatever a DS is
        ):
            person.names.insert(0, person.name)
            person.name = fuller
            if '"' in fuller:  # ROSWITHA "ROZ" KELL
                person.add(" ".join(re.sub(r'"[^"]*"', " ", fuller).split()))


def _joins(token: str, key: Sequence[str]) -> bool:
    """Whether a word stands within a name: IDA OF TARN."""
    return token == "of" and key[0] != "of" != key[-1]


def _is_no_name(token: str) -> bool:
    """Whether a word is part of a sentence: MARTA COMES IN, MARTA VS. OTTO."""
    return token in ("vs", "versus") or (plain(token) in "KVpFoILi&AhRMCJtl" and token not in ("may", "will"))


def _name_in_full(people: Sequence[Person], script: ScriptText) -> None:
    """ "CHRISTOPHER DALE enters" where the list of persons has CHRIS DALE; VICTORIA, HALE and MRS. HALE likewise."""
    lettered = [p for p in people if title_of(p.name) and [len(t) for t in tokens(p.name)[1:]] == [1]]
    for run, _, _ in _runs(script):
        first, *_, last = (tokens(run) * 2)[: max(2, len(tokens(run)))]
        named = [
            person
            for person in people
            if len(key := tokens(person.name)) > 1
            and is_spelled(key[-1], last)
            and ((len(key[0]) > 2 and first.startswith(key[0])) or any(tokens(n) == (first,) for n in person.names))
        ]
        if len(named) == 1 and first != last:
            named[0].add(run)
        titled = [p for p in people if last in tokens(p.name)]
        alone = len(tokens(run)) == 2 and [tokens(p.name)[1:] for p in titled] == [(last,)]
        if alone and likely_gender(run) == gender_of_title(titled[0].name) != "":
            titled[0].add(run)  # "LEILA CROSS is thirty": MRS. CROSS
        told = [p for p in lettered if title_of(run) == title_of(p.name) and tokens(run)[-1][0] == tokens(p.name)[-1]]
        if len(told) == 1 and len(tokens(run)) == 2:
            told[0].add(run)  # "MRS. HALE enters": MRS. H
        family = [(p, tokens(p.name)) for p in people if tokens(p.name)[1:] == tokens(run) and not title_of(p.name)]
        rest = [p for p, key in family if not any(tokens(name) == key[:1] for name in p.names)]
        known = any(tokens(name) == tokens(run) for person in people for name in (person.name, *person.names))
        if len(family) > len(rest) == 1 and not known:
            rest[0].add(run)  # HALE, where all the other Hales are called by their first names
        called = [person for person in people if first in PET_NAMES.get(tokens(person.name)[0], ())]
        if len(called) == 1 and first == last and not any(first in tokens(person.name) for person in people):
            called[0].add(run)  # "VICTORIA, in black": VICKY


def _add_silent(people: list[Person], script: ScriptText, ordinary: Words) -> None:
    """Those who never speak, but are introduced with an age or a look: "MARGARET, 37, in a green coat"."""
    known = [set(tokens(name)) for person in people for name in (person.name, *person.names)]
    for run, rest, line in _runs(script):
        key = tokens(run)
        follows = _INTRODUCES.match(rest)
        name = "." not in run and not any(map(ordinary.is_ordinary, key)) and all(plain(token) in "XN" for token in key)
        portrayed = name and _PORTRAYED_NEXT.match(rest)
        titled = title_of(run) and len(key) > 1 and not any(map(ordinary.is_ordinary, key[1:]))  # "at BARON HALE"
        if not (follows or titled or portrayed) or len(key) > 5:
            continue
        if set(key) & (NOBODY | NO_NAME) or not any(len(w) > 2 for w in key):
            continue
        if any(set(key) <= other or (other <= set(key) and not (is_role(run) or set(key) & STAGES)) for other in known):
            continue
        last = run.split()[-1].lower()  # "HEADGEAR, a red cap", "an old PIANO, black"
        thing = (plain(last) in "GgBbt" or ordinary.is_ordinary(last)) and not (is_role(run) or _AGED.match(rest))
        if thing or (len(key) == 1 and key[0] in verbs.ACTIONS | verbs.BASES):  # "Ping HUFFS, turning her back"
            continue
        if _INITIALISM.fullmatch(run) and not _AGED.match(rest):
            continue  # "her grandmother and the LLC. She is small"
        if (titled or portrayed) and not is_place(run):
            people.append(Person(run, line=line))
            known.append(set(key))
            continue
        if not follows:
            continue
        readings = [read(words(part, 0, 120), introduced=True) for part in follows.group(1).split(",")[:3]]
        if any(reading.kind and re.search("[QYPdcyZ]", reading.tags) for reading in readings):
            people.append(Person(run, line=line))
            known.append(set(key))


def _add_described(people: list[Person], script: ScriptText) -> None:
    """Those who never speak, but are what they are in capitals with a look: "a hatless USHER", "A BALD SAILOR"."""
    known = [set(tokens(name)) for person in people for name in (person.name, *person.names)]
    told = "\n".join(one.text for one in script.paragraphs if one.kind == kinds.ACTION).casefold()
    for paragraph in (one for one in script.paragraphs if one.kind == kinds.ACTION):
        for match in _CAPS_RUN.finditer(paragraph.text):
            run = re.sub(r"^(?:AN?|THE) ", "", match.group())
            key = tokens(run)
            noun = key[key.index("from") - 1 if "from" in key[1:] else -1] if key else ""  # MAN FROM SPAIN
            if (
                not 0 < len(key) < 4
                or noun not in _ROLE_NOUNS | _ANIMALS | RANKS
                or any(set(key) <= other for other in known)
            ):
                continue
            if sum({key[-1]} == other for other in known) == 1:  # "a CIA ANALYST" is the cue ANALYST
                continue
            if any({"".join(key)} == other for other in known):  # "a POLICE-WOMAN" is the cue POLICEWOMAN
                continue
            start = match.end() - len(run)
            leading = tag(words(paragraph.text, max(0, start - _LONGEST_NAME), match.end()))
            shown = _ADJECTIVE_ROLE.search(leading) or _SHOWN_AFTER.match(paragraph.text, match.end())
            deed = _DEED.match(paragraph.text, match.end())  # "A NURSE leans on the counter", and comes again
            shown = shown or _CLOTHED.match(tag(words(paragraph.text, match.end(), match.end() + _LONGEST_NAME)))
            acts = deed and (deed[1] in verbs.FINITE or deed[1].endswith("ing"))
            if shown or (acts and told.count(run.casefold()) > 1):
                people.append(Person(run, line=paragraph.line_at(start)))
                known.append(set(key))


def _add_numbered(people: list[Person], script: ScriptText) -> None:
    """Those who never speak, but are counted with one who does: "THUG #2 guards the door", where THUG #1 is cued."""
    known = {tokens(name) for person in people for name in (person.name, *person.names)}
    series = {cue_nouns.base(key) for key in known} - known
    for paragraph in (one for one in script.paragraphs if one.kind == kinds.ACTION and series):
        for match in _NUMBERED.finditer(paragraph.text):
            key = tokens(match.group())
            if key not in known and cue_nouns.base(key) in series:
                people.append(Person(match.group(), line=paragraph.line_at(match.start())))
                known.add(key)


def _add_walking(people: list[Person], script: ScriptText) -> None:
    """Those who never speak and are never described, but act: "This is COLOSSUS", and later "Colossus passes"."""
    acts: Counter[str] = Counter()
    for paragraph in script.paragraphs:
        if paragraph.kind == kinds.ACTION:
            for name, deed in _ACTS.findall(paragraph.text):
                acts[name] += deed in verbs.FINITE
    known = {token for person in people for name in (person.name, *person.names) for token in tokens(name)}
    for run, _, line in _runs(script):
        key = tokens(run)
        if acts[display_name(run)] > 1 and not set(key) & (known | NOBODY | NO_NAME):
            people.append(Person(run, line=line))
            known.update(key)
