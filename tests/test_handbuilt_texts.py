"""Hand-built graphs go by the dialog's limits, and what a graph says besides never costs the picture."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from castbook import exchange
from castbook.cast import EngineInfo, PortraitPrompt, Settings
from castbook.errors import Invalid
from castbook.handbuilt import Surroundings, Workbench
from castbook.library import Library
from castbook.library.index import connect

PICTURE = np.full((4, 6, 3), 7, np.uint8)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library", sample=False)
    opened.create_character(opened.create_production("Night").id, "Mira", image_prompt="a tall woman")
    yield opened
    opened.close()


def resolved(library: Library, **changes: Any) -> PortraitPrompt:
    bench = Workbench(library)
    choices = {"aspect": "2:3", "seed": 5, "family": "sdxl", **changes}
    return bench.resolve(bench.load_character("Night", "Mira"), None, **choices)


def saved(library: Library, text: str, portrait: Any = None, **sampler: Any) -> Settings:
    """What a picture's version records whose text does not come from a Portrait Prompt."""
    graph = {
        "m": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "xl\udcff.safetensors"}},
        "e": {"class_type": "CLIPTextEncode", "inputs": {"text": text, "clip": ["m", 1]}},
        "k": {
            "class_type": "KSampler",
            "inputs": {"model": ["m", 0], "positive": ["e", 0], "negative": ["e", 0], **sampler},
        },
        "d": {"class_type": "VAEDecode", "inputs": {"samples": ["k", 0], "vae": ["m", 2]}},
        "s": {"class_type": "CastbookSavePortrait", "inputs": {"images": ["d", 0]}},
    }
    around = Surroundings(graph=graph, node_id="s", engine=EngineInfo(kind="comfyui"), pnginfo={})
    portrait = portrait or resolved(library)
    (one,) = Workbench(library).save_pictures([PICTURE], portrait, around, select=True)
    return one.version.settings


@pytest.mark.parametrize("field", ["image_prompt", "negative"])
@pytest.mark.parametrize(
    ("text", "code"),
    [("a" * 20_001, "too_long"), ("a\0b\x07", "not_text"), ("a\ud800", "not_text"), (7, "wrong_type")],
)
def test_a_text_that_the_dialog_would_not_take_is_refused_here_too(
    library: Library, field: str, text: object, code: str
) -> None:
    with pytest.raises(Invalid) as told:
        resolved(library, **{field: text})
    assert told.value.code == code and told.value.hint
    assert getattr(resolved(library, **{field: "a" * 20_000}), field) == "a" * 20_000


def test_half_a_character_from_elsewhere_is_marked_and_the_production_can_be_exported(
    library: Library, tmp_path: Path
) -> None:
    settings = saved(library, "a\ud800\0", seed=7, steps=4)
    assert (settings.positive, settings.seed, settings.steps) == ("a\ufffd\ufffd", "7", 4)
    assert settings.model == "xl\ufffd.safetensors"
    assert saved(library, "a\ud800\0", seed=7, steps=4) == settings
    production = library.production_named("Night").id
    assert library.characters(production).items[0].version_count == 1  # the same again is not stored again
    with (tmp_path / "night.cast").open("w+b") as file:
        assert exchange.export_bundle(library, production, file) == 1
        again = library.create_production("Again").id
        exchange.import_file(library, again, "night.cast", file)
    (mira,) = library.characters(again).items
    assert mira.selected is not None and mira.selected.settings == settings


def test_a_number_that_is_none_is_not_known(library: Library) -> None:
    settings = saved(library, "a", seed=2**64, steps=10**400, cfg=json.loads("1e999"))
    assert (settings.positive, settings.seed, settings.steps, settings.cfg) == ("a", None, None, None)


def test_a_version_with_a_seed_that_is_none_is_loaded_all_the_same(library: Library) -> None:
    saved(library, "a", seed=7)
    with connect(library.root / "index.sqlite3", mode="rw") as db:  # as a foreign bundle once brought it
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        db.execute("UPDATE versions SET settings = ?", (json.dumps({"positive": "a", "seed": "abc"}),))
    for number in (0, 1):
        assert Workbench(library).load_portrait("Night", "Mira", number).settings == Settings(positive="a")


def test_what_is_no_portrait_prompt_is_refused_in_words(library: Library) -> None:
    with pytest.raises(Invalid) as told:
        saved(library, "a", portrait="a tall woman")
    assert told.value.message == "The input portrait_prompt is not what this node works with."
    assert told.value.hint == "Connect the last output of a Portrait Prompt node."
