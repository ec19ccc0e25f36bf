"""The cast list: every control once, empty states, and texts that try to be something else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from castbook import exchange
from tests.browser.cast import Cast, png
from tests.browser.server import Studio

HOSTILE = (
    "<img src=x onerror=window.bitten=1>",
    "</script><script>window.bitten=1</script>",
    "\N{RIGHT-TO-LEFT OVERRIDE}arim",
    "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER REH}\N{ARABIC LETTER YEH}\N{ARABIC LETTER MEEM}",
    "\N{FAMILY}\N{ZERO WIDTH JOINER}\N{WOMAN} {{7*7}} ${7*7} %s",
)
SCRIPT = b"""Title: Two

INT. KITCHEN - DAY

Mira stands at the sink.

MIRA
Hello.

WANDA (60, silver braids, a red apron) comes in.

WANDA
Hello yourself.

MIRA
Sit down.

WANDA
I will.
"""


@pytest.fixture
def cast(studio: Studio, page: Page) -> Cast:
    """The list, open."""
    return Cast(page, studio.url).visit()


def fill_form(page: Page, button: str, fields: dict[str, str]) -> None:
    """Fill an open form and press its button."""
    form = page.get_by_role("dialog")
    for label, value in fields.items():
        form.get_by_label(label, exact=True).fill(value)
    form.get_by_role("button", name=button, exact=True).click()
    expect(form).to_have_count(0)


def test_productions_are_made_renamed_switched_deleted_and_brought_back(cast: Cast) -> None:
    page = cast.page
    switcher = page.get_by_role("combobox", name="Production", exact=True)
    page.get_by_role("button", name="New production").click()
    fill_form(page, "Create", {"Name": "Second feature"})
    expect(switcher.locator("option:checked")).to_have_text("Second feature")
    expect(page.get_by_text("The cast is empty")).to_be_visible()
    page.get_by_role("button", name="Edit production").click()
    fill_form(page, "Save", {"Name": "Third feature"})
    expect(switcher.locator("option:checked")).to_have_text("Third feature")
    switcher.select_option(label="Night Ferry")
    expect(cast.rows).to_have_count(8)
    switcher.select_option(label="Third feature")
    page.get_by_role("button", name="Edit production").click()
    page.get_by_role("button", name="Delete production").click()
    expect(switcher.locator("option")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(switcher.locator("option:checked")).to_have_text("Third feature")
    cast.page.reload()
    expect(switcher.locator("option:checked")).to_have_text("Third feature")


def test_designs_are_made_edited_switched_deleted_and_brought_back(cast: Cast) -> None:
    page = cast.page
    switcher = page.get_by_role("combobox", name="Design", exact=True)
    page.get_by_role("button", name="New design").click()
    fill_form(page, "Create", {"Name": "Woodcut", "Style prompt": "woodcut", "Negative prompt": "colour", "Seed": "5"})
    expect(switcher.locator("option:checked")).to_have_text("Woodcut")
    page.get_by_role("button", name="Edit design").click()
    page.get_by_role("dialog").get_by_label("Where the style prompt stands").select_option("before")
    page.get_by_role("dialog").get_by_label("Aspect ratio").select_option("1:1")
    fill_form(page, "Save", {"Style prompt": "coarse woodcut"})
    mira = cast.open("Mira")
    expect(mira.text("Style prompt")).to_have_value("coarse woodcut")
    expect(mira.root.get_by_text("Woodcut, put before the image prompt")).to_be_visible()
    expect(mira.text("Negative prompt")).to_have_value("colour")
    expect(mira.text("Seed")).to_have_value("5")
    expect(mira.choice("Aspect ratio")).to_have_value("1:1")
    mira.close()
    page.get_by_role("button", name="Edit design").click()
    page.get_by_role("button", name="Delete design").click()
    expect(switcher.locator("option:checked")).to_have_text("None")
    page.get_by_role("button", name="Undo").click()
    expect(switcher.locator("option:checked")).to_have_text("Woodcut")
    switcher.select_option(label="Film still")
    expect(switcher.locator("option:checked")).to_have_text("Film still")


def test_deleting_the_active_design_says_that_none_is_active(cast: Cast, studio: Studio) -> None:
    page = cast.page
    none_is = page.get_by_text("No design is active now: portraits are made without a style prompt", exact=False)
    page.get_by_role("button", name="Edit design").click()
    page.get_by_role("button", name="Delete design").click()
    expect(page.get_by_text("The design “Film still” is deleted.", exact=False)).to_be_visible()
    expect(none_is).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("combobox", name="Design", exact=True).locator("option:checked")).to_have_text("Film still")
    expect(none_is).to_have_count(0)
    page.get_by_role("button", name="Edit design").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    production = studio.library.production_named("Night Ferry")  # meanwhile somebody else chooses another
    ink = studio.library.design_named(production.id, "Ink storyboard")
    studio.library.update_production(production.id, active_design_id=ink.id)
    page.get_by_role("button", name="Delete design").click()
    expect(page.get_by_text("The design “Film still” is deleted.", exact=False)).to_be_visible()
    expect(none_is).to_have_count(0)


def test_a_form_says_what_is_wrong_and_keeps_what_was_typed(cast: Cast) -> None:
    page = cast.page
    page.get_by_role("button", name="New design").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Seed").fill("not a seed")
    form.get_by_role("button", name="Create").click()
    expect(form.get_by_text("Name cannot be empty.")).to_be_visible()
    expect(form.get_by_text(re.compile("A seed is a whole number"))).to_be_visible()
    form.get_by_label("Name").fill("Film still")
    form.get_by_label("Seed").fill("1")
    form.get_by_role("button", name="Create").click()
    expect(form.get_by_role("alert")).to_contain_text("Film still")
    expect(form.get_by_label("Seed")).to_have_value("1")
    form.get_by_role("button", name="Cancel").click()
    expect(form).to_have_count(0)


def test_characters_are_made_searched_edited_deleted_and_brought_back(cast: Cast) -> None:
    page = cast.page
    page.get_by_role("button", name="New character").click()
    fill_form(page, "Create", {"Name": "Wanda", "Aliases": "The Aunt, W.", "Description": "A baker."})
    expect(cast.row("Wanda").get_by_text("No portrait yet")).to_be_visible()
    page.get_by_role("searchbox").fill("aunt")
    expect(cast.rows).to_have_count(1)
    page.get_by_role("button", name="More for Wanda").click()
    page.get_by_role("menuitem", name="Edit").click()
    fill_form(page, "Save", {"Name": "Wanda the Elder"})
    expect(cast.row("Wanda the Elder")).to_be_visible()
    page.get_by_role("searchbox").fill("nobody has this name")
    page.get_by_role("button", name="Clear search").click()
    expect(cast.rows).to_have_count(9)
    page.get_by_role("button", name="More for Wanda the Elder").click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(cast.rows).to_have_count(8)
    page.get_by_role("button", name="Undo").click()
    expect(cast.rows).to_have_count(9)


def test_an_edit_saves_only_what_was_changed(cast: Cast, studio: Studio) -> None:
    page = cast.page
    library = studio.library
    mira = next(one for one in library.characters(library.productions().items[0].id).items if one.name == "Mira")
    library.update_character(mira.id, aliases=("Smith, Jr.", "M."))
    expect(cast.row("Mira")).to_contain_text("Smith, Jr.")
    page.get_by_role("button", name="More for Mira").click()
    page.get_by_role("menuitem", name="Edit").click()
    form = page.get_by_role("dialog")
    expect(form.get_by_label("Aliases")).to_have_value('"Smith, Jr.", M.')
    library.update_character(mira.id, image_prompt="told elsewhere")
    fill_form(page, "Save", {"Aliases": '"Smith, Jr.", M., "TEX" Voss'})
    after = library.character(mira.id)
    assert after.image_prompt == "told elsewhere"
    assert after.aliases == ("Smith, Jr.", "M.", '"TEX" Voss')


def test_what_is_typed_into_a_form_is_not_lost_by_one_key(cast: Cast) -> None:
    page = cast.page
    form = page.get_by_role("dialog")
    page.get_by_role("button", name="New design").click()
    expect(form).to_be_visible()
    page.keyboard.press("Escape")  # nothing is typed
    expect(form).to_have_count(0)
    page.get_by_role("button", name="New design").click()
    form.get_by_role("textbox", name="Style prompt").fill("woodcut")
    page.keyboard.press("Escape")
    expect(form.get_by_text("What you typed is not saved.")).to_be_visible()
    expect(form.get_by_role("textbox", name="Style prompt")).to_have_value("woodcut")
    form.get_by_role("textbox", name="Style prompt").fill("a woodcut")
    expect(form.get_by_text("What you typed is not saved.")).to_have_count(0)
    page.mouse.click(4, 4)
    expect(form.get_by_text("What you typed is not saved.")).to_be_visible()
    page.mouse.click(4, 4)
    expect(form).to_have_count(0)


def test_a_new_character_is_seen_whatever_was_searched(cast: Cast) -> None:
    page = cast.page
    page.get_by_role("searchbox").fill("mira")
    expect(cast.rows).to_have_count(1)
    page.get_by_role("button", name="New character").click()
    fill_form(page, "Create", {"Name": "Zo\u00eb"})
    expect(cast.rows).to_have_count(9)
    expect(page.get_by_role("searchbox")).to_have_value("")
    page.get_by_role("searchbox").fill("ZOE")
    expect(cast.rows).to_have_count(1)


def test_a_dialog_that_cannot_be_loaded_is_told(studio: Studio, page: Page) -> None:
    page.route("**/panel/dialog.mjs", lambda route: route.abort())
    cast = Cast(page, studio.url).visit()
    page.get_by_role("button", name="Portrait of Mira").click()
    expect(page.get_by_role("alert").get_by_text("The portrait dialog could not be loaded.")).to_be_visible()
    expect(cast.rows).to_have_count(8)


def test_an_import_of_many_is_few_questions(cast: Cast, studio: Studio) -> None:
    asked: list[str] = []
    cast.page.on("request", lambda request: asked.append(request.url))
    rows = "".join(f"Extra {number}\n" for number in range(200))
    production = studio.library.productions().items[0].id
    exchange.import_file(studio.library, production, "cast.csv", f"name\n{rows}".encode())
    expect(cast.page.locator(".cb-count")).to_have_text("208")
    assert len([url for url in asked if "/characters" in url]) < 20


def test_a_library_without_any_production_says_what_to_do(tmp_path: Path, page: Page) -> None:
    with Studio(tmp_path / "empty", sample=False) as studio:
        page.goto(studio.url)
        expect(page.get_by_text("No production yet")).to_be_visible()
        expect(page.get_by_role("button", name="New character")).to_be_disabled()
        page.locator(".cb-empty").get_by_role("button", name="New production").click()
        fill_form(page, "Create", {"Name": "First"})
        page.get_by_role("button", name="Add a character").click()
        fill_form(page, "Create", {"Name": "Mira"})
        expect(Cast(page, studio.url).rows).to_have_count(1)


def test_a_script_dropped_on_the_list_is_shown_before_it_is_taken_in(cast: Cast) -> None:
    page = cast.page
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Import", exact=True).click()
    chooser.value.set_files([{"name": "two.fountain", "mimeType": "text/plain", "buffer": SCRIPT}])
    found = page.get_by_role("dialog", name="Import into “Night Ferry”").get_by_role("listitem")
    expect(found.filter(has_text=re.compile("mira", re.IGNORECASE))).to_contain_text("already in the cast")
    expect(found.filter(has_text=re.compile("wanda", re.IGNORECASE))).to_contain_text("new")
    expect(cast.rows).to_have_count(8)
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(cast.rows).to_have_count(8)

    mira = cast.open("Mira")
    mira.close()
    transfer = page.evaluate_handle(
        """(text) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([text], "two.fountain", { type: "text/plain" }));
          return transfer;
        }""",
        SCRIPT.decode(),
    )
    for event in ("dragenter", "dragover", "drop"):
        page.locator(".cb-list").dispatch_event(event, {"dataTransfer": transfer})
    page.get_by_role("dialog", name="Import into “Night Ferry”").get_by_role(
        "button", name="Import", exact=True
    ).click()
    expect(cast.rows).to_have_count(9)


def test_hostile_texts_are_shown_as_text_and_do_nothing(cast: Cast, studio: Studio) -> None:
    library = studio.library
    [production] = library.productions().items
    for number, text in enumerate(HOSTILE):
        library.create_character(production.id, text, aliases=(f"{text} {number}",), image_prompt=text * 20)
    long = library.create_character(production.id, "Long", description="word " * 2000)
    library.update_production(production.id, name=HOSTILE[0])
    design = library.design(str(production.active_design_id))
    library.update_design(design.id, name=HOSTILE[1], style_prompt=HOSTILE[0], negative=HOSTILE[1])

    cast.visit()
    page = cast.page
    for text in HOSTILE:
        expect(cast.row(text).locator(".cb-row-name")).to_have_text(text)
        dialog = cast.open(text)
        expect(dialog.text("Image prompt")).to_have_value(text * 20)
        if text is HOSTILE[0]:
            dialog.drop({f"{text}.png": png(3)})
            dialog.expect_place("1 of 1")
            dialog.choice("Model").select_option("slate")
            dialog.generate("2 of 2")
            dialog.root.get_by_text("Details", exact=True).click()
            dialog.root.get_by_text("Exact text sent", exact=True).click()
            expect(dialog.fact("Negative prompt")).to_contain_text(HOSTILE[1])
        dialog.close()
    assert page.evaluate("window.bitten") is None
    assert page.evaluate("document.querySelectorAll('.castbook img[src=x], .castbook script').length") == 0
    dialog = cast.open(long.name)
    expect(dialog.text("Image prompt")).to_have_value(re.compile("^(word ){2000}$"))
    expect(dialog.button("Generate")).to_be_in_viewport()
