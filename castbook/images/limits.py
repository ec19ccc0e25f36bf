"""How large a picture may be, and the errors that say so."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import Invalid, TooLarge, UnsupportedMedia

MAX_BYTES = 64 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 16_384
MAX_TEXT = 4 * 1024 * 1024  # bytes of text, profile and EXIF in one file, inflated
MAX_PARTS = 65_536  # chunks or segments in one file: real encoders stay far below, a loop over millions costs seconds


@dataclass(frozen=True, kw_only=True)
class Structure:
    """What walking through a file's parts found.

    `width` and `height` are pixels as stored, before `orientation` (EXIF, 1 to 8) is applied. `bare` is the same
    picture without metadata, all that a decoder needs: no profile, text or EXIF of a stranger reaches Pillow.
    """

    width: int
    height: int
    orientation: int
    bare: bytes


def check_size(width: int, height: int) -> None:
    """Refuse a picture with no pixels (Invalid) or more than Castbook takes (TooLarge), before any is decoded."""
    if width < 1 or height < 1:
        raise Invalid("damaged_image", "This picture says that it has no pixels.", "Export it again and retry.")
    if width > MAX_SIDE or height > MAX_SIDE:
        raise TooLarge(
            "image_too_large",
            f"This picture is {width} x {height} pixels; a side may have at most {MAX_SIDE:,}.",
            "Scale it down and try again.",
        )
    if width * height > MAX_PIXELS:
        raise TooLarge(
            "image_too_large",
            f"This picture has {width * height / 1e6:.1f} megapixels; at most {MAX_PIXELS // 1_000_000} are taken.",
            "Scale it down and try again.",
        )


def damaged(kind: str, what: str) -> Invalid:
    """The error for a file of a known kind ("PNG") whose content is broken; `what` is a sentence without a stop."""
    return Invalid("damaged_image", f"This {kind} is damaged: {what}.", "Export or download it again and retry.")


def animated(kind: str) -> UnsupportedMedia:
    """The error for more than one frame."""
    return UnsupportedMedia(
        "animated_image", f"This {kind} is animated; a portrait is one picture.", "Save the frame you want as a PNG."
    )


def too_many_parts(kind: str) -> TooLarge:
    """The error for a file cut into an absurd number of parts."""
    return TooLarge("image_too_large", f"This {kind} has more than {MAX_PARTS:,} parts.", "Export it again and retry.")


def too_much_text(kind: str) -> TooLarge:
    """The error for more text than MAX_TEXT."""
    return TooLarge(
        "image_text_too_large",
        f"This {kind} carries more than {MAX_TEXT // (1024 * 1024)} MiB of text or other metadata.",
        "Save it without metadata and try again.",
    )
