"""Plays for the stage: lists of persons, descriptions of characters, asides, and who "she" is after an entrance."""

from __future__ import annotations

from castbook import script


def cast(text: str) -> dict[str, script.CharacterDescription]:
    return {one.name: one for one in script.describe(script.read(text.encode()))}


def told(text: str, name: str) -> list[str]:
    return [look.text for look in cast(text)[name].looks]


TALK = """
VERA. Is the tide in?

OTTO. It is always in.

VERA. Then we walk.

OTTO. Then we swim.
"""
LISTED = "THE HARBOUR\n\nPERSONS\n\nOTTO BRANDT\nVERA LIND\n\n"


def test_an_italic_heading_and_braces_list_everybody() -> None:
    text = f"""THE HARBOUR

_The Persons of the Play_

  OTTO BRANDT
  VERA LIND (_his cousin_)
  PAUL REED, KARL MOSS, }}
  and TOM ASHE          }} (_Pilots_)

ACT I

A quay.
{TALK}"""
    assert set(cast(text)) == {"OTTO BRANDT", "VERA LIND", "PAUL REED", "KARL MOSS", "TOM ASHE"}


def test_a_portrait_that_opens_a_speech_is_its_speakers() -> None:
    text = f"""{LISTED}ACT I

A quay.
{TALK}
VERA.

[_A stout, freckled woman of fifty, in a yellow oilskin-- taking a chair._] Good day.

OTTO.

[_A lean old man with one ear._] Good day to you.
"""
    assert told(text, "VERA LIND")[0].startswith("_A stout, freckled woman of fifty, in a yellow oilskin")
    assert told(text, "OTTO BRANDT") == ["_A lean old man with one ear."]


def test_a_description_of_the_characters_is_about_whom_it_names_first() -> None:
    text = f"""{LISTED}DESCRIPTION OF CHARACTERS

OTTO BRANDT, between forty and fifty years of age, has kept the light for
half his life, and has not been on the mainland since the great storm, of
which he never speaks to anybody.

He is broad and short, with a red beard. VERA thinks him wiser than he is
and he lets her think so, as he lets everybody think whatever they like of
him and of the light.

ACT I

A quay.
{TALK}"""
    looks = told(text, "OTTO BRANDT")
    assert "between forty and fifty years of age" in looks[0]
    assert looks[1:] == ["He is broad and short, with a red beard."]


def test_a_cue_that_cuts_a_first_name_short_is_that_person() -> None:
    people = cast(f"{LISTED.replace('OTTO', 'OTTOKAR')}ACT I\n\nA quay.\n{TALK}")
    assert "OTTO" in people["OTTOKAR BRANDT"].aliases


def test_a_cue_leaves_out_what_the_list_says_of_the_age() -> None:
    text = f"{LISTED.replace('OTTO BRANDT', 'OLD OTTO')}ACT I\n\nA quay.\n{TALK}"
    assert set(cast(text)) == {"OLD OTTO", "VERA LIND"}


def test_she_is_whoever_has_just_come_in() -> None:
    text = f"""{LISTED.replace("VERA LIND", "VERA LIND" + chr(10) + "MRS. COLE")}ACT I

A quay.
{TALK}
MRS. COLE. Nobody swims here.

VERA mends a net and hums.  A dog barks, and MRS. COLE enters with a
lantern.  She is a tall, grey-haired woman in a plaid shawl.
"""
    assert told(text, "MRS. COLE") == ["She is a tall, grey-haired woman in a plaid shawl."]
    assert told(text, "VERA LIND") == []


def test_somebody_brought_in_has_the_portrait_that_follows() -> None:
    text = f"""{LISTED}ACT I

A quay.
{TALK}
OTTO goes to the door and lets in VERA, a woman of sixty with cropped white hair.
"""
    assert told(text, "OTTO BRANDT") == []
    assert "with cropped white hair" in told(text, "VERA LIND")[0]


def test_a_portrait_goes_on_about_the_same_person() -> None:
    text = f"""{LISTED}ACT I

A quay. VERA stands by the rail. She is a small, dark woman. Her coat has lost its buttons and trails behind her.
{TALK}"""
    assert told(text, "VERA LIND")[-1] == "Her coat has lost its buttons and trails behind her."


def test_two_who_come_together_share_their_dress() -> None:
    text = f"{LISTED}ACT I\n\nA quay. Out of the shed come OTTO and VERA in sailing clothes.\n{TALK}"
    assert told(text, "OTTO BRANDT") == told(text, "VERA LIND") != []


def test_a_stranger_of_the_list_is_who_is_named_in_the_middle_of_the_talk() -> None:
    text = """THE HARBOUR

PERSONS

OTTO BRANDT
A STRANGE LADY

ACT I

A quay. A pale lady with a scarred cheek comes up the steps.

OTTO. Who is there?

THE LADY. Nobody.

OTTO. Somebody is.

THE LADY. You should know.

OTTO. Is it Irma?

IRMA. It is.

OTTO. After all these years.

IRMA. After all of them.
"""
    people = cast(text)
    assert "THE LADY" in people["IRMA"].aliases and "scarred cheek" in people["IRMA"].image_prompt


def test_the_prompt_leaves_out_what_stands_beside_the_looks_of_a_direction() -> None:
    text = f"""{LISTED}ACT I

A quay. Before the bell has stopped VERA appears on the ladder, a tall, dark woman with a scar.
{TALK}"""
    found = cast(text)["VERA LIND"]
    assert found.looks[0].text.startswith("Before the bell")
    assert "bell" not in found.image_prompt and "scar" in found.image_prompt


def test_other_headings_of_a_list_of_persons() -> None:
    for heading in ("CHARACTERS IN THE ORDER OF THEIR APPEARANCE", "Persons of this comedy:", "The People are"):
        text = LISTED.replace("PERSONS", heading) + f"ACT I\n\nA quay.\n{TALK}"
        assert set(cast(text)) == {"OTTO BRANDT", "VERA LIND"}


def test_a_hand_that_is_only_raised_or_clasped_is_no_look() -> None:
    text = f"{LISTED}ACT I\n\nA quay. OTTO looks down at his clasped hands.\n{TALK}"
    assert told(text, "OTTO BRANDT") == []


def test_who_follows_has_only_what_is_told_after_the_name() -> None:
    text = f"""{LISTED}ACT I

A quay.
{TALK}
VERA, in a long green cloak, and followed by OTTO in black, comes up the steps.
"""
    assert "green" in " ".join(told(text, "VERA LIND"))
    assert "in black" in told(text, "OTTO BRANDT")[0] and "green" not in cast(text)["OTTO BRANDT"].image_prompt


def test_a_direction_in_italics_stands_among_upright_names() -> None:
    text = f"""{LISTED}ACT I

A quay.
{TALK}
_She goes slowly to_ OTTO, _who is a bald man with a red beard. They look at the water with_ VERA'S _glass._

VERA. There is nothing.
"""
    assert "a bald man with a red beard" in told(text, "OTTO BRANDT")[0]


def test_a_list_may_describe_its_people_in_paragraphs() -> None:
    text = f"""THE HARBOUR

DESCRIPTION OF THE CHARACTERS

OTTO BRANDT. A burly man of fifty, with a red beard, who has been a pilot
all his life. He wears a blue jersey.

VERA LIND. Twenty-two, slight and fair.

ACT I

A quay.
{TALK}"""
    assert "burly man of fifty" in told(text, "OTTO BRANDT")[0]
    assert told(text, "OTTO BRANDT")[-1] == "He wears a blue jersey."
    assert told(text, "VERA LIND") == ["Twenty-two, slight and fair."]


def test_a_list_with_bullets_and_bold_names() -> None:
    text = f"""# The Harbour

## Characters

- **Otto Brandt** - a pilot, burly, with a red beard
- **Vera Lind** - his niece, twenty-two

## Act One
{TALK}"""
    assert {"Otto Brandt", "Vera Lind"} <= set(cast(text))
    assert "red beard" in cast(text)["Otto Brandt"].image_prompt


def test_a_curtain_at_the_end_does_not_open_the_play() -> None:
    play = (
        "SCENE: _A bare kitchen. The_ BAILIFF _comes in_. MRS DORN _is a tall thin woman in grey_.\n\n"
        + "BAILIFF: (_at the stove_) It's cold.\n\nMRS DORN: I'm used to it.\n\n" * 4
        + "(CURTAIN)\n"
    )
    cast = {one.name: one for one in script.describe(script.read(play.encode()))}
    assert "tall thin woman in grey" in cast["MRS DORN"].image_prompt
    assert cast["BAILIFF"].lines == 4


def test_names_above_speech_with_acts_and_brackets_are_a_play() -> None:
    speech = "ILSE [_Rising_]\nWho is there?\n     [_She goes to the door._]\n\nOTTO\nOnly me.\n\n"
    play = (
        "Act I\n\n     _A low room. ILSE, in a blue apron, sits by the fire._\n\n"
        + speech * 4
        + "OMNES [_Within_]\nOpen!\n\nAct II\n\n     _The same. OTTO enters. He is a bald man of sixty._\n\n"
        + speech
    )
    read = script.read(play.encode())
    assert read.format == "play"
    cast = {one.name: one for one in script.describe(read)}
    assert "blue apron" in cast["ILSE"].image_prompt
    assert "bald" in cast["OTTO"].image_prompt


def test_a_family_keeps_its_first_names() -> None:
    text = f"""THE HARBOUR

ACT I

Mrs. Lind sits alone, with Peter Lind, with Anna Lind and with Timothy Lind in their frames.
{TALK.replace("VERA.", "MRS. LIND.")}"""
    assert cast(text)["MRS. LIND"].aliases == ()


def test_an_earl_is_cued_as_lord_and_a_pair_as_two() -> None:
    text = f"""THE HARBOUR

PERSONS

THE EARL OF HALE
MARGARET LIND (called PEGEEN)
OTTO BRANDT AND IDA CROSS, two farmers

ACT I

A quay.
{TALK.replace("VERA.", "LORD HALE.")}
PEGEEN. No.

IDA. Yes.
"""
    people = cast(text)
    assert set(people) == {"THE EARL OF HALE", "MARGARET LIND", "OTTO BRANDT", "IDA CROSS"}
    assert people["THE EARL OF HALE"].aliases == ("LORD HALE",)
    assert "PEGEEN" in people["MARGARET LIND"].aliases


def test_fragments_after_an_entrance_are_of_whoever_has_come_in() -> None:
    text = f"""{LISTED}ACT I

A quay.
{TALK}
[OTTO BRANDT enters. A man of forty, but looking younger. Clean-shaven, with finely cut features. There is fire in
the eyes.]

VERA. Well?
"""
    assert told(text, "OTTO BRANDT") == [
        "A man of forty, but looking younger.",
        "Clean-shaven, with finely cut features.",
        "There is fire in the eyes.",
    ]


def test_a_door_that_opens_does_not_hide_who_comes_in() -> None:
    text = f"""{LISTED}ACT I

A quay.
{TALK}
The door opens and VERA enters from the house in a blue dressing-gown.

OTTO. Well?
"""
    assert "blue dressing-gown" in told(text, "VERA LIND")[0]


CRITICS = """ACT I

MRS. DANE. [announcing] Mr Vorn, Mr Gunn. [The critics enter. Vorn is 40. Gunn is 30.]

VORN. Quite well, thanks.

MRS. DANE. And who is with you?

GUNN. Very pleased.

MRS. DANE. Sit down. Mr Penn, tell us where Sir Ralph Bloom Berrin is. PERHAPS. He may be late.

PENN. With the crowd outside.

MRS. DANE. You saw him?

PENN. I saw them all.

[Then Sir Ralph Bloom Berrin wafts into the room. He is a tall man with a head like an egg.]

B. B. Good morning.

MRS. DANE. Good morning.

B. B. And good day to you all.

Penn comes from the hotel, his throat wrapped in a shawl. He has blue eyes, and a trick of looking you straight in the
face with them.

MRS. DANE. Sit down.

PENN. I will.

[The door is opened; Mr Snow comes in, a detective in plain clothes, with clipped moustaches. MRS. DANE stares.]

SNOW. Doing a bit of business, madam?

[The door opens and MRS. DANE ushers in a man of middle age, in evening dress. He has a ruddy moustache.]

MRS. DANE. Mr. Roper.

ROPER. How do you do?

MRS. DANE. How do you do, Mr. Roper?

ROPER. Very well.
"""


def test_one_speech_makes_a_part_where_the_name_is_announced() -> None:
    people = cast(CRITICS)
    assert {"VORN", "GUNN", "SNOW"} <= set(people)
    assert "PERHAPS" not in people
    assert any("is 40" in text for text in told(CRITICS, "VORN"))


def test_initials_are_short_for_the_full_name() -> None:
    assert "Sir Ralph Bloom Berrin" in cast(CRITICS)["B. B."].aliases
    assert any("head like an egg" in text for text in told(CRITICS, "B. B."))


def test_a_direction_without_brackets_may_say_you() -> None:
    assert any("wrapped in a shawl" in text for text in told(CRITICS, "PENN"))
    assert any("blue eyes" in text for text in told(CRITICS, "PENN"))


def test_who_comes_in_as_a_detective_is_told_whole() -> None:
    assert any("clipped moustaches" in text for text in told(CRITICS, "SNOW"))


def test_somebody_ushered_in_is_not_the_usher() -> None:
    assert any("ruddy moustache" in text for text in told(CRITICS, "ROPER"))
    assert not any("middle age" in text or "ruddy" in text for text in told(CRITICS, "MRS. DANE"))
