"""The panel for everybody: no serious finding of axe-core, the keyboard alone, small windows, no motion."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.cast import Cast, png
from tests.browser.server import Studio


def serious(page: Page) -> list[str]:
    """What axe-core calls serious or critical, each with the first element it found."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html']} {one['nodes'][0].get('failureSummary', '')}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_axe_finds_nothing_serious(studio: Studio, new_page: Callable[..., Page], scheme: str) -> None:
    page = new_page(color_scheme=scheme, reduced_motion="reduce")
    cast = Cast(page, studio.url).visit()
    assert serious(page) == []
    page.get_by_role("button", name="More for Ada", exact=True).click()
    assert serious(page) == []
    page.keyboard.press("Escape")

    dialog = cast.open("Mira")
    assert serious(page) == []
    dialog.drop({"a.png": png(1), "b.png": png(2)})
    dialog.expect_place("2 of 2")
    for part in ("Details", "Advanced", "Exact text sent"):
        dialog.root.get_by_text(part, exact=True).click()
    dialog.button("Generate").or_(dialog.button("Regenerate")).click()
    assert serious(page) == []
    dialog.expect_place("3 of 3")
    dialog.button("Delete").click()
    expect(dialog.button("Undo")).to_be_visible()
    assert serious(page) == []
    dialog.close()

    for name in ("New character", "Edit design", "New production"):
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert serious(page) == []
        page.keyboard.press("Escape")
    page.get_by_role("searchbox", name="Search characters").fill("nobody at all")
    expect(page.get_by_text("Nobody by that name")).to_be_visible()
    assert serious(page) == []


def test_the_keyboard_alone_is_enough(studio: Studio, page: Page) -> None:
    cast = Cast(page, studio.url).visit()
    page.get_by_role("searchbox", name="Search characters").focus()
    page.keyboard.type("mira")
    expect(cast.rows).to_have_count(1)
    row_button = cast.row("Mira").get_by_role("button", name="Generate", exact=True)
    for _ in range(8):
        page.keyboard.press("Tab")
        if row_button.evaluate("(one) => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Portrait of Mira", exact=True)
    expect(dialog).to_be_visible()

    page.keyboard.press("ControlOrMeta+Enter")
    expect(dialog.get_by_text("1 of 1", exact=True)).to_be_visible(timeout=20_000)
    page.keyboard.press("ControlOrMeta+Enter")
    expect(dialog.get_by_text("2 of 2", exact=True)).to_be_visible(timeout=20_000)
    page.keyboard.press("ArrowLeft")
    expect(dialog.get_by_text("1 of 2", exact=True)).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(dialog.get_by_text("1 of 2", exact=True)).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(dialog.get_by_text("2 of 2", exact=True)).to_be_visible()

    prompt = dialog.get_by_role("textbox", name="Image prompt")
    prompt.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    expect(dialog.get_by_text("2 of 2", exact=True)).to_be_visible()

    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    renamed = cast.row("Mira").get_by_role("button", name="Regenerate", exact=True)
    expect(renamed).to_be_focused()
    page.keyboard.press("Space")
    expect(dialog).to_be_visible()


def test_the_focus_stays_in_the_dialog(studio: Studio, page: Page) -> None:
    Cast(page, studio.url).visit().open("Mira")
    inside = "document.activeElement.closest('dialog') !== null"
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(inside)
        seen.add(page.evaluate("(({ ariaLabel, textContent }) => ariaLabel || textContent)(document.activeElement)"))
    assert {"Close", "Generate"} <= seen
    for _ in range(5):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(inside)


def test_a_menu_works_with_arrow_keys(studio: Studio, page: Page) -> None:
    cast = Cast(page, studio.url).visit()
    more = cast.row("Ida").get_by_role("button", name="More for Ida")
    more.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="Edit")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="Delete")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(more).to_be_focused()


WIDTHS = (1400, 800, 700, 320)  # 700 is also 1400 at a zoom of 200 %
OUTSIDE = """() => [...document.querySelectorAll('.castbook :is(button, input, select, textarea)')]
  .filter((one) => one.checkVisibility() && !one.closest('.cb-strip'))
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width && (box.left < 0 || box.right > innerWidth + 0.5))
  .map(([one]) => one.outerHTML.slice(0, 120))"""


def test_nothing_is_cut_off_at_any_width(studio: Studio, page: Page) -> None:
    cast = Cast(page, studio.url).visit()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 720})
        assert page.evaluate(OUTSIDE) == []
    dialog = cast.open("Mira")
    dialog.drop({"a.png": png(1), "b.png": png(2)})
    dialog.expect_place("2 of 2")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 720})
        assert page.evaluate(OUTSIDE) == []
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_nothing_is_cut_off_in_a_narrow_sidebar(studio: Studio, page: Page) -> None:
    Cast(page, studio.url).visit()
    outside = """(width) => {
      const panel = document.querySelector('.cb-panel');
      panel.parentElement.style.width = `${width}px`;
      const { left, right } = panel.getBoundingClientRect();
      return [...panel.querySelectorAll('button, input, select, a')]
        .filter((one) => one.checkVisibility())
        .map((one) => [one, one.getBoundingClientRect()])
        .filter(([one, box]) => box.left < left || box.right > right || box.width < 32)
        .map(([one]) => one.outerHTML.slice(0, 120));
    }"""
    for width in (100, 150, 210, 300, 400):
        assert page.evaluate(outside, width) == []


def test_every_target_is_large_enough(studio: Studio, page: Page) -> None:
    cast = Cast(page, studio.url).visit()
    small = """() => [...document.querySelectorAll('.castbook :is(button, input, select, summary, a)')]
      .filter((one) => one.checkVisibility())
      .map((one) => [one.outerHTML.slice(0, 120), one.getBoundingClientRect()])
      .filter(([, box]) => box.width && (box.width < 32 || box.height < 32)).map(([text]) => text)"""
    assert page.evaluate(small) == []
    dialog = cast.open("Mira")
    dialog.drop({"a.png": png(1), "b.png": png(2, width=8, height=64)})
    dialog.expect_place("2 of 2")
    dialog.root.get_by_text("Advanced", exact=True).click()
    assert page.evaluate(small) == []


def test_motion_is_left_out_when_it_is_not_wanted(studio: Studio, new_page: Callable[..., Page]) -> None:
    page = new_page(reduced_motion="reduce")
    Cast(page, studio.url).visit()
    durations = page.evaluate(
        """() => [...document.querySelectorAll('.castbook *')].map((one) => getComputedStyle(one))
          .filter((style) => parseFloat(style.transitionDuration) || parseFloat(style.animationDuration)).length"""
    )
    assert durations == 0
