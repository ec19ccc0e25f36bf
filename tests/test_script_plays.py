"""Plays and screenplays as strangers write them: parts that take a name, names half in capitals, wide portraits."""

from __future__ import annotations

from castbook import script


def cast(text: str) -> dict[str, script.CharacterDescription]:
    return {one.name: one for one in script.describe(script.read(text.encode()))}


def told(text: str, name: str) -> list[str]:
    return [look.text for look in cast(text)[name].looks]


HANDOVER = """ACT I

A waiting room. A lean man of fifty in a green ulster stands by the stove.

THE TRAVELLER. Is there no train?

THE PORTRESS. None, sir.

THE TRAVELLER. None at all?

THE PORTRESS. What name shall I put down?

THE TRAVELLER. Marlow. Captain Marlow.

THE PORTRESS. Thank you, Captain.

MARLOW. And is there no tea?

THE PORTRESS. There is no tea. The heater is broken.

MARLOW. Then I will wait.
"""


def test_a_part_that_gives_its_name_is_one_with_the_name_that_speaks_on() -> None:
    people = cast(HANDOVER)
    assert set(people) == {"MARLOW", "THE PORTRESS"}
    assert "THE TRAVELLER" in people["MARLOW"].aliases and people["MARLOW"].lines == 5
    assert "lean man of fifty" in people["MARLOW"].image_prompt


def test_a_part_that_stops_where_another_comes_in_is_not_that_other() -> None:
    text = HANDOVER.replace("Marlow. Captain Marlow.", "Let me see.").replace(
        "MARLOW. And", "The traveller goes out. Marlow enters.\n\nMARLOW. And"
    )
    assert {"MARLOW", "THE TRAVELLER"} <= set(cast(text))


def test_a_part_speaks_on_under_a_name_in_the_middle_of_a_scene() -> None:
    text = HANDOVER.replace("Marlow. Captain Marlow.", "See for yourself.")
    assert "THE TRAVELLER" in cast(text)["MARLOW"].aliases


def test_a_name_that_was_spoken_of_before_is_no_strangers() -> None:
    text = HANDOVER.replace("Marlow. Captain Marlow.", "See for yourself.").replace("no train?", "no train for Marlow?")
    text = text.replace(
        "THE PORTRESS. None, sir.", "THE TRAVELLER. Is there no train for Marlow?\n\nTHE PORTRESS. None, sir."
    )
    early = text.replace(
        "ACT I\n", "ACT I\n\nTHE PORTRESS. Where is Marlow?\n\nTHE GUARD. Marlow is late.\n\nTHE GUARD. Yes.\n"
    )
    assert {"THE TRAVELLER", "MARLOW"} <= set(cast(early))


def test_songs_do_not_make_plain_directions_speech() -> None:
    song = "      Row, my lads, row,\n      and never you know.\n\n"
    text = f"""ACT I

A quay.

PEGG. Is he coming?

VANE. He is always late.

Arthur strolls in from the left. He is a plump youth of twenty, in a striped blazer.

PEGG. Here he is.

{song}ARTHUR. Good day.

{song}VANE. Sing no more.

{song}ARTHUR. I never stop.
"""
    assert told(text, "ARTHUR") == ["He is a plump youth of twenty, in a striped blazer."]


def test_a_cast_list_names_the_calling_that_is_cued() -> None:
    text = """PERSONS OF THE PLAY

 MISS ELLEN PARR, a widow
 JOHN HALE, M.A., a prison governor
 A STOKER

ACT I

The GOVERNOR, a neat man with grizzled hair, writes.

THE GOVERNOR. Send her in.

ELLEN PARR. I am here.

THE STOKER. So am I.

THE GOVERNOR. Good.

ELLEN PARR. Is it?

THE STOKER. It is.
"""
    people = cast(text)
    assert set(people) == {"MISS ELLEN PARR", "JOHN HALE", "A STOKER"}
    assert "grizzled hair" in people["JOHN HALE"].image_prompt


def test_a_name_may_stand_partly_in_capitals() -> None:
    text = """ACT I

McCRAE is a thin man of sixty.

McCRAE. Yes.

DORA. No.

McCRAE. Yes.

DORA. No.
"""
    assert told(text, "McCRAE") == ["McCRAE is a thin man of sixty."]
    film = "INT. PIER - DAY\n\nIRIS Calloway, 29, a freckled woman in oilskins, waits for Tom BRILL, 50, bald.\n\n"
    film += "".join(f"{name}\nYes.\n\n" for name in ("IRIS", "BRILL"))
    assert told(film, "IRIS") == ["IRIS Calloway, 29, a freckled woman in oilskins"]
    assert "bald" in told(film, "BRILL")[0]


def test_a_plays_sentence_about_one_person_is_quoted_whole() -> None:
    text = """CHARACTERS.

  LOTTE.
  BRAM.

ACT I

  LOTTE, in a wet cape, with an umbrella, enters by the window, followed by BRAM.

  BRAM sits down. He is an old man, of a cold distinction, with a stiff back and faded eyes; nobody has seen him laugh.

LOTTE. It rains.

BRAM (very pale). It has stopped.

LOTTE. So it has.

BRAM. Come.
"""
    assert told(text, "LOTTE") == ["LOTTE, in a wet cape, with an umbrella, enters by the window, followed by BRAM."]
    assert told(text, "BRAM") == [
        "He is an old man, of a cold distinction, with a stiff back and faded eyes",
        "very pale",
    ]
    assert cast(text)["BRAM"].image_prompt == "old man, with a stiff back and faded eyes"


def test_brackets_after_a_name_and_what_follows_an_age_are_the_introduction() -> None:
    film = """INT. HALL - NIGHT

OTTO (60, cardigan, long grey hair) sleeps. ROSA (30) - a small woman in a red hat rides past him.

Otto puts the phone down as a big, burly DOORMAN comes near. His 4,000 dollar suit is torn.

"""
    film += "".join(f"{name}\nYes.\n\n" for name in ("OTTO", "ROSA", "DOORMAN"))
    assert told(film, "OTTO") == ["OTTO (60, cardigan, long grey hair)"]
    assert "a small woman in a red hat" in " ".join(told(film, "ROSA"))
    assert "a big, burly DOORMAN" in told(film, "DOORMAN")


def test_a_short_entrance_in_clothes_is_quoted_whole_and_prompts_the_clothes() -> None:
    film = "INT. HALL - NIGHT\n\nOtto strolls in wearing a silk bathrobe.\n\nOTTO\nYes.\n"
    otto = cast(film)["OTTO"]
    assert [look.text for look in otto.looks] == ["Otto strolls in wearing a silk bathrobe."]
    assert otto.image_prompt == "wearing a silk bathrobe"


def test_a_screenplay_tells_of_passing_looks_and_callings() -> None:
    film = """INT. HALL - NIGHT

NINA runs in, hair wild, eyes red. She has a vacant look in her eyes. Otto greets his long-suffering secretary, PRU.

Nina looks drenched. Her hair, once black, is plaited.

"""
    film += "".join(f"{name}\nYes.\n\n" for name in ("NINA", "OTTO", "PRU"))
    people = cast(film.replace("NINA runs", "NINA (30), a tall woman, runs"))
    nina = [look.text for look in people["NINA"].looks]
    for look in ("hair wild, eyes red.", "She has a vacant look in her eyes.", "Nina looks drenched.", "is plaited"):
        assert any(look in one for one in nina), look
    assert any("secretary" in look.text for look in people["PRU"].looks)
    assert "drenched" not in people["NINA"].image_prompt


def test_a_run_in_cue_with_little_to_say_is_no_name_of_its_own() -> None:
    text = "ACT I\n\n" + "PEGG. I----\n\nVANE. Go on.\n\nPEGG. Yes.\n\nPEGG. I----\n\nVANE. Well?\n\n"
    assert set(cast(text)) == {"PEGG", "VANE"}


def test_a_prompt_leaves_out_what_a_wide_quote_takes_along() -> None:
    film = "INT. HALL - NIGHT\n\nROSA (30) - a small woman in a red hat rides past."
    film += " Otto strolls in in his $4,000 suit.\n\n"
    film += "".join(f"{name}\nYes.\n\n" for name in ("ROSA", "OTTO"))
    people = cast(film)
    assert people["ROSA"].image_prompt == "30 years old, a small woman in a red hat"
    assert "$4,000 suit" in people["OTTO"].image_prompt and "strolls" not in people["OTTO"].image_prompt
    play = """CHARACTERS.

  BRAM.
  LOTTE.

ACT I

  BRAM is a lean man, with a soft chin, as if he were asleep. LOTTE, in a blue cape, is just leaving the room.

BRAM. Come.

LOTTE. I am going.

BRAM. Then go.

LOTTE. I go.
"""
    people = cast(play)
    assert people["BRAM"].image_prompt == "lean man, with a soft chin"
    assert "leaving" not in people["LOTTE"].image_prompt and "blue cape" in people["LOTTE"].image_prompt
