"""Letters that Pillow's font lacks, on a test card: from a font of the machine, else by their numbers."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from castbook.engines.slate import draw, fonts
from castbook.engines.slate.lettering import clean, font, length, runs, wrap
from tests.font_samples import font_file
from tests.test_slate import PROMPT

FACE = font(20)
Install = Callable[[str, str], Path]


@pytest.fixture(autouse=True)
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """install(file name, letters): a machine that has these fonts alone."""

    def add(name: str, letters: str) -> Path:
        file = tmp_path / "fonts" / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(font_file(letters))
        fonts.system.cache_clear()
        return file

    monkeypatch.setattr(fonts, "folders", lambda: [tmp_path / "fonts", tmp_path / "nowhere"])
    fonts.system.cache_clear()
    yield add
    fonts.system.cache_clear()


def pieces(text: str) -> list[tuple[str, str]]:
    """The text as it is drawn: each piece with the name of the file it comes from, "" for Pillow's own."""
    return [(Path(face.path).name if isinstance(face.path, str) else "", piece) for face, piece in runs(text, FACE)]


def test_a_letter_that_no_font_has_is_shown_by_its_number():
    assert pieces("eye ع🎬") == [("", "eye [U+0639][U+1F3AC]")]


def test_different_letters_are_never_drawn_alike():
    cards = [draw(dataclasses.replace(PROMPT, character=name, width=832, height=1216)) for name in "عשم数字🎬"]
    assert len({card.crop((0, 0, 832, 1140)).tobytes() for card in cards}) == len(cards)


def test_a_letter_comes_from_a_font_of_the_machine(install: Install):
    numbered = draw(dataclasses.replace(PROMPT, character="森"))
    install("Forest.ttf", "森夜")
    assert pieces("Mira 森夜 B") == [("", "Mira "), ("Forest.ttf", "森夜"), ("", " B")]
    assert draw(dataclasses.replace(PROMPT, character="森")).tobytes() != numbered.tobytes()


def test_plain_fonts_come_first_and_placeholders_never(install: Install):
    for name in ("A-BoldItalic.ttf", "LastResort.otf", "Z-Regular.ttf", "B-Condensed.ttf", "A-Bold.ttf"):
        install(name, "森")
    assert pieces("森") == [("Z-Regular.ttf", "森")]


def test_a_letter_has_the_same_font_whatever_was_drawn_before(install: Install):
    install("a.ttf", "森夜")
    install("b.ttf", "森灯")
    assert pieces("灯") == [("b.ttf", "灯")]
    assert pieces("森灯") == [("a.ttf", "森"), ("b.ttf", "灯")]
    fonts.system.cache_clear()
    assert pieces("森灯") == [("a.ttf", "森"), ("b.ttf", "灯")]


def test_what_is_no_font_is_passed_over(install: Install):
    install("b.ttf", "森")
    for name, data in {"a.ttf": b"no font", "a.otf": b"", "a.ttc": font_file("森")[:90]}.items():
        (install("c.ttf", "夜").parent / name).write_bytes(data)
    assert pieces("森夜") == [("b.ttf", "森"), ("c.ttf", "夜")]


def test_words_from_right_to_left_stay_in_one_piece_with_what_stands_between_them(install: Install):
    install("Arabic.ttf", "عم،0123456789.")
    assert pieces("عم، 40 مع. Mira") == [("Arabic.ttf", "عم، 40 مع"), ("", ". Mira")]
    assert pieces("عم Mira عم") == [("Arabic.ttf", "عم"), ("", " Mira "), ("Arabic.ttf", "عم")]


def test_punctuation_comes_from_the_font_of_the_letters_beside_it(install: Install):
    install("a.ttf", "、「」")
    install("b.ttf", "森夜、「」")
    assert pieces("「森、夜」") == [("b.ttf", "「森、夜」")]


def test_marks_stay_with_their_letter(install: Install):
    install("a.ttf", "\u0651")
    install("b.ttf", "عم\u0651")
    assert pieces("عم\u0651") == [("b.ttf", "عم\u0651")]
    assert clean("か\u3099 e\u0301 عم\u0651") == "が e عم\u0651"
    width = length("ع" * 3, FACE)
    assert wrap("ععع\u0651ع", FACE, width + 0.5, 9)[0] != "ععع"


def test_what_cannot_be_seen_is_shown_by_its_number_and_joiners_not_at_all(install: Install):
    install("a.ttf", "ع\u202e")
    assert pieces("a\u202eb") == [("", "a[U+202E]b")]
    assert pieces("a\u200db\ufe0f") == [("", "ab")]
    assert pieces("ع\u200dع") == [("a.ttf", "ع\u200dع")]
    assert pieces(clean("nul \0 half \ud800")) == [("", "nul [U+0000] half [U+D800]")]


def test_texts_in_other_letters_stay_within_their_room(install: Install):
    install("Forest.ttf", "森夜灯")
    rows = wrap("森夜灯" * 40 + "島", FACE, 200, 90)
    assert "".join(rows) == "森夜灯" * 40 + "島"
    assert all(length(row, FACE) <= 200 for row in rows)
    assert wrap("森夜灯" * 40, FACE, 280, 2)[-1].endswith(" more")
