"""What a word is among its neighbours: a verb after its subject, an adjective before its noun (see tags.py). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from . import appearance, dress, verbs
from . import lexicon as lex

_WORN_FOR = lex.word_list("hunting riding travelling traveling walking shooting fishing driving bathing working")
_MANY = frozenset(("they", "we", "you", "i", "feet", "teeth", "men", "women", "people", "children", "who"))
_ROOMS = lex.word_list(
    """
    room rooms door doors yard garden parlour parlor kitchen wall window windows porch stairs staircase entrance street
    gate gates seat seats row rows bench alley lane shop hall bedroom veranda passage pew bar stoop
    """
)  # of which there is one at the back
_EPITHETS = frozenset(("old", "young", "little", "big", "great", "good", "tiny", "huge"))
_BODILY = (appearance.BODY - {"look", "form", "feature"}) | {"ey", "fac", "nos"}  # "thin faced"
_POSES = lex.word_list("turned drawn caught thrown set crossed raised lifted pressed pulled pushed held tilted cocked")
_ARRANGED = lex.word_list(
    """
    dyed bleached shaved cut cropped painted braided plaited pinned combed brushed scraped slicked oiled waxed trimmed
    bobbed curled hennaed powdered tied hacked chopped grown
    """
)
_COMPOUNDED = frozenset(("paint", "cut", "brush", "clip", "band", "guard", "rest", "wash", "wound", "tattoo", "line"))
_LIKE = frozenset(("like", "about", "as", "over", "under", "between", "near"))  # "looks like"; "looks at" is a deed
PUT = re.compile("[BbmGg]K*(?:HC|C)K*(?:[DdwctXz]K*&K*)?$")  # "her gloves were torn", "round and scattered"
_TURNING = frozenset(("turn", "turns", "turned", "goes", "went"))
_BLANCHED = frozenset(
    ("pale", "white", "red", "scarlet", "crimson", "ashen", "livid", "grey", "gray", "purple", "ashy")
)
_ATTIRE_ALSO = frozenset(
    ("black", "white", "grey", "gray", "red", "blue", "green", "leather", "armor", "armour", "costume")
)
_ADJECTIVAL = ("", "A", "h", "M", "D", "d", "w", "&", "L", "K", "X", "H", "F", "I", "Q", "v")
_NOUNS = ("B", "b", "m", "G", "g", "D", "d", "w")


def follows_many(lows: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Whether a base form stands after its subject in the plural: "his wings quiver", "Al and Bo smoke"."""
    before, verb = tags[at - 1] if at else "", lows[at]
    if before == "K" and at > 1:
        at, before = at - 1, tags[at - 2]
    if before == "N" and lows[at - 1] != "i":
        return at > 2 and tags[at - 2] == "&" and tags[at - 3] == "N"
    subject = lows[at - 1] if at else ""
    if subject in _MANY or (before and before in "Bbm"):
        return verb not in _COMPOUNDED
    return bool(before) and before in "GgPO" and subject[-1:] == "s" and subject[-2:] != "ss"


@lru_cache(maxsize=65536)
def in_context(low: str, mine: str, before: str, two_before: str, following: str, after: str, two_after: str) -> str:
    """A word's tag among its neighbours: a word that can be a verb is one after its subject, none after an article."""
    if low in _TURNING and following in _BLANCHED:
        return "l"  # "she turns pale"
    if low in _BLANCHED and before == "l":
        return "t"
    after_subject = before in ("R", "N") or (before == "K" and two_before in ("R", "N"))
    if after_subject and low in verbs.FINITE and mine not in "VNRC&D":
        return "V"
    if mine == "X" and before == "R" and low[-1] == "s" and low[-2:] != "ss":
        return "V"  # "who reeks of fish"
    if (
        (low.endswith(("ed", "en")) or (low == "kept" and before == "K"))
        and mine in ("X", "V", "t")
        and before in _ADJECTIVAL
        and after in _NOUNS + ("&", "N", "P")[: 3 * (before == "A")]
    ):
        if mine == "t" and after == "b":
            return "t"  # "an injured expression"
        return "D"
    if low == "limp" and (before == "K" or after in tuple("BbmGPZOX")):
        return "D"
    if low == "puffy" and after not in ("B", "b"):
        return "D"  # "a stout, puffy man"
    if low == "bent" and before == "K" and two_before == "C":
        return "D"  # "his leg is somewhat bent"
    if low in _POSES and before in ("B", "b"):
        return "s"  # "her hips turned"
    if low in ("open", "closed", "shut") and before == "C":
        return "s"  # "his eyes are open"
    if mine == "W" and before in ("A", "h", "M", "D", "d") and (not after or after in "PZOXNDd"):
        return "D"  # "a bespectacled man"
    if mine == "W" and before == "M" and two_before in ("I", "L") and after in ("B", "b"):
        return "D"  # "in his stockinged feet"
    if low == "well":
        return mine if before in ("b", "p") else "K"  # "eyes well"; "well dressed"
    if low in ("dresses", "dressed") and following == "like":
        return "v"
    if mine == "W" and before == "K" and two_before in ("A", "h", "M") and after in ("P", "O", "Z"):
        return "D"  # "a badly dressed clerk"
    if low == "heads" and before in ("&", "R", "N", "", "K"):
        return "V"
    if low in dress.PLACED and before in ("G", "g", "B", "m", "b") and after not in ("A", "h", "M", "R", "N"):
        return "z"
    if low == "'s" and (before in ("R", "i") or (before == "N" and after == "Q" and not two_after)):
        return "C"  # "Ida's forty-two"
    if mine == "t" and low in appearance.VAGUE and before in ("C", "A", "M", "K", "&", "D", "w"):
        return "w"  # "her face is narrow"
    if low in ("rain", "snow", "dust", "sweat", "mud") and after in ("G", "g"):
        return "X"  # a rain bonnet is not wet
    if (
        low.endswith("ing")
        and mine in "SJX"
        and (before in tuple("ADdw") or (not before and mine == "S"))
        and (after in tuple("BbmG") or (before == "A" and after == "X" and two_after in tuple("BbmG")))
    ):
        return "D"  # "a thick, hanging lip"
    if low == "still" and before == "C":
        return "K"  # "his beard was still red"
    if low == "back" and (
        following in _ROOMS
        or before not in ("M", "A", "h", "D", "d", "w", "B", "&")
        or (following == "to" and before != "M")
    ):
        return "X"  # "comes back"
    if low in ("changes", "changed", "changing") and following == "into":
        return "v"  # "changes into a gown"
    if low in ("put", "puts", "putting", "pulls", "pulled", "pulling") and following == "on":
        return "v"
    if low == "looking" and before in ("", "&", "K") and (two_after if after == "K" else after) in tuple("dDcty"):
        return "C"  # "looking battered", "looking very thin"
    if low == "looking" and before in ("T", "D", "d", "w", "X", "P", "e", "r", "t"):
        return "D"  # "a serious looking man"
    if low == "built" and after in ("A", "h", "M"):
        return "V"
    if low in ("carries", "carried") and following.endswith("self"):
        return "V"
    if low in ("giant", "dwarf", "beauty") and after in ("X", "G", "B"):
        return "D"
    if low in ("feet", "side", "elbow", "knees") and before == "M" and two_before == "p":
        return "X"  # "a bag at her feet"
    if low == "head" and after == "F" and before in ("", "A", "h"):
        return "O"  # "head of security"
    if low == "made" and before in ("G", "g", "B", "m") and following == "of":
        return "z"
    if low == "habit" and (before in ("d", "w", "T", "X", "F") or following in ("of", "to")):
        return "X"  # "an old habit"
    if (
        mine == "J"
        and following != "back"  # "without looking back"
        and before in ("A", "h", "D", "d", "w", "t", "T", "I", "L", "v")
        and (after in ("P", "Z", "O", "G", "B", "b", "m") or (before == "A" and after == "X"))
    ):
        return "D"  # "the oldest living man"
    if low in _WORN_FOR and after in ("G", "g"):
        return "D"  # "his riding clothes"
    if low == "made" and before == "C" and following == "of":
        return "D"
    if low == "round" and (
        before == "p" or (before == "C" and after in ("", "&")) or after in _NOUNS or (before == "A" and not after)
    ):
        return "D"
    if low in ("pushing", "nearing", "approaching", "nudging", "touching") and after in ("Q", "Y"):
        return "p"
    if low in ("colour", "color") and before in ("h", "A") and after == "F":
        return "D"
    if low == "going" and before == "Q" and following == "on":
        return "p"
    if low in _ARRANGED and after == "M" and two_after in tuple("BbmDdw") and before in ("R", "N", "H", "K", "&"):
        return "j"  # "she had dyed her hair"
    if low == "turned" and after == "Q":
        return "C"  # "I had turned sixty"
    if low in ("passed", "entered", "reached", "rounded") and after in ("Q", "Y") and before in ("H", "K"):
        return mine if two_after and two_after in "XPOGBum&" else "C"  # "he has passed sixty"
    if low == "thing" and before in ("w", "d") and two_before in ("d", "D", "w", "T"):
        return "P"  # "a skinny little thing"
    if low == "dressed" and (after in ("h", "A", "M") or following.endswith("self")):
        return "V"
    if low == "bearing" and following in ("with", "down", "out"):
        return "J"
    if low == "as" and before == "C" and after in ("d", "D", "c"):
        return "K"  # "as gorgeous a woman"
    if low in _EPITHETS and after == "N" and before != "A":
        return "w"  # "old Marley"
    if low in ("feet", "foot", "inches", "pounds", "stone", "kilos") and before == "Q":
        return "u"
    if low[-2:] == "ed" and before in ("D", "d", "w", "T") and low[:-2] in _BODILY:
        return "c"  # "sinewy handed", "thin haired"
    if low == "back" and after == "F" and two_after != "M":
        return "X"  # "the back of the table"
    if low == "lean" and (before == "R" or (before == "h" and two_before == "R")):
        return "V"
    if low == "light" and before in ("b", "B") and following == "up":
        return "V"
    if low == "full" and after in ("B", "G") and before in ("A", "K", "h", "&", "F", "M", "w", "d"):
        return "w"  # "of rather full figure"
    if low == "even" and following in ("his", "her", "their"):
        return "K"
    if low in ("kind", "sort") and following == "of" and before in ("D", "d", "w"):
        return "X"  # "the thinnest kind of lips"
    if low == "carried" and after == "A":
        return "H"  # "he carried a cane"
    if low == "shock" and following != "of":
        return "X"
    if mine == "r" and before in ("A", "h", "M", "F", "Q"):
        return "D"  # "a mound of stuffed animals"
    if low == "types" and before in ("D", "d", "T", "X", "O", "e"):
        return "P"  # "government types"
    may_act = mine in "XO" or (mine in "bmBGS" and low in verbs.FINITE)
    if (
        not before
        and low[-1] == "s"
        and low[-2:] != "ss"
        and may_act
        and (
            after in ("A", "h", "M", "p", "o", "I", "L", "i")
            or following in ("open", "up", "out", "off", "away", "back")
        )
    ):
        return "V"  # "zips a bag": the verb of the sentence, after a clause put in
    if (
        mine == "V"
        and before in ("A", "h", "M", "F", "D", "d", "w", "f", "L", "I", "o", "p")
        and (not low.endswith("ed") or before == "A")
        and not (before == "D" and two_before == "I" and low[-1] == "s")  # "a man in black enters"
    ):
        return "X"
    if low == "her" and after and after in "pILFoAh&":
        return "X"  # the object: "look at her with"
    if low == "little" and before == "A" and after and after not in "PZOGgBbmdDce":
        return "K"
    if mine == "C" and low in ("look", "looks", "looked"):
        noun = before == "X" and two_before in ("L", "A") and low != "looked"  # "with a crazed look"
        return "B" if noun else _looks(before, after, two_after, following)
    if before == "I" and low in _ATTIRE_ALSO:
        return "a" if not after or after in "LpFo&X" else mine
    return mine


def _looks(before: str, after: str, two_after: str, following: str) -> str:
    """ "She looks tired" is a copula, "she looks at him" a deed, "good looks" neither."""
    if before in ("D", "d", "w"):
        return "B"  # "a boyish look about him", "a fair share of good looks"
    if before in ("M", "A", "h"):
        return "X"
    if after == "t" or (after == "K" and two_after == "t"):
        return "l"  # "looks drenched": how somebody is just now
    if after == "h" and two_after == "y":  # "looks no older than thirty"
        return "C"
    return "C" if (after and after in "DdwKYyctQ") or (following in _LIKE and two_after) else "V"
