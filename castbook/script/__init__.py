"""Reading scripts and describing their characters from what the script says. Standard library only, no I/O."""

from .describing import CharacterDescription, Look, describe
from .reading import read
from .text import Paragraph, Scene, ScriptText, Speaker

__all__ = ["CharacterDescription", "Look", "Paragraph", "Scene", "ScriptText", "Speaker", "describe", "read"]
