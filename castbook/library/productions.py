"""The verbs for productions and their scripts."""

from __future__ import annotations

import sqlite3
from typing import Any

from ..cast import UNSET, Page, Production, Script, Unset
from ..errors import Conflict
from . import rows, texts
from .blobs import SCRIPT, Blob
from .store import Store, Transaction

_PRODUCTIONS = (
    "SELECT p.id, p.name, d.id AS active_design_id, p.created_at, p.deleted_at, (SELECT COUNT(*) FROM characters c"
    " WHERE c.production_id = p.id AND c.deleted_at IS NULL) AS character_count FROM productions p"
    # The row still names a design that was deleted: restored, it is the active one again.
    " LEFT JOIN designs d ON d.id = p.active_design_id AND d.deleted_at IS NULL"
)


class Productions(Store):
    """Films, series, books and games."""

    def create_production(self, name: str) -> Production:
        """A new production without designs or characters. Raises Conflict "name_taken"."""
        name = texts.name(name)
        with self.transaction() as tx:
            _refuse_taken(tx.db, name)
            row = {
                "id": texts.new_id(),
                "name": name,
                "name_key": texts.key(name),
                "active_design_id": None,
                "created_at": texts.now(),
                "deleted_at": None,
            }
            tx.put("productions", row)
            tx.tell("production", id=row["id"])
            return self.production(row["id"])

    def productions(self, offset: int = 0, limit: int = 100) -> Page[Production]:
        """All productions by name."""
        with self.reading() as db:
            return rows.page(
                db,
                rows.production,
                f"{_PRODUCTIONS} WHERE p.deleted_at IS NULL ORDER BY p.name_key {rows.CUT}",
                "SELECT COUNT(*) FROM productions WHERE deleted_at IS NULL",
                {},
                offset,
                limit,
            )

    def production(self, id: str) -> Production:
        """One production."""
        with self.reading() as db:
            found = db.execute(
                f"{_PRODUCTIONS} WHERE p.id = ? AND p.deleted_at IS NULL", (texts.known("production", id),)
            ).fetchone()
            if found is None:
                raise texts.unknown("production")
            return rows.production(found)

    def production_named(self, name: str) -> Production:
        """The production of that name; case and the way accents are composed make no difference."""
        with self.reading() as db:
            found = db.execute(
                f"{_PRODUCTIONS} WHERE p.name_key = ? AND p.deleted_at IS NULL", (texts.key(texts.name(name)),)
            ).fetchone()
            if found is None:
                raise texts.unknown_name("production", name)
            return rows.production(found)

    def update_production(
        self, id: str, name: str | Unset = UNSET, active_design_id: str | Unset | None = UNSET
    ) -> Production:
        """Rename it, or make one of its designs the active one (None: none is)."""
        with self.transaction() as tx:
            row = production_row(tx.db, id)
            before = dict(row)
            if name is not UNSET:
                row["name"] = texts.name(name)
                row["name_key"] = texts.key(row["name"])
                _refuse_taken(tx.db, row["name"], besides=id)
            if active_design_id is not UNSET:
                if active_design_id is not None:
                    _refuse_foreign(tx.db, active_design_id, id)
                row["active_design_id"] = active_design_id
            if row != before:
                tx.put("productions", row)
                tx.tell("production", id=id)
            return self.production(id)

    def delete_production(self, id: str) -> None:
        """Mark it deleted; everything in it disappears with it and comes back with restore_production."""
        with self.transaction() as tx:
            row = production_row(tx.db, id)
            tx.put("productions", {**row, "deleted_at": texts.now()})
            tx.tell("production", id=id)

    def restore_production(self, id: str) -> Production:
        """Take the deletion mark away. Raises Conflict "name_taken" when another one has its name now."""
        with self.transaction() as tx:
            row = production_row(tx.db, id, deleted=True)
            if row["deleted_at"] is not None:
                _refuse_taken(tx.db, row["name"])
                tx.put("productions", {**row, "deleted_at": None})
                tx.tell("production", id=id)
            return self.production(id)

    def save_script(self, production_id: str, name: str, format: str, data: bytes) -> Script:
        """Keep the script a production was read from; earlier ones stay in the library."""
        name, format = texts.name(name), texts.name(format, "format")
        production = self.production(production_id)
        with self._kept(data, SCRIPT) as blob, self.transaction() as tx:
            production_row(tx.db, production.id)
            self._blobs.ensure(blob, data)
            row = {
                "production_id": production_id,
                "number": 1 + _scripts(tx.db, production_id),
                "name": name,
                "format": format,
                "sha256": blob.sha256,
                "bytes": len(data),
                "created_at": texts.now(),
            }
            tx.put("scripts", row)
            tx.tell("production", id=production_id)
        del row["number"]
        return Script(**row)

    def scripts(self, production_id: str) -> tuple[Script, ...]:
        """The scripts of a production, the last kept first; of those with one name only the last."""
        self.production(production_id)
        with self.reading() as db:
            found = db.execute(
                "SELECT production_id, name, format, sha256, bytes, created_at FROM scripts"
                " WHERE production_id = ? ORDER BY number DESC",
                (production_id,),
            ).fetchall()
        kept: dict[str, Script] = {}
        for row in found:
            kept.setdefault(texts.key(row["name"]), rows.script(row))
        return tuple(kept.values())

    def script(self, production_id: str) -> tuple[Script, bytes] | None:
        """The newest script of a production with its bytes, or None."""
        newest = next(iter(self.scripts(production_id)), None)
        return (newest, self.script_bytes(newest)) if newest else None

    def script_bytes(self, script: Script) -> bytes:
        """What a script holds."""
        return self._bytes(Blob(script.sha256, SCRIPT, script.bytes))


def production_row(db: sqlite3.Connection, id: str, *, deleted: bool = False) -> dict[str, Any]:
    """The row of a production; NotFound for a deleted one, unless `deleted`."""
    found = db.execute("SELECT * FROM productions WHERE id = ?", (texts.known("production", id),)).fetchone()
    if found is None or (found["deleted_at"] is not None and not deleted):
        raise texts.unknown("production")
    return dict(found)


def activate_only_design(tx: Transaction, production_id: str, design_id: str) -> None:
    """A production's only design is its active one."""
    (others,) = tx.db.execute(
        "SELECT COUNT(*) FROM designs WHERE production_id = ? AND deleted_at IS NULL AND id <> ?",
        (production_id, design_id),
    ).fetchone()
    if not others:
        tx.put("productions", {**production_row(tx.db, production_id), "active_design_id": design_id})
        tx.tell("production", id=production_id)


def _scripts(db: sqlite3.Connection, production_id: str) -> int:
    return db.execute("SELECT COUNT(*) FROM scripts WHERE production_id = ?", (production_id,)).fetchone()[0]


def _refuse_taken(db: sqlite3.Connection, name: object, besides: str = "") -> None:
    if db.execute(
        "SELECT 1 FROM productions WHERE name_key = ? AND deleted_at IS NULL AND id <> ?",
        (texts.key(str(name)), besides),
    ).fetchone():
        raise texts.name_taken("production", str(name))


def _refuse_foreign(db: sqlite3.Connection, design_id: str, production_id: str) -> None:
    found = db.execute(
        "SELECT production_id FROM designs WHERE id = ? AND deleted_at IS NULL", (texts.known("design", design_id),)
    ).fetchone()
    if found is None:
        raise texts.unknown("design")
    if found["production_id"] != production_id:
        raise Conflict(
            "foreign_design", "That design belongs to another production.", "Pick one of this production's designs."
        )
