"""Find the real ComfyUI checkouts on this machine and run them: discovery, the tiny checkpoint, one server process."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

REPO = Path(__file__).resolve().parents[2]
CHECKPOINT = "tiny.safetensors"  # native size 256x384
SMALL = "tiny-small.safetensors"  # the same weights, native size 128x192
START_SECONDS = 120


COMPLAINTS = re.compile(r"Traceback|IMPORT FAILED|castbook.*(warning|error|failed)|(warning|error).*castbook", re.I)


def complaints(log: str) -> list[str]:
    """The lines of a server's log that a user would have to worry about, and that may be ours."""
    return [line for line in log.splitlines() if COMPLAINTS.search(line)]


@dataclass(frozen=True)
class Core:
    """One ComfyUI checkout: its folder, the Python that runs it (None: `why_not` says why it cannot), its version."""

    path: Path
    python: Path | None
    version: str
    why_not: str = ""

    @property
    def name(self) -> str:
        """How tests are labelled: "comfyui-0.33.0"."""
        return f"comfyui-{self.version}"


def discover(environ: dict[str, str] | None = None, pack: Path = REPO, home: Path | None = None) -> list[Core]:
    """Every checkout in COMFYUI_PATH, else the ComfyUI this pack stands in, else ~/comfy/ComfyUI and ~/comfy/ComfyUI-*.

    Links are resolved and each checkout counts once. A core whose Python cannot import torch is listed with the reason.
    """
    environ = dict(os.environ) if environ is None else environ
    home = home or Path.home()
    named = [Path(part) for part in environ.get("COMFYUI_PATH", "").split(os.pathsep) if part]
    around = pack.parent.parent if pack.parent.name == "custom_nodes" else None
    if named:
        folders = named
    elif around and (around / "main.py").is_file():
        folders = [around]
    else:
        folders = [home / "comfy" / "ComfyUI", *sorted((home / "comfy").glob("ComfyUI-*"))]
    found: dict[Path, Core] = {}
    for folder in folders:
        real = folder.expanduser().resolve()
        if real not in found and ((real / "main.py").is_file() or named):
            found[real] = _inspect(real, environ)
    return list(found.values())


def _inspect(folder: Path, environ: dict[str, str]) -> Core:
    version_file = folder / "comfyui_version.py"
    if not version_file.is_file():
        return Core(folder, None, "unknown", f"{folder.name} is no ComfyUI checkout (no comfyui_version.py)")
    version = version_file.read_text("utf-8").split('"')[1]
    own = folder / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    chosen = own if own.is_file() else Path(environ["COMFYUI_PYTHON"]) if environ.get("COMFYUI_PYTHON") else None
    if chosen is None:
        return Core(folder, None, version, f"ComfyUI {version} has no .venv, and COMFYUI_PYTHON is not set")
    probe = [str(chosen), "-c", "import importlib.util as u, sys; sys.exit(u.find_spec('torch') is None)"]
    if subprocess.run(probe, capture_output=True, timeout=60, check=False).returncode:
        return Core(folder, None, version, f"the Python of ComfyUI {version} cannot import torch")
    return Core(folder, chosen, version)


def checkpoint(core: Core) -> Path:
    """The tiny checkpoint, written once with the core's own Python and kept in the temporary folder for later runs."""
    folder = Path(tempfile.gettempdir()) / "castbook-tests"
    target = folder / "tiny-2.safetensors"
    if not target.is_file():
        folder.mkdir(exist_ok=True)
        partial = folder / f"partial-{os.getpid()}.safetensors"
        script = Path(__file__).with_name("tiny_checkpoint.py")
        subprocess.run([str(core.python), str(script), str(partial)], cwd=core.path, check=True, timeout=300)
        partial.replace(target)
    return target


def small_checkpoint(core: Core) -> Path:
    """The same weights in a file that says it was made for pictures a quarter as large."""
    whole = checkpoint(core)
    target = whole.with_name("tiny-small-2.safetensors")
    if not target.is_file():
        data = bytearray(whole.read_bytes())
        place = data.index(b"256x384")
        data[place : place + 7] = b"128x192"
        partial = target.with_name(f"partial-small-{os.getpid()}.safetensors")
        partial.write_bytes(data)
        partial.replace(target)
    return target


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Server:
    """One ComfyUI process in a base folder of its own, with this pack in custom_nodes under the name `pack_name`."""

    core: Core
    base: Path
    arguments: tuple[str, ...] = ("--disable-api-nodes",)
    environ: dict[str, str] = field(default_factory=dict)
    pack_name: str | None = "some.pack-name"
    scheme: str = "http"
    port: int = 0
    gpu: bool = bool(os.environ.get("COMFYUI_GPU"))
    _process: subprocess.Popen[bytes] | None = None
    _log: IO[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers, without a slash at the end."""
        return f"{self.scheme}://127.0.0.1:{self.port}"

    @property
    def library(self) -> Path:
        """The library's folder of this server."""
        return self.base / "user" / "__castbook"

    @property
    def log(self) -> str:
        """Everything it has printed, over all its starts."""
        return (self.base / "server.log").read_text("utf-8", errors="replace")

    def prepare(self) -> None:
        """Lay out the base folder: ComfyUI does not make custom_nodes itself."""
        for name in ("custom_nodes", "models/checkpoints", "user", "input", "output", "temp"):
            (self.base / name).mkdir(parents=True, exist_ok=True)
        for name, written in ((CHECKPOINT, checkpoint), (SMALL, small_checkpoint)):
            model = self.base / "models" / "checkpoints" / name
            if not model.exists():
                model.symlink_to(written(self.core))
        probes = self.base / "custom_nodes" / "probe_nodes.py"
        if self.pack_name and not probes.exists():
            probes.symlink_to(Path(__file__).with_name("probe_nodes.py"))
        if self.pack_name:
            link = self.base / "custom_nodes" / self.pack_name
            if not link.exists():
                link.symlink_to(REPO, target_is_directory=True)

    def start(self) -> Server:
        """Start it and wait until it answers; raises RuntimeError with the log's end when it does not."""
        self.prepare()
        self.port = self.port or free_port()
        database = f"sqlite:///{self.base / 'user' / 'comfyui.db'}"  # the newest core's default is inside its checkout
        runner = Path(__file__).with_name("run_core.py")
        command = [str(self.core.python), "-u", str(runner), "--port", str(self.port), *([] if self.gpu else ["--cpu"])]
        command += ["--base-directory", str(self.base), "--database-url", database, *self.arguments]
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("CASTBOOK_")}
        environ = {**inherited, "HF_HUB_OFFLINE": "1", **self.environ}
        self._log = (self.base / "server.log").open("ab")
        self._process = subprocess.Popen(
            command,
            cwd=self.core.path,
            env=environ,
            stdin=subprocess.PIPE,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError(f"{self.core.name} ended at its start:\n{self.log[-4000:]}")
            try:
                self.get("/system_stats", timeout=2)
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
            else:
                return self
        self.kill()
        raise RuntimeError(f"{self.core.name} did not answer within {START_SECONDS} s:\n{self.log[-4000:]}")

    def get(self, path: str, timeout: float = 30) -> Any:
        """GET a JSON answer."""
        unverified = ssl._create_unverified_context() if self.scheme == "https" else None  # a certificate of its own
        with urllib.request.urlopen(self.url + path, timeout=timeout, context=unverified) as answer:
            return json.load(answer)

    def kill(self) -> None:
        """kill -9, as a crash would; the port is kept for the next start."""
        self._end(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)

    def stop(self) -> None:
        """End it and everything it started."""
        self._end(signal.SIGTERM)

    def _end(self, sign: signal.Signals) -> None:
        if self._process is not None:
            if self._process.poll() is None:
                self._process.send_signal(sign)
                try:
                    self._process.wait(10)
                except subprocess.TimeoutExpired:
                    self._process.kill()
                    self._process.wait(10)
            if self._process.stdin is not None:
                self._process.stdin.close()
            self._process = None
        if self._log is not None:
            self._log.close()
            self._log = None

    def remove(self) -> None:
        """Stop it and delete its base folder."""
        self.stop()
        shutil.rmtree(self.base, ignore_errors=True)
