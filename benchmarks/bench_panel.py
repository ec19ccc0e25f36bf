"""The panel in Chromium, 1,000 characters of 20 versions each.

Bounds: list 300 ms, neighbouring version p95 50 ms, what another panel changed 2 s.
"""

from __future__ import annotations

import os
import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from castbook import images
from castbook.cast import Settings
from castbook.library import Library
from tests.browser.server import Studio

CHARACTERS = 1_000
VERSIONS_EACH = 20
BATCH = 50
OPENINGS = 5
ROUNDS = 3
PAUSE_MS = 120  # between two steps of somebody who leafs through the versions quickly
LIST_BOUND_MS = 300.0
STEP_BOUND_MS = 50.0
CHANGE_BOUND_MS = 2000.0
CHANGES = 5
STAR = "Character 0000"
SETTINGS = Settings(image_prompt="grey braid", positive="grey braid, film still", seed="7", model="slate", steps=8)

# From the start of the navigation until the first rows have been painted.
LIST_SHOWN = """() => new Promise((resolve) => {
  const look = () => document.querySelector(".cb-row .cb-row-name")
    ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
    : requestAnimationFrame(look);
  look();
})"""

# From opening the tab, as ComfyUI does it every time, until the first rows have been painted; the modules are there.
TAB_OPENED = """async () => {
  const { mount, unmount } = await import("/castbook/web/panel/panel.mjs");
  const element = document.getElementById("panel");
  const host = {
    fetch: (path, options) => fetch(path, options),
    url: (path) => path,
    socketUrl: (path) => new URL(path, location.href.replace(/^http/, "ws")).href,
    openGraph: null,
  };
  unmount(element);
  const began = performance.now();
  mount(element, host);
  await new Promise((resolve) => {
    const look = () => document.querySelector(".cb-row .cb-row-name")
      ? requestAnimationFrame(() => setTimeout(resolve))
      : requestAnimationFrame(look);
    look();
  });
  return performance.now() - began;
}"""

# From the key until the other version's picture has been decoded and painted.
STEP = """(name) => new Promise((resolve) => {
  const image = document.querySelector("img.cb-picture");
  const counter = document.querySelector(".cb-counter");
  const before = [image.src, counter.textContent];
  const began = performance.now();
  document.querySelector(`[aria-label="${name}"]`).click();
  const look = async () => {
    if (image.src === before[0] || counter.textContent === before[1]) return requestAnimationFrame(look);
    await image.decode();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
  };
  look();
})"""

# From a request that is not the panel's own until the row says the new name.
CHANGED = """async ([id, name]) => {
  const began = performance.now();
  const shown = () => [...document.querySelectorAll(".cb-row-name")].some((row) => row.textContent === name);
  const headers = { "Content-Type": "application/json" };
  fetch(`/castbook/characters/${id}`, { method: "PATCH", headers, body: JSON.stringify({ name }) });
  await new Promise((resolve) => {
    const look = () => (shown() ? setTimeout(resolve) : requestAnimationFrame(look));
    look();
  });
  return performance.now() - began;
}"""


def portrait(width: int, height: int, shade: int) -> bytes:
    """A PNG with some detail, so that it is not smaller than real ones."""
    noise = np.random.default_rng(shade).integers(0, 64, (height // 4, width // 4, 3), dtype=np.uint8)
    return images.encode_png(np.kron(noise, np.ones((4, 4, 1), np.uint8)) + np.uint8(shade * 8))


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """1,000 characters of 20 versions; the first one's are full-sized and all different."""
    root = tmp_path_factory.mktemp("panel") / "library"
    library = Library.open(root, sample=False)
    production = library.create_production("A long series").id
    small = portrait(64, 96, 3)
    for start in range(0, CHARACTERS, BATCH):
        with library.transaction():
            for number in range(start, start + BATCH):
                character = library.create_character(production, f"Character {number:04}", image_prompt="grey braid")
                for version in range(VERSIONS_EACH):
                    data = small if number else portrait(832, 1216, version)
                    library.add_version(character.id, data, source="generated", settings=SETTINGS)
    library.close()
    with Studio(root) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    path = os.environ.get("CASTBOOK_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    sandbox = [] if os.name == "nt" or os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        if not path and not Path(playwright.chromium.executable_path).exists():
            pytest.skip("no Chromium found: install one, or set CASTBOOK_CHROMIUM")
        running = playwright.chromium.launch(executable_path=path, args=["--disable-gpu", *sandbox])
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    yield context.new_page()
    context.close()


def bench_panel_shows_the_list(studio: Studio, page: Page, record: Any) -> None:
    """From opening the tab to painted rows; beside it the whole page, whose modules the browser asks for anew."""
    pages = []
    for _ in range(OPENINGS + 1):
        page.goto(studio.url, wait_until="commit")
        pages.append(page.evaluate(LIST_SHOWN))
    record("panel: 1,000 characters, page loaded the first time", pages[0])
    record("panel: 1,000 characters, page loaded again", statistics.median(pages[1:]))
    tabs = [page.evaluate(TAB_OPENED) for _ in range(OPENINGS)]
    record("panel: 1,000 characters, tab opened", statistics.median(tabs), bound=LIST_BOUND_MS)


def bench_panel_shows_the_neighbouring_version(studio: Studio, page: Page, record: Any) -> None:
    """Older to the end and Newer back again, three times."""
    page.goto(studio.url)
    page.get_by_role("button", name=f"Portrait of {STAR}", exact=True).click()
    page.get_by_text(f"{VERSIONS_EACH} of {VERSIONS_EACH}", exact=True).wait_for()
    page.wait_for_timeout(1000)
    times = []
    for _ in range(ROUNDS):
        for name in ("Older", "Newer"):
            for _ in range(VERSIONS_EACH - 1):
                times.append(page.evaluate(STEP, name))
                page.wait_for_timeout(PAUSE_MS)
    times.sort()
    p95 = times[int(len(times) * 0.95)]
    record("panel: neighbouring version, median", statistics.median(times))
    record("panel: neighbouring version, p95", p95, bound=STEP_BOUND_MS)


def bench_panel_shows_what_another_one_changed(studio: Studio, page: Page, record: Any) -> None:
    """From the start of somebody else's request to the painted row: the websocket, the fetch and the drawing."""
    page.goto(studio.url)
    page.get_by_role("button", name=f"Portrait of {STAR}", exact=True).wait_for()
    (production,) = studio.library.productions().items
    (star,) = studio.library.characters(production.id, query=STAR).items
    times = [page.evaluate(CHANGED, [star.id, name]) for name in (f"{STAR} again", STAR) * CHANGES]
    record("panel: another's change, median", statistics.median(times), bound=CHANGE_BOUND_MS)
