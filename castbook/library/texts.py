"""What a name, a prompt, an id may look like, and the key by which two names count as the same."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timezone

from ..errors import Conflict, Invalid, NotFound

MAX_NAME = 200
MAX_TEXT = 20_000
MAX_ALIASES = 50
_ID = re.compile(r"[0-9a-f]{32}")
_LAYOUT = "\t\n\r"
_BROKEN = re.compile("[\x00\ud800-\udfff]")  # NUL and halves of surrogate pairs are no text to any other program


def new_id() -> str:
    """A fresh opaque id."""
    return uuid.uuid4().hex


def now() -> str:
    """This moment as ISO 8601 UTC text with milliseconds."""
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def known(kind: str, value: object) -> str:
    """An id that may exist; anything else is answered like an unknown one."""
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    raise unknown(kind)


def unknown(kind: str) -> NotFound:
    """No such thing, or a deleted one."""
    return NotFound(
        f"unknown_{kind}",
        f"There is no such {kind} in this library.",
        "It may have been deleted; reload the list.",
    )


def key(name: str) -> str:
    """Names with equal keys count as one name: case and the way accents are composed make no difference."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def sought(names: Sequence[str]) -> str:
    """What a search finds names by: their keys, and these without accents, so that "zoe" finds Zoë.

    It is kept with each character: when it changes, a migration brings those up that are there (schema.py).
    """
    whole = key("\n".join(names))
    bare = "".join(c for c in unicodedata.normalize("NFD", whole) if not unicodedata.combining(c))
    return whole if bare == whole else f"{whole}\n{bare}"


def name(value: object, field: str = "name") -> str:
    """A checked name: composed (NFC), trimmed, 1 to 200 characters, at least one of them visible."""
    text = unicodedata.normalize("NFC", _text(value, field, allowed="")).strip()
    if not is_visible(text):
        raise Invalid("invalid_" + field, f"The {field} is empty.", "Type at least one visible character.")
    if len(text) > MAX_NAME:
        raise Invalid("invalid_" + field, f"The {field} is longer than {MAX_NAME} characters.", "Shorten it.")
    return text


def is_visible(text: str) -> bool:
    """Whether there is anything to see in a text."""
    return any(unicodedata.category(c)[0] not in "CZ" for c in text)


def prompt(value: object, field: str) -> str:
    """A checked longer text, kept as typed: up to 20,000 characters, line breaks and tabs allowed."""
    text = _text(value, field, allowed=_LAYOUT)
    if len(text) > MAX_TEXT:
        label = field.replace("_", " ")
        raise Invalid("invalid_" + field, f"The {label} is longer than {MAX_TEXT:,} characters.", "Shorten it.")
    return text


def unbroken(value: str, field: str) -> str:
    """A text that is only recorded, of any length; Invalid for NUL and for half characters."""
    if _BROKEN.search(value):
        label = field.replace("_", " ")
        raise Invalid("invalid_" + field, f"The {label} holds a broken character.", "Type it anew, or paste it plain.")
    return value


def mended(value: str) -> str:
    """The text with U+FFFD in place of each broken character."""
    return _BROKEN.sub("\ufffd", value)


def aliases(values: object) -> tuple[str, ...]:
    """Checked aliases, each once, in the order given, 50 at most."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise Invalid("invalid_aliases", "The aliases are not a list of names.", "Send a list of texts.")
    found: dict[str, str] = {}
    for value in values:
        alias = name(value, "alias")
        found.setdefault(key(alias), alias)
        if len(found) > MAX_ALIASES:
            raise Invalid("invalid_aliases", f"There are more than {MAX_ALIASES} aliases.", "Remove some of them.")
    return tuple(found.values())


def choice(value: object, field: str, choices: Iterable[str]) -> str:
    """One of the words allowed."""
    allowed = tuple(choices)
    if isinstance(value, str) and value in allowed:
        return value
    label = field.replace("_", " ")
    raise Invalid("invalid_" + field, f"That is no {label} Castbook knows.", f"Use one of: {', '.join(allowed)}.")


def moment(value: object, field: str = "created_at") -> str:
    """A checked ISO 8601 time with its zone, as UTC text."""
    try:
        when = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
        when = when.astimezone(timezone.utc) if when.tzinfo else None
    except (ValueError, OverflowError):
        when = None
    if when is None:
        raise Invalid("invalid_" + field, "That is not an ISO 8601 time with its zone.", "Like 2026-11-22T12:58:00Z.")
    return when.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _text(value: object, field: str, *, allowed: str) -> str:
    label = field.replace("_", " ")
    if not isinstance(value, str):
        raise Invalid("invalid_" + field, f"The {label} is not a text.", "Send it as a text.")
    for c in value:
        if c not in allowed and unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp"):
            raise Invalid(
                "invalid_" + field,
                f"The {label} holds a control character or a broken one.",
                "Remove it; line breaks belong in longer texts only.",
            )
    return value


def unknown_name(kind: str, name: str) -> NotFound:
    """Nothing of that name, or it was deleted."""
    return NotFound(
        f"unknown_{kind}",
        f'There is no {kind} named "{name}" in this library.',
        "Check the spelling, or create it first.",
    )


def name_taken(kind: str, name: str) -> Conflict:
    """Two living things of one kind cannot share a name."""
    return Conflict(
        "name_taken",
        f'There is already a {kind} named "{name}".',
        "Choose another name, or rename or delete the other one first.",
    )


def restore_first(kind: str, parent: str) -> Conflict:
    """What lies in something deleted comes back with it only."""
    return Conflict(
        f"{parent}_deleted",
        f"This {kind} belongs to a {parent} that was deleted.",
        f"Restore the {parent} first.",
    )
