"""Reading scripts and describing their characters from what the script says. Standard library only, no I/O."""

from .describing import CharacterDescription, Look, describe
from .people import display_name
from .proposing import Proposal, Source, describe_character, describe_notes
from .reading import read
from .text import Paragraph, Scene, ScriptText, Speaker

__all__ = [
    "CharacterDescription",
    "Look",
    "Paragraph",
    "Proposal",
    "Scene",
    "ScriptText",
    "Source",
    "Speaker",
    "describe",
    "describe_character",
    "describe_notes",
    "display_name",
    "read",
]
