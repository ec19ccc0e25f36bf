"""Portraits asked for over Castbook's routes, rendered by the ComfyUI that it stands in."""

from __future__ import annotations

import asyncio
import io
import json
import uuid
from collections.abc import AsyncIterator, Callable

import pytest
from PIL import Image

from castbook.engines.comfyui import ComfyUIEngine
from castbook.engines.engine import Progress
from castbook.errors import Interrupted
from castbook.prompt import find_model
from tests.comfyui.cores import CHECKPOINT, SMALL, Core, Server, checkpoint
from tests.comfyui.talk import Talk, eventually, portrait_graph, render_job

LONG = {"steps": 200}  # runs until it is cancelled


@pytest.fixture
async def talk(server: Server) -> AsyncIterator[Talk]:
    async with Talk(server) as opened:
        yield opened


async def test_a_generation_becomes_a_version_with_true_settings(talk: Talk, core: Core) -> None:
    mira = await talk.new_character()
    asked = await talk.generate(mira, model=CHECKPOINT, steps=2, seed="17", negative="blurry", cfg=5.5, aspect="2:3")
    assert asked["state"] in ("queued", "running")
    (version,) = await talk.made(asked["id"])
    settings = version["settings"]
    assert (version["number"], version["source"], version["selected"]) == (1, "generated", True)
    assert (version["width"], version["height"]) == (256, 384)
    assert settings["positive"].startswith("a tall woman in a raincoat")
    assert (settings["negative"], settings["negative_applied"], settings["seed"]) == ("blurry", True, "17")
    assert (settings["steps"], settings["cfg"], settings["model"], settings["family"]) == (2, 5.5, CHECKPOINT, "sd15")
    assert settings["sampler"] and settings["scheduler"]
    assert (version["engine"]["kind"], version["engine"]["version"]) == ("comfyui", core.version)
    assert version["engine"]["device"] and version["engine"]["seconds"] > 0
    assert version["design"]["name"] == "Film still"
    graph = await talk.get(f"/versions/{version['id']}/graph")
    assert asked["id"] not in json.dumps(graph)
    assert mira["name"] in json.dumps(graph)
    chunks = Image.open(io.BytesIO(await talk.bytes(version["image_url"]))).info
    assert json.loads(chunks["prompt"]) == graph
    assert asked["id"] not in json.dumps(dict(chunks))


async def test_the_same_seed_gives_equal_pixels_another_seed_others_and_the_graph_the_same_again(talk: Talk) -> None:
    mira = await talk.new_character()
    first, again, other = [await talk.generate(mira, seed=seed) for seed in ("5", "5", "6")]
    (one,), (two,), (three,) = [await talk.made(asked["id"]) for asked in (first, again, other)]
    assert [one["number"], two["number"], three["number"]] == [1, 2, 3]
    assert await talk.pixels(one) == await talk.pixels(two)
    assert await talk.pixels(one) != await talk.pixels(three)
    ran = await talk.run(await talk.get(f"/versions/{one['id']}/graph"))
    assert ran.error is None
    newest = (await talk.versions(mira))[0]
    assert (newest["number"], newest["source"]) == (4, "graph")
    assert await talk.pixels(newest) == await talk.pixels(one)
    assert newest["settings"] == one["settings"]


async def test_count_makes_versions_with_seeds_one_apart_and_progress_is_told(talk: Talk, server: Server) -> None:
    mira = await talk.new_character()
    events = []
    async with talk.session.ws_connect(f"{server.url}/castbook/events") as socket:
        asked = await talk.generate(mira, seed="18446744073709551615", count=2, steps=3)
        while not events or events[-1].get("state") not in ("done", "failed"):
            event = json.loads((await socket.receive(60)).data)
            events += [event] if event["id"] == asked["id"] and "progress" in event else []
    assert asked["seeds"] == ["18446744073709551615", "0"]
    assert [version["settings"]["seed"] for version in await talk.made(asked["id"])] == asked["seeds"]
    progress = [event["progress"] for event in events]
    assert progress == sorted(progress)
    assert len(set(progress)) > 4


async def test_cancelling_one_queued_and_one_running_leaves_another_clients_job_alone(talk: Talk) -> None:
    mira = await talk.new_character()
    running = await talk.generate(mira, **LONG)
    waiting = await talk.generate(mira, seed="1")
    status, others = await talk.prompt(portrait_graph(mira, prompt__seed=3))
    assert status == 200

    async def runs() -> bool:
        return (await talk.generation(running["id"]))["progress"] > 0

    await eventually(runs)
    assert (await talk.post(f"/generations/{waiting['id']}/cancel"))["state"] == "cancelled"
    assert (await talk.generation(running["id"]))["state"] == "running"
    await talk.post(f"/generations/{running['id']}/cancel")
    assert (await talk.ended(running["id"]))["state"] == "cancelled"
    ran = await talk.ran(others["prompt_id"])
    assert ran.outputs["save"]["text"] == ["version 1"]
    assert len(await talk.versions(mira)) == 1
    assert (await talk.ended(waiting["id"]))["version_ids"] == []


async def test_deleting_a_character_interrupts_its_portrait_and_takes_the_waiting_one_off_the_queue(talk: Talk) -> None:
    mira, jonas = await talk.new_character(), await talk.new_character()
    running = await talk.generate(mira, **LONG)
    waiting = await talk.generate(mira, seed="1")
    other = await talk.generate(jonas, seed="2", steps=2)

    async def runs() -> bool:
        return (await talk.generation(running["id"]))["progress"] > 0

    await eventually(runs)
    await talk.ask("DELETE", f"/characters/{mira['id']}")
    for one in (running, waiting):
        ended = await talk.ended(one["id"])
        assert (ended["state"], ended["error"]["code"]) == ("cancelled", "character_deleted")
    assert len(await talk.made(other["id"])) == 1
    queue = await talk.json("/queue")
    assert (queue["queue_running"], queue["queue_pending"]) == ([], [])


async def test_a_renamed_character_keeps_its_generation(talk: Talk) -> None:
    mira = await talk.new_character()
    asked = await talk.generate(mira, seed="8")
    await talk.ask("PATCH", f"/characters/{mira['id']}", {"name": f"Renamed {uuid.uuid4().hex[:6]}"})
    (version,) = await talk.made(asked["id"])
    assert version["character_id"] == mira["id"]


async def test_the_graph_of_an_older_version_is_its_characters_under_whatever_names(talk: Talk) -> None:
    mira, jonas = await talk.new_character(), await talk.new_character()
    (version,) = await talk.made((await talk.generate(mira, seed="8", steps=2))["id"])
    path = f"/versions/{version['id']}/graph"
    renamed = f"Renamed {uuid.uuid4().hex[:6]}"
    await talk.ask("PATCH", f"/characters/{mira['id']}", {"name": renamed})
    await talk.ask("PATCH", f"/characters/{jonas['id']}", {"name": mira["name"]})  # somebody else is called that now
    graph = await talk.get(path)
    assert renamed in json.dumps(graph) and mira["name"] not in json.dumps(graph)
    ran = await talk.run(graph)
    assert ran.error is None
    assert [output["text"] for output in ran.outputs.values() if "text" in output] == [["already version 1"]]
    assert await talk.versions(jonas) == []
    await talk.ask("PATCH", f"/characters/{jonas['id']}", {"name": f"Jonas {uuid.uuid4().hex[:6]}"})
    await talk.ask("PATCH", f"/characters/{mira['id']}", {"aliases": [mira["name"]]})
    by_alias = json.loads(json.dumps(graph).replace(renamed, mira["name"]).replace('"seed": 8', '"seed": 9'))
    assert (await talk.run(by_alias)).error is None  # as a workflow that was saved before the renaming
    assert [version["number"] for version in await talk.versions(mira)] == [2, 1]


async def test_a_node_that_fails_is_said_in_the_users_words(talk: Talk, server: Server) -> None:
    mira = await talk.new_character()
    model = server.base / "models" / "checkpoints" / "later-broken.safetensors"
    model.symlink_to(checkpoint(server.core))

    async def listed() -> bool:  # a moment later: what was read a second ago is not read again
        return model.name in [item["name"] for item in (await talk.get("/models"))["items"]]

    await eventually(listed)
    running = await talk.generate(mira, **LONG)
    asked = await talk.generate(mira, model=model.name)
    model.unlink()
    model.write_bytes(b"no tensors")  # between the request and its turn
    await talk.post(f"/generations/{running['id']}/cancel")
    ended = await talk.ended(asked["id"])
    model.unlink()
    assert ended["state"] == "failed"
    assert "CheckpointLoaderSimple failed" in ended["error"]["message"]
    assert str(server.base) not in str(ended["error"])
    assert await talk.versions(mira) == []


async def test_a_killed_comfyui_loses_nothing_and_doubles_nothing(
    core: Core, start_server: Callable[..., Server]
) -> None:
    server = start_server(core)
    async with Talk(server) as talk:
        mira = await talk.new_character()
        asked = [await talk.generate(mira, seed="1", steps=3)]
        asked += [await talk.generate(mira, seed=str(seed)) for seed in range(2, 7)]

        async def runs() -> bool:
            return (await talk.generation(asked[0]["id"]))["progress"] > 0

        await eventually(runs)
        engine = ComfyUIEngine(server.url)
        model = find_model(SMALL, await engine.models())
        assert model is not None
        told: list[Progress] = []
        elsewhere = asyncio.create_task(engine.render(render_job(model), told.append))
        await eventually(lambda: asyncio.sleep(0, told))  # ComfyUI has it in its queue
        server.kill()
    server.start()
    with pytest.raises(Interrupted):  # an engine elsewhere sees that its job is gone
        await elsewhere
    await engine.close()
    async with Talk(server) as talk:
        ended = [await talk.ended(one["id"]) for one in asked]
        states = [one["state"] for one in ended]
        assert set(states) <= {"done", "interrupted"}
        assert states[0] == "interrupted"  # it was running
        for one in ended:
            if one["state"] == "interrupted":
                await talk.post(f"/generations/{one['id']}/retry")
        await asyncio.gather(*(talk.made(one["id"]) for one in asked))
        versions = await talk.versions(mira)
        assert sorted(version["number"] for version in versions) == [1, 2, 3, 4, 5, 6]
        assert sorted(version["settings"]["seed"] for version in versions) == ["1", "2", "3", "4", "5", "6"]
    server.remove()
