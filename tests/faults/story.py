"""What the killed and failing processes of these tests do, and how what they left is judged.

As a script it waits for orders, one JSON line each on stdin, and forks a child per order: `{"root", "acks", "fault",
"story"}`. Forking costs milliseconds where a fresh Python would cost most of a second, so hundreds of kills fit into
a test run. A child appends one JSON line to its file of acknowledgements for everything the library has acknowledged,
then the next act begins. The answer on stdout is the child's wait status.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from castbook import images
from castbook.cast import Generation, GenerationRequest, Job, PortraitPrompt
from castbook.errors import CastbookError, Unavailable
from castbook.library import Library, faults

SIZE = int(os.environ.get("CASTBOOK_FAULT_PIXELS", "32"))  # 1024 shows races that small pictures hide
Ack = Callable[..., None]


def picture() -> bytes:
    """A PNG like no other."""
    return images.encode_png(np.frombuffer(os.urandom(SIZE * SIZE * 3), dtype=np.uint8).reshape(SIZE, SIZE, 3))


def ask(library: Library, character: str, key: str | None = None) -> Generation:
    """A generation of one job."""
    portrait = PortraitPrompt(
        production_id="p", production="P", character_id=character, character="C", design=None, image_prompt="tall",
        style_prompt="", positive="tall", negative="", negative_applied=True, seed="1", aspect="1:1", width=64,
        height=64, model="slate", family="slate", steps=1, cfg=1.0, sampler="euler", scheduler="normal",
    )  # fmt: skip
    job = Job(id=str(uuid.uuid4()), index=0, seed="1")
    return library.create_generation(character, GenerationRequest(seed="1"), portrait, [job], key=key)


def everything(root: Path, ack: Ack) -> None:
    """Pass every step of the library at least once."""
    library = Library.open(root)
    production = library.create_production(f"P {uuid.uuid4().hex}")
    ack("production", id=production.id)
    design = library.create_design(production.id, "Film still")
    design = library.save_design_defaults(design.id, seed="7", negative="hats")
    ack("design", id=design.id, revision=design.revision, seed=design.seed)
    library.save_script(production.id, "s.txt", "play", picture())
    ack("script", id=production.id)
    character = library.create_character(production.id, "Mira", image_prompt="tall")
    ack("character", id=character.id)
    upload(library, character.id, ack)
    upload(library, character.id, ack)
    first = library.version_numbered(character.id, 1)
    library.select(character.id, first.id)
    ack("selected", id=character.id, version=first.id)
    generate(library, character.id, ack)
    library.thumbnail(first.id, 256)
    orphan = library.root / "blobs" / "00" / f"{'0' * 64}.png"
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"nobody wants this")
    library.check(repair=True)
    Library.rebuild(root)
    upload(library, character.id, ack)
    library.close()


def uploads(root: Path, ack: Ack) -> None:
    """Upload and generate until somebody stops it."""
    library = Library.open(root)
    (production,) = library.productions().items[:1]
    while True:
        for character in library.characters(production.id).items:
            upload(library, character.id, ack)
            generate(library, character.id, ack)


def hundred(root: Path, ack: Ack) -> None:
    """100 uploads for one character from 10 threads."""
    library = Library.open(root)
    character = library.characters(library.productions().items[0].id).items[0]
    threads = [
        threading.Thread(target=lambda: [upload(library, character.id, ack) for _ in range(10)]) for _ in range(10)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    library.close()


def upload(library: Library, character: str, ack: Ack) -> None:
    """One picture, acknowledged with its hash."""
    data = picture()
    version = library.add_version(character, data, source="uploaded", graph={"1": {}})
    ack("version", id=version.id, number=version.number, sha256=hashlib.sha256(data).hexdigest())


def generate(library: Library, character: str, ack: Ack) -> None:
    """One generation to its end."""
    generation = ask(library, character)
    ack("generation", id=generation.id, state="queued")
    library.update_generation(generation.id, state="running", runner=library.runner())
    ids = {"generation_id": generation.id, "generation_index": 0}
    data = picture()
    version = library.add_version(character, data, source="generated", select="generation", **ids)
    ack("version", id=version.id, number=version.number, sha256=hashlib.sha256(data).hexdigest())
    library.update_generation(generation.id, state="done")
    ack("generation", id=generation.id, state="done")


STORIES = {story.__name__: story for story in (everything, uploads, hundred)}


# What was left


@contextmanager
def opened(root: Path) -> Iterator[Library]:
    """The library after a fault; where only the index is gone, rebuilt as its hint says."""
    try:
        library = Library.open(root)
    except Unavailable as error:
        assert error.code == "library_damaged", error.code
        assert Library.rebuild(root).problems == []
        library = Library.open(root)
    yield library
    library.close()


def judge(root: Path, acks: Path) -> int:
    """Promises 1 to 4 after a fault: assert them, and return how many acknowledgements were looked at."""
    said = [json.loads(line) for line in acks.read_text().splitlines()] if acks.exists() else []
    with opened(root) as library:
        _judge(library, said)
        # Nobody waits for the orphans of acts that were never acknowledged.
        assert {problem.kind for problem in library.check(repair=True).problems} <= {"orphan_blob"}
        assert library.check().problems == []
    (root / "index.sqlite3").unlink()
    assert Library.rebuild(root).problems == []
    with opened(root) as library:
        _judge(library, said)
        assert library.check().problems == []
    return len(said)


def _judge(library: Library, said: list[dict[str, Any]]) -> None:
    last = {fact["id"]: fact for fact in said}
    for fact in last.values():
        id, kind = fact["id"], fact["kind"]
        if kind == "production":
            library.production(id)
        elif kind == "script":
            assert library.script(id) is not None
        elif kind == "design":
            design = library.design(id)
            assert (design.revision, design.seed) == (fact["revision"], fact["seed"])
        elif kind == "version":
            version = library.version(id)
            assert version.number == fact["number"]
            assert hashlib.sha256(library.image(id)).hexdigest() == version.sha256 == fact["sha256"]
        elif kind == "selected":
            assert library.character(id).selected is not None
        elif kind == "generation":
            states = ("queued", "running", "done") if fact["state"] == "queued" else (fact["state"],)
            assert library.generation(id).state in states
    for production in library.productions(limit=10**6).items:
        for character in library.characters(production.id).items:
            numbers = [version.number for version in library.versions(character.id, limit=10**6).items]
            assert numbers == list(range(len(numbers), 0, -1)), "numbers without a gap"
    for path in (library.root / "blobs").glob("??/*"):
        if path.stem != "0" * 64:
            assert hashlib.sha256(path.read_bytes()).hexdigest() == path.stem, "a partial file under a final name"


# The process that forks


class Nursery:
    """The forking process, seen from a test."""

    def __init__(self, process: Any) -> None:
        self._process = process

    def run(self, root: Path, acks: Path, story: str, fault: str = "") -> int:
        """Run a story to its end and return the exit status: negative for a signal."""
        self.start(root, acks, story, fault)
        return self.wait()

    def start(self, root: Path, acks: Path, story: str, fault: str = "") -> int:
        """Start a story and return its process id; wait() must follow."""
        order = {"root": str(root), "acks": str(acks), "story": story, "fault": fault}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def wait(self) -> int:
        """The exit status of the story that was started."""
        self._process.stdin.write("wait\n")
        self._process.stdin.flush()
        return os.waitstatus_to_exitcode(int(self._process.stdout.readline()))


def _child(order: dict[str, str]) -> None:
    faults._plan = order["fault"]
    fd = os.open(order["acks"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def ack(kind: str, **facts: Any) -> None:
        os.write(fd, (json.dumps({"kind": kind, **facts}) + "\n").encode())

    try:
        STORIES[order["story"]](Path(order["root"]), ack)
    except CastbookError as error:
        ack("refused", id=f"refused {uuid.uuid4()}", code=error.code, status=error.status)
        os._exit(3)
    os._exit(0)


def _nursery() -> None:
    pids: list[int] = []
    for line in sys.stdin:
        if line == "wait\n":
            print(os.waitpid(pids.pop(), 0)[1], flush=True)
            continue
        pid = os.fork()
        if pid == 0:
            _child(json.loads(line))
        pids.append(pid)
        print(pid, flush=True)


if __name__ == "__main__":
    _nursery()
