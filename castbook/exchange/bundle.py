"""The .cast bundle: a whole production in one zip file, and back. Importing only adds, and twice changes nothing.

cast.json          who and what, in words (see `_manifest`)
images/<sha256>    the portraits, bit for bit
graphs/<sha256>    the graphs that made them, JSON
script/<sha256>    the scripts, of each name the last
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, BinaryIO

from .. import images
from ..cast import ACTIVE, Character, Design, DesignRef, Production, Script, Version, shallow
from ..errors import CastbookError, Conflict, Invalid
from ..library import Library, records, texts
from ..models import REMEMBERED, known_hashes
from ..script.archive import Archive
from .arrivals import ALL, KNOWN, NEW, Arrival, Candidate, cast_of, key
from .bundle_record import CharacterRecord, DesignRecord, Manifest, VersionRecord, read_manifest

FORMAT, VERSION = "castbook", 1
MANIFEST = "cast.json"
MAX_MANIFEST = 64 << 20
MAX_GRAPH = 32 << 20
MAX_SCRIPT = 20 << 20
MAX_MEMBERS = 200_000
MAX_TOTAL = 1 << 40
WHOLE = 200  # a bundle of so many versions comes in whole; others wait for the library meanwhile
TOLD = 10  # so many damaged versions are named in one sentence
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the same production gives the same bundle, byte for byte


def export_bundle(library: Library, production_id: str, file: BinaryIO) -> int:
    """Write a production into a bundle, into an open file; returns how many versions it holds."""
    production = library.production(production_id)
    files: dict[str, Any] = {}
    manifest = _unbroken(_manifest(library, production, files))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode(), zipfile.ZIP_DEFLATED)
        for name, read in files.items():
            stored = zipfile.ZIP_STORED if name.startswith("images/") else zipfile.ZIP_DEFLATED
            _put(archive, name, read(), stored)
    return sum(len(one["versions"]) for one in manifest["characters"])


def _unbroken(value: Any) -> Any:
    """The value with every text in it such as UTF-8 can hold: older versions of Castbook kept others too."""
    if isinstance(value, str):
        return texts.mended(value)
    if isinstance(value, dict):
        return {name: _unbroken(one) for name, one in value.items()}
    return [_unbroken(one) for one in value] if isinstance(value, list) else value


def _put(archive: zipfile.ZipFile, name: str, data: bytes, method: int) -> None:
    info = zipfile.ZipInfo(name, _MOMENT)
    info.compress_type = method
    archive.writestr(info, data)


def _manifest(library: Library, production: Production, files: dict[str, Any]) -> dict[str, Any]:
    designs = library.designs(production.id, limit=ALL).items
    characters = [
        _character(library, character, files) for character in library.characters(production.id, limit=ALL).items
    ]
    scripts = [_script(library, script, files) for script in library.scripts(production.id)]
    remembered = library.setting(REMEMBERED)
    models = {v["settings"]["model"] for c in characters for v in c["versions"]} | {d.model for d in designs}
    return {
        "format": FORMAT,
        "version": VERSION,
        "production": {"name": production.name, "created_at": production.created_at},
        "script": scripts[0] if scripts else None,
        "earlier_scripts": scripts[1:],
        "designs": [_design(design, production) for design in designs],
        "characters": characters,
        "models": [{"name": name, **known_hashes(remembered, name)} for name in sorted(filter(None, models))],
    }


def _script(library: Library, script: Script, files: dict[str, Any]) -> dict[str, Any]:
    name = f"script/{script.sha256}"
    files[name] = partial(library.script_bytes, script)
    return {"name": script.name, "format": script.format, "file": name}


def _design(design: Design, production: Production) -> dict[str, Any]:
    fields = ("name", "style_prompt", "style_position", "negative", "seed", "aspect", "model", "revision")
    values = {field: getattr(design, field) for field in fields}
    return {**values, "active": design.id == production.active_design_id}


def _character(library: Library, character: Character, files: dict[str, Any]) -> dict[str, Any]:
    versions = sorted(library.versions(character.id, limit=ALL).items, key=lambda version: version.number)
    prompts = library.image_prompts(character.id, limit=ALL).items
    return {
        "name": character.name,
        "aliases": list(character.aliases),
        "description": character.description,
        "image_prompt": character.image_prompt,
        "image_prompts": [shallow(prompt) for prompt in reversed(prompts)],
        "selected": character.selected.number if character.selected else None,
        "versions": [_version(library, version, files) for version in versions],
    }


def _version(library: Library, version: Version, files: dict[str, Any]) -> dict[str, Any]:
    image = f"images/{version.sha256}"
    files.setdefault(image, lambda: library.image(version.id))
    graph = f"graphs/{version.graph_sha256}" if version.graph_sha256 else None
    if graph:
        files.setdefault(graph, lambda: json.dumps(library.graph(version.id)).encode())
    kept = ("number", "source", "author", "width", "height", "media_type", "bytes", "sha256", "created_at")
    return {
        **{field: getattr(version, field) for field in kept},
        "settings": shallow(records.fit(version.settings)),
        "design": shallow(version.design) if version.design else None,
        "engine": shallow(version.engine) if version.engine else None,
        "file": image,
        "graph": graph,
    }


@dataclass(frozen=True)
class Brought:
    """What a bundle brought, or in a preview would bring: `designs` and `script` only where they are new here."""

    title: str
    arrivals: list[Arrival]
    designs: tuple[str, ...]
    script: str | None


def import_bundle(library: Library, production_id: str, data: bytes | BinaryIO) -> list[Arrival]:
    """Add what a bundle holds and the production lacks; what is there stays as it is."""
    return bring_bundle(library, production_id, data).arrivals


def preview_bundle(library: Library, production_id: str | None, data: bytes | BinaryIO) -> Brought:
    """What a bundle would bring to a production, or to one that is not there yet (None). Only reads."""
    manifest = _opened(data)[1]
    arrivals = [
        _arrival(record, found, len(_lacking(library, found, record)))
        for record, found in _plan(library, production_id, manifest)
    ]
    return _brought(library, production_id, manifest, arrivals)


def bring_bundle(library: Library, production: str | Callable[[], str], data: bytes | BinaryIO) -> Brought:
    """The same, told in full, and kept. `production` is its id, or makes it and returns the id.

    All of it comes in or nothing. Of a bundle with more than WHOLE versions that holds for each character: after a
    crash the same bundle, imported again, brings the rest.
    """
    archive, manifest = _opened(data)
    versions = sum(len(record.versions) for record in manifest.characters)
    with library.transaction() if versions <= WHOLE else nullcontext():
        production_id = production if isinstance(production, str) else production()
        plan = _plan(library, production_id, manifest)
        brought = _brought(library, production_id, manifest, [])
        ids = _add_designs(library, production_id, manifest)
        arrivals = [_add_character(library, production_id, archive, record, found, ids) for record, found in plan]
        _add_scripts(library, production_id, archive, manifest)
    return replace(brought, arrivals=arrivals)


def _opened(data: bytes | BinaryIO) -> tuple[Archive, Manifest]:
    """Everything is read and checked first, in a preview too."""
    archive = Archive(data, "bundle", members=MAX_MEMBERS, total=MAX_TOTAL)
    manifest = open_manifest(archive)
    _check_files(archive, manifest)
    return archive, manifest


def _plan(
    library: Library, production_id: str | None, manifest: Manifest
) -> list[tuple[CharacterRecord, Character | None]]:
    cast = {key(one.name): one for one in cast_of(library, production_id)}
    return [(record, cast.get(key(record.name))) for record in manifest.characters]


def _brought(library: Library, production_id: str | None, manifest: Manifest, arrivals: list[Arrival]) -> Brought:
    designs = tuple(record.fields["name"] for record in _new_designs(library, production_id, manifest))
    has_script = production_id is not None and bool(library.scripts(production_id))
    script = manifest.scripts[0].name if manifest.scripts and not has_script else None
    return Brought(manifest.production, arrivals, designs, script)


def open_manifest(archive: Archive) -> Manifest:
    """A bundle's checked manifest; Conflict for one made by a newer Castbook."""
    try:
        value = json.loads(archive.read(MANIFEST, MAX_MANIFEST), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Invalid("damaged_bundle", "The bundle's cast.json is damaged.", "Export it again.") from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise Invalid("not_a_bundle", "This zip file is no Castbook bundle.", "Bundles come from `export`.")
    if not isinstance(value.get("version"), int) or value["version"] > VERSION:
        raise Conflict(
            "newer_bundle", "The bundle was made by a newer Castbook.", "Update Castbook, then import again."
        )
    return read_manifest(value)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _arrival(record: CharacterRecord, found: Character | None, added: int = 0) -> Arrival:
    facts = {"pictures": len(record.versions)}
    person = Candidate(record.name, record.aliases, record.description, record.image_prompt, facts=facts)
    return Arrival(person, KNOWN if found else NEW, found, added)


def _check_files(archive: Archive, manifest: Manifest) -> None:
    """Read everything the manifest names; Invalid "damaged_bundle" says which versions are not what they should be."""
    for script in manifest.scripts:
        archive.read(script.file, MAX_SCRIPT)
    damaged, total = [], 0
    for record in manifest.characters:
        for version in record.versions:
            total += 1
            try:
                _picture(archive, version)
                _graph(archive, version)
            except CastbookError as error:
                damaged.append((f"{record.name[:40]}, version {version.number}", error))
    if not damaged:
        return
    if len(damaged) == 1:
        ((which, error),) = damaged
        raise Invalid("damaged_bundle", f"{which}: {error.message}", "Export it again.") from error
    names = "; ".join(which for which, _ in damaged[:TOLD]) + ("; and more" if len(damaged) > TOLD else "")
    said = f"{len(damaged)} of the {total} versions in the bundle are damaged: {names}."
    raise Invalid("damaged_bundle", said, "Export it again.") from damaged[0][1]


def _picture(archive: Archive, version: VersionRecord) -> bytes:
    data = archive.read(version.file, images.MAX_BYTES)
    if hashlib.sha256(data).hexdigest() != version.sha256:
        raise Invalid("damaged_bundle", "A picture in the bundle is not the one it was made with.", "Export it again.")
    images.verify(data)
    return data


def _graph(archive: Archive, version: VersionRecord) -> dict[str, Any] | None:
    if version.graph is None:
        return None
    try:
        graph = json.loads(archive.read(version.graph, MAX_GRAPH))
    except (ValueError, RecursionError):
        graph = None
    if not isinstance(graph, dict):
        raise Invalid("damaged_bundle", "A graph in the bundle is damaged.", "Export it again.")
    return graph


def _add_designs(library: Library, production_id: str, manifest: Manifest) -> Mapping[str, str]:
    """Create the designs whose names are new; name -> id of all of them."""
    ids = {key(design.name): design.id for design in library.designs(production_id, limit=ALL).items}
    fresh = not ids
    for record in _new_designs(library, production_id, manifest):
        made = library.create_design(production_id, **record.fields)
        ids[key(made.name)] = made.id
        if fresh and record.active:
            library.update_production(production_id, active_design_id=made.id)
    return ids


def _new_designs(library: Library, production_id: str | None, manifest: Manifest) -> list[DesignRecord]:
    there = library.designs(production_id, limit=ALL).items if production_id else ()
    taken = {key(ACTIVE), *(key(design.name) for design in there)}
    new = []
    for record in manifest.designs:
        name = key(record.fields["name"])
        if name not in taken:
            new.append(record)
            taken.add(name)
    return new


def _add_character(
    library: Library,
    production_id: str,
    archive: Archive,
    record: CharacterRecord,
    found: Character | None,
    designs: Mapping[str, str],
) -> Arrival:
    try:
        with library.transaction():
            character = found or _create(library, production_id, record)
            added = sum(1 for _ in _add_versions(library, character, archive, record, designs))
            _select(library, character, record)
            return replace(_arrival(record, found, added), character=library.character(character.id))
    except CastbookError as error:
        raise type(error)(error.code, f"{record.name[:40]}: {error.message}", error.hint) from error


def _create(library: Library, production_id: str, record: CharacterRecord) -> Character:
    """A new character with the history of its image prompts."""
    made = library.create_character(production_id, record.name, aliases=record.aliases, description=record.description)
    for prompt in (*record.prompts, (record.image_prompt, "import")):
        library.update_character(made.id, image_prompt=prompt[0], author=prompt[1])
    return made


def _select(library: Library, character: Character, record: CharacterRecord) -> None:
    """Where none is selected, the version that is so in the bundle, else the newest. What a user selected stays."""
    there = library.versions(character.id, limit=ALL).items
    if not there or any(version.selected for version in there):
        return
    wanted = {(one.sha256, one.created_at) for one in record.versions if one.number == record.selected}
    chosen = next((version for version in there if (version.sha256, version.created_at) in wanted), there[0])
    library.select(character.id, chosen.id)


def _add_versions(
    library: Library, character: Character, archive: Archive, record: CharacterRecord, designs: Mapping[str, str]
) -> Iterator[Version]:
    """Add the versions that are not there: another picture, or the same one made at another moment."""
    for version in _lacking(library, character, record):
        design = version.design
        if design:
            design = DesignRef(id=designs.get(key(design.name), design.id), name=design.name, revision=design.revision)
        yield library.add_version(
            character.id,
            _picture(archive, version),
            source="imported",
            settings=version.settings,
            design=design,
            engine=version.engine,
            author=version.author,
            graph=_graph(archive, version),
            select=False,
            created_at=version.created_at,
        )


def _lacking(library: Library, character: Character | None, record: CharacterRecord) -> list[VersionRecord]:
    """The versions that are not there."""
    if character is None:
        return list(record.versions)
    there = {(version.sha256, version.created_at) for version in library.versions(character.id, limit=ALL).items}
    return [version for version in record.versions if (version.sha256, version.created_at) not in there]


def _add_scripts(library: Library, production_id: str, archive: Archive, manifest: Manifest) -> None:
    """Keep the bundle's scripts, the last of them last, where the production has none."""
    if manifest.scripts and not library.scripts(production_id):
        for script in reversed(manifest.scripts):
            data = archive.read(script.file, MAX_SCRIPT)
            library.save_script(production_id, script.name, script.format, data)
