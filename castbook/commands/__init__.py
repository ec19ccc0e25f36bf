"""What studio.py runs: one module per command, imported only when it is asked for."""

from .command_line import main, parse

__all__ = ["main", "parse"]
