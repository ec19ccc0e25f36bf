"""Describing in the page: who may be asked, setting up a language model, and what is said when it fails."""

from __future__ import annotations

import json
import re
import select
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.cast import Cast, Dialog, png
from tests.browser.server import Studio

RULES, MODEL, PORTRAIT = "rules", "model", "portrait"
GOOD = [
    {"field": "hair", "value": "straight black bob", "quote": "a straight black bob"},
    {"field": "marks", "value": "pale scar through left eyebrow", "quote": "a pale scar through her left eyebrow"},
    {"field": "eyes", "value": "green eyes", "quote": "her green eyes"},
]
SEEN = [{"field": "hair", "value": "silver hair", "quote": "silver hair"}]


class LanguageModel(ThreadingHTTPServer):
    """An OpenAI-compatible server with two models. While `holding` it answers nothing; then `left` says who hung up."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.facts: Any = GOOD
        self.names = ["small", "large"]
        self.asked: list[tuple[str, Any]] = []
        self.holding = False
        self.busy = threading.Event()
        self.left = threading.Event()

    @property
    def address(self) -> str:
        """What the user types."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def prompts(self) -> list[dict[str, Any]]:
        """The descriptions it was asked for."""
        return [body for path, body in self.asked if path == "/v1/chat/completions"]


class Answers(BaseHTTPRequestHandler):
    """One request to the language model."""

    @property
    def model(self) -> LanguageModel:
        """The server this request came to."""
        assert isinstance(self.server, LanguageModel)
        return self.server

    def do_GET(self) -> None:
        self.model.asked.append((self.path, None))
        if self.path == "/v1/models":
            self.answer({"data": [{"id": name} for name in self.model.names]})
        else:
            self.answer({}, 404)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.model.asked.append((self.path, body))
        self.model.busy.set()
        while self.model.holding:
            if select.select([self.connection], [], [], 0.05)[0] and not self.connection.recv(1, socket.MSG_PEEK):
                self.model.left.set()
                return
        content = json.dumps({"facts": self.model.facts})
        self.answer({"choices": [{"message": {"role": "assistant", "content": content}}]})

    def answer(self, value: Any, status: int = 200) -> None:
        """Send JSON."""
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[LanguageModel]:
    """A language model that is running."""
    with LanguageModel() as made:
        thread = threading.Thread(target=made.serve_forever, daemon=True)
        thread.start()
        yield made
        made.holding = False
        made.shutdown()
        thread.join(timeout=10)


@pytest.fixture
def cast(studio: Studio, page: Page) -> Cast:
    """The list, open."""
    return Cast(page, studio.url).visit()


def proposal(dialog: Dialog) -> Locator:
    """The proposal below the image prompt, once it is there."""
    found = dialog.root.get_by_role("region", name="Description from the script")
    expect(found).to_be_visible()
    return found


def described(dialog: Dialog) -> Locator:
    """Press Re-describe and wait for the rules' proposal."""
    dialog.button("Re-describe").click()
    found = proposal(dialog)
    expect(found).to_contain_text("Written by the rules")
    return found


def describing(page: Page) -> Locator:
    """The settings window."""
    return page.get_by_role("dialog", name="Describing", exact=True)


def set_up(dialog: Dialog, server: LanguageModel, *, sees: bool = False) -> Locator:
    """Set up the language model by the window, starting from a proposal."""
    found = described(dialog)
    found.get_by_role("button", name="Set up a language model…").click()
    window = describing(dialog.page)
    window.get_by_role("textbox", name="Address").fill(server.address)
    window.get_by_role("button", name="List models").click()
    expect(window.get_by_text("The server answers. It lists 2 models.")).to_be_visible()
    window.get_by_role("combobox", name="Model").select_option("small")
    window.get_by_role("checkbox", name=re.compile("can see pictures")).set_checked(sees)
    window.get_by_role("button", name="Turn on").click()
    expect(window).to_have_count(0)
    return found


def choose(found: Locator, provider: str) -> None:
    """Ask somebody else."""
    found.get_by_role("combobox", name="Described by").select_option(provider)


def test_without_a_language_model_nobody_is_chosen_and_nothing_is_sent(cast: Cast, server: LanguageModel) -> None:
    mira = cast.open("Mira")
    found = described(mira)
    expect(found.get_by_role("combobox", name="Described by")).to_be_hidden()
    found.get_by_role("button", name="Set up a language model…").click()
    window = describing(cast.page)
    window.get_by_role("textbox", name="Address").fill(server.address)
    expect(window.get_by_role("combobox", name="Model")).to_be_disabled()
    window.get_by_role("button", name="Cancel").click()
    expect(found.get_by_role("button", name="Set up a language model…")).to_be_focused()
    assert server.asked == []


def test_a_language_model_is_set_up_asked_by_choice_and_named_as_the_writer(
    cast: Cast, studio: Studio, server: LanguageModel
) -> None:
    mira = cast.open("Mira")
    before = mira.text("Image prompt").input_value()
    found = set_up(mira, server)
    expect(found.get_by_role("combobox", name="Described by")).to_have_value(RULES)
    assert server.prompts() == []
    choose(found, MODEL)
    expect(found).to_contain_text("Written by the language model small, from the script.")
    expect(found).to_contain_text("straight black bob, pale scar through left eyebrow")
    expect(found.get_by_text(re.compile(r"^Line \d+$")).first).to_be_visible()
    expect(found).not_to_contain_text("green")
    assert [body["model"] for body in server.prompts()] == ["small"]
    expect(mira.text("Image prompt")).to_have_value(before)
    found.get_by_role("button", name="Accept").click()
    expect(found).to_be_hidden()
    expect(mira.text("Image prompt")).to_have_value(re.compile("^straight black bob, pale scar"))
    answer = cast.page.evaluate("async () => (await fetch('/castbook/productions')).json()")
    people = studio.library.characters(answer["items"][0]["id"]).items
    (known,) = (one for one in people if one.name == "Mira")
    assert studio.library.image_prompts(known.id).items[0].author == "small"


def test_an_accepted_description_can_be_undone_with_what_was_typed(cast: Cast) -> None:
    mira = cast.open("Mira")
    prompt = mira.text("Image prompt")
    stored = prompt.input_value()
    prompt.fill("half a thought")
    found = described(mira)
    found.get_by_role("button", name="Accept").click()
    expect(prompt).to_have_value(re.compile("^woman, 34 years old"))
    mira.button("Undo").click()
    expect(prompt).to_have_value("half a thought")
    mira.button("Earlier image prompts").click()
    earlier = mira.root.get_by_role("region", name="Earlier image prompts")
    expect(earlier.get_by_role("listitem").first).to_contain_text(stored)


def test_earlier_image_prompts_say_who_wrote_them_and_can_be_used_again(cast: Cast) -> None:
    mira = cast.open("Mira")
    prompt = mira.text("Image prompt")
    stored = prompt.input_value()
    described(mira).get_by_role("button", name="Accept").click()
    mira.button("Earlier image prompts").click()
    earlier = mira.root.get_by_role("region", name="Earlier image prompts")
    expect(earlier.get_by_role("listitem")).to_have_count(2)
    expect(earlier.get_by_role("listitem").first).to_contain_text("By the rules, from the script")
    earlier.get_by_role("listitem").last.get_by_role("button", name="Use").click()
    expect(earlier).to_be_hidden()
    expect(prompt).to_have_value(stored)
    expect(mira.button("Earlier image prompts")).to_be_focused()


def test_a_proposal_from_the_description_says_so_and_its_undo_keeps_the_writer(cast: Cast, studio: Studio) -> None:
    cards = studio.library.create_production("Cards")
    notes = "Hair: dark brown, long\nEyes: green"
    studio.library.create_character(cards.id, "Sera", (), notes, "a text that came in", author="import")
    cast.page.get_by_role("combobox", name="Production").select_option(cards.id)
    sera = cast.open("Sera")
    sera.button("Re-describe").click()
    found = proposal(sera)
    expect(found).to_contain_text("Written by the rules, from the description.")
    expect(found.get_by_role("heading", name="From the description")).to_be_visible()
    expect(found).to_contain_text("The description does not say: age")
    expect(found).not_to_contain_text(re.compile("script (does|says)|Line"))
    found.get_by_role("button", name="Accept").click()
    earlier = sera.root.get_by_role("region", name="Earlier image prompts")
    items = earlier.get_by_role("listitem")
    sera.button("Earlier image prompts").click()
    expect(items.first).to_contain_text("By the rules, from the description")
    sera.button("Earlier image prompts").click()
    sera.button("Undo").click()
    expect(sera.text("Image prompt")).to_have_value("a text that came in")
    sera.button("Earlier image prompts").click()
    expect(items).to_have_count(2)
    expect(items.first).to_contain_text("Imported")


def test_the_portrait_can_be_described_once_there_is_one_and_the_model_sees(cast: Cast, server: LanguageModel) -> None:
    mira = cast.open("Mira")
    found = set_up(mira, server, sees=True)
    option = found.get_by_role("option", name=re.compile("^From the portrait"))
    expect(option).to_have_text("From the portrait (there is none yet)")
    expect(option).to_be_disabled()
    mira.root.focus()
    mira.paste(png(120))
    mira.expect_place("1 of 1")
    expect(option).to_have_text("From the portrait")
    server.facts = SEEN
    choose(found, PORTRAIT)
    expect(found).to_contain_text("Written by the language model small, from the portrait.")
    expect(found).to_contain_text("silver hair")
    expect(found.get_by_text("Where it says so")).to_have_count(0)


def test_a_model_that_cannot_see_says_so_where_it_is_chosen(cast: Cast, server: LanguageModel) -> None:
    found = set_up(cast.open("Mira"), server)
    option = found.get_by_role("option", name=re.compile("^From the portrait"))
    expect(option).to_have_text("From the portrait (the model cannot see pictures)")
    expect(option).to_be_disabled()


def test_a_running_request_shows_and_can_be_stopped(cast: Cast, server: LanguageModel) -> None:
    mira = cast.open("Mira")
    found = set_up(mira, server)
    server.holding = True
    choose(found, MODEL)
    expect(found.get_by_role("progressbar", name="Describing")).to_be_visible()
    expect(found).to_contain_text("small reads the script…")
    assert server.busy.wait(10)
    found.get_by_role("button", name="Stop describing").click()
    expect(found).to_contain_text("Written by the rules")
    expect(found.get_by_role("combobox", name="Described by")).to_have_value(RULES)
    assert server.left.wait(10)


def test_a_request_waits_for_the_running_portrait_says_so_and_can_be_stopped_meanwhile(
    tmp_path: Path, page: Page, server: LanguageModel
) -> None:
    with Studio(tmp_path / "slow", step_seconds=0.3) as studio:
        mira = Cast(page, studio.url).visit().open("Mira")
        found = set_up(mira, server)
        mira.button("Generate").click()
        expect(mira.button("Cancel")).to_be_visible()
        choose(found, MODEL)
        expect(found.get_by_role("status")).to_have_text("Waits for the running portrait…")
        found.get_by_role("button", name="Stop describing").click()
        expect(found).to_contain_text("Written by the rules")
        choose(found, MODEL)
        expect(found.get_by_role("status")).to_have_text("Waits for the running portrait…")
        assert server.prompts() == []
        server.holding = True
        expect(found.get_by_role("status")).to_have_text("The language model small reads the script…")
        expect(found).to_contain_text("This can take up to three minutes.")
        mira.expect_place("1 of 1")
        server.holding = False
        expect(found).to_contain_text("Written by the language model small, from the script.")
        assert len(server.prompts()) == 1


def test_closing_the_dialog_stops_the_request(cast: Cast, server: LanguageModel) -> None:
    mira = cast.open("Mira")
    found = set_up(mira, server)
    server.holding = True
    choose(found, MODEL)
    assert server.busy.wait(10)
    mira.close()
    assert server.left.wait(10)


def test_what_goes_wrong_is_a_sentence_in_the_proposal_and_the_text_stays(cast: Cast, server: LanguageModel) -> None:
    mira = cast.open("Mira")
    before = mira.text("Image prompt").input_value()
    found = set_up(mira, server)
    server.facts = [{"field": "species", "value": "dragon", "quote": "a dragon"}]
    choose(found, MODEL)
    expect(found.get_by_role("alert")).to_contain_text("The language model said nothing that the script bears out.")
    server.facts = GOOD
    found.get_by_role("button", name="Ask again").click()
    expect(found).to_contain_text("Written by the language model small")
    server.shutdown()
    server.server_close()
    choose(found, RULES)
    choose(found, MODEL)
    expect(found.get_by_role("alert")).to_contain_text("The language model's server cannot be reached.")
    expect(mira.text("Image prompt")).to_have_value(before)
    found.get_by_role("button", name="Keep").click()
    expect(found).to_be_hidden()


def test_an_address_that_is_wrong_or_public_is_refused_beside_the_field(cast: Cast, server: LanguageModel) -> None:
    mira = cast.open("Mira")
    described(mira).get_by_role("button", name="Set up a language model…").click()
    window = describing(cast.page)
    address = window.get_by_role("textbox", name="Address")
    address.fill("ollama please")
    address.press("Enter")
    expect(window).to_contain_text("That is no address of a server.")
    expect(address).to_have_attribute("aria-invalid", "true")
    address.fill("http://8.8.8.8:11434")
    address.press("Enter")
    expect(window).to_contain_text("The describer's address is not on this machine or in this network.")
    address.fill(server.address)
    server.names = []
    address.press("Enter")
    expect(window).to_contain_text("lists no model")
    expect(window.get_by_role("combobox", name="Model")).to_be_disabled()


def test_a_model_that_is_no_longer_listed_stays_chosen_and_turning_off_forgets_it(
    cast: Cast, server: LanguageModel
) -> None:
    found = set_up(cast.open("Mira"), server)
    server.names = ["large"]
    found.get_by_role("button", name="Language model settings…").click()
    window = describing(cast.page)
    expect(window.get_by_text("The server answers. It lists 1 model.")).to_be_visible()
    chosen = window.get_by_role("combobox", name="Model")
    expect(chosen).to_have_value("small")
    expect(chosen).to_contain_text("small (not listed)")
    window.get_by_role("button", name="Turn off").click()
    expect(found.get_by_role("combobox", name="Described by")).to_be_hidden()
    expect(found.get_by_role("button", name="Set up a language model…")).to_be_visible()
