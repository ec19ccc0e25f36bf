"""The tables, as an ordered list of migrations and the ledger of those already done.

A migration is a function over a connection inside a transaction. It must come to the same result from the same
rows, because `rebuild` repeats history: it replays the journal's lines of one schema, migrates, and goes on.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence

from . import texts

Migration = Callable[[sqlite3.Connection], None]

# The primary key of every table that the journal carries.
KEYS: dict[str, tuple[str, ...]] = {
    "productions": ("id",),
    "designs": ("id",),
    "design_revisions": ("design_id", "revision"),
    "characters": ("id",),
    "image_prompts": ("character_id", "number"),
    "versions": ("id",),
    "stacks": ("character_id",),
    "scripts": ("production_id", "number"),
    "generations": ("id",),
    "generation_states": ("generation_id",),
    "model_families": ("name",),
    "settings": ("name",),
}

_FIRST = (
    """CREATE TABLE state (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        sequence INTEGER NOT NULL
    )""",
    "INSERT INTO state VALUES (1, 0)",
    """CREATE TABLE productions (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        active_design_id TEXT,
        created_at TEXT NOT NULL,
        deleted_at TEXT
    )""",
    "CREATE UNIQUE INDEX productions_by_name ON productions (name_key) WHERE deleted_at IS NULL",
    """CREATE TABLE designs (
        id TEXT PRIMARY KEY,
        production_id TEXT NOT NULL,
        name_key TEXT NOT NULL,
        revision INTEGER NOT NULL,
        created_at TEXT NOT NULL,
        deleted_at TEXT
    )""",
    "CREATE UNIQUE INDEX designs_by_name ON designs (production_id, name_key) WHERE deleted_at IS NULL",
    """CREATE TABLE design_revisions (
        design_id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        name TEXT NOT NULL,
        style_prompt TEXT NOT NULL,
        style_position TEXT NOT NULL,
        negative TEXT,
        seed TEXT,
        aspect TEXT,
        model TEXT,
        created_at TEXT NOT NULL,
        PRIMARY KEY (design_id, revision)
    )""",
    """CREATE TABLE characters (
        id TEXT PRIMARY KEY,
        production_id TEXT NOT NULL,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        search TEXT NOT NULL,
        aliases TEXT NOT NULL,
        image_prompt_number INTEGER NOT NULL,
        created_at TEXT NOT NULL,
        deleted_at TEXT,
        description TEXT NOT NULL
    )""",
    "CREATE UNIQUE INDEX characters_by_name ON characters (production_id, name_key) WHERE deleted_at IS NULL",
    """CREATE TABLE image_prompts (
        character_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        text TEXT NOT NULL,
        author TEXT NOT NULL,
        created_at TEXT NOT NULL,
        PRIMARY KEY (character_id, number)
    )""",
    """CREATE TABLE versions (
        id TEXT PRIMARY KEY,
        character_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        source TEXT NOT NULL,
        author TEXT,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        media_type TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        created_at TEXT NOT NULL,
        settings TEXT NOT NULL,
        design TEXT,
        engine TEXT,
        graph_sha256 TEXT,
        generation_id TEXT,
        generation_index INTEGER,
        deleted_at TEXT,
        UNIQUE (character_id, number),
        UNIQUE (generation_id, generation_index)
    )""",
    """CREATE TABLE stacks (
        character_id TEXT PRIMARY KEY,
        last_number INTEGER NOT NULL,
        version_count INTEGER NOT NULL,
        selected_id TEXT,
        selections INTEGER NOT NULL
    )""",
    """CREATE TABLE scripts (
        production_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        name TEXT NOT NULL,
        format TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        created_at TEXT NOT NULL,
        PRIMARY KEY (production_id, number)
    )""",
    """CREATE TABLE generations (
        id TEXT PRIMARY KEY,
        number INTEGER NOT NULL UNIQUE,
        character_id TEXT NOT NULL,
        key TEXT UNIQUE,
        author TEXT,
        select_if INTEGER NOT NULL,
        request TEXT NOT NULL,
        portrait TEXT NOT NULL,
        created_at TEXT NOT NULL
    )""",
    "CREATE INDEX generations_by_character ON generations (character_id, number)",
    """CREATE TABLE generation_states (
        generation_id TEXT PRIMARY KEY,
        state TEXT NOT NULL,
        runner TEXT,
        jobs TEXT NOT NULL,
        error TEXT
    )""",
    "CREATE INDEX generation_states_by_state ON generation_states (state)",
    "CREATE TABLE model_families (name TEXT PRIMARY KEY, family TEXT)",
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
)


def first(db: sqlite3.Connection) -> None:
    """Everything Castbook 0.1 keeps."""
    for statement in _FIRST:
        db.execute(statement)
    freeze(db, "versions", but=("deleted_at",))
    for table in ("design_revisions", "image_prompts", "scripts", "generations"):
        freeze(db, table)


def search_without_accents(db: sqlite3.Connection) -> None:
    """A search finds every name without its accents, that of a character saved before `texts.sought` took them off.

    Of the same rows, so that a row is the same whether it was written before this step or after it.
    """
    kept = db.execute("SELECT id, name, aliases FROM characters").fetchall()
    for id, name, aliases in kept:
        db.execute("UPDATE characters SET search = ? WHERE id = ?", (texts.sought((name, *json.loads(aliases))), id))


MIGRATIONS: tuple[Migration, ...] = (first, search_without_accents)

# How many of these an index must have seen for this Castbook to read it: on a read-only drive there are no more.
ENOUGH_TO_READ = 1


def freeze(db: sqlite3.Connection, table: str, but: Sequence[str] = ()) -> None:
    """Let the index itself refuse any change to a row of `table`, except of the columns `but`, and any removal."""
    columns = [name for _, name, *_ in db.execute(f"PRAGMA table_info({table})") if name not in but]
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
    refuse = f"SELECT RAISE(ABORT, 'a row of {table} never changes')"
    db.execute(f"CREATE TRIGGER {table}_stay BEFORE UPDATE ON {table} WHEN {changed} BEGIN {refuse}; END")
    db.execute(f"CREATE TRIGGER {table}_remain BEFORE DELETE ON {table} BEGIN {refuse}; END")


def done(db: sqlite3.Connection) -> tuple[str, ...]:
    """The names of the migrations this index has seen, in order."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'ledger'").fetchone():
        return ()
    return tuple(name for (name,) in db.execute("SELECT name FROM ledger ORDER BY number"))


def is_newer(db: sqlite3.Connection, migrations: Sequence[Migration] | None = None) -> bool:
    """Whether a later Castbook has been here: the ledger holds a migration this one does not know."""
    seen, known = done(db), MIGRATIONS if migrations is None else migrations
    return seen != tuple(step.__name__ for step in known[: len(seen)])


def migrate(db: sqlite3.Connection, migrations: Sequence[Migration] | None = None, upto: int | None = None) -> None:
    """Do what the ledger lacks, up to version `upto`. The caller holds a write transaction."""
    known = MIGRATIONS if migrations is None else migrations
    db.execute(
        "CREATE TABLE IF NOT EXISTS ledger (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)"
    )
    seen = len(done(db))
    for number, step in enumerate(known[seen:upto], start=seen + 1):
        step(db)
        db.execute("INSERT INTO ledger VALUES (?, ?, ?)", (number, step.__name__, texts.now()))


def put(db: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    """Insert a row, or replace the one of the same key."""
    key = KEYS[table]
    names = ", ".join(row)
    changes = ", ".join(f"{name} = excluded.{name}" for name in row if name not in key)
    db.execute(
        f"INSERT INTO {table} ({names}) VALUES ({', '.join(':' + name for name in row)})"
        f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}",
        row,
    )
