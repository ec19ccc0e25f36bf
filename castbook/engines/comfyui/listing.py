"""The models of a ComfyUI elsewhere: told by their names and metadata, for their files cannot be read from here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence

from ...errors import CastbookError
from ...families import Model
from ...models import MODEL_FOLDERS, PART_FOLDERS, named_models
from . import words
from .connection import Connection

AT_ONCE = 8  # questions for metadata side by side


class ListedModels:
    """Asks a server for its models; each file's metadata is asked for once."""

    def __init__(self, connection: Connection, corrections: Callable[[], Mapping[str, str]]) -> None:
        self._connection = connection
        self._corrections = corrections
        self._metadata: dict[tuple[str, str], dict[str, str]] = {}
        self._gate = asyncio.Semaphore(AT_ONCE)

    async def models(self, core: str | None) -> Sequence[Model]:
        """Every model the server lists, its family marked as a guess. `core` is the server's version."""
        folders = (*MODEL_FOLDERS, *PART_FOLDERS)
        lists = await asyncio.gather(*(self._connection.get(f"/models/{folder}") for folder in folders))
        names = {folder: _names(listed) for folder, listed in zip(folders, lists, strict=True)}
        wanted = [(folder, name) for folder in MODEL_FOLDERS for name in names[folder]]
        known = await asyncio.gather(*(self._about(folder, name) for folder, name in wanted))
        metadata = {name: about for (_, name), about in zip(wanted, known, strict=True)}
        corrections = await asyncio.to_thread(self._corrections)
        return await asyncio.to_thread(named_models, names, metadata, core=core, corrections=corrections)

    async def _about(self, folder: str, name: str) -> dict[str, str]:
        key = folder, name
        if key not in self._metadata:
            async with self._gate:
                found = await self._ask(folder, name)
            self._metadata[key] = {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}
        return self._metadata[key]

    async def _ask(self, folder: str, name: str) -> object:
        try:
            return await self._connection.get(f"/view_metadata/{folder}", {"filename": name})
        except CastbookError as error:
            if error.code != words.BAD_ANSWER:
                raise
            return None  # core's own route fails on a file that is cut off or no safetensors file at all


def _names(listed: object) -> tuple[str, ...]:
    return tuple(name for name in listed if isinstance(name, str)) if isinstance(listed, list) else ()
