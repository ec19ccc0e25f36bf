"""README's picture of the cast beside a graph in ComfyUI: only with CASTBOOK_PICTURES=1, into docs/images/."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.cast import Cast
from tests.browser.test_pictures import SEEDS
from tests.comfyui.cores import Server, discover

CORES = [core for core in discover() if core.python]

pytestmark = [
    pytest.mark.skipif(
        not os.environ.get("CASTBOOK_PICTURES"), reason="CASTBOOK_PICTURES is not set: pictures stay as they are"
    ),
    pytest.mark.skipif(not CORES, reason="no ComfyUI found to take a picture of"),
]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """The first core found, without its welcome."""
    settings = tmp_path / "user" / "default" / "comfy.settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"Comfy.TutorialCompleted": true, "Comfy.Minimap.Visible": false}', "utf-8")
    running = Server(CORES[0], tmp_path, pack_name="castbook")
    try:
        yield running.start()
    finally:
        running.remove()


def test_the_picture_of_the_cast_in_comfyui_is_taken(server: Server, new_page: Callable[..., Page], root: Path) -> None:
    page = new_page(color_scheme="dark", viewport={"width": 1400, "height": 700})
    page.set_default_timeout(60_000)
    cast = Cast(page, server.url, "comfyui").visit()
    for name, seeds in SEEDS.items():
        dialog = cast.open(name)
        dialog.choice("Model").select_option("slate")
        for number, seed in enumerate(seeds, start=1):
            dialog.text("Seed").fill(seed)
            dialog.generate(f"{number} of {number}")
        dialog.text("Seed").fill("")
        dialog.close()
    page.evaluate(
        """async (path) => {
          await window.app.loadGraphData(await (await fetch(path)).json());
          const graph = window.app.rootGraph ?? window.app.graph;
          const save = graph.nodes.find((one) => one.type === "CastbookSavePortrait");
          save.size[1] = 420;
          await window.app.queuePrompt(0, 1);
        }""",
        "/api/workflow_templates/castbook/slate_only.json",
    )
    page.wait_for_function(
        """() => (window.app.rootGraph ?? window.app.graph).nodes
          .some((one) => one.type === "CastbookSavePortrait" && one.imgs?.length)"""
    )
    page.evaluate(
        """() => {
          const { canvas } = window.app;
          canvas.ds.scale = 0.66;
          canvas.ds.offset = [560, 160];
          canvas.setDirty(true, true);
        }"""
    )
    page.mouse.move(1390, 750)
    page.wait_for_timeout(9000)  # until ComfyUI's own messages have gone
    page.screenshot(path=root / "docs" / "images" / "comfyui.png")
