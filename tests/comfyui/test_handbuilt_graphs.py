"""Graphs made by hand, on a real core: what becomes a version, what runs again, what is said on the node."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from PIL import Image

from castbook.engines.slate import VERSION
from tests.comfyui.cores import CHECKPOINT, SMALL, Core, Server
from tests.comfyui.talk import Talk, node, portrait_graph, slate_graph


@pytest.fixture
async def talk(server: Server) -> AsyncIterator[Talk]:
    async with Talk(server) as opened:
        yield opened


async def test_a_hand_built_graph_makes_a_version_with_the_settings_of_its_nodes(talk: Talk, core: Core) -> None:
    mira = await talk.new_character()
    graph = portrait_graph(mira, model__ckpt_name=CHECKPOINT, latent__width=256, latent__height=384)
    ran = await talk.run(graph, extra_data={"extra_pnginfo": {"workflow": {"nodes": []}}})
    assert ran.error is None
    (version,) = await talk.versions(mira)
    settings = version["settings"]
    assert (version["number"], version["source"], version["selected"]) == (1, "graph", True)
    assert (version["width"], version["height"]) == (256, 384)
    assert settings["positive"].startswith("a tall woman in a raincoat, ")
    assert settings["negative"] and settings["negative_applied"] is True
    assert (settings["seed"], settings["steps"], settings["cfg"]) == ("71", 2, 4.5)
    assert (settings["sampler"], settings["scheduler"], settings["model"]) == ("euler", "normal", CHECKPOINT)
    assert (settings["aspect"], settings["family"]) == ("2:3", "sd15")
    assert version["design"]["name"] == "Film still"
    assert (version["engine"]["kind"], version["engine"]["version"]) == ("comfyui", core.version)
    assert version["engine"]["device"]
    chunks = Image.open(io.BytesIO(await talk.bytes(version["image_url"]))).info
    assert json.loads(chunks["workflow"]) == {"nodes": []}
    assert json.loads(chunks["prompt"]) == await talk.get(f"/versions/{version['id']}/graph")
    assert "Steps: 2" in chunks["parameters"]


async def test_the_node_shows_the_stored_bytes_and_the_number(talk: Talk) -> None:
    mira = await talk.new_character()
    ran = await talk.run(slate_graph(mira))
    (version,) = await talk.versions(mira)
    (shown,) = ran.outputs["save"]["images"]
    assert shown["type"] == "temp"
    seen = await talk.bytes(f"/view?filename={shown['filename']}&subfolder={shown['subfolder']}&type=temp")
    assert seen == await talk.bytes(version["image_url"])
    assert ran.outputs["save"]["text"] == ["version 1"]


async def test_the_same_picture_again_is_not_stored_again(talk: Talk) -> None:
    mira = await talk.new_character()
    await talk.run(slate_graph(mira))
    ran = await talk.run(slate_graph(mira))
    assert ran.outputs["save"]["text"] == ["already version 1"]
    await talk.run(slate_graph(mira, prompt__seed=72))
    ran = await talk.run(slate_graph(mira))
    assert ran.outputs["save"]["text"] == ["version 3"]
    newest, older, _ = await talk.versions(mira)
    await talk.post(f"/characters/{mira['id']}/selection", {"version_id": older["id"]})
    await talk.run(slate_graph(mira, save__select=False))
    assert (await talk.get(f"/versions/{older['id']}"))["selected"]
    ran = await talk.run(slate_graph(mira))
    assert ran.outputs["save"]["text"] == ["already version 3"]
    assert (await talk.get(f"/versions/{newest['id']}"))["selected"]
    assert len(await talk.versions(mira)) == 3
    assert (newest["engine"]["kind"], newest["engine"]["version"]) == ("slate", VERSION)


async def test_minus_one_draws_a_new_seed_at_each_run_and_the_kept_graph_has_it(talk: Talk) -> None:
    mira = await talk.new_character()
    for _ in range(2):
        await talk.run(slate_graph(mira, prompt__seed=-1))
    newest, oldest = await talk.versions(mira)
    assert newest["settings"]["seed"] != oldest["settings"]["seed"]
    graph = await talk.get(f"/versions/{oldest['id']}/graph")
    assert str(graph["prompt"]["inputs"]["seed"]) == oldest["settings"]["seed"]
    again = await talk.run(graph)
    assert again.outputs["save"]["text"] == ["version 3"]
    assert await talk.pixels((await talk.versions(mira))[0]) == await talk.pixels(oldest)


async def test_moving_the_selection_runs_load_portrait_again_and_nothing_else(talk: Talk) -> None:
    mira = await talk.new_character()
    for seed in (1, 2):
        await talk.run(slate_graph(mira, prompt__seed=seed))
    newest, oldest = await talk.versions(mira)
    graph = {
        "character": node("CastbookLoadCharacter", production="Night Ferry", character=mira["name"]),
        "design": node("CastbookLoadDesign", production="Night Ferry", design="active"),
        "prompt": node(
            "CastbookPortraitPrompt",
            character=["character", 0],
            design=["design", 0],
            aspect="1:1",
            seed=5,
            family="sd15",
        ),
        "slate": node("CastbookSlate", portrait_prompt=["prompt", 5]),
        "portrait": node("CastbookLoadPortrait", production="Night Ferry", character=mira["name"], version=0),
        "seen": node("PreviewImage", images=["portrait", 0]),
        "card": node("PreviewImage", images=["slate", 0]),
    }
    await talk.run(graph)
    unchanged = await talk.run(graph)
    assert unchanged.cached == set(graph)
    await talk.post(f"/characters/{mira['id']}/selection", {"version_id": oldest["id"]})
    moved = await talk.run(graph)
    assert set(graph) - moved.cached == {"portrait", "seen"}
    await talk.ask("PATCH", f"/characters/{mira['id']}", {"image_prompt": "somebody else"})
    edited = await talk.run(graph)
    assert set(graph) - edited.cached == {"character", "prompt", "slate", "card"}
    assert newest["id"] != oldest["id"]


async def test_load_portrait_gives_the_pixels_and_what_made_them(talk: Talk) -> None:
    mira = await talk.new_character()
    await talk.run(portrait_graph(mira))
    (version,) = await talk.versions(mira)
    graph = {
        "portrait": node("CastbookLoadPortrait", production="Night Ferry", character=mira["name"], version=1),
        "image": node("PreviewImage", images=["portrait", 0]),
    }
    ran = await talk.run(graph)
    (shown,) = ran.outputs["image"]["images"]
    seen = await talk.bytes(f"/view?filename={shown['filename']}&subfolder={shown['subfolder']}&type=temp")
    assert Image.open(io.BytesIO(seen)).tobytes() == await talk.pixels(version)


async def test_a_batch_makes_one_version_per_picture(talk: Talk) -> None:
    mira = await talk.new_character()
    ran = await talk.run(portrait_graph(mira, latent__batch_size=2))
    assert ran.outputs["save"]["text"] == ["version 1, version 2"]
    assert len(ran.outputs["save"]["images"]) == 2
    newest, oldest = await talk.versions(mira)
    assert await talk.pixels(newest) != await talk.pixels(oldest)
    ran = await talk.run(portrait_graph(mira, latent__batch_size=2))
    assert ran.outputs["save"]["text"] == ["already version 1, already version 2"]


async def test_unusual_pictures_are_kept_or_refused_in_words(talk: Talk) -> None:
    mira = await talk.new_character()
    picture: dict[str, Any] = {
        "one": node("EmptyImage", width=1, height=1, batch_size=1, color=0x112233),
        "red": node("EmptyImage", width=8, height=8, batch_size=1, color=0xFF0000),
        "mask": node("SolidMask", value=0.25, width=8, height=8),
        "alpha": node("JoinImageWithAlpha", image=["red", 0], alpha=["mask", 0]),
        "grey": node("MaskToImage", mask=["mask", 0]),
    }
    for number, (source, size, mode) in enumerate([("one", 1, "RGB"), ("alpha", 8, "RGBA"), ("grey", 8, "RGB")], 1):
        graph = {**slate_graph(mira, save__images=[source, 0]), **picture}
        ran = await talk.run(graph)
        assert ran.error is None
        assert ran.outputs["save"]["text"] == [f"version {number}"]
        stored = Image.open(io.BytesIO(await talk.bytes((await talk.versions(mira))[0]["image_url"])))
        assert (stored.size, stored.mode) == ((size, size), mode)
    assert all(value is None for key, value in (await talk.versions(mira))[0]["settings"].items() if key == "seed")


async def test_values_and_types_that_core_takes_are_taken(talk: Talk) -> None:
    mira = await talk.new_character()
    values = {"bright": 255, "dark": 0, "half": 127, "bfloat": 127, "trained": 127}
    graph = slate_graph(mira)
    save = graph.pop("save")["inputs"]
    for kind in values:
        graph[kind] = node("ProbePicture", kind=kind)
        graph[f"save {kind}"] = node("CastbookSavePortrait", **{**save, "images": [kind, 0]})
    ran = await talk.run(graph)
    assert ran.error is None
    pixels = [await talk.pixels(version) for version in await talk.versions(mira)]
    assert {bytes([value]) * (8 * 8 * 3) for value in values.values()} == set(pixels)


@pytest.mark.parametrize(
    ("kind", "said"), [("nan", "no numbers"), ("video", "holds no picture"), ("text", "is not an image")]
)
async def test_what_is_no_picture_is_refused_in_words(talk: Talk, kind: str, said: str) -> None:
    mira = await talk.new_character()
    graph = slate_graph(mira, save__images=["picture", 0]) | {"picture": node("ProbePicture", kind=kind)}
    ran = await talk.run(graph)
    assert ran.error is not None and said in ran.error
    assert await talk.versions(mira) == []


async def test_a_graph_of_custom_sampling_and_joined_texts_records_its_nodes(talk: Talk) -> None:
    mira = await talk.new_character()
    graph = portrait_graph(mira, positive__text=["joined", 0])
    graph |= {
        "added": node("PrimitiveString", value="in the rain"),
        "joined": node("StringConcatenate", string_a=["character", 2], string_b=["added", 0], delimiter=", "),
        "seed": node("PrimitiveInt", value=991),
        "noise": node("RandomNoise", noise_seed=["seed", 0]),
        "sigmas": node("BasicScheduler", model=["model", 0], scheduler="karras", steps=2, denoise=1.0),
        "how": node("KSamplerSelect", sampler_name="dpmpp_2m"),
        "guided": node("FluxGuidance", conditioning=["positive", 0], guidance=3.5),
        "guider": node("CFGGuider", model=["model", 0], positive=["guided", 0], negative=["negative", 0], cfg=3.0),
    }
    links = {"noise": ["noise", 0], "guider": ["guider", 0], "sampler": ["how", 0], "sigmas": ["sigmas", 0]}
    graph["sampler"] = node("SamplerCustomAdvanced", **links, latent_image=["latent", 0])
    graph["larger"] = node(
        "ImageScale", image=["decoded", 0], upscale_method="bilinear", width=256, height=384, crop="disabled"
    )
    graph["save"]["inputs"]["images"] = ["larger", 0]
    assert (await talk.run(graph)).error is None
    (version,) = await talk.versions(mira)
    settings = version["settings"]
    assert settings["positive"] == "a tall woman in a raincoat, in the rain"
    assert (settings["seed"], settings["steps"], settings["cfg"]) == ("991", 2, 3.0)
    assert (settings["sampler"], settings["scheduler"], settings["model"]) == ("dpmpp_2m", "karras", SMALL)
    assert (version["width"], version["height"], settings["aspect"]) == (256, 384, "2:3")


async def test_the_family_is_that_of_the_file_and_not_the_one_the_size_was_taken_from(talk: Talk) -> None:
    mira = await talk.new_character()
    await talk.run(portrait_graph(mira, prompt__family="sdxl"))
    (version,) = await talk.versions(mira)
    assert (version["settings"]["model"], version["settings"]["family"]) == (SMALL, "sd15")


async def test_the_graph_of_a_refined_portrait_starts_from_the_same_portrait_again(talk: Talk) -> None:
    mira = await talk.new_character()
    await talk.run(slate_graph(mira))
    graph = portrait_graph(mira, sampler__denoise=0.5, sampler__latent_image=["encoded", 0])
    graph["selected"] = node("CastbookLoadPortrait", production="Night Ferry", character=mira["name"], version=0)
    graph["small"] = node(
        "ImageScale", image=["selected", 0], upscale_method="bilinear", width=128, height=192, crop="center"
    )
    graph["encoded"] = node("VAEEncode", pixels=["small", 0], vae=["model", 2])
    assert (await talk.run(graph)).error is None
    refined, _ = await talk.versions(mira)  # which now is the selected one itself
    kept = await talk.get(f"/versions/{refined['id']}/graph")
    assert (kept["selected"]["inputs"]["version"], kept["design"]["inputs"]["design"]) == (1, "Film still")
    ran = await talk.run(kept)
    assert ran.outputs["save"]["text"] == ["already version 2"]  # equal pixels, equal settings


async def test_a_save_portrait_that_a_node_made_while_it_ran_saves_and_its_graph_gives_the_picture_again(
    talk: Talk,
) -> None:
    mira = await talk.new_character()
    graph = portrait_graph(mira, prompt__seed=-1)
    del graph["save"]
    graph["loop"] = node("ProbeMaker", images=["decoded", 0], prompt=["prompt", 5])
    assert (await talk.run(graph)).error is None
    (version,) = await talk.versions(mira)
    assert (version["settings"]["steps"], version["settings"]["model"]) == (2, SMALL)
    ran = await talk.run(await talk.get(f"/versions/{version['id']}/graph"))
    assert ran.outputs["loop.0.0.save"]["text"] == ["already version 1"]  # equal pixels, equal settings


async def test_a_new_character_is_valid_at_once_and_a_missing_one_is_named(talk: Talk) -> None:
    mira = await talk.new_character(name="Somebody New")
    ran = await talk.run(slate_graph(mira))
    assert ran.error is None
    status, answer = await talk.prompt(slate_graph({"name": "Nobody"}))
    assert status == 400
    said = answer["node_errors"]["character"]["errors"][0]["details"]
    assert 'There is no character named "Nobody" in the production "Night Ferry".' in said
    assert "Characters panel" in said
    status, answer = await talk.prompt(slate_graph(mira, design__design="Pencil"))
    assert status == 400
    assert "Pencil" in json.dumps(answer["node_errors"]["design"])


async def test_save_portrait_without_a_portrait_prompt_says_what_to_connect(talk: Talk) -> None:
    graph = {
        "red": node("EmptyImage", width=8, height=8, batch_size=1, color=0xFF0000),
        "save": node("CastbookSavePortrait", images=["red", 0], select=True),
    }
    for typed in ({}, {"portrait_prompt": "a tall woman"}):
        graph["save"]["inputs"] |= typed
        status, answer = await talk.prompt(graph)
        assert status == 400
        assert "Connect the last output of a Portrait Prompt node." in json.dumps(answer)


@pytest.mark.parametrize(
    ("text", "said"), [("a" * 30_000, "30000 characters"), ("a\0b\x07", "not text"), ("a\ud800", "not text")]
)
async def test_a_text_that_the_dialog_would_not_take_is_refused_on_the_node(talk: Talk, text: str, said: str) -> None:
    mira = await talk.new_character()
    ran = await talk.run(
        slate_graph(mira, prompt__image_prompt=["text", 0]) | {"text": node("PrimitiveString", value=text)}
    )
    assert ran.error is not None and said in ran.error
    assert await talk.versions(mira) == []


async def test_what_fails_while_it_runs_is_said_on_the_node(talk: Talk) -> None:
    mira = await talk.new_character()
    linked = {"production": "Night Ferry", "character": mira["name"], "version": ["prompt", 2]}
    graph = slate_graph(mira, prompt__seed=9)
    graph["portrait"] = node("CastbookLoadPortrait", **linked)
    graph["seen"] = node("PreviewImage", images=["portrait", 0])
    ran = await talk.run(graph)
    assert ran.error is not None
    assert "version 9" in ran.error
    assert ran.messages["execution_error"]["exception_type"] == "castbook.NodeError"
