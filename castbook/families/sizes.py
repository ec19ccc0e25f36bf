"""Picture sizes from an aspect ratio, a native area and a grid. Pure."""

from __future__ import annotations

import math
from functools import lru_cache

SMALLEST_SHARE = 0.9  # of the native area; the buckets SDXL was trained on start here as well


@lru_cache(maxsize=512)
def fit(aspect: str, native: tuple[int, int], grid: int) -> tuple[int, int]:
    """(width, height) in pixels, both multiples of `grid`, for an aspect like "2:3".

    Among all sizes with 0.9 to 1.0 of the native area the one nearest to the aspect wins (by ratio, so that 3:2 is
    2:3 turned round), and of equals the larger. On SDXL's area and grid this gives the buckets it was trained on.
    """
    across, down = (int(part) for part in aspect.split(":"))
    if across > down:
        height, width = fit(f"{down}:{across}", native[::-1], grid)
        return width, height
    area = native[0] * native[1]
    best = (math.inf, 0, (grid, grid))
    for width in range(grid, math.isqrt(area) + grid, grid):
        for height in range(grid, area // width + 1, grid):
            if width * height >= SMALLEST_SHARE * area:
                error = abs(math.log(width * down / (height * across)))
                best = min(best, (round(error, 9), -width * height, (width, height)))
    return best[2]
