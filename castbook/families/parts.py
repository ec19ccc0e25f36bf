"""Telling what is no model: LoRAs, VAEs, text encoders and others, from tensor names and shapes. Pure.

The rules for text encoders are those of ComfyUI's comfy/sd.py (detect_te_model), those for VAEs its class VAE.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Shapes = Mapping[str, Sequence[int]]

LORA = re.compile(
    r"lora_(?:unet|te|transformer|up|down|A|B)[._\d]|\.lora_?(?:up|down|A|B|magnitude_vector)\b|\.lora\.(?:up|down)\."
    r"|\.(?:hada_w1_a|lokr_w1|lokr_w1_a|oft_blocks|oft_diag|diff_b|dora_scale)$"
)
CONTROL = (
    "control_model.",
    "controlnet_blocks.",
    "controlnet_down_blocks.",
    "controlnet_cond_embedding.",
    "input_hint_block.",
)
EMBEDDING = ("emb_params", "string_to_param.*", "clip_l", "clip_g")
TWINS = {"sd_vae": ("xl", "sdxl_vae"), "flux_vae": ("sd3", "sd3_vae"), "wan_vae": ("qwen", "qwen_vae")}
NORMS = "model.layers.0.post_attention_layernorm.weight"
BY_NAME = (
    (r"clip_?l(?![a-z])|vit-l-14", "clip_l"),
    (r"clip_?g(?![a-z])|bigg", "clip_g"),
    (r"clip_?h(?![a-z])", "clip_h"),
    (r"umt5", "umt5"),
    (r"t5.?xxl|t5-?v1_1-xxl", "t5xxl"),
    (r"llama.?3", "llama3_8b"),
    (r"mistral.?3|mistral_3_small", "mistral3_24b"),
    (r"qwen.?3.?4b", "qwen3_4b"),
    (r"qwen.?3.?8b", "qwen3_8b"),
    (r"qwen.?2\.?5.?vl.?7b", "qwen25_7b"),
    (r"gemma.?2.?2b", "gemma2_2b"),
    (r"qwen.?image.*vae", "qwen_vae"),
    (r"wan.?2\.?1.*vae", "wan_vae"),
    (r"flux.?2.*vae|full_encoder_small_decoder", "flux2_vae"),
    (r"sd.?3.*vae", "sd3_vae"),
    (r"^ae\.|flux.*vae", "flux_vae"),
    (r"xl.*vae", "sdxl_vae"),
    (r"vae-ft-|vae", "sd_vae"),
)


def part_of(shapes: Shapes) -> str | None:
    """What this file is, if it is no model: "clip_l", "t5xxl", "flux_vae", "lora", "controlnet" ...; else None."""
    if any(LORA.search(tensor) for tensor in shapes):
        return "lora"
    if is_control(shapes):
        return "controlnet"
    if len(shapes) <= 4 and any(tensor in shapes for tensor in EMBEDDING):
        return "embedding"
    return _text_encoder(shapes) or _vae(shapes)


def part_with_name(kind: str, name: str) -> str:
    """The kind with what the name adds: some VAEs have equal tensors (SD and SDXL, Flux and SD3, Wan and Qwen)."""
    twin = TWINS.get(kind)
    return twin[1] if twin and twin[0] in _base(name) else kind


def is_control(shapes: Shapes) -> bool:
    """Whether this is a ControlNet, which holds a copy of half a model."""
    return any(tensor.startswith(CONTROL) for tensor in shapes)


def part_by_name(name: str) -> str | None:
    """What part a file is, guessed by its name alone."""
    return next((kind for pattern, kind in BY_NAME if re.search(pattern, _base(name))), None)


def _base(name: str) -> str:
    return re.split(r"[\\/]", name)[-1].lower()


def _dim(shapes: Shapes, name: str) -> int:
    shape = shapes.get(name, ())
    return shape[0] if shape else 0


def _text_encoder(shapes: Shapes) -> str | None:
    for layer, kind in ((30, "clip_g"), (22, "clip_h"), (0, "clip_l")):
        if f"text_model.encoder.layers.{layer}.mlp.fc1.weight" in shapes:
            return kind
    if "encoder.block.0.layer.0.SelfAttention.k.weight" in shapes:
        if "encoder.block.1.layer.0.SelfAttention.relative_attention_bias.weight" in shapes:
            return "umt5"  # of the T5 XXL's size, with a vocabulary of its own: Wan's
        gate = "encoder.block.23.layer.1.DenseReluDense.wi_1.weight"
        old = "encoder.block.23.layer.1.DenseReluDense.wi.weight"
        return "t5xxl" if _dim(shapes, gate) == 10240 or old in shapes else "t5"
    if "model.layers.0.post_feedforward_layernorm.weight" in shapes:
        return "gemma" if "model.layers.0.self_attn.q_norm.weight" in shapes else "gemma2_2b"
    if "model.layers.0.self_attn.k_proj.bias" in shapes:
        return "qwen25_7b" if _dim(shapes, "model.layers.0.self_attn.k_proj.bias") == 512 else "qwen25"
    if NORMS not in shapes:
        return None
    width = _dim(shapes, NORMS)
    if "model.layers.0.self_attn.q_norm.weight" in shapes:
        return {2560: "qwen3_4b", 4096: "qwen3_8b"}.get(width, "qwen3")
    return {5120: "mistral3_24b", 4096: "llama3_8b"}.get(width, "language_model")


def _vae(shapes: Shapes) -> str | None:
    if "decoder.middle.0.residual.0.gamma" in shapes:
        return "wan22_vae" if "decoder.upsamples.0.upsamples.0.residual.2.weight" in shapes else "wan_vae"
    shape = shapes.get("decoder.conv_in.weight", ())
    if len(shape) != 4:
        return "vae" if shape or "decoder.conv_in.conv.weight" in shapes else None
    if shape[1] == 32:
        return "flux2_vae" if "bn.running_mean" in shapes else "vae"
    return {4: "sd_vae", 16: "flux_vae"}.get(shape[1], "vae")
