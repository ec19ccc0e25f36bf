"""How a story gives a stranger a name: "his brother John", "this is Mrs. Lowell", "I'm Teddy," he said. Pure."""

from __future__ import annotations

import re
from collections.abc import Set

from . import folk
from .lexicon import word_list
from .mentions import Mention

IN_APPOSITION = re.compile(
    r"\s+|,\s+|,?\s(?:(?:who|whom|is|was|we|they|I|officially|generally)\s){0,2}"
    r"(?:named|called|styled|(?:known|addressed) as|(?:by|of) the name of|whose name (?:is|was))\s"
    r"(?:(?:old|young|little)\s)?",
    re.IGNORECASE,
)
ENDS_THERE = re.compile(r"\s?(?:[.;:)!?\u2014]|,(?! and\b| or\b))|\s(?:of|at|in|who)\b")
IS_THEN = re.compile(r"\s(?:was|is)\s")  # "Orrin was my cousin"
COMMA = re.compile(r"\s*(?:,|--|\u2014|\u2013|\()\s*")
ENDS = re.compile(r"\s*(?:[,.;:!?)\u2014-]|$)|\s(?:was|had|is|has|who|said|came|stood|sat|[a-z]{3,}ed)\b")
HER_NAME_WAS = re.compile(
    r"\b(?:(?:his|her)\s(?:\w+\s)?name(?:['\u2019]s|\s(?:is|was|should be|was to be))|called\s(?:him|her)(?:self)?)\s$",
    re.IGNORECASE,
)
CALLED_HIM = re.compile(r"\bcall(?:ed|s)? (?:him|her) $")  # "we called him the captain"
CALLS = re.compile(r"\b(?:my|our|his|her|their) \w+ called $")  # "the wall our father called Lisbon"
_NAME_OF = re.compile(r"\bname of\s$")
S_NAME = re.compile(r"['\u2019]s (?:(?:own|real|right|true|proper|full|first) )?name\b")
I_SAW = re.compile(r"\bI (?:\w+ )?(?:saw|see|noticed|perceived|beheld|found|met|made out|discerned)\b[^.!?]*$")
IT_WAS = re.compile(
    r"(?:^|[.;,!?\u2014-]\s*|\b(?:that|tell you|say|knew|saw|guessed)\s)"
    r"(?:it|this|that|here)\s(?:was|is|came|must be|could only be)\s"
    rf"(?:none other than\s|the\s|(?:my|his|her|our)\s(?:(?:\w+\s)?(?:{'|'.join(sorted(folk.KIN))})\s)?)?$",
    re.IGNORECASE,
)
_CLEFT = re.compile(r",? (?:who|that|whom)\b")
GLIMPSE_OF = re.compile(r"\b(?:glimpse|sight|view) of\s$")
WAS = re.compile(
    r"\b(?:was|is)(?:,[^,.;:]{1,30},)?\s(?:(?:\w+ly\s)?(?:called|named|styled|known as)\s|(?:no|none) other than\s)?$"
)
_ONE_WAS = re.compile(
    r"\b(?:the (?:first|foremost|one|former|elder|older|younger|taller|shorter|bigger|smaller)|one(?: of (?:them|these|"
    r"the two))?),?(?: \w+,?){0,3}? (?:was|is|had|wore)\b",
    re.IGNORECASE,
)
_THE_OTHER = re.compile(r"The (?:other|second)(?: one)? (?:was|is|had|wore|came|stood|sat|looked|[a-z]{3,}ed)\b")
ANYBODY = (folk.PEOPLE | folk.VISITORS) - folk.KIN
SAYING = word_list(
    """
    said asked replied answered cried whispered muttered shouted called continued exclaimed remarked murmured
    returned added observed laughed sighed inquired demanded growled snapped told began repeated explained agreed
    suggested says
    """
)
CALL_ME = re.compile(r"\b(?:(?:[Cc]all|[Aa]ddress) me (?:as )?(?:the )?|I(?:['\u2019]m| am) the )(\w+)")
I_AM_YOUR = re.compile(
    rf"\bI(?:['\u2019]m| am) (?:your|yer) (?:\w+ )?(?P<kin>{'|'.join(sorted(folk.KIN_GENDERS))})\b", re.IGNORECASE
)
OF_ONESELF = re.compile(r"\b(?:my name|I am|I['\u2019]m|call me|address me)\b", re.IGNORECASE)
_SAYS_THE = re.compile(
    r"[^\"\u201c\u201d]{0,200}[\"\u201d\u2019']\s\w+\s(?:the|my|his|her|our|a|an)\s(?:[\w-]+,?\s){0,3}?"
    rf"(?P<noun>{'|'.join(sorted(folk.PEOPLE | folk.OCCUPATIONS | folk.KIN | folk.VISITORS))})\b"
)
_CRIES = re.compile(r"[!?][\"\u201d\u2019'] (?:(he|she) \w+|\w+ (he|she)\b)")
_GROWN = word_list(
    """
    man gentleman fellow chap guy stranger visitor caller client customer person creature newcomer bloke
    """
)
_YOUNG = word_list("boy lad youth youngster child kid urchin")
_LADY = word_list("woman lady stranger visitor caller client person creature newcomer widow")
_GIRL = word_list("girl child kid lass maiden")
YOUNG = _YOUNG | _GIRL
ONE_OF_TWO = word_list("other one former latter first second third")
COMPANIONS = word_list("friend acquaintance host hostess companion colleague neighbour neighbor partner")
VESSEL = re.compile(
    r"\b(?:ship|boat|brig|vessel|schooner|steamer|steamboat|yacht|craft|barque?|cutter|sloop|frigate|lugger|launch|ketch|yawl|"
    r"whaler|liner|galley|steamship|canoe|ferry|hull|deck)\b"
)
DEAD = word_list("dead dying drowned murdered")
OTHER = DEAD | word_list("other new second third only last next")
FURTHER = word_list("second third")
MEETING = word_list("saw see noticed met heard perceived beheld found was stood came")
_ACTING = re.compile(
    r"(?:^|[.,;:!?\u2014\u201d\"'-]|\b(?:and|but|as|when|then|was|is|named|called|said|cried|asked|replied))\s*$"
)
_GIVING = re.compile(
    r"\b(?:name(?: is|'s| was)|I am|I'm|call me|(?:am|'m|is|was) called|address me as|known as|this is|here(?: is|'s)|"
    r"it is|it's|"
    r"that is|that's|meet|(?:this|the) (?:gentleman|lady|man|woman|boy|girl|fellow)|introduce|welcome|sit down|"
    r"good[- ]?(?:day|morning|evening)),?\s(?:the\s|to\s)?$",
    re.IGNORECASE,
)
# "Wren," he said; "Mateo," he said: whoever says it, it is the stranger's name.
_NAME_ALONE = re.compile(r"(?:, (?:sir|ma'am|madam|miss|mister))?[,.!?][\"'\u201d\u2019]\s(?:he|she|said|asked)\b")
_I_SAID = re.compile(
    r"[,.!?][\"\u201d\u2019']\s(?:I (?:said|told|answered|replied|whispered)|(?:said|answered|replied|whispered) I)\b"
)
_OWNS = re.compile(r"['\u2019](?:s\b|\s\w)")
_FIRST_NAME = re.compile(r"(?<=\s)[A-Z][a-z]+\s$")
_QUOTES = ('"', "'", "\u201c", "\u2018")
# "Here's Mr. Crowe," he whispered; "Mr. Crowe will see you": whoever is seen next is likely to be he.
_HERE_COMES = re.compile(r"\b(?:here(?:['\u2019]s| is| comes)|there (?:comes|goes))\s$", re.IGNORECASE)
_WILL_SEE_YOU = re.compile(
    r"\s(?:will (?:see|receive) you|is (?:here|coming|waiting|expecting)|(?:expects|awaits) you)\b"
)
_PRESENCE_OF = re.compile(r"\b(?:presence of|face to face with|introduced to|presented to)\s$")
_FRIEND = re.compile(
    r"\bmy (?:dear |old )?(?:friend|colleague|brother|sister|wife|husband|son|daughter)\b[^.!?]{0,25}$"
)


def is_name(text: str, start: int, end: int) -> bool:
    """Whether a noun stands in "that was the name of the fair man", "that was the fair man's name"."""
    return bool(_NAME_OF.search(text, max(0, start - 12), start) or S_NAME.match(text, end))


def acts(text: str, start: int, end: int) -> bool:
    """Whether a name stands where somebody comes in and acts: at a clause's start, and is not only called out."""
    return text[end : end + 1] not in ("!", "?") and bool(_ACTING.search(text, max(0, start - 12), start))


def is_cleft(text: str, mention: Mention) -> bool:
    """Whether a sentence only stresses who did something: "It was Orrin who heard it first"."""
    told = text[max(0, mention.start - 7) : mention.start].lower() == "it was "
    return told and bool(_CLEFT.match(text, mention.end))


def is_the_other(text: str, start: int) -> bool:
    """Whether the second of two strangers comes in: "The first was a thin man. The other was fat"."""
    return bool(_THE_OTHER.match(text, start) and _ONE_WAS.search(text, 0, start))


def owns(text: str, mention: Mention) -> bool:
    """Whether what follows a name is somebody's or something of theirs: "It was Orrin's brother"."""
    return bool(_OWNS.match(text, mention.end))


def speaker(text: str, mention: Mention) -> str:
    """The noun of whoever says a name, where it stands right after what they say: "... Orrin?" asked the king.

    A pronoun where the name is called out: "Orrin!" said he.
    """
    said = _SAYS_THE.match(text, mention.end)
    if not said and (cried := _CRIES.match(text, mention.end)):
        return (cried[1] or cried[2]).lower()
    return said["noun"] if said else ""


def is_told_of(text: str, start: int) -> bool:
    """Whether something is known of a name: "it was known that Mr. Crowe ..."."""
    return text[max(0, start - 6) : start].endswith(" that ")


def suits(nouns: Set[str], noun: str) -> bool:
    """Whether "the gentleman" may be the one who was called a man."""
    if not folk.OCCUPATIONS.isdisjoint(nouns) and noun in _GROWN | _LADY:
        return True
    return not nouns or any(noun in like and not nouns.isdisjoint(like) for like in (_GROWN, _YOUNG, _LADY, _GIRL))


def is_alone(text: str, mention: Mention, *, called: bool = False) -> bool:
    """Whether a name is all that somebody says, as an answer is: "Wren," he said; or `called`: "Wren!" he said."""
    if (not called and text[mention.end : mention.end + 1] in ("!", "?")) or _I_SAID.match(text, mention.end):
        return False
    return text[mention.start - 1 : mention.start] in _QUOTES and bool(_NAME_ALONE.match(text, mention.end))


def is_addressed(text: str, mention: Mention) -> bool:
    """Whether somebody is spoken to by a name: "The less said, the better, Mr. Crowe." """
    before, after = text[max(0, mention.start - 2) : mention.start], text[mention.end : mention.end + 1]
    last = re.search(r"(\w+), $", text[max(0, mention.start - 24) : mention.start])
    if last and last[1].lower() in folk.KIN | folk.OCCUPATIONS | folk.PEOPLE:
        return False  # "our mutual friend, Mr. Crowe"
    ends = after in (".", "!", "?") or bool(re.match(",[\"\u201d\u2019']", text[mention.end : mention.end + 2]))
    return (before == ", " and ends) or (before[-1:] in _QUOTES and after in (",", "!"))


def announces(text: str, mention: Mention) -> bool:
    """Whether a name in somebody's speech tells who is coming: "Here's Mr. Crowe", "Mr. Crowe will see you"."""
    before = _HERE_COMES.search(text, max(0, mention.start - 20), mention.start)
    return bool(before or _WILL_SEE_YOU.match(text, mention.end))


def brings_before(text: str, start: int) -> bool:
    """Whether somebody is brought before whoever is named: "I was in the presence of Mr. Crowe"."""
    return bool(_PRESENCE_OF.search(text, max(0, start - 20), start))


def is_given(text: str, mention: Mention) -> bool:
    """Whether a name in somebody's speech is the name of whoever has just come in."""
    return is_alone(text, mention) or gives_name(text, mention)


def gives_name(text: str, mention: Mention) -> bool:
    """Whether a name in somebody's speech tells who a stranger is: "I am ...", "Good day, ..."; not "my friend"."""
    before = text[max(0, mention.start - 40) : mention.start].replace("\u2019", "'")
    if _I_SAID.match(text, mention.end) or owns(text, mention):
        return False  # "I'm Maddie," I said; "Here's Maddie's door"
    full = " " in text[mention.start : mention.end]
    if before[-1:] in _QUOTES and full and text[mention.end : mention.end + 2] == ". ":
        return True  # "Harold Peake. This is Bosun."
    first = _FIRST_NAME.sub("", before)  # "My name's Alexander Turnbull"
    return bool(_GIVING.search(before) or _GIVING.search(first)) and not _FRIEND.search(before)
