"""The one EXIF value that matters for showing a picture: its orientation."""

from __future__ import annotations

import struct

ORIENTATION = 0x0112
SHORT = 3


def orientation(exif: bytes) -> int:
    """Orientation 1 to 8 from an EXIF block (TIFF header, with or without "Exif\\0\\0"); 1 where there is none.

    Reads the first directory only, so that no crafted offset costs more than one pass over it.
    """
    tiff = exif.removeprefix(b"Exif\0\0")
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None or len(tiff) < 8:
        return 1
    (directory,) = struct.unpack_from(order + "I", tiff, 4)
    if directory + 2 > len(tiff):
        return 1
    (count,) = struct.unpack_from(order + "H", tiff, directory)
    for entry in range(directory + 2, min(directory + 2 + 12 * count, len(tiff) - 11), 12):
        tag, kind, _, value = struct.unpack_from(order + "HHIH", tiff, entry)
        if tag == ORIENTATION:
            return value if kind == SHORT and 1 <= value <= 8 else 1
    return 1
