"""Which looks an image prompt shows: those of the introduction, and later only what plainly lasts. Pure.

A long script goes on to mention its leads' hands, wounds, clothes and faces for a hundred pages. What it says of them
where it brings them in is their portrait; of the rest counts only what states a lasting feature: age, build, hair,
eyes, skin, marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, TypeVar

from . import ages, appearance
from .lexicon import word_list
from .people import is_role
from .sentences import words
from .tags import tag

_NEAR = 2  # paragraphs; a portrait goes on after a cue or a blank direction
_SOON = 12  # paragraphs of the same scene in which the text may come back to it
_HAIR = word_list(
    """
    hair haircut hairdo braid braids plait plaits ponytail pigtail pigtails bun curls bangs fringe mane dreadlocks
    cornrows tresses ringlets mop hairline locks bob afro mohawk mullet quiff topknot chignon pompadour dreads beehive
    crewcut crew-cut buzzcut buzz-cut bald balding blond blonde redheaded red-headed redhead brunette ginger grizzled
    greying graying curls
    """
)
_BEARD = word_list(
    """
    beard moustache moustaches mustache mustaches goatee stubble sideburns whiskers side-whiskers muttonchops
    mutton-chops soul-patch handlebar bearded beardless mustachioed moustached moustachioed clean-shaven whiskered
    goateed
    """
)
_SKIN = word_list(
    """
    skin complexion swarthy sallow ruddy tanned dark-skinned olive-skinned pasty leathery weathered wrinkled wrinkles
    weather-beaten weatherbeaten sun-browned suntanned
    """
)
_HEIGHT = word_list(
    """
    tall short large tiny petite diminutive lanky gangly gangling towering small little big huge enormous massive giant
    gigantic hulking undersized middle-sized dwarfish colossal height stature statuesque
    """
)
_BEAUTY = word_list(
    """
    beautiful pretty handsome lovely gorgeous attractive comely good-looking goodlooking ugly plain homely hideous
    stunning sexy pleasant-looking average-looking ordinary-looking
    """
)
_YEARS = word_list(
    "old young elderly aged ancient youthful boyish girlish youngish oldish ageless venerable aging ageing"
)
_BUILD = word_list("build figure frame body physique shoulders chest muscles belly paunch potbelly pot-belly girth")
_FEATURES = {
    **dict.fromkeys(_BUILD, "build"),
    **dict.fromkeys(("eye", "eyes"), "eyes"),
    **dict.fromkeys(("brow", "brows", "eyebrow", "eyebrows"), "brows"),
    **dict.fromkeys(("nose", "chin", "jaw", "cheekbones", "forehead", "ears", "teeth", "dimples", "dimple"), ""),
    **dict.fromkeys(("face", "features", "countenance"), "face"),
    **dict.fromkeys(("hands", "fingers", "legs", "neck", "limp", "stoop", "hump", "hunchback"), ""),
    **dict.fromkeys(_HAIR, "hair"),
    **dict.fromkeys(_BEARD, "beard"),
    **dict.fromkeys(_SKIN, "skin"),
    **dict.fromkeys(("scar", "scars", "scarred"), "scar"),
    **dict.fromkeys(("tattoo", "tattoos", "tattooed"), "tattoo"),
    **dict.fromkeys(("freckle", "freckles", "freckled"), "freckles"),
    **dict.fromkeys(_HEIGHT, "height"),
    **dict.fromkeys(_BEAUTY, "beauty"),
    **dict.fromkeys(_YEARS, "age"),
}
# Adjectives of whole persons that pass: they say how somebody is just now.
_PASSING = word_list(
    """
    shirtless barefoot disheveled dishevelled bedraggled ragged shabby grubby grimy filthy filthy-looking pale sunburned
    sunburnt hunched stooped shaven worn-out haggard dolled-up bare-chested bare-headed pregnant untidy striking slight
    round broad built ripped immaculate fit imposing dissipated overdressed feeble careworn rosy florid fair dark
    identical inked pierced well-dressed elegant dapper scruffy unkempt unshaven well-groomed lined infirm little big
    wide-eyed bright-eyed hollow-eyed red-eyed dry-eyed open-eyed red-faced white-faced grim-faced sour-faced
    stony-faced stone-faced straight-faced sweaty-faced pale-faced ashen-faced kind-faced
    distinguished slovenly lame blind scabby bloated lusty gentle prepossessing unprepossessing emaciated toned
    """
)
_OF_HAIR = appearance.COLOURS | word_list(
    """
    long short thick thin curly wavy straight kinky frizzy spiky shaggy bushy thinning receding cropped shaved
    close-cropped short-cropped shoulder-length waist-length chin-length sparse silky braided dyed permed bristling
    stringy lank fine abundant luxuriant full trimmed neat beautiful lovely sandy
    """
)
_OF_EYES = (
    appearance.COLOURS - word_list("red crimson scarlet fiery flaming light milky florid glittering")
) | word_list("large small big deep-set almond almond-shaped slanted piercing beady prominent protruding")
_OF_SKIN = (
    appearance.COLOURS - word_list("red crimson scarlet ashen florid white grey gray pallid-looking")
) | word_list("freckled leathery weathered wrinkled smooth tanned pockmarked scarred rough")
_OF_SHAPE = word_list(
    """
    long short broad narrow round roundish square oval angular pointed flat hooked aquiline crooked straight thin thick
    fine delicate heavy bony craggy rugged chiseled chiselled wrinkled weathered leathery freckled scarred pockmarked
    lined high arched bushy full plump chubby prominent snub upturned small large big huge muscular brawny slender slim
    lean tall stocky handsome beautiful pretty plain homely lovely double cleft dimpled gap-toothed protruding roman
    aristocratic patrician square-jawed lantern-jawed heart-shaped moon-shaped receding bulbous athletic powerful
    barrel-shaped beaky crooked-toothed sharp wasp-waisted portly imposing massive tattooed gnarled boyish
    """
)
_MARKS = appearance.MARKS - word_list("rash burn burns bruise bruises welt welts tan sunburn stump tic bob squint")
_BY_PART = {
    "haired": "hair",
    "eyed": "eyes",
    "skinned": "skin",
    "complexioned": "skin",
    "faced": "face",
    "bearded": "beard",
}
_WOUND = re.compile(
    r"\b(?:blood\w*|bruis(?:e|es|ed|ing)|bleed(?:s|ing)|wound(?:s|ed)?|corpse|severed|lifeless|dead|brutali[sz]ed|mangled|"
    r"savaged|gash(?:es|ed)?|decapitated|unconscious|sightless|gunshot|swollen)\b",
    re.IGNORECASE,
)
_PREDICATE = re.compile(r"^(?P<noun>.+?)\s(?:is|are|was|were)\s(?P<told>.+)$")
_OF_YEARS = re.compile(
    rf"\s(?:of|in|about)\s(?:(?:about|some|perhaps|nearly|his|her|their|the|early|mid|late)[\s-])*(?:{ages.SPELLED})(?:\sor\sso)?$"
)
_BESIDE = re.compile(r"\s(?:with|in|and has|wearing)\s(?:an?\s)?")
_DRESSED = re.compile("(?:[DdcwXKA]|Y)*[GgWa]")
_OF_PERSON = re.compile("[Ah]?(?:K*[DdceYw]&?)*[PZOk]{0,2}")
_TAIL = re.compile("[SzCopIL][^RNV]*")
# "Her hair is red"; "she is tall"; "IDA, fifty, grey-haired"; "a tall IDA"
_STATES = re.compile(
    "[&K]*(?:R(?:C|H)|(?:M|N+M)[KDdcweX]*[Bbm]|[AhM]?[KDdcweYkPO&]*N+(?:[CH]|X?Y|[KAILMDdcweYQmBb]|$))"
)
_IS_OR_HAS = re.compile("[&K]*(?:(?:R|N+)(?:C(?!K*[pIoJh])|H)|(?:M|N+M)[KDdcweX]*[Bbm]C(?!K*[pIoJ]))")
_PORTRAYS = re.compile(
    "(?![K&]*[VJ]).*(?:[dceY]|[DQw][POZk]|[POZ][FLI]|KQ$)"
)  # "an eagle-nosed woman", "a man of sixty"
_SOMEBODY = re.compile("(?![K&]*[VJ]).*(?:[POZkDdcYeGmW]|KQ$)")
_ELSEWHERE = re.compile("[K&]*[VJpo]")  # "over her legs"
_LONGEST, _LONGEST_TAIL = 10, 6  # words of what states a feature, and of what follows hair or a mark


class _Told(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def core(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def certain(self) -> bool: ...


T = TypeVar("T", bound=_Told)


@dataclass(frozen=True)
class Layout:
    """The lines on which a script's paragraphs and scenes start, and which paragraphs list the characters."""

    paragraphs: Sequence[int]
    scenes: Sequence[int]
    listed: Set[int] = frozenset()


def portrait(
    looks: Sequence[T], layout: Layout, own: Set[str], parts_of: Callable[[str], Sequence[str]]
) -> list[tuple[T, str]]:
    """The looks of who somebody is, in the order of the script, each with what of it an image prompt says.

    `own` holds the words of the character's names in small letters; `parts_of` cuts a text into plain phrases.
    """
    if not looks:
        return []
    texts = [look.core or look.text for look in looks]
    parts: dict[str, Sequence[str]] = {}

    def parts_at(at: int) -> Sequence[str]:
        if texts[at] not in parts:
            parts[texts[at]] = parts_of(texts[at])
        return parts[texts[at]]

    def states(at: int, how: re.Pattern[str]) -> bool:
        return bool(how.match(_tagged(texts[at], own)))

    places = [bisect_right(layout.paragraphs, look.line) for look in looks]
    scene = [bisect_right(layout.scenes, look.line) for look in looks]
    sure = [at for at, look in enumerate(looks) if look.certain] or range(len(looks))
    on_list = {place for place in places if place and layout.paragraphs[place - 1] in layout.listed}

    def introduces(at: int) -> bool:
        if on_list or scene[at] == scene[sure[0]]:
            return any(_PORTRAYS.match(_tagged(one, own)) or features(one) for one in parts_at(at))
        return states(at, _STATES) and any(map(features, parts_at(at)))

    opening = next((at for at in sure if places[at] not in on_list and introduces(at)), None)
    start = sure[0] if opening is None else opening
    first = _goes_on(places, places[start]) | on_list
    begun, here = places[start], scene[start]
    kept: dict[int, list[str]] = {}
    told: set[str] = set()
    for at, look in enumerate(looks):
        if places[at] in first:
            kept[at] = [one for one in parts_at(at) if not _WOUND.search(one) and (look.certain or features(one))]
            if opening is None and not on_list:
                kept[at] = [one for one in kept[at] if _SOMEBODY.match(_tagged(one, own)) or is_role(one)]
            told |= _mentioned(kept[at])
    for soon in (True, False):
        for at, look in enumerate(looks):
            near = scene[at] == here and begun < places[at] <= begun + _SOON
            if at in kept or near != soon or not look.certain:
                continue
            if near and states(at, _IS_OR_HAS):
                kept[at] = [
                    one for one in parts_at(at) if not (_WOUND.search(one) or _ELSEWHERE.match(_tagged(one, own)))
                ]
            elif near or states(at, _STATES):
                kept[at] = [one for one in parts_at(at) if (new := features(one)) and not new & told]
            told |= _mentioned(kept.get(at, ()))
    return [
        (looks[at], texts[at] if len(pieces) == len(parts_at(at)) else ", ".join(pieces))
        for at, pieces in sorted(kept.items())
        if pieces
    ]


@lru_cache(maxsize=4096)
def features(part: str) -> Set[str]:
    """Which lasting features a plain phrase states, and nothing beside: "tall", "long red hair", "eyes are blue"."""
    if len(part.split()) > _LONGEST or _WOUND.search(part):
        return set()
    if ages.age_in(part) is not None and len(part.split()) < 6 and not re.search("[VJC]", _tagged(part)):
        return {"age"}
    if years := _OF_YEARS.search(part):
        return {"age"} | features(part[: years.start()]) if " " in part[: years.start()] else {"age"}
    if said := _PREDICATE.match(part):
        found = features(f"{said['told']} {said['noun'].rpartition(' ')[2]}")
        return found or _of_phrase(f"{said['noun']} {said['told']}")
    opening, *beside = _BESIDE.split(part)
    found = [_of_phrase(opening), *(_of_phrase(piece) or _of_dress(piece) for piece in beside)]
    return set[str]().union(*found) if all(found) or found[0] in ({"hair"}, {"beard"}) else set()


def _of_phrase(phrase: str) -> set[str]:
    said = words(phrase, 0, len(phrase))
    tags = tag(said)
    body = next((at for at, one in enumerate(tags) if one in "Bbm"), None)
    if body is not None:
        noun, rest = said[body].low, tags[body + 1 :]
        feature = _FEATURES.get(noun) or noun
        if noun not in _FEATURES.keys() | _MARKS:
            return set()
        if rest and not ((tags[body] == "m" or feature in ("hair", "beard")) and _TAIL.fullmatch(rest)):
            return set()
        told = [word.low for word, one in zip(said[:body], tags, strict=False) if one not in "AhMK&"]
        known = all(word in _adjectives(noun) for word in told) and (told or noun in _MARKS or rest)
        return {feature} if known and len(rest) <= _LONGEST_TAIL else set()
    if not _OF_PERSON.fullmatch(tags):
        return set()
    found: set[str] = set()
    for word, one in zip(said, tags, strict=True):
        if one in "DdcwYe":
            creature = tags[-1] == "Z" and word.low in appearance.COLOURS
            feature = "colour" if creature else _of_person(word.low, one)
            if not feature:
                return set()
            found.add(feature)
    return found


def _of_dress(phrase: str) -> set[str]:
    return {"dress"} if _DRESSED.fullmatch(tag(words(phrase, 0, len(phrase)))) else set()


def _adjectives(noun: str) -> Set[str]:
    feature = _FEATURES.get(noun)
    if feature in ("hair", "beard", "brows"):
        return _OF_HAIR
    if feature == "eyes":
        return _OF_EYES
    if feature == "skin":
        return _OF_SKIN | _OF_SHAPE
    return _OF_SHAPE - {"upturned"} if feature == "face" else _OF_SHAPE


def _of_person(word: str, letter: str) -> str:
    if word in _PASSING:
        return ""
    if word in _FEATURES:
        return _FEATURES[word]
    if "-" in word and (feature := _BY_PART.get(word.rpartition("-")[2])):
        return feature
    if letter in "Ye" or word.endswith("-aged"):
        return "origin" if letter == "e" else "age"
    return "build" if letter in "cd" else ""


def _mentioned(parts: Sequence[str]) -> set[str]:
    """The features that phrases speak of in any way."""
    found = set[str]().union(*map(features, parts)) - {"dress"}
    for part in parts:
        found |= {_FEATURES.get(word) or word for word in re.findall("[a-z]+(?:-[a-z]+)*", part.lower())}
    return found


def _goes_on(places: Sequence[int], start: int) -> set[int]:
    """The paragraphs of an introduction: that in which it starts, and those with looks that follow close behind."""
    found, last = {start}, start
    for place in sorted(set(places)):
        if last < place <= last + _NEAR:
            found.add(place)
            last = place
    return found


def _tagged(text: str, own: Set[str] = frozenset()) -> str:
    said = words(text, 0, len(text))
    return tag(said, frozenset(at for at, word in enumerate(said) if word.low in own))
