"""A bundle's cast.json as checked values: what a foreign file says is not believed before its form is right. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from ..cast import DesignRef, EngineInfo, Settings
from ..errors import Invalid

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
    return Manifest(
        _need(production, "name", str),
        (*([_script(script)] if script else ()), *_each(value, "earlier_scripts", _script)),
        tuple(_each(value, "designs", _design)),
        tuple(_each(value, "characters", _character)),
    )


def _script(value: dict[str, Any]) -> ScriptRecord:
    return ScriptRecord(_need(value, "name", str), _need(value, "format", str), _need(value, "file", str))


def _design(value: dict[str, Any]) -> DesignRecord:
    _need(value, "name", str)
    return DesignRecord({f: value[f] for f in _DESIGN if _want(value, f, str) is not None}, bool(value.get("active")))


def _character(value: dict[str, Any]) -> CharacterRecord:
    aliases = _want(value, "aliases", list) or []
    if not all(isinstance(alias, str) for alias in aliases):
        raise _damaged("aliases")
    return CharacterRecord(
        _need(value, "name", str),
        tuple(aliases),
        _want(value, "description", str) or "",
        _want(value, "image_prompt", str) or "",
        tuple(_each(value, "image_prompts", lambda one: (_need(one, "text", str), _need(one, "author", str)))),
        _want(value, "selected", int),
        tuple(sorted(_each(value, "versions", _version), key=lambda version: version.number)),
    )


def _version(value: dict[str, Any]) -> VersionRecord:
    design, engine = _want(value, "design", dict), _want(value, "engine", dict)
    return VersionRecord(
        _need(value, "number", int),
        _want(value, "author", str),
        _need(value, "sha256", str),
        _need(value, "created_at", str),
        _settings(_want(value, "settings", dict) or {}),
        DesignRef(id=_need(design, "id", str), name=_need(design, "name", str), revision=_need(design, "revision", int))
        if design
        else None,
        EngineInfo(
            kind=_need(engine, "kind", str),
            version=_want(engine, "version", str),
            device=_want(engine, "device", str),
            seconds=_want(engine, "seconds", (int, float)),
        )
        if engine
        else None,
        _need(value, "file", str),
        _want(value, "graph", str),
    )


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
