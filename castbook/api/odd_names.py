"""The page's files where ComfyUI's own route for them fails: in a folder whose name an address has to encode.

ComfyUI serves a pack's web folder as /extensions/FOLDER, and newer aiohttp no longer finds such a static route when
FOLDER holds a space or a letter beyond ASCII ("Castbook (copy)"). The nodes would be there, and the panel would not.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

BRACES = re.compile(r"[{}]")  # which mean something else in a route


def add_route(table: web.RouteTableDef, name: str, folder: Path) -> None:
    """Serve `folder` as /extensions/`name`, if that name needs it."""
    if quote(name) == name or BRACES.search(name):
        return
    forms = "|".join(re.escape(form) for form in (name, quote(name)))
    root = folder.resolve()

    async def answer(request: web.Request) -> web.StreamResponse:
        file = (root / request.match_info["file"]).resolve()
        if not file.is_relative_to(root) or not file.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(file, headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"})

    table.get(f"/extensions/{{pack:{forms}}}/{{file:.+}}")(answer)
