"""Who is in a story: names that are told of once or twice only, and surnames with several titles."""

from __future__ import annotations

from castbook import script

PADDING = "The tide went out and the mud lay bare to the sun. A gull stood on a post. Nothing else moved. "


def cast(text: str) -> dict[str, tuple[str, ...]]:
    return {one.name: one.aliases for one in script.describe(script.read(f"# One\n\n{text}\n{PADDING}".encode()))}


def test_a_given_name_with_a_surname_and_what_somebody_is_speak_for_a_person() -> None:
    found = cast(
        "I come to the school. The first picture is a full length of Aurelia Vesik, eighteen and heavy. I had a seat "
        "beside Tovik Drum, a boy with red ears. The road led to Harl Common.\n"
    )
    assert {"Aurelia Vesik", "Tovik Drum"} <= found.keys()
    assert not any("Harl" in name for name in found)


def test_a_question_with_will_is_no_name() -> None:
    found = cast(
        "Will Marilla come? I asked it of everybody. Will Marilla come? Marilla said nothing, and Marilla went.\n"
    )
    assert "Will Marilla" not in found and "Marilla" in found


def test_a_mademoiselle_is_one_however_she_is_shortened() -> None:
    found = cast("Mdlle. Horvat came in. I bowed to Mdlle. Horvat. She smiled at me, and Mdlle. Horvat sat down.\n")
    assert "Mdlle. Horvat" in found


def test_somebody_who_is_called_by_his_surname_alone_is_the_one_with_every_title() -> None:
    found = cast(
        "Edward Sturm opened the door. Sturm was small and pale. Mr. Sturm, I said, and Sturm laughed. The cook called "
        "him Master Sturm. Sturm went up. Edward Sturm had a key.\n"
    )
    assert [name for name in found if "Sturm" in name] == ["Edward Sturm"]
    assert {"Sturm", "Mr. Sturm", "Master Sturm"} <= set(found["Edward Sturm"])


def test_what_is_general_is_no_general_and_whom_he_opens_with_is_not_the_teller() -> None:
    text = (
        "# One\n\nI met Mrs. Tarn. Mrs. Tarn had a gift for keeping the conversation general; she put in a word. She "
        "was a woman of thirty-seven, rather tall and plump.\n\n"
        "Captain Gorse was at the table. I bowed to him and sat down. Stout and pale, with a great bald forehead, he "
        "might have been a clerk. Captain Gorse smiled.\n"
    )
    looks = {one.name: " ".join(look.text for look in one.looks) for one in script.describe(script.read(text.encode()))}
    assert "woman of thirty-seven" in looks["Mrs. Tarn"]
    assert "Stout and pale, with a great bald forehead" in looks["Captain Gorse"]
    assert not any("general" in name for name in looks)


def test_a_title_above_a_story_or_part_is_no_narration() -> None:
    story = "Orsel Finds the Harbour\n\nOrsel was a tall woman. Orsel smiled.\n\nA Lantern for Brecht\n\nShe slept.\n"
    text = script.read(story.encode())
    assert [scene.heading for scene in text.scenes] == ["Orsel Finds the Harbour", "A Lantern for Brecht"]
    assert list(cast(story)) == ["Orsel"]
    line = script.read(b"Ida waited at the gate for him\n\nOrsel Finds the Harbour.\n")
    assert not line.scenes


def test_places_that_are_called_so_are_nobody() -> None:
    found = cast(
        "Orsel was born in the village of Sandhope. She told Brecht, and Brecht nodded. Sandhope had no harbour. Her "
        "boat was called Grey Wonder, and Grey Wonder looked old. The King of Velmark had sent her. Orsel laughed, and "
        "Brecht smiled. Velmark was far. A boy called Otmar waited.\n"
    )
    assert {"Orsel", "Brecht", "Otmar"} <= found.keys()
    assert not {"Sandhope", "Grey Wonder", "Wonder", "Velmark"} & found.keys()


def test_what_is_called_out_is_nobody_s_name() -> None:
    found = cast('"Yup," said Orsel. "Huh," he said. "Nope," said Brecht. "Goodbye!" said Orsel, and Brecht nodded.\n')
    assert list(found) == ["Orsel", "Brecht"]


def test_a_given_name_is_no_exclamation() -> None:
    text = "Bart came in with wet hair. He was a tall boy of twelve.\n\n" * 2 + "She looked at Bart and said nothing.\n"
    assert "Bart" in [one.name for one in script.describe(script.read(text.encode(), "story.txt"))]


def test_whose_eyes_are_told_of_and_who_is_spoken_with_is_a_person() -> None:
    found = cast(
        "I remember the eyes of Vesikka. It was then that I spoke with Drumm. In the voice of Vesikka there was a "
        "song. I owe it to Drumm. We came by the harbour of Tarnsby; the mouth of the Orrel, near Tarnsby, is wide.\n"
    )
    assert {"Vesikka", "Drumm"} <= found.keys()
    assert not any("Tarnsby" in name or "Orrel" in name for name in found)


def test_whom_a_noun_stands_before_is_a_person() -> None:
    found = cast("It was the lady Orsine. Her cousin, the Princess Amalde, wept. My servant Tovik held the lamp.\n")
    assert {"Orsine", "Princess Amalde", "Tovik"} <= found.keys()
    assert not any("Vane" in name for name in cast("We lodged at the Duke Vane. The Duke Vane had no beds left.\n"))


def test_a_name_in_quotes_after_called_is_a_name() -> None:
    assert "Cinder" in cast('A small man whom his mates called "Cinder," was singing. We heard him all that day.\n')


def test_a_season_a_people_an_agency_and_a_saints_town_are_nobody() -> None:
    found = cast(
        "We sang the Last Rose of Summer twice; Summer, he said, was long. The Harl Indians had gone, and the Harl "
        "Indians looked lean. He had worked for the Crale Agency, and the Crale Agency paid. We walked to Saint Orro. "
        "Harl Street was wide, and Harl was a small town. Orsel laughed. Orsel took my arm.\n"
    )
    assert [name for name in found if name not in ("Narrator",)] == ["Orsel"]


def test_a_surname_is_the_only_man_who_bears_it() -> None:
    text = (
        "Karl Vorn opened the door. Mrs. Vorn was out, said Karl Vorn. I liked Vorn. Vorn was lame. Mr. Vorn, I said. "
        "Inspector Crale came in. I bowed to Inspector Crale. Inspector Crale sat. Mr. Crale, said I, you are wet. "
    )
    found = cast(text)
    assert {"Vorn", "Mr. Vorn"} <= set(found["Karl Vorn"]) and "Mrs. Vorn" in found
    assert "Mr. Crale" in found["Inspector Crale"]
    two = cast(text + "Hugo Vorn said no, and Hugo Vorn left. Miss Crale smiled. Miss Crale had a dog.\n")
    assert not {"Vorn", "Mr. Vorn"} & {*two["Karl Vorn"], *two["Hugo Vorn"]} and "Mr. Crale" in two


def test_a_name_with_the_surname_first_is_the_same() -> None:
    found = cast(
        '"Karl Vorn," said the clerk. Vorn Karl, it said in the book. I saw Karl Vorn again. Karl Vorn had gone. I '
        "met Karl Vorn there.\n"
    )
    assert "Karl Vorn" in found and not any(name == "Vorn Karl" for name in found)


def test_who_tells_it_is_whoever_answers_to_a_name() -> None:
    text = (
        "# One\n\nI came to the mill in May. I slept there, and I ate there.\n\n"
        '"Here, Dusty, hold the lamp," said Karl Vorn to the cook. The cook held it.\n\n'
        '"Dusty, mind the wick," said Karl Vorn. The cook swore at him.\n\n'
        '"You are late, Harbin," said Karl Vorn.\n\n"I lost my way," I said.\n\n'
        '"Harbin, sit down," said Karl Vorn to me.\n\nI sat down.\n'
    )
    told = {one.name: one.aliases for one in script.describe(script.read(text.encode()))}
    assert "I" in told["Harbin"] and "I" not in told.get("Dusty", ())
    text = "# One\n\nI called myself Tobb, for I could not say more. I was small. I was cold. I sat. Tobb I was.\n"
    assert "I" in {one.name: one.aliases for one in script.describe(script.read(text.encode()))}["Tobb"]


def test_the_general_furniture_is_no_general_and_the_lady_is_a_form_of_her_name() -> None:
    found = cast(
        "The general furniture was old. The general effect was poor. The general effect was cold. I saw the features "
        "of the lady Orsine, and the lady Orsine wept. He spoke to Orsine. They had called for The Clever Man, and The "
        "Clever Man had come.\n"
    )
    assert not any("general" in name for name in found)
    assert "the lady Orsine" in found["Orsine"] and "The Clever Man" in found["Clever Man"]
