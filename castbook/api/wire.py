"""The stand-alone server's connections: what aiohttp cannot even read as a request is answered in our form too.

aiohttp's own parser stands before every route, so no guard sees such a request; by itself aiohttp answers it in plain
text and logs a traceback. In ComfyUI the connections are the host's.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError, LineTooLong

from ..errors import CastbookError
from .answers import as_error
from .body import Malformed

MAX_ADDRESS = 8 * 1024  # bytes of path and query
MAX_HEADER = 16 * 1024  # bytes of one header; another number than MAX_ADDRESS, since aiohttp's error names only that
log = logging.getLogger("castbook")


class Connection(web.RequestHandler):
    """One client's connection."""

    __slots__ = ()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """The answer to a request that could not be read, and the end of its connection; the rest is aiohttp's."""
        if not isinstance(exc, HttpProcessingError) or request.writer.output_size > 0:
            return super().handle_error(request, status, exc, message)
        log.debug("Unreadable request from %s: %s", request.remote, exc.message)
        answer = as_error(_trouble(exc))
        answer.force_close()
        return answer


class Server(web.Server):
    """Makes our connections for the application that `plain` serves. `options` are aiohttp's for RequestHandler."""

    def __init__(self, plain: web.Server, **options: Any) -> None:
        super().__init__(plain.request_handler, request_factory=plain.request_factory)
        self.options = options

    def __call__(self) -> web.RequestHandler:
        """One more connection."""
        return Connection(self, loop=asyncio.get_running_loop(), **self.options)


class Runner(web.AppRunner):
    """Runs an application on our connections, without an access log."""

    async def _make_server(self) -> web.Server:
        plain = await super()._make_server()
        return Server(plain, access_log=None, max_line_size=MAX_ADDRESS, max_field_size=MAX_HEADER)


def _trouble(error: HttpProcessingError) -> CastbookError:
    if isinstance(error, LineTooLong) and MAX_ADDRESS in error.args:
        return Malformed(
            "address_too_long",
            "The address of this request is too long.",
            f"Path and query may have {MAX_ADDRESS:,} bytes together.",
        )
    if isinstance(error, LineTooLong):
        return Malformed(
            "header_too_long", "A header of this request is too long.", f"A header may have {MAX_HEADER:,} bytes."
        )
    return Malformed(
        "unreadable_request",
        "The request does not follow the rules of HTTP.",
        "It needs one Host header, and a body that is as long as its headers say.",
    )
