"""The page's files under folder names that an address has to encode, where ComfyUI's own route does not find them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from yarl import URL

from castbook.api import odd_names


async def status(server: TestServer, path: str) -> int:
    async with (
        aiohttp.ClientSession() as session,
        session.get(URL(f"{server.make_url('/')}{path}", encoded=True)) as got,
    ):
        return got.status


@pytest.mark.parametrize(
    "name", ["Castbook (copy)", "Cast book.1", "Besetzung für Köln", "日本", "a&b", "a#b", "100%", "[x]"]
)
async def test_a_folder_of_any_name_is_served_and_nothing_beside_it(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "pack" / "web"
    (folder / "docs").mkdir(parents=True)
    (folder / "main.js").write_text("1")
    (folder / "docs" / "A.md").write_text("# A")
    (tmp_path / "pack" / "secret").write_text("x")
    table = web.RouteTableDef()
    odd_names.add_route(table, name, folder)
    app = web.Application()
    app.add_routes(table)
    async with TestServer(app) as server:
        base = f"extensions/{quote(name)}"
        assert await status(server, f"{base}/main.js") == 200
        assert await status(server, f"{base}/docs/A.md") == 200
        for path in ("docs", "gone.js", "..%2fsecret", "%2e%2e/secret", "docs/..%2f..%2fsecret"):
            assert await status(server, f"{base}/{path}") == 404
        assert await status(server, "extensions/other/main.js") == 404


@pytest.mark.parametrize("name", ["castbook", "some.pack-name", "comfyui_castbook"])
def test_plain_names_are_left_to_comfyui(name: str, tmp_path: Path) -> None:
    table = web.RouteTableDef()
    odd_names.add_route(table, name, tmp_path)
    assert not list(table)
