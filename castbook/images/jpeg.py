"""JPEG: the walk over its segments and scans, strict enough that no decoder stops half way.

Pillow's switch for truncated files is process-wide, so a file that ends early must be found without Pillow. This finds
every cut, broken table, missing component and (where the file has restart markers) missing stretch. What it cannot
find, and Pillow cannot either: flipped bits inside a scan that still decode, to wrong colours. Source: ITU-T T.81.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .exif import orientation
from .limits import MAX_PARTS, MAX_TEXT, Structure, animated, check_size, damaged, too_many_parts, too_much_text

SIGNATURE = b"\xff\xd8\xff"
SOI, EOI, SOS, DQT, DHT, DRI, COM = 0xD8, 0xD9, 0xDA, 0xDB, 0xC4, 0xDD, 0xFE
APP1, APP2, APP14 = 0xE1, 0xE2, 0xEE
BASELINE, EXTENDED, PROGRESSIVE = 0xC0, 0xC1, 0xC2
FRAMES = {*range(0xC0, 0xD0)} - {DHT, 0xC8, 0xCC}
KNOWN = FRAMES | {DHT, DQT, DRI, SOS, COM, 0xDC, *range(0xE0, 0xF0)}  # 0xDC: number of lines, which decoders skip
METADATA = {COM, *range(0xE1, 0xF0)} - {APP14}  # APP0 and APP14 (Adobe) say how colours are coded
MOST_BLOCKS = 10  # in one coding unit, T.81 B.2.3
STUFFED = 0x00  # behind 0xFF inside a scan: the byte 0xFF itself
RESTARTS = range(0xD0, 0xD8)


@dataclass
class _Frame:
    """The frame header: kind of coding, size, and per component (horizontal, vertical sampling, quantisation table)."""

    kind: int
    width: int
    height: int
    components: dict[int, tuple[int, int, int]]


@dataclass
class _Walk:
    """What has been seen so far of one JPEG."""

    frame: _Frame | None = None
    quantisation: set[int] = field(default_factory=set)
    huffman: set[int] = field(default_factory=set)  # class * 16 + number
    scanned: set[int] = field(default_factory=set)
    restart: int = 0
    comments: int = 0
    turned: int = 1
    pictures: bool = False  # it announces further pictures behind the first (gain map, depth, second eye)
    bare: list[bytes] = field(default_factory=list)


def walk(data: bytes) -> Structure:
    """Walk from SOI to EOI. Raises Invalid, TooLarge, UnsupportedMedia.

    Phones append further whole JPEGs (a gain map for HDR) and announce them in APP2: those are let through when whole.
    Anything else behind the end marker, but zeros, is refused.
    """
    seen, at = _walk_one(data, 0)
    end = len(data.rstrip(b"\0"))
    while at < end:
        if not seen.pictures or not data.startswith(SIGNATURE, at):
            raise damaged("JPEG", "something follows its end marker")
        at = _walk_one(data, at)[1]
    frame = seen.frame
    assert frame is not None  # _walk_one has refused a file without one
    return Structure(width=frame.width, height=frame.height, orientation=seen.turned, bare=b"".join(seen.bare))


def _walk_one(data: bytes, start: int) -> tuple[_Walk, int]:
    """Walk one JPEG that opens at `start`; what was seen, and where it ends."""
    seen, at = _Walk(bare=[b"\xff\xd8"]), start + 2
    for _ in range(MAX_PARTS):
        here = at
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        marker = data[at + 1] if data[at : at + 1] == b"\xff" and at + 1 < len(data) else 0
        if marker == EOI:
            if seen.frame is None or seen.scanned != seen.frame.components.keys():
                raise damaged("JPEG", "a part of its picture is missing")
            seen.bare.append(b"\xff\xd9")
            return seen, at + 2
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        end = at + 2 + length
        if marker not in KNOWN or length < 2 or end > len(data):
            raise damaged("JPEG", "it ends early or a marker is broken")
        _read_segment(seen, marker, data[at + 4 : end])
        if marker == SOS:
            coded, restarts = _coded(data, end)
            _check_scan(seen, data[at + 4 : end], coded, restarts)
            end += coded
        if marker not in METADATA:
            seen.bare.append(data[here:end])
        at = end
    raise too_many_parts("JPEG")


def _coded(data: bytes, start: int) -> tuple[int, list[int]]:
    """How many bytes of coded pixels begin at `start`, and the numbers of the restart markers between them.

    Not by a regular expression: over 20 MB that would keep every other thread waiting, the event loop's too.
    """
    restarts: list[int] = []
    at = start
    while (mark := data.find(b"\xff", at)) >= 0:
        at = mark + 1
        while data[at : at + 1] == b"\xff":
            at += 1
        code = data[at] if at < len(data) else STUFFED
        if code in RESTARTS:
            restarts.append(code - RESTARTS.start)
        elif code != STUFFED:
            return mark - start, restarts
        at += 1
    raise damaged("JPEG", "it ends before its end marker")


def _read_segment(seen: _Walk, marker: int, content: bytes) -> None:
    """Take in what one segment says; tables and frame are checked here."""
    if marker in FRAMES:
        if seen.frame is not None:
            raise animated("JPEG")
        seen.frame = _frame(marker, content)
    elif marker == DQT:
        _quantisation_tables(seen, content)
    elif marker == DHT:
        _huffman_tables(seen, content)
    elif marker == DRI:
        if len(content) != 2:
            raise damaged("JPEG", "its restart interval is broken")
        seen.restart = int.from_bytes(content, "big")
    elif marker == COM:
        seen.comments += len(content)
        if seen.comments > MAX_TEXT:
            raise too_much_text("JPEG")
    elif marker == APP1 and content.startswith(b"Exif\0\0"):
        seen.turned = orientation(content)
    elif marker == APP2 and content.startswith(b"MPF\0"):
        seen.pictures = True


def _frame(kind: int, content: bytes) -> _Frame:
    """The frame header, of a coding that browsers show: Huffman, 8 bit, sequential or progressive."""
    if kind not in (BASELINE, EXTENDED, PROGRESSIVE) or content[:1] != b"\x08":
        raise damaged("JPEG", "it uses a rare coding that browsers do not show")
    height, width = int.from_bytes(content[1:3], "big"), int.from_bytes(content[3:5], "big")
    check_size(width, height)
    entries = [content[i : i + 3] for i in range(6, len(content), 3)]
    components = {entry[0]: (entry[1] >> 4, entry[1] & 15, entry[2]) for entry in entries if len(entry) == 3}
    if len(entries) not in (1, 3, 4) or len(components) != content[5] or len(entries) != content[5]:
        raise damaged("JPEG", "its colour components make no sense")
    across, down, _ = zip(*components.values(), strict=True)
    if any(not 1 <= n <= 4 or max(across) % n for n in across) or any(not 1 <= n <= 4 or max(down) % n for n in down):
        raise damaged("JPEG", "its colour components make no sense")
    return _Frame(kind, width, height, components)


def _quantisation_tables(seen: _Walk, content: bytes) -> None:
    """Note which quantisation tables are there."""
    at = 0
    while at < len(content):
        wide, number = content[at] >> 4, content[at] & 15
        at += 1 + 64 * (1 + wide)
        if wide > 1 or number > 3 or at > len(content):
            raise damaged("JPEG", "a quantisation table is broken")
        seen.quantisation.add(number)


def _huffman_tables(seen: _Walk, content: bytes) -> None:
    """Check that each code fits its lengths, as decoders demand, and note which are there."""
    at = 0
    while at < len(content):
        kind, counts = content[at], content[at + 1 : at + 17]
        symbols = content[at + 17 : at + 17 + sum(counts)]
        at += 17 + sum(counts)
        room = 1
        for count in counts:
            room = 2 * room - count
            if room < 0:
                break
        if at > len(content) or len(counts) < 16 or room < 0 or kind & 15 > 3 or kind >> 4 > 1 or sum(counts) > 256:
            raise damaged("JPEG", "a Huffman table is broken")
        if kind < 16 and max(symbols, default=0) > 15:
            raise damaged("JPEG", "a Huffman table is broken")
        seen.huffman.add(kind)


def _check_scan(seen: _Walk, header: bytes, coded: int, restarts: list[int]) -> None:
    """Check a scan against frame and tables, and that its `coded` bytes are not fewer than any coding could make."""
    frame = seen.frame
    count = header[0] if header else 0
    if frame is None or not 1 <= count <= 4 or len(header) != 4 + 2 * count:
        raise damaged("JPEG", "a scan makes no sense")
    chosen = [(header[1 + 2 * i], header[2 + 2 * i]) for i in range(count)]
    first, last, refining, low = header[-3], header[-2], header[-1] >> 4, header[-1] & 15
    if any(number not in frame.components for number, _ in chosen) or len({number for number, _ in chosen}) != count:
        raise damaged("JPEG", "a scan is for a colour that is not there")
    if any(frame.components[number][2] not in seen.quantisation for number, _ in chosen):
        raise damaged("JPEG", "a quantisation table is missing")
    if frame.kind != PROGRESSIVE:
        first = refining = 0  # decoders do not look at these there
    else:
        band = 1 <= first <= last <= 63 and count == 1 if first else not last  # one colour's AC band, or DC alone
        if not band or low > 13 or (refining and low != refining - 1):
            raise damaged("JPEG", "its progressive scans make no sense")
    needs_dc = not first and not refining
    needs_ac = bool(first) or frame.kind != PROGRESSIVE
    for _, tables in chosen:
        if (needs_dc and tables >> 4 not in seen.huffman) or (needs_ac and 16 + (tables & 15) not in seen.huffman):
            raise damaged("JPEG", "a Huffman table is missing")
    if not first:
        seen.scanned.update(number for number, _ in chosen)
    units, blocks = _units(frame, [number for number, _ in chosen])
    if blocks > units * MOST_BLOCKS:
        raise damaged("JPEG", "a scan makes no sense")
    if not first and coded * 8 < blocks * (needs_dc + needs_ac):  # one bit per code at the least
        raise damaged("JPEG", "pixels are missing")
    if seen.restart:
        expected = _over(units, seen.restart) - 1
        if restarts[:expected] != [i % 8 for i in range(expected)]:
            raise damaged("JPEG", "a stretch of its pixels is missing")


def _units(frame: _Frame, chosen: list[int]) -> tuple[int, int]:
    """(coding units, blocks of 8 x 8) that a scan over these components holds."""
    widest = max(across for across, _, _ in frame.components.values())
    highest = max(down for _, down, _ in frame.components.values())
    if len(chosen) > 1:
        units = _over(frame.width, 8 * widest) * _over(frame.height, 8 * highest)
        return units, units * sum(frame.components[number][0] * frame.components[number][1] for number in chosen)
    across, down, _ = frame.components[chosen[0]]
    units = _over(_over(frame.width * across, widest), 8) * _over(_over(frame.height * down, highest), 8)
    return units, units


def _over(pixels: int, step: int) -> int:
    """How many steps cover these pixels."""
    return -(-pixels // step)
