"""ComfyUI's own switches: users, TLS, other folders, no metadata, its page with API nodes; and a .venv in the pack."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from yarl import URL

from tests.comfyui.cores import REPO, Core, Server
from tests.comfyui.talk import Refused, Talk, slate_graph


def copy_of_the_pack(target: Path) -> None:
    """What a clone holds, with a .venv that studio.py has made in it."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=REPO,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in listed.stdout.splitlines():
        if (REPO / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(REPO / name, target / name)
    site = target / ".venv" / "lib" / "site-packages"
    site.mkdir(parents=True)
    (site / "main.js").write_text("throw new Error('loaded from .venv')")
    (site / "nodes.py").write_text("raise SystemExit('imported from .venv')")
    (site / "aiohttp.py").write_text("raise SystemExit('imported from .venv')")


def certificate(folder: Path) -> tuple[str, ...]:
    """ComfyUI's arguments for TLS with a certificate of one's own making."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which makes the certificate, is not installed")
    key, certificate = str(folder / "key.pem"), str(folder / "certificate.pem")
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate]
    subprocess.run([*make, "-subj", "/CN=castbook-test", "-days", "2"], check=True, capture_output=True)
    return "--tls-keyfile", key, "--tls-certfile", certificate


async def test_users_a_second_user_folder_and_files_without_metadata(
    core: Core, start_server: Callable[..., Server], tmp_path: Path
) -> None:
    users = tmp_path / "users"
    users.mkdir()
    flags = ("--disable-api-nodes", "--multi-user", "--disable-metadata", "--user-directory", str(users))
    base = tmp_path / "base"
    copy_of_the_pack(base / "custom_nodes" / "Castbook (copy)")
    server = start_server(core, *flags, base=base, pack_name=None)
    assert (users / "__castbook" / "castbook-library.json").is_file()
    (main,) = [path for path in server.get("/extensions") if "Castbook" in path]  # .venv holds a main.js as well
    for path in (main, main.replace("main.js", "docs/CastbookSlate.md")):  # whatever the folder is called
        async with Talk(server) as talk, talk.session.get(URL(server.url + path, encoded=True)) as answer:
            assert await answer.read() == (REPO / "web" / path.split("/", 3)[3]).read_bytes()
    async with Talk(server) as talk, talk.session.post(server.url + "/users", json={"username": "ann"}) as answer:
        ann = await answer.json()
    async with Talk(server, {"comfy-user": ann}) as talk:
        mira = await talk.new_character()
        (version,) = await talk.made((await talk.generate(mira, model="slate"))["id"])
        assert version["author"] == ann
        await talk.run(slate_graph(mira, prompt__seed=9))
        newest = (await talk.versions(mira))[0]
        assert Image.open(io.BytesIO(await talk.bytes(newest["image_url"]))).info == {}
        assert newest["settings"]["seed"] == "9"  # kept in the library all the same
    async with Talk(server) as talk:  # an image tag, a socket: no header
        assert (await talk.versions(mira))[0]["id"] == newest["id"]
        (version,) = await talk.made((await talk.generate(mira, model="slate"))["id"])
        assert version["author"] is None
    for stranger in ("nobody", "__castbook"):
        async with Talk(server, {"comfy-user": stranger}) as talk:
            with pytest.raises(Refused) as caught:
                await talk.generate(mira, model="slate")
            assert (caught.value.status, caught.value.code) == (403, "unknown_user")
    server.remove()


async def test_tls_on_every_address_and_with_api_nodes(
    core: Core, start_server: Callable[..., Server], tmp_path: Path
) -> None:
    tls = certificate(tmp_path)
    server = start_server(core, "--listen", "0.0.0.0", *tls, scheme="https")
    async with Talk(server) as talk:
        mira = await talk.new_character()
        (version,) = await talk.made((await talk.generate(mira, seed="3"))["id"])
        assert (version["engine"]["kind"], version["settings"]["seed"]) == ("comfyui", "3")
        async with talk.session.get(server.url + version["image_url"]) as answer:
            assert "sandbox" in answer.headers["Content-Security-Policy"]
    server.remove()
