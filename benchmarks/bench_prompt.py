"""Resolving a portrait prompt, building its graph, and listing a thousand model files. Bounds: 1 s, then 10 ms."""

from __future__ import annotations

import json
import os
import statistics
import struct
import time
from pathlib import Path
from typing import Any

import pytest

from castbook import families
from castbook.cast import Character, Design, Production
from castbook.graph import build, end_preview
from castbook.models import ModelScan
from castbook.prompt import read_request, resolve

FILES = 1000
FIRST_MS = 1000.0
AGAIN_MS = 10.0
TENSORS = 1100  # about as many as a Stable Diffusion checkpoint has
SDXL = {
    "model.diffusion_model.input_blocks.0.0.weight": [320, 4, 3, 3],
    "model.diffusion_model.label_emb.0.0.weight": [1280, 2816],
    "model.diffusion_model.input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight": [640, 2048],
    "first_stage_model.decoder.conv_in.weight": [512, 4, 3, 3],
    "conditioner.embedders.0.transformer.text_model.encoder.layers.0.mlp.fc1.weight": [3072, 768],
}
PRODUCTION = Production(id="p", name="Night Ferry", active_design_id="d", created_at="")
MIRA = Character(id="c", production_id="p", name="Mira", image_prompt="a woman of 40, grey braid, oilskin coat")
NOIR = Design(id="d", production_id="p", name="Noir", style_prompt="film noir, hard light", negative="colour", seed="7")
MODEL = families.Model(
    name="sd_xl_base_1.0.safetensors",
    folder="checkpoints",
    family="sdxl",
    family_is_guess=False,
    native_size=(1024, 1024),
    negative_applies=True,
)


def _portrait() -> Any:
    request = read_request({"aspect": "2:3", "negative": "hat", "steps": 20})
    return resolve(request, production=PRODUCTION, character=MIRA, design=NOIR, model=MODEL)


def test_resolve_a_prompt(benchmark: Any) -> None:
    """From the fields that were typed to exactly what is sent."""
    assert benchmark(_portrait).width == 832


def test_build_a_graph(benchmark: Any) -> None:
    """From the portrait prompt to the graph."""
    assert benchmark(build, _portrait(), MODEL, end_preview)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thousand checkpoints as long in their headers as a real one, with a hundred different headers."""
    root = tmp_path_factory.mktemp("models") / "sub"
    root.mkdir()
    shapes = {**SDXL, **{f"model.diffusion_model.block.{n}.weight": [1] for n in range(TENSORS - len(SDXL))}}
    for number in range(FILES):
        header, end = {"__metadata__": {"modelspec.title": f"Finetune {number % 100}"}}, 0
        for name, shape in shapes.items():
            size = 1
            for length in shape:
                size *= length
            header[name] = {"dtype": "U8", "shape": shape, "data_offsets": [end, end + size]}
            end += size
        text = json.dumps(header).encode()
        path = root / f"model {number}.safetensors"
        path.write_bytes(struct.pack("<Q", len(text)) + text)
        os.truncate(path, 8 + len(text) + end)
    return root.parent


def test_list_models(folder: Path, record: Any) -> None:
    """The first listing reads every header, the next ones only the folders."""
    scan = ModelScan()
    started = time.perf_counter()
    assert len(scan.models({"checkpoints": [folder]})) == FILES
    first = (time.perf_counter() - started) * 1000
    again = []
    for _ in range(20):
        started = time.perf_counter()
        scan.models({"checkpoints": [folder]})
        again.append((time.perf_counter() - started) * 1000)
    record("list 1,000 models, first", first, bound=FIRST_MS)
    record("list 1,000 models, again", statistics.median(again), bound=AGAIN_MS)
