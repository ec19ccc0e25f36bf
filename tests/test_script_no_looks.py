"""Screenplays: what only sounds like somebody's looks, and whose looks they are not."""

from __future__ import annotations

import pytest

from .test_script_screen import looks


@pytest.mark.parametrize(
    "action",
    [
        "IDA waits. Her eyes fill with tears.",
        "IDA waits. A tear on her cheek.",
        "IDA waits, tears streaming down her face.",
        "IDA waits. She looks up, teary-eyed.",
    ],
)
def test_tears_are_a_feeling(action: str) -> None:
    assert looks(action, "IDA") == []


def test_eyes_red_with_weeping_are_seen() -> None:
    assert looks("IDA waits. Her eyes are red with weeping.", "IDA") == ["Her eyes are red with weeping."]
