"""Whom a clause is about where a noun tells it: "the old man's hands", "by the pump was a lad", "his wife". Pure."""

from __future__ import annotations

import re

from . import folk
from .cutting import Clause, Sentence
from .memory import Who
from .people import title_of, tokens
from .strangers import gender_of_noun

_AT_HOME = re.compile("([&K]*)P(?=[CHVSv])")  # "Grandfather put on his spectacles"
_OWNER = re.compile("([&K]*)(?:[AhM][XDdwcTYeKQ]*)?[POk]M[XDdwKTt]*[BbmGg]")
_AND = re.compile(r"\s*(?:and|&)\s*")
_MARRIED = re.compile("[&K]*M[DdwcXT]*k")
_OF_WHOM_I_SAW = re.compile(
    "[&K]*(?:L|K?[dDcWrtw]|AK?[XDdwcYTeK&]*[dDcYTPZOBb]|hI[XDdw]*[aDG]|I[AhM]?[XDdw]*[aG])[^RNVHC]*"
)
_WITHIN = re.compile(r"\b(?:that|how) $")
_SAID_OF = re.compile(r"[&K]*A(?=[XDdwcYTe&KQ]*[POZ](?:$|[LIFpWRXK]))")


def apposed(sentence: Sentence, clause: Clause) -> Who:
    """ "I saw Brack by the boats, a broad, weather-beaten man": whom a noun that is no subject is said of."""
    found = _SAID_OF.match(clause.reading.tags)
    told = sentence.memory.told(clause.words[found.end() - 1].start) if found else None
    return (told.who,) if told and not told.new else ()


def told(clause: Clause | None) -> bool:
    """Whether a clause says of somebody by name how they look."""
    return clause is not None and clause.lead == "name" and bool(clause.reading.kind)


def seen(sentence: Sentence, clause: Clause, before: Clause | None) -> Who:
    """ "I had seen her but once, a frail girl in grey": what follows is told of her, not of me."""
    memory = sentence.memory
    if before is None or memory.references is None or not _OF_WHOM_I_SAW.fullmatch(clause.reading.tags):
        return ()
    if clause.span[0] in sentence.newcomers:
        return ()  # "I followed her into a room in which sat | a small man"
    acts = next((at for at, tag in enumerate(before.reading.tags) if tag in "VSCHX" and at), 0)
    found = [one.who for word in before.words[acts + 1 :] if acts and (one := memory.told(word.start))]
    named = [name for name in before.names if acts and name.start > before.words[acts].start]
    if any(_WITHIN.search(sentence.text, before.span[0], name.start) for name in named):
        return ()  # "I knew that Otto never spoke, or very little"
    found += [name.who for name in named]
    if not found or (found[-1],) == memory.narrator or not sentence.reading(clause.words, clause.names, True).kind:
        return ()
    return (found[-1],)


def owner(sentence: Sentence, clause: Clause) -> Who:
    """ "Grandfather's eyes", "the old man's hands" at a clause's start."""
    found = (
        _OWNER.match(clause.reading.tags) or _AT_HOME.match(clause.reading.tags) if sentence.memory.references else None
    )
    told = sentence.memory.told(clause.words[found.end(1)].start) if found else None
    return (told.who,) if told else ()


def enters_at(sentence: Sentence, clause: Clause) -> int:
    """Which word of a clause brings in somebody whom it shows."""
    told = (sentence.memory.told(word.start) for word in clause.words)
    return next((at for at, one in enumerate(told) if one and one.new and one.end), 0)


def shown(sentence: Sentence, clause: Clause) -> Who:
    """ "By the pump was a lean young sailor", "with his long arms he was ..."."""
    if sentence.memory.references is None or clause.reading.kind is None:
        return ()
    for word in clause.words:
        told = sentence.memory.told(word.start)
        if told and told.new and told.end:
            return (told.who,)
    owners = [
        word
        for word, tag in zip(clause.words, clause.reading.tags, strict=False)
        if tag == "M" and word.low in ("his", "her")
    ]
    leading = owners and clause.reading.tags.lstrip("&K")[:1] == "L"
    told = sentence.memory.told(owners[0].start) if leading else None
    return (told.who,) if told else ()


def spouse(sentence: Sentence, clause: Clause, of: Who) -> Who:
    """ "PROFESSOR HALE is elderly; his wife, grey-haired and placid, ...": MRS. HALE, in a script."""
    owning = next((word.low for word in clause.words if word.low in ("his", "her")), "")
    titles = {"wife": ("mrs", "lady"), "husband": ("mr",)}.get(clause.words[-1].low, ())
    memory = sentence.memory
    if memory.prose or not titles or not memory.fits(of, owning) or not _MARRIED.fullmatch(clause.reading.tags):
        return ()
    last = tokens(memory.people[of[0]].name)[-1:]
    found = [
        at for at, one in enumerate(memory.people) if title_of(one.name) in titles and tokens(one.name)[1:] == last
    ]
    return tuple(found) if len(found) == 1 and tuple(found) != of else ()


def named_before(sentence: Sentence, clause: Clause, pronoun: str) -> Who:
    """ "We can look at Otto: he is forty": whom a sentence has named last, where a script's pronoun fits nobody."""
    memory = sentence.memory
    here = [m.who for m in sentence.names if m.end <= clause.span[0] and memory.fits((m.who,), pronoun)]
    return () if memory.prose else tuple(here[-1:])


def kin_gender(sentence: Sentence, clause: Clause) -> str:
    """Of "her grandson, a pale boy": what the noun says, else the kin before it."""
    nouns = [word.low for word in (*sentence.words(sentence.start, clause.span[0])[-1:], *clause.words)]
    return next((gender for noun in nouns if (gender := folk.KIN_GENDERS.get(noun) or gender_of_noun(noun))), "")


def both(sentence: Sentence, clause: Clause) -> Who:
    """ "The gate opens as Ida and Otto come out, each with a lamp": those whom a script's sentence joins by "and"."""
    if sentence.memory.prose:
        return ()
    before = [mention for mention in sentence.names if mention.end <= clause.span[0]][-2:]
    joined = len(before) == 2 and _AND.fullmatch(sentence.text, before[0].end, before[1].start)
    return tuple(dict.fromkeys(mention.who for mention in before)) if joined else ()
