"""What comes in and goes out: scripts, character cards, cast lists and .cast bundles.

Everything in here only adds: who is there stays as their user left them, a picture that is there is not added again.
"""

from .arrivals import KNOWN, NEW, SAME, Arrival, Candidate, compare
from .bundle import export_bundle, import_bundle
from .files import Imported, import_file, kind_of, preview_file
from .scripts import Reading, describe, import_script, preview_script, script_with

__all__ = [
    "KNOWN",
    "NEW",
    "SAME",
    "Arrival",
    "Candidate",
    "Imported",
    "Reading",
    "compare",
    "describe",
    "export_bundle",
    "import_bundle",
    "import_file",
    "import_script",
    "kind_of",
    "preview_file",
    "preview_script",
    "script_with",
]
