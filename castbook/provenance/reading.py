"""Reading a graph upstream of a picture, node by node. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from .nodes import (
    BETA_SCHEDULER,
    CUTS_SIGMAS,
    ENCODERS,
    JOIN,
    LOADER_NAMES,
    PASSES_ON,
    PORTRAIT_PROMPT,
    PRIMITIVES,
    SAMPLER_NODES,
    SAMPLERS,
    SAMPLES_BY,
    SAMPLES_WITH,
    SCHEDULER_NODES,
    SLATE,
    SWITCH,
    USUAL_BETA,
)

Link = tuple[str, int]
Known = Mapping[Link, Any]


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


class _Reader:
    def __init__(self, graph: Mapping[str, Any], known: Known) -> None:
        self.graph = graph
        self.known = known

    def makers(self, node_id: str, name: str) -> Iterator[str]:
        """The nearest samplers upstream of an input: those that are reached without passing another."""
        for found in _upstream(self.inputs, [self.inputs(node_id).get(name)], stop=self.is_maker):
            if self.is_maker(found):
                yield found

    def is_maker(self, node_id: str) -> bool:
        return self.kind(node_id) in (*SAMPLERS, SLATE) or self.is_strange_sampler(node_id)

    def is_strange_sampler(self, node_id: str) -> bool:
        """Whether it looks like a sampler of another pack: the samplers behind it did not make the picture alone."""
        if self.kind(node_id) in SAMPLERS:
            return False
        names = self.inputs(node_id).keys()
        return bool(names & SAMPLES_BY) and any(self.link(node_id, name) for name in names & SAMPLES_WITH)

    def kind(self, node_id: str) -> str:
        return self.graph.get(node_id, {}).get("class_type", "")

    def maker(self, node_id: str) -> Provenance:
        if self.kind(node_id) == SLATE:
            return Provenance(kind="slate", model="slate")
        if self.is_strange_sampler(node_id):
            return Provenance(kind="sampler")
        if self.kind(node_id) == "SamplerCustomAdvanced":
            guider = self.target(node_id, "guider") or ""
            cfg, guided = self.number(guider, "cfg", float), guider
        else:
            cfg, guided = self.number(node_id, "cfg", float), node_id
        if self.kind(node_id) in ("KSampler", "KSamplerAdvanced"):
            steps = self.number(node_id, "steps", int)
            sampler, scheduler = self.text(node_id, "sampler_name"), self.text(node_id, "scheduler")
        else:
            source = self.target(node_id, "sampler") or ""
            sampler = SAMPLER_NODES.get(self.kind(source)) or self.text(source, "sampler_name")
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
        if self.is_strange_sampler(node_id):
            return None
        source, adds_noise = node_id, self.value(node_id, "add_noise")
        if self.kind(node_id) == "SamplerCustomAdvanced":
            source = self.target(node_id, "noise") or ""
            adds_noise = self.kind(source) != "DisableNoise"
        if adds_noise is None and "add_noise" in self.inputs(node_id):
            return None  # another node says whether it does
        if adds_noise in ("disable", False):
            return _agreed([self.seed(before) for before in self.makers(node_id, "latent_image")] or [None])
        return self.number(source, "seed" if self.kind(source) == "KSampler" else "noise_seed", int)

    def schedule(self, node_id: str) -> tuple[int | None, str | None]:
        """Steps and scheduler of the sigmas, through nodes that only cut or turn them."""
        source = self.target(node_id, "sigmas") or ""
        while self.kind(source) in CUTS_SIGMAS:
            source = self.target(source, "sigmas") or ""
        if self.target(source, "sigmas"):
            return None, None
        scheduler = SCHEDULER_NODES.get(self.kind(source)) or self.text(source, "scheduler")
        if self.kind(source) == BETA_SCHEDULER:
            usual = all(self.number(source, name, float) == value for name, value in USUAL_BETA.items())
            scheduler = "beta" if usual else BETA_SCHEDULER
        return self.number(source, "steps", int), scheduler

    def model(self, node_id: str) -> str | None:
        """The file behind the `model` input, through LoRA loaders and model patches; None for a merge of two."""
        source = self.target(node_id, "model")
        while source and self.target(source, "model"):
            source = self.target(source, "model")
        named = [self.text(source or "", name) for name in LOADER_NAMES]
        return next((name for name in named if name), None)

    def prompt(self, node_id: str, name: str) -> str | None:
        """The text behind a conditioning, through nodes that only weigh it; None where several are combined."""
        link = self.link(node_id, name)
        while link:
            source, slot = link
            if names := ENCODERS.get(self.kind(source)):
                return _agreed([self.text(source, name) for name in names if name in self.inputs(source)] or [None])
            through = PASSES_ON.get(self.kind(source), ())
            link = self.link(source, through[slot]) if slot < len(through) else None
        return None

    def value(self, node_id: str, name: str) -> Any:
        """An input's value: typed, known, or from one of core's nodes that only hold or join values."""
        value = self.inputs(node_id).get(name)
        if as_link(value) is None:
            return value
        link = self.link(node_id, name)
        if link is None:
            return None
        source, slot = link
        if link in self.known:
            return self.known[link]
        if self.kind(source) in PRIMITIVES:
            return self.value(source, "value")
        if self.kind(source) == PORTRAIT_PROMPT and slot == 2:
            typed = self.number(source, "seed", int)
            return None if typed == -1 else typed
        if self.kind(source) == JOIN:
            return self.joined(source)
        return None

    def joined(self, node_id: str) -> str | None:
        parts = [self.text(node_id, name) for name in ("string_a", "delimiter", "string_b")]
        return None if None in parts else "".join(filter(None, parts))

    def number(self, node_id: str, name: str, kind: type[Any]) -> Any:
        value = self.value(node_id, name)
        return kind(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None

    def text(self, node_id: str, name: str) -> str | None:
        value = self.value(node_id, name)
        return value if isinstance(value, str) else None

    def target(self, node_id: str, name: str) -> str | None:
        link = self.link(node_id, name)
        return link[0] if link else None

    def link(self, node_id: str, name: str) -> Link | None:
        """What an input is linked to, beyond core's switches; None for a node that is not in the graph."""
        found = as_link(self.inputs(node_id).get(name))
        while found and self.kind(found[0]) == SWITCH:
            taken = self.inputs(found[0])
            found = as_link(next(iter(taken.values()))) if len(taken) == 1 else None
        return found if found and found[0] in self.graph else None

    def inputs(self, node_id: str) -> Mapping[str, Any]:
        """A node's inputs; of a switch only the one it takes, where that is known, else both and the switch itself."""
        inputs = self.graph.get(node_id, {}).get("inputs", {})
        if self.kind(node_id) == SWITCH and isinstance(side := self.switched(inputs), bool):
            taken = "on_true" if side else "on_false"
            return {taken: inputs.get(taken)}
        return inputs

    def switched(self, inputs: Mapping[str, Any]) -> Any:
        link = as_link(inputs.get("switch"))
        if link and self.kind(link[0]) in PRIMITIVES:
            return self.value(link[0], "value")
        return None if link else inputs.get("switch")


def as_link(value: Any) -> Link | None:
    """(node id, slot) of an input that is linked, None for one that is typed."""
    if isinstance(value, (list, tuple)) and len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], int):
        return value[0], value[1]
    return None


def link_of(node: Mapping[str, Any], name: str) -> Link | None:
    """What a node's input is linked to."""
    return as_link(node.get("inputs", {}).get(name))


def source(graph: Mapping[str, Any], node_id: str | None, name: str, kind: str) -> str | None:
    """The id of the node of this kind that a node's input is linked to, None where it is another one or none."""
    link = link_of(graph.get(node_id or "", {}), name)
    return link[0] if link and graph.get(link[0], {}).get("class_type") == kind else None


def ancestors(graph: Mapping[str, Any], node_id: str) -> set[str]:
    """The ids of all nodes upstream of a node."""

    def inputs(of: str) -> Mapping[str, Any]:
        return graph[of].get("inputs", {}) if of in graph else {}

    found = _upstream(inputs, inputs(node_id).values(), stop=lambda _: False)
    return {known for known in found if known in graph} - {node_id}


def _upstream(
    inputs: Callable[[str], Mapping[str, Any]], values: Iterable[Any], stop: Callable[[str], bool]
) -> Iterator[str]:
    """Node ids upstream of some inputs' values, nearest first, each once, not beyond those where `stop(id)`."""
    waiting = deque(link[0] for link in map(as_link, values) if link)
    seen: set[str] = set()
    while waiting:
        current = waiting.popleft()
        if current in seen:
            continue
        seen.add(current)
        yield current
        if not stop(current):
            waiting.extend(link[0] for link in map(as_link, inputs(current).values()) if link)


def _agreed(values: list[Any]) -> Any:
    return values[0] if all(value == values[0] for value in values) else None
