"""The things Castbook keeps, as frozen values: productions, designs, characters, versions, generations.

Pure: no I/O. Ids are opaque strings, times ISO 8601 UTC text ("2026-11-22T12:58:00.123Z"), seeds decimal text from
"0" to "18446744073709551615" (JavaScript loses digits above 2^53), sizes pixels.
"""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

ASPECTS = ("1:1", "2:3", "3:4", "4:5", "9:16", "3:2", "4:3", "5:4", "16:9")
STATES = ("queued", "running", "done", "failed", "cancelled", "interrupted")
OPEN_STATES = ("queued", "running")
SOURCES = ("generated", "uploaded", "graph", "imported")
ACTIVE = "active"  # where a design is named: the production's active one, so no design has this name
MAX_SEED = 2**64 - 1
DRAWN_SEED_LIMIT = 2**53  # a drawn seed stays below, so that its graph survives a browser


class Unset(enum.Enum):
    """The type of UNSET: a field that was left out, which differs from None (random, cleared) and "" (none)."""

    UNSET = "unset"

    def __bool__(self) -> bool:
        return False


UNSET = Unset.UNSET

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """One stretch of a list: `items` from `offset` on, and how many there are in all."""

    items: tuple[T, ...]
    total: int


@dataclass(frozen=True, kw_only=True)
class Production:
    """A film, series, book or game."""

    id: str
    name: str
    active_design_id: str | None
    created_at: str
    character_count: int = 0
    deleted_at: str | None = None


@dataclass(frozen=True, kw_only=True)
class Design:
    """A production design as of one revision: style prompt and the defaults all characters share.

    A default that is None is not set, so the model family's value counts; `negative=""` is set, to none.
    """

    id: str
    production_id: str
    name: str
    style_prompt: str = ""
    style_position: str = "after"  # or "before": where the style prompt stands, seen from the image prompt
    negative: str | None = None
    seed: str | None = None
    aspect: str | None = None
    model: str | None = None
    revision: int = 1
    created_at: str = ""
    deleted_at: str | None = None

    @property
    def ref(self) -> DesignRef:
        """Which design at which revision, for a version's record."""
        return DesignRef(id=self.id, name=self.name, revision=self.revision)


@dataclass(frozen=True, kw_only=True)
class DesignRef:
    """A design as a version remembers it."""

    id: str
    name: str
    revision: int


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What made a portrait, as far as it is known; None is "not known", never a guess."""

    image_prompt: str | None = None
    style_prompt: str | None = None
    positive: str | None = None
    negative: str | None = None
    negative_applied: bool | None = None
    seed: str | None = None
    aspect: str | None = None
    model: str | None = None
    family: str | None = None
    steps: int | None = None
    cfg: float | None = None
    sampler: str | None = None
    scheduler: str | None = None


@dataclass(frozen=True, kw_only=True)
class EngineInfo:
    """What rendered a version: kind "comfyui" or "slate", its version, the device, seconds of work."""

    kind: str
    version: str | None = None
    device: str | None = None
    seconds: float | None = None


@dataclass(frozen=True, kw_only=True)
class Version:
    """One immutable portrait. `number` counts 1, 2, 3 ... per character and is never used again."""

    id: str
    character_id: str
    number: int
    source: str
    author: str | None
    width: int
    height: int
    media_type: str
    bytes: int
    sha256: str
    created_at: str
    selected: bool = False
    settings: Settings = field(default_factory=Settings)
    design: DesignRef | None = None
    engine: EngineInfo | None = None
    graph_sha256: str | None = None
    generation_id: str | None = None
    generation_index: int | None = None
    deleted_at: str | None = None


@dataclass(frozen=True, kw_only=True)
class Character:
    """A person of the cast with the stack of versions; `selected` is the version that counts as the portrait."""

    id: str
    production_id: str
    name: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    image_prompt: str = ""
    version_count: int = 0  # not deleted ones
    deleted_version_count: int = 0
    selected: Version | None = None
    created_at: str = ""
    deleted_at: str | None = None


@dataclass(frozen=True, kw_only=True)
class ImagePrompt:
    """One entry of a character's image prompt history. `author`: user, import or a proposal's provider."""

    text: str
    author: str
    created_at: str


@dataclass(frozen=True, kw_only=True)
class Script:
    """The script a production was read from: its text as bytes in a blob, its format as the reader names it."""

    production_id: str
    name: str
    format: str
    sha256: str
    bytes: int
    created_at: str


@dataclass(frozen=True, kw_only=True)
class GenerationRequest:
    """What was typed for a generation. UNSET: take the character's, the design's, the family's value, in this order.

    `seed=None` is random, `negative=""` is none. `design_id=None` is without a design.
    """

    image_prompt: str | Unset = UNSET
    negative: str | Unset = UNSET
    seed: str | Unset | None = UNSET
    aspect: str | Unset = UNSET
    model: str | Unset = UNSET
    design_id: str | Unset | None = UNSET
    count: int = 1
    steps: int | Unset = UNSET
    cfg: float | Unset = UNSET
    sampler: str | Unset = UNSET
    scheduler: str | Unset = UNSET

    def as_json(self) -> dict[str, Any]:
        """The fields that were typed; what was left out stays out."""
        return {k: v for k, v in shallow(self).items() if v is not UNSET}


@dataclass(frozen=True, kw_only=True)
class NotApplied:
    """A setting that the chosen model will not use, and why, in a sentence."""

    field: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PortraitPrompt:
    """Exactly what is sent for one portrait, every part resolved. Width and height are pixels.

    `sources` says where each setting comes from: typed, character, description, design, model (its file
    says so), family, engine (its first ready model), drawn or none.
    """

    production_id: str
    production: str
    character_id: str
    character: str
    design: DesignRef | None
    image_prompt: str
    style_prompt: str
    positive: str
    negative: str
    negative_applied: bool
    seed: str
    aspect: str
    width: int
    height: int
    model: str
    family: str
    steps: int
    cfg: float
    sampler: str
    scheduler: str
    sources: Mapping[str, str] = field(default_factory=dict)
    not_applied: tuple[NotApplied, ...] = ()

    def with_seed(self, seed: str) -> PortraitPrompt:
        """The same prompt with another seed."""
        return dataclasses.replace(self, seed=seed)

    @property
    def settings(self) -> Settings:
        """What a version made from this prompt records."""
        names = [f.name for f in dataclasses.fields(Settings)]
        return Settings(**{name: getattr(self, name) for name in names})


@dataclass(frozen=True, kw_only=True)
class Job:
    """One picture of a generation: `id` is a canonical uuid4 and also ComfyUI's prompt id."""

    id: str
    index: int
    seed: str
    state: str = "queued"
    version_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Failure:
    """Why a generation did not end well, in the user's words."""

    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Generation:
    """One durable request to make `len(jobs)` versions.

    `select_if` is the character's selection counter when it was asked for: a finished job selects its version only
    while the user has not selected another since. `progress` and `queue_position` live in memory only.
    """

    id: str
    character_id: str
    state: str
    created_at: str
    request: GenerationRequest
    portrait: PortraitPrompt
    jobs: tuple[Job, ...]
    key: str | None = None
    author: str | None = None
    runner: str | None = None  # the process that works on it; see castbook/library/runners.py
    select_if: int = 0
    error: Failure | None = None
    progress: float = 0.0
    queue_position: int | None = None

    @property
    def seeds(self) -> tuple[str, ...]:
        """One seed per job, in order."""
        return tuple(job.seed for job in self.jobs)

    @property
    def version_ids(self) -> tuple[str, ...]:
        """The versions made so far, in order."""
        return tuple(job.version_id for job in self.jobs if job.version_id)


def shallow(value: Any) -> dict[str, Any]:
    """The fields of a dataclass instance as a dict, without turning nested values into dicts."""
    return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
