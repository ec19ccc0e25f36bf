"""One graph function per family: from a loaded model to the picture's output. Pure.

Each takes the graph first, then the portrait prompt and the model, and returns the IMAGE output. The values come from
the family's recipe (castbook/families/table.py) and from the portrait prompt; none is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..cast import PortraitPrompt
from ..errors import Conflict
from ..families import FAMILIES, Model
from .builder import Graph, Output

ENCODER_LOADERS = {1: "CLIPLoader", 2: "DualCLIPLoader", 3: "TripleCLIPLoader", 4: "QuadrupleCLIPLoader"}
TYPED_LOADERS = ("CLIPLoader", "DualCLIPLoader")  # these ask which family the encoders are for


@dataclass(frozen=True)
class Loaded:
    """A model's three parts, as outputs."""

    model: Output
    clip: Output
    vae: Output


def load(graph: Graph, model: Model) -> Loaded:
    """Load the checkpoint, or the bare diffusion model with its text encoders and VAE from `Model.extras`.

    Raises Conflict if a part is neither in the file nor among the extras.
    """
    recipe = FAMILIES[model.family].recipe_of(model.variant)
    extras = dict(model.extras)
    clip = vae = None
    if model.folder == "checkpoints":
        unet, clip, vae = graph.add("CheckpointLoaderSimple", 3, ckpt_name=model.name)
    else:
        unet = graph.add("UNETLoader", unet_name=model.name, weight_dtype="default")
    encoders = [extras[part.role] for part in recipe.parts if part.role != "vae" and part.role in extras]
    if encoders:
        loader = ENCODER_LOADERS[len(encoders)]
        slots = ["clip_name"] if len(encoders) == 1 else [f"clip_name{n}" for n in range(1, len(encoders) + 1)]
        clip_type = recipe.clip_type if loader in TYPED_LOADERS else None
        clip = graph.add(loader, **dict(zip(slots, encoders, strict=True)), type=clip_type)
    if "vae" in extras:
        vae = graph.add("VAELoader", vae_name=extras["vae"])
    if clip is None or vae is None:
        raise Conflict("model_not_ready", f"The model {model.name!r} lacks its text encoder or its VAE.", model.note)
    return Loaded(unet, clip, vae)


def patched(graph: Graph, model: Output, of: Model) -> Output:
    """The model with the family's sampling patch and the recipe's shift."""
    family = FAMILIES[of.family]
    return graph.add(family.patch, model=model, shift=family.recipe_of(of.variant).shift)


def empty_latent(graph: Graph, portrait: PortraitPrompt) -> Output:
    """The empty latent in the portrait's size."""
    return graph.add(FAMILIES[portrait.family].latent, width=portrait.width, height=portrait.height, batch_size=1)


def encode(graph: Graph, portrait: PortraitPrompt, clip: Output) -> tuple[Output, Output]:
    """Positive and negative conditioning. A negative that does not count is not encoded: zeros stand in for it."""
    positive = graph.add("CLIPTextEncode", text=portrait.positive, clip=clip)
    return positive, encode_negative(graph, portrait, clip, positive)


def encode_negative(graph: Graph, portrait: PortraitPrompt, clip: Output, positive: Output) -> Output:
    """The negative conditioning, or zeros of the positive's shape where the negative does not count."""
    if portrait.negative_applied:
        return graph.add("CLIPTextEncode", text=portrait.negative, clip=clip)
    return graph.add("ConditioningZeroOut", conditioning=positive)


def sample(
    graph: Graph, portrait: PortraitPrompt, model: Output, positive: Output, negative: Output, vae: Output
) -> Output:
    """KSampler over an empty latent, decoded."""
    latent = graph.add(
        "KSampler",
        model=model,
        seed=int(portrait.seed),
        steps=portrait.steps,
        cfg=portrait.cfg,
        sampler_name=portrait.sampler,
        scheduler=portrait.scheduler,
        positive=positive,
        negative=negative,
        latent_image=empty_latent(graph, portrait),
        denoise=1.0,
    )
    return graph.add("VAEDecode", samples=latent, vae=vae)


def stable_diffusion(graph: Graph, portrait: PortraitPrompt, model: Model) -> Output:
    """SD1.5, SD2, SDXL and SD3.5: load, encode twice, sample."""
    loaded = load(graph, model)
    positive, negative = encode(graph, portrait, loaded.clip)
    return sample(graph, portrait, loaded.model, positive, negative, loaded.vae)


def flux(graph: Graph, portrait: PortraitPrompt, model: Model) -> Output:
    """Flux.1: distilled guidance on the positive conditioning (schnell has none)."""
    loaded = load(graph, model)
    positive, negative = encode(graph, portrait, loaded.clip)
    guidance = FAMILIES[model.family].recipe_of(model.variant).guidance
    if guidance is not None:
        positive = graph.add("FluxGuidance", conditioning=positive, guidance=guidance)
    return sample(graph, portrait, loaded.model, positive, negative, loaded.vae)


def flux2(graph: Graph, portrait: PortraitPrompt, model: Model) -> Output:
    """Flux.2: a scheduler of its own; dev is guided by FluxGuidance alone, klein by cfg."""
    loaded = load(graph, model)
    guidance = FAMILIES[model.family].recipe_of(model.variant).guidance
    positive = graph.add("CLIPTextEncode", text=portrait.positive, clip=loaded.clip)
    if guidance is not None:
        guided = graph.add("FluxGuidance", conditioning=positive, guidance=guidance)
        guider = graph.add("BasicGuider", model=loaded.model, conditioning=guided)
    else:
        negative = encode_negative(graph, portrait, loaded.clip, positive)
        guider = graph.add("CFGGuider", model=loaded.model, positive=positive, negative=negative, cfg=portrait.cfg)
    latent = graph.add(
        "SamplerCustomAdvanced",
        noise=graph.add("RandomNoise", noise_seed=int(portrait.seed)),
        guider=guider,
        sampler=graph.add("KSamplerSelect", sampler_name=portrait.sampler),
        sigmas=graph.add("Flux2Scheduler", steps=portrait.steps, width=portrait.width, height=portrait.height),
        latent_image=empty_latent(graph, portrait),
    )
    return graph.add("VAEDecode", samples=latent, vae=loaded.vae)


def shifted(graph: Graph, portrait: PortraitPrompt, model: Model) -> Output:
    """Qwen-Image, Z-Image and HiDream: the family's sampling patch, then as usual."""
    loaded = load(graph, model)
    positive, negative = encode(graph, portrait, loaded.clip)
    return sample(graph, portrait, patched(graph, loaded.model, model), positive, negative, loaded.vae)


def chroma(graph: Graph, portrait: PortraitPrompt, model: Model) -> Output:
    """Chroma: its T5 must not pad short prompts."""
    loaded = load(graph, model)
    clip = graph.add("T5TokenizerOptions", clip=loaded.clip, min_padding=0, min_length=0)
    positive, negative = encode(graph, portrait, clip)
    return sample(graph, portrait, patched(graph, loaded.model, model), positive, negative, loaded.vae)


def lumina2(graph: Graph, portrait: PortraitPrompt, model: Model) -> Output:
    """Lumina 2: its encoder node puts the system prompt, which the model was trained with, before the positive."""
    loaded = load(graph, model)
    positive = graph.add(
        "CLIPTextEncodeLumina2", system_prompt="superior", user_prompt=portrait.positive, clip=loaded.clip
    )
    negative = encode_negative(graph, portrait, loaded.clip, positive)
    return sample(graph, portrait, patched(graph, loaded.model, model), positive, negative, loaded.vae)


RECIPES: Mapping[str, Callable[[Graph, PortraitPrompt, Model], Output]] = {
    "sd15": stable_diffusion,
    "sd2": stable_diffusion,
    "sdxl": stable_diffusion,
    "sd35": stable_diffusion,
    "flux": flux,
    "flux2": flux2,
    "qwen_image": shifted,
    "z_image": shifted,
    "chroma": chroma,
    "hidream": shifted,
    "lumina2": lumina2,
}
