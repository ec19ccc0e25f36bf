"""Fixtures for tests in a real browser: Chromium, and a server of the studio page with the slate engine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.cast import take_over_file_picker
from tests.browser.server import Studio

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
WAIT = 10_000  # milliseconds until a wait in the page counts as failed


def find_chromium() -> str | None:
    """The browser to test with: CASTBOOK_CHROMIUM, one on the PATH, else the one Playwright has installed."""
    named = os.environ.get("CASTBOOK_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if named:
        return named
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


CHROMIUM = find_chromium()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser where there is none."""
    if CHROMIUM:
        return
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.skip(reason="no Chromium found: install one, or set CASTBOOK_CHROMIUM"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say loudly that nothing was tried in a browser."""
    if not CHROMIUM:
        terminalreporter.write_line("NOT TESTED: no Chromium found (PATH, CASTBOOK_CHROMIUM)", red=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium. It lives for one test file: while Playwright's own event loop runs, no test of asyncio could."""
    sandbox = [] if os.name == "nt" or os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *sandbox])
        yield running
        running.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """new_page(**context options) -> a page in a context of its own; an error in its scripts fails the test."""
    contexts = []
    mistakes: list[str] = []

    def make(**options: Any) -> Page:
        options.setdefault("viewport", {"width": 1400, "height": 900})
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(WAIT)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.on("pageerror", lambda error: mistakes.append(str(error)))
        take_over_file_picker(page)
        return page

    yield make
    for context in contexts:
        context.close()
    assert not mistakes


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page 1400 pixels wide."""
    return new_page()


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """The studio page with the sample production and a slate engine that takes a moment."""
    with Studio(tmp_path / "library") as running:
        yield running
