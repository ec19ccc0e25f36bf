"""Which engines a command works with: what --engine means."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Mapping

import aiohttp

from ..engines.engine import Engine
from ..engines.slate import SlateEngine
from ..errors import Unavailable

LOCAL_COMFYUI = "http://127.0.0.1:8188"
PROBE_SECONDS = 1.0


async def choose(engine: str, corrections: Callable[[], Mapping[str, str]]) -> list[Engine]:
    """The engines for `auto`, `slate` or an address; slate is always the last of them. Says on stderr which renders.

    `corrections` reads the model families that the user chose from the library.
    """
    slate = SlateEngine()
    if engine == "slate":
        say("Engine: slate, which draws test cards without any model.")
        return [slate]
    address = LOCAL_COMFYUI if engine == "auto" else engine
    version = await comfyui_version(address)
    if version is None and engine == "auto":
        say(f"Engine: slate, which draws test cards, because no ComfyUI answers on {address}.")
        return [slate]
    if version is None:
        raise Unavailable(
            "engine_unreachable",
            f"No ComfyUI answers on {address}.",
            "Start it, check the address, or use --engine slate.",
        )
    from ..engines.comfyui import ComfyUIEngine

    say(f"Engine: ComfyUI {version} on {address}.")
    return [ComfyUIEngine(address, corrections=corrections), slate]


async def comfyui_version(address: str) -> str | None:
    """The version of the ComfyUI that answers at this address; None when none does."""
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PROBE_SECONDS), trust_env=False) as session,
            session.get(f"{address}/system_stats") as answer,
        ):
            stats = await answer.json()
            return str(stats["system"]["comfyui_version"])
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError, KeyError, TypeError):
        return None  # nobody there, or something else that is no ComfyUI


def say(sentence: str) -> None:
    """Tell the user on stderr."""
    print(sentence, file=sys.stderr, flush=True)
