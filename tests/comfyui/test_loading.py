"""What a real core sees of the pack: nodes, pages, texts, workflows, and a log without complaints."""

from __future__ import annotations

import io
import json
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

from tests.comfyui.cores import REPO, Core, Server, complaints
from tests.comfyui.talk import Refused, Talk, node, slate_graph

NODES = (
    "CastbookLoadCharacter",
    "CastbookLoadDesign",
    "CastbookPortraitPrompt",
    "CastbookSavePortrait",
    "CastbookLoadPortrait",
    "CastbookSlate",
)


def fetch(server: Server, path: str) -> tuple[bytes, str]:
    with urllib.request.urlopen(server.url + path, timeout=30) as answer:
        return answer.read(), answer.headers["Content-Type"]


def folder(server: Server) -> str:
    return quote(str(server.pack_name))


def test_the_six_nodes_are_there(server: Server) -> None:
    for id in NODES:
        about = server.get(f"/object_info/{id}")[id]
        assert about["category"] == "Castbook"
        assert about["name"] == id
    character = server.get("/object_info/CastbookLoadCharacter")["CastbookLoadCharacter"]["input"]["required"]
    assert "Night Ferry" in character["production"][0]
    assert "Mira" in character["character"][0]
    save = server.get("/object_info/CastbookSavePortrait")["CastbookSavePortrait"]
    assert save["output_node"] is True
    assert save["output_tooltips"]


def test_the_whole_list_of_nodes_can_still_be_asked_for(server: Server) -> None:
    assert set(NODES) < set(server.get("/object_info", timeout=120))


def test_help_pages_are_served_as_text(server: Server) -> None:
    for id in NODES:
        page, kind = fetch(server, f"/extensions/{folder(server)}/docs/{id}.md")
        assert page.decode().startswith("# ")
        assert "html" not in kind


def test_main_js_is_the_only_script_that_comfyui_loads(server: Server) -> None:
    ours = [path for path in server.get("/extensions") if path.startswith(f"/extensions/{server.pack_name}/")]
    assert ours == [f"/extensions/{server.pack_name}/main.js"]


def test_the_nodes_english_texts_are_merged_into_comfyuis(server: Server) -> None:
    assert server.get("/i18n")["en"]["nodeDefs"]["CastbookSavePortrait"]["display_name"] == "Save Portrait"


def test_every_workflow_and_its_thumbnail_is_served(server: Server, root: Path) -> None:
    names = {file.stem for file in (root / "workflows").glob("*.json")}
    assert "portrait_from_a_character" in names
    assert set(server.get("/workflow_templates")[server.pack_name]) == names
    for name in names:
        workflow, _ = fetch(server, f"/api/workflow_templates/{folder(server)}/{quote(name)}.json")
        assert json.loads(workflow)["nodes"]
        thumbnail, _ = fetch(server, f"/api/workflow_templates/{folder(server)}/{quote(name)}.jpg")
        assert Image.open(io.BytesIO(thumbnail)).format == "JPEG"


def test_the_start_is_logged_without_a_complaint_of_ours(server: Server) -> None:
    start, listening, _ = server.log.partition("To see the GUI go to")
    assert listening
    assert complaints(start) == []


@pytest.mark.parametrize("prefix", ["", "/api"])
def test_the_routes_and_the_panel_answer_under_both_prefixes(server: Server, prefix: str) -> None:
    assert server.get(f"{prefix}/castbook/productions")["total"]
    assert fetch(server, f"{prefix}/castbook/web/panel/panel.mjs")[0]


def test_what_is_not_there_is_answered_in_castbooks_form(server: Server) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        fetch(server, "/castbook/nothing")
    assert caught.value.code == 404
    assert json.load(caught.value)["error"]["hint"]
    assert caught.value.headers["X-Content-Type-Options"] == "nosniff"


async def test_neither_a_library_out_of_reach_nor_a_second_copy_of_the_pack_keeps_anything_else_from_working(
    core: Core, start_server: Callable[..., Server], tmp_path: Path
) -> None:
    library = tmp_path / "library"
    library.write_text("not a folder")
    second = tmp_path / "base" / "custom_nodes" / "castbook"
    second.parent.mkdir(parents=True)
    second.symlink_to(REPO)
    server = start_server(core, base=tmp_path / "base", environ={"CASTBOOK_LIBRARY": str(library)})
    assert server.log.count("Castbook is installed twice") == 1
    assert len([path for path in server.get("/extensions") if path.endswith("/main.js")]) == 1
    assert set(NODES) < set(server.get("/object_info", timeout=120))
    async with Talk(server) as talk:
        with pytest.raises(Refused) as caught:
            await talk.get("/productions")
        assert (caught.value.status, bool(caught.value.hint)) == (503, True)
        status, answer = await talk.prompt(slate_graph({"name": "Mira"}))
        assert status == 400
        assert caught.value.message in json.dumps(answer["node_errors"])
        red = {
            "red": node("EmptyImage", width=8, height=8, batch_size=1, color=0xFF0000),
            "seen": node("PreviewImage", images=["red", 0]),
        }
        assert (await talk.run(red)).error is None
    assert str(library) not in server.log
    assert server.log.count("library is not open") == 1
    server.remove()
