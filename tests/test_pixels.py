"""From ComfyUI's floats to 8 bit pixels and back: what is handled, and what is refused in words."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from castbook import pixels
from castbook.errors import Invalid
from castbook.images import encode_png


def test_values_become_the_pixels_that_core_saves() -> None:
    image = np.array([[[[0.0, 0.5, 1.0], [1.7, -3.0, 0.9999]]]], np.float32)
    (picture,) = pixels.from_floats(image)
    assert picture.dtype == np.uint8
    assert picture.tolist() == [[[0, 127, 255], [255, 0, 254]]]  # fractions dropped, values cut off


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ((3, 5, 7, 3), [(5, 7, 3)] * 3),
        ((2, 5, 7, 4), [(5, 7, 4)] * 2),
        ((1, 5, 7, 1), [(5, 7, 1)]),
        ((1, 1, 1, 3), [(1, 1, 3)]),
        ((5, 7, 3), [(5, 7, 3)]),
        ((2, 5, 7), [(5, 7, 1)] * 2),
    ],
)
def test_batches_alpha_grey_masks_and_single_pixels_are_pictures(
    shape: tuple[int, ...], expected: list[tuple[int, ...]]
) -> None:
    assert [picture.shape for picture in pixels.from_floats(np.zeros(shape, np.float32))] == expected


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_values_that_are_no_numbers_are_refused_in_words(value: float) -> None:
    image = np.zeros((1, 4, 4, 3), np.float32)
    image[0, 2, 1, 0] = value
    with pytest.raises(Invalid, match="no numbers"):
        pixels.from_floats(image)


def test_huge_values_are_cut_off_and_not_taken_for_infinite() -> None:
    image = np.full((1, 64, 64, 3), 3e38, np.float32)
    assert pixels.from_floats(image)[0].min() == 255


@pytest.mark.parametrize("shape", [(0, 4, 4, 3), (1, 0, 4, 3), (1, 4, 4, 2), (1, 4, 4, 5), (4,), (1, 1, 4, 4, 3)])
def test_what_is_no_picture_is_refused_with_its_shape(shape: tuple[int, ...]) -> None:
    with pytest.raises(Invalid, match=" x ".join(map(str, shape))):
        pixels.from_floats(np.zeros(shape, np.float32))


def test_a_stored_picture_comes_back_as_floats_and_the_same_pixels() -> None:
    picture = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)
    image = pixels.to_floats(pixels.decode(encode_png(picture)))
    assert image.shape == (1, 2, 3, 3)
    assert image.dtype == np.float32
    assert np.array_equal(np.rint(image[0] * 255).astype(np.uint8), picture)


def test_grey_of_16_bits_is_scaled_and_not_cut_off() -> None:
    out = io.BytesIO()
    Image.fromarray(np.array([[0, 257, 32896, 65535]], np.uint16)).save(out, "PNG")
    image = pixels.to_floats(pixels.decode(out.getvalue()))
    assert image.shape == (1, 1, 4, 3)
    assert np.rint(image[0, 0] * 255).tolist() == [[value] * 3 for value in (0, 1, 128, 255)]


def test_a_photo_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    out = io.BytesIO()
    Image.new("RGB", (30, 20)).save(out, "JPEG", exif=exif)
    assert pixels.decode(out.getvalue()).size == (20, 30)


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_same_tells_equal_pixels_from_others(channels: int) -> None:
    picture = np.full((4, 5, channels), 9, np.uint8)
    stored = encode_png(picture)
    assert pixels.same(stored, picture)
    other = picture.copy()
    other[3, 4, 0] = 10
    assert not pixels.same(stored, other)
    assert not pixels.same(stored, picture[:3])
