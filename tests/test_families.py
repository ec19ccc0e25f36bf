"""The table of families: sizes, defaults, and that docs/families.md says the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from castbook.cast import ASPECTS
from castbook.families import CHOOSABLE, DEFAULT_ASPECT, FAMILIES, defaults, size, stand_in

DOCS = Path(__file__).parent.parent / "docs" / "families.md"
CONTRACT = ["sd15", "sd2", "sdxl", "sd35", "flux", "flux2", "qwen_image", "z_image", "chroma", "hidream", "lumina2"]
SIZES = {
    "sd15": ["512x512", "416x624", "432x576", "448x560", "368x656", "624x416", "576x432", "560x448", "656x368"],
    "sd2": ["768x768", "624x936", "648x864", "672x840", "576x1024", "936x624", "864x648", "840x672", "1024x576"],
    "sdxl": [
        "1024x1024",
        "832x1216",
        "896x1152",
        "896x1152",
        "768x1344",
        "1216x832",
        "1152x896",
        "1152x896",
        "1344x768",
    ],
    "flux": [
        "1024x1024",
        "832x1248",
        "864x1152",
        "896x1120",
        "736x1312",
        "1248x832",
        "1152x864",
        "1120x896",
        "1312x736",
    ],
    "qwen_image": [
        "1328x1328",
        "1056x1584",
        "1104x1472",
        "1152x1440",
        "992x1760",
        "1584x1056",
        "1472x1104",
        "1440x1152",
        "1760x992",
    ],
}
LIKE_SDXL = ("slate", "unknown")
LIKE_FLUX = ("sd35", "flux2", "z_image", "chroma", "hidream", "lumina2")


def sizes_of(family):
    like = "sdxl" if family in LIKE_SDXL else "flux" if family in LIKE_FLUX else family
    return SIZES[like]


def documented(heading):
    """The rows of the table under a heading of docs/families.md, as lists of cells."""
    section = DOCS.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def test_the_families_are_those_of_the_contract():
    assert list(CHOOSABLE) == CONTRACT
    assert list(FAMILIES) == [*CONTRACT, "slate", "unknown"]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("aspect", ASPECTS)
def test_sizes_follow_aspect_area_and_grid(family, aspect):
    width, height = size(family, aspect)
    assert f"{width}x{height}" == sizes_of(family)[ASPECTS.index(aspect)]
    side, grid = FAMILIES[family].recipe.side, FAMILIES[family].grid
    across, down = map(int, aspect.split(":"))
    assert width % grid == height % grid == 0
    assert 0.9 * side**2 <= width * height <= side**2
    assert abs(width / height - across / down) / (across / down) < 0.05


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(("upright", "lying"), [("2:3", "3:2"), ("3:4", "4:3"), ("4:5", "5:4"), ("9:16", "16:9")])
def test_an_aspect_turned_round_turns_the_size_round(family, upright, lying):
    assert size(family, upright) == size(family, lying)[::-1]


def test_a_models_own_native_size_counts():
    assert size("sdxl", "1:1", (512, 512)) == (512, 512)
    assert size("sd15", "2:3", (256, 384)) == (256, 384)
    assert size("sd15", "3:2", (256, 384)) == (384, 256)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_recipe_is_within_the_limits_of_a_request(family):
    for variant in (None, *FAMILIES[family].variants):
        usual = defaults(family, variant)
        assert 1 <= usual.steps <= 200
        assert 0 <= usual.cfg <= 100
        assert usual.sampler
        assert usual.scheduler


def test_an_unknown_variant_is_the_family_itself():
    assert defaults("sdxl", "nonsense") == defaults("sdxl")


def test_slate_shows_everything_and_is_ready():
    slate = stand_in("slate")
    assert (slate.family, slate.ready, slate.negative_applies, slate.native_size) == ("slate", True, True, (1024, 1024))
    assert FAMILIES["slate"].shows_all
    assert DEFAULT_ASPECT in ASPECTS


def defaults_row(family, variant):
    """What docs/families.md must say about one variant, its source left out."""
    known, recipe = FAMILIES[family], FAMILIES[family].recipe_of(variant)
    usual = recipe.defaults
    return [
        f"`{family}`",
        f"`{variant}`" if variant else "",
        f"{recipe.side}",
        f"{usual.steps}",
        "none" if "cfg" in recipe.fixed else f"{usual.cfg:g}",
        usual.sampler,
        usual.scheduler,
        "counts" if usual.negative_applies else "off",
        f"{recipe.guidance:g}" if recipe.guidance is not None else "",
        f"{known.patch} {recipe.shift:g}" if known.patch else "",
        recipe.min_core if family in CHOOSABLE else "",
    ]


def test_the_documented_defaults_are_those_of_the_table_and_each_has_a_source():
    rows = documented("Defaults")
    expected = [defaults_row(family, variant) for family in FAMILIES for variant in (None, *FAMILIES[family].variants)]
    assert [row[:-1] for row in rows] == expected
    assert all(len(row[-1]) > 10 for row in rows)


def files_rows():
    for family in CHOOSABLE:
        for variant in (None, *FAMILIES[family].variants):
            known, recipe = FAMILIES[family], FAMILIES[family].recipe_of(variant)
            if variant and recipe.parts == known.recipe.parts:
                continue
            encoders = ", ".join(f"`{part.file}`" for part in recipe.parts if part.role != "vae")
            (vae,) = [f"`{part.file}`" for part in recipe.parts if part.role == "vae"]
            kind = f"`{recipe.clip_type}`" if recipe.clip_type else ""
            yield [f"`{family}`", f"`{variant}`" if variant else "", encoders, kind, vae, f"`{known.latent}`"]


def test_the_documented_files_are_those_of_the_table():
    assert documented("Files beside a bare diffusion model") == list(files_rows())


def test_the_documented_sizes_are_those_of_the_table():
    rows = documented("Sizes")
    named = {name: row[1:] for row in rows for name in re.findall(r"`(\w+)`", row[0])}
    assert named == {family: sizes_of(family) for family in FAMILIES}


def test_the_documented_prompt_styles_are_those_of_the_table():
    rows = documented("Prompt styles")
    named = {name: row[0] for row in rows for name in re.findall(r"`(\w+)`", row[1])}
    assert {name: style for name, style in named.items() if name in FAMILIES} == {
        name: family.prompt_style for name, family in FAMILIES.items()
    }
