"""Files dropped on the cast list: what they are and whom they would bring is shown first, each file for itself."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from castbook import exchange, images
from tests.browser.cast import Cast, drop_files, png
from tests.browser.server import Studio
from tests.browser.test_access import OUTSIDE, serious

LIST = b"Name,Also known as,Age,Hair,Biography,Phone\nTom Reed,T.,34,red,A fool.,1\nMira,,,,,2\nIda Brandt,,,,,3\n"
SCRIPT = b"INT. BAR - DAY\n\nWANDA (60, silver braids) comes in.\n\nWANDA\nHello.\n\nMIRA\nSit down.\n"
HOSTILE = "<img src=x onerror=window.bitten=1>"


def card(name: str = "Seraphina", shade: int = 90) -> bytes:
    """A V2 character card in a PNG."""
    value = {"spec": "chara_card_v2", "data": {"name": name, "description": "{{char}} guards the glade."}}
    return images.add_text(png(shade), {"chara": base64.b64encode(json.dumps(value).encode()).decode()})


@pytest.fixture
def cast(studio: Studio, page: Page) -> Cast:
    """The list, open."""
    return Cast(page, studio.url).visit()


def drop(cast: Cast, files: dict[str, bytes], kind: str = "") -> Locator:
    """Drop files on the list; the window that shows them, when all are read."""
    drop_files(cast.page.locator(".cb-list"), files, kind)
    window = cast.page.get_by_role("dialog", name="Import into")
    expect(window).to_be_visible()
    expect(window.get_by_text("Reading…")).to_have_count(0)
    return window


def part(window: Locator, name: str) -> Locator:
    """The part of the window that belongs to one file."""
    return window.get_by_role("region", name=name, exact=True)


def take_in(window: Locator) -> None:
    """Press Import, after which the window is gone."""
    window.get_by_role("button", name="Import", exact=True).click()
    expect(window).to_have_count(0)


def test_a_cards_picture_becomes_a_version_and_only_once(cast: Cast, studio: Studio) -> None:
    window = drop(cast, {"sera.png": card()}, "image/png")
    expect(part(window, "sera.png").get_by_text("Character card V2")).to_be_visible()
    person = window.get_by_role("listitem")
    for text in ("Seraphina", "new", "Seraphina guards the glade.", "The picture becomes version 1."):
        expect(person).to_contain_text(text)
    assert person.locator("img").evaluate("(one) => one.decode().then(() => one.naturalWidth)") == 24
    expect(cast.rows).to_have_count(8)
    take_in(window)
    expect(cast.page.get_by_role("status").get_by_text("1 new character, 1 picture")).to_be_visible()
    expect(cast.row("Seraphina")).to_contain_text("1 version")
    dialog = cast.open("Seraphina")
    dialog.expect_place("1 of 1")
    dialog.close()
    again = drop(cast, {"sera.png": card()})
    expect(again.get_by_role("listitem")).to_contain_text("already in the cast")
    expect(again.get_by_role("listitem")).to_contain_text("The picture is there already.")
    take_in(again)
    expect(cast.page.get_by_role("status").get_by_text("nobody new")).to_be_visible()
    [production] = studio.library.productions().items
    [sera] = studio.library.characters(production.id, "Seraphina").items
    assert sera.version_count == 1


def test_a_cast_list_says_which_rows_are_one_character_and_which_name_nobody(cast: Cast) -> None:
    window = drop(cast, {"cast.csv": b"name,hair\nOrla,red\nOrla,grey\n,brown\n"})
    expect(window.get_by_text("Several rows, one character: Orla.")).to_be_visible()
    expect(window.get_by_text("Left out: 1 row without a name.")).to_be_visible()
    expect(window.get_by_role("listitem")).to_have_count(1)


def test_a_script_that_names_nobody_says_as_what_it_was_read(cast: Cast) -> None:
    window = drop(cast, {"rules.txt": b"Roll two dice.\n\nThe higher number wins the round.\n"})
    expect(window.get_by_text("No characters found; it was read as a story.")).to_be_visible()
    expect(window.get_by_role("listitem")).to_have_count(0)


def test_a_cast_list_shows_its_mapping_and_who_is_new_known_or_probably_the_same(cast: Cast) -> None:
    window = drop(cast, {"cast.csv": LIST})
    table = window.get_by_role("table")
    rows = [row.all_inner_texts() for row in (one.get_by_role("cell") for one in table.get_by_role("row").all()[1:])]
    assert rows == [
        ["Name", "Name"],
        ["Also known as", "Aliases"],
        ["Age", "Image prompt (age)"],
        ["Hair", "Image prompt (hair)"],
        ["Biography", "Description"],
    ]
    expect(window.get_by_text("Not used: Phone.")).to_be_visible()
    expect(window.get_by_text("1 new, 1 probably in the cast, 1 already in the cast")).to_be_visible()
    people = window.get_by_role("listitem")
    for name, text in (("Tom Reed", "34 years old, red hair"), ("Ida Brandt", "probably Ida"), ("Mira", "already")):
        expect(people.filter(has_text=name).first).to_contain_text(text)
    expect(window.get_by_role("combobox", name="Who is Ida Brandt?")).to_have_value("")
    take_in(window)
    expect(cast.rows).to_have_count(9)
    expect(cast.row("Tom Reed")).to_contain_text("T.")


def test_who_is_probably_the_same_is_settled_before_the_import(cast: Cast) -> None:
    window = drop(cast, {"cast.csv": b"Name,Hair\nIda Brandt,grey\nJonas Weber,brown\nAda Quist,\n"})
    window.get_by_role("combobox", name="Who is Ida Brandt?").select_option("Another name of Ida")
    window.get_by_role("combobox", name="Who is Jonas Weber?").select_option("Somebody new")
    take_in(window)
    expect(cast.page.get_by_role("status").get_by_text("1 new character, 1 new alias")).to_be_visible()
    expect(cast.rows).to_have_count(9)
    expect(cast.row("Ida")).to_contain_text("Ida Brandt")
    dialog = cast.open("Jonas Weber")
    expect(dialog.text("Image prompt")).to_have_value("brown hair")
    dialog.close()
    again = drop(cast, {"cast.csv": b"Name,Hair\nIda Brandt,grey\nJonas Weber,brown\n"})
    expect(again.get_by_text("2 already in the cast")).to_be_visible()


def test_a_file_whose_people_the_one_before_brought_asks_again(cast: Cast) -> None:
    window = drop(cast, {"a.csv": b"name\nArthur Vane\n", "b.csv": b"name\nArthur\nGawain\n"})
    expect(window.get_by_role("listitem")).to_have_count(3)
    window.get_by_role("button", name="Import", exact=True).click()
    expect(window.get_by_text("Somebody is probably one of those who have just come in")).to_be_visible()
    expect(cast.row("Arthur Vane")).to_be_visible()
    window.get_by_role("combobox", name="Who is Arthur?").select_option("Another name of Arthur Vane")
    take_in(window)
    expect(cast.rows).to_have_count(10)
    expect(cast.row("Arthur Vane")).to_contain_text("Arthur")


def test_an_exported_production_fills_an_empty_one(cast: Cast, studio: Studio, tmp_path: Path) -> None:
    page = cast.page
    dialog = cast.open("Mira")
    dialog.drop({"a.png": png(40), "b.png": png(80)})
    dialog.expect_place("2 of 2")
    dialog.close()
    with page.expect_download() as download:
        page.get_by_role("link", name="Export", exact=True).click()
    assert download.value.suggested_filename == "Night Ferry.cast"
    file = tmp_path / "ferry.cast"
    download.value.save_as(file)
    page.get_by_role("button", name="New production").click()
    page.get_by_role("dialog").get_by_label("Name", exact=True).fill("Second feature")
    page.get_by_role("dialog").get_by_role("button", name="Create").click()
    expect(page.get_by_text("The cast is empty")).to_be_visible()

    window = drop(cast, {"ferry.cast": file.read_bytes()})
    expect(window.get_by_text("From the production “Night Ferry”.")).to_be_visible()
    expect(window.get_by_text("8 new")).to_be_visible()
    expect(window.get_by_role("listitem").filter(has_text="Mira").first).to_contain_text("2 pictures become versions.")
    take_in(window)
    expect(cast.rows).to_have_count(8)
    expect(cast.row("Mira")).to_contain_text("2 versions")
    expect(page.get_by_role("combobox", name="Design", exact=True).locator("option:checked")).to_have_text("Film still")
    mira = cast.open("Mira")
    mira.expect_place("2 of 2")


def test_the_error_of_one_file_keeps_no_other_out(cast: Cast) -> None:
    window = drop(
        cast,
        {"photo.png": png(7), "sera.png": card(), "paper.pdf": b"%PDF-1.7", "two.fountain": SCRIPT, "l.csv": b"x\n"},
    )
    for name, text in (
        ("photo.png", "This picture carries no character card."),
        ("paper.pdf", "This is a PDF"),
        ("l.csv", "The cast list has no rows"),
    ):
        expect(part(window, name).get_by_role("alert")).to_contain_text(text)
    expect(part(window, "two.fountain")).to_contain_text("1 new, 1 already in the cast")
    expect(part(window, "two.fountain")).to_contain_text("Script, screenplay")
    window.get_by_role("button", name="Leave out paper.pdf").click()
    expect(part(window, "paper.pdf")).to_have_count(0)
    drop_files(window, {"cast.csv": LIST})
    expect(part(window, "cast.csv")).to_contain_text("1 new, 1 probably")
    take_in(window)
    for name in ("Seraphina", "Wanda", "Tom Reed"):
        expect(cast.row(name)).to_be_visible()
    expect(cast.rows).to_have_count(11)


def test_nothing_but_errors_leaves_nothing_to_import(cast: Cast) -> None:
    window = drop(cast, {"photo.png": png(7)})
    button = window.get_by_role("button", name="Import", exact=True)
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(window.get_by_text("There is nothing to import.")).to_be_visible()
    button.click(force=True)
    expect(window).to_be_visible()
    cast.page.keyboard.press("Escape")
    expect(window).to_have_count(0)
    expect(cast.rows).to_have_count(8)


@pytest.fixture
def bundle(studio: Studio) -> bytes:
    """A production of which nothing is here."""
    library = studio.library
    other = library.create_production("Other")
    library.add_version(library.create_character(other.id, "Ilse").id, png(200), source="uploaded")
    stream = io.BytesIO()
    exchange.export_bundle(library, other.id, stream)
    library.delete_production(other.id)
    return stream.getvalue()


def changed(bundle: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The bundle with other contents under the same names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bundle)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return stream.getvalue()


def test_damaged_pictures_are_named_before_anything_is_imported(cast: Cast, bundle: bytes) -> None:
    other = changed(bundle, lambda name, data: png(3) if name.startswith("images/") else data)
    window = drop(cast, {"other.cast": other})
    expect(part(window, "other.cast").get_by_role("alert")).to_contain_text("Ilse, version 1: ")
    expect(part(window, "other.cast").get_by_role("alert")).to_contain_text("not the one it was made with")
    expect(window.get_by_role("button", name="Import", exact=True)).to_have_attribute("aria-disabled", "true")


def test_an_import_that_fails_is_told_at_its_file_and_the_others_are_taken_in(cast: Cast, bundle: bytes) -> None:
    full = {"error": {"code": "disk_full", "message": "The disk is full.", "hint": "Make room on it."}}

    def fail(route: Route) -> None:
        """The disk fills up after the preview."""
        if b'filename="other.cast"' in (route.request.post_data_buffer or b""):
            route.fulfill(status=507, json=full)
        else:
            route.continue_()

    window = drop(cast, {"other.cast": bundle, "sera.png": card()})
    expect(part(window, "other.cast").get_by_role("listitem").first).to_be_visible()
    cast.page.route("**/import", fail)
    window.get_by_role("button", name="Import", exact=True).click()
    expect(part(window, "other.cast").get_by_role("alert")).to_contain_text("The disk is full. Make room on it.")
    expect(part(window, "sera.png").get_by_text("Imported")).to_be_visible()
    expect(window.get_by_role("button", name="Try again")).to_be_visible()
    window.get_by_role("button", name="Close", exact=True).last.click()
    expect(cast.rows).to_have_count(9)
    expect(cast.row("Seraphina")).to_be_visible()


def test_files_for_an_empty_library_ask_for_a_production_first(tmp_path: Path, page: Page) -> None:
    with Studio(tmp_path / "empty", sample=False) as studio:
        page.goto(studio.url)
        expect(page.get_by_text("No production yet")).to_be_visible()
        expect(page.get_by_role("link", name="Export")).to_have_count(0)
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Import", exact=True).click()
        chooser.value.set_files([{"name": "Two Bars.fountain", "mimeType": "text/plain", "buffer": SCRIPT}])
        form = page.get_by_role("dialog", name="New production")
        expect(form.get_by_label("Name", exact=True)).to_have_value("Two Bars")
        form.get_by_role("button", name="Create").click()
        window = page.get_by_role("dialog", name="Import into “Two Bars”")
        expect(window.get_by_text("2 new")).to_be_visible()
        take_in(window)
        expect(Cast(page, studio.url).rows).to_have_count(2)


def test_the_keyboard_takes_a_file_in_and_comes_back_to_the_list(cast: Cast) -> None:
    page = cast.page
    button = page.get_by_role("button", name="Import", exact=True)
    button.focus()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files([{"name": "two.fountain", "mimeType": "text/plain", "buffer": SCRIPT}])
    window = page.get_by_role("dialog", name="Import into")
    inside = window.get_by_role("button", name="Import", exact=True)
    expect(inside).to_be_focused()
    expect(window.get_by_text("1 new, 1 already in the cast")).to_be_visible()
    page.keyboard.press("Enter")
    expect(window).to_have_count(0)
    expect(cast.row("Wanda")).to_be_visible()
    expect(button).to_be_focused()


def test_hostile_texts_in_files_are_shown_as_text(cast: Cast) -> None:
    rows = json.dumps([{"name": HOSTILE, "description": HOSTILE, HOSTILE: "x", "": "y"}]).encode()
    window = drop(cast, {f"{HOSTILE}.json": rows, "sera.png": card(HOSTILE)})
    expect(window.get_by_text(f"Not used: {HOSTILE}, a column without a name.")).to_be_visible()
    expect(window.locator(".cb-arrival-name", has_text=HOSTILE)).to_have_count(2)
    take_in(window)
    expect(cast.row(HOSTILE)).to_be_visible()
    assert cast.page.evaluate("window.bitten") is None
    assert cast.page.evaluate("document.querySelectorAll('.castbook img[src=x], dialog img[src=x]').length") == 0


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_window_is_for_everybody(studio: Studio, new_page: Callable[..., Page], scheme: str) -> None:
    page = new_page(color_scheme=scheme, reduced_motion="reduce")
    cast = Cast(page, studio.url).visit()
    files = {"photo.png": png(7), "sera.png": card(), "two.fountain": SCRIPT, "cast.csv": LIST}
    window = drop(cast, files, "image/png")
    assert serious(page) == []
    small = """() => [...document.querySelectorAll('dialog :is(button, summary, a)')]
      .filter((one) => one.checkVisibility())
      .map((one) => [one.outerHTML.slice(0, 120), one.getBoundingClientRect()])
      .filter(([, box]) => box.width < 32 || box.height < 32).map(([text]) => text)"""
    for width in (1400, 700, 320):
        page.set_viewport_size({"width": width, "height": 720})
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate(small) == []
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        expect(window.get_by_role("button", name=re.compile("^Import$"))).to_be_in_viewport()
