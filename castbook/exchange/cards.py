"""Character cards V1, V2 and V3: JSON, PNG with the JSON in a text chunk, and .charx archives.

Sources: the Character Card V1, V2 and V3 specifications. A card's description is context, never an image prompt, and
only its own picture is taken, never one from an address.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import Any

from .. import images
from ..errors import CastbookError, Invalid
from ..library.texts import is_visible
from ..script.archive import Archive
from .arrivals import Candidate

MAX_JSON = 8 << 20
_KEYWORDS = ("ccv3", "chara")  # V3 before V2
_CARD_FIELDS = frozenset(
    {"first_mes", "mes_example", "personality", "scenario", "creator_notes", "greeting", "char_persona"}
)
_EMBEDDED = ("embeded://", "embedded://")  # the specification's spelling, and the one people expect
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_BAD = "The card's text is damaged."


def from_picture(data: bytes) -> Candidate:
    """The card in a PNG; the PNG itself, bit for bit, becomes the portrait."""
    texts = {name.lower(): value for name, value in images.read_text(data).items()}
    for keyword in _KEYWORDS:
        if keyword in texts:
            return _candidate(load_json(_decoded(texts[keyword])), (data,))
    raise Invalid(
        "no_card",
        "This picture carries no character card.",
        "Cards are PNG files; as JPEG or WebP they lose their text. Drop a plain picture on a portrait dialog.",
    )


def from_archive(data: bytes) -> Candidate:
    """The card in a .charx archive, with its main icon as the portrait."""
    archive = Archive(data, "character card", members=2_000, total=128 << 20)
    card = load_json(archive.read("card.json", MAX_JSON))
    return _candidate(card, tuple(_icons(archive, card)))


def is_card(value: Any) -> bool:
    """Whether a JSON value is a character card of any version."""
    if not isinstance(value, dict):
        return False
    if str(value.get("spec", "")).startswith("chara_card"):
        return True
    return isinstance(value.get("name") or value.get("char_name"), str) and bool(_CARD_FIELDS & value.keys())


def from_json(value: dict[str, Any]) -> Candidate:
    """The card in a JSON file; without a picture."""
    return _candidate(value, ())


def load_json(data: bytes | str) -> Any:
    """JSON with bounds, errors in words."""
    try:
        if isinstance(data, bytes):
            data = data.decode("utf-8-sig", "replace")
        return json.loads(data, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Invalid("not_json", "The file's JSON is damaged.", "Export it again.") from error


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _decoded(text: str) -> bytes:
    packed = "".join(text.split())
    if len(packed) > MAX_JSON * 4 // 3:
        raise Invalid("damaged_card", "The card's text is far too large.", "Export the card again.")
    try:
        return base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Invalid("damaged_card", _BAD, "Export the card again.") from error


def _candidate(card: Any, pictures: tuple[bytes, ...]) -> Candidate:
    """V2 and V3 hold the fields in `data`, which counts where both disagree; V1 and chat programs at the top."""
    if not isinstance(card, dict):
        raise Invalid("damaged_card", _BAD, "Export the card again.")
    inner = card.get("data")
    data = {**card, **inner} if isinstance(inner, dict) else card
    name = _name(data, "name") or _name(data, "char_name")
    if not name:
        raise Invalid("damaged_card", "The card names nobody.", "Export the card again.")
    described = _text(data, "description") or _text(data, "char_persona") or _text(data, "context")
    nickname = _name(data, "nickname")
    version = {"chara_card_v2": "V2", "chara_card_v3": "V3"}.get(str(card.get("spec", "")), "V1")
    return Candidate(
        name,
        (nickname,) if nickname and nickname != name else (),
        _filled(described, nickname or name),
        pictures=pictures,
        facts={"card": version},
    )


def _filled(text: str, name: str) -> str:
    """The text with its placeholders filled, and without characters that no text field takes."""
    text = re.sub(r"\{\{char\}\}|<bot>", lambda _: name, text, flags=re.IGNORECASE)
    user = r"\{\{user\}\}" if "</user>" in text.lower() else r"\{\{user\}\}|<user>"  # else a section on the user
    text = re.sub(user, "the user", text, flags=re.IGNORECASE)
    return _UNSEEN.sub(" ", text.replace("\r\n", "\n"))


def _name(data: dict[str, Any], field: str) -> str:
    """A name in one line; empty where nothing of it can be seen."""
    text = " ".join(_UNSEEN.sub(" ", _text(data, field)).split())
    return text if is_visible(text) else ""


def _text(data: dict[str, Any], field: str) -> str:
    value = data.get(field)
    return re.sub("[\ud800-\udfff]", "\ufffd", value).strip() if isinstance(value, str) else ""


def _icons(archive: Archive, card: Any) -> list[bytes]:
    """The main icon, if it lies in the archive and is a picture Castbook keeps."""
    data = card.get("data") if isinstance(card, dict) else None
    assets = data.get("assets") if isinstance(data, dict) else None
    icons = [a for a in assets if isinstance(a, dict) and a.get("type") == "icon"] if isinstance(assets, list) else []
    icons.sort(key=lambda asset: asset.get("name") != "main")
    for icon in icons:
        uri = str(icon.get("uri", ""))
        name = next((uri[len(mark) :] for mark in _EMBEDDED if uri.startswith(mark)), "")
        if name not in archive:
            continue
        picture = archive.read(name, images.MAX_BYTES)
        try:
            images.verify(picture)
        except CastbookError:
            continue  # an icon in a format we do not keep, AVIF for example, is no reason to refuse the card
        return [picture]
    return []
