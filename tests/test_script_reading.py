"""The readers: formats told by content, every trap of the formats, and clear words for every broken file."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from castbook import script
from castbook.errors import CastbookError, Invalid, TooLarge, UnsupportedMedia

FOUNTAIN = """Title: Test
Author: Us

INT. HOUSE--DAY

ANNA (30s), tall, waits.

/* boneyard
BOB
Gone.
*/
ANNA (V.O.)
(softly)
Hello. [[a note]]

@McCOY ^
Hi.

FADE OUT.

!BANG

SMASH CUT TO:

.FORCED HEADING

~song
"""
FDX = """<?xml version="1.0" encoding="UTF-8"?>
<FinalDraft DocumentType="Script" Version="5"><Content>
<Paragraph Type="Scene Heading"><SceneProperties><Paragraph><Text>no</Text></Paragraph></SceneProperties>
<Text>INT. A</Text></Paragraph>
<Paragraph Type="Action"><Text>Enter </Text><Text Style="Bold">MARA VOSS (30s)</Text><Text>, tall and pale.</Text>
</Paragraph>
<Paragraph><DualDialogue>
<Paragraph Type="Character"><Text>MARA</Text></Paragraph><Paragraph Type="Dialogue"><Text>One.</Text></Paragraph>
<Paragraph Type="Character"><Text>JIM (O.S.)</Text></Paragraph><Paragraph Type="Dialogue"><Text>Two.</Text></Paragraph>
</DualDialogue></Paragraph></Content>
<SmartType><Characters><Character>MARA</Character><Character>KAY</Character></Characters></SmartType>
<Cast><Member Actor="x" Character="JIM"/></Cast></FinalDraft>"""
PLAY = """A PLAY

DRAMATIS PERSONAE

MRS. STONE, a widow.
PAUL STONE, her son.

ACT I

[A room.  MRS. STONE, in black, sews.]

MRS. STONE.  Who is there?

PAUL.  [Entering.]  I, mother.

MRS. STONE.  Sit down.
"""
PROSE = "# One\n\nAnna said nothing. She was tall.\n\nBob waited.\n"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(**members: bytes | str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return stream.getvalue()


def docx(*paragraphs: str) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    return zipped(word__document_dot_xml=f"<w:document {W}><w:body>{body}</w:body></w:document>")


def epub(*pages: str) -> bytes:
    items = "".join(f'<item id="p{i}" href="p{i}.xhtml"/>' for i in range(len(pages)))
    spine = "".join(f'<itemref idref="p{i}"/>' for i in range(len(pages)))
    container = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    members = {
        f"OPS__p{i}_dot_xhtml": f"<!DOCTYPE html><html><body>{page}</body></html>" for i, page in enumerate(pages)
    }
    opf = f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>"
    return zipped(
        mimetype="application/epub+zip",
        **{"META-INF__container_dot_xml": container, "OPS__book_dot_opf": opf, **members},
    )


def kinds(data: bytes | str, name: str = "") -> list[tuple[str, str]]:
    text = script.read(data.encode() if isinstance(data, str) else data, name)
    return [(paragraph.kind, paragraph.text) for paragraph in text.paragraphs]


@pytest.mark.parametrize(
    ("data", "format", "container"),
    [
        (FOUNTAIN, "fountain", "txt"),
        (FDX, "fdx", "fdx"),
        (PLAY, "play", "txt"),
        (PROSE, "prose", "txt"),
    ],
)
@pytest.mark.parametrize("name", ["x.pdf", "x.png", ""])
def test_the_format_is_told_by_the_content(data: str, format: str, container: str, name: str) -> None:
    text = script.read(data.encode(), name)
    assert (text.format, text.container) == (format, container)


def test_fountain_keeps_to_its_rules() -> None:
    found = kinds(FOUNTAIN)
    assert ("heading", "INT. HOUSE--DAY") in found and ("heading", "FORCED HEADING") in found
    assert ("action", "ANNA (30s), tall, waits.") in found
    assert ("cue", "ANNA (V.O.)") in found and ("cue", "@McCOY ^") in found
    assert ("parenthetical", "(softly)") in found and ("dialogue", "Hello.") in found
    assert ("transition", "SMASH CUT TO:") in found and ("action", "BANG") in found
    assert not any("Gone" in text or "note" in text for _, text in found)
    text = script.read(FOUNTAIN.encode())
    assert text.title == "Test"
    assert [(one.name, one.speeches) for one in text.speakers] == [("ANNA", 1), ("McCOY", 1)]


def test_lines_are_those_of_the_file() -> None:
    text = script.read(FOUNTAIN.encode())
    lines = FOUNTAIN.splitlines()
    for paragraph in text.paragraphs:
        assert paragraph.text.split()[0].strip(".!~") in lines[paragraph.line - 1]


def test_fdx_gives_every_run_dual_dialogue_and_its_lists() -> None:
    text = script.read(FDX.encode())
    found = [(paragraph.kind, paragraph.text) for paragraph in text.paragraphs]
    assert ("action", "Enter MARA VOSS (30s), tall and pale.") in found
    assert ("dialogue", "One.") in found and ("dialogue", "Two.") in found
    assert ("heading", "INT. A") in found
    assert [one.name for one in text.cast] == ["MARA", "KAY", "JIM"]


def test_a_play_has_its_persons_and_its_directions() -> None:
    text = script.read(PLAY.encode())
    assert [one.name for one in text.cast] == ["MRS. STONE", "PAUL STONE"]
    assert [(one.name, one.speeches) for one in text.speakers] == [("MRS. STONE", 2), ("PAUL", 1)]
    assert ("action", "A room. MRS. STONE, in black, sews.") in kinds(PLAY)
    assert ("dialogue", "Who is there?") in kinds(PLAY)


SPOKEN = [("ANNA", "Who is there?"), ("MR. BELL", "Only me."), ("ANNA", "Come in, then."), ("MR. BELL", "I will.")]
SHOWN = "Anna, a tall woman, is sewing. Mr. Bell enters with a lamp."


@pytest.mark.parametrize(
    ("speech", "between"),
    [
        ("{name}. {said}", "\n\n"),
        ("{name}: {said}", "\n\n"),
        ("**{name}.** {said}", "\n\n"),
        ("**{name}:** {said}", "\n\n"),
        ("{name}\n\n     {said}", "\n\n"),
        ("{name}. {said}", "\n"),
    ],
)
def test_a_play_is_read_in_every_usual_layout(speech: str, between: str) -> None:
    text = script.read(
        between.join(["ACT II", SHOWN, *(speech.format(name=name, said=said) for name, said in SPOKEN)]).encode()
    )
    assert text.format == "play"
    assert {one.name: one.speeches for one in text.speakers} == {"ANNA": 2, "MR. BELL": 2}
    assert SHOWN in [paragraph.text for paragraph in text.paragraphs if paragraph.kind == "action"]


@pytest.mark.parametrize(
    "heading", ["int. room - day", "12 INT. ROOM - DAY 12", "**INT. ROOM - DAY**", "INT. ROOM - DAY"]
)
@pytest.mark.parametrize("cue", ["{name}", "**{name}**", "\t\t{name} (CONT'D)", "{name} (V.O.) ^"])
def test_odd_screenplays_are_still_screenplays(heading: str, cue: str) -> None:
    speeches = (f"{cue.format(name=name)}\n{said}" for name, said in SPOKEN)
    text = script.read("\n\n".join([heading, "ANNA sews.", *speeches]).encode(), "x.fountain")
    assert text.format == "fountain" and len(text.scenes) == 1
    assert {one.name: one.speeches for one in text.speakers} == {"ANNA": 2, "MR. BELL": 2}


def test_a_cast_list_at_the_end_and_ages_in_a_cue_are_no_speeches() -> None:
    data = "INT. A - DAY\n\nMAX (30s, bald)\nGo.\n\nEVE\nNo.\n\nCAST OF CHARACTERS:\nMAX - 30s\nEVE - 20s\n"
    found = kinds(data)
    assert ("action", "MAX (30s, bald)") in found and ("cast", "EVE - 20s") in found
    assert not any("20s" in text for kind, text in found if kind == "dialogue")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
def test_encodings_are_recognised(encoding: str) -> None:
    text = script.read("INT. CAF\u00c9 - DAY\n\nREN\u00c9, 40, na\u00efve, sits.\n\nREN\u00c9\nOui.\n".encode(encoding))
    assert text.speakers[0].name == "REN\u00c9"


def test_docx_and_epub_are_read_in_order() -> None:
    text = script.read(docx("INT. A - DAY", "", "MAX, 50, bald, sits.", "", "MAX", "Go."))
    assert (text.format, text.container) == ("fountain", "docx")
    assert text.speakers[0].name == "MAX"
    book = script.read(epub("<h1>One</h1><p>Anna was tall.</p>", "<h1>Two</h1><p>Bob &amp; Co.</p>"))
    assert [scene.heading for scene in book.scenes] == ["One", "Two"]
    assert [p.text for p in book.paragraphs if p.kind == "action"] == ["Anna was tall.", "Bob & Co."]


def test_the_gutenberg_frame_is_no_story() -> None:
    start, end = (f"*** {word} OF THIS PROJECT GUTENBERG EBOOK X ***" for word in ("START", "END"))
    body = f"{start}\n\nAnna was tall.\n\n{end}"
    assert [text for _, text in kinds(f"Licence one\n\n{body}\n\nLicence two\n")] == ["Anna was tall."]


BILLION = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<FinalDraft>&b;</FinalDraft>"
)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", Invalid),
        (b" \n\t\r\n", Invalid),
        (b"\x00" * 100, Invalid),
        (b"a" * (20 * 2**20 + 1), TooLarge),
        (b"%PDF-1.7 ...", UnsupportedMedia),
        (b"\x89PNG\r\n\x1a\n", UnsupportedMedia),
        (b"{\\rtf1 hello}", UnsupportedMedia),
        (bytes(range(256)) * 20, UnsupportedMedia),
        (b"INT. A - DAY\n\n" + b"word " * 200_000, Invalid),
        (BILLION.encode(), Invalid),
        (b"<?xml version='1.0'?><html/>", Invalid),
        (b"<FinalDraft>" + b"<a>" * 5000, Invalid),
        (b"<FinalDraft></FinalDraft>", Invalid),
        (b"PK\x03\x04 nothing", Invalid),
        (zipped(some_dot_txt="x"), UnsupportedMedia),
        (zipped(word__document_dot_xml=b"\0" * (21 << 20)), TooLarge),
        (zipped(**{"..__x_dot_txt": "x", "word__document_dot_xml": "<a/>"}), Invalid),
        (zipped(**{f"m{i}": "" for i in range(5001)}), TooLarge),
        (zipped(**{"META-INF__container_dot_xml": "<container/>"}), Invalid),
    ],
)
def test_what_cannot_be_read_is_said_in_words(data: bytes, error: type[CastbookError]) -> None:
    with pytest.raises(error) as told:
        script.read(data, "x.fountain")
    assert told.value.message.endswith(".") and told.value.hint


def damaged() -> list[bytes]:
    """Two hundred broken files: cut anywhere, bytes changed, doubled, half characters; always the same ones."""
    chance = random.Random(7)
    whole = [FOUNTAIN.encode(), FDX.encode(), PLAY.encode(), PROSE.encode("utf-16"), docx("A", "B"), epub("<p>A</p>")]
    found = []
    for number in range(200):
        data = bytearray(whole[number % len(whole)])
        match number % 4:
            case 0:
                del data[chance.randrange(1, len(data)) :]
            case 1:
                for _ in range(1 + len(data) // 50):
                    data[chance.randrange(len(data))] = chance.randrange(256)
            case 2:
                at = chance.randrange(len(data))
                data[at:at] = chance.choice(
                    [b"\xed\xa0\x80", b"\x00\xd8", b"\xff\xfe", b"<![CDATA[", b"]]>", b"PK\x05\x06"]
                )
            case _:
                data = data[chance.randrange(len(data)) :] + data[: chance.randrange(len(data))]
        found.append(bytes(data))
    return found


def test_two_hundred_broken_files_give_a_cast_or_a_sentence() -> None:
    refused = 0
    for data in damaged():
        try:
            people = script.describe(script.read(data, "x.fdx"))
        except CastbookError as error:
            assert error.message and error.code
            refused += 1
        else:
            assert all(person.name.isprintable() for person in people)
    assert 20 < refused < 190
