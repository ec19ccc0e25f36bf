"""What a generated PNG says about itself: to ComfyUI, to Civitai and A1111, and to Castbook."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..cast import DesignRef, EngineInfo, Settings, shallow

RECORD = 1  # version of the castbook record; a reader ignores keys it does not know
# ComfyUI's names as A1111 and Civitai spell them; others go through as they are.
SAMPLERS = {
    "euler": "Euler",
    "euler_ancestral": "Euler a",
    "heun": "Heun",
    "lms": "LMS",
    "ddim": "DDIM",
    "lcm": "LCM",
    "uni_pc": "UniPC",
    "dpm_2": "DPM2",
    "dpm_2_ancestral": "DPM2 a",
    "dpmpp_2s_ancestral": "DPM++ 2S a",
    "dpmpp_2m": "DPM++ 2M",
    "dpmpp_sde": "DPM++ SDE",
    "dpmpp_2m_sde": "DPM++ 2M SDE",
    "dpmpp_2m_sde_gpu": "DPM++ 2M SDE",
    "dpmpp_3m_sde": "DPM++ 3M SDE",
}
SCHEDULES = {
    "normal": "Normal",
    "karras": "Karras",
    "exponential": "Exponential",
    "sgm_uniform": "SGM Uniform",
    "simple": "Simple",
    "ddim_uniform": "DDIM",
    "beta": "Beta",
    "kl_optimal": "KL Optimal",
}


def generated_text(
    settings: Settings,
    *,
    width: int,
    height: int,
    production: str | None = None,
    character: str | None = None,
    design: DesignRef | None = None,
    engine: EngineInfo | None = None,
    graph: Mapping[str, Any] | None = None,
    workflow: Mapping[str, Any] | None = None,
) -> dict[str, str]:
    """The texts for `add_text`: `parameters`, `castbook`, and `prompt` (the graph) and `workflow` where there are any.

    `width` and `height` are pixels. The record leaves out times and durations, so that an equal request with an equal
    picture gives an equal file. Source of `parameters`: what A1111 writes and Civitai reads.
    """
    record = {
        "record": RECORD,
        "production": production,
        "character": character,
        "width": width,
        "height": height,
        "settings": shallow(settings),
        "design": shallow(design) if design else None,
        "engine": {"kind": engine.kind, "version": engine.version} if engine else None,
    }
    texts = {"parameters": parameters(settings, width, height), "castbook": json.dumps(record)}
    if graph is not None:
        texts["prompt"] = json.dumps(graph)
    if workflow is not None:
        texts["workflow"] = json.dumps(workflow)
    return texts


def parameters(settings: Settings, width: int, height: int) -> str:
    """The A1111 text: positive, "Negative prompt: ..." where one was applied, and a last line that opens with Steps."""
    lines = [_clean(settings.positive or "")]
    if settings.negative and settings.negative_applied is not False:
        lines.append(f"Negative prompt: {_clean(settings.negative)}")
    facts = {
        "Steps": settings.steps,
        "Sampler": SAMPLERS.get(settings.sampler or "", settings.sampler),
        "Schedule type": SCHEDULES.get(settings.scheduler or "", settings.scheduler),
        "CFG scale": settings.cfg if settings.cfg is None else f"{settings.cfg:g}",
        "Seed": settings.seed,
        "Size": f"{width}x{height}",
        "Model": _model_name(settings.model) if settings.model else None,
        "Version": "Castbook",
    }
    lines.append(
        ", ".join(f"{name}: {_quoted(str(value))}" for name, value in facts.items() if value not in (None, ""))
    )
    return "\n".join(lines)


def _model_name(model: str) -> str:
    """A model file's name as A1111 shows it: no folder, no ending."""
    name = model.replace("\\", "/").rsplit("/", 1)[-1]
    return name.removesuffix(".safetensors").removesuffix(".ckpt").removesuffix(".gguf")


def _quoted(value: str) -> str:
    """A value as A1111 writes it: in quotes where it would break the line apart."""
    return json.dumps(value, ensure_ascii=False) if any(mark in value for mark in ',:"\n') else value


def _clean(text: str) -> str:
    """Text that a chunk can hold: NUL and halves of characters become a replacement mark."""
    return text.replace("\0", "\ufffd").encode("utf-8", "surrogatepass").decode("utf-8", "replace")
