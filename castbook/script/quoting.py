"""Which clauses of a sentence become looks, and where each quote starts and ends. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from . import wholes
from .cutting import Clause, Sentence
from .judging import carried, counts, says_nothing_new
from .looks import IDENTITY, WARDROBE
from .memory import Who
from .patterns import OWNED_DRESS, TOLD_BODY, TOLD_DRESS
from .sentences import strip
from .tags import tag
from .text import Paragraph

MAX_LOOK = 38  # words
_MOST, _MOST_OF_DIRECTION = 0.7, 0.3  # of a sentence's words
_MAX_PORTRAIT = 30  # words; a story's sentence about one person's looks is quoted whole up to here
_SUBJECTS = ("name", "pronoun", "possessive")
_VISIBLE = re.compile("[DdcYQBbmGWvr]")
# "like a seal's", "and wet with spray", "almost bald", "and were ringed with soot", "shaking with cold"
_MORE = re.compile(
    "(?:[&K]*(?:[pF](?=[hAXiMDd])(?!pX?R)|[KtDdw](?![^N]*[RN]H?K*[VCHX])|C(?![KAh]*[JVT])|[SE]|iC?)|J(?=K*[pLIo]))"
    "[^RNVT]*$|&?[KtDdwX]{1,3}$"
)
_LONGEST_MORE = 14  # words
_WITH = re.compile("[LI][^VCHRNpS]*[BbmGg]")
_OF_SOMEBODY = re.compile("[Ah][KXDdwcTt]*[Ddct][KDdwct]*[Bbm](?:&[KXDdwt]*[Bbm])?F$")
_NOUN = re.compile("[AhM]?[XDdwcTt]*[POkNX]+")
_DANGLING = frozenset(
    ("who", "whom", "which", "that", "and", "but", "or", "as", "the", "a", "an", "of", "with", "when", "while")
)
_REASONS = frozenset(("because", "although", "though", "unless"))
# "He holds up a photograph of a young woman": what is in it is not how he looks
PICTURE_OF = re.compile(
    r"\b(?:photo(?:graph)?|snapshot|picture|portrait|painting|drawing|sketch|poster|statue|bust|mugshot|polaroid)s?"
    r"(?:\sof\s(?:an?|the|some|two|three|his|her|their|another)\b|:)",
    re.IGNORECASE,
)
_DASH = re.compile("--|[\u2013\u2014]")


@dataclass(frozen=True)
class Found:
    """Looks in a paragraph: whose, the span, the kind; `visible` unless it is no more than an occupation.

    `core` is where the looks stand in a sentence that is quoted whole with much beside them; not `certain` where no
    rule reads the looks and the words are only likely to tell some.
    """

    paragraph: Paragraph
    who: Who
    start: int
    end: int
    kind: str
    visible: bool
    core: tuple[tuple[int, int], ...] = ()
    certain: bool = True
    likely: float = 1.0  # 0 to 1, where it is not certain


def quotes(
    paragraph: Paragraph, text: str, sentence: Sentence, clauses: Sequence[Clause], whole: bool
) -> Iterator[Found]:
    """The looks a sentence states, each cut to the clauses that state it."""
    told: list[tuple[int, int]] = []
    runs = list(_runs(sentence, clauses))
    for run in runs:
        core: tuple[tuple[int, int], ...] = ()
        while run[-1].reading.tags == "T" and not run[-1].reading.kind:  # no more follows
            run.pop()
        spans = _spans(sentence, run)
        shows = any(_VISIBLE.search(clause.reading.tags) for clause in run)  # more than "a Roman officer"
        if (whole and wholes.is_whole(sentence, run[0].who, clauses)) or (
            sentence.memory.by_the_way and _is_portrait(sentence, run[0].who, spans, clauses)
        ):
            start = wholes.after_scenery(sentence, sentence.start, spans[0][0]) if whole else sentence.start
            spans = [(max(start, clauses[0].span[0] if sentence.memory.prose else 0), sentence.end)]
            if whole:
                core = tuple(span for other in runs if other[0].who == run[0].who for span in _spans(sentence, other))
        elif wholes.is_entrance(sentence, run, clauses):
            core = tuple(spans) if sentence.names[0].start > sentence.start else ()  # "It rings and Ida, in black"
            spans = [(sentence.start, wholes.end_of_entrance(sentence, run, clauses))]
        elif part := wholes.part(sentence, run, clauses, whole):
            spans = [part]
        elif not sentence.memory.prose:
            spans = [wholes.bracketed(sentence, run[0].who, span) for span in spans]
        kinds = [clause.reading.kind for clause in run if clause.reading.kind]
        first_seen = any(clause.introduced for clause in run) or run[0].lead == "stranger"
        kind = IDENTITY if IDENTITY in kinds and (first_seen or kinds[0] == IDENTITY) else kinds[0]
        fresh = [span for span in spans if span not in told]
        told += spans
        for start, end in fresh:
            if start < end and not sentence.is_name(start, end):
                yield Found(paragraph, run[0].who, start, end, str(kind), shows, core)

    if sentence.memory.references is not None:
        for who, start, end in _by_the_way(sentence, clauses):
            if not any(start < b and a < end for a, b in told):
                yield Found(paragraph, who, start, end, IDENTITY, True)


def _by_the_way(sentence: Sentence, clauses: Sequence[Clause]) -> Iterator[tuple[Who, int, int]]:
    """ "We went to meet a tall man", "the broad face of the cook": looks in a clause about something else."""
    for clause in clauses:
        for at, word in enumerate(clause.words):
            ref = sentence.memory.told(word.start)
            if ref is None:
                continue
            if ref.new and ref.end:
                last = next((i for i, w in enumerate(clause.words) if w.end >= ref.end), at)
                more = (
                    _WITH.match(clause.reading.tags[last + 1 :])
                    if len(clause.reading.tags) == len(clause.words)
                    else None
                )
                yield (ref.who,), word.start, clause.words[last + more.end()].end if more else ref.end
            elif owned := _OF_SOMEBODY.search(clause.reading.tags[:at]):
                whose = _NOUN.match(clause.reading.tags[at:])
                last = at + whose.end() - 1 if whose else at - 2
                yield (ref.who,), clause.words[owned.start()].start, clause.words[last].end


def _runs(sentence: Sentence, clauses: Sequence[Clause]) -> Iterator[list[Clause]]:
    """Neighbouring clauses about the same person, with what a statement carries along."""
    run: list[Clause] = []
    between: list[Clause] = []  # unread clauses that belong to a portrait if it goes on after them
    for at, clause in enumerate(clauses):
        before = clauses[at - 1] if at else None
        if clause.reading.kind and PICTURE_OF.search(sentence.text, *clause.span):
            clause.reading = replace(clause.reading, kind=None)
        if sentence.memory.prose and not clause.reading.kind and OWNED_DRESS.search(clause.reading.tags):
            clause.reading = replace(clause.reading, kind=WARDROBE)  # "he took a letter out of his torn coat"
        if sentence.memory.by_the_way and not clause.reading.kind and TOLD_BODY.match(clause.reading.tags):
            clause.reading = replace(clause.reading, kind=IDENTITY, last=len(clause.reading.tags) - 1, statement=True)
        if sentence.memory.by_the_way and not clause.reading.kind and TOLD_DRESS.match(clause.reading.tags):
            clause.reading = replace(clause.reading, kind=WARDROBE, last=len(clause.reading.tags) - 1, statement=True)
        if clause.reading.kind and (
            counts(sentence, clause, before, [*run, *between])
            or (wholes.in_statement(sentence, clause, clauses) and not says_nothing_new(clause))
        ):
            if between and run[-1].who == clause.who and not _turns_to_identity(run[0], clause):
                run += between
            between = []
            if run and (run[-1].who != clause.who or _turns_to_identity(run[0], clause)):
                yield run
                run = []
            opened_by = before if not run else None
            if opened_by and (_leads_in(opened_by, clause) or _sums_up(sentence, opened_by, clause)):
                run.append(opened_by)
            run.append(clause)
        elif run and (
            _with_a(sentence, clause, run)
            or (sentence.memory.prose and (_listed(clause, run[-1]) or _goes_on(sentence, clause, run)))
            or carried(clause, run, _DASH.search(sentence.text, run[-1].span[1], clause.span[0]) is not None)
        ):
            run += [*between, clause]
            between = []
        elif run and _between(sentence, clause, run, between):
            between.append(clause)
        elif run:
            yield run
            run, between = [], []
    if run:
        yield run


def _with_a(sentence: Sentence, clause: Clause, run: Sequence[Clause]) -> bool:
    """ "DORA, 54, with a crooked parting": in an introduction it is a look, whatever it is called."""
    tags = clause.reading.tags
    told = run[-1].introduced or clause.introduced or (run[0].lead in _SUBJECTS and sentence.memory.by_the_way)
    return bool(
        not sentence.memory.prose
        and clause.who == run[-1].who
        and told
        and re.match("[&K]*(?:L[Ah]?|pA)[^VJTRNC]+$", tags)
        and (clause.lead != "own" or any(word.low in ("like", "as") for word in clause.words[:2]))
        and len(clause.words) < 9
    )


def _between(sentence: Sentence, clause: Clause, run: Sequence[Clause], already: Sequence[Clause]) -> bool:
    """ "Tall, of a cold distinction, with a stiff back": what may stand within a portrait that a script gives."""
    if sentence.memory.prose or len(already) > 1 or len(clause.words) > 10:
        return False
    if sentence.memory.by_the_way:  # a play says whole sentences of one person
        return clause.who == run[-1].who and not clause.others
    if clause.reading.deed is not None or "T" in clause.reading.tags:
        return False
    kin = re.fullmatch("N+M[XDdw]{0,2}[kO]", clause.reading.tags)  # "Ida's husband"
    if kin and clause.lead == "aside":
        clause.who = run[-1].who
    return clause.who == run[-1].who and (bool(kin) or not re.search("[RNC]|^[&K]*[iJ]", clause.reading.tags))


def _turns_to_identity(first: Clause, clause: Clause) -> bool:
    """ "He wore a grey coat, and his hair was white": dress for a scene and a look for good are two facts."""
    return clause.reading.statement and clause.reading.kind == IDENTITY and first.reading.kind == WARDROBE


def _leads_in(before: Clause, clause: Clause) -> bool:
    """ "His hair, which is thin"; "a Velari, seven feet tall": the clause before is what the looks are of."""
    if before.who != clause.who or not clause.who or before.reading.kind:
        return False
    if clause.lead == "relative":
        return before.lead == "possessive" and len(before.words) < 4
    return clause.lead == "attached" and bool(re.fullmatch("[&K]*[Ah][XDdwOPkN]{1,3}", before.reading.tags))


def _goes_on(sentence: Sentence, clause: Clause, run: Sequence[Clause]) -> bool:
    """ "His face was roughly cut, like something left out in the rain": what a story's portrait goes on to say."""
    tags = clause.reading.tags
    if clause.who not in ((), run[0].who) or clause.names or len(clause.words) > _LONGEST_MORE:
        return False
    if ":" in sentence.text[run[-1].span[1] : clause.span[0]] or not _MORE.match(tags):
        return False
    told = run[0].reading.statement or run[0].lead in ("possessive", "elliptical")
    return told and (tags[0] != "J" or run[-1].lead == "possessive")


def _listed(clause: Clause, before: Clause) -> bool:
    """ "Tall, tanned, loud, with big white teeth": a word for the mind within a list of looks."""
    return clause.reading.tags == "T" and clause.who == before.who and len(before.words) < 3


def _sums_up(sentence: Sentence, before: Clause, clause: Clause) -> bool:
    """ "She was everything that I was not: tall, tanned"; "Carol was a practical woman, short and square"."""
    if before.who != clause.who or before.lead not in ("name", "pronoun") or clause.lead != "attached":
        return False
    colon = sentence.text[before.span[1] : clause.span[0]].strip() == ":"
    if colon and sentence.memory.prose and "C" in before.reading.tags and len(before.words) < 10:
        return True
    return bool(re.fullmatch("[&K]*[RN]+CK*A[XDdwTK]{0,3}[PO]", before.reading.tags))


def _spans(sentence: Sentence, run: Sequence[Clause]) -> list[tuple[int, int]]:
    start, end = _from(sentence, run[0]), _to(sentence, run[-1])
    if len(run) > 1 and len(sentence.words(start, end)) > MAX_LOOK:
        half = len(run) // 2
        return _spans(sentence, run[:half]) + _spans(sentence, run[half:])
    text = sentence.text
    said = sentence.words(start, end)
    while len(said) > 1 and said[-1].low in _DANGLING:  # "an old Irishman | who"
        said.pop()
        end = said[-1].end
    opened = text.count("(", start, end) > text.count(")", start, end)
    if (text[end : end + 1] in (")", "]") and opened) or (text[end : end + 1] == "." and end + 1 == sentence.end):
        end += 1
    return [(start, end)]


def _is_portrait(sentence: Sentence, who: Who, spans: Sequence[tuple[int, int]], clauses: Sequence[Clause]) -> bool:
    """A sentence of a story or a direction that says little but how one person looks is quoted whole."""
    length = len(sentence.words(sentence.start, sentence.end))
    told = sum(len(sentence.words(*span)) for span in spans)
    longest, most = (_MAX_PORTRAIT, _MOST) if sentence.memory.prose else (wholes.MAX_PART, _MOST_OF_DIRECTION)
    if not sentence.memory.prose and not all(map(_VISIBLE.search, wholes.parts_as_tags(sentence))):
        return False  # "He is an old man with faded eyes; nobody has seen him laugh."
    if length > longest or told < most * length or any(m.who not in who for m in sentence.names):
        return False
    return all(clause.who in ((), who) for clause in clauses)


def _from(sentence: Sentence, clause: Clause) -> int:
    """Where the looks of a run's first clause start: at a statement's subject, else at the name or the looks."""
    reading = clause.reading
    if clause.cut:
        return clause.cut[0]
    if reading.statement and clause.lead != "own":
        return clause.start
    start = clause.start
    if sentence.memory.by_the_way and re.match("[&K]*[CH]", reading.tags) and clause.lead == "attached":
        opening = [m for m in sentence.names if m.who in clause.who and m.end <= start]
        between = sentence.words(opening[0].end, start) if opening else ()
        if opening and len(between) < _LONGEST_MORE and not re.search("[VCHR]", tag(between)):
            return wholes.with_modifiers(sentence, opening[0].start)  # "MARTA, once a dancer, is forty"
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
        start = wholes.with_modifiers(sentence, start)
    return start


def _to(sentence: Sentence, clause: Clause) -> int:
    """Where the looks of a run's last clause end: before the action that follows them in the same clause."""
    reading = clause.reading
    if clause.cut:
        return clause.cut[1]
    if because := next((word for word in clause.words[reading.last + 1 :] if word.low in _REASONS), None):
        return strip(sentence.text, clause.span[0], because.start)[1]
    if re.match("[hp]?[RN]HK*V", reading.tags[reading.last + 1 :]):
        return clause.span[1]  # "the darkest eyes I have ever seen"
    if reading.statement and reading.tags[reading.last + 1 : reading.last + 3] == "hC":
        return clause.span[1]  # "grey eyes that were set too far apart"
    if reading.statement and reading.deed is not None and reading.deed > reading.last + 2:
        return clause.words[reading.last].end
    as_they = re.search("p[KDX]*R", reading.tags[reading.last + 1 :])  # "starry-eyed as they imagine"
    if as_they and not reading.statement and "C" not in reading.tags[: reading.last]:
        return clause.words[reading.last + as_they.start()].end
    if doing := re.search("CK*J|CC(?=[XTtDdw])", reading.tags[reading.last :]):  # "Tom in riding clothes was standing"
        return clause.words[max(reading.last, reading.last + doing.start() - 1)].end
    if done := re.search("(?<!h)[&R](?:K*C){0,2}K*V", reading.tags[reading.last :]):  # "five feet tall and looks lost"
        return clause.words[reading.last + done.start() - 1].end if done.start() else clause.words[reading.last].end
    # "a lip ring and a degree", "a moustache he is proud of"
    if unseen := re.search("&+[AhM]?[KDdwX]*T[^BbmGgdcDYPZ]*$", reading.tags[reading.first + 1 :]):
        return clause.words[reading.first + unseen.start()].end
    if unseen := re.search("&+[AhM]?[KDdwX]*T|(?<=[BbmGg])R[KCHV]", reading.tags[reading.last :]):
        return clause.words[reading.last + unseen.start() - 1].end
    if reading.kind and reading.deed is not None and not reading.statement:
        for at in range(reading.last + 1, len(clause.words)):
            if reading.tags[at] == "V":
                while at > reading.last + 1 and reading.tags[at - 1] in "K&R":
                    at -= 1
                return strip(sentence.text, clause.span[0], clause.words[at].start)[1]
    return clause.span[1]
