"""Telling a model's family from its header: tensor names and shapes, no tensor is read. Pure.

The rules look at the same tensors, in the same order, as ComfyUI's comfy/model_detection.py (0.33.0), so that what is
told here is what the server will load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from .names import Hints, family_of, hints, klein_of, variant_of
from .parts import Shapes, is_control, part_of

PREFIXES = ("model.diffusion_model.", "model.model.", "net.", "model.", "")
NEEDS_A_PICTURE = "It needs a picture to start from (inpainting, editing or control), which Castbook does not give it."
MADE_FOR_PICTURES = "Its name says that it is made for working on pictures, not for making them."
KLEIN = {"klein_4b": "4b", "klein_9b": "9b"}
ENCODER_PREFIXES = ("cond_stage_model.", "conditioner.embedders.", "text_encoders.")
VAE_PREFIXES = ("first_stage_model.", "vae.")
WHOLE = frozenset({"text_encoder", "vae"})


@dataclass(frozen=True, kw_only=True)
class Guess:
    """What a file seems to be. `family` is "unknown" for models that Castbook has no graph for; `note` says why.

    `certain` is False where only the name speaks. `holds` are the parts inside the file beside the diffusion model:
    "text_encoder", "vae". `native` is the size that the file itself names, `steps` the number its name promises.
    """

    family: str
    variant: str | None = None
    certain: bool = True
    holds: frozenset[str] = frozenset()
    native: tuple[int, int] | None = None
    steps: int | None = None
    prompt_style: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Tensors:
    """A header as seen from one prefix."""

    shapes: Shapes
    prefix: str

    def has(self, *names: str) -> bool:
        """Whether all of these tensors are there."""
        return all(self.prefix + name in self.shapes for name in names)

    def has_norm(self, stem: str) -> bool:
        """Whether a norm is there, under either of the names that exporters give its weight."""
        return self.has(stem + "weight") or self.has(stem + "scale")

    def dim(self, name: str, axis: int) -> int | None:
        """The length of one axis of a tensor; None if there is no such tensor or axis."""
        shape = self.shapes.get(self.prefix + name, ())
        return shape[axis] if len(shape) > axis else None


def identify(shapes: Shapes, metadata: Mapping[str, str] | None = None, name: str = "") -> Guess | None:
    """What model this header belongs to; None if it is no model (a LoRA, a VAE, a text encoder ...) or empty.

    `name` is the file's name: variants with equal tensors (turbo, lightning, krea ...) can only be told by it.
    """
    found = recognise(shapes)
    return with_name(found, name, metadata) if isinstance(found, Guess) else None


def recognise(shapes: Shapes) -> Guess | str | None:
    """What the tensors alone say: a model's Guess, the kind of a part ("clip_l", "lora" ...), None for no tensors."""
    if not shapes:
        return None
    if is_control(shapes):
        return "controlnet"
    found = next(_matches(shapes), None)
    if found is None:
        return part_of(shapes) or Guess(family="unknown", note="Its family could not be told.")
    holds = {"text_encoder": ENCODER_PREFIXES, "vae": VAE_PREFIXES}
    inside = (part for part, prefixes in holds.items() if any(tensor.startswith(prefixes) for tensor in shapes))
    return replace(found, holds=frozenset(inside))


def with_name(guess: Guess, name: str, metadata: Mapping[str, str] | None = None) -> Guess:
    """The guess with what the file's name and metadata add to it."""
    said = hints(name, metadata or {})
    if guess.variant in KLEIN:
        return _with_hints(replace(guess, variant=klein_of(KLEIN[guess.variant], said.words)), said)
    return _with_hints(replace(guess, variant=guess.variant or variant_of(guess.family, said.words)), said)


def identify_by_name(name: str, metadata: Mapping[str, str] | None = None) -> Guess:
    """A guess where there is no header to read: .ckpt and .gguf files, and the files of a server elsewhere.

    A checkpoint is then taken to be whole, with its text encoder and VAE inside.
    """
    said = hints(name, metadata or {})
    family = family_of(said.words, metadata or {})
    if family == "unknown":
        family = family_of(said.folders, {})
    variant = variant_of(family, said.words)
    if family == "flux2" and "klein" in said.words:
        variant = klein_of("9b" if "9b" in said.words else "4b", said.words)
    note = "" if family != "unknown" else "Its name does not tell its family."
    return _with_hints(Guess(family=family, variant=variant, certain=False, holds=WHOLE, note=note), said)


def _with_hints(guess: Guess, said: Hints) -> Guess:
    note = guess.note or (MADE_FOR_PICTURES if said.edits else "")
    return replace(guess, native=said.native, steps=said.steps, prompt_style=said.prompt_style, note=note)


def _matches(shapes: Shapes) -> Iterator[Guess]:
    for prefix in PREFIXES:
        for rule in RULES:
            if found := rule(Tensors(shapes, prefix)):
                yield found


def _sd3(tensors: Tensors) -> Guess | None:
    old = tensors.has("joint_blocks.0.context_block.attn.qkv.weight")
    diffusers = tensors.has("transformer_blocks.0.attn.add_q_proj.weight", "pos_embed.proj.weight")
    return Guess(family="sd35") if old or diffusers else None


def _flux(tensors: Tensors) -> Guess | None:
    if not tensors.has_norm("double_blocks.0.img_attn.norm.key_norm."):
        return None
    if tensors.has("txt_in.individual_token_refiner.blocks.0.norm1.weight"):
        return _other("Hunyuan Video")
    if tensors.has("double_stream_modulation_img.lin.weight"):
        klein = {7680: "klein_4b", 12288: "klein_9b"}  # by the width of the text encoder's three layers
        return Guess(family="flux2", variant=klein.get(tensors.dim("txt_in.weight", 1) or 0))
    if tensors.has_norm("distilled_guidance_layer.0.norms.0.") or tensors.has_norm("distilled_guidance_layer.norms.0."):
        return _other("Chroma Radiance") if tensors.has_norm("nerf_blocks.0.norm.") else Guess(family="chroma")
    if tensors.has("double_blocks.0.img_mlp.gate_proj.weight"):
        return _other("Ovis")
    if tensors.dim("txt_in.weight", 1) == 3584 and not tensors.has("vector_in.in_layer.weight"):
        return _other("LongCat-Image")
    if tensors.dim("img_in.weight", 1) not in (64, None):
        return Guess(family="unknown", note=NEEDS_A_PICTURE)
    return Guess(family="flux", variant=None if tensors.has("guidance_in.in_layer.weight") else "schnell")


def _flux_from_diffusers(tensors: Tensors) -> Guess | None:
    if not tensors.has("x_embedder.weight", "single_transformer_blocks.0.attn.norm_k.weight"):
        return None
    if tensors.dim("x_embedder.weight", 1) != 64:
        return Guess(family="unknown", note=NEEDS_A_PICTURE)
    guided = tensors.has("time_text_embed.guidance_embedder.linear_1.weight")
    return Guess(family="flux", variant=None if guided else "schnell")


def _lumina(tensors: Tensors) -> Guess | None:
    refiner = "noise_refiner.0.attention."
    if not tensors.has("cap_embedder.1.weight") or not (
        tensors.has(refiner + "k_norm.weight") or tensors.has(refiner + "norm_k.weight")
    ):
        return None
    if tensors.has("clip_text_pooled_proj.0.weight"):
        return _other("NewBie")
    if tensors.has("dec_net.cond_embed.weight"):
        return _other("Z-Image in pixel space")
    families = {2304: "lumina2", 3840: "z_image"}
    family = families.get(tensors.dim("cap_embedder.1.weight", 0) or 0)
    return Guess(family=family) if family else _other("a relative of Lumina 2")


def _hidream(tensors: Tensors) -> Guess | None:
    return Guess(family="hidream") if tensors.has("caption_projection.0.linear.weight") else None


def _qwen_image(tensors: Tensors) -> Guess | None:
    if not tensors.has("txt_norm.weight") or tensors.has("transformer_blocks.0.img_mlp.w1.weight"):  # Lens has both
        return None
    if tensors.dim("txt_norm.weight", 0) == 2560:
        return _other("Mage Flow")
    if tensors.has("time_text_embed.addition_t_embedding.weight") or tensors.has("__index_timestep_zero__"):
        return Guess(family="unknown", note=NEEDS_A_PICTURE)
    return Guess(family="qwen_image")


def _unet(tensors: Tensors) -> Guess | None:
    if not tensors.has("input_blocks.0.0.weight"):
        return None
    attention = "input_blocks.{}.1.transformer_blocks.0.attn2.to_k.weight"
    context = next(filter(None, (tensors.dim(attention.format(block), 1) for block in range(1, 12))), None)
    if tensors.has("input_blocks.1.1.time_stack.0.attn1.to_q.weight"):
        return _other("Stable Video Diffusion")
    return _stable_diffusion(context, tensors.dim("label_emb.0.0.weight", 1), tensors.dim("input_blocks.0.0.weight", 1))


def _unet_from_diffusers(tensors: Tensors) -> Guess | None:
    if not tensors.has("conv_in.weight", "time_embedding.linear_1.weight"):
        return None
    attention = "down_blocks.{}.attentions.0.transformer_blocks.0.attn2.to_k.weight"
    context = next(filter(None, (tensors.dim(attention.format(block), 1) for block in range(4))), None)
    return _stable_diffusion(context, tensors.dim("add_embedding.linear_1.weight", 1), tensors.dim("conv_in.weight", 1))


def _stable_diffusion(context: int | None, vector: int | None, channels: int | None) -> Guess:
    """By the width of the text it attends to and of the vector it takes beside (`label_emb`)."""
    if channels != 4:
        return Guess(family="unknown", note=NEEDS_A_PICTURE)
    if (context, vector) == (1280, 2560):
        return Guess(family="unknown", note="It is the SDXL refiner, which only works on another model's picture.")
    families = {(768, None): "sd15", (1024, None): "sd2", (2048, 2816): "sdxl"}
    family = families.get((context, vector))
    return Guess(family=family) if family else _other("a relative of Stable Diffusion")


def _elsewhere(tensors: Tensors) -> Guess | None:
    return next((_other(title) for tensor, title in OTHERS.items() if tensors.has(tensor)), None)


def _other(title: str) -> Guess:
    return Guess(family="unknown", note=f"It looks like {title}, which Castbook has no graph for.")


OTHERS = {
    "head.modulation": "Wan",
    "adaln_single.emb.timestep_embedder.linear_1.bias": "LTX Video",
    "double_layers.0.attn.w1q.weight": "AuraFlow",
    "mlp_t5.0.weight": "Hunyuan DiT",
    "t5_yproj.weight": "Mochi",
    "t_block.1.weight": "PixArt",
    "clf.1.weight": "Stable Cascade",
    "blocks.block0.blocks.0.block.attn.to_q.0.weight": "Cosmos",
    "blocks.0.mlp.layer1.weight": "Cosmos Predict 2 or Anima",
    "double_stream_layers.0.img_instruct_attn.processor.img_to_q.weight": "Boogu",  # grown from the next
    "time_caption_embed.timestep_embedder.linear_1.bias": "OmniGen 2",
    "transformer_blocks.0.img_mlp.w1.weight": "Lens",
    "embed_image_indicator.weight": "Ideogram 4",
    "x_embedder.proj1.weight": "HiDream-O1",
    "visual_transformer_blocks.0.cross_attention.key_norm.weight": "Kandinsky 5",
    "layers.0.mlp.linear_fc2.weight": "Ernie Image",
    "txtfusion.projector.weight": "Krea 2",
}

RULES: tuple[Callable[[Tensors], Guess | None], ...] = (
    _sd3,
    _flux,
    _lumina,
    _hidream,
    _qwen_image,
    _unet,
    _flux_from_diffusers,
    _unet_from_diffusers,
    _elsewhere,
)
