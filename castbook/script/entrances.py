"""Who comes in, or is found on the stage, in a sentence of a stage direction. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .memory import Who
from .mentions import Mention

_BESIDE = r"(?:,? ?(?:\w+ly|then|now|also|alone|too|back|himself|herself|who))*"
_COMES = re.compile(
    rf"(?:, [^;.]{{1,90}}?,)?[_\W]*{_BESIDE} *_?(?:enters?|re-enters?|comes?|appears?|arrives?|emerges?|bursts?|"
    r"runs?|hurries|strolls?|walks?|"
    r"rushes|saunters|(?:has|have|had) (?:just |already |meanwhile )?(?:entered|come|appeared|arrived|emerged)|"
    r"(?:is|are) (?:discovered|seen|standing|sitting|seated|lying|shown|ushered)|"
    r"stands?|sits?|reclines?|follows?)\b",
    re.IGNORECASE,
)
_BROUGHT = re.compile(
    r"\b(?:enters?|comes?|shows in|showing in|ushers in|announces|followed by|accompanied by|pulling|leading|bringing|"
    r"admit(?:s|ting)?|(?:entrance|entry|arrival|appearance|return) of)"
    r" (?:in )?[_\W]*(?:the |old |young |little |her |his )?$",
    re.IGNORECASE,
)
_WITH = re.compile(r"\bwith[_\W]*$")
_AND = re.compile(r"[_\W]*(?:and|&|,|with)?[_\W]*", re.IGNORECASE)

_ENTRY = re.compile(
    r"[\W_]*(?:[A-Z][\w.'\u2019-]* ){0,4}?[A-Z][\w'\u2019-]+[\W_]*?\.[\W_]*\s+(?=[A-Z])"
)  # "Ida Hale. A stout woman"


def entry_of(text: str, named: Sequence[Mention]) -> Who | None:
    """Whom a paragraph that describes one of a play's characters is about; nobody where the name is unknown."""
    entry = _ENTRY.match(text)
    if entry is None:
        return None
    return (named[0].who,) if named and not text[: named[0].start].strip("*_= ") and named[0].end < entry.end() else ()


def entering(text: str, named: Sequence[Mention], end: int) -> Who:
    """Those of the names in a sentence that come in, several joined by "and" together."""
    found: list[int] = []
    group: list[int] = []
    last = -1
    for at, mention in enumerate(named):
        joined = bool(group) and _AND.fullmatch(text, last, mention.start) is not None
        group = [*group, mention.who] if joined else [mention.who]
        last = mention.end
        before = text[max(0, mention.start - 30) : mention.start]
        brought = (
            (found and _WITH.search(before))
            or _BROUGHT.search(before) is not None
            or (joined and mention.who != group[0] and group[0] in found)
        )
        stop = named[at + 1].start if at + 1 < len(named) else end
        if brought:
            found.append(mention.who)
        elif _COMES.match(text, mention.end, stop):
            found += group
    return tuple(dict.fromkeys(found))
