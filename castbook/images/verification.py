"""verify(): is this one whole picture of a kind Castbook keeps, judged by its content alone."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from ..errors import Invalid, TooLarge, UnsupportedMedia
from . import jpeg, png, webp
from .limits import MAX_BYTES, Structure, damaged

NAMES = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WebP"}
# What people try, by its first bytes; the offset counts because ISO media names itself at byte 4.
OTHERS = (
    (0, b"GIF8", "a GIF"),
    (0, b"BM", "a BMP"),
    (0, b"II*\0", "a TIFF"),
    (0, b"MM\0*", "a TIFF"),
    (0, b"8BPS", "a Photoshop file"),
    (0, b"%PDF", "a PDF"),
    (4, b"ftypavif", "an AVIF"),
    (4, b"ftyphei", "a HEIC photo"),
    (4, b"ftypmif1", "a HEIC photo"),
    (0, b"PK\3\4", "a ZIP archive"),
    (0, b"<", "markup such as SVG or HTML"),
)


@dataclass(frozen=True)
class Measured:
    """A verified picture. `width` and `height` are pixels as shown, with EXIF `orientation` (1 to 8) applied."""

    media_type: str
    width: int
    height: int
    orientation: int


def verify(data: bytes) -> Measured:
    """Check that `data` is one whole PNG, JPEG or WebP within the limits, and measure it.

    A PNG is checked to its last pixel row without Pillow. JPEG and WebP are walked by own code and then decoded; a JPEG
    whose scans were damaged without losing a marker is not found out (nor does Pillow find it).
    Raises UnsupportedMedia for anything else, TooLarge beyond a limit, Invalid for a damaged file.
    """
    media_type, structure = read_structure(data)
    if media_type == "image/png":
        png.check_pixels(structure.bare)
    else:
        with decode(media_type, structure, shrink_to=1):
            pass
    width, height = structure.width, structure.height
    if structure.orientation > 4:
        width, height = height, width
    return Measured(media_type, width, height, structure.orientation)


def read_structure(data: bytes) -> tuple[str, Structure]:
    """Media type and structure, without looking at pixels. Raises as `verify` does."""
    if len(data) > MAX_BYTES:
        raise TooLarge(
            "image_too_large",
            f"This picture has {len(data) / 2**20:.1f} MiB; at most {MAX_BYTES // 2**20} are taken.",
            "Save it as JPEG or WebP, or scale it down.",
        )
    if data.startswith(png.SIGNATURE):
        return "image/png", png.walk(data)
    if data.startswith(jpeg.SIGNATURE):
        return "image/jpeg", jpeg.walk(data)
    if webp.is_webp(data):
        return "image/webp", webp.walk(data)
    raise _unsupported(data)


def decode(media_type: str, structure: Structure, *, shrink_to: int | None = None) -> Image.Image:
    """Decode with Pillow, limited to the one format that the structure has. Raises Invalid.

    A JPEG is decoded at a fraction of its size where that stays above `shrink_to` pixels on its shorter side.
    """
    name = NAMES[media_type]
    try:
        image = Image.open(BytesIO(structure.bare), formats=(name.upper(),))
        if shrink_to is not None:
            image.draft(None, (shrink_to, shrink_to))  # pyright: ignore[reportArgumentType]  None keeps the mode
        image.load()
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise damaged(name, "its pixels do not decode") from error
    return image


def _unsupported(data: bytes) -> Invalid | UnsupportedMedia:
    """The error for a file that is none of the three kinds, with its own kind where that is known."""
    if not data:
        return Invalid("empty_image", "This file is empty.", "Choose a PNG, JPEG or WebP picture.")
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip() if data[:4] != b"PK\3\4" else data[:64]
    kind = next((name for at, magic, name in OTHERS if start[at:].startswith(magic)), "something else")
    return UnsupportedMedia(
        "unsupported_image",
        f"This is not a PNG, JPEG or WebP picture but {kind}.",
        "Save or export it as PNG, JPEG or WebP.",
    )
