"""What hand-built graphs do with the library: names, prompts, saving once and not twice, loading again."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from castbook import handbuilt
from castbook.cast import Design, EngineInfo, GenerationRequest, Job, PortraitPrompt
from castbook.engines.slate import VERSION
from castbook.errors import CastbookError, Conflict, Invalid, NotFound, Unavailable
from castbook.families import stand_in
from castbook.handbuilt import Surroundings, Workbench
from castbook.images import read_text
from castbook.library import Library, waiting
from castbook.library.index import Index, connect
from castbook.prompt import resolve

HERE = EngineInfo(kind="comfyui", version="0.3.64", device="cpu")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library", sample=False)
    production = opened.create_production("Night")
    opened.create_character(production.id, "Mira", description="A cellist.", image_prompt="a tall woman")
    opened.create_character(production.id, "Noor", description="A nurse.")
    design = opened.create_design(
        production.id, "Film", style_prompt="35 mm", negative="blurry", aspect="4:5", seed="8"
    )
    opened.update_production(production.id, active_design_id=design.id)
    yield opened
    opened.close()


def a_picture(value: int = 7, size: tuple[int, int] = (6, 4)) -> np.ndarray:
    return np.full((size[1], size[0], 3), value, np.uint8)


def a_prompt(library: Library, **changes: Any) -> PortraitPrompt:
    choices = {"aspect": "2:3", "seed": 5, "family": "sdxl", **changes}
    return Workbench(library).resolve(Workbench(library).load_character("Night", "Mira"), None, **choices)


def graph(**changes: Any) -> dict[str, Any]:
    sampler = {"seed": ["p", 2], "steps": 9, "cfg": 4.0, "sampler_name": "euler", "scheduler": "normal"} | changes
    return {
        "c": {"class_type": "CastbookLoadCharacter", "inputs": {"production": "Night", "character": "Mira"}},
        "p": {"class_type": "CastbookPortraitPrompt", "inputs": {"character": ["c", 0], "seed": -1}},
        "m": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "xl.safetensors"}},
        "e": {"class_type": "CLIPTextEncode", "inputs": {"text": ["p", 0], "clip": ["m", 1]}},
        "k": {
            "class_type": "KSampler",
            "inputs": {"model": ["m", 0], "positive": ["e", 0], "negative": ["e", 0], **sampler},
        },
        "d": {"class_type": "VAEDecode", "inputs": {"samples": ["k", 0], "vae": ["m", 2]}},
        "s": {"class_type": "CastbookSavePortrait", "inputs": {"images": ["d", 0], "portrait_prompt": ["p", 5]}},
    }


def around(graph: Mapping[str, Any], pnginfo: Mapping[str, Any] | None = None) -> Surroundings:
    return Surroundings(graph=graph, node_id="s", engine=HERE, pnginfo=pnginfo or {})


def save(library: Library, *pictures: np.ndarray, select: bool = True, **changes: Any) -> list[handbuilt.Saved]:
    portrait = a_prompt(library)
    return Workbench(library).save_pictures(pictures, portrait, around(graph(**changes)), select=select)


def test_missing_names_are_said_with_what_to_do(library: Library) -> None:
    for look_up, missing in (
        (lambda: Workbench(library).load_character("Day", "Mira"), 'no production named "Day"'),
        (
            lambda: Workbench(library).load_character("Night", "Otto"),
            'no character named "Otto" in the production "Nig',
        ),
        (lambda: Workbench(library).load_design("Night", "Ink"), 'no design named "Ink" in the production "Night"'),
        (lambda: Workbench(library).load_portrait("Night", "Mira", 0), "Mira has no portrait yet"),
        (lambda: Workbench(library).load_portrait("Night", "Mira", 3), "3"),
    ):
        with pytest.raises(NotFound, match=missing) as caught:
            look_up()
        assert caught.value.hint


def test_an_alias_finds_its_character_where_nobody_has_the_name_and_only_one_has_the_alias(library: Library) -> None:
    production = library.production_named("Night").id
    mira, noor = (library.character_named(production, name) for name in ("Mira", "Noor"))
    library.update_character(mira.id, name="Mara", aliases=["Mira", "Captain"])
    bench = Workbench(library)
    assert bench.load_character("Night", "mira").character.id == mira.id
    with pytest.raises(NotFound, match='no character named "Mir"'):
        bench.load_character("Night", "Mir")
    library.update_character(noor.id, aliases=["captain"])
    with pytest.raises(Conflict, match=r'also called "Captain": "Mara", "Noor"\.') as caught:
        bench.load_character("Night", "Captain")
    assert caught.value.hint
    captain = library.create_character(production, "Captain")
    assert bench.load_character("Night", "Captain").character.id == captain.id


def test_the_active_design_is_found_under_its_word(library: Library) -> None:
    assert Workbench(library).load_design("Night", "active").name == "Film"
    library.update_production(library.production_named("Night").id, active_design_id=None)
    with pytest.raises(Conflict, match="no active design"):
        Workbench(library).load_design("Night", "active")


def test_the_image_prompt_falls_back_to_the_description(library: Library) -> None:
    assert Workbench(library).load_character("Night", "Mira").image_prompt == "a tall woman"
    assert Workbench(library).load_character("Night", "Noor").image_prompt == "A nurse."


def test_a_prompt_takes_what_is_given_then_the_designs_then_the_familys(library: Library) -> None:
    mira = Workbench(library).load_character("Night", "Mira")
    film = Workbench(library).load_design("Night", "Film")

    def resolved(design: Design | None, **changes: Any) -> PortraitPrompt:
        choices = {"aspect": handbuilt.DESIGN_DEFAULT, "seed": 3, "family": "sdxl", **changes}
        return Workbench(library).resolve(mira, design, **choices)

    designed = resolved(film)
    assert (designed.aspect, designed.negative, designed.positive) == ("4:5", "blurry", "a tall woman, 35 mm")
    assert (designed.seed, designed.design) == ("3", film.ref)
    plain = resolved(None)
    assert (plain.aspect, plain.negative, plain.positive) == ("2:3", "", "a tall woman")
    assert (plain.width, plain.height) == (832, 1216)
    given = resolved(film, aspect="1:1", negative="", image_prompt="a horse", seed=-1)
    assert (given.aspect, given.negative, given.image_prompt) == ("1:1", "", "a horse")
    assert given.seed != resolved(film, seed=-1).seed  # drawn anew, the design's seed notwithstanding


def test_the_fingerprint_changes_with_the_texts_and_not_with_the_portraits(library: Library) -> None:
    before = Workbench(library).load_character("Night", "Mira").fingerprint
    save(library, a_picture())
    assert Workbench(library).load_character("Night", "Mira").fingerprint == before
    library.update_character(_id(library), image_prompt="a short woman")
    assert Workbench(library).load_character("Night", "Mira").fingerprint != before


def _id(library: Library) -> str:
    return Workbench(library).load_character("Night", "Mira").character.id


def test_a_saved_picture_records_what_its_graph_says(library: Library) -> None:
    (saved,) = save(library, a_picture(size=(832, 1216)))
    version = library.version(saved.version.id)
    settings = version.settings
    assert (version.source, version.number, version.selected) == ("graph", 1, True)
    assert (settings.seed, settings.steps, settings.cfg) == ("5", 9, 4.0)
    assert (settings.sampler, settings.scheduler, settings.model) == ("euler", "normal", "xl.safetensors")
    assert (settings.positive, settings.image_prompt, settings.aspect) == ("a tall woman", "a tall woman", "2:3")
    assert version.engine == HERE
    kept = library.graph(version.id)
    assert kept is not None
    assert kept["p"]["inputs"]["seed"] == 5


def test_the_family_is_the_model_files_own_and_without_a_model_there_is_none(library: Library) -> None:
    portrait = a_prompt(library)  # whose family sdxl only says in which size
    stated = around(graph())
    told = dataclasses.replace(stated, family_of={"xl.safetensors": "sd15"}.get)
    loaded = around(graph() | {"d": {"class_type": "LoadImage", "inputs": {"image": "photo.png"}}})
    for number, (place, family) in enumerate(((stated, "sdxl"), (told, "sd15"), (loaded, None))):
        (saved,) = Workbench(library).save_pictures([a_picture(number)], portrait, place, select=True)
        assert saved.version.settings.family == family


def test_texts_taken_straight_from_character_and_design_are_known(library: Library) -> None:
    built = graph()
    built["f"] = {"class_type": "CastbookLoadDesign", "inputs": {"production": "Night", "design": "Film"}}
    built["p"]["inputs"]["design"] = ["f", 0]
    join = {"string_a": ["c", 2], "string_b": ["f", 1], "delimiter": " / "}
    built["j"] = {"class_type": "StringConcatenate", "inputs": join}
    built["e"]["inputs"]["text"] = ["j", 0]
    built["n"] = {"class_type": "CLIPTextEncode", "inputs": {"text": ["f", 2], "clip": ["m", 1]}}
    built["k"]["inputs"]["negative"] = ["n", 0]
    bench = Workbench(library)
    mira, film = bench.load_character("Night", "Mira"), bench.load_design("Night", "Film")
    portrait = bench.resolve(mira, film, aspect="2:3", seed=5, family="sdxl")
    library.update_character(mira.character.id, image_prompt="edited while the sampler ran")
    (saved,) = bench.save_pictures([a_picture()], portrait, around(built), select=True)
    assert (saved.version.settings.positive, saved.version.settings.negative) == ("a tall woman / 35 mm", "blurry")
    built["p"]["inputs"] |= {"image_prompt": ["x", 0], "negative": ["x", 1]}  # then it remembers other texts
    portrait = bench.resolve(mira, film, aspect="2:3", seed=5, family="sdxl", image_prompt="other", negative="other")
    (saved,) = bench.save_pictures([a_picture()], portrait, around(built), select=True)
    assert (saved.version.settings.positive, saved.version.settings.negative) == (None, None)


def test_a_picture_of_another_shape_has_no_aspect(library: Library) -> None:
    (saved,) = save(library, a_picture(size=(100, 100)))
    assert saved.version.settings.aspect is None


def test_the_file_carries_graph_workflow_and_parameters(library: Library) -> None:
    portrait = a_prompt(library)
    place = around(graph(), {"workflow": {"nodes": []}, "other_pack": 1})
    (saved,) = Workbench(library).save_pictures([a_picture()], portrait, place, select=True)
    texts = read_text(library.image(saved.version.id))
    assert json.loads(texts["prompt"]) == library.graph(saved.version.id)
    assert json.loads(texts["workflow"]) == {"nodes": []}
    assert json.loads(texts["other_pack"]) == 1
    assert "Steps: 9" in texts["parameters"]
    assert "castbook" in texts


@pytest.mark.parametrize("odd", [{"ключ": 1}, {"": 1}, {"k" * 80: 1}, {"object": object()}, {"half": "\ud800"}])
def test_a_text_that_no_file_can_hold_costs_neither_the_picture_nor_the_other_texts(
    library: Library, odd: dict[str, Any]
) -> None:
    place = around(graph(), {"workflow": {"nodes": []}, **odd})
    (saved,) = Workbench(library).save_pictures([a_picture()], a_prompt(library), place, select=True)
    texts = read_text(library.image(saved.version.id))
    assert json.loads(texts["workflow"]) == {"nodes": []}
    assert "parameters" in texts


def test_a_workflow_too_large_for_a_file_is_left_out_of_it_and_half_a_character_is_marked(library: Library) -> None:
    huge = around(graph(), {"workflow": {"picture": "x" * 5_000_000}})
    (saved,) = Workbench(library).save_pictures([a_picture()], a_prompt(library), huge, select=True)
    assert "workflow" not in (texts := read_text(library.image(saved.version.id))) and "prompt" in texts
    half = dataclasses.replace(a_prompt(library), image_prompt="half a smile: \ud83d")
    (saved,) = Workbench(library).save_pictures([a_picture(2)], half, around(graph()), select=True)
    assert saved.version.settings.image_prompt == "half a smile: \ufffd"


def test_without_metadata_the_file_holds_pixels_alone(library: Library) -> None:
    place = Surroundings(graph=graph(), node_id="s", engine=HERE, pnginfo=None)
    (saved,) = Workbench(library).save_pictures([a_picture()], a_prompt(library), place, select=True)
    assert read_text(library.image(saved.version.id)) == {}
    assert library.version(saved.version.id).settings.steps == 9


def test_the_kept_graph_names_the_portrait_and_the_design_that_were_selected_and_active(library: Library) -> None:
    (first,) = save(library, a_picture())
    bench = Workbench(library)
    film = bench.load_design("Night", "active")
    built = graph()
    names = {"production": "Night", "character": "Mira"}
    built["l"] = {"class_type": "CastbookLoadPortrait", "inputs": {**names, "version": 0}}
    built["f"] = {"class_type": "CastbookLoadDesign", "inputs": {"production": "Night", "design": "active"}}
    built["p"]["inputs"]["design"] = ["f", 0]
    built["d"] = {"class_type": "ImageBlend", "inputs": {"image1": ["l", 0], "image2": ["k", 0]}}
    built["l"]["is_changed"], built["f"]["is_changed"] = [first.version.id], [f"{film.id} {film.revision}"]
    (saved,) = bench.save_pictures([a_picture(2)], a_prompt(library), around(built), select=True)
    kept = library.graph(saved.version.id)
    assert kept is not None
    assert (kept["l"]["inputs"]["version"], kept["f"]["inputs"]["design"]) == (1, "Film")
    assert built["l"]["inputs"]["version"] == 0  # ComfyUI's own graph is left alone
    for strange in (["gone"], [None], float("nan"), []):
        built["l"]["is_changed"] = strange
        (saved,) = bench.save_pictures([a_picture(3)], a_prompt(library), around(built), select=True)
        kept = library.graph(saved.version.id)
        assert kept is not None and kept["l"]["inputs"]["version"] == 0


def test_an_equal_picture_with_equal_settings_is_not_stored_again(library: Library) -> None:
    save(library, a_picture())
    (again,) = save(library, a_picture())
    assert (again.already, str(again)) == (True, "already version 1")
    (other_settings,) = save(library, a_picture(), steps=10)
    (other_pixels,) = save(library, a_picture(8), steps=10)
    (as_the_first,) = save(library, a_picture())
    assert [str(one) for one in (other_settings, other_pixels, as_the_first)] == ["version 2", "version 3", "version 4"]


def test_a_picture_that_is_there_already_is_selected_again(library: Library) -> None:
    (first,), (second,) = save(library, a_picture(1)), save(library, a_picture(2))
    library.select(_id(library), first.version.id)
    (kept,) = save(library, a_picture(2), select=False)
    assert kept.already and Workbench(library).load_portrait("Night", "Mira", 0).number == 1
    (again,) = save(library, a_picture(2))
    assert (again.already, again.version.id) == (True, second.version.id)
    assert Workbench(library).load_portrait("Night", "Mira", 0).number == 2
    assert library.versions(_id(library)).total == 2


def test_a_batch_is_kept_whole_with_equal_pictures_and_the_same_batch_again_is_not(library: Library) -> None:
    batch = [a_picture(1), a_picture(2), a_picture(2)]
    assert [str(one) for one in save(library, *batch)] == ["version 1", "version 2", "version 3"]
    library.select(_id(library), library.version_numbered(_id(library), 1).id)
    assert [str(one) for one in save(library, *batch)] == [f"already version {number}" for number in (1, 2, 3)]
    assert Workbench(library).load_portrait("Night", "Mira", 0).number == 3
    assert [str(one) for one in save(library, *reversed(batch))] == ["version 4", "version 5", "version 6"]


@pytest.mark.parametrize("pixels_of_the_other", [7, 8])
def test_what_another_process_stores_meanwhile_is_compared_too(
    library: Library, monkeypatch: pytest.MonkeyPatch, pixels_of_the_other: int
) -> None:
    save(library, a_picture(1))
    other = Library.open(library.root)
    quicker: list[handbuilt.Saved] = []

    def encode(picture: np.ndarray) -> bytes:
        monkeypatch.undo()  # between the look and the transaction
        quicker.extend(save(other, a_picture(pixels_of_the_other)))
        return handbuilt.encode_png(picture)

    monkeypatch.setattr(handbuilt, "encode_png", encode)
    (saved,) = save(library, a_picture(7))
    other.close()
    assert str(quicker[0]) == "version 2"
    assert str(saved) == ("already version 2" if pixels_of_the_other == 7 else "version 3")
    assert library.check().problems == []  # the file of what was not stored is withdrawn


def test_a_finished_picture_waits_for_a_library_that_another_program_holds(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library._index = Index(library.root / "index.sqlite3", patience=0.05)
    holder = connect(library.root / "index.sqlite3")
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            holder.execute("ROLLBACK")

    portrait, place, mira = a_prompt(library), around(graph()), _id(library)
    asked = library.create_generation(mira, GenerationRequest(), portrait, (Job(id="a", index=0, seed="1"),))
    monkeypatch.setattr(waiting.time, "sleep", pause)
    holder.execute("BEGIN EXCLUSIVE")
    Workbench(library).save_pictures([a_picture()], portrait, place, select=True)
    assert len(pauses) == 3
    pauses.clear()
    holder.execute("BEGIN EXCLUSIVE")
    Workbench(library).save_generated([a_picture(2)], f"{asked.id}:0", place)
    assert len(pauses) == 3
    assert library.versions(mira).total == 2

    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StopIteration):
        Workbench(library, iter(()).__next__).save_pictures([a_picture(3)], portrait, place, select=True)
    monkeypatch.setattr(waiting, "SECONDS", 0.0)
    with pytest.raises(Unavailable, match="Another program is using the library"):
        Workbench(library).save_pictures([a_picture(3)], portrait, place, select=True)
    holder.close()


def test_a_batch_makes_one_version_per_picture(library: Library) -> None:
    saved = save(library, a_picture(1), a_picture(2), a_picture(3))
    assert [one.version.number for one in saved] == [1, 2, 3]
    assert Workbench(library).load_portrait("Night", "Mira", 0).number == 3


def test_select_off_leaves_the_selection(library: Library) -> None:
    save(library, a_picture(1))
    save(library, a_picture(2), select=False)
    assert Workbench(library).load_portrait("Night", "Mira", 0).number == 1
    assert Workbench(library).load_portrait("Night", "Mira", 2).number == 2


def test_a_slate_is_recorded_as_one(library: Library) -> None:
    slate = graph() | {"d": {"class_type": "CastbookSlate", "inputs": {"portrait_prompt": ["p", 5]}}}
    (saved,) = Workbench(library).save_pictures([a_picture()], a_prompt(library), around(slate), select=True)
    assert (saved.version.settings.model, saved.version.settings.family) == ("slate", "slate")
    assert saved.version.engine == EngineInfo(kind="slate", version=VERSION)  # as the dialog's, on no device


def test_a_generations_picture_records_what_was_asked_for_whatever_its_character_is_called_now(
    library: Library,
) -> None:
    mira = Workbench(library).load_character("Night", "Mira")
    portrait = resolve(
        GenerationRequest(seed="41"),
        production=mira.production,
        character=mira.character,
        design=library.design_named(mira.production.id, "Film"),
        model=stand_in("sdxl"),
    )
    jobs = (Job(id="a", index=0, seed="41"), Job(id="b", index=1, seed="42"))
    generation = library.create_generation(mira.character.id, GenerationRequest(), portrait, jobs, author="ann")
    library.update_character(mira.character.id, name="Mira the Second")
    key = f"{generation.id}:1"
    assert Workbench(library).job_of(key) == "b"
    for _ in range(2):  # handed over twice, stored once
        (saved,) = Workbench(library).save_generated([a_picture()], key, around(graph()))
    version = library.version(saved.version.id)
    assert (version.number, version.source, version.author) == (1, "generated", "ann")
    assert (version.generation_id, version.generation_index) == (generation.id, 1)
    assert (version.settings.seed, version.settings.negative) == ("42", "blurry")
    assert version.design is not None and version.design.name == "Film"


def test_a_key_of_no_generation_is_refused(library: Library) -> None:
    mira = Workbench(library).load_character("Night", "Mira").character
    portrait = a_prompt(library)
    generation = library.create_generation(mira.id, GenerationRequest(), portrait, (Job(id="a", index=0, seed="1"),))
    for key in (f"{generation.id}:7", f"{generation.id}:x", f"{generation.id}", "nonsense:0", ":"):
        with pytest.raises(CastbookError) as caught:
            Workbench(library).save_generated([a_picture()], key, around(graph()))
        assert isinstance(caught.value, (NotFound, Invalid))
    assert library.versions(mira.id).total == 0
