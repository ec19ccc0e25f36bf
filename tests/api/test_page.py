"""The panel's files and the stand-alone page."""

from __future__ import annotations

from pathlib import Path

import pytest

from castbook.api.page import published
from castbook.app import Castbook, Hosts

HIDDEN = {
    "main.js": "// registers with ComfyUI",
    "docs/CastbookSlate.md": "# Slate",
    "panel/notes.txt": "no media type of ours",
    "panel/script.js": "ComfyUI would load it by itself",
    "secret.mjs": "outside the panel",
}
SHOWN = {
    "panel/cast.mjs": "export const a = 1;",
    "panel/deep/b.mjs": "",
    "panel/castbook.css": "p {}",
    "studio.mjs": "",
}


@pytest.fixture
def web_root(tmp_path: Path) -> Path:
    root = tmp_path / "web"
    for name, text in {**HIDDEN, **SHOWN, "studio.html": "<!doctype html><title>Castbook</title>"}.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "outside.mjs").write_text("outside")
    (root / "panel" / "link.mjs").symlink_to(tmp_path / "outside.mjs")
    return root


@pytest.fixture
async def page(serving, library, web_root):
    return await serving(Castbook(library, [], hosts=Hosts(), web_root=web_root))


async def test_the_panels_files_are_asked_for_every_time_and_sent_when_changed(page, web_root):
    url = "/castbook/web/panel/cast.mjs"
    first = await page.raw(url)
    assert (first.status, await first.text()) == (200, "export const a = 1;")
    assert first.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert first.headers["Cache-Control"] == "no-cache"
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    known = {"If-None-Match": first.headers["ETag"]}
    again = await page.raw(url, **known)
    assert (again.status, await again.read()) == (304, b"")
    assert again.headers["Cache-Control"] == "no-cache" and again.headers["ETag"] == first.headers["ETag"]

    (web_root / "panel" / "cast.mjs").write_text("export const a = 2;")  # an update under a running server
    changed = await page.raw(url, **known)
    assert (changed.status, await changed.text()) == (200, "export const a = 2;")
    assert changed.headers["ETag"] != first.headers["ETag"]


async def test_only_the_panels_own_files_are_published(page, web_root):
    assert set(published(web_root)) == set(SHOWN)
    for name in (*HIDDEN, "panel/link.mjs", "studio.html", "panel", "panel/"):
        assert (await page.raw(f"/castbook/web/{name}")).status == 404, name


@pytest.mark.parametrize(
    "path",
    [
        "../outside.mjs", "panel/../../outside.mjs", "%2e%2e/outside.mjs", "panel/%2e%2e%2f%2e%2e%2foutside.mjs",
        "..%5coutside.mjs", "panel//cast.mjs", "/panel/cast.mjs", "%2fetc/passwd", "panel/cast.mjs%00.css", "panel/%00",
        "panel/cast.mjs/", "PANEL/cast.mjs", "panel/./cast.mjs%2f..", "C:/x", "panel/%ff",
    ],
)  # fmt: skip
async def test_an_address_never_becomes_a_path(page, path):
    answer = await page.wire("GET", f"/castbook/web/{path}")
    assert b" 404 " in answer.partition(b"\r\n")[0] and b"outside" not in answer


async def test_the_page_runs_our_own_scripts_only(page):
    answer = await page.raw("/")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-cache"
    assert (await page.raw("/", **{"If-None-Match": answer.headers["ETag"]})).status == 304


async def test_a_link_on_another_site_opens_the_page(page):
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert (await page.raw("/", **link)).status == 200
    assert (await page.raw("/castbook/web/panel/cast.mjs", **link)).status == 403
    assert (await page.raw("/castbook/productions", **link)).status == 403


async def test_without_its_files_the_page_says_so(serving, library, tmp_path):
    api = await serving(Castbook(library, [], hosts=Hosts(), web_root=tmp_path / "nowhere"))
    answer = await api.raw("/")
    assert answer.status == 404
    assert (await answer.json())["error"]["code"] == "unknown_file"
