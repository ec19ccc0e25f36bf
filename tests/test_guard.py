"""The guard alone, over real HTTP, before routes of the test's own: who may ask, what may be sent, what comes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from aiohttp import web

from castbook.api import body
from castbook.api.answers import as_json
from castbook.api.desk import Ask, Desk
from castbook.api.events import Hub
from castbook.api.guard import Guarded, Route, Takes
from castbook.api.hosts import Hosts
from castbook.errors import StorageFull, Unavailable


async def echo(ask: Ask) -> web.Response:
    return as_json({"body": ask.body})


async def take_file(ask: Ask) -> web.Response:
    upload = await body.read_upload(ask.request, "image", limit=1000)
    return as_json({"bytes": len(upload.data), "filename": upload.filename})


async def stumble(ask: Ask) -> web.Response:
    raise KeyError("/a/path/of/the/machine")


async def run_full(ask: Ask) -> web.Response:
    raise StorageFull("disk_full", "The disk is full.", "Make room.")


ROUTES = (
    Route("GET", "/page", echo, without_library=True, is_page=True),
    Route("GET", "/read", echo, without_library=True),
    Route("POST", "/change", echo, Takes.JSON, without_library=True),
    Route("DELETE", "/change", echo, Takes.JSON, without_library=True),
    Route("POST", "/upload", take_file, Takes.FORM, without_library=True),
    Route("POST", "/either", echo, Takes.JSON_OR_FORM, without_library=True),
    Route("GET", "/stumble", stumble, without_library=True),
    Route("GET", "/full", run_full, without_library=True),
    Route("GET", "/library", echo),
)


@pytest.fixture
def serve(aiohttp_client):
    async def start(hosts: Hosts = Hosts(), trouble=None):  # noqa: B008 - a frozen value
        desk = Desk(
            open_library=None,
            queue=None,
            hosts=hosts,
            hub=Hub(),
            web_root=Path(),
            engine_kinds=(),
            author_of=lambda request: None,
            trouble=trouble,
        )
        app = web.Application()
        for route in ROUTES:
            app.router.add_route(route.method, route.path, Guarded(route, desk).answer)
        return await aiohttp_client(app)

    return start


async def error_of(answer) -> dict[str, str]:
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    error = (await answer.json())["error"]
    assert set(error) == {"code", "message", "hint"} and all(error.values())
    return error


LOOPBACK = "127.0.0.1:8190"


@pytest.mark.parametrize(
    ("bound", "host", "origin", "fetch_site", "status"),
    [
        ("127.0.0.1", LOOPBACK, None, None, 200),  # curl
        ("127.0.0.1", LOOPBACK, f"http://{LOOPBACK}", "same-origin", 200),
        ("127.0.0.1", "localhost:8190", "http://localhost:8190", "same-origin", 200),
        ("127.0.0.1", "LOCALHOST:8190", "http://localhost:8190", "same-origin", 200),
        ("127.0.0.1", "[::1]:8190", "http://[::1]:8190", "same-origin", 200),
        ("127.0.0.1", "localhost", "http://localhost:80", "same-origin", 200),
        ("127.0.0.1", "localhost", "https://localhost", "same-origin", 200),  # a TLS proxy before it
        ("127.0.0.1", LOOPBACK, None, "none", 200),  # a typed address
        ("127.0.0.1", "studio.example", "https://studio.example", "same-origin", 200),  # allowed by name
        ("127.0.0.1", LOOPBACK, "https://studio.example", "same-site", 200),  # a proxy that rewrites Host
        ("127.0.0.1", "port.example:81", "http://port.example:81", "same-origin", 200),
        ("127.0.0.1", "port.example:82", "http://port.example:82", "same-origin", 403),
        ("127.0.0.1", "evil.example", "http://evil.example", "same-origin", 403),  # DNS rebinding
        ("127.0.0.1", "evil.example", None, None, 403),
        ("127.0.0.1", "192.168.1.5:8190", None, None, 403),
        ("127.0.0.1", "localhost.evil.example", None, None, 403),
        ("127.0.0.1", "evil@127.0.0.1", None, None, 403),
        ("127.0.0.1", LOOPBACK, "http://evil.example", "cross-site", 403),
        ("127.0.0.1", LOOPBACK, "http://evil.example", None, 403),
        ("127.0.0.1", LOOPBACK, "null", None, 403),
        ("127.0.0.1", LOOPBACK, "null", "same-origin", 403),
        ("127.0.0.1", LOOPBACK, "file://", None, 403),
        ("127.0.0.1", LOOPBACK, "", None, 403),
        ("127.0.0.1", LOOPBACK, "chrome-extension://abcdef", None, 403),
        ("127.0.0.1", LOOPBACK, "http://127.0.0.1:9999", "same-site", 403),
        ("127.0.0.1", LOOPBACK, "http://127.0.0.1:8190@evil.example", None, 403),
        ("127.0.0.1", LOOPBACK, "http://127.0.0.1.evil.example:8190", None, 403),
        ("127.0.0.1", LOOPBACK, None, "cross-site", 403),
        ("127.0.0.1", LOOPBACK, None, "Cross-Site", 403),
        ("127.0.0.1", "studio.example", "https://evil.example", None, 403),
        ("127.0.0.1,::1", "evil.example", None, None, 403),
        (None, "evil.example", None, None, 403),  # not known yet: the stricter rule
        ("0.0.0.0", "studio.lan:8190", "http://studio.lan:8190", "same-origin", 200),
        ("0.0.0.0", "studio.lan:8190", None, None, 200),
        ("::", "[fd00::5]:8190", "http://[fd00::5]:8190", "same-origin", 200),
        ("127.0.0.1,0.0.0.0", "studio.lan", None, None, 200),
        ("0.0.0.0", "studio.lan:8190", "https://studio.example", "same-site", 200),
        ("0.0.0.0", "studio.lan:8190", "http://evil.example", None, 403),
        ("0.0.0.0", "studio.lan:8190", "http://evil.example", "cross-site", 403),
        ("0.0.0.0", "studio.lan:8190", "null", None, 403),
        ("0.0.0.0", "studio.lan:8190", None, "cross-site", 403),
        ("0.0.0.0", "bad host", None, None, 403),
    ],
)
async def test_only_our_own_page_and_no_web_page_at_all_may_ask(serve, bound, host, origin, fetch_site, status):
    client = await serve(Hosts(lambda: bound, frozenset({"Studio.Example", "port.example:81"})))
    headers = {"Host": host, "Origin": origin, "Sec-Fetch-Site": fetch_site}
    headers = {name: value for name, value in headers.items() if value is not None}
    for method, path in (("GET", "/read"), ("POST", "/change"), ("GET", "/page")):
        answer = await client.request(method, path, json={} if method == "POST" else None, headers=headers)
        assert answer.status == status, (method, path)
        if status == 403:
            await error_of(answer)


NAVIGATION = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


async def test_a_link_on_another_site_opens_the_page_and_nothing_else(serve):
    client = await serve()
    assert (await client.get("/page", headers=NAVIGATION)).status == 200
    assert (await client.get("/read", headers=NAVIGATION)).status == 403
    assert (await client.post("/change", json={}, headers=NAVIGATION)).status == 403
    for dest, mode in (("iframe", "navigate"), ("image", "no-cors"), ("empty", "cors")):
        embedded = {**NAVIGATION, "Sec-Fetch-Dest": dest, "Sec-Fetch-Mode": mode}
        assert (await client.get("/page", headers=embedded)).status == 403
    assert (await client.get("/page", headers={**NAVIGATION, "Origin": "http://evil.example"})).status == 403
    assert (await client.get("/page", headers={**NAVIGATION, "Host": "evil.example"})).status == 403


async def test_a_doubled_origin_is_refused(serve):
    client = await serve()
    origin = f"http://{client.host}:{client.port}"
    answer = await client.get("/read", headers=[("Origin", origin), ("Origin", "http://evil.example")])
    assert (await error_of(answer))["code"] == "doubled_header"


@pytest.mark.parametrize(
    "content_type",
    [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonx"],
)
@pytest.mark.parametrize("method", ["POST", "DELETE"])
async def test_a_change_needs_json_as_its_content_type(serve, method, content_type):
    client = await serve()
    headers = {"Content-Type": content_type} if content_type else {}
    skip = () if content_type else ("Content-Type",)
    answer = await client.request(method, "/change", data=b"{}", headers=headers, skip_auto_headers=skip)
    assert answer.status == 415
    assert (await error_of(answer))["code"] == "content_type"


async def test_an_empty_body_counts_as_an_empty_object(serve):
    client = await serve()
    for data in (b"", b"  \n"):
        answer = await client.post("/change", data=data, headers={"Content-Type": "application/json"})
        assert (answer.status, await answer.json()) == (200, {"body": {}})


async def test_json_comes_in_utf_8_and_not_compressed(serve):
    client = await serve()
    named = {"Content-Type": "application/json; charset=UTF-8"}
    assert (await client.post("/change", data='{"a": "ä"}'.encode(), headers=named)).status == 200
    other = {"Content-Type": "application/json; charset=latin-1"}
    assert (await error_of(await client.post("/change", data=b"{}", headers=other)))["code"] == "charset"
    packed = await client.post("/change", json={"a": 1}, compress="gzip")
    assert packed.status == 415
    assert (await error_of(packed))["code"] == "encoded_body"


BAD_JSON = {
    "not_json": [b"{", b"{'a': 1}", b'{"a": 1,}', b"\xef\xbb\xbf{}", b"{} {}", b'{"a": ' + b"9" * 5000 + b"}"],
    "not_utf8": [b'{"a": "\xff"}', '{"a": "ä"}'.encode("utf-16"), b"\xc0\xaf"],
    "too_deep": [b"[" * 100_000, b'{"a":' * 100_000],
    "not_an_object": [b"[]", b"null", b"1", b'"text"', b"true"],
    "doubled_field": [b'{"a": 1, "a": 2}', b'{"a": {"b": 1, "b": 1}}'],
    "not_finite": [b'{"a": NaN}', b'{"a": -Infinity}', b'{"a": 1e400}'],
    "half_character": [rb'{"a": "\ud800"}', rb'{"\udfff": 1}', rb'{"a": [{"b": "x\udc00y"}]}'],
}


@pytest.mark.parametrize(("code", "data"), [(code, data) for code, cases in BAD_JSON.items() for data in cases])
async def test_what_is_not_plain_json_is_refused(serve, code, data):
    client = await serve()
    answer = await client.post("/change", data=data, headers={"Content-Type": "application/json"})
    assert answer.status in (400, 422)
    assert (await error_of(answer))["code"] == code


async def test_a_body_over_the_limit_is_refused_with_and_without_a_stated_length(serve):
    client = await serve()
    data = json.dumps({"a": "x" * body.MAX_JSON}).encode()

    async def pieces():
        for start in range(0, len(data), 65536):
            yield data[start : start + 65536]

    for sent in (data, pieces()):
        answer = await client.post("/change", data=sent, headers={"Content-Type": "application/json"})
        assert answer.status == 413
        assert (await error_of(answer))["code"] == "body_too_large"
    fitting = json.dumps({"a": "x" * (body.MAX_JSON - 9)}).encode()
    assert len(fitting) == body.MAX_JSON
    assert (await client.post("/change", data=fitting, headers={"Content-Type": "application/json"})).status == 200


def form(*parts: tuple[str, bytes], end: bytes = b"--cut--\r\n", extra: str = "") -> bytes:
    """A multipart body by hand, so that it can be wrong."""
    written = b""
    for name, data in parts:
        head = f'--cut\r\nContent-Disposition: form-data; name="{name}"; filename="a.png"\r\n{extra}\r\n'
        written += head.encode() + data + b"\r\n"
    return written + end


FORM = {"Content-Type": "multipart/form-data; boundary=cut", "X-Castbook": "1"}


async def test_an_upload_arrives_byte_for_byte(serve):
    client = await serve()
    tricky = b"\r\n--cu\r\n\n--cut--cut--" + bytes(range(256)) + b"\r\n"
    answer = await client.post("/upload", data=form(("image", tricky)), headers=FORM)
    assert (answer.status, await answer.json()) == (200, {"bytes": len(tricky), "filename": "a.png"})


async def test_an_upload_needs_the_header_that_no_foreign_form_can_send(serve):
    client = await serve()
    for value in (None, "0", "yes"):
        headers = {**FORM, "X-Castbook": value} if value else {"Content-Type": FORM["Content-Type"]}
        answer = await client.post("/upload", data=form(("image", b"x")), headers=headers)
        assert answer.status == 403
        assert (await error_of(answer))["code"] == "missing_header"


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"", 400, "broken_form"),
        (b"no form at all", 400, "broken_form"),
        (form(("image", b"x"), end=b""), 400, "broken_form"),
        (form(("image", b"x"))[:-30], 400, "broken_form"),
        (form(("image", b"x"), extra="no header\r\n"), 400, "broken_form"),
        (b"--cut\r\n\r\nx\r\n--cut--", 400, "broken_form"),
        (form(), 422, "missing_field"),
        (form(("other", b"x")), 422, "unknown_field"),
        (form(("", b"x")), 422, "unknown_field"),
        (form(*[(f"f{number}", b"") for number in range(500)]), 422, "unknown_field"),
        (form(("image", b"x"), ("image", b"y")), 422, "second_file"),
        (form(("image", b"x"), ("note", b"y")), 422, "unknown_field"),
        (form(("image", b"eA=="), extra="Content-Transfer-Encoding: base64\r\n"), 415, "encoded_part"),
        (form(("image", b"=41"), extra="Content-Transfer-Encoding: quoted-printable\r\n"), 415, "encoded_part"),
        (form(("image", b"x"), extra="Content-Encoding: gzip\r\n"), 415, "encoded_part"),
        (form(("image", b"x"), extra="Content-Type: multipart/mixed; boundary=in\r\n"), 422, "unknown_field"),
        (form(("image", b"x" * 1001)), 413, "body_too_large"),
        (form(("image", b"x" * 200_000)), 413, "body_too_large"),
    ],
)
async def test_a_form_that_is_not_one_plain_file_is_refused(serve, data, status, code):
    client = await serve()
    answer = await client.post("/upload", data=data, headers=FORM)
    assert (answer.status, (await error_of(answer))["code"]) == (status, code)


@pytest.mark.parametrize("parameters", ["", "; boundary=", "; boundary=" + "x" * 100, "; boundary=ä"])
async def test_a_form_without_a_usable_boundary_is_refused(serve, parameters):
    client = await serve()
    headers = {**FORM, "Content-Type": f"multipart/form-data{parameters}"}
    answer = await client.post("/upload", data=form(("image", b"x")), headers=headers)
    assert (answer.status, (await error_of(answer))["code"]) == (400, "broken_form")


async def test_a_chunked_upload_is_counted_as_it_comes(serve):
    client = await serve()

    async def endless_part():
        yield form(("image", b""), end=b"")[:-2]
        for _ in range(64):
            yield b"x" * 65536

    async def endless_preamble():
        for _ in range(64):
            yield b"no boundary here\r\n" * 4096

    for sent in (endless_part(), endless_preamble()):
        answer = await client.post("/upload", data=sent, headers=FORM)
        assert answer.status in (400, 413)
        await error_of(answer)


async def test_a_route_for_both_reads_both(serve):
    client = await serve()
    assert (await client.post("/either", json={"a": 1})).status == 200
    assert (await client.post("/either", data=form(("image", b"x")), headers=FORM)).status == 200
    assert (await client.post("/either", data=b"x", headers={"Content-Type": "text/plain"})).status == 415


async def test_an_unforeseen_error_is_logged_and_answered_without_its_text(serve, caplog):
    client = await serve()
    answer = await client.get("/stumble")
    assert answer.status == 503
    assert (await error_of(answer))["code"] == "internal"
    assert "/a/path" not in await answer.text()
    assert "KeyError" in caplog.text


async def test_an_error_of_a_room_below_keeps_its_status_and_words(serve):
    client = await serve()
    answer = await client.get("/full")
    assert answer.status == 507
    assert await error_of(answer) == {"code": "disk_full", "message": "The disk is full.", "hint": "Make room."}


async def test_without_a_library_its_routes_say_why(serve):
    client = await serve(trouble=Unavailable("locked", "The library is locked.", "Close the other program."))
    answer = await client.get("/library")
    assert answer.status == 503
    assert (await error_of(answer))["code"] == "locked"
    assert answer.headers["Retry-After"]
    assert (await client.get("/read")).status == 200
