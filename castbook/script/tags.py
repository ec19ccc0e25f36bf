"""Every word of a clause gets a tag of one letter, so that looks can be written down as patterns over tags. Pure.

N a character's name   R he, she, they, who   M his, her, 's   A a   h the, each   K adverb     & and, or, but
D descriptive adjective   w a vague one ("wide")   d an adjective of whole persons ("tall")   c grey-eyed
B body part   b one that acts as often as it is described (eyes, hands)   m mark (beard, scar)
G garment   g a thing carried or worn   W wearing, dressed   a mourning, uniform, black after "in"
C is, looks   H has   S hangs, reaches (what hair and coats do)   z pulled, piled (how those were put)
   E expresses, shows (what faces do)
P person noun   O occupation   Z species   e origin, gender   k wife, uncle
Y age word ("30s")   Q number   U years   y younger, older
V action verb   J its -ing form   T personality   t passing state   s spoils a predicate ("fixed", "turned")
   j dyed, combed (before "her hair")   l looks (before a passing state)
L with   I in   F of   o on   p other preposition   X anything else
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import lru_cache

from . import appearance, conduct, dress, folk, verbs
from . import lexicon as lex
from .context import PUT, follows_many, in_context
from .sentences import Word

_COMPOUND = re.compile(
    r"-(?:haired|eyed|faced|skinned|built|shouldered|nosed|bearded|cheeked|looking|complexioned|limbed|legged|chested|lipped|"
    r"toothed|browed|bodied|featured|headed|fingered|necked|chinned|jawed|bellied|horned|tailed|winged|furred|maned|waisted|"
    r"boned|figured|breasted)$"
)
# Two words that are one thing. The second word's tag; the first is read as an adjective.
_PAIRS = {
    **dict.fromkeys((("crew", "cut"), ("buzz", "cut"), ("bowl", "cut"), ("pixie", "cut"), ("hearing", "aid")), "m"),
    **dict.fromkeys((("liver", "spots"), ("five-o'clock", "shadow"), ("double", "chin")), "m"),
    **dict.fromkeys((("glass", "eye"), ("gold", "tooth"), ("peg", "leg"), ("wooden", "leg")), "m"),
    **dict.fromkeys((("eye", "patch"), ("bow", "tie"), ("bow", "ties"), ("lab", "coat"), ("tank", "top")), "G"),
    **dict.fromkeys((("clean", "cut"), ("clean", "shaven"), ("good", "looking"), ("old", "looking")), "d"),
    **dict.fromkeys((("widow", "peak"), ("widows", "peak")), "m"),
    **{("well", after): "d" for after in ("made", "built", "formed", "shaped", "set", "proportioned", "grown", "knit")},
    **dict.fromkeys((("best", "looking"), ("better", "looking"), ("finely", "made"), ("beautifully", "formed")), "d"),
    **dict.fromkeys((("stark", "naked"), ("buck", "naked")), "t"),
    **dict.fromkeys((("dress", "shirt"), ("boiler", "suit"), ("body", "armor"), ("running", "shoes")), "G"),
}
_PAIRED = frozenset(first for first, _ in _PAIRS)
_DRESSED = re.compile(r"-(?:dressed|clad|coated|booted|hatted|gloved|robed|suited|cloaked)$")
_COLOURED = re.compile(
    r"-(?:coloured|colored|hued|dyed|tinted|rimmed|striped|lined|trimmed|streaked|brown|black|grey|gray|red|blue|green|white)$"
)
_AGE = re.compile(
    r"^(?:\d\d?-?ish|[a-z0-9]+(?:-[a-z]+)?-years?-old|(?:\d{2}|twenty|thirty|forty|fifty|sixty|seventy|eighty)-?something(?:s|-year-old)?|"
    r"\d0['\u2019]?s|(?:early|mid|late)-(?:\d0['\u2019]?s|[a-z]+ies|teens)|(?:pre-)?teen(?:s|aged?|ager)?)$"
)
_NATIONAL = re.compile(
    r"^(?:english|irish|scots|scotch|french|dutch|welsh|cornish|country|norse|frontiers)(?:wo)?m[ae]n$"
)
_HEIGHT = re.compile(r"^[a-z0-9]+-(?:foot|feet)(?:-[a-z0-9]+)?$")
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_NUMBER = re.compile(rf"^(?:\d{{1,3}}|(?:{_TENS})-[a-z]+|[a-z]+-and-(?:{_TENS}))$")
_MIND = lex.word_list(
    """
    ill-looking forward-looking hard-headed level-headed light-headed hot-headed cool-headed clear-headed big-headed
    starry-eyed stone-faced stony-faced goggle-eyed dewy-eyed eagle-eyed hard-nosed two-faced bare-faced
    straight-faced poker-faced red-handed empty-handed single-handed high-handed heavy-handed light-fingered
    tight-lipped thick-skinned thin-skinned
    """
)

_OF_MIND = lex.word_list(
    """
    voiced spoken tongued tempered natured hearted minded souled spirited mannered willed witted principled named
    """
)

_PREPOSITIONS = lex.word_list(
    """
    as like than by to for at from over under about around across behind beneath through into round above below against
    between when while whilst until past toward towards onto upon along beside near beyond within among amid inside
    outside throughout despite
    """
)
_BY_LIST: tuple[tuple[str, Set[str]], ...] = (
    ("A", frozenset({"a", "an", "some", "another", "one"})),
    ("h", frozenset({"the", "this", "that", "each", "every", "both", "all", "any", "no"})),
    ("R", frozenset({"he", "she", "they", "who", "i"})),
    ("i", frozenset({"it", "there", "what", "something", "nothing"})),
    ("M", frozenset({"his", "her", "their", "'s", "my", "its", "whose"})),
    ("&", frozenset({"and", "or", "but", "yet", "nor", "&"})),
    ("L", frozenset({"with", "without"})),
    ("I", frozenset({"in"})),
    ("F", frozenset({"of"})),
    ("o", frozenset({"on"})),
    ("p", _PREPOSITIONS),
    ("U", frozenset({"years", "year", "months"})),
    ("q", frozenset({"age"})),
    ("y", frozenset({"younger", "older"})),
    ("C", lex.COPULAS | {"'m"}),
    ("f", conduct.LASTING),
    ("H", lex.POSSESSING | {"'d", "'ve", "uses", "used", "carries", "sports"}),
    ("v", dress.WEARS),
    ("r", dress.WRAPPED),
    ("W", dress.DRESSED),
    ("Y", folk.AGES | folk.DECADES),
    ("c", folk.FIGURES),
    ("m", appearance.MARKS),
    ("b", appearance.ACTING),
    ("B", appearance.BODY),
    ("g", dress.CARRIED),
    ("G", dress.GARMENTS),
    ("t", conduct.TRANSIENT),
    ("s", conduct.SPOILERS),
    ("w", appearance.VAGUE - appearance.PERSONAL),
    ("d", appearance.PERSONAL),
    ("D", appearance.DESCRIBING),
    ("e", folk.ORIGINS | (folk.GENDERS - folk.PEOPLE)),
    ("P", folk.PEOPLE),
    ("Z", folk.SPECIES),
    ("k", folk.KIN),
    ("E", conduct.EXPRESSING),
    ("S", conduct.SHOWING),
    ("T", conduct.PERSONALITY),
    ("J", verbs.GERUNDS),
    ("V", verbs.FINITE),
    ("O", folk.OCCUPATIONS),
    ("K", lex.ADVERBS),
    ("Q", folk.NUMBERS),
    ("a", dress.ATTIRE),
    ("T", conduct.ABSTRACT),
)
_TAGS: dict[str, str] = {}
for _letter, _list in reversed(_BY_LIST):
    _TAGS.update(dict.fromkeys(_list, _letter))
_SETTLED = frozenset("hARFILoi&")  # what a word is whatever stands around it: the, he, of


def tag(words: Sequence[Word], named: Set[int] = frozenset()) -> str:
    """One letter per word. `named` holds the indices of words that are names."""
    return _tag(tuple([word.low for word in words]), frozenset(named))


@lru_cache(maxsize=4096)  # a clause is tagged again as it is cut, attributed and quoted
def _tag(lows: tuple[str, ...], named: frozenset[int]) -> str:
    tags = [plain(low) for low in lows]
    for at in named:
        tags[at] = "N"
    lows, tags = (*lows, "", ""), [*tags, "", ""]
    before = two_before = ""
    at, last = 0, len(tags) - 2
    while at < last:
        mine = tags[at]
        if mine in _SETTLED:
            before, two_before = mine, before
            at += 1
            continue
        low, following = lows[at], lows[at + 1]
        if mine in "Xbm" and low in verbs.BASES and follows_many(lows, tags, at):
            mine = "V"
        else:
            mine = in_context(low, mine, before, two_before, following, tags[at + 1], tags[at + 2])
            if low in _PAIRED and (pair := _PAIRS.get((low, following))):
                tags[at : at + 2] = "D", pair
                before, two_before = pair, "D"
                at += 2
                continue
            if mine == "V" and low[-1] != "s" and PUT.search("".join(tags[:at])):
                mine = "z"
        tags[at] = mine
        before, two_before = mine, before
        at += 1
    return "".join(tags)


@lru_cache(maxsize=65536)
def plain(low: str) -> str:
    known = _TAGS.get(low)
    if known:
        return known
    if low.endswith("s") and _TAGS.get(low[:-1]) in ("G", "g", "B", "b", "m", "P", "Z", "O"):
        return _TAGS[low[:-1]]
    if _TAGS.get(low + "s") in ("G", "B", "m"):
        return _TAGS[low + "s"]
    if low.endswith(("-american", "-british", "-canadian", "-australian")):
        return "e"
    if _NATIONAL.match(low):
        return "P"
    if low.endswith(("-year", "-years")):
        return "D"  # "a forty-year old man"
    if _HEIGHT.match(low):
        return "c"
    if low.endswith("est") and any(_TAGS.get(base) in ("D", "d", "w") for base in (low[:-3], low[:-2], low[:-4])):
        return "D"
    if _AGE.match(low):
        return "Y"
    if _NUMBER.match(low):
        return "Q"
    if "-" in low:
        head, _, tail = low.rpartition("-")
        if tail.endswith("ed") and {_TAGS.get(tail[:-2]), _TAGS.get(tail[:-1]), _TAGS.get(tail[:-3])} & {"B", "b", "m"}:
            return "c"  # side-whiskered
        if tail in _OF_MIND:
            return "T"
        if low.endswith("ed") and not _COMPOUND.search(low) and not _DRESSED.search(low) and _TAGS.get(tail) != "T":
            return "D"
        if low in _MIND:
            return "T"
        if _COMPOUND.search(low):
            return "t" if low.partition("-")[0] in conduct.TRANSIENT else "c"
        if _DRESSED.search(low):
            return "W"
        if _COLOURED.search(low):
            return "D"
        if _TAGS.get(tail) == "g":
            return "G"  # skull-cap
        for part, known in ((tail, "DdGBOPT"), (head, "DdOPT")):
            if _TAGS.get(part, "-") in known:
                return _TAGS[part]
    if low.endswith(("er", "est")) and _stem(low) in ("D", "d", "w"):  # wider, thinnest
        return "D"
    if low.endswith("-like") or (low.endswith("ish") and _TAGS.get(low[:-3]) in ("D", "w", "d")):
        return "D"
    return "K" if low.endswith("ly") and len(low) > 5 else "X"


def _stem(low: str) -> str:
    """The tag of what a comparative is made from: wide for wider, thin for thinner, curly for curlier."""
    bare = low[:-2] if low.endswith("er") else low[:-3]
    forms = (bare, bare + "e", bare[:-1], bare[:-1] + "y" if bare.endswith("i") else "")
    return next((_TAGS[form] for form in forms if form in _TAGS), "")
