"""The name under which a browser saves what it downloads (RFC 6266): a label, safe on every system."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote


def disposition(kind: str, stem: str, ending: str, otherwise: str) -> str:
    """`inline` or `attachment` with a file name: plain ASCII first, then the real one.

    `stem` is the user's words, `ending` ours; `otherwise` stands in where nothing of the stem can be kept.

    >>> disposition("attachment", "Café: Night", ".cast", "production")
    'attachment; filename="Cafe Night.cast"; filename*=UTF-8\'\'Caf%C3%A9%20Night.cast'
    """
    name = shown(stem, otherwise) + ending
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").strip()
    if plain.startswith("."):
        plain = otherwise + plain
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def shown(stem: str, otherwise: str) -> str:
    """What is left of a text as the stem of a file's name, at most 80 characters."""
    kept = "".join(" " if _is_unfit(char) else char for char in stem)
    return re.sub(r"\s+", " ", kept).strip(" .")[:80] or otherwise


def _is_unfit(char: str) -> bool:
    """Not for a file name on every system, or not visible as what it is (controls, direction marks)."""
    return char in '<>:"/\\|?*%;' or unicodedata.category(char)[0] in "CZ" or unicodedata.category(char) == "Cf"
