"""How screenplays show people: introductions in capitals, headlines, wounds, voices and shots."""

from __future__ import annotations

import pytest

from castbook import script


def looks(action: str, who: str, *cues: str) -> list[str]:
    """The looks of one character in a scene of these words, in order, as the rules read them."""
    speech = "".join(f"\n\n{cue}\nWell.\n" for cue in (who, *cues))
    cast = script.describe(script.read(f"INT. A ROOM - DAY\n\n{action}{speech}".encode()))
    found = next(one for one in cast if who in (one.name, *one.aliases))
    assert all(look.core in look.text for look in found.looks)
    return [look.core or look.text for look in found.looks]


@pytest.mark.parametrize(
    ("action", "who", "quote"),
    [
        (
            "Odd waves to his former landlady, BIRGIT, 61, spotless.",
            "BIRGIT",
            "his former landlady, BIRGIT, 61, spotless.",
        ),
        ("This is HALVOR, Birgit's nephew. He yawns.", "HALVOR", "This is HALVOR, Birgit's nephew."),
        ("TOVE, a Garbo type, lights a match.", "TOVE", "TOVE, a Garbo type"),
        ("The grey-haired USHER counts heads.", "USHER", "The grey-haired USHER"),
        ("Behind the till stands a BALD GROCER.", "BALD GROCER", "a BALD GROCER."),
        ("SOLVEIG (30, a champion), tall, walks in.", "SOLVEIG", "SOLVEIG (30, a champion), tall"),
    ],
)
def test_an_introduction_is_quoted_from_its_article_to_its_verb(action: str, who: str, quote: str) -> None:
    assert looks(action, who, "ODD")[0] == quote


def test_a_list_of_telling_names_counts_for_each() -> None:
    action = "TALL PORTER, OLD COOK and LEIF wait."
    assert looks(action, "OLD COOK", "LEIF", "TALL PORTER") == ["TALL PORTER, OLD COOK and LEIF"]


def test_a_name_that_says_nothing_is_no_introduction() -> None:
    assert looks("In the hall MAGNE, humming, sorts the post.", "MAGNE") == []


def test_a_paragraph_of_a_name_alone_is_told_of_in_the_next() -> None:
    action = "A cab stops. Out steps:\n\nINGVAR MOE\n\nA man in his fifties. A cardigan over striped pyjamas."
    assert looks(action, "INGVAR")[0] == "A man in his fifties."


def test_a_relation_stays_out_of_the_image_prompt() -> None:
    data = b"INT. HALL - DAY\n\nEDDA (14), his granddaughter, bows.\n\nEDDA\nGood day.\n"
    assert script.describe(script.read(data))[0].image_prompt == "girl, 14 years old"


def names(action: str, *cues: str) -> dict[str, tuple[str, ...]]:
    """The people of a scene with their other names."""
    speech = "".join(f"{cue}\nWell.\n\n" for cue in cues)
    cast = script.describe(script.read(f"INT. A ROOM - DAY\n\n{action}\n\n{speech}".encode()))
    return {one.name: one.aliases for one in cast}


def test_who_never_speaks_but_is_described_by_a_noun_in_capitals_is_somebody() -> None:
    assert {"BALD SAILOR", "USHER"} <= names(
        "A BALD SAILOR hums. The grey-haired USHER nods. A LOUD BANG.", "ODD"
    ).keys()
    assert names("The USHER nods. A RED DOOR. A SMALL BOAT.", "ODD").keys() == {"ODD"}


def test_a_role_in_apposition_to_a_name_is_the_same_person() -> None:
    action = "The night nurse yawns.\n\nNIGHT NURSE\nWho is there?\n\nIDALIA BRANDT, the night nurse, frowns."
    assert set(names(action, "IDALIA").items()) == {("IDALIA BRANDT", ("IDALIA", "NIGHT NURSE"))}


def test_a_short_first_name_and_a_young_role_are_one_person() -> None:
    assert names("SOLVEIG MOE sits down.", "SOLV") == {"SOLVEIG MOE": ("SOLV",)}
    assert names("A YOUNG USHER nods.", "YOUNG USHER", "USHER") == {"YOUNG USHER": ("USHER",)}
    assert len(names("YOUNG ODD nods.", "YOUNG ODD", "ODD")) == 2


def test_a_line_in_capitals_that_ends_in_an_article_is_no_cue() -> None:
    assert names("WE FOLLOW THE\nferry out of the bay.", "OTTO JR.").keys() == {"OTTO JR."}


@pytest.mark.parametrize(
    ("action", "quote"),
    [
        ("Berit licks her pale lips.", "her pale lips."),
        ("Berit rubs the puffy skin under her eyes.", "the puffy skin under her eyes"),
        ("Berit is soaked and shouts for a towel.", "Berit is soaked"),
        ("Berit limps in. Her face caked with soot.", "Her face caked with soot."),
        ("Berit looks like a drowned cat.", "Berit looks like a drowned cat."),
    ],
)
def test_what_is_shown_in_passing_counts(action: str, quote: str) -> None:
    assert quote in looks(f"{action} She nods. She waits. She sits.", "BERIT")


def test_what_is_only_handled_does_not_count() -> None:
    action = (
        "Berit takes the ring out of its box. She pulls a key out of her coat. She looks at the sea. Her left hand."
    )
    assert looks(action, "BERIT") == []


def test_a_role_may_open_a_sentence_without_its_article() -> None:
    assert looks("Delivery boy slows down. He has a broken nose.", "DELIVERY BOY") == ["He has a broken nose."]


@pytest.mark.parametrize(
    ("action", "quote"),
    [
        ("A gaunt, stooped USHER counts heads.", "A gaunt, stooped USHER"),
        ("TOVE -- stiff, grave, and fiftyish -- yawns.", "TOVE -- stiff, grave, and fiftyish"),
        ("TOVE, 30s, very tall, very grave.", "TOVE, 30s, very tall, very grave."),
    ],
)
def test_an_introduction_keeps_its_list_together(action: str, quote: str) -> None:
    assert looks(action, "USHER" if "USHER" in quote else "TOVE", "ODD")[0] == quote


@pytest.mark.parametrize(
    ("action", "quote"),
    [
        ("No gloves.", "No gloves."),
        ("Full armour, helmet and all.", "Full armour, helmet and all."),
        ("Filthy and tired.", "Filthy and tired."),
        ("A gash is opening on her temple.", "A gash is opening on her temple."),
        ("She surfaces with a bloody nose.", "She surfaces with a bloody nose."),
        ("She is filthy; hopelessly so.", "She is filthy; hopelessly so."),
        ("She wipes sweat from her chin.", "She wipes sweat from her chin."),
        ("A drunk Odd watches a bruised Berit.", "a bruised Berit"),
    ],
)
def test_fragments_and_wounds_are_told_of_the_one_just_shown(action: str, quote: str) -> None:
    assert quote in looks(f"Berit opens her eyes. She nods. {action}", "BERIT", "ODD")


@pytest.mark.parametrize("action", ["Boots on gravel.", "A hat on the chair.", "The coat.", "A digital watch."])
def test_things_that_are_only_seen_are_nobodys_dress(action: str) -> None:
    assert looks(f"Berit opens her eyes. She nods. {action}", "BERIT") == []


@pytest.mark.parametrize(
    ("action", "quote"),
    [
        ("Berit, naked, dives.", "Berit, naked"),
    ],
)
def test_a_passing_state_counts_whatever_the_sentence_is_about(action: str, quote: str) -> None:
    assert quote in looks(f"Berit waits. She nods. {action}", "BERIT", "MR. HALE")


def test_things_in_capitals_are_nobody() -> None:
    assert names("Odd finds HEADGEAR, a red cap. BLOOD, dark red, drips.", "ODD").keys() == {"ODD"}


def test_a_relative_of_two_is_neither_of_them() -> None:
    assert looks("Berit and Odd's son is a freckled boy.", "BERIT", "ODD") == []


def test_an_entrance_ends_before_what_is_done_there() -> None:
    assert looks("Berit stands in her socks, reading the long letter.", "BERIT") == ["Berit stands in her socks"]


@pytest.mark.parametrize(
    ("action", "quote"),
    [
        ("A girl in a blue smock (TOVE) feeds the hens.", "A girl in a blue smock (TOVE)"),
        ("Odd sees the head nurse of his ward, TOVE.", "the head nurse of his ward, TOVE."),
        ("Odd meets TOVE, 40s, very grave, and their tall son, LEIF, 12.", "TOVE, 40s, very grave"),
        ("Odd is filthy. TOVE - soaked and muddy.", "TOVE - soaked and muddy."),
    ],
)
def test_how_else_a_name_is_brought_in(action: str, quote: str) -> None:
    assert looks(action, "TOVE", "ODD", "LEIF") == [quote]


@pytest.mark.parametrize(
    "deed",
    [
        "Tove unbuttons her raincoat.",
        "Tove takes her shoes off.",
        "We see Tove step out of her boots.",
        "She unzips her bag.",
    ],
)
def test_a_deed_with_dress_and_the_word_of_welcome_are_no_look(deed: str) -> None:
    action = f"This is TOVE, 40, tall. {deed}"
    cast = script.describe(script.read(f"INT. HALL - DAY\n\n{action}\n\nTOVE\nWell.\n".encode()))
    assert cast[0].image_prompt == "woman, 40 years old, tall"
    assert [look.text for look in cast[0].looks] == ["This is TOVE, 40, tall."]


def test_a_name_at_the_end_of_a_broken_word_does_no_harm() -> None:
    assert looks("Blue coats cost twenty- Tove.", "TOVE") == []


def test_a_portrait_before_two_new_names_is_of_both() -> None:
    for who in ("ASTRID", "LIV"):
        assert looks("Two very tall women, ASTRID and LIV, wave.", who, "ASTRID", "LIV")[0] == (
            "Two very tall women, ASTRID and LIV"
        )


def test_a_name_said_in_the_action_is_the_strangers() -> None:
    action = 'A tall man in a wet cape walks in. "I am Otto Brandt," he says. ILSE stares.'
    assert "A tall man in a wet cape" in " ".join(looks(action, "OTTO BRANDT", "ILSE"))
    assert not any("cape" in look for look in looks(action, "ILSE", "OTTO BRANDT"))


@pytest.mark.parametrize(
    ("action", "who", "quote"),
    [
        (
            "Milton HALDEN, 50s, deputy director of the CIA sits down.",
            "HALDEN",
            "Milton HALDEN, 50s, deputy director of the CIA",
        ),
        ("TOVE Lind, 40s, slick and manicured, nods.", "TOVE", "TOVE Lind, 40s, slick and manicured"),
        ("This is a very attractive, smart woman named TOVE.", "TOVE", "a very attractive, smart woman named TOVE."),
        ("LEIF, 17, a hulking, douchey goober, waves.", "LEIF", "LEIF, 17, a hulking, douchey goober"),
        ("Odd waits with his mother, Birgit, 60s, grey.", "BIRGIT", "his mother, Birgit, 60s, grey."),
        ("LEIF: early thirties, tall, lean.", "LEIF", "LEIF: early thirties, tall, lean."),
        ("TOVE (30), one of the workers sits down.", "TOVE", "TOVE (30), one of the workers"),
        ("A plump, suited man of about fifty, LEIF, coughs.", "LEIF", "A plump, suited man of about fifty"),
    ],
)
def test_an_introduction_holds_callings_given_names_and_whole_adjectives(action: str, who: str, quote: str) -> None:
    assert looks(action, who, "ODD")[0] == quote


def test_voices_and_shots_are_nobody_of_their_own() -> None:
    text = (
        "INT. HALL - DAY\n\nTove waits.\n\nTOVE\nWell.\n\nTOVE'S VOICE\nHello?\n\n"
        "CLOSEUP - TOVE - NIGHT\nTove is drenched.\n\nBACK TO TOVE\nShe nods.\n\nTOVE'S POV - NIGHT\nA lamp goes out.\n"
    )
    cast = script.describe(script.read(text.encode()))
    assert [(one.name, one.lines) for one in cast] == [("TOVE", 2)]


def test_a_sentence_in_capitals_is_no_fuller_name() -> None:
    found = names(
        "TOVE COMES FLYING OUT. NO TOVE. TOVE VS. ODD. Sherri's MOTHER waits. TOVE LIND, tall, nods.", "TOVE", "ODD"
    )
    assert found["TOVE LIND"] == ("TOVE",)
    assert "ODD" in found


def test_whoever_has_a_parent_is_not_that_parent() -> None:
    found = names("SHERRI, 30, waits. SHERRI'S MOTHER, 60, nods.", "SHERRI", "SHERRI'S MOTHER")
    assert {"SHERRI", "SHERRI'S MOTHER"} <= found.keys()


@pytest.mark.parametrize(
    "action",
    [
        "Cuffs the man.",
        "Tove packs stuffed animals into her bag.",
        "Tove's house is small, cheap and ugly.",
        "Tove is raised by the electric shock.",
        "Tove steps to the back of the table with a wave of her hand.",
    ],
)
def test_what_only_sounds_like_a_look_is_none(action: str) -> None:
    assert looks(f"Tove nods. She waits. {action}", "TOVE") == []


def test_a_given_name_tells_who_she_is_but_not_the_prompt() -> None:
    cast = script.describe(script.read(b"INT. HALL - DAY\n\nAGATHA, 40, tall, nods.\n\nAGATHA\nWell.\n"))
    assert cast[0].image_prompt == "40 years old, tall"


def test_more_ways_in_which_an_introduction_goes_on() -> None:
    assert looks("Middle-aged lady, MRS. LUND, beckons to Odd.", "MRS. LUND", "ODD") == ["Middle-aged lady, MRS. LUND"]
    kept = "The door opens and ALVAR Holm, 36, with an immaculately kept moustache, leans in."
    assert looks(kept, "ALVAR") == ["ALVAR Holm, 36, with an immaculately kept moustache"]
    eyes = "TYRA LUND (28), Black, natural hair, shrewd eyes that hold a question."
    assert looks(eyes, "TYRA LUND") == [eyes]


def test_whoever_turns_pale_is_pale_for_now() -> None:
    cast = script.describe(script.read(b"INT. A ROOM - DAY\n\nOTTO, 40, waits. Otto turns pale.\n\nOTTO\nWell.\n"))
    assert [(look.text, look.kind) for look in cast[0].looks] == [
        ("OTTO, 40", "identity"),
        ("Otto turns pale.", "transient"),
    ]
    assert "pale" not in cast[0].image_prompt


@pytest.mark.parametrize("deed", ["His hands are shaking.", "His face is tight.", "His face shows nothing."])
def test_how_somebody_holds_himself_is_no_look(deed: str) -> None:
    assert looks(f"OTTO, 40, waits. {deed}", "OTTO") == ["OTTO, 40"]


def test_twenty_years_ago_is_nobodys_age() -> None:
    assert looks("OTTO, 40, holds up a photograph. From twenty years ago.", "OTTO") == ["OTTO, 40"]


def test_a_list_with_commas_that_ends_in_a_verb_is_told_of_everybody() -> None:
    action = (
        "Adam, Tom, Jeff, Bria and Cora sit at the table in black suits. Bria has a single blue streak in her hair. "
        "Jeff stands with a bandage on his forehead."
    )
    for who in ("ADAM", "TOM", "JEFF", "BRIA", "CORA"):
        assert looks(action, who, "ADAM", "TOM", "JEFF", "BRIA", "CORA")[0] == "in black suits."
    assert looks(action, "BRIA", "ADAM", "TOM", "JEFF", "CORA")[1] == "Bria has a single blue streak in her hair."
    assert "with a bandage on his forehead" in looks(action, "JEFF", "ADAM", "TOM", "BRIA", "CORA")[1]


def test_everyone_but_somebody_and_a_shot_are_no_characters() -> None:
    cues = "".join(f"\n\n{cue}\nWell.\n" for cue in ("JEFF", "EVERYONE BUT JEFF", "WE INTERCUT", "JEFF"))
    cast = script.describe(script.read(f"INT. A ROOM - DAY\n\nFEATURING JEFF, alone.{cues}".encode()))
    assert [(one.name, one.aliases, one.lines) for one in cast] == [("JEFF", (), 2)]


def test_a_deed_after_who_and_a_last_name_stay_out_of_the_image_prompt() -> None:
    action = (
        "BUTCH HAYNE, a 38-year-old inmate who reeks with knowledge procured from the wrong side of the tracks, sits. "
        "Hayne, still in a plaid jacket, waits."
    )
    cast = script.describe(script.read(f"INT. A ROOM - DAY\n\n{action}\n\nBUTCH\nWell.\n\nODD\nWell.\n".encode()))
    butch = next(one for one in cast if one.name == "BUTCH HAYNE")
    assert "38-year-old inmate" in butch.image_prompt
    assert not {"reeks", "Hayne", "tracks"} & set(butch.image_prompt.replace(",", "").split())
