"""One route for all of /castbook: the right handler, the right path parts, both prefixes, an answer before it opens."""

from __future__ import annotations

from urllib.parse import quote

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from castbook.api.late import LateRoutes


class Rooms:
    """Two routes, one with a part in its path."""

    def add_routes(self, table: web.RouteTableDef) -> None:
        async def read(request: web.Request) -> web.Response:
            return web.json_response({"id": request.match_info["id"], "q": request.query.get("q")})

        async def write(request: web.Request) -> web.Response:
            return web.json_response({"got": (await request.read()).decode()}, status=201)

        table.get("/castbook/things/{id}")(read)
        table.post("/castbook/things")(write)

    def add_page(self, table: web.RouteTableDef) -> None:
        async def nothing(request: web.Request) -> web.Response:
            return web.json_response({"error": request.match_info["rest"]}, status=404)

        table.route("*", "/{rest:.*}")(nothing)


async def served(late: LateRoutes) -> TestClient:
    """Both prefixes, as ComfyUI serves them."""
    table = web.RouteTableDef()
    late.add_routes(table)
    app = web.Application()
    for route in list(table):
        assert isinstance(route, web.RouteDef)
        app.router.add_route(route.method, "/api" + route.path, route.handler)
    app.add_routes(table)
    client = TestClient(TestServer(app))
    await client.start_server()
    return client


async def test_requests_reach_their_handlers_under_both_prefixes() -> None:
    late = LateRoutes()
    late.open(Rooms())
    client = await served(late)
    for prefix in ("", "/api"):
        async with client.get(f"{prefix}/castbook/things/{quote('ä/b', safe='')}?q=%2B") as answer:
            assert await answer.json() == {"id": "ä/b", "q": "+"}
        async with client.post(f"{prefix}/castbook/things", data=b"body") as answer:
            assert (answer.status, await answer.json()) == (201, {"got": "body"})
    await client.close()


async def test_what_no_route_takes_is_answered_in_our_form() -> None:
    late = LateRoutes()
    late.open(Rooms())
    client = await served(late)
    for method, path in (
        ("GET", "/castbook/nothing"),
        ("GET", "/castbook/"),
        ("DELETE", "/castbook/things/1"),
        ("POST", "/api/castbook/api/castbook/things"),
    ):
        async with client.request(method, path) as answer:
            assert (answer.status, await answer.json()) == (404, {"error": path.removeprefix("/api")[1:]})
    await client.close()


async def test_before_it_opens_it_says_so() -> None:
    client = await served(LateRoutes())
    async with client.get("/castbook/things/1") as answer:
        assert answer.status == 503 and answer.headers["X-Content-Type-Options"] == "nosniff"
        assert (await answer.json())["error"]["code"] == "not_ready"
    await client.close()
