"""Which clauses of a sentence become looks, and where each quote starts and ends. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .cutting import Clause, Sentence
from .looks import IDENTITY, WARDROBE
from .memory import SELF, Who
from .patterns import OWNED, OWNED_DRESS
from .sentences import strip
from .tags import tag
from .text import Paragraph

MAX_LOOK = 38  # words
MAX_WHOLE = 30  # words; a stage direction about one person's dress is quoted whole up to here
_VISIBLE = re.compile("[DdcYQBbmGWvr]")
_MARKED = re.compile(r"[AhM][XDdw]*[mG][^M]*M[XDdw]*[Bb]")
_SAW = re.compile("V[KX]?h?(R)K?[CHvrW]")
_FLEETING = frozenset(("smile", "grin", "frown", "scowl", "expression", "look", "gaze", "smiles", "grimace"))
_DASH = re.compile("--|[\u2013\u2014]")
_BEFORE_AGE = tuple(",(:-\u2013\u2014")
_NEW_THOUGHT = frozenset(
    (
        "when",
        "while",
        "as",
        "because",
        "if",
        "that",
        "where",
        "so",
        "for",
        "then",
        "until",
        "since",
        "though",
        "whom",
        "after",
    )
)


@dataclass(frozen=True)
class Found:
    """Looks in a paragraph: whose, the span, the kind; `visible` unless it is no more than an occupation."""

    paragraph: Paragraph
    who: Who
    start: int
    end: int
    kind: str
    visible: bool


def quotes(
    paragraph: Paragraph, text: str, sentence: Sentence, clauses: Sequence[Clause], whole: bool
) -> Iterator[Found]:
    """The looks a sentence states, each cut to the clauses that state it."""
    for run in _runs(sentence, clauses):
        spans = _spans(sentence, run)
        if whole and _is_whole(sentence, run[0].who, clauses):
            spans = [(sentence.start, sentence.end)]
        kinds = [clause.reading.kind for clause in run if clause.reading.kind]
        first_seen = any(clause.introduced for clause in run) or run[0].lead == "stranger"
        kind = IDENTITY if IDENTITY in kinds and (first_seen or kinds[0] == IDENTITY) else kinds[0]
        visible = any(_VISIBLE.search(clause.reading.tags) for clause in run)
        for start, end in spans:
            if start < end and not sentence.is_name(start, end):
                yield Found(paragraph, run[0].who, start, end, str(kind), visible)


def _runs(sentence: Sentence, clauses: Sequence[Clause]) -> Iterator[list[Clause]]:
    """Neighbouring clauses about the same person, with what a statement carries along."""
    run: list[Clause] = []
    for at, clause in enumerate(clauses):
        before = clauses[at - 1] if at else None
        if sentence.memory.prose and not clause.reading.kind and OWNED_DRESS.search(clause.reading.tags):
            clause.reading = replace(clause.reading, kind=WARDROBE)  # "he drew a key from under his ragged shirt"
        if clause.reading.kind and _counts(sentence, clause, before, run):
            if run and (run[-1].who != clause.who or _turns_to_identity(run[0], clause)):
                yield run
                run = []
            if not run and before is not None and _leads_in(before, clause):
                run.append(before)
            run.append(clause)
        elif run and _carried(clause, run, _DASH.search(sentence.text, run[-1].span[1], clause.span[0]) is not None):
            run.append(clause)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _turns_to_identity(first: Clause, clause: Clause) -> bool:
    """ "He wore a grey coat, and his hair was white": dress for a scene and a look for good are two facts."""
    return clause.reading.statement and clause.reading.kind == IDENTITY and first.reading.kind == WARDROBE


def _leads_in(before: Clause, clause: Clause) -> bool:
    """ "His hair, which is thin"; "a Velari, seven feet tall": the clause before is what the looks are of."""
    if before.who != clause.who or not clause.who or before.reading.kind:
        return False
    if clause.lead == "relative":
        return before.lead == "possessive" and len(before.words) < 4
    return clause.lead == "attached" and bool(re.fullmatch("[&K]*A[XDdwO]{1,2}", before.reading.tags))


def _counts(sentence: Sentence, clause: Clause, before: Clause | None, run: Sequence[Clause]) -> bool:
    """Whether the looks in a clause are those of the one it is about."""
    reading = clause.reading
    tags = reading.tags
    if reading.kind and (saw := _SAW.search(tags)):  # "I noticed that he wore a ring": his look, not the one's who saw
        subject = clause.words[saw.start(1)]
        clause.who = sentence.memory.meant_by(subject.low)
        clause.cut = (subject.start, clause.span[1])
        return bool(clause.who) and reading.last > saw.start(1)
    acts_first = reading.deed is not None and reading.deed < reading.first
    worn = OWNED_DRESS.search(tags) if sentence.memory.prose and reading.kind == WARDROBE and not reading.last else None
    if (worn or acts_first or clause.lead == "own") and (owned := OWNED.search(tags) or worn):
        _take_owned(sentence, clause, owned.start(), owned.end())
        return bool(clause.who)
    follows = bool(run) and run[-1] is before
    if re.fullmatch("[&pK]*Q", tags) and sentence.text[: clause.span[0]].rstrip()[-1:] not in _BEFORE_AGE:
        return False  # a footnote's number
    if clause.lead == "own" and (marked := _MARKED.search(tags)):  # "a dimple appeared in her cheek"
        _take_owned(sentence, clause, marked.start(), len(tags), tags.index("M", marked.start()))
        return bool(clause.who)
    if not clause.who:
        return False
    if any(sentence.memory.people[who].gender == SELF for who in clause.who):
        return _of_narrator(clause, follows)
    if acts_first and clause.lead in ("name", "pronoun", "aside", "own") and reading.kind == IDENTITY:
        return tags[reading.first] == "C" or bool(re.search("L[AhM]?$", tags[: reading.first]))
    if acts_first and re.match("[WDdc]N", tags[reading.first :]):
        return False  # "watches barefoot Edward leave"
    if _says_nothing_new(clause):
        return False
    if clause.lead in ("name", "pronoun", "aside"):
        return True
    if clause.lead in ("possessive", "elliptical", "leading"):
        return True
    if clause.lead == "relative":
        return before is not None and before.lead == "possessive" and tags[1:2] == "C"
    if clause.lead == "stranger":
        return bool(_VISIBLE.search(tags[reading.first : reading.last + 1]))
    if clause.lead == "predicate":  # "sits on the counter in a jersey"
        return reading.kind == WARDROBE and tags[reading.first] in "IWrv"
    if clause.lead == "own":
        if clause.introduced and reading.deed is None and not re.search("[CHNR]", tags):
            return True  # "a spider inked behind his ear"
        if re.match(r"A[XDdwcYTKe&]*P", tags) and before is not None and before.who == clause.who:
            return reading.deed is None  # "He lay there, a heavy man in a suit"
        return follows and reading.deed is None and reading.kind == WARDROBE and run[-1].reading.kind == WARDROBE
    if clause.introduced or follows:
        return True
    if reading.kind == WARDROBE and reading.first < 4 and tags[reading.first] in "IL" and reading.deed is None:
        return True  # "Mira, without the raincoat, in a plain navy dress"
    beside = before is not None and before.lead in ("name", "pronoun") and before.who == clause.who
    if beside and tags[:1] == "L" and reading.kind == IDENTITY and reading.first < 4 and reading.deed is None:
        return True  # "He was a man of strong character, with a thick, hanging lip"
    return (
        (tags[:1] in ("W", "v", "r", "t", "d", "D", "c", "K", "Y", "C", "H") and beside)
        or bool(re.search("[Wvr]", tags[:3]))
        or bool(re.match("&K*[HC]", tags) and reading.deed is None)
        or "M" in tags[:3]
    )


def _says_nothing_new(clause: Clause) -> bool:
    """A smile that comes and goes, dress "as before", or a clause about several people at once."""
    reading = clause.reading
    told = {word.low for word in clause.words[reading.first : reading.last + 1]}
    if told & _FLEETING and not clause.introduced and not re.search("[GgmfdcYPW]", reading.tags):
        return not any(t in "Bb" and w.low not in _FLEETING for t, w in zip(reading.tags, clause.words, strict=False))
    if re.search(
        r"\bas (?:before|in (?:the )?(?:first|second|third|last|act)\b)", " ".join(w.low for w in clause.words)
    ):
        return not re.search("[Gg]", reading.tags)
    return reading.tags.count("R") > 2 and len(clause.words) > 20


def _take_owned(sentence: Sentence, clause: Clause, first: int, end: int, owner: int | None = None) -> None:
    """Cut a clause to "his bald head": it is his, whoever acts."""
    index = first if owner is None else owner
    pronoun = clause.words[index].low
    named = [m for m in clause.names if m.end <= clause.words[index].start]
    if pronoun == "'s" and named:
        clause.who, start = (named[-1].who,), named[-1].start
    else:
        first = 0 if re.fullmatch("iCK*", clause.reading.tags[:first]) else first  # "there is a burn across his jaw"
        clause.who, start = sentence.memory.meant_by(pronoun, clause.who), clause.words[first].start
    clause.cut = (start, clause.words[end - 1].end)


def _of_narrator(clause: Clause, follows: bool) -> bool:
    """ "I was twelve and skinny" is a look; most of what a narrator says is not."""
    tags = clause.reading.tags
    if clause.lead == "attached" and follows:
        return bool(re.match("[K]*[dcDL]", tags))
    if clause.lead == "possessive":
        return bool(re.match(r"[&K]*M[Kw]*(?:[Dc][Dd&]*[Bm]|[Bm][CK]+D)", tags))
    if clause.lead == "pronoun":
        return bool(re.match(r"RC[KAh]*(?:[dcYQ]|[Wr])", tags))  # "I, who was fourteen"
    said = re.match(
        r"[&K]*N(?:K?H[Kh]*m|K?C[KAh]*(?:[dcYQ]|[Wr]|X?L[^V]*[Dc][^V]*[BbmG])|K?[Wv]|H[^VJ]*[Dc][Dd]*[Bm])", tags
    )
    return bool(said) and clause.lead == "name"


def _carried(clause: Clause, run: Sequence[Clause], dashed: bool) -> bool:
    """Whether a clause without looks of its own still belongs to the picture: short, and no new thought."""
    stated = run[0].lead == "elliptical" or any(part.reading.statement for part in run)
    if not stated or clause.who != run[-1].who or clause.others or len(clause.words) > 12:
        return False
    tags, first = clause.reading.tags, clause.words[0].low
    if first == "which":
        return len(clause.words) <= 9
    worn = re.match("[&K]*[AhM]?[XDdwKeY]*[Gg]", tags) or (tags[0] == "V" and first.endswith("ed"))
    if run[0].reading.kind == WARDROBE and worn and not re.search("[CHRN]|.V", tags):
        return True  # "He wore baggy trousers, ..., unbuttoned in front, and a drab waistcoat"
    if first == "as" and re.match("p[KDdwc]+p", tags):  # "as round as an apple"
        return True
    if dashed and not re.search("[DdcBbmGgPYt]", tags):
        return False  # "in uniform - new recruits to the force"
    if tags == "IX" and clause.words[1].text[0].isupper():
        return False  # "which would, in England"
    if clause.reading.deed is not None or first in _NEW_THOUGHT or re.match(r"[&K]*[RiN]", tags):
        return False
    return not clause.reading.character or "E" in run[-1].reading.tags


def _spans(sentence: Sentence, run: Sequence[Clause]) -> list[tuple[int, int]]:
    start, end = _from(sentence, run[0]), _to(sentence, run[-1])
    if len(run) > 1 and len(sentence.words(start, end)) > MAX_LOOK:
        half = len(run) // 2
        return _spans(sentence, run[:half]) + _spans(sentence, run[half:])
    text = sentence.text
    opened = text.count("(", start, end) > text.count(")", start, end)
    if (text[end : end + 1] in (")", "]") and opened) or (text[end : end + 1] == "." and end + 1 == sentence.end):
        end += 1
    return [(start, end)]


def _is_whole(sentence: Sentence, who: Who, clauses: Sequence[Clause]) -> bool:
    """A direction that shows one person's dress on the way in says it in one breath: quote the sentence."""
    if not sentence.names or len(sentence.words(sentence.start, sentence.end)) > MAX_WHOLE:
        return False
    return all(m.who in who for m in sentence.names) and clauses[0].who in ((), who)


def _from(sentence: Sentence, clause: Clause) -> int:
    """Where the looks of a run's first clause start: at a statement's subject, else at the name or the looks."""
    reading = clause.reading
    if clause.cut:
        return clause.cut[0]
    if reading.statement and clause.lead != "own":
        return clause.start
    start = clause.start
    if reading.deed is not None and reading.deed < reading.first:
        first = reading.first + (reading.tags[reading.first] == "C")
        while first and reading.tags[first - 1] in "MAhL":
            first -= 1
        start = max(start, clause.words[first].start)
    head = [m for m in sentence.names if m.end <= start and m.who in clause.who]
    if head and not sentence.text[head[-1].end : start].strip(" ,(:-\u2014\u2013"):
        start = head[-1].start
        for mention in reversed(head[:-1]):
            if sentence.text[mention.end : start].strip(" ,").lower() in ("", "and", "&"):
                start = mention.start
        start = _with_modifiers(sentence, start)
    return start


def _with_modifiers(sentence: Sentence, start: int) -> int:
    """ "the twins ADA and IDA": what stands right before a name to say who it is."""
    cut = max(sentence.text.rfind(mark, sentence.start, start) for mark in ",;:()[]")
    leading = sentence.words(max(sentence.start, cut), start)
    found = re.search("(?:[Ah])?[DdcYeKwQ&y]*[DdcYPy]$", tag(leading))
    return leading[found.start()].start if found else start


def _to(sentence: Sentence, clause: Clause) -> int:
    """Where the looks of a run's last clause end: before the action that follows them in the same clause."""
    reading = clause.reading
    if clause.cut:
        return clause.cut[1]
    if reading.statement and reading.deed is not None and reading.deed > reading.last + 2:
        return clause.words[reading.last].end
    as_they = re.search("p[KDX]*R", reading.tags[reading.last + 1 :])  # "starry-eyed as they imagine"
    if as_they and not reading.statement and "C" not in reading.tags[: reading.last]:
        return clause.words[reading.last + as_they.start()].end
    if doing := re.search("CK*J", reading.tags[reading.last :]):  # "Tom in riding clothes was standing"
        return clause.words[max(reading.last, reading.last + doing.start() - 1)].end
    if done := re.search("(?<!h)[&R]K*V", reading.tags[reading.last :]):  # "five feet tall and looks lost"
        return clause.words[reading.last + done.start() - 1].end if done.start() else clause.words[reading.last].end
    # "a lip ring and a degree", "a moustache he is proud of"
    if unseen := re.search("&[AhM]?[KDdwX]*T[^BbmGgdcDYPZ]*$", reading.tags[reading.first + 1 :]):
        return clause.words[reading.first + unseen.start()].end
    if unseen := re.search("&[AhM]?[KDdwX]*T|(?<=[BbmGg])R[KCHV]", reading.tags[reading.last :]):
        return clause.words[reading.last + unseen.start() - 1].end
    if reading.kind and reading.deed is not None and not reading.statement:
        for at in range(reading.last + 1, len(clause.words)):
            if reading.tags[at] == "V":
                while at > reading.last + 1 and reading.tags[at - 1] in "K&R":
                    at -= 1
                return strip(sentence.text, clause.span[0], clause.words[at].start)[1]
    return clause.span[1]
