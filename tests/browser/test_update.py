"""An update of the pack under an open browser profile: the next page has the new modules, none of the old."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Page, expect

from castbook.api.page import WEB_ROOT
from tests.browser.cast import Cast
from tests.browser.server import Studio


def test_after_an_update_no_old_module_is_left(tmp_path: Path, page: Page) -> None:
    web = tmp_path / "web"
    shutil.copytree(WEB_ROOT, web)
    with Studio(tmp_path / "library", web_root=web) as studio:
        Cast(page, studio.url).visit().open("Mira").close()
        for name, old, new in (
            ("row.mjs", "No portrait yet", "Nothing yet"),
            ("dialog.mjs", "Portrait of ${character.name}", "Portrait: ${character.name}"),
            ("list.css", "gap: 8px", "gap: 9px"),
        ):
            file = web / "panel" / name
            text = file.read_text("utf-8")
            assert old in text
            file.write_text(text.replace(old, new), "utf-8")

        cast = Cast(page, studio.url).visit()
        expect(cast.row("Mira").get_by_text("Nothing yet", exact=False)).to_be_visible()
        page.get_by_role("button", name="Portrait of Mira", exact=True).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('.cb-tools')).gap") == "9px"
