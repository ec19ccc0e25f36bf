"""Talking to an OpenAI-compatible server over aiohttp: bounded, cancellable, never redirected, never by a proxy."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from ..errors import CastbookError, Unavailable
from .settings import Settings

CONNECT_SECONDS = 2.0
TOTAL_SECONDS = 180.0
PROBE_SECONDS = 3.0
UNLOAD_SECONDS = 5.0
MAX_ANSWER = 4 << 20
MAX_TOKENS = 1200
_TOO_PICKY = (400, 404, 415, 422, 501)  # what servers say that take no JSON schema


class GuardedResolver(AbstractResolver):
    """Resolves names and refuses those that lead to addresses the settings do not allow."""

    def __init__(self, settings: Settings, inner: AbstractResolver | None = None) -> None:
        self._settings = settings
        self._inner = inner or aiohttp.resolver.ThreadedResolver()

    async def resolve(self, host: str, port: int = 0, family: Any = 0) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        for one in found:
            self._settings.check(ipaddress.ip_address(one["host"].partition("%")[0]))
        return found

    async def close(self) -> None:
        await self._inner.close()


@contextlib.asynccontextmanager
async def connection(settings: Settings) -> AsyncIterator[aiohttp.ClientSession]:
    """A session for one description; every failure inside becomes a sentence."""
    timeout = aiohttp.ClientTimeout(total=TOTAL_SECONDS, sock_connect=CONNECT_SECONDS)
    connector = aiohttp.TCPConnector(resolver=GuardedResolver(settings), force_close=True)
    try:
        async with aiohttp.ClientSession(connector=connector, timeout=timeout, trust_env=False) as session:
            yield session
    except CastbookError:
        raise
    except asyncio.TimeoutError as error:
        raise Unavailable(
            "describer_slow", "The language model did not answer in time.", "Try again, or take a smaller model."
        ) from error
    except (aiohttp.ClientError, OSError) as error:
        raise Unavailable(
            "describer_unreachable", "The language model's server cannot be reached.", "Start it, or check its address."
        ) from error


async def models(settings: Settings) -> list[str]:
    """The names of the models the server offers."""
    async with connection(settings) as session:
        status, body = await _request(session, "GET", f"{settings.address}/v1/models", timeout=PROBE_SECONDS)
    value = _value(body)
    listed = value.get("data") if isinstance(value, dict) and status == 200 else None
    if not isinstance(listed, list):
        raise _odd(status)
    return [str(one["id"]) for one in listed if isinstance(one, dict) and one.get("id")]


async def complete(
    session: aiohttp.ClientSession, settings: Settings, messages: Sequence[Mapping[str, Any]], schema: Mapping[str, Any]
) -> str:
    """The model's answer as text. Asks with a JSON schema first and, if the server refuses that, once without."""
    asked = {"model": settings.model, "messages": list(messages), "temperature": 0, "seed": 0, "max_tokens": MAX_TOKENS}
    form = {"type": "json_schema", "json_schema": {"name": "looks", "strict": True, "schema": schema}}
    url = f"{settings.address}/v1/chat/completions"
    status, body = await _request(session, "POST", url, {**asked, "response_format": form})
    if status in _TOO_PICKY:
        status, body = await _request(session, "POST", url, asked)
    value = _value(body)
    try:
        if status != 200:
            raise _odd(status)
        text = value["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError) as error:
        raise _odd(status) from error
    return text if isinstance(text, str) else ""


async def unload(session: aiohttp.ClientSession, settings: Settings) -> None:
    """On Ollama, let go of the model, so that the GPU is free for sampling; elsewhere nothing happens."""
    with contextlib.suppress(aiohttp.ClientError, asyncio.TimeoutError, OSError, CastbookError):
        status, body = await _request(session, "GET", f"{settings.address}/api/version", timeout=PROBE_SECONDS)
        value = _value(body)
        if status == 200 and isinstance(value, dict) and "version" in value:
            asked = {"model": settings.model, "keep_alive": 0}
            await _request(session, "POST", f"{settings.address}/api/generate", asked, timeout=UNLOAD_SECONDS)


async def _request(
    session: aiohttp.ClientSession, method: str, url: str, value: Any = None, *, timeout: float | None = None
) -> tuple[int, bytes]:
    limit = aiohttp.ClientTimeout(total=timeout or TOTAL_SECONDS, sock_connect=CONNECT_SECONDS)
    async with session.request(method, url, json=value, timeout=limit, allow_redirects=False) as answer:
        body = bytearray()
        async for piece in answer.content.iter_chunked(65536):
            body += piece
            if len(body) > MAX_ANSWER:
                raise Unavailable("describer_odd", "The language model's answer never ends.", "Take another model.")
        return answer.status, bytes(body)


def _value(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _odd(status: int) -> Unavailable:
    hint = {404: "Check the model's name.", 401: "Servers that ask for a key are not supported."}.get(status, "")
    return Unavailable(
        "describer_odd",
        f"The language model's server answered in a way Castbook does not know (status {status}).",
        hint or "Is it an OpenAI-compatible server, and is the model loaded?",
    )
