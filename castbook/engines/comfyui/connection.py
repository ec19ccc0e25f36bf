"""One ComfyUI server as seen from outside: its HTTP routes, and one websocket that is opened again when it breaks."""

from __future__ import annotations

import asyncio
import json
import logging
import struct
import uuid
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

import aiohttp

from ...errors import CastbookError, Unavailable
from . import words

log = logging.getLogger(__name__)

PREVIEW, PREVIEW_WITH_METADATA = 1, 4  # ComfyUI's binary event types
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0  # seconds between two tries to reach the server
CONNECT_SECONDS, ANSWER_SECONDS = 5.0, 60.0

Address = str | Callable[[], Awaitable[str]]


class Listener(Protocol):
    """Who hears what the server says. All calls come on the event loop and must not block."""

    def connected(self) -> None:
        """The websocket stands, for the first time or again."""
        ...

    def disconnected(self) -> None:
        """The websocket broke."""
        ...

    def message(self, kind: str, data: Mapping[str, Any]) -> None:
        """One JSON event of the server."""
        ...

    def preview(self, job_id: str | None, image: bytes) -> None:
        """A preview image; `job_id` is None where the server does not say whose."""
        ...


class Connection:
    """HTTP and websocket to the ComfyUI at `address`, an http(s) URL or a coroutine function that waits for one.

    Proxies of the environment are not used: the server is on this machine or named by the user. With `verify=False` a
    certificate of its own making is taken (the host's own TLS). Unavailable, in words, when it cannot be reached.
    """

    def __init__(self, address: Address, listener: Listener, *, verify: bool = True) -> None:
        self.client_id = str(uuid.uuid4())
        self._address = address
        self._listener = listener
        self._verify = verify
        self._session: aiohttp.ClientSession | None = None
        self._socket: asyncio.Task[None] | None = None
        self._standing = asyncio.Event()

    @property
    def standing(self) -> bool:
        """Whether the websocket stands now."""
        return self._standing.is_set()

    async def address(self) -> str:
        """The server's URL without a slash at the end."""
        found = self._address if isinstance(self._address, str) else await self._address()
        return found.rstrip("/")

    async def get(self, path: str, params: Mapping[str, str] | None = None) -> Any:
        """GET a JSON answer; None where the server has no such thing (404)."""
        status, body = await self._ask("GET", path, params=params)
        if status == 404:
            return None
        await self._check(status)
        try:
            return json.loads(body)
        except ValueError:
            raise words.no_comfyui(await self.address()) from None

    async def get_object(self, path: str, *names: str) -> Mapping[str, Any]:
        """GET a JSON object, with these names in it, that every ComfyUI has; Unavailable if it is something else."""
        found = await self.get(path)
        if not isinstance(found, dict) or not found.keys() >= set(names):
            raise words.no_comfyui(await self.address())
        return found

    async def fetch(self, path: str, params: Mapping[str, str]) -> bytes:
        """GET the bytes of a file."""
        status, body = await self._ask("GET", path, params=params)
        await self._check(status)
        return body

    async def post(self, path: str, body: Mapping[str, Any]) -> tuple[int, Any]:
        """POST JSON; answers the status and the JSON that came back (None when it was none)."""
        status, answer = await self._ask("POST", path, json=body)
        if status in (401, 403) or status >= 500:
            await self._check(status)
        try:
            return status, json.loads(answer) if answer else None
        except ValueError:
            return status, None

    async def listen(self) -> None:
        """Have the websocket stand; Unavailable when it cannot within a few seconds."""
        if self.standing:
            return
        await self.get_object(
            "/system_stats", "system"
        )  # gives the reason (nobody there, a login) that a socket cannot
        if self._socket is None or self._socket.done():
            self._socket = asyncio.create_task(self._keep_listening(), name="castbook-comfyui-socket")
        try:
            await asyncio.wait_for(self._standing.wait(), CONNECT_SECONDS)
        except asyncio.TimeoutError:
            raise words.unreachable(await self.address()) from None

    async def close(self) -> None:
        """Close the socket and the session."""
        if self._socket is not None:
            self._socket.cancel()
            await asyncio.gather(self._socket, return_exceptions=True)
            self._socket = None
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(ssl=self._verify),
                timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS, sock_connect=CONNECT_SECONDS),
                trust_env=False,
            )
        return self._session

    async def _ask(self, method: str, path: str, **options: Any) -> tuple[int, bytes]:
        """The status and the whole body: a server may also go away in the middle of its answer."""
        address = await self.address()
        try:
            async with self._open_session().request(method, address + path, **options) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientError, OSError, asyncio.TimeoutError) as error:
            raise words.unreachable(address, error) from error

    async def _check(self, status: int) -> None:
        if status >= 400:
            raise words.refused(await self.address(), status)

    async def _keep_listening(self) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                await self._listen_once()
                pause = FIRST_PAUSE
            except (aiohttp.ClientError, OSError, asyncio.TimeoutError, CastbookError) as error:
                log.debug("no websocket to ComfyUI: %s", error)
            if self._standing.is_set():
                self._standing.clear()
                self._listener.disconnected()
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _listen_once(self) -> None:
        address = await self.address()
        url = f"{address}/ws"
        session = self._open_session()
        # Previews may be large (max_msg_size) and a server that sleeps must not pass for one that works (heartbeat).
        async with session.ws_connect(
            url, params={"clientId": self.client_id}, max_msg_size=0, heartbeat=30, ssl=self._verify
        ) as socket:
            await socket.send_json({"type": "feature_flags", "data": {"supports_preview_metadata": True}})
            self._standing.set()
            self._listener.connected()
            async for message in socket:
                if message.type == aiohttp.WSMsgType.TEXT:
                    self._hear(message.data)
                elif message.type == aiohttp.WSMsgType.BINARY:
                    self._see(message.data)

    def _hear(self, text: str) -> None:
        try:
            event = json.loads(text)
        except ValueError:
            return  # other packs send what they like over this socket
        if isinstance(event, dict) and isinstance(event.get("type"), str) and isinstance(event.get("data"), dict):
            self._listener.message(event["type"], event["data"])

    def _see(self, data: bytes) -> None:
        if len(data) < 8:
            return
        kind, second = struct.unpack(">II", data[:8])
        if kind == PREVIEW:
            self._listener.preview(None, data[8:])
        elif kind == PREVIEW_WITH_METADATA:
            try:
                about = json.loads(data[8 : 8 + second])
            except ValueError:
                return
            self._listener.preview(about.get("prompt_id"), data[8 + second :])


def is_unreachable(error: CastbookError) -> bool:
    """Whether the server could not be asked at all, as opposed to having refused."""
    return isinstance(error, Unavailable) and error.code == words.UNREACHABLE
