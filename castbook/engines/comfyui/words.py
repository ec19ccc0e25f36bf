"""What ComfyUI says when it cannot, in the user's words. Pure: answers and events in, errors out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...errors import CastbookError, Invalid, Unavailable
from ...graph import SAVE_PORTRAIT

OUR_NODES = {SAVE_PORTRAIT: "Save Portrait"}  # those that an engine's graph may hold, by their display names
UNREACHABLE = "comfyui_unreachable"
BAD_ANSWER = "comfyui_answer"

_LOGIN = re.compile(r"//[^/?#]*@")
_PATH = re.compile(r"""(?<![\w/\\:.])(?:[A-Za-z]:[\\/]|\\\\|/)(?:[^\s'"<>|:*?]+[\\/])+""")


class RenderFailed(CastbookError):
    """The graph was accepted, and a node of it failed."""

    status = 422


def unreachable(address: str, cause: BaseException | None = None) -> Unavailable:
    """No answer from the server; `cause` tells a timeout from a refusal."""
    if isinstance(cause, TimeoutError) or type(cause).__name__.endswith(("TimeoutError", "Timeout")):
        said = f"ComfyUI at {without_login(address)} did not answer in time."
    else:
        said = f"No ComfyUI answers at {without_login(address)}."
    return Unavailable(UNREACHABLE, said, "Start it, or check the address, and try again.")


def refused(address: str, status: int) -> CastbookError:
    """An HTTP error status where an answer was expected."""
    address = without_login(address)
    if status in (401, 403):
        return Unavailable(
            "comfyui_login",
            f"ComfyUI at {address} asks for a login (HTTP {status}).",
            "A login pack or proxy stands before it. Let requests from this machine through, or use another server.",
        )
    return Unavailable(
        BAD_ANSWER,
        f"ComfyUI at {address} answered with HTTP {status}.",
        "Look into ComfyUI's log for the reason.",
    )


def no_comfyui(address: str) -> Unavailable:
    """An answer that no ComfyUI gives: a login page, a proxy's notice, some other program on this port."""
    return Unavailable(
        "not_comfyui",
        f"What answers at {without_login(address)} is no ComfyUI, or a page stands before it.",
        "Check the address. If ComfyUI asks for a login there, let requests from this machine through.",
    )


def invalid_graph(answer: Any, graph: Mapping[str, Any]) -> CastbookError:
    """ComfyUI did not accept the graph: its `error` and `node_errors`, one sentence per node."""
    answer = answer if isinstance(answer, dict) else {}
    sentences = [
        f"{node_name(graph, node_id)}: {'; '.join(_reasons(node))}"
        for node_id, node in (answer.get("node_errors") or {}).items()
        if isinstance(node, dict) and node.get("errors")
    ]
    error = answer.get("error")
    if not sentences and isinstance(error, dict):
        sentences = [_sentence(error.get("message"), error.get("details"))]
    said = without_paths(" ".join(sentences) or "it gave no reason")
    return Invalid(
        "graph_refused", f"ComfyUI does not accept the graph. {said}", "Choose another model or setting and try again."
    )


def failed_node(event: Mapping[str, Any], graph: Mapping[str, Any]) -> CastbookError:
    """A node raised: the data of an `execution_error` event."""
    node = node_name(graph, str(event.get("node_id")), str(event.get("node_type") or ""))
    kind = str(event.get("exception_type") or "")
    message = without_paths(str(event.get("exception_message") or "").strip())
    if "OutOfMemory" in kind or "out of memory" in message.lower():
        return RenderFailed(
            "out_of_memory",
            f"The GPU ran out of memory in {node}.",
            "Choose a smaller model or aspect ratio, or close what else uses the GPU, and retry.",
        )
    reason = message or kind or "it gave no reason"
    return RenderFailed("node_failed", f"{node} failed: {reason}", "ComfyUI's log has the details.")


def node_name(graph: Mapping[str, Any], node_id: str, node_type: str = "") -> str:
    """A node by its title in the graph, else its class (of ours the display name), else its number."""
    node = graph.get(node_id)
    node = node if isinstance(node, Mapping) else {}
    title = (node.get("_meta") or {}).get("title")
    kind = node.get("class_type") or node_type
    kind = OUR_NODES.get(kind, kind)
    return f"{title} ({kind})" if title and kind and title != kind else title or kind or f"node {node_id}"


def without_login(address: str) -> str:
    """The address without the name and password that it may hold: errors travel to browsers and logs."""
    return _LOGIN.sub("//", address)


def without_paths(text: str) -> str:
    """The same text with every absolute path cut down to its last part: no path of a machine travels to browsers."""
    return _PATH.sub("", text)


def _reasons(node: Mapping[str, Any]) -> list[str]:
    # A V1 VALIDATE_INPUTS sentence comes once per input it names, as "input - sentence".
    reasons: dict[str, None] = {}
    for error in node["errors"]:
        details = str(error.get("details") or "")
        if error.get("type") == "custom_validation_failed":
            reasons[details.partition(" - ")[2] or details] = None
        else:
            reasons[_sentence(error.get("message"), details)] = None
    return list(reasons)


def _sentence(message: Any, details: Any) -> str:
    parts = [str(part).strip() for part in (message, details) if part]
    return ": ".join(parts) or "no reason given"
