"""Rows of the index as the values of cast.py, and back."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from ..cast import (
    Character,
    Design,
    DesignRef,
    EngineInfo,
    Failure,
    Generation,
    GenerationRequest,
    Job,
    NotApplied,
    Page,
    PortraitPrompt,
    Production,
    Script,
    Settings,
    Version,
    shallow,
)
from ..errors import Invalid

T = TypeVar("T")

CUT = "LIMIT :limit OFFSET :offset"
DESIGNS = (
    "SELECT d.id, d.production_id, r.name, r.style_prompt, r.style_position, r.negative, r.seed, r.aspect, r.model,"
    " r.revision, d.created_at, d.deleted_at"
    " FROM designs d JOIN design_revisions r ON r.design_id = d.id AND r.revision = d.revision"
)
VERSIONS = (
    "SELECT v.*, (s.selected_id IS v.id) AS selected FROM versions v JOIN stacks s ON s.character_id = v.character_id"
)
CHARACTERS = (
    "SELECT c.id AS c_id, c.production_id, c.name, c.aliases, c.description, i.text AS image_prompt,"
    " s.version_count, s.last_number, c.created_at AS c_created_at, c.deleted_at AS c_deleted_at, v.*, 1 AS selected"
    " FROM characters c JOIN stacks s ON s.character_id = c.id"
    " LEFT JOIN image_prompts i ON i.character_id = c.id AND i.number = c.image_prompt_number"
    " LEFT JOIN versions v ON v.id = s.selected_id"
)
GENERATIONS = (
    "SELECT g.*, t.state, t.runner, t.jobs, t.error"
    " FROM generations g JOIN generation_states t ON t.generation_id = g.id"
)


def design(row: sqlite3.Row) -> Design:
    """A row of DESIGNS."""
    return Design(**dict(row))


def version(row: sqlite3.Row) -> Version:
    """A row of VERSIONS."""
    return Version(
        id=row["id"],
        character_id=row["character_id"],
        number=row["number"],
        source=row["source"],
        author=row["author"],
        width=row["width"],
        height=row["height"],
        media_type=row["media_type"],
        bytes=row["bytes"],
        sha256=row["sha256"],
        created_at=row["created_at"],
        selected=bool(row["selected"]),
        settings=Settings(**json.loads(row["settings"])),
        design=_maybe(row["design"], DesignRef),
        engine=_maybe(row["engine"], EngineInfo),
        graph_sha256=row["graph_sha256"],
        generation_id=row["generation_id"],
        generation_index=row["generation_index"],
        deleted_at=row["deleted_at"],
    )


def character(row: sqlite3.Row) -> Character:
    """A row of CHARACTERS."""
    return Character(
        id=row["c_id"],
        production_id=row["production_id"],
        name=row["name"],
        aliases=tuple(json.loads(row["aliases"])),
        description=row["description"],
        image_prompt=row["image_prompt"] or "",
        version_count=row["version_count"],
        deleted_version_count=row["last_number"] - row["version_count"],  # a number is never given twice
        selected=None if row["id"] is None else version(row),
        created_at=row["c_created_at"],
        deleted_at=row["c_deleted_at"],
    )


def production(row: sqlite3.Row) -> Production:
    """A row with the columns of Production."""
    return Production(**dict(row))


def script(row: sqlite3.Row) -> Script:
    """A row with the columns of Script."""
    return Script(**dict(row))


def generation(row: sqlite3.Row) -> Generation:
    """A row of GENERATIONS."""
    return Generation(
        id=row["id"],
        character_id=row["character_id"],
        state=row["state"],
        created_at=row["created_at"],
        request=GenerationRequest(**json.loads(row["request"])),
        portrait=_portrait(json.loads(row["portrait"])),
        jobs=tuple(Job(**job) for job in json.loads(row["jobs"])),
        key=row["key"],
        author=row["author"],
        runner=row["runner"],
        select_if=row["select_if"],
        error=_maybe(row["error"], Failure),
    )


def as_text(value: Any) -> str | None:
    """A value, a dataclass or a tuple of them as compact JSON text; None stays None."""
    if value is None:
        return None
    if isinstance(value, tuple):
        value = [dataclasses.asdict(item) for item in value]
    elif isinstance(value, Settings):
        value = {name: item for name, item in shallow(value).items() if item is not None}
    elif isinstance(value, GenerationRequest):
        value = value.as_json()
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        value = dataclasses.asdict(value)
    try:
        return json.dumps(value, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError) as error:
        raise Invalid("invalid_value", "A value cannot be kept as JSON.", "Use texts and finite numbers.") from error


def page(
    db: sqlite3.Connection,
    make: Callable[[sqlite3.Row], T],
    select: str,
    count: str,
    values: Mapping[str, Any],
    offset: int,
    limit: int,
) -> Page[T]:
    """One stretch of a list: `select` gives the rows in order, cut by CUT, `count` how many there are in all."""
    for field, number in (("offset", offset), ("limit", limit)):
        if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < 2**53:
            raise Invalid("invalid_" + field, f"The {field} is not a whole number from 0.", "Like offset=0, limit=100.")
    (total,) = db.execute(count, values).fetchone()
    rows = db.execute(select, {**values, "limit": limit, "offset": offset})
    return Page(tuple(make(row) for row in rows), total)


def _maybe(text: str | None, make: Callable[..., T]) -> T | None:
    return None if text is None else make(**json.loads(text))


def _portrait(facts: dict[str, Any]) -> PortraitPrompt:
    design = facts.pop("design")
    return PortraitPrompt(
        **{**facts, "not_applied": tuple(NotApplied(**item) for item in facts["not_applied"])},
        design=None if design is None else DesignRef(**design),
    )
