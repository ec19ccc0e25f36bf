"""What every answer of ours looks like: JSON, the error form, and the headers that keep a browser from guessing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from aiohttp import web

from ..cast import Page
from ..errors import CastbookError

T = TypeVar("T")

SAFE: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def as_json(value: Any, status: int = 200) -> web.Response:
    """Any JSON value as an answer."""
    text = json.dumps(value, allow_nan=False, separators=(",", ":"))
    return web.Response(text=text, status=status, content_type="application/json", headers=SAFE)


def as_list(page: Page[T], shape: Callable[[T], Mapping[str, Any]]) -> web.Response:
    """One stretch of a list: {"items": [...], "total": n}."""
    return as_json({"items": [shape(item) for item in page.items], "total": page.total})


def as_error(error: CastbookError) -> web.Response:
    """The error form: {"error": {"code", "message", "hint"}} with the error's own status."""
    answer = as_json({"error": error.as_json()}, status=error.status)
    if error.status == 503:
        answer.headers["Retry-After"] = "5"
    return answer
