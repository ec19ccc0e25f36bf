"""The models in ComfyUI's folders: which files are models, what family each is, and what it lacks.

Headers are read with safetensors' safe_open; no tensor is ever read. What was found out about a file is remembered by
its path, size and time, so that a second listing reads nothing but the folders.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import re
import threading
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from safetensors import SafetensorError, safe_open

from .families import (
    Guess,
    Model,
    assemble,
    corrected,
    identify_by_name,
    part_by_name,
    part_with_name,
    recognise,
    with_name,
)

MODEL_FOLDERS = ("checkpoints", "diffusion_models")
PART_FOLDERS = ("text_encoders", "vae")
HEADED = (".safetensors", ".sft")
HEADLESS = (".ckpt", ".pt", ".pth", ".bin", ".gguf")  # unpickling runs code, so these are told by name only
MAX_HEADER = 100_000_000  # bytes; the safetensors library takes no longer ones
RULES_VERSION = 3  # raise it when the rules change, so that nothing remembered by older rules counts
REMEMBERED = "models"  # the library's setting that keeps what ModelScan remembers
TENSORS_HASH = "modelspec.hash_sha256"  # in a header: of the tensors' bytes, not of the file
_SHA256 = re.compile(r"(?:0x)?([0-9a-f]{64})", re.IGNORECASE)

Remembered = MutableMapping[str, Any]


class _File(NamedTuple):
    folder: str
    name: str
    path: str
    size: int
    mtime_ns: int


class _Known(NamedTuple):
    found: Guess | str | None
    metadata: Mapping[str, str]


class Header(Mapping[str, Sequence[int]]):
    """Tensor names and shapes of an open safetensors file; a shape is looked up when it is asked for."""

    def __init__(self, opened: Any) -> None:
        self._opened = opened
        self._names = dict.fromkeys(opened.keys())

    def __getitem__(self, name: str) -> Sequence[int]:
        if name not in self._names:
            raise KeyError(name)
        return self._opened.get_slice(name).get_shape()

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names


class ModelScan:
    """Lists models, and remembers. Safe to use from several threads.

    `remembered` is a dict of JSON values that outlives the process if the caller keeps it; it is changed in place, and
    `news` gives it to the caller whenever it has changed.
    """

    def __init__(self, remembered: Remembered | None = None) -> None:
        self.remembered: Remembered = {} if remembered is None else remembered
        self.changed = False
        self._headers: dict[bytes, _Known] = {}
        self._lock = threading.Lock()
        self._last: tuple[Any, list[Model]] | None = None

    def models(
        self,
        folders: Mapping[str, Iterable[str | os.PathLike[str]]],
        *,
        core: str | None = None,
        corrections: Mapping[str, str] | None = None,
    ) -> list[Model]:
        """Every model in `folders` ({"checkpoints": [path, ...], "vae": [...], ...}), by folder and name.

        Of two files of the same name in one folder's paths the first counts, as in ComfyUI. `core` is ComfyUI's
        version, `corrections` the families that the user chose, by name. Folders that are not there are empty.
        """
        wanted = {kind: list(folders.get(kind, ())) for kind in (*MODEL_FOLDERS, *PART_FOLDERS)}
        corrections = dict(corrections or {})
        files = [file for kind, paths in wanted.items() for file in _files(kind, paths)]
        with self._lock:
            question = (files, core, corrections)
            if self._last is None or self._last[0] != question:
                self._last = question, self._list(files, core, corrections)
            return list(self._last[1])

    def known(self) -> list[Model]:
        """The models as last listed, without a look at any folder."""
        with self._lock:
            return list(self._last[1]) if self._last else []

    def news(self) -> dict[str, Any] | None:
        """A copy of what is remembered, if it has changed since the last call."""
        with self._lock:
            changed, self.changed = self.changed, False
            return dict(self.remembered) if changed else None

    def _list(self, files: Sequence[_File], core: str | None, corrections: Mapping[str, str]) -> list[Model]:
        parts: dict[str, list[str]] = {}
        guesses: list[tuple[_File, Guess]] = []
        for file in files:
            found = self._recall(file)
            if isinstance(found, Guess) and file.folder in MODEL_FOLDERS:
                guesses.append((file, found))
            elif isinstance(found, str) and file.folder in PART_FOLDERS:
                parts.setdefault(found, []).append(file.name)
        for gone in self.remembered.keys() - {file.path for file in files}:
            del self.remembered[gone]
            self.changed = True
        return [
            assemble(file.name, file.folder, _chosen(guess, file.name, corrections), parts, core)
            for file, guess in sorted(guesses, key=lambda pair: (pair[0].folder, pair[0].name.casefold()))
        ]

    def _recall(self, file: _File) -> Guess | str | None:
        """What the file is: a model's Guess, a part's kind, or None for neither (a LoRA's kind is no part's)."""
        entry = self.remembered.get(file.path)
        stamp = [RULES_VERSION, file.size, file.mtime_ns]
        if not isinstance(entry, dict) or entry.get("stamp") != stamp:
            found, metadata = self._examine(file)
            known = {"guess": _guess_as_json(found)} if isinstance(found, Guess) else {"part": found}
            entry = {"stamp": stamp, "name": file.name, **known, **_hashes(file, metadata)}
            self.remembered[file.path] = entry
            self.changed = True
        return _guess_from_json(entry["guess"]) if "guess" in entry else entry["part"]

    def _examine(self, file: _File) -> tuple[Guess | str | None, Mapping[str, str]]:
        """What a file is, and its header's metadata. Files with one header (most finetunes) are recognised once."""
        if not file.name.lower().endswith(HEADED):
            by_name = identify_by_name if file.folder in MODEL_FOLDERS else part_by_name
            return by_name(file.name), {}
        try:
            digest = _header_digest(file)
            if digest not in self._headers:
                self._headers[digest] = _read_header(file.path)
        except (SafetensorError, OSError, ValueError):
            return None, {}  # cut off, still being downloaded, or something else under this name
        found, metadata = self._headers[digest]
        if isinstance(found, str):
            return part_with_name(found, file.name), metadata
        return (with_name(found, file.name, metadata) if found else None), metadata


def known_hashes(remembered: Any, name: str) -> dict[str, str | None]:
    """What is known of a model's content without reading it: {"sha256": of the file, "tensors_sha256": of its tensors}.

    `remembered` is what a ModelScan has kept of the files that it saw last, or None.
    """
    entries = remembered.values() if isinstance(remembered, dict) else ()
    entry = next((one for one in entries if isinstance(one, dict) and one.get("name") == name), {})
    return {kind: entry.get(kind) for kind in ("sha256", "tensors_sha256")}


def _hashes(file: _File, metadata: Mapping[str, str]) -> dict[str, str]:
    """A download manager's store names files by their SHA-256 and links to them; a header may state the tensors'."""
    said = {"sha256": Path(os.path.realpath(file.path)).name, "tensors_sha256": metadata.get(TENSORS_HASH, "")}
    found = {kind: _SHA256.fullmatch(text) for kind, text in said.items()}
    return {kind: match[1].lower() for kind, match in found.items() if match}


def named_models(
    names: Mapping[str, Sequence[str]],
    metadata: Mapping[str, Mapping[str, str]] | None = None,
    *,
    core: str | None = None,
    corrections: Mapping[str, str] | None = None,
) -> list[Model]:
    """The models of a server elsewhere, of whose files only names (by folder) and metadata (by name) are known."""
    parts: dict[str, list[str]] = {}
    for folder in PART_FOLDERS:
        for name in names.get(folder, ()):
            if kind := part_by_name(name):
                parts.setdefault(kind, []).append(name)
    return [
        assemble(
            name,
            folder,
            _chosen(identify_by_name(name, (metadata or {}).get(name)), name, corrections or {}),
            parts,
            core,
        )
        for folder in MODEL_FOLDERS
        for name in sorted(names.get(folder, ()), key=str.casefold)
    ]


def _header_digest(file: _File) -> bytes:
    """What stands for a file's header and size. Raises ValueError if there is no whole header."""
    with Path(file.path).open("rb") as opened:
        length = int.from_bytes(opened.read(8), "little")
        if not 2 <= length <= min(MAX_HEADER, file.size - 8):
            raise ValueError("not a safetensors file")
        return hashlib.blake2b(opened.read(length), digest_size=16, salt=file.size.to_bytes(8, "little")).digest()


def _read_header(path: str) -> _Known:
    with safe_open(path, framework="numpy") as opened:
        return _Known(recognise(Header(opened)), opened.metadata() or {})


def _chosen(guess: Guess, name: str, corrections: Mapping[str, str]) -> Guess:
    family = corrections.get(name)
    return corrected(guess, family, name) if family else guess


def _files(kind: str, roots: Iterable[str | os.PathLike[str]]) -> list[_File]:
    """The files of one folder kind, each name once, from all its roots."""
    found: dict[str, _File] = {}
    for root in roots:
        for file in _walk(kind, os.fspath(root), "", set()):
            found.setdefault(file.name, file)
    return list(found.values())


def _walk(kind: str, folder: str, below: str, seen: set[str]) -> Iterator[_File]:
    """Every file below a folder with its name from there; through links too, but through none in a circle."""
    real = os.path.realpath(folder)
    if real in seen:
        return
    seen.add(real)
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return  # not there, or not ours to read
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            if entry.is_dir():
                yield from _walk(kind, entry.path, below + entry.name + os.sep, seen)
            elif entry.name.lower().endswith(HEADED + HEADLESS):
                status = entry.stat()
                yield _File(kind, below + entry.name, entry.path, status.st_size, status.st_mtime_ns)
        except OSError:
            continue  # a link to nowhere, or gone since the folder was read


def _guess_as_json(guess: Guess) -> dict[str, Any]:
    return {**dataclasses.asdict(guess), "holds": sorted(guess.holds), "native": guess.native and list(guess.native)}


def _guess_from_json(stored: Mapping[str, Any]) -> Guess:
    native = tuple(stored["native"]) if stored["native"] else None
    return Guess(**{**stored, "holds": frozenset(stored["holds"]), "native": native})
