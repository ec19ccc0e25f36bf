"""Bad input: every case is a 4xx with code, message and hint, and nothing is written."""

from __future__ import annotations

import asyncio
import io
import json
import struct
import zlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest
from PIL import Image

HOSTILE = [
    "", " ", ".", "..", "../..", "../../etc/passwd", "..\\..\\windows", "/etc/passwd", "C:\\boot.ini", "\\\\host\\x",
    "\\\\?\\C:\\x", "~/.ssh/id_rsa", "file:///etc/passwd", "x\u0000y", "line\nbreak", "tab\there", "CON", "NUL.png",
    "aux.txt ", "name.", "a:b", "%2e%2e%2f", "%00", "%date:yyyy%", "x.png [output]", "\u202egnp.exe", "\u200b",
    "' OR 1=1 --", "<img src=x onerror=alert(1)>", "{0.__class__}", "=cmd|' /C calc'!A0", "n" * 5000, "🎭" * 300,
    "e\u0301" * 5, "\ufeff", "\u0085",
]  # fmt: skip
# what no name may hold, whatever else it may: those have to be refused, the others only have to be harmless
REFUSED = {"", " ", "x\u0000y", "line\nbreak", "tab\there", "n" * 5000, "🎭" * 300, "\u200b", "\ufeff", "\u0085"}
IDS = [*(text for text in HOSTILE if text and "/" not in text and "\n" not in text), "0", "-1", "null", "undefined"]


class Untouched:
    """What a library holds: its rows, without a word on how they are read, and its files."""

    def __init__(self, root: Path, api: Any) -> None:
        self._root = root
        self._api = api

    async def look(self) -> tuple[Any, ...]:
        counts = []
        productions = (await self._api.get("/productions"))["items"]
        for production in productions:
            cast = (await self._api.get(f"/productions/{production['id']}/characters"))["items"]
            designs = (await self._api.get(f"/productions/{production['id']}/designs"))["items"]
            stacks = [(await self._api.get(f"/characters/{one['id']}/versions"))["total"] for one in cast]
            prompts = [(await self._api.get(f"/characters/{one['id']}/image-prompts"))["total"] for one in cast]
            counts.append((production, cast, designs, stacks, prompts))
        files = {
            str(file.relative_to(self._root)): file.read_bytes()
            for file in self._root.rglob("*")
            if file.is_file() and file.suffix != ".lock"
        }
        return counts, (await self._api.get("/generations"))["total"], files


@pytest.fixture
async def untouched(api, library, mira, picture) -> AsyncIterator[None]:
    """The library holds after the test what it held before."""
    await api.upload(mira["id"], picture())
    state = Untouched(library.root, api)
    before = await state.look()
    yield
    assert await state.look() == before


async def paths(api: Any, mira: Any) -> dict[str, str]:
    """An address of each kind that exists."""
    production = f"/productions/{mira['production_id']}"
    designs = await api.get(f"{production}/designs")
    return {
        "production": production,
        "design": f"/designs/{designs['items'][0]['id']}",
        "character": f"/characters/{mira['id']}",
        "version": f"/versions/{mira['selected']['id']}" if mira["selected"] else "",
    }


WRONG = [
    ("POST", "/productions", {}, "missing_field"),
    ("POST", "/productions", {"name": 5}, "wrong_type"),
    ("POST", "/productions", {"name": None}, "wrong_type"),
    ("POST", "/productions", {"name": ["x"]}, "wrong_type"),
    ("POST", "/productions", {"name": "x", "id": "mine"}, "unknown_field"),
    ("POST", "/productions", {"name": "x", "__proto__": {}}, "unknown_field"),
    ("PATCH", "{production}", {"deleted_at": None}, "unknown_field"),
    ("PATCH", "{production}", {"name": False}, "wrong_type"),
    ("PATCH", "{production}", {"active_design_id": 1}, "wrong_type"),
    ("DELETE", "{production}", {"really": True}, "unknown_field"),
    ("POST", "{production}/restore", {"x": 1}, "unknown_field"),
    ("POST", "{production}/characters", {}, "missing_field"),
    ("POST", "{production}/characters", {"name": "A", "aliases": "B"}, "wrong_type"),
    ("POST", "{production}/characters", {"name": "A", "aliases": [1]}, "wrong_type"),
    ("POST", "{production}/characters", {"name": "A", "aliases": {"B": 1}}, "wrong_type"),
    ("POST", "{production}/characters", {"name": "A", "description": None}, "wrong_type"),
    ("POST", "{production}/characters", {"name": "A", "image_prompt": {}}, "wrong_type"),
    ("POST", "{production}/characters", {"name": "A", "version_count": 5}, "unknown_field"),
    ("PATCH", "{character}", {"selected": None}, "unknown_field"),
    ("PATCH", "{character}", {"author": 5}, "wrong_type"),
    ("PATCH", "{character}", {"name": 1.5}, "wrong_type"),
    ("POST", "{production}/designs", {"style_prompt": "x"}, "missing_field"),
    ("POST", "{production}/designs", {"name": "D", "style_prompt": None}, "wrong_type"),
    ("POST", "{production}/designs", {"name": "Active"}, "reserved_name"),
    ("PATCH", "{design}", {"name": "active"}, "reserved_name"),
    ("PATCH", "{design}", {"revision": 9}, "unknown_field"),
    ("PATCH", "{design}", {"seed": 5}, "wrong_type"),
    ("PATCH", "{design}", {"style_position": True}, "wrong_type"),
    ("PATCH", "{design}", {"style_position": "beside"}, None),
    ("PATCH", "{design}", {"aspect": "7:5"}, None),
    ("POST", "{design}/defaults", {"seed": "-1"}, None),
    ("POST", "{design}/defaults", {"seed": "1.5"}, None),
    ("POST", "{design}/defaults", {"seed": "18446744073709551616"}, None),
    ("POST", "{design}/defaults", {"seed": "0x10"}, None),
    ("POST", "{design}/defaults", {"seed": "٣"}, None),
    ("POST", "{design}/defaults", {"seed": "9" * 5000}, None),
    ("POST", "{design}/defaults", {"negative": 0}, "wrong_type"),
    ("POST", "{design}/defaults", {"style_prompt": "x"}, "unknown_field"),
    ("POST", "{character}/selection", {}, "missing_field"),
    ("POST", "{character}/selection", {"version_id": None}, "wrong_type"),
    ("POST", "{character}/selection", {"version_id": 1}, "wrong_type"),
    ("POST", "{character}/selection", {"version_id": "x", "number": 1}, "unknown_field"),
    ("PATCH", "/models", {"name": "slate"}, "missing_field"),
    ("PATCH", "/models", {"name": None, "family": "sdxl"}, "wrong_type"),
]
GENERATION = [
    {"prompt": "x"}, {"image_prompt": None}, {"image_prompt": 5}, {"negative": None}, {"negative": ["x"]},
    {"seed": 0}, {"seed": 7},
    {"seed": -1}, {"seed": 2**64}, {"seed": 1.5}, {"seed": True}, {"seed": "abc"}, {"seed": "18446744073709551616"},
    {"seed": []}, {"aspect": "2:3.5"}, {"aspect": ""}, {"aspect": None}, {"aspect": 1}, {"model": 5}, {"model": ""},
    {"model": "../../etc/passwd"}, {"model": "no.safetensors"}, {"design_id": 5}, {"design_id": "../x"},
    {"design_id": "0" * 32}, {"count": 0}, {"count": -1}, {"count": 65}, {"count": 2**63}, {"count": "2"},
    {"count": None}, {"count": True}, {"steps": 0}, {"steps": 10_000}, {"steps": 1.5}, {"steps": "20"}, {"cfg": "7"},
    {"cfg": -1}, {"cfg": 1e300}, {"cfg": None}, {"sampler": 5}, {"sampler": ""}, {"sampler": "a\nb"},
    {"scheduler": {}}, {"scheduler": "x" * 1000}, {"key": 5}, {"key": ""}, {"key": "k" * 5000}, {"width": 512},
    {"image_prompt": "x" * 100_000}, {"negative": "x\u0000y"},
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "body", "code"), WRONG, ids=lambda value: str(value)[:40])
async def test_wrong_and_unknown_fields_are_named(api, mira, untouched, method, path, body, code):
    answer = await api.ask(method, path.format(**await paths(api, mira)), body, expect=422)
    assert code in (None, answer["code"])
    if answer["code"] in ("missing_field", "wrong_type", "unknown_field"):
        assert any(name in answer["message"] for name in (*body, "name", "version_id", "family"))


async def test_where_no_field_is_known_the_hint_says_so(api, mira):
    for path in (f"/productions/{mira['production_id']}/restore", f"/characters/{mira['id']}/restore"):
        assert (await api.post(path, {"x": 1}, expect=422))["hint"] == "This route takes no fields: send {}."
    assert "Known are: name, " in (await api.patch(f"/characters/{mira['id']}", {"x": 1}, expect=422))["hint"]


@pytest.mark.parametrize(
    ("address", "code", "said"),
    [
        ("/productions?bogus=1", "unknown_parameter", "Known are: offset, limit."),
        ("/productions?limit=1&limit=2", "doubled_parameter", "Send it once."),
        ("/productions?limit=1&limit=1", "doubled_parameter", "Send it once."),
        ("/generations?State=done", "unknown_parameter", "Known are: state, character_id, offset, limit."),
        ("/aspects?model=slate&size=3", "unknown_parameter", "Known are: model, offset, limit."),
        ("/status?x", "unknown_parameter", "This address takes none."),
    ],
)
async def test_a_parameter_that_is_unknown_or_doubled_is_named(api, untouched, address, code, said):
    error = await api.get(address, expect=422)
    assert (error["code"], error["hint"]) == (code, said)
    assert error["message"].startswith(("There is no parameter '", "The parameter limit "))


async def test_a_change_takes_no_parameters_and_files_of_the_page_any(api, mira, untouched):
    assert (await api.patch(f"/characters/{mira['id']}?name=x", {}, expect=422))["code"] == "unknown_parameter"
    assert (await api.raw("/castbook/web/studio.css?v=2")).status == 200


async def test_the_hint_for_an_unknown_field_of_a_generation_names_all_there_are(api, mira):
    path = f"/characters/{mira['id']}/generations"
    assert (await api.post(path, {"zzz": 1}, expect=422))["hint"].endswith(", scheduler, key.")
    assert (await api.post(path, {"keys": "a"}, expect=422))["hint"] == "Did you mean key?"


@pytest.mark.parametrize("body", GENERATION, ids=lambda value: str(value)[:40])
async def test_a_wrong_generation_is_neither_shown_nor_queued(api, mira, untouched, body):
    for path in ("prompt", "generations"):
        answer = await api.client.post(f"/castbook/characters/{mira['id']}/{path}", json=body)
        error = (await answer.json())["error"]
        assert answer.status in (404, 409, 422) and all(error.values()), (path, answer.status, error)


@pytest.mark.parametrize("body", ["[]", "5", "null", '"x"', "{", '{"name": "a", "name": "b"}', '{"name": NaN}'])
async def test_what_is_not_a_plain_object_changes_nothing(api, mira, untouched, body):
    for method, path in (
        ("POST", "/productions"),
        ("PATCH", f"/characters/{mira['id']}"),
        ("POST", f"/characters/{mira['id']}/generations"),
        ("DELETE", f"/characters/{mira['id']}"),
    ):
        answer = await api.client.request(
            method, f"/castbook{path}", data=body, headers={"Content-Type": "application/json"}
        )
        assert answer.status in (400, 422) and all((await answer.json())["error"].values())


@pytest.mark.parametrize("name", HOSTILE, ids=lambda text: repr(text)[:30])
async def test_a_hostile_name_is_refused_or_kept_as_a_mere_label(api, mira, library, picture, name):
    before = {file for file in library.root.parent.rglob("*") if library.root not in file.parents}
    for path in ("/productions", f"/productions/{mira['production_id']}/characters"):
        answer = await api.client.post(f"/castbook{path}", json={"name": name})
        value = await answer.json()
        if name in REFUSED or answer.status != 201:
            assert answer.status == 422 and all(value["error"].values()), (path, value)
            continue
        assert value["name"] == (await api.get(f"/{path.split('/')[-1]}/{value['id']}"))["name"]
        if path.endswith("characters"):
            version = await api.upload(value["id"], picture(), name or "x")
            assert (await api.raw(version["image_url"])).status == 200
    after = {file for file in library.root.parent.rglob("*") if library.root not in file.parents}
    assert after == before
    names = [str(file.relative_to(library.root)) for file in library.root.rglob("*")]
    assert all(label not in path for label in ("passwd", "alert", "calc", "boot.ini", "id_rsa") for path in names)


@pytest.mark.parametrize("text", IDS, ids=lambda text: repr(text)[:30])
async def test_a_hostile_id_is_unknown(api, mira, untouched, text):
    strange = quote(text, safe="")
    routes = [
        ("GET", f"/productions/{strange}"), ("GET", f"/productions/{strange}/characters"),
        ("GET", f"/designs/{strange}"), ("GET", f"/characters/{strange}"), ("GET", f"/characters/{strange}/versions"),
        ("GET", f"/versions/{strange}/image"), ("GET", f"/versions/{strange}/thumbnail"),
        ("GET", f"/versions/{strange}/graph"), ("GET", f"/generations/{strange}"),
        ("GET", f"/generations/{strange}/preview"), ("GET", f"/generations?character_id={strange}"),
        ("DELETE", f"/versions/{strange}"), ("POST", f"/versions/{strange}/restore"),
        ("POST", f"/characters/{strange}/generations"), ("POST", f"/characters/{strange}/prompt"),
        ("POST", f"/generations/{strange}/cancel"), ("POST", f"/generations/{strange}/retry"),
        ("POST", f"/productions/{strange}/restore"), ("PATCH", f"/designs/{strange}"),
    ]  # fmt: skip
    for method, path in routes:
        answer = await api.wire(
            method,
            f"/castbook{path}",
            head="Content-Type: application/json\r\nContent-Length: 2\r\n" if method != "GET" else "",
            body=b"{}" if method != "GET" else b"",
        )
        status = answer.partition(b"\r\n")[0]
        assert b" 404 " in status or (b" 400 " in status), (method, path, status)
    if "." not in text:
        await api.post(f"/characters/{mira['id']}/selection", {"version_id": text}, expect=404)


@pytest.mark.parametrize(
    "target",
    [b"/castbook/characters/\xff\xfe", b"/castbook/characters/%ff%fe", b"/castbook/characters/%c0%af%c0%ae",
     b"/castbook/productions?limit=%ff", b"/castbook/productions?limit=\xff", b"/castbook/" + b"a" * 7000,
     b"/castbook/generations?state=" + b"a" * 7000, b"/castbook//productions", b"/castbook/productions/",
     b"/castbook/%2e%2e/%2e%2e/etc/passwd", b"/castbook/../../etc/passwd", b"/castbook/productions%2f..%2f",
     b"/castbook/versions/%2e%2e%2f%2e%2e/image", b"/castbook/productions?offset=1&offset=x&limit=a"],
)  # fmt: skip
async def test_an_address_that_no_browser_writes_is_a_4xx(api, untouched, target):
    answer = await api.wire("GET", target)
    assert answer.partition(b" ")[2].startswith(b"4"), answer[:200]


async def test_an_expectation_is_met_or_refused_in_our_form(api, untouched):
    asked = "Content-Type: application/json\r\nContent-Length: 2\r\nExpect: "
    told = await api.wire("POST", "/castbook/productions", head=f"{asked}100-continue\r\n", body=b"{}")
    assert told.startswith(b"HTTP/1.1 100 ") and b"HTTP/1.1 422 " in told
    refused = await api.wire("POST", "/castbook/productions", head=f"{asked}a-miracle\r\n", body=b"{}")
    assert refused.startswith(b"HTTP/1.1 400 ") and b'"unknown_expectation"' in refused and b"nosniff" in refused


def chunk(kind: bytes, data: bytes) -> bytes:
    """A PNG chunk with its right checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *, before: bytes = b"", after: bytes = b"", rows: int | None = None) -> bytes:
    """A one-bit PNG of any stated size, whose pixels compress to almost nothing."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    pixels = zlib.compress(bytes((width + 7) // 8 + 1) * (height if rows is None else rows), 9)
    return b"\x89PNG\r\n\x1a\n" + head + before + chunk(b"IDAT", pixels) + after + chunk(b"IEND", b"")


def still(form: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(stream, form, **options)
    return stream.getvalue()


def moving(form: str) -> bytes:
    frames = [Image.new("RGB", (40, 30), color) for color in ("red", "green", "blue")]
    return still_from(frames, form)


def still_from(frames: list[Image.Image], form: str) -> bytes:
    stream = io.BytesIO()
    frames[0].save(stream, form, save_all=True, append_images=frames[1:])
    return stream.getvalue()


SOUND = still("PNG")
IMAGES = {
    "empty": b"",
    "text": b"this is no image",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "pdf": b"%PDF-1.7\n%%EOF",
    "python": b"import os\n",
    "zip": b"PK\x03\x04" + bytes(100),
    "gif": still("GIF"),
    "bmp": still("BMP"),
    "tiff": still("TIFF"),
    "ico": still("ICO"),
    "ppm": still("PPM"),
    "png signature only": SOUND[:8],
    "png cut in half": SOUND[: len(SOUND) // 2],
    "png without its end": SOUND[:-12],
    "png with a wrong checksum": SOUND[:40] + bytes([SOUND[40] ^ 1]) + SOUND[41:],
    "png with two headers": SOUND[:33] + SOUND[8:],
    "png of no width": png(0, 10),
    "png of no height": png(10, 0),
    "png with html behind": SOUND + b"<script>alert(1)</script>",
    "apng": moving("PNG"),
    "41 megapixels": png(6400, 6407),
    "400 megapixels": png(20000, 20000, rows=1),
    "16385 px wide": png(16385, 1),
    "16385 px high": png(1, 16385),
    "2^31 px wide": png(2**31 - 1, 1, rows=0),
    "more than 4 MiB of text": png(8, 8, before=b"".join(chunk(b"tEXt", b"a\0" + b"x" * 2**20) for _ in range(5))),
    "a text bomb": png(8, 8, before=chunk(b"zTXt", b"a\0\0" + zlib.compress(b"x" * 64 * 2**20, 9))),
    "jpeg cut in half": still("JPEG")[: len(still("JPEG")) // 2],
    "jpeg without its end": still("JPEG")[:-2],
    "webp cut": still("WEBP")[:-8],
    "moving webp": moving("WEBP"),
    "webp with a wrong length": still("WEBP")[:4] + struct.pack("<I", 10) + still("WEBP")[8:],
}


@pytest.mark.parametrize("kind", IMAGES)
async def test_what_is_not_one_whole_picture_is_refused(api, mira, untouched, kind):
    for filename in ("image.png", "../../evil.py"):
        error = await upload_refused(api, mira, IMAGES[kind], filename)
        assert "evil" not in json.dumps(error)


async def upload_refused(api: Any, mira: Any, data: bytes, filename: str) -> Any:
    form = aiohttp.FormData()
    form.add_field("image", data, filename=filename, content_type="image/png")
    path = f"/castbook/characters/{mira['id']}/versions"
    answer = await api.client.post(path, data=form, headers={"X-Castbook": "1"})
    error = (await answer.json())["error"]
    assert answer.status in (413, 415, 422), (answer.status, error)
    assert set(error) == {"code", "message", "hint"} and all(error.values())
    return error


async def test_an_upload_over_64_mb_is_refused_with_and_without_a_stated_length(api, mira, untouched):
    size = 64 * 2**20 + 1
    head = b'--cut\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\n'

    async def pieces() -> AsyncIterator[bytes]:
        yield head
        for _ in range(0, size, 2**20):
            yield bytes(2**20)
        yield b"\r\n--cut--\r\n"

    headers = {"Content-Type": "multipart/form-data; boundary=cut", "X-Castbook": "1"}
    path = f"/castbook/characters/{mira['id']}/versions"
    stated = await api.client.post(path, data=head + bytes(size) + b"\r\n--cut--\r\n", headers=headers)
    assert (stated.status, (await stated.json())["error"]["code"]) == (413, "body_too_large")
    counted = await api.client.post(path, data=pieces(), headers=headers)
    assert (counted.status, (await counted.json())["error"]["code"]) == (413, "body_too_large")


async def test_an_upload_that_breaks_off_leaves_nothing(api, mira, untouched):
    head = "Content-Type: multipart/form-data; boundary=cut\r\nX-Castbook: 1\r\nContent-Length: 100000\r\n"
    begun = b'--cut\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\n\x89PNG'
    reader, writer = await asyncio.open_connection(api.client.host, api.client.port)
    path = f"/castbook/characters/{mira['id']}/versions"
    writer.write(f"POST {path} HTTP/1.1\r\nHost: {api.client.host}:{api.client.port}\r\n{head}\r\n".encode() + begun)
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    assert await reader.read() == b""


async def test_an_upload_for_an_unknown_character_is_refused_before_it_is_read(api, picture, untouched):
    error = await api.upload("0" * 32, picture(), expect=404)
    assert error["code"] == "unknown_character"
