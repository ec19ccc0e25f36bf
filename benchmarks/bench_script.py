"""Reading a script and describing its cast: 200 KB and 2 MB, and the memory for it. The texts are our own, repeated."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from castbook import script

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "tests" / "scripts"
TALK = (
    "{name}\nI have thought about it all night, and I still do not see how we are to leave before the ice comes.\n\n"
    "{name} walks to the window and looks out at the harbour. The lamps are lit. Somebody laughs in the street.\n\n"
)
# VmHWM and not getrusage, whose peak a child inherits from the process that started it.
MEASURE = """
import re, sys
from castbook import script
script.describe(script.read(sys.stdin.buffer.read()))
print(int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024)
"""


def long_script(size: int) -> bytes:
    """A screenplay of about `size` bytes: an introduction now and then, talk and action in between."""
    opening = (SCRIPTS / "night_desk.fountain").read_text("utf-8").partition("FADE IN:")[2]
    scenes = (
        "INT. HARBOUR OFFICE - NIGHT\n\n" + "".join(TALK.format(name=name) for name in ("NADIA", "OSCAR", "PIP")) * 8
    )
    text = opening
    while len(text) < size:
        text += scenes
    return text[:size].encode()


def long_prose(size: int) -> bytes:
    """First-person prose of about `size` bytes."""
    text = (SCRIPTS / "the_salt_road.txt").read_text("utf-8")
    filler = (
        "We went on for a day and saw nothing but the road. Dobbs sang. I counted the posts until I lost count.\n\n"
    )
    return (text + filler * (max(0, size - len(text)) // len(filler))).encode()


def in_columns(size: int) -> bytes:
    """The same screenplay as it is typed: speeches and cues indented."""
    laid_out = []
    for block in long_script(size * 3 // 4).decode().split("\n\n"):
        cue, _, speech = block.partition("\n")
        spoken = cue.isupper() and speech
        laid_out.append(f"{' ' * 32}{cue}\n{' ' * 16}{speech}" if spoken else f"      {block}")
    return "\n\n".join(laid_out).encode()


def whole(size: int, *names: str) -> bytes:
    """Texts of ours from beginning to end, again and again: as much is told in every part as in the first."""
    text = "\n\n".join((SCRIPTS / name).read_text("utf-8") for name in names)
    return (text * (size // len(text) + 1))[:size].encode()


def crowded(size: int) -> bytes:
    """A screenplay in which somebody else speaks again and again: 200 characters in 2 MB."""
    scene = "INT. HARBOUR OFFICE - NIGHT\n\n" + TALK * 16
    given, family = ("ADA", "OTTO", "IDA", "REX", "PIP"), ("HALE", "CROSS", "PARR", "LOWE")
    names = [f"{first} {last}{end}" for end in "ABCDEFGHIJ" for first in given for last in family]
    text = "".join(scene.format(name=name) for name in names)
    return (text * (size // len(text) + 1))[:size].encode()


def seconds(data: bytes) -> float:
    start = time.perf_counter()
    assert script.describe(script.read(data))
    return time.perf_counter() - start


@pytest.mark.parametrize(
    ("name", "data", "bound"),
    [
        ("read and describe 200 KB of screenplay", long_script(200_000), 0.5),
        ("read and describe 200 KB of prose", long_prose(200_000), 0.5),
        ("read and describe 100 KB in one line", long_prose(100_000).replace(b"\n", b" "), 0.25),
        ("read and describe 2 MB of screenplay", long_script(2_000_000), 5.0),
        ("read and describe 2 MB of screenplay in columns", in_columns(2_000_000), 5.0),
        ("read and describe 2 MB of screenplay with 200 characters", crowded(2_000_000), 5.0),
        ("read and describe 2 MB of prose", long_prose(2_000_000), 5.0),
        ("read and describe 2 MB of a whole screenplay", whole(2_000_000, "night_desk.fountain"), 5.0),
        ("read and describe 2 MB of a whole story", whole(2_000_000, "the_salt_road.txt"), 5.0),
    ],
)
def bench_script(record, name: str, data: bytes, bound: float) -> None:
    """The best of three; the bound is what a writer was promised."""
    best = min(seconds(data) for _ in range(3))
    record(name, best * 1000, bound=bound * 1000)


@pytest.mark.skipif(sys.platform != "linux", reason="a process's memory is read from /proc")
def bench_script_memory(record) -> None:
    """The whole process that reads 2 MB, Python included."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE],
        input=long_script(2_000_000),
        capture_output=True,
        cwd=ROOT,
        check=True,
        timeout=120,
    )
    used = int(done.stdout)
    record("memory to read and describe 2 MB", used, unit="MB", bound=200)
