"""Cards, cast lists and scripts into a real library: who is new, who is known, and that nothing is ever overwritten."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from castbook import exchange, images
from castbook.errors import CastbookError, Conflict, Invalid
from castbook.library import Library

SCRIPT = b"INT. A - DAY\n\nMIRA VOSS, 34, tall, waits.\n\nMIRA\nYes.\n\nTOM\nNo.\n"
REVISED = SCRIPT.replace(b"34, tall", b"36, small") + b"\nANNA, 9, in a red hat, runs.\n\nANNA\nHey.\n"
CARD = {
    "spec": "chara_card_v2",
    "spec_version": "2.0",
    "data": {
        "name": "Seraphina",
        "description": '{{char}} guards the glade and likes {{user}}. She is tall.\n[body= "pink hair", "amber eyes"]',
        "personality": "kind",
        "extensions": {"unknown": [1]},
    },
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library", sample=False)
    yield opened
    opened.close()


@pytest.fixture
def production(library: Library) -> str:
    return library.create_production("Test").id


def picture(color: str = "teal") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (24, 36), color).save(stream, "PNG")
    return stream.getvalue()


def card_png(card: Any, keyword: str = "chara", *, after: bool = False, kind: bytes = b"tEXt") -> bytes:
    """A PNG that carries a card, before or after its pixels."""
    import zlib

    packed = base64.b64encode(json.dumps(card).encode())
    body = {
        b"tEXt": keyword.encode() + b"\0" + packed,
        b"zTXt": keyword.encode() + b"\0\0" + zlib.compress(packed),
        b"iTXt": keyword.encode() + b"\0\1\0\0\0" + zlib.compress(packed),
    }[kind]
    chunk = len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
    plain = picture()
    at = len(plain) - 12 if after else 33
    return plain[:at] + chunk + plain[at:]


def in_chunk(data: bytes) -> bytes:
    return images.add_text(picture(), {"chara": base64.b64encode(data).decode()})


def charx(card: Any, members: dict[str, bytes] | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("card.json", json.dumps(card))
        for name, data in (members or {}).items():
            archive.writestr(name, data)
    return stream.getvalue()


def statuses(found: exchange.Imported) -> dict[str, str]:
    return {one.person.name: one.status for one in found.arrivals}


def test_a_second_import_changes_no_edited_text_and_loses_no_version(library: Library, production: str) -> None:
    assert statuses(exchange.import_file(library, production, "a.fountain", SCRIPT)) == {
        "Mira Voss": "new",
        "Tom": "new",
    }
    mira = library.character_named(production, "Mira Voss")
    library.update_character(mira.id, image_prompt="mine", description="my own words")
    version = library.add_version(mira.id, picture(), source="uploaded")
    found = exchange.import_file(library, production, "b.fountain", REVISED)
    assert statuses(found) == {"Mira Voss": "known", "Tom": "known", "Anna": "new"}
    after = library.character(mira.id)
    assert (after.image_prompt, after.description, after.selected) == ("mine", "my own words", version)
    kept = library.script(production)
    assert kept is not None and kept[1] == REVISED


def test_re_describing_is_a_proposal_from_the_newest_script(library: Library, production: str) -> None:
    exchange.import_file(library, production, "a.fountain", SCRIPT)
    exchange.import_file(library, production, "b.fountain", REVISED)
    mira = library.character_named(production, "Mira Voss")
    proposal = exchange.describe(library, mira.id)
    assert "36 years old" in proposal.image_prompt and proposal.evidence[0].line == 3
    assert "34 years old" in library.character(mira.id).image_prompt
    library.update_character(mira.id, image_prompt=proposal.image_prompt, author=proposal.provider)
    assert [entry.author for entry in library.image_prompts(mira.id).items] == ["rules", "rules"]


def test_each_is_described_from_the_last_script_that_shows_them(library: Library, production: str) -> None:
    second = b"INT. B - DAY\n\nNOOR, 60, with grey hair, sleeps. Mira waits.\n\nNOOR\nNo.\n\nMIRA VOSS\nYes.\n"
    exchange.import_file(library, production, "one.fountain", SCRIPT)
    exchange.import_file(library, production, "two.fountain", second)
    mira, noor = (library.character_named(production, name) for name in ("Mira Voss", "Noor"))
    found = exchange.describe(library, mira.id)
    assert "34 years old" in found.image_prompt and found.as_json()["script"] == "one.fountain"
    assert exchange.describe(library, noor.id).script == "two.fountain"
    chosen = exchange.script_with(library, mira)
    assert chosen is not None and chosen[0] == "one.fountain"
    exchange.import_file(library, production, "one.fountain", REVISED)  # the former of that name no longer counts
    assert [kept.name for kept in library.scripts(production)] == ["one.fountain", "two.fountain"]
    assert "36 years old" in exchange.describe(library, mira.id).image_prompt
    stranger = library.create_character(production, "Zed", description="Tall, red hair.")
    assert exchange.describe(library, stranger.id).as_json()["script"] is None
    library.update_character(stranger.id, description="")
    with pytest.raises(CastbookError, match="None of the 2 scripts names Zed"):
        exchange.describe(library, stranger.id)


def test_a_script_that_is_kept_is_not_kept_again(library: Library, production: str) -> None:
    for name, data in (("one.fountain", SCRIPT), ("two.fountain", REVISED), ("one.fountain", SCRIPT)):
        exchange.import_file(library, production, name, data)
    assert [kept.name for kept in library.scripts(production)] == ["two.fountain", "one.fountain"]
    assert exchange.preview_file(library, production, "one.fountain", SCRIPT).script is None


def test_a_preview_changes_nothing(library: Library, production: str) -> None:
    for name, data in (("a.fountain", SCRIPT), ("c.png", card_png(CARD)), ("l.csv", b"name,age\nTom,3\n")):
        assert exchange.preview_file(library, production, name, data).arrivals
    assert library.characters(production).total == 0 and library.script(production) is None


def test_who_is_probably_somebody_is_only_pointed_out(library: Library, production: str) -> None:
    library.create_character(production, "Mira")
    found = exchange.import_file(library, production, "l.csv", b"name\nMira Voss\n")
    assert statuses(found) == {"Mira Voss": "same"}
    assert library.characters(production).total == 1


@pytest.mark.parametrize("kind", [b"tEXt", b"zTXt", b"iTXt"])
@pytest.mark.parametrize("after", [False, True])
def test_a_card_is_found_wherever_its_chunk_stands(library: Library, production: str, kind: bytes, after: bool) -> None:
    data = card_png(CARD, after=after, kind=kind)
    found = exchange.import_file(library, production, "card.bin", data)
    assert found.kind == "card" and statuses(found) == {"Seraphina": "new"}
    sera = library.character_named(production, "Seraphina")
    assert sera.selected is not None and library.image(sera.selected.id) == data
    assert sera.description.startswith("Seraphina guards the glade and likes the user.")
    assert sera.image_prompt == ""  # the description is context, never the prompt itself
    assert exchange.describe(library, sera.id).image_prompt.startswith("pink hair, amber eyes")


def test_a_card_that_says_nothing_of_looks_is_told_so(library: Library, production: str) -> None:
    text = {
        "name": "CORE",
        "description": "{{char}} runs the station. <user>\nHair: red\n</user>",
        "personality": "dry",
    }
    exchange.import_file(library, production, "core.json", json.dumps(text).encode())
    core = library.character_named(production, "CORE")
    with pytest.raises(Conflict) as refused:
        exchange.describe(library, core.id)
    assert refused.value.code == "no_looks" and "CORE" in refused.value.message
    assert not re.search(r"\bscript\b", f"{refused.value.message} {refused.value.hint}")
    assert "hair" in refused.value.hint
    nobody = library.create_character(production, "Nobody")
    with pytest.raises(Conflict) as refused:
        exchange.describe(library, nobody.id)
    assert refused.value.code == "no_script"


def test_a_card_comes_in_once(library: Library, production: str) -> None:
    first, second = (exchange.import_file(library, production, "c.png", card_png(CARD)) for _ in range(2))
    assert first.arrivals[0].added_versions == 1
    assert statuses(second) == {"Seraphina": "known"} and second.arrivals[0].added_versions == 0


@pytest.mark.parametrize(
    ("card", "name", "version"),
    [
        ({"name": "Old", "description": "x", "personality": "", "first_mes": "hi"}, "Old", "V1"),
        (CARD, "Seraphina", "V2"),
        ({"spec": "chara_card_v3", "data": {"name": "New", "description": "", "nickname": "N"}}, "New", "V3"),
        ({"spec": "chara_card_v2", "name": "Top", "data": {"name": "Data"}}, "Data", "V2"),
    ],
)
def test_all_versions_of_cards_are_read(library: Library, production: str, card: Any, name: str, version: str) -> None:
    found = exchange.preview_file(library, production, "card.json", json.dumps(card).encode())
    assert found.arrivals[0].person.name == name
    assert found.arrivals[0].as_json()["card"] == version


def test_the_newer_chunk_counts_where_a_picture_has_two(library: Library, production: str) -> None:
    both = images.add_text(
        card_png({"name": "Old", "first_mes": ""}),
        {"ccv3": base64.b64encode(json.dumps({"spec": "chara_card_v3", "data": {"name": "New"}}).encode()).decode()},
    )
    assert statuses(exchange.preview_file(library, production, "c.png", both)) == {"New": "new"}


@pytest.mark.parametrize("scheme", ["embeded://", "embedded://"])
@pytest.mark.parametrize("before", [b"", b"\xff\xd8\xff\xe0 a JPEG in front"])
def test_a_charx_brings_its_main_icon(library: Library, production: str, scheme: str, before: bytes) -> None:
    assets = [
        {"type": "icon", "name": "other", "uri": f"{scheme}assets/other.png"},
        {"type": "icon", "name": "main", "uri": f"{scheme}assets/main.png"},
        {"type": "icon", "name": "far", "uri": "https://example.com/never-fetched.png"},
    ]
    card = {"spec": "chara_card_v3", "data": {"name": "Sera", "assets": assets}}
    data = before + charx(card, {"assets/main.png": picture("red"), "assets/other.png": picture("blue")})
    exchange.import_file(library, production, "x.charx", data)
    sera = library.character_named(production, "Sera")
    assert sera.selected is not None and library.image(sera.selected.id) == picture("red")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("l.csv", "\ufeffName;Also known as;Age;Hair;Junk\nTom Reed;T., Tommy;34;red;x\n".encode()),
        ("l.tsv", b"name\tnickname\tage\thair\nTom Reed\tT.|Tommy\t34\tred hair\n"),
        ("l.json", b'[{"Name": "Tom Reed", "aliases": ["T.", "Tommy"], "age": 34, "hair": "red"}]'),
        ("l.json", b'{"characters": [{"name": "Tom Reed", "alias": "T.; Tommy", "age": "34", "hair": "red"}]}'),
        ("l.json", b'{"Tom Reed": {"aliases": ["T.", "Tommy"], "age": 34, "hair": "red"}}'),
        ("l.yaml", b"- name: Tom Reed\n  aliases: [T., Tommy]\n  age: 34\n  hair: red\n"),
        ("l", b"characters:\n  - name: Tom Reed\n    aka: T., Tommy\n    age: 34\n    hair: red\n"),
    ],
)
def test_cast_lists_are_read_with_their_mapping(library: Library, production: str, name: str, data: bytes) -> None:
    found = exchange.import_file(library, production, name, data)
    assert found.kind == "list" and found.mapping is not None
    mapped = {column["field"] for column in found.mapping["columns"]}
    assert {"name", "aliases", "age", "hair"} <= mapped
    tom = library.character_named(production, "Tom Reed")
    assert tom.aliases == ("T.", "Tommy") and tom.image_prompt == "34 years old, red hair"
    assert library.image_prompts(tom.id).items[0].author == "import"


def test_a_writing_programs_pages_are_a_cast_list(library: Library, production: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("characters/tom.md", "---\nname: Tom\naliases: [T.]\n---\nA fool.\n")
        archive.writestr("characters/eve.md", "---\ntitle: Eve\ntype: character\n---\nA queen.\n")
    found = exchange.import_file(library, production, "codex.zip", stream.getvalue())
    assert statuses(found) == {"Tom": "new", "Eve": "new"}
    assert library.character_named(production, "Eve").description == "A queen."


BOMB = b"a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a]\nname: *b\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("c.png", picture()),
        ("c.png", card_png(CARD)[:200]),
        ("c.png", images.add_text(picture(), {"chara": "!!! no base64"})),
        ("c.png", in_chunk(b"{")),
        (
            "c.png",
            images.add_text(picture(), {"chara": base64.b64encode(b'{"spec": "chara_card_v2", "data": {}}').decode()}),
        ),
        ("c.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 50),
        ("x.charx", charx(CARD)[:60]),
        ("x.charx", charx(CARD, {"../evil": b"x"})),
        ("l.json", b"{"),
        ("l.json", b"[" * 100_000),
        ("l.json", b"[1, 2]"),
        ("l.json", b"{}"),
        ("l.json", b'{"characters": [{"age": 3}]}'),
        ("l.csv", b"name\n"),
        ("l.csv", b"who,what\nTom,x\n"),
        ("l.csv", b'name\n"Tom\n'),
        ("l.yaml", BOMB),
        ("l.yaml", b"- name: !!python/object/apply:os.system [true]\n"),
        ("l.yaml", b"name: [unclosed\n"),
        ("x.cast", b"PK\x05\x06"),
    ],
)
def test_broken_files_get_a_sentence_and_change_nothing(
    library: Library, production: str, name: str, data: bytes
) -> None:
    with pytest.raises(CastbookError) as told:
        exchange.import_file(library, production, name, data)
    assert told.value.message.endswith(".")
    assert library.characters(production).total == 0 and library.script(production) is None


def test_names_that_no_library_takes_are_named_in_the_error(library: Library, production: str) -> None:
    with pytest.raises(Invalid):
        exchange.import_file(library, production, "l.json", json.dumps([{"name": "\u200b"}]).encode())
    assert library.characters(production).total == 0
