"""One route for all of /castbook, whose handlers are loaded when the server starts.

ComfyUI wants routes while it imports a pack, and its start waits for that import. So the pack mounts this one route
at once, and the rooms behind it are imported afterwards.
"""

from __future__ import annotations

from typing import Protocol

from aiohttp import web

PATH = "/castbook/{rest:.*}"
API = "/api"  # ComfyUI serves each route a second time below this


class Routed(Protocol):
    """Whoever has routes; castbook.app.Castbook is meant."""

    def add_routes(self, table: web.RouteTableDef) -> None:
        """Add them to the table."""
        ...

    def add_page(self, table: web.RouteTableDef) -> None:
        """Add what answers all that no route takes."""
        ...


class LateRoutes:
    """Stands in ComfyUI's route table, and hands requests to the routes that `open` brings."""

    def __init__(self) -> None:
        self._router: web.UrlDispatcher | None = None

    def add_routes(self, table: web.RouteTableDef) -> None:
        """The one route, for every method."""
        table.route("*", PATH)(self.answer)

    def open(self, castbook: Routed) -> None:
        """From now on these routes answer."""
        table = web.RouteTableDef()
        castbook.add_routes(table)
        castbook.add_page(table)  # of which only what is below /castbook can be asked for here
        self._router = web.UrlDispatcher()
        self._router.add_routes(table)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Find the route and let its handler, with the guard around it, answer."""
        if self._router is None:
            return _not_ready()
        path = request.rel_url.raw_path.removeprefix(API)
        asked = request.clone(rel_url=request.rel_url.with_path(path, encoded=True))
        found = await self._router.resolve(asked)
        request.match_info.update(found)
        return await found.handler(request)


def _not_ready() -> web.Response:
    from ..errors import Unavailable  # here, because the import of the pack must not wait for other rooms
    from .answers import as_error

    return as_error(Unavailable("not_ready", "Castbook is not ready yet.", "Try again in a moment."))
