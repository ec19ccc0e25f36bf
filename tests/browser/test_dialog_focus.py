"""Where the focus goes, the zoom by keyboard, pictures of odd shapes, and what the exact text is made of."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.cast import Cast, Dialog, png
from tests.browser.server import Studio


@pytest.fixture
def cast(studio: Studio, page: Page) -> Cast:
    """The list, open."""
    return Cast(page, studio.url).visit()


def with_two(cast: Cast) -> Dialog:
    """Mira's dialog with two portraits."""
    mira = cast.open("Mira")
    mira.drop({"a.png": png(1, 240, 320), "b.png": png(2, 240, 320)})
    mira.expect_place("2 of 2")
    return mira


@pytest.mark.parametrize("answer", ["Undo", "Dismiss"])
def test_keys_work_after_a_message_was_answered(cast: Cast, answer: str) -> None:
    mira = with_two(cast)
    mira.root.locator(".cb-notices").get_by_role("button", name="Dismiss").click()
    mira.drop({"c.png": png(3)})
    mira.expect_place("3 of 3")
    mira.root.locator(".cb-notices").get_by_role("button", name="Dismiss").click()
    mira.button("Delete").click()
    mira.root.locator(".cb-notices").get_by_role("button", name=answer).press("Enter")
    expect(mira.root).to_be_focused()
    mira.expect_place("3 of 3" if answer == "Undo" else "2 of 2")
    cast.page.keyboard.press("ArrowLeft")
    mira.expect_place("2 of 3" if answer == "Undo" else "1 of 2")


def test_the_field_that_was_left_for_a_message_has_the_focus_again(cast: Cast) -> None:
    mira = with_two(cast)
    mira.text("Seed").focus()
    mira.root.get_by_role("button", name="Dismiss").click()
    expect(mira.text("Seed")).to_be_focused()


def test_keys_work_while_nothing_has_the_focus(cast: Cast) -> None:
    mira = with_two(cast)
    cast.page.evaluate("document.activeElement.blur()")
    cast.page.keyboard.press("ArrowLeft")
    mira.expect_place("1 of 2")
    assert cast.page.evaluate("document.activeElement === document.body")


def test_the_list_keeps_the_focus_when_a_row_goes_and_comes_back(cast: Cast) -> None:
    page = cast.page
    page.get_by_role("button", name="More for Ida").press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(cast.rows).to_have_count(7)
    rows = "document.activeElement.closest('.cb-rows') !== null"
    assert page.evaluate(rows)
    page.get_by_role("button", name="Undo").press("Enter")
    expect(cast.rows).to_have_count(8)
    assert page.evaluate(rows)


def test_the_zoom_goes_to_the_middle_and_escape_ends_it(cast: Cast) -> None:
    mira = cast.open("Mira")
    mira.drop({"a.png": png(1, 2400, 3200)})
    mira.expect_place("1 of 1")
    zoom = mira.button("Zoom")
    plus = zoom.locator("path").get_attribute("d")
    zoom.press("Enter")
    expect(zoom).to_have_attribute("aria-pressed", "true")
    pane = mira.root.locator(".cb-pane")
    middle = """(one) => [
      one.scrollLeft / (one.scrollWidth - one.clientWidth), one.scrollTop / (one.scrollHeight - one.clientHeight)
    ]"""
    cast.page.wait_for_timeout(500)  # the whole picture has come
    for part in pane.evaluate(middle):
        assert part == pytest.approx(0.5, abs=0.02)
    assert zoom.locator("path").get_attribute("d") != plus
    cast.page.keyboard.press("Escape")
    expect(zoom).to_have_attribute("aria-pressed", "false")
    assert zoom.locator("path").get_attribute("d") == plus
    expect(mira.root).to_be_visible()
    zoom.press("Enter")
    cast.page.evaluate("document.activeElement.blur()")
    cast.page.keyboard.press("Escape")
    expect(zoom).to_have_attribute("aria-pressed", "false")
    cast.page.keyboard.press("Escape")
    expect(mira.root).to_have_count(0)


def test_pictures_of_any_shape_have_a_thumbnail_to_see_and_to_hit(cast: Cast) -> None:
    mira = cast.open("Mira")
    mira.drop({"wide.png": png(1, 3000, 300), "tall.png": png(2, 40, 1200), "usual.png": png(3, 200, 300)})
    mira.expect_place("3 of 3")
    strip = mira.root.get_by_role("group", name="Versions")
    for number in (1, 2, 3):
        tile = strip.get_by_role("button", name=re.compile(rf"^Version {number}\b"))
        tile.scroll_into_view_if_needed()
        whole, picture = tile.bounding_box(), tile.locator("img").bounding_box()
        assert whole and picture
        assert (picture["width"], picture["height"]) == (pytest.approx(whole["width"], abs=1), 64)
        assert 32 <= picture["width"] <= 128


def test_the_exact_text_names_both_its_sources_in_their_order(cast: Cast, studio: Studio) -> None:
    mira = cast.open("Mira")
    mira.root.get_by_text("Exact text sent", exact=True).click()
    heading = mira.root.get_by_role("heading", name=re.compile("^Prompt"))
    expect(heading).to_have_text("Prompt image prompt from the character, style prompt from the design")
    production = studio.library.production_named("Night Ferry")
    film = studio.library.design_named(production.id, "Film still")
    studio.library.update_design(film.id, style_position="before")
    expect(heading).to_have_text("Prompt style prompt from the design, image prompt from the character")
    studio.library.update_design(film.id, style_prompt="")
    mira.text("Image prompt").fill("typed")
    expect(heading).to_have_text("Prompt from what you typed")


def test_deleted_versions_are_listed_and_come_back(cast: Cast) -> None:
    """Long after the offer to undo is gone."""
    mira = cast.open("Mira")
    mira.drop({"a.png": png(40), "b.png": png(80), "c.png": png(120)})
    mira.expect_place("3 of 3")
    for left in ("2 of 2", "1 of 1"):
        mira.button("Delete").click()
        mira.expect_place(left)
    mira.button("Delete").click()
    expect(mira.button("3 deleted versions")).to_be_visible()
    mira.close()
    mira = cast.open("Mira")
    mira.button("3 deleted versions").click()
    gone = mira.root.get_by_role("region", name="Deleted versions")
    expect(gone.get_by_role("listitem")).to_have_count(3)
    assert gone.get_by_role("img").count() == 0  # decoration; but they load
    expect(gone.locator("img").first).to_have_js_property("naturalWidth", 24)
    gone.get_by_role("button", name="Bring version 2 back").click()
    expect(gone.get_by_role("listitem")).to_have_count(2)
    mira.expect_place("1 of 1")
    expect(mira.button("2 deleted versions")).to_be_visible()
