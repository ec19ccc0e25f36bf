"""Acting editions, crowded casts, and clothes that are put on while the story shows it."""

from __future__ import annotations

from castbook import script
from castbook.script.joining import join_speakers
from castbook.script.mentions import Names
from castbook.script.people import Person
from castbook.script.sentences import sentences
from castbook.script.text import Speaker


def cast(text: str) -> dict[str, script.CharacterDescription]:
    return {one.name: one for one in script.describe(script.read(text.encode()))}


def looks(text: str, name: str) -> list[str]:
    return [look.text for look in cast(text)[name].looks]


def screenplay(action: str, *names: str) -> str:
    spoken = "\n\n".join(f"{name}\nI have thought about it all night." for name in names)
    return f"INT. HARBOUR OFFICE - DAY\n\n{action}\n\n{spoken}\n"


def play(persons: str, directions: str, *names: str) -> str:
    spoken = "\n\n".join(f"{name}. I have thought about it all night." for name in names * 3)
    return f"PERSONS OF THE PLAY\n\n{persons}\n\nACT I\n\n[{directions}]\n\n{spoken}\n"


BOLD = """CAST OF CHARACTERS.

=GEO. FREDERICK HALEMAN=, A Country Lawyer.

=IDA CROSS=, His Ward; forty, stout and grey-haired.

=OTTO PARR=,--A polished scoundrel.

ACT I.

SCENE.--A garden.

"""


def test_cues_and_lists_in_bold_with_equals_signs_are_those_of_a_play() -> None:
    spoken = "=Hal.= Who rang the bell? I did not.\n\n=Ida.= It was not I, sir.\n\n=Otto.= Nor I, upon my word.\n\n" * 4
    people = cast(BOLD + spoken)
    assert list(people) == ["GEO. FREDERICK HALEMAN", "IDA CROSS", "OTTO PARR"]
    assert [one.lines for one in people.values()] == [4, 4, 4]
    assert "stout" in people["IDA CROSS"].image_prompt
    assert "=" not in people["IDA CROSS"].image_prompt


def test_a_first_name_in_quotes_belongs_to_the_name_where_the_play_tells_looks() -> None:
    text = play(
        '"CHARLIE" HALE.\nIDA CROSS.', '"CHARLIE" HALE _is fifty, with a red beard.', '"CHARLIE" HALE', "IDA CROSS"
    )
    assert looks(text, '"CHARLIE" HALE') == ['CHARLIE" HALE _is fifty, with a red beard.']


def test_a_titled_woman_is_introduced_by_her_first_name() -> None:
    people = cast(play("MRS. HALE.\nOTTO CROSS.", "MARGARET HALE is tall and fair.", "MRS. HALE", "OTTO CROSS"))
    assert "MARGARET HALE" in people["MRS. HALE"].aliases
    assert people["MRS. HALE"].looks
    people = cast(play("MRS. HALE.\nOTTO CROSS.", "RICHARD HALE is tall and fair.", "MRS. HALE", "OTTO CROSS"))
    assert not people["MRS. HALE"].looks


def test_his_wife_is_who_has_his_last_name_and_her_title() -> None:
    persons = "PROFESSOR HALE.\nMRS. HALE.\nIDA CROSS."
    told = "PROFESSOR HALE is elderly and bald; his wife, grey-haired and stout, sits beside him."
    people = cast(play(persons, told, "PROFESSOR HALE", "MRS. HALE", "IDA CROSS"))
    assert "bald" in people["PROFESSOR HALE"].image_prompt
    assert "grey-haired" not in people["PROFESSOR HALE"].image_prompt
    assert "grey-haired" in people["MRS. HALE"].image_prompt


def test_both_and_all_three_are_those_who_were_spoken_of() -> None:
    persons = "OTTO HALE.\nIDA CROSS.\nREX PARR."
    told = "OTTO HALE is fat. IDA CROSS is thin. REX PARR is tall. All three are very expensively dressed."
    people = cast(play(persons, told, "OTTO HALE", "IDA CROSS", "REX PARR"))
    assert all("expensively dressed" in people[name].looks[-1].text for name in people)
    told = "OTTO HALE and IDA CROSS come in. Both are poorly dressed."
    people = cast(play(persons, told, "OTTO HALE", "IDA CROSS", "REX PARR"))
    assert [bool(people[name].looks) for name in ("OTTO HALE", "IDA CROSS", "REX PARR")] == [True, True, False]


def test_an_age_that_somebody_has_passed_is_one() -> None:
    told = "DR. HALE comes in. He has passed sixty. IDA CROSS has just entered middle-age."
    people = cast(play("DR. HALE.\nIDA CROSS.", told, "DR. HALE", "IDA CROSS"))
    assert [one.looks[0].text for one in people.values()] == [
        "He has passed sixty.",
        "IDA CROSS has just entered middle-age.",
    ]
    told = "DR. HALE has passed sixty houses."
    assert not cast(play("DR. HALE.\nIDA CROSS.", told, "DR. HALE", "IDA CROSS"))["DR. HALE"].looks


def test_a_side_of_the_stage_is_no_initial() -> None:
    for text, count in (
        ("He puts on his hat and exits L. OTTO is 33.", 2),
        ("He goes up R. C. She is tall.", 2),
        ("He speaks to R. HALE of it.", 1),
        ("Enter J. L. HALE in black.", 1),
    ):
        assert len(sentences(text)) == count, text


def test_what_somebody_puts_on_is_worn_and_the_image_prompt_shows_it_alone() -> None:
    action = "INA, 20, freckled.\n\nIna puts on a black turtleneck.\n\nOtto pulls on a jacket as he rushes out."
    people = cast(screenplay(action, "INA", "OTTO"))
    assert [look.kind for look in people["INA"].looks] == ["identity", "wardrobe"]
    assert people["INA"].image_prompt == "20 years old, freckled, black turtleneck"
    assert people["OTTO"].image_prompt.endswith("jacket")


def test_what_is_told_of_all_at_the_end_of_a_sentence_is_told_of_each() -> None:
    action = "Minna and Ina ride their bikes on a dark road, all dressed in black."
    assert looks(screenplay(action, "INA", "MINNA"), "INA") == [action]


def test_a_colon_leads_to_looks_but_not_to_the_time() -> None:
    assert looks(screenplay("OTTO comes without hurry: fifteen, wiry.", "OTTO", "IDA"), "OTTO") == ["fifteen, wiry."]
    assert not looks(screenplay("OTTO looks at the counter: 1:02", "OTTO", "IDA"), "OTTO")


def test_hair_may_be_so_red_that_one_wonders() -> None:
    action = "Otto has hair so red one might think it burns."
    assert looks(screenplay(action, "OTTO", "IDA"), "OTTO") == [action]


def test_an_adjective_alone_goes_on_with_a_portrait_only() -> None:
    action = "OTTO, 40, waits.\n\nOtto looks at the sign on the wall. Small."
    assert "Small." not in looks(screenplay(action, "OTTO", "IDA"), "OTTO")
    assert "Unshaven." in " ".join(looks(screenplay("OTTO, 40, is thin. Unshaven.", "OTTO", "IDA"), "OTTO"))


STORY = """The Night Porter was in his place, and I sat down by him. He was a tall man with a white beard.

"It is late," said the Night Porter. I said that I knew it. Otto Hale came in, and I nodded to him.

"Good evening," said Otto Hale. I took my hat. The Night Porter rose and opened the door, and I followed Otto Hale.
I thought of the Night Porter all the way home. I never saw him again.
"""


def test_a_calling_in_capitals_is_a_name_with_all_its_words() -> None:
    assert "Night Porter" in cast(STORY)


def test_many_cues_find_their_people_as_few_do() -> None:
    given, family = ("ADA", "OTTO", "IDA", "REX", "PIP"), ("HALE", "CROSS", "PARR", "LOWE")
    names = [f"{first} {last}{end}" for end in "ABCDEFGHIJ" for first in given for last in family]
    people = [Person(name) for name in names[:100]]
    cues = [Speaker(name, 1, at) for at, name in enumerate(names)]
    join_speakers(people, [*cues, Speaker("HALEA", 2, 200), Speaker("ADA CROSSB", 3, 201)])
    assert [person.name for person in people] == [*names, "HALEA"]  # five have that last name
    assert {person.name: person.speeches for person in people if person.speeches > 1} == {"HALEA": 2, "ADA CROSSB": 4}


def test_names_of_every_letter_are_found_and_the_longest_first() -> None:
    people = [Person("ANNA"), Person("ANNA HALE"), Person("BO"), Person("\u00c9LISE")]
    names = Names({person.name: at for at, person in enumerate(people)}, people)
    assert [m.who for m in names.find("BO and ANNA HALE met ANNA, and \u00c9LISE. BOB")] == [2, 1, 0, 3]


def test_a_silent_man_with_an_age_or_clothes_is_somebody() -> None:
    people = cast(screenplay("A SAILOR in his fifties, dressed only in a shirt, comes in.", "OTTO", "IDA"))
    assert "in his fifties" in people["SAILOR"].looks[0].text
    assert "SAILOR" not in cast(screenplay("A SAILOR comes in from the fifties bar.", "OTTO", "IDA"))


def test_a_cue_that_is_no_more_than_an_article_is_nobody_elses() -> None:
    people = [Person("IDA HALE")]
    join_speakers(people, [Speaker("A", 1, 1), Speaker("IDA", 1, 2)])
    assert [(person.name, person.speeches) for person in people] == [("IDA HALE", 1), ("A", 1)]
