"""What a line in capitals is that names nobody: a scene's heading, a shot, a place, a transition. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Set

from . import folk
from . import lexicon as lex
from .people import is_role, likely_gender, title_of, tokens
from .text import bare_name, is_caps

_WHOLE = r"(?:INTERIOR|EXTERIOR)"  # spelled out; as "Interior lights go out" it is no heading
HEADING = re.compile(
    r"^(?:(?:INT|EXT|EST|I/E|E/I)[. /]|(?:INT|EXT)\.?/(?:INT|EXT)[. ]|\.[A-Za-z0-9]|"
    rf"(?-i:{_WHOLE})(?:\s*[.:/&-]|\s+[A-Z]|$)|{_WHOLE}\s*[.:/&-]|(?-i:INT\s*&\s*EXT\b))",
    re.IGNORECASE,
)
SCENE_NUMBER = re.compile(r"^\d{1,3}[A-Z]?\.?\s+(?=(?:INT|EXT|EST|I/E|E/I)\b)")
STEM = re.compile(rf"^(?:INT|EXT|EST|I/E|E/I|{_WHOLE})\b")
TRANSITION = re.compile(
    r"^(?:[A-Z][A-Z ]*\bTO:|(?:SLOW |QUICK )?(?:FADE|IRIS) (?:IN|OUT|UP|TO [A-Z ]+)[.:]?|"
    r"(?:SMASH |HARD )?CUT TO [A-Z ]+[.:]?|(?:THE )?END(?: CREDITS| OF .*)?\.?|"
    r"(?:ROLL |OPENING )?(?:CREDITS|TITLES?)\.?|DISSOLVE\.?|BLACK\.?|BLACKOUT\.?)$"
)
_TIME = (
    r"(?:(?:EARLY|LATE|SAME|NEXT|THAT|LATER THAT|THE NEXT|MID-?|PRE-?)\s?)?"
    r"(?:DAY(?:TIME)?|NIGHT(?:FALL)?|MORNING|EVENING|AFTERNOON|DAWN|DUSK|SUN(?:RISE|SET|DOWN|UP)|NOON|MIDDAY|MIDNIGHT|"
    r"TWILIGHT|MAGIC HOUR|(?:MOMENTS |MINUTES |HOURS |DAYS |WEEKS |MONTHS |YEARS )?LATER|CONTINUOUS|SAME(?: TIME)?)"
)
_DASHES = frozenset("-\u2013\u2014")
_TIMED = re.compile(rf"[\s.,][-\u2013\u2014]+\s*{_TIME}$|[\w.)'][-\u2013\u2014]+\s+{_TIME}$")  # "THE RIVER- DAY"
_LATER = re.compile(
    r"(?:(?:A |AN |THE |SOME |SEVERAL |MANY |\w+ )?(?:FEW )?(?:MOMENT|SECOND|MINUTE|HOUR|DAY|NIGHT|WEEK|MONTH|YEAR)S? "
    r"(?:LATER|EARLIER|BEFORE)|(?:MUCH |EVEN )?LATER(?: THAT \w+)?|(?:THE )?NEXT (?:DAY|MORNING|NIGHT|EVENING)|"
    r"(?:DAWN|DUSK|SUNRISE|SUNSET|MORNING|EVENING|NIGHT|MIDNIGHT)(?: (?:AT|IN|ON|OVER) .+)?)"
)
# Where the camera goes, without INT or EXT: "CLOSEUP - MARTA", "BACK TO MARTA", "MARTA'S POV - NIGHT".
_SHOT = re.compile(
    r"^(?:(?:BACK|RETURN(?:ING)?) (?:TO|ON)\b|(?:EXTREME |MEDIUM )?CLOSE(?:R|-?\s?UPS?| ON| SHOT)?\b|"
    r"(?:ANOTHER |NEW |WIDE |REVERSE |LOW |HIGH |SKEWED |STEEP )*ANGLE\b|WIDER?\b(?: SHOT| ON)?|"
    r"(?:ANOTHER |NEW |WIDE |REVERSE )?VIEWS?,? (?:ON|OF|FROM|OVER|TO|THROUGH)\b|"
    r"(?:FEATURING|FAVORING|SHOOTING|PANNING|TRACKING|MOVING|TIGHT) |"
    r"(?:PULL(?:ING)? (?:BACK|OUT)|SUPERIMPOSE|INSERT|REVERSE|INTERCUT|(?:END )?MONTAGE)\b|"
    r"FLASH[ -]?(?:BACK|FORWARD|CUT)\b|(?:DREAM |TITLE |OPENING |MONTAGE )?SEQUENCE$|SERIES OF SHOTS|"
    r"(?:\w+ )?(?:LONG|MED\.?|MEDIUM|TWO|FULL|TRACKING|AERIAL|ESTABLISHING)[ -]SHOT\b|P\.?O\.?V\b)|"
    r"\bP\.?O\.?V\b"
)
_PLACES = lex.word_list(
    """
    office room bedroom bathroom kitchen hallway corridor foyer lobby living-room classroom restroom courtyard basement
    attic garage porch lawn yard driveway alley sidewalk highway parking lot sanctuary cafeteria restaurant diner bar
    pub hotel motel hospital school apartment house building warehouse station airport beach forest woods desert
    mountain river lake island waters road street stairs staircase stairwell stairway elevator rooftop roof balcony
    door doorway window gate entrance exit cell jail courtroom library museum theater theatre auditorium studio
    laboratory lab chamber cave tunnel bridge dock pier harbor harbour deck cabin cockpit car bus truck van train
    hall anteroom office's area clinic ward morgue cemetery graveyard church chapel synagogue park playground stadium
    gym store shop mall supermarket bank farm barn field garden pool table cubicle class exterior interior inside
    outside elsewhere limousine hangar suite closet pantry den study ballroom arena campsite clearing
    """
)
_THIS_AND_THAT = re.compile(
    r"\b(?:I|I['\u2019](?:m|ve|ll|d)|me|my|mine|you|your|yours|you['\u2019]\w+|let['\u2019]s|okay|yes|yeah|hey|oh)\b|[?!]",
    re.IGNORECASE,
)
_LONGEST = 200  # letters
_SHORTEST = 5  # words of what is told under a place of one word
_OPENING = 80  # letters
_WITHOUT_STEMS = 5  # places above text


def is_heading(line: str) -> bool:
    """INT., EXT., EST., I/E (any case) or a forced ".HEADING"; bold, # and a scene's number before it do not count.

    In capitals also INTERIOR and EXTERIOR, and what ends in a time of day: "THE QUAY - NIGHT".
    """
    line = SCENE_NUMBER.sub("", line.lstrip("*_# "))
    if line.startswith("."):
        return len(line) > 1 and line[1].isalnum()
    if len(line) >= _LONGEST:
        return False
    return bool(HEADING.match(line)) or is_timed(line)


def is_stemmed(line: str) -> bool:
    """Whether a line is a heading by INT., EXT. or the like in capitals, as it may also stand in a play for voices."""
    return bool(STEM.match(line)) and bool(HEADING.match(line))


def is_timed(line: str) -> bool:
    """Whether a line in capitals ends in a time of day, as only a heading does: "THE QUAY - NIGHT"."""
    line = line.strip("*_ ")
    if not line[-1:].isupper() or not _DASHES.intersection(line):
        return False
    return is_caps(line) and bool(_TIMED.search(line)) and not line.startswith(("(", '"'))


def is_shot(line: str) -> bool:
    """Whether a line in capitals says where the camera goes, or how much later it is: "CLOSE ON MARTA"."""
    line = line.strip("*_ ").rstrip(".:")
    return bool(_SHOT.search(line)) or bool(_LATER.fullmatch(line))


def places(cued: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Which names above text are places and things, not people: pairs of a line like a cue and what stands below it.

    "IDA'S OFFICE" and "BATHROOM DOOR" by their last word, unless what stands below is said: with I, you or a question.
    """
    said: defaultdict[str, list[bool]] = defaultdict(list)
    told: defaultdict[str, bool] = defaultdict(bool)
    voiced: set[str] = set()
    small: set[str] = set()  # words that are no names
    for cue, below in cued:
        name = bare_name(cue)
        said[name].append(bool(_THIS_AND_THAT.search(below, 0, _OPENING)) or below[0] == "(")
        told[name] |= len(below.split()) >= _SHORTEST or len(name.split()) > 1
        small.update(re.findall(r"\b[a-z]+\b", below))
        if "(" in cue:  # (V.O.), (CONT'D)
            voiced.add(name)
    quiet = [name for name, each in said.items() if name not in voiced and sum(each) * 2 <= len(each)]
    found = {name for name in quiet if is_place(name) and told[name]}
    if len(found) >= _WITHOUT_STEMS:  # headings have no INT or EXT here: "A SIGNPOST", "NOTEBOOK"
        found |= {name for name in quiet if len(said[name]) == 1 and told[name] and _is_thing(name, small)}
    return frozenset(found)


def _is_thing(name: str, small: Set[str]) -> bool:
    key = tokens(name)
    if not key or is_role(name) or title_of(name) or likely_gender(name) or key[-1] in folk.KIN:
        return False
    return key[0] in ("a", "an", "the") or key[-1] in small


def is_place(name: str) -> bool:
    """Whether a name in capitals is a place's or a thing's by its last word: "IDA'S OFFICE", "A SIGN AT THE ROAD"."""
    key = tokens(name)
    if not key or (title_of(name) and "'" not in name.replace("\u2019", "'")):  # MRS. SAMSKY'S BEDROOM
        return False
    if key[-1] in folk.KIN or is_role(name):
        return False
    return (
        key[-1] in _PLACES
        or key[0] in ("lake", "mount")
        or (len(key) > 2 and bool({"at", "of", "on"} & set(key[1:-1])) and key[0] != "man")
    )
