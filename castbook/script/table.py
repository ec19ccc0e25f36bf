"""Dialogue as a table: a row for each speech, with who says it and what; the usual form of corpora. Pure."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from . import text as kinds
from .text import Draft, Numbered, bare_name

SAYS = frozenset(("character", "speaker", "name", "who"))
SAID = frozenset(("dialogue", "dialog", "line", "lines", "speech", "text", "utterance", "quote", "sentence"))
_DELIMITERS = "\t,;| "
_LONGEST_HEADER = 200  # letters
_LEAST_ROWS = 2
_MOST_COLUMNS = 12
_OFTEN = 2  # speeches of each, on the average


def read(lines: Sequence[Numbered]) -> Draft | None:
    """Read a table of speeches; None where the first line does not name a column of speakers and one of speeches.

    Rows may begin with a number that the header does not name, as statistics programs write them.
    """
    written = [(number, line.strip()) for number, line in lines if line.strip()]
    if len(written) <= _LEAST_ROWS or len(written[0][1]) > _LONGEST_HEADER:
        return None
    for delimiter in _DELIMITERS:
        header = [cell.strip().casefold() for cell in _cells(written[0][1], delimiter)]
        says = [at for at, cell in enumerate(header) if cell in SAYS]
        said = [at for at, cell in enumerate(header) if cell in SAID]
        if len(says) == len(said) == 1 and len(header) <= _MOST_COLUMNS:
            rows = [(number, _cells(line, delimiter)) for number, line in written[1:]]
            if sum(len(row) - len(header) in (0, 1) for _, row in rows) * 10 > len(rows) * 9:
                return _draft(rows, len(header), says[0], said[0])
    return None


def is_dialogue(lines: Sequence[Numbered]) -> bool:
    """Whether it is such a table, and no list of people: most of those who speak do so more than once."""
    draft = read(lines)
    speakers = draft.finish("csv").speakers if draft else ()
    return sum(one.speeches for one in speakers) >= _OFTEN * len(speakers) > 0


def _cells(line: str, delimiter: str) -> list[str]:
    line = line.replace('\\"', '""')  # as R writes quotes
    return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])


def _draft(rows: Sequence[tuple[int, list[str]]], columns: int, says: int, said: int) -> Draft:
    draft = Draft("fountain")
    for number, row in rows:
        more = len(row) - columns
        if more not in (0, 1):
            draft.add(kinds.ACTION, [(number, " ".join(row))])  # no row of the table, and not lost
            continue
        cue, speech = row[says + more], row[said + more]
        if not cue.strip():
            draft.add(kinds.ACTION, [(number, speech)])
            continue
        draft.add(kinds.CUE, [(number, cue.strip())], bare_name(cue))
        draft.add(kinds.DIALOGUE, [(number, speech)], bare_name(cue))
    return draft
