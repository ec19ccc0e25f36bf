"""The pictures of README and guide, taken from the real page: only with CASTBOOK_PICTURES=1, into docs/images/."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from castbook import images
from tests.browser.cast import GENERATE, Cast, Dialog, drop_files
from tests.browser.server import Studio

pytestmark = pytest.mark.skipif(
    not os.environ.get("CASTBOOK_PICTURES"),
    reason="CASTBOOK_PICTURES is not set: pictures stay as they are",
)
SEEDS = {
    "Ada": ("20", "21"),
    "Captain Oda": ("5",),
    "Jonas": ("8", "9", "14"),
    "Mira": ("31", "4711", "77", "12", "105"),
    "Mr. Fenn": ("60",),
}

LIST = b"""Name,Also known as,Age,Hair,Clothes,Biography,Phone
Tom Reed,Tommy,34,red,a grey suit,The accountant who knows too much.,555-0100
Ida Brandt,,,,,,555-0101
Mira,,40,,,,555-0102
"""
ABOUT = "{{char}} keeps the lighthouse. She is tall and has pink hair and amber eyes."


@pytest.fixture
def folder(root: Path) -> Path:
    """Where the documentation's pictures are."""
    folder = root / "docs" / "images"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """Slate at a speed that can be photographed."""
    with Studio(tmp_path / "library", step_seconds=0.05) as running:
        yield running


def make_cast(cast: Cast) -> None:
    """Some characters with portraits of fixed seeds, so that the pictures stay the same."""
    for name, seeds in SEEDS.items():
        dialog = cast.open(name)
        for number, seed in enumerate(seeds, start=1):
            dialog.text("Seed").fill(seed)
            dialog.generate(f"{number} of {number}")
        dialog.text("Seed").fill("")
        dialog.close()


def card(name: str, studio: Studio) -> bytes:
    """A character card, its picture being a portrait that is there."""
    [production] = studio.library.productions().items
    selected = studio.library.character_named(production.id, "Ada").selected
    assert selected is not None
    value = {"spec": "chara_card_v2", "data": {"name": name, "description": ABOUT}}
    packed = base64.b64encode(json.dumps(value).encode()).decode()
    return images.add_text(studio.library.image(selected.id), {"chara": packed})


def snap(page: Page, file: Path) -> None:
    """Take the page when it has come to rest."""
    page.wait_for_timeout(700)
    page.screenshot(path=file)


def snap_part(dialog: Dialog, selector: str, file: Path) -> None:
    """Take one part of the dialog."""
    dialog.page.wait_for_timeout(500)
    dialog.root.locator(selector).screenshot(path=file)


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_pictures_are_taken(
    studio: Studio, new_page: Callable[..., Page], folder: Path, scheme: str, tmp_path: Path
) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": 1400, "height": 900})
    cast = Cast(page, studio.url).visit()
    make_cast(cast)
    suffix = "" if scheme == "dark" else "-light"
    page.set_viewport_size({"width": 1400, "height": 620})
    page.mouse.move(1390, 610)
    page.evaluate("document.activeElement.blur()")
    snap(page, folder / f"cast{suffix}.png")
    page.set_viewport_size({"width": 1400, "height": 900})
    mira = cast.open("Mira")
    mira.button("Older").click()
    mira.expect_place("4 of 5")
    snap(page, folder / f"dialog{suffix}.png")
    if scheme == "light":
        return

    fields = mira.root.locator(".cb-fields")
    mira.button("Re-describe").click()
    expect(mira.root.get_by_role("region", name="Description from the script")).to_be_visible()
    snap_part(mira, ".cb-controls", folder / "describe.png")
    mira.button("Keep").click()
    mira.root.get_by_text("Exact text sent", exact=True).click()
    fields.evaluate("(one) => one.scrollTo(0, one.scrollHeight)")
    snap_part(mira, ".cb-controls", folder / "exact-text.png")
    mira.root.get_by_text("Exact text sent", exact=True).click()
    mira.button("Save as Design Default").click()
    snap_part(mira, ".cb-controls", folder / "design-default.png")
    mira.button("Do not save").click()
    mira.root.get_by_text("Details", exact=True).click()
    mira.root.locator(".cb-left").evaluate("(one) => one.scrollTo(0, one.scrollHeight)")
    snap_part(mira, ".cb-left", folder / "details.png")
    mira.close()

    jonas = cast.open("Jonas")
    studio.step_seconds = 0.4
    jonas.root.get_by_role("button", name=GENERATE).click()
    expect(jonas.root.get_by_role("img", name="Preview of the portrait in the making")).to_be_visible()
    page.screenshot(path=folder / "generating.png")
    jonas.expect_place("4 of 4")
    transfer = page.evaluate_handle(
        """() => {
          const transfer = new DataTransfer();
          transfer.items.add(new File(["x"], "a.png", { type: "image/png" }));
          return transfer;
        }"""
    )
    jonas.root.dispatch_event("dragenter", {"dataTransfer": transfer})
    snap_part(jonas, ".cb-left", folder / "drop.png")
    jonas.root.dispatch_event("dragleave", {"dataTransfer": transfer})
    jonas.close()

    drop_files(page.locator(".cb-list"), {"cast.csv": LIST, "seraphina.png": card("Seraphina", studio)}, "image/png")
    window = page.get_by_role("dialog", name="Import into")
    expect(window.get_by_text("The picture becomes version 1.")).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(500)
    window.screenshot(path=folder / "import.png")
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Edit design").click()
    snap(page, folder / "design.png")
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 700, "height": 900})
    cast.open("Mira")
    snap(page, folder / "narrow.png")
