"""Files in and out over HTTP: scripts, cards, cast lists and bundles, previewed first; a production as a download."""

from __future__ import annotations

import asyncio
import base64
import errno
import io
import json
import tempfile
import zipfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from castbook import images
from castbook.api import exchange
from castbook.library import scratch

SCRIPT = b"INT. FERRY - NIGHT\n\nMIRA VOSS, 40, a tall woman, steers.\n\nMIRA\nHold on.\n\nOLD TOM\nLet go.\n"
LIST = b"Name;Also known as;Age;Hair;Bio;Phone\nTom Reed;T., Tommy;34;red;A fool.;1\nMira;;;;;2\n"
FIELDS = {"kind", "title", "format", "mapping", "designs", "script", "characters"}


@pytest.fixture
def cards(picture) -> dict[str, bytes]:
    """One character card of each form, all of Seraphina."""
    card = {"spec": "chara_card_v2", "data": {"name": "Seraphina", "description": "{{char}} guards the glade."}}
    packed = base64.b64encode(json.dumps(card).encode()).decode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("card.json", json.dumps(card))
    return {
        "sera.png": images.add_text(picture(), {"chara": packed}),
        "sera.json": json.dumps(card).encode(),
        "sera.charx": stream.getvalue(),
    }


def form(data: bytes, filename: str | None = "file", field: str = "file") -> aiohttp.FormData:
    """A form with one file."""
    made = aiohttp.FormData()
    made.add_field(field, data, filename=filename)
    return made


async def send(api: Any, path: str, data: bytes, filename: str = "file", expect: int = 200) -> Any:
    """What an import route answers."""
    answer = await api.client.post(f"/castbook{path}", data=form(data, filename), headers={"X-Castbook": "1"})
    value = await answer.json()
    assert answer.status == expect, value
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if expect < 400:
        assert set(value) == FIELDS
        return value
    assert set(value["error"]) == {"code", "message", "hint"} and all(value["error"].values())
    return value["error"]


async def shelf(api: Any, mira: Any) -> str:
    """The path of Mira's production."""
    return f"/productions/{mira['production_id']}"


def files(root: Path) -> dict[str, bytes]:
    """Everything below a folder."""
    return {str(file.relative_to(root)): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def statuses(found: Any) -> dict[str, str]:
    """name -> status."""
    return {one["name"]: one["status"] for one in found["characters"]}


async def test_a_preview_says_what_each_kind_of_file_is_and_writes_nothing(api, mira, library, cards):
    path = await shelf(api, mira)
    bundle = await (await api.raw(f"/castbook{path}/bundle")).read()
    before = files(library.root)
    script = await send(api, f"{path}/import/preview", SCRIPT, "ferry.fountain")
    assert (script["kind"], script["format"], script["script"]) == ("script", "fountain", "ferry.fountain")
    assert statuses(script) == {"Mira Voss": "known", "Old Tom": "new"}
    for name, data in cards.items():
        card = await send(api, f"{path}/import/preview", data, name)
        assert card["kind"] == "card" and statuses(card) == {"Seraphina": "new"}
        (sera,) = card["characters"]
        assert (sera["description"], sera["image_prompt"]) == ("Seraphina guards the glade.", "")
        assert sera["pictures"] == sera["new_versions"] == (1 if name == "sera.png" else 0)
    known = await send(api, f"{path}/import/preview", bundle, "ferry.cast")
    assert (known["kind"], known["title"], known["designs"], statuses(known)) == (
        "bundle", "Night Ferry", [], {"Mira": "known"},
    )  # fmt: skip
    assert files(library.root) == before


async def test_the_preview_of_a_cast_list_shows_which_column_fills_which_field(api, mira):
    path = await shelf(api, mira)
    found = await send(api, f"{path}/import/preview", LIST, "cast.csv")
    assert found["kind"] == "list" and statuses(found) == {"Tom Reed": "new", "Mira": "known"}
    assert found["mapping"]["columns"] == [
        {"column": "Name", "field": "name"},
        {"column": "Also known as", "field": "aliases"},
        {"column": "Age", "field": "age"},
        {"column": "Hair", "field": "hair"},
        {"column": "Bio", "field": "description"},
        {"column": "Phone", "field": None},
    ]
    assert found["characters"][0]["image_prompt"] == "34 years old, red hair"
    assert (await send(api, f"{path}/import", LIST, "cast.csv"))["mapping"] == found["mapping"]
    tom = (await api.get(f"{path}/characters?query=tom"))["items"][0]
    assert (tom["aliases"], tom["description"]) == (["T.", "Tommy"], "A fool.")


async def test_a_cards_picture_becomes_a_version_once(api, mira, cards):
    path = await shelf(api, mira)
    first = await send(api, f"{path}/import", cards["sera.png"], "sera.png")
    assert first["characters"][0]["new_versions"] == 1
    (sera,) = (await api.get(f"{path}/characters?query=sera"))["items"]
    stored = await api.raw(sera["selected"]["image_url"])
    assert await stored.read() == cards["sera.png"] and sera["selected"]["source"] == "imported"
    seen = await send(api, f"{path}/import/preview", cards["sera.png"], "sera.png")
    (again,) = seen["characters"]
    assert (again["status"], again["pictures"], again["new_versions"]) == ("known", 1, 0)
    await send(api, f"{path}/import", cards["sera.png"], "sera.png")
    assert (await api.get(f"/characters/{sera['id']}/versions"))["total"] == 1


async def test_who_is_probably_somebody_is_pointed_out_and_not_made(api, mira):
    path = await shelf(api, mira)
    for end in ("import/preview", "import"):
        (found,) = (await send(api, f"{path}/{end}", b"name\nMira Voss\n", "l.csv"))["characters"]
        assert (found["status"], found["same_as"], found["character_id"]) == ("same", "Mira", mira["id"])
    assert (await api.get(f"{path}/characters"))["total"] == 1


async def test_an_exported_production_fills_an_empty_one(api, mira, library, picture):
    path = await shelf(api, mira)
    version = await api.upload(mira["id"], picture())
    await send(api, f"{path}/import", SCRIPT, "ferry.fountain")
    answer = await api.raw(f"/castbook{path}/bundle")
    data = await answer.read()
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert int(answer.headers["Content-Length"]) == len(data)
    assert await (await api.raw(f"/castbook{path}/bundle")).read() == data

    other = await api.post("/productions", {"name": "Other"}, expect=201)
    into = f"/productions/{other['id']}"
    seen = await send(api, f"{into}/import/preview", data, "ferry.cast")
    assert (seen["title"], seen["designs"], seen["script"]) == ("Night Ferry", ["Rain"], "ferry.fountain")
    assert {one["name"]: one["new_versions"] for one in seen["characters"]} == {"Mira": 1, "Old Tom": 0}
    assert (await api.get(f"{into}/characters"))["total"] == 0
    done = await send(api, f"{into}/import", data, "ferry.cast")
    assert statuses(done) == {"Mira": "new", "Old Tom": "new"}
    found = {one["name"]: one for one in (await api.get(f"{into}/characters"))["items"]}
    assert await (await api.raw(found["Mira"]["selected"]["image_url"])).read() == picture()
    assert found["Mira"]["selected"]["sha256"] == version["sha256"]
    assert library.script(other["id"])[1] == SCRIPT
    before = files(library.root)
    assert not any(one["new_versions"] for one in (await send(api, f"{into}/import", data))["characters"])
    assert files(library.root) == before


@pytest.mark.parametrize(
    ("name", "shown", "starred"),
    [
        ("Night Ferry", "Night Ferry.cast", "Night%20Ferry.cast"),
        ("Café: “Noir”", "Cafe Noir.cast", "Caf%C3%A9%20%E2%80%9CNoir%E2%80%9D.cast"),
        ("../../etc/passwd", "etc passwd.cast", "etc%20passwd.cast"),
        ("夜の船", "production.cast", "%E5%A4%9C%E3%81%AE%E8%88%B9.cast"),
        ("...", "production.cast", "production.cast"),
        ('a"b\u202ecast.exe', "a b cast.exe.cast", "a%20b%20cast.exe.cast"),
    ],
)
async def test_a_bundle_is_saved_under_a_name_that_is_safe_everywhere(api, name, shown, starred):
    made = await api.post("/productions", {"name": name}, expect=201)
    answer = await api.raw(f"/castbook/productions/{made['id']}/bundle")
    said = f"attachment; filename=\"{shown}\"; filename*=UTF-8''{starred}"
    assert answer.status == 200 and answer.headers["Content-Disposition"] == said


async def test_no_bundle_of_what_is_not_there(api, mira, picture, library):
    assert (await api.get(f"/productions/{'0' * 32}/bundle", expect=404))["code"] == "unknown_production"
    version = await api.upload(mira["id"], picture())
    library.image_path(version["id"]).unlink()
    error = await api.get(f"{await shelf(api, mira)}/bundle", expect=503)
    assert error["code"] == "file_missing"  # said at once, not found out in the middle of a download


BROKEN = {
    "nothing": b"",
    "a plain picture": None,
    "half a picture": None,
    "pdf": b"%PDF-1.7\n%%EOF",
    "zip": b"PK\x03\x04" + bytes(100),
    "empty zip": b"PK\x05\x06" + bytes(18),
    "half a bundle": None,
    "json": b'{"cast": [',
    "deep json": b"[" * 100_000,
    "numbers": b"[1, 2]",
    "no names": b'[{"age": 3}]',
    "zeros": bytes(1000),
}
NAMES = ("x.fountain", "x.png", "x.csv", "x.json", "x.yaml", "x.charx", "x.cast", "../../x.exe", "x")


@pytest.mark.parametrize("kind", BROKEN)
async def test_what_cannot_be_read_gets_a_sentence_and_leaves_nothing(api, mira, library, picture, kind, tmp_path):
    path = await shelf(api, mira)
    await api.upload(mira["id"], picture())
    bundle = await (await api.raw(f"/castbook{path}/bundle")).read()
    data = BROKEN[kind]
    if data is None:
        made = {"a plain picture": picture(), "half a picture": picture()[:60], "half a bundle": bundle[:-40]}
        data = made[kind]
    before = files(library.root)
    for name in NAMES[data.startswith((b"[", b"{")) :]:  # in a Fountain file brackets are a writer's words
        for end in ("import/preview", "import"):
            answer = await api.client.post(f"/castbook{path}/{end}", data=form(data, name), headers={"X-Castbook": "1"})
            error = (await answer.json())["error"]
            assert answer.status in (400, 409, 413, 415, 422), (name, answer.status, error)
            assert all(error.values()) and str(tmp_path) not in json.dumps(error)
    assert files(library.root) == before


async def test_a_bundle_with_a_damaged_part_brings_nothing(api, mira, library, picture):
    path = await shelf(api, mira)
    await api.upload(mira["id"], picture())
    whole = await (await api.raw(f"/castbook{path}/bundle")).read()
    other = await api.post("/productions", {"name": "Other"}, expect=201)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, picture(color="red") if name.startswith("images/") else old.read(name))
    error = await send(api, f"/productions/{other['id']}/import", stream.getvalue(), "x.cast", expect=422)
    assert error["code"] == "damaged_bundle"
    assert (await api.get(f"/productions/{other['id']}/characters"))["total"] == 0


@pytest.mark.parametrize("end", ["import/preview", "import"])
async def test_the_guard_stands_before_an_import(api, mira, end):
    path = f"/castbook{await shelf(api, mira)}/{end}"
    assert (await api.client.post(path, data=form(SCRIPT))).status == 403
    assert (await api.client.post(path, json={"text": "x"})).status == 415
    head = {"X-Castbook": "1"}
    wrong = await api.client.post(path, data=form(SCRIPT, field="script"), headers=head)
    assert (wrong.status, (await wrong.json())["error"]["code"]) == (422, "unknown_field")
    foreign = await api.client.post(path, data=form(SCRIPT), headers={**head, "Origin": "https://evil.example"})
    assert foreign.status == 403
    unknown = await api.client.post(f"/castbook/productions/{'0' * 32}/{end}", data=form(SCRIPT), headers=head)
    assert (unknown.status, (await unknown.json())["error"]["code"]) == (404, "unknown_production")


async def test_a_file_over_the_limit_is_refused_with_and_without_a_stated_length(api, mira, library, monkeypatch):
    monkeypatch.setattr(exchange, "MAX_FILE", 2 << 20)
    before = files(library.root)
    head = b'--cut\r\nContent-Disposition: form-data; name="file"; filename="a.cast"\r\n\r\n'

    async def pieces() -> AsyncIterator[bytes]:
        yield head
        for _ in range(3):
            yield bytes(2**20)
        yield b"\r\n--cut--\r\n"

    headers = {"Content-Type": "multipart/form-data; boundary=cut", "X-Castbook": "1"}
    path = f"/castbook{await shelf(api, mira)}/import"
    for data in (head + bytes(3 * 2**20) + b"\r\n--cut--\r\n", pieces()):
        answer = await api.client.post(path, data=data, headers=headers)
        error = (await answer.json())["error"]
        assert (answer.status, error["code"], error["hint"]) == (413, "body_too_large", "Castbook takes up to 2 MB.")
    assert files(library.root) == before


async def test_a_full_temporary_folder_is_said_in_words(api, mira, monkeypatch):
    class Full(io.BytesIO):
        def write(self, data: Any) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **given: Full())
    path = await shelf(api, mira)
    assert (await send(api, f"{path}/import", SCRIPT, "a.fountain", expect=507))["code"] == "temporary_full"
    assert (await api.get(f"{path}/bundle", expect=507))["code"] == "temporary_full"


async def test_no_temporary_file_outlives_its_request(api, mira, monkeypatch, picture):
    made: list[Any] = []
    room = scratch.room

    def watched() -> Any:
        made.append(room())
        return made[-1]

    monkeypatch.setattr(scratch, "room", watched)
    path = await shelf(api, mira)
    await send(api, f"{path}/import/preview", SCRIPT, "a.fountain")
    await send(api, f"{path}/import", picture(), "a.png", expect=422)
    await (await api.raw(f"/castbook{path}/bundle")).read()
    head = "Content-Type: multipart/form-data; boundary=cut\r\nX-Castbook: 1\r\nContent-Length: 100000\r\n"
    begun = b'--cut\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nhalf'
    _, writer = await asyncio.open_connection(api.client.host, api.client.port)
    own = f"Host: {api.client.host}:{api.client.port}\r\n"
    writer.write(f"POST /castbook{path}/import HTTP/1.1\r\n{own}{head}\r\n".encode() + begun)
    await writer.drain()
    await until(lambda: len(made) == 4)
    writer.close()
    await until(lambda: all(file.closed for file in made))


async def until(true: Callable[[], bool]) -> None:
    """Wait for it, up to 5 seconds."""
    for _ in range(500):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came true")


async def test_a_play_that_opens_like_yaml_is_a_script(api, mira):
    play = b"Characters:\n\nTOM, a fool.\nEVE, a queen.\n\nACT I\n\nTOM. Hail!\n\nEVE. And to you: sir.\n\nTOM. Bye.\n"
    found = await send(api, f"{await shelf(api, mira)}/import/preview", play, "play.txt")
    assert found["kind"] == "script"
