"""Work that is worth doing only while somebody waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from aiohttp import web

T = TypeVar("T")
LOOK_SECONDS = 0.5


async def until_hung_up(request: web.BaseRequest, work: Coroutine[Any, Any, T]) -> T:
    """Do the work, and cancel it when the one who asked closes the connection."""
    task = asyncio.ensure_future(work)
    try:
        while not task.done():
            await asyncio.wait({task}, timeout=LOOK_SECONDS)
            if request.transport is None or request.transport.is_closing():
                break
        if not task.done():
            task.cancel()
        return await task
    finally:
        task.cancel()
