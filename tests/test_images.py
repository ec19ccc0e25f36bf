"""Images: what is taken, what is refused and why, and thumbnails that stand upright."""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageFile

from castbook import images
from castbook.errors import CastbookError, Invalid, TooLarge, UnsupportedMedia
from tests.image_samples import FORMATS, chunk, encoded, header, picture, pixels, png


@pytest.fixture
def truncated_switch():
    """Pillow's process-wide switch, on, as ComfyUI leaves it while it loads a broken picture."""
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    yield
    ImageFile.LOAD_TRUNCATED_IMAGES = False


@pytest.mark.parametrize("kind", FORMATS)
def test_each_kind_is_recognised_by_its_content(kind):
    measured = images.verify(encoded(kind))
    assert measured == images.Measured(f"image/{kind.lower()}", 96, 64, 1)


@pytest.mark.parametrize(
    ("kind", "mode", "options"),
    [
        *[("PNG", mode, {}) for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")],
        ("PNG", "P", {"transparency": 3}),
        ("PNG", "L", {"transparency": 3}),
        ("PNG", "RGB", {"optimize": True, "dpi": (72, 72)}),
        *[("JPEG", mode, {}) for mode in ("L", "RGB", "CMYK")],
        ("JPEG", "RGB", {"progressive": True}),
        ("JPEG", "L", {"progressive": True}),
        ("JPEG", "CMYK", {"progressive": True}),
        ("JPEG", "RGB", {"subsampling": 0, "quality": 100}),
        ("JPEG", "RGB", {"subsampling": 1, "restart_marker_blocks": 3}),
        ("JPEG", "RGB", {"subsampling": 2, "restart_marker_rows": 1}),
        ("JPEG", "L", {"restart_marker_blocks": 1, "progressive": True}),
        ("JPEG", "RGB", {"comment": "<?php echo 1 ?>"}),
        ("WEBP", "RGB", {"quality": 50}),
        ("WEBP", "RGBA", {"quality": 50}),
        ("WEBP", "RGB", {"lossless": True}),
        ("WEBP", "RGBA", {"lossless": True, "exact": True}),
    ],
)
def test_every_colour_mode_is_taken_and_gets_a_thumbnail(kind, mode, options):
    data = encoded(kind, mode, (97, 61), **options)
    measured = images.verify(data)
    assert (measured.width, measured.height) == (97, 61)
    small = Image.open(BytesIO(images.thumbnail(data, 32)))
    assert small.format == "WEBP"
    assert small.size == (32, 20)


@pytest.mark.parametrize("size", [(1, 1), (1, 9), (2, 3), (5, 5), (8, 8), (9, 17), (33, 64)])
@pytest.mark.parametrize(("depth", "colour", "channels"), [(8, 2, 3), (16, 6, 4), (1, 0, 1), (4, 3, 1)])
def test_interlaced_pictures_are_checked_pass_by_pass(size, depth, colour, channels):
    width, height = size
    raw = b""
    for x, y, dx, dy in (
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ):
        columns, rows = len(range(x, width, dx)), len(range(y, height, dy))
        raw += (b"\1" + bytes((columns * depth * channels + 7) // 8)) * (rows if columns else 0)
    palette = chunk(b"PLTE", bytes(48)) if colour == 3 else b""
    whole = png(header(width, height, depth, colour, 1), palette, chunk(b"IDAT", zlib.compress(raw)))
    assert images.verify(whole).width == width
    Image.open(BytesIO(whole)).load()
    with pytest.raises(Invalid):
        images.verify(png(header(width, height, depth, colour, 1), palette, chunk(b"IDAT", zlib.compress(raw[:-1]))))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("options", [{}, {"progressive": True}], ids=["plain", "progressive"])
def test_a_picture_cut_anywhere_is_refused_even_with_pillows_switch_on(kind, options, truncated_switch):
    data = encoded(kind, **(options if kind == "JPEG" else {}))
    for cut in [*range(0, len(data), max(1, len(data) // 60)), len(data) - 1, len(data) - 2]:
        with pytest.raises(CastbookError):
            images.verify(data[:cut])


@pytest.mark.parametrize("kind", FORMATS)
def test_anything_behind_the_end_is_refused(kind):
    data = encoded(kind)
    for tail in (b"<html><script>alert(1)</script>", b"PK\x03\x04", data, b"\n"):
        with pytest.raises(Invalid):
            images.verify(data + tail)


def test_a_jpeg_may_carry_the_further_pictures_it_announces():
    out = BytesIO()
    picture().save(out, "MPO", save_all=True, append_images=[picture()])
    data = out.getvalue()
    assert images.verify(data).media_type == "image/jpeg"
    with pytest.raises(Invalid):
        images.verify(data[:-20])
    with pytest.raises(Invalid):
        images.verify(data + b"<html>")


@pytest.mark.parametrize(
    "data",
    [
        png(header(4, 4), header(4, 4), pixels()),
        png(pixels(), header(4, 4)),
        png(header(4, 4)),
        png(header(0, 4), pixels()),
        png(header(4, 0), pixels()),
        png(header(4, 4, depth=3), pixels()),
        png(header(4, 4, colour=5), pixels()),
        png(header(4, 4, interlace=2), pixels()),
        png(header(4, 4, colour=3), pixels(4, 4, 1)),
        png(header(4, 4, colour=3), chunk(b"PLTE", bytes(4)), pixels(4, 4, 1)),
        png(header(4, 4), pixels(4, 3)),
        png(header(4, 4), pixels(4, 5)),
        png(header(4, 4), pixels(), chunk(b"tIME", bytes(7)), pixels()),
        png(header(4, 4), pixels(), pixels()),
        png(header(4, 4), pixels(), chunk(b"ABCD", b"")),
        png(header(4, 4), chunk(b"IDAT", b"not zlib")),
        png(header(4, 4), chunk(b"IDAT", zlib.compress(bytes([9] + [0] * 12) * 4))),
        png(header(4, 4), chunk(b"IDAT", zlib.compress(bytes(52))[:-4] + b"\0\0\0\0")),
        png(header(4, 4), chunk(b"IDAT", zlib.compress(bytes(52))[:-4])),
        png(header(4, 4), chunk(b"tRNS", b"\0"), pixels()),
        png(header(4, 4), pixels()).replace(b"IEND", b"IENE"),
        png(header(4, 4), pixels())[:-12],
        png(header(4, 4), pixels())[:-1] + b"\0",
        encoded("PNG").replace(b"IDAT", b"IDAU", 1),
        encoded("JPEG").replace(b"\xff\xda", b"\xff\xff", 1),
        encoded("JPEG").replace(b"\xff\xc4", b"\xff\xec", 1),
        encoded("JPEG").replace(b"\xff\xdb", b"\xff\xec", 1),
        encoded("JPEG").replace(b"\xff\xc0", b"\xff\xc9", 1),
        encoded("WEBP").replace(b"VP8 ", b"VP9 ", 1),
        encoded("WEBP")[:4] + b"\0\0\0\0" + encoded("WEBP")[8:],
    ],
)
def test_a_picture_with_a_broken_structure_is_refused_in_words(data):
    with pytest.raises(Invalid) as refusal:
        images.verify(data)
    assert refusal.value.code == "damaged_image"
    assert refusal.value.message.endswith(".") and refusal.value.hint
    with pytest.raises(CastbookError):
        images.thumbnail(data[:-5], 256)


def test_missing_scan_data_is_found_where_the_jpeg_has_restart_markers(truncated_switch):
    data = encoded("JPEG", restart_marker_blocks=2)
    third, last = data.find(b"\xff\xd2"), data.rfind(b"\xff\xd9")
    with pytest.raises(Invalid):
        images.verify(data[:third] + data[last:])


@pytest.mark.parametrize(
    "data",
    [
        b"GIF89a" + bytes(20),
        encoded("GIF", "P"),
        encoded("BMP"),
        encoded("TIFF"),
        encoded("PPM"),
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"\xef\xbb\xbf  <!doctype html><script>alert(1)</script>",
        b"%PDF-1.7",
        b"PK\x03\x04" + bytes(30),
        b"\0\0\0\x18ftypheic" + bytes(20),
        b"import os\n",
        b"RIFF\x04\0\0\0WAVE",
        b"\x89PNG\r\n",
        bytes(64),
    ],
)
def test_other_formats_are_refused_as_unsupported(data):
    with pytest.raises(UnsupportedMedia) as refusal:
        images.verify(data)
    assert refusal.value.hint


def test_an_empty_file_is_refused_as_empty():
    with pytest.raises(Invalid, match="empty"):
        images.verify(b"")


def test_animated_pictures_are_refused():
    frames = [picture(), picture().rotate(90)]
    for kind in ("PNG", "WEBP"):
        out = BytesIO()
        frames[0].save(out, kind, save_all=True, append_images=frames[1:])
        with pytest.raises(UnsupportedMedia, match="animated"):
            images.verify(out.getvalue())


@pytest.mark.parametrize("size", [(16_385, 1), (1, 16_385), (8_000, 5_001), (60_000, 60_000), (1, 2**31)])
def test_too_many_pixels_are_refused_from_the_header_alone(size):
    with pytest.raises(TooLarge):
        images.verify(png(header(*size), pixels()))


def test_the_largest_size_is_still_taken():
    measured = images.verify(png(header(16_384, 2_441, 1, 0), chunk(b"IDAT", zlib.compress(bytes(2_049 * 2_441)))))
    assert (measured.width, measured.height) == (16_384, 2_441)


def test_more_than_64_megabytes_are_refused():
    with pytest.raises(TooLarge, match="MiB"):
        images.verify(b"\x89PNG\r\n\x1a\n" + bytes(images.MAX_BYTES))


def test_a_file_of_a_million_empty_chunks_is_refused():
    with pytest.raises(TooLarge, match="parts"):
        images.verify(png(header(4, 4), chunk(b"prVt", b"") * 100_000, pixels()))


@pytest.mark.parametrize(
    "bomb",
    [
        chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(64 << 20), 9)),
        chunk(b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(bytes(64 << 20), 9)),
        chunk(b"iCCP", b"profile\0\0" + zlib.compress(bytes(64 << 20), 9)),
        chunk(b"tEXt", b"Comment\0" + b"x" * (images.MAX_TEXT + 1)),
        chunk(b"tEXt", b"Comment\0" + b"x" * 3_000_000) * 2,
    ],
    ids=["zTXt", "iTXt", "iCCP", "tEXt", "two texts"],
)
def test_more_than_4_mebibytes_of_text_are_refused(bomb):
    for data in (png(header(4, 4), bomb, pixels()), png(header(4, 4), pixels(), bomb)):
        with pytest.raises(TooLarge, match="text"):
            images.verify(data)


def test_a_long_text_within_the_limit_is_taken():
    data = png(header(4, 4), chunk(b"zTXt", b"workflow\0\0" + zlib.compress(b"x" * 3_000_000)), pixels())
    assert images.verify(data).width == 4
    assert len(images.read_text(data)["workflow"]) == 3_000_000
    assert images.thumbnail(data, 256)


@pytest.mark.parametrize("channels", [1, 3, 4])
@pytest.mark.parametrize("size", [(1, 1), (7, 3), (64, 96)])
def test_written_pixels_come_back_bit_for_bit(channels, size):
    raw = np.random.default_rng(1).integers(0, 256, (size[1], size[0], channels), dtype=np.uint8)
    data = images.encode_png(raw)
    assert images.verify(data).width == size[0]
    assert np.array_equal(np.asarray(Image.open(BytesIO(data))).reshape(raw.shape), raw)


@pytest.mark.parametrize("bad", [np.zeros((4, 4, 3)), np.zeros((4, 4), np.uint8), np.zeros((4, 4, 2), np.uint8)])
def test_what_is_not_pixels_is_not_written(bad):
    with pytest.raises(Invalid):
        images.encode_png(bad)


@pytest.mark.parametrize("kind", FORMATS)
def test_whatever_passes_can_be_decoded_however_the_bytes_were_mutated(kind):
    whole = encoded(kind, size=(24, 16))
    chance = random.Random(kind)
    passed = 0
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 3)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if kind == "PNG" and chance.random() < 0.7:
            data = bytearray(recounted(bytes(data)))
        try:
            images.verify(bytes(data))
        except CastbookError:
            continue
        passed += 1
        assert images.thumbnail(bytes(data), 16)
    assert passed


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_blocks": 2}], ids=str)
def test_a_jpegs_verdict_does_not_hang_on_pillows_switch(options, truncated_switch):
    whole = encoded("JPEG", size=(24, 16), **options)
    chance = random.Random(str(options))
    for _ in range(1_000):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 2)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        verdicts = []
        for switch in (True, False):
            ImageFile.LOAD_TRUNCATED_IMAGES = switch
            try:
                verdicts.append(images.verify(bytes(data)))
            except CastbookError as refusal:
                verdicts.append(refusal.code)
        assert verdicts[0] == verdicts[1]


def recounted(data: bytes) -> bytes:
    """The same PNG with right checksums, so that a mutation reaches what lies behind them."""
    out, at = data[:8], 8
    while at + 12 <= len(data):
        length = struct.unpack_from(">I", data, at)[0]
        if at + 12 + length > len(data):
            break
        out += chunk(data[at + 4 : at + 8], data[at + 8 : at + 8 + length])
        at += 12 + length
    return out
