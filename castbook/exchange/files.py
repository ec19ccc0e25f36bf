"""One file of whatever kind into a production: a script, a character card, a cast list or a bundle, told by content."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

from ..errors import CastbookError, Invalid, TooLarge
from ..library import Library
from ..script import table
from ..script.archive import Archive
from ..script.source import decode, number_lines
from . import cards, lists
from .arrivals import Arrival, Candidate, against_cast, foresee, take_in
from .bundle import MANIFEST, MAX_MEMBERS, MAX_TOTAL, Brought, bring_bundle, preview_bundle
from .columns import is_known, names_somebody
from .scripts import Reading, import_script, is_kept

MAX_BYTES = 160 << 20  # a card with its picture; a bundle may be larger and is read in parts
_LISTS = ("json", "yaml", "yml", "csv", "tsv")
_JSON = re.compile(rb"\{\s*[\"}]|\[\s*(?:[\[\]{\"]|-?\d[\d.]*\s*[,\]])")  # a play may open with "[A room.]"
_YAML = re.compile(
    r"\A(?:---\s*\n)?(?:#[^\n]*\n|\s*\n)*(?:-\s+)?[\"']?(?:name|characters|cast)[\"']?\s*:", re.IGNORECASE
)
_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?)\n---\s*\n?(.*)\Z", re.DOTALL)


@dataclass(frozen=True)
class Imported:
    """What a file was and what came of it; in a preview, what would.

    `mapping` tells for a cast list which column fills which field. `designs` are those that were new, and `script` is
    the script that was kept with the production, by its name.
    """

    kind: str  # script, card, list or bundle
    arrivals: list[Arrival]
    mapping: dict[str, Any] | None = None
    title: str = ""
    format: str | None = None
    designs: tuple[str, ...] = ()
    script: str | None = None

    def as_json(self) -> dict[str, Any]:
        """For a preview or a report."""
        return {
            "kind": self.kind,
            "title": self.title,
            "format": self.format,
            "mapping": self.mapping,
            "designs": list(self.designs),
            "script": self.script,
            "characters": [{**one.as_json(), "new_versions": one.added_versions} for one in self.arrivals],
        }


def kind_of(name: str, data: bytes) -> str:
    """What `import_file` would take a file for: bundle, card, list or script. Reads it as far as it must.

    What only might be a card or a list, and cannot be read as one, is a script; raises CastbookError for a damaged file
    whose name ends as that of a list.
    """
    try:
        if _is_bundle(name, data):
            return "bundle"
        found = _people(name, data)
    except CastbookError:
        if _ending(name) in _LISTS:
            raise
        return "script"
    return found[0] if found else "script"


def preview_file(library: Library, production_id: str | None, name: str, source: bytes | BinaryIO) -> Imported:
    """What a file would bring to a production, or to one that is not there yet (None). Changes nothing."""
    if _is_bundle(name, source):
        return _of_bundle(preview_bundle(library, production_id, source))
    data = _read(source)
    found = _people(name, data)
    if found is None:
        reading = Reading.of(name, data)
        kept = production_id is not None and is_kept(library, production_id, reading)
        return _of_script(reading, against_cast(library, production_id, reading.people), kept)
    kind, people, mapping = found
    return Imported(kind, foresee(library, against_cast(library, production_id, people)), mapping)


def import_file(library: Library, production: str | Callable[[], str], name: str, source: bytes | BinaryIO) -> Imported:
    """Bring a file in: who is new becomes a character, who is known keeps every text, new pictures become versions.

    `production` is its id, or what makes it and returns the id: then it is called only once the file has been read,
    and what is refused leaves no production behind.
    """
    if _is_bundle(name, source):
        return _of_bundle(bring_bundle(library, production, source))
    data = _read(source)
    found = _people(name, data)
    reading = found or Reading.of(name, data)
    with library.transaction():
        production_id = production if isinstance(production, str) else production()
        if isinstance(reading, Reading):
            kept = is_kept(library, production_id, reading)
            return _of_script(reading, import_script(library, production_id, reading), kept)
        kind, people, mapping = reading
        return Imported(kind, take_in(library, production_id, against_cast(library, production_id, people)), mapping)


def _of_bundle(brought: Brought) -> Imported:
    return Imported("bundle", brought.arrivals, title=brought.title, designs=brought.designs, script=brought.script)


def _of_script(reading: Reading, arrivals: list[Arrival], kept: bool) -> Imported:
    """`kept`: whether the production had this very script already."""
    script = None if kept else reading.name
    return Imported("script", arrivals, title=reading.text.title, format=reading.text.format, script=script)


def _people(name: str, data: bytes) -> tuple[str, tuple[Candidate, ...], dict[str, Any] | None] | None:
    """(kind, people, mapping) of a card or a cast list; None for what can only be a script."""
    ending = _ending(name)
    if data.startswith(b"\x89PNG"):
        return "card", (cards.from_picture(data),), None
    if zipfile.is_zipfile(io.BytesIO(data)):
        return _from_zip(data)
    if data.startswith((b"\xff\xd8\xff", b"RIFF")) or ending == "charx":
        return "card", (cards.from_archive(data) if ending == "charx" else cards.from_picture(data),), None
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if ending == "json" or (_JSON.match(start) and ending not in ("fountain", "txt", "md")):
        return _from_tree(cards.load_json(decode(data)))
    if ending in ("yaml", "yml"):
        return _from_tree(lists.from_yaml(data))
    if ending in ("csv", "tsv"):
        return None if table.is_dialogue(number_lines(decode(data))) else _listed(lists.from_csv(data))
    if ending not in ("fountain", "md") and data.strip() and _YAML.match(decode(data[:4096])):
        try:
            value = lists.from_yaml(data)
            return None if _has_cues(value) else _from_tree(value)
        except CastbookError:
            return None  # a play may open with "Characters:" as well
    return None


def _ending(name: str) -> str:
    return name.lower().rpartition(".")[2]


def _has_cues(value: Any) -> bool:
    """Whether what would be columns are people who speak, "MIRA: Hello.", as in a play that happens to be YAML."""
    rows = value if isinstance(value, list) else [value]
    keys = [str(key) for row in rows if isinstance(row, dict) for key in row]
    cues = [key for key in keys if key[:1].isupper() and not is_known(key) and key.lower() not in lists.HOLDERS]
    tells = any(is_known(key) and not names_somebody([key]) for key in keys)
    return any(cue.isupper() and len(cue) > 2 for cue in cues) or bool(cues and not tells)


def _from_tree(value: Any) -> tuple[str, tuple[Candidate, ...], dict[str, Any] | None]:
    """What JSON or YAML holds."""
    if cards.is_card(value):
        return "card", (cards.from_json(value),), None
    return _listed(lists.from_value(value))


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


def _is_bundle(name: str, source: bytes | BinaryIO) -> bool:
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    stream.seek(0)
    found = stream.read(2) == b"PK" and zipfile.is_zipfile(stream)
    stream.seek(0)
    if not found and name.lower().endswith(".cast"):
        raise Invalid(
            "damaged_bundle", "This .cast bundle is damaged or incomplete.", "Export or download it again, whole."
        )
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
