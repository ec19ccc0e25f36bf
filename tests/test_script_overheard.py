"""Who a stranger of a story is: whoever is called by a name as he comes in, and whom a fragment portrays."""

from __future__ import annotations

import pytest

from castbook import script

STORY = (
    "# One\n\nI waited in the hall with Corin Ashe. Corin Ashe wound his watch. He was an old man, and I was cold."
    "\n\n{coming}\n\n“I see that Mr. Merrick has found the house after all,” said Corin Ashe.\n\n{after}\n\n"
    + 5 * "The lamp burned low. I read by the fire till ten.\n\n"
    + "Mr. Merrick came again later. Mr. Merrick spoke of the harvest. I liked Mr. Merrick.\n"
)
COMING = "Then a tall man with a red beard opened the door. He carried a lantern."


def looks(coming: str, after: str) -> dict[str, list[str]]:
    found = script.describe(script.read(STORY.format(coming=coming, after=after).encode()))
    return {one.name: [look.text for look in one.looks] for one in found}


def test_who_is_called_by_a_name_as_he_comes_in_has_that_name() -> None:
    found = looks(COMING, "The tall man laughed and put the lantern down. The tall man was out of breath.")
    assert any("red beard" in look for look in found["Mr. Merrick"])
    assert "the tall man" not in found


@pytest.mark.parametrize(
    ("coming", "after"),
    [
        (COMING, "The tall man bowed to Mr. Merrick. The tall man was out of breath."),
        (f"{COMING} Behind him came a short man with a wooden leg. The short man sang.", "The tall man laughed."),
        (COMING.replace("a tall man with a red beard", "a tall woman with red hair").replace("He", "She"), "She sat."),
        (COMING.replace("a tall man", "a tall doctor"), "The doctor laughed. He was out of breath."),
    ],
)
def test_not_where_both_are_told_of_together_or_another_may_be_called(coming: str, after: str) -> None:
    found = looks(coming, after)
    assert not any(" red " in look for look in found["Mr. Merrick"])


@pytest.mark.parametrize(
    ("told", "his"),
    [
        ("We passed Corin Ashe at the gate; a lean, brown, clean-shaved man, wearing slippers.", True),
        ("We passed Corin Ashe at the gate; a lean, brown man in a grey coat held the horse.", False),
    ],
)
def test_a_fragment_after_a_semicolon_portrays_whom_the_sentence_is_about(told: str, his: bool) -> None:
    text = (
        f"# One\n\nI came home late. {told} I went in.\n\nCorin Ashe sang, and Corin Ashe laughed. I slept. I woke.\n"
    )
    found = {one.name: one.looks for one in script.describe(script.read(text.encode()))}
    assert any("brown" in look.text for look in found["Corin Ashe"]) == his
