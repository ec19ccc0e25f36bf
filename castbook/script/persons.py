"""Who is in a play by its own account: the list of persons, however it is headed and laid out. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from . import listing
from . import text as kinds
from .cues import ACT, COSTUMES, LETTER, LONGEST_NAME, MIXED_RUN_IN, RUN_IN, masked, unmasked
from .headings import is_stemmed
from .people import TITLES, is_role, title_of, tokens
from .text import Draft, Numbered, bare_name, is_caps

PERSONS = re.compile(
    r"^[\W_]*(?:dramatis person(?:ae|\u00e6|s)|"
    r"(?:(?:complete )?list of |all )?(?:the )?(?:acting |principal )?"
    r"(?:persons|people|characters|personages|cast)"
    r"(?: of characters| and (?:their )?costumes?| represented| concerned|"
    r"(?: more or less)?(?: concerned)?"
    r" (?:of|in) (?:the|this) (?:play|drama|comedy|piece|farce|tragedy|story|dialogue))?|"
    r"(?:those|the people) who (?:speak|appear)|who['\u2019]s (?:who|in it)(?: in (?:the|this) play)?)"
    r"(?:,? \(?(?:in (?:the )?order (?:of|in which) .{4,40}|as they (?:appear|speak)|are))?[\W_]*$",
    re.IGNORECASE,
)
# "Its first production took place on June 22, 1916, with the following cast:"
_ACTED_BY = re.compile(
    r"\b(?:(?:following|original) (?:cast(?: of characters)?|artists|players)|"
    r"(?:cast|parts)(?: (?:was|were|is))? as follows)[\W_]*$",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    r"^[\W_]*(?:actors['\u2019] )?(?:descriptions?|notes) (?:of|on) (?:the )?characters[\W_]*$", re.IGNORECASE
)
_SETTING = re.compile(
    r"^\W*(?:the |an? )?(?:scenes?|settings?|time|place|period|action|synopsis|stage|note|program(?:me)?|descriptions?|"
    r"(?:where|when)(?=:)|present day|"
    r"(?:translator|author|editor|publisher|producer)['\u2019]?s['\u2019]? (?:note|preface))\b",
    re.IGNORECASE,
)
_MORE_NAME = (  # "CHRIS. DALE, a clerk", "GEO. FREDERICK DALE, a clerk" go on
    rf"(?!(?:[{LETTER}][{LETTER}'\u2019\-]+ )?[{LETTER}][{LETTER}'\u2019\-]{{2,}}\s*(?:[,;]|\.?\W*$))"
)
_ENTRY = re.compile(
    rf"^[\s\W]*?(?P<name>(?:THE |The |A |AN )?[\"\u201c]?[{LETTER}][^,;:(\[=]*?)\s*"
    rf"(?:[,;:(\[=]|--|\u2014|\s[-\u2013]\s|\s{{3,}}|\.{{3,}}|(?<=[a-z])\s(?=(?:MR|MRS|MISS|MME)\b)|\.\s{_MORE_NAME}|\.?\W*$)"
)
_HER_MAID = re.compile(r"^\W*(?:His|Her|Their)\s[^,:]{3,40},\s*(?=(?P<name>.+))")  # "Her Maid, Jane Hale"
_MANY_TITLED = re.compile(r"^\W*(?:the )?(?:two |three )?(?:Misses|Messrs)\b", re.IGNORECASE)
_SEVERAL = re.compile(
    rf"(?P<names>(?:[{LETTER}]{{2,}} ?){{1,2}}(?:,\s+(?:[{LETTER}]{{2,}} ?){{1,2}}(?=,|\s?_|\s+and\b))*"
    rf"(?:,?\s+and\s+(?:[{LETTER}]{{2,}} ?){{1,2}})?)(?<! )(?=,?\s+_?[a-z]|,?\s*_[{LETTER}a-z])"
)
_GOES_ON = re.compile(r"\s(?:the|of|and|a|an|to|at|in|on|his|her|their|by|for|with|from)\s*$")
_BOTH = re.compile(r"\s+(?:and|&)\s+")
_TWO = re.compile(rf"[{LETTER}][a-z\u00df-\u00ff]+\s+(?:and|&)\s+[{LETTER}][a-z\u00df-\u00ff]+(?=\s*[,(])")
_RIGHT_HONOURABLE = re.compile(r"^(\W*)(?:The )?R(?:igh)?t\.? Hon(?:ourable|\.)? ", re.IGNORECASE)
_BOLD = re.compile(r"(?<!\S)=([^=]+)=")
_NICKNAMED = re.compile(rf"^(\s*[{LETTER}]{{2,}} )\(([{LETTER}]{{2,}})\)(?= [{LETTER}]{{2,}}\s*[,.])")
# An entry in capitals with something behind it: "HEIDE, police superintendent.", "MRS. WELZEL."
_NAMED_SO = re.compile(rf"(?:[{LETTER}][{LETTER}'\u2019\-]+\.? ?){{1,4}}(?<! )(?:,|\s?\(|\s_|\.?$)")
_TOLD_OF = re.compile(rf"^\W*((?:[{LETTER}][{LETTER}'\u2019\-]*\.? )+)_[a-z]")  # "AN APPRENTICE _in his shop._"
_ITALIC = re.compile(rf"^\W*(?:[{LETTER}][{LETTER}'\u2019\-]*\.? ?)+[,.]?\s*_")  # "IDA HALE, _a maid. She is stout"
# "DOLLY (a maid)     Miss Ethel Hale", "DOLLY ..... Ethel Hale": who played the part is no part of it; but that
# DOLLY is ..... a maid, sixteen, or in ..... Black frock, fur collar.
_ACTOR = re.compile(
    rf"\s{{3,}}(?=_?(?:Mr|Mrs|Miss|Master|Mme)\b)|\s*\.{{3,}}\s*(?=(?:[{LETTER}][\w.'\u2019\-]*\s+){{0,4}}[{LETTER}][\w.'\u2019\-]*\s*$|$)|"
    r"(?<=[a-z)])\s(?=(?:MR|MRS|MISS|MASTER|MME)\b)"
)
_NO_ENTRY = re.compile(
    r"^\W*(?:(?:the )?(?:present day|time|place|period|scene|(?:where|when)(?=:))\b|"
    r"(?:produced|directed|staged|written|translated|costumes|scenery|music) by\b)",
    re.IGNORECASE,
)
_LONGEST_NOTE = 3  # lines
_LEAST_ALONE = 5  # entries one after the other
_FULL_LINE = 55
_DEED = re.compile(
    rf"[\W_]*([{LETTER}][\w'\u2019\-]+(?: [{LETTER}][\w'\u2019\-]+){{0,2}}) (?:are|sit|stand|enter|[a-z]+s) [a-z]"
)
_TELLS = re.compile(r"[.!?][\W_]*$")
_NUMBER = re.compile(r"(?:[IVX]+|\d+)\.?")
_SENTENCES = re.compile(r"[a-z][.!?]\s+[A-Z].*[a-z][.!?]\s+[A-Z]")
_LIKE_AN_ENTRY = re.compile(rf"\W*(?:[{LETTER}][\w.'\u2019\-]* ){{0,4}}[{LETTER}][\w.'\u2019\-]*\s?(?:[,:(]|--|\u2014)")
_FEW_SENTENCES = 80  # characters
_SHORT, _PARAGRAPH = 110, 150  # characters of an entry, and of what is none beside such
_ENTRY_GOES_ON = re.compile(r"[,;:(\[=]|--|\u2014|\s{3,}")
_LINE = re.compile(r"[\W_]+")  # "* * *"
_MORE_LISTS = 60  # blocks after a list of persons in which the same people may be listed again


def cast_list(found: Sequence[list[Numbered]], draft: Draft, spoken: Collection[str] = ()) -> int:
    """Read the list of persons into the draft; the index of the first block after it (0 without a list).

    `spoken`: the names above speeches, by which a list without a heading is known.
    """
    end = 0
    for at, block in enumerate(found[: len(found) * 3 // 4 + 1]):
        if end and at > end + _MORE_LISTS:
            break
        heading = block[0][1].strip()
        if at < end or not (PERSONS.match(heading) or _DESCRIBED.match(heading)):
            continue
        entries, after = _entries([block[1:], *found[at + 1 :]], 0)
        titles = {line.strip().casefold() for page in found[:at] if len(page) < 4 for _, line in page}
        if entries and re.sub(r"\[\w+\]$", "", entries[-1][1][-1][1].strip()).casefold() in titles:
            entries.pop()  # the title stands once more above the first act
        known = [set(tokens(name)) for name in draft.cast_names()]
        again = any(set(tokens(name)) <= key for name, _ in entries for key in known)
        told_at_length = any(len(told) > _LONGEST_NOTE for told in found[at + 1 : at + after])  # paragraphs of action
        if len(entries) < 2 or (known and (not again or (told_at_length and _DESCRIBED.match(heading)))):
            continue
        _note(entries, draft)
        end = at + after
    opening = found[: len(found) // 4 + 1]  # a curtain at the end opens nothing
    act = next((i for i, block in enumerate(opening) if ACT.match(block[0][1].strip())), 0)
    if not end and (start := _without_heading(found[:act])) is not None:
        _note(_entries(found[:act], start)[0], draft)
    elif not end and (listed := listing.unheaded(opening, spoken, _entry_name)):
        _note(_entries(listed[0], 0)[0], draft)
        end = max(listed[1], act)
    return end or act


def is_listed(found: Sequence[list[Numbered]], spoken: Collection[str]) -> bool:
    """Whether a text says who is in it, under a heading or by the names of those who speak later."""
    if any(PERSONS.match(block[0][1].strip()) for block in found):
        return True
    return listing.unheaded(found[: len(found) // 4 + 1], spoken, _entry_name) is not None


def _without_heading(found: Sequence[list[Numbered]]) -> int | None:
    """Where the list stands before the first act that says of itself no more than by whom the parts were played."""
    for at, block in enumerate(found[:-1]):
        if _ACTED_BY.search(" ".join(line.strip() for _, line in block)):
            return at + 1
    listed = [len(block) < 3 and bool(_NAMED_SO.match(block[0][1].strip())) for block in found]
    for at in range(len(listed)):
        run = listed[at : at + _LEAST_ALONE]
        told = re.search(r"[,(_]", found[at][0][1]) if listed[at] else None  # else it may be the title
        if told and sum(run) == _LEAST_ALONE:  # "IDA HALE (a maid)", and nothing but such lines
            return at
    return None


def _note(entries: Sequence[tuple[str, list[Numbered]]], draft: Draft) -> None:
    known = {tokens(name) for name in draft.cast_names()}
    for name, lines in entries:
        if tokens(name) in known and name not in draft.cast_names():
            continue  # "The Rev. James Hale", who is THE REVEREND JAMES HALE
        first = tokens(name)[0]
        named_so = len(tokens(name)) > 1 and first not in TITLES and first not in ("the", "a", "an")
        same = [key for key in known if set(tokens(name)) < set(key) or (named_so and key[0] == first)]
        if not same:  # IDA, or a misprinted IDA HAEL, is IDA HALE of the list before
            draft.add_cast(name, lines[0][0])
        draft.add(kinds.CAST, [(number, _ACTOR.split(line)[0]) for number, line in lines])


def _entries(found: Sequence[list[Numbered]], at: int) -> tuple[list[tuple[str, list[Numbered]]], int]:
    """The entries from a block on, and the block after the last one that has some."""
    entries: list[tuple[str, list[Numbered]]] = []
    after = at + 1
    for offset, block in enumerate(found[at : at + 80]):
        if not block:
            continue
        first = block[0][1].strip()
        if len(entries) > 1 and _ACTED_BY.search(block[-1][1]):
            break
        if (
            len(entries) > 1 and _is_prose(block) and not _ITALIC.match(block[0][1])
        ):  # "DORA CROSS, forty years old, was born in ..."
            break
        if (
            ACT.match(first)
            or is_stemmed(first)
            or (len(entries) > 1 and (PERSONS.match(first) or _DESCRIBED.match(first) or COSTUMES.fullmatch(first)))
            or _SETTING.match(first.replace("_", ""))
            or (len(entries) > 1 and RUN_IN.match(masked(first)) and len(block) > 2)
            or (len(entries) > 1 and (_speaks(first, entries) or _stands_above(block, entries)))
        ):
            break
        if len(entries) > 1 and (
            _LINE.fullmatch(first)
            or _NUMBER.fullmatch(first)
            or _is_place(block, entries)
            or _is_told(block, entries)
            or _acts(block, entries)
        ):
            break
        if first.startswith(("*", "(", "[")) and len(entries) > 1:
            continue
        block = _without_side(block)
        name = _entry_name(block[0][1])
        full = len(block) > 1 and len(block[0][1].rstrip()) > _FULL_LINE - 10
        if is_caps(name) and full and not any(is_caps(_entry_name(line)) for _, line in block[1:]):
            entries.append((name, list(block)))  # a paragraph about one person
            after = at + offset + 1
            continue
        margin = min(len(line) - len(line.lstrip()) for _, line in block)
        so_far = sum(len(lines) for _, lines in entries)
        for number, line in block:
            line = listing.without_and(line)
            braced = _braced(line) or _several(line)
            if braced:
                entries += [(name, [(number, line)]) for name in braced]
                continue
            if entries and entries[-1][1][-1][0] == number - 1 and _GOES_ON.search(entries[-1][1][-1][1]):
                entries[-1][1].append((number, line))  # "the mayor of the | Town"
                continue
            deeper = len(line) - len(line.lstrip()) > margin + 1 and entries
            if deeper and entries[-1][1][-1][0] == number - 1:
                entries[-1][1].append((number, line))
            elif not _NO_ENTRY.match(line.replace("_", "")) and (name := _entry_name(line)):
                entries.append((name, [(number, line)]))
            elif entries and entries[-1][1][-1][0] == number - 1 and line.strip()[:1].islower():
                entries[-1][1].append((number, line))  # "a retired land | surveyor, 61"
        if so_far < sum(len(lines) for _, lines in entries):
            after = at + offset + 1
        elif len(entries) > 1 and _TELLS.search(block[-1][1]):
            break  # "A kitchen at night. Rain upon the window."
    return entries, after


def _without_side(block: list[Numbered]) -> list[Numbered]:
    """A block without a heading over entries that stand deeper: "The Crown", over HUGH HALE and SIMRAN GILL."""
    (_, first), *rest = block
    side = not is_caps(_entry_name(first)) and not _ENTRY_GOES_ON.search(first)
    below = all(line[:1].isspace() > first[:1].isspace() and is_caps(_entry_name(line)) for _, line in rest)
    return rest if rest and side and below else block


def _is_place(block: Sequence[Numbered], entries: Sequence[tuple[str, list[Numbered]]]) -> bool:
    """Whether a sentence stands where all entries so far have their names in capitals: "Glasgow, now. A ward."."""
    line = block[0][1]
    named_so = all(is_caps(name) for name, _ in entries)
    return named_so and len(block) == 1 and not is_caps(_entry_name(line)) and bool(_TELLS.search(line))


def _is_told(block: Sequence[Numbered], entries: Sequence[tuple[str, list[Numbered]]]) -> bool:
    """Whether a long paragraph tells of a place or of what happens, where all entries so far are short."""
    text = " ".join(line.strip() for _, line in block)
    several = bool(_SENTENCES.search(text))
    if is_caps(_entry_name(block[0][1])) or (len(block) > 1 and not several):
        return False
    if len(text) <= (_FEW_SENTENCES if several and not _LIKE_AN_ENTRY.match(text) else _PARAGRAPH):
        return False
    return all(len(text) <= _SHORT for _, lines in entries for _, text in lines)


def _acts(block: Sequence[Numbered], entries: Sequence[tuple[str, list[Numbered]]]) -> bool:
    """Whether a sentence tells what somebody does who is listed already: "IDA is kneading dough"."""
    deed = _DEED.match(block[0][1])
    return bool(deed) and any(set(tokens(deed[1])) <= set(tokens(listed)) for listed, _ in entries)


def _speaks(line: str, entries: Sequence[tuple[str, list[Numbered]]]) -> bool:
    """Whether somebody who is listed already speaks, "IDA. Good day!", where no entry is set like that."""
    name, mark = _cue_in(line)
    called = set(tokens(name))
    if not called or any(_cue_in(lines[0][1].strip())[1] == mark for _, lines in entries):
        return False
    return any(called <= set(tokens(name)) for name, _ in entries)


def _stands_above(block: Sequence[Numbered], entries: Sequence[tuple[str, list[Numbered]]]) -> bool:
    """Whether a block begins with no more than the name of somebody who is listed already, as a speech does."""
    line = block[0][1].strip()
    name = bare_name(line.rstrip(":"))
    called = set(tokens(name)) if not _ENTRY_GOES_ON.search(line.rstrip(":")) else set[str]()
    if not called or not (is_caps(name) or line.endswith(":")):
        return False
    return any(called <= set(tokens(listed)) for listed, _ in entries)


def _cue_in(line: str) -> tuple[str, str]:
    """The name of "IDA. Good day!" or "Ida: Good day!" and the mark behind it; nothing where there is none."""
    hidden = masked(line)
    cue = RUN_IN.match(hidden)
    cue = cue or MIXED_RUN_IN.match(hidden)
    return (unmasked(cue["name"]), cue["end"]) if cue and cue["end"] and line[cue.end() :].strip(" _") else ("", "")


def _is_prose(block: Sequence[Numbered]) -> bool:
    """Whether a block is a paragraph: full lines without an indentation, and no entry on the second."""
    return len(block) > 2 and all(len(line.rstrip()) > _FULL_LINE and line[0] != " " for _, line in block[:-1])


def _several(line: str) -> list[str]:
    """The names of "IDA CROSS, DORA HALE, and ROSE, village girls"; nobody's where they are one's name and title."""
    found = _SEVERAL.match(line.strip())
    names = re.split(r",?\s+and\s+|,\s*", found["names"]) if found else []
    names = names or _BOTH.split(both[0]) if (both := _TWO.match(line.strip())) else names
    return names if len(names) > 1 and not any(map(_is_no_name, names[1:])) else []


def _is_no_name(name: str) -> bool:
    return is_role(name) or is_role(name.removesuffix("s")) or name.lower().endswith("men") or bool(title_of(name))


def _braced(line: str) -> list[str]:
    """The names before the brace with which a list says one thing of several people."""
    head, brace, _ = line.partition("}")
    parts = [part.strip() for part in re.split(r",|&|\band\b", head)] if brace else []
    return [name for part in parts if is_caps(part) and (name := _entry_name(part))]


def _entry_name(line: str) -> str:
    if told := _TOLD_OF.match(line):
        line = told[1]
    line = _RIGHT_HONOURABLE.sub(r"\1", line)
    line = _NICKNAMED.sub(r'\1"\2"', _BOLD.sub(r"\1", line.replace("*", "").replace("_", "")))
    if related := _HER_MAID.match(line):
        line = related["name"]
        if line.rstrip().endswith(":") or _MANY_TITLED.match(line):
            return ""  # "Her Friends, "The Seven":"
    match = _ENTRY.match(masked(line))
    if not match:
        return ""
    name = unmasked(" ".join(match.group("name").split()))
    name = name if len(re.findall('["\u201c\u201d]', name)) == 2 else name.strip('"\u201c\u201d')
    words = name.split()
    plain = [word for word in words if word.lower() not in ("of", "the", "de", "von", "van", "and", "a", "an")]
    capital = sum(word.strip('"\u201c')[:1].isupper() for word in plain)
    return name if 0 < len(words) <= 5 and capital * 2 > len(plain) and len(name) <= LONGEST_NAME else ""
