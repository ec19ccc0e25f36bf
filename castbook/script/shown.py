"""What a screenplay shows in passing: wounds, how somebody looks, a part of a body. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .cutting import Clause, Sentence
from .lexicon import word_list
from .looks import IDENTITY, PASSING, WARDROBE
from .memory import Who
from .quoting import Found
from .sentences import Span, Word, strip
from .tags import tag
from .text import Paragraph

MAX_SHOWN = 30  # words
_STATES = word_list(
    """
    naked sweating bleeding dripping wet soaked drenched bruised mussed dirty filthy muddy bloody sweaty battered
    barefoot shirtless topless half-naked half-dressed undressed exhausted-looking soaking dishevelled disheveled
    bandaged unshaven pregnant burnt burned bloodied swollen
    """
)
WOUNDS = word_list(
    """
    blood bloody bleeding tears tear sweat bruise bruises bruised caked covered smeared smudged splattered spattered
    swollen wet damp sweaty bandaged bandage gash cut cuts scar scars wound wounds scratch scratches well mud muddy dirt
    soot grime stained bloodshot burn burns
    """
)
_FLEETING = word_list(
    """
    sleeping asleep smiling grinning frowning startled terrified shocked horrified trembling shaking drunk injured
    """
)
_WEEPING = word_list(
    """
    tear tears teary teary-eyed tearful tearful-eyed tear-filled weep weeps weeping cry cries crying sob sobs sobbing
    well wells welling
    """
)
_DRY = word_list("open wide full filled closed shut big single lone fresh hot")
_DEGREES = frozenset(("exactly", "just", "now", "even", "more", "a", "little", "much", "all"))
_AGEING = frozenset(("older", "younger"))
_WHICH = word_list(
    "good smile expression left right other own both free whole entire first second third upper lower bare back front"
)
_OWN_PART = re.compile("M[XDdcwYet]{1,3}[Bm](?![XBGMAh])|M[XDdcwt]*[Ddct][XDdcwt]*b(?![XBGMAh])")
_PART_OF = re.compile("[hA](?:[KXDdwct]*[Ddwct][XDdwct]*[XBm]|[XDdw]*m)[po]M[XDdw]*[Bb]")
_OWNED = re.compile("M[XDdwKte]*[Bb]")
_DRESS_ALONE = re.compile("(?:[sKAhXDdwteTOZ&g])*G(?!X?[pIo]h?[^M]*$)[^pIoF]*$|[XDdw]*gz[Xwd]*$|rX?I.*")
_NO_ADJECTIVE = frozenset(("poor", "little", "old", "young", "turning", "becomes", "turns", "now", "both"))
_MARK_ON = re.compile("[&K]*A?[XDdw]*[tmX][^RNVH]*[opI]M[XDdw]*[BbX]$")
_STATE = re.compile("[&Kh]*(?:R|N+(?:&N+)*|(?=[KtDdX]))C?K*")
_SAYS = re.compile("[VCHRN]")
_DONE_WITH = re.compile("[&K]*(?:R|N+(?:&N+)*)CK*[VDtX]L")
_NAMED = re.compile("(?:[AhM]?[KDdwcYTt&]*[DdcYt][Kw]*)N+")
_SUBJECTS = ("name", "pronoun", "possessive", "elliptical", "predicate", "attached", "leading")
_PRONOUNS = frozenset(("his", "her"))


def shown(
    paragraph: Paragraph, sentence: Sentence, clauses: Sequence[Clause], told: Sequence[Found]
) -> Iterator[Found]:
    """The looks that a sentence shows in passing, where nothing is told of them yet."""
    if fragment := _fragment(sentence, clauses):
        who, kind = fragment
        if not any(one.who != who for one in told):
            yield Found(paragraph, who, *strip(sentence.text, sentence.start, sentence.end), kind, True)
        return
    all_told = list(told)
    for at, clause in enumerate(clauses):
        for who, (start, end), kind in _in_clause(sentence, clause, at):
            start, end = strip(sentence.text, start, _until_deed(clause, start, end))
            overlapped = any(
                set(one.who) & set(who) and one.start < end and start < one.end and not _is_part(one, who, start, end)
                for one in all_told
            )
            if who and not overlapped and len(sentence.words(start, end)) <= MAX_SHOWN:
                all_told.append(Found(paragraph, who, start, end, kind, True))
                yield all_told[-1]


def weeps(sentence: Sentence, found: Found) -> bool:
    """Whether a quote tells no more than tears, which are a feeling and no look: "Her eyes fill with tears"."""
    told = sentence.words(found.start, found.end)
    if not any(word.low in _WEEPING for word in told):
        return False
    rest = [(word, letter) for word, letter in zip(told, tag(told), strict=True) if word.low not in _WEEPING | _DRY]
    return not any(letter in "DdcYGgWvrQPOmZw" or word.low in WOUNDS | _STATES for word, letter in rest)


def with_shown(told: Sequence[Found], more: Sequence[Found]) -> list[Found]:
    """Both together, without what is part of something longer."""
    return [*(one for one in told if not any(_is_part(one, m.who, m.start, m.end) for m in more)), *more]


def _is_part(one: Found, who: Who, start: int, end: int) -> bool:
    return one.who == who and start <= one.start and one.end <= end and (start, end) != (one.start, one.end)


def _with_rest(sentence: Sentence, end: int) -> int:
    """The sentence's end, if no more than a word or two of degree are left: "he is filthy; hopelessly so"."""
    rest = sentence.words(end, sentence.end)
    return sentence.end if len(rest) < 3 and re.fullmatch("[KDdtX]*", tag(rest)) else end


def _fragment(sentence: Sentence, clauses: Sequence[Clause]) -> tuple[Who, str] | None:
    """ "No trousers.", "Full armour, helmet, gloves.", "Wet and filthy.": a sentence without a verb or a subject."""
    memory = sentence.memory
    if not memory.continues or len(memory.subject) != 1 or sentence.names or not clauses:
        return None
    found = sentence.words(sentence.start, sentence.end)
    tags = tag(found)
    if re.search("[VCHNRiS]", tags) or len(found) > 14 or found[0].low in ("the", "this", "that", "these", "those"):
        return None
    if any(clause.who not in ((), memory.subject) for clause in clauses):
        return None
    if any(word.low in _STATES for word in found) and re.fullmatch("K*[tDdXT](?:[K&]*[tDdT])*", tags):
        return memory.subject, PASSING
    if _DRESS_ALONE.match(tags) and (tags[0] != "A" or memory.portrait == memory.subject):
        return memory.subject, WARDROBE
    return None


def _until_deed(clause: Clause, start: int, end: int) -> int:
    """Where a quote ends: before another deed, "and walks off", "to show a scar"."""
    inside = [i for i, word in enumerate(clause.words) if start <= word.start < end]
    if not inside or len(clause.reading.tags) != len(clause.words):
        return end
    tags = clause.reading.tags[inside[0] : inside[-1] + 1]
    done = re.search("(?<=.{3})(?:&[RK]*(?:[VJ]|X[ph]|CX|t$)|p(?=V))", tags)
    return clause.words[inside[0] + done.start() - 1].end if done else end


def _in_clause(sentence: Sentence, clause: Clause, at: int) -> Iterator[tuple[Who, Span, str]]:
    who = _subject(sentence, clause, at)
    tags = clause.reading.tags
    if len(tags) != len(clause.words):
        tags = tag(clause.words)
    whole = (clause.start, clause.span[1])
    if (
        not who and (marked := _MARK_ON.match(tags)) and any(word.low in WOUNDS for word in clause.words[:4])
    ):  # "a bruise is spreading on her temple"
        who = sentence.means(clause.words[marked.end() - 2])
    if who and _passing(clause, tags):
        if head := [m for m in sentence.names if m.who in who and sentence.text[m.end : clause.start] in (", ", " - ")]:
            whole = (head[0].start, clause.span[1])
        doing = re.search("p(?:R|N+)K*[VSC]", tags)  # "covered in cuts as he gets up"
        end = clause.words[doing.start() - 1].end if doing and doing.start() else whole[1]
        yield who, (whole[0], _with_rest(sentence, end)), PASSING
    if who and clause.lead in ("name", "pronoun") and (kind := _looks_like(clause, tags)):
        yield who, whole, kind
    if len(clause.who) > 1 and clause.words[0].low == "both" and clause.reading.kind and "V" not in tags:
        yield clause.who, whole, clause.reading.kind
    for found in _NAMED.finditer(tags):
        words = clause.words[found.start() : found.end()]
        here = [m for m in clause.names if words[0].start <= m.start < words[-1].end]
        told = [word for word in words if here and word.start < here[0].start]
        if len(here) == 1 and told and not any(word.low in _NO_ADJECTIVE or _fleeting(word) for word in told):
            kind = PASSING if "t" in found.group() else IDENTITY
            yield (here[0].who,), (words[0].start, here[0].end), kind
    for pattern in (_PART_OF, _OWN_PART):
        for found in pattern.finditer(tags):
            owner = _owner(sentence, clause, tags, found.start(), found.end())
            words = clause.words[found.start() : found.end()]
            if owner and not any(word.low in _WHICH or _fleeting(word) for word in words[1:-1]):
                kind = PASSING if any(word.low in WOUNDS for word in words) else IDENTITY
                named = [m for m in clause.names if m.end == words[0].start]  # "Ida's freckled arm"
                yield owner, (named[-1].start if named else words[0].start, words[-1].end), kind


def _fleeting(word: Word) -> bool:
    """Whether a word tells of a state that is no look: sleeping, smiling."""
    return word.low in _FLEETING


def _subject(sentence: Sentence, clause: Clause, at: int) -> Who:
    """Whom a clause is about; one that opens a sentence with a verb goes on about the one before."""
    if clause.who:
        return clause.who if clause.lead in _SUBJECTS and len(clause.who) < 3 else ()
    memory = sentence.memory
    opens = at == 0 and memory.continues and len(memory.subject) == 1
    return memory.subject if opens and clause.reading.tags[:1] in ("V", "J", "X", "S") else ()


def _passing(clause: Clause, tags: str) -> bool:
    """ "she is soaked", "his face caked with mud", "blood runs from her ear"."""
    if clause.lead == "attached" and len(clause.words) < 6:
        bare = [word.low for word, letter in zip(clause.words, tags, strict=True) if letter != "K"] or [""]
        if bare[0] in _STATES and re.fullmatch("K*[tDdX](?:p.*|[tDd]*)", tags):
            return True  # "Ida, naked, dives", "Otto, also soaking wet, sits"
    state = _STATE.match(tags)
    if state and ("C" in state.group() or not _SAYS.search(tags)):
        first = clause.words[state.end()].low if state.end() < len(clause.words) else ""
        if first in _STATES and (clause.lead in ("name", "pronoun") or clause.introduced):
            return True
    if tags.endswith("t") and clause.lead in ("name", "pronoun") and _DONE_WITH.match(tags):
        return any(word.low in WOUNDS for word in clause.words)  # "he is sprayed with blood"
    if tags[:1] == "t" and clause.words[0].low == "covered" and re.match("t[IpL]", tags) and len(tags) > 2:
        return True
    hurt = [i for i, word in enumerate(clause.words) if word.low in WOUNDS]
    if hurt and (_MARK_ON.match(tags) or re.search("L[AhM]?[XDdw]*t[Bb]$", tags)):
        return True
    owned = _OWNED.search(tags)
    if not hurt or not owned:
        return False
    first = re.match("[&K]*M|[RN]+K*V[tX&]+pM", tags)
    return bool(first) or (hurt[0] <= 3 and bool(re.match("[&K]*[A]?[XDdwKt]*[tmX]", tags)))


def _looks_like(clause: Clause, tags: str) -> str:
    """ "she looks like a ghost", "he looks older than ever": the kind, "" for "looks at"."""
    at = next((i for i, word in enumerate(clause.words) if word.low in ("looks", "looked")), None)
    if at is None or not re.fullmatch("[&KAh]*[XDdw]*[RN]+K*", tags[:at]) or at + 1 >= len(clause.words):
        return ""
    rest = [word.low for word in clause.words[at + 1 :] if word.low not in _DEGREES] or [""]
    if rest[0] in _AGEING:
        return IDENTITY
    likened = [word.low for word in clause.words[at + 1 : at + 3]] in (["like", "a"], ["like", "an"])
    return PASSING if likened or rest[0] in ("worse", "better") or rest[:2] == ["as", "if"] else ""


def _owner(sentence: Sentence, clause: Clause, tags: str, start: int, end: int) -> Who:
    """Whose a part of the body is: his or hers, or of the name before 's."""
    index = next(i for i in range(start, end) if tags[i] == "M")
    word = clause.words[index]
    if word.low == "'s":
        named = [m for m in clause.names if m.end <= word.start + 1]
        return (named[-1].who,) if named and start == index else ()
    if word.low not in _PRONOUNS:
        return ()
    return sentence.means(word, clause.who)
