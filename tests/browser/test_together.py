"""Two people with the same library: what one changes never makes the other's dialog act on something else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from castbook.cast import Design
from tests.browser.cast import Cast, png
from tests.browser.server import Studio

FILM, INK = "Film still", "Ink storyboard"


@pytest.fixture
def tabs(studio: Studio, new_page: Callable[..., Page]) -> tuple[Cast, Cast]:
    """The list, open twice."""
    first, second = (Cast(new_page(), studio.url).visit() for _ in range(2))
    return first, second


def design(studio: Studio, name: str) -> Design:
    """A design of the sample production as it is stored."""
    production = studio.library.production_named("Night Ferry")
    return studio.library.design_named(production.id, name)


def test_undo_of_a_default_goes_to_the_design_that_was_saved(studio: Studio, tabs: tuple[Cast, Cast]) -> None:
    one, two = tabs
    film, ink = design(studio, FILM), design(studio, INK)
    mira = one.open("Mira")
    mira.text("Negative prompt").fill("hats")
    mira.text("Seed").fill("77")
    mira.button("Save as Design Default").click()
    expect(mira.root.get_by_text(re.compile("Saved: seed 77.* the design “Film still”"))).to_be_visible()
    two.page.get_by_role("combobox", name="Design").select_option(ink.id)
    expect(mira.root.get_by_text(re.compile("for all .* with the design “Ink storyboard”"))).to_be_visible()
    mira.button("Undo").click()
    expect(mira.root.get_by_text(re.compile("Saved: seed 77"))).to_be_hidden()
    one.page.wait_for_timeout(300)
    after = design(studio, FILM)
    assert (after.seed, after.negative) == (film.seed, film.negative)
    assert design(studio, INK).revision == ink.revision


def test_the_dialog_of_a_deleted_production_does_nothing_until_it_is_back(
    studio: Studio, tabs: tuple[Cast, Cast]
) -> None:
    library = studio.library
    copy = library.create_production("Ferry copy")
    jonas = library.create_character(copy.id, "Jonas the second")
    one, two = tabs
    for tab in tabs:
        tab.page.get_by_role("combobox", name="Production").select_option(copy.id)
    dialog = one.open("Jonas the second")
    dialog.text("Image prompt").fill("a tall man")
    before = design(studio, FILM)
    two.page.get_by_role("button", name="Edit production").click()
    two.page.get_by_role("button", name="Delete production").click()
    said = dialog.root.get_by_text("“Ferry copy” is deleted, and Jonas the second with it.", exact=False)
    expect(said).to_be_visible()
    expect(dialog.root).not_to_contain_text("Night Ferry")
    for name in ("Generate", "Upload image", "Auto-describe", "Save as Design Default", "Earlier image prompts"):
        expect(dialog.button(name)).to_be_disabled()
    dialog.root.press("ControlOrMeta+Enter")
    dialog.drop({"a.png": png(1)})
    expect(dialog.text("Image prompt")).to_have_value("a tall man")
    two.page.get_by_role("button", name="Undo").click()
    expect(said).to_be_hidden()
    expect(dialog.root.get_by_text("Ferry copy", exact=True)).to_be_visible()
    expect(one.page.get_by_role("combobox", name="Production")).to_have_value(copy.id)
    assert library.versions(jonas.id).total == 0 and library.generations().total == 0
    assert design(studio, FILM) == before
    dialog.generate("1 of 1")


def test_a_character_deleted_elsewhere_is_told_and_nothing_can_be_done(studio: Studio, tabs: tuple[Cast, Cast]) -> None:
    one, two = tabs
    mira = one.open("Mira")
    mira.drop({"a.png": png(1)})
    mira.expect_place("1 of 1")
    two.page.get_by_role("button", name="More for Mira").click()
    two.page.get_by_role("menuitem", name="Delete").click()
    expect(mira.root.get_by_text("Mira is deleted.", exact=False)).to_be_visible()
    expect(mira.button("Regenerate")).to_be_disabled()
    expect(mira.button("Delete")).to_be_hidden()
    two.page.get_by_role("button", name="Undo").click()
    expect(mira.root.get_by_text("Mira is deleted.", exact=False)).to_be_hidden()
    mira.generate("2 of 2")


def test_a_proposal_compares_with_what_stands_there_now(tabs: tuple[Cast, Cast]) -> None:
    one, two = tabs
    mira = one.open("Mira")
    mira.button("Re-describe").click()
    found = mira.root.get_by_role("region", name="Description from the script")
    mira.text("Image prompt").fill("typed while it was open")
    expect(found).to_contain_text("typed while it was open")
    mira.text("Image prompt").fill("")
    expect(found.get_by_text("Empty", exact=True)).to_be_visible()
    found.get_by_role("button", name="Keep").click()

    other = two.open("Mira")
    mira.text("Image prompt").fill("to be generated")
    mira.generate("1 of 1")
    mira.button("Re-describe").click()
    expect(found).to_contain_text("to be generated")
    expect(other.text("Image prompt")).to_have_value("to be generated")
    other.text("Image prompt").fill("changed in the other tab")
    other.generate("2 of 2")
    expect(found).to_contain_text("changed in the other tab")
