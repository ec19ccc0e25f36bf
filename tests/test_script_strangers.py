"""Plays whose people come in without a name, and cues and lists of persons as odd editions print them."""

from __future__ import annotations

from castbook import script


def cast(text: str) -> dict[str, script.CharacterDescription]:
    return {one.name: one for one in script.describe(script.read(text.encode()))}


def told(text: str, name: str) -> list[str]:
    return [look.text for look in cast(text)[name].looks]


def test_a_dash_may_stand_right_before_the_speech() -> None:
    text = """ACT I

A bar. OLE, a bald man of sixty, wipes a glass.

OLE--[Looking up.] Well?

NILS--Small beer, Ole.

OLE--There is no beer.

NILS--Then he's short and I'm thirsty.
"""
    people = cast(text)
    assert (people["OLE"].lines, people["NILS"].lines) == (2, 2)
    assert people["NILS"].looks == ()


def test_a_list_may_say_first_whose_maid_somebody_is() -> None:
    text = """THE HOUSEHOLD

THE CHARACTERS

Vera
Her Butler, Martin Hale
Her Maid, Jane Hale
Her Friends of old, "The Seven":

ACT I

VERA. Is it time?

HALE. It is, my lady.

JANE. I think so too.

Enter Jane Hale, a severe-looking woman of middle age.

VERA. Then ring.

HALE. At once.

JANE. At once.
"""
    people = cast(text)
    assert set(people) == {"Vera", "Martin Hale", "Jane Hale"}
    assert "JANE" in people["Jane Hale"].aliases and "HALE" in people["Martin Hale"].aliases
    assert any("severe-looking" in look.text for look in people["Jane Hale"].looks)
    assert people["Martin Hale"].looks == ()


STRANGERS = """ACT I

The missionary is digging in his garden. He is an elderly Dane, wiry, with a faithful brown eye.

At the gate there appears a man who has seen better days. His frame is that of a lad of seventeen.

RASK. Good evening, Mr. Toft.

TOFT. You dig late.

RASK. It is cool.

A lady and gentleman come into the garden. The gentleman is stout and clean shaven, with a red beak of a nose.

The lady is about forty, tall, in a straw hat.

TOFT. Visitors!

{first}

TOFT. You are welcome.

{second}

RASK. Sit down.

SIR OLAF. Thank you.

LADY INA. With pleasure.
"""


def test_strangers_who_come_in_one_after_another_are_named_as_they_speak() -> None:
    first, second = "SIR OLAF. Good day.", "LADY INA. How do you do?"
    for text in (STRANGERS.format(first=first, second=second), STRANGERS.format(first=second, second=first)):
        quoted = {name: " ".join(told(text, name)) for name in ("RASK", "TOFT", "SIR OLAF", "LADY INA")}
        sayings = ("elderly Dane", "lad of seventeen", "beak of a nose", "straw hat")
        assert {name: [one for one in sayings if one in quoted[name]] for name in quoted} == {
            "RASK": ["elderly Dane"],
            "TOFT": ["lad of seventeen"],
            "SIR OLAF": ["beak of a nose"],
            "LADY INA": ["straw hat"],
        }


def test_an_age_goes_on_about_who_has_come_in_or_speaks() -> None:
    text = """ACT I

VERA. Who is it?

Enter OTTO. About forty, full-bodied.

OTTO. It is I.

VERA. [Fifteen.] Come in.

OTTO. Twice I knocked.
"""
    assert told(text, "OTTO") == ["About forty, full-bodied."]
    assert told(text, "VERA") == ["Fifteen."]


def test_a_crowd_is_nobody_who_was_named_before() -> None:
    text = """ACT I

OTTO calls out the wages to VERA. The hall is full of people, and a few of the men are coughing. They have flat chests
and sallow faces. Some of the young girls have large, melancholy eyes.

OTTO. Next.

VERA. Four and nine.

OTTO. Next.

VERA. Three.
"""
    people = cast(text)
    assert people["OTTO"].looks == people["VERA"].looks == ()


def test_what_sits_on_a_head_is_the_sitters() -> None:
    text = """ACT I

OTTO comes in. He is a huge man, bare to the waist. A stoker's cap is cocked defiantly on the side of his head.

OTTO. Well?

VERA. Well.

OTTO. So.

VERA. So.
"""
    assert "A stoker's cap is cocked defiantly on the side of his head." in told(text, "OTTO")


def test_chapters_of_a_novel_are_no_cues() -> None:
    chapters = "".join(f"CHAPTER {n}. A Day\n\n" for n in range(1, 9))
    told = "".join(
        f"CHAPTER {n}. A Day\n\nI went down to the harbour. It was cold there.\n\nI came back.\n\n" * 4
        for n in range(1, 9)
    )
    staged = "ACT I\n\nPIP. Ahoy!\n\nAHAB. Down!\n\nPIP. Ahoy!\n\nAHAB. Down!\n\n"
    assert script.read((chapters + told + staged).encode()).format == "prose"


def test_whoever_is_cued_by_a_strangers_noun_has_that_portrait() -> None:
    text = """ACT I

A young lady, gloved and hatted, sits in the window.

A clock strikes six. An elderly servant comes in with a tray.

THE SERVANT. Who are you?

THE YOUNG LADY. I was invited.

THE SERVANT. I am Nurse Holm.

THE YOUNG LADY. And I am Ellen Dale.

HOLM. Then sit down.

ELLEN. I do sit.

HOLM. So you do.

ELLEN. I wait.
"""
    people = cast(text)
    young = next(one for one in people.values() if "THE YOUNG LADY" in (one.name, *one.aliases))
    assert any("gloved and hatted" in look.text for look in young.looks)
    assert not any("gloved" in look.text for one in people.values() if one is not young for look in one.looks)


def test_a_misprinted_cue_is_not_every_she() -> None:
    text = """ACT I

SIR CHARLES. Well?

CLARA comes in. She is rather pale, with wavy brown hair.

CLARA. Well.

SHE CHARLES. So.

SHE CHARLES. I see.

CLARA. Do you?

SIR CHARLES. I do.
"""
    assert any("wavy brown hair" in look for look in told(text, "CLARA"))


def test_notes_on_the_characters_after_their_list_are_read_as_one() -> None:
    people = cast(
        """CHARACTERS (in order of appearance)

  HARRY DOMM, _General Manager_              _Basil Syd_
  THE PRINCESS VON GELD
  BARONESS VON BROO, _her maid of honor_
  FRAU VON HALL
  MRS. JONES, _the Wash, who wishes to buy soap_

DESCRIPTION OF CHARACTERS

  DOMM: _A handsome man of 35._

  FRAU VON HALL: _A widow._

ACT I

A room. MRS. HILL enters.

"""
        + "\n\n".join(
            f"{cue}. So."
            for cue in ("DOMM", "FRAU V. HALL", "FRAU V. BROO", "MRS. JONES THE WASH", "MRS. H", "THE PRINCESS") * 6
        )
    )
    assert {name: one.aliases for name, one in people.items()} == {
        "HARRY DOMM": ("DOMM",),
        "THE PRINCESS VON GELD": ("THE PRINCESS",),
        "BARONESS VON BROO": ("FRAU V. BROO",),
        "FRAU VON HALL": ("FRAU V. HALL",),
        "MRS. JONES": ("MRS. JONES THE WASH",),
        "MRS. H": ("MRS. HILL",),
    }
    assert [look.text for look in people["HARRY DOMM"].looks] == ["DOMM: _A handsome man of 35."]


def test_a_portrait_that_opens_a_speech_is_not_whom_the_speaker_greets() -> None:
    text = """ACT I

A club.

OLE. Mr. Hale.

ROPE. [_A simple-looking gentleman of fifty, scrupulously attired--shaking hands warmly with_ OLE.] My dear Ole!

OLE. Good evening.

ROPE. Sit down.
"""
    people = cast(text)
    assert people["OLE"].looks == ()
    assert "gentleman of fifty" in people["ROPE"].looks[0].text


def test_page_numbers_in_words_are_no_speakers() -> None:
    text = "INT. A - DAY\n\nRain.\n\n" + "IDA\nSo?\n\nPAGE 3\nIt was inevitable.\n\nOLE\nSo.\n\n" * 3
    assert list(cast(text)) == ["IDA", "OLE"]
