"""Between ComfyUI's IMAGE (floats, 0..1, batch x height x width x channels) and a picture's 8 bit pixels. No I/O."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image, ImageOps

from .errors import Invalid

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHANNELS = (1, 3, 4)  # grey, RGB, RGBA
FORMATS = ("PNG", "JPEG", "WEBP")


def from_floats(images: NDArray[Any]) -> tuple[NDArray[np.uint8], ...]:
    """One (h, w, channels) uint8 array per picture of a (batch, h, w, channels) or (h, w, channels) array of floats.

    Values beyond 0..1 are cut off and fractions dropped, as core's SaveImage does, so that both give the same pixels.
    Raises Invalid for values that are no numbers and for shapes that are no picture.
    """
    batch = images[np.newaxis] if images.ndim == 3 and images.shape[2] in CHANNELS else images
    if batch.ndim == 3:  # a MASK: (batch, h, w)
        batch = batch[..., np.newaxis]
    if batch.ndim != 4 or batch.shape[3] not in CHANNELS or 0 in batch.shape:
        shape = " x ".join(str(side) for side in images.shape)
        raise Invalid("not_an_image", f"The input images holds no picture ({shape}).", "Connect an IMAGE output.")
    return tuple(_to_bytes(picture) for picture in batch)


def _to_bytes(picture: NDArray[Any]) -> NDArray[np.uint8]:
    values = picture.astype(np.float32)
    if not np.isfinite(values.sum(dtype=np.float64)):  # quicker than a test of each value
        raise Invalid(
            "not_a_number",
            "The picture holds values that are no numbers (NaN or infinite); it would be black.",
            "A VAE in half precision often makes them: start ComfyUI with --fp32-vae, or use another VAE.",
        )
    with np.errstate(over="ignore"):
        values *= np.float32(255)
    return np.clip(values, 0, 255, out=values).astype(np.uint8)


def decode(data: bytes) -> Image.Image:
    """A stored picture, turned upright as its EXIF says."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        return ImageOps.exif_transpose(opened)


def to_floats(picture: Image.Image) -> NDArray[np.float32]:
    """The IMAGE of a picture: (1, h, w, 3) floats from 0 to 1."""
    if picture.mode.startswith("I"):  # 16 bit grey, which convert() would clip at 255 instead of scaling
        grey = np.divide(np.asarray(picture), 65535, dtype=np.float32)
        return np.repeat(grey[np.newaxis, ..., np.newaxis], 3, axis=3)
    return np.divide(np.asarray(picture.convert("RGB"))[np.newaxis], 255, dtype=np.float32)


def same(data: bytes, pixels: NDArray[np.uint8]) -> bool:
    """Whether a stored picture has exactly these (h, w, channels) pixels."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        stored = np.asarray(opened)
    return np.array_equal(stored if stored.ndim == 3 else stored[..., np.newaxis], pixels)
