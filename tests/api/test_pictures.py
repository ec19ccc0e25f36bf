"""Images and thumbnails as they leave the server."""

from __future__ import annotations

import io
import re
import struct
import zlib
from urllib.parse import unquote

import pytest
from PIL import Image

NAMES = {
    "Mira": "Mira 1.png",
    "Ånna Öberg": "Ånna Öberg 1.png",
    "ミラ": "ミラ 1.png",
    'a"b\\c': "a b c 1.png",
    "../../etc/passwd": "etc passwd 1.png",
    "C:\\con": "C con 1.png",
    "x\u202egnp.exe": "x gnp.exe 1.png",
    "a;filename=evil.html": "a filename=evil.html 1.png",
    "100%": "100 1.png",
    "...": "portrait 1.png",
    "n" * 200: "n" * 80 + " 1.png",
}


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
async def test_an_upload_comes_back_bit_for_bit_as_what_it_is(api, picture, mira, form):
    data = picture(form=form)
    version = await api.upload(mira["id"], data, "wrong-name.gif")
    answer = await api.raw(version["image_url"])
    assert await answer.read() == data
    assert answer.headers["Content-Type"] == version["media_type"] == f"image/{form.lower()}"


async def test_images_are_kept_for_ever_and_can_do_nothing(api, picture, mira):
    version = await api.upload(mira["id"], picture())
    for url, etag in (
        (version["image_url"], version["sha256"]),
        (f"{version['thumbnail_url']}?size=768", f"{version['sha256']}-768"),
    ):
        answer = await api.raw(url)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["ETag"] == f'"{etag}"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        policy = answer.headers["Content-Security-Policy"]
        assert "sandbox" in policy and "default-src 'none'" in policy
        known = await api.raw(url, **{"If-None-Match": f'W/"other", "{etag}"'})
        assert (known.status, await known.read()) == (304, b"")
        assert known.headers["Cache-Control"] == answer.headers["Cache-Control"]
        assert (await api.raw(url, **{"If-None-Match": '"other"'})).status == 200
        head = await api.client.head(url)
        assert (head.status, head.headers["Content-Length"]) == (200, answer.headers["Content-Length"])


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [("bytes=0-9", 0, 10), ("bytes=5-", 5, None), ("bytes=-4", -4, None), ("bytes=0-999999", None, None)],
)
async def test_a_stretch_of_an_image_can_be_asked_for(api, picture, mira, asked, start, stop):
    data = picture()
    version = await api.upload(mira["id"], data)
    answer = await api.raw(version["image_url"], Range=asked)
    assert await answer.read() == data[start:stop]
    first = (start or 0) % len(data)
    if start is not None:
        assert answer.status == 206
        assert answer.headers["Content-Range"] == f"bytes {first}-{(stop or len(data)) - 1}/{len(data)}"


@pytest.mark.parametrize("asked", ["bytes=9-5", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5", "bytes="])
async def test_a_range_that_makes_no_sense_is_answered_with_the_whole_image(api, picture, mira, asked):
    data = picture()
    version = await api.upload(mira["id"], data)
    answer = await api.raw(version["image_url"], Range=asked)
    assert (answer.status, await answer.read()) == (200, data)


async def test_a_range_behind_the_end_is_answered_with_the_size(api, picture, mira):
    data = picture()
    version = await api.upload(mira["id"], data)
    for asked in (f"bytes={len(data)}-", "bytes=999999-9999999"):
        answer = await api.raw(version["image_url"], Range=asked)
        assert (answer.status, answer.headers["Content-Range"]) == (416, f"bytes */{len(data)}")
        error = (await answer.json())["error"]
        assert error["code"] == "out_of_range" and error["message"] and error["hint"]
        assert answer.headers["Cache-Control"] == "no-store" and answer.headers["X-Content-Type-Options"] == "nosniff"
    assert (await api.raw(version["image_url"], Range=f"bytes={len(data) - 1}-")).status == 206


@pytest.mark.parametrize(("name", "shown"), NAMES.items())
async def test_an_image_is_saved_under_a_name_that_is_safe_everywhere(api, picture, mira, name, shown):
    await api.patch(f"/characters/{mira['id']}", {"name": name})
    version = await api.upload(mira["id"], picture())
    value = (await api.raw(version["image_url"])).headers["Content-Disposition"]
    match = re.fullmatch(r"inline; filename=\"([^\"\\]*)\"; filename\*=UTF-8''([A-Za-z0-9._~%-]+)", value)
    assert match, value
    assert match[1].isascii() and match[1].isprintable() and match[1].endswith("1.png")
    assert unquote(match[2]) == shown


@pytest.mark.parametrize("size", [256, 768])
async def test_a_thumbnail_is_a_small_webp_with_the_picture_upright(api, picture, mira, size):
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    version = await api.upload(mira["id"], picture(1200, 900, form="JPEG", exif=exif))
    answer = await api.raw(f"{version['thumbnail_url']}?size={size}")
    with Image.open(io.BytesIO(await answer.read())) as image:
        assert (image.format, image.height) == ("WEBP", size) and image.width < image.height
    assert answer.headers["Content-Type"] == "image/webp"


@pytest.mark.parametrize("size", ["0", "255", "512", "1024", "-256", "256px", "", "../256"])
async def test_other_thumbnail_sizes_are_refused(api, picture, mira, size):
    version = await api.upload(mira["id"], picture())
    error = await api.get(f"/versions/{version['id']}/thumbnail?size={size}", expect=422)
    assert "256" in error["hint"]


async def test_a_lost_thumbnail_is_made_again(api, picture, mira, library):
    version = await api.upload(mira["id"], picture())
    first = await (await api.raw(version["thumbnail_url"])).read()
    thumbs = [file for file in library.root.rglob("*.webp") if "thumb" in str(file.relative_to(library.root))]
    assert thumbs
    for file in thumbs:
        file.unlink()
    assert await (await api.raw(version["thumbnail_url"])).read() == first


async def test_a_damaged_image_is_never_served_and_hurts_no_other(api, picture, mira, library):
    bad = await api.upload(mira["id"], picture(color="red"))
    good = await api.upload(mira["id"], picture(color="green"))
    (blob,) = [file for file in library.root.rglob("*") if file.name.startswith(bad["sha256"])]
    sound = blob.read_bytes()
    blob.chmod(0o600)
    damages = (sound[:-1], b"", sound + b"x", sound[:50] + bytes([sound[50] ^ 1]) + sound[51:])
    for damage in damages:
        blob.write_bytes(damage)
        answer = await api.raw(bad["image_url"])
        assert answer.status == 503 and answer.headers["Cache-Control"] == "no-store"
        error = (await answer.json())["error"]
        assert str(library.root) not in str(error) and error["hint"]
        assert (await api.raw(good["image_url"])).status == 200
    blob.unlink()
    for url in (bad["image_url"], bad["thumbnail_url"]):
        answer = await api.raw(url)
        assert answer.status == 503 and answer.headers["Cache-Control"] == "no-store"
    assert (await api.get(f"/characters/{mira['id']}/versions"))["total"] == 2
    blob.write_bytes(sound)
    assert await (await api.raw(bad["image_url"])).read() == sound


async def test_a_large_image_arrives_in_pieces(api, mira):
    version = await api.upload(mira["id"], padded(5 * 2**20))
    answer = await api.raw(version["image_url"], Range="bytes=2000000-4500000")
    assert (answer.status, len(await answer.read())) == (206, 2500001)


def padded(size: int) -> bytes:
    """A small PNG with a private chunk of random bytes that makes it `size` bytes or a little more."""
    stream = io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "PNG")
    png = stream.getvalue()
    filler = b"prVt" + bytes(size)
    return png[:33] + struct.pack(">I", size) + filler + struct.pack(">I", zlib.crc32(filler)) + png[33:]
