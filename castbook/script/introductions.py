"""A screenplay brings people in by names in capitals: such an introduction is quoted whole. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from . import verbs
from .cue_nouns import COUNTS, Several
from .looks import IDENTITY
from .memory import Who
from .mentions import Mention
from .quoting import Found
from .sentences import Span, Word, clauses, words
from .tags import plain, tag
from .text import Paragraph

MAX_INTRODUCTION = 36  # words
_MAX_BRACKETS = 18
# Right before the name: "his cheerleader", "a clothed", "the college-age", "seventeen year-old".
_BEFORE = re.compile(
    "(?:N+M|[AhMQ])(?:[XKDdwcYTePOZktQUyGW&]|(?<=[DdcTt])C){0,5}(?<!&)$|[DdcYeKwQtyPOZUT]*[DdcYewtyPOZ]$|(?<=[VJL&])X$",
    re.DOTALL,
)
_BEFORE_COMMA = re.compile(  # "his former wife, IDA", "the head nurse of the ward, OTTO"
    "(?:N+M|[AhMQ])[XKDdwcYTeZPObQUy&]{0,5}[kPOZ](?:[pFL][AhM]?[XDdwPOkM]{1,5})?$|(?:^|(?<=[VJC&]))(?:[Ah]|N*M)[XKDdwcYTeZ&]{1,5}$"
)
_AND_ANOTHER = re.compile("&[AhM][KXDdwcYTe]*[kPO]$")  # "and their tall son"
_BRACKETED = re.compile("[AhQ][XDdwcYTeKPOZkt&]{0,6}[PON](?:[LIF][^VJCHRp]*)?$")  # "a girl in blue (IDA)"
_OPEN = re.compile("[AhM][KDdwcTteXY&]{0,4}[DdcwTtY]$")
_VISIBLE = re.compile("[DdcYeQBbmGgWvrPOkZty]")
_CLOSED = re.compile(
    "[&K]*(?:[RiVJCE]|H(?!A?[XDdwc]*[BbmGg])|N(?!M)|[hA][XDdwPO]{1,3}[VCH]|[XDdwPO]{0,2}[XDdw][VCH])"
)  # what opens with its own subject or a deed
_BESIDE = re.compile("[&K]*[pIoF](?![^VJ]*[GgBbmYaWQ])")  # where somebody is
_UNSEEN = re.compile("^[^DdcYQPO]*T[^DdcYQPO]*$|[XGg]I[AhM]?[XDdw]*b$")  # character; "a fan in her hand" is held
_RELATIVE = frozenset(("who", "whose", "whom", "which", "where", "when", "as", "while", "that", "then", "so", "now"))
_TYPE = re.compile(r"\b(?:types?|sort|kind|lookalike|look-alike|figure|version)\b", re.IGNORECASE)
_THIS_IS = re.compile(r"\b(?:This is|Here is|Meet)\s+$")
_AGED = re.compile(r"\s*[,(]\s*(?:(?:early|mid|late)[\s-])?\d\d?(?:s|['\u2019]s)?\s*[,.;)]")  # "his mother, Ida, 40s, "
_FACE = re.compile(r"['\u2019]S (?:FACE|EYES|HEAD)\b")  # "IDA'S FACE, fine and pale"
_OPENERS = frozenset(("then", "now", "here", "next", "enter", "meet", "see", "also", "inside", "outside"))
_OPENED = re.compile("[LI&]?A[XDdwcTteKJ]*[DdwcTteJX]$")
_FOLLOWS = re.compile("[XDdwcTteKJY]+[XPOZBbmG]?$")
_SMILING = frozenset(("smiling", "grinning", "frowning", "scowling", "trembling", "shaking", "weeping", "turning"))
_WHO_IS = frozenset(("named", "called"))
_SHOT_OF = re.compile(
    r"(?:EXTREME |MEDIUM )?(?:CLOSE|TIGHT|ANGLE)(?:R|-?\s?UP)?(?: SHOT)?(?: ON| OF| TO)?[\s:.\u2014\u2013-]+[A-Z]"
)
_AND = re.compile(r"\s*(?:,|and|&|,\s*and)\s*")


def introductions(
    paragraph: Paragraph, text: str, start: int, end: int, here: Sequence[Mention], fresh: frozenset[int]
) -> Iterator[Found]:
    """The whole introduction of each new name in capitals that says anything of how its bearer looks."""
    new = [m for m in here if m.who in fresh and (_capitals(text, m) or _AGED.match(text, m.end) or _by_noun(text, m))]
    for group in _groups(text, new):
        first = _left(text, start, group[0], here)
        last = _right(text, end, group[-1], here)
        bare = [w for w in words(text, first, last) if not any(m.start <= w.start < m.end for m in group)]
        told = tag(bare)
        by_name = any(_describes(text, m) for m in group)
        if not by_name and not _VISIBLE.search(told) and not _TYPE.search(text, group[-1].end, last):
            continue
        if len(words(text, first, last)) > MAX_INTRODUCTION:
            continue
        last += text[last : last + 1] == ")" and text.count("(", first, last) > text.count(")", first, last)
        if text[last : last + 1] == "." and last + 1 == end:
            last += 1
        who = tuple(dict.fromkeys(m.who for m in group))
        yield Found(paragraph, who, first, last, IDENTITY, True)


def of_several(
    paragraph: Paragraph, text: str, start: int, end: int, here: Sequence[Mention], group: Several
) -> list[Found]:
    """The introduction of several who then speak by turns: "THREE THUGS in cheap suits" of THUG #1 and THUG #2."""
    noun = Mention(group.start, group.end, group.who[0])
    first, last = max(group.first, _left(text, start, noun, here)), _right(text, end, noun, here)
    core: tuple[Span, ...] = ()
    if group.names and text[last : group.names[0]].strip() in (":", ",", "-", "\u2013", "\u2014"):
        core, last = ((first, last),), group.names[1]
    noun_says = group.end if group.names else group.start
    own = [w for w in words(text, first, last) if not noun_says <= w.start < group.end and w.low not in COUNTS]
    told = tag(own)
    shown = _VISIBLE.search(told) and len(words(text, first, last)) <= MAX_INTRODUCTION
    return [Found(paragraph, group.who, first, last, IDENTITY, True, core)] if shown else []


def headline(text: str, here: Sequence[Mention]) -> Who:
    """Whose name is the whole paragraph: "A TIRED SURGEON", "CLOSE ON IDA"; the next one goes on about them."""
    if len(here) != 1 or not _capitals(text, here[0]):
        return ()
    if _SHOT_OF.match(text) and here[0].end == len(text.rstrip(" .:")):
        return (here[0].who,)
    at, end = here[0].start, here[0].end
    if text[:at].endswith(" - ") and text[:at].isupper() and end == len(text.rstrip(" .:")):
        return (here[0].who,)  # "EXT. STABLE - IDA"
    rest = (text[: here[0].start] + text[here[0].end :]).strip(" .:-\u2014\u2013\u2026").lower()
    return (here[0].who,) if rest in ("", "a", "an", "the") else ()


def with_name_before(text: str, start: int, everybody: Sequence[Mention], found: Sequence[Found]) -> list[Found]:
    """The quotes of a sentence, the first with the name that is all of the sentence before: "IDA HALE. Mid-forties"."""
    name = next(iter(everybody), None)
    first = next(iter(found), None)
    if not name or not first or (first.who, first.start) != ((name.who,), start):
        return list(found)
    if text[: name.start].strip() or text[name.end : start].strip() != ".":
        return list(found)
    return [replace(first, start=name.start, core=first.core or ((start, first.end),)), *found[1:]]


def merged(found: Sequence[Found], introduced: Sequence[Found]) -> list[Found]:
    """Quotes of a sentence with its introductions: what overlaps one and is of the same person becomes part of it."""
    rest = list(found)
    for whole in introduced:
        touching = [one for one in rest if one.who == whole.who and one.start < whole.end and whole.start < one.end]
        start = min([whole.start, *(one.start for one in touching)])
        end = max([whole.end, *(one.end for one in touching)])
        if len(words(whole.paragraph.text, start, end)) > MAX_INTRODUCTION:
            continue
        kind = touching[0].kind if touching else whole.kind
        # "his wife, IDA, and their tall son, OTTO": what brings in the one is not told of the other
        rest = [one for one in rest if one not in touching and not whole.start <= one.start < one.end <= whole.end]
        rest = [cut for one in rest if (cut := _up_to(one, whole))]
        rest.append(replace(whole, start=start, end=end, kind=kind))
    return sorted(rest, key=lambda one: one.start)


def _up_to(one: Found, whole: Found) -> Found | None:
    """A quote without somebody else's introduction at its end: "OTTO, 60, sees | a cocky YOUNG MAN"."""
    if not one.start < whole.start < one.end or set(one.who) & set(whole.who):
        return one
    left = words(one.paragraph.text, one.start, whole.start)
    return replace(one, end=left[-1].end) if left and _VISIBLE.search(tag(left)) else None


def _capitals(text: str, mention: Mention) -> bool:
    first = text[mention.start : mention.end].split()
    return any(len(part) > 1 and part.isupper() for part in first)


def _by_noun(text: str, mention: Mention) -> bool:
    """Whether a name is the noun of a cue in small letters: "an old conductor"."""
    return text[mention.start : mention.end].islower() and not text.startswith("the ", mention.start)


def _groups(text: str, new: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Names in a row: "IDA, OTTO and FAT MAN"."""
    group: list[Mention] = []
    for mention in new:
        if group and not _AND.fullmatch(text, group[-1].end, mention.start):
            yield group
            group = []
        group.append(mention)
    if group:
        yield group


def _describes(text: str, mention: Mention) -> bool:
    """ "YOUNG SAILOR": a name that says how its bearer looks."""
    parts = text[mention.start : mention.end].lower().split()
    return len(parts) > 1 and plain(parts[-1]) in "PXOZk" and any(plain(part) in "DdcYewtW" for part in parts[:-1])


def _tagged(text: str, start: int, end: int, here: Sequence[Mention]) -> tuple[list[Word], str]:
    found = words(text, start, end)
    named = frozenset(i for i, w in enumerate(found) if any(m.start <= w.start < m.end for m in here))
    return found, tag(found, named)


def _left(text: str, start: int, mention: Mention, here: Sequence[Mention]) -> int:
    """Where an introduction starts: at the words before the name that say who it is."""
    at = mention.start
    if this_is := _THIS_IS.search(text, start, at):
        return this_is.start()
    cut = max((text.rfind(mark, start, at) for mark in ",;:()[]\u2014\u2013"), default=-1)
    if text[cut : cut + 1] == "(" and not text[cut + 1 : at].strip() and text[mention.end : mention.end + 1] == ")":
        found, tags = _tagged(text, start, cut, here)
        told = _BRACKETED.search(tags)
        return found[told.start()].start if told else at
    dash = text.rfind("- ", start, at)
    opening = max(cut + 1, dash + 2 if dash >= 0 else start, start)
    found, tags = _tagged(text, opening, at, here)
    if len(found) > 1 and found[-1].low in _WHO_IS:  # "a thin, friendly woman named IDA"
        former, former_tags = _tagged(text, start, at, here)
        whole = re.search("[AQ][^VCHRN]{1,9}$", former_tags)
        if whole:
            return former[whole.start()].start
    given = found and found[-1].text.istitle() and found[-1].low not in _OPENERS
    if given and tags[-1] == "X" and _AGED.match(text, mention.end):  # "Milton HODGES, 50s"
        at, tags, found = found[-1].start, tags[:-1], found[:-1]
    if found:
        before = _BEFORE.search(tags)
        if before and before.start() == 0 and text[cut : cut + 1] == ",":  # "a tall, lanky WAITER"
            former, tags = _tagged(text, start, cut, here)
            if adjectives := _OPEN.search(tags):
                return former[adjectives.start()].start
        return found[before.start()].start if before else at
    cut = dash if dash > cut else cut
    if cut >= start and text[cut] in ",-\u2014\u2013":
        former = max((text.rfind(mark, start, cut) for mark in ",;:()[]\u2014\u2013"), default=-1)
        found, tags = _tagged(text, max(former + 1, start), cut, here)
        before = _BEFORE_COMMA.search(tags)
        return found[before.start()].start if before else at
    return at


def _right(text: str, end: int, mention: Mention, here: Sequence[Mention]) -> int:
    """Where it ends: before the first clause with a verb or a subject of its own."""
    last = mention.end
    if face := _FACE.match(text, last):
        last = face.end()
    parts = _whole(text, clauses(text, last, end), here)
    for at, part in enumerate(parts):
        found, tags = _tagged(text, *part, here)
        if not found:
            continue
        if all(word.text.isupper() for word in found if word.low != "and") and not text.isupper():
            break  # "a JUDGE, BAILIFF and CLERK"
        if text[part[0] - 1 : part[0]] == "(":
            if len(found) > _MAX_BRACKETS:
                break
            last = part[1] + (text[part[1] : part[1] + 1] == ")")
            continue
        gap = text[last : part[0]]
        looking = found[0].low == "looking" and tags[0] == "C"  # "IDA, 29, looking like a mess"
        if re.fullmatch("K?[Ddct](?:&K?[DdcwtTJX])+", tags):
            last = found[-1].end  # "dirty and frightening"
            continue
        deed = re.search("[VJHR]" if looking else "[VJCHR]|^K*S", tags)
        if not gap.strip(" )"):  # right after the name: "IDA in glasses walks"
            if re.match("[LI][^VJCH]*[GgBbma]", tags):
                stop = deed.start() if deed else len(found)
                while stop and tags[stop - 1] in "K&":
                    stop -= 1
                last = found[stop - 1].end
                if not deed:
                    continue
            break
        if re.fullmatch("[TK&]+", tags) and _ends_list(text, part, parts[at + 1 :], here):
            last = found[-1].end
            continue
        if (
            _AND_ANOTHER.match(tags)
            or (_CLOSED.match(tags) and not looking)
            or (tags[0] == "t" and found[0].low in _SMILING)
            or _BESIDE.match(tags)
            or _UNSEEN.search(tags)
            or found[0].low in _RELATIVE
        ):
            break
        if deed:
            stop = deed.start()
            while stop and tags[stop - 1] in "K&R":
                stop -= 1
            if (_VISIBLE.search(tags[:stop]) and tags[0] in "LAMDdcYQKOh") or re.match("X{1,2}[OP]$", tags[:stop]):
                last = found[stop - 1].end
            break
        longer = len(found) > 2 or found[0].low in verbs.BASES  # "IDA and OTTO, wave."
        if longer and not re.search("[DdcYeQBbmGgWvrPOkZty]", tags) and not _TYPE.search(text, *part):
            break
        last = found[-1].end
    return last


def _whole(text: str, parts: Sequence[Span], here: Sequence[Mention]) -> list[Span]:
    """The parts, with adjectives joined to their noun: "a lumbering, clumsy lad", "with a bright, confident smile"."""
    joined: list[Span] = []
    for part in parts:
        opened = joined and _OPENED.match(_tagged(text, *joined[-1], here)[1])
        if opened and text[joined[-1][1] : part[0]].strip() == "," and _FOLLOWS.match(_tagged(text, *part, here)[1]):
            joined[-1] = (joined[-1][0], part[1])
        else:
            joined.append(part)
    return joined


def _ends_list(text: str, part: Span, following: Sequence[Span], here: Sequence[Mention]) -> bool:
    """ "IDA, 30s, very tall, very grave." and "OTTO, stiff, grave, and fiftyish": a word for the mind within a list."""
    if not following:
        return True
    for one in following:
        _, tags = _tagged(text, *one, here)
        if tags[:1] == "&":
            return bool(_AND_ANOTHER.match(tags) or re.fullmatch("&[Kw]*[dcYD][KDdcYw]*", tags))
        if tags != "T":
            return False
    return False
