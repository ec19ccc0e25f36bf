"""Texts in PNGs: added without touching anything else, read back, and in the forms other programs read."""

from __future__ import annotations

import json
import random
import zlib
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from castbook import images
from castbook.cast import DesignRef, EngineInfo, Settings
from castbook.errors import CastbookError, Invalid, TooLarge
from castbook.images.encode import chunk
from castbook.images.png import SIGNATURE, chunks

SETTINGS = Settings(
    positive="a portrait of Mira, grey coat",
    negative="blurry",
    negative_applied=True,
    seed="18446744073709551615",
    model="people/dream, v8.safetensors",
    family="sdxl",
    steps=25,
    cfg=7.0,
    sampler="dpmpp_2m",
    scheduler="karras",
)


@pytest.fixture
def plain() -> bytes:
    return images.encode_png(np.random.default_rng(3).integers(0, 256, (8, 6, 3), dtype=np.uint8))


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "Zoë, naïve",
        "two\nlines",
        "数字 🎬 עברית",
        "",
        "x" * 100_000,
        "<script>",
    ],
)
def test_a_text_comes_back_as_it_was(plain, text):
    data = images.add_text(plain, {"parameters": text})
    assert images.read_text(data) == {"parameters": text}
    image = Image.open(BytesIO(data))
    image.load()
    assert image.text == {"parameters": text}


def test_only_text_is_added(plain):
    before = [bytes(part.content) for part in chunks(plain)]
    after = list(chunks(images.add_text(plain, {"a": "1", "b": "ü", "c": "数"})))
    assert [part.name for part in after] == [b"IHDR", b"tEXt", b"tEXt", b"iTXt", b"IDAT", b"IEND"]
    assert [bytes(part.content) for part in after if part.name not in (b"tEXt", b"iTXt")] == before
    assert images.verify(images.add_text(plain, {"a": "1"})) == images.verify(plain)


def test_a_text_already_there_is_replaced_and_others_stay():
    info = PngInfo()
    info.add_text("prompt", "old", zip=True)
    info.add_itxt("prompt", "older")
    info.add_text("chara", "card")
    out = BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG", pnginfo=info)
    assert images.read_text(images.add_text(out.getvalue(), {"prompt": "new"})) == {"prompt": "new", "chara": "card"}


def test_texts_are_read_in_every_chunk_form_wherever_they_stand(plain):
    head, tail = plain[:33], plain[33:-12]
    data = (
        head
        + chunk(b"zTXt", b"one\0\0" + zlib.compress(b"deflated"))
        + tail
        + chunk(b"iTXt", b"two\0\1\0en\0\0" + zlib.compress("数".encode()))
        + chunk(b"iTXt", b"three\0\0\0\0Titel\0plain")
        + chunk(b"tEXt", b"four\0caf\xe9")
        + chunk(b"zTXt", b"five\0\0not zlib")
        + chunk(b"IEND", b"")
    )
    assert images.read_text(data) == {"one": "deflated", "two": "数", "three": "plain", "four": "café", "five": ""}


def test_a_jpeg_has_no_texts():
    out = BytesIO()
    Image.new("RGB", (4, 4)).save(out, "JPEG")
    assert images.read_text(out.getvalue()) == {}


def test_a_text_bomb_is_refused_while_reading(plain):
    bomb = plain[:33] + chunk(b"zTXt", b"chara\0\0" + zlib.compress(bytes(64 << 20), 9)) + plain[33:]
    with pytest.raises(TooLarge):
        images.read_text(bomb)


@pytest.mark.parametrize(
    "texts", [{"a": "nul\0"}, {"a": "\ud800"}, {"": "x"}, {"x" * 80: "x"}, {"ä": "x"}, {"a\nb": "x"}]
)
def test_what_no_chunk_can_hold_is_refused(plain, texts):
    with pytest.raises(Invalid):
        images.add_text(plain, texts)


def test_text_is_not_added_to_a_damaged_png_or_another_kind(plain):
    for data in (plain[:-1], b"\xff\xd8\xff", b""):
        with pytest.raises(Invalid):
            images.add_text(data, {"a": "b"})
    with pytest.raises(TooLarge):
        images.add_text(plain, {"a": "x" * (images.MAX_TEXT + 1)})


def test_malformed_text_chunks_never_crash_a_reader(plain):
    chance = random.Random(4)
    for _ in range(500):
        name = chance.choice([b"tEXt", b"zTXt", b"iTXt"])
        content = bytes(chance.choice([0, 1, 65, 120, 255]) for _ in range(chance.randint(0, 12)))
        data = plain[:33] + chunk(name, content) + plain[33:]
        assert isinstance(images.read_text(data), dict)
        assert images.verify(data).width == 6
    for _ in range(500):
        junk = SIGNATURE + bytes(chance.randrange(256) for _ in range(40))
        with pytest.raises(CastbookError):
            images.read_text(junk)


def test_parameters_are_what_a1111_writes():
    text = images.generated_text(SETTINGS, width=832, height=1216)["parameters"]
    assert text == (
        "a portrait of Mira, grey coat\n"
        "Negative prompt: blurry\n"
        "Steps: 25, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7, Seed: 18446744073709551615, "
        'Size: 832x1216, Model: "dream, v8", Version: Castbook'
    )


def test_a_negative_prompt_that_was_not_applied_is_not_claimed():
    settings = Settings(positive="x", negative="blurry", negative_applied=False, steps=4)
    assert "blurry" not in images.generated_text(settings, width=8, height=8)["parameters"]


def test_unknown_settings_are_left_out_of_the_parameters():
    assert images.generated_text(Settings(), width=8, height=9)["parameters"] == "\nSize: 8x9, Version: Castbook"


def test_the_record_holds_production_character_design_and_settings():
    texts = images.generated_text(
        SETTINGS,
        width=8,
        height=8,
        production="Night Ferry",
        character="Mira",
        design=DesignRef(id="d", name="Noir", revision=3),
        engine=EngineInfo(kind="slate", version="1", seconds=0.25),
        graph={"1": {"class_type": "KSampler"}},
        workflow={"nodes": []},
    )
    record = json.loads(texts["castbook"])
    assert (record["production"], record["character"]) == ("Night Ferry", "Mira")
    assert record["design"] == {"id": "d", "name": "Noir", "revision": 3}
    assert record["settings"]["seed"] == "18446744073709551615"
    assert record["engine"] == {"kind": "slate", "version": "1"}
    assert json.loads(texts["prompt"]) == {"1": {"class_type": "KSampler"}}
    assert json.loads(texts["workflow"]) == {"nodes": []}


def test_there_is_no_prompt_or_workflow_where_there_was_no_graph():
    assert set(images.generated_text(SETTINGS, width=8, height=8)) == {"parameters", "castbook"}


def test_any_prompt_can_be_written_into_a_picture(plain):
    settings = Settings(positive="nul \0 half \ud800 whole 🎬", negative="\udfff", negative_applied=True)
    texts = images.generated_text(settings, width=6, height=8)
    assert "whole 🎬" in images.read_text(images.add_text(plain, texts))["parameters"]
