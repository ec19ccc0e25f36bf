"""Which column of a cast list means what, told by its name. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# What holds a name, the best first: a role or a title names somebody only where nothing else does.
_NAMES = (
    ("name",),
    ("charactername", "charname", "fullname", "displayname"),
    ("character",),
    ("figure",),
    ("role",),
    ("title",),
)
_BETTER = 3  # so many of them come before the parts of a name
_PARTS = (
    ("firstname", "forename", "givenname"),
    ("middlename", "middlenames"),
    ("lastname", "surname", "familyname"),
)
_MEANINGS: dict[str, tuple[str, ...]] = {
    "aliases": ("aliases", "alias", "aka", "nickname", "nicknames", "alsoknownas", "othernames"),
    "image_prompt": (
        "imageprompt",
        "prompt",
        "appearance",
        "looks",
        "visual",
        "visualdescription",
        "physicaldescription",
    ),
    "description": ("description", "bio", "biography", "background", "summary", "notes", "context", "about"),
    "gender": ("gender", "sex"),
    "age": ("age",),
    "species": ("species", "race"),
    "build": ("build", "body", "bodytype", "physique", "height", "weight", "mass"),
    "skin": ("skin", "skincolor", "skincolour", "skintone", "complexion"),
    "face": ("face", "facialfeatures"),
    "hair": ("hair", "haircolor", "haircolour", "hairstyle"),
    "eyes": ("eyes", "eye", "eyecolor", "eyecolour"),
    "wardrobe": ("wardrobe", "clothing", "clothes", "outfit", "outfits", "costume", "costumes", "attire"),
}
_FIELD_OF = {word: field for field, words in _MEANINGS.items() for word in words}
_RANK_OF = {word: rank for rank, words in enumerate(_NAMES) for word in words}
_PART_OF = {word: part for part, words in enumerate(_PARTS) for word in words}
_UNITS = {
    "height": {"cm": "cm centimetre centimetres centimeter centimeters", "m": "m metre metres meter meters"}
    | {"ft": "ft foot feet", "in": "in inch inches"},
    "mass": {"kg": "kg kilo kilos kilogram kilograms", "lb": "lb lbs pound pounds", "stone": "stone stones"},
    "age": {"years": "year years", "months": "month months", "weeks": "week weeks"},
}
_UNIT_OF = {
    measure: {word: unit for unit, words in units.items() for word in words.split()}
    for measure, units in _UNITS.items()
}
_MEASURE_OF = {"height": "height", "mass": "mass", "weight": "mass", "age": "age"}
_PIECES = ("clothes", "clothing")  # clothes_a and clothes_b are worn together
_WHOLES = ("outfit", "outfits")  # outfit_work and outfit_party are not
_ELSEWHERE = frozenset(["id", "ids", "image", "images", "picture", "url", "link", "file", "path", "tags"])
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@dataclass(frozen=True)
class Column:
    """What a column fills.

    `measure` is height, mass or age where numbers need a unit, `unit` the one that the column's name tells, `colour`
    whether it tells a colour only. `label` introduces a text that does not say by itself what it is about.
    """

    field: str
    measure: str = ""
    unit: str = ""
    colour: bool = False
    label: str = ""


def read_columns(columns: Sequence[str]) -> dict[str, Column]:
    """The columns that fill a field; those of "name" in the order in which they make up a name, and none without one.

    A field may have several columns: clothes_a and clothes_b, Aliases and Nicknames.
    """
    names = _names(columns)
    found: dict[str, Column] = {column: Column("name") for column in names}
    dressed = False
    for column in columns:
        read = None if column in found else _read(_words(column))
        if read is None:
            continue
        if read.field == "wardrobe":
            if dressed and _words(column)[0] in _WHOLES:  # an image prompt shows one of the outfits
                read = Column("description", label=column)
            dressed = True
        found[column] = read
    return found


def names_somebody(columns: Sequence[str]) -> bool:
    """Whether a column is there that holds names and nothing else, as roles and titles do."""
    return any(_rank(column) < _BETTER or _whole(_words(column)) in _PART_OF for column in columns)


def is_known(column: str) -> bool:
    """Whether the column means something to a cast list."""
    return bool(_names([column])) or _read(_words(column)) is not None


def _names(columns: Sequence[str]) -> list[str]:
    """The column that holds the names, or the columns of their parts."""
    best = min(columns, key=_rank, default="")
    parts = {part: column for column in reversed(columns) if (part := _PART_OF.get(_whole(_words(column)))) is not None}
    if parts and _rank(best) >= _BETTER:
        return [parts[part] for part in sorted(parts)]
    return [best] if _rank(best) < len(_NAMES) else []


def _rank(column: str) -> int:
    """How good a holder of names it is, 0 the best; "Name/Alias" is not quite "name"."""
    rank = _RANK_OF.get(_whole(_words(column)))
    if rank is None and any(_RANK_OF.get(_whole(_words(part))) == 0 for part in column.split("/")):
        return 1
    return len(_NAMES) if rank is None else rank


def _read(words: list[str]) -> Column | None:
    whole = _whole(words)
    if field := _FIELD_OF.get(whole):
        return Column(field, _MEASURE_OF.get(whole, ""), colour=whole.endswith(("color", "colour")))
    if len(words) < 2:
        return None
    if words[0] in ("character", "char"):
        return _read(words[1:])
    if (measure := _MEASURE_OF.get(words[0])) and words[1:-1] in ([], ["in"]) and words[-1] in _UNIT_OF[measure]:
        return Column(_FIELD_OF[words[0]], measure, _UNIT_OF[measure][words[-1]])
    if words[0] in (*_PIECES, *_WHOLES) and words[-1] not in _ELSEWHERE:
        return Column("wardrobe")
    return _read(words[:-1]) if len(words[-1]) == 1 else None  # hair_a and hair_b


def _words(column: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(column)]


def _whole(words: list[str]) -> str:
    return "".join(words)
