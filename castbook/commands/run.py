"""`run`: serve the page and the API on this machine until Ctrl-C."""

from __future__ import annotations

import argparse
import asyncio
import errno
import os
import signal
import socket
import sys
import webbrowser
from collections.abc import Iterable

from aiohttp import web

from ..api.wire import Runner
from ..app import Castbook, Hosts
from ..errors import Invalid
from ..library import Library
from . import engines

NEARBY_PORTS = 20
GRACE_SECONDS = 2.0  # for requests still under way at Ctrl-C; downloads are short, sockets of open pages are closed


def run(arguments: argparse.Namespace) -> int:
    """Serve until the process is told to stop."""
    asyncio.run(serve(arguments))
    return 0


async def serve(arguments: argparse.Namespace) -> None:
    """Open the library, answer on the port, say where, and clean up at the end."""
    stopped = stop_signal()
    library = await asyncio.to_thread(Library.open, arguments.library)
    try:
        hosts = Hosts(arguments.host, allowed_hosts(arguments.allow_host))
        castbook = Castbook(library, await engines.choose(arguments.engine, library.model_families), hosts=hosts)
        table = web.RouteTableDef()
        castbook.add_routes(table)
        castbook.add_page(table)
        application = web.Application()
        application.add_routes(table)
        application.on_shutdown.append(castbook.hang_up)
        runner = Runner(application, shutdown_timeout=GRACE_SECONDS)
        await castbook.start()
        try:
            await runner.setup()
            port = await listen(runner, arguments.host, arguments.port)
            address = f"http://{name_in_address(arguments.host)}:{port}"
            print(f"Castbook is at {address}", flush=True)
            if not arguments.no_browser and has_screen():
                webbrowser.open(address)
            await stopped.wait()
        finally:
            await runner.cleanup()
            await castbook.stop()
    finally:
        await asyncio.to_thread(library.close)


def stop_signal() -> asyncio.Event:
    """An event that the first Ctrl-C or SIGTERM sets; a second one ends the process at once."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()

    def stop(number: int, frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        loop.call_soon_threadsafe(stopped.set)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)  # not loop.add_signal_handler, which Windows lacks
    return stopped


async def listen(runner: web.AppRunner, host: str, wanted: int) -> int:
    """Listen on the wanted port, else on the next free one; returns the port."""
    for port in (wanted, *range(wanted + 1, min(wanted + NEARBY_PORTS, 65536)), 0):
        site = web.TCPSite(runner, host, port)
        try:
            await site.start()
        except OSError as error:
            await site.stop()
            if error.errno in (errno.EADDRINUSE, errno.EACCES) and port != 0:
                continue  # Windows says EACCES for ports that it keeps for others
            raise Invalid(
                "bad_address",
                f"Castbook cannot listen on {host}: {reason(error)}.",
                "Use an address of this machine for --host, or leave it out.",
            ) from error
        if wanted not in (0, site.port):
            print(f"Port {wanted} is taken; using {site.port}.", file=sys.stderr, flush=True)
        return site.port
    raise AssertionError("port 0 either works or raises")


def reason(error: OSError) -> str:
    """Why listening failed; asyncio's own sentence repeats address and port, and a name's error has no errno text."""
    if isinstance(error, socket.gaierror):
        return error.strerror or str(error)
    if error.errno is None:  # Python 3.12 and newer, where no address of that name is this machine's
        return os.strerror(errno.EADDRNOTAVAIL)
    return os.strerror(error.errno)


def allowed_hosts(named: Iterable[str]) -> frozenset[str]:
    """The host names of --allow-host and CASTBOOK_ALLOWED_HOSTS, which may hold several between commas."""
    listed = os.environ.get("CASTBOOK_ALLOWED_HOSTS", "").split(",")
    return frozenset(name.strip() for name in (*named, *listed) if name.strip())


def name_in_address(host: str) -> str:
    """The host as a browser on this machine reaches it."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)
    return f"[{name}]" if ":" in name else name


def has_screen() -> bool:
    """Whether a browser could open: on a Linux console, webbrowser would start a text browser in our terminal."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
