"""The verbs for versions: one immutable portrait each, numbered per character, one of them selected."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any, Literal

from .. import images
from ..cast import SOURCES, UNSET, Character, DesignRef, EngineInfo, Page, Settings, Unset, Version
from ..errors import Conflict, Invalid, NotFound
from . import records, rows, texts
from .blobs import GRAPH, KINDS, Blob
from .characters import Characters, character_row
from .generations import job_done, select_if
from .store import Transaction

Select = bool | Literal["generation"]


class Versions(Characters):
    """The stacks of portraits."""

    def add_version(
        self,
        character_id: str,
        image: bytes,
        *,
        source: str,
        settings: Settings | None = None,
        design: DesignRef | None = None,
        engine: EngineInfo | None = None,
        author: str | None = None,
        graph: Mapping[str, Any] | None = None,
        generation_id: str | None = None,
        generation_index: int | None = None,
        select: Select = True,
        created_at: str | None = None,
        after: str | Unset | None = UNSET,
    ) -> Version:
        """Keep a PNG, JPEG or WebP file, bit for bit, as the character's next version.

        `select=True` is a user's act; "generation" selects it only while the user has selected nothing since
        `generation_id` was asked for; False leaves the selection. The same (generation_id, generation_index) again
        returns the version already there. Its generation's job gets the version's id in the same transaction.
        `after` is the id of the version that has to be the newest (None: there is none), else Conflict "newer_version".
        Raises Invalid for settings that no other program could read; `records.fit` makes them fit.
        """
        measured = images.verify(image)
        facts = {
            "source": texts.choice(source, "source", SOURCES),
            "author": None if author is None else texts.name(author, "author"),
            "width": measured.width,
            "height": measured.height,
            "media_type": measured.media_type,
            "bytes": len(image),
            "created_at": texts.now() if created_at is None else texts.moment(created_at),
            "settings": rows.as_text(records.settings(settings or Settings())),
            "design": rows.as_text(design and records.design(design)),
            "engine": rows.as_text(engine and records.engine(engine)),
            "generation_id": generation_id,
            "generation_index": generation_index,
        }
        if select == "generation" and generation_id is None:
            raise Invalid("invalid_select", "Only a generation's version can be selected that way.", "Pass its id.")
        if (done := self._made_before(character_id, generation_id, generation_index)) is not None:
            return done
        with ExitStack() as stack:
            kept = {stack.enter_context(self._kept(image, KINDS[measured.media_type])): image}
            facts["sha256"], facts["graph_sha256"] = next(iter(kept)).sha256, None
            if graph is not None:
                data = _graph_bytes(graph)
                blob = stack.enter_context(self._kept(data, GRAPH))
                kept[blob] = data
                facts["graph_sha256"] = blob.sha256
            tx = stack.enter_context(self.transaction())
            if (done := self._made_before(character_id, generation_id, generation_index)) is not None:
                return done
            if not isinstance(after, Unset) and after != _newest(tx.db, character_id):
                raise Conflict("newer_version", "There is a newer version by now.", "Look at it, then decide again.")
            for blob, data in kept.items():
                self._blobs.ensure(blob, data)
            return self._push(tx, character_id, facts, select)

    def versions(self, character_id: str, offset: int = 0, limit: int = 100, *, deleted: bool = False) -> Page[Version]:
        """A character's versions, newest first: those that are not deleted, or only the `deleted` ones."""
        counted = "last_number - version_count" if deleted else "version_count"
        with self.reading() as db:
            character_row(db, character_id)
            return rows.page(
                db,
                rows.version,
                f"{rows.VERSIONS} WHERE v.character_id = :character AND v.deleted_at IS {'NOT ' * deleted}NULL"
                f" ORDER BY v.number DESC {rows.CUT}",
                f"SELECT {counted} FROM stacks WHERE character_id = :character",
                {"character": character_id},
                offset,
                limit,
            )

    def version(self, id: str, *, deleted: bool = False) -> Version:
        """One version; a deleted one only if `deleted` ones are asked for too."""
        with self.reading() as db:
            version_row(db, id, deleted=deleted)
            return rows.version(db.execute(f"{rows.VERSIONS} WHERE v.id = ?", (id,)).fetchone())

    def version_numbered(self, character_id: str, number: int) -> Version:
        """A character's version of that number."""
        with self.reading() as db:
            character_row(db, character_id)
            found = db.execute(
                f"{rows.VERSIONS} WHERE v.character_id = ? AND v.number = ? AND v.deleted_at IS NULL",
                (character_id, number if -(2**63) <= number < 2**63 else 0),
            ).fetchone()
            if found is None:
                raise NotFound(
                    "unknown_version",
                    f"This character has no version {number}.",
                    "It may have been deleted; numbers start at 1.",
                )
            return rows.version(found)

    def select(self, character_id: str, version_id: str) -> Character:
        """Use This Version: the pointer moves, no file does."""
        with self.transaction() as tx:
            character = character_row(tx.db, character_id)
            if version_row(tx.db, version_id)["character_id"] != character_id:
                raise Conflict(
                    "foreign_version",
                    "That version belongs to another character.",
                    "Pick one of this character's own versions.",
                )
            stack = _stack(tx.db, character_id)
            _put_stack(tx, character, {**stack, "selected_id": version_id, "selections": stack["selections"] + 1})
            return self.character(character_id)

    def delete_version(self, id: str) -> None:
        """Mark it deleted; its number stays taken. Was it selected, then the newest left is."""
        with self.transaction() as tx:
            row = version_row(tx.db, id)
            tx.put("versions", {**row, "deleted_at": texts.now()})
            stack = _stack(tx.db, row["character_id"])
            stack["version_count"] -= 1
            if stack["selected_id"] == id:
                stack["selected_id"] = _newest(tx.db, row["character_id"])
            _put_stack(tx, character_row(tx.db, row["character_id"]), stack)
            tx.tell("version", id=id, character_id=row["character_id"])

    def restore_version(self, id: str) -> Version:
        """Take the deletion mark away; the selection moves only if nothing was selected."""
        with self.transaction() as tx:
            row = version_row(tx.db, id, deleted=True)
            if row["deleted_at"] is not None:
                tx.put("versions", {**row, "deleted_at": None})
                stack = _stack(tx.db, row["character_id"])
                stack["version_count"] += 1
                stack["selected_id"] = stack["selected_id"] or id
                _put_stack(tx, character_row(tx.db, row["character_id"]), stack)
                tx.tell("version", id=id, character_id=row["character_id"])
            return self.version(id)

    def _push(self, tx: Transaction, character_id: str, facts: dict[str, Any], select: Select) -> Version:
        character = character_row(tx.db, character_id)
        stack = _stack(tx.db, character_id)
        stack["last_number"] += 1
        stack["version_count"] += 1
        id = texts.new_id()
        if select is True:
            stack["selected_id"], stack["selections"] = id, stack["selections"] + 1
        elif select == "generation" and stack["selections"] == select_if(tx.db, facts["generation_id"]):
            stack["selected_id"] = id
        row = {"id": id, "character_id": character_id, "number": stack["last_number"], **facts, "deleted_at": None}
        tx.put("versions", row)
        tx.tell("version", id=id, character_id=character_id)
        _put_stack(tx, character, stack)
        if facts["generation_id"] is not None and facts["generation_index"] is not None:
            job_done(tx, facts["generation_id"], facts["generation_index"], id)
        return self.version(id)

    def _made_before(self, character_id: str, generation_id: str | None, index: int | None) -> Version | None:
        with self.reading() as db:
            character_row(db, character_id)
            if generation_id is None:
                return None
            select_if(db, generation_id)
            found = db.execute(
                f"{rows.VERSIONS} WHERE v.generation_id = ? AND v.generation_index = ?", (generation_id, index)
            ).fetchone()
            return found and rows.version(found)


def version_row(db: sqlite3.Connection, id: str, *, deleted: bool = False) -> dict[str, Any]:
    """The row of a version; NotFound for a deleted one, unless `deleted`; Conflict if its character is, then."""
    found = db.execute(
        "SELECT v.*, coalesce(c.deleted_at, p.deleted_at) AS gone FROM versions v"
        " JOIN characters c ON c.id = v.character_id JOIN productions p ON p.id = c.production_id WHERE v.id = ?",
        (texts.known("version", id),),
    ).fetchone()
    if found is None or (not deleted and (found["deleted_at"] or found["gone"])):
        raise texts.unknown("version")
    row = dict(found)
    if row.pop("gone"):
        raise texts.restore_first("version", "character")
    return row


def image_blob(row: Mapping[str, Any]) -> Blob:
    """Which file holds a version's picture."""
    return Blob(row["sha256"], KINDS[row["media_type"]], row["bytes"])


def _newest(db: sqlite3.Connection, character_id: str) -> str | None:
    found = db.execute(
        "SELECT id FROM versions WHERE character_id = ? AND deleted_at IS NULL ORDER BY number DESC LIMIT 1",
        (character_id,),
    ).fetchone()
    return found and found["id"]


def _stack(db: sqlite3.Connection, character_id: str) -> dict[str, Any]:
    return dict(db.execute("SELECT * FROM stacks WHERE character_id = ?", (character_id,)).fetchone())


def _put_stack(tx: Transaction, character: Mapping[str, Any], stack: Mapping[str, Any]) -> None:
    before = _stack(tx.db, character["id"])
    tx.put("stacks", stack)
    tx.tell("character", id=character["id"], production_id=character["production_id"])
    if stack["selected_id"] != before["selected_id"]:
        tx.tell("selection", id=stack["selected_id"], character_id=character["id"])


def _graph_bytes(graph: Mapping[str, Any]) -> bytes:
    # Kept as it came, NaN included: a graph that ComfyUI ran must never be the reason to lose its picture.
    try:
        return json.dumps(graph, separators=(",", ":")).encode("ascii")
    except (TypeError, ValueError, RecursionError) as error:
        raise Invalid(
            "invalid_graph", "The graph cannot be kept as JSON.", "Pass it in ComfyUI's API format."
        ) from error
