"""Every control of the portrait dialog once, and what it says when something has no effect or goes wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.cast import GENERATE, Cast, Dialog, png, put_on_clipboard
from tests.browser.server import TURBO, UNREADY, Backlot, Studio


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """Slate and an engine with awkward models."""
    with Studio(tmp_path / "library", others=lambda library: [Backlot(library)]) as running:
        yield running


@pytest.fixture
def cast(studio: Studio, page: Page) -> Cast:
    """The list, open."""
    return Cast(page, studio.url).visit()


def open_mira(cast: Cast) -> Dialog:
    """Mira's dialog with the slate model chosen."""
    mira = cast.open("Mira")
    mira.choice("Model").select_option("slate")
    return mira


def test_the_dialog_opens_with_what_the_library_knows(cast: Cast) -> None:
    mira = cast.open("Mira")
    expect(mira.text("Image prompt")).to_have_value(re.compile("black bob"))
    expect(mira.text("Style prompt")).to_have_value(re.compile("cinematic film still"))
    expect(mira.text("Style prompt")).not_to_be_editable()
    expect(mira.text("Negative prompt")).to_have_value(re.compile("blurry"))
    expect(mira.text("Seed")).to_have_value("")
    expect(mira.choice("Aspect ratio")).to_have_value("2:3")
    for name in ("Re-describe", "Generate", "Cancel", "Older", "Newer", "Use This Version", "Upload image", "Close"):
        expect(mira.button(name)).to_be_visible()
    mira.close()
    fenn = cast.open("Mr. Fenn")
    expect(fenn.text("Image prompt")).to_have_value(re.compile("piano tuner"))
    expect(fenn.button("Auto-describe")).to_be_visible()


def test_seed_dice_and_lock(cast: Cast) -> None:
    mira = open_mira(cast)
    seed = mira.text("Seed")
    mira.button("Draw a seed").click()
    expect(seed).to_have_value(re.compile(r"^\d+$"))
    lock = mira.button("Keep the last seed")
    expect(lock).to_have_attribute("aria-pressed", "true")
    lock.click()
    expect(seed).to_have_value("")
    expect(lock).to_have_attribute("aria-pressed", "false")
    mira.generate("1 of 1")
    expect(seed).to_have_value("")
    lock.click()
    made = mira.fact("Seed").locator(".cb-value").inner_text()
    expect(seed).to_have_value(made)

    seed.fill("one")
    expect(seed).to_have_attribute("aria-invalid", "true")
    expect(mira.root.get_by_text(re.compile("A seed is a whole number"))).to_be_visible()
    seed.fill("18446744073709551615")
    mira.generate("2 of 2")
    expect(mira.fact("Seed")).to_contain_text("18446744073709551615")


def test_what_was_typed_survives_closing_and_reloading(cast: Cast) -> None:
    mira = open_mira(cast)
    mira.text("Image prompt").fill("someone else entirely")
    mira.text("Seed").fill("77")
    mira.close()
    mira = cast.open("Mira")
    expect(mira.text("Image prompt")).to_have_value("someone else entirely")
    cast.visit()
    mira = cast.open("Mira")
    expect(mira.text("Image prompt")).to_have_value("someone else entirely")
    expect(mira.text("Seed")).to_have_value("77")
    expect(mira.choice("Model")).to_have_value("slate")
    mira.close()
    expect(cast.open("Jonas").text("Seed")).to_have_value("")


def test_a_generation_stores_the_image_prompt_with_the_character(cast: Cast, studio: Studio) -> None:
    mira = open_mira(cast)
    mira.text("Image prompt").fill("a woman in a red coat")
    mira.generate("1 of 1")
    [production] = studio.library.productions().items
    assert studio.library.character_named(production.id, "Mira").image_prompt == "a woman in a red coat"


def test_metadata_is_copied_and_used(cast: Cast) -> None:
    mira = open_mira(cast)
    mira.text("Seed").fill("4711")
    mira.choice("Aspect ratio").select_option("1:1")
    mira.generate("1 of 1")
    mira.text("Seed").fill("")
    mira.choice("Aspect ratio").select_option("2:3")
    mira.button("Copy seed").click()
    expect(mira.root.get_by_text("Seed copied.")).to_be_visible()
    assert cast.page.evaluate("navigator.clipboard.readText()") == "4711"
    mira.root.get_by_text("Details", exact=True).click()
    for name in ("Use seed", "Use model", "Use negative prompt", "Use image prompt", "Use aspect ratio", "Use steps"):
        mira.button(name).click()
    expect(mira.text("Seed")).to_have_value("4711")
    expect(mira.choice("Aspect ratio")).to_have_value("1:1")
    expect(mira.fact("Size")).to_contain_text("1024 \N{MULTIPLICATION SIGN} 1024")
    expect(mira.fact("Design")).to_contain_text("Film still, revision 1")


def test_the_exact_text_is_shown_before_it_is_sent(cast: Cast) -> None:
    mira = open_mira(cast)
    mira.root.get_by_text("Exact text sent", exact=True).click()
    mira.text("Image prompt").fill("tall")
    expect(mira.root.get_by_text("tall, cinematic film still", exact=False)).to_be_visible()
    mira.choice("Aspect ratio").select_option("16:9")
    expect(mira.choice("Aspect ratio").locator("option:checked")).to_have_text(re.compile(r"16:9 · \d+ \W \d+"))


def test_what_has_no_effect_is_greyed_out_and_says_why(cast: Cast) -> None:
    mira = cast.open("Mira")
    mira.choice("Model").select_option(TURBO)
    negative = mira.text("Negative prompt")
    expect(negative).to_be_disabled()
    expect(mira.root.get_by_text(re.compile("The negative prompt is not applied")).first).to_be_visible()
    mira.choice("Model").select_option("slate")
    expect(negative).to_be_enabled()
    unready = mira.choice("Model").locator(f"option[value='{UNREADY}']")
    assert unready.is_disabled()
    expect(unready).to_have_text(re.compile("missing text_encoders/t5xxl.safetensors"))


def test_a_wrong_guess_of_the_family_is_corrected(cast: Cast) -> None:
    mira = cast.open("Mira")
    mira.choice("Model").select_option(TURBO)
    expect(mira.root.get_by_text(re.compile("Family Stable Diffusion XL, a guess"))).to_be_visible()
    mira.root.get_by_text("Advanced", exact=True).click()
    mira.choice("Model family").select_option("sd15")
    expect(mira.root.get_by_text(re.compile(r"Family Stable Diffusion 1\.5\."))).to_be_visible()
    mira.choice("Model family").select_option("")
    expect(mira.root.get_by_text(re.compile("Family Stable Diffusion XL, a guess"))).to_be_visible()


def test_a_double_click_makes_one_portrait(studio: Studio, cast: Cast) -> None:
    mira = open_mira(cast)
    mira.root.get_by_role("button", name=GENERATE).dblclick()
    mira.expect_place("1 of 1")
    assert studio.library.generations().total == 1


def test_a_narrow_dialog_goes_to_the_picture_in_the_making(cast: Cast) -> None:
    cast.page.set_viewport_size({"width": 700, "height": 700})
    mira = open_mira(cast)
    mira.root.get_by_text("Exact text sent", exact=True).click()
    stage = mira.root.get_by_role("region", name="Portraits").locator(".cb-stage")
    expect(stage).not_to_be_in_viewport()
    mira.root.get_by_role("button", name=GENERATE).click()
    expect(stage).to_be_in_viewport(ratio=0.9)


def test_advanced_settings_reach_the_version(cast: Cast) -> None:
    mira = open_mira(cast)
    mira.root.get_by_text("Advanced", exact=True).click()
    mira.root.get_by_label("Steps", exact=True).fill("3")
    mira.root.get_by_label("How many", exact=True).fill("3")
    mira.text("Seed").fill("10")
    mira.generate("3 of 3")
    expect(mira.fact("Seed")).to_contain_text("12")
    mira.root.get_by_text("Details", exact=True).click()
    expect(mira.fact("Steps")).to_contain_text("3")


def test_a_failure_is_told_in_words_and_can_be_tried_again(cast: Cast) -> None:
    mira = cast.open("Mira")
    mira.choice("Model").select_option(TURBO)
    mira.text("Image prompt").fill("please fail")
    mira.root.get_by_role("button", name=GENERATE).click()
    expect(mira.root.get_by_text("The GPU ran out of memory. Choose a smaller aspect ratio.")).to_be_visible()
    mira.button("Try again").click()
    expect(mira.button("Try again")).to_be_visible()
    mira.close()
    expect(cast.row("Mira").get_by_text("The last one failed")).to_be_visible()
    mira = cast.open("Mira")
    expect(mira.button("Try again")).to_be_visible()
    mira.text("Image prompt").fill("please succeed")
    mira.generate("1 of 1")
    expect(mira.button("Try again")).to_be_hidden()


def test_images_arrive_by_drop_paste_and_picker_in_order(cast: Cast, studio: Studio) -> None:
    mira = open_mira(cast)
    mira.drop({"1.png": png(1), "2.png": png(2), "3.png": png(3)})
    mira.expect_place("3 of 3")
    mira.paste(png(4))
    mira.expect_place("4 of 4")
    mira.pick("5.png", png(5))
    mira.expect_place("5 of 5")
    [production] = studio.library.productions().items
    mira_id = studio.library.character_named(production.id, "Mira").id
    stored = [studio.library.image(one.id) for one in reversed(studio.library.versions(mira_id).items)]
    assert [stored[0], stored[1], stored[2], stored[4]] == [png(1), png(2), png(3), png(5)]


def test_a_file_that_is_no_image_is_refused_and_the_others_arrive(cast: Cast) -> None:
    mira = open_mira(cast)
    mira.drop({"broken.png": b"not a picture", "good.png": png(9)})
    expect(mira.root.get_by_text(re.compile("broken.png: "))).to_be_visible()
    mira.expect_place("1 of 1")
    mira.drop({"notes.txt": b"hello"}, kind="text/plain")
    expect(mira.root.get_by_text("There is no image among these files.")).to_be_visible()


def test_a_paste_into_a_text_field_stays_text(cast: Cast) -> None:
    mira = open_mira(cast)
    cast.page.evaluate("navigator.clipboard.writeText('pasted words')")
    mira.text("Image prompt").fill("")
    mira.text("Image prompt").press("ControlOrMeta+V")
    expect(mira.text("Image prompt")).to_have_value("pasted words")
    mira.root.focus()
    cast.page.keyboard.press("ControlOrMeta+V")
    expect(mira.root.get_by_text("The clipboard holds no image.")).to_be_visible()


def test_a_paste_with_the_dialog_closed_is_left_alone(cast: Cast) -> None:
    open_mira(cast).close()
    put_on_clipboard(cast.page, png(8))
    cast.page.evaluate(
        "window.heard = 0; document.addEventListener('paste', (e) => (window.heard += Number(!e.defaultPrevented)))"
    )
    cast.page.keyboard.press("ControlOrMeta+V")
    assert cast.page.evaluate("window.heard") == 1
    expect(cast.row("Mira").get_by_text("No portrait yet")).to_be_visible()


def test_a_version_is_zoomed_downloaded_deleted_and_brought_back(cast: Cast) -> None:
    mira = open_mira(cast)
    mira.generate("1 of 1")
    mira.drop({"a.png": png(1)})
    mira.expect_place("2 of 2")
    zoom = mira.button("Zoom")
    zoom.click()
    expect(zoom).to_have_attribute("aria-pressed", "true")
    mira.root.locator("img.cb-picture").click()
    expect(zoom).to_have_attribute("aria-pressed", "false")

    with cast.page.expect_download() as download:
        mira.root.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "Mira 2.png"
    assert Path(download.value.path()).read_bytes() == png(1)

    mira.button("Delete").click()
    mira.expect_place("1 of 1")
    mira.button("Undo").click()
    mira.expect_place("2 of 2")
    mira.root.get_by_role("button", name="Version 1", exact=True).click()
    mira.expect_place("1 of 2")


def test_the_graph_is_downloaded_where_there_is_no_canvas(cast: Cast) -> None:
    mira = cast.open("Mira")
    mira.choice("Model").select_option(TURBO)
    mira.generate("1 of 1")
    with cast.page.expect_download() as download:
        mira.button("Download graph").click()
    assert json.loads(Path(download.value.path()).read_text("utf-8")) == {"1": {"class_type": "Grey"}}
    mira.drop({"a.png": png(1)})
    mira.expect_place("2 of 2")
    expect(mira.button("Download graph")).to_be_disabled()


def test_saving_a_default_with_an_empty_seed_offers_the_seed_of_the_version(cast: Cast) -> None:
    mira = open_mira(cast)
    expect(mira.root.get_by_text(re.compile("for all 8 characters of “Night Ferry”"))).to_be_visible()
    mira.text("Seed").fill("31")
    mira.generate("1 of 1")
    mira.text("Seed").fill("")
    mira.button("Save as Design Default").click()
    mira.button("Save seed 31").click()
    expect(mira.text("Seed")).to_have_value("31")
    mira.button("Undo").click()
    expect(mira.text("Seed")).to_have_value("")
    mira.button("Save as Design Default").click()
    mira.button("Do not save").click()
    expect(mira.button("Save as Design Default")).to_be_focused()


def test_the_question_which_seed_goes_once_it_is_answered_by_typing(cast: Cast) -> None:
    mira = open_mira(cast)
    mira.generate("1 of 1")
    mira.button("Save as Design Default").click()
    question = mira.root.get_by_role("group", name="Which seed")
    expect(question).to_be_visible()
    mira.text("Seed").press_sequentially("5")
    expect(question).to_be_hidden()
    expect(mira.text("Seed")).to_be_focused()
    expect(mira.text("Seed")).to_have_value("5")
    mira.button("Save as Design Default").click()
    expect(mira.root.get_by_text(re.compile("^Saved: seed 5 "))).to_be_visible()


def test_a_description_from_the_script_is_shown_beside_the_old_one(cast: Cast) -> None:
    mira = open_mira(cast)
    before = mira.text("Image prompt").input_value()
    mira.button("Re-describe").click()
    found = mira.root.get_by_role("region", name="Description from the script")
    expect(found.get_by_text(re.compile(r"^Line \d+")).first).to_be_visible()
    expect(found).to_contain_text(before)
    found.get_by_role("button", name="Keep").click()
    expect(mira.text("Image prompt")).to_have_value(before)
    mira.button("Re-describe").click()
    found.get_by_role("button", name="Accept").click()
    expect(found).to_be_hidden()
    expect(mira.text("Image prompt")).not_to_have_value(before)
    after = mira.text("Image prompt").input_value()
    cast.visit()
    expect(cast.open("Mira").text("Image prompt")).to_have_value(after)


def test_a_production_without_a_script_says_so(cast: Cast) -> None:
    page = cast.page
    page.get_by_role("button", name="New production").click()
    page.get_by_role("textbox", name="Name").fill("Scriptless")
    page.get_by_role("button", name="Create").click()
    page.get_by_role("button", name="New character").click()
    page.get_by_role("textbox", name="Name").fill("Nobody")
    page.get_by_role("button", name="Create").click()
    nobody = cast.open("Nobody")
    nobody.button("Auto-describe").click()
    expect(nobody.root.get_by_text(re.compile("no script yet"))).to_be_visible()
    expect(nobody.button("Save as Design Default")).to_be_disabled()
