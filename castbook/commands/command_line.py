"""The command line: every command with its options, and how its end becomes an exit code.

Standard library only, because studio.py parses with it before its .venv stands.
"""

from __future__ import annotations

import argparse
import errno
import functools
import importlib
import io
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from ..cast import ASPECTS
from ..errors import CastbookError

EPILOG = "Exit codes: 0 done, 1 failed (one sentence on stderr says why), 2 wrong use."
DEFAULT_PORT = 8190
UNWRITTEN = (errno.EPIPE, errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG, errno.EIO)


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read the arguments: `command`, `module` (the one in this folder that runs it) and the command's options.

    Ends the process with 0 on --help and with 2 on wrong use, as argparse does.
    """
    words = list(argv)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help")):
        words.insert(0, "run")
    pytest_arguments: list[str] = []
    if words[0] == "test" and words[1:2] not in (["-h"], ["--help"]):
        words, pytest_arguments = words[:1], words[1:]  # all of it is pytest's, options and all
    arguments = parser().parse_args(words)
    if arguments.command == "test":
        arguments.pytest_arguments = pytest_arguments
    return arguments


def main(argv: Sequence[str]) -> int:
    """Run one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):  # JSON is UTF-8 and names are anything, whatever the terminal's encoding
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    arguments = parse(argv)
    try:
        command = importlib.import_module(f".{arguments.module}", __package__)
        code = getattr(command, arguments.function)(arguments)
        sys.stdout.flush()
        return code
    except CastbookError as error:
        print(" ".join(filter(None, (error.message, error.hint))), file=sys.stderr)
    except OSError as error:
        if error.filename is not None or error.errno not in UNWRITTEN:  # no file of ours: what was to be printed
            raise
        if not isinstance(error, BrokenPipeError):  # then whoever read our output has left, and knows
            print(f"The output cannot be written: {error.strerror}. Send it somewhere else.", file=sys.stderr)
        # Without this, Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(prog="studio.py", description="The portrait department for ComfyUI.", epilog=EPILOG)
    commands = top.add_subparsers(dest="command", metavar="COMMAND", help="what to do; `run` when left out")

    def command(name: str, module: str, help: str, *, library: bool = False) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help, description=help[:1].upper() + help[1:] + ".", epilog=EPILOG)
        added.set_defaults(module=module, function=name)
        if library:
            added.add_argument(
                "--library",
                type=Path,
                metavar="DIR",
                default=default_library(),
                help="the library's folder (default: $CASTBOOK_LIBRARY, else ~/.castbook)",
            )
        return added

    run = command("run", "run", "serve the page and the API (the default)", library=True)
    run.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    run.add_argument("--port", type=port, default=DEFAULT_PORT, help="default: %(default)s, or a free one")
    add_engine(run)
    run.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="a host name under which browsers may ask, besides those in $CASTBOOK_ALLOWED_HOSTS; can be repeated",
    )
    run.add_argument("--no-browser", action="store_true", help="do not open the page")

    test = command("test", "test", "install what the tests need and run all of them")
    test.usage = "studio.py test [pytest arguments]"

    bench = command("bench", "bench", "run the benchmarks")
    add_json(bench, "FILE", "also write the figures to FILE; stdout then holds the JSON alone")

    cast = command("cast", "cast", "read a script and print its characters")
    cast.add_argument("script", type=Path, metavar="SCRIPT", help="fountain, fdx, txt, md, docx or epub")
    add_json(cast)

    imported = command("import", "exchange", "bring scripts, character cards, cast lists or bundles in", library=True)
    imported.set_defaults(function="import_files")
    imported.add_argument("files", type=Path, nargs="+", metavar="FILE")
    imported.add_argument("--production", required=True, metavar="NAME")
    imported.add_argument("--preview", action="store_true", help="say what would come of it, and change nothing")

    generate = command("generate", "generate", "make portraits, as the dialog does", library=True)
    generate.add_argument("--production", required=True, metavar="NAME")
    whom = generate.add_mutually_exclusive_group(required=True)
    whom.add_argument("--character", action="extend", nargs="+", metavar="NAME", help="these, by name or alias")
    whom.add_argument("--missing", action="store_true", help="every character without a portrait")
    whom.add_argument("--all", action="store_true", help="every character")
    add_fields(generate)
    add_engine(generate)
    add_json(generate)

    exported = command("export", "exchange", "write a production into a .cast bundle", library=True)
    exported.add_argument("--production", required=True, metavar="NAME")
    exported.add_argument("file", type=Path, metavar="FILE.cast", help="a new file, outside of the library's folder")
    exported.add_argument("--force", action="store_true", help="replace an older file of that name")

    check = command("check", "care", "look for damage in the library", library=True)
    check.add_argument("--repair", action="store_true", help="mend what can be mended; originals are never deleted")
    command("rebuild", "care", "make the library's index anew from its files", library=True)
    backup = command("backup", "care", "write a copy of the library", library=True)
    backup.add_argument("file", type=Path, metavar="FILE")
    return top


def field(name: str, text: str) -> str | int:
    """One field of a generation as the dialog would take it: what can never be right is wrong use, not a failure."""
    from ..prompt import read_request  # here, because only this command needs it

    if name == "count" and not re.fullmatch("-?[0-9]{1,9}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    value = int(text) if name == "count" else text
    try:
        read_request({name: value})
    except CastbookError as error:
        raise argparse.ArgumentTypeError(f"{error.message} {error.hint}") from None
    return value


def add_fields(parser: argparse.ArgumentParser) -> None:
    """The options that say what is made; each is a field of a generation."""
    for name, metavar, help in (
        ("count", "N", "versions per character (default: 1)"),
        ("seed", "N", "0 to 18446744073709551615; left out: the design's, else random"),
        ("aspect", "A", ", ".join(ASPECTS)),
        ("negative", "T", 'negative prompt; "" is none, even where the design has one'),
        ("model", "M", "as the page lists it"),
    ):
        parser.add_argument(f"--{name}", type=functools.partial(field, name), metavar=metavar, help=help)


def engine(text: str) -> str:
    """`auto`, `slate` or the address of a ComfyUI server, without a slash at its end."""
    if text in ("auto", "slate"):
        return text
    address = urlsplit(text)
    if address.scheme not in ("http", "https") or not address.hostname or address.query or address.fragment:
        raise argparse.ArgumentTypeError(
            f"{text!r} is neither auto nor slate nor an address like http://127.0.0.1:8188"
        )
    return text.rstrip("/")


def add_engine(parser: argparse.ArgumentParser) -> None:
    """The option that says what renders."""
    parser.add_argument(
        "--engine",
        type=engine,
        default="auto",
        metavar="auto|slate|URL",
        help="auto: the ComfyUI on 127.0.0.1:8188 if one answers, else slate; or a ComfyUI server's address",
    )


def add_json(
    parser: argparse.ArgumentParser, file: str = "", help: str = "print JSON, and nothing else, on stdout"
) -> None:
    """The option for programs; with `file`, one that can name a file as well."""
    if file:
        parser.add_argument("--json", type=Path, nargs="?", const=Path("-"), metavar=file, help=help)
    else:
        parser.add_argument("--json", action="store_true", help=help)


def port(text: str) -> int:
    """A TCP port; 0 leaves the choice to the system."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port lies between 0 and 65535")
    return number


def default_library() -> Path:
    """Where the library is when nobody says so."""
    named = os.environ.get("CASTBOOK_LIBRARY")
    return Path(named) if named else Path.home() / ".castbook"
