"""Images: verify by content, measure, thumbnail, text chunks and the fast PNG writer.

Everything here works on bytes in memory and is CPU work: callers on the event loop go through `asyncio.to_thread`.
"""

from __future__ import annotations

from .encode import encode_png
from .limits import MAX_BYTES, MAX_PIXELS, MAX_SIDE, MAX_TEXT
from .record import generated_text
from .text import add_text, read_text
from .thumbs import thumbnail
from .verification import Measured, verify

__all__ = [
    "MAX_BYTES",
    "MAX_PIXELS",
    "MAX_SIDE",
    "MAX_TEXT",
    "Measured",
    "add_text",
    "encode_png",
    "generated_text",
    "read_text",
    "thumbnail",
    "verify",
]
