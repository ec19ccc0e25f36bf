"""Every route that is registered, by introspection: none lacks the guard, none answers a foreign page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from aiohttp import web

from castbook.api.guard import Guarded, Takes
from castbook.api.routes import PAGE_ROUTES, ROUTES
from castbook.app import Castbook, Hosts

EVIL = "http://evil.example"
OWN = "{own}"  # stands for this server's host and port

# name -> headers: twelve ways in which another site's page, or a page behind a borrowed name, would ask
FOREIGN = {
    "another origin": {"Origin": EVIL},
    "another origin, named so by the browser": {"Origin": EVIL, "Sec-Fetch-Site": "cross-site"},
    "no origin, cross-site": {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"},
    "cross-site fetch": {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"},
    "cross-site frame": {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
    "sandboxed frame or file": {"Origin": "null"},
    "sandboxed frame that claims to be ours": {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    "another port": {"Origin": "http://127.0.0.1:1", "Sec-Fetch-Site": "same-site"},
    "rebinding": {"Host": "evil.example", "Origin": EVIL, "Sec-Fetch-Site": "same-origin"},
    "rebinding without origin": {"Host": "evil.example"},
    "the machine's name in a network": {"Host": "192.168.1.5:8190", "Origin": EVIL},
    "our address as a user name": {"Origin": f"http://{OWN}@evil.example"},
}
SOCKET = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "A" * 22}


def handlers(app: web.Application) -> list[web.AbstractRoute]:
    return list(app.router.routes())


def path_of(route: web.AbstractRoute) -> str:
    assert route.resource is not None
    return re.sub(r"\{[^}]*\}", "abc", route.resource.canonical)


def test_every_registered_route_has_the_guard():
    castbook = Castbook(None, [], hosts=Hosts())
    app, table = web.Application(), web.RouteTableDef()
    castbook.add_routes(table)
    castbook.add_page(table)
    app.add_routes(table)
    assert len(handlers(app)) >= len(ROUTES) + len(PAGE_ROUTES)
    unguarded = [route for route in handlers(app) if not isinstance(getattr(route.handler, "__self__", None), Guarded)]
    assert unguarded == []


def test_reads_change_nothing_and_changes_read_a_body():
    for route in ROUTES + PAGE_ROUTES:
        assert (route.takes is Takes.NOTHING) == (route.method in ("GET", "*")), route.path


@pytest.mark.parametrize("variant", FOREIGN)
async def test_no_route_answers_a_foreign_page(api, variant, library):
    own = f"{api.client.host}:{api.client.port}"
    headers = {name: value.replace(OWN, own) for name, value in FOREIGN[variant].items()}
    before = library_files(library.root)
    asked = 0
    for route in handlers(api.client.app):
        method = "GET" if route.method == "*" else route.method
        body = {} if method in ("GET", "HEAD") else {"json": {"name": "x"}}
        for extra in ({}, SOCKET) if path_of(route).endswith("/events") else ({},):
            answer = await api.client.request(method, path_of(route), headers={**headers, **extra}, **body)
            assert answer.status == 403, (method, path_of(route))
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "Access-Control-Allow-Origin" not in answer.headers
            asked += 1
    assert asked > 40
    assert library_files(library.root) == before


async def test_our_own_page_is_answered_by_every_route(api):
    own = f"http://{api.client.host}:{api.client.port}"
    for route in handlers(api.client.app):
        method = "GET" if route.method == "*" else route.method
        body = {} if method in ("GET", "HEAD") else {"json": {}}
        headers = {"Origin": own, "Sec-Fetch-Site": "same-origin"}
        answer = await api.client.request(method, path_of(route), headers=headers, **body)
        assert answer.status not in (403, 405) and answer.status < 500, (method, path_of(route), answer.status)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_no_foreign_form_reaches_a_change(api, library):
    """The three content types that a page may send anywhere without asking first."""
    before = library_files(library.root)
    for route in handlers(api.client.app):
        if route.method in ("GET", "HEAD", "*"):
            continue
        for content_type in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
            answer = await api.client.request(
                route.method, path_of(route), data=b'{"name": "x"}', headers={"Content-Type": content_type}
            )
            assert answer.status in (403, 415), (route.method, path_of(route), content_type)
    assert library_files(library.root) == before


def library_files(root: Path) -> dict[str, int]:
    """Every file below the library with its size."""
    return {str(file.relative_to(root)): file.stat().st_size for file in root.rglob("*") if file.is_file()}
