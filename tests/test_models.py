"""Listing models from folders of real files: small safetensors files with true names and shapes."""

from __future__ import annotations

import json
import os
import pickle
import struct
import sys
from pathlib import Path

import pytest

from castbook import models
from castbook.models import ModelScan, known_hashes, named_models

SD15 = {
    "model.diffusion_model.input_blocks.0.0.weight": (320, 4, 3, 3),
    "model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight": (320, 768),
    "first_stage_model.decoder.conv_in.weight": (512, 4, 3, 3),
    "cond_stage_model.transformer.text_model.encoder.layers.0.mlp.fc1.weight": (3072, 768),
}
FLUX = {
    "double_blocks.0.img_attn.norm.key_norm.scale": (128,),
    "img_in.weight": (3072, 64),
    "guidance_in.in_layer.weight": (3072, 256),
}
CLIP_L = {"text_model.encoder.layers.0.mlp.fc1.weight": (3072, 768)}
T5XXL = {
    "encoder.block.0.layer.0.SelfAttention.k.weight": (4096, 4096),
    "encoder.block.23.layer.1.DenseReluDense.wi_1.weight": (10240, 4096),
}
AE = {"decoder.conv_in.weight": (512, 16, 3, 3)}
LORA = {"lora_unet_input_blocks_1_1_proj_in.lora_down.weight": (16, 320)}


def write(path: Path, shapes: dict, metadata: dict | None = None) -> Path:
    """A whole safetensors file in one-byte numbers; what it holds is a hole in the file, so it takes no disk."""
    header, end = ({"__metadata__": metadata} if metadata else {}), 0
    for name, shape in shapes.items():
        size = 1
        for length in shape:
            size *= length
        header[name] = {"dtype": "U8", "shape": list(shape), "data_offsets": [end, end + size]}
        end += size
    text = json.dumps(header).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        file.truncate(8 + len(text) + end)
    return path


@pytest.fixture
def folders(tmp_path):
    kinds = ("checkpoints", "diffusion_models", "text_encoders", "vae")
    for kind in kinds:
        (tmp_path / kind).mkdir()
    return {kind: [tmp_path / kind] for kind in kinds}


def names(listed):
    return [model.name for model in listed]


def test_models_are_listed_with_their_subfolders_and_families(tmp_path, folders):
    write(tmp_path / "checkpoints" / "film" / "noir.safetensors", SD15)
    write(tmp_path / "diffusion_models" / "flux1-dev.safetensors", FLUX)
    listed = ModelScan().models(folders)
    assert names(listed) == [str(Path("film") / "noir.safetensors"), "flux1-dev.safetensors"]
    assert [(model.family, model.folder, model.family_is_guess) for model in listed] == [
        ("sd15", "checkpoints", False),
        ("flux", "diffusion_models", False),
    ]
    assert listed[0].ready
    assert listed[1].missing == (
        "text_encoders/clip_l.safetensors",
        "text_encoders/t5xxl_fp8_e4m3fn_scaled.safetensors",
        "vae/ae.safetensors",
    )


def test_encoders_and_vaes_are_found_by_header_whatever_their_names(tmp_path, folders):
    write(tmp_path / "diffusion_models" / "flux1-dev.safetensors", FLUX)
    write(tmp_path / "text_encoders" / "a.safetensors", CLIP_L)
    write(tmp_path / "text_encoders" / "sub" / "b.safetensors", T5XXL)
    write(tmp_path / "vae" / "c.sft", AE)
    (model,) = ModelScan().models(folders)
    assert model.ready
    assert dict(model.extras) == {
        "clip_l": "a.safetensors",
        "t5xxl": str(Path("sub") / "b.safetensors"),
        "vae": "c.sft",
    }


def test_loras_vaes_encoders_and_broken_files_are_not_taken_for_models(tmp_path, folders):
    checkpoints = tmp_path / "checkpoints"
    for name, shapes in {"lora": LORA, "ae": AE, "clip": CLIP_L, "t5": T5XXL}.items():
        write(checkpoints / f"{name}.safetensors", shapes)
    whole = write(checkpoints / "cut.safetensors", SD15)
    os.truncate(whole, 5000)
    (checkpoints / "empty.safetensors").touch()
    (checkpoints / "page.safetensors").write_bytes(b"<!DOCTYPE html>" * 100)
    (checkpoints / "long.safetensors").write_bytes(struct.pack("<Q", 2**63) + b"{}")
    (checkpoints / "json.safetensors").write_bytes(struct.pack("<Q", 4) + b"[[]]")
    (checkpoints / "readme.txt").write_text("not a model", encoding="utf-8")
    (checkpoints / ".hidden.safetensors").write_bytes(b"")
    write(checkpoints / "good.safetensors", SD15)
    assert names(ModelScan().models(folders)) == ["good.safetensors"]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text elsewhere")
@pytest.mark.parametrize("name", [b"v1-5-\xff.ckpt", b"v1-5-\n.ckpt"])
def test_a_model_whose_name_no_request_can_hold_is_not_ready_and_says_why(tmp_path, folders, name):
    (tmp_path / "checkpoints" / os.fsdecode(name)).touch()
    (model,) = ModelScan().models(folders)
    assert not model.ready
    assert model.missing == ("a file name in UTF-8 without control characters; rename the file",)


def test_a_pickled_checkpoint_is_told_by_name_and_never_opened(tmp_path, folders):
    class Bomb:
        def __reduce__(self):
            return (Path.touch, (tmp_path / "it ran",))

    (tmp_path / "checkpoints" / "v1-5-pruned.ckpt").write_bytes(pickle.dumps(Bomb()))
    (model,) = ModelScan().models(folders)
    assert (model.family, model.family_is_guess, model.ready) == ("sd15", True, True)
    assert not (tmp_path / "it ran").exists()


def test_folders_that_are_not_there_are_empty(tmp_path):
    assert ModelScan().models({"checkpoints": [tmp_path / "gone"]}) == []
    assert ModelScan().models({}) == []


def test_of_two_files_with_one_name_the_first_folder_counts(tmp_path):
    write(tmp_path / "a" / "x.safetensors", SD15)
    write(tmp_path / "b" / "x.safetensors", FLUX)
    (model,) = ModelScan().models({"checkpoints": [tmp_path / "a", tmp_path / "b"]})
    assert model.family == "sd15"


def test_links_are_followed_but_not_in_a_circle(tmp_path, folders):
    write(tmp_path / "elsewhere" / "x.safetensors", SD15)
    (tmp_path / "checkpoints" / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "elsewhere" / "round").symlink_to(tmp_path / "checkpoints", target_is_directory=True)
    assert names(ModelScan().models(folders)) == [str(Path("link") / "x.safetensors")]


def test_a_link_to_nowhere_is_left_out(tmp_path, folders):
    (tmp_path / "checkpoints" / "x.safetensors").symlink_to(tmp_path / "gone.safetensors")
    assert ModelScan().models(folders) == []


def test_a_second_listing_reads_no_header(tmp_path, folders, monkeypatch):
    for number in range(20):
        write(tmp_path / "checkpoints" / f"{number}.safetensors", SD15)
    scan = ModelScan()
    first = scan.models(folders)
    reads = []
    monkeypatch.setattr(models, "_header_digest", reads.append)
    assert scan.models(folders) == first
    assert ModelScan(json.loads(json.dumps(scan.remembered))).models(folders) == first
    assert reads == []


def test_what_is_remembered_counts_only_while_size_and_time_are_the_same(tmp_path, folders):
    path = write(tmp_path / "checkpoints" / "x.safetensors", SD15)
    scan = ModelScan()
    assert scan.models(folders)[0].family == "sd15"
    news = scan.news()
    assert news == scan.remembered and news is not scan.remembered  # a copy: others may list at the same time
    scan.models(folders)
    assert scan.news() is None
    assert scan.known() == scan.models(folders)
    write(path, FLUX)
    assert scan.models(folders)[0].family == "flux"
    path.unlink()
    assert scan.models(folders) == []
    assert scan.remembered == {}


def test_a_files_hash_is_known_where_its_header_or_the_store_that_it_is_linked_from_says_it(tmp_path, folders):
    of_tensors, of_file = "ab" * 32, "cd" * 32
    write(tmp_path / "checkpoints" / "said.safetensors", SD15, {"modelspec.hash_sha256": "0x" + of_tensors.upper()})
    write(tmp_path / "checkpoints" / "odd.safetensors", SD15, {"modelspec.hash_sha256": "unknown"})
    stored = write(tmp_path / "store" / f"{of_file}.safetensors", SD15).rename(tmp_path / "store" / of_file)
    (tmp_path / "checkpoints" / "linked.safetensors").symlink_to(stored)
    scan = ModelScan()
    scan.models(folders)
    kept = json.loads(json.dumps(scan.remembered))
    assert known_hashes(kept, "said.safetensors") == {"sha256": None, "tensors_sha256": of_tensors}
    assert known_hashes(kept, "linked.safetensors") == {"sha256": of_file, "tensors_sha256": None}
    for nothing in (known_hashes(kept, "odd.safetensors"), known_hashes(kept, "gone"), known_hashes(None, "x")):
        assert nothing == {"sha256": None, "tensors_sha256": None}
    (tmp_path / "checkpoints" / "said.safetensors").write_bytes(b"another file")
    scan.models(folders)
    assert known_hashes(scan.remembered, "said.safetensors")["tensors_sha256"] is None


def test_files_with_the_same_header_keep_what_their_own_names_say(tmp_path, folders):
    write(tmp_path / "checkpoints" / "plain.safetensors", SD15)
    write(tmp_path / "checkpoints" / "photo_lcm.safetensors", SD15)
    variants = {model.name: model.variant for model in ModelScan().models(folders)}
    assert variants == {"plain.safetensors": None, "photo_lcm.safetensors": "lcm"}


def test_a_file_cut_off_is_broken_even_if_its_header_was_seen_whole(tmp_path, folders):
    write(tmp_path / "checkpoints" / "a.safetensors", SD15)
    cut = write(tmp_path / "checkpoints" / "b.safetensors", SD15)
    os.truncate(cut, cut.stat().st_size - 1)
    assert names(ModelScan().models(folders)) == ["a.safetensors"]


def test_the_users_correction_and_the_cores_version_count_at_once(tmp_path, folders):
    write(tmp_path / "checkpoints" / "odd.safetensors", {"mystery.weight": (4, 4)})
    scan = ModelScan()
    (unknown,) = scan.models(folders, core="0.3.64")
    assert (unknown.family, unknown.ready) == ("unknown", False)
    (told,) = scan.models(folders, core="0.3.64", corrections={"odd.safetensors": "z_image"})
    assert (told.family, told.family_is_guess) == ("z_image", False)
    assert "ComfyUI 0.3.75 or newer (this is 0.3.64)" in told.missing


def test_the_resolution_in_the_metadata_is_the_native_size(tmp_path, folders):
    write(tmp_path / "checkpoints" / "tiny.safetensors", SD15, {"modelspec.resolution": "256x384"})
    assert ModelScan().models(folders)[0].native_size == (256, 384)


def test_a_server_elsewhere_is_listed_by_names_all_marked_as_guesses():
    listed = named_models(
        {
            "checkpoints": ["anime\\ponyDiffusionXL.safetensors"],
            "diffusion_models": ["flux1-dev.safetensors"],
            "text_encoders": ["clip_l.safetensors", "t5xxl_fp16.safetensors"],
            "vae": ["ae.safetensors"],
        },
        {"flux1-dev.safetensors": {"modelspec.architecture": "flux-1-dev"}},
        core="0.33.0",
    )
    assert [(model.family, model.ready, model.family_is_guess) for model in listed] == [
        ("sdxl", True, True),
        ("flux", True, True),
    ]
    assert dict(listed[1].extras)["t5xxl"] == "t5xxl_fp16.safetensors"
