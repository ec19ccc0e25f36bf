"""What a cue of a play looks like: in capitals or not, on its own line or run in; what an act is headed with. Pure."""

from __future__ import annotations

import re

from .alphabet import UPPER as LETTER

_ORDINAL = r"(?:[IVXL]+|\d+|(?:THE )?(?:FIRST|SECOND|THIRD|FOURTH|FIFTH|SIXTH)|ONE|TWO|THREE|FOUR|FIVE|SIX)"
ACT = re.compile(
    rf"^\W*(?:(?:ACT|SCENE|TABLEAU|PART|EPISODE|MOVEMENT)\s+{_ORDINAL}\b|{_ORDINAL}\s+(?:ACT|SCENE|TABLEAU|MOVEMENT)\b|"
    r"(?:PROLOGUE|EPILOGUE|INDUCTION|CURTAIN)\b)",
    re.IGNORECASE,
)
COSTUMES = re.compile(
    r"[\W_]*(?:list of |notes? on (?:the )?)?costumes?(?: plot| list)?[\W_]*", re.IGNORECASE
)  # heads a list
DOT = "\u2024"  # stands for the full stop of "MRS." while cues are sought, so that it does not end the cue
_ABBREVIATED = re.compile(
    # "B. B. My dear!": the cue ends there
    r"(?<![^\W_])(?!(?<=(?-i:[A-Z]\.[\s-]))\w\.\s(?-i:[A-Z](?:[a-z'\u2019]|\s)))"
    r"(MRS?|DR|ST|REV|CAPT|SGT|LT|COL|GEN|HON|PROF|MME|MLLE|MM|M|SR|JR|[A-Z])\.(?=\s?[A-Z*]|-[A-Z]\.)",
    re.IGNORECASE,
)
_CAPS_NAME = rf"[{LETTER}](?:[{LETTER}0-9{DOT}'\u2019&\- ]|(?<=\bM)a?c(?=[A-Z]))*?"
RUN_IN = re.compile(
    rf"^_?(?P<name>(?:{_CAPS_NAME}))_?\s*(?:(?P<aside>[\[(])|(?P<end>[.:]?(?:\u2014|--)|[.:])_?"
    # a dash may stand right before the speech: "JOHNNY--Small beer", "JOHNNY.--Small beer"
    rf"(?=\s|$|[\[(_\"\u201c]|(?<=--)[{LETTER}'\u2018\u2019]|(?<=\u2014)[{LETTER}'\u2018\u2019]))"
)
MIXED_RUN_IN = re.compile(
    rf"^_?(?P<name>(?:[{LETTER}][\w{DOT}'\u2019\-]*(?: |(?=[.:_\[(]))){{1,4}}?)_?\s*"
    rf"(?:(?P<aside>[\[(])|(?P<end>[.:](?:\u2014|--)?)_?(?=\s|$|(?<=--)[{LETTER}'\u2018\u2019]|(?<=\u2014)[{LETTER}'\u2018\u2019]))"
)
BARE_RUN_IN = re.compile(
    rf"^(?P<name>[{LETTER}]{{2}}[{LETTER}{DOT}'\u2019\- ]*?)(?P<end>)(?P<aside>)\s+(?=[{LETTER}\"\u201c][a-z' ])"
)
LONGEST_NAME = 40


def masked(line: str) -> str:
    """A line in which the full stops of abbreviations end no cue (which stands at its start)."""
    head = line[: 2 * LONGEST_NAME]
    return _ABBREVIATED.sub(rf"\1{DOT}", head) + line[2 * LONGEST_NAME :] if "." in head else line


def unmasked(name: str) -> str:
    """A name of a masked line as it is written, without the full stop behind it."""
    name = " ".join(name.split()).strip(" .").replace(DOT, ".").rstrip(".")
    return f"{name}." if re.fullmatch(r"(?:[A-Z]\.[\s-]?)+[A-Z]", name) else name  # "B. B."
