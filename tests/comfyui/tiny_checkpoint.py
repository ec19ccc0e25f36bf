"""Write a small SD1.5-shaped checkpoint with random weights (171 M parameters, 342 MB) that a real ComfyUI samples.

Run with a core's own Python inside its checkout: `python tiny_checkpoint.py OUT.safetensors`. Everything the core needs
to recognise the model is there (a UNet with one residual block a level, the text encoder, TAESD as the VAE), so
sampling takes under a second a step on a CPU, and the same seed gives the same pixels.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def write(out: Path) -> None:
    """Write the checkpoint to `out`; the core's modules must be importable."""
    import comfy.cli_args  # pyright: ignore[reportMissingImports]

    comfy.cli_args.args.cpu = True  # before anything asks for a device
    import comfy.ops  # pyright: ignore[reportMissingImports]
    import safetensors.torch
    import torch  # pyright: ignore[reportMissingImports]
    from comfy import sd1_clip  # pyright: ignore[reportMissingImports]
    from comfy.ldm.modules.diffusionmodules.openaimodel import UNetModel  # pyright: ignore[reportMissingImports]
    from comfy.taesd.taesd import TAESD  # pyright: ignore[reportMissingImports]

    def random_weights(module: Any, prefix: str) -> Iterator[tuple[str, Any]]:
        generator = torch.Generator().manual_seed(1)
        for name, value in module.state_dict().items():
            if value.ndim > 1:
                weight = torch.randn(value.shape, generator=generator) / math.sqrt(value[0].numel())
            else:
                weight = torch.ones(value.shape) if name.endswith("weight") else torch.zeros(value.shape)
            yield prefix + name, weight.half().contiguous()

    unet = UNetModel(
        image_size=32,
        in_channels=4,
        model_channels=320,
        out_channels=4,
        num_res_blocks=[1, 1, 1],
        channel_mult=[1, 1, 1],
        num_heads=8,
        use_spatial_transformer=True,
        context_dim=768,
        transformer_depth=[0, 0, 1],
        transformer_depth_output=[0, 0, 0, 0, 1, 0],
        transformer_depth_middle=1,
        use_linear_in_transformer=False,
        legacy=False,
        dtype=torch.float32,
        operations=comfy.ops.disable_weight_init,
    )
    encoder = sd1_clip.SDClipModel(dtype=torch.float16).transformer
    weights = dict(random_weights(unet, "model.diffusion_model."))
    weights |= random_weights(encoder, "cond_stage_model.transformer.")
    weights |= random_weights(TAESD(), "first_stage_model.")
    weights["first_stage_model.vae_scale"] = torch.tensor(0.18215)
    weights["first_stage_model.vae_shift"] = torch.tensor(0.0)
    metadata = {
        "modelspec.architecture": "stable-diffusion-v1",
        "modelspec.title": "Tiny",
        "modelspec.resolution": "256x384",  # what Castbook takes for its native size
    }
    safetensors.torch.save_file(weights, out, metadata=metadata)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    sys.argv = sys.argv[:1]  # comfy.cli_args reads the command line at import
    sys.path.insert(0, str(Path.cwd()))
    write(target)
