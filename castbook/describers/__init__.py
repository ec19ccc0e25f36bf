"""Describing with the user's own language model: any OpenAI-compatible server. Off until an address is set up.

The model proposes, the quote gate decides: what it cannot quote from the script does not get through.
"""

from .describer import describe, describe_portrait, provider_name
from .server import models
from .settings import Settings

__all__ = ["Settings", "describe", "describe_portrait", "models", "provider_name"]
