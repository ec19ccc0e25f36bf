"""Plays: the same play in every layout is read as the same play."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from castbook import script
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
