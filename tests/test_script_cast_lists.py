"""Plays: lists of persons that tell at length how each looks, and cues in braces."""

from __future__ import annotations

from castbook import script

_ITALIC = """
PERSONS

ULFAR BROK, _a miller of fifty. He is stout and bald, and his beard, which he never combs, hangs down to
the third button of his waistcoat; his hands are white with flour, and there is flour in his
eyebrows, too._

IRMA, _his wife, tall and gaunt. She wears a grey kerchief and a grey apron over a black frock that
she has worn for years, and her face, once handsome, is yellow and wrinkled, and her lips
are thin._

JORIK HALE, _a pedlar; lean, with a red nose. He has only one eye._

THE FIRST ACT

_A mill._

ULFAR
Well?

IRMA
No.

ULFAR
Yes.

IRMA
Never.
"""
_COLUMNS = """
CHARACTERS

Ulfar Brok

Irma Brok

Wife of Ulfar Brok

Maid to Irma Brok

ACTORS' DESCRIPTION OF CHARACTERS

Ulfar Brok. Fifty years of age. He is stout and bald. He has a beard
that he never combs, and he is proud of the mill that his father left
him, for no other mill in the valley has three stones, and no other
miller in the valley has three debts.

Gustaf Hael. A young man. He is lean and has a red nose. He
talks of nothing but the roads that he has walked and the inns that
he has slept in.

Irma Brok. Tall and gaunt. She has a face that was handsome once, and
she thinks of nothing but the price of flour, of which she knows more
than the miller does.

ACT I

Scene. _A mill._

{Ulfar}

Well?

{Irma}

(_She sits down._) No.

{Ulfar}

Yes.

{Irma}

Never.

{Ulfar}

Once more.
"""


def _told(text: str) -> dict[str, list[str]]:
    read = script.read(text.encode(), "mill.txt")
    assert read.format == "play"
    return {one.name: [look.text for look in one.looks] for one in script.describe(read)}


def test_entries_in_italics_are_entries_however_long() -> None:
    told = _told(_ITALIC)
    assert list(told) == ["ULFAR BROK", "IRMA", "JORIK HALE"]
    assert told["JORIK HALE"] == ["JORIK HALE, _a pedlar; lean, with a red nose.", "He has only one eye."]
    assert "She wears a grey kerchief" in " ".join(told["IRMA"])


def test_cues_in_braces_are_cues() -> None:
    read = script.read(_COLUMNS.encode(), "mill.txt")
    assert [(one.name, one.speeches) for one in read.speakers] == [("ULFAR", 3), ("IRMA", 2)]


def test_what_a_column_says_of_the_names_beside_it_is_nobody() -> None:
    assert list(_told(_COLUMNS)) == ["Ulfar Brok", "Irma Brok"]


def test_a_paragraph_that_opens_with_a_name_describes_them_and_nobody_where_the_name_is_unknown() -> None:
    told = _told(_COLUMNS)
    assert "He is stout and bald." in told["Ulfar Brok"]
    assert any("gaunt" in text for text in told["Irma Brok"])
    assert not any("lean" in text for texts in told.values() for text in texts)
