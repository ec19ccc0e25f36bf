"""Every family's graph before a real server's own validation, and SDXL sampled for real."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from PIL import Image

from castbook.families import FAMILIES, Model
from castbook.graph import build, end_preview
from castbook.models import ModelScan
from tests.comfyui.cores import Core, Server
from tests.graph_samples import VARIANTS, graph_of, model_of, portrait_of, version

SECONDS = 300


def post(server: Server, path: str, body: dict[str, Any]) -> Any:
    """POST JSON; the answer's JSON, or None for an empty one. An error answer is an answer too."""
    request = urllib.request.Request(server.url + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            text = answer.read()
    except urllib.error.HTTPError as error:
        text = error.read()
    return json.loads(text) if text else None


def picture(server: Server, graph: dict[str, Any]) -> Image.Image:
    """Queue a graph that ends in PreviewImage, wait for it and fetch its picture."""
    prompt = post(server, "/prompt", {"prompt": graph})["prompt_id"]
    deadline = time.monotonic() + SECONDS
    while not (entry := server.get(f"/history/{prompt}").get(prompt)):
        assert time.monotonic() < deadline, server.log[-2000:]
        time.sleep(0.2)
    assert entry["status"]["status_str"] == "success", entry["status"]
    (image,) = [image for output in entry["outputs"].values() for image in output["images"]]
    with urllib.request.urlopen(f"{server.url}/view?{urlencode(image)}", timeout=30) as answer:
        return Image.open(BytesIO(answer.read())).convert("RGB")


@pytest.fixture(scope="module")
def tiny_sdxl() -> Callable[[Core], Path]:
    """The narrow SDXL checkpoint, written once and kept in the temporary folder for later runs."""

    def at(core: Core) -> Path:
        folder = Path(tempfile.gettempdir()) / "castbook-tests"
        target = folder / "tiny-sdxl-1.safetensors"
        if not target.is_file():
            folder.mkdir(exist_ok=True)
            partial = folder / f"partial-sdxl-{os.getpid()}.safetensors"
            script = Path(__file__).with_name("tiny_sdxl.py")
            subprocess.run([str(core.python), str(script), str(partial)], cwd=core.path, check=True, timeout=300)
            partial.replace(target)
        return target

    return at


def test_the_servers_own_validation_takes_every_familys_graph(
    core: Core, start_server: Callable[..., Server], tmp_path: Path
) -> None:
    models = tmp_path / "models"
    for recipe in (FAMILIES[family].recipe_of(variant) for family, variant in VARIANTS):
        for part in recipe.parts:
            (models / part.folder).mkdir(parents=True, exist_ok=True)
            (models / part.folder / part.file).touch()
    for folder in ("checkpoints", "diffusion_models"):
        file = models / folder / model_of("sdxl").name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    server = start_server(core, base=tmp_path, pack_name=None)
    refused = {}
    for family, variant in VARIANTS:
        if version(core.version) < version(FAMILIES[family].recipe_of(variant).min_core):
            continue
        for folder in ("checkpoints", "diffusion_models"):
            answer = post(server, "/prompt", {"prompt": graph_of(family, variant, folder)})
            if "prompt_id" not in answer or answer["node_errors"]:
                refused[family, variant, folder] = answer
    post(server, "/queue", {"clear": True})
    server.remove()
    assert refused == {}


@pytest.mark.timeout(600)  # two gigabytes to load
def test_sdxl_is_sampled_and_the_same_seed_gives_the_same_pixels(
    core: Core, start_server: Callable[..., Server], tiny_sdxl: Callable[[Core], Path], tmp_path: Path
) -> None:
    checkpoints = tmp_path / "models" / "checkpoints"
    checkpoints.mkdir(parents=True)
    (checkpoints / "tiny_sdxl.safetensors").symlink_to(tiny_sdxl(core))
    listed: dict[str, Model] = {
        model.name: model for model in ModelScan().models({"checkpoints": [checkpoints]}, core=core.version)
    }
    model = listed["tiny_sdxl.safetensors"]
    assert (model.family, model.ready, model.native_size) == ("sdxl", True, (512, 512))
    server = start_server(core, base=tmp_path, pack_name=None)

    def sampled(seed: str, again: int = 0) -> Image.Image:
        portrait = dataclasses.replace(portrait_of(model, seed=seed, steps=1), width=256, height=256)
        graph = build(portrait, model, end_preview)
        for node in graph.values():
            if node["class_type"] == "KSampler":
                node["inputs"]["again"] = again  # unknown to the node, but it keeps the cache from answering
        return picture(server, graph)

    first, other, same = sampled("18446744073709551615"), sampled("1"), sampled("18446744073709551615", again=1)
    server.remove()
    assert first.size == (256, 256)
    assert first.tobytes() == same.tobytes()
    assert first.tobytes() != other.tobytes()
