"""Thumbnails: upright, never larger, clear where the picture is clear, right in colour."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from castbook import images
from tests.image_samples import FORMATS, chunk, encoded, header, pixels, png, tiff


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_thumbnail_stands_upright(kind, order, orientation):
    image = Image.new("RGB", (80, 40), "white")
    image.paste("red", (0, 0, 40, 20))  # top left as stored
    out = BytesIO()
    image.save(out, kind, exif=b"Exif\0\0" + tiff(orientation, order), **({"quality": 100} if kind != "PNG" else {}))
    measured = images.verify(out.getvalue())
    assert measured.orientation == orientation
    small = Image.open(BytesIO(images.thumbnail(out.getvalue(), 40))).convert("RGB")
    sideways = orientation > 4
    assert small.size == ((20, 40) if sideways else (40, 20))
    assert (measured.width, measured.height) == ((40, 80) if sideways else (80, 40))
    right, down = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}[orientation]
    x, y = (small.width * (1 + 2 * right) // 4, small.height * (1 + 2 * down) // 4)
    red, green, _ = small.getpixel((x, y))
    assert red > 200 and green < 60
    red, green, _ = small.getpixel((small.width - 1 - x, small.height - 1 - y))
    assert green > 200


@pytest.mark.parametrize("exif", [b"", b"II*\0", b"MM\0*\xff\xff\xff\xff", tiff(9), tiff(0), tiff(6)[:-9], b"junk" * 9])
def test_broken_exif_counts_as_upright(exif):
    assert images.verify(png(header(4, 4), chunk(b"eXIf", exif), pixels())).orientation == 1


def test_a_thumbnail_is_never_enlarged():
    assert Image.open(BytesIO(images.thumbnail(encoded("PNG", size=(30, 20)), 256))).size == (30, 20)


def test_a_thumbnail_keeps_alpha():
    small = Image.open(BytesIO(images.thumbnail(encoded("PNG", "RGBA"), 48)))
    assert small.mode == "RGBA"
    assert small.getpixel((0, 16))[3] < small.getpixel((40, 16))[3]


@pytest.mark.parametrize("mode", ["RGB", "L", "P"])
def test_a_clear_colour_stays_clear_in_the_thumbnail(mode):
    image = Image.new("RGB", (64, 64), (10, 10, 10))
    image.paste((240, 240, 240), (0, 0, 32, 64))
    image = image.quantize(4) if mode == "P" else image.convert(mode)
    clear = image.getpixel((60, 30))
    out = BytesIO()
    image.save(out, "PNG", transparency=clear)
    small = Image.open(BytesIO(images.thumbnail(out.getvalue(), 16)))
    assert small.getpixel((2, 8))[3] == 255
    assert small.getpixel((13, 8))[3] == 0


@pytest.mark.parametrize(("mode", "kind"), [("RGB", "PNG"), ("P", "PNG"), ("CMYK", "JPEG"), ("RGB", "WEBP")])
def test_colours_survive_the_thumbnail(mode, kind):
    out = BytesIO()
    Image.new("RGB", (64, 64), (200, 40, 90)).convert(mode).save(out, kind, quality=95)
    seen = Image.open(BytesIO(images.thumbnail(out.getvalue(), 16))).convert("RGB").getpixel((8, 8))
    assert max(abs(a - b) for a, b in zip(seen, (200, 40, 90), strict=True)) < 8


def test_sixteen_bit_grey_is_scaled_and_not_clipped():
    out = BytesIO()
    Image.fromarray(np.full((8, 8), 0x8000, np.uint16)).save(out, "PNG")
    level = Image.open(BytesIO(images.thumbnail(out.getvalue(), 8))).convert("L").getpixel((4, 4))
    assert abs(level - 0x80) <= 2
