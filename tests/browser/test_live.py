"""The panel stays true: reloads, a second tab, a lost connection, generations that run while somebody looks away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from castbook.library import Library
from tests.browser.cast import GENERATE, Cast, Dialog, png
from tests.browser.server import Studio

SOON = 10_000  # milliseconds to wait for the panel to be right by itself; how soon it is: benchmarks/bench_panel.py


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """A slate engine slow enough to look at."""
    with Studio(tmp_path / "library", step_seconds=0.3) as running:
        yield running


def start_generation(cast: Cast, name: str = "Mira") -> Dialog:
    """Ask for a portrait and leave it running."""
    dialog = cast.open(name)
    dialog.root.get_by_role("button", name=GENERATE).click()
    expect(dialog.root.get_by_text("Generating", exact=False).first).to_be_visible()
    return dialog


def test_a_reload_in_the_middle_of_a_generation_loses_nothing(studio: Studio, page: Page) -> None:
    cast = Cast(page, studio.url).visit()
    start_generation(cast)
    cast.visit()
    expect(cast.row("Mira").get_by_text("Generating", exact=False)).to_be_visible(timeout=SOON)
    mira = cast.open("Mira")
    expect(mira.root.get_by_role("progressbar", name="Generation")).to_be_visible(timeout=SOON)
    mira.expect_place("1 of 1")
    expect(mira.root.get_by_role("progressbar", name="Generation")).to_be_hidden()


def test_the_picture_in_the_making_is_shown(studio: Studio, page: Page) -> None:
    mira = start_generation(Cast(page, studio.url).visit())
    preview = mira.root.get_by_role("img", name="Preview of the portrait in the making")
    expect(preview).to_be_visible()
    mira.expect_place("1 of 1")
    expect(preview).to_be_hidden()


def test_deleting_a_character_cancels_the_portrait_in_the_making_and_says_so(studio: Studio, page: Page) -> None:
    cast = Cast(page, studio.url).visit()
    start_generation(cast).close()
    cast.page.get_by_role("button", name="More for Mira").click()
    cast.page.get_by_role("menuitem", name="Delete").click()
    expect(page.get_by_text("Mira is deleted, and the portrait in the making is cancelled.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(cast.row("Mira")).to_contain_text("No portrait yet")
    (asked,) = studio.library.generations().items
    assert (asked.state, asked.error and asked.error.code) == ("cancelled", "character_deleted")


def test_a_generation_is_cancelled(studio: Studio, page: Page) -> None:
    mira = start_generation(Cast(page, studio.url).visit())
    mira.button("Cancel").click()
    expect(mira.button("Cancel")).to_be_disabled()
    expect(mira.root.get_by_text("No version yet")).to_be_visible()
    expect(mira.button("Try again")).to_be_hidden()


def test_the_queue_is_shown_in_the_list(studio: Studio, page: Page) -> None:
    cast = Cast(page, studio.url).visit()
    for name in ("Ada", "Ida"):
        dialog = cast.open(name)
        dialog.button("Generate").click()
        expect(dialog.button("Cancel")).to_be_enabled()
        dialog.close()
    expect(cast.row("Ada").get_by_text("Generating", exact=False)).to_be_visible()
    expect(cast.row("Ida").get_by_text("in the queue", exact=False)).to_be_visible()
    expect(cast.row("Ida").get_by_text("1 version", exact=True)).to_be_visible(timeout=20_000)


def test_a_new_version_does_not_pull_away_who_looks_at_an_older_one(studio: Studio, page: Page) -> None:
    mira = Cast(page, studio.url).visit().open("Mira")
    mira.drop({"a.png": png(1), "b.png": png(2)})
    mira.expect_place("2 of 2")
    mira.root.get_by_role("button", name=GENERATE).click()
    mira.button("Older").click()
    ready = mira.button("Version 3 is ready")
    expect(ready).to_be_visible(timeout=20_000)
    mira.expect_place("1 of 3")
    ready.click()
    mira.expect_place("3 of 3")
    expect(ready).to_be_hidden()


def test_a_new_portrait_takes_the_place_of_the_selected_one_though_that_was_not_the_newest(
    studio: Studio, page: Page
) -> None:
    mira = Cast(page, studio.url).visit().open("Mira")
    mira.drop({"a.png": png(1), "b.png": png(2), "c.png": png(3)})
    mira.expect_place("3 of 3")
    mira.button("Older").click()
    mira.button("Use This Version").click()
    expect(mira.root.get_by_text("Selected", exact=True)).to_be_visible()
    mira.generate("4 of 4")
    expect(mira.root.get_by_text("Selected", exact=True)).to_be_visible()
    expect(mira.root.get_by_role("img", name="Portrait of Mira, version 4")).to_be_visible()
    expect(mira.button("Version 4 is ready")).to_be_hidden()


def test_a_choice_made_while_a_generation_runs_is_kept(studio: Studio, page: Page) -> None:
    mira = Cast(page, studio.url).visit().open("Mira")
    mira.drop({"a.png": png(1), "b.png": png(2)})
    mira.expect_place("2 of 2")
    mira.root.get_by_role("button", name=GENERATE).click()
    mira.button("Older").click()
    mira.button("Use This Version").click()
    expect(mira.root.get_by_text("Selected", exact=True)).to_be_visible()
    mira.button("Version 3 is ready").click(timeout=20_000)
    mira.expect_place("3 of 3")
    expect(mira.button("Use This Version")).to_be_enabled()


def test_two_tabs_stay_in_step(studio: Studio, new_page: Callable[..., Page]) -> None:
    one, two = (Cast(new_page(), studio.url).visit() for _ in range(2))
    first, second = one.open("Mira"), two.open("Mira")
    first.drop({"a.png": png(1), "b.png": png(2)})
    first.expect_place("2 of 2")
    second.expect_place("2 of 2", timeout=SOON)
    second.button("Older").click()
    second.button("Use This Version").click()
    expect(first.button("Use This Version")).to_be_enabled(timeout=SOON)
    second.text("Negative prompt").fill("noise")
    second.text("Seed").fill("12")
    second.button("Save as Design Default").click()
    expect(first.text("Seed")).to_have_value("12", timeout=SOON)
    expect(first.text("Negative prompt")).to_have_value("noise", timeout=SOON)
    second.close()
    two.page.get_by_role("button", name="More for Ada").click()
    two.page.get_by_role("menuitem", name="Delete").click()
    first.close()
    expect(one.rows).to_have_count(7, timeout=SOON)


def test_after_a_lost_connection_the_page_is_right_again(studio: Studio, page: Page) -> None:
    cast = Cast(page, studio.url).visit()
    mira = cast.open("Mira")
    studio.stop()
    expect(page.get_by_text("Connection lost", exact=False)).to_be_attached()
    studio.start()
    [production] = studio.library.productions().items
    mira_id = studio.library.character_named(production.id, "Mira").id
    studio.library.add_version(mira_id, png(7), source="uploaded")
    mira.expect_place("1 of 1", timeout=SOON)
    expect(page.get_by_text("Connection lost", exact=False)).to_have_count(0)


def test_what_another_process_changes_is_shown_too(studio: Studio, page: Page) -> None:
    cast = Cast(page, studio.url).visit()
    mira = cast.open("Mira")
    with closing(Library.open(studio.root)) as other:
        [production] = other.productions().items
        other.add_version(other.character_named(production.id, "Mira").id, png(3), source="uploaded")
    mira.expect_place("1 of 1", timeout=SOON)
