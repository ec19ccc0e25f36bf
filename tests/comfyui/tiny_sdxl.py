"""Write a narrow SDXL checkpoint (every level 320 channels wide) that a real ComfyUI takes for SDXL and samples.

Run with a core's own Python inside its checkout: `python tiny_sdxl.py OUT.safetensors`. UNet, CLIP-L and TAESD get
random weights. CLIP-G cannot be made smaller, so it is all zeros, and those are holes in the file: it is 1.9 GB long
and takes a third of that on the disk. `python tiny_sdxl.py OUT.safetensors full` writes one of SDXL's real size, with
its real VAE (6.9 GB), for a GPU.
"""

from __future__ import annotations

import json
import math
import struct
import sys
from pathlib import Path
from typing import Any

VAE = {  # as comfy/sd.py builds SDXL's
    **{"double_z": True, "z_channels": 4, "resolution": 256, "in_channels": 3, "out_ch": 3, "ch": 128},
    **{"ch_mult": [1, 2, 4, 4], "num_res_blocks": 2, "attn_resolutions": [], "dropout": 0.0},
}
DTYPES = {"torch.float16": "F16", "torch.float32": "F32", "torch.int64": "I64"}


def write(out: Path, *, full: bool = False) -> None:
    """Write the checkpoint to `out`, `full`: of SDXL's real size; the core's modules must be importable."""
    import comfy.cli_args  # pyright: ignore[reportMissingImports]

    comfy.cli_args.args.cpu = True  # before anything asks for a device
    import comfy.ops  # pyright: ignore[reportMissingImports]
    import torch  # pyright: ignore[reportMissingImports]
    from comfy import sd1_clip, sdxl_clip, supported_models  # pyright: ignore[reportMissingImports]
    from comfy.ldm.models.autoencoder import AutoencoderKL  # pyright: ignore[reportMissingImports]
    from comfy.ldm.modules.diffusionmodules.openaimodel import UNetModel  # pyright: ignore[reportMissingImports]
    from comfy.taesd.taesd import TAESD  # pyright: ignore[reportMissingImports]

    device = "cuda" if full and torch.cuda.is_available() else "cpu"
    generator = torch.Generator(device).manual_seed(1)

    def random_weights(module: Any, prefix: str) -> dict[str, Any]:
        weights = {}
        for name, value in module.state_dict().items():
            if value.ndim > 1:
                weight = torch.randn(value.shape, generator=generator, device=device) / math.sqrt(value[0].numel())
            else:
                weight = torch.ones(value.shape) if name.endswith("weight") else torch.zeros(value.shape)
            weights[prefix + name] = weight.half().contiguous().cpu()
        return weights

    unet = UNetModel(
        image_size=32,
        in_channels=4,
        model_channels=320,
        out_channels=4,
        num_res_blocks=[2, 2, 2],
        channel_mult=[1, 2, 4] if full else [1, 1, 1],
        num_head_channels=64,
        num_classes="sequential",
        adm_in_channels=2816,
        use_spatial_transformer=True,
        context_dim=2048,
        transformer_depth=[0, 0, 2, 2, 10, 10],
        transformer_depth_output=[0, 0, 0, 2, 2, 2, 10, 10, 10],
        transformer_depth_middle=10,
        use_linear_in_transformer=True,
        legacy=False,
        dtype=torch.float16,
        operations=comfy.ops.disable_weight_init,
    )
    weights = random_weights(unet, "model.diffusion_model.")
    if full:
        weights |= random_weights(AutoencoderKL(ddconfig=VAE, embed_dim=4), "first_stage_model.")
    else:
        weights |= random_weights(TAESD(), "first_stage_model.")
        weights["first_stage_model.vae_scale"] = torch.tensor(0.13025)
        weights["first_stage_model.vae_shift"] = torch.tensor(0.0)
    clip = random_weights(sd1_clip.SDClipModel(dtype=torch.float16).transformer, "clip_l.transformer.")
    for name, value in sdxl_clip.SDXLClipG(dtype=torch.float16).transformer.state_dict().items():
        clip["clip_g.transformer." + name] = torch.zeros(value.shape, dtype=torch.float16)
    weights |= supported_models.SDXL.process_clip_state_dict_for_saving(None, clip)
    save(weights, out, "1024x1024" if full else "512x512")


def save(weights: dict[str, Any], out: Path, resolution: str) -> None:
    """A safetensors file in which tensors of zeros are holes."""
    header: dict[str, Any] = {"__metadata__": {"modelspec.resolution": resolution}}
    end = 0
    for name, weight in weights.items():
        size = weight.numel() * weight.element_size()
        dtype = DTYPES[str(weight.dtype)]
        header[name] = {"dtype": dtype, "shape": list(weight.shape), "data_offsets": [end, end + size]}
        end += size
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with out.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for weight in weights.values():
            if weight.any():
                file.write(weight.contiguous().numpy().tobytes())
            else:
                file.seek(weight.numel() * weight.element_size(), 1)
        file.truncate(8 + len(text) + end)


if __name__ == "__main__":
    target, whole = Path(sys.argv[1]), "full" in sys.argv[2:]
    sys.argv = sys.argv[:1]  # comfy.cli_args reads the command line at import
    sys.path.insert(0, str(Path.cwd()))
    write(target, full=whole)
