"""The ComfyUI engine: renders on a ComfyUI server through its public HTTP and websocket API."""

from __future__ import annotations

from .engine import ComfyUIEngine

__all__ = ["ComfyUIEngine"]
