"""Image prompt and style prompt in one text. Pure."""

from __future__ import annotations

CJK = "\u3001\u3002\uff0c\uff1b\uff1a\uff01\uff1f"  # Chinese and Japanese commas, full stops and the like
ENDS = frozenset(",.;:!?|\u2026\u2014" + CJK)  # after one of these (and an ellipsis or a dash) the seam needs no comma
BEGINS = frozenset(",.;:!?|\u2026" + CJK)  # before one of these the seam needs nothing
BREAK = "BREAK"  # starts a new chunk of tokens in some text encoders; a word of its own


def merge(image_prompt: str, style_prompt: str, position: str = "after") -> str:
    """The two texts in one, the style prompt "after" or "before" the image prompt, with one separator at the seam.

    Both come through exactly as typed. The separator is ", "; only a space where the left part ends in punctuation or
    at BREAK; nothing where a line break or punctuation stands there already. A blank part leaves no trace.
    """
    left, right = (style_prompt, image_prompt) if position == "before" else (image_prompt, style_prompt)
    if not right.strip():
        return left if left.strip() else ""
    if not left.strip():
        return right
    return left + _separator(left, right) + right


def _separator(left: str, right: str) -> str:
    before, after = left.rstrip(), right.lstrip()
    gap = left[len(before) :] + right[: len(right) - len(after)]
    if "\n" in gap or after[0] in BEGINS:
        return ""
    if before[-1] in ENDS or before.split()[-1] == BREAK or after.split()[0] == BREAK:
        return "" if gap else " "
    return "," if right[0].isspace() else ", "
