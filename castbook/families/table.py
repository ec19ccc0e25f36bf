"""The table of families. docs/families.md lists the same values with the source of each. Pure.

Adding a family is one entry here, one graph function in castbook/graph and its header rule in identify.py.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .recipe import Defaults, Family, Part, Recipe


def encoder(role: str, kind: str, file: str) -> Part:
    """A text encoder, in the folder where ComfyUI looks for them."""
    return Part(role=role, kinds=(kind,), folder="text_encoders", file=file)


def vae(file: str, *kinds: str) -> Part:
    """A VAE, in the folder where ComfyUI looks for them."""
    return Part(role="vae", kinds=kinds, folder="vae", file=file)


def distilled(recipe: Recipe, steps: int, sampler: str, scheduler: str, **changes: Any) -> Recipe:
    """The recipe of a distilled variant: few steps, cfg 1, and a negative prompt that does not count."""
    few = Defaults(steps=steps, cfg=1.0, sampler=sampler, scheduler=scheduler, negative_applies=False)
    return replace(recipe, defaults=few, **changes)


CLIP_L = encoder("clip_l", "clip_l", "clip_l.safetensors")
CLIP_G = encoder("clip_g", "clip_g", "clip_g.safetensors")
CLIP_L_HIDREAM = encoder("clip_l", "clip_l", "clip_l_hidream.safetensors")
CLIP_G_HIDREAM = encoder("clip_g", "clip_g", "clip_g_hidream.safetensors")
T5XXL = encoder("t5xxl", "t5xxl", "t5xxl_fp8_e4m3fn_scaled.safetensors")
LLAMA = encoder("llama", "llama3_8b", "llama_3.1_8b_instruct_fp8_scaled.safetensors")
MISTRAL = encoder("mistral", "mistral3_24b", "mistral_3_small_flux2_fp8.safetensors")
QWEN3_4B = encoder("qwen", "qwen3_4b", "qwen_3_4b.safetensors")
QWEN3_8B = encoder("qwen", "qwen3_8b", "qwen_3_8b_fp8mixed.safetensors")
CLIP_H = encoder("clip_h", "clip_h", "clip_h.safetensors")
QWEN25_VL = encoder("qwen", "qwen25_7b", "qwen_2.5_vl_7b_fp8_scaled.safetensors")
GEMMA2 = encoder("gemma", "gemma2_2b", "gemma_2_2b_fp16.safetensors")
SD_VAE = vae("vae-ft-mse-840000-ema-pruned.safetensors", "sd_vae")
SDXL_VAE = vae("sdxl_vae.safetensors", "sdxl_vae")
SD3_VAE = vae("sd3_vae.safetensors", "sd3_vae")
FLUX_VAE = vae("ae.safetensors", "flux_vae")
FLUX2_VAE = vae("flux2-vae.safetensors", "flux2_vae")
QWEN_VAE = vae("qwen_image_vae.safetensors", "qwen_vae", "wan_vae")

SD15 = Recipe(
    side=512,
    defaults=Defaults(steps=20, cfg=7.0, sampler="euler", scheduler="normal"),
    clip_type="stable_diffusion",
    parts=(CLIP_L, SD_VAE),
)
SD2 = replace(SD15, side=768, parts=(CLIP_H, SD_VAE))
SDXL = Recipe(
    side=1024,
    defaults=Defaults(steps=25, cfg=7.0, sampler="dpmpp_2m", scheduler="karras"),
    clip_type="sdxl",
    parts=(CLIP_L, CLIP_G, SDXL_VAE),
)
SD35 = Recipe(
    side=1024,
    defaults=Defaults(steps=20, cfg=4.01, sampler="euler", scheduler="sgm_uniform"),
    parts=(CLIP_L, CLIP_G, T5XXL, SD3_VAE),
)
FLUX = Recipe(
    side=1024,
    defaults=Defaults(steps=20, cfg=1.0, sampler="euler", scheduler="simple", negative_applies=False),
    clip_type="flux",
    parts=(CLIP_L, T5XXL, FLUX_VAE),
    guidance=3.5,
)
FLUX2 = Recipe(
    side=1024,
    defaults=Defaults(steps=20, cfg=1.0, sampler="euler", scheduler="Flux2Scheduler", negative_applies=False),
    clip_type="flux2",
    parts=(MISTRAL, FLUX2_VAE),
    guidance=4.0,
    min_core="0.3.72",
    fixed=("cfg", "scheduler"),
)
KLEIN_4B = replace(
    FLUX2,
    defaults=Defaults(steps=20, cfg=5.0, sampler="euler", scheduler="Flux2Scheduler"),
    parts=(QWEN3_4B, FLUX2_VAE),
    guidance=None,
    min_core="0.9.2",
    fixed=("scheduler",),
)
KLEIN_9B = replace(KLEIN_4B, parts=(QWEN3_8B, FLUX2_VAE))
QWEN_IMAGE = Recipe(
    side=1328,
    defaults=Defaults(steps=20, cfg=4.0, sampler="euler", scheduler="simple"),
    clip_type="qwen_image",
    parts=(QWEN25_VL, QWEN_VAE),
    shift=3.1,
)
Z_IMAGE = Recipe(
    side=1024,
    defaults=Defaults(steps=25, cfg=4.0, sampler="res_multistep", scheduler="simple"),
    clip_type="lumina2",
    parts=(QWEN3_4B, FLUX_VAE),
    shift=3.0,
    min_core="0.3.75",
)
CHROMA = Recipe(
    side=1024,
    defaults=Defaults(steps=26, cfg=3.5, sampler="euler", scheduler="beta"),
    clip_type="chroma",
    parts=(T5XXL, FLUX_VAE),
    shift=1.0,
)
HIDREAM = Recipe(
    side=1024,
    defaults=Defaults(steps=50, cfg=5.0, sampler="uni_pc", scheduler="simple"),
    parts=(CLIP_L_HIDREAM, CLIP_G_HIDREAM, T5XXL, LLAMA, FLUX_VAE),
    shift=3.0,
)
LUMINA2 = Recipe(
    side=1024,
    defaults=Defaults(steps=30, cfg=4.0, sampler="res_multistep", scheduler="simple"),
    clip_type="lumina2",
    parts=(GEMMA2, FLUX_VAE),
    shift=4.0,
)
SLATE = Recipe(side=1024, defaults=Defaults(steps=8, cfg=7.0, sampler="slate", scheduler="slate"))
UNKNOWN = replace(SDXL, clip_type="", parts=())

_ALL = (
    Family(
        name="sd15",
        title="Stable Diffusion 1.5",
        recipe=SD15,
        grid=8,
        latent="EmptyLatentImage",
        prompt_style="phrases",
        variants={
            "lightning": distilled(SD15, 4, "euler", "sgm_uniform"),
            "lcm": distilled(SD15, 8, "lcm", "sgm_uniform"),
        },
    ),
    Family(
        name="sd2",
        title="Stable Diffusion 2",
        recipe=SD2,
        grid=8,
        latent="EmptyLatentImage",
        prompt_style="phrases",
        variants={
            "512": replace(SD2, side=512),
            "turbo": distilled(SD2, 1, "euler_ancestral", "simple", side=512),
        },
    ),
    Family(
        name="sdxl",
        title="Stable Diffusion XL",
        recipe=SDXL,
        grid=64,
        latent="EmptyLatentImage",
        prompt_style="phrases",
        variants={
            "turbo": distilled(SDXL, 1, "euler_ancestral", "simple", side=512),
            "lightning": distilled(SDXL, 4, "euler", "sgm_uniform"),
            "lcm": distilled(SDXL, 8, "lcm", "sgm_uniform"),
        },
    ),
    Family(
        name="sd35",
        title="Stable Diffusion 3.5",
        recipe=SD35,
        grid=16,
        latent="EmptySD3LatentImage",
        variants={"turbo": distilled(SD35, 4, "euler", "sgm_uniform")},
    ),
    Family(
        name="flux",
        title="Flux.1",
        recipe=FLUX,
        grid=16,
        latent="EmptySD3LatentImage",
        variants={
            "krea": FLUX,
            "turbo": distilled(FLUX, 8, "euler", "simple"),
            "schnell": distilled(FLUX, 4, "euler", "simple", guidance=None),
        },
    ),
    Family(
        name="flux2",
        title="Flux.2",
        recipe=FLUX2,
        grid=16,
        latent="EmptyFlux2LatentImage",
        variants={
            "turbo": replace(FLUX2, defaults=replace(FLUX2.defaults, steps=8)),
            "klein_4b": distilled(KLEIN_4B, 4, "euler", "Flux2Scheduler"),
            "klein_9b": distilled(KLEIN_9B, 4, "euler", "Flux2Scheduler"),
            "klein_4b_base": KLEIN_4B,
            "klein_9b_base": KLEIN_9B,
        },
    ),
    Family(
        name="qwen_image",
        title="Qwen-Image",
        recipe=QWEN_IMAGE,
        grid=16,
        latent="EmptySD3LatentImage",
        patch="ModelSamplingAuraFlow",
        variants={
            "2512": replace(QWEN_IMAGE, defaults=replace(QWEN_IMAGE.defaults, steps=50)),
            "lightning": distilled(QWEN_IMAGE, 8, "euler", "simple"),
        },
    ),
    Family(
        name="z_image",
        title="Z-Image",
        recipe=Z_IMAGE,
        grid=16,
        latent="EmptySD3LatentImage",
        patch="ModelSamplingAuraFlow",
        variants={"turbo": distilled(Z_IMAGE, 8, "res_multistep", "simple")},
    ),
    Family(
        name="chroma",
        title="Chroma",
        recipe=CHROMA,
        grid=16,
        latent="EmptySD3LatentImage",
        patch="ModelSamplingAuraFlow",
        variants={"flash": distilled(CHROMA, 16, "heun", "beta")},
    ),
    Family(
        name="hidream",
        title="HiDream-I1",
        recipe=HIDREAM,
        grid=16,
        latent="EmptySD3LatentImage",
        patch="ModelSamplingSD3",
        variants={
            "dev": distilled(HIDREAM, 28, "lcm", "normal", shift=6.0),
            "fast": distilled(HIDREAM, 16, "lcm", "normal", shift=3.0),
        },
    ),
    Family(
        name="lumina2",
        title="Lumina 2",
        recipe=LUMINA2,
        grid=16,
        latent="EmptySD3LatentImage",
        patch="ModelSamplingAuraFlow",
    ),
    Family(name="slate", title="Slate (test card)", recipe=SLATE, grid=64, prompt_style="phrases", shows_all=True),
    Family(name="unknown", title="Unknown", recipe=UNKNOWN, grid=64, prompt_style="phrases"),
)

FAMILIES: dict[str, Family] = {family.name: family for family in _ALL}
