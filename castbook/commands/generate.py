"""`generate`: the same generation as the dialog, from a terminal, with a progress bar."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from ..api import shapes
from ..cast import OPEN_STATES, Character, Generation
from ..errors import CastbookError, NotFound
from ..generations import Generations
from ..handbuilt import Workbench
from ..library import Library
from . import engines
from .progress import Bar

FIELDS = ("count", "seed", "aspect", "negative", "model")
PAGE = 500
REFRESH_SECONDS = 1.0  # how long the bar may be behind when no event comes


def generate(arguments: argparse.Namespace) -> int:
    """Make the portraits and say which versions they became; 1 when one of them did not."""
    return asyncio.run(make_portraits(arguments))


async def make_portraits(arguments: argparse.Namespace) -> int:
    """Ask for every portrait, follow them to their end, and print what came of it."""
    library = await asyncio.to_thread(Library.open, arguments.library)
    try:
        cast = await asyncio.to_thread(lambda: list(chosen(library, arguments)))
        if cast:
            await asyncio.to_thread(tell_of_no_design, library, arguments.production)
        generations = Generations(library, await engines.choose(arguments.engine, library.model_families))
        await generations.start()
        try:
            made = await follow(generations, cast, typed(arguments)) if cast else []
        finally:
            await generations.stop()
        return await asyncio.to_thread(tell, library, cast, made, arguments.json)
    finally:
        await asyncio.to_thread(library.close)


def typed(arguments: argparse.Namespace) -> dict[str, Any]:
    """The fields of the generation that were typed; what was left out stays out."""
    given = {name: getattr(arguments, name) for name in FIELDS}
    return {name: value for name, value in given.items() if value is not None}


def chosen(library: Library, arguments: argparse.Namespace) -> Iterator[Character]:
    """The characters that are meant, each once, in the cast's order or in the order they were named."""
    production = library.production_named(arguments.production)
    if arguments.character:
        bench = Workbench(library)
        named = [bench.load_character(production.name, name).character for name in arguments.character]
        yield from {character.id: character for character in named}.values()
        return
    everybody = list(cast_of(library, production.id))
    if not everybody:
        raise NotFound("empty_cast", f"{production.name} has no characters yet.", "Import a script or add some.")
    yield from (person for person in everybody if arguments.all or not person.version_count)


def cast_of(library: Library, production_id: str) -> Iterator[Character]:
    """Every character of a production, page by page."""
    offset = 0
    while (page := library.characters(production_id, offset=offset, limit=PAGE)).items:
        yield from page.items
        offset += len(page.items)


async def follow(generations: Generations, cast: Sequence[Character], fields: dict[str, Any]) -> list[Generation]:
    """Queue one generation per character and wait until all have ended. Ctrl-C cancels those that have not, and so
    does trouble on the way: the next try asks for all of them again.
    """
    loop = asyncio.get_running_loop()
    changed = asyncio.Event()

    def wake(event: object) -> None:
        loop.call_soon_threadsafe(changed.set)

    unsubscribe = generations.subscribe(wake)
    made: list[Generation] = []
    try:
        for character in cast:
            made.append(await generations.submit(character.id, fields))
        with Bar(f"{len(made)} portrait{'s' if len(made) != 1 else ''}") as bar:
            while True:
                changed.clear()
                made = [await asyncio.to_thread(generations.get, one.id) for one in made]
                still_open = [one for one in made if one.state in OPEN_STATES]
                bar.show(sum(share_done(one) for one in made) / max(len(made), 1))
                if not still_open:
                    return made
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(changed.wait(), REFRESH_SECONDS)
    except (asyncio.CancelledError, CastbookError):
        for one in made:
            with contextlib.suppress(CastbookError):
                await generations.cancel(one.id)
        raise
    finally:
        unsubscribe()


def tell_of_no_design(library: Library, name: str) -> None:
    """Say on stderr that the production has designs and none of them counts, as after the active one was deleted."""
    production = library.production_named(name)
    if production.active_design_id is None and library.designs(production.id, limit=1).total:
        print(
            f"{production.name} has no active design: portraits are made without a style prompt and defaults. "
            "Choose a design in the panel if that is not meant.",
            file=sys.stderr,
        )


def share_done(generation: Generation) -> float:
    """How much of a generation is over, 0..1."""
    return generation.progress if generation.state in OPEN_STATES else 1.0


def tell(library: Library, cast: Sequence[Character], made: Sequence[Generation], as_json: bool) -> int:
    """Print the versions, or everything as JSON; failures also as sentences on stderr."""
    names = {character.id: character.name for character in cast}
    versions = [library.version(id) for one in made for id in one.version_ids]
    if as_json:
        answer = {
            "generations": [shapes.generation(one) for one in made],
            "versions": [shapes.version(version) for version in versions],
        }
        print(json.dumps(answer, indent=2))
    else:
        for version in versions:
            print(f"{names[version.character_id]}: version {version.number}, seed {version.settings.seed}")
        if not made:
            print("Nobody in this cast is without a portrait.")
    bad = [one for one in made if one.state != "done"]
    for one in bad:
        reason = f"{one.error.message} {one.error.hint}".strip() if one.error else "No reason is known."
        print(f"{names[one.character_id]}: {one.state}. {reason}", file=sys.stderr)
    return 1 if bad else 0
