"""A portrait that comes before its name: "He is gaunt and grey. His name is EZRA." Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from .memory import Who
from .mentions import Mention, within
from .sentences import Span

_HE_IS = re.compile(
    r"(?:(?:And |But )?(?:He|She|This|It|That)(?: is| was|['\u2019]s)|(?:His|Her) name(?: is| was|['\u2019]s)) $"
)
_ALONE = re.compile(r"(?:,\s(?:an?|the|his|her|their)\s[^.!?;:]{1,60})?\.")  # "OTTO, the new vet."
_TOLD_OF = re.compile(r"\b(?:he|she|his|her)\b", re.IGNORECASE)


def before_name(text: str, spans: Sequence[Span], named: Sequence[Mention], seen: Set[int]) -> dict[int, Who]:
    """Where each sentence starts that tells of somebody who is named right after, and whom it tells of."""
    found: dict[int, Who] = {}
    for at, (start, end) in enumerate(spans):
        here = within(named, start, end)
        if not here or here[0].who in seen:
            continue
        alone = here[0].start == start and bool(_ALONE.fullmatch(text, here[0].end, end))
        if not alone and not _HE_IS.match(text[start : here[0].start]):
            continue
        first = at
        while first and not within(named, *spans[first - 1]) and _TOLD_OF.search(text, *spans[first - 1]):
            first -= 1
        if alone and any(mention.start < start for mention in named):
            continue  # "IDA is tall. She waits. OTTO, a thin man."
        found.update({span[0]: (here[0].who,) for span in spans[first:at]})
    return found
