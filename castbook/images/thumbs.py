"""Thumbnails: small WebP pictures, upright, that are made again whenever they are missing."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image

from .verification import decode, read_structure

QUALITY = 80
METHOD = 2  # libwebp's effort: 4 takes half as long again for 5 % fewer bytes
SCALABLE = ("RGB", "RGBA", "L", "CMYK")  # scaled as they are: a copy of 40 megapixels in another mode costs 160 MB
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def thumbnail(data: bytes, size: int) -> bytes:
    """WebP bytes of the picture, upright, within `size` x `size` pixels and never enlarged; alpha is kept.

    Colour profiles are not applied. Raises Invalid, TooLarge or UnsupportedMedia for what `verify` would refuse.
    """
    media_type, structure = read_structure(data)
    with decode(media_type, structure, shrink_to=size) as image:
        keyed = "transparency" in image.info  # one colour means clear, which no scaling knows
        small = image if image.mode in SCALABLE and not keyed else _to_rgb(image)
        small.thumbnail((size, size), Image.Resampling.LANCZOS, reducing_gap=2.0)
        small = _to_rgb(small)
    if structure.orientation in UPRIGHT:
        small = small.transpose(UPRIGHT[structure.orientation])
    out = BytesIO()
    small.save(out, "WEBP", quality=QUALITY, method=METHOD)
    return out.getvalue()


def _to_rgb(image: Image.Image) -> Image.Image:
    """The same picture in 8 bit RGB or RGBA, whatever mode it came in."""
    if image.mode.startswith("I"):  # 16 bit grey, which convert() would clip at 255 instead of scaling
        grey = (np.asarray(image).astype(np.uint32) >> 8).astype(np.uint8)
        return Image.fromarray(grey).convert("RGB")
    wanted = "RGBA" if image.has_transparency_data else "RGB"
    return image if image.mode == wanted else image.convert(wanted)
