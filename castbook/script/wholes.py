"""Where looks are quoted with all that stands around them: whole directions, parts of them, brackets. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .cutting import Clause, Sentence
from .looks import IDENTITY, PASSING, WARDROBE
from .memory import Who
from .sentences import Span, strip
from .tags import tag

MAX_LEADING = 5  # words before the name in such a direction
MAX_BESIDE = 20  # words of such a direction if it names somebody else too
MAX_WHOLE = 30  # words; a stage direction about one person's dress is quoted whole up to here
MAX_PART = 39  # words, each half of a hyphened one for itself; a part of a sentence is quoted whole up to here
MAX_MET_PART = 25  # the same, of somebody without a name
MAX_MET = 22  # words of a direction that brings in somebody without a name
MAX_ENTRANCE = 16  # words of a sentence that shows what one person wears
MAX_BRACKETS, MAX_BRACKETS_OF_MIND = 18, 5  # words in brackets after a name; with character among them
_SUBJECTS = ("name", "pronoun", "possessive")
_STATES = re.compile(r"[&K]*(?:R|N+|N*M[XDdw]*[BbmG](?:&[MAh]?[DdwX]*[BbmG])*)(?:K*[CHvr]|$)")
_GOES_ON = re.compile("[&K]*(?:[RN]+K*(?:C(?!K*[JS])|[vWE]|H(?=.*[DdcBbmW]))|N*M[XDdwKTt]*[BbmGg])")
_ON_HIS_HEAD = re.compile(
    "[&K]*[AhQ][^RPVJC]*[BbmGgt][^RPVJC]*C[^RPVJ]*[opILF]M[XDdwKT]*[BbmG]"
)  # "a cap is cocked on his head"
_SCENERY = re.compile("[&KXp]*[hA](?:[^RNMBbmGgPZOk]|phB)*[VCS](?:[^RNMBbmGgPZOk]|phB)*")  # "the door opens and"
_SHOWN = re.compile("[BbmGgdDcW]")
_ASIDE = frozenset(("as", "because", "though", "although", "which", "who"))


def is_whole(sentence: Sentence, who: Who, clauses: Sequence[Clause]) -> bool:
    """A direction that shows one person's dress on the way in says it in one breath: quote the sentence."""
    if clauses[0].lead == "stranger" and clauses[0].who == who:  # "A tall man in a cape comes in."
        return len(sentence.words(sentence.start, sentence.end)) <= MAX_MET
    if not sentence.names or len(sentence.words(sentence.start, sentence.end)) > MAX_WHOLE:
        return False
    if len(sentence.words(sentence.start, sentence.names[0].start)) > MAX_LEADING:
        return False  # "Behind the boats a PEDLAR in a long coat goes by"
    alone = all(m.who in who for m in sentence.names)
    short = len(sentence.words(sentence.start, sentence.end)) <= MAX_BESIDE and sentence.names[0].who in who
    return (alone or short) and clauses[0].who in ((), who)


def part(sentence: Sentence, run: Sequence[Clause], clauses: Sequence[Clause], whole: bool) -> Span | None:
    """What stands between semicolons, where a script says there how one person looks and nothing of anybody else.

    A play's directions mix looks with bearing; a screenplay's sentence must be free of deeds and of character.
    """
    if any(clause.cut for clause in run) or run[0].reading.kind == PASSING:
        return None
    text, who = sentence.text, run[0].who
    start = max(text.rfind(mark, sentence.start, run[0].span[0]) for mark in ";:") + 1 or sentence.start
    end = min(
        (at for mark in ";:" if (at := text.find(mark, run[-1].span[1], sentence.end)) >= 0), default=sentence.end
    )
    inside = [clause for clause in clauses if start <= clause.span[0] < end]
    opening = next((clause for clause in inside if clause.who), inside[0])  # "In short, she is ..."
    first = opening.reading
    if opening.who != who or opening.lead not in ((*_SUBJECTS, "stranger") if whole else _SUBJECTS[1:]):
        return None
    told = inside.index(run[-1])
    for at, clause in enumerate(inside[told + 1 :], told + 1):  # "a soft chin, as if he had been told ..."
        if any(word.low in _ASIDE for word in clause.words[:2]) and 3 * _length(inside[at:]) > _length(inside):
            inside, end = inside[:at], inside[at - 1].span[1]
            break
    # "she is neatly dressed, and might pass for ..."
    more = any(_SHOWN.search(clause.reading.tags) for clause in inside[told + 1 :])
    if re.search("[CHv]", first.tags) and not more and 5 * _length(inside[told + 1 :]) > 3 * _length(inside):
        inside, end = inside[: told + 1], inside[told].span[1]
    if first.deed is not None and (not first.kind or first.deed < first.first):
        return None
    if any(clause.who not in ((), who) or clause.others for clause in inside):
        return None
    if not whole and any(clause.reading.deed is not None or "T" in clause.reading.tags for clause in inside):
        return None
    start = after_scenery(sentence, start, opening.start) if whole else start
    start, end = strip(text, max(start, inside[0].span[0]) if sentence.memory.prose else start, end)
    longest = MAX_MET_PART if opening.lead == "stranger" else MAX_PART
    return (start, end) if len(re.findall(r"\w+", text[start:end])) <= longest else None


def parts_as_tags(sentence: Sentence) -> list[str]:
    """What stands between the semicolons of a sentence, as tags."""
    cuts = [sentence.start, *(m.start() for m in re.finditer(";", sentence.text) if m.start() < sentence.end)]
    cuts = [cut for cut in cuts if cut >= sentence.start]
    return [tag(sentence.words(start, end)) for start, end in zip(cuts, [*cuts[1:], sentence.end], strict=True)]


def in_statement(sentence: Sentence, clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Whether a clause stands in a part of a sentence that says what one person is, has or wears, and nothing else."""
    if sentence.memory.prose or not clause.who or clause.cut:
        return False
    if not part(sentence, [clause], clauses, sentence.memory.by_the_way):
        return False
    before = [one for one in clauses if one.lead in _SUBJECTS and one.span[0] <= clause.span[0]]
    return bool(before) and bool(_STATES.match(before[-1].reading.tags))


def more_of(sentence: Sentence, clauses: Sequence[Clause], portrait: Who) -> tuple[str, Span]:
    """What a play's portrait goes on to say, and its kind: "Her cloak trails on the floor."; "" if it is no look."""
    nothing = "", (sentence.start, sentence.end)
    opening = next((clause for clause in clauses if clause.who), None)
    if opening is None and clauses and len(portrait) == 1 and not sentence.names:
        shown = tag(sentence.words(sentence.start, sentence.end))
        if len(shown) <= MAX_BESIDE and _ON_HIS_HEAD.fullmatch(shown):
            return WARDROBE if re.search("[Gg]", shown) else IDENTITY, (sentence.start, sentence.end)
        return nothing
    if opening is None or opening.who != portrait or len(portrait) != 1:
        return nothing
    if any(clause.who not in ((), portrait) or clause.others for clause in clauses):
        return nothing
    if not _GOES_ON.match(opening.reading.tags):
        return nothing
    end = sentence.end
    if len(sentence.words(sentence.start, end)) > MAX_BESIDE:  # up to where it tells of something else
        for clause in clauses[clauses.index(opening) + 1 :]:
            if re.search("[RCHVN]", clause.reading.tags) and not _SHOWN.search(clause.reading.tags):
                end = strip(sentence.text, sentence.start, clause.span[0])[1]
                end = len(sentence.text[:end].rstrip(" ,;:-"))
                break
    shown = tag(sentence.words(sentence.start, end))
    if not _SHOWN.search(shown) or len(shown) > MAX_PART:
        return nothing
    return WARDROBE if re.search("[Gg]", shown) else IDENTITY, (sentence.start, end)


def is_entrance(sentence: Sentence, run: Sequence[Clause], clauses: Sequence[Clause]) -> bool:
    """ "Otto strolls in wearing a bathrobe.": a short sentence of a screenplay about what one person has on."""
    if sentence.memory.prose or any(clause.reading.kind not in (WARDROBE, None) for clause in run):
        return False
    who = run[0].who
    if len(sentence.words(sentence.start, sentence.end)) > MAX_ENTRANCE or not sentence.names:
        return False
    return clauses[0].lead == "name" and clauses[0].who == who and all(m.who in who for m in sentence.names)


def end_of_entrance(sentence: Sentence, run: Sequence[Clause], clauses: Sequence[Clause]) -> int:
    """Where such a sentence stops showing: "Otto stands there in his socks | , reading the note"."""
    following = [clause for clause in clauses if clause.span[0] > run[-1].span[0]]
    if following and re.match("[&K]*J", following[0].reading.tags):
        return run[-1].span[1]
    return sentence.end


def bracketed(sentence: Sentence, who: Who, span: Span) -> Span:
    """ "OTTO (60, tired, grey hair)": what stands in brackets right after a name belongs to it."""
    text, (start, end) = sentence.text, span
    opening = text.rfind("(", sentence.start, start + 1)
    closing = text.find(")", start, sentence.end)
    if "(" in text[start:end]:
        opening = text.find("(", start)
        closing = text.find(")", opening, sentence.end)
    head = [m for m in sentence.names if m.who in who and not text[m.end : max(m.end, opening)].strip(" ,")]
    if opening < 0 or closing < opening or not head or head[-1].end > opening or text.find(")", opening) < start:
        return span
    most = MAX_BRACKETS_OF_MIND if "T" in tag(sentence.words(opening, closing)) else MAX_BRACKETS
    start, end = min(start, with_modifiers(sentence, head[-1].start)), max(end, closing + 1)
    return (start, end) if len(sentence.words(opening, closing)) <= most else span


def after_scenery(sentence: Sentence, start: int, first: int) -> int:
    """Where a direction's whole quote starts, whose looks start at `first`: "The door opens and | a tall woman ..."."""
    scenery = _SCENERY.fullmatch(tag(sentence.words(start, first))) if start < first else None
    return first if scenery and not any(start <= m.start < first for m in sentence.names) else start


def with_modifiers(sentence: Sentence, start: int) -> int:
    """ "the twins ADA and IDA": what stands right before a name to say who it is."""
    cut = max(sentence.text.rfind(mark, sentence.start, start) for mark in ",;:()[]")
    leading = sentence.words(max(sentence.start, cut), start)
    found = re.search("(?:[Ah])?[DdcYeKwQ&y]*[DdcYPy]$|(?:XM|M)[DdwXY]{0,2}k$|^X?M$|^[Ah][DdwX]?$", tag(leading))
    return leading[found.start()].start if found else start


def _length(clauses: Sequence[Clause]) -> int:
    return sum(len(clause.words) for clause in clauses)
