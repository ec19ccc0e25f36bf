"""Who is named right after what they are, "a thin man, OTTO, waits", and never speaks; and second names. Pure."""

from __future__ import annotations

import re

from . import text as kinds
from .alphabet import LOWER, UPPER
from .fullnames import CAPS_WORD, NO_NAME, NOBODY
from .headings import is_place
from .mentions import Names
from .ordinary import Words
from .people import Person, is_role, tokens
from .sentences import words
from .tags import plain, tag
from .text import ScriptText, is_caps

_NAMED = re.compile(
    rf"(?P<called>,? named |,? called |,? by the name of |, | -- | \u2014 |\u2014| \()"
    rf"(?P<name>{CAPS_WORD}(?: {CAPS_WORD}){{0,2}}|[{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+){{0,2}})(?![\w'\u2019])"
)
_CALLED = re.compile(r"\s*\((the [A-Z][\w\-]+(?: [A-Z][\w\-]+)?)\)")
_SOMEBODY = re.compile("(?:[AM]|(?:^|[^F])h)[XDdwcYTet&KQ]{0,5}[PkOe]$")  # right before it
_NEAR = 60  # letters before the name


def add(people: list[Person], script: ScriptText, ordinary: Words) -> None:
    """Those who never speak, and are named right after what they are: "a thin man, OTTO, sits", "a boy named Karl"."""
    known = [set(tokens(name)) for person in people for name in (person.name, *person.names)]
    for paragraph in (one for one in script.paragraphs if one.kind == kinds.ACTION):
        text = paragraph.text
        for match in _NAMED.finditer(text):
            name = match["name"].removesuffix("'S").removesuffix("\u2019S")
            key = tokens(name)
            called = match["called"].strip()
            said = len(called) > 4  # "named"
            if not (said or is_caps(name)) or is_role(name) or not 0 < len(key) < 4 or len(key[0]) < 2:
                continue
            if any(set(key) <= other or other <= set(key) for other in known) or set(key) & (NOBODY | NO_NAME):
                continue
            if not _SOMEBODY.search(tag(words(text, max(0, match.start() - _NEAR), match.start()))):
                continue
            if is_caps(text[max(0, match.start() - 30) : match.start()]):
                continue
            if any(map(ordinary.is_ordinary, key)) or is_place(name):
                continue
            if not said and any(plain(token) != "X" for token in key):
                continue
            people.append(Person(name, line=paragraph.line_at(match.start("name"))))
            known.append(set(key))


def epithets(script: ScriptText, names: Names) -> list[tuple[int, str]]:
    """Second names that the script itself gives: "Charya (the Librarian)"."""
    return [
        (mention.who, called.group(1))
        for paragraph in script.paragraphs
        if paragraph.kind == kinds.ACTION and "(the " in paragraph.text
        for mention in names.find(paragraph.text)
        if (called := _CALLED.match(paragraph.text, mention.end))
    ]
