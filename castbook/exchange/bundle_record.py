"""A bundle's cast.json as checked values: what a foreign file says is not believed before its form is right. Pure.

The values are held against the library's own rules, so that what a preview shows is what an import keeps.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from ..cast import DesignRef, EngineInfo, Settings
from ..errors import Invalid
from ..library import records, texts
from ..library.designs import checked

T = TypeVar("T")
_DESIGN = ("name", "style_prompt", "style_position", "negative", "seed", "aspect", "model")
_SETTINGS = {field.name: field.type for field in dataclasses.fields(Settings)}
_KINDS: dict[str, tuple[type, ...]] = {"str": (str,), "bool": (bool,), "int": (int,), "float": (int, float)}


@dataclass(frozen=True)
class VersionRecord:
    """One version: its facts, and the names of its files in the archive."""

    number: int
    author: str | None
    sha256: str
    created_at: str
    settings: Settings
    design: DesignRef | None
    engine: EngineInfo | None
    file: str
    graph: str | None


@dataclass(frozen=True)
class CharacterRecord:
    """One character; `prompts` are (text, author), oldest first; `selected` a version's number."""

    name: str
    aliases: tuple[str, ...]
    description: str
    image_prompt: str
    prompts: tuple[tuple[str, str], ...]
    selected: int | None
    versions: tuple[VersionRecord, ...]


@dataclass(frozen=True)
class DesignRecord:
    """One design as create_design takes it."""

    fields: dict[str, Any]
    active: bool


@dataclass(frozen=True)
class ScriptRecord:
    """A script and the name of its file in the archive."""

    name: str
    format: str
    file: str


@dataclass(frozen=True)
class Manifest:
    """All of it; `scripts` the last kept first."""

    production: str
    scripts: tuple[ScriptRecord, ...]
    designs: tuple[DesignRecord, ...]
    characters: tuple[CharacterRecord, ...]


def read_manifest(value: dict[str, Any]) -> Manifest:
    """The manifest of a bundle; Invalid "damaged_bundle" names the part that is wrong."""
    production = _need(value, "production", dict)
    script = _want(value, "script", dict)
    with _about("The production"):
        title = texts.name(_need(production, "name", str))
    manifest = Manifest(
        title,
        (*([_script(script)] if script else ()), *_each(value, "earlier_scripts", _script)),
        tuple(_each(value, "designs", _design)),
        tuple(_each(value, "characters", _character)),
    )
    seen: set[str] = set()
    for record in manifest.characters:
        if texts.key(record.name) in seen:
            raise Invalid(
                "damaged_bundle", f"The bundle lists the character {record.name[:40]} twice.", "Export it again."
            )
        seen.add(texts.key(record.name))
    return manifest


def _script(value: dict[str, Any]) -> ScriptRecord:
    name, format = _need(value, "name", str), _need(value, "format", str)
    with _about("The script", name):
        return ScriptRecord(texts.name(name), texts.name(format, "format"), _need(value, "file", str))


def _design(value: dict[str, Any]) -> DesignRecord:
    name = _need(value, "name", str)
    with _about("The design", name):
        fields: dict[str, str | None] = {
            "name": texts.name(name)
        }  # one that is reserved stays behind, as one that is taken
        for field in _DESIGN[1:]:
            if (given := _want(value, field, str)) is not None:
                fields[field] = checked(field, given)
        return DesignRecord(fields, bool(value.get("active")))


def _character(value: dict[str, Any]) -> CharacterRecord:
    name = _need(value, "name", str)
    with _about(name):
        aliases = _want(value, "aliases", list) or []
        if not all(isinstance(alias, str) for alias in aliases):
            raise _damaged("aliases")
        return CharacterRecord(
            texts.name(name),
            texts.aliases(aliases),
            texts.prompt(_want(value, "description", str) or "", "description"),
            texts.prompt(_want(value, "image_prompt", str) or "", "image_prompt"),
            tuple(_each(value, "image_prompts", _prompt)),
            _want(value, "selected", int),
            tuple(sorted(_each(value, "versions", _version), key=lambda version: version.number)),
        )


def _prompt(value: dict[str, Any]) -> tuple[str, str]:
    text, author = _need(value, "text", str), _need(value, "author", str)
    return texts.prompt(text, "image_prompt"), texts.name(author, "author")


def _version(value: dict[str, Any]) -> VersionRecord:
    number = _need(value, "number", int)
    with _about(f"version {str(number)[:20]}"):
        author, design, engine = _want(value, "author", str), _want(value, "design", dict), _want(value, "engine", dict)
        return VersionRecord(
            number,
            None if author is None else texts.name(author, "author"),
            _need(value, "sha256", str),
            texts.moment(_need(value, "created_at", str)),
            records.settings(_settings(_want(value, "settings", dict) or {})),
            _design_ref(design) if design else None,
            _engine(engine) if engine else None,
            _need(value, "file", str),
            _want(value, "graph", str),
        )


def _design_ref(value: dict[str, Any]) -> DesignRef:
    id, name, revision = _need(value, "id", str), _need(value, "name", str), _need(value, "revision", int)
    return records.design(DesignRef(id=id, name=name, revision=revision))


def _engine(value: dict[str, Any]) -> EngineInfo:
    return records.engine(
        EngineInfo(
            kind=_need(value, "kind", str),
            version=_want(value, "version", str),
            device=_want(value, "device", str),
            seconds=_want(value, "seconds", (int, float)),
        )
    )


@contextmanager
def _about(*subject: str) -> Iterator[None]:
    """A value in the block that the library would refuse makes the bundle a damaged one; the error says whose it is."""
    try:
        yield
    except Invalid as error:
        whose = texts.mended(" ".join(" ".join(subject).split()))[:60]
        seam = ", " if error.message.startswith("version ") else ": "
        raise Invalid("damaged_bundle", f"{whose}{seam}{error.message}", "Export it again.") from error


def _settings(value: dict[str, Any]) -> Settings:
    """The settings we know, each of its type; what a newer Castbook may have added is left out."""
    return Settings(
        **{name: _want(value, name, _kinds(str(kind))) for name, kind in _SETTINGS.items() if name in value}
    )


def _kinds(annotation: str) -> tuple[type, ...]:
    return tuple(kind for name, kinds in _KINDS.items() if name in annotation for kind in kinds)


def _each(value: dict[str, Any], name: str, read: Callable[[dict[str, Any]], T]) -> list[T]:
    found = _want(value, name, list) or []
    if not all(isinstance(one, dict) for one in found):
        raise _damaged(name)
    return [read(one) for one in found]


def _need(value: dict[str, Any], name: str, kind: Any) -> Any:
    found = _want(value, name, kind)
    if found is None:
        raise _damaged(name)
    return found


def _want(value: dict[str, Any], name: str, kind: Any) -> Any:
    found = value.get(name)
    if found is None:
        return None
    if not isinstance(found, kind) or (isinstance(found, bool) and kind is int):
        raise _damaged(name)
    return found


def _damaged(name: str) -> Invalid:
    return Invalid("damaged_bundle", f"The bundle's {name} cannot be read.", "Export it again.")
