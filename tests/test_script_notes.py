"""Describing somebody from notes: sections, bullets, labels and quoted lists are structure, and looks are quoted."""

from __future__ import annotations

import re

import pytest

from castbook import script
from castbook.script import labels

TAGGED = """[Character: Orla Venn - "The Lamplighter"]

<core_identity>
Name: Orla Venn
Age: 41 (adult)
Occupation: a tall lamplighter with the grey coat of the guild.
Central desire: to be seen by {{user}}, who has red hair.
</core_identity>

<appearance>
- Long copper hair with a white streak, pale green eyes that narrow whenever she counts.
- Lean adult build; weathered brown skin that reddens when she is caught out.
- Usually wears a patched oilskin coat, canvas trousers and heavy boots chosen for wet stairs.
- Her expression is calm in company and doubtful at home.
- Signature details: a brass ear cuff, colour-coded ledgers and a habit of rolling up {{user}}'s sleeves.
- Voice: low and hoarse, with long pauses.
</appearance>

<personality>
- She admires blond men in white suits, and has a black temper.
</personality>

<backstory>
She had short blue hair and wore a red dress when she was young.
</backstory>

<writing_directives>
- Sensory details: wet gloves, a torn scarf, lamp oil.
</writing_directives>
"""


def prompt(text: str, name: str = "Orla", style: str = "phrases") -> str:
    return script.describe_notes(text, name, style=style).image_prompt


def test_a_cards_appearance_section_is_taken_bullet_by_bullet() -> None:
    found = script.describe_notes(TAGGED, "Orla Venn")
    assert found.image_prompt == (
        "woman, 41 years old, long copper hair with a white streak, pale green eyes, lean adult build, "
        "weathered brown skin, patched oilskin coat, canvas trousers and heavy boots, brass ear cuff"
    )
    assert found.not_stated == ()


def test_tags_and_bullets_are_no_text_and_other_sections_give_no_looks() -> None:
    found = prompt(TAGGED, "Orla Venn")
    assert not re.search("[<>]|appearance|- ", found)
    for hidden in (
        "guild",
        "red hair",
        "blond",
        "suit",
        "blue hair",
        "dress",
        "glove",
        "scarf",
        "hoarse",
        "habit",
        "ledgers",
    ):
        assert hidden not in found, hidden


@pytest.mark.parametrize("text", [TAGGED, TAGGED.replace("{{user}}", "the user")])
def test_every_fact_of_notes_quotes_what_was_written_where_it_stands(text: str) -> None:
    found = script.describe_notes(text, "Orla Venn")
    lines = text.splitlines()
    assert len(found.evidence) == 5
    for look in found.evidence:
        assert look.text in lines[look.line - 1]


def test_labels_become_phrases_with_their_noun() -> None:
    text = "Name: Orla Venn\nGender: Female\nRole: tall tales teller\nAge: 28\nHair: Dark brown, long\nEyes: Green\n"
    assert prompt(text) == "woman, 28 years old, long dark brown hair, green eyes"
    assert prompt(text, style="tags") == "1girl, 28 years old, long dark brown hair, green eyes"
    found = script.describe_notes(text, "Orla")
    assert [(one.line, one.text) for one in found.evidence] == [
        (2, "Gender: Female"), (4, "Age: 28"), (5, "Hair: Dark brown, long"), (6, "Eyes: Green"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "[Hair: long, black; Eyes: green; Personality: red-hot, cold]",
        "**Hair:** long, black\n- **Eye color**: Green\n* **Likes:** white gloves",
        'Hair("long" + "black") Eyes("green") Personality("fair" + "dark")',
        '[Character("Orla") {\nHair("black" + "long")\nEyes("green")\nLikes("brown boots")\n}]',
        "[{{char}}'s looks: hair(long, black), eyes(green)]\n[{{char}}'s likes: skin(pale)]",
        "Hair: long, black / Eyes: green / Occupation: blonde wig maker",
        "<hair>long, black</hair>\n<eyes>green</eyes>\n<job>A bald man's barber</job>",
        '"hair": "long, black",\n"eyes": "green",',
        "Appearance:\n  Hair: long, black\n  Eyes: green\nFamily:\n  Sister: Ida\n  Hair: red",
        "{{user}}'s hair: red\n{{char}}'s hair: long, black\nHer eyes: green",
        "Hair - long, black\nEyes - green",
    ],
)
def test_all_ways_of_writing_labels_read_the_same(text: str) -> None:
    assert prompt(text) == "long black hair, green eyes"


@pytest.mark.parametrize(
    ("label", "value", "said"),
    [
        ("Age", "412 (looks 25)", "25 years old"),
        ("Age", "late 40s", "in their late 40s"),
        ("Height", "5'7\"", "5'7\" tall"),
        ("Height", "165 cm (5'5\")", "165 cm tall"),
        ("Height", "average", "average height"),
        ("Build", "athletic", "athletic build"),
        ("Body type", "short, stout", "short, stout"),
        ("Species", "Human", "human"),
        ("Hair", "down to her waist", "hair down to her waist"),
        ("Hair", "bald", "bald"),
        ("Skin tone", "pale, prone to blushing", "pale skin"),
        ("Eyes", "wide and grey, quick to sparkle", "wide grey eyes"),
        ("Ears", "Pointed", "pointed ears"),
        ("Outfit", "She wears a blue boiler suit.", "woman, blue boiler suit"),
        ("Hair", "unknown", ""),
        ("Eyes", "N/A", ""),
        ("Age", "activated 5 years ago", ""),
        ("Weight", "57 kg", ""),
        ("Occupation", "bald eagle trainer", ""),
    ],
)
def test_a_labels_value_is_phrased_for_a_picture(label: str, value: str, said: str) -> None:
    assert prompt(f"{label}: {value}\n") == said


def test_a_label_opens_a_section_that_the_next_one_closes() -> None:
    text = (
        "Appearance: |\nOrla is a stout woman with a scarred chin.\nShe wears a green coat.\n"
        'Background: |\nOrla had blue eyes as a tall child, and wore rags.\n\nNotes:\nStyle: "grey, pale, thin"\n'
    )
    found = prompt(text)
    assert "stout woman" in found and "green coat" in found
    assert not re.search("blue|tall|rags|grey|pale|thin", found)


def test_headings_of_markdown_and_in_brackets_are_sections() -> None:
    text = "## Looks\nShe has long\nred hair.\n\n### Clothes\n- A torn blue cloak.\n\n[Mind]\nShe likes thin men.\n"
    assert prompt(text) == "woman, long red hair, torn blue cloak"


def test_char_is_the_character_and_user_somebody_else() -> None:
    text = "{{char}} is a tall woman with red hair. {{user}} is a fat man with a beard. {{char}}'s nose is hooked."
    found = script.describe_notes(text, "Orla")
    assert "tall woman with red hair" in found.image_prompt and "hooked" in found.image_prompt
    assert "beard" not in found.image_prompt and "char" not in found.image_prompt.lower()
    assert found.evidence[0].text.startswith("{{char}} is a tall woman")


def test_a_section_of_the_users_and_another_persons_labels_are_not_the_characters() -> None:
    assert prompt("<user>\nHair: black\n</user>\n<orla>\nHair: white\n</orla>") == "white hair"
    assert prompt("Name: Orla Venn\nHair: white\n\nName: Tom Reed\nHair: red\n") == "white hair"


def test_prose_outside_of_sections_still_counts_and_prose_alone_is_read_as_ever() -> None:
    assert prompt("Orla is tall, with a crooked nose.\n\nHair: red\n") == "red hair, tall, with a crooked nose"
    assert prompt('Orla is tall, with a crooked nose.\nShe said: "Blond men bore me."') == "tall, with a crooked nose"


def test_a_bullet_outside_of_sections_is_a_statement_about_the_character() -> None:
    assert prompt("- 24 years old\n- tall, with red hair\n- likes blue dresses\n- works as a bald barber\n") == (
        "24 years old, tall, with red hair"
    )


def test_a_physical_description_is_looks_whatever_words_follow() -> None:
    text = (
        "### Physical Description\n- **Hair:** red\n- **Style:** torn jeans, green boots\n\n### Traits\n- Grey humour\n"
    )
    assert prompt(text) == "red hair, torn jeans, green boots"


@pytest.mark.parametrize("height", ["5'4\"", "6 feet tall", "1.75 m tall", "5\u20324\u2033"])
def test_a_height_is_no_age(height: str) -> None:
    text = f"Gender: female\nAppearance: Orla is {height}, with a hooked nose."
    assert prompt(text).startswith("woman, ") and "years" not in prompt(text)


def test_inches_open_no_speech() -> None:
    text = "Appearance: Orla has long, wavy red hair. She is 5'4\" with a hooked nose. She usually wears a green coat."
    found = script.describe_notes(text, "Orla")
    assert found.image_prompt.startswith("woman, long, wavy red hair") and found.image_prompt.endswith("green coat")
    assert "hooked nose" in found.image_prompt and "wears" not in found.image_prompt
    assert all(look.text in text for look in found.evidence)


def test_a_garment_within_a_phrase_does_not_say_who_wears_it() -> None:
    assert prompt("Gender: female\nOutfit: a black maid uniform").startswith("woman, ")
    assert prompt("Gender: female\nAppearance: an old woman with grey hair") == "old woman with grey hair"


def test_notes_without_looks_say_nothing() -> None:
    for text in (
        "",
        "[Rules]\nNever speak for {{user}}.",
        "Personality: kind\nVoice: soft",
        "x" * 3_000,
        "[{(\"'<>:=-*" * 900,
    ):
        found = script.describe_notes(text, "Orla")
        assert found.image_prompt == "" and found.evidence == () and "hair" in found.not_stated


def test_lists_and_notes_phrase_a_label_the_same_way() -> None:
    assert labels.about("Eye colour") == (labels.FIELD, "eyes")
    assert labels.about("adult_themes_and_boundaries") == (labels.HIDDEN, "")
    assert labels.phrase("hair", "long, black") == "long black hair"
    assert labels.phrase("eyes", "one brown; one green") == "one brown and one green eyes"
    assert labels.phrase("wardrobe", "Blue coat, boots") == "Blue coat, boots"


def test_a_line_may_hold_as_many_labels_as_it_likes() -> None:
    text = "Hair: long; " + "Note: a; " * 2_000 + "Eyes: green"
    assert "green eyes" in script.describe_notes(text, "Ida Hale").image_prompt
    assert script.describe_notes("Hair" + " " * 20_000, "Ida Hale").image_prompt == ""


def test_a_description_in_fragments_is_read() -> None:
    whole = "A tall man with red hair and green eyes. He wears a blue coat."
    assert prompt(whole) == "tall man with red hair and green eyes, blue coat"
    assert prompt("30 years old, long black hair, brown eyes") == "30 years old, long black hair, brown eyes"
    assert prompt("An old sailor. Bald. Smokes a pipe.") == "old sailor, bald"
    assert prompt("Ferry captain, 52, grey-bearded, in an oilskin coat.").startswith("52 years old, grey-bearded")
    assert prompt("Knight. Wears plate armour and a red cape.") == "plate armour and a red cape"
    assert prompt("A retired clerk who drinks too much. Grey stubble.") == "grey stubble"


def test_fragments_that_portray_nobody_are_no_looks() -> None:
    for text in (
        "Likes cats. Lives in Leeds.",
        "A quiet street in Leeds.",
        "Runs the bakery. His brother Tom is tall.",
    ):
        assert prompt(text) == ""
    assert prompt("Orla runs the bakery on Hill Street. A long red house with green doors.") == ""
