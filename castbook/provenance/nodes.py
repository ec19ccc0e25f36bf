"""ComfyUI's nodes as provenance knows them: what each says about a picture, and what it passes on unchanged.

Only nodes that stand here are read through. Another pack's sampler, encoder or scheduler may do anything with what it
is given, so what lies behind it is not taken for what made the picture.
"""

from __future__ import annotations

PORTRAIT_PROMPT = "CastbookPortraitPrompt"
LOAD_CHARACTER = "CastbookLoadCharacter"
LOAD_DESIGN = "CastbookLoadDesign"
LOAD_PORTRAIT = "CastbookLoadPortrait"
SAVE_PORTRAIT = "CastbookSavePortrait"
SLATE = "CastbookSlate"

# Where each of core's samplers keeps what; "noise", "guider", "sampler" and "sigmas" are links to nodes of their own.
SAMPLERS = ("KSampler", "KSamplerAdvanced", "SamplerCustom", "SamplerCustomAdvanced")
# A node that has one of each is a sampler as well, one whose workings nobody here knows.
SAMPLES_WITH = {"model", "guider", "pipe", "basic_pipe", "context"}
SAMPLES_BY = {"seed", "noise_seed", "steps", "sampler_name"}
LOADER_NAMES = ("ckpt_name", "unet_name")

# Samplers and schedulers that are nodes of their own, under the names that KSampler has for them, else under theirs.
SAMPLER_NODES = {
    "SamplerEulerAncestral": "euler_ancestral",
    "SamplerEulerAncestralCFGPP": "euler_ancestral_cfg_pp",
    "SamplerDPMPP_2S_Ancestral": "dpmpp_2s_ancestral",
    "SamplerLMS": "lms",
}
SCHEDULER_NODES = {
    "KarrasScheduler": "karras",
    "ExponentialScheduler": "exponential",
    "AlignYourStepsScheduler": "AlignYourStepsScheduler",
    "Flux2Scheduler": "Flux2Scheduler",
    "GITSScheduler": "GITSScheduler",
    "LaplaceScheduler": "LaplaceScheduler",
    "OptimalStepsScheduler": "OptimalStepsScheduler",
    "PolyexponentialScheduler": "PolyexponentialScheduler",
    "SDTurboScheduler": "SDTurboScheduler",
    "VPScheduler": "VPScheduler",
}
BETA_SCHEDULER = "BetaSamplingScheduler"
USUAL_BETA = {"alpha": 0.6, "beta": 0.6}  # with these it is KSampler's "beta"
CUTS_SIGMAS = ("FlipSigmas", "SetFirstSigma", "SplitSigmas", "SplitSigmasDenoise")

# Encoders by their text inputs: where there are several, one for each of their encoders.
ENCODERS = {
    "BNK_CLIPTextEncodeAdvanced": ("text",),
    "CLIPTextEncode": ("text",),
    "CLIPTextEncodeFlux": ("clip_l", "t5xxl"),
    "CLIPTextEncodeHiDream": ("clip_l", "clip_g", "t5xxl", "llama"),
    "CLIPTextEncodeHunyuanDiT": ("bert", "mt5xl"),
    "CLIPTextEncodeKandinsky5": ("clip_l", "qwen25_7b"),
    "CLIPTextEncodeLumina2": ("user_prompt",),
    "CLIPTextEncodePixArtAlpha": ("text",),
    "CLIPTextEncodeSD3": ("clip_l", "clip_g", "t5xxl"),
    "CLIPTextEncodeSDXL": ("text_g", "text_l"),
    "CLIPTextEncodeSDXLRefiner": ("text",),
    "PhotoMakerEncode": ("text",),
    "TextEncodeQwenImageEdit": ("prompt",),
    "TextEncodeQwenImageEditPlus": ("prompt",),
    "TextEncodeZImageOmni": ("prompt",),
    "smZ CLIPTextEncode": ("text",),
}
# What only weighs or places a conditioning, or adds something that is no text.
PASSES_ONE = (
    "ConditioningMultiply",
    "ConditioningSetArea",
    "ConditioningSetAreaPercentage",
    "ConditioningSetAreaStrength",
    "ConditioningSetMask",
    "ConditioningSetTimestepRange",
    "ControlNetApply",
    "FluxDisableGuidance",
    "FluxGuidance",
    "FluxKontextMultiReferenceLatentMethod",
    "ReferenceLatent",
    "StyleModelApply",
    "unCLIPConditioning",
)
PASSES_BOTH = (
    "ACN_AdvancedControlNetApply",
    "ACN_AdvancedControlNetApply_v2",
    "ControlNetApplyAdvanced",
    "ControlNetApplySD3",
    "ControlNetInpaintingAliMamaApply",
    "HiDreamO1ReferenceImages",
    "InpaintModelConditioning",
    "InstructPixToPixConditioning",
    "SD_4XUpscale_Conditioning",
)
# By each of its outputs, the input that comes out there.
PASSES_ON: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(PASSES_ONE, ("conditioning",)),
    **dict.fromkeys(PASSES_BOTH, ("positive", "negative")),
}

PRIMITIVES = ("PrimitiveInt", "PrimitiveFloat", "PrimitiveString", "PrimitiveStringMultiline", "PrimitiveBoolean")
JOIN = "StringConcatenate"
SWITCH = "ComfySwitchNode"
