"""The sample production a new library starts with, so that the example workflows open on something."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import Library

FOLDER = Path(__file__).parent.parent / "sample"


def load(library: Library, folder: Path = FOLDER) -> None:
    """Put the sample production into a library in one transaction."""
    sample = json.loads((folder / "sample.json").read_text("utf-8"))
    script = (folder / sample["script"]).read_bytes()
    with library.transaction():
        production = library.create_production(sample["production"])
        library.save_script(production.id, sample["script"], "fountain", script)
        for fields in sample["designs"]:
            design = library.create_design(production.id, **fields)
            if design.name == sample["active_design"]:
                library.update_production(production.id, active_design_id=design.id)
        for fields in sample["characters"]:
            library.create_character(production.id, **fields, author="import")
