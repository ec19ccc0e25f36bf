"""A progress bar on stderr: redrawn in place on a terminal, one line per step of ten percent elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType

WIDTH = 30


class Bar:
    """Shows how far something is, from 0 to 1; used as a context manager, so that its line is always ended."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.live = sys.stderr.isatty()
        self.shown = -1  # percent

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.live and self.shown >= 0:
            print(file=sys.stderr)

    def show(self, value: float, note: str = "") -> None:
        """Draw the bar at `value` (0..1) with a short note behind it."""
        percent = int(max(0.0, min(1.0, value)) * 100)
        if not self.live:
            percent -= percent % 10
        if percent == self.shown:
            return
        self.shown = percent
        done = "#" * round(WIDTH * percent / 100)
        line = f"{self.title} [{done:<{WIDTH}}] {percent:3d} % {note}".rstrip()
        end = "\x1b[K\r" if self.live else "\n"
        print(line, end=end, file=sys.stderr, flush=True)
