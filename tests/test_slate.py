"""The slate engine: the exact size, the same bytes for the same prompt, progress, previews and cancelling."""

from __future__ import annotations

import asyncio
import dataclasses
import re
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from castbook import images
from castbook.cast import DesignRef, PortraitPrompt
from castbook.engines.engine import Engine, Progress, RenderJob
from castbook.engines.slate import SLATE, SlateEngine, draw
from castbook.engines.slate.column import Room, fitted, shares
from castbook.engines.slate.lettering import READABLE, clean, elide, font, wrap
from castbook.errors import Cancelled, Interrupted

PROMPT = PortraitPrompt(
    production_id="p",
    production="Night Ferry",
    character_id="c",
    character="Mira",
    design=DesignRef(id="d", name="Noir", revision=2),
    image_prompt="a woman of forty",
    style_prompt="35mm film still",
    positive="a woman of forty, 35mm film still",
    negative="blurry",
    negative_applied=True,
    seed="7",
    aspect="2:3",
    width=256,
    height=384,
    model="slate",
    family="slate",
    steps=4,
    cfg=7.0,
    sampler="slate",
    scheduler="slate",
)


def job(portrait: PortraitPrompt = PROMPT, name: str = "j") -> RenderJob:
    return RenderJob(id=name, generation_id="g", index=0, portrait=portrait, model=SLATE)


@pytest.fixture
def engine() -> Engine:
    return SlateEngine(step_seconds=0)


@pytest.mark.parametrize(
    "size", [(256, 384), (512, 512), (832, 1216), (1664, 928), (640, 1536), (64, 64), (1, 1), (2048, 64), (64, 2048)]
)
async def test_a_card_has_exactly_the_size_asked_for(engine, size):
    picture = await engine.render(job(dataclasses.replace(PROMPT, width=size[0], height=size[1])), lambda _: None)
    measured = images.verify(picture.data)
    assert (measured.media_type, measured.width, measured.height) == ("image/png", *size)


async def test_the_same_prompt_gives_the_same_bytes(engine):
    first = await engine.render(job(name="a"), lambda _: None)
    second = await engine.render(job(name="b"), lambda _: None)
    assert first.data == second.data


@pytest.mark.parametrize(
    "change",
    [
        {"seed": "8"},
        {"negative": "blurry, watermark"},
        {"negative": ""},
        {"positive": "somebody else"},
        {"positive": PROMPT.positive + " and" * 2_000},
        {"style_prompt": "watercolour"},
        {"production": "Day Ferry"},
        {"character": "Jonas"},
        {"design": None},
        {"aspect": "3:4"},
        {"steps": 5},
        {"cfg": 6.5},
        {"sampler": "euler"},
        {"scheduler": "karras"},
        {"model": "other"},
    ],
    ids=str,
)
def test_every_setting_shows_on_the_card(change):
    assert draw(PROMPT).tobytes() != draw(dataclasses.replace(PROMPT, **change)).tobytes()


def test_texts_that_differ_behind_the_ellipsis_still_give_different_cards():
    long = "a very long prompt " * 200
    one, other = (draw(dataclasses.replace(PROMPT, negative=long + end)) for end in ("1", "2"))
    assert one.tobytes() != other.tobytes()


@pytest.mark.parametrize(
    "text",
    [
        *["", " ", "x" * 10_000, "word " * 5_000, "a\n\n\tb", "<b>&", "nul \0 half \ud800"],
        *["数字映画", "שלום \u202e עולם", "🎬👩🏽\u200d🚀", "Zoë e\u0301"],
    ],
)
def test_any_text_can_be_drawn(text):
    portrait = dataclasses.replace(
        PROMPT, production=text, character=text, positive=text, style_prompt=text, negative=text, model=text
    )
    assert draw(portrait).size == (256, 384)


def board(portrait: PortraitPrompt) -> bytes:
    """The card without its foot, whose bars change with everything that was sent, shown or not."""
    card = draw(dataclasses.replace(portrait, width=832, height=1216))
    return card.crop((0, 0, 832, 1140)).tobytes()


def test_a_long_text_is_shown_to_its_end():
    listed = ", ".join(f"no {thing} of any kind" for thing in ("hat", "boat", "gull", "umbrella", "bottle", "lamp") * 4)
    one, other = (dataclasses.replace(PROMPT, negative=listed + end) for end in ("rain", "snow"))
    assert board(one) != board(other)
    one, other = (dataclasses.replace(PROMPT, positive=listed + end) for end in ("rain", "snow"))
    assert board(one) != board(other)


def test_a_long_name_is_shown_to_its_end():
    names = ("Mira Alexandra Constantina " * 6 + end for end in ("Rain", "Snow"))
    one, other = (board(dataclasses.replace(PROMPT, production=name, character=name)) for name in names)
    assert one != other


def test_a_card_says_how_much_it_leaves_out():
    endless = "a very long prompt " * 2_000
    one, other = (dataclasses.replace(PROMPT, negative=endless + end) for end in ("1", "123"))
    assert board(one) != board(other)


def test_a_wrapped_text_stays_within_its_room_and_says_how_much_is_left_out():
    face, text = font(16), ("a portrait of a woman who has seen too much " * 9).strip()
    for width in (500, 200):
        rows = wrap(text, face, width, 3)
        assert len(rows) == 3
        assert all(face.getlength(row) <= width for row in rows)
        shown = re.fullmatch(r"(.+)… (?:and )?([0-9]+) more(?: characters)?", " ".join(rows))
        assert shown and text.startswith(shown[1])
        assert len(shown[1]) + int(shown[2]) == len(text)
    assert wrap(text, face, 60, 3)[-1].endswith("…")  # no room for a number
    assert wrap("unbreakable" * 9, face, 100, 50)[-1][-1] != "…"
    assert elide("short", face, 200) == "short"


ROOM = Room(width=500, height=300, gap=15, text=22, label=18)


def test_texts_shrink_only_as_far_as_they_have_to_and_none_is_cut_while_that_helps():
    short, long = "a woman of forty, grey braid", "pale green eyes and a navy pea coat, " * 14
    sizes = []
    for texts in (["a"] * 3, [short, short, short], [long, short, short], [long, "", long]):
        column = fitted(ROOM, ["ONE", "TWO", "THREE"], texts)
        sizes.append(column.text.size)
        assert [" ".join(lines) for lines in column.lines] == [text.strip() for text in texts]
        assert sum(map(len, column.lines)) * column.line <= ROOM.height
    assert sizes[:2] == [22, 22] and 22 > sizes[2] > sizes[3] >= READABLE


def test_what_does_not_fit_in_the_smallest_letters_is_cut_where_there_is_most_of_it():
    texts = ["a woman of forty, grey braid", "35mm film still", "no hats, no boats, " * 400]
    column = fitted(ROOM, ["ONE", "TWO", "THREE"], texts)
    assert column.text.size == READABLE
    assert column.lines[:2] == ([texts[0]], [texts[1]])
    assert re.search(r"… and [0-9],[0-9]{3} more characters$", column.lines[2][-1])
    assert sum(map(len, column.lines)) == int(ROOM.height / column.line)
    assert shares([1, 9, 9], 11) == [1, 5, 5]
    assert shares([2, 1, 30], 11) == [2, 1, 8]
    assert shares([2, 2, 2], 2) == [1, 1, 1]


def test_accents_that_the_font_lacks_become_plain_letters():
    assert clean("Zoë Ångström \u2013 naïve, fiancée e\u0301 ß") == "Zoe Angstrom - naive, fiancee e ss"


async def test_progress_comes_in_steps_with_a_preview_each(engine):
    seen: list[Progress] = []
    await engine.render(job(), seen.append)
    assert [report.value for report in seen] == [0.25, 0.5, 0.75, 1.0]
    for report in seen:
        assert report.state == "running"
        assert report.preview is not None
        preview = Image.open(BytesIO(report.preview))
        assert (preview.format, max(preview.size)) == ("JPEG", 320)
    card = np.asarray(draw(PROMPT).resize((213, 320))).astype(float)
    errors = [np.abs(np.asarray(Image.open(BytesIO(report.preview))) - card).mean() for report in seen]
    assert errors == sorted(errors, reverse=True)


async def test_a_cancelled_card_stops_and_no_other(engine):
    slow = SlateEngine(step_seconds=60)
    one = asyncio.create_task(slow.render(job(name="one"), lambda _: None))
    other = asyncio.create_task(slow.render(job(name="other"), lambda _: None))
    await asyncio.sleep(0)
    await slow.cancel("one")
    with pytest.raises(Cancelled):
        await one
    assert not other.done()
    await slow.cancel("other")
    with pytest.raises(Cancelled):
        await other
    await slow.cancel("unknown")


async def test_a_card_does_not_outlive_its_process(engine):
    with pytest.raises(Interrupted):
        await engine.resume(job(), lambda _: None)


async def test_slate_is_one_model_that_calls_itself_a_test_card(engine):
    (model,) = await engine.models()
    assert (model.name, model.folder, model.family, model.ready) == ("slate", "", "slate", True)
    assert model.negative_applies
    assert "test card" in model.note.lower()


async def test_a_card_names_its_engine_and_has_no_graph(engine):
    picture = await engine.render(job(), lambda _: None)
    assert (picture.engine.kind, picture.graph) == ("slate", None)
    assert picture.engine.seconds >= 0
