"""Who is who in a story: names given by the way, strangers who were announced, whose portrait goes on."""

from __future__ import annotations

from castbook import script

_I = "I waited in the hall. I had nothing to do, and I did it. I thought of supper, as I did at that hour.\n\n"


def _looks(text: str) -> dict[str, str]:
    """The looks by name; aliases too."""
    return {
        name: " | ".join(look.text for look in one.looks)
        for one in script.describe(script.read((_I + text).encode(), "story.txt"))
        for name in (one.name, *one.aliases)
    }


def test_a_name_that_somebody_is_said_to_have_is_one_of_the_cast_in_a_long_story_too() -> None:
    long = "I walked on over the stones, and the tide went out behind me, and nothing came of it.\n\n" * 200
    told = _looks(
        long
        + "The cook was a lean man named Orbo, who limped. His sister -- her name was Ilka -- was a tall girl with "
        "freckles. With them came a stout lady, addressed as Auntie, and a boy known as Tull.\n"
    )
    assert {"Orbo", "Ilka", "Auntie", "Tull"} <= set(told)
    assert "freckles" in told["Ilka"]
    assert "Schwarn" not in _looks(long + "We came to a place called Schwarn, and slept there.\n")


def test_two_names_with_a_noun_for_both_are_two_of_the_cast() -> None:
    told = _looks(
        "I hired Bram and Odo, two brothers from the hills.\n\nBram sang as he rowed, and Bram never tired.\n"
    )
    assert {"Bram", "Odo"} <= set(told)


def test_whoever_is_announced_is_the_stranger_who_is_seen_next() -> None:
    told = _looks(
        'The maid came back. "Sir Mark Ferrel will see you now," she said.\n\n'
        "I followed her into a library in which there sat a small man with a clean-shaven face and grey curls.\n\n"
        '"You are late," he said.\n'
    )
    assert "grey curls" in told["Sir Mark Ferrel"]
    told = _looks(
        "The door swung back, and I was in the presence of Uncle Basil.\n\n"
        "Beside the fire sat a strange old man. His hair was long and white.\n\n"
        "He nodded. The old man nodded again.\n"
    )
    assert "white" in told["Uncle Basil"]


def test_a_name_that_is_only_called_out_is_not_the_strangers() -> None:
    told = _looks(
        'A porter with a red beard opened. "Sir Mark Ferrel is within," said the porter.\n\n'
        "Sir Mark Ferrel! I had heard that name before.\n\n"
        "The porter took my hat.\n\nI sat down.\n\nI read.\n\nI slept.\n\nI woke.\n\n"
        "Later that week I met Sir Mark Ferrel, and Sir Mark Ferrel was kind to me.\n"
    )
    assert "red beard" not in told["Sir Mark Ferrel"]


def test_somebody_by_whom_something_is_done_comes_in() -> None:
    told = _looks(
        "Miss Hope led me to the arbour. Miss Hope was still talking.\n\n"
        "The bench was occupied by a young lady. She was slender, with chestnut hair. This was Miss Grace Orme.\n\n"
        "Miss Hope kissed her.\n"
    )
    assert "chestnut hair" in told["Miss Grace Orme"]
    assert "chestnut" not in told["Miss Hope"]


def test_a_noun_that_means_anybody_takes_no_pronoun() -> None:
    told = _looks(
        "Mr. Harrow came in. Mr. Harrow sat down by me.\n\n"
        "A man may smile and mean no good. His eyes were small and green, and his beard was yellow.\n\n"
        "Mr. Harrow spoke first.\n"
    )
    assert "green" in told["Mr. Harrow"]


def test_a_portrait_under_the_name_that_opens_the_paragraph_is_of_that_one() -> None:
    told = _looks(
        "Mr. Harrow is a tall man. He has a thin grey beard. He wears an old black coat, and he smokes a clay pipe. "
        "He never hurries.\n\n"
        "Lord Bellis has something in common with Mr. Harrow, and yet they are unlike. He is ten years younger, "
        "and he is broad and ruddy. He wears white linen.\n"
    )
    assert "ruddy" in told["Lord Bellis"]
    assert "white linen" in told["Lord Bellis"]
    assert "black coat" in told["Mr. Harrow"]


def test_one_man_who_is_met_is_portrayed_and_turns_out_to_be_whoever_bears_the_rank() -> None:
    told = _looks(
        "I had never seen the King before. Mr. Harrow was a tall man. He had a red beard. Mr. Harrow said little.\n\n"
        "We rode.\n\nWe rested.\n\nWe rode on.\n\nWe came to a camp.\n\n"
        "I followed him with a quick pulse. On the grass stood a small group of guards in blue.\n\n"
        "They drew back and left us with one man. He was a little below middle height, and he wore a grey cloak.\n\n"
        '"Who is this?" the King asked. The King looked at me. The King waited.\n'
    )
    assert "grey cloak" in told["the King"]
    assert "grey cloak" not in told["Mr. Harrow"]


def test_a_noun_with_looks_is_whoever_came_in_looking_so() -> None:
    told = _looks(
        "At the window stood a short, red-haired man. Dunn had a gun in his hand.\n\n"
        'Mr. Harrow dropped his cup. Mr. Harrow stood up. "What is this?" said Mr. Harrow.\n\n'
        "Mr. Harrow was angry. He was a stout man, and he shook his fist. He stamped. He shouted.\n\n"
        '"Nothing, sir," said the red-haired man. His coat was torn at the elbow.\n'
    )
    assert "coat was torn" in told["Dunn"]


def test_it_was_known_that_a_name_did_something_names_who_has_just_been_portrayed() -> None:
    told = _looks(
        "But the second engineer was angry. He was a sturdy young fellow with a smooth face and light eyes.\n\n"
        "It was well known in the port that Colin Raith was a hard man.\n\n"
        "I sat down.\n\nI read.\n\nI slept.\n\nI woke.\n\n"
        "At noon Colin Raith woke too, and Colin Raith laughed.\n"
    )
    assert "smooth face" in told["Colin Raith"]


def test_its_owner_is_somebody() -> None:
    told = _looks(
        "Mr. Harrow told me of the inn. Mr. Harrow had been there.\n\n"
        "Its keeper was generally called Old Perrin. He was a wizened little man with a squint.\n"
    )
    assert "squint" in told["Perrin"]


def test_my_cousin_is_the_cousin_who_has_a_name() -> None:
    told = _looks(
        "My cousin was a plump girl with red cheeks. Cousin Tilly walked before me, and she hummed.\n\n"
        "Uncle Basil rose. Having excused poor Tilly, who blushed, he went on. His hands were thin and white.\n"
    )
    assert "red cheeks" in told["Cousin Tilly"]
    assert "hands were thin" in told["Uncle Basil"]


def test_whoever_has_long_been_spoken_of_is_still_he_after_a_pause() -> None:
    often = "Mr. Harrow smoked by the fire. Mr. Harrow watched the rain. Mr. Harrow yawned.\n\n" * 8
    told = _looks(
        often
        + "I wrote letters for a while, and the clock ticked.\n\n" * 24
        + "His beard was long and white, I saw.\n\n"
        "Mr. Harrow slept.\n"
    )
    assert "white" in told["Mr. Harrow"]


def test_a_name_with_an_s_or_after_a_pronoun_names_no_stranger() -> None:
    told = _looks(
        "A man with a red beard stood by the fire. It was Hollin's brother. Nobody had told me.\n\n"
        "The man bowed. Nothing had ever pleased him, Dorit said, and Dorit ought to know. Hollin's "
        "ship was lost, they said; Hollin's wife knew.\n\nThe man had a scar on his cheek. The man yawned.\n"
    )
    assert "red beard" in told["the man"]
    assert not any("red beard" in told.get(name, "") for name in ("Hollin", "Dorit"))


def test_whoever_speaks_to_somebody_is_not_the_one_spoken_to() -> None:
    told = _looks(
        'A lady with white hair opened the gate. "This is Teffen, is it?" said the lady. "Come in, Teffen."\n\n'
        "The lady went before me. The lady wept. The lady had a lamp.\n\nTeffen laughed. Teffen ran on.\n"
    )
    assert "white hair" not in told.get("Teffen", "")


def test_whoever_acts_beside_a_stranger_is_another() -> None:
    told = _looks(
        "A huge figure with a scarred face came out.\n\nThe figure took a seat, Skarn stood behind it. Skarn said "
        "nothing. Skarn looked on.\n\nThe figure spoke. The figure rose.\n"
    )
    assert "scarred" not in told["Skarn"]


def test_the_captain_is_still_the_captain_when_he_has_a_name() -> None:
    told = _looks(
        'A captain with a bald head came in. "My name is Otto Brand," said the captain. "I sail tonight."\n\n'
        "Otto Brand sat down. Otto Brand drank.\n\nThe captain had a blue coat. The captain wore earrings.\n"
    )
    assert "earrings" in told["Otto Brand"]


def test_a_stranger_is_called_as_the_text_writes_it_and_dies_as_the_same() -> None:
    told = _looks(
        "A very large, bearded man lay on the deck. He was in a grey shirt, and his chest heaved.\n\nThe mate bent "
        "over the dying man and swore.\n\nThe dead man wore one boot. The dead man was forgotten.\n"
    )
    assert "a very large, bearded man" in {name.lower() for name in told}
    assert told["the dead man"] == told["the dying man"] and "grey shirt" in told["the dead man"]


def test_a_serving_girl_and_a_head_waiter_who_are_shown_are_somebody() -> None:
    told = _looks(
        "A tall orange-girl with red hair stood at the kerb. The orange-girl laughed.\n\n"
        "The head waiter bowed. The head waiter had a grey face. The little juryman coughed. The juryman sat down.\n"
    )
    assert "red hair" in told["the orange-girl"]
    assert {"the head waiter", "the juryman"} <= told.keys()


def test_my_mother_is_nobody_who_is_spoken_to_beside_her() -> None:
    told = _looks(
        'My mother wore a black bonnet. My mother took my hand.\n\n"Sit down, Susan," said the man at the counter. '
        '"And where is Teddy?"\n\nMy mother sighed. Susan went out. Susan called. Susan had a pink face.\n'
    )
    assert "black bonnet" in told["my mother"] and "pink" not in told["my mother"]


def test_the_cook_and_my_cousin_are_whoever_is_said_to_be_so() -> None:
    told = _looks(
        "Orbin, the cook, was a fat man with a red beard. Tilda was my cousin, and Tilda had grey eyes.\n\n"
        "I told the cook what I knew. The cook sat down. The cook wore a leather coat.\n\nMy cousin came in. My cousin "
        "was wearing a blue gown. My cousin laughed.\n"
    )
    assert "leather coat" in told["Orbin"] and "blue gown" in told["Tilda"]
    assert told["the cook"] == told["Orbin"] and told["my cousin"] == told["Tilda"]
    two = _looks(
        "Orbin, the cook, and I went out. Orbin was a fat man. Orbin wore a cap.\n\nThe cook wore a leather coat. The "
        "cook swore at us. The cook went in.\n"
    )
    assert "leather coat" not in two["Orbin"]


def test_a_title_is_the_same_with_and_without_its_full_stop() -> None:
    data = (
        b"INT. HALL - DAY\n\nMrs. Hale, 60, waits. She is a stout woman in grey.\n\n"
        b"MRS HALE\nYes.\n\nDR. HALE\nNo.\n\nDr Hale wears a red scarf.\n"
    )
    told = {one.name: [look.text for look in one.looks] for one in script.describe(script.read(data))}
    assert told == {
        "MRS HALE": ["Mrs. Hale, 60", "She is a stout woman in grey."],
        "DR. HALE": ["Dr Hale wears a red scarf."],
    }


def test_a_visitor_has_the_name_under_which_he_is_awaited() -> None:
    waiting = "\n\n".join(f"We waited, and the clock struck the quarter {n} times." for n in range(2, 20))
    told = _looks(
        '"I am Harl Brook," I said. Otto laughed at me. "Well, Harl!" said Otto.\n\nOur visitor had left a stick.\n\n'
        f'{waiting}\n\nI thought of our visitor.\n\n"Ebner, Karl, of Grey Street," I read.\n\n'
        "Our visitor was a very thin man with a crooked nose.\n\nOtto laughed. We sat down. The fire burned.\n\n"
        "It rained.\n\nThe clock struck.\n\nIt struck again.\n\nMr. Ebner sighed. Mr. Ebner bowed. Otto laughed.\n"
    )
    assert "crooked nose" in told["Mr. Ebner"]
