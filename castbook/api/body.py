"""Reading what a request carries: a JSON object, or one uploaded file, each as a stream with limits of its own.

`request.json()` and `request.post()` are not used: the first takes duplicate keys and NaN, the second collects a whole
form in memory before anybody counts it, and its limit belongs to the host's application, not to us.
"""

from __future__ import annotations

import asyncio
import json
import re
import unicodedata
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, BinaryIO, NoReturn, TypeVar

import aiohttp
from aiohttp import web

from ..errors import CastbookError, Invalid, TooLarge, UnsupportedMedia
from ..library import scratch

MAX_JSON = 1024 * 1024
MAX_UPLOAD = 64 * 1024 * 1024
MAX_FORM_OVERHEAD = 64 * 1024  # boundaries, part headers, a browser's epilogue
CHUNK = 256 * 1024
PATIENCE = 30.0  # seconds without a single byte, after which a body counts as given up

T = TypeVar("T")
Sink = Callable[[bytes], Awaitable[None]]


class Malformed(CastbookError):
    """The body is not what its content type says (400, where Invalid is about a value's meaning)."""

    status = 400


@dataclass(frozen=True)
class Upload:
    """One uploaded file. `filename` is the sender's label for it: shown, perhaps, but never made into a path."""

    data: bytes
    filename: str | None


@dataclass(frozen=True)
class LargeUpload:
    """The same, too large for memory: an open file without a name, at its start. Whoever gets it closes it."""

    file: BinaryIO
    filename: str | None


def label(filename: str | None, otherwise: str) -> str:
    """A file's name as a label: without folders and without what cannot be seen; its end counts, if it is long."""
    last = re.split(r"[/\\]", filename or "")[-1]
    shown = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip()
    return shown[-100:].strip() or otherwise


def refuse_encoding(request: web.BaseRequest) -> None:
    """A compressed body is refused: aiohttp would unpack it before any limit of ours sees its size."""
    if request.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise UnsupportedMedia(
            "encoded_body", "Castbook does not read compressed request bodies.", "Send it without Content-Encoding."
        )


async def read_object(request: web.BaseRequest, limit: int = MAX_JSON) -> dict[str, Any]:
    """The body as a JSON object; an empty one counts as {}. `limit` is in bytes.

    Raises TooLarge, Malformed for what is not JSON in UTF-8, and Invalid for what JSON allows but Castbook does not:
    doubled names, numbers without a finite value, half characters, anything that is not an object.
    """
    data = await _read_all(request, limit)
    if not data.strip():
        return {}
    try:
        value = json.loads(
            data.decode("utf-8"), object_pairs_hook=_object, parse_float=_finite, parse_constant=_no_constant
        )
    except UnicodeDecodeError:
        raise Malformed("not_utf8", "The request's text is not UTF-8.", "Send JSON in UTF-8.") from None
    except RecursionError:
        raise Malformed("too_deep", "The request's JSON is nested too deeply.", "Castbook's own is flat.") from None
    except ValueError:
        raise Malformed("not_json", "The request is not valid JSON.", "Check quotes, commas and brackets.") from None
    if not isinstance(value, dict):
        raise Invalid("not_an_object", "The request has to be a JSON object.", 'Send {"name": value, ...}.')
    _refuse_half_characters(value)
    return value


async def read_upload(request: web.BaseRequest, field: str, limit: int = MAX_UPLOAD) -> Upload:
    """The one file of a multipart form, from the part named `field`, in memory. `limit` is in bytes.

    Raises TooLarge, Malformed for a broken form, Invalid for a missing, second or unknown part, and UnsupportedMedia
    for a part that is transfer-encoded: browsers send files as they are.
    """
    chunks: list[bytes] = []

    async def keep(chunk: bytes) -> None:
        chunks.append(chunk)

    filename = await _receive(request, field, limit, keep)
    return Upload(b"".join(chunks), filename)


async def read_large_upload(request: web.BaseRequest, field: str, limit: int) -> LargeUpload:
    """The same into a temporary file that has no name and goes when it is closed. Raises StorageFull besides."""
    file = await asyncio.to_thread(scratch.room)
    try:
        filename = await _receive(request, field, limit, lambda chunk: asyncio.to_thread(scratch.write, file, chunk))
        await asyncio.to_thread(file.seek, 0)
    except BaseException:
        file.close()
        raise
    return LargeUpload(file, filename)


async def _receive(request: web.BaseRequest, field: str, limit: int, keep: Sink) -> str | None:
    """Hand the one file of a form on, piece by piece; returns the sender's name for it."""
    if (request.content_length or 0) > limit + MAX_FORM_OVERHEAD:
        raise _too_large(limit)
    names: list[str | None] = []
    try:
        form = await request.multipart()
        while (part := await _patiently(form.next())) is not None:
            if isinstance(part, aiohttp.BodyPartReader) and part.name is None:
                raise ValueError("a part without a name that can be read")
            if not isinstance(part, aiohttp.BodyPartReader) or part.name != field:
                raise Invalid(
                    "unknown_field", f"The upload has a part other than {field}.", f"Send one part named {field}."
                )
            if names:
                raise Invalid(
                    "second_file", "The upload holds more than one file.", "Send each file in a request of its own."
                )
            await _read_part(request, part, limit, keep)
            names.append(part.filename)
    except (ValueError, AssertionError, aiohttp.ClientError, aiohttp.http.HttpProcessingError):
        # what aiohttp's multipart reader raises for a form that breaks off, has no boundary or mangled headers
        raise Malformed("broken_form", "The upload is incomplete or not a valid form.", "Send it again.") from None
    if not names:
        raise Invalid("missing_field", f"The upload has no part named {field}.", f"Send the file as {field}.")
    return names[0]


async def _read_part(request: web.BaseRequest, part: aiohttp.BodyPartReader, limit: int, keep: Sink) -> None:
    transfer = part.headers.get("Content-Transfer-Encoding", "binary").strip().lower()
    if transfer not in ("binary", "8bit", "7bit") or "Content-Encoding" in part.headers:
        raise UnsupportedMedia(
            "encoded_part", "Castbook takes files as they are, not encoded.", "Send the file's bytes unchanged."
        )
    size = 0
    while chunk := await _patiently(part.read_chunk(CHUNK)):
        size += len(chunk)
        if size > limit or request.content.total_bytes > limit + MAX_FORM_OVERHEAD:
            raise _too_large(limit)
        await keep(bytes(chunk))


async def _read_all(request: web.BaseRequest, limit: int) -> bytes:
    if (request.content_length or 0) > limit:
        raise _too_large(limit)
    chunks: list[bytes] = []
    size = 0
    try:
        while chunk := await _patiently(request.content.readany()):
            size += len(chunk)
            if size > limit:
                raise _too_large(limit)
            chunks.append(chunk)
    except (aiohttp.ClientError, aiohttp.http.HttpProcessingError):
        raise Malformed("broken_body", "The request broke off.", "Send it again.") from None
    return b"".join(chunks)


async def _patiently(reading: Awaitable[T]) -> T:
    try:
        return await asyncio.wait_for(reading, PATIENCE)
    except asyncio.TimeoutError:
        raise Malformed("slow_body", "The request stopped arriving.", "Send it again.") from None


def _too_large(limit: int) -> TooLarge:
    allowed = f"{limit >> 20} MB" if limit < 2**30 else f"{limit >> 30} GB"
    return TooLarge("body_too_large", f"The request holds more than {allowed}.", f"Castbook takes up to {allowed}.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise Invalid("doubled_field", "A field stands twice in the request.", "Send each field once.")
    return value


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        _no_constant(text)
    return number


def _no_constant(text: str) -> NoReturn:
    raise Invalid("not_finite", "A number in the request has no finite value.", "NaN and Infinity are not JSON.")


def _refuse_half_characters(value: Any) -> None:
    """JSON can write one half of a surrogate pair, which no UTF-8 file, database or header can hold."""
    open_values = [value]
    while open_values:
        current = open_values.pop()
        if isinstance(current, dict):
            open_values += [*current.keys(), *current.values()]
        elif isinstance(current, list):
            open_values += current
        elif isinstance(current, str):
            try:
                current.encode("utf-8")
            except UnicodeEncodeError:
                raise Invalid(
                    "half_character", "A text in the request holds half of a character.", "Send whole characters."
                ) from None
