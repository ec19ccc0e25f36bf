"""The verbs for small things: settings, and the family a user gave a model."""

from __future__ import annotations

import json
from typing import Any

from . import rows, texts
from .store import Store


class Notes(Store):
    """What the library remembers besides the cast."""

    def set_model_family(self, name: str, family: str | None) -> None:
        """Keep the user's correction of a model's family; None forgets it."""
        name = texts.prompt(name, "model")
        family = None if family is None else texts.name(family, "family")
        with self.transaction() as tx:
            tx.put("model_families", {"name": name, "family": family})

    def model_families(self) -> dict[str, str]:
        """Model name -> family, as corrected by the user."""
        with self.reading() as db:
            found = db.execute("SELECT name, family FROM model_families WHERE family IS NOT NULL ORDER BY name")
            return dict(found.fetchall())

    def setting(self, name: str) -> Any:
        """A setting's value, None if it was never set."""
        with self.reading() as db:
            found = db.execute("SELECT value FROM settings WHERE name = ?", (texts.name(name),)).fetchone()
            return found and json.loads(found["value"])

    def set_setting(self, name: str, value: Any) -> None:
        """Keep a small JSON value; None counts as never set."""
        name = texts.name(name)
        with self.transaction() as tx:
            tx.put("settings", {"name": name, "value": rows.as_text(value) or "null"})
