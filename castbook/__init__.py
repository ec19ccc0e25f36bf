"""Castbook without ComfyUI: the library, the prompts, the engines, the queue and the routes."""

__version__ = "0.1.0"
