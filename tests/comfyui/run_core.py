"""Run a core's main.py in this process until standard input closes: the server ends with the tests that started it.

Run with a core's own Python inside its checkout: `python run_core.py [main.py's arguments]`.
"""

from __future__ import annotations

import os
import runpy
import sys
import threading
from pathlib import Path


def end_with_parent() -> None:
    """Wait for the end of standard input, which comes however the tests end, and leave at once."""
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=end_with_parent, daemon=True).start()
    sys.path[0] = str(Path.cwd())
    sys.argv[0] = "main.py"
    runpy.run_path("main.py", run_name="__main__")
