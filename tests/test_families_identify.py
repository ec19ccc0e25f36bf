"""A model's family from its header. The headers hold the tensors, with their true shapes, that tell families apart."""

from __future__ import annotations

import pytest

from castbook.families import (
    CHOOSABLE,
    FAMILIES,
    Guess,
    assemble,
    corrected,
    identify,
    identify_by_name,
    part_by_name,
    part_with_name,
    recognise,
)

SD15 = {
    "input_blocks.0.0.weight": (320, 4, 3, 3),
    "input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight": (320, 768),
    "out.2.weight": (4, 320, 3, 3),
}
SD2 = {**SD15, "input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight": (320, 1024)}
SDXL = {
    "input_blocks.0.0.weight": (320, 4, 3, 3),
    "label_emb.0.0.weight": (1280, 2816),
    "input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight": (640, 2048),
}
REFINER = {
    "input_blocks.0.0.weight": (384, 4, 3, 3),
    "label_emb.0.0.weight": (1536, 2560),
    "input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight": (768, 1280),
}
SD35 = {
    "joint_blocks.0.context_block.attn.qkv.weight": (7296, 2432),
    "x_embedder.proj.weight": (2432, 16, 2, 2),
    "context_embedder.weight": (2432, 4096),
}
SCHNELL = {
    "double_blocks.0.img_attn.norm.key_norm.scale": (128,),
    "img_in.weight": (3072, 64),
    "txt_in.weight": (3072, 4096),
    "vector_in.in_layer.weight": (3072, 768),
}
DEV = {**SCHNELL, "guidance_in.in_layer.weight": (3072, 256)}
FLUX2 = {
    "double_blocks.0.img_attn.norm.key_norm.scale": (128,),
    "double_stream_modulation_img.lin.weight": (36864, 6144),
    "img_in.weight": (6144, 128),
    "txt_in.weight": (6144, 15360),
    "guidance_in.in_layer.weight": (6144, 256),
}
KLEIN_4B = {
    "double_blocks.0.img_attn.norm.key_norm.scale": (128,),
    "double_stream_modulation_img.lin.weight": (18432, 3072),
    "img_in.weight": (3072, 128),
    "txt_in.weight": (3072, 7680),
}
KLEIN_9B = {**KLEIN_4B, "img_in.weight": (4096, 128), "txt_in.weight": (4096, 12288)}
QWEN_IMAGE = {"txt_norm.weight": (3584,), "img_in.weight": (3072, 64), "proj_out.weight": (64, 3072)}
Z_IMAGE = {
    "cap_embedder.1.weight": (3840, 2560),
    "noise_refiner.0.attention.k_norm.weight": (128,),
    "cap_pad_token": (1, 3840),
}
LUMINA2 = {"cap_embedder.1.weight": (2304, 2304), "noise_refiner.0.attention.k_norm.weight": (96,)}
CHROMA = {
    "double_blocks.0.img_attn.norm.key_norm.scale": (128,),
    "distilled_guidance_layer.norms.0.scale": (5120,),
    "img_in.weight": (3072, 64),
    "txt_in.weight": (3072, 4096),
}
HIDREAM = {"caption_projection.0.linear.weight": (2560, 4096), "x_embedder.proj.weight": (2560, 64)}
HEADERS = {
    "sd15": SD15,
    "sd2": SD2,
    "sdxl": SDXL,
    "sd35": SD35,
    "flux": DEV,
    "flux2": FLUX2,
    "qwen_image": QWEN_IMAGE,
    "z_image": Z_IMAGE,
    "chroma": CHROMA,
    "hidream": HIDREAM,
    "lumina2": LUMINA2,
}
ENCODERS = {
    "clip_l": {"text_model.encoder.layers.0.mlp.fc1.weight": (3072, 768)},
    "clip_g": {f"text_model.encoder.layers.{n}.mlp.fc1.weight": (5120, 1280) for n in (0, 22, 30)},
    "clip_h": {f"text_model.encoder.layers.{n}.mlp.fc1.weight": (4096, 1024) for n in (0, 22)},
    "t5xxl": {
        "encoder.block.0.layer.0.SelfAttention.k.weight": (4096, 4096),
        "encoder.block.23.layer.1.DenseReluDense.wi_1.weight": (10240, 4096),
    },
    "umt5": {
        "encoder.block.0.layer.0.SelfAttention.k.weight": (4096, 4096),
        "encoder.block.1.layer.0.SelfAttention.relative_attention_bias.weight": (32, 64),
        "encoder.block.23.layer.1.DenseReluDense.wi_1.weight": (10240, 4096),
    },
    "llama3_8b": {"model.layers.0.post_attention_layernorm.weight": (4096,)},
    "mistral3_24b": {"model.layers.0.post_attention_layernorm.weight": (5120,)},
    "qwen3_4b": {
        "model.layers.0.post_attention_layernorm.weight": (2560,),
        "model.layers.0.self_attn.q_norm.weight": (128,),
    },
    "qwen3_8b": {
        "model.layers.0.post_attention_layernorm.weight": (4096,),
        "model.layers.0.self_attn.q_norm.weight": (128,),
    },
    "qwen25_7b": {
        "model.layers.0.post_attention_layernorm.weight": (3584,),
        "model.layers.0.self_attn.k_proj.bias": (512,),
    },
    "gemma2_2b": {
        "model.layers.0.post_feedforward_layernorm.weight": (2304,),
        "model.layers.0.post_attention_layernorm.weight": (2304,),
    },
}
VAES = {
    "sd_vae": {"decoder.conv_in.weight": (512, 4, 3, 3)},
    "flux_vae": {"decoder.conv_in.weight": (512, 16, 3, 3)},
    "flux2_vae": {"decoder.conv_in.weight": (512, 32, 3, 3), "bn.running_mean": (128,)},
    "wan_vae": {"decoder.middle.0.residual.0.gamma": (384, 1, 1, 1)},
    "wan22_vae": {
        "decoder.middle.0.residual.0.gamma": (1024, 1, 1, 1),
        "decoder.upsamples.0.upsamples.0.residual.2.weight": (1024, 1024, 3, 3, 3),
    },
}
LORAS = [
    {"lora_unet_input_blocks_1_1_proj_in.lora_down.weight": (16, 320, 1, 1)},
    {"diffusion_model.double_blocks.0.img_attn.qkv.lora_A.weight": (16, 3072)},
    {"transformer.single_transformer_blocks.0.attn.to_k.lora_B.weight": (3072, 16)},
    {"lycoris_blocks_0_attn.hada_w1_a": (16, 320)},
    {"unet.down_blocks.0.attentions.0.proj_in.lora.up.weight": (320, 16)},
]
ALL_PARTS = {kind: [f"{kind}.safetensors"] for kind in (*ENCODERS, *VAES, "sdxl_vae", "sd3_vae", "qwen_vae")}


def under(prefix, header):
    return {prefix + name: shape for name, shape in header.items()}


@pytest.mark.parametrize("prefix", ["", "model.diffusion_model."])
@pytest.mark.parametrize("family", HEADERS)
def test_each_family_is_told_by_its_tensors_bare_and_in_a_checkpoint(family, prefix):
    guess = identify(under(prefix, HEADERS[family]))
    assert guess is not None
    assert (guess.family, guess.variant, guess.certain) == (family, None, True)


def test_every_family_that_can_be_chosen_has_a_header_here():
    assert set(CHOOSABLE) == set(HEADERS)


@pytest.mark.parametrize(
    ("header", "name", "family", "variant"),
    [
        (SCHNELL, "flux1-schnell.safetensors", "flux", "schnell"),
        (SCHNELL, "renamed.safetensors", "flux", "schnell"),
        (DEV, "flux1-krea-dev_fp8_scaled.safetensors", "flux", "krea"),
        (DEV, "flux1-dev.safetensors", "flux", None),
        (DEV, "Flux.1-Turbo-8step.safetensors", "flux", "turbo"),
        (KLEIN_4B, "flux-2-klein-4b.safetensors", "flux2", "klein_4b"),
        (KLEIN_4B, "flux-2-klein-base-4b.safetensors", "flux2", "klein_4b_base"),
        (KLEIN_9B, "flux-2-klein-9b-fp8.safetensors", "flux2", "klein_9b"),
        (KLEIN_9B, "flux-2-klein-base-9b-fp8.safetensors", "flux2", "klein_9b_base"),
        (Z_IMAGE, "z_image_turbo_bf16.safetensors", "z_image", "turbo"),
        (Z_IMAGE, "z_image_bf16.safetensors", "z_image", None),
        (HIDREAM, "hidream_i1_full_fp8.safetensors", "hidream", None),
        (HIDREAM, "hidream_i1_dev_fp8.safetensors", "hidream", "dev"),
        (HIDREAM, "hidream_i1_fast_fp8.safetensors", "hidream", "fast"),
        (QWEN_IMAGE, "qwen_image_2512_fp8_e4m3fn.safetensors", "qwen_image", "2512"),
        (QWEN_IMAGE, "Qwen-Image-Lightning-merged.safetensors", "qwen_image", "lightning"),
        (SDXL, "sd_xl_turbo_1.0_fp16.safetensors", "sdxl", "turbo"),
        (SDXL, "sdxl\\juggernautXL_v9Rdphoto2Lightning.safetensors", "sdxl", "lightning"),
        (SDXL, "DreamShaperXL_Turbo_v2_1.safetensors", "sdxl", "lightning"),
        (SDXL, "hyperRealisticXL.safetensors", "sdxl", None),
        (SDXL, "turbo/plain.safetensors", "sdxl", None),
        (SD15, "dreamshaper_8LCM.safetensors", "sd15", "lcm"),
        (SD15, "dreamshaper_8_lcm.safetensors", "sd15", "lcm"),
        (SD2, "v2-1_512-ema-pruned.safetensors", "sd2", "512"),
        (SD35, "sd3.5_large_turbo.safetensors", "sd35", "turbo"),
    ],
)
def test_variants_are_told_by_tensors_where_they_differ_and_else_by_name(header, name, family, variant):
    guess = identify(header, {}, name)
    assert guess is not None
    assert (guess.family, guess.variant) == (family, variant)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_variant_that_a_name_can_suggest_is_in_the_table(family):
    from castbook.families.names import VARIANT_WORDS

    assert {variant for _, variant in VARIANT_WORDS.get(family, ())} <= set(FAMILIES[family].variants)


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("ponyDiffusionV6XL.safetensors", "tags"),
        ("Illustrious-XL-v2.safetensors", "tags"),
        ("noobaiXL.safetensors", "tags"),
        ("sd_xl_base_1.0.safetensors", "phrases"),
    ],
)
def test_pony_and_illustrious_are_sdxl_that_reads_tags(name, style):
    guess = identify(SDXL, {}, name)
    assert guess is not None
    assert assemble(name, "checkpoints", guess, ALL_PARTS).prompt_style == style


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (REFINER, "refiner"),
        ({**SD15, "input_blocks.0.0.weight": (320, 9, 3, 3)}, "picture to start from"),
        ({**DEV, "img_in.weight": (3072, 384)}, "picture to start from"),
        ({**QWEN_IMAGE, "__index_timestep_zero__": (0,)}, "picture to start from"),
        ({**CHROMA, "nerf_blocks.0.norm.scale": (64,)}, "Radiance"),
        ({**LUMINA2, "clip_text_pooled_proj.0.weight": (1024,)}, "NewBie"),
        ({"head.modulation": (1, 2, 5120)}, "Wan"),
        ({"txt_norm.weight": (2880,), "transformer_blocks.0.img_mlp.w1.weight": (3840, 1440)}, "Lens"),
        (
            {
                "double_stream_layers.0.img_instruct_attn.processor.img_to_q.weight": (2520, 2520),
                "time_caption_embed.timestep_embedder.linear_1.bias": (1024,),
            },
            "Boogu",
        ),
        ({"mystery.weight": (3, 3)}, "could not be told"),
    ],
)
def test_a_model_without_a_graph_is_unknown_and_the_note_says_why(header, said):
    guess = identify(header)
    assert guess is not None
    assert guess.family == "unknown"
    assert said in guess.note
    model = assemble("x.safetensors", "diffusion_models", guess, ALL_PARTS)
    assert not model.ready
    assert model.family_is_guess
    assert "Choose its family" in model.note


@pytest.mark.parametrize(
    "header", [*LORAS, {"controlnet_blocks.0.weight": (3072, 3072), **DEV}, {"emb_params": (4, 768)}]
)
def test_loras_controlnets_and_embeddings_are_no_models(header):
    assert identify(header) is None


@pytest.mark.parametrize("kind", [*ENCODERS, *VAES])
def test_text_encoders_and_vaes_are_told_by_their_tensors_and_are_no_models(kind):
    header = {**ENCODERS, **VAES}[kind]
    assert recognise(header) == kind
    assert identify(header) is None


def test_vaes_with_equal_tensors_are_told_by_name():
    assert part_with_name("sd_vae", "sub/sdxl_vae.safetensors") == "sdxl_vae"
    assert part_with_name("flux_vae", "sd3_vae.safetensors") == "sd3_vae"
    assert part_with_name("wan_vae", "qwen_image_vae.safetensors") == "qwen_vae"
    assert part_with_name("flux_vae", "ae.safetensors") == "flux_vae"
    assert part_with_name("clip_l", "xl.safetensors") == "clip_l"


def test_wans_text_encoder_is_not_taken_for_the_t5_of_flux():
    assert part_by_name("umt5_xxl_fp8_e4m3fn_scaled.safetensors") == "umt5"
    assert part_by_name("t5xxl_fp16.safetensors") == part_by_name("sub\\t5-v1_1-xxl.safetensors") == "t5xxl"
    guess = identify(DEV)
    assert guess is not None
    parts = {kind: files for kind, files in ALL_PARTS.items() if kind != "t5xxl"}
    assert assemble("x.safetensors", "diffusion_models", guess, parts).missing[0].startswith("text_encoders/t5xxl")


def test_an_empty_header_is_nothing():
    assert identify({}) is None


@pytest.mark.parametrize("family", HEADERS)
def test_a_recipes_official_files_are_the_kinds_it_asks_for(family):
    for variant in (None, *FAMILIES[family].variants):
        for part in FAMILIES[family].recipe_of(variant).parts:
            assert part_by_name(part.file) in part.kinds


@pytest.mark.parametrize("family", HEADERS)
def test_a_bare_model_is_ready_with_its_parts_and_names_each_that_is_missing(family):
    guess = identify(HEADERS[family])
    assert guess is not None
    ready = assemble("x.safetensors", "diffusion_models", guess, ALL_PARTS)
    assert ready.ready
    roles = [part.role for part in FAMILIES[family].recipe.parts]
    assert [role for role, _ in ready.extras] == roles
    lacking = assemble("x.safetensors", "diffusion_models", guess, {})
    assert not lacking.ready
    assert list(lacking.missing) == [f"{part.folder}/{part.file}" for part in FAMILIES[family].recipe.parts]


def test_a_whole_checkpoint_needs_nothing_and_one_without_encoders_needs_those():
    unet = under("model.diffusion_model.", SD35)
    vae = under("first_stage_model.", VAES["flux_vae"])
    whole = identify({**unet, **vae, **under("text_encoders.", ENCODERS["clip_l"])})
    official = identify({**unet, **vae})  # as Stability AI publishes it
    assert whole is not None
    assert official is not None
    assert assemble("a.safetensors", "checkpoints", whole, {}).missing == ()
    lacking = assemble("b.safetensors", "checkpoints", official, {"clip_l": ["l.safetensors"]})
    assert [file.split("/")[0] for file in lacking.missing] == ["text_encoders", "text_encoders"]
    assert lacking.extras == (("clip_l", "l.safetensors"),)


def test_the_official_file_is_taken_before_others_of_its_kind():
    guess = identify(DEV)
    parts = {**ALL_PARTS, "flux_vae": ["a_vae.safetensors", "sub/ae.safetensors"]}
    assert guess is not None
    assert dict(assemble("x", "diffusion_models", guess, parts).extras)["vae"] == "sub/ae.safetensors"


def test_a_core_that_is_too_old_is_said_to_be():
    guess = identify(Z_IMAGE)
    assert guess is not None
    old = assemble("z.safetensors", "diffusion_models", guess, ALL_PARTS, core="0.3.64")
    assert (old.ready, old.missing) == (False, ("ComfyUI 0.3.75 or newer (this is 0.3.64)",))
    for core in ("0.3.75", "0.33.0", "v0.4.0", "1.0"):
        assert assemble("z.safetensors", "diffusion_models", guess, ALL_PARTS, core=core).ready


def test_a_gguf_file_is_listed_but_not_ready():
    model = assemble("flux1-dev.gguf", "diffusion_models", identify_by_name("flux1-dev.gguf"), ALL_PARTS)
    assert not model.ready
    assert "GGUF" in model.missing[0]


def test_the_users_correction_wins_and_is_no_guess():
    guess = identify_by_name("mine_turbo.ckpt")
    model = assemble("mine_turbo.ckpt", "checkpoints", corrected(guess, "sd35", "mine_turbo.ckpt"), {})
    assert (model.family, model.variant, model.family_is_guess, model.ready) == ("sd35", "turbo", False, True)


def test_a_correction_that_agrees_keeps_the_variant():
    guess = identify(KLEIN_9B, {}, "x.safetensors")
    assert guess is not None
    assert corrected(guess, "flux2", "x.safetensors").variant == "klein_9b"


def test_the_number_of_steps_in_a_distilled_models_name_counts():
    name = "sdxl_lightning_8step.safetensors"
    guess = identify(SDXL, {}, name)
    assert guess is not None
    assert assemble(name, "checkpoints", guess, ALL_PARTS).steps == 8
    plain = identify(SDXL, {}, "trained_20steps.safetensors")
    assert plain is not None
    assert assemble("trained_20steps.safetensors", "checkpoints", plain, ALL_PARTS).steps is None


@pytest.mark.parametrize(
    ("resolution", "native"),
    [
        ("256x384", (256, 384)),
        ("1024x1024", (1024, 1024)),
        ("64x64", (512, 512)),
        ("8000x8000", (512, 512)),
        ("?", (512, 512)),
    ],
)
def test_a_files_own_resolution_counts_while_it_is_near_the_familys(resolution, native):
    guess = identify(SD15, {"modelspec.resolution": resolution})
    assert guess is not None
    assert assemble("x", "checkpoints", guess, ALL_PARTS).native_size == native


def test_an_editing_model_is_listed_with_a_note():
    guess = identify(QWEN_IMAGE, {}, "qwen_image_edit_fp8.safetensors")
    assert guess is not None
    model = assemble("qwen_image_edit_fp8.safetensors", "diffusion_models", guess, ALL_PARTS)
    assert model.ready
    assert "working on pictures" in model.note


def test_distilled_variants_switch_the_negative_off():
    distilled = {
        (family, variant)
        for family in CHOOSABLE
        for variant, recipe in FAMILIES[family].variants.items()
        if recipe.defaults.cfg == 1.0
    }
    assert ("sdxl", "turbo") in distilled
    for family, variant in distilled:
        guess = Guess(family=family, variant=variant)
        assert assemble("x", "diffusion_models", guess, ALL_PARTS).negative_applies is False
