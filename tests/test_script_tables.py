"""Plays set in tables, in EPUB, DOCX and HTML: who speaks stands beside what is said."""

from __future__ import annotations

from castbook import script
from tests.test_script_reading import W, epub, zipped

PLAYED = [
    ("", "[The yard. Ada, a tall woman in a grey shawl, mends a net.]"),
    ("Ada", "[Without looking up.] Is that you?"),
    ("A man's voice", "It may be."),
    ("Man", "[Coming in.] It is."),
    ("", "[He is a broad man with a red beard.]"),
    ("Ada", "Sit down. The soup is hot."),
    ("", "And eat."),
    ("Man", "I will. I have walked since noon."),
    ("Mr. Pell", "Good day to you both."),
    ("Ada", "Good day."),
    ("Man", "And to you."),
    ("Mr. Pell", "I smelled the soup."),
]


def _marked(text: str) -> str:
    return text.replace("[", '<i epub:type="z3998:stage-direction">').replace("]", "</i>")


def _page(rows: list[tuple[str, str]]) -> str:
    cues = [f'<td epub:type="z3998:persona">{who}</td>' if who else "<td/>" for who, _ in rows]
    set_ = [f"<tr>{cue}\n<td>\n{_marked(said)}\n</td></tr>" for cue, (_, said) in zip(cues, rows, strict=True)]
    listed = "<h2>Dramatis Personae</h2><ul><li><p>Ada Hurst</p></li><li><p>Mr. Pell, a neighbour</p></li></ul>"
    heading = "<h2>\n<span>Act</span>\n<span>I</span>\n</h2><p>A summer's day.</p>"
    imprint = '<section epub:type="imprint"><p>Made by Vera Moss, a tall woman with red hair.</p></section>'
    return f"{imprint}{listed}{heading}<table><tbody>{''.join(set_)}</tbody></table>"


def _document(rows: list[tuple[str, ...]], *before: str) -> bytes:
    def paragraph(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    table = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
    body = "".join(map(paragraph, before)) + table
    return zipped(word__document_dot_xml=f"<w:document {W}><w:body>{body}</w:body></w:document>")


def test_a_book_s_table_of_speeches_is_a_play() -> None:
    text = script.read(epub(_page(PLAYED)))
    assert (text.format, [scene.heading for scene in text.scenes]) == ("play", ["Act I"])
    assert [(one.name, one.speeches) for one in text.speakers] == [("Ada", 3), ("Man", 4), ("Mr. Pell", 2)]
    assert [one.name for one in text.cast] == ["Ada Hurst", "Mr. Pell"]
    found = [(paragraph.kind, paragraph.text) for paragraph in text.paragraphs]
    assert ("parenthetical", "Without looking up.") in found and ("dialogue", "Is that you?") in found
    assert ("action", "He is a broad man with a red beard.") in found and ("dialogue", "And eat.") in found
    people = {one.name: one for one in script.describe(text)}
    assert set(people) == {"Ada Hurst", "Mr. Pell", "Man"}
    assert "tall woman in a grey shawl" in people["Ada Hurst"].looks[0].text
    assert "red beard" in people["Man"].image_prompt


def test_a_document_s_table_of_speeches_is_a_play_with_or_without_a_heading() -> None:
    for head in ([], [("Speaker", "Text")]):
        text = script.read(_document([*head, *PLAYED], "The Net", "A play by nobody."))
        assert text.format == "play"
        assert [(one.name, one.speeches) for one in text.speakers] == [("Ada", 3), ("Man", 4), ("Mr. Pell", 2)]


def test_directions_without_brackets_stand_in_rows_without_a_name() -> None:
    plain = [(who, said.replace("[", "").replace("]", "")) for who, said in PLAYED]
    text = script.read(_document(plain))
    told = [paragraph.text for paragraph in text.paragraphs if paragraph.kind == "action"]
    assert told == ["The yard. Ada, a tall woman in a grey shawl, mends a net.", "He is a broad man with a red beard."]


def test_a_column_of_numbers_before_the_speakers_is_passed_over() -> None:
    text = script.read(_document([(str(at), who, said) for at, (who, said) in enumerate(PLAYED, 1)]))
    assert {one.name for one in text.speakers} == {"Ada", "Man", "Mr. Pell"}


def test_a_table_of_words_and_what_they_mean_is_no_dialogue() -> None:
    words = [("Net", "What fish are caught with."), ("Yard", "A place behind a house."), ("Soup", "A meal.")]
    text = script.read(_document(words, "Ada Hurst was a tall woman. Ada smiled.", "She went out."))
    assert text.format == "prose" and not text.speakers
    assert "Net What fish are caught with." in [paragraph.text for paragraph in text.paragraphs]


def test_a_story_laid_out_in_a_table_stays_a_story() -> None:
    left, right = "<p>Ada was a tall woman.</p><p>Pell waited for Ada.</p>", "<p>The end.</p>"
    text = script.read(epub(f"<table><tr><td>{left}</td><td>{right}</td></tr></table>"))
    assert text.format == "prose"
    assert [one.text for one in text.paragraphs] == ["Ada was a tall woman.", "Pell waited for Ada.", "The end."]


def test_a_tab_that_a_document_holds_as_text_makes_no_table() -> None:
    for paragraph in ("Ada\twas a tall woman. Ada smiled.", "Pell\twaited for Ada."):
        body = f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>"
        data = zipped(word__document_dot_xml=f"<w:document {W}><w:body>{body}</w:body></w:document>")
        text = script.read(data)
        assert text.format == "prose" and not text.speakers
