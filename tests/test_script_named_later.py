"""Screenplays: whose the looks of somebody are who has no name yet, and who a cue turns out to be."""

from __future__ import annotations

import pytest

from castbook import script
from castbook.script import prose_cast, widening
from castbook.script.given_names import gender
from castbook.script.labelling import Stretch
from castbook.script.sentences import words
from castbook.script.tags import tag


def cast(text: str) -> dict[str, script.CharacterDescription]:
    return {one.name: one for one in script.describe(script.read(f"INT. A ROOM - DAY\n\n{text}".encode()))}


def told(people: dict[str, script.CharacterDescription], name: str) -> str:
    return " ".join(look.text for look in people[name].looks)


ASKED = "A BOY in a wet coat waits.\n\nBOY\n{said}\n\nIDA\nCome in.\n\n{name}\nThank you.\n\nIDA\nSit.\n"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Ezekiel.", "EZEKIEL"),
        ("Good day. Ezekiel, sir.", "EZEKIEL"),
        ("Ezekiel Marsh. I walked.", "EZEKIEL"),
        ("It is late. Odo Marsh.", "MARSH"),
    ],
)
def test_a_cue_whose_last_speech_is_a_name_goes_on_under_it(said: str, name: str) -> None:
    people = cast(ASKED.format(said=said, name=name))
    assert "BOY" not in people and "BOY" in people[name].aliases
    assert "wet coat" in told(people, name)


@pytest.mark.parametrize(
    "text",
    [
        ASKED.format(said="I saw Ezekiel there.", name="EZEKIEL"),
        ASKED.format(said="I never met Ezekiel.", name="EZEKIEL"),
        ASKED.format(said="Ezekiel's out.", name="EZEKIEL"),
        "A BOY waits.\n\nBOY\nEzekiel.\n\nEZEKIEL\nYes?\n\nIDA\nCome in.\n",  # whom he calls answers
        "A BOY waits.\n\nBOY\nEzekiel.\n\nIDA\nCome in.\n\nEZEKIEL\nYes.\n\nBOY\nAh.\n",  # and the boy goes on
        "A BOY waits.\n\nBOY\nEzekiel.\n" + "\nIDA\nCome in.\n" * 5 + "\nEZEKIEL\nYes.\n",
        "A BOY waits.\n\nBOY\nEzekiel.\n\nIDA\nNo.\n\nINT. B - DAY\n\nRain.\n\nINT. C - DAY\n\nEZEKIEL\nYes.\n",
    ],
)
def test_a_name_that_is_only_spoken_of_is_somebody_elses(text: str) -> None:
    assert {"BOY", "EZEKIEL"} <= set(cast(text))


def test_a_direction_that_says_who_somebody_is_names_the_cue_before_it() -> None:
    people = cast(
        "A TUBA PLAYER stands up.\n\nTUBA PLAYER\nI shot it.\n\nHe's AUGUSTIN HALE, and he is bald.\n\nIDA\nOh.\n\n"
        "AUGUSTIN\nYes.\n"
    )
    assert "TUBA PLAYER" not in people and "bald" in told(people, "AUGUSTIN HALE")
    kept = cast(
        "A TUBA PLAYER stands up.\n\nTUBA PLAYER\nI shot it.\n\nAUGUSTIN HALE is bald.\n\nIDA\nOh.\n\nAUGUSTIN\nYes.\n"
    )
    assert "TUBA PLAYER" in kept


@pytest.fixture
def likely(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sentence tells looks from end to end, as far as the network goes."""

    def found(looks: object, marks: tuple[str, ...]) -> list[Stretch]:
        return [Stretch(0, len(marks) - 1, 0.9)] if marks else []

    monkeypatch.setattr(widening, "stretches", found)


@pytest.mark.parametrize(
    ("action", "whose"),
    [
        ("On the stand: ODD LIE. A heron's chin and a grey coat.", "ODD LIE"),
        ("ODD LIE waits in the rain. Somewhere a clock. A chin like a heron's in the dark coat.", "ODD LIE"),
        ("A heron's chin, a grey coat. ODD LIE comes in.", "ODD LIE"),
    ],
)
@pytest.mark.usefixtures("likely")
def test_looks_are_of_the_only_one_whom_the_paragraph_names(action: str, whose: str) -> None:
    people = cast(f"{action}\n\nODD\nYes.\n")
    assert "heron" in told(people, whose)


@pytest.mark.parametrize(
    "action",
    [
        "ODD LIE and IDA wait. The heron's chin beside the grey coat goes by.",
        "Two heron chins above a grey coat. ODD LIE comes in.",
        "The house beside the grey coat is tall. ODD LIE comes in.",
    ],
)
@pytest.mark.usefixtures("likely")
def test_looks_that_could_be_of_several_or_of_things_are_nobodys(action: str) -> None:
    people = cast(f"{action}\n\nODD\nYes.\n\nIDA\nYes.\n")
    assert "grey coat" not in told(people, "ODD LIE")


@pytest.mark.usefixtures("likely")
def test_who_is_known_does_not_come_in_after_the_looks() -> None:
    people = cast(
        "ODD LIE waits. He yawns.\n\nODD\nYes.\n\nINT. B - DAY\n\nA heron's chin above a grey coat. ODD LIE comes in.\n"
    )
    assert "grey coat" not in told(people, "ODD LIE")


def test_a_strangers_likely_looks_wait_for_the_name() -> None:
    people = cast(
        "IDA turns.\n\nOn a bucket sits a man in a brown coat. Thick tortoiseshell glasses mended at the hinge.\n\n"
        "STORES\nIt's gone quiet.\n\nIDA\nYes.\n"
    )
    assert "tortoiseshell" in told(people, "STORES")


def test_two_of_idas_are_not_her() -> None:
    assert tag(words("Ida's forty-two", 0, 15), frozenset({0})) == "NCQ"
    assert tag(words("Ida's two brothers", 0, 18), frozenset({0})) == "NMQP"


def test_idas_forty_two_and_both_eyes() -> None:
    people = cast("IDA comes in.\n\nIDA\nYes.\n\nIDA's forty-two. Same nose, more hair.\n")
    assert "IDA's forty-two." in told(people, "IDA")
    people = cast(
        "ODD and BO wait.\n\nODD\nYes.\n\nBO\nYes.\n\nOut of the hut comes the FERRYWOMAN. She's old and bleached. "
        "Blind, both eyes white as boiled eggs.\n\nFERRYWOMAN\nFour.\n"
    )
    assert "both eyes white" in told(people, "FERRYWOMAN")
    assert not people["ODD"].looks and not people["BO"].looks


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("jos\u00e9", "male"),
        ("s\u00f8ren", "male"),
        ("ottoline", "female"),
        ("tuulikki", "female"),
        ("zo\u00eb", "female"),
    ],
)
def test_given_names_of_many_languages_with_or_without_accents(name: str, told: str) -> None:
    assert gender(name) == told


def test_a_given_name_alone_may_be_somebody() -> None:
    story = (
        "I went to see the house. I sat, and I looked along the row to see which was Cordelia. There was a brooch of "
        "Cordelia's on the step. I saw Cordelia again.\n\nI looked at Harrowgate. I came from Harrowgate.\n"
    )
    names = [one.name for one in prose_cast.find(script.read(f"# One\n\n{story}".encode()))]
    assert "Cordelia" in names and "Harrowgate" not in names


def test_a_question_names_nobody() -> None:
    story = (
        '# One\n\nI sat. "Will you come?" she said. Will you not come? I went home.\n\n"Will it rain?" I said. '
        "May we go? I slept. May I eat? I ate.\n"
    )
    assert [one.name for one in prose_cast.find(script.read(story.encode()))] == ["Narrator"]


def test_the_teller_comes_first_in_the_cast() -> None:
    story = (
        "# One\n\nMartha Reck came in. Martha Reck sat. I was tired, and I slept. I ate. I left. Martha Reck sang.\n"
    )
    assert [one.name for one in script.describe(script.read(story.encode()))] == ["Narrator", "Martha Reck"]
    named = story.replace("I ate.", "My name is Ida Holm. I ate.")
    assert [one.name for one in script.describe(script.read(named.encode()))] == ["Ida Holm", "Martha Reck"]


SAYS = "{role}, tall, waits.\n\n{role}\nGood day.\n\nIDA\n{asked}\n\n{role}\n{said}\n\n{told}IDA\nAh.\n\n{name}\nYes.\n"


@pytest.mark.parametrize(
    ("role", "asked", "said", "told", "name"),
    [
        ("A WOMAN IN A WEDDING DRESS", "What's your name?", "In\u00eas.", "", "IN\u00caS"),
        ("A WOMAN WITH A COOLER", "What's your name?", "Abosede.", "", "ABOSEDE"),
        ("A LEATHER JACKET", "Who sent you?", "Sergeant Lupu. I was not here.", "", "LUPU"),
        ("A MAN", "What name shall I ask for, when you don't come?", "Kuroda.", "", "KURODA"),
        ("A CHILD", "What do they call you?", "Matron says Lamb. It's Dorothy in the book.", "", "DOROTHY"),
        ("A GIRL", "Have you one?", "Before, I was Oriel.", "ORIEL, then. She tries it over.\n\n", "ORIEL"),
        ("A MAN", "Drive.", "I'm BIG TUNDE. I drive.", "", "TUNDE"),
    ],
)
def test_whoever_gives_their_name_has_one_entry(role: str, asked: str, said: str, told: str, name: str) -> None:
    called = role.removeprefix("A ")
    text = SAYS.format(role=role, asked=asked, said=said, told=told, name=name).replace(
        f"\n\n{role}\n", f"\n\n{called}\n"
    )
    people = cast(text)
    assert called not in people and called in people[name].aliases


def test_a_name_told_in_full_may_be_cued_at_once() -> None:
    text = "A STRANGER waits.\n\nSTRANGER\n{said}\n\nThe porter reads the card.\n\nIMRAN\nGood evening.\n"
    assert "STRANGER" not in cast(text.format(said="The others are late. Imran Qureshi. It's on the card."))
    assert "STRANGER" in cast(text.format(said="The others are late. Imran. It's on the card."))  # whom he calls
    known = "IMRAN QURESHI sleeps.\n\nIMRAN\nHm.\n\n" + text.format(said="Imran Qureshi. It's on the card.")
    assert "STRANGER" in cast(known)


def test_a_name_given_in_full_is_the_cues_however_late_it_speaks() -> None:
    later = "\nIDA\nCome in.\n" * 6
    text = "A STRANGER waits.\n\nSTRANGER\n{said}\n" + later + "\nINT. B - DAY\n\nINT. C - DAY\n\nIMRAN\nYes.\n"
    assert "STRANGER" not in cast(text.format(said="Imran Qureshi. It's on the card."))
    assert "STRANGER" in cast(text.format(said="Imran. It's on the card."))


def test_a_kinship_and_a_name_behind_a_colon_are_one() -> None:
    people = cast("MAM: BRONWEN HALE, fifty, freckled. She bashes the piano.\n\nMAM\nTenors!\n\nIDA\nYes.\n")
    assert "MAM" not in people and "freckled" in told(people, "BRONWEN HALE")


def test_the_commissaire_is_a_part() -> None:
    text = "The Commissaire sits.\n\nCOMMISSAIRE\nMy name is Lucchesi, by the way.\n\nIDA\nYes.\n\nLUCCHESI\nGood.\n"
    assert "COMMISSAIRE" not in cast(text)
    assert "TITOU" in cast(text.replace("The Commissaire", "Titou").replace("COMMISSAIRE", "TITOU"))


def test_she_of_a_new_scene_is_the_only_woman_who_speaks_in_it() -> None:
    text = (
        "IDA, a girl, waits. OTTO, a tall man, sits.\n\nIDA\nWell?\n\nOTTO\nNo.\n\nINT. B - NIGHT\n\n"
        "He's in a duffel coat. She wears a grey nightdress.\n\nOTTO\nNow?\n\nIDA\nNow.\n"
    )
    people = cast(text)
    assert "duffel coat" in told(people, "OTTO") and "nightdress" in told(people, "IDA")
    two = text.replace("OTTO\nNow?", "OTTO\nNow?\n\nKARL\nNow?").replace(
        "OTTO, a tall man, sits.", "OTTO, a tall man, sits. KARL, a fat man, sits."
    )
    assert "duffel coat" not in told(cast(two), "OTTO") + told(cast(two), "KARL")


def test_a_stranger_within_a_sentence_waits_for_the_name() -> None:
    people = cast(
        "Dust.\n\nOn the mule, a woman riding astride in a long coat, the cuffs turned back twice, a carbine across "
        "her knees. She could be thirty.\n\nThis is ADELITA CROWE. She looks back.\n\nADELITA\nWhoa.\n"
    )
    assert "long coat" in told(people, "ADELITA CROWE") and "thirty" in told(people, "ADELITA CROWE")


def test_a_portrait_is_of_the_name_that_ends_it() -> None:
    text = (
        "KAURI waits.\n\nKAURI\nYes.\n\nNumber Four comes forward. He's dressed as a Viking, with fogged spectacles "
        "and a rash. {name}, the new vet.\n\nPRAKASH\nHm.\n\nKAURI\nYes.\n"
    )
    assert "Viking" in told(cast(text.format(name="PRAKASH IYER")), "PRAKASH IYER")
    begun = text.format(name="PRAKASH IYER").replace("Number Four", "KAURI")
    assert "Viking" not in told(cast(begun), "PRAKASH IYER")


def test_his_driver_may_be_a_woman() -> None:
    people = cast("ZORA, his driver. A long-boned woman in a leather coat, cropped fair hair.\n\nZORA\nSo.\n")
    assert "long-boned woman" in told(people, "ZORA") and people["ZORA"].gender != "male"


def test_who_was_handsome_once_is_no_deed() -> None:
    people = cast("KING OTTO is lost. A stout, soft man of sixty who was handsome once.\n\nKING\nIs there an inn?\n")
    assert "stout, soft man of sixty" in told(people, "KING OTTO") if "KING OTTO" in people else told(people, "KING")
    other = cast("IDA is lost. A stout woman who has a red nose sits down beside her.\n\nIDA\nIs there an inn?\n")
    assert "red nose" not in told(other, "IDA")


@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("A warden walks out of the heat: MALCOLM. Mirrored shades, cap low, a moustache like a broom.", "MALCOLM"),
        ("Out of the rye steps THE COCK. He's as big as a horse, bronze on the breast, with a red comb.", "COCK"),
        ("FRU HANSEN who has the shop, pink, round and buttoned, a pencil through her bun, waits.", "FRU HANSEN"),
    ],
)
def test_whom_likely_looks_follow_is_a_character(action: str, name: str) -> None:
    people = cast(f"{action}\n\nIDA\nOh.\n")
    assert name in people and people[name].looks


@pytest.mark.parametrize(
    "action",
    [
        "GUARDSMEN. Identical haircuts, identical earpieces, one with a shaving cut.",
        "BODYGUARDS. Identical haircuts, identical earpieces, one with a shaving cut.",
        "Over it a BLUE SCARF, long and thin, with a red fringe and a torn hem.",
        "An MP leans there: white helmet, white gaiters, a thick red neck.",
        "The KING OF THE NEAR COUNTRY, stout, soft, peevish, in ermine, with a red nose.",
        "A SPLIT SCREEN. Left, a tall woman with red hair; right, a bald man in a coat.",
        "THE HALL. Red walls, a dusty floor, a row of boots.",
    ],
)
def test_crowds_things_and_letters_are_no_characters(action: str) -> None:
    people = cast(f"{action}\n\nIDA\nOh.\n\nKING\nYes.\n")
    assert set(people) <= {"IDA", "KING", "THE KING OF THE NEAR COUNTRY", "KING OF THE NEAR COUNTRY"}


def test_a_name_that_others_have_spoken_of_is_taken_only_soon() -> None:
    text = (
        "IDA\nI know Imran Qureshi.\n\nA STRANGER waits.\n\nSTRANGER\nImran Qureshi. My card.\n\n{later}IMRAN\nYes.\n"
    )
    assert "STRANGER" not in cast(text.format(later=""))
    assert "STRANGER" in cast(text.format(later="IDA\nCome in.\n\n" * 6))


def test_the_woman_is_not_the_man_who_came_before() -> None:
    text = "OTTO, a bald man, comes. The {noun} was described: bare to the waist, an axe on each arm.\n\nOTTO\nHi.\n"
    assert "axe" in told(cast(text.format(noun="man")), "OTTO")
    assert "axe" not in told(cast(text.format(noun="woman")), "OTTO")


def test_a_man_after_an_age_is_a_man_and_ida_of_tarn_is_ida() -> None:
    assert cast("OTTO (30), a tall man, waits.\n\nOTTO\nYes.\n")["OTTO"].gender == "male"
    people = cast("The first is IDA OF TARN, twenty-two, her cropped hair white with brine.\n\nIDA\nYes.\n")
    assert "IDA" in people["IDA OF TARN"].aliases and "twenty-two" in told(people, "IDA OF TARN")
