"""What the contract promises of the routes, one after the other, over real HTTP."""

from __future__ import annotations

import hashlib

import pytest
from aiohttp import web

from castbook.app import Castbook, Hosts
from castbook.cast import DesignRef
from castbook.engines.slate import SlateEngine
from castbook.errors import Forbidden, Unavailable
from castbook.generations import Generations
from castbook.library import Library
from castbook.library.index import Index, connect
from tests.generations.easel import Easel

VERSION = {
    "id", "character_id", "number", "selected", "source", "author", "width", "height", "media_type", "bytes", "sha256",
    "created_at", "image_url", "thumbnail_url", "settings", "design", "engine",
}  # fmt: skip
SETTINGS = {
    "image_prompt", "style_prompt", "positive", "negative", "negative_applied", "seed", "aspect", "model", "family",
    "steps", "cfg", "sampler", "scheduler",
}  # fmt: skip


async def test_a_cast_gets_portraits_that_stay(api, picture, mira):
    first = await api.generate(mira["id"], aspect="1:1", seed="5")
    assert (first["state"], first["error"], first["seeds"], first["progress"]) == ("done", None, ["5"], 1.0)
    shown = (await api.get(f"/characters/{mira['id']}"))["selected"]
    before = await (await api.raw(shown["image_url"])).read()

    second = await api.generate(mira["id"], aspect="1:1")
    uploaded = await api.upload(mira["id"], picture(), "image.png")
    stack = await api.get(f"/characters/{mira['id']}/versions")
    assert [version["number"] for version in stack["items"]] == [3, 2, 1]
    assert [version["source"] for version in stack["items"]] == ["uploaded", "generated", "generated"]
    assert [version["selected"] for version in stack["items"]] == [True, False, False]
    assert stack["items"][2]["id"] == first["version_ids"][0] and stack["items"][1]["id"] == second["version_ids"][0]
    assert stack["items"][0]["id"] == uploaded["id"]

    after = await (await api.raw(shown["image_url"])).read()
    assert after == before and hashlib.sha256(after).hexdigest() == shown["sha256"]
    assert await (await api.raw(uploaded["image_url"])).read() == picture()


async def test_a_version_has_the_shape_of_the_contract(api, picture, mira):
    made = await api.generate(mira["id"], seed="18446744073709551615", negative="")
    version = await api.get(f"/versions/{made['version_ids'][0]}")
    assert set(version) >= VERSION and set(version["settings"]) == SETTINGS
    assert version["settings"]["seed"] == "18446744073709551615" and version["settings"]["negative"] == ""
    assert version["settings"]["positive"] == "woman of 40, grey braid, 35mm film still"
    assert version["design"]["name"] == "Rain" and version["design"]["revision"] == 1
    assert version["engine"]["kind"] == "slate" and version["engine"]["seconds"] >= 0
    assert version["created_at"].endswith("Z")
    uploaded = await api.upload(mira["id"], picture())
    assert set(uploaded["settings"].values()) == {None} and uploaded["design"] is uploaded["engine"] is None


async def test_absent_and_empty_differ(api, mira):
    (design,) = (await api.get(f"/productions/{mira['production_id']}/designs"))["items"]
    await api.post(f"/designs/{design['id']}/defaults", {"seed": "7", "negative": "hat"})
    prompt = f"/characters/{mira['id']}/prompt"

    left_out = await api.post(prompt, {})
    assert (left_out["seed"], left_out["negative"]) == ("7", "hat")
    assert (left_out["sources"]["seed"], left_out["sources"]["negative"]) == ("design", "design")
    empty = await api.post(prompt, {"seed": None, "negative": ""})
    assert (empty["sources"]["seed"], empty["negative"], empty["sources"]["negative"]) == ("drawn", "", "typed")
    assert empty["seed"] != (await api.post(prompt, {"seed": None}))["seed"]
    without = await api.post(prompt, {"design_id": None})
    assert (without["design"], without["style_prompt"], without["negative"]) == (None, "", "")

    await api.post(f"/designs/{design['id']}/defaults", {"negative": "scarf"})
    kept = await api.get(f"/designs/{design['id']}")
    assert (kept["seed"], kept["negative"], kept["revision"]) == ("7", "scarf", 3)
    await api.patch(f"/designs/{design['id']}", {"seed": None})
    assert (await api.get(f"/designs/{design['id']}"))["seed"] is None


@pytest.mark.parametrize("blank", [None, "", " "])
async def test_what_a_design_leaves_empty_is_chosen_anew(api, mira, blank):
    (design,) = (await api.get(f"/productions/{mira['production_id']}/designs"))["items"]
    path = f"/designs/{design['id']}"
    await api.patch(path, {"seed": "7", "model": "slate"})
    assert (await api.post(f"{path}/defaults", {"seed": blank}))["seed"] is None
    assert (await api.patch(path, {"model": blank}))["model"] is None
    shown = await api.post(f"/characters/{mira['id']}/prompt")
    assert (shown["sources"]["seed"], shown["sources"]["model"]) == ("drawn", "engine")


async def test_an_empty_image_prompt_falls_back_to_the_description(api, mira):
    await api.patch(f"/characters/{mira['id']}", {"image_prompt": "", "description": "Captain of the ferry"})
    shown = await api.post(f"/characters/{mira['id']}/prompt", {"aspect": "16:9", "seed": "1"})
    assert shown["positive"] == "Captain of the ferry, 35mm film still"
    assert shown["sources"]["image_prompt"] == "description"
    assert shown["width"] > shown["height"]
    history = await api.get(f"/characters/{mira['id']}/image-prompts")
    assert [entry["text"] for entry in history["items"]] == ["", "woman of 40, grey braid"]


async def test_the_same_key_twice_is_the_same_generation(api, mira):
    path = f"/characters/{mira['id']}/generations"
    first = await api.post(path, {"key": "click-1", "count": 2, "seed": "18446744073709551615"}, expect=202)
    again = await api.post(path, {"key": "click-1"}, expect=202)
    assert again["id"] == first["id"] and again["seeds"] == ["18446744073709551615", "0"]
    done = await api.finished(first["id"])
    assert len(done["version_ids"]) == 2
    later = await api.post(path, {"key": "click-1", "model": "gone.safetensors", "design_id": "gone"}, expect=202)
    assert later == done
    assert (await api.get(f"/characters/{mira['id']}/versions"))["total"] == 2


async def test_generations_are_listed_by_state_and_character(api, mira):
    done = await api.generate(mira["id"])
    assert [item["id"] for item in (await api.get("/generations?state=done,failed"))["items"]] == [done["id"]]
    assert (await api.get("/generations?state=queued,running"))["total"] == 0
    assert (await api.get(f"/generations?character_id={mira['id']}"))["total"] == 1
    assert (await api.get("/generations?state=&character_id="))["total"] == 1
    assert (await api.get("/generations?state=lost", expect=422))["code"] == "unknown_state"


async def test_a_cancelled_generation_can_be_retried(api, mira):
    asked = await api.post(f"/characters/{mira['id']}/generations", {"count": 8, "seed": "1"}, expect=202)
    await api.post(f"/generations/{asked['id']}/cancel")
    assert (await api.finished(asked["id"]))["state"] == "cancelled"
    assert (await api.post(f"/generations/{asked['id']}/cancel"))["state"] == "cancelled"
    await api.post(f"/generations/{asked['id']}/retry", expect=202)
    done = await api.finished(asked["id"])
    assert done["state"] == "done" and len(done["version_ids"]) == 8
    assert (await api.get(f"/characters/{mira['id']}/versions"))["total"] == 8


async def test_use_this_version_moves_the_pointer_and_deletion_keeps_numbers(api, picture, mira):
    colors = ("red", "green", "blue")
    one, two, three = [await api.upload(mira["id"], picture(color=color)) for color in colors]
    chosen = await api.post(f"/characters/{mira['id']}/selection", {"version_id": one["id"]})
    assert chosen["selected"]["number"] == 1

    await api.delete(f"/versions/{one['id']}")
    await api.get(f"/versions/{one['id']}", expect=404)
    await api.post(f"/characters/{mira['id']}/selection", {"version_id": one["id"]}, expect=404)
    left = await api.get(f"/characters/{mira['id']}")
    assert (left["version_count"], left["selected"]["id"]) == (2, three["id"])
    assert left["deleted_version_count"] == 1
    gone = await api.get(f"/characters/{mira['id']}/versions?deleted=true")
    assert gone["total"] == 1 and [version["id"] for version in gone["items"]] == [one["id"]]
    assert (await api.raw(f"/castbook/versions/{one['id']}/thumbnail")).status == 404
    assert (await api.raw(f"/castbook/versions/{one['id']}/thumbnail?deleted=true")).status == 200
    await api.get(f"/characters/{mira['id']}/versions?deleted=perhaps", expect=422)
    assert (await api.upload(mira["id"], picture()))["number"] == 4
    assert (await api.post(f"/versions/{one['id']}/restore"))["number"] == 1
    assert (await api.get(f"/characters/{mira['id']}"))["version_count"] == 4
    assert two["number"] == 2


async def test_a_version_of_another_character_cannot_be_selected(api, picture, mira):
    other = await api.post(f"/productions/{mira['production_id']}/characters", {"name": "Jonas"}, expect=201)
    version = await api.upload(other["id"], picture())
    error = await api.post(f"/characters/{mira['id']}/selection", {"version_id": version["id"]}, expect=409)
    assert error["hint"]


@pytest.mark.parametrize("kind", ["productions", "designs", "characters"])
async def test_what_is_deleted_comes_back_by_restore(api, mira, kind):
    designs = await api.get(f"/productions/{mira['production_id']}/designs")
    ids = {"productions": mira["production_id"], "designs": designs["items"][0]["id"], "characters": mira["id"]}
    path = f"/{kind}/{ids[kind]}"
    before = await api.get(path)
    told = {"active_design_id": None} if kind == "designs" else {}
    assert await api.delete(path) == {"id": ids[kind], "deleted": True, **told}
    await api.get(path, expect=404)
    await api.delete(path, expect=404)
    restored = await api.post(f"{path}/restore")
    assert restored == await api.get(path) and restored["name"] == before["name"]
    assert await api.post(f"{path}/restore") == restored


async def test_names_are_unique_and_can_be_changed(api, mira):
    cast = f"/productions/{mira['production_id']}/characters"
    await api.post(cast, {"name": "mira"}, expect=409)
    await api.post("/productions", {"name": "night ferry"}, expect=409)
    changed = await api.patch(f"/characters/{mira['id']}", {"name": "Mira Voss", "aliases": ["the captain"]})
    assert (changed["name"], changed["aliases"]) == ("Mira Voss", ["the captain"])
    assert [item["name"] for item in (await api.get(f"{cast}?query=captain"))["items"]] == ["Mira Voss"]
    assert (await api.get(f"{cast}?query=nobody"))["total"] == 0


async def test_a_production_names_its_active_design(api, mira):
    path = f"/productions/{mira['production_id']}"
    other = await api.post(f"{path}/designs", {"name": "Sun", "style_prompt": "noon"}, expect=201)
    assert (await api.get(path))["active_design_id"] != other["id"]
    assert (await api.patch(path, {"active_design_id": other["id"]}))["active_design_id"] == other["id"]
    await api.delete(f"/designs/{other['id']}")
    assert (await api.get(path))["active_design_id"] is None
    await api.post(f"/designs/{other['id']}/restore")
    assert (await api.get(path))["active_design_id"] == other["id"]
    shown = await api.post(f"/characters/{mira['id']}/prompt")
    assert shown["style_prompt"] == "noon"
    assert (await api.patch(path, {"active_design_id": None, "name": "Ferry"}))["active_design_id"] is None


async def test_deleting_a_design_answers_which_one_is_active_then(api, mira):
    path = f"/productions/{mira['production_id']}"
    active = (await api.get(path))["active_design_id"]
    other = await api.post(f"{path}/designs", {"name": "Sun"}, expect=201)
    said = await api.delete(f"/designs/{other['id']}")
    assert said == {"id": other["id"], "deleted": True, "active_design_id": active}
    assert (await api.delete(f"/designs/{active}"))["active_design_id"] is None
    await api.delete(f"/designs/{active}", expect=404)


async def test_every_list_has_a_window(api, mira):
    cast = f"/productions/{mira['production_id']}/characters"
    for number in range(5):
        await api.post(cast, {"name": f"Extra {number}"}, expect=201)
    page = await api.get(f"{cast}?offset=1&limit=2")
    assert (page["total"], len(page["items"])) == (6, 2)
    assert await api.get(f"{cast}?offset=99") == {"items": [], "total": 6}
    lists = (
        cast, "/productions", f"/productions/{mira['production_id']}/designs", "/generations", "/models", "/aspects",
        "/families", "/describers",
        f"/characters/{mira['id']}/versions", f"/characters/{mira['id']}/image-prompts",
    )  # fmt: skip
    for path in lists:
        whole = await api.get(path)
        assert len(whole["items"]) == whole["total"]
        assert len((await api.get(f"{path}?limit=1"))["items"]) <= 1
        for wrong in ("limit=0", "limit=501", "limit=-1", "offset=-1", "limit=ten", "limit=1.5", "offset=%C2%B2"):
            assert "0" in (await api.get(f"{path}?{wrong}", expect=422))["hint"]


async def test_slate_is_listed_and_tells_its_sizes(api, mira):
    models = await api.get("/models")
    (slate,) = models["items"]
    assert slate["ready"] and slate["negative_applies"] and slate["missing"] == [] and slate["family"] == "slate"
    aspects = await api.get(f"/aspects?model={slate['name']}")
    assert [item["name"] for item in aspects["items"]][:2] == ["1:1", "2:3"] and aspects["total"] == 9
    assert aspects == await api.get("/aspects")
    sizes = {item["name"]: (item["width"], item["height"]) for item in aspects["items"]}
    made = await api.generate(mira["id"], aspect="9:16")
    version = await api.get(f"/versions/{made['version_ids'][0]}")
    assert (version["width"], version["height"]) == sizes["9:16"]
    await api.get("/aspects?model=nothing.safetensors", expect=404)


async def test_the_families_that_a_model_can_be_corrected_to_have_titles(api):
    titles = {item["name"]: item["title"] for item in (await api.get("/families"))["items"]}
    assert titles["sdxl"] == "Stable Diffusion XL" and titles["unknown"] and "slate" not in titles


async def test_a_family_is_corrected_only_where_there_is_one(api):
    assert (await api.patch("/models", {"name": "no.safetensors", "family": "sdxl"}, expect=404))["hint"]
    assert (await api.patch("/models", {"name": "slate", "family": "sdxl"}, expect=409))["hint"]
    assert (await api.patch("/models", {"name": "slate"}, expect=422))["code"] == "missing_field"


async def test_a_versions_graph_has_the_names_of_today(api, library, picture, mira):
    design = (await api.get(f"/productions/{mira['production_id']}/designs"))["items"][0]
    links = {"character": ["1", 0], "design": ["2", 0], "seed": 7}
    graph = {
        "1": {"class_type": "CastbookLoadCharacter", "inputs": {"production": "Night Ferry", "character": "Mira"}},
        "2": {"class_type": "CastbookLoadDesign", "inputs": {"production": "Night Ferry", "design": "Rain"}},
        "3": {"class_type": "CastbookPortraitPrompt", "inputs": links},
        "4": {"class_type": "CastbookSavePortrait", "inputs": {"images": ["9", 0], "portrait_prompt": ["3", 5]}},
    }
    ref = DesignRef(id=design["id"], name="Rain", revision=1)
    made = library.add_version(mira["id"], picture(), source="graph", graph=graph, design=ref)
    path = f"/versions/{made.id}/graph"
    assert await api.get(path) == graph
    await api.patch(f"/characters/{mira['id']}", {"name": "Mara"})
    await api.patch(f"/productions/{mira['production_id']}", {"name": "Day Ferry"})
    await api.patch(f"/designs/{design['id']}", {"name": "Sun"})
    now = await api.get(path)
    assert now["1"]["inputs"] == {"production": "Day Ferry", "character": "Mara"}
    assert now["2"]["inputs"] == {"production": "Day Ferry", "design": "Sun"}
    await api.delete(f"/designs/{design['id']}")
    assert (await api.get(path))["2"]["inputs"] == {"production": "Day Ferry", "design": "Rain"}
    assert library.graph(made.id) == graph


async def test_an_uploaded_version_has_no_graph(api, picture, mira):
    version = await api.upload(mira["id"], picture())
    assert (await api.get(f"/versions/{version['id']}/graph", expect=404))["code"] == "no_graph"


async def test_unknown_addresses_and_methods_answer_in_our_form(api, mira):
    for path in ("", "/", "/nothing", "/versions", "/characters/x/y/z", "/web/", "/web/../app.py"):
        assert (await api.get(path, expect=404))["code"].startswith("unknown")
    for method, path in (("PUT", "/productions"), ("DELETE", "/models"), ("POST", f"/characters/{mira['id']}")):
        assert (await api.ask(method, path, expect=404))["code"] == "unknown_route"
    answer = await api.raw("/nothing")
    assert (answer.status, (await answer.json())["error"]["code"]) == (404, "unknown_route")


async def test_status_says_what_is_running(api, library):
    status = await api.get("/status")
    assert status["library"] == {"id": library.id, "error": None} and status["engines"] == ["slate"]


async def test_status_says_when_the_library_has_gone(api, library):
    away = library.root.with_name("away")
    library.root.rename(away)
    assert (await api.get("/status"))["library"]["error"]["code"] == "library_unreachable"
    away.rename(library.root)
    assert (await api.get("/status"))["library"]["error"] is None


async def test_a_locked_library_is_said_without_a_word_on_saving_where_nothing_was_to_be_saved(api, library, mira):
    library._index = Index(library.root / "index.sqlite3", patience=0.05)
    holder = connect(library.root / "index.sqlite3", wait=10.0)
    holder.execute("BEGIN EXCLUSIVE")
    said = await api.get(f"/characters/{mira['id']}", expect=503)
    assert (said["code"], said["message"]) == (
        "library_locked",
        "Another program is using the library; it cannot be read now.",
    )
    said = await api.post("/productions", {"name": "Two"}, expect=503)
    assert said["message"] == "Another program is using the library; nothing was saved."
    holder.close()


async def test_another_castbooks_generation_is_cancelled_there(api, library, mira):
    easel = Easel()
    other_library = Library.open(library.root)
    other = Generations(other_library, [easel])
    await other.start()
    asked = await other.submit(mira["id"], {"model": "oil.safetensors"})
    await easel.has_taken(1)
    assert (await api.post(f"/generations/{asked.id}/cancel", expect=409))["code"] == "generation_taken"
    assert (await other.cancel(asked.id)).state == "cancelled"
    await other.stop()
    other_library.close()
    assert (await api.post(f"/generations/{asked.id}/cancel"))["state"] == "cancelled"


async def test_the_author_is_the_user_that_the_host_knows(aiohttp_client, library, serving, picture):
    def author_of(request: web.Request) -> str:
        if "Comfy-User" not in request.headers:
            raise Forbidden("unknown_user", "Castbook does not know who asks.", "Sign in again.")
        return request.headers["Comfy-User"]

    api = await serving(Castbook(library, [SlateEngine()], hosts=Hosts(), author_of=author_of))
    production = await api.post("/productions", {"name": "P"}, expect=201)
    mira = await api.post(f"/productions/{production['id']}/characters", {"name": "Mira"}, expect=201)
    assert (await api.upload(mira["id"], picture(), expect=403))["code"] == "unknown_user"
    await api.post(f"/characters/{mira['id']}/generations", expect=403)
    api.client.session.headers["Comfy-User"] = "anna"
    assert (await api.upload(mira["id"], picture()))["author"] == "anna"
    made = await api.generate(mira["id"])
    assert (await api.get(f"/versions/{made['version_ids'][0]}"))["author"] == "anna"


async def test_without_a_library_every_route_says_why(serving):
    trouble = Unavailable("library_locked", "The library is locked by another program.", "Close it.")
    api = await serving(Castbook(None, [], hosts=Hosts(), trouble=trouble))
    for path in ("/productions", "/models", "/generations", "/versions/abc/image", "/events"):
        assert (await api.get(path, expect=503))["code"] == "library_locked"
    await api.post("/productions", {"name": "x"}, expect=503)
    assert (await api.get("/status"))["library"]["error"]["code"] == "library_locked"


async def test_a_library_that_opens_late_is_taken_up(serving, library):
    castbook = Castbook(None, [SlateEngine()], hosts=Hosts())
    api = await serving(castbook)
    castbook.report(Unavailable("library_opening", "The library is still being opened.", "Try again in a moment."))
    assert (await api.get("/productions", expect=503))["code"] == "library_opening"
    castbook.attach(library)
    await castbook.start()
    assert (await api.get("/productions"))["total"] == 0
    assert (await api.get("/status"))["library"] == {"id": library.id, "error": None}
    async with api.client.ws_connect("/castbook/events") as socket:
        await api.post("/productions", {"name": "P"}, expect=201)
        assert (await socket.receive_json(timeout=10))["type"] == "production"


async def test_a_restart_finds_everything_again(serving, tmp_path, picture):
    def start() -> Castbook:
        return Castbook(Library.open(tmp_path / "L", sample=False), [SlateEngine()], hosts=Hosts())

    first = start()
    api = await serving(first)
    production = await api.post("/productions", {"name": "P"}, expect=201)
    mira = await api.post(f"/productions/{production['id']}/characters", {"name": "Mira"}, expect=201)
    version = await api.upload(mira["id"], picture())
    await api.client.close()
    assert first.library
    first.library.close()

    second = start()
    api = await serving(second)
    assert await api.get(f"/versions/{version['id']}") == version
    await api.client.close()
    assert second.library
    second.library.close()
