"""The one guard that stands before every handler of ours, and the table that no route gets past.

It checks where a request comes from and what it carries, turns every error into the JSON form, and puts the safe
headers on every answer. It wraps handlers instead of being a middleware, because in ComfyUI the application and its
middlewares belong to the host.
"""

from __future__ import annotations

import enum
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import HttpVersion11, web

from ..errors import CastbookError, Forbidden, Invalid, NotFound, TooLarge, Unavailable, UnsupportedMedia
from . import body, fields
from .answers import SAFE, as_error
from .desk import Ask, Desk

Handler = Callable[[Ask], Awaitable[web.StreamResponse]]
Decorator = Callable[[Handler], Handler]
log = logging.getLogger("castbook")


class Takes(enum.Enum):
    """What a route reads from a request's body."""

    NOTHING = ()
    JSON = ("application/json",)
    FORM = ("multipart/form-data",)
    JSON_OR_FORM = ("application/json", "multipart/form-data")


@dataclass(frozen=True)
class Route:
    """One route: its path from the server's root, and what the guard has to know about it.

    `without_library` routes answer even when the library does not; `is_page` marks what a user opens by a link;
    `max_json` is in bytes. `query` names the parameters that it reads from the address; None: it does not look at them.
    """

    method: str
    path: str
    handler: Handler
    takes: Takes = Takes.NOTHING
    without_library: bool = False
    is_page: bool = False
    max_json: int = body.MAX_JSON
    query: tuple[str, ...] | None = ()


class Table(list[Route]):
    """The routes of one module, in the order in which they are written."""

    def get(
        self,
        path: str,
        *,
        without_library: bool = False,
        is_page: bool = False,
        query: tuple[str, ...] | None = (),
    ) -> Decorator:
        """A read: it changes nothing and reads no body."""
        return self._add("GET", path, without_library=without_library, is_page=is_page, query=query)

    def post(self, path: str, *, takes: Takes = Takes.JSON, max_json: int = body.MAX_JSON) -> Decorator:
        """A change."""
        return self._add("POST", path, takes=takes, max_json=max_json)

    def patch(self, path: str) -> Decorator:
        """A change of some fields."""
        return self._add("PATCH", path, takes=Takes.JSON)

    def delete(self, path: str) -> Decorator:
        """A mark that hides; restore brings back."""
        return self._add("DELETE", path, takes=Takes.JSON)

    def anything(self, path: str) -> Decorator:
        """Whatever no other route took."""
        return self._add("*", path, without_library=True, query=None)

    def _add(self, method: str, path: str, **facts: Any) -> Decorator:
        def add(handler: Handler) -> Handler:
            self.append(Route(method, path, handler, **facts))
            return handler

        return add


class Guarded:
    """A route with the guard around it: `answer` is the aiohttp handler, and tests look for it on every route."""

    def __init__(self, route: Route, desk: Desk) -> None:
        self.route = route
        self.desk = desk

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer the request, whatever happens."""
        try:
            answer = await self._handle(request)
        except CastbookError as error:
            answer = as_error(error)
        except web.HTTPException as error:
            answer = as_error(_translated(error))
        except Exception as error:
            # the one outermost point: a bug of ours is logged in full and answered in our form, never as a 500
            if _is_gone(request):
                raise  # aiohttp drops the connection without a word, there is nobody to answer
            log.error("Unforeseen error in %s %s", self.route.method, self.route.path, exc_info=error)
            answer = as_error(
                Unavailable("internal", "Something went wrong in Castbook.", "The server's log says what.")
            )
        if not answer.prepared:
            for name, value in SAFE.items():
                answer.headers.setdefault(name, value)
        return answer

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        self.desk.hosts.check(request, opens_page=self.route.is_page and _opens_page(request))
        if not self.route.without_library:
            _ = self.desk.library  # raises the trouble before any body is read
        if self.route.query is not None:
            fields.check_names([name for name, _ in request.query.items()], self.route.query)
        value = {}
        if self.route.takes is not Takes.NOTHING:
            _check_content_type(request, self.route.takes)
            body.refuse_encoding(request)
            if request.content_type == "application/json":
                value = await body.read_object(request, self.route.max_json)
        return await self.route.handler(Ask(request, self.desk, value))


async def meet_expectation(request: web.Request) -> web.Response | None:
    """Tell a client that waits for it to send its body. aiohttp's own would refuse other expectations in its own form.

    Goes with every route as its `expect_handler`. In ComfyUI aiohttp's own stands before it (castbook/api/late.py).
    """
    expected = request.headers.get("Expect", "").strip().lower()
    if expected != "100-continue":
        return as_error(body.Malformed("unknown_expectation", "Castbook cannot meet that Expect.", "Leave it out."))
    if request.version >= HttpVersion11:
        await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        request.writer.output_size = 0  # the answer itself has not begun
    return None


def _check_content_type(request: web.Request, takes: Takes) -> None:
    """Forms and plain text can be sent by any web page without a question; JSON and an own header cannot."""
    if request.content_type not in takes.value:
        raise UnsupportedMedia(
            "content_type", "This route does not read that content type.", f"Send {' or '.join(takes.value)}."
        )
    if request.content_type == "application/json" and (request.charset or "utf-8").lower() not in ("utf-8", "utf8"):
        raise UnsupportedMedia("charset", "Castbook reads JSON in UTF-8 only.", "Leave the charset out.")
    if request.content_type == "multipart/form-data" and request.headers.get("X-Castbook") != "1":
        raise Forbidden("missing_header", "An upload needs the header X-Castbook.", "Send X-Castbook: 1 with the form.")


def _opens_page(request: web.Request) -> bool:
    """A user who follows a link in a browser, as opposed to a page that fetches, frames or embeds."""
    return (
        request.method == "GET"
        and request.headers.get("Sec-Fetch-Mode", "").lower() == "navigate"
        and request.headers.get("Sec-Fetch-Dest", "").lower() == "document"
    )


def _translated(error: web.HTTPException) -> CastbookError:
    """What aiohttp itself raises inside a handler, in our form and with one of our statuses."""
    if error.status == 404:
        return NotFound("unknown_route", "Castbook has no such address.", "docs/api.md lists the routes.")
    if error.status == 413:
        return TooLarge("body_too_large", "The request is larger than this server takes.", "Send less at once.")
    return Invalid("bad_request", "The request could not be read.", "docs/api.md says what this route takes.")


def _is_gone(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()
