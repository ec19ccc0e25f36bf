"""Whom a story means by "the stranger", by a name that is called out, and who it is that says I and is somebody."""

from __future__ import annotations

import pytest

from castbook import script
from castbook.script.nouns import phrase_at, tokens_of
from castbook.script.people import Person
from castbook.script.steady import SteadyNouns

QUIET = "The tide went out. A gull stood on a post, and nothing else moved along the whole of that shore.\n\n"


def cast(text: str) -> dict[str, script.CharacterDescription]:
    return {one.name: one for one in script.describe(script.read(f"# One\n\n{text}\n\n{QUIET}".encode()))}


def told(people: dict[str, script.CharacterDescription], name: str) -> str:
    return " ".join(look.text for look in people[name].looks)


def test_the_stranger_is_whoever_came_in_last_and_a_name_he_calls_is_not_his_own() -> None:
    people = cast(
        "I kept the inn with my father when an old seaman came to the door. He was a tall, brown man with a scar. We "
        "called him the captain, and the captain paid for his room.\n\n"
        "The captain sat by the fire every night. The captain spoke to nobody.\n\n"
        "One morning the captain was out. The door opened and a man stepped in whom I had never seen. He was a pale, "
        "fat man with a green neckcloth.\n\n"
        "A tall lady with a red shawl passed the window, and she laughed.\n\n"
        "\u201cThat will do,\u201d he said.\n\n\u201cVery well, sir,\u201d said I.\n\n"
        "He sat down.\n\n"
        "The look of his eyes as he spoke was bad, and I thought that the stranger had lost his way. The stranger's "
        "fingers were thick and white.\n\n"
        "The captain came in at last. The stranger rose, and the stranger took off his hat, and he bowed.\n\n"
        "\u201cOrrin,\u201d said the stranger.\n\n"
        "The captain turned round. \u201cBrown Hatch!\u201d said he.\n\n"
        "I ran out, and Orrin threw the table over. Orrin followed Brown Hatch into the road, and Brown Hatch fell.\n"
    )
    assert "tall, brown man" in told(people, "Orrin") and "the captain" in people["Orrin"].aliases
    assert "thick and white" in told(people, "Brown Hatch") and "pale, fat man" in told(people, "Brown Hatch")


def test_who_cries_a_name_is_somebody_else() -> None:
    people = cast(
        "An old seaman lived in our house. He was a tall, brown man with a scar. He spoke to nobody, and I brought him "
        "his meat.\n\n"
        "One morning the door opened and a man stepped in whom I had never seen. He was a pale, fat man with a green "
        "neckcloth.\n\n"
        "The old seaman turned round. He put down his pipe, and I saw him shake.\n\n"
        "\u201cBrown Hatch!\u201d said he.\n\n"
        "I ran out. I heard the table go over, and Brown Hatch cried for help. Brown Hatch fell in the road.\n"
    )
    assert "tall, brown man" not in told(people, "Brown Hatch")


def test_a_noun_that_meant_another_once_is_still_a_name() -> None:
    people = [Person("Orrin"), Person("Hale")]
    nouns = SteadyNouns(people)
    for who, often in ((0, 17), (1, 3)):
        nouns.appoint(who, ["captain", "poet"])
        nouns.call(who, "the captain", often)
    nouns.call(1, "the poet", 4)
    nouns.add_names([], {0: 60, 1: 300})
    assert [one.names for one in people] == [["the captain"], []]  # Hale has acted often, and is hardly the poet


def test_a_boat_is_no_she_and_who_came_in_with_another_is_not_the_other() -> None:
    people = cast(
        "I was serving Mr. Rook and the captain at supper when the ship struck.\n\n"
        "\u201cShe is lost!\u201d said Mr. Rook.\n\n"
        "We had run down a boat, and she had gone to the bottom. The captain was a lean, grey man with one eye. I "
        "brought him his coat.\n\n"
        "It was Mr. Rook who came down first. I gave Mr. Rook the lamp, and the captain took it from him. The captain "
        "laughed, and the captain went on deck.\n"
    )
    assert "lean, grey man" in told(people, "the captain")
    assert people["the captain"].gender == "male"
    assert not people["Mr. Rook"].looks and "the captain" not in people["Mr. Rook"].aliases


def test_what_the_teller_says_of_himself_brings_nobody_in() -> None:
    people = cast(
        "I, Tobias Wren, am a timid man. But then I am a stout man of sixty, and dislike the cold.\n\n"
        "Captain Hale asked me to write this. I met Captain Hale at sea, and I liked him; I had been ill, and Captain "
        "Hale talked of birds, as I lay there.\n"
    )
    assert "stout man" not in told(people, "Captain Hale")


def test_the_officers_name_is_whoever_is_named_at_last() -> None:
    people = cast(
        "I saw an officer on deck, a dark, stout man with an eyeglass. He walked up and down.\n\n"
        "The officer's name I found out, by asking the steward, was Captain Abel Crowe. I spoke to Captain Crowe at "
        "dinner, and Captain Crowe passed the salt.\n"
    )
    assert "dark, stout man" in told(people, "Captain Abel Crowe")


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("I was told that he was", True),
        ("I saw that she was", True),
        ("I think that was", False),
        ("it was", False),
        ("he's", True),
    ],
)
def test_that_he_was_a_cook_is_said_of_him(before: str, said: bool) -> None:
    text = f"{before} a cook."
    tokens = tokens_of(text, 0, len(text))
    phrase = phrase_at(text, tokens, len(tokens) - 2)
    assert phrase is not None and phrase.predicate is said


def test_who_is_called_by_name_and_answers_tells_the_story() -> None:
    people = cast(
        "The old man sat by the fire with his pipe, and I brought him his rum.\n\n"
        "\u201cNow, Hatch, keep still,\u201d said the doctor.\n\n"
        "When I returned with the rum he had not moved.\n\n"
        "\u201cIt is late, Hatch,\u201d said the doctor.\n\n"
        "The old man spat, and when I returned with the lamp he was asleep.\n\n"
        "\u201cYou shall have no more. Jonas,\u201d he said, \u201care you afraid of blood?\u201d\n\n"
        "\u201cNo, sir,\u201d said I.\n\n"
        "\u201cCome here, Jonas,\u201d said the doctor, \u201cand hold the basin.\u201d\n\n"
        "I held it.\n"
    )
    assert "I" in people["Jonas"].aliases


def test_who_says_i_am_somebody_is_the_one_of_whom_the_story_has_only_told() -> None:
    people = cast(
        "We had sent to London, and I was glad of it. Sergeant Hale was to come, and the Sergeant found everything "
        "that was lost. I had read of Sergeant Hale.\n\n"
        "I went down to the gate. A carriage drove up, and out got a grizzled, elderly man, very lean. His face was as "
        "sharp as a hatchet.\n\n"
        "\u201cIs this the house?\u201d he asked.\n\n\u201cYes, sir.\u201d\n\n\u201cI am Sergeant Hale.\u201d\n\n"
        "I led him in. Sergeant Hale looked at the roses, and Sergeant Hale asked for the gardener.\n"
    )
    assert "grizzled, elderly man" in told(people, "Sergeant Hale")


def test_the_wretch_whom_somebody_had_formed_is_nobody_of_whom_the_story_has_told() -> None:
    people = cast(
        "Mr. Waldo taught me. Mr. Waldo had a bald head, and I liked him. I worked at what he had shown me.\n\n"
        "How can I describe the wretch whom I had formed? His yellow skin hung loose, and his eyes were watery.\n\n"
        "I ran from the room. The wretch whom I had left there cried out.\n"
    )
    assert "yellow skin" not in told(people, "Mr. Waldo")


def test_who_was_there_already_and_says_i_am_somebody_is_not_the_newcomer() -> None:
    people = cast(
        "Sergeant Hale had come with me, and I gave Sergeant Hale a chair by the fire.\n\n"
        "The door opened and a grizzled, elderly man came in. His face was as sharp as a hatchet.\n\n"
        "Sergeant Hale rose.\n\n\u201cI am Sergeant Hale.\u201d\n\n"
        "The old man bowed to us, and I shut the door.\n"
    )
    assert "grizzled, elderly man" not in told(people, "Sergeant Hale")


def test_the_beings_of_fantasy_are_somebody() -> None:
    people = cast(
        "I waited at the bridge until an elf came out of the trees. He was a tall, slender elf with silver hair. I "
        "asked the elf for his name, and he laughed.\n\n"
        "The elf sat down beside me. His ears were long and pointed.\n\n"
        "An orc followed us. The orc was grey and broad, and his tusks were yellow. I was afraid of the orc.\n"
    )
    assert "silver hair" in told(people, "the elf") and "long and pointed" in told(people, "the elf")
    assert "grey and broad" in told(people, "the orc")
