"""Who is in a play: lists of persons however they are printed, and cues that are not what the list has."""

from __future__ import annotations

from castbook import script


def cast(text: str) -> dict[str, script.CharacterDescription]:
    return {one.name: one for one in script.describe(script.read(text.encode()))}


def speeches(times: int = 8, /, **lines: str) -> str:
    """Cues and speeches, in turn, so often: MRS__H="Dear." is "MRS. H. Dear.", LORD_O "LORD O."."""
    spoken = [f"{name.replace('__', '. ').replace('_', ' ')}. {line}" for name, line in lines.items()]
    return "\n\n".join(spoken * times)


LORD = """THE PERSONS

  LORD OTTO HALE
  LADY OTTO HALE        _His wife_
  MRS. MARREN           _Sister of Lady Otto_
  MISS IDA CROSS
  THE HON. RICHARD FARLOW

ACT I

A garden.

LORD OTTO. Is it time?

MRS. MARREN. It is.

MISS CROSS. Not yet.

FARLOW. I think so.

"""


def test_names_that_a_play_has_in_full_once_may_be_cut_short_from_then_on() -> None:
    people = cast(
        LORD
        + speeches(3, LORD_O="Come.", MRS__M="Dear!", MISS_C="Yes.", FARL="Quite.")
        + "\n\nFARL. Do.\n\nMRS. M. Ah!"
    )
    assert people["LORD OTTO HALE"].aliases == ("LORD OTTO", "LORD O")
    assert "MRS. M" in people["MRS. MARREN"].aliases
    assert "MISS C" in people["MISS IDA CROSS"].aliases
    assert "FARL" in people["THE HON. RICHARD FARLOW"].aliases
    assert not set(people) - {
        *("LORD OTTO HALE", "LADY OTTO HALE", "MRS. MARREN", "MISS IDA CROSS", "THE HON. RICHARD FARLOW")
    }


def test_a_short_cue_is_nobodys_where_the_full_one_goes_on() -> None:
    people = cast(LORD + speeches(FARLOW="Come.", FARL="No.", MRS__MARREN="Dear!"))
    assert people["FARL"].lines == 8


def test_one_cued_by_first_and_last_name_all_along_is_not_who_is_cued_by_the_last() -> None:
    people = cast("ACT I\n\nA room.\n\n" + "\n\n".join(["FRANCES TREVOR. Well?", "TREVOR. Well.", "ANN. So."] * 6))
    assert (people["FRANCES TREVOR"].lines, people["TREVOR"].lines) == (6, 6)
    assert people["FRANCES TREVOR"].aliases == ()


def test_the_play_may_be_cast_without_a_list_of_its_own() -> None:
    people = cast(
        """HALE'S FANCY

First produced on June 2, 1916, at the Playhouse, with the following cast:

   ALMA HALE    .  .  .  . . . _Miss Dora Quill_.
   TIMOTHY WADD (TUB).  .  . . _Mr. Sidney Pax_.
   DR. MACLEAN  .  .  .  . . . _Mr. J. Fisk_.

_The_ SCENE _is the North, and the period is 1880_.

ACT I

"""
        + speeches(ALMA="Well?", TUB="Well.")
    )
    assert list(people) == ["ALMA HALE", "TIMOTHY WADD", "DR. MACLEAN"]
    assert people["TIMOTHY WADD"].aliases == ("TUB",)


def test_the_list_may_have_no_heading_at_all() -> None:
    people = cast(
        """THE LOOMS

SMITT (a young man of business)

GRETE (MARTIN'S mother)

MARTIN HOLM (a farmer)

AN APPRENTICE _in HOLM'S shop._

KRANZ, _farmer._

ACT I

"""
        + speeches(SMITT="Is it time?", FARMER_KRANZ="No.", MARTIN="Yes.", APPRENTICE="Yes.")
    )
    assert list(people) == ["SMITT", "GRETE", "MARTIN HOLM", "AN APPRENTICE", "KRANZ"]
    assert people["KRANZ"].aliases == ("FARMER KRANZ",)


def test_entries_that_read_like_speeches_are_none() -> None:
    people = cast(
        """_The Persons More or Less Concerned in the Play_

  "NINA" AUSTEN.
  MR. TILL  } _Her Parents._
  MRS. TILL }
  SUSAN. _Her Cousin._
  MAGDA. _Maid at the Tills'._
  BUTLER. _At the Tills'._
  SARA TANNER, SUSE BRAY, and HONOR BLAKE, village girls

With the following cast:--

  Miss Sara Tanner    Miss Felice Morris
  Magda               Miss Lucile Wade

ACT I

"""
        + speeches(NINA="Come.", MAGDA="Yes, miss.", HONOR="I come too.", SUSAN="And I.")
    )
    assert list(people) == [
        *('"NINA" AUSTEN', "MR. TILL", "MRS. TILL", "SUSAN", "MAGDA", "BUTLER"),
        *("SARA TANNER", "SUSE BRAY", "HONOR BLAKE"),
    ]
    assert (people["SUSAN"].lines, people["BUTLER"].lines) == (8, 0)
    assert people["MAGDA"].aliases == ()


def test_what_a_list_calls_somebody_else() -> None:
    people = cast(
        """THE PERSONS OF THE PLAY

"VALMY," otherwise FRANK POLL (a palmist)
JULIA, COUNTESS OF OWEN
GENERAL SIR CHARLES DEDE, K.C.B., his father
JOHN HALE, a banker
JOHN, JR., his brother
RICHARD, his brother

ACT I

A room.

"""
        + "\n\n".join(f"{name}. So." for name in ("POLL", "LADY OWEN", "SIR CHARLES", "HALE", "JOHN", "DICK") * 2)
    )
    assert {name: one.aliases for name, one in people.items()} == {
        "VALMY": ("FRANK POLL", "POLL"),
        "JULIA": ("COUNTESS OF OWEN", "LADY OWEN"),
        "GENERAL SIR CHARLES DEDE": ("SIR CHARLES",),
        "JOHN HALE": ("HALE",),
        "JOHN": (),
        "RICHARD": ("DICK",),
    }


def test_a_title_page_and_the_curtain_say_nothing() -> None:
    text = (
        "DUST: A TRAGEDY\nBY I. HALE\n\nDUST\n\nA room.\n\n" + speeches(IDA="So?", OLE="So.") + "\n\nTHE CURTAIN FALLS."
    )
    assert list(cast(text)) == ["IDA", "OLE"]


def test_a_porter_who_goes_out_is_not_who_comes_in() -> None:
    text = """ACT I

A hotel.

IDA. Who is it?

THE PORTER. Mr. Marlow, madam.

IDA. Let him in.

THE PORTER. Yes, madam. [_Exit_ PORTER.]

MARLOW. Good evening.

IDA. Good evening.

MARLOW. I am cold.
"""
    assert cast(text)["MARLOW"].aliases == ()


def test_a_wife_is_not_called_by_her_husbands_name() -> None:
    text = (
        "ACT I\n\nA room. This is the home of Hastings Utter and of Lydia Marren.\n\n"
        + speeches(LADY_UTTER="So?", MRS__MARREN="So.", SAVARD="No.")
        + "\n\nWe see Mr Cecil Savard. There is Mrs Cecil Savard."
    )
    people = cast(text)
    assert people["LADY UTTER"].aliases == ()
    assert "Lydia Marren" in people["MRS. MARREN"].aliases
    assert "Mrs Cecil Savard" not in people["SAVARD"].aliases


def test_entries_of_two_with_a_pet_name_or_over_two_lines() -> None:
    people = cast(
        """DRAMATIS PERSONAE

  Petra (their daughter) a teacher.
  Elof & Morten (their sons, aged 13 and 10 respectively).
  Vigel and Sandstad, tradesmen.
  Peter Stock (the Doctor's elder brother), Mayor of the
  Town and Chief Constable, Chairman of the Baths, etc.
  IVAN (VANYA) VOIT, her son.
  _Her Butler_, _Martin Bennet_

ACT I

A room.

"""
        + speeches(PETRA="Come.", MORTEN="Yes.", VOIT="I come too.", BENNET="Madam.")
    )
    assert list(people) == [
        *("Petra", "Elof", "Morten", "Vigel", "Sandstad", "Peter Stock", 'IVAN "VANYA" VOIT', "Martin Bennet")
    ]
    assert [people[name].lines for name in ("Morten", 'IVAN "VANYA" VOIT', "Martin Bennet")] == [8, 8, 8]


def test_a_speech_of_one_letter_on_the_line_of_its_cue_belongs_to_it() -> None:
    people = cast(
        "ACT I\n\nA room.\n\n" + speeches(IDA="So?", OLE="So.") + "\n\nIDA (rising, with all her old emphasis). I\n"
        "never withdraw!\n\nOLE (rising). I\nnever do!"
    )
    assert list(people) == ["IDA", "OLE"]
    assert people["IDA"].lines == 9


def test_a_title_and_a_letter_are_whom_the_text_tells_with_that_title() -> None:
    people = cast(
        "ACT I\n\nA garden. The Reverend Samuel Garner comes in.\n\n" + speeches(REV__S="Frank!", FRANK="Sir?")
    )
    assert people["REV. S"].aliases == ("Reverend Samuel Garner",)


def test_daughters_in_black_are_not_their_father_and_a_pet_name_stands_for_its_name() -> None:
    people = cast(
        "ACT I\n\n_Here sit_ HALE'S _daughters_, ALMA, R., _who is thirty_, _and_ VICTORIA, L., _who is twenty_. "
        "_They are in black_. _The shop is_ HALE'S. _It is dark._\n\n" + speeches(ALMA="So?", VICKY="So.", HALE="What?")
    )
    assert people["VICKY"].aliases == ("VICTORIA",)
    assert [any("in black" in look.text for look in people[name].looks) for name in ("ALMA", "VICKY", "HALE")] == [
        *(True, True, False)
    ]


def test_a_list_with_dots_up_to_the_actors_and_cues_of_initials() -> None:
    people = cast(
        """CAST OF CHARACTERS.

PETER GRAM..................................DAVID WARE
FREDRIK, his nephew.........................JOHN SAIN
ARNOLD CHAM-CHENEY..........................H. PALE
CLIVE CHAM-CHENEY...........................C. PALE
LADY CATHERINE CHAM-CHENEY..................L. PALE
REV. HENRY BATHOLM..........................W. BOAG
ANDREW MACPHEE..............................J. BRENN

PROGRAM CONTINUED ON SECOND PAGE

ACT I

A room. CHAM-CHENEY is a tall man in the early sixties. DOCTOR is bald.

"""
        + speeches(
            **{"PETER": "Yes.", "ARNOLD": "No.", "C.-C": "So.", "LADY_KITTY": "Oh."},
            **{"REV__MR__BATHOLM": "Ah.", "DR__MACPHEE": "Eh."},
        )
    )
    assert {name: one.aliases for name, one in people.items()} == {
        "PETER GRAM": ("PETER",),
        "FREDRIK": (),
        "ARNOLD CHAM-CHENEY": ("ARNOLD",),
        "CLIVE CHAM-CHENEY": ("C.-C.", "CHAM-CHENEY"),
        "LADY CATHERINE CHAM-CHENEY": ("LADY KITTY",),
        "REV. HENRY BATHOLM": ("REV. MR. BATHOLM",),
        "ANDREW MACPHEE": ("DR. MACPHEE",),
    }
    assert [look.text for look in people["CLIVE CHAM-CHENEY"].looks] == [
        "CHAM-CHENEY is a tall man in the early sixties."
    ]
    assert [look.text for look in people["ANDREW MACPHEE"].looks] == ["DOCTOR is bald."]


def test_a_cast_in_italics_and_directions_that_begin_with_one() -> None:
    people = cast(
        """The following is a copy of the original cast.

CAST.

_Harry Tell_ (Dolly's Husband) MR. ROBERT LORE
_The Rev. James Pilch_ (Vicar) MR. HERBERT BUNS
_Crid_ MR. GILBERT PORT
_Mrs. Harry Tell_ (Dolly) MISS ETHEL IRVE

PERSONS REPRESENTED.

HARRY TELL (Dolly's husband).
THE REVEREND JAMES PILCH (Vicar.)
CRID.
MRS. HARRY TELL (Dolly).

ACT I

SCENE.--A room. DOLLY TELL, _a bright little woman about thirty_.

"""
        + "\n\n".join(["_Dolly._ Who is it?", "_Crid._ [_Announces_.] Mr. Pilch!", "_Harry._ Oh!"] * 5)
        + """

     _Enter the_ REVEREND JAMES PILCH, _a big, strong parson about forty. Exit_ CRID.

_Dolly._ How do you do?
"""
    )
    assert list(people) == ["Harry Tell", "The Rev. James Pilch", "Crid", "Mrs. Harry Tell"]
    assert [look.text for look in people["Mrs. Harry Tell"].looks] == [
        "DOLLY TELL, _a bright little woman about thirty_."
    ]
    assert "a big, strong parson about forty" in people["The Rev. James Pilch"].looks[0].text


def test_of_two_with_one_last_name_the_man_is_cued_by_it() -> None:
    people = cast(
        "THE PERSONS\n\nHOWARD STAND, a clerk\nGRACE STAND, his wife\nTHE PRESENT DAY\n\nACT I\n\nA room.\n\n"
        + speeches(STAND="So?", ANNA="So.")
    )
    assert (people["HOWARD STAND"].lines, people["GRACE STAND"].lines) == (8, 0)
    assert "THE PRESENT DAY" not in people


def test_crowds_that_say_nothing_are_no_characters() -> None:
    people = cast(
        "THE PERSONS\n\nIDA, a clerk\nOLE, a cook\nTWO LITTLE GIRLS\nSERVANTS AT HALE COURT\nA GROUP OF TOURISTS\n"
        "MEN AND WOMEN\nA WOMAN OF THE PEOPLE\nSOLDIERS\n\nACT I\n\nA room.\n\n"
        + speeches(IDA="So?", OLE="So.", SOLDIERS="Hey!")
    )
    assert list(people) == ["IDA", "OLE", "A WOMAN OF THE PEOPLE", "SOLDIERS"]
