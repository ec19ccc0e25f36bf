"""Talk to a running ComfyUI as its users do: Castbook's routes, ComfyUI's queue and its events."""

from __future__ import annotations

import asyncio
import dataclasses
import io
import json
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from PIL import Image

from castbook.cast import Character, GenerationRequest, Production
from castbook.engines.engine import RenderJob
from castbook.families import Model
from castbook.prompt import resolve
from tests.comfyui.cores import SMALL, Server

SIZE = (128, 192)  # small enough to be sampled in no time
SECONDS = 120  # the longest anything here may take on a busy machine


class Talk:
    """One session with a server. Every request of ours that is refused raises Refused."""

    def __init__(self, server: Server, headers: dict[str, str] | None = None) -> None:
        self.server = server
        self.client_id = str(uuid.uuid4())
        self._headers = headers or {}
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Talk:
        self._session = aiohttp.ClientSession(headers=self._headers, connector=aiohttp.TCPConnector(ssl=False))
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.session.close()

    @property
    def session(self) -> aiohttp.ClientSession:
        assert self._session is not None
        return self._session

    async def ask(self, method: str, path: str, body: Any = None) -> Any:
        """One of Castbook's routes; the JSON it answers."""
        options = {} if method == "GET" else {"json": {} if body is None else body}
        async with self.session.request(method, f"{self.server.url}/castbook{path}", **options) as answer:
            found = await answer.json()
            if answer.status >= 400:
                raise Refused(answer.status, found["error"])
            return found

    async def get(self, path: str) -> Any:
        return await self.ask("GET", path)

    async def post(self, path: str, body: Any = None) -> Any:
        return await self.ask("POST", path, body)

    async def bytes(self, path: str) -> bytes:
        """The bytes at a path from the server's root."""
        async with self.session.get(self.server.url + path) as answer:
            assert answer.status == 200, (path, answer.status, await answer.text())
            return await answer.read()

    async def json(self, path: str) -> Any:
        """JSON at a path from the server's root."""
        return json.loads(await self.bytes(path))

    # Castbook.

    async def production(self) -> dict[str, Any]:
        """The sample production."""
        return (await self.get("/productions"))["items"][0]

    async def new_character(self, **fields: Any) -> dict[str, Any]:
        """A character of its own for one test, so that tests do not meet."""
        production = await self.production()
        fields = {"name": f"Test {uuid.uuid4().hex[:8]}", "image_prompt": "a tall woman in a raincoat", **fields}
        return await self.post(f"/productions/{production['id']}/characters", fields)

    async def generate(self, character: dict[str, Any], **fields: Any) -> dict[str, Any]:
        """Ask for a small portrait; answers the generation as it is just then."""
        fields = {"model": SMALL, "steps": 1, **fields}
        return await self.post(f"/characters/{character['id']}/generations", fields)

    async def generation(self, id: str) -> dict[str, Any]:
        return await self.get(f"/generations/{id}")

    async def ended(self, id: str) -> dict[str, Any]:
        """The generation once it has ended, however."""

        async def look() -> dict[str, Any] | None:
            found = await self.generation(id)
            return found if found["state"] not in ("queued", "running") else None

        return await eventually(look)

    async def made(self, id: str) -> list[dict[str, Any]]:
        """The versions of a generation that has to end well."""
        found = await self.ended(id)
        assert found["state"] == "done", found
        return [await self.get(f"/versions/{version_id}") for version_id in found["version_ids"]]

    async def versions(self, character: dict[str, Any]) -> list[dict[str, Any]]:
        """A character's versions, newest first."""
        return (await self.get(f"/characters/{character['id']}/versions"))["items"]

    async def pixels(self, version: dict[str, Any]) -> bytes:
        """A version's pixels."""
        return Image.open(io.BytesIO(await self.bytes(version["image_url"]))).tobytes()

    # ComfyUI.

    async def prompt(self, graph: dict[str, Any], **options: Any) -> tuple[int, dict[str, Any]]:
        """POST /prompt; the status and the answer."""
        body = {"prompt": graph, "client_id": self.client_id, "prompt_id": str(uuid.uuid4()), **options}
        async with self.session.post(self.server.url + "/prompt", json=body) as answer:
            return answer.status, await answer.json()

    async def run(self, graph: dict[str, Any], **options: Any) -> Ran:
        """Queue a graph of one's own and wait for its end."""
        status, answer = await self.prompt(graph, **options)
        assert status == 200, answer
        return await self.ran(answer["prompt_id"])

    async def ran(self, prompt_id: str) -> Ran:
        """What the history says about a prompt, once it says something."""

        async def look() -> Any:
            return (await self.json(f"/history/{prompt_id}")).get(prompt_id)

        return Ran(await eventually(look))


class Ran:
    """How a graph of one's own ran."""

    def __init__(self, history: dict[str, Any]) -> None:
        self.messages = dict(history["status"]["messages"])
        self.outputs = history["outputs"]

    @property
    def cached(self) -> set[str]:
        """The nodes that did not run again."""
        return set(self.messages["execution_cached"]["nodes"])

    @property
    def error(self) -> str | None:
        """What went wrong, as the user reads it on the node."""
        failed = self.messages.get("execution_error")
        return failed and failed["exception_message"]


class Refused(Exception):
    """Castbook answered with an error."""

    def __init__(self, status: int, error: dict[str, str]) -> None:
        super().__init__(f"{status}: {error}")
        self.status = status
        self.code = error["code"]
        self.message = error["message"]
        self.hint = error["hint"]


async def eventually(look: Callable[[], Awaitable[Any]], seconds: float = SECONDS) -> Any:
    """What `look` finds, as soon as it finds something; fails when it does not."""
    deadline = asyncio.get_running_loop().time() + seconds
    while not (found := await look()):
        assert asyncio.get_running_loop().time() < deadline, "it did not happen in time"
        await asyncio.sleep(0.2)  # more often would slow down the server that is waited for
    return found


def render_job(model: Model, **changes: Any) -> RenderJob:
    """A small picture for an engine of one's own; `steps`, `seed` and `size` can be changed."""
    portrait = resolve(
        GenerationRequest(steps=changes.pop("steps", 1), cfg=5.0, seed=changes.pop("seed", "7")),
        production=Production(id="p", name="P", active_design_id=None, created_at=""),
        character=Character(id="c", production_id="p", name="C", image_prompt="a woman in a raincoat"),
        design=None,
        model=model,
    )
    width, height = changes.pop("size", SIZE)
    portrait = dataclasses.replace(portrait, width=width, height=height)
    return RenderJob(id=str(uuid.uuid4()), generation_id="g", index=0, portrait=portrait, model=model, **changes)


def portrait_graph(character: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The hand-built graph of the user guide, for one character: Portrait Prompt -> sampling -> Save Portrait.

    `changes` are inputs by "node.input".
    """
    graph: dict[str, Any] = {
        "character": node("CastbookLoadCharacter", production="Night Ferry", character=character["name"]),
        "design": node("CastbookLoadDesign", production="Night Ferry", design="active"),
        "prompt": node(
            "CastbookPortraitPrompt",
            character=["character", 0],
            design=["design", 0],
            aspect="2:3",
            seed=71,
            family="sd15",
        ),
        "model": node("CheckpointLoaderSimple", ckpt_name=SMALL),
        "positive": node("CLIPTextEncode", text=["prompt", 0], clip=["model", 1]),
        "negative": node("CLIPTextEncode", text=["prompt", 1], clip=["model", 1]),
        "latent": node("EmptyLatentImage", width=128, height=192, batch_size=1),
        "sampler": node(
            "KSampler",
            model=["model", 0],
            seed=["prompt", 2],
            steps=2,
            cfg=4.5,
            sampler_name="euler",
            scheduler="normal",
            positive=["positive", 0],
            negative=["negative", 0],
            latent_image=["latent", 0],
            denoise=1.0,
        ),
        "decoded": node("VAEDecode", samples=["sampler", 0], vae=["model", 2]),
        "save": node("CastbookSavePortrait", images=["decoded", 0], portrait_prompt=["prompt", 5], select=True),
    }
    return changed(graph, changes)


def slate_graph(character: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The graph that needs no model."""
    graph = portrait_graph(character)
    kept = {name: graph[name] for name in ("character", "design", "prompt", "save")}
    kept["slate"] = node("CastbookSlate", portrait_prompt=["prompt", 5])
    kept["save"]["inputs"]["images"] = ["slate", 0]
    return changed(kept, changes)


def node(class_type: str, **inputs: Any) -> dict[str, Any]:
    return {"class_type": class_type, "inputs": inputs}


def changed(graph: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    for place, value in changes.items():
        name, _, field = place.partition("__")
        graph[name]["inputs"][field] = value
    return graph
