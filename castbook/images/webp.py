"""WebP: the RIFF walk. A whole file has one image chunk, and sizes that fit to the byte.

Pillow's switch for truncated files has no say in WebP: libwebp decodes the picture whole or not at all.
Source: RFC 9649.
"""

from __future__ import annotations

from .exif import orientation
from .limits import MAX_PARTS, MAX_TEXT, Structure, animated, check_size, damaged, too_many_parts, too_much_text

ANIMATION = 0x02  # flag of VP8X


def is_webp(data: bytes) -> bool:
    """Whether the file opens as a WebP does."""
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def walk(data: bytes) -> Structure:
    """Walk over all chunks. Raises Invalid, TooLarge, UnsupportedMedia."""
    if int.from_bytes(data[4:8], "little") + 8 != len(data):
        raise damaged("WebP", "it is shorter or longer than it says")
    size = canvas = None
    metadata, turned, at = 0, 1, 12
    for _ in range(MAX_PARTS):
        if at == len(data):
            break
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        content = data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
        if at > len(data) or len(content) != length:
            raise damaged("WebP", "it ends in the middle of a chunk")
        if name == b"VP8X":
            canvas = _canvas(content)
        elif name in (b"ANIM", b"ANMF"):
            raise animated("WebP")
        elif name in (b"VP8 ", b"VP8L"):
            if size is not None:
                raise animated("WebP")
            size = _lossy(content) if name == b"VP8 " else _lossless(content)
            check_size(*size)
        elif name in (b"EXIF", b"XMP ", b"ICCP"):
            metadata += length
            turned = orientation(content) if name == b"EXIF" else turned
            if metadata > MAX_TEXT:
                raise too_much_text("WebP")
    else:
        raise too_many_parts("WebP")
    if size is None or canvas not in (None, size):
        raise damaged("WebP", "it has no picture of the size it says")
    return Structure(width=size[0], height=size[1], orientation=turned, bare=data)


def _canvas(content: bytes) -> tuple[int, int]:
    """Width and height from the extended header, which must not announce frames."""
    if len(content) != 10:
        raise damaged("WebP", "its header makes no sense")
    if content[0] & ANIMATION:
        raise animated("WebP")
    return 1 + int.from_bytes(content[4:7], "little"), 1 + int.from_bytes(content[7:10], "little")


def _lossy(content: bytes) -> tuple[int, int]:
    """Width and height from a VP8 key frame, whose first partition must lie inside the chunk."""
    tag = int.from_bytes(content[:3], "little")
    if len(content) < 10 or tag & 1 or content[3:6] != b"\x9d\x01\x2a" or 10 + (tag >> 5) > len(content):
        raise damaged("WebP", "its picture is not readable")
    return (int.from_bytes(content[6:8], "little") & 0x3FFF, int.from_bytes(content[8:10], "little") & 0x3FFF)


def _lossless(content: bytes) -> tuple[int, int]:
    """Width and height from a VP8L header."""
    if len(content) < 5 or content[0] != 0x2F:
        raise damaged("WebP", "its picture is not readable")
    bits = int.from_bytes(content[1:5], "little")
    return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
