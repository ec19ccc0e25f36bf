"""Zip archives within bounds: number, size and names of the members, checked while reading, nothing written to disk."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import BinaryIO

from ..errors import Invalid, TooLarge

# What zipfile and the decompressors raise on damaged, encrypted or exotic archives.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)


class Archive:
    """A zip file opened for reading. Every failure is a CastbookError that calls the file by `kind` ("EPUB", ...)."""

    def __init__(self, data: bytes | BinaryIO, kind: str, *, members: int = 5_000, total: int = 64 << 20) -> None:
        self.kind = kind
        self._left = total
        self._total = total
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data)
            infos = self._zip.infolist()
        except DAMAGE as error:
            raise self._damaged() from error
        if len(infos) > members:
            raise TooLarge(
                "archive_too_large", f"The {kind} file has {len(infos):,} parts; that is too many.", "Unpack it first."
            )
        self.names = [info.filename for info in infos]
        for info in infos:
            self._check(info)
        if len(set(self.names)) != len(self.names):
            raise Invalid("unsafe_archive", f"The {kind} file names a part twice.", "Export it again.")

    def _check(self, info: zipfile.ZipInfo) -> None:
        name = info.filename
        parts = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or ".." in parts or "\x00" in name or (len(name) > 1 and name[1] == ":"):
            raise Invalid(
                "unsafe_archive", f"The {self.kind} file names parts outside itself.", "It is not safe to open."
            )
        if info.flag_bits & 1:
            raise Invalid("encrypted_archive", f"The {self.kind} file is encrypted.", "Save it without a password.")

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def read(self, name: str, limit: int = 20 << 20) -> bytes:
        """A part's bytes, at most `limit`; all parts together at most the archive's total."""
        if name not in self.names:
            raise Invalid("damaged_file", f"The {self.kind} file lacks a part it needs.", "Export it again.")
        bound = min(limit, self._left)
        try:
            with self._zip.open(name) as part:
                data = part.read(bound + 1)
        except DAMAGE as error:
            raise self._damaged() from error
        if len(data) > bound:
            raise TooLarge(
                "archive_too_large",
                f"The {self.kind} file unpacks to more than {bound >> 20} MB.",
                "It may be damaged, or made to fill the memory.",
            )
        self._left -= len(data)
        return data

    def _damaged(self) -> Invalid:
        return Invalid("damaged_file", f"The {self.kind} file is damaged or cut off.", "Export it again.")
