"""Reading a script into a production, and describing a character from it."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest

from castbook import exchange
from castbook.cast import Character

SCRIPT = """Title: Night Ferry

INT. FERRY BRIDGE - NIGHT

MIRA VOSS, 40, a tall woman with a grey braid, steers. She wears a yellow oilskin coat.

MIRA
Hold the line.

JONAS, 19, thin, freckled, with a shaved head, runs in.

JONAS
It is gone!

OLD TOM
Let it go.
"""


def person(name: str, *aliases: str) -> exchange.Candidate:
    return exchange.Candidate(name, aliases)


def member(name: str, *aliases: str) -> Character:
    return Character(id=name, production_id="p", name=name, aliases=aliases)


@pytest.mark.parametrize(
    ("found", "cast", "status"),
    [
        (person("MIRA"), [member("Mira")], "known"),
        (person("Mira Voss", "MIRA"), [member("Mira")], "known"),
        (person("The Captain"), [member("Mira", "the captain")], "known"),
        (person("MIRA"), [member("Mira Voss")], "same"),
        (person("Captain Mira Voss"), [member("Mira")], "same"),
        (person("VOSS"), [member("Mira Voss"), member("Anna Voss")], "new"),  # open which one: nothing is guessed
        (person("THE CAPTAIN"), [member("The Mate")], "new"),
        (person("JONAS"), [member("Mira")], "new"),
        (person("JON"), [member("Jonas")], "new"),
    ],
)
def test_a_name_is_known_probably_the_same_or_new(found, cast, status):
    (arrival,) = exchange.compare([found], cast)
    assert arrival.status == status
    assert (arrival.character is None) == (status == "new")


async def send(api: Any, path: str, data: bytes, filename: str = "ferry.fountain", expect: int = 200) -> Any:
    form = aiohttp.FormData()
    form.add_field("script", data, filename=filename)
    answer = await api.client.post(f"/castbook{path}", data=form, headers={"X-Castbook": "1"})
    assert answer.status == expect, await answer.text()
    value = await answer.json()
    return value["error"] if expect >= 400 else value


async def test_a_preview_says_who_would_come_and_changes_nothing(api, mira):
    path = f"/productions/{mira['production_id']}"
    found = await send(api, f"{path}/script/preview", SCRIPT.encode())
    assert {one["name"].casefold(): one["status"] for one in found["characters"]} == {
        "mira voss": "known", "jonas": "new", "old tom": "new",
    }  # fmt: skip
    assert (await api.get(f"{path}/characters"))["total"] == 1
    assert (await api.post(f"/characters/{mira['id']}/describe", expect=409))["code"] == "no_script"


async def test_a_script_brings_its_people_once_and_changes_nobody(api, mira):
    path = f"/productions/{mira['production_id']}"
    await send(api, f"{path}/script", SCRIPT.encode())
    cast = {one["name"].casefold(): one for one in (await api.get(f"{path}/characters"))["items"]}
    assert set(cast) == {"mira", "jonas", "old tom"}
    assert cast["mira"]["image_prompt"] == "woman of 40, grey braid"
    assert "freckled" in cast["jonas"]["image_prompt"]
    (entry,) = (await api.get(f"/characters/{cast['jonas']['id']}/image-prompts"))["items"]
    assert entry["author"] == "rules"

    await api.patch(f"/characters/{cast['jonas']['id']}", {"image_prompt": "mine"})
    again = await api.post(f"{path}/script", {"text": SCRIPT + "\nANNA, 30, red hair, waves.\n\nANNA\nHey!\n"})
    assert {one["status"] for one in again["characters"] if one["name"].casefold() != "anna"} == {"known"}
    assert (await api.get(f"{path}/characters"))["total"] == 4
    assert (await api.get(f"/characters/{cast['jonas']['id']}"))["image_prompt"] == "mine"


async def test_a_description_is_a_proposal_with_its_lines(api, mira):
    path = f"/productions/{mira['production_id']}"
    await send(api, f"{path}/script", SCRIPT.encode())
    proposal = await api.post(f"/characters/{mira['id']}/describe", {"provider": "rules"})
    assert "grey braid" in proposal["image_prompt"] and proposal["provider"] == "rules"
    lines = SCRIPT.splitlines()
    for one in proposal["evidence"]:
        assert one["text"].split()[0] in lines[one["line"] - 1]
    assert (await api.get(f"/characters/{mira['id']}"))["image_prompt"] == "woman of 40, grey braid"
    accepted = {"image_prompt": proposal["image_prompt"], "author": proposal["provider"]}
    await api.patch(f"/characters/{mira['id']}", accepted)
    history = (await api.get(f"/characters/{mira['id']}/image-prompts"))["items"]
    assert [entry["author"] for entry in history] == ["rules", "user"]


async def test_a_proposal_says_what_it_was_read_from_and_the_history_keeps_it(api, mira):
    path = f"/characters/{mira['id']}"
    await api.patch(path, {"description": "Hair: dark brown, long\nEyes: green"})
    of_notes = await api.post(f"{path}/describe")
    assert (of_notes["source"], of_notes["provider"]) == ("description", "rules, from the description")
    await api.patch(path, {"image_prompt": of_notes["image_prompt"], "author": of_notes["provider"]})
    assert (await api.get(f"{path}/image-prompts"))["items"][0]["author"] == "rules, from the description"
    await send(api, f"/productions/{mira['production_id']}/script", SCRIPT.encode())
    of_script = await api.post(f"{path}/describe")
    assert (of_script["source"], of_script["provider"]) == ("script", "rules")


async def test_what_the_script_does_not_say_is_said(api, mira):
    path = f"/productions/{mira['production_id']}"
    await send(api, f"{path}/script", SCRIPT.encode())
    cast = {one["name"].casefold(): one for one in (await api.get(f"{path}/characters"))["items"]}
    silent = await api.post(f"/characters/{cast['old tom']['id']}/describe")
    assert silent["not_stated"] and silent["evidence"] == [] and silent["image_prompt"] == ""
    other = await api.post(f"{path}/characters", {"name": "Nobody Atall"}, expect=201)
    assert (await api.post(f"/characters/{other['id']}/describe", expect=404))["code"] == "not_in_script"
    assert (await api.post(f"/characters/{mira['id']}/describe", {"provider": "x"}, expect=422))["hint"]


@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"%PDF-1.7", b"<?xml version='1.0'?><!DOCTYPE a []><a/>", b"\0" * 99],
)
async def test_what_is_no_script_is_refused_and_nothing_is_kept(api, mira, library, data):
    path = f"/productions/{mira['production_id']}"
    for end in ("script", "script/preview"):
        answer = await send_any(api, f"{path}/{end}", data)
        assert 400 <= answer.status < 500, await answer.text()
        error = (await answer.json())["error"]
        assert all(error.values()) and str(library.root) not in json.dumps(error)
    assert library.script(mira["production_id"]) is None
    assert (await api.get(f"{path}/characters"))["total"] == 1


async def send_any(api: Any, path: str, data: bytes) -> aiohttp.ClientResponse:
    form = aiohttp.FormData()
    form.add_field("script", data, filename="../../x.fountain")
    return await api.client.post(f"/castbook{path}", data=form, headers={"X-Castbook": "1"})


@pytest.mark.parametrize("body", [{}, {"text": 5}, {"text": "x", "format": "exe"}, {"text": "x", "name": "y"}])
async def test_a_wrong_script_as_json_is_refused(api, mira, body):
    await api.post(f"/productions/{mira['production_id']}/script", body, expect=422)


@pytest.mark.parametrize("text", ["", " \n\t", "\0", "\0\n\x07", "\u2028"])
async def test_text_without_a_character_that_can_be_read_is_not_called_a_file(api, mira, text):
    for end in ("script", "script/preview"):
        error = await api.post(f"/productions/{mira['production_id']}/{end}", {"text": text}, expect=422)
        assert (error["code"], error["message"]) == ("empty_script", "The text holds no character that can be read.")


async def test_a_script_for_an_unknown_production_is_refused(api):
    await send(api, f"/productions/{'0' * 32}/script", SCRIPT.encode(), expect=404)
