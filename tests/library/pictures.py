"""Pictures for the tests of the library."""

from __future__ import annotations

import numpy as np

from castbook import images


def picture(shade: int = 0, size: int = 4) -> bytes:
    """A small PNG; another shade gives other bytes."""
    pixels = np.full((size, size, 3), shade % 256, dtype=np.uint8)
    pixels[0, 0] = (shade // 256 % 256, shade // 65536, 7)
    return images.encode_png(pixels)
