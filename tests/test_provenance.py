"""What is read from hand-built graphs: each kind of sampler, chains of loaders, and what must stay unknown."""

from __future__ import annotations

import json
import math
from typing import Any

from castbook.provenance import Provenance, clean, portrait_node, read


def node(class_type: str, **inputs: Any) -> dict[str, Any]:
    return {"class_type": class_type, "inputs": inputs}


def simple(**changes: Any) -> dict[str, Any]:
    """Checkpoint, two encoders, KSampler, decoder, Save Portrait, fed by a Portrait Prompt."""
    graph = {
        "1": node("CheckpointLoaderSimple", ckpt_name="anime/xl.safetensors"),
        "2": node("CLIPTextEncode", text=["9", 0], clip=["1", 1]),
        "3": node("CLIPTextEncode", text="blurry", clip=["1", 1]),
        "4": node("EmptyLatentImage", width=["9", 3], height=["9", 4], batch_size=1),
        "5": node(
            "KSampler",
            model=["1", 0],
            seed=["9", 2],
            steps=12,
            cfg=6.5,
            sampler_name="dpmpp_2m",
            scheduler="karras",
            positive=["2", 0],
            negative=["3", 0],
            latent_image=["4", 0],
            denoise=1.0,
        ),
        "6": node("VAEDecode", samples=["5", 0], vae=["1", 2]),
        "7": node("CastbookSavePortrait", images=["6", 0], portrait_prompt=["9", 5], select=True),
        "8": node("CastbookLoadCharacter", production="P", character="C"),
        "9": node("CastbookPortraitPrompt", character=["8", 0], aspect="2:3", seed=-1, family="sdxl"),
    }
    graph.update(changes)
    return graph


KNOWN = {("9", 0): "a tall woman", ("9", 1): "", ("9", 2): 77, ("9", 3): 832, ("9", 4): 1216}


def test_a_plain_graph_is_read_whole() -> None:
    assert read(simple(), "7", KNOWN) == Provenance(
        kind="sampler",
        seed=77,
        steps=12,
        cfg=6.5,
        sampler="dpmpp_2m",
        scheduler="karras",
        model="anime/xl.safetensors",
        positive="a tall woman",
        negative="blurry",
        negative_applied=True,
    )


def test_the_model_is_found_behind_loras_and_patches() -> None:
    graph = simple()
    graph["10"] = node("LoraLoader", model=["1", 0], clip=["1", 1], lora_name="x", strength_model=1.0)
    graph["11"] = node("ModelSamplingDiscrete", model=["10", 0], sampling="lcm")
    graph["5"]["inputs"]["model"] = ["11", 0]
    assert read(graph, "7", KNOWN).model == "anime/xl.safetensors"


def test_a_merge_of_two_models_has_no_name() -> None:
    graph = simple()
    graph["10"] = node("CheckpointLoaderSimple", ckpt_name="other.safetensors")
    graph["11"] = node("ModelMergeSimple", model1=["1", 0], model2=["10", 0], ratio=0.5)
    graph["5"]["inputs"]["model"] = ["11", 0]
    assert read(graph, "7", KNOWN).model is None


def test_a_custom_sampler_is_read_through_its_parts() -> None:
    graph = simple()
    graph["1"] = node("UNETLoader", unet_name="flux.safetensors", weight_dtype="default")
    graph["12"] = node("RandomNoise", noise_seed=2**64 - 1)
    graph["13"] = node("KSamplerSelect", sampler_name="euler")
    graph["14"] = node("BasicScheduler", model=["1", 0], scheduler="beta", steps=26, denoise=1.0)
    graph["15"] = node("SplitSigmas", sigmas=["14", 0], step=20)
    graph["16"] = node("CFGGuider", model=["1", 0], positive=["2", 0], negative=["3", 0], cfg=3.5)
    graph["5"] = node(
        "SamplerCustomAdvanced",
        noise=["12", 0],
        guider=["16", 0],
        sampler=["13", 0],
        sigmas=["15", 0],
        latent_image=["4", 0],
    )
    found = read(graph, "7", KNOWN)
    assert (found.seed, found.steps, found.cfg) == (2**64 - 1, 26, 3.5)
    assert (found.sampler, found.scheduler, found.model) == ("euler", "beta", "flux.safetensors")
    assert (found.positive, found.negative, found.negative_applied) == ("a tall woman", "blurry", True)


def test_a_basic_guider_has_neither_cfg_nor_negative() -> None:
    graph = simple()
    graph["17"] = node("FluxGuidance", conditioning=["2", 0], guidance=3.5)
    graph["16"] = node("BasicGuider", model=["1", 0], conditioning=["17", 0])
    graph["5"] = node("SamplerCustomAdvanced", guider=["16", 0], latent_image=["4", 0])
    found = read(graph, "7", KNOWN)
    assert (found.cfg, found.negative, found.negative_applied) == (None, None, False)
    assert found.positive == "a tall woman"
    assert (found.seed, found.steps, found.sampler, found.scheduler) == (None, None, None, None)


def test_sampler_custom_keeps_cfg_and_seed_itself() -> None:
    graph = simple()
    graph["13"] = node("KSamplerSelect", sampler_name="lcm")
    graph["14"] = node("KarrasScheduler", steps=9, sigma_max=14.6, sigma_min=0.03, rho=7.0)
    graph["5"] = node(
        "SamplerCustom",
        model=["1", 0],
        add_noise=True,
        noise_seed=5,
        cfg=1.0,
        positive=["2", 0],
        negative=["3", 0],
        sampler=["13", 0],
        sigmas=["14", 0],
        latent_image=["4", 0],
    )
    found = read(graph, "7", KNOWN)
    assert (found.seed, found.steps, found.cfg, found.sampler, found.scheduler) == (5, 9, 1.0, "lcm", "karras")
    assert found.negative_applied is False  # at cfg 1 it has no effect


def test_a_refiner_that_adds_no_noise_has_the_seed_of_the_base() -> None:
    graph = simple()
    base = dict(graph["5"]["inputs"])
    del base["seed"], base["denoise"]
    graph["20"] = node("KSamplerAdvanced", **base, add_noise="enable", noise_seed=41, start_at_step=0, end_at_step=20)
    graph["5"] = node("KSamplerAdvanced", **base, add_noise="disable", noise_seed=0, start_at_step=20, end_at_step=99)
    graph["5"]["inputs"]["latent_image"] = ["20", 0]
    assert read(graph, "7", KNOWN).seed == 41


def test_the_nearest_of_two_passes_counts() -> None:
    graph = simple()
    graph["20"] = node("LatentUpscale", samples=["5", 0], width=2048, height=2048)
    graph["21"] = node("KSampler", **{**graph["5"]["inputs"], "latent_image": ["20", 0], "steps": 4, "seed": 3})
    graph["6"]["inputs"]["samples"] = ["21", 0]
    found = read(graph, "7", KNOWN)
    assert (found.seed, found.steps) == (3, 4)


def test_two_samplers_side_by_side_keep_what_they_agree_on() -> None:
    graph = simple()
    graph["21"] = node("KSampler", **{**graph["5"]["inputs"], "seed": 3})
    graph["22"] = node("VAEDecode", samples=["21", 0], vae=["1", 2])
    graph["23"] = node("ImageBlend", image1=["6", 0], image2=["22", 0], blend_factor=0.5)
    graph["7"]["inputs"]["images"] = ["23", 0]
    found = read(graph, "7", KNOWN)
    assert (found.seed, found.steps, found.model) == (None, 12, "anime/xl.safetensors")


def test_what_another_node_computes_is_unknown() -> None:
    graph = simple()
    graph["30"] = node("SomebodysSeed", seed=-1)
    graph["31"] = node("PrimitiveInt", value=8)
    graph["5"]["inputs"] |= {"seed": ["30", 0], "steps": ["31", 0], "positive": ["32", 0]}
    graph["32"] = node("SomebodysEncoder", words="a cat")
    found = read(graph, "7", KNOWN)
    assert (found.seed, found.steps, found.positive) == (None, 8, None)


def test_encoders_with_two_texts_count_where_the_texts_are_equal() -> None:
    graph = simple()
    graph["2"] = node("CLIPTextEncodeSDXL", text_g="a", text_l="a", clip=["1", 1])
    assert read(graph, "7", KNOWN).positive == "a"
    graph["2"] = node("CLIPTextEncodeSDXL", text_g="a", text_l="b", clip=["1", 1])
    assert read(graph, "7", KNOWN).positive is None


def test_controlnet_passes_both_texts_through() -> None:
    graph = simple()
    graph["40"] = node("ControlNetApplyAdvanced", positive=["2", 0], negative=["3", 0], strength=0.5)
    graph["5"]["inputs"] |= {"positive": ["40", 0], "negative": ["40", 1]}
    found = read(graph, "7", KNOWN)
    assert (found.positive, found.negative) == ("a tall woman", "blurry")


def test_zeroed_conditioning_is_no_negative_prompt() -> None:
    graph = simple()
    graph["3"] = node("ConditioningZeroOut", conditioning=["2", 0])
    found = read(graph, "7", KNOWN)
    assert (found.negative, found.negative_applied) == (None, False)


def test_a_picture_without_a_sampler_has_no_settings() -> None:
    graph = simple()
    graph["6"] = node("LoadImage", image="photo.png")
    assert read(graph, "7", KNOWN) == Provenance()


def test_a_slate_is_known_as_one() -> None:
    graph = simple()
    graph["6"] = node("CastbookSlate", portrait_prompt=["9", 5])
    found = read(graph, "7", KNOWN)
    assert (found.kind, found.model) == ("slate", "slate")


def test_links_to_nodes_that_are_not_there_lead_nowhere() -> None:
    graph = simple()
    graph["6"]["inputs"]["samples"] = ["99", 0]
    assert read(graph, "7", KNOWN) == Provenance()
    graph = simple()
    graph["5"]["inputs"] |= {"model": ["99", 0], "positive": ["99", 0], "seed": ["99", 0]}
    found = read(graph, "7", KNOWN)
    assert (found.model, found.positive, found.seed) == (None, None, None)


def test_the_kept_graph_holds_what_made_the_picture_and_nothing_else() -> None:
    graph = simple()
    graph["5"]["is_changed"] = [math.nan]
    graph["50"] = node("PreviewImage", images=["6", 0])
    graph["51"] = node("LoadImage", image="unrelated.png")
    kept = clean(graph, "7")
    assert set(kept) == {"1", "2", "3", "4", "5", "6", "7", "8", "9"}
    assert "is_changed" not in json.dumps(kept)
    assert kept["9"]["inputs"]["seed"] == -1


def test_the_kept_graph_has_the_seed_that_was_drawn() -> None:
    graph = simple()
    kept = clean(graph, "7", "1234")
    assert kept["9"]["inputs"]["seed"] == 1234
    assert graph["9"]["inputs"]["seed"] == -1
    graph["9"]["inputs"]["seed"] = 5
    assert clean(graph, "7", "5")["9"]["inputs"]["seed"] == 5


def test_the_portrait_prompt_is_known_only_where_it_feeds_the_node_itself() -> None:
    assert portrait_node(simple(), "7") == "9"
    graph = simple()
    graph["60"] = node("SomebodysSwitch", a=["9", 5])
    graph["7"]["inputs"]["portrait_prompt"] = ["60", 0]
    assert portrait_node(graph, "7") is None


def test_a_sampler_of_another_pack_is_not_read_and_not_read_past() -> None:
    graph = simple()
    again = {"image": ["6", 0], "model": ["1", 0], "seed": 5, "steps": 9, "positive": ["2", 0]}
    graph["70"] = node("UltimateSDUpscale", **again)
    graph["7"]["inputs"]["images"] = ["70", 0]
    assert read(graph, "7", KNOWN) == Provenance(kind="sampler")
    graph["70"] = node("FilmGrain", image=["6", 0], seed=5)  # noise of another kind
    assert read(graph, "7", KNOWN).seed == 77


def test_a_picture_that_only_guides_another_packs_sampler_did_not_make_its_picture() -> None:
    graph = simple()
    graph["71"] = node("SomebodysAdapter", model=["1", 0], image=["6", 0])
    graph["72"] = node("SomebodysSampler", model=["71", 0], noise_seed=1)
    graph["7"]["inputs"]["images"] = ["72", 0]
    assert read(graph, "7", KNOWN) == Provenance(kind="sampler")


def test_texts_of_unknown_encoders_and_of_boxes_in_the_picture_are_no_prompt() -> None:
    graph = simple()
    graph["2"] = node("SomebodysWildcardEncoder", text="{red|blue} hat", clip=["1", 1])
    assert read(graph, "7", KNOWN).positive is None
    graph["2"] = node("CLIPTextEncode", text="a man", clip=["1", 1])
    graph["73"] = node("GLIGENTextBoxApply", conditioning_to=["2", 0], text="a hat", x=0)
    graph["5"]["inputs"]["positive"] = ["73", 0]
    assert read(graph, "7", KNOWN).positive is None


def test_conditionings_that_are_put_together_have_no_single_text() -> None:
    graph = simple()
    graph["74"] = node("PairConditioningSetDefaultCombine", positive=["2", 0], negative=["3", 0])
    graph["75"] = node("SomebodysLoader", positive=["2", 0], negative=["3", 0])
    graph["5"]["inputs"] |= {"positive": ["74", 0], "negative": ["75", 1]}
    found = read(graph, "7", KNOWN)
    assert (found.positive, found.negative, found.negative_applied) == (None, None, None)


def test_every_text_of_an_encoder_with_several_counts() -> None:
    graph = simple()
    equal = {"clip_l": "a", "clip_g": "a", "t5xxl": "a", "llama": "a"}
    graph["2"] = node("CLIPTextEncodeHiDream", **equal, clip=["1", 1])
    assert read(graph, "7", KNOWN).positive == "a"
    for name in equal:
        graph["2"] = node("CLIPTextEncodeHiDream", **{**equal, name: "b"}, clip=["1", 1])
        assert read(graph, "7", KNOWN).positive is None
    graph["2"] = node("CLIPTextEncodeLumina2", system_prompt="superior", user_prompt="a", clip=["1", 1])
    assert read(graph, "7", KNOWN).positive == "a"
    graph["2"] = node("TextEncodeQwenImageEditPlus", prompt="a", clip=["1", 1])
    assert read(graph, "7", KNOWN).positive == "a"


def test_texts_are_read_from_nodes_that_hold_and_join_them() -> None:
    graph = simple()
    graph["80"] = node("PrimitiveStringMultiline", value="in the rain")
    graph["81"] = node("StringConcatenate", string_a=["9", 0], string_b=["80", 0], delimiter=", ")
    graph["2"]["inputs"]["text"] = ["81", 0]
    assert read(graph, "7", KNOWN).positive == "a tall woman, in the rain"
    graph["80"] = node("SomebodysText", value="in the rain")
    assert read(graph, "7", KNOWN).positive is None


def test_the_seed_of_another_portrait_prompt_is_the_one_that_is_typed_there() -> None:
    graph = simple()
    graph["90"] = node("CastbookPortraitPrompt", character=["8", 0], aspect="2:3", seed=123, family="sdxl")
    graph["5"]["inputs"]["seed"] = ["90", 2]
    assert read(graph, "7", KNOWN).seed == 123
    graph["90"]["inputs"]["seed"] = -1  # drawn, and nobody here saw it
    assert read(graph, "7", KNOWN).seed is None


def test_a_switch_is_followed_where_it_is_known_which_way_it_goes() -> None:
    graph = simple()
    graph["21"] = node("KSampler", **{**graph["5"]["inputs"], "seed": 3})
    graph["22"] = node("ComfySwitchNode", switch=True, on_false=["5", 0], on_true=["21", 0])
    graph["6"]["inputs"]["samples"] = ["22", 0]
    assert read(graph, "7", KNOWN).seed == 3
    graph["22"]["inputs"]["switch"] = False
    assert read(graph, "7", KNOWN).seed == 77
    graph["23"] = node("SomebodysChoice")
    graph["22"]["inputs"]["switch"] = ["23", 0]
    assert read(graph, "7", KNOWN).seed is None
    graph["23"] = node("PrimitiveBoolean", value=True)
    assert read(graph, "7", KNOWN).seed == 3
    graph["24"] = node("ComfySwitchNode", switch=True, on_false=["3", 0], on_true=["2", 0])
    graph["21"]["inputs"]["positive"] = ["24", 0]
    assert read(graph, "7", KNOWN).positive == "a tall woman"


def test_whether_noise_is_added_is_not_guessed() -> None:
    graph = simple()
    inputs = {name: value for name, value in graph["5"]["inputs"].items() if name != "seed"}
    graph["5"] = node("KSamplerAdvanced", **inputs, noise_seed=41, add_noise=["23", 0])
    graph["23"] = node("SomebodysChoice")
    assert read(graph, "7", KNOWN).seed is None
    graph["23"] = node("PrimitiveString", value="enable")
    assert read(graph, "7", KNOWN).seed == 41


def test_samplers_and_schedulers_that_are_nodes_have_their_names() -> None:
    graph = simple()
    custom = {"model": ["1", 0], "add_noise": True, "noise_seed": 5, "cfg": 4.0, "latent_image": ["4", 0]}
    graph["5"] = node("SamplerCustom", **custom, sampler=["13", 0], sigmas=["15", 0])
    graph["15"] = node("SetFirstSigma", sigmas=["14", 0], sigma=12.0)

    def told(sampler: dict[str, Any], scheduler: dict[str, Any]) -> tuple[str | None, str | None, int | None]:
        graph.update({"13": sampler, "14": scheduler})
        found = read(graph, "7", KNOWN)
        return found.sampler, found.scheduler, found.steps

    euler = node("KSamplerSelect", sampler_name="euler")
    ancestral = node("SamplerEulerAncestral", eta=1.0, s_noise=1.0)
    assert told(ancestral, node("Flux2Scheduler", steps=7)) == ("euler_ancestral", "Flux2Scheduler", 7)
    assert told(euler, node("BetaSamplingScheduler", steps=7, alpha=0.6, beta=0.6)) == ("euler", "beta", 7)
    bent = node("BetaSamplingScheduler", steps=7, alpha=0.4, beta=0.4)
    assert told(euler, bent) == ("euler", "BetaSamplingScheduler", 7)
    assert told(node("SomebodysSolver"), node("SomebodysSigmas")) == (None, None, None)
    graph["15"] = node("ExtendIntermediateSigmas", sigmas=["14", 0], steps=2)  # more steps than the scheduler's
    assert told(euler, node("Flux2Scheduler", steps=7)) == ("euler", None, None)


def test_a_node_that_another_one_made_while_it_ran_has_a_graph_of_its_own() -> None:
    inner = {f"4.0.{name}" if name in "67" else name: entry for name, entry in simple().items()}
    inner["4.0.7"]["inputs"]["images"] = ["4.0.6", 0]
    assert read(inner, "4.0.7", KNOWN).seed == 77
    assert set(clean(inner, "4.0.7", "77")) == set(inner)
    assert clean({}, "gone") == {}
