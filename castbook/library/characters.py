"""The verbs for characters and the history of their image prompts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from ..cast import UNSET, Character, ImagePrompt, Page, Unset
from . import rows, texts
from .productions import production_row
from .store import Store, Transaction

ALL = 2**31


class Characters(Store):
    """The cast."""

    def create_character(
        self,
        production_id: str,
        name: str,
        aliases: Iterable[str] = (),
        description: str = "",
        image_prompt: str = "",
        author: str = "user",
    ) -> Character:
        """A new character with an empty stack; `author` wrote the image prompt. Raises Conflict "name_taken"."""
        row = {
            "id": texts.new_id(),
            "production_id": production_id,
            "image_prompt_number": 0,
            "created_at": texts.now(),
            "deleted_at": None,
            "description": texts.prompt(description, "description"),
            **_named(texts.name(name), texts.aliases(aliases)),
        }
        image_prompt = texts.prompt(image_prompt, "image_prompt")
        author = texts.name(author, "author")
        with self.transaction() as tx:
            production_row(tx.db, production_id)
            _refuse_taken(tx.db, production_id, name)
            if image_prompt:
                _put_image_prompt(tx, row, image_prompt, author)
            tx.put("characters", row)
            stack = {"last_number": 0, "version_count": 0, "selected_id": None, "selections": 0}
            tx.put("stacks", {"character_id": row["id"], **stack})
            tx.tell("character", id=row["id"], production_id=production_id)
            return self.character(row["id"])

    def characters(self, production_id: str, query: str = "", offset: int = 0, limit: int = 100) -> Page[Character]:
        """The characters of a production by name, with their selected versions; `query` seeks in names and aliases."""
        where = "c.production_id = :production AND c.deleted_at IS NULL"
        values = {"production": production_id}
        if sought := texts.key(texts.prompt(query, "query").strip()):
            where += " AND instr(c.search, :sought)"
            values["sought"] = sought
        with self.reading() as db:
            production_row(db, production_id)
            return rows.page(
                db,
                rows.character,
                # The page is cut before anything is joined, so that what lies before it costs little.
                f"{rows.CHARACTERS} WHERE c.rowid IN (SELECT c.rowid FROM characters c WHERE {where}"
                f" ORDER BY c.name_key {rows.CUT}) ORDER BY c.name_key",
                f"SELECT COUNT(*) FROM characters c WHERE {where}",
                values,
                offset,
                limit,
            )

    def character(self, id: str) -> Character:
        """One character with its selected version."""
        with self.reading() as db:
            character_row(db, id)
            return rows.character(db.execute(f"{rows.CHARACTERS} WHERE c.id = ?", (id,)).fetchone())

    def character_named(self, production_id: str, name: str) -> Character:
        """The character of that name in a production; aliases do not count."""
        with self.reading() as db:
            production_row(db, production_id)
            found = db.execute(
                f"{rows.CHARACTERS} WHERE c.production_id = ? AND c.name_key = ? AND c.deleted_at IS NULL",
                (production_id, texts.key(texts.name(name))),
            ).fetchone()
            if found is None:
                raise texts.unknown_name("character", name)
            return rows.character(found)

    def characters_called(self, production_id: str, alias: str) -> tuple[Character, ...]:
        """Everybody in a production who has this alias."""
        sought = texts.key(texts.name(alias))
        near = self.characters(production_id, query=sought, limit=ALL).items
        return tuple(one for one in near if sought in map(texts.key, one.aliases))

    def update_character(
        self,
        id: str,
        name: str | Unset = UNSET,
        aliases: Iterable[str] | Unset = UNSET,
        description: str | Unset = UNSET,
        image_prompt: str | Unset = UNSET,
        author: str = "user",
    ) -> Character:
        """Change what is given; a changed image prompt is a new entry of its history, by `author`."""
        author = texts.name(author, "author")
        with self.transaction() as tx:
            row = character_row(tx.db, id)
            before, old = dict(row), self.character(id)
            if name is not UNSET or aliases is not UNSET:
                new_name = old.name if name is UNSET else texts.name(name)
                row.update(_named(new_name, old.aliases if aliases is UNSET else texts.aliases(aliases)))
                _refuse_taken(tx.db, row["production_id"], new_name, besides=id)
            if description is not UNSET:
                row["description"] = texts.prompt(description, "description")
            if image_prompt is not UNSET and texts.prompt(image_prompt, "image_prompt") != old.image_prompt:
                _put_image_prompt(tx, row, image_prompt, author)
            if row != before:
                tx.put("characters", row)
                tx.tell("character", id=id, production_id=row["production_id"])
            return self.character(id)

    def image_prompts(self, character_id: str, offset: int = 0, limit: int = 100) -> Page[ImagePrompt]:
        """Every image prompt the character has had, newest first."""
        with self.reading() as db:
            character_row(db, character_id)
            return rows.page(
                db,
                lambda row: ImagePrompt(**dict(row)),
                "SELECT text, author, created_at FROM image_prompts WHERE character_id = :character"
                f" ORDER BY number DESC {rows.CUT}",
                "SELECT COUNT(*) FROM image_prompts WHERE character_id = :character",
                {"character": character_id},
                offset,
                limit,
            )

    def delete_character(self, id: str) -> None:
        """Mark it deleted, with its stack; restore_character brings both back."""
        with self.transaction() as tx:
            row = character_row(tx.db, id)
            tx.put("characters", {**row, "deleted_at": texts.now()})
            tx.tell("character", id=id, production_id=row["production_id"])

    def restore_character(self, id: str) -> Character:
        """Take the deletion mark away. Raises Conflict when its name is taken or its production deleted."""
        with self.transaction() as tx:
            row = character_row(tx.db, id, deleted=True)
            if row["deleted_at"] is not None:
                _refuse_taken(tx.db, row["production_id"], row["name"])
                tx.put("characters", {**row, "deleted_at": None})
                tx.tell("character", id=id, production_id=row["production_id"])
            return self.character(id)


def character_row(db: sqlite3.Connection, id: str, *, deleted: bool = False) -> dict[str, Any]:
    """The row of a character; NotFound for a deleted one, unless `deleted`; Conflict if its production is, then."""
    found = db.execute(
        "SELECT c.*, p.deleted_at AS gone FROM characters c JOIN productions p ON p.id = c.production_id"
        " WHERE c.id = ?",
        (texts.known("character", id),),
    ).fetchone()
    if found is None or (not deleted and (found["deleted_at"] or found["gone"])):
        raise texts.unknown("character")
    row = dict(found)
    if row.pop("gone"):
        raise texts.restore_first("character", "production")
    return row


def _named(name: str, aliases: tuple[str, ...]) -> dict[str, str | None]:
    return {
        "name": name,
        "name_key": texts.key(name),
        "search": texts.sought((name, *aliases)),
        "aliases": rows.as_text(list(aliases)),
    }


def _put_image_prompt(tx: Transaction, row: dict[str, Any], text: str, author: str) -> None:
    row["image_prompt_number"] += 1
    tx.put(
        "image_prompts",
        {
            "character_id": row["id"],
            "number": row["image_prompt_number"],
            "text": text,
            "author": author,
            "created_at": texts.now(),
        },
    )


def _refuse_taken(db: sqlite3.Connection, production_id: str, name: str, besides: str = "") -> None:
    if db.execute(
        "SELECT 1 FROM characters WHERE production_id = ? AND name_key = ? AND deleted_at IS NULL AND id <> ?",
        (production_id, texts.key(name), besides),
    ).fetchone():
        raise texts.name_taken("character", name)
