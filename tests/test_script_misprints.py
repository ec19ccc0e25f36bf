"""Scripts: cues with a slip of the pen."""

from __future__ import annotations

import pytest

from castbook import script


@pytest.mark.parametrize(
    ("cues", "names"),
    [
        ("HALLOWAY HALLOWAY HALLOWAY ODA HALOWAY", ["HALLOWAY", "ODA"]),
        ("HALLOWAY HALLOWAY HALLOWAY ODA HALLWOAY", ["HALLOWAY", "ODA"]),
        ("CORPORAL BRENNA ODA C0RPORAL BRENNA", ["CORPORAL BRENNA", "ODA"]),
        ("PRISONER ODA PRISIONER", ["PRISONER", "ODA"]),
        ("HALLOWAY HALLOWEY HALLOWAY HALLOWEY", ["HALLOWAY", "HALLOWEY"]),
        ("GUARD GUARD GUARD ODA GUARDS ODA", ["GUARD", "ODA", "GUARDS"]),
        ("MARTIN MARTIN MARTIN ODA MARTINA ODA", ["MARTIN", "ODA", "MARTINA"]),
        ("SAILOR SAILOR SAILOR ODA TAILOR ODA", ["SAILOR", "ODA", "TAILOR"]),
    ],
)
def test_a_cue_with_a_slip_of_the_pen_is_whom_it_means(cues: str, names: list[str]) -> None:
    spoken = "".join(
        f"{name}\nYes, indeed.\n\n"
        for name in cues.replace("CORPORAL ", "CORPORAL_").replace("C0RPORAL ", "C0RPORAL_").split()
    )
    data = f"INT. HALL - NIGHT\n\n{spoken}".replace("_", " ").encode()
    assert [one.name for one in script.describe(script.read(data))] == names
