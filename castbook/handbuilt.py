"""What a hand-built graph does with the library: find by name, resolve a prompt, save pictures, load them again.

The nodes are thin: each makes one call to a Workbench. Names, not ids, stand in workflows, so that a shared one opens
elsewhere.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import pixels, prompt, provenance
from .cast import (
    ACTIVE,
    UNSET,
    Character,
    Design,
    EngineInfo,
    PortraitPrompt,
    Production,
    Settings,
    Unset,
    Version,
)
from .engines import slate
from .errors import Conflict, Invalid, NotFound, TooLarge
from .families import stand_in
from .graph import strip_generation
from .images import add_text, encode_png, generated_text
from .library import Library, records
from .library.waiting import patiently

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

DESIGN_DEFAULT = "design default"  # instead of an aspect ratio: the design's, else the family's
RANDOM = -1  # instead of a seed
PORTRAIT = "the last output of a Portrait Prompt node"
SELECTED = 0  # instead of a version's number


@dataclass(frozen=True, kw_only=True)
class Casting:
    """A character and the production it plays in: what travels along a CASTBOOK_CHARACTER link."""

    production: Production
    character: Character

    @property
    def image_prompt(self) -> str:
        """The image prompt, or while it is empty the description."""
        return self.character.image_prompt if self.character.image_prompt.strip() else self.character.description

    @property
    def fingerprint(self) -> str:
        """Changes with what a prompt is made of, and not with the selection or the stack of versions."""
        facts = [self.character.id, self.character.name, self.character.image_prompt, self.character.description]
        return hashlib.sha256(json.dumps([self.production.name, *facts]).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What became of one picture: its version, and whether it was there `already`."""

    version: Version
    already: bool = False

    def __str__(self) -> str:
        return f"already version {self.version.number}" if self.already else f"version {self.version.number}"


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What the host knows about a run: the whole graph (API format), the node's id in it, the UI workflow and other
    texts for the file (None: the user wants no metadata in files), what renders here, and of which family a model file
    is by its header (None: that is not certain)."""

    graph: Mapping[str, Any]
    node_id: str
    engine: EngineInfo
    pnginfo: Mapping[str, Any] | None
    family_of: Callable[[str], str | None] = lambda _: None


@dataclass(frozen=True)
class Workbench:
    """What a node asks of one library. All of it is blocking, and raises CastbookError.

    A picture is not given up at once while another program holds the library; `check_stopped` raises when the user
    has stopped the run meanwhile.
    """

    library: Library
    check_stopped: Callable[[], None] = lambda: None

    def load_character(self, production: str, character: str) -> Casting:
        """A character by its name or alias and its production's name; NotFound says which of the two is missing.

        Raises Conflict "ambiguous_name" where nobody has the name and several have the alias.
        """
        found = _production(self.library, production)
        try:
            return Casting(production=found, character=self.library.character_named(found.id, character))
        except NotFound as error:
            known = self.library.characters_called(found.id, character)
            if len(known) == 1:
                return Casting(production=found, character=known[0])
            if known:
                names = ", ".join(f'"{one.name}"' for one in known[:5])
                raise Conflict(
                    "ambiguous_name",
                    f'Several characters of the production "{found.name}" are also called "{character}": {names}.',
                    "Choose the one that is meant by its name.",
                ) from error
            raise NotFound(
                error.code,
                f'There is no character named "{character}" in the production "{found.name}".',
                "Add the character in the Characters panel, or choose another one. If it was renamed, its former name "
                "counts as well once it is among its aliases.",
            ) from error

    def load_design(self, production: str, design: str) -> Design:
        """A production's design by name, or the active one."""
        found = _production(self.library, production)
        if design == ACTIVE:
            if found.active_design_id is None:
                raise Conflict(
                    "no_active_design",
                    f'The production "{found.name}" has no active design.',
                    "Choose a design by its name, or make one active.",
                )
            return self.library.design(found.active_design_id)
        try:
            return self.library.design_named(found.id, design)
        except NotFound as error:
            raise NotFound(
                error.code,
                f'There is no design named "{design}" in the production "{found.name}".',
                'Add it, or choose another one or "active".',
            ) from error

    def resolve(
        self,
        casting: Casting,
        design: Design | None,
        *,
        aspect: str,
        seed: int,
        family: str,
        image_prompt: str | None = None,
        negative: str | None = None,
    ) -> PortraitPrompt:
        """The portrait prompt of a hand-built graph, whose model only the graph knows; None leaves a field out.

        Raises Invalid for what the dialog would not take either.
        """
        _of_kind(casting, Casting, "character", "the first output of a Load Character node")
        if design is not None:
            _of_kind(design, Design, "design", "the first output of a Load Production Design node")
        typed = {"image_prompt": image_prompt, "negative": negative}
        fields: dict[str, Any] = {name: text for name, text in typed.items() if text is not None}
        if aspect != DESIGN_DEFAULT:
            fields["aspect"] = aspect
        request = prompt.read_request({**fields, "seed": None if seed == RANDOM else str(seed)})
        return prompt.resolve(
            request,
            production=casting.production,
            character=casting.character,
            design=design,
            model=stand_in(family),
        )

    def load_portrait(self, production: str, character: str, number: int) -> Version:
        """A character's version by its number, or its selected one, with settings that every node can take."""
        casting = self.load_character(production, character)
        found = casting.character.selected
        if number != SELECTED:
            found = self.library.version_numbered(casting.character.id, number)
        if found is None:
            raise NotFound(
                "no_portrait",
                f"{casting.character.name} has no portrait yet.",
                "Generate or upload one in the Characters panel first.",
            )
        return dataclasses.replace(found, settings=records.fit(found.settings))

    def picture(self, version: Version) -> Image:
        """A version's picture, upright."""
        return pixels.decode(self.library.image(version.id))

    def slate(self, portrait: PortraitPrompt) -> Image:
        """The test card of a portrait prompt."""
        _of_kind(portrait, PortraitPrompt, "portrait_prompt", PORTRAIT)
        return slate.draw(portrait)

    def save_pictures(
        self,
        pictures: Sequence[NDArray[np.uint8]],
        portrait: PortraitPrompt,
        around: Surroundings,
        *,
        select: bool,
    ) -> list[Saved]:
        """One version per picture, with the settings that the graph's nodes had; `select` makes the last one current.

        The very pictures of the character's newest versions, with the same settings and in the same order, are not
        stored again: a graph that is queued twice makes nothing new. What is there already is selected all the same.
        """
        _of_kind(portrait, PortraitPrompt, "portrait_prompt", PORTRAIT)
        known = provenance.known_outputs(around.graph, around.node_id, portrait)
        made = provenance.read(around.graph, around.node_id, known)
        cleaned = provenance.clean(around.graph, around.node_id, portrait.seed)
        graph = patiently(lambda: self._pinned(cleaned, around), self.check_stopped)
        # A card is drawn by us, on no device of ComfyUI's.
        engine = EngineInfo(kind="slate", version=slate.VERSION) if made.kind == "slate" else around.engine
        family = (made.model and around.family_of(made.model)) or portrait.family
        shots = [(picture, _settings(portrait, made, picture, family if made.kind else None)) for picture in pictures]

        def add(picture: NDArray[np.uint8], settings: Settings, after: str | Unset | None = UNSET) -> Saved:
            file = _file(picture, settings, portrait, engine, graph, around)
            kept = {"settings": settings, "design": portrait.design, "engine": engine, "graph": graph}
            added = self._add(portrait.character_id, file, **kept, source="graph", select=select, after=after)
            return Saved(version=added)

        def store() -> list[Saved]:
            newest = self._newest(portrait.character_id, len(shots))
            if self._are(newest, shots):
                return self._again(newest, select=select)
            return [add(*shots[0], after=newest[-1].id if newest else None)]

        while True:
            try:
                saved = patiently(store, self.check_stopped)
                return [*saved, *(add(*shot) for shot in shots[len(saved) :])]
            except Conflict as conflict:
                if conflict.code != "newer_version":  # else another process was quicker: look again
                    raise

    def _add(self, character_id: str, file: bytes, **facts: Any) -> Version:
        return patiently(lambda: self.library.add_version(character_id, file, **facts), self.check_stopped)

    def _newest(self, character_id: str, count: int) -> list[Version]:
        """Up to so many of a character's newest versions, the newest last."""
        return list(reversed(self.library.versions(character_id, 0, count).items))

    def _are(self, versions: Sequence[Version], shots: Sequence[tuple[NDArray[np.uint8], Settings]]) -> bool:
        """Whether these versions are these pictures with these settings, one by one."""
        return [version.settings for version in versions] == [settings for _, settings in shots] and all(
            pixels.same(self.library.image(version.id), picture)
            for version, (picture, _) in zip(versions, shots, strict=True)
        )

    def _again(self, versions: Sequence[Version], *, select: bool) -> list[Saved]:
        """What is there already. Raises Conflict "newer_version" where that is no longer the newest."""
        last = versions[-1]
        with self.library.transaction():
            (newest,) = self._newest(last.character_id, 1) or [None]
            if newest is None or newest.id != last.id:
                raise Conflict("newer_version", "There is a newer version by now.", "Look at it, then decide again.")
            if select and not newest.selected:
                self.library.select(last.character_id, last.id)
        return [Saved(version=version, already=True) for version in versions]

    def _pinned(self, graph: dict[str, Any], around: Surroundings) -> dict[str, Any]:
        """The graph with "the selected portrait" and "the active design" put as what they were in this run.

        They soon are others (the picture that is saved is selected itself), and the graph has to give it again. The
        nodes' IS_CHANGED has said which they were.
        """
        for node_id, node in graph.items():
            kind, inputs, said = node["class_type"], node["inputs"], provenance.mark(around.graph, node_id)
            with suppress(NotFound):
                if kind == provenance.LOAD_PORTRAIT and inputs.get("version") == SELECTED:
                    inputs["version"] = self.library.version(said).number
                elif kind == provenance.LOAD_DESIGN and inputs.get("design") == ACTIVE:
                    inputs["design"] = self.library.design(said.partition(" ")[0]).name
        return graph

    def save_generated(self, pictures: Sequence[NDArray[np.uint8]], key: str, around: Surroundings) -> list[Saved]:
        """The picture of a generation's job, whose `key` is "GENERATION_ID:INDEX", with what was asked for."""
        generation_id, _, index = key.rpartition(":")
        generation = patiently(lambda: self.library.generation(generation_id), self.check_stopped)
        if not index.isdecimal() or int(index) >= len(generation.jobs):
            raise Invalid("unknown_job", "This graph belongs to no picture of its generation.", "Generate it again.")
        job = generation.jobs[int(index)]
        portrait = generation.portrait.with_seed(job.seed)
        graph = strip_generation(provenance.unmarked(around.graph))
        version = self._add(
            generation.character_id,
            _file(pictures[0], portrait.settings, portrait, around.engine, graph, around),
            source="generated",
            settings=portrait.settings,
            design=portrait.design,
            engine=around.engine,
            author=generation.author,
            graph=graph,
            generation_id=generation_id,
            generation_index=job.index,
            select="generation",
        )
        return [Saved(version=version)]

    def job_of(self, key: str) -> str | None:
        """The job's id behind a generation's key, None where there is none."""
        generation_id, _, index = key.rpartition(":")
        jobs = patiently(lambda: self.library.generation(generation_id), self.check_stopped).jobs
        return jobs[int(index)].id if index.isdecimal() and int(index) < len(jobs) else None


def _of_kind(value: object, kind: type, name: str, source: str) -> None:
    """Raises Invalid for what a node of another pack, or a graph made by hand, put in place of one of our things."""
    if not isinstance(value, kind):
        raise Invalid("wrong_input", f"The input {name} is not what this node works with.", f"Connect {source}.")


def _production(library: Library, name: str) -> Production:
    try:
        return library.production_named(name)
    except NotFound as error:
        raise NotFound(
            error.code,
            f'There is no production named "{name}" in this library.',
            "Create it in the Characters panel, or choose another one.",
        ) from error


def _settings(
    portrait: PortraitPrompt, made: provenance.Provenance, picture: NDArray[np.uint8], family: str | None
) -> Settings:
    if made.kind == "slate":  # the card shows the whole portrait prompt
        card = dataclasses.replace(portrait.settings, model="slate", family="slate", negative_applied=True)
        return records.fit(card)
    height, width = picture.shape[:2]
    found = Settings(
        image_prompt=portrait.image_prompt,
        style_prompt=portrait.style_prompt,
        positive=made.positive,
        negative=made.negative,
        negative_applied=made.negative_applied,
        seed=None if made.seed is None else str(made.seed),
        aspect=portrait.aspect if width * portrait.height == height * portrait.width else None,
        model=made.model,
        family=family,
        steps=made.steps,
        cfg=made.cfg,
        sampler=made.sampler,
        scheduler=made.scheduler,
    )
    return records.fit(found)  # a graph may hold whatever it likes: that must not cost the picture


def _file(
    picture: NDArray[np.uint8],
    settings: Settings,
    portrait: PortraitPrompt,
    engine: EngineInfo,
    graph: Mapping[str, Any],
    around: Surroundings,
) -> bytes:
    """The PNG with its texts; pixels alone where the user wants no metadata in files.

    A text that no PNG can hold, or a workflow with whole pictures in it, is left out: it must not cost the picture.
    """
    png = encode_png(picture)
    if around.pnginfo is None:
        return png
    height, width = picture.shape[:2]
    ours = generated_text(
        settings,
        width=width,
        height=height,
        production=portrait.production,
        character=portrait.character,
        design=portrait.design,
        engine=engine,
        graph=graph,
    )
    for texts in (_texts(around.pnginfo) | ours, ours):
        with suppress(Invalid, TooLarge):
            return add_text(png, texts)
    return png


def _texts(pnginfo: Mapping[str, Any]) -> dict[str, str]:
    """What other packs and the page want in the file, as far as a PNG's keywords and JSON can hold it."""
    texts = {}
    for name, value in pnginfo.items():
        if name.isascii() and name.isprintable() and 0 < len(name) < 80:
            with suppress(TypeError, ValueError):
                texts[name] = json.dumps(value)
    return texts
