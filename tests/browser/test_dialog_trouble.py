"""The portrait dialog when things overlap or go wrong: a slow or absent server, held keys, files that are no images."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.cast import GENERATE, Cast, png
from tests.browser.server import Studio

SOON = 10_000  # milliseconds until the page has found the server again
STEP = 0.3  # seconds, so that portraits wait for one another


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """A slate engine slow enough to wait for."""
    with Studio(tmp_path / "library", step_seconds=STEP) as running:
        yield running


@pytest.fixture
def cast(studio: Studio, page: Page) -> Cast:
    """The list, open."""
    return Cast(page, studio.url).visit()


def test_what_is_typed_while_generate_is_on_its_way_stays(cast: Cast, studio: Studio) -> None:
    mira = cast.open("Mira")
    prompt, negative = mira.text("Image prompt"), mira.text("Negative prompt")
    prompt.fill("a first thought")
    character, held = re.compile(r"/castbook/characters/\w+$"), list[Route]()
    cast.page.route(character, lambda route: held.append(route) if not held else route.continue_())
    with cast.page.expect_request(character):
        mira.button("Generate").click()
    prompt.fill("a second thought")
    negative.fill("hats")
    mira.text("Seed").fill("5")
    with cast.page.expect_request(re.compile("/generations$")) as asked:
        [patch] = held
        patch.continue_()
    assert asked.value.post_data_json == {}
    mira.expect_place("1 of 1")
    expect(prompt).to_have_value("a second thought")
    expect(negative).to_have_value("hats")
    expect(mira.text("Seed")).to_have_value("5")
    expect(mira.fact("Negative prompt")).to_contain_text("blurry")
    [production] = studio.library.productions().items
    assert studio.library.character_named(production.id, "Mira").image_prompt == "a first thought"


def test_a_key_that_is_held_makes_one_portrait(cast: Cast, studio: Studio) -> None:
    mira = cast.open("Mira")
    keyboard = cast.page.keyboard
    keyboard.down("Control")
    for _ in range(5):
        keyboard.down("Enter")  # again and again without `up`: a repeat
    keyboard.up("Enter")
    keyboard.up("Control")
    expect(mira.root.get_by_text("Generating", exact=False).first).to_be_visible()
    mira.root.get_by_role("button", name=GENERATE).focus()
    for _ in range(5):
        keyboard.down("Enter")
    keyboard.up("Enter")
    cast.page.wait_for_timeout(500)
    assert studio.library.generations().total == 2


def test_how_many_wait_is_shown_and_cancel_says_what_it_leaves(cast: Cast, studio: Studio) -> None:
    mira = cast.open("Mira")
    for _ in range(3):
        mira.root.press("ControlOrMeta+Enter")
    expect(mira.root.get_by_text(re.compile(r"Generating, \d+ %\. 2 more wait\."))).to_be_visible()
    expect(mira.button("Cancel")).to_have_attribute("title", "Cancels the one that is shown; 2 more wait")
    mira.button("Cancel").click()
    expect(mira.root.get_by_text("One is cancelled. 2 more are still to be made.")).to_be_visible()
    mira.button("Cancel them all").click()
    expect(mira.button("Cancel")).to_be_disabled()
    assert {one.state for one in studio.library.generations().items} == {"cancelled"}


def test_of_several_files_each_that_did_not_arrive_is_named(cast: Cast) -> None:
    mira = cast.open("Mira")
    files = {
        "red.png": png(1),
        "bad.png": b"no picture",
        "wide.png": png(2),
        "text.png": b"words",
        "note.txt": b"hello",
    }
    mira.drop(files, kind={**dict.fromkeys(files, "image/png"), "note.txt": "text/plain"})
    mira.expect_place("2 of 2")
    expect(mira.root.get_by_text("2 of 5 files became versions.")).to_be_visible()
    told = mira.root.get_by_role("alert").filter(has_text="bad.png: ")
    expect(told).to_contain_text("text.png: ")
    expect(told).to_contain_text("note.txt is no image.")
    expect(mira.root.get_by_text("images dropped")).to_have_count(0)


def test_an_error_outlasts_the_messages_after_it_until_the_next_try(cast: Cast) -> None:
    mira = cast.open("Mira")
    mira.drop({"bad.png": b"no picture", "good.png": png(1)})
    told = mira.root.get_by_text(re.compile("bad.png: "))
    expect(told).to_be_visible()
    mira.root.get_by_text("Details", exact=True).click()
    for name in ("Copy size", "Copy made"):
        mira.button(name).click()
        expect(mira.root.get_by_text("copied.")).to_have_count(1)
    expect(told).to_be_visible()
    mira.drop({"b.png": png(2)})
    mira.expect_place("2 of 2")
    expect(told).to_be_hidden()


def test_what_the_panel_does_not_repeat_it_does_not_promise(cast: Cast, studio: Studio) -> None:
    mira = cast.open("Mira")
    studio.stop()
    mira.button("Generate").click()
    promise = "The panel tries again by itself."
    told = mira.root.locator(".cb-notices").get_by_role("alert").filter(has_text="The server does not answer.")
    expect(told).to_contain_text("This is not tried again by itself.")
    expect(told).not_to_contain_text(promise)
    mira.button("Re-describe").click()
    found = mira.root.get_by_role("region", name="Description from the script")
    expect(found.get_by_role("alert")).to_contain_text("This is not tried again by itself.")
    studio.start()
    mira.generate("1 of 1")
    expect(told).to_be_hidden()


def test_a_dialog_opened_without_the_server_recovers(cast: Cast, studio: Studio) -> None:
    page = cast.page
    cast.open("Ada").close()
    studio.stop()
    page.get_by_role("button", name="Portrait of Mira", exact=True).click()
    mira = page.get_by_role("dialog", name="Portrait of Mira", exact=True)
    told = mira.get_by_role("alert").filter(has_text="The server does not answer.")
    expect(told).to_contain_text("The panel tries again by itself.")
    studio.start()
    expect(mira.get_by_role("combobox", name="Model").locator("option:checked")).to_have_text("slate", timeout=SOON)
    expect(told).to_have_count(0)


def test_a_number_that_cannot_be_is_marked_and_led_to(cast: Cast, studio: Studio) -> None:
    mira = cast.open("Mira")
    mira.root.get_by_text("Advanced", exact=True).click()
    steps = mira.root.get_by_label("Steps", exact=True)
    for wrong in ("100000", "4.5"):
        steps.fill(wrong)
        expect(steps).to_have_attribute("aria-invalid", "true")
        expect(steps).to_have_accessible_description("Steps is a whole number from 1 to 200, or empty for the usual.")
    mira.root.get_by_text("Advanced", exact=True).click()
    mira.button("Generate").click()
    expect(steps).to_be_focused()
    expect(mira.root.get_by_text("Steps is a whole number")).to_be_in_viewport(ratio=1)
    assert studio.library.generations().total == 0
    expect(mira.root.locator(".cb-notice:visible")).to_have_count(0)
    steps.fill("2")
    expect(steps).not_to_have_attribute("aria-invalid", "true")
    mira.text("Seed").fill("x")
    mira.button("Save as Design Default").click()
    expect(mira.text("Seed")).to_be_focused()
    mira.text("Seed").fill("")
    mira.generate("1 of 1")


@pytest.mark.parametrize("width", [1400, 800, 700])
def test_messages_cover_no_button_and_no_field(cast: Cast, width: int) -> None:
    page = cast.page
    page.set_viewport_size({"width": width, "height": 900})
    mira = cast.open("Mira")
    mira.drop({"a picture with quite a long name, as cameras give them.png": b"no picture", "good.png": png(1)})
    mira.expect_place("1 of 1")
    expect(mira.root.locator(".cb-notices > *")).to_have_count(2)
    covered = page.evaluate(
        """() => {
          const box = (one) => one.getBoundingClientRect();
          const notices = [...document.querySelectorAll('.cb-portrait .cb-notices > *')].map(box);
          const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
          return [...document.querySelectorAll('.cb-portrait :is(button, input, select, textarea, a)')]
            .filter((one) => !one.closest('.cb-notices') && one.checkVisibility())
            .filter((one) => notices.some((notice) => meets(notice, box(one))))
            .map((one) => one.outerHTML.slice(0, 100));
        }"""
    )
    assert covered == []
