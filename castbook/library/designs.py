"""The verbs for production designs; every change makes a new revision, and all revisions stay."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

from ..cast import ACTIVE, ASPECTS, UNSET, Design, Page, Unset
from ..errors import Invalid
from ..prompt import check_seed_or_random
from . import rows, texts
from .productions import activate_only_design, production_row
from .store import Store, Transaction


def _or_none(check: Callable[[Any], str | None]) -> Callable[[Any], str | None]:
    return lambda value: None if value is None else check(value)


def _name(value: object) -> str:
    checked = texts.name(value)
    if texts.key(checked) == texts.key(ACTIVE):
        raise Invalid(
            "reserved_name",
            f'A design cannot be named "{checked}": in workflows that word stands for the active design.',
            "Choose another name.",
        )
    return checked


_CHECKS: dict[str, Callable[[Any], str | None]] = {
    "name": _name,
    "style_prompt": lambda value: texts.prompt(value, "style_prompt"),
    "style_position": lambda value: texts.choice(value, "style_position", ("after", "before")),
    "negative": _or_none(lambda value: texts.prompt(value, "negative")),
    "seed": check_seed_or_random,
    "aspect": _or_none(lambda value: texts.choice(value, "aspect", ASPECTS)),
    "model": _or_none(lambda value: texts.prompt(value, "model").strip() or None),
}
_REVISION = ("name", "style_prompt", "style_position", "negative", "seed", "aspect", "model")


def checked(field: str, value: Any) -> str | None:
    """One field of a design as it is kept. Raises Invalid."""
    return _CHECKS[field](value)


class Designs(Store):
    """What all characters of a production share."""

    def create_design(
        self,
        production_id: str,
        name: str,
        style_prompt: str = "",
        style_position: str = "after",
        negative: str | None = None,
        seed: str | None = None,
        aspect: str | None = None,
        model: str | None = None,
    ) -> Design:
        """A new design at revision 1; a production's only design is also its active one."""
        given = (name, style_prompt, style_position, negative, seed, aspect, model)
        fields = {field: _CHECKS[field](value) for field, value in zip(_REVISION, given, strict=True)}
        with self.transaction() as tx:
            production_row(tx.db, production_id)
            design = texts.new_id()
            row = {"id": design, "production_id": production_id, "created_at": texts.now(), "deleted_at": None}
            _put_revision(tx, row, 1, fields)
            activate_only_design(tx, production_id, design)
            return self.design(design)

    def designs(self, production_id: str, offset: int = 0, limit: int = 100) -> Page[Design]:
        """The designs of a production by name."""
        with self.reading() as db:
            production_row(db, production_id)
            return rows.page(
                db,
                rows.design,
                f"{rows.DESIGNS} WHERE d.production_id = :production AND d.deleted_at IS NULL"
                f" ORDER BY d.name_key {rows.CUT}",
                "SELECT COUNT(*) FROM designs WHERE production_id = :production AND deleted_at IS NULL",
                {"production": production_id},
                offset,
                limit,
            )

    def design(self, id: str) -> Design:
        """One design as of its newest revision."""
        with self.reading() as db:
            design_row(db, id)
            return rows.design(db.execute(f"{rows.DESIGNS} WHERE d.id = ?", (id,)).fetchone())

    def design_named(self, production_id: str, name: str) -> Design:
        """The design of that name in a production."""
        with self.reading() as db:
            production_row(db, production_id)
            found = db.execute(
                f"{rows.DESIGNS} WHERE d.production_id = ? AND d.name_key = ? AND d.deleted_at IS NULL",
                (production_id, texts.key(texts.name(name))),
            ).fetchone()
            if found is None:
                raise texts.unknown_name("design", name)
            return rows.design(found)

    def update_design(
        self,
        id: str,
        *,
        name: str | Unset = UNSET,
        style_prompt: str | Unset = UNSET,
        style_position: str | Unset = UNSET,
        negative: str | Unset | None = UNSET,
        seed: str | Unset | None = UNSET,
        aspect: str | Unset | None = UNSET,
        model: str | Unset | None = UNSET,
    ) -> Design:
        """Change what is given; a new revision, if that makes a difference."""
        given = (name, style_prompt, style_position, negative, seed, aspect, model)
        fields = {f: _CHECKS[f](value) for f, value in zip(_REVISION, given, strict=True) if value is not UNSET}
        with self.transaction() as tx:
            row = design_row(tx.db, id)
            before = {field: getattr(self.design(id), field) for field in _REVISION}
            after = {**before, **fields}
            if after != before:
                _put_revision(tx, row, row["revision"] + 1, after)
            return self.design(id)

    def save_design_defaults(
        self, id: str, seed: str | Unset | None = UNSET, negative: str | Unset | None = UNSET
    ) -> Design:
        """Save as Design Default: seed and negative prompt become what all characters start from."""
        return self.update_design(id, seed=seed, negative=negative)

    def delete_design(self, id: str) -> None:
        """Mark it deleted; if it was the active one, its production has none until it is restored or another chosen."""
        with self.transaction() as tx:
            row = design_row(tx.db, id)
            _mark(tx, row, texts.now())

    def restore_design(self, id: str) -> Design:
        """Take the deletion mark away; it is active if it was and no other has become active meanwhile."""
        with self.transaction() as tx:
            row = design_row(tx.db, id, deleted=True)
            if row["deleted_at"] is not None:
                (name,) = tx.db.execute(
                    "SELECT name FROM design_revisions WHERE design_id = ? AND revision = ?", (id, row["revision"])
                ).fetchone()
                _refuse_taken(tx.db, row["production_id"], name, id)
                _mark(tx, row, None)
            return self.design(id)


def design_row(db: sqlite3.Connection, id: str, *, deleted: bool = False) -> dict[str, Any]:
    """The row of a design; NotFound for a deleted one, unless `deleted`; Conflict if its production is deleted then."""
    found = db.execute(
        "SELECT d.*, p.deleted_at AS gone FROM designs d JOIN productions p ON p.id = d.production_id WHERE d.id = ?",
        (texts.known("design", id),),
    ).fetchone()
    if found is None or (not deleted and (found["deleted_at"] or found["gone"])):
        raise texts.unknown("design")
    row = dict(found)
    if row.pop("gone"):
        raise texts.restore_first("design", "production")
    return row


def _mark(tx: Transaction, row: dict[str, Any], deleted_at: str | None) -> None:
    tx.put("designs", {**row, "deleted_at": deleted_at})
    tx.tell("design", id=row["id"], production_id=row["production_id"])
    if production_row(tx.db, row["production_id"])["active_design_id"] == row["id"]:
        tx.tell("production", id=row["production_id"])


def _put_revision(tx: Transaction, row: dict[str, Any], revision: int, fields: dict[str, Any]) -> None:
    _refuse_taken(tx.db, row["production_id"], fields["name"], row["id"])
    tx.put("designs", {**row, "name_key": texts.key(fields["name"]), "revision": revision})
    tx.put(
        "design_revisions",
        {"design_id": row["id"], "revision": revision, "created_at": texts.now(), **fields},
    )
    tx.tell("design", id=row["id"], production_id=row["production_id"])


def _refuse_taken(db: sqlite3.Connection, production_id: str, name: str, besides: str) -> None:
    if db.execute(
        "SELECT 1 FROM designs WHERE production_id = ? AND name_key = ? AND deleted_at IS NULL AND id <> ?",
        (production_id, texts.key(name), besides),
    ).fetchone():
        raise texts.name_taken("design", name)
