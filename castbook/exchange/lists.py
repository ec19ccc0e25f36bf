"""Cast lists as CSV, JSON or YAML: which column means what, and the people in the rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import Invalid, TooLarge, Unavailable
from ..script.source import decode
from .arrivals import MAX_DESCRIPTION, Candidate

MAX_BYTES = 20 << 20
MAX_ROWS = 5_000
_MEANINGS: dict[str, tuple[str, ...]] = {
    "name": ("name", "character", "charactername", "role", "figure", "title"),
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
    "description": ("description", "bio", "biography", "background", "summary", "notes", "context", "about", "body"),
    "gender": ("gender", "sex"),
    "age": ("age",),
    "species": ("species", "race"),
    "build": ("build", "height", "bodytype"),
    "hair": ("hair", "haircolor", "haircolour"),
    "eyes": ("eyes", "eyecolor", "eyecolour"),
    "skin": ("skin", "complexion"),
    "wardrobe": ("wardrobe", "clothing", "clothes", "outfit", "costume"),
}
_FIELD_OF = {word: field for field, words in _MEANINGS.items() for word in words}
_LOOKS = ("species", "gender", "age", "build", "skin", "hair", "eyes", "image_prompt", "wardrobe")
_NOUNS = {"hair": "hair", "eyes": "eyes", "skin": "skin"}
_BBCODE = re.compile(
    r"\[/?(?:b|i|u|s|url|img|quote|h[1-6]|p|br|center|size|color|list|li|ul|ol|\*)(?:=[^\]]*)?\]", re.I
)
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True)
class CastList:
    """A list as read: each column with the field it fills (None: not used), and the people."""

    columns: tuple[tuple[str, str | None], ...]
    people: tuple[Candidate, ...]

    def as_json(self) -> dict[str, Any]:
        """The mapping for a preview."""
        return {"columns": [{"column": column, "field": field} for column, field in self.columns]}


def from_csv(data: bytes) -> CastList:
    """Comma, semicolon or tab separated, with a header row."""
    text = _bounded(data)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Invalid("damaged_list", f"The cast list's table is damaged: {error}.", "Export it again.") from error
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        raise Invalid("empty_list", "The cast list has no rows below its header.", "The first line names the columns.")
    return _from_rows([dict(zip(rows[0], row, strict=False)) for row in rows[1:]], rows[0])


def from_value(value: Any) -> CastList:
    """A JSON or YAML value: a list of people, an object that holds one, or people by name."""
    if isinstance(value, dict):
        inner = next(
            (value[k] for k in ("characters", "cast", "people", "items") if isinstance(value.get(k), list)), None
        )
        if inner is not None:
            value = inner
        elif any(_field(str(key)) == "name" for key in value):
            value = [value]
        elif value and all(isinstance(one, dict) for one in value.values()):
            value = [{"name": name, **one} for name, one in value.items()]
    if not isinstance(value, list) or not value or not all(isinstance(one, (dict, str)) for one in value):
        raise Invalid("not_a_cast_list", "The file holds no list of characters.", 'Each needs at least a "name".')
    rows = [{"name": one} if isinstance(one, str) else {str(k): v for k, v in one.items()} for one in value]
    return _from_rows(rows, list(dict.fromkeys(column for row in rows for column in row)))


def from_yaml(data: bytes) -> Any:
    """The value of a YAML file. Tags and aliases are refused: a cast list needs none, and bombs are made of them."""
    try:
        import yaml
    except ImportError as error:  # ComfyUI brings PyYAML, and so does requirements/run.txt
        raise Unavailable(
            "no_yaml", "Reading YAML needs PyYAML, which is not installed.", "Use JSON or CSV."
        ) from error

    class Plain(yaml.SafeLoader):
        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.events.AliasEvent):
                raise Invalid(
                    "yaml_alias", "The YAML file uses aliases, which Castbook does not follow.", "Write it out."
                )
            return super().compose_node(parent, index)

    try:
        return yaml.load(_bounded(data), Loader=Plain)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Invalid("damaged_list", "The YAML file is damaged.", "Check its indentation and quotes.") from error


def _bounded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise TooLarge("list_too_large", "The cast list is larger than 20 MB.", "Import it in parts.")
    return decode(data).lstrip("\ufeff")


def _field(column: str) -> str | None:
    return _FIELD_OF.get(re.sub(r"[^a-z]", "", column.lower()))


def _from_rows(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> CastList:
    if len(rows) > MAX_ROWS:
        raise TooLarge("list_too_large", f"The cast list has more than {MAX_ROWS:,} rows.", "Import it in parts.")
    fields: dict[str, str] = {}
    for column in columns:
        field = _field(column)
        if field and field not in fields.values():
            fields[column] = field
    if "name" not in fields.values():
        raise Invalid("no_names", "No column of the cast list holds names.", 'Call one of them "name".')
    people = [_person({fields[c]: v for c, v in row.items() if c in fields}) for row in rows]
    found = tuple(person for person in people if person)
    if not found:
        raise Invalid("empty_list", "The cast list names nobody.", 'Fill the column "name".')
    return CastList(tuple((str(column), fields.get(column)) for column in columns), found)


def _person(row: Mapping[str, Any]) -> Candidate | None:
    name = " ".join(_plain(row.get("name")).split())[:200]
    if not name:
        return None
    given = row.get("aliases")
    listed = given if isinstance(given, list) else re.split(r"[,;|/\n]", _plain(given))
    aliases = tuple(dict.fromkeys(alias[:200] for alias in (" ".join(_plain(one).split()) for one in listed) if alias))
    looks = ", ".join(part for part in (_look(field, row.get(field)) for field in _LOOKS) if part)
    description = _plain(row.get("description"))[:MAX_DESCRIPTION]
    return Candidate(name, aliases[:50], description, looks[:MAX_DESCRIPTION])


def _look(field: str, value: Any) -> str:
    text = " ".join(_plain(value).split())
    if not text:
        return ""
    if field == "age" and text.isdigit():
        return f"{text} years old"
    noun = _NOUNS.get(field, "")
    return f"{text} {noun}" if noun and noun not in text.lower() else text


def _plain(value: Any) -> str:
    """A cell as plain text: lists joined, BBCode and unseen characters gone."""
    if value is None or isinstance(value, (dict, bool)):
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_plain, value)))
    return _UNSEEN.sub(" ", _BBCODE.sub("", str(value))).strip()
