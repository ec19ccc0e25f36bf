"""A job's graph as this engine queues it, and where its picture is found afterwards. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...graph import build, end_preview, end_save
from ..engine import RenderJob
from .words import RenderFailed

JOB = "castbook_job"


def host_graph(job: RenderJob) -> dict[str, Any]:
    """The graph for our own host: Save Portrait stores the version, bound to the generation's id."""
    return build(job.portrait, job.model, end_save(job.generation_id, job.index))


def guest_graph(job: RenderJob) -> dict[str, Any]:
    """The graph for a server without a library: core's PreviewImage leaves a temporary file there.

    The job's id goes along as an input that PreviewImage does not have: ComfyUI ignores it when it runs the node, but
    it counts for the cache, which would otherwise leave out the picture when the same request comes again.
    """
    graph = build(job.portrait, job.model, end_preview)
    for node in graph.values():
        if node["class_type"] == "PreviewImage":
            node["inputs"][JOB] = job.id
    return graph


def file_of(outputs: Mapping[str, Any]) -> dict[str, str]:
    """Which file /view has to be asked for, from a job's outputs ({node id: {"images": [{"filename", ...}]}})."""
    for output in outputs.values():
        for image in (output or {}).get("images") or ():
            return {name: str(image.get(name, "")) for name in ("filename", "subfolder", "type")}
    raise RenderFailed("no_picture", "ComfyUI finished the job, but left no picture.", "Look into its log and retry.")
