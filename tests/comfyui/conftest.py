"""Fixtures for the suite that runs against real ComfyUI servers: one server per core found, ended whatever happens."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.comfyui.cores import Core, Server, discover

CORES = discover()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test that asks for a core once per core found; a core that cannot run is skipped with its reason."""
    if "core" not in metafunc.fixturenames:
        return
    parameters = [
        pytest.param(core, id=core.name, marks=[] if core.python else pytest.mark.skip(reason=core.why_not))
        for core in CORES
    ]
    if not parameters:
        reason = "no ComfyUI found: set COMFYUI_PATH, or put a checkout at ~/comfy/ComfyUI"
        parameters = [pytest.param(None, id="no-comfyui", marks=pytest.mark.skip(reason=reason))]
    metafunc.parametrize("core", parameters, scope="session")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say loudly what did not run: a skipped real suite must not look like a passed one."""
    for core in CORES:
        if core.why_not:
            terminalreporter.write_line(f"NOT TESTED: {core.why_not}", red=True)
    if not CORES:
        terminalreporter.write_line("NOT TESTED: no ComfyUI found (COMFYUI_PATH, ~/comfy/ComfyUI)", red=True)


@pytest.fixture(scope="session")
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """start(core, *arguments, environ={}, pack_name=...) -> a running Server, ended at the session's end."""
    servers: list[Server] = []

    def start(core: Core, *arguments: str, base: Path | None = None, **options: Any) -> Server:
        arguments = arguments or ("--disable-api-nodes",)
        server = Server(core, base or tmp_path_factory.mktemp("comfyui"), arguments, **options)
        servers.append(server)
        return server.start()

    yield start
    for server in servers:
        try:
            server.remove()
        except OSError as error:
            warnings.warn(f"could not end {server.core.name}: {error}", stacklevel=1)


@pytest.fixture(scope="session")
def server(core: Core, start_server: Callable[..., Server]) -> Iterator[Server]:
    """One ordinary server per core, shared by the tests that leave it as they found it."""
    running = start_server(core)
    yield running
    running.remove()
