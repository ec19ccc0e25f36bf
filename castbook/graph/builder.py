"""Building a graph in ComfyUI's API format, node by node. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, overload


@dataclass(frozen=True)
class Output:
    """One output of a node: what another node's input is linked to."""

    node: str
    slot: int


class Graph:
    """A graph that grows by `add`. Node ids count "1", "2", ... so that equal requests give equal graphs."""

    def __init__(self, nodes: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        """Empty, or going on from a copy of these nodes."""
        self.nodes = {node: {**entry, "inputs": dict(entry["inputs"])} for node, entry in (nodes or {}).items()}

    @overload
    def add(self, class_type: str, outputs: Literal[1] = 1, /, **inputs: Any) -> Output: ...

    @overload
    def add(self, class_type: str, outputs: Literal[2], /, **inputs: Any) -> tuple[Output, Output]: ...

    @overload
    def add(self, class_type: str, outputs: Literal[3], /, **inputs: Any) -> tuple[Output, Output, Output]: ...

    @overload
    def add(self, class_type: str, outputs: int, /, **inputs: Any) -> Output | tuple[Output, ...]: ...

    def add(self, class_type: str, outputs: int = 1, /, **inputs: Any) -> Output | tuple[Output, ...]:
        """Add a node and return its first output, or its first `outputs` outputs as a tuple.

        An input is a plain value or another node's Output; None leaves an optional input out.
        """
        node = str(1 + max((int(known) for known in self.nodes if known.isdecimal()), default=0))
        links = {name: _as_json(value) for name, value in inputs.items() if value is not None}
        self.nodes[node] = {"class_type": class_type, "inputs": links}
        slots = tuple(Output(node, slot) for slot in range(outputs))
        return slots if outputs > 1 else slots[0]


def _as_json(value: Any) -> Any:
    return [value.node, value.slot] if isinstance(value, Output) else value
