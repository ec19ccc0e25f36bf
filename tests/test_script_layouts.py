"""Plays: the same play in every layout is read as the same play."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from castbook import script
from castbook.script import listing, persons
from castbook.script import text as kinds

_CAST = ("Ida Hale, a cook of fifty", "Otto Brandt, her brother, sixty", "Mrs. Dale", "Tom, a boy with red hair")
_CALLED = {"i": "Ida", "o": "Otto", "m": "Mrs. Dale", "t": "Tom"}
_PLAY = """
d A kitchen at night. Rain upon the window.
d Ida kneads dough at the table. She is a stout woman in a grey apron, with flour in her hair.
i Is that you at the door?
t It is Tom, and nobody else.
d Tom comes in from the yard. He is barefoot, in a coat that is much too long for him.
i You are wet to the bone. Sit down by the fire.
t I ran all the way from the quay.
m Who is there, my dear?
d Mrs. Dale enters with a candle. She is thin and pale, in a black shawl.
i Only the boy. He brings news of the boat.
m Then let him eat before he speaks.
t I thank you, ma'am.
o What is this noise at midnight?
d Otto stands upon the stair. He is bald and very tall, in a nightshirt and boots.
m Come and hear what the boy tells us.
o I hear him. Go on.
t They have seen her light beyond the rocks.
i God be thanked for that.
o I go down to the quay.
"""

Line = Callable[[str, str], str]
_CUES: dict[str, Line] = {
    "IDA. text": lambda name, text: f"{name.upper()}. {text}",
    "IDA: text": lambda name, text: f"{name.upper()}: {text}",
    "IDA.--text": lambda name, text: f"{name.upper()}.--{text}",
    "IDA.\u2014text": lambda name, text: f"{name.upper()}.\u2014{text}",
    "IDA tab text": lambda name, text: f"{name.upper()}\t{text}",
    "IDA gap text": lambda name, text: f"{name.upper()}     {text}",
    "IDA over text": lambda name, text: f"{name.upper()}\n{text}",
    "Ida. over text": lambda name, text: f"{name}.\n{text}",
    "IDA: over text": lambda name, text: f"{name.upper()}:\n{text}",
    "IDA far over text": lambda name, text: f"{name.upper()}\n\n{text}",
    "IDA in the middle": lambda name, text: f"{' ' * 20}{name.upper()}\n{text}",
    "bold IDA over text": lambda name, text: f"**{name.upper()}**\n{text}",
    "Ida: text": lambda name, text: f"{name}: {text}",
    "Ida. text": lambda name, text: f"{name}. {text}",
    "bold Ida: text": lambda name, text: f"**{name}:** {text}",
    "italic Ida. text": lambda name, text: f"_{name}_. {text}",
    "Ida tab text": lambda name, text: f"{name}\t{text}",
    "Ida over text": lambda name, text: f"{name}\n{text}",
    "italic Ida far over text": lambda name, text: f"_{name}_\n\n{text}",
    "ida: text": lambda name, text: f"{name.lower()}: {text}",
    "ida tab text": lambda name, text: f"{name.lower()}\t{text}",
}
_DIRECTIONS: dict[str, Callable[[str], str]] = {
    "[text]": lambda text: f"[{text}]",
    "(text)": lambda text: f"({text})",
    "_text_": lambda text: f"_{text}_",
    "*text*": lambda text: f"*{text}*",
    "plain": lambda text: text,
    "indented": lambda text: f"      {text}",
}


def rendered(cue: str, direction: str, heading: str) -> bytes:
    """The play with its cues and directions set in one of these ways, under a list with or without a heading."""
    blocks = ["THE LIGHT", f"{heading}\n\n" * bool(heading) + "\n".join(_CAST)]
    for line in _PLAY.strip().splitlines():
        kind, text = line[0], line[2:]
        blocks.append(_DIRECTIONS[direction](text) if kind == "d" else _CUES[cue](_CALLED[kind], text))
    return "\n\n".join(blocks).encode()


@pytest.mark.parametrize("heading", ["CHARACTERS", "Who's in it", ""])
@pytest.mark.parametrize("direction", _DIRECTIONS)
@pytest.mark.parametrize("cue", _CUES)
def test_a_play_is_read_alike_in_every_layout(cue: str, direction: str, heading: str) -> None:
    read = script.read(rendered(cue, direction, heading))
    assert read.format == "play"
    speeches = [line for line in _PLAY.strip().splitlines() if line[0] != "d"]
    assert [one.speaker.casefold() for one in read.paragraphs if one.kind == kinds.CUE] == [
        _CALLED[line[0]].casefold() for line in speeches
    ]
    assert [one.text for one in read.paragraphs if one.kind == kinds.CAST] == list(_CAST)
    told = " ".join(one.text for one in read.paragraphs if one.kind == kinds.ACTION)
    said = " ".join(one.text for one in read.paragraphs if one.kind == kinds.DIALOGUE)
    for line in _PLAY.strip().splitlines():
        assert line[2:-1] in (told if line[0] == "d" else said)


@pytest.mark.parametrize("cue", _CUES)
def test_the_looks_are_found_in_every_layout(cue: str) -> None:
    people = {one.name.casefold(): one for one in script.describe(script.read(rendered(cue, "[text]", "")))}
    assert {"ida hale", "otto brandt", "mrs. dale", "tom"} <= set(people)
    looks = {name: " ".join(look.text for look in one.looks) for name, one in people.items()}
    assert "grey apron" in looks["ida hale"] and "cook of fifty" in looks["ida hale"]
    assert "bald and very tall" in looks["otto brandt"] and "thin and pale" in looks["mrs. dale"]
    assert "barefoot" in looks["tom"] and "red hair" in looks["tom"]


def kinds_of(text: str) -> dict[str, str]:
    """Each paragraph's first words with its kind."""
    read = script.read(text.encode(), "play.txt")
    assert read.format == "play"
    return {" ".join(one.text.split()[:3]): one.kind for one in read.paragraphs if one.kind != kinds.CUE}


_TALK = (
    "IDA: Is it late?\n\nTOM: It is.\n\nIDA: Then go.\n\nTOM: I go.\n\nMAY: And I?\n\nIDA: You stay.\n\nMAY: Oh.\n\n"
    "TOM: So.\n\nMAY: Ah!\n"
)
_LIST = "CHARACTERS\n\nIda Hale, a cook\nTom, her son\nMay, a maid\n\n"


def _blocks(*texts: str) -> list[list[tuple[int, str]]]:
    lines = [text.split("\n") for text in texts]
    return [[(10 * at + i, line) for i, line in enumerate(block)] for at, block in enumerate(lines)]


def _listed(*texts: str) -> list[str] | None:
    found = listing.unheaded(_blocks(*texts), ("IDA", "TOM", "MAY"), persons._entry_name)
    return [line for block in found[0] for _, line in block] if found else None


def test_a_list_without_a_heading_names_each_who_speaks_once() -> None:
    assert _listed("THE LIGHT", "Ida, a cook", "Tom, her son", "and May, a maid", "Ida, in grey") == [
        "Ida, a cook",
        "Tom, her son",
        "and May, a maid",
    ]
    assert _listed("Ida, a cook\nTom, her son") is None  # two only
    assert _listed("Ida, a cook\nTom, her son\nMay, a maid\nBread\nSalt\nBeer\nWine") is None
    assert _listed("Ida. Perhaps.\nTom. Never.\nMay. Then go.") is None  # they speak
    long = "of the great house upon the hill where she\nhas lived for a great many years and bears with it"
    long += " and\nis tired"
    assert _listed(f"Ida, the cook {long}\nTom, the son {long}\nMay, the maid {long}") is not None


@pytest.mark.parametrize(
    ("told", "start"),
    [
        ("A kitchen at night. Rain.\n\nTom, in a torn coat.\n\n", "Tom, in a"),
        ("Ida is kneading dough to the beat of it.\n\n", "Ida is kneading"),
        ("Tom comes in, out of breath.\n\n", "Tom comes in,"),
    ],
)
def test_a_list_ends_where_the_play_begins(told: str, start: str) -> None:
    assert kinds_of(_LIST + told + _TALK)[start] == kinds.ACTION


def test_a_list_ends_where_speeches_stand_below_its_names() -> None:
    talk = _TALK.replace(": ", "\n")
    read = script.read(f"THE LIGHT\n\n{_LIST}{talk}".encode())
    assert [one.text for one in read.paragraphs if one.kind == kinds.CAST] == _LIST.strip().splitlines()[2:]


def test_a_list_with_colons_ends_where_cues_have_full_stops() -> None:
    text = "CAST\n\nIDA: a cook of fifty.\nTOM: her son.\nMAY: a maid.\n\n" + _TALK.replace(": ", ". ")
    assert kinds_of(text)["Is it late?"] == kinds.DIALOGUE


def test_an_entry_goes_on_in_small_letters_and_the_last_one_after_and() -> None:
    text = f"CHARACTERS\n\nIda Hale, a retired land\nsurveyor, 61\nTom, her son\nand May, a maid\n\nACT I\n\n{_TALK}"
    read = script.read(text.encode())
    assert (
        next(one.text for one in read.paragraphs if one.kind == kinds.CAST) == "Ida Hale, a retired land surveyor, 61"
    )
    assert [one.name for one in read.cast] == ["Ida Hale", "Tom", "May"]


@pytest.mark.parametrize(
    ("entry", "kept"),
    [
        ("IDA ........ 71, a cook", True),
        ("IDA ........ her mother, sixteen", True),
        ("IDA (a cook) .... Black frock, fur collar, a scar on the left cheek.", True),
        ("IDA (a cook) .... Ethel Hale", False),
    ],
)
def test_dots_lead_to_what_somebody_is_or_to_an_actor(entry: str, kept: bool) -> None:
    read = script.read(f"CHARACTERS\n\n{entry}\nTOM ..... her son\nMAY ..... a maid\n\nACT I\n\n{_TALK}".encode())
    told = next(one.text for one in read.paragraphs if one.kind == kinds.CAST)
    assert (entry.split(".... ")[-1].strip(". ") in told) is kept


def test_only_the_mark_of_the_cues_makes_a_cue() -> None:
    talk = _TALK.replace("IDA", "Ida").replace("TOM", "Tom").replace("MAY", "May")
    assert (
        kinds_of(f"{_LIST}ACT I\n\n{talk}\nTom. Expensive overcoat, cheap hat.\n\n{talk}")["Tom. Expensive overcoat,"]
        == kinds.ACTION
    )


def test_names_in_capitals_are_those_of_a_direction() -> None:
    text = (
        f"{_LIST}ACT I\n\n[Night.]\n\n{_TALK}\nChord. IDA HALE appears at the door with you all behind her.\n\n{_TALK}"
    )
    assert kinds_of(text)["Chord. IDA HALE"] == kinds.ACTION
    alone = f"{_LIST}ACT I\n\n[Night.]\n\n{_TALK}\nTOM\n\nIDA enters with bread for the two of them.\n\n{_TALK}"
    assert kinds_of(alone)["IDA enters with"] == kinds.ACTION


def test_where_all_else_is_directions_an_unclear_paragraph_is_one() -> None:
    steps = "".join(
        f"{_TALK}\nHe walks {n} steps to the door and waits.\n\n" for n in ("two", "three", "four", "five", "six")
    )
    assert (
        kinds_of(f"{_LIST}ACT I\n\n{steps}{_TALK}\nBrown boots. The kind you'd be married in.\n")["Brown boots. The"]
        == kinds.ACTION
    )


def test_parentheses_are_directions_beside_brackets() -> None:
    talk = _TALK.replace("TOM: ", "TOM: (his grin fading) ").replace("MAY: ", "MAY: (wiping her hands) ")
    found = kinds_of(f"{_LIST}ACT I\n\n[Night.]\n\n[Rain.]\n\n[Thunder.]\n\n{talk}")
    assert found["his grin fading"] == found["wiping her hands"] == kinds.PARENTHETICAL


def test_names_over_speech_under_a_list_of_persons_are_a_play() -> None:
    once = "THE NOTARY\nI come.\n\nA VOICE\nWho?\n\n"
    assert kinds_of(
        f"The persons\n\nIDA, a cook\nTOM, her son\nMAY, a maid\n\nA room.\n\n{_TALK.replace(': ', chr(10))}\n{once}"
    )


def test_a_heading_behind_a_hash_is_one() -> None:
    more = b"\n**TOM**\nSo.\n\n**IDA**\nYes.\n\n**TOM**\nWell.\n\n**IDA**\nGo.\n"
    read = script.read(
        b"### INT. KITCHEN - NIGHT\n\n**IDA**\nWell?\n\n### EXT. QUAY - DAY\n\n**TOM**\nNo.\n\n**IDA**\nOh.\n" + more
    )
    assert read.format == "fountain" and [one.heading for one in read.scenes] == [
        "INT. KITCHEN - NIGHT",
        "EXT. QUAY - DAY",
    ]


def test_a_direction_in_stars_within_brackets_is_read() -> None:
    people = script.describe(script.read(f"{_LIST}ACT I\n\nIDA: So [*he turns a page*] it is.\n\n{_TALK}".encode()))
    assert [one.name for one in people] == ["Ida Hale", "Tom", "May"]


def test_the_king_of_the_drowned_is_cued_king_and_a_lady_not_by_her_last_name_alone() -> None:
    costumes = "COSTUMES\n\nTHE KING OF THE DROWNED: green mail.\nIDA: a grey gown.\nTOM: a brown coat.\n\nACT I\n\n"
    people = {
        one.name: one
        for one in script.describe(script.read((costumes + _TALK + _TALK.replace("MAY", "KING")).encode()))
    }
    assert "green mail" in " ".join(look.text for look in people["KING"].looks)
    text = "CHARACTERS\n\nTIMOTHY TUBBS, stout\nDAME TUBBS, thin\nIDA, a maid\n\nACT I\n\n" + _TALK.replace(
        "TOM", "TUBBS"
    ).replace("MAY", "DAME TUBBS")
    assert [one.name for one in script.describe(script.read(text.encode()))] == ["TIMOTHY TUBBS", "DAME TUBBS", "IDA"]


def test_a_right_honourable_is_called_by_his_name() -> None:
    entry = "The Rt. Hon. Aubrey St. Clair Bight, Prime Minister (pop. 71,000)"
    read = script.read(f"CAST\n\n{entry}\nTom, her son\nMay, a maid\n\nACT I\n\n{_TALK}".encode())
    assert read.cast[0].name == "Aubrey St. Clair Bight"


def test_headings_within_a_list_are_nobody() -> None:
    listed = "CAST\n\nThe Crown\n  IDA HALE, K.C.     A well-fed woman.\n  TOM, her junior    28, in a gown.\n\n"
    listed += "Also\n  MAY                A maid.\n\n"
    read = script.read(f"{listed}ACT I\n\n{_TALK}".encode())
    assert [one.name for one in read.cast] == ["IDA HALE", "TOM", "MAY"]
    assert "well-fed" in next(one.text for one in read.paragraphs if one.kind == kinds.CAST)


@pytest.mark.parametrize(
    "told", ["Glasgow, on the Clyde. Now.", "Where: a room over a nail salon.", "I", "1.", "When: a Friday."]
)
def test_places_times_and_numbers_after_a_list_are_nobody(told: str) -> None:
    listed = "CAST\n\nIDA HALE, a cook\nTOM, her son\nMAY, a maid\n\n"
    read = script.read(f"{listed}{told}\n\n{_TALK}".encode())
    assert [one.name for one in read.cast] == ["IDA HALE", "TOM", "MAY"]


def test_a_grandmother_in_a_list_of_costumes_is_one() -> None:
    costumes = (
        "COSTUMES\n\nTHE GRANDMOTHER: a red petticoat.\nIDA and TOM: grey coats.\nMAY: a white coif.\n\nACT I\n\n"
    )
    names = [one.name for one in script.describe(script.read(f"{costumes}{_TALK}".encode()))]
    assert "THE GRANDMOTHER" in names and "MOTHER" not in names and {"IDA", "TOM", "MAY"} <= set(names)


@pytest.mark.parametrize(
    "text",
    [
        "CHARACTERS\n\nIDA ..... {long}!\nTOM, x\nMAY, y\n\nACT I\n\n{talk}",
        "CHARACTERS\n\nIda, x\nTom, x\nMay, y\n\n{long} a. B c. D e. F\n\nACT I\n\n{talk}",
        "INT. A - DAY\n\nA MAN waits.\n\nIDA\nName?\n\nMAN\n{long} {words}i'm TUNDE.\n\nTUNDE\nYes.\n",
    ],
)
def test_endless_capitals_are_read_in_one_go(text: str) -> None:
    """Where time grew with the square of a line's length, this took minutes."""
    read = script.read(text.format(long="A" * 200_000, words="AAA " * 50_000, talk=_TALK).encode())
    assert script.describe(read)
