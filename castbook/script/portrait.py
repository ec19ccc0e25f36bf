"""From looks to an image prompt: plain phrases, tags or sentences. Names and grammar words go, facts stay. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ..errors import Invalid
from . import ages, appearance, dress, folk, verbs
from .lexicon import word_list
from .people import is_role, likely_gender, title_of
from .sentences import words
from .tags import tag

STYLES = ("phrases", "tags", "sentences")
GROWN_UP = 18  # years
# Nouns that say who it is; "an adult figure", "blonde" may still be a man's or a woman's.
_SAID = (folk.PEOPLE | folk.SPECIES | {"male", "female"}) - {"adult", "figure", "blonde", "blond"}

_SUBJECT = re.compile(
    r"^(?:(?:and|but|also|then|yet)\s+)?(?:(?:he|she|they|who|it|[A-Z][\w.\-'\u2019]*(?:\s[A-Z][\w.\-'\u2019]*){0,3})\s+)"
    r"(?:also\s+)?(?:is|are|was|were|has|had|have|(?:may|must|might|could|would|should)\s(?:only\s|well\s)?(?:be|have\sbeen)|"
    r"looks?|looked|seems?|seemed|appears?|appeared|wears?|wore|carries|carried|uses?)\s+"
    r"(?:also\s+)?"
)
_OPENING = re.compile(
    r"^(?:(?:and|but|also|then|yet|with|each|all|both|one|is|are|was|were|has|had|his|her|their|the|an?|of|"
    r"in his|in her)\s+)+",
    re.IGNORECASE,
)
_COPULA = re.compile(
    r"^((?:[\w\-]+\s){0,2}?[\w\-]+(?:\sand\s[\w\-]+)?)\s(?:is|are|was|were)\s(?:also\s|still\s)?(?:of\san?\s|of\s)?"
)
_AGE_ONLY = re.compile(r"^(?:(?:aged?|now|only|just|still|about|also)\s+)*(\d{1,3})(-ish)?$", re.IGNORECASE)
_WHEN = re.compile(
    r"^(?:now|just now|then|still|suddenly|today|at (?:that|this|the same) (?:time|moment))\s+(?=he\b|she\b|they\b)",
    re.I,
)
_NEVER_MIND = re.compile(r"^not (?:just|only|merely)\s+", re.IGNORECASE)
# Somebody else, or a thing that the phrase does not name: it would dangle.
_DANGLING = re.compile(
    r"\b(?:him|them|himself|herself|themselves|me|us|we|you|it)\b|\bher$|"
    r"^(?:who|whom|that|when|while|whilst|where|which|as if|as though|because|either because|so that)\b"
)
_DECADE = re.compile(r"^(?:(early|mid|late)[ -])?(\d0)['\u2019]?s$", re.IGNORECASE)
# A second verb for the same person: "a raincoat and carries a case".
_SECOND_VERB = re.compile(r"\s+and\s+(?:wears|wore|carries|carried|has|had|is|was)\s+")
_PREDICATE = re.compile(r"^(?P<noun>(?:[\w\-]+\s){0,4}?[\w\-]+)\s(?:is|are|was|were|has been|have been)\s(?P<told>.+)$")
# "Two tall men", told of each of them; in capitals whoever they are: "Two BELLBOYS".
_SEVERAL = re.compile(
    r"^(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Bb]oth|[Aa]ll|TWO|THREE|FOUR|FIVE) (?P<told>(?:[\w-]+ ){0,3}?)"
    r"(?P<noun>[\w-]*(?:[sS]|[mM][eE][nN]))(?P<rest> (?:in|with|wearing|dressed)\b.*)?$"
)
_NUMBERED = re.compile(r"\s*#?\d+$|^(?:FIRST|SECOND|THIRD|FOURTH|[A-D]) ", re.I)  # SECOND GUARD, GUARD #2
_ALSO_SURNAMES = word_list(
    """
    cooper baker miller smith carter hunter taylor mason potter fisher cook shepherd knight king bishop pope page archer
    barber carpenter porter turner weaver gardener fletcher chandler singer marshall judge duke prince abbot dean ward
    skinner tanner thatcher brewer butcher glover hooper mercer sawyer slater webster harper piper foster fox wolf
    """
)
_PARTICLES = re.compile("[opIFhA&]+")
_WAYS = frozenset(("out", "up", "off", "down", "away", "back", "forth"))  # "spits out IDA"
_NOT_SO = re.compile(r"(?:not|(?:is|are|was|were)n['\u2019]t)\s", re.I)
_ACTS = re.compile("(?:.*[GBPOk](?=V$)|[XDdwcYTe&KAQ]*[PO](?:[LI][AhM]?[XDdwKeZPO]*[GgBbm]+)?(?=V|CX?[pIoF]))")
_TIMES = re.compile(
    r"^(?:long ago|once|now|then|today|tonight|for once|years ago|by now|again|unfortunately|in short|"
    r"on the whole|of course)$",
    re.I,
)
_PRESSED_ONCE = re.compile(
    r"\s(?:is|was|are|were|had been)\s(?:\w+ed|once)\s.*\b(?:once|long ago)\b.*|\swas\s\w+ed once$"
)
_DOING = re.compile(
    r"^(?:is|are|was|were)\s(?:\w+ing|at|on)\b|^(?:just|seen|now seen)\s\w+ing\b|"
    r"^(?:appears?|looks?|comes?|opened?|just)\s(?:in|out|at|on|from|up|round|his|her|the)\b"
)
_CLAUSE = re.compile(r"\s*(?:[;:()]|,(?!\d{3}))\s*|\s+(?:--|[\u2014\u2013-])\s+|\s*\u2014\s*")
_WORN = re.compile(r"\b(?:in (?:his|her|an?|full)\b|wearing\b|dressed\b|with (?:his|her|an?)\b).*")
# "puts on a black turtleneck" shows the turtleneck.
_PUT_ON = re.compile(
    r"^(?:.*\b)?(?:put|pull)(?:s|ed|ting|ing)?\son\s(?:(?:his|her|my|their|an?|the|some)\s)?(.+?)"
    r"(?:\s(?:as|while)\s(?:he|she|they)\b.*)?$",
    re.I,
)
_DRESS = re.compile(
    r"^(?:\w+ly\s|nicely but simply\s|all\s|still\s)*(?:dressed|clad|attired|clothed|wearing)\b\s*"
    r"(?:in\s+|as\s+)?(?:an?\s+|the\s+)?",
    re.IGNORECASE,
)

# "a maid uniform", "a beauty mark": of what kind a thing is, and not who wears it.
_BESIDE_NOUN = re.compile(
    rf"[a-z-]+(?=\s(?:{'|'.join(sorted(dress.GARMENTS | appearance.MARKS | {'mark', 'marks'}))})\b)"
)

_KIN = "(?:" + "|".join(sorted(folk.KIN, key=len, reverse=True)) + ")"
# What may stand before and after a name that is left out: "and the MAID's", "a cook called Otto".
_OPENING_NAME = re.compile(
    rf"^(?:and |but )?(?:enter )?(?:(?:the|an?|his|her|their|[A-Z][a-z]+['\u2019]s) )?(?:{_KIN} )?$", re.IGNORECASE
)
_CALLED, _DESCRIBED = re.compile(r" (?:named|called) $", re.IGNORECASE), re.compile(r"(?<=[A-Za-z]) $")
_AFTER_NAME = re.compile(r"(?:['\u2019]s)?(?![\w-])", re.IGNORECASE)
_AFTER_NAME_AND_MARKS = re.compile(_AFTER_NAME.pattern + r"[\s,:\-\u2013\u2014]*", re.IGNORECASE)


def check_style(style: str) -> str:
    """The style, or Invalid."""
    if style not in STYLES:
        raise Invalid("unknown_style", f"There is no prompt style {style!r}.", "Use phrases, tags or sentences.")
    return style


def render(looks: Sequence[str], names: Sequence[str], gender: str, style: str, others: Sequence[str] = ()) -> str:
    """Join looks into an image prompt in the given style; "" for no looks.

    The gender comes first where the script's pronouns tell it and the looks do not. What compares somebody with
    one of the `others` ("younger than HEDDA") shows nothing in a picture and stays out.
    """
    if others:
        looks = [_without_others(text, others) for text in looks]
    looks = [text for text in looks if text]
    if not looks:
        return ""
    if style == "sentences":
        return _sentences(looks, names, gender)
    phrases = [
        phrase for text in looks for phrase in ([_phrase(text, names)] if style == "phrases" else _tags(text, names))
    ]
    if own := {"male": "his", "female": "her"}.get(gender):
        phrases = [re.sub(r"\bin their (?=(?:\w+ )?\d0s)", f"in {own} ", phrase) for phrase in phrases]
    subject = _subject(gender, looks)
    if style == "tags":
        subject = {"man": "1boy", "boy": "1boy", "woman": "1girl", "girl": "1girl"}.get(subject, "")
    return ", ".join(_distinct([subject, *phrases]))


def _without_others(text: str, others: Sequence[str]) -> str:
    here = [other for other in others if other in text]
    if not here:
        return text
    named = re.compile(r"\b(?:" + "|".join(map(re.escape, here)) + r")\b")
    text = re.sub(
        rf"^{named.pattern}['\u2019]s\s(?=(?:[\w-]+\s){{0,4}}{_KIN}\b)", "", text, flags=re.IGNORECASE
    )  # "KATE's GRANDMOTHER"
    if not named.search(text):
        return text
    parts = re.split(r"([,;]\s*)", text)
    kept = [
        part + (parts[at + 1] if at + 1 < len(parts) else "")
        for at, part in enumerate(parts)
        if at % 2 == 0 and not named.search(part)
    ]
    return "".join(kept).strip(" ,;")


def _distinct(phrases: Sequence[str]) -> list[str]:
    """Each phrase once, and none that another one says in full."""
    seen: dict[str, str] = {}
    for phrase in phrases:
        if phrase:
            seen.setdefault(phrase.casefold(), phrase)
    return [
        phrase
        for low, phrase in seen.items()
        if not any(
            low != other and low in other and re.search(rf"(?<![\w-]){re.escape(low)}(?![\w-])", other)
            for other in seen
        )
    ]


def _subject(gender: str, looks: Sequence[str]) -> str:
    """man or woman, boy or girl below 18, unless the looks say who it is themselves."""
    told = {word for text in looks for word in re.findall(r"[a-z]+", _BESIDE_NOUN.sub("", text.lower()))}
    if not gender or told & _SAID:
        return ""
    return _noun(gender, looks)


def _noun(gender: str, looks: Sequence[str]) -> str:
    age = next((age for text in looks if (age := ages.age_in(text)) is not None), GROWN_UP)
    grown, child = ("man", "boy") if gender == "male" else ("woman", "girl")
    return grown if age >= GROWN_UP else child


def _phrase(text: str, names: Sequence[str]) -> str:
    """A look without its name and its grammar: "Her hair is of an agreeable brown" -> "hair of an agreeable brown"."""
    text = _WHEN.sub("", _without_name(text, names))
    text = re.sub(r"^(he|she|they)['\u2019](?:s|re)\s", r"\1 is ", text, flags=re.I)
    text = _OPENING.sub("", _SUBJECT.sub("", text))
    called = {name.casefold() for name in names if not _is_role(name)}
    parts = [_part(part) for part in _CLAUSE.split(_SECOND_VERB.sub(", ", text)) if part.casefold() not in called]
    return ", ".join(part for part in parts if part)


def _is_role(name: str) -> bool:
    """Whether a name says what somebody is, GUARD #2 too, and is nobody's surname: JAKE COOPER."""
    name = _NUMBERED.sub("", name)
    surname = name.split()[-1:] and name.split()[-1].lower() in _ALSO_SURNAMES and len(name.split()) > 1
    return is_role(name) and not (surname or likely_gender(name) or title_of(name))


def _part(part: str) -> str:
    part = part.strip(" .;,\"'").lstrip("-\u2013\u2014 ")
    if age := _AGE_ONLY.match(part):
        return f"{'about ' if age.group(2) else ''}{age.group(1)} years old"
    if decade := _DECADE.match(part):
        return f"in the {decade.group(1) + ' ' if decade.group(1) else ''}{decade.group(2)}s".replace(
            "in the", "in their"
        )
    if put := _PUT_ON.match(part):
        worn = takewhile(lambda piece: re.search("[Gg]$", _tagged(piece)), put.group(1).split(" and "))
        return " and ".join(worn)
    part = re.sub(r"^on\s(?=an?\s)", "", part)
    part = re.sub(r"^(?:(?:and|but|both|all|each)\s+)+", "", part)
    part = re.sub(r"^(?:which\s)?(?:is|are|was|were|been)\s(?:an?\s|the\s)?", "", part) if " " in part else part
    part = _NEVER_MIND.sub("", part)
    if _NOT_SO.match(part) or _DANGLING.search(part):
        return ""
    part = re.sub(r"^(?:his|her|their)\s", "", _PRESSED_ONCE.sub("", _SUBJECT.sub("", part)))
    part = re.sub(
        r"^(?:though\s)?(?:(?:he|she|they)\s)?(?:wears?|wore|wearing|carries|carried|has|had)\s(?:on\s)?(?:an?\s|the\s)?",
        "",
        part,
    )
    first = part.partition(" ")[0].lower()
    does = verbs.FINITE if first.endswith("s") else verbs.BASES - verbs.NOUNS
    if first in verbs.GERUNDS - appearance.SHAPES:
        return ""  # "counting spoons"
    acts = first in does and first not in appearance.BODY | appearance.MARKS | dress.GARMENTS
    if acts and (worn := _WORN.search(part)) and re.search("[Gg]", _tagged(worn.group())):
        return worn.group()  # "strolls in wearing a bathrobe"
    if acts or _TIMES.match(part) or _DOING.match(part):
        return ""  # "enters from the hall"; "long ago"; "is at the piano"
    if done := _ACTS.match(tag(found := words(part, 0, len(part)))):
        part = part[: found[done.end() - 1].end]  # "old woman in a coat smokes a pipe"
    return _without_character(_turned(_one_of(part)))


def _one_of(part: str) -> str:
    """ "two tall men" -> "tall man": the picture shows one of them."""
    several = _SEVERAL.match(part)
    if not several:
        return part
    noun = several["noun"]
    one = re.sub("men$", "man", noun.lower()).removesuffix("s")
    known = one != noun.lower() and one in folk.PEOPLE | folk.OCCUPATIONS | folk.KIN | folk.DAY_PLAYERS
    return f"{several['told']}{one}{several['rest'] or ''}" if known or noun[:2].isupper() else part


def _without_character(part: str) -> str:
    """ "nervous young clerk" -> "young clerk": a camera sees no nerves. A stern face stays stern."""
    found = words(part, 0, len(part))
    tags = tag(found)
    if "T" in tags and not re.search("[DdcwYQBbmGgPZOezaWyr]", tags):
        return ""
    if re.fullmatch("(?:[AhM]|X{1,2}M)?k", tags) or _PARTICLES.fullmatch(tags) or part.lower() in _WAYS:
        return ""  # "his granddaughter" is no look; "out"
    for at in range(len(found) - 1, -1, -1):
        if tags[at] == "T" and re.match("(?:&?T)*[XDdcYe]*[PZO]", tags[at + 1 :]):
            end = found[at + (found[at + 1].low == "looking")].end  # "dour looking"
            part = (part[: found[at].start] + part[end:].lstrip(" ,")).strip()
    return part


def _turned(part: str) -> str:
    """ "eyes are a very light grey" -> "very light grey eyes"; what says nothing to the eye is left out."""
    part = part.removeprefix("whose ")
    said = _PREDICATE.match(part)
    if not said or not re.fullmatch("M?[hDdwcXQ]*[BbmG]+", _tagged(said["noun"])):
        return part
    told = _tagged(said["told"])
    if not re.search("[DdcwYQBbmGgPZOezSEtaWyr]", told):
        return said["noun"] if " " in said["noun"] else ""
    if re.fullmatch("A?K*[Ddcw]+", told):
        return f"{re.sub('^an? ', '', said['told'])} {said['noun']}"
    return part


def _tagged(text: str) -> str:
    return tag(words(text, 0, len(text)))


def _without_name(text: str, names: Sequence[str]) -> str:
    text = " ".join(re.sub(r"(?<=\w)- (?=\w)", "-", re.sub("[*_=]", "", text)).split()).strip(" .;,-\u2014\u2013")
    text = re.sub(r"^(?:This is|Here is|Meet)\s+", "", text)
    for name in filter(_is_role, names):  # FAT MAN is what somebody is
        text = re.sub(rf"\b{re.escape(name)}(?!\w)", lambda found: _NUMBERED.sub("", found.group()).lower(), text)
    names = [name for name in names if not _is_role(name)]
    low = text.lower()
    names = sorted((name for name in names if name.lower() in low), key=len, reverse=True)
    for name in names:
        text = _cut(text, name, _OPENING_NAME, _AFTER_NAME_AND_MARKS)
        if len(name) > 2:
            text = _cut(text, name, _CALLED, _AFTER_NAME)
    while listed := re.match(r"^(?:and\s+)?[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de'.\- ]+,\s*", text):
        text = text[listed.end() :]
    text = re.sub(r"^(?:and\s+)?[A-Z\u00c0-\u00de]{2,},\s*", "", text)
    for name in names:  # "a dashingly handsome EDWARD"
        if len(name) > 2:
            text = _cut(text, name, _DESCRIBED, _AFTER_NAME)
    return text


def _cut(text: str, name: str, before: re.Pattern[str], after: re.Pattern[str]) -> str:
    """A text without a name, in any case, and without what has to stand right before and after it."""
    low, called = text.lower(), name.lower()
    at = low.find(called)
    while at >= 0:
        opening, closing = before.search(text, 0, at), after.match(text, at + len(called))
        if opening and closing:
            text = text[: opening.start()] + text[closing.end() :]
            low, at = text.lower(), opening.start() - 1
        at = low.find(called, at + 1)
    return text


def _tags(text: str, names: Sequence[str]) -> list[str]:
    """Short comma tags without articles: "long black hair", "grey eyes", "45 years old"."""
    found = []
    for part in _CLAUSE.split(_OPENING.sub("", _SUBJECT.sub("", _without_name(text, names)))):
        if told := _COPULA.match(part):  # "hair is short and grey" -> "short hair", "grey hair"
            described = re.split(r"\s+and\s+", part[told.end() :])
            found += [f"{_bare(one)} {told.group(1)}".lower() for one in described if one]
            continue
        for piece in re.split(r"\s+(?:and|with|but)\s+", _part(part)):
            found.append(_bare(_DRESS.sub("", piece)).lower())
    return found


def _bare(text: str) -> str:
    """Without articles and degrees."""
    return re.sub(r"\b(?:an?|the|very|rather|quite|somewhat|still|almost)\s", "", _OPENING.sub("", text)).strip()


def _sentences(looks: Sequence[str], names: Sequence[str], gender: str) -> str:
    """One or two plain sentences for models that read language."""
    phrases = _distinct([_phrase(text, names) for text in looks])
    subject = _noun(gender, looks) if gender else "person"
    return f"A {subject}: {'; '.join(phrases)}." if phrases else ""
