"""The whole story on the studio page."""

from __future__ import annotations

from playwright.sync_api import Page

from castbook.api.page import WEB_ROOT
from tests.browser.cast import Cast
from tests.browser.server import Studio
from tests.browser.story import tell


def test_portraits_are_made_uploaded_chosen_and_found_again(studio: Studio, page: Page) -> None:
    tell(Cast(page, studio.url).visit())


def test_comfyui_loads_one_small_script_of_ours_at_its_start() -> None:
    scripts = list(WEB_ROOT.rglob("*.js"))
    assert [script.name for script in scripts] == ["main.js"]
    assert scripts[0].stat().st_size <= 5000
