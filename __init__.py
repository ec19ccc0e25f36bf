"""Castbook: the portrait department for ComfyUI. Registers the nodes, the page's modules and the routes."""

from __future__ import annotations

from . import host
from .nodes.load_character import LoadCharacter
from .nodes.load_design import LoadDesign
from .nodes.load_portrait import LoadPortrait
from .nodes.portrait_prompt import PortraitPrompt
from .nodes.save_portrait import SavePortrait
from .nodes.slate import Slate

NODES = (LoadCharacter, LoadDesign, PortraitPrompt, SavePortrait, LoadPortrait, Slate) if host.install() else ()
NODE_CLASS_MAPPINGS = {node.ID: node for node in NODES}
NODE_DISPLAY_NAME_MAPPINGS = {node.ID: node.NAME for node in NODES}
WEB_DIRECTORY = "./web" if NODES else None

__all__ = ["NODE_CLASS_MAPPINGS", "NODE_DISPLAY_NAME_MAPPINGS", "WEB_DIRECTORY"]
