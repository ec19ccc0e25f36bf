"""Cast lists as CSV, JSON or YAML: which column means what, and the people in the rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from ..errors import Invalid, TooLarge, Unavailable
from ..library.texts import is_visible
from ..script.source import decode
from . import cells
from .arrivals import Candidate, key
from .columns import Column, is_known, names_somebody, read_columns

MAX_BYTES = 20 << 20
MAX_ROWS = 5_000
_SEVERAL = re.compile(r"[,;|/\n]")
_SINGULAR = ("character", "persona")  # of somebody who has a name these tell more, of nobody they list people
_BY_NAME = ("characters", "cast", "people", "persons", "personas")
HOLDERS = (*_BY_NAME, "items", *_SINGULAR)
_LOOKS = ("species", "gender", "age", "build", "skin", "face", "hair", "eyes", "image_prompt", "wardrobe")
_ONCE = ("species", "gender", "age")  # sex and gender, species and race: the first that says something


@dataclass(frozen=True)
class CastList:
    """A list as read: each column with the field it fills (None: not used), and the people.

    `joined` are the names that several rows have, who are one character each; `unnamed` counts rows that name nobody.
    """

    columns: tuple[tuple[str, str | None], ...]
    people: tuple[Candidate, ...]
    joined: tuple[str, ...] = ()
    unnamed: int = 0

    def as_json(self) -> dict[str, Any]:
        """The mapping for a preview."""
        columns = [{"column": column, "field": field} for column, field in self.columns]
        return {"columns": columns, "joined": list(self.joined), "unnamed": self.unnamed}


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
        if (held := _held(value)) is not None:
            value = _people_in(held)
        elif set(_BY_NAME).isdisjoint(str(key).lower() for key in value):  # else nobody is read from what they hold
            value = _people_in(value)
    if not isinstance(value, list) or not value or not all(isinstance(one, (dict, str)) for one in value):
        raise Invalid("not_a_cast_list", "The file holds no list of characters.", 'Each needs at least a "name".')
    rows = [{"name": one} if isinstance(one, str) else {str(k): v for k, v in one.items()} for one in value]
    return _from_rows(rows, list(dict.fromkeys(column for row in rows for column in row)))


def _held(value: dict[Any, Any]) -> Any:
    """The list or the people by name that stand under "characters" or the like."""
    under = {str(key).lower(): held for key, held in reversed(value.items())}
    named = names_somebody([key for key in under if key not in _SINGULAR])
    for holder in HOLDERS[: -len(_SINGULAR)] if named else HOLDERS:
        held = under.get(holder)
        if isinstance(held, list):
            return held
        if isinstance(held, dict) and holder in _BY_NAME and (people := _told_by_name(held)):
            return people
        if isinstance(held, dict) and holder != "items" and isinstance(_people_in(held), list):
            return held
    return None


def _told_by_name(held: dict[Any, Any]) -> list[dict[Any, Any]]:
    """People by name where some have only a text, or nothing; nobody where these names are columns of one person."""
    told = [str(name) for name, one in held.items() if not isinstance(one, dict)]
    texts = all(one is None or isinstance(one, (dict, str)) for one in held.values())
    if not told or not texts or any(map(is_known, told)):
        return []
    people = {name: one if isinstance(one, dict) else {"description": one} for name, one in held.items()}
    return _people_in(people)


def _people_in(value: Any) -> Any:
    """People by name as a list; one person as a list of one; anything else as it is."""
    if not isinstance(value, dict):
        return value
    people = {name: one or {} for name, one in value.items() if one is None or isinstance(one, dict)}
    if any(people.values()) and len(people) == len(value):
        return [one if names_somebody([*map(str, one)]) else {"name": name, **one} for name, one in people.items()]
    if "name" in {column.field for column in read_columns([*map(str, value)]).values()}:
        return [value]
    return value


def from_yaml(data: bytes) -> Any:
    """The value of a YAML file; what is not null, true or false is a text as it was written, numbers too.

    Tags and aliases are refused: a cast list needs none, and bombs are made of them.
    """
    try:
        import yaml
    except ImportError as error:  # ComfyUI brings PyYAML, and so does requirements/run.txt
        raise Unavailable(
            "no_yaml", "Reading YAML needs PyYAML, which is not installed.", "Use JSON or CSV."
        ) from error

    class Plain(yaml.SafeLoader):
        yaml_implicit_resolvers: ClassVar = {}  # of YAML 1.1, where 012 is ten and Yes, No and On are nobody's names

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.events.AliasEvent):
                raise Invalid(
                    "yaml_alias", "The YAML file uses aliases, which Castbook does not follow.", "Write it out."
                )
            return super().compose_node(parent, index)

    for kind, words in (("null", "|~|null"), ("bool", "true|false"), ("merge", "<<")):
        firsts = [word[:1] for word in words.split("|")]
        Plain.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(f"^(?:{words})$"), firsts)
    try:
        return yaml.load(_bounded(data), Loader=Plain)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Invalid("damaged_list", "The YAML file is damaged.", "Check its indentation and quotes.") from error


def _bounded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise TooLarge("list_too_large", "The cast list is larger than 20 MB.", "Import it in parts.")
    return decode(data).lstrip("\ufeff")


def _from_rows(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> CastList:
    if len(rows) > MAX_ROWS:
        raise TooLarge("list_too_large", f"The cast list has more than {MAX_ROWS:,} rows.", "Import it in parts.")
    meant = read_columns(columns)
    if "name" not in {column.field for column in meant.values()}:
        raise Invalid("no_names", "No column of the cast list holds names.", 'Call one of them "name".')
    usual = _filling(meant, "name")
    untold = {column for column, meaning in meant.items() if meaning.measure}
    people: list[Candidate] = []
    unnamed = 0
    for row in rows:
        called = [column for column in usual if cells.name(row.get(column))] or _own_names(row)
        if not called:
            unnamed += any(map(cells.plain, row.values()))
            continue
        meant.update({column: Column("name") for column in called})
        name = " ".join(cells.name(row[column]) for column in called)
        mine = {column: meant[column] for column in row if column in meant}
        looks = _looks(row, mine)
        untold -= looks.keys()
        prompt = ", ".join(dict.fromkeys(looks.values()))
        people.append(Candidate(name, _aliases(row, mine), _description(row, mine), prompt))
    if not people:
        raise Invalid("empty_list", "The cast list names nobody.", 'Fill the column "name".')
    # Heights and weights in a unit that nobody tells are left out, and so is their column.
    told = {column: meaning.field for column, meaning in meant.items() if column not in untold}
    each: dict[str, list[Candidate]] = {}
    for person in people:
        each.setdefault(key(person.name), []).append(person)
    return CastList(
        tuple((str(column), told.get(column)) for column in columns),
        tuple(map(_join, each.values())),
        tuple(rows[0].name for rows in each.values() if len(rows) > 1),
        unnamed,
    )


def _join(rows: Sequence[Candidate]) -> Candidate:
    """Rows of one name: an image prompt shows the looks of the first that has any, the description keeps the rest."""
    first = rows[0]
    aliases = tuple(dict.fromkeys(alias for row in rows for alias in row.aliases))
    prompts = list(dict.fromkeys(row.image_prompt for row in rows if row.image_prompt))
    told = dict.fromkeys(filter(None, (*(row.description for row in rows), *prompts[1:])))
    return replace(
        first,
        aliases=aliases,
        description="\n\n".join(told),
        image_prompt=prompts[0] if prompts else "",
    )


def _own_names(row: Mapping[str, Any]) -> list[str]:
    """The columns of somebody's name where the list's usual one is empty; a role or a title is no name then."""
    filled = [column for column, value in row.items() if cells.name(value)]
    return _filling(read_columns(filled), "name") if names_somebody(filled) else []


def _filling(meant: Mapping[str, Column], field: str) -> list[str]:
    return [column for column, meaning in meant.items() if meaning.field == field]


def _aliases(row: Mapping[str, Any], meant: Mapping[str, Column]) -> tuple[str, ...]:
    given = (row.get(column) for column in _filling(meant, "aliases"))
    listed = [
        one for value in given for one in (value if isinstance(value, list) else _SEVERAL.split(cells.plain(value)))
    ]
    aliases = (" ".join(cells.plain(one).split()) for one in listed)
    return tuple(dict.fromkeys(filter(is_visible, aliases)))


def _description(row: Mapping[str, Any], meant: Mapping[str, Column]) -> str:
    texts = []
    for column in _filling(meant, "description"):
        if text := cells.plain(row.get(column)):
            texts.append(f"{label}: {text}" if (label := meant[column].label) else text)
    return "\n\n".join(dict.fromkeys(texts))


def _looks(row: Mapping[str, Any], meant: Mapping[str, Column]) -> dict[str, str]:
    """What each column says of the looks, as a phrase."""
    found: dict[str, str] = {}
    for field in _LOOKS:
        for column in _filling(meant, field):
            if phrase := cells.look(meant[column], row.get(column)) or _bald(row, meant, column):
                found[column] = phrase
                if field in _ONCE:
                    break
    return found


def _bald(row: Mapping[str, Any], meant: Mapping[str, Column], column: str) -> str:
    """Hair of no colour is bald where a human being has it, unless the row says none of skin or eyes as well."""
    if meant[column].field != "hair" or not meant[column].colour or not cells.says_none(row.get(column)):
        return ""
    species = {cells.plain(row.get(one)).casefold() for one in _filling(meant, "species")}
    others = [one for field in ("skin", "eyes") for one in _filling(meant, field)]
    return "bald" if "human" in species and not any(cells.says_none(row.get(one)) for one in others) else ""
