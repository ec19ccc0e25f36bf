"""What a story says outright: ages, who comes in, whose name it is, and by what its teller is called."""

from __future__ import annotations

import pytest

from castbook import script

QUIET = "I went down to the river. I had my rod with me, and I sat there until noon. I caught nothing.\n\n"


def cast(text: str) -> dict[str, script.CharacterDescription]:
    return {one.name: one for one in script.describe(script.read(f"# One\n\n{text}\n\n{QUIET}{QUIET}".encode()))}


def told(people: dict[str, script.CharacterDescription], name: str) -> str:
    return " ".join(look.text for look in people[name].looks)


@pytest.mark.parametrize(
    ("text", "who", "age"),
    [
        ("I am eighty-eight years old and there's nobody left to call me a liar.", "Narrator", "eighty-eight"),
        ("I was twelve, and there is a photograph from that August.", "Narrator", "I was twelve"),
        (
            "My brother is forty-four and has lately begun to move like a man with a tray. He laughed.",
            "my brother",
            "44",
        ),
        ("Wendell came in. I'd put him at sixty. He laughed, and Wendell sat down.", "Wendell", "put him at sixty"),
    ],
)
def test_an_age_is_told(text: str, who: str, age: str) -> None:
    assert age.replace("44", "forty-four") in told(cast(text), who)


@pytest.mark.parametrize(
    "text",
    [
        "I was forty yards away.",
        "My father died when I was three, and I was sent to school.",
        "I was five minutes late, and I ran.",
        "He was twenty miles from home, and Wendell said so. Wendell laughed.",
    ],
)
def test_a_number_is_no_age(text: str) -> None:
    assert not any(one.looks for one in cast(text).values())


def test_a_coach_with_four_horses_is_nobody() -> None:
    people = cast(
        "The coach drew up with its four horses, and old Jonas sat on the box. He was a little bald man with one gold "
        "tooth.\n\nThe coach stopped at the inn. Jonas got down, and Jonas laughed at me.\n\nThe coach went on."
    )
    assert "gold tooth" in told(people, "Jonas") and "the coach" not in people


def test_a_coach_who_trains_is_somebody() -> None:
    people = cast(
        "The head coach was a bald man with a red beard. The coach said that I was late.\n\n"
        "The coach blew his whistle, and I ran. The coach shouted at me, and he laughed."
    )
    assert any("coach" in name for name in people)


def test_a_name_that_is_a_whole_sentence_is_whose_portrait_it_was() -> None:
    people = cast(
        "Behind her came a preacher. He was a handsome man, thirty or so, with curly chestnut hair. Elder Josiah "
        "Crane. He shook my hand.\n\nAnd last there was a boy all by himself, eight years old and barefoot. The boy "
        "laughed.\n\nA tall stranger in a red coat went by.\n\n"
        "Elder Josiah Crane sat down, and Elder Josiah Crane said grace."
    )
    assert "curly chestnut hair" in told(people, "Elder Josiah Crane")


def test_the_other_of_two_is_somebody_new() -> None:
    people = cast(
        "Two men walked into the kitchen.\n\nThe first was a gentleman of six and twenty, slight and pale. The other "
        "came in sideways. He was a giant with a broken nose.\n\nThe gentleman bowed. He was Mr. Everett Lisle.\n\n"
        "Mr. Lisle sat down, and Mr. Lisle asked me for a fire. The giant sat on the settle. The giant laughed."
    )
    assert "broken nose" not in told(people, "Mr. Everett Lisle") and "broken nose" in told(people, "the giant")


def test_it_was_somebody_who_did_it_names_no_stranger() -> None:
    people = cast(
        "Hugh was six, fat and rosy. Hugh took my hand, and I liked Hugh.\n\n"
        "A tall, grey man in a black cloak stood in the road. He had a scar on his cheek.\n\n"
        "It was Hugh who heard it first. Hugh ran to the window.\n\nThe man in the road looked up."
    )
    assert "black cloak" not in told(people, "Hugh")


def test_the_driver_is_hardly_she() -> None:
    people = cast(
        "Aunt Lourdes arrives by taxi, which she has kept waiting so that the driver can carry in her soup. The driver "
        "sets it down, looks at all of us, and goes.\n\n"
        "She is the last of the five. She has thin hands and grey hair, and she is in black.\n\nAunt Lourdes sits down."
    )
    assert "grey hair" in told(people, "Aunt Lourdes")


def test_he_is_a_small_person_is_said_of_him() -> None:
    people = cast(
        "Harish Mirza has the room with the window. Harish Mirza was born here. He's a small, plump, tidy person, bald "
        "on top, with a fringe of silver hair.\n\n"
        "Aunt Zainab came in. Aunt Zainab laughed, and Harish Mirza said nothing."
    )
    assert "silver hair" in told(people, "Harish Mirza") and not people["Aunt Zainab"].looks


def test_an_age_of_another_time_is_none_of_now() -> None:
    people = cast(
        "Maya's father died when she was three. She never learned to ride a bike as a kid. She taught herself as an "
        "adult, alone.\n\nNow she was thirty-one. Maya paid in cash, and Maya smiled at me."
    )
    assert "thirty-one" in told(people, "Maya") and "three" not in told(people, "Maya")


def test_whom_i_saw_is_somebody_who_comes_in_and_not_me() -> None:
    people = cast(
        "Of Sir Orme, their father, I saw little. When he did send for me I was astonished. I saw, rising from behind "
        "the lamp, a slender man hardly older than thirty, clean-shaven, with his daughter's black brows in a white "
        "face; and his hair, black as jet, had a white streak. He had a velvet coat on.\n\nSir Orme bowed to me."
    )
    assert "velvet coat" in told(people, "the slender man") and not people["Narrator"].looks


def test_the_boy_by_name_is_that_boy() -> None:
    people = cast(
        "Tom was eight or nine years old and barefoot. Tom sat on the floor.\n\nMr. Orcutt laid his hat on the table, "
        "and he shut his eyes. Mr. Orcutt was a fat boy once.\n\n"
        "And the boy, Tom, was looking up. He had a freckled nose "
        "and red hair. I looked at Tom."
    )
    assert "red hair" in told(people, "Tom")


def test_that_was_somebody_is_said_of_the_stranger_after_a_talk() -> None:
    people = cast(
        "A long-jawed fellow of forty got down from his horse. He had a drooping moustache.\n\n"
        "The stranger stood in the yard. \u201cAfternoon,\u201d he says.\n\n\u201cI left you with no horse.\u201d\n\n"
        "\u201cYou left me a long walk.\u201d\n\n\u201cAnd then?\u201d\n\n\u201cI bought the horse.\u201d\n\n"
        "That was Jubal Harker, the marshal. I had eaten with Jubal Harker.\n\nJubal Harker lost the hand."
    )
    assert "drooping moustache" in told(people, "Jubal Harker")


def test_it_was_my_uncle_is_not_my_grandfather() -> None:
    people = cast(
        "My grandfather built the shed. On the wall is my grandfather, a huge fair man with a forked beard. My "
        "grandfather had pale eyes.\n\n\u201cAnd what do they call you?\u201d\n\n"
        "It was Uncle Tadeo, coming in at that moment from the office. Uncle Tadeo stopped in the door, and I laughed "
        "at "
        "Uncle Tadeo."
    )
    assert "forked beard" not in told(people, "Uncle Tadeo")


def test_the_stranger_is_no_uncle_in_another_town() -> None:
    people = cast(
        "A long-jawed fellow of forty got down from his horse. He had a drooping moustache.\n\n"
        "And there was Tom, and Tom was barefoot. Tom was going to an uncle in Yuma.\n\n"
        "The stranger stood in the yard with a red duster thrown back. The stranger laughed, and the stranger waited."
    )
    fellow = next(name for name in people if "drooping moustache" in told(people, name))
    assert "red duster" in told(people, fellow)


def test_a_company_of_two_names_is_no_butler() -> None:
    people = cast("I was hostler for the Butler and Sears line. The Butler and Sears line had mules, and I fed them.")
    assert set(people) == {"Narrator"}


@pytest.mark.parametrize("naming", ["The lady's right name was Kate Sorrel.", "Her name's Kate Sorrel."])
def test_a_name_is_told_in_other_words(naming: str) -> None:
    people = cast(
        "A lady in black got down. She had a square brown face and a broken nose.\n\nA girl in red sat down by me. She "
        f"was fat and pale, and she laughed.\n\nThe lady sat by me. {naming} I liked her. The girl in red laughed.\n\n"
        "Kate Sorrel went on with the box. Kate Sorrel laughed."
    )
    assert "broken nose" in told(people, "Kate Sorrel")


def test_an_age_is_told_once() -> None:
    people = cast("I was nineteen, tall and thin as a lath, with red hair.")
    assert told(people, "Narrator").count("nineteen") == 1


def test_their_father_after_a_name_is_nobody_else() -> None:
    people = cast(
        "Of Sir Ambrose, their father, I saw very little. He lived among books, and he was pale and slender, with a "
        "black beard.\n\nSir Ambrose sent for me. Sir Ambrose bowed, and I taught the children."
    )
    assert "black beard" in told(people, "Sir Ambrose")


@pytest.mark.parametrize("name", ["Wac\u0142aw Sobczak", "\u0141ukasz Dudek", "Nguy\u1ec5n Huy", "Ay\u015fe Demir"])
def test_names_in_all_latin_letters_are_names(name: str) -> None:
    people = cast(
        f"{name} came up from the engine. {name} had a grey beard and a torn cap.\n\n"
        f"\u201cGood day,\u201d said {name}.\n\n"
        f"I said nothing, and {name} laughed."
    )
    assert "grey beard" in told(people, name)


@pytest.mark.parametrize(
    ("text", "name", "also"),
    [
        (
            "Everybody called me Button. Amos Teague was the name on the payroll.\n\n\u201cButton,\u201d she said to "
            "me, \u201cthere is dust.\u201d\n\nI said that it was so.\n\n\u201cButton, ain't it?\u201d he said to me.",
            "Amos Teague",
            "Button",
        ),
        (
            "I am Mogra, Reckoner to the Ninth Spear. Mogra is a short name. The children call me Dipper. Dipper is "
            "what I am.",
            "Mogra",
            "Dipper",
        ),
    ],
)
def test_the_teller_has_all_the_names_that_the_story_gives(text: str, name: str, also: str) -> None:
    people = cast(text)
    assert {"I", also} <= set(people[name].aliases) and also not in people


def test_i_am_english_is_no_name() -> None:
    assert "Narrator" in cast("I am English, the son of a brewer. I was sent to sea at twelve.")


def test_what_our_father_called_a_thing_is_not_his_name() -> None:
    people = cast(
        "My father laid tiles. The wall our father called Lisbon is dark. I was afraid of Lisbon, and Lisbon looked at "
        "me.\n\nMy father was bald and thin. My father said that Lisbon was the best of them."
    )
    assert all("bald" not in told(people, name) for name in people if name == "Lisbon")
