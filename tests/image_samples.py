"""Pictures for the tests of images: whole ones, and parts to build broken ones of."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import numpy as np
from PIL import Image

FORMATS = ("PNG", "JPEG", "WEBP")


def picture(mode: str = "RGB", size: tuple[int, int] = (96, 64)) -> Image.Image:
    """A picture with structure in every mode, so that a decoder has work to do."""
    across, down = np.meshgrid(np.arange(size[0]), np.arange(size[1]))
    noise = np.random.default_rng(7).integers(0, 30, (size[1], size[0]))
    pixels = np.stack([across * 2 % 226, down * 3 % 226, (across + down) % 226], axis=2) + noise[:, :, None]
    image = Image.fromarray(pixels.astype(np.uint8))
    if mode == "I;16":
        return Image.fromarray((pixels[:, :, 0] * 257).astype(np.uint16))
    if mode in ("RGBA", "LA"):
        image.putalpha(Image.fromarray((across * 2 % 256).astype(np.uint8)))
    return image.convert(mode)


def encoded(kind: str, mode: str = "RGB", size: tuple[int, int] = (96, 64), **options: object) -> bytes:
    out = BytesIO()
    picture(mode, size).save(out, kind, **options)
    return out.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(*parts: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + chunk(b"IEND", b"")


def header(width: int, height: int, depth: int = 8, colour: int = 2, interlace: int = 0) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace))


def pixels(width: int = 4, height: int = 4, channels: int = 3) -> bytes:
    return chunk(b"IDAT", zlib.compress(bytes((1 + width * channels) * height)))


def tiff(orientation: int, order: str = ">") -> bytes:
    mark = b"MM\0*" if order == ">" else b"II*\0"
    return mark + struct.pack(order + "IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)
