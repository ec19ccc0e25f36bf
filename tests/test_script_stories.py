"""Who is who in a story: pronouns, strangers and the names they get, relatives, and whose looks a clause shows."""

from __future__ import annotations

import pytest

from castbook import script


def _looks(text: str) -> dict[str, list[str]]:
    """The looks by name; aliases too."""
    found: dict[str, list[str]] = {}
    for one in script.describe(script.read(text.encode(), "story.txt")):
        for name in (one.name, *one.aliases):
            found[name] = [look.text for look in one.looks]
    return found


def _says(looks: list[str], words: str) -> bool:
    return any(words in text for text in looks)


_I = "I waited in the hall. I had nothing to do, and I did it. I thought of supper, as I did at that hour.\n\n"


def test_he_is_whoever_came_in_last_and_not_whoever_is_named_by_the_way() -> None:
    told = _looks(
        _I + "Mr. Harrow opened the door. Mr. Harrow bowed to me.\n\n"
        "A sailor walked in behind Mr. Harrow. He was a lean, brown man with a scarred chin.\n\n"
        "I asked the sailor to sit. The sailor sat. The sailor said nothing to Mr. Harrow.\n"
    )
    assert _says(told["the sailor"], "scarred chin")
    assert not _says(told["Mr. Harrow"], "scarred chin")


def test_a_stranger_who_says_a_name_has_it() -> None:
    told = _looks(
        _I + "A stout woman in a green shawl stood on the step. Her cheeks were round and red.\n\n"
        '"My name is Hester Quill," she said. "I have come about the clock."\n\n'
        "Hester Quill sat down. I gave Hester Quill some tea.\n"
    )
    assert _says(told["Hester Quill"], "green shawl")
    assert _says(told["Hester Quill"], "round and red")


def test_what_the_narrator_answers_is_no_name_of_the_stranger() -> None:
    told = _looks(
        _I + "A tall girl with yellow plaits looked over the wall. Her nose was freckled.\n\n"
        '"I\'m Maudie," I said.\n\n"I know," the girl said. The girl climbed down.\n\nThe girl laughed at me.\n'
    )
    assert _says(told["the girl"], "freckled")
    assert not _says(told.get("Maudie", []), "freckled")


@pytest.mark.parametrize(
    ("said", "name"),
    [('"You may call me captain," he said.', "the captain"), ('"I\'m your uncle, boy," he said.', "my uncle")],
)
def test_a_stranger_says_what_he_is(said: str, name: str) -> None:
    told = _looks(
        _I + f"An old man came up from the boats. He had a broken nose and a white beard.\n\n{said}\n\n"
        f"I took {name} to the fire. {name.capitalize()} drank. {name.capitalize()} slept.\n"
    )
    assert _says(told[name], "broken nose")


def test_her_mother_is_not_she() -> None:
    told = _looks(
        _I + "Clara Venn came in from the garden. Clara Venn was nineteen, with red hair.\n\n"
        "Her mother sat by the lamp. She was a small grey woman in black.\n\nClara Venn kissed her.\n"
    )
    assert _says(told["Clara Venn"], "red hair")
    assert not _says(told["Clara Venn"], "small grey woman")


def test_the_bald_man_is_not_the_one_with_the_curls() -> None:
    told = _looks(
        _I + "A curly-haired man held the lantern. The curly-haired man wore a blue apron.\n\n"
        "A bald man held the horse. The bald man was dressed in grey fur.\n\n"
        "The curly-haired man waved. The bald man did not.\n"
    )
    assert _says(told["the bald man"], "grey fur")
    assert not _says(told["the bald man"], "blue apron")
    assert _says(told["the curly-haired man"], "blue apron")


def test_a_noun_after_a_comma_is_said_of_the_one_before() -> None:
    told = _looks(
        _I + "I saw Anton Brack on the quay, a broad, weather-beaten man in a torn coat. Anton Brack nodded at me.\n"
    )
    assert _says(told["Anton Brack"], "weather-beaten man")


def test_my_friend_is_whoever_has_been_spoken_of() -> None:
    told = _looks(
        _I + "Silas Orme stood at the window. Silas Orme was in his slippers.\n\n"
        "My friend turned round. He was a thin man with ink on his cuffs.\n"
    )
    assert _says(told["Silas Orme"], "thin man")


def test_looks_in_a_clause_about_something_else() -> None:
    told = _looks(
        _I + "Mrs. Dane went to the gate to greet a tall, bearded man who had come by the ferry.\n\n"
        '"I am Piers Loft," he said. Piers Loft lifted his hat to Mrs. Dane.\n'
    )
    assert _says(told["Piers Loft"], "tall, bearded man")


def test_a_portrait_goes_on_in_words_that_no_list_holds() -> None:
    told = _looks(
        _I
        + "Martha Loom came down the stairs. Her face was merry and quick, with a pointed chin. Her eyes were small; "
        "they were pale green.\n\nMartha Loom spoke to nobody.\n"
    )
    assert _says(told["Martha Loom"], "merry and quick")
    assert _says(told["Martha Loom"], "pale green")


def test_a_narrator_without_a_name_is_listed() -> None:
    assert "Narrator" in _looks(_I + "I looked at the snow. I went to bed.\n")


def test_people_known_by_what_they_are_are_listed_without_looks() -> None:
    told = _looks(_I + "The landlord came. The landlord brought soup. I thanked the landlord. The landlord went.\n")
    assert told["the landlord"] == []


def test_the_husband_has_the_bare_name() -> None:
    told = _looks(
        _I + "Orme let me in. Orme bowed. Mr. Orme had kept the house for years.\n\n"
        "Mrs. Orme stood in the passage. She was a heavy woman with red hands. Mrs. Orme curtsied.\n"
    )
    assert _says(told["Mrs. Orme"], "red hands")
    assert not _says(told["Orme"], "red hands")


def test_a_name_before_a_dash_is_a_name() -> None:
    told = _looks(
        _I + "A fair-haired man sat by the bed. He had small grey eyes.\n\n"
        "Cray--that was the name of the fair-haired man--gave me water. Cray smiled. Cray went out.\n"
    )
    assert _says(told["Cray"], "small grey eyes")


def test_the_other_man_is_another_man() -> None:
    told = _looks(
        _I + "A huge man held the door. The huge man wore a red cap. The huge man coughed.\n\n"
        "The other man was small and bald. The other man spoke. The other man laughed.\n"
    )
    assert _says(told["the other man"], "bald")
    assert not _says(told["the huge man"], "bald")


def test_she_may_still_be_she_in_the_next_chapter() -> None:
    told = _looks(
        "# One\n\n"
        + _I
        + "Ada Finch came in. Ada Finch kissed me.\n\n# Two\n\nShe was slender, with dark eyes. I liked her.\n"
    )
    assert _says(told["Ada Finch"], "slender")


def test_a_long_speech_is_no_narration() -> None:
    speech = "I have told you all of it. " * 200
    told = _looks(
        _I + f'Ada Finch sat down. "{speech}My name is Ada Finch, and I am old," she said.\n\nAda Finch wept.\n'
    )
    assert told["Ada Finch"] == []
    assert "Narrator" in told


@pytest.mark.parametrize(
    ("story", "name", "words"),
    [
        (
            "An old man knocked. He wore a grey cloak and a mask.\n\n"
            '"You may address me as the Count," he said.\n\nThe Count sat. The Count shrugged his broad shoulders.\n',
            "the Count",
            "grey cloak",
        ),
        (
            "My name is Tom Arden.\n\nA stony man in black stood on the rug. He had a broad face and grey eyes.\n\n"
            '"The less said, the better, Mr. Crole," said Mrs. Dane.\n\nMr. Crole bowed. Mr. Crole left Mrs. Dane.\n',
            "Mr. Crole",
            "grey eyes",
        ),
        (
            _I + "Mr. Harrow left me. A traveller passed the stile. His figure was wrapped in a riding cloak.\n\n"
            "The traveller sat. The traveller laughed at me.\n",
            "the traveller",
            "riding cloak",
        ),
        (
            "The appearance of our visitor surprised me. He was a very tall, thin man with a beaked nose.\n\n"
            "Our visitor sat. Our visitor coughed. I gave our visitor a chair.\n",
            "our visitor",
            "beaked nose",
        ),
    ],
)
def test_a_stranger_is_known_by_rank_by_being_called_and_by_appearance(story: str, name: str, words: str) -> None:
    assert any(
        _says(looks, words)
        for called, looks in _looks(_I + story).items()
        if name in (called, called.replace("my ", "our "))
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Her hair was wonderful. It was fine and soft, and dark brown.", "fine and soft"),
        ("She was a tall woman. The chin was square, and the eyes themselves were black.", "chin was square"),
        ("She was, perhaps, a year or two over thirty, tall and dark.", "over thirty"),
        ("She was a comely woman, perfectly well made, with strong limbs, not too large.", "perfectly well made"),
        ("I had an impression of very blue eyes in a sunburnt face.", "very blue eyes in a sunburnt face"),
        ("I could now see that she was a tall woman with red hands.", "tall woman with red hands"),
        ("Her hands, as I saw, were long; her skin, where it showed, was burnt by the sun.", "burnt by the sun"),
        ("The colour of her skin was dark olive, and her face was round.", "dark olive"),
    ],
)
def test_a_portrait_is_told_in_many_ways(said: str, words: str) -> None:
    told = _looks(_I + f"Martha Loom came in. {said}\n\nMartha Loom sat down. Martha Loom said nothing.\n")
    assert _says(told["Martha Loom"], words)
    assert not _says(told["Narrator"], words)


def test_a_day_of_the_week_can_be_a_name() -> None:
    told = _looks(
        "On Friday I saved him. I saw a comely, handsome fellow with straight limbs. His name should be Friday.\n\n"
        "I took my man Friday with me. Friday laughed. Friday was glad. On Sunday I rested. I slept on Monday night.\n"
    )
    assert "Friday" in told
    assert not {"Sunday", "Monday"} & told.keys()


def test_a_daughter_is_not_her_father() -> None:
    told = _looks(
        _I + "Mr. Wickham smiled. His hair was quite white. Mr. Wickham sat by Agnes Wickham. Agnes laughed.\n\n"
        "Agnes Wickham poured the tea. Agnes was kind to Mr. Wickham.\n"
    )
    assert _says(told["Mr. Wickham"], "quite white")
    assert not _says(told["Agnes Wickham"], "quite white")


def test_a_house_is_no_part_of_its_owner() -> None:
    told = _looks(_I + "Ada Finch waved. Ada Finch was old. Ada Finch's house was small and ugly. I liked it.\n")
    assert not _says(told["Ada Finch"], "house")


def test_a_portrait_is_of_whoever_has_just_come_in_and_goes_on_with_that_one() -> None:
    told = _looks(
        _I + "Mr. Harrow sat by the fire. Mr. Harrow was a thin man in black. Mr. Harrow read.\n\n"
        "I read too.\n\nI slept.\n\nI woke.\n\nI yawned.\n\nI dozed.\n\n"
        "Mr. Harrow rose when Mr. Brand was shown in. He was a large man with a red beard.\n\n"
        "Mr. Harrow bowed to him. His nose was crooked.\n\nMr. Brand sat. Mr. Brand coughed.\n"
    )
    assert _says(told["Mr. Brand"], "red beard")
    assert _says(told["Mr. Brand"], "nose was crooked")
    assert not _says(told["Mr. Harrow"], "red beard")


def test_his_age_is_told_of_its_owner() -> None:
    told = _looks(
        _I + "Mrs. Dane came in. Mr. Crole's age might be fifty; he had a grey beard, Mrs. Dane told me.\n\n"
        "Mr. Crole came in. Mr. Crole bowed. Mrs. Dane bowed.\n"
    )
    assert _says(told["Mr. Crole"], "grey beard")


def test_a_visitor_beside_somebody_is_somebody_else() -> None:
    told = _looks(
        _I + "I called upon Mr. Harrow and found him in talk with a stout man in grey. Mr. Harrow pulled me in.\n\n"
        "The stout man stayed. Mr. Harrow bowed to the stout man.\n"
    )
    assert not _says(told["Mr. Harrow"], "stout")


def test_the_general_points_are_nobody() -> None:
    told = _looks(
        _I + "Mr. Harrow bowed. I traced the general points of his figure. He had a dark face. Mr. Harrow rose.\n"
    )
    assert _says(told["Mr. Harrow"], "dark face")


def test_the_second_stranger_is_not_somebody_told_of_before() -> None:
    told = _looks(
        _I + "Mr. Harrow bowed. Mr. Harrow left us.\n\n" + "I read on.\n\n" * 14 + "Two strangers came in.\n\n"
        "The second stranger sat down. His eyes were grey.\n\nMr. Harrow rose. Mr. Harrow left us again.\n"
    )
    assert not _says(told["Mr. Harrow"], "grey")


def test_adjectives_of_one_noun_stay_together_whatever_they_end_in() -> None:
    told = _looks(
        _I + "A lean man came in. He had long, quivering fingers and two sharp, steely eyes. The lean man sat down.\n\n"
        "The lean man coughed. The lean man spoke.\n"
    )
    assert _says(told["the lean man"], "He had long, quivering fingers")
    assert _says(told["the lean man"], "two sharp, steely eyes")


def test_the_bride_is_the_lady_whose_portrait_was_just_given() -> None:
    told = _looks(
        _I + "At the table sat a strange lady. Her gown was white, and her hair was white too.\n\n"
        "I saw that the bride had faded with her gown.\n\n"
        '"Who is it?" said the lady.\n\n"Pip," I said.\n\n'
        '"Come nearer," said Miss Arden. Miss Arden held out a hand.\n\n'
        "Miss Arden looked at me. Miss Arden smiled.\n"
    )
    assert _says(told["Miss Arden"], "her hair was white too")


def test_and_a_pretty_girl_says_more_of_the_same_one() -> None:
    told = _looks(
        _I + "Rosa Lund was about sixteen when I came, and decidedly a very pretty girl. She was tall and slender.\n\n"
        "Rosa Lund read. Rosa Lund sang. Rosa Lund never spoke.\n"
    )
    assert _says(told["Rosa Lund"], "a very pretty girl")
    assert _says(told["Rosa Lund"], "tall and slender")
    assert "the pretty girl" not in told


def test_the_man_is_rather_the_visitor_than_the_host() -> None:
    told = _looks(
        _I + "Mr. Harrow opened the door. Mr. Harrow bowed.\n\n"
        "Our visitor was a stout gentleman in black. Mr. Crowe shook hands with us. Mr. Crowe sat.\n\n"
        'Mr. Harrow waved our visitor into a chair. "You smoke," said Mr. Harrow. "I see it," said he.\n\n'
        "The man drew out paper and tobacco. He had long, brown fingers.\n\n"
        "Mr. Crowe smoked. Mr. Harrow smoked too.\n"
    )
    assert _says(told["Mr. Crowe"], "long, brown fingers")
    assert not _says(told["Mr. Harrow"], "long, brown fingers")


def test_this_was_my_sister_tells_who_the_girl_was() -> None:
    told = _looks(
        _I + "I was met upon the stairs by a pretty girl of nineteen, with a round face and merry brown eyes. "
        "I need not tell you this was my sister Rosa.\n\n"
        + "The clock struck. I wound it up again.\n\n" * 14
        + "Rosa laughed. Rosa ran down. Rosa sang.\n"
    )
    assert _says(told["Rosa"], "merry brown eyes")


def test_whoever_is_at_home_does_not_come_in_as_a_stranger() -> None:
    talk = "Mr. Harrow rose. Mr. Harrow yawned. Mr. Harrow bowed to me.\n\n"
    told = _looks(
        _I + talk + "The clock struck. I wound it up again.\n\n" * 14 + "A footman opened the door of a carriage. "
        "He was a lean fellow with a scar. A minute later he was in the room.\n\n" + talk
    )
    assert not _says(told["Mr. Harrow"], "a scar")


def test_they_are_the_eyes_of_the_sentence_before() -> None:
    told = _looks(
        _I + "Motley, the son, was about twenty-three, tall and thin. His eyes bulged, too, but they weren't bright. "
        "They were a dull grey with pink rims.\n\nMotley sat. Motley looked at me. Motley coughed.\n"
    )
    assert _says(told["Motley"], "They were a dull grey")
    assert _says(told["Motley"], "was about twenty-three")


def test_single_quotes_go_on_with_a_small_letter() -> None:
    told = _looks(
        _I + "A little girl with large dark eyes knelt beside me. The little girl smiled.\n\n"
        "'What is your name?' she said; 'and how did you come here?'\n\n"
        "'My name is John Ridley,' I said. 'And yours?'\n\n"
        "'Lorna,' she answered, in a low voice; 'if you please, my name is Lorna Dale; and I thought you knew.'\n\n"
        "Lorna wept. Lorna wiped her eyes. Lorna went.\n"
    )
    assert _says(told["Lorna"], "large dark eyes")
    assert "John Ridley" in told and told["John Ridley"] == told["I"]


def test_whoever_is_caught_a_glimpse_of_is_she() -> None:
    told = _looks(
        _I + "Sola led me out. Sola walked fast. Sola spoke to nobody.\n\n"
        "As Sola and I came to the square a sight met my eyes that filled me with hope, for I caught a glimpse of the "
        "prisoner who was being dragged into a house.\n\n"
        "She did not see me at first, but she turned. Her face was oval and finely cut.\n\n"
        "The prisoner was led away. The prisoner wept.\n"
    )
    assert _says(told["the prisoner"], "oval")
