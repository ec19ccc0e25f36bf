"""What one clause says about looks: nothing, identity, clothes, a passing state, or character and deeds instead. Pure.

The clause is written as tags (see tags.py) and the looks are patterns over them: adding a way of describing somebody is
adding a line to a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from .sentences import Word
from .tags import tag

IDENTITY, WARDROBE, PASSING = "identity", "wardrobe", "transient"

_ADJECTIVES = "[DdwKYce&]"
_BODY = (
    # "steel-grey eyes", "long and pale face": an adjective before the body part
    r"[DdcK&w]*[DdcY][DdcK&w]*[BbmZ]*[Bbm]",
    # vague adjectives count where somebody has the part: "with large hands", "has a firm chin", "of fragile figure"
    r"(?:[LHF][AhMK]*|^[AhMK]*)[wK&X]?[wDdK&]*w[wDdK&]*[Bm](?![JV])",
    r"[LH][AhMK]*[wDdK&]*w[wDdK&]*b(?![opJV])",
    # "her eyes are light blue", "his hair and beard are of a blackish brown"
    r"[MNAh][Kw]*[Bbm](?:&[MAh]?[Bbm])*K*C[KAhFp]*[Ddwc](?:[KAh&]*[Ddwc])*",
    r"^[Bbm](?:&[MAh]?[Bbm])*C[KAhFp]*[Ddwc]",
    # "his face long and pale", "eyebrows thick": no verb at all
    r"(?:^[&K]*|M|N)[Bbm](?:&[MAh]?[Bbm])*K*[Ddc](?:[K&]*[Ddwc])*(?![PGBb])",
    # "hair falling over", "curls framing", "scar running down"
    r"[MAh]?[Ddw]*[Bm][SJ][^V]*[BbmGg]",
    # "a scar", "with a beard"
    r"(?:[LHW&F][AhMK]*|^[AhMK]*)[XDdwK]{0,3}m(?!V)",
    # "her face and figure show refinement"
    r"^[KAh]*M[Ddw]*[Bb](?:&[MAh]?[Bb])*K*E.+",
)
_PERSON = (
    # "a tall thin man", as what somebody is and not as whom they meet; "a man no longer young"
    r"(?:C[K]*|^[&KN]*|[RN]C[^V]*)A[XKDdwcYTe&]{0,4}?[dcDY][XKDdwcYTe&]{0,3}[POZ]",
    r"C[K]*A[XDdwKTe]{0,4}P[KXh]{0,3}[dcDY]",
    r"^[KDdwcYTe&]{0,4}?[dcY][KDdwcYTe&]{0,3}[POZ]",
    # "he is tall", "looks older"
    r"[RNP][^VJ]{0,4}C[KA&Th]*[dcy](?:[K&TDdw]*[dcDw])*(?![XPBbGg])",
    r"C[KA&]*[dcy](?:[K&]*[dDcw])+(?![XBbGg])",
    # "tall", "lean and weathered", as a clause of its own
    r"^[K&T]*[dc](?:[K&TwD]*[dcDw])*(?=$|[LIFpoh&])",
    r"c",
)
_AGE = (
    r"(?:I?M)?[KXp]?Y[OPU]?",
    r"[pKYAh]*QU[Dd]",
    r"QI[XD]{0,2}U",
    r"[pK]*Qu(?:&?Qu?)?(?:[dp]|FB)?",
    r"[RNC]K*A[XDdwT]{0,3}F[pK]*Q(?!U)",
    r"f[^V]{0,2}b",
    r"L[AhM]?[^V]*bf.*",
    r"[MN]M?[Bb](?:&[Bb])*t[KwpX]*[Ddw]",
    r"Y[pK]?Q",
    r"[PY][^VX]{0,3}FX?[pK]*Q(?:&Q)?",
    r"[RN]K?C[KpAh]*[QY](?:UD?d?)?$",
    r"[PUCX]y(?:p[NRMAh])?",
    r"(?:F?[AhM])?[XK]?qp[NRM]",
)
_APPOSITION = (
    r"^[&pKAhdDe P]*?Q(?:U.?)?$",
    r"^K?[eP]{1,2}$",
    r"^A[XDdwKTYce&O]{0,6}[PZ]",
    r"^h?[XDdwKTYce&O]{0,4}[DdYce][XDdwKTYce&O]{0,3}[PZO]",
    r"^[AhM]?[XDdwKYe&T]{0,4}O(?:&[XDdwO]{1,3})?",
    r"^[KAhX]?Z$",
    r"^[dDcw](?:[K&]*[dDcw])*$",
)
_CLOTHES = (
    r"W.*",
    # "in a grey walking-suit"
    r"I[AhM]?[DdwKeGgXOZ&]{0,5}G",
    r"I[AhM]?[DdwKe&]*[Dd][DdwKe&]*g",
    # "with her bonnet on", "with dark gloves and a hat"
    r"L[AhMK]*[XDdwKe]{0,3}[Gg](?:&[AhM]?[XDdw]{0,2}[Gg])*o(?!M)",
    r"[LH][AhMK]*[KXwe]*[DdG][DdwKXeG&]*[Gg](?!o?.?[AhM]?[Ddw]?b)(?:&[AhM]?[DdwK]*[Gg])*",
    r"L[AhMK]*[DdwKe]*G&[AhM]?[DdwK]*[Gg](?!o?I[AhM]?b)",
    r"H[AhK]*[DdwKXe]*G(?!.?[IpF])(?:&[AhM]?[DdwK]*[Gg])*",
    # "his brown coat buttoned to the chin", "a red scarf round her neck"
    r"^[&K]*[AhM][wKXe]*[Dd][DdwKXe&]*G(?!V)",
    r"^[&K]*[AhM][DdwKX]*[Gg][po][AhM][Bb]",
    r"[MN][Kw]*G(?:&[MAh]?G)*C[KAhF]*[Ddw]",
    r"NL[AhM]?[XDdwe]*G(?!.?[IpF]M?b)",
    r"Ia",
    r"^[K&]*[XKDd]*W$",
)
_WORN_LOOK = re.compile(r"W[AhMK]*[TX,&Ddwt]*b")  # "wears a guilty expression" is no garment
_STATEMENT = re.compile(
    r"^[&KAhp]{0,2}(?:[RNP]|[AhMN][KDdwcXTOeN]{0,5}[NPOZkX]|M[DdwKX]*[BbmGg](?:&[MAh]?[DdwX]*[BbmGg])*)(?:I[AhM]?X)?[K,]*[CHSWE]"
)


_LOOKS = tuple(re.compile(pattern) for pattern in (*_BODY, *_PERSON, *_AGE))
_INTRODUCED = tuple(re.compile(pattern.replace(" ", "")) for pattern in _APPOSITION)
_WORN = tuple(re.compile(pattern) for pattern in _CLOTHES)


@dataclass(frozen=True)
class Reading:
    """What a clause says. `kind` is None where it shows no looks; `first` and `last` are the words that do.

    `deed` is the index of the first action verb, `character` says that personality fills the clause, `statement` that
    is, has or wears carries it, so that what follows belongs to the picture.
    """

    tags: str
    kind: str | None = None
    first: int = 0
    last: int = 0
    deed: int | None = None
    character: bool = False
    statement: bool = False


def read(words: Sequence[Word], *, introduced: bool = False, named: Set[int] = frozenset()) -> Reading:
    """Read one clause. `introduced`: it stands in apposition to a name; `named`: indices of words that are names."""
    return _read(tag(words, named), introduced)


@lru_cache(maxsize=8192)
def _read(tags: str, introduced: bool) -> Reading:
    deed = _deed(tags)
    identity = _spans(_LOOKS + _INTRODUCED if introduced else _LOOKS, tags)
    wardrobe = [] if _WORN_LOOK.search(tags) and "G" not in tags and "g" not in tags else _spans(_WORN, tags)
    if deed is not None and tags[deed] == "V":  # "takes her coat": handled, not worn
        wardrobe = [span for span in wardrobe if not deed < span[0] <= deed + 3]
    if not identity and not wardrobe:
        return Reading(tags, deed=deed, character="T" in tags)
    first = min(span[0] for span in identity + wardrobe)
    last = max(span[1] for span in identity + wardrobe) - 1
    dressed_first = bool(wardrobe) and (not identity or min(wardrobe)[0] <= min(identity)[0])
    kind = WARDROBE if dressed_first or (wardrobe and all(_inside(span, wardrobe) for span in identity)) else IDENTITY
    if "t" in tags[max(0, first - 2) : last + 3]:
        kind = PASSING
    statement = bool(_STATEMENT.match(tags)) and (deed is None or deed > first)
    return Reading(tags, kind, first, last, deed, "T" in tags, statement)


def _spans(patterns: Sequence[re.Pattern[str]], tags: str) -> list[tuple[int, int]]:
    return [match.span() for pattern in patterns for match in pattern.finditer(tags) if match.end() > match.start()]


def _inside(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in others)


def _deed(tags: str) -> int | None:
    if re.match("[&K]*L", tags):  # "with skirt caught up": a participle
        return None
    at = re.search("[VJ]", tags)
    return at.start() if at else None
