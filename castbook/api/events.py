"""The websocket that keeps every open panel in step: ids and progress only, clients fetch what they show."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from aiohttp import web

from ..errors import Unavailable
from .answers import SAFE
from .body import Malformed

if TYPE_CHECKING:
    from .desk import Ask

HEARTBEAT = 20.0  # seconds between pings; a client that answers none of them is gone
MAX_WAITING = 1024  # different events that one client may be behind before it is dropped; it reconnects and fetches
MAX_CLIENTS = 200
MAX_SAID = 4096  # bytes in one message from a client; none is listened to


class Client:
    """One connected panel and the events that still have to reach it.

    Of several about the same thing only the newest waits: a client fetches what it shows, so older news are no loss.
    """

    def __init__(self, socket: web.WebSocketResponse, transport: asyncio.Transport | None) -> None:
        self.socket = socket
        self._transport = transport
        self._waiting: dict[tuple[str, str], str] = {}
        self._wake = asyncio.Event()

    @property
    def waiting(self) -> int:
        """How many events still have to be sent."""
        return len(self._waiting)

    def put(self, about: tuple[str, str], text: str) -> None:
        """Take an event about one thing; a client that is too far behind is cut off, not waited for."""
        if len(self._waiting) >= MAX_WAITING and about not in self._waiting:
            self._waiting.clear()
            if self._transport is not None:
                self._transport.abort()
            return
        self._waiting[about] = text
        self._wake.set()

    async def send(self) -> None:
        """Send what waits, until the connection ends or the task is cancelled."""
        with contextlib.suppress(ConnectionError):  # the reading side notices as well and ends the request
            while True:
                await self._wake.wait()
                self._wake.clear()
                while self._waiting:
                    await self.socket.send_str(self._waiting.pop(next(iter(self._waiting))))


class Hub:
    """Spreads events, from whatever thread they come, to all connected clients."""

    def __init__(self) -> None:
        self._clients: set[Client] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Take events from now on, for this event loop."""
        self._loop = asyncio.get_running_loop()

    async def stop(self) -> None:
        """Take no more events and close all connections."""
        self._loop = None
        closing = [client.socket.close(code=1001, message=b"Castbook stops") for client in self._clients]
        await asyncio.gather(*closing, return_exceptions=True)

    def publish(self, event: Mapping[str, Any]) -> None:
        """Send an event to everybody; may be called from any thread and never raises or blocks."""
        loop = self._loop
        if loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop was closed between the two lines
                loop.call_soon_threadsafe(self._spread, (event["type"], str(event.get("id"))), json.dumps(event))

    def _spread(self, about: tuple[str, str], text: str) -> None:
        for client in tuple(self._clients):
            client.put(about, text)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Hold one client's connection until it ends."""
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=MAX_SAID)
        if not socket.can_prepare(request):
            raise Malformed("not_a_websocket", "This address is a websocket.", "Connect to it with ws:// or wss://.")
        if len(self._clients) >= MAX_CLIENTS:
            raise Unavailable("too_many_clients", "Too many panels are connected.", "Close some tabs.")
        socket.headers.update(SAFE)
        client = Client(socket, request.transport)
        self._clients.add(client)  # before the handshake: what happens from the first answer on is not missed
        sending: asyncio.Task[None] | None = None
        try:
            await socket.prepare(request)
            sending = asyncio.create_task(client.send())  # not earlier: before the handshake nothing can be sent
            async for _ in socket:
                pass  # reading answers pings and notices the end
        finally:
            self._clients.discard(client)
            if sending is not None:
                sending.cancel()
        return socket


async def listen(ask: Ask) -> web.StreamResponse:
    """`GET /events`."""
    return await ask.desk.hub.serve(ask.request)
