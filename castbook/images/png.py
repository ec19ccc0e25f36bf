"""PNG: the chunk walk and the check of every pixel row, both without Pillow.

Pillow's switch for truncated files is process-wide, and ComfyUI turns it on while it loads a broken picture; a PNG
that passes here is whole whatever that switch says. Source: the PNG specification, third edition (W3C, 2025).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from .exif import orientation
from .limits import MAX_PARTS, MAX_TEXT, Structure, animated, check_size, damaged, too_many_parts, too_much_text

SIGNATURE = b"\x89PNG\r\n\x1a\n"
TEXT_CHUNKS = (b"tEXt", b"zTXt", b"iTXt")
PIXEL_CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by colour type
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
LAST_FILTER = 4
SLICE = 1 << 16  # compressed bytes inflated at a time
PIECE = 1 << 20  # raw bytes they may become at a time


@dataclass(frozen=True)
class Chunk:
    """One chunk: its name, its content, and where the whole of it stands in the file (length to CRC)."""

    name: bytes
    content: memoryview
    start: int
    end: int


@dataclass(frozen=True)
class Header:
    """What IHDR says."""

    width: int
    height: int
    depth: int
    colour: int
    interlaced: bool

    def passes(self) -> list[tuple[int, int]]:
        """(bytes per row with its filter byte, number of rows) of each pass; one pass unless interlaced."""
        bits = CHANNELS[self.colour] * self.depth
        sizes = [(self.width, self.height)]
        if self.interlaced:
            sizes = [(-(-(self.width - x) // dx), -(-(self.height - y) // dy)) for x, y, dx, dy in ADAM7]
        return [(1 + (width * bits + 7) // 8, height) for width, height in sizes if width > 0 and height > 0]


def chunks(data: bytes) -> Iterator[Chunk]:
    """Every chunk from IHDR to IEND, each with its CRC checked; nothing may follow IEND. Raises Invalid, TooLarge."""
    view, at = memoryview(data), len(SIGNATURE)
    for _ in range(MAX_PARTS):
        if at + 12 > len(data):
            raise damaged("PNG", "it ends before its end marker")
        length = int.from_bytes(view[at : at + 4], "big")
        end = at + 12 + length
        if end > len(data):
            raise damaged("PNG", "it ends in the middle of a chunk")
        name = bytes(view[at + 4 : at + 8])
        if not name.isalpha():
            raise damaged("PNG", "a chunk has no valid name")
        if zlib.crc32(view[at + 4 : end - 4]) != int.from_bytes(view[end - 4 : end], "big"):
            raise damaged("PNG", "a checksum is wrong")
        yield Chunk(name, view[at + 8 : end - 4], at, end)
        if name == b"IEND":
            if length or end != len(data):
                raise damaged("PNG", "something follows its end marker")
            return
        at = end
    raise too_many_parts("PNG")


def walk(data: bytes) -> Structure:
    """Check the order and the limits of all chunks; pixels are checked by `check_pixels`."""
    found: list[Chunk] = []
    names: set[bytes] = set()
    metadata, turned, colours = 0, 1, 0
    header: Header | None = None
    for chunk in chunks(data):
        name, content = chunk.name, chunk.content
        if header is None:
            header = _header(chunk)
        elif name in (b"IHDR", b"PLTE", b"tRNS") and (name in names or b"IDAT" in names):
            raise damaged("PNG", f"its {name.decode()} chunk stands where it must not")
        elif name == b"PLTE":
            colours = _palette(header, content)
        elif name == b"tRNS":
            _transparency(header, content, colours)
        elif name == b"IDAT":
            if b"IDAT" in names and found[-1].name != b"IDAT":
                raise damaged("PNG", "its pixels are torn apart")
        elif name in (b"acTL", b"fcTL", b"fdAT"):
            raise animated("PNG")
        elif name[:1].isupper() and name != b"IEND":
            raise damaged("PNG", "it needs a chunk that nobody knows")
        elif name == b"eXIf":
            metadata += len(content)
            turned = orientation(bytes(content))
        elif name in TEXT_CHUNKS or name == b"iCCP":
            metadata += _inflated_size(chunk, MAX_TEXT - metadata)
        if metadata > MAX_TEXT:
            raise too_much_text("PNG")
        names.add(name)
        found.append(chunk)
    if header is None or b"IDAT" not in names:
        raise damaged("PNG", "it has no pixels")
    if header.colour == 3 and not colours:
        raise damaged("PNG", "its palette is missing")
    bare = data
    if not names.issubset(PIXEL_CHUNKS):
        bare = SIGNATURE + b"".join(data[chunk.start : chunk.end] for chunk in found if chunk.name in PIXEL_CHUNKS)
    return Structure(width=header.width, height=header.height, orientation=turned, bare=bare)


def check_pixels(bare: bytes) -> None:
    """Inflate all pixel data and check its checksum, its exact length and each row's filter. Raises Invalid.

    Runs in pieces of a megabyte, so a bomb costs no memory and stops at the size that the header announces.
    """
    found = list(chunks(bare))
    header = _header(found[0])
    passes = iter(header.passes())
    stride, rows = next(passes)
    total, seen = stride * rows, 0
    inflate = zlib.decompressobj()
    for piece in _inflate([chunk.content for chunk in found if chunk.name == b"IDAT"], inflate):
        while piece:
            if seen == total:
                stride, rows = next(passes, (0, 0))
                total, seen = stride * rows, 0
                if not total:
                    raise damaged("PNG", "it holds more pixels than it says")
            part = piece[: total - seen]
            if max(part[-seen % stride :: stride], default=0) > LAST_FILTER:
                raise damaged("PNG", "a row of pixels is not readable")
            seen += len(part)
            piece = piece[len(part) :]
    if not inflate.eof or seen != total or next(passes, None):
        raise damaged("PNG", "pixels are missing at its end")


def text_parts(chunk: Chunk) -> tuple[bytes, bytes, bool, bool]:
    """(keyword, value as stored, is it compressed, is it UTF-8) of a text chunk or a profile."""
    keyword, _, rest = bytes(chunk.content).partition(b"\0")
    if chunk.name == b"tEXt":
        return keyword, rest, False, False
    if chunk.name != b"iTXt":
        return keyword, rest[1:], True, False
    _, _, rest_after_language = rest[2:].partition(b"\0")
    _, _, value = rest_after_language.partition(b"\0")
    return keyword, value, rest[:1] == b"\1", True


def inflate_text(value: bytes, limit: int) -> bytes:
    """Inflate a compressed text, at most `limit` + 1 bytes of it; what does not inflate gives what came before."""
    try:
        return zlib.decompressobj().decompress(value, limit + 1)
    except zlib.error:
        return b""


def _header(chunk: Chunk) -> Header:
    """Read IHDR, which must come first and be sane."""
    if chunk.name != b"IHDR" or len(chunk.content) != 13:
        raise damaged("PNG", "it does not open with its header")
    width, height = (int.from_bytes(chunk.content[i : i + 4], "big") for i in (0, 4))
    depth, colour, compression, filtering, interlace = chunk.content[8:]
    if depth not in DEPTHS.get(colour, ()) or compression or filtering or interlace > 1:
        raise damaged("PNG", "its header makes no sense")
    check_size(width, height)
    return Header(width, height, depth, colour, bool(interlace))


def _palette(header: Header, content: memoryview) -> int:
    """The number of colours in PLTE."""
    colours, rest = divmod(len(content), 3)
    if rest or not 1 <= colours <= 256 or header.colour in (0, 4):
        raise damaged("PNG", "its palette is broken")
    return colours


def _transparency(header: Header, content: memoryview, colours: int) -> None:
    """Check that tRNS has the size its colour type wants."""
    sizes = {0: range(2, 3), 2: range(6, 7), 3: range(1, colours + 1)}
    if len(content) not in sizes.get(header.colour, ()):
        raise damaged("PNG", "its transparency is broken")


def _inflated_size(chunk: Chunk, limit: int) -> int:
    """Bytes that a text or profile chunk takes, counted no further than just past `limit`."""
    _, value, compressed, _ = text_parts(chunk)
    return len(inflate_text(value, limit)) if compressed else len(value)


def _inflate(contents: list[memoryview], inflate: zlib._Decompress) -> Iterator[bytes]:
    """All raw bytes of a zlib stream that is spread over several chunks, in pieces of at most PIECE."""
    try:
        for content in contents:
            for at in range(0, len(content), SLICE):
                pending = bytes(content[at : at + SLICE])
                while pending:
                    if inflate.eof:
                        raise damaged("PNG", "something follows its pixels")
                    yield inflate.decompress(pending, PIECE)
                    pending = inflate.unconsumed_tail
        while not inflate.eof and (piece := inflate.decompress(b"", PIECE)):
            yield piece
    except zlib.error:
        raise damaged("PNG", "its pixels do not unpack") from None
    if inflate.unused_data:
        raise damaged("PNG", "something follows its pixels")
