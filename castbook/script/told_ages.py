"""Ages that a story states outright: "I was twelve, and ...", "I'd put him at sixty". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from . import folk
from .ages import SPELLED
from .looks import IDENTITY
from .people import Person
from .quoting import Found
from .references import References
from .text import Paragraph

_ADVERB = (
    r"(?:(?:about|around|nearly|almost|barely|hardly|scarcely|only|just|not yet|already|now|then|perhaps|maybe|still|"
    r"over|past|close on|some|at that time|at the time) ){0,2}"
)
_KIN = "|".join(sorted(folk.KIN))
_YEARS = rf"(?!one\b)(?:[1-9]\d|{SPELLED})"
_OLD = r"(?:(?: years old| years of age| or so| or thereabouts| or more| and a half| if a day| then| now)\b)*"
# What may follow an age; "forty feet away", "three to one" are none.
_ENDS = r"(?=\s*[,.;:!?)\u2014]|\s--|\s(?:and|but|when|that|at|by|before|the|in my|with|or)\b)"
_IS = r"(?:['\u2019]s|['\u2019]m| am| is| was| might be| may be| must be| could be| looked| seemed|"
_TOLD = re.compile(
    rf"\b(?:(?P<me>I)|(?P<who>[Hh]e|[Ss]he|[Mm]y (?:{_KIN}))){_IS}"
    rf" (?:might|may|must|could|would|should) have been| had (?:just |only )?turned) "
    rf"{_ADVERB}{_YEARS}{_OLD}{_ENDS}|"
    r"\b(?:I(?:['\u2019]d| (?:should|would|could) have| had)? )?"
    rf"(?:put|guessed?|judged?|placed?|taken|took) (?P<whom>him|her)(?: down)? (?:at|to be|as|for) "
    rf"{_ADVERB}{_YEARS}{_OLD}{_ENDS}"
)
_BEFORE = 16  # characters before an age in which may stand that it is one of another time
_ONCE = re.compile(r"\b(?:[Ww]hen|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Ii]f|as though|from the time) $")


def missed(
    paragraph: Paragraph, references: References, people: Sequence[Person], told: Sequence[Found]
) -> Iterator[Found]:
    """The ages in a paragraph of a story of which nothing that has been `told` of it holds a word."""
    narration = references.narration.get(paragraph.line)
    if narration is None:
        return
    for match in _TOLD.finditer(narration.text):
        if _ONCE.search(narration.text, max(0, match.start() - _BEFORE), match.start()):
            continue
        if any(one.start < match.end() and match.start() < one.end for one in told):
            continue
        if match["me"]:
            who = next((at for at, person in enumerate(people) if person.narrates), -1)
        else:
            at = match.start("whom") if match["whom"] else match.start("who")
            found = references.at(paragraph.line, at)
            who = found.who if found else -1
        if who >= 0:
            yield Found(paragraph, (who,), match.start(), match.end(), IDENTITY, True)
