"""How likely a sentence tells how somebody looks: logistic regression over its tags and what stands around it. Pure.

The weights (weights.py) were fitted with an L1 penalty, which leaves the few hundred features that tell most, to some
24,000 sentences of some 200 published plays, screenplays and stories in which every telling of looks had been marked
(tests/script_weights.py fits them anew). No feature is a word or a name of these texts: only the tags (tags.py).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from .weights import WEIGHTS

SCREENPLAY, PLAY = "screenplay", "play"
LIKELY = {SCREENPLAY: 0.3, PLAY: 0.35}  # from which likelihood on a sentence is quoted
_MANY_WORDS, _MANY_OTHERS = 7, 2  # fives of words; others named

_FIRST, *_TABLE = WEIGHTS.split()
_BIAS = float(_FIRST)
_WEIGHT = {name: float(weight) for name, _, weight in (entry.rpartition(":") for entry in _TABLE)}


def features(
    kind: str,
    tags: str,
    *,
    covered: float,
    source: str,
    several: bool,
    others: int,
    told: Sequence[bool],
    goes_on: bool,
) -> dict[str, float]:
    """What a sentence is weighed by, each feature with its value from 0 to 1.

    `kind`: of the script; `covered`: how much of the sentence the rules found to be looks, 0 to 1; `source`: how it is
    known whom it is about; `several`: it is about more than one; `others`: how many else it names; `told`: whether the
    sentences before told looks, the last one first; `goes_on`: it does not open its paragraph.
    """
    marked = f"^{tags}$"
    around = {
        "covered": covered,
        "read": covered > 0,
        f"by-{source}": True,
        f"words-{min(_MANY_WORDS, len(tags) // 5)}": True,
        "several": several,
        f"others-{min(_MANY_OTHERS, others)}": True,
        "goes-on": goes_on,
        **{f"told-{back}": one for back, one in enumerate(told, 1)},
    }
    found = dict.fromkeys([*marked, *map("".join, pairwise(marked))], 1.0)
    found.update({f"{kind}-{name}": float(value) for name, value in around.items() if value})
    return found


def likelihood(found: Mapping[str, float]) -> float:
    """How likely a sentence with these features tells looks, 0 to 1."""
    weighed = _BIAS + sum([_WEIGHT[name] * value for name, value in found.items() if name in _WEIGHT])
    return 1 / (1 + math.exp(-weighed))
