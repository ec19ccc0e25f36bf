"""What one clause says about looks: nothing, a mark of identity, clothes, a passing state, or character instead. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from . import lexicon as lex
from .sentences import Word

IDENTITY, WARDROBE, PASSING = "identity", "wardrobe", "transient"

_COMPOUND = re.compile(
    r"-(?:haired|eyed|faced|skinned|built|shouldered|nosed|bearded|cheeked|looking|complexioned|limbed|legged|chested|lipped|"
    r"toothed|browed|bodied|featured|headed|fingered|necked|chinned|jawed|bellied|horned|tailed|winged|furred|maned|waisted)$"
)
_DRESSED = re.compile(r"-(?:dressed|clad|coated|booted|hatted|gloved|robed|suited|cloaked)$")
_COLOURED = re.compile(r"(?:-coloured|-colored|-hued|-dyed|-tinted|-rimmed|-striped|-lined|-trimmed)$")
_AGE_WORD = re.compile(
    r"^(?:\d{1,3}-(?:years?|something)(?:-old)?|[a-z]+(?:-[a-z]+)?-years?-old|\d{2}(?:'?s)|(?:early|mid|late)-(?:\d0'?s|[a-z]+ies|teens)|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-[a-z]+)$"
)
_YEARS = re.compile(r"^\d{1,3}$")


@dataclass(frozen=True)
class Reading:
    """What a clause says. `kind` is None where it shows no looks; `first` and `last` are the word indices of what does.

    `about` is "character" for personality and "deed" for action; `statement` says that a verb like is, has or wears
    carries it, so that the rest of the sentence belongs to the picture.
    """

    kind: str | None = None
    first: int = 0
    last: int = 0
    about: str = ""
    statement: bool = False
    strong: bool = False


def is_description(word: str) -> bool:
    """Whether a word is an adjective of looks, compounds included."""
    if word in lex.DESCRIBING or _COLOURED.search(word) or _COMPOUND.search(word):
        return True
    head, _, tail = word.partition("-")
    return bool(tail) and (head in lex.COLOURS or tail in lex.COLOURS or (head in lex.SHAPES and tail in lex.SHAPES))


def is_age(words: Sequence[Word], at: int, introduced: bool) -> bool:
    """Whether the word at `at` tells an age: "30s", "forty-five" after of or aged, a bare number after a name."""
    low = words[at].low
    if low in lex.AGES or (_AGE_WORD.match(low) and not low.endswith("-something-else")):
        hyphened = "-" in low and low.split("-")[-1] in lex.NUMBERS
        return not hyphened or _age_frame(words, at, introduced)
    if low in lex.DECADES:
        return introduced or any(
            w.low in ("his", "her", "their", "early", "mid", "late", "in") for w in words[max(0, at - 3) : at]
        )
    if _YEARS.match(low) or low in lex.NUMBERS:
        return _age_frame(words, at, introduced)
    return False


def _age_frame(words: Sequence[Word], at: int, introduced: bool) -> bool:
    before = [w.low for w in words[max(0, at - 4) : at]]
    after = [w.low for w in words[at + 1 : at + 3]]
    if after[:1] and after[0] in ("years", "year", "year-old", "years-old"):
        return after == ["years", "old"] or len(words) <= at + 2 or after[-1] in ("of", "old", "younger", "older")
    if (
        introduced
        and at == len(words) - 1
        and not (
            set(before)
            - lex.ADVERBS
            - {
                "male",
                "female",
                "each",
                "both",
                "and",
                "about",
                "age",
                "aged",
                "a",
                "mid",
                "late",
                "early",
                "around",
                "ish",
            }
        )
    ):
        return True
    if before and before[-1] in (
        "aged",
        "age",
        "about",
        "around",
        "nearly",
        "almost",
        "past",
        "over",
        "under",
        "perhaps",
        "maybe",
    ):
        people = set(before) & (lex.PEOPLE | {"of", "is", "was", "be", "aged", "age", "no", "looks", "perhaps"})
        return bool(people) and not (
            after and after[0] in ("feet", "foot", "inches", "pounds", "miles", "yards", "times", "men")
        )
    return len(before) > 1 and before[-1] == "of" and before[-2] in lex.PEOPLE | {"age"}


def read(words: Sequence[Word], *, introduced: bool = False, named: frozenset[int] = frozenset()) -> Reading:
    """Read one clause. `introduced` says that it follows a name as an apposition; `named` holds indices that are names."""
    lows = [w.low for w in words]
    plain = [i for i in range(len(words)) if i not in named]
    identity = sorted(_identity(words, lows, plain, introduced))
    wardrobe = sorted(_wardrobe(words, lows, plain))
    deed = _deed(lows, plain)
    if not identity and not wardrobe:
        about = "deed" if deed is not None else "character" if any(_is_character(lows[i]) for i in plain) else ""
        return Reading(about=about)
    found = sorted(set(identity) | set(wardrobe))
    kind = IDENTITY if identity else WARDROBE
    if wardrobe and not set(identity) - {i for i in identity if lows[i] in lex.PERSONAL or i in wardrobe}:
        kind = WARDROBE if not identity or wardrobe[0] <= identity[0] else IDENTITY
    if _passing(lows, found, plain):
        kind = PASSING
    statement = _statement(lows, found, deed)
    return Reading(kind, found[0], found[-1], "deed" if deed is not None else "", statement, True)


def _is_character(word: str) -> bool:
    return word in lex.PERSONALITY or word in lex.ABSTRACT


def _deed(lows: Sequence[str], plain: Sequence[int]) -> int | None:
    """The index of the first word that is an action's verb, as far as a word list can tell."""
    for at in plain:
        low = lows[at]
        if (
            low not in lex.ACTIONS
            or low in lex.BODY
            and at
            and (lows[at - 1] in lex.PRONOUNS or is_description(lows[at - 1]))
        ):
            continue
        before = lows[at - 1] if at else ""
        if before in ("a", "an", "the", "his", "her", "their", "my", "of", "no") and low not in lex.GERUNDS:
            continue
        if low in lex.DESCRIBING and (before in lex.ADVERBS or is_description(before) or before in lex.COPULAS):
            continue
        return at
    return None


def _identity(words: Sequence[Word], lows: Sequence[str], plain: Sequence[int], introduced: bool) -> set[int]:
    found: set[int] = set()
    for at in plain:
        low = lows[at]
        if is_age(words, at, introduced):
            found |= _around(lows, at)
        elif low in lex.BODY:
            found |= _body(lows, at)
        elif _COMPOUND.search(low) and not low.startswith(("well-looking", "forward-", "good-humoured")):
            found.add(at)
        elif low in lex.PERSONAL and _describes_person(lows, at, introduced):
            found.add(at)
        elif low in lex.SPECIES and introduced and _article_before(lows, at):
            found.add(at)
        elif introduced and (low in lex.ORIGINS or low in lex.GENDERS) and _short_or_person(lows, at):
            found.add(at)
        elif (
            introduced
            and (low in lex.OCCUPATIONS or low in ("man", "woman", "girl", "boy", "lady"))
            and _article_before(lows, at)
        ):
            found.add(at)
    return found


def _around(lows: Sequence[str], at: int) -> set[int]:
    found = {at}
    while at and (
        lows[at - 1]
        in (
            "early",
            "mid",
            "late",
            "about",
            "around",
            "in",
            "of",
            "aged",
            "age",
            "nearly",
            "almost",
            "her",
            "his",
            "years",
        )
        or lows[at - 1] in lex.ADVERBS
    ):
        at -= 1
        found.add(at)
    return found


def _article_before(lows: Sequence[str], at: int) -> bool:
    return at <= 1 or any(
        low in ("a", "an", "the", "his", "her", "our", "their", "is", "was", "retired", "former")
        for low in lows[max(0, at - 6) : at]
    )


def _short_or_person(lows: Sequence[str], at: int) -> bool:
    return len(lows) <= 4 or any(low in lex.PEOPLE or low in lex.OCCUPATIONS for low in lows[at + 1 : at + 4])


def _describes_person(lows: Sequence[str], at: int, introduced: bool) -> bool:
    """Whether an adjective like "tall" stands for the person, and not for the window or the glass."""
    after = at + 1
    while after < len(lows) and (
        lows[after] in lex.ADVERBS
        or is_description(lows[after])
        or lows[after] in lex.PERSONAL
        or lows[after] in lex.PERSONALITY
    ):
        after += 1
    following = lows[after] if after < len(lows) else ""
    if following in lex.PEOPLE or following in lex.SPECIES or following in lex.OCCUPATIONS or following in lex.ORIGINS:
        return (
            lows[at] not in ("little", "small", "old", "young", "big", "great")
            or _article_before(lows, at)
            or introduced
        )
    if following and following not in lex.LINKS:
        return False
    before = [low for low in lows[:at] if low not in lex.ADVERBS]
    if not before:
        return introduced or len(lows) - at <= 4
    lead = before[-1]
    if lead in lex.COPULAS:
        return lows[at] not in ("old", "young", "plain", "clear") or introduced or len(before) <= 3
    return introduced and all(
        is_description(low)
        or low in lex.PERSONAL
        or low in lex.PERSONALITY
        or low in lex.COPULAS
        or low in lex.PRONOUNS
        for low in before
    )


def _body(lows: Sequence[str], at: int) -> set[int]:
    """The indices of a body part with what is said of it; empty where it only acts."""
    low = lows[at]
    start = at
    descriptions = 0
    while start and (
        is_description(lows[start - 1])
        or lows[start - 1] in lex.ADVERBS
        or _COLOURED.search(lows[start - 1])
        or lows[start - 1] in ("bit", "s")
        or lows[start - 1] in lex.COLOURS
    ):
        start -= 1
        descriptions += is_description(lows[start])
    if start and lows[start - 1] in lex.BODY and lows[start : start + 1] == ["and"]:
        descriptions += 1
    if descriptions:
        if low in (
            "look",
            "looks",
            "smile",
            "hand",
            "hands",
            "arms",
            "head",
            "gaze",
            "feet",
            "expression",
        ) and not _owned(lows, start, at):
            return set()
        return set(range(start, at + 1))
    mark = low in lex.MARKS and any(
        w in ("with", "has", "had", "a", "his", "her", "wears", "wore", "and", "the", "without", "of")
        for w in lows[max(0, at - 3) : at]
    )
    after = _predicate(lows, at)
    if after:
        return set(range(at, after + 1))
    return {at} if mark and not _touched(lows, at) else set()


def _owned(lows: Sequence[str], start: int, at: int) -> bool:
    return any(low in ("with", "has", "had", "have", "of") for low in lows[max(0, start - 3) : start])


def _touched(lows: Sequence[str], at: int) -> bool:
    return any(low in lex.ACTIONS for low in lows[max(0, at - 4) : at])


def _predicate(lows: Sequence[str], at: int) -> int:
    """For "eyes are light blue", "face long and pale": the index of the last descriptive word, else 0."""
    i = at + 1
    while i < len(lows) and (lows[i] in lex.BODY or lows[i] == "and") and lows[i] not in lex.ACTIONS:
        i += 1
    verb = i < len(lows) and (lows[i] in lex.COPULAS or lows[i] in lex.SHOWING or lows[i] in lex.POSSESSING)
    limit = i + (7 if verb else 2)
    last = 0
    j = i + 1 if verb else i
    while j < len(lows) and j < limit:
        if lows[j] in lex.SPOILERS and j <= i + 2:
            return 0
        if is_description(lows[j]):
            last = j
        elif (
            not last
            and lows[j] not in lex.ADVERBS
            and lows[j] not in ("of", "a", "an", "the", "as", "with")
            and not verb
        ):
            return 0
        elif lows[j] in lex.ACTIONS and not last:
            return 0
        j += 1
    if (
        not last
        and verb
        and lows[i] in lex.SHOWING
        and at <= 3
        and lows[0] in ("his", "her", "the")
        and len(lows) > i + 1
    ):
        return (
            0
            if lows[at] in lex.ACTING and lows[at] not in ("face", "figure", "eyes")
            else i + 1
            if lows[i]
            in (
                "show",
                "shows",
                "express",
                "expresses",
                "expressed",
                "showed",
                "suggest",
                "suggests",
                "betoken",
                "denote",
                "denotes",
                "denoted",
                "indicate",
                "indicates",
                "indicated",
                "bear",
                "bears",
                "bore",
                "has",
            )
            else 0
        )
    return last


def _wardrobe(words: Sequence[Word], lows: Sequence[str], plain: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for at in plain:
        low = lows[at]
        if low in lex.WEARING or _DRESSED.search(low):
            if _is_worn(lows, at):
                found.add(at)
        elif low in lex.GARMENTS:
            found |= _garment(lows, at)
        elif (
            low in lex.ATTIRE_STATES
            and at
            and lows[at - 1] == "in"
            and (at == len(lows) - 1 or lows[at + 1] in lex.LINKS)
        ):
            if (
                at == 1
                or lows[at - 2] in ("all", "man", "woman", "figure", "girl", "boy", "lady", "dressed")
                or at - 1 == plain[0]
            ):
                found |= {at - 1, at}
    return found


def _is_worn(lows: Sequence[str], at: int) -> bool:
    low = lows[at]
    after = lows[at + 1 : at + 9]
    if low in (
        "wears",
        "wearing",
        "wore",
        "worn",
        "wrapped",
        "draped",
        "veiled",
        "masked",
        "booted",
        "decked",
        "bundled",
        "sporting",
        "sports",
        "sported",
    ):
        if {"expression", "smile", "look", "frown", "grin", "scowl", "air", "expressions", "looks"} & set(
            after
        ) and not set(after) & (lex.GARMENTS - lex.CARRIED):
            return False
        if low == "worn":
            return bool(set(after) & lex.GARMENTS)
        if low in ("wrapped", "draped", "bundled", "decked", "sports"):
            return bool(set(after) & lex.GARMENTS) or (low == "bundled" and "up" in after)
        return bool(after)
    if low in ("cloaked", "robed", "hooded", "costumed") and at + 1 < len(lows) and lows[at + 1] in ("in",):
        return bool(set(after) & (lex.GARMENTS | lex.COLOURS))
    if low == "dressed" and at and lows[at - 1] in ("gets", "got", "getting", "get", "carefully") and not after:
        return False
    return True


def _garment(lows: Sequence[str], at: int) -> set[int]:
    low = lows[at]
    start = at
    described = False
    while start and (
        is_description(lows[start - 1])
        or lows[start - 1] in lex.ADVERBS
        or lows[start - 1] in lex.GARMENTS
        or lows[start - 1] in lex.ORIGINS
        or lows[start - 1].endswith("ed")
        and lows[start - 1] not in lex.FINITE
    ):
        start -= 1
        described |= is_description(lows[start]) or lows[start] in lex.GARMENTS
    article = start - 1 if start and lows[start - 1] in ("a", "an", "the", "his", "her", "their", "of", "no") else start
    lead = lows[article - 1] if article else ""
    reach = lows[max(0, article - 6) : article]
    if any(w in lex.WEARING for w in reach):
        return set(range(start, at + 1))
    if any(
        w in lex.ACTIONS
        and w
        not in ("stands", "sits", "enters", "stood", "sat", "entered", "comes", "came", "standing", "sitting", "walks")
        for w in reach[-3:]
    ):
        return set()
    if lead == "in" and low not in ("ring", "chain", "collar", "belt", "hand", "watch", "cane"):
        return set(range(article - 1, at + 1))
    on = any(w == "on" for w in lows[at + 1 : at + 3]) and (
        at + 2 >= len(lows) or lows[at + 1] == "on" and lows[at + 2] in (*lex.LINKS, "his", "her")
    )
    if lead in ("with", "and", "has", "had", "having", "under", "but", "without") or not lead:
        in_hand = set(lows[at + 1 : at + 6]) & {"hand", "hands", "arm", "lap"}
        if on and not in_hand:
            return set(range(article, min(len(lows), at + 2)))
        if described and not in_hand and lead in ("with", "has", "had", "having", "and", "without", "but"):
            return set(range(start, at + 1))
        if lead in ("has", "had") and low not in lex.CARRIED and not in_hand:
            return set(range(start, at + 1))
        if (
            lead == "with"
            and low
            in (
                "glasses",
                "spectacles",
                "sunglasses",
                "goggles",
                "eyepatch",
                "armor",
                "armour",
                "crown",
                "turban",
                "wig",
                "makeup",
                "veil",
            )
            and not in_hand
        ):
            return set(range(start, at + 1))
    if lows[article] in ("his", "her") and described and article == 0:
        return set(range(start, at + 1))
    return set()


def _passing(lows: Sequence[str], found: Sequence[int], plain: Sequence[int]) -> bool:
    near = [lows[i] for i in plain if found[0] - 2 <= i <= found[-1] + 4]
    return any(low in lex.TRANSIENT for low in near) and not {"always", "perpetually", "permanently"} & set(near)


def _statement(lows: Sequence[str], found: Sequence[int], deed: int | None) -> bool:
    """Whether is, has, wears or a body part's own verb carries the clause."""
    head = lows[: found[-1] + 1]
    for at, low in enumerate(head):
        if deed is not None and at >= deed:
            return False
        if low in lex.COPULAS or low in lex.POSSESSING or low in ("wears", "wore"):
            return at <= 7
        if low in lex.SHOWING and at and (lows[at - 1] in lex.BODY or lows[at - 1] in lex.GARMENTS):
            return True
    return len(lows) > 1 and lows[0] in ("his", "her") and lows[found[0]] in lex.BODY and deed is None
