"""Finding names in a text: which spelling means whom, titles included. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter

from .people import TITLES, Person, gender_of_title

# "Dr. Crake", "Captain Crake"; "the captain. Crake" is the end of a sentence.
_TITLE_BEFORE = re.compile(
    rf"\b(?:(?:{'|'.join(sorted(t for t in TITLES if len(t) < 5))})\.|(?:{'|'.join(sorted(TITLES))}))\s$", re.IGNORECASE
)
_LONGEST_TITLE = 12
_PLACE = re.compile(
    r" (?:House|Hall|Court|Street|Road|Park|Manor|Lodge|Square|Lane|Castle|Abbey|Farm|Cottage|Avenue|Terrace|Hotel)\b"
)
_start = attrgetter("start")


@dataclass(frozen=True)
class Mention:
    """A name in a text and whom it means."""

    start: int
    end: int
    who: int


def within(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """Those of the mentions, which come in the order of the text, that begin in a stretch of it."""
    first = bisect_left(mentions, start, key=_start)
    return mentions[first : bisect_left(mentions, end, lo=first, key=_start)]


def joined(mentions: Sequence[Mention], others: Sequence[Mention]) -> list[Mention]:
    """The mentions with those of the others that overlap none of them, in the order of the text."""
    free = [one for one in others if not any(m.start < one.end and one.start < m.end for m in mentions)]
    return sorted((*mentions, *free), key=_start)


class Names:
    """All spellings of all people, as one expression: longest first, so that MISS TESMAN is never read as TESMAN."""

    def __init__(self, owner: dict[str, int], people: Sequence[Person]) -> None:
        self.owner = owner
        self.people = people
        forms = sorted(filter(None, owner), key=lambda form: (form[0], -len(form)))
        by_letter = [
            re.escape(letter) + "(?:" + "|".join(re.escape(form[1:]) for form in same) + ")"
            for letter, same in groupby(forms, key=itemgetter(0))
        ]
        first = "".join(re.escape(form[0]) for form in forms)
        self.pattern = re.compile(
            rf"(?<!\w)(?=[{first}])(?<!\w[-\u2019'])(?:" + "|".join(by_letter) + r")(?!\w|-\w)" if forms else r"(?!)"
        )

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Mention]:
        """The mentions in a stretch of text; "Miss Tesman" never means Mr. Tesman."""
        found = []
        for match in self.pattern.finditer(text, start, len(text) if end is None else end):
            who, at = self.owner[match.group()], match.start()
            called = match.group()[:3].lower() in ("the", "my ")  # "the captain. The captain nodded"
            if text[match.end() : match.end() + 1] == " " and _PLACE.match(text, match.end()):
                continue  # "at the door of Crake House"
            alone = at == start or not text[at - 1].isspace()
            if not (alone or called) and (title := _TITLE_BEFORE.search(text, max(start, at - _LONGEST_TITLE), at)):
                gender = gender_of_title(title.group())
                if gender and self.people[who].gender not in ("", gender):
                    continue
                at = title.start()
            found.append(Mention(at, match.end(), who))
        return found
