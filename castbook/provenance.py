"""What a hand-built graph says about a picture: its sampler, its model and its texts, read upstream of it. Pure.

ComfyUI hands a node the graph it runs in (API format: {id: {"class_type", "inputs": {name: value or [id, slot]}}}).
What cannot be read with certainty (an unknown node, two samplers that differ, a value that another node computes) is
None, never guessed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

Link = tuple[str, int]
Known = Mapping[Link, Any]

PORTRAIT_PROMPT = "CastbookPortraitPrompt"
SLATE = "CastbookSlate"

# Where each of core's samplers keeps what; "noise", "guider", "sampler" and "sigmas" are links to nodes of their own.
SAMPLERS = ("KSampler", "KSamplerAdvanced", "SamplerCustom", "SamplerCustomAdvanced")
LOADER_NAMES = ("ckpt_name", "unet_name")
# Schedulers that are nodes; others name theirs in `scheduler`, or have no name that KSampler knows.
SCHEDULER_NODES = {
    "KarrasScheduler": "karras",
    "ExponentialScheduler": "exponential",
    "BetaSamplingScheduler": "beta",
}


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """What made a picture, as far as the graph says it. `kind` is "sampler", "slate" or None (no maker was found)."""

    kind: str | None = None
    seed: int | None = None
    steps: int | None = None
    cfg: float | None = None
    sampler: str | None = None
    scheduler: str | None = None
    model: str | None = None
    positive: str | None = None
    negative: str | None = None
    negative_applied: bool | None = None


def read(graph: Mapping[str, Any], node_id: str, known: Known | None = None) -> Provenance:
    """The maker of the picture at `node_id`'s input `images`.

    `known` are outputs whose values the caller has, by (node id, slot): those of the Portrait Prompt node. Several
    samplers side by side (a collage) count as one where they agree.
    """
    reader = _Reader(graph, known or {})
    made = [reader.maker(maker_id) for maker_id in reader.makers(node_id, "images")]
    if not made:
        return Provenance()
    return Provenance(**{f.name: _agreed([getattr(one, f.name) for one in made]) for f in fields(Provenance)})


def clean(graph: Mapping[str, Any], node_id: str, seed: str | None = None) -> dict[str, Any]:
    """The part of the graph that made what `node_id` stores, fit to be kept and queued again.

    ComfyUI's own marks are left out (they hold NaN, which is no JSON), and a Portrait Prompt that drew its seed gets
    the one it drew.
    """
    kept = {node_id, *_ancestors(graph, node_id)}
    cleaned = unmarked({kept_id: node for kept_id, node in graph.items() if kept_id in kept})
    drawn = portrait_node(graph, node_id)
    if seed is not None and drawn and cleaned[drawn]["inputs"].get("seed") == -1:
        cleaned[drawn]["inputs"]["seed"] = int(seed)
    return cleaned


def unmarked(graph: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the graph without what ComfyUI writes into it while it runs (`is_changed`)."""
    return {
        node_id: {"class_type": node["class_type"], "inputs": dict(node.get("inputs", {}))}
        | ({"_meta": node["_meta"]} if "_meta" in node else {})
        for node_id, node in graph.items()
    }


def portrait_node(graph: Mapping[str, Any], node_id: str) -> str | None:
    """The id of the Portrait Prompt node that feeds `node_id`'s portrait_prompt, None where another node does."""
    link = _link(graph.get(node_id, {}), "portrait_prompt")
    if link and graph.get(link[0], {}).get("class_type") == PORTRAIT_PROMPT:
        return link[0]
    return None


class _Reader:
    def __init__(self, graph: Mapping[str, Any], known: Known) -> None:
        self.graph = graph
        self.known = known

    def makers(self, node_id: str, name: str) -> Iterator[str]:
        """The nearest samplers upstream of an input: those that are reached without passing another."""
        for found in _upstream(self.graph, node_id, name, stop=self.is_maker):
            if self.is_maker(found):
                yield found

    def is_maker(self, node_id: str) -> bool:
        return self.kind(node_id) in (*SAMPLERS, SLATE)

    def kind(self, node_id: str) -> str:
        return self.graph.get(node_id, {}).get("class_type", "")

    def maker(self, node_id: str) -> Provenance:
        if self.kind(node_id) == SLATE:
            return Provenance(kind="slate", model="slate")
        if self.kind(node_id) == "SamplerCustomAdvanced":
            guider = self.target(node_id, "guider") or ""
            cfg, guided = self.number(guider, "cfg", float), guider
        else:
            cfg, guided = self.number(node_id, "cfg", float), node_id
        if self.kind(node_id) in ("KSampler", "KSamplerAdvanced"):
            steps = self.number(node_id, "steps", int)
            sampler, scheduler = self.text(node_id, "sampler_name"), self.text(node_id, "scheduler")
        else:
            sampler = self.text(self.target(node_id, "sampler") or "", "sampler_name")
            steps, scheduler = self.schedule(node_id)
        return Provenance(
            kind="sampler",
            seed=self.seed(node_id),
            steps=steps,
            cfg=cfg,
            sampler=sampler,
            scheduler=scheduler,
            model=self.model(guided),
            positive=self.prompt(guided, "conditioning" if self.kind(guided) == "BasicGuider" else "positive"),
            negative=self.prompt(guided, "negative"),
            negative_applied=self.negative_applied(guided, cfg),
        )

    def negative_applied(self, node_id: str, cfg: float | None) -> bool | None:
        """Whether a negative prompt counted: not at cfg 1, nor where zeros stand in for it, nor with a BasicGuider."""
        source = self.target(node_id, "negative")
        if self.kind(node_id) == "BasicGuider" or self.kind(source or "") == "ConditioningZeroOut" or cfg == 1:
            return False
        return None if cfg is None or self.prompt(node_id, "negative") is None else True

    def seed(self, node_id: str) -> int | None:
        """The seed of the noise; a sampler that adds none goes on with the noise of the one before it."""
        if self.kind(node_id) == "SamplerCustomAdvanced":
            noise = self.target(node_id, "noise") or ""
            adds_noise, source = self.kind(noise) != "DisableNoise", noise
        else:
            adds_noise, source = self.value(node_id, "add_noise") not in ("disable", False), node_id
        if adds_noise:
            name = "seed" if self.kind(source) == "KSampler" else "noise_seed"
            return self.number(source, name, int)
        return _agreed([self.seed(before) for before in self.makers(node_id, "latent_image")] or [None])

    def schedule(self, node_id: str) -> tuple[int | None, str | None]:
        """Steps and scheduler of the sigmas, through nodes that only cut or bend them."""
        source = self.target(node_id, "sigmas")
        while source and self.target(source, "sigmas"):
            source = self.target(source, "sigmas")
        scheduler = SCHEDULER_NODES.get(self.kind(source or "")) or self.text(source or "", "scheduler")
        return self.number(source or "", "steps", int), scheduler

    def model(self, node_id: str) -> str | None:
        """The file behind the `model` input, through LoRA loaders and model patches; None for a merge of two."""
        source = self.target(node_id, "model")
        while source and self.target(source, "model"):
            source = self.target(source, "model")
        named = [self.text(source or "", name) for name in LOADER_NAMES]
        return next((name for name in named if name), None)

    def prompt(self, node_id: str, name: str) -> str | None:
        """The text behind a conditioning, through nodes that only weigh it; None where several are combined."""
        source, slot = _link(self.graph.get(node_id, {}), name) or ("", 0)
        while source in self.graph and self.kind(source) != "ConditioningZeroOut":
            text = self.encoded(source)
            if text is not None:
                return text
            # ControlNet nodes pass both conditionings through, positive first.
            through = (
                "conditioning" if _link(self.graph[source], "conditioning") else ("positive", "negative")[slot % 2]
            )
            source, slot = _link(self.graph[source], through) or ("", 0)
        return None

    def encoded(self, node_id: str) -> str | None:
        """The text that an encoder node encodes: core's have one, or one for each of their encoders."""
        inputs = self.graph[node_id].get("inputs", {})
        names = [name for name in ("text", "text_g", "text_l", "clip_l", "t5xxl") if name in inputs]
        return _agreed([self.text(node_id, name) for name in names] or [None])

    def value(self, node_id: str, name: str) -> Any:
        """An input's value: typed, known, or from one of core's primitive nodes."""
        value = self.graph.get(node_id, {}).get("inputs", {}).get(name)
        link = as_link(value)
        if link is None:
            return value
        if link in self.known:
            return self.known[link]
        return self.value(link[0], "value") if self.kind(link[0]).startswith("Primitive") else None

    def number(self, node_id: str, name: str, kind: type[Any]) -> Any:
        value = self.value(node_id, name)
        return kind(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None

    def text(self, node_id: str, name: str) -> str | None:
        value = self.value(node_id, name)
        return value if isinstance(value, str) else None

    def target(self, node_id: str, name: str) -> str | None:
        link = _link(self.graph.get(node_id, {}), name)
        return link[0] if link and link[0] in self.graph else None


def as_link(value: Any) -> Link | None:
    """(node id, slot) of an input that is linked, None for one that is typed."""
    if isinstance(value, (list, tuple)) and len(value) == 2 and isinstance(value[0], str):
        return value[0], int(value[1])
    return None


def _link(node: Mapping[str, Any], name: str) -> Link | None:
    return as_link(node.get("inputs", {}).get(name))


def _upstream(graph: Mapping[str, Any], node_id: str, name: str, stop: Any) -> Iterator[str]:
    """Node ids upstream of one input, nearest first, each once, not beyond those where `stop(id)`."""
    first = _link(graph.get(node_id, {}), name)
    waiting = deque([first[0]] if first else [])
    seen: set[str] = set()
    while waiting:
        current = waiting.popleft()
        if current in seen or current not in graph:
            continue
        seen.add(current)
        yield current
        if not stop(current):
            links = (as_link(value) for value in graph[current].get("inputs", {}).values())
            waiting.extend(link[0] for link in links if link)


def _ancestors(graph: Mapping[str, Any], node_id: str) -> set[str]:
    found: set[str] = set()
    for name in graph[node_id].get("inputs", {}):
        found.update(_upstream(graph, node_id, name, stop=lambda _: False))
    return found - {node_id}


def _agreed(values: list[Any]) -> Any:
    return values[0] if all(value == values[0] for value in values) else None
