"""Final Draft: its list of every name that was once typed, actors in several parts, and cues in any case."""

from __future__ import annotations

from castbook import script
from castbook.script import CharacterDescription


def _fdx(listed: list[str], *paragraphs: tuple[str, str]) -> str:
    body = "".join(f'<Paragraph Type="{kind}"><Text>{text}</Text></Paragraph>' for kind, text in paragraphs)
    names = "".join(f"<Character>{name}</Character>" for name in listed)
    members = "".join(f'<Member Actor="" Character="{name}"/>' for name in listed)
    return (
        f'<?xml version="1.0"?><FinalDraft><Content>{body}</Content>'
        f"<SmartType><Characters>{names}</Characters></SmartType><Cast>{members}</Cast></FinalDraft>"
    )


def _said(*cues: str) -> list[tuple[str, str]]:
    return [part for cue in cues for part in (("Character", cue), ("Dialogue", "Here I am."))]


def _people(source: str) -> dict[str, CharacterDescription]:
    return {one.name: one for one in script.describe(script.read(source.encode()))}


def test_a_name_that_was_only_begun_is_no_character() -> None:
    action = ("Action", "VERA (40s), tall, waits. Behind her a Porter yawns.")
    people = _people(_fdx(["VERA", "VE", "OTTO", "ALL", "Porter", "OLGA"], action, *_said("VERA", "OTTO", "ALL")))
    assert list(people) == ["VERA", "OTTO", "PORTER"]
    assert "tall" in people["VERA"].image_prompt


def test_cues_count_in_capitals_however_they_were_typed() -> None:
    people = _people(_fdx(["VeRA"], *_said("VeRA", "Vera", "VERA (O.S.)", "otto", "McCrae")))
    assert [(one.name, one.lines) for one in people.values()] == [("VERA", 3), ("OTTO", 1), ("MCCRAE", 1)]


def test_an_actor_in_a_part_is_who_is_named_first() -> None:
    cues = _said("VERA", "OTTO", "VERA as nurse", "Vera/nurse", "WITCH/otto", "OTTO", "VERA/OTTO/IDA")
    people = _people(_fdx(["VERA/nurse", "WITCH/otto"], *cues))
    assert [(one.name, one.lines) for one in people.values()] == [("VERA", 3), ("OTTO", 2), ("WITCH", 1)]


def test_two_names_of_nobody_who_is_cued_by_one_stay_one() -> None:
    assert list(_people(_fdx([], *_said("AC/DC", "VERA")))) == ["AC/DC", "VERA"]


def test_groups_and_ends_of_acts_among_the_cues_are_no_characters() -> None:
    cues = [*_said("VERA", "ALL SAILORS", "FULL CAST"), ("Character", "END OF ACT 1"), ("Character", "ACT TWO")]
    assert list(_people(_fdx(["END OF ACT 1", "ALL SAILORS"], *cues))) == ["VERA"]
