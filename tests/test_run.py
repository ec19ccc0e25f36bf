"""Commands as processes of their own: the server from its first line to Ctrl-C, and output that nobody reads."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from castbook.library import Library

CALL = [sys.executable, "-c", "import sys; from castbook.commands import main; sys.exit(main(sys.argv[1:]))"]
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library's folder with the sample production in it."""
    Library.open(tmp_path / "library").close()
    return tmp_path / "library"


@pytest.fixture
def start(root: Path) -> Iterator[Start]:
    """Start a command as a process of its own; whatever still runs is ended."""
    running: list[subprocess.Popen[str]] = []

    def begin(*arguments: str, **variables: str) -> subprocess.Popen[str]:
        environ = {**os.environ, **variables}
        command = [*CALL, *arguments]
        process = subprocess.Popen(
            command, cwd=root, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        process.kill()
        process.communicate()


def address_of(server: subprocess.Popen[str]) -> str:
    """Where a server says that it is."""
    assert server.stdout is not None
    line = server.stdout.readline()
    assert line.startswith("Castbook is at http://"), server.communicate()
    return line.split()[-1]


def get(address: str) -> Any:
    """A JSON answer."""
    with urllib.request.urlopen(address, timeout=10) as answer:
        return json.load(answer)


def test_the_servers_first_line_says_where_it_answers_and_it_does(start: Start, library: Path) -> None:
    server = start("run", "--no-browser", "--port", "0", "--engine", "slate", "--library", str(library))
    address = address_of(server)
    assert get(f"{address}/castbook/productions")["total"] == 1
    with urllib.request.urlopen(address, timeout=10) as page:
        assert page.headers.get_content_type() == "text/html"


def test_a_taken_port_is_said_and_another_one_found(start: Start, library: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        server = start("run", "--no-browser", "--port", str(port), "--engine", "slate", "--library", str(library))
        address = address_of(server)
        assert get(f"{address}/castbook/productions")["total"] == 1
        server.terminate()
        said = server.communicate(timeout=30)[1]
    assert not address.endswith(f":{port}")
    assert f"Port {port} is taken; using {address.rpartition(':')[2]}." in said


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot send a process Ctrl-C without sending it to the tests")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_the_server_without_a_word_and_with_0(start: Start, library: Path, number: int) -> None:
    server = start("run", "--no-browser", "--port", "0", "--engine", "slate", "--library", str(library))
    address_of(server)
    server.send_signal(number)
    rest, said = server.communicate(timeout=30)
    assert (server.returncode, rest) == (0, "")
    assert said == "Engine: slate, which draws test cards without any model.\n"


def test_the_address_can_be_named_by_allowed_hosts_only(start: Start, library: Path) -> None:
    options = (
        "--no-browser",
        "--port",
        "0",
        "--engine",
        "slate",
        "--library",
        str(library),
        "--allow-host",
        "one.example",
    )
    address = address_of(start("run", *options, CASTBOOK_ALLOWED_HOSTS="two.example, three.example"))
    answered = {}
    for host in ("127.0.0.1", "one.example", "two.example", "three.example", "four.example"):
        request = urllib.request.Request(f"{address}/castbook/productions", headers={"Host": host})
        try:
            answered[host] = urllib.request.urlopen(request, timeout=10).status
        except urllib.error.HTTPError as refused:
            answered[host] = refused.code
    assert answered == {
        "127.0.0.1": 200,
        "one.example": 200,
        "two.example": 200,
        "three.example": 200,
        "four.example": 403,
    }


def test_what_is_no_request_is_answered_and_leaves_no_word_in_the_terminal(start: Start, library: Path) -> None:
    server = start("run", "--no-browser", "--port", "0", "--engine", "slate", "--library", str(library))
    port = int(address_of(server).rpartition(":")[2])
    for sent in (b"GET /?q=" + b"a" * 10_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(sent)
            answer = b"".join(iter(lambda: connection.recv(65_536), b""))
        assert b" 400 " in answer.partition(b"\r\n")[0]
        assert b"X-Content-Type-Options: nosniff\r\n" in answer
        assert set(json.loads(answer.partition(b"\r\n\r\n")[2])["error"]) == {"code", "message", "hint"}
    server.terminate()
    assert server.communicate(timeout=30) == ("", "Engine: slate, which draws test cards without any model.\n")


def test_an_address_that_is_not_ours_is_one_sentence(start: Start, library: Path) -> None:
    server = start("run", "--no-browser", "--host", "192.0.2.1", "--engine", "slate", "--library", str(library))
    rest, said = server.communicate(timeout=30)
    assert (server.returncode, rest) == (1, "")
    assert said.splitlines()[-1].startswith("Castbook cannot listen on 192.0.2.1: ") and "8190" not in said


def test_output_that_nobody_reads_any_more_is_no_error(start: Start, root: Path) -> None:
    reader = start("cast", str(root / "castbook/sample/night_ferry.fountain"))
    assert reader.stdout is not None
    reader.stdout.close()
    assert reader.stderr is not None
    assert "Error" not in reader.stderr.read()
