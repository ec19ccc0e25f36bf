"""A model's family where there is no header to read: its name, its metadata, its folder."""

from __future__ import annotations

import pytest

from castbook.families import assemble, identify_by_name


@pytest.mark.parametrize(
    ("name", "metadata", "family", "variant"),
    [
        ("v1-5-pruned-emaonly.ckpt", {}, "sd15", None),
        ("v2-1_768-ema-pruned.ckpt", {}, "sd2", None),
        ("juggernautXL_v9.ckpt", {}, "sdxl", None),
        ("flux1-schnell-Q4_K_S.gguf", {}, "flux", "schnell"),
        ("flux-2-klein-base-9b-Q8_0.gguf", {}, "flux2", "klein_9b_base"),
        ("qwen-image-Q4_K_M.gguf", {}, "qwen_image", None),
        ("z_image_turbo-Q5.gguf", {}, "z_image", "turbo"),
        ("mine.safetensors", {"modelspec.architecture": "stable-diffusion-xl-v1-base"}, "sdxl", None),
        ("mine.safetensors", {"modelspec.architecture": "stable-diffusion-v1"}, "sd15", None),
        ("mine.safetensors", {"modelspec.architecture": "flux-1-dev"}, "flux", None),
        ("mine.safetensors", {"ss_base_model_version": "sdxl_base_v1-0"}, "sdxl", None),
        ("mine.ckpt", {}, "unknown", None),
        ("SD 1.5/mine.ckpt", {}, "sd15", None),
        ("old\\SDXL\\mine_turbo.safetensors", {}, "sdxl", "lightning"),
        ("SDXL/v1-5-pruned.ckpt", {}, "sd15", None),  # the name itself goes first
        ("Z-Image-De-Turbo.gguf", {}, "z_image", None),
        ("flux3_klein.safetensors", {}, "unknown", None),
        ("flux_3d_style.safetensors", {}, "flux", None),
    ],
)
def test_without_a_header_the_name_and_the_metadata_give_a_guess_marked_as_one(name, metadata, family, variant):
    guess = identify_by_name(name, metadata)
    assert (guess.family, guess.variant, guess.certain) == (family, variant, False)
    assert assemble(name, "checkpoints", guess, {}).family_is_guess
