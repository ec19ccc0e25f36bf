"""Each family's own graph, opened as a graph and run again, records what its portrait was made with."""

from __future__ import annotations

import pytest

from castbook.families import FAMILIES
from castbook.graph import build, end_save, strip_generation
from castbook.provenance import known_outputs, read
from tests.graph_samples import VARIANTS, model_of, portrait_of


@pytest.mark.parametrize(("family", "variant"), VARIANTS)
@pytest.mark.parametrize("folder", ["checkpoints", "diffusion_models"])
def test_the_graph_of_a_version_says_what_the_version_says(family: str, variant: str | None, folder: str) -> None:
    model = model_of(family, variant, folder)
    portrait = portrait_of(model, seed="77", negative="blurry")
    graph = strip_generation(build(portrait, model, end_save("g", 0)))
    (last,) = [node for node, entry in graph.items() if entry["class_type"] == "CastbookSavePortrait"]
    found = read(graph, last, known_outputs(graph, last, portrait))
    fixed = FAMILIES[family].recipe_of(variant).fixed
    assert (found.seed, found.steps, found.sampler) == (77, portrait.steps, portrait.sampler)
    assert (found.model, found.positive, found.scheduler) == (model.name, portrait.positive, portrait.scheduler)
    assert found.cfg == (None if "cfg" in fixed else portrait.cfg)
    assert found.negative_applied is portrait.negative_applied
    assert found.negative == ("blurry" if portrait.negative_applied else None)
