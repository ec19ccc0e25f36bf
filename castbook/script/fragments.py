"""Fragments that go on about the one just spoken of: "Blonde ringlets. Dressed in black." Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import dress
from .cutting import Clause, Sentence
from .looks import read
from .memory import Who
from .mentions import Mention
from .sentences import Word, words
from .strangers import gender_of_noun, noun_of_newcomer
from .tags import tag

_NO_PORTRAIT = re.compile(r"[&K]*A[DdwcKX&]*X$")  # "A short pause."
_BY_CALLING = re.compile(r"[VSCpIL](?P<who>[AhM][XDdwcYTeQU]{0,5}[POk])$")
_SUMMED_UP = re.compile(r"A[XDdwcYTe&K]*P$")
_PORTRAIT = re.compile("[Ah][XDdwcYTKe&]*(?:[dcDYw][XDdwcYTKe&]*[PZO]|P(?=p?Q|[pF][pK]*Q|p[QY])|[XOP]F[pK]*Q)")
_AGE = re.compile(r"[&pKX]{0,2}(?:[QY](?:&Q)?(?:UFq|[UOPDd]{0,3})|qQ)(?:&[KdDcw]+)?$")
_COLON_LEADS_TO = re.compile("[Ah]?[XDdwcYe&K]*[dcYe][XDdwcYe&K]*[PZO]|[K&]*[dcYe][DdwcYe&K]*|Q")
_ENDS_LIST = re.compile("(?:N+&N+|&N+)K*[VCSIWvr]")
_ABOUT = frozenset(
    ("about", "around", "over", "under", "nearly", "almost", "barely", "perhaps", "maybe", "just", "some")
)
_SEES_THING = re.compile("[VXJp][AhM][XDdw]*X$")
_A_BIT = frozenset(("bit", "little", "touch", "tad", "trifle", "shade"))  # "A bit pale."
_THING = re.compile(
    "[&KAh]*[XDdwcYe]*PM.*|[&K]*A[XDdwcK&]*X[Ddcw][^BbmGgPOZYQ]*|"
    "[&KAh]*[DdcYw][DdcYw&]*X+(?:FX+|[pIo][^BbmGgPZOk]*)?|.*[XGg]Ib|[&KAh]*[XDdw]*[BbmGg]J.*|[BbmGg][AhM].*"
)
_WHO_WAS = re.compile("R[^VCHRNJ]*[VCH][^VCHRNJ]*")
_HE_FOLLOWS = re.compile(r",\s+(?:he|she|they|it|we|I)\b")


def aged(sentence: Sentence, clause: Clause, owner: Who) -> Mention | None:
    """The name right before a clause that is no more than an age: "Edward (29)", "WILL, now 28,"."""
    if not _AGE.match(clause.reading.tags):
        return None
    close = [m for m in sentence.names if 0 <= clause.span[0] - m.end <= 2]
    if not close or len(owner) > 1 or sentence.text[close[-1].end : clause.span[0]].strip() not in ("(", ","):
        return None
    return close[-1]


def ends_list(clause: Clause) -> bool:
    """Whether a clause says what those named before it do too: "Otto, Karl, | Ida and Dora (sit) in black"."""
    return bool(_ENDS_LIST.match(clause.reading.tags))


def goes_on(sentence: Sentence, clause: Clause, owner: Who) -> bool:
    """ "Blonde ringlets. Dressed in black." after a sentence about somebody goes on about the same person."""
    opens = sentence.opens(clause)
    if sentence.memory.aside and read(clause.words, introduced=True).kind:
        return True
    if owner or not opens or not sentence.memory.continues or not sentence.memory.subject:
        return False
    if any(m.start >= clause.span[1] and _heads_clause(sentence.text, m) for m in sentence.names):
        return False  # "Still standing by the door, Edward smiles."
    if of_several(sentence, clause.span[0]):
        sentence.memory.remember_nobody()
        return False
    if _HE_FOLLOWS.match(sentence.text, clause.span[1]):
        return False  # "With an axe in hand, he swings."
    a_bit = len(clause.words) > 1 and clause.words[1].low in _A_BIT
    if not a_bit and _THING.fullmatch(clause.reading.tags):
        return False  # "Homely furniture.", "A small pistol in a drawer.", "Microphone in hand.", "A man's hat."
    if clause.words[0].low in ("the", "this", "that", "these", "those") or _NO_PORTRAIT.match(clause.reading.tags):
        return False
    if re.fullmatch("q[pF]?Q", clause.reading.tags):
        return True  # "Age 22."
    goes_on_with_looks = sentence.memory.prose or sentence.memory.portrait == sentence.memory.subject
    if re.fullmatch("[&KDdw]+", clause.reading.tags) and not goes_on_with_looks:
        return False  # "A dark sign on the skin. Small."
    aged = clause.words[0].low in _ABOUT and re.fullmatch("[pKA]{1,2}[QY]", clause.reading.tags)  # "About forty, ..."
    told = read(clause.words, introduced=True)
    if sentence.memory.by_the_way and not sentence.memory.prose and _SUMMED_UP.match(told.tags):
        gender = gender_of_noun(clause.words[-1].low)  # "A dangerous girl, on the whole.", after her portrait
        return sentence.memory.portrait == sentence.memory.subject and all(
            sentence.memory.people[who].gender == gender for who in sentence.memory.subject
        )
    if re.match("[&K]*A[DdwXZ]*B$", told.tags) and clause.words[-1].low == "body":
        return False  # "A human body, ..."
    if re.match("[&KAhM]*[BbX]*[Bb](?:$|p[^hAM])", told.tags):
        return False  # "Shoulders.", "A hand to wave"
    if "Z" in told.tags and not re.search("[DdcYBbmGgP]", told.tags):
        return False  # "A fish out of water."
    if sentence.memory.portrait and sentence.memory.portrait == sentence.memory.subject:
        tags = tag(words(sentence.text, clause.span[0], sentence.end)).partition("hV")[0]  # up to "that points"
        if told.kind and not re.match("[&K]*[pIoJ]", tags) and not re.search("[VCHNR]", tags):
            return True
    noun = noun_of_newcomer(clause, sentence.opens(clause))
    gender = gender_of_noun(noun)
    memory = sentence.memory
    if noun and not memory.described and not _comes_in(sentence, told.tags):
        return False  # "A woman in coveralls slides out": somebody new, where nobody was being described
    if gender and any(sentence.memory.people[who].gender not in ("", gender) for who in sentence.memory.subject):
        return False
    if not aged and not re.search("[Bbm](?!X)|[dcYP]|^[K&]*[WvrI]", told.tags):
        return False  # "A digital watch.", "A hairline crack in the wall."
    if (clause.reading.tags[:1] in ("p", "I", "o", "J", "X", "Q", "V", "i") and not aged) or not told.kind:
        return False
    rest = _tags(sentence, clause.span[0]).partition("X")[0] if " which " not in sentence.text else clause.reading.tags
    return not re.search("[CHVNR]", _told(clause.words)) and not re.search("[HVNR]|C(?!K*y)", rest)


def of_several(sentence: Sentence, start: int) -> bool:
    """ "Dark suits. Wrong shoes.", where one person was spoken of: what is told of others, who have no name."""
    if sentence.memory.by_the_way or len(sentence.memory.subject) != 1 or sentence.names:
        return False
    found = sentence.words(start, sentence.end)
    at = next((i for i, word in enumerate(found) if word.low in dress.ONE_EACH), None)
    return at is not None and not re.search("[VCHRNMvrLS]", tag(found))


def of_another(sentence: Sentence, clause: Clause) -> bool:
    """ "While the other was thin"; "Ida unfolds a photo: a tall man in grey": somebody else than whom it was about."""
    tags = clause.reading.tags
    if re.match("[&K]*p?hX+C", tags) and any(word.low == "other" for word in clause.words[:4]):
        return True
    if sentence.memory.by_the_way or not sentence.text[: clause.span[0]].endswith(": "):
        return False
    shown = re.match("A[XDdwcYTe&K]*[POk]", tags)
    return bool(shown and _SEES_THING.search(tag(sentence.words(sentence.start, clause.span[0]))))


def sums_up(sentence: Sentence, clause: Clause) -> bool:
    """ "OTTO comes in without hurry: fifteen, wiry": what a script's colon leads to."""
    if sentence.memory.prose:
        return False
    before = sentence.text[: clause.span[0]].rstrip()
    if len(before) == clause.span[0] or not before.endswith(":"):
        return False
    if sentence.text[clause.span[1] : clause.span[1] + 1] == ":":
        return False  # "the counter: 1:02"
    return bool(_COLON_LEADS_TO.fullmatch(clause.reading.tags))


def _comes_in(sentence: Sentence, tags: str) -> bool:
    """ "OTTO enters. A man of forty, clean-shaven.": a portrait, in a script, of the one who has just come in."""
    memory = sentence.memory
    came = memory.subject in (memory.fresh, memory.entered) and memory.subject[0] not in memory.portrayed
    if memory.prose or not came or (not memory.by_the_way and memory.subject != memory.fresh):
        return False
    return not re.search("[VHR]|C(?!K*y)", _tags(sentence, sentence.start))


def _tags(sentence: Sentence, start: int) -> str:
    """The rest of a sentence as tags, without "gone" ("one ear gone" has no verb) and "who was handsome once"."""
    return _told([word for word in words(sentence.text, start, sentence.end) if word.low != "gone"])


def _told(found: Sequence[Word]) -> str:
    """Words as tags, without what a portrait adds of somebody, "a woman of sixty who was handsome once"."""
    tags = tag(found)
    at = next((i for i, word in enumerate(found) if word.low == "who"), 0)
    return tags[:at] if at and _WHO_WAS.fullmatch(tags, at) else tags


def apposed(sentence: Sentence, mention: Mention) -> bool:
    """Whether a new portrait stands after a name, known or not: "the arrival of Berit, a handsome, proud girl"."""
    if sentence.text[mention.end : mention.end + 2] != ", ":
        return False
    return bool(_PORTRAIT.match(tag(sentence.words(mention.end, sentence.end)[:9])))


def brought_in(sentence: Sentence, clause: Clause) -> Who:
    """ "DORA comes in, followed by OTTO, a man of sixty": whom the portrait after a clause is of."""
    last = clause.names[-1] if clause.names else None
    if last is not None and last.who not in clause.who and _leads_to(sentence, clause, last):
        return (last.who,)
    if last is None or last.end < clause.span[1] or last.who in clause.who or not apposed(sentence, last):
        return ()
    return (last.who,)


def _leads_to(sentence: Sentence, clause: Clause, last: Mention) -> bool:
    """ "Dora plays gin with an OLD MAN nobody knows: eighty, white hair": whether a colon goes on to a new name."""
    new = sentence.in_capitals(last) and last.who not in sentence.memory.seen
    return new and not sentence.memory.prose and sentence.text[clause.span[1] : clause.span[1] + 1] == ":"


def _heads_clause(text: str, mention: Mention) -> bool:
    """Whether a name stands right after a comma with something of its own to do."""
    return text[: mention.start].rstrip()[-1:] == "," and text[mention.end : mention.end + 1] == " "


def introduced_by_calling(sentence: Sentence, told: Clause, named: Clause) -> bool:
    """ "Otto greets his long-suffering secretary, NINA": give what she is to her; whether there is any."""
    called = _BY_CALLING.search(told.reading.tags)
    if called is None or sentence.memory.prose:
        return False
    told.words = told.words[called.start("who") :]
    told.start, told.who, told.lead = told.words[0].start, named.who, "leading"
    told.reading = read(told.words, introduced=True)
    return True


def end_at_name(sentence: Sentence, before: Sequence[Clause], named: Clause | None) -> None:
    """ "Middle-aged lady, MRS. LUND, beckons": what stands right before a name is quoted with it, in a script."""
    if named is None or not named.bare or len(before) != 1 or not before[0].reading.kind or sentence.memory.prose:
        return
    if sentence.text[before[0].span[1] : named.span[0]].strip() == ",":
        before[0].cut = (before[0].start, named.names[-1].end)
