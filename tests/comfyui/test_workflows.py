"""The example workflows in the real frontend of each core: opened, looked at, validated, and one of them run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM, QUIET
from tests.comfyui.cores import CHECKPOINT, REPO, Core, Server, complaints

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium found: install one, or set CASTBOOK_CHROMIUM")

WORKFLOWS = sorted(file.stem for file in (REPO / "workflows").glob("*.json"))
SDXL = "sd_xl_base_1.0.safetensors"  # the file that the examples name
FLUX = {  # and those of the example with Flux, which is opened and validated, but not run
    "diffusion_models": ["flux1-dev.safetensors"],
    "text_encoders": ["clip_l.safetensors", "t5xxl_fp8_e4m3fn_scaled.safetensors"],
    "vae": ["ae.safetensors"],
}
BUSY = {  # keeps the server at work while a workflow is validated: some name files that are there, but empty
    "1": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": CHECKPOINT}},
    "2": {"class_type": "CLIPTextEncode", "inputs": {"clip": ["1", 1], "text": ""}},
    "3": {"class_type": "EmptyLatentImage", "inputs": {"width": 256, "height": 256, "batch_size": 1}},
    "4": {
        "class_type": "KSampler",
        "inputs": {
            **{"model": ["1", 0], "positive": ["2", 0], "negative": ["2", 0], "latent_image": ["3", 0]},
            **{"seed": 1, "steps": 20, "cfg": 1.0, "sampler_name": "euler", "scheduler": "normal", "denoise": 1.0},
        },
    },
    "5": {"class_type": "VAEDecode", "inputs": {"samples": ["4", 0], "vae": ["1", 2]}},
    "6": {"class_type": "PreviewImage", "inputs": {"images": ["5", 0]}},
}
SETTINGS = {"Comfy.TutorialCompleted": True, "Comfy.Workflow.Persist": False}
READY = "() => !!(window.app?.graph && window.LiteGraph?.registered_node_types?.CastbookSlate)"
POPUPS = ".p-dialog, .p-toast-message, .comfy-missing-nodes, [role=dialog], [role=alertdialog], [data-sonner-toast]"


@pytest.fixture(scope="module")
def with_models(core: Core, start_server: Callable[..., Server], tmp_path_factory: Any) -> Iterator[Server]:
    """A server that has the files which the examples name."""
    base = tmp_path_factory.mktemp("workflows")
    settings = base / "user" / "default" / "comfy.settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps(SETTINGS), "utf-8")
    server = start_server(core, base=base)
    (base / "models" / "checkpoints" / SDXL).symlink_to(base / "models" / "checkpoints" / CHECKPOINT)
    for folder, names in FLUX.items():
        (base / "models" / folder).mkdir(exist_ok=True)
        for name in names:
            (base / "models" / folder / name).touch()
    yield server
    log = server.log
    server.remove()
    assert complaints(log) == []


@pytest.fixture(scope="module")
def page(with_models: Server) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, "--no-sandbox"])
        opened = browser.new_page(viewport={"width": 1900, "height": 900})
        said: list[str] = []
        opened.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        opened.goto(with_models.url)
        opened.wait_for_function(READY, timeout=120_000)
        opened.wait_for_timeout(1500)  # the frontend opens a graph of its own at its start
        yield opened
        assert [line for line in said if line.startswith(("error", "warning")) and "astbook" in line] == []
        browser.close()


def open_workflow(page: Page, server: Server, name: str) -> None:
    """As the template browser does: the file that ComfyUI serves, given to loadGraphData."""
    path = f"/api/workflow_templates/{server.pack_name}/{name}.json"
    page.evaluate("async (path) => window.app.loadGraphData(await (await fetch(path)).json())", path)
    page.wait_for_timeout(1000)


def as_prompt(page: Page) -> dict[str, Any]:
    return page.evaluate("async () => (await window.app.graphToPrompt()).output")


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_opens_without_a_warning_and_validates(page: Page, with_models: Server, name: str) -> None:
    open_workflow(page, with_models, name)
    assert page.locator(POPUPS).locator("visible=true").count() == 0
    stored = json.loads((REPO / "workflows" / f"{name}.json").read_text("ascii"))
    types = page.evaluate("() => window.app.graph.nodes.map((node) => [node.type, !!node.has_errors])")
    assert sorted(types) == sorted([node["type"], False] for node in stored["nodes"])
    prompt = as_prompt(page)
    assert len(prompt) == len(stored["nodes"])
    seeds = [node["inputs"]["seed"] for node in prompt.values() if "seed" in node["inputs"]]
    assert -1 in seeds
    answer = page.evaluate(
        """async ([busy, prompt]) => {
          const ask = (path, body) => fetch(path, { method: "POST", body: JSON.stringify(body) });
          const first = await (await ask("/prompt", { prompt: busy })).json();
          const answer = await ask("/prompt", { prompt });
          const said = await answer.json();
          await ask("/queue", { delete: [said.prompt_id, first.prompt_id] });
          await ask("/interrupt", { prompt_id: first.prompt_id });
          return [answer.status, said.node_errors];
        }""",
        [BUSY, prompt],
    )
    assert answer == [200, {}]


def test_slate_only_runs_and_shows_the_card_and_its_number_on_the_node(page: Page, with_models: Server) -> None:
    open_workflow(page, with_models, "slate_only")
    page.evaluate("() => window.app.queuePrompt(0)")
    saved = "window.app.graph.nodes.find((node) => node.type === 'CastbookSavePortrait')"
    page.wait_for_function(f"() => {saved}.imgs?.length || {saved}.images?.length", timeout=60_000)
    shown = page.evaluate(f"() => {saved}.images[0]")
    assert (shown["type"], shown["subfolder"]) == ("temp", "castbook")
    page.wait_for_function(f"() => {saved}.widgets.some((one) => String(one.value).includes('version 1'))")
