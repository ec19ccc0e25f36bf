"""Graphs checked without a server, against what two real ComfyUI cores say about their nodes (/object_info)."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from castbook.cast import ASPECTS
from castbook.errors import Conflict
from castbook.families import FAMILIES
from castbook.graph import Graph, build, end_preview, end_save, strip_generation
from castbook.graph.recipes import RECIPES
from tests.graph_samples import VARIANTS, graph_of, model_of, portrait_of, version

RECORDED = sorted(Path(__file__).with_name("object_info").glob("*.json"))
CORES = {recorded["core"]: recorded["nodes"] for recorded in (json.loads(path.read_text("utf-8")) for path in RECORDED)}
OWN_NODES = {  # id -> (types of its inputs, types of its outputs), from the contract
    "CastbookLoadCharacter": (
        {"production": "STRING", "character": "STRING"},
        ["CASTBOOK_CHARACTER", "STRING", "STRING"],
    ),
    "CastbookLoadDesign": ({"production": "STRING", "design": "STRING"}, ["CASTBOOK_DESIGN", "STRING", "STRING"]),
    "CastbookPortraitPrompt": (
        {
            "character": "CASTBOOK_CHARACTER",
            "design": "CASTBOOK_DESIGN",
            "aspect": "STRING",
            "seed": "INT",
            "family": "STRING",
            "image_prompt": "STRING",
            "negative": "STRING",
        },
        ["STRING", "STRING", "INT", "INT", "INT", "CASTBOOK_PORTRAIT_PROMPT"],
    ),
    "CastbookSavePortrait": (
        {
            "images": "IMAGE",
            "portrait_prompt": "CASTBOOK_PORTRAIT_PROMPT",
            "select": "BOOLEAN",
            "generation": "STRING",
        },
        ["INT", "IMAGE"],
    ),
}


def faults(graph, nodes):
    """What ComfyUI's own validation would say about this graph, as far as /object_info tells."""
    found = []
    for node, entry in graph.items():
        kind, inputs = entry["class_type"], entry["inputs"]
        if kind in OWN_NODES:
            declared = {name: [type_] for name, type_ in OWN_NODES[kind][0].items()}
            required = {"images"} if kind == "CastbookSavePortrait" else set()
        elif kind in nodes:
            required = set(nodes[kind]["input"].get("required", {}))
            declared = {**nodes[kind]["input"].get("required", {}), **nodes[kind]["input"].get("optional", {})}
        else:
            found.append(f"{node}: no node {kind}")
            continue
        found += [f"{node} {kind}: {name} is missing" for name in required - set(inputs)]
        found += [f"{node} {kind}: no input {name}" for name in set(inputs) - set(declared)]
        for name in set(inputs) & set(declared):
            found += [
                f"{node} {kind}.{name}: {fault}" for fault in input_faults(inputs[name], declared[name], graph, nodes)
            ]
    return found


def input_faults(value, declaration, graph, nodes):
    kind, options = declaration[0], declaration[1] if len(declaration) > 1 else {}
    if isinstance(value, list):
        source = graph[value[0]]["class_type"]
        outputs = OWN_NODES[source][1] if source in OWN_NODES else nodes.get(source, {}).get("output")
        if outputs is None:
            return [f"is linked to {source}, which is not there"]
        return [] if outputs[value[1]] == kind else [f"takes {kind}, is linked to {outputs[value[1]]}"]
    if isinstance(kind, list) or kind == "COMBO":
        choices = kind if isinstance(kind, list) else options["options"]
        is_file = isinstance(value, str) and value.endswith(".safetensors")  # the recorded server had no files
        return [] if value in choices or is_file else [f"{value!r} is not one of {choices}"]
    python = {"INT": int, "FLOAT": float, "STRING": str, "BOOLEAN": bool}
    if kind not in python:
        return [f"needs a link to {kind}"]
    if type(value) is not python[kind]:
        return [f"{value!r} is no {kind}"]
    if kind in ("INT", "FLOAT") and not options.get("min", value) <= value <= options.get("max", value):
        return [f"{value} is out of range"]
    if kind == "INT" and (value - options.get("min", 0)) % options.get("step", 1):
        return [f"{value} is off the grid"]
    return []


@pytest.mark.parametrize("core", CORES)
@pytest.mark.parametrize("end", [end_preview, end_save("generation", 0)], ids=["preview", "save"])
@pytest.mark.parametrize("folder", ["diffusion_models", "checkpoints"])
@pytest.mark.parametrize(("family", "variant"), VARIANTS)
def test_each_familys_graph_fits_every_core_that_knows_the_family(core, end, folder, family, variant):
    graph = graph_of(family, variant, folder, end)
    if version(core) < version(FAMILIES[family].recipe_of(variant).min_core):
        assert family in ("flux2", "z_image")
        return
    assert faults(graph, CORES[core]) == []


def test_two_cores_are_recorded():
    assert set(CORES) == {"0.3.64", "0.33.0"}


def test_the_check_finds_what_a_server_would_refuse():
    nodes = CORES["0.33.0"]
    graph = graph_of("sdxl", folder="checkpoints", sampler="nonsense", cfg=100)
    sampler = next(node for node in graph if graph[node]["class_type"] == "KSampler")
    assert any("nonsense" in fault for fault in faults(graph, nodes))
    graph[sampler]["inputs"].update(sampler_name="euler", seed=2**64)
    assert any("out of range" in fault for fault in faults(graph, nodes))
    graph[sampler]["inputs"].update(seed=1, model=["1", 2])
    assert any("linked to VAE" in fault for fault in faults(graph, nodes))
    del graph[sampler]["inputs"]["model"]
    assert any("model is missing" in fault for fault in faults(graph, nodes))
    graph["1"]["class_type"] = "NoSuchNode"
    assert any("NoSuchNode" in fault for fault in faults(graph, {}))


def test_flux2_names_a_core_that_has_its_nodes():
    assert any("no node EmptyFlux2LatentImage" in fault for fault in faults(graph_of("flux2"), CORES["0.3.64"]))


@pytest.mark.parametrize("family", RECIPES)
@pytest.mark.parametrize("aspect", ASPECTS)
def test_the_latent_has_the_size_of_the_aspect(family, aspect):
    graph = graph_of(family, aspect=aspect)
    (latent,) = [entry for entry in graph.values() if entry["class_type"] == FAMILIES[family].latent]
    expected = portrait_of(model_of(family), aspect=aspect)
    assert (latent["inputs"]["width"], latent["inputs"]["height"]) == (expected.width, expected.height)
    assert faults(graph, CORES["0.33.0"]) == []


@pytest.mark.parametrize(("family", "variant"), VARIANTS)
def test_a_seed_up_to_two_to_the_64th_goes_in_without_losing_a_digit(family, variant):
    graph = graph_of(family, variant)
    seeds = [entry["inputs"].get("seed", entry["inputs"].get("noise_seed")) for entry in graph.values()]
    assert [seed for seed in seeds if seed is not None] == [18446744073709551615]


@pytest.mark.parametrize(("family", "variant"), VARIANTS)
def test_what_is_recorded_as_applied_is_what_the_graph_holds(family, variant):
    model = model_of(family, variant)
    portrait = portrait_of(model)
    graph = build(portrait, model, end_preview)
    texts = [value for entry in graph.values() for value in entry["inputs"].values() if isinstance(value, str)]
    assert portrait.positive in texts
    assert (portrait.negative in texts) == portrait.negative_applied
    sampled = [entry["inputs"] for entry in graph.values() if entry["class_type"] == "KSampler"]
    if sampled:
        (inputs,) = sampled
        settings = (portrait.steps, portrait.cfg, portrait.sampler, portrait.scheduler)
        assert (inputs["steps"], inputs["cfg"], inputs["sampler_name"], inputs["scheduler"]) == settings
    else:
        assert "scheduler" in FAMILIES[family].recipe_of(variant).fixed


def test_every_family_but_slate_and_unknown_has_a_graph():
    assert set(FAMILIES) - set(RECIPES) == {"slate", "unknown"}
    for family in ("slate", "unknown"):
        with pytest.raises(Conflict):
            graph_of(family)


def test_a_bare_model_without_its_parts_is_refused():
    bare = dataclasses.replace(model_of("flux"), extras=(("clip_l", "clip_l.safetensors"),))
    with pytest.raises(Conflict):
        build(portrait_of(bare), bare, end_preview)


def test_a_checkpoint_that_lacks_only_its_encoders_gets_them_from_files():
    model = dataclasses.replace(
        model_of("sd35", folder="checkpoints"),
        extras=(("clip_l", "l.safetensors"), ("clip_g", "g.safetensors"), ("t5xxl", "t.safetensors")),
    )
    graph = build(portrait_of(model), model, end_preview)
    kinds = [entry["class_type"] for entry in graph.values()]
    assert "CheckpointLoaderSimple" in kinds
    assert "TripleCLIPLoader" in kinds
    assert "VAELoader" not in kinds
    assert faults(graph, CORES["0.3.64"]) == []


def test_equal_requests_give_equal_graphs():
    assert graph_of("flux", seed="7") == graph_of("flux", seed="7")
    assert graph_of("flux", seed="7") != graph_of("flux", seed="8")


def test_save_portrait_is_bound_to_the_generation():
    graph = graph_of("sdxl", folder="checkpoints", end=end_save("0b8d", 3))
    (save,) = [entry for entry in graph.values() if entry["class_type"] == "CastbookSavePortrait"]
    assert save["inputs"]["generation"] == "0b8d:3"


@pytest.mark.parametrize("end", [end_save("0b8d", 3), end_preview], ids=["save", "preview"])
@pytest.mark.parametrize("core", CORES)
def test_a_stripped_graph_holds_names_instead_of_ids_and_samples_the_same(end, core):
    graph = graph_of("sdxl", folder="checkpoints", end=end)
    stripped = strip_generation(graph)
    assert "0b8d" not in json.dumps(stripped)
    assert faults(stripped, CORES[core]) == []
    by_kind = {entry["class_type"]: entry["inputs"] for entry in stripped.values()}
    assert by_kind["CastbookLoadCharacter"] == {"production": "Night Ferry", "character": "Mira"}
    assert by_kind["CastbookLoadDesign"] == {"production": "Night Ferry", "design": "Noir"}
    assert by_kind["CastbookPortraitPrompt"]["seed"] == 18446744073709551615
    texts = [stripped[by_kind["CastbookPortraitPrompt"][name][0]] for name in ("image_prompt", "negative")]
    assert [text["inputs"]["value"] for text in texts] == ["a woman", "colour"]
    sampling = {node: entry for node, entry in graph.items() if "castbook" not in entry.get("_meta", {})}
    assert {node: stripped[node] for node in sampling} == sampling
    assert "PreviewImage" not in by_kind


def test_a_stripped_graph_without_a_design_loads_none():
    model = model_of("sdxl", folder="checkpoints")
    portrait = dataclasses.replace(portrait_of(model), design=None)
    stripped = strip_generation(build(portrait, model, end_save("g", 0)))
    assert "CastbookLoadDesign" not in {entry["class_type"] for entry in stripped.values()}
    assert faults(stripped, CORES["0.3.64"]) == []


def test_stripping_changes_nothing_in_the_stored_graph_and_nothing_in_a_persons_own():
    graph = graph_of("sdxl", folder="checkpoints", end=end_save("g", 0))
    before = json.dumps(graph)
    strip_generation(graph)
    assert json.dumps(graph) == before
    own = {"12:3": {"class_type": "CastbookSavePortrait", "inputs": {"images": ["1", 0]}, "_meta": {"title": "Save"}}}
    assert strip_generation(own) == own


def test_add_returns_outputs_and_leaves_none_out():
    graph = Graph()
    model, clip, vae = graph.add("CheckpointLoaderSimple", 3, ckpt_name="x.safetensors")
    assert (model.slot, clip.slot, vae.slot) == (0, 1, 2)
    graph.add("CLIPLoader", clip=clip, device=None)
    assert graph.nodes["2"] == {"class_type": "CLIPLoader", "inputs": {"clip": ["1", 1]}}
