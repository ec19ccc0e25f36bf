"""Marks and features without an owner as subject: "half of one ear was gone", "there was soot on her cheek". Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from .cutting import Clause, Sentence
from .looks import IDENTITY, PASSING, WARDROBE, Reading, read_tags
from .sentences import Word
from .tags import tag

# "the chin was broad", "the chin and brow contrast", "there is fire in the eyes"
THE_CHIN = re.compile(
    "[&K]*(?:h(?=h))?(?:(?:[KXAQ]F)?[hA])[XDdwcT]*[Bbm](?:&[hA]?[XDdw]*[Bbm])*X?K*(?:H?C|E|VKL|[DdcwK]+$)|[&K]*iC[TXAKt]{1,3}[IopK]h[XDdwc]*[Bb]$"
)
_THE_EYES = re.compile("(?<![VX])h[XDdwcT]*[Dd][XDdwcT]*[Bb](?![Bb]|F)[^RMNPOk]*$")
_ABOUT = re.compile(r"\babout (him|her):")  # "there was something of the heron about her: the thin legs"
_ON_HER_CHEEK = re.compile(
    "[&K]*(?:iC[AhKXDdwtBm]*[opI]|[QA][XDdw]*[Dd][XDdw]*[opI]|A[XDdwFBmGg]*S[XKopI]*)(?P<whose>M)[XDdw]*[Bb]$"
)
_SOMETHING_IN = re.compile("iK*[TXtD](?:&[TXtD])?I(?P<whose>M)[XDdw]*[Bb]$")  # "Something dazed in his eyes."
_ROUND_HER_ANKLE = re.compile("[&K]*[pIo](?P<whose>M)[XDdw]*[Bb]K*[VCXS]{1,2}A")


def owner(sentence: Sentence, clause: Clause) -> Word | None:
    """The his or her that tells whose mark a clause shows; None where none does."""
    tags = clause.reading.tags
    about = _ABOUT.search(sentence.text, sentence.start, clause.span[0])
    if about and re.match("[&K]*[hA][XDdwK]*[Bbm]", tags):
        return next(word for word in sentence.words(about.start(1), about.end(1)))
    if on := _ON_HER_CHEEK.match(tags) or _SOMETHING_IN.match(tags) or _ROUND_HER_ANKLE.match(tags):
        return clause.words[on.start("whose")]
    if not re.fullmatch("[&K]*iC[AhKXDdw]*m", tags):
        return None
    rest = sentence.words(clause.span[1], sentence.end)  # "there were tattoos, thin as vines, on her hands"
    found = re.search("[opI](?:hBF)?(M)[XDdw]*[Bb]", tag(rest))
    return rest[found.start(1)] if found else None


def give_to_sitter(sentence: Sentence, clause: Clause) -> None:
    """ "Two huge hands were covered with hair", "the contrast with the black eyes": nobody else's, in a portrait.

    What "the" stands before is the sitter's after the portrait too.
    """
    reading, memory = clause.reading, sentence.memory
    free = memory.prose and memory.sitter and not clause.who and not clause.names
    if free and reading.kind == IDENTITY and (eyes := _THE_EYES.search(reading.tags)):
        clause.who, clause.lead = memory.sitter, "possessive"
        clause.cut = (clause.words[eyes.start()].start, clause.span[1])
        return
    if clause.who or not reading.kind or clause.names or not memory.by_the_way or not memory.portrait:
        return
    if reading.deed is not None or (reading.kind == WARDROBE and not reading.statement):
        return
    if not re.search("[RMNPOk]", reading.tags):
        clause.who, clause.lead = memory.portrait, "possessive"


def told_of(part: str, tags: str) -> Reading:
    """What "is plaited" says, in "her hair, once red, is plaited": `part` is the tag of the hair."""
    bare = tags.lstrip("&")
    moved = 2 - (len(tags) - len(bare))
    told = read_tags(f"M{part}{bare}")
    return replace(told, tags=tags, first=max(0, told.first - moved), last=max(0, told.last - moved))


def of_part(part: str, tags: str) -> Reading | None:
    """What "it was fine and soft" says after a sentence about somebody's hair, whose tag is `part`."""
    lead = re.match("[&K]*(?:i(?=K*C(?!K*[hA]))|R(?=K*C[KAp]*[wD]))", tags)
    told = read_tags(f"M{part}{tags[lead.end() :]}") if lead else None
    if lead is None or told is None or not told.kind:
        return None
    moved = 2 - lead.end()
    return replace(
        told, tags=tags, first=max(0, told.first - moved), last=max(0, told.last - moved), statement=True, deed=None
    )


def without_subject(tags: str) -> Reading | None:
    """ "..., and looks very weathered": a clause that goes on about its subject, read as if it were there."""
    lead = re.match("[&K]*(?=[CHWv])", tags)
    if not lead:
        return None
    told = read_tags(f"{lead.group()}R{tags[lead.end() :]}")
    if not told.kind:
        return None
    at = lead.end()
    first, last = (index - (index > at) for index in (told.first, told.last))
    return replace(told, tags=tags, first=first, last=last, deed=None if told.deed is None else told.deed - 1)


def beside_name(tags: str) -> Reading | None:
    """ "OTTO, white and trembling, comes in": how somebody is just now, or what an adjective alone says."""
    if not re.fullmatch("[K&]*[Ddt](?:[K&]*[DdtTw])*", tags):
        return None
    return Reading(tags, PASSING if "t" in tags else IDENTITY, 0, len(tags) - 1)
