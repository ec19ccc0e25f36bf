"""The verbs that give a version's files back: the image bit for bit, a thumbnail, the graph."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from .. import images
from ..errors import CastbookError, Invalid, TooLarge, UnsupportedMedia
from . import blobs, faults, marker, trouble
from .blobs import GRAPH, Blob
from .versions import Versions, image_blob, version_row

SIZES = (256, 768)
_SEAL = hashlib.sha256().digest_size


class Pictures(Versions):
    """What is seen."""

    def image(self, version_id: str) -> bytes:
        """The file as it came in. Raises Unavailable when it is missing or damaged."""
        return self._bytes(self._image_blob(version_id))

    def image_path(self, version_id: str) -> Path:
        """Where the file lies, for reading only; checked to be there in full length."""
        with trouble.in_plain_words(only_reads=True):
            return self._blobs.locate(self._image_blob(version_id))

    def graph(self, version_id: str) -> dict[str, Any] | None:
        """The graph that made the version in ComfyUI's API format, if there was one."""
        with self.reading() as db:
            sha256 = version_row(db, version_id)["graph_sha256"]
        return None if sha256 is None else json.loads(self._bytes(Blob(sha256, GRAPH)))

    def thumbnail(self, version_id: str, size: int, *, deleted: bool = False) -> bytes:
        """A WebP of at most `size` (256 or 768) pixels a side, made when first asked for and whenever it is lost.

        `deleted`: of a deleted version too.
        """
        if size not in SIZES:
            raise Invalid("invalid_size", "There is no thumbnail of that size.", "Ask for 256 or 768.")
        blob = self._image_blob(version_id, deleted=deleted)
        path = thumbnail_path(self.root, blob.sha256, size)
        ready = read_thumbnail(path, blob.sha256, size)
        if ready is not None:
            return ready
        try:
            made = images.thumbnail(self._bytes(blob), size)
        except (Invalid, TooLarge, UnsupportedMedia) as error:
            raise blobs.unusable("damaged") from error
        self._keep_thumbnail(path, made + _seal(blob.sha256, size, made), blob.sha256)
        return made

    def _image_blob(self, version_id: str, *, deleted: bool = False) -> Blob:
        with self.reading() as db:
            return image_blob(version_row(db, version_id, deleted=deleted))

    def _keep_thumbnail(self, path: Path, sealed: bytes, sha256: str) -> None:
        # Only a cache: on a full or read-only disk the thumbnail is still shown, and made again next time.
        with suppress(OSError, CastbookError):
            marker.check(self.root, self.id)
            path.parent.mkdir(parents=True, exist_ok=True)
            with self._blobs.temporary_file(sha256) as fresh:
                faults.step("thumbnail.write")
                fresh.write_bytes(sealed)
                faults.step("thumbnail.place")
                fresh.replace(path)


def thumbnail_path(root: Path, sha256: str, size: int) -> Path:
    """Where a thumbnail is kept."""
    return root / "thumbs" / str(size) / sha256[:2] / f"{sha256}.webp"


def read_thumbnail(path: Path, sha256: str, size: int) -> bytes | None:
    """A kept thumbnail, or None if it is missing, damaged or that of another picture.

    The file is the WebP and then a seal, the SHA-256 over source, size and WebP: a thumbnail in the wrong place or
    with one bit changed is found without drawing it again.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return None
    webp, seal = data[:-_SEAL], data[-_SEAL:]
    return webp if seal == _seal(sha256, size, webp) else None


def _seal(sha256: str, size: int, webp: bytes) -> bytes:
    return hashlib.sha256(f"{sha256} {size} ".encode() + webp).digest()
