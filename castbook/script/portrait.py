"""From looks to an image prompt: plain phrases, tags or sentences. Names and grammar words go, facts stay. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..errors import Invalid
from . import ages, appearance, dress, folk
from .alphabet import LOWER, UPPER
from .lexicon import word_list
from .people import TITLES, is_role, likely_gender, title_of
from .phrasing import AGE_ONLY, SUBJECT, plain_phrase, tagged
from .tags import plain

STYLES = ("phrases", "tags", "sentences")
GROWN_UP = 18  # years
_PRIVATE = 0xE000  # the first of Unicode's characters that mean nothing
# Nouns that say who it is; "an adult figure", "blonde" may still be a man's or a woman's.
_SAID = (folk.PEOPLE | folk.SPECIES | {"male", "female"}) - {"adult", "figure", "blonde", "blond"}

_WOMEN = folk.FEMALE & (folk.PEOPLE | folk.OCCUPATIONS) - {"beauty"}
_MEN = folk.MALE & (folk.PEOPLE | folk.OCCUPATIONS)

_OPENING = re.compile(
    r"^(?:(?:and|but|also|then|yet|with|each|all|both|one|is|are|was|were|has|had|his|her|their|the|an?|of|"
    r"in his|in her)\s+)+",
    re.IGNORECASE,
)
_COPULA = re.compile(
    r"^((?:[\w\-]+\s){0,2}?[\w\-]+(?:\sand\s[\w\-]+)?)\s(?:is|are|was|were)\s(?:also\s|still\s)?(?:of\san?\s|of\s)?"
)
_WHEN = re.compile(
    r"^(?:now|just now|then|still|suddenly|today|at (?:that|this|the same) (?:time|moment))\s+(?=he\b|she\b|they\b)",
    re.I,
)
# A second verb for the same person: "a raincoat and carries a case".
_SECOND_VERB = re.compile(r"\s+and\s+(?:wears|wore|carries|carried|has|had|is|was)\s+")
_NUMBERED = re.compile(r"\s*#?\d+$|^(?:FIRST|SECOND|THIRD|FOURTH|[A-D]) ", re.I)  # SECOND GUARD, GUARD #2
_ALSO_SURNAMES = word_list(
    """
    cooper baker miller smith carter hunter taylor mason potter fisher cook shepherd knight king bishop pope page archer
    barber carpenter porter turner weaver gardener fletcher chandler singer marshall judge duke prince abbot dean ward
    skinner tanner thatcher brewer butcher glover hooper mercer sawyer slater webster harper piper foster fox wolf
    """
)
_CLAUSE = re.compile(r"\s*(?:[;:()]|,(?!\d{3}))\s*|\s+(?:--|[\u2014\u2013-])\s+|\s*\u2014\s*")
_ADJECTIVES = re.compile("[KDdwcTtYJj&]+")
_POSSESSED = re.compile(r"^(?:[\w.-]+\s){0,2}[\w.-]+['\u2019]s?\s")
_AWAITS_NOUN = re.compile(r"(?:^|\s)(?:an?|the|his|her|their|[\w-]+['\u2019]s)\s[^,]+$", re.IGNORECASE)
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
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "dr"))
_GIVEN = rf"(?:[{UPPER}][{LOWER}]+\.?\s){{1,2}}"
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
        looks = [_without_others(text, others, names) for text in looks]
    looks = [text for text in looks if text]
    if not looks:
        return ""
    if style == "sentences":
        return _sentences(looks, names, gender)
    phrases = [
        phrase for text in looks for phrase in ([_phrase(text, names)] if style == "phrases" else _tags(text, names))
    ]
    if own := {"male": "his", "female": "her"}.get(gender or _gender_in(looks)):
        phrases = [re.sub(r"\bin their (?=(?:\w+ )?\d0s)", f"in {own} ", phrase) for phrase in phrases]
    subject = _subject(gender, looks)
    if style == "tags":
        subject = {"man": "1boy", "boy": "1boy", "woman": "1girl", "girl": "1girl"}.get(subject, "")
    return ", ".join(_distinct([subject, *phrases]))


def _without_others(text: str, others: Sequence[str], names: Sequence[str]) -> str:
    here = [other for other in others if other in text]
    if not here:
        return text
    own = sorted((name for name in names if name in text), key=len, reverse=True)
    for at, name in enumerate(own):  # "KATE'S DAD" is no other's name
        text = text.replace(name, chr(_PRIVATE + at))
    named = re.compile(r"\b(?:" + "|".join(map(re.escape, here)) + r")\b")
    text = re.sub(
        rf"^{named.pattern}['\u2019]s\s(?=(?:[\w-]+\s){{0,4}}(?:{_KIN}\b|[{chr(_PRIVATE)}-\uf8ff]))",
        "",
        text,
        flags=re.IGNORECASE,
    )  # "KATE's GRANDMOTHER"
    if named.search(text):
        parts = re.split(r"([,;:]\s*|\s[-\u2013\u2014]+\s)", text)
        kept = [
            part + (parts[at + 1] if at + 1 < len(parts) else "")
            for at, part in enumerate(parts)
            if at % 2 == 0 and not named.search(part)
        ]
        text = "".join(kept).strip(" ,;:-\u2013\u2014")
    for at, name in enumerate(own):
        text = text.replace(chr(_PRIVATE + at), name)
    return text


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


def _gender_in(looks: Sequence[str]) -> str:
    """Which sex the looks say themselves: "a waitress, 40s"; "" for none or both."""
    told = {word for text in looks for word in re.findall(r"[a-z]+", _BESIDE_NOUN.sub("", text.lower()))}
    female, male = bool(told & _WOMEN), bool(told & _MEN)
    return "" if female == male else "female" if female else "male"


def _noun(gender: str, looks: Sequence[str]) -> str:
    age = next((age for text in looks if (age := ages.age_in(text)) is not None), GROWN_UP)
    grown, child = ("man", "boy") if gender == "male" else ("woman", "girl")
    return grown if age >= GROWN_UP else child


def _phrase(text: str, names: Sequence[str]) -> str:
    return ", ".join(parts(text, names))


def parts(text: str, names: Sequence[str]) -> list[str]:
    """A look as plain phrases without its name and its grammar: "Her hair is brown, tied back" -> "brown hair" ..."""
    whole, text = text, _WHEN.sub("", _without_name(text, names))
    if text and text != whole and whole.endswith(text) and _POSSESSED.match(whole):
        text = f"their {text}"  # "Ida's small, neat hands"
    text = re.sub(r"^(he|she|they)['\u2019](?:s|re)\s", r"\1 is ", text, flags=re.I)
    called = {part.casefold() for name in names if not _is_role(name) for part in (name, *name.split())}
    pieces = _pieces(_SECOND_VERB.sub(", ", SUBJECT.sub("", text)))
    pieces[0] = _OPENING.sub("", pieces[0])
    if sum(bool(AGE_ONLY.match(piece)) for piece in pieces) > 1:  # "3, 2, 1": a countdown
        pieces = [piece for piece in pieces if not AGE_ONLY.match(piece)]
    return [part for piece in pieces if piece.casefold() not in called and (part := plain_phrase(piece))]


def _pieces(text: str) -> list[str]:
    """A text cut at its commas, but for those between adjectives: "with a spry, boyish look"."""
    cut = _CLAUSE.split(text)
    found: list[str] = []
    at = 0
    while at < len(cut):
        last = at
        if _AWAITS_NOUN.search(cut[at]) and _is_open(cut[at]):
            last = next((i for i in range(at + 1, len(cut)) if not _ADJECTIVES.fullmatch(tagged(cut[i]))), at)
            last = last if last > at and _closes(cut[last]) else at
        found.append(", ".join(cut[at : last + 1]))
        at = last + 1
    return found


def _is_open(piece: str) -> bool:
    """Whether a piece ends in an article and adjectives that wait for their noun."""
    return bool(re.search("[AhM](?:[KXDdwcTteYj]*[DdwcTtYJj]|X)$", tagged(piece)))


def _closes(piece: str) -> bool:
    """Whether a piece has that noun: "boyish look"."""
    return not piece.isupper() and bool(re.match("[KXDdwcTteYJj&]*[XBbmGgPOZkE]", tagged(piece)))


def _is_role(name: str) -> bool:
    """Whether a name says what somebody is, GUARD #2 too, and is nobody's surname: JAKE COOPER."""
    name = _NUMBERED.sub("", name)
    if re.search(r"['\u2019]s\s", name, re.IGNORECASE):
        return False  # KATE'S DAD
    surname = name.split()[-1:] and name.split()[-1].lower() in _ALSO_SURNAMES and len(name.split()) > 1
    return is_role(name) and not (surname or likely_gender(name) or title_of(name))


def _without_name(text: str, names: Sequence[str]) -> str:
    text = " ".join(re.sub(r"(?<=\w)- (?=\w)", "-", re.sub("[*_=]", "", text)).split()).strip(" .;,-\u2014\u2013")
    text = re.sub(r"^(?:This is|Here is|Meet)\s+", "", text)
    for name in filter(_is_role, names):  # FAT MAN is what somebody is
        text = re.sub(rf"\b{re.escape(name)}(?!\w)", lambda found: _NUMBERED.sub("", found.group()).lower(), text)
    names = [name for name in names if not _is_role(name)]
    low = text.lower()
    names = sorted((name for name in names if name.lower() in low), key=len, reverse=True)
    for name in (name for name in names if name.isupper() and name.lower() not in TITLES):  # "Petey DOUGLAS, 34"
        text = re.sub(rf"\b{_GIVEN}(?={re.escape(name)}(?![\w-]))", _without_given, text)
    for name in names:
        text = _cut(text, name, _OPENING_NAME, _AFTER_NAME_AND_MARKS)
        if len(name) > 2:
            text = _cut(text, name, _CALLED, _AFTER_NAME)
    while listed := re.match(rf"^(?:and\s+)?[{UPPER}][{UPPER}'.\- ]+,\s*", text):
        text = text[listed.end() :]
    text = re.sub(rf"^(?:and\s+)?[{UPPER}]{{2,}},\s*", "", text)
    for name in names:  # "a dashingly handsome EDWARD"
        if len(name) > 2:
            text = _cut(text, name, _DESCRIBED, _AFTER_NAME)
    return text


def _without_given(found: re.Match[str]) -> str:
    """Nothing in place of a given name, and the words themselves where they say something: "Deputy JORDAN"."""
    said = [word.strip(".").lower() for word in found.group().split()]
    ordinary = any(plain(word) != "X" and word not in _TITLES for word in said)
    return found.group() if ordinary else ""


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
    for part in _CLAUSE.split(_OPENING.sub("", SUBJECT.sub("", _without_name(text, names)))):
        if told := _COPULA.match(part):  # "hair is short and grey" -> "short hair", "grey hair"
            described = re.split(r"\s+and\s+", part[told.end() :])
            found += [f"{_bare(one)} {told.group(1)}".lower() for one in described if one]
            continue
        for piece in re.split(r"\s+(?:and|with|but)\s+", plain_phrase(part)):
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
