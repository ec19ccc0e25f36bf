"""The six nodes as ComfyUI sees them, in a pack loaded the way ComfyUI loads it, without ComfyUI."""

from __future__ import annotations

import importlib.util
import inspect
import json
import logging
import math
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from aiohttp import web

from castbook.engines.comfyui.words import OUR_NODES

IDS = {
    "CastbookLoadCharacter": "Load Character",
    "CastbookLoadDesign": "Load Production Design",
    "CastbookPortraitPrompt": "Portrait Prompt",
    "CastbookSavePortrait": "Save Portrait",
    "CastbookLoadPortrait": "Load Portrait",
    "CastbookSlate": "Slate",
}
# Saved workflows and scripts depend on these names and on the order of the outputs.
INPUTS = {
    "CastbookLoadCharacter": {"production", "character"},
    "CastbookLoadDesign": {"production", "design"},
    "CastbookPortraitPrompt": {"character", "design", "aspect", "seed", "family", "image_prompt", "negative"},
    "CastbookSavePortrait": {"images", "portrait_prompt", "select"},
    "CastbookLoadPortrait": {"production", "character", "version"},
    "CastbookSlate": {"portrait_prompt"},
}
OUTPUTS = {
    "CastbookLoadCharacter": ("CASTBOOK_CHARACTER", "STRING", "STRING"),
    "CastbookLoadDesign": ("CASTBOOK_DESIGN", "STRING", "STRING"),
    "CastbookPortraitPrompt": ("STRING", "STRING", "INT", "INT", "INT", "CASTBOOK_PORTRAIT_PROMPT"),
    "CastbookSavePortrait": ("INT", "IMAGE"),
    "CastbookLoadPortrait": ("IMAGE", "STRING", "STRING", "INT", "INT"),
    "CastbookSlate": ("IMAGE",),
}
SAMPLE = {"production": "Night Ferry", "character": "Mira"}


def load_pack(root: Path) -> ModuleType:
    """The pack under a name like those that ComfyUI makes up of a folder's path."""
    name = f"/some/where/custom_nodes/cast_x_book-{uuid.uuid4().hex}"
    spec = importlib.util.spec_from_file_location(name, root / "__init__.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def pack(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.setenv("CASTBOOK_LIBRARY", str(tmp_path / "library"))
    module = load_pack(root)
    yield module
    library = module.host._host._library
    if library is not None:
        library.close()
    for name in [name for name in sys.modules if name.startswith(module.__name__)]:
        del sys.modules[name]


@pytest.fixture(params=IDS)
def node(request: pytest.FixtureRequest, pack: ModuleType) -> Any:
    return pack.NODE_CLASS_MAPPINGS[request.param]


def inputs(node: Any) -> dict[str, tuple[Any, dict[str, Any]]]:
    """All inputs that the screen shows, required and optional."""
    kinds = node.INPUT_TYPES()
    found = kinds["required"] | kinds.get("optional", {})
    return {name: (entry[0], entry[1] if len(entry) > 1 else {}) for name, entry in found.items()}


def test_the_engine_calls_our_nodes_as_their_screens_do(pack: ModuleType) -> None:
    assert OUR_NODES.items() <= pack.NODE_DISPLAY_NAME_MAPPINGS.items()


def test_the_pack_registers_six_nodes_and_its_page_and_nothing_else(pack: ModuleType) -> None:
    assert pack.NODE_DISPLAY_NAME_MAPPINGS == IDS
    assert set(pack.NODE_CLASS_MAPPINGS) == set(IDS)
    assert pack.WEB_DIRECTORY == "./web"


def test_importing_the_pack_loads_no_room_and_says_nothing(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        module = load_pack(root)
    loaded = {name.removeprefix(module.__name__) for name in sys.modules if name.startswith(module.__name__)}
    assert {name for name in loaded if name.startswith(".castbook")} == {".castbook", ".castbook.errors"}
    assert not caplog.records


def test_ids_inputs_and_outputs_are_those_that_saved_workflows_know(node: Any) -> None:
    assert set(inputs(node)) == INPUTS[node.ID]
    assert OUTPUTS[node.ID] == node.RETURN_TYPES
    assert node.CATEGORY == "Castbook"


def test_every_input_and_output_explains_itself(node: Any) -> None:
    assert all(options.get("tooltip") for _, options in inputs(node).values())
    assert len(node.RETURN_TYPES) == len(node.RETURN_NAMES) == len(node.OUTPUT_TOOLTIPS)
    assert all(node.OUTPUT_TOOLTIPS)
    assert node.DESCRIPTION and node.SEARCH_ALIASES


def test_every_node_has_a_help_page_that_names_its_inputs_and_outputs(node: Any, root: Path) -> None:
    page = (root / "web" / "docs" / f"{node.ID}.md").read_text("utf-8")
    assert page.startswith(f"# {node.NAME}\n")
    assert all(f"`{name}`" in page for name in (*inputs(node), *node.RETURN_NAMES))


def test_the_english_texts_are_those_of_the_nodes(pack: ModuleType, root: Path) -> None:
    texts = {
        id: {
            "display_name": node.NAME,
            "description": node.DESCRIPTION,
            "inputs": {name: {"name": name, "tooltip": about["tooltip"]} for name, (_, about) in inputs(node).items()},
            "outputs": {
                str(slot): {"name": name, "tooltip": tooltip}
                for slot, (name, tooltip) in enumerate(zip(node.RETURN_NAMES, node.OUTPUT_TOOLTIPS, strict=True))
            },
        }
        for id, node in pack.NODE_CLASS_MAPPINGS.items()
    }
    assert json.loads((root / "locales" / "en" / "nodeDefs.json").read_text("utf-8")) == texts


def test_the_function_takes_every_input_and_validation_names_every_list(node: Any) -> None:
    taken = inspect.signature(getattr(node, node.FUNCTION)).parameters
    hidden = node.INPUT_TYPES().get("hidden", {})
    assert {*inputs(node), *hidden} == set(taken) - {"self"}
    changing = {"production", "character", "design"} & {
        name for name, (kind, _) in inputs(node).items() if isinstance(kind, list)
    }
    named = inspect.getfullargspec(node.VALIDATE_INPUTS).args if hasattr(node, "VALIDATE_INPUTS") else []
    assert changing <= set(named)


def test_lists_never_read_the_disk_and_show_the_library_once_it_is_open(pack: ModuleType, tmp_path: Path) -> None:
    node = pack.NODE_CLASS_MAPPINGS["CastbookLoadCharacter"]
    assert [kind for kind, _ in inputs(node).values()] == [[""], [""]]
    assert not (tmp_path / "library").exists()
    node().load(**SAMPLE)
    productions, characters = (kind for kind, _ in inputs(node).values())
    assert productions == ["Night Ferry"]
    assert {"Mira", "Captain Oda"} <= set(characters)
    designs, _ = inputs(pack.NODE_CLASS_MAPPINGS["CastbookLoadDesign"])["design"]
    assert designs == ["active", "Film still", "Ink storyboard"]


def test_validation_knows_new_names_at_once_and_says_what_is_missing(pack: ModuleType) -> None:
    validate = pack.NODE_CLASS_MAPPINGS["CastbookLoadCharacter"].VALIDATE_INPUTS
    assert validate(**SAMPLE) is True
    with pack.host.workbench() as bench:
        production = bench.library.production_named("Night Ferry")
        bench.library.create_character(production.id, "Otto")
    assert validate(production="Night Ferry", character="Otto") is True
    said = validate(production="Night Ferry", character="Nobody")
    assert 'no character named "Nobody" in the production "Night Ferry"' in said
    assert validate(production=None, character="linked") is True
    portrait = pack.NODE_CLASS_MAPPINGS["CastbookLoadPortrait"]
    assert portrait.VALIDATE_INPUTS(**SAMPLE) is True
    assert "Nobody" in portrait.VALIDATE_INPUTS(production="Night Ferry", character="Nobody")
    with pytest.raises(pack.host.NodeError, match="Mira has no portrait yet"):
        portrait().load(**SAMPLE, version=0)
    design = pack.NODE_CLASS_MAPPINGS["CastbookLoadDesign"].VALIDATE_INPUTS
    assert design(production="Night Ferry", design="active") is True
    assert 'no design named "Oil"' in design(production="Night Ferry", design="Oil")


def test_the_type_of_a_nodes_error_names_castbook_and_no_path(pack: ModuleType) -> None:
    error = pack.host.NodeError  # ComfyUI's history writes module and name of what a node has raised
    assert f"{error.__module__}.{error.__qualname__}" == "castbook.NodeError"
    assert pack.__name__.startswith("/")


def test_save_portrait_asks_for_its_portrait_prompt_unless_a_generation_is_behind_it(pack: ModuleType) -> None:
    validate = pack.NODE_CLASS_MAPPINGS["CastbookSavePortrait"].VALIDATE_INPUTS
    assert "Connect" in validate(select=True)
    assert "Connect" in validate(select=True, portrait_prompt="a tall woman")
    assert validate(select=True, portrait_prompt=None) is True
    assert validate(select=True, generation="g:0") is True


def test_what_changes_runs_again_and_what_does_not_does_not(pack: ModuleType) -> None:
    nodes = pack.NODE_CLASS_MAPPINGS
    assert math.isnan(nodes["CastbookSavePortrait"].IS_CHANGED(select=True))
    assert math.isnan(nodes["CastbookPortraitPrompt"].IS_CHANGED(seed=-1, family="sdxl"))
    assert nodes["CastbookPortraitPrompt"].IS_CHANGED(seed=4) == nodes["CastbookPortraitPrompt"].IS_CHANGED(seed=5)
    loader = nodes["CastbookLoadCharacter"]
    before = loader.IS_CHANGED(**SAMPLE)
    with pack.host.workbench() as bench:
        mira = bench.load_character(**SAMPLE).character
        bench.library.update_character(mira.id, description="Changed.")
    assert loader.IS_CHANGED(**SAMPLE) != before
    assert "no portrait yet" in nodes["CastbookLoadPortrait"].IS_CHANGED(**SAMPLE, version=0)
    linked = (loader, nodes["CastbookLoadDesign"], nodes["CastbookLoadPortrait"])
    assert all(math.isnan(node.IS_CHANGED(production=None)) for node in linked)  # what the name means may have changed
    assert math.isnan(nodes["CastbookLoadPortrait"].IS_CHANGED(**SAMPLE, version=None))


def test_a_seed_is_kept_as_typed_and_offers_no_control_after_generate(pack: ModuleType) -> None:
    kind, options = inputs(pack.NODE_CLASS_MAPPINGS["CastbookPortraitPrompt"])["seed"]
    assert (kind, options["min"], options["max"], options["default"]) == ("INT", -1, 2**64 - 1, -1)
    assert options["control_after_generate"] is False


def test_a_graph_of_nodes_gives_the_portrait_prompt(pack: ModuleType) -> None:
    nodes = pack.NODE_CLASS_MAPPINGS
    character, name, image_prompt = nodes["CastbookLoadCharacter"]().load(**SAMPLE)
    design, style_prompt, negative = nodes["CastbookLoadDesign"]().load("Night Ferry", "active")
    merged = nodes["CastbookPortraitPrompt"]().merge(character, "design default", 2**64 - 1, "sdxl", design=design)
    positive, negative_out, seed, width, height, portrait = merged
    assert name == "Mira"
    assert image_prompt in positive and style_prompt in positive
    assert negative_out == negative
    assert (seed, width, height) == (2**64 - 1, 832, 1216)
    assert (portrait.character, portrait.design.name) == ("Mira", "Film still")


def test_what_is_none_of_our_things_is_refused_in_words(pack: ModuleType) -> None:
    nodes = pack.NODE_CLASS_MAPPINGS
    character, *_ = nodes["CastbookLoadCharacter"]().load(**SAMPLE)
    merge = nodes["CastbookPortraitPrompt"]().merge
    for call, name in (
        (lambda: nodes["CastbookSlate"]().draw("a tall woman"), "portrait_prompt"),
        (lambda: merge("Mira", "2:3", 1, "sdxl"), "character"),
        (lambda: merge(character, "2:3", 1, "sdxl", design="Film still"), "design"),
    ):
        with pytest.raises(pack.host.NodeError, match=f"The input {name} is not what this node works with. Connect "):
            call()


def test_a_library_that_cannot_be_opened_is_said_by_the_nodes(
    pack: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("no folder")
    monkeypatch.setenv("CASTBOOK_LIBRARY", str(blocked))
    nodes = pack.NODE_CLASS_MAPPINGS
    assert all(node.INPUT_TYPES() for node in nodes.values())
    said = nodes["CastbookLoadCharacter"].VALIDATE_INPUTS(**SAMPLE)
    assert isinstance(said, str) and "A file lies where the library's folder should be" in said
    with pytest.raises(pack.host.NodeError, match="A file lies where the library's folder should be"):
        nodes["CastbookLoadCharacter"]().load(**SAMPLE)
    monkeypatch.setenv("CASTBOOK_LIBRARY", str(tmp_path / "library"))
    assert nodes["CastbookLoadCharacter"]().load(**SAMPLE)[1] == "Mira"  # the drive came back


def test_validation_never_waits_for_a_library_that_the_servers_start_opens(pack: ModuleType) -> None:
    """It comes on ComfyUI's event loop: there, a slow drive would hold up everything."""
    host = pack.host._host
    host._starts = True
    validate = pack.NODE_CLASS_MAPPINGS["CastbookLoadCharacter"].VALIDATE_INPUTS
    with host._opening:  # held by the start, which waits for the drive
        assert validate(production="Night Ferry", character="Anybody") is True  # the node's own turn will tell
    assert host._library is None
    host._trouble = pack.host.Unavailable("x", "The drive is away.", "Plug it in.")
    assert validate(production="Night Ferry", character="Anybody") == "The drive is away. Plug it in."


class OurServer:
    """As much of ComfyUI's server as a pack meets at its import."""

    def __init__(self) -> None:
        self.routes = web.RouteTableDef()
        self.app = web.Application()


def test_a_second_copy_of_the_pack_stays_out_of_the_first_ones_way(
    root: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    server = ModuleType("server")
    server.PromptServer = type("PromptServer", (), {"instance": OurServer()})  # pyright: ignore[reportAttributeAccessIssue]
    monkeypatch.setitem(sys.modules, "server", server)
    first, second = load_pack(root), load_pack(root)
    assert (set(first.NODE_CLASS_MAPPINGS), first.WEB_DIRECTORY) == (set(IDS), "./web")
    assert (second.NODE_CLASS_MAPPINGS, second.WEB_DIRECTORY) == ({}, None)
    assert "Castbook is installed twice" in caplog.text
    web.Application().add_routes(server.PromptServer.instance.routes)  # which refuses a route that is there twice
