"""The whole story on the studio page."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.cast import Cast
from tests.browser.server import Studio
from tests.browser.story import tell


def test_portraits_are_made_uploaded_chosen_and_found_again(studio: Studio, page: Page) -> None:
    tell(Cast(page, studio.url).visit())
