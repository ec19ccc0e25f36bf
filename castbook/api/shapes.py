"""The JSON shapes of the contract, made from the library's dataclasses. Pure."""

from __future__ import annotations

from typing import Any

from ..cast import (
    Character,
    Design,
    Generation,
    ImagePrompt,
    PortraitPrompt,
    Production,
    Version,
    shallow,
)
from ..families import Family, Model

Json = dict[str, Any]
ROOT = "/castbook"


def production(value: Production) -> Json:
    """A production."""
    return {
        "id": value.id,
        "name": value.name,
        "active_design_id": value.active_design_id,
        "character_count": value.character_count,
        "created_at": value.created_at,
    }


def design(value: Design) -> Json:
    """A design as of its newest revision; a default that is not set is null."""
    return {
        "id": value.id,
        "production_id": value.production_id,
        "name": value.name,
        "style_prompt": value.style_prompt,
        "style_position": value.style_position,
        "negative": value.negative,
        "seed": value.seed,
        "aspect": value.aspect,
        "model": value.model,
        "revision": value.revision,
        "created_at": value.created_at,
    }


def character(value: Character) -> Json:
    """A character with the selected version, if there is one."""
    return {
        "id": value.id,
        "production_id": value.production_id,
        "name": value.name,
        "aliases": list(value.aliases),
        "description": value.description,
        "image_prompt": value.image_prompt,
        "version_count": value.version_count,
        "deleted_version_count": value.deleted_version_count,
        "selected": version(value.selected) if value.selected else None,
        "created_at": value.created_at,
    }


def image_prompt(value: ImagePrompt) -> Json:
    """One entry of an image prompt's history."""
    return shallow(value)


def version(value: Version) -> Json:
    """A version; `settings` is always an object, and what is not known is null."""
    return {
        "id": value.id,
        "character_id": value.character_id,
        "number": value.number,
        "selected": value.selected,
        "source": value.source,
        "author": value.author,
        "width": value.width,
        "height": value.height,
        "media_type": value.media_type,
        "bytes": value.bytes,
        "sha256": value.sha256,
        "created_at": value.created_at,
        "image_url": f"{ROOT}/versions/{value.id}/image",
        "thumbnail_url": f"{ROOT}/versions/{value.id}/thumbnail",
        "graph_url": f"{ROOT}/versions/{value.id}/graph" if value.graph_sha256 else None,
        "generation_id": value.generation_id,
        "settings": shallow(value.settings),
        "design": shallow(value.design) if value.design else None,
        "engine": shallow(value.engine) if value.engine else None,
    }


def generation(value: Generation) -> Json:
    """A generation; `request` holds only what was typed."""
    return {
        "id": value.id,
        "character_id": value.character_id,
        "state": value.state,
        "progress": value.progress,
        "queue_position": value.queue_position,
        "seeds": list(value.seeds),
        "version_ids": list(value.version_ids),
        "error": shallow(value.error) if value.error else None,
        "created_at": value.created_at,
        "author": value.author,
        "key": value.key,
        "model": value.portrait.model,
        "request": value.request.as_json(),
    }


def portrait_prompt(value: PortraitPrompt) -> Json:
    """Exactly what would be sent, and where each part comes from."""
    return {
        **shallow(value),
        "design": shallow(value.design) if value.design else None,
        "sources": dict(value.sources),
        "not_applied": [shallow(item) for item in value.not_applied],
    }


def family(value: Family) -> Json:
    """A model family by its name in the API and its title on screens."""
    return {"name": value.name, "title": value.title}


def model(value: Model) -> Json:
    """A model of an engine; `ready` is that nothing is missing."""
    return {
        "name": value.name,
        "folder": value.folder,
        "family": value.family,
        "family_is_guess": value.family_is_guess,
        "native_size": list(value.native_size),
        "negative_applies": value.negative_applies,
        "ready": value.ready,
        "missing": list(value.missing),
        "note": value.note,
        "variant": value.variant,
        "prompt_style": value.prompt_style,
    }
