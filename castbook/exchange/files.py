"""One file of whatever kind into a production: a script, a character card, a cast list or a bundle, told by content."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any, BinaryIO

from ..errors import Invalid, TooLarge
from ..library import Library
from ..script.archive import Archive
from ..script.source import decode
from . import cards, lists
from .arrivals import Arrival, Candidate, against_cast, take_in
from .bundle import MANIFEST, MAX_MEMBERS, MAX_TOTAL, import_bundle
from .scripts import Reading, import_script, preview_script

MAX_BYTES = 160 << 20  # a card with its picture; a bundle may be larger and is read in parts
_YAML = re.compile(
    r"\A(?:---\s*\n)?(?:#[^\n]*\n|\s*\n)*(?:-\s+)?[\"']?(?:name|characters|cast)[\"']?\s*:", re.IGNORECASE
)
_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?)\n---\s*\n?(.*)\Z", re.DOTALL)


@dataclass(frozen=True)
class Imported:
    """What a file was and who came of it. `mapping` tells for a cast list which column fills which field."""

    kind: str  # script, card, list or bundle
    arrivals: list[Arrival]
    mapping: dict[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        """For a preview or a report."""
        return {"kind": self.kind, **(self.mapping or {}), "characters": [one.as_json() for one in self.arrivals]}


def preview_file(library: Library, production_id: str, name: str, source: bytes | BinaryIO) -> Imported:
    """What a file would bring. Changes nothing."""
    return _bring(library, production_id, name, source, preview=True)


def import_file(library: Library, production_id: str, name: str, source: bytes | BinaryIO) -> Imported:
    """Bring a file in: who is new becomes a character, who is known keeps every text, new pictures become versions."""
    return _bring(library, production_id, name, source, preview=False)


def _bring(library: Library, production_id: str, name: str, source: bytes | BinaryIO, *, preview: bool) -> Imported:
    if _is_bundle(source):
        return Imported("bundle", import_bundle(library, production_id, source, preview=preview))
    data = _read(source)
    found = _people(name, data)
    if found is None:
        reading = Reading.of(name, data)
        bring = preview_script if preview else import_script
        return Imported("script", bring(library, production_id, reading))
    kind, people, mapping = found
    with library.transaction():
        arrivals = against_cast(library, production_id, people)
        return Imported(kind, arrivals if preview else take_in(library, production_id, arrivals), mapping)


def _people(name: str, data: bytes) -> tuple[str, tuple[Candidate, ...], dict[str, Any] | None] | None:
    """(kind, people, mapping) of a card or a cast list; None for what can only be a script."""
    ending = name.lower().rpartition(".")[2]
    if data.startswith(b"\x89PNG"):
        return "card", (cards.from_picture(data),), None
    if zipfile.is_zipfile(io.BytesIO(data)):
        return _from_zip(data)
    if data.startswith((b"\xff\xd8\xff", b"RIFF")) or ending == "charx":
        return "card", (cards.from_archive(data) if ending == "charx" else cards.from_picture(data),), None
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")) and ending not in ("fountain", "txt", "md"):
        value = cards.load_json(decode(data))
        if cards.is_card(value):
            return "card", (cards.from_json(value),), None
        return _listed(lists.from_value(value))
    text = decode(data[:4096]) if data.strip() else ""
    if ending in ("yaml", "yml") or (_YAML.match(text) and ending not in ("fountain", "md")):
        value = lists.from_yaml(data)
        if isinstance(value, dict) and cards.is_card(value):
            return "card", (cards.from_json(value),), None
        return _listed(lists.from_value(value))
    if ending in ("csv", "tsv"):
        return _listed(lists.from_csv(data))
    return None


def _from_zip(data: bytes) -> tuple[str, tuple[Candidate, ...], None] | None:
    names = Archive(data, "zip").names
    if "card.json" in names:
        return "card", (cards.from_archive(data),), None
    pages = [name for name in names if name.lower().endswith(".md")]
    if len(pages) > 1 and len(pages) * 2 > len(names):
        people = [person for person in (_page(Archive(data, "zip").read(page)) for page in pages) if person]
        if not people:
            raise Invalid(
                "not_a_cast_list", "The zip file's pages name no characters.", "Each needs a name on its top."
            )
        return "list", tuple(people), None
    return None


def _page(data: bytes) -> Candidate | None:
    """A character's page of a writing program: YAML on top, the description below."""
    matter = _FRONT_MATTER.match(decode(data).lstrip("\ufeff").replace("\r\n", "\n"))
    if not matter:
        return None
    value = lists.from_yaml(matter.group(1).encode())
    if not isinstance(value, dict) or str(value.get("type", "character")).lower() not in ("character", "characters"):
        return None
    return lists.from_value([{"description": matter.group(2), **value}]).people[0]


def _listed(found: lists.CastList) -> tuple[str, tuple[Candidate, ...], dict[str, Any]]:
    return "list", found.people, found.as_json()


def _is_bundle(source: bytes | BinaryIO) -> bool:
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    stream.seek(0)
    found = stream.read(2) == b"PK" and zipfile.is_zipfile(stream)
    stream.seek(0)
    if not found:
        return False
    archive = Archive(source, "zip", members=MAX_MEMBERS, total=MAX_TOTAL)
    if not isinstance(source, bytes):
        source.seek(0)
    return MANIFEST in archive


def _read(source: bytes | BinaryIO) -> bytes:
    data = source if isinstance(source, bytes) else source.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise TooLarge("file_too_large", "The file is larger than 160 MB.", "Only .cast bundles may be that large.")
    return data
