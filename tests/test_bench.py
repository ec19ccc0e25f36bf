"""The table that `studio.py bench` ends with."""

from __future__ import annotations

from castbook.commands.bench import table


def test_the_table_shows_peer_and_bound_and_says_which_figure_missed_its_own() -> None:
    figures = {
        "read": {"value": 12.0, "unit": "ms", "peer": 24.0, "ratio": 0.5},
        "write a lot": {"value": 31.5, "unit": "ms", "peer": None, "ratio": None, "bound": 30.0},
        "memory": {"value": 100.0, "unit": "MB", "peer": None, "ratio": None, "bound": 150.0},
    }
    assert [line.split() for line in table(figures).splitlines()] == [
        ["what", "value", "peer", "ratio", "bound"],
        ["read", "12", "ms", "24", "ms", "0.50", "-"],
        ["write", "a", "lot", "31.5", "ms", "-", "-", "30", "ms", "MISSED"],
        ["memory", "100", "MB", "-", "-", "150", "MB"],
    ]


def test_without_figures_there_is_still_a_table() -> None:
    assert table({}).split() == ["what", "value", "peer", "ratio", "bound"]
