"""One job on a ComfyUI server, followed from its hand-over to its end by what the server says about it. No I/O."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...errors import Cancelled, Interrupted
from ..engine import Progress, Report
from . import words

SAMPLER_WEIGHT = 20  # a sampler takes about as long as this many other nodes


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a job ended well: the files its nodes put out ({node id: {"images": [...]}}) and the seconds it worked."""

    outputs: Mapping[str, Any] = field(default_factory=dict)
    seconds: float | None = None


class Following:
    """The state of one job. Events of the websocket and looks at the queue and the history go in, progress comes out.

    `handed_over` is set once ComfyUI has (or may have) the job; `cancelling` once the user wants it stopped; `started`
    is the loop's time when it began to run. `ended` is done with an Outcome or the error that the job ended with.
    """

    def __init__(self, job_id: str, graph: Mapping[str, Any], report: Report) -> None:
        self.job_id = job_id
        self.graph = graph
        self.handed_over = False
        self.cancelling = False
        self.started: float | None = None
        self.ended: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._report = report
        self._broken = False  # the socket broke while ComfyUI had the job
        self._succeeded = False
        self._outputs: dict[str, Any] = {}
        self._done: dict[str, float] = {}
        self._value = 0.0
        self._position: int | None = None

    @property
    def running(self) -> bool:
        """Whether it has begun and not ended."""
        return self.started is not None and not self.ended.done()

    def hear(self, kind: str, data: Mapping[str, Any]) -> bool:
        """Take one event about this job; True when it may have ended, so that the history should be looked at."""
        if kind == "execution_start":
            self.is_running()
        elif kind == "execution_cached":
            self._advance({str(node_id): 1.0 for node_id in data.get("nodes") or ()})
        elif kind == "progress_state":
            self._advance(_fractions(data.get("nodes") or {}))
        elif kind == "executed":
            self._outputs[str(data.get("node"))] = data.get("output")
            self._advance({str(data.get("node")): 1.0})
        elif kind == "execution_success":
            self._succeeded = True
        elif kind in ("execution_error", "execution_interrupted"):
            return True
        return kind == "executing" and data.get("node") is None

    def see(self, image: bytes) -> None:
        """Take a preview image."""
        if not self.ended.done():
            self._report(Progress(state="running", value=self._value, preview=image))

    def is_running(self) -> None:
        """ComfyUI works on it."""
        if self.started is None and not self.ended.done():
            self.started = asyncio.get_running_loop().time()
            self._report(Progress(state="running", value=self._value))

    def waits(self, position: int) -> None:
        """It waits in ComfyUI's queue, with `position` jobs before it, the running one aside."""
        if position != self._position and self.started is None and not self.ended.done():
            self._position = position
            self._report(Progress(state="queued", queue_position=position))

    def connection_broke(self) -> None:
        """Events may have been missed, and the server may not be the one that took the job."""
        self._broken = True

    def is_gone(self) -> None:
        """Neither queue nor history knows it."""
        if self._succeeded:  # somebody cleared the history
            self._end(Outcome(outputs=self._outputs, seconds=self._seconds_so_far()))
        elif self.cancelling:
            self.fail(Cancelled("cancelled", "The job was cancelled."))
        elif self._broken:
            self.fail(restarted())
        else:
            self.fail(Cancelled("removed", "The job was removed from ComfyUI's queue."))

    def is_in_history(self, entry: Mapping[str, Any]) -> None:
        """It ended: `entry` is what ComfyUI's history holds of it."""
        status = entry.get("status") or {}
        said = dict(status.get("messages") or ())
        if "execution_interrupted" in said or status.get("status_str") == "cancelled":  # the newest cores' word
            self.fail(Cancelled("cancelled", "The job was cancelled."))
        elif "execution_error" in said:
            self.fail(words.failed_node(said["execution_error"], self.graph))
        elif status.get("status_str") == "error":
            self.fail(words.failed_node({}, self.graph))
        else:
            outputs = {**self._outputs, **(entry.get("outputs") or {})}
            self._end(Outcome(outputs=outputs, seconds=_seconds(said) or self._seconds_so_far()))

    def fail(self, error: BaseException) -> None:
        """It ended with this error."""
        if not self.ended.done():
            self.ended.set_exception(error)

    def _end(self, outcome: Outcome) -> None:
        if not self.ended.done():
            self.ended.set_result(outcome)

    def _advance(self, fractions: Mapping[str, float]) -> None:
        self._done.update(fractions)
        weights = {node_id: _weight(node) for node_id, node in self.graph.items()}
        done = sum(weight * self._done.get(node_id, 0.0) for node_id, weight in weights.items())
        value = done / (sum(weights.values()) or 1)
        if value > self._value and not self.ended.done():
            self._value = min(value, 1.0)
            self.is_running()
            self._report(Progress(state="running", value=self._value))

    def _seconds_so_far(self) -> float | None:
        return None if self.started is None else asyncio.get_running_loop().time() - self.started


def restarted() -> Interrupted:
    """ComfyUI has no trace of a job that it once had."""
    return Interrupted("interrupted", "ComfyUI was restarted or lost the job before it was done.", "Retry it.")


def _weight(node: Any) -> int:
    kind = node.get("class_type", "") if isinstance(node, Mapping) else ""
    return SAMPLER_WEIGHT if kind.startswith(("KSampler", "SamplerCustom")) else 1


def _fractions(nodes: Mapping[str, Any]) -> dict[str, float]:
    return {
        str(node_id): 1.0 if node.get("state") == "finished" else node.get("value", 0) / (node.get("max") or 1)
        for node_id, node in nodes.items()
    }


def _seconds(said: Mapping[str, Any]) -> float | None:
    start, end = (said.get(kind, {}).get("timestamp") for kind in ("execution_start", "execution_success"))
    return None if start is None or end is None else (end - start) / 1000
