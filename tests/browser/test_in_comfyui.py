"""The panel inside the real frontend of each ComfyUI found; CASTBOOK_FRONTEND names the folder of one more frontend."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.browser.cast import GENERATE, Cast, drop_files, png, put_on_clipboard, take_over_file_picker
from tests.browser.story import tell
from tests.comfyui.cores import CHECKPOINT, Core, Server, discover

CORES = discover()


def _parameters() -> list[object]:
    newest = os.environ.get("CASTBOOK_FRONTEND")
    found: list[object] = []
    for core in CORES:
        skip = [] if core.python else [pytest.mark.skip(reason=core.why_not)]
        found.append(pytest.param((core, ()), id=core.name, marks=skip))
    if newest and CORES:
        core = max(CORES, key=lambda one: [int(part) for part in one.version.split(".") if part.isdigit()])
        found.append(pytest.param((core, ("--front-end-root", newest)), id=f"{core.name}-newest-frontend"))
    nothing = pytest.mark.skip(reason="no ComfyUI found: set COMFYUI_PATH, or put a checkout at ~/comfy/ComfyUI")
    return found or [pytest.param(None, id="no-comfyui", marks=nothing)]


@pytest.fixture(scope="module", params=_parameters())
def comfyui(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[Server]:
    """A running ComfyUI with this pack, one per core."""
    core, arguments = request.param
    assert isinstance(core, Core)
    base = tmp_path_factory.mktemp("comfyui")
    settings = base / "user" / "default" / "comfy.settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"Comfy.TutorialCompleted": true}', "utf-8")  # else its templates open over everything
    server = Server(core, base, ("--disable-api-nodes", *arguments))
    try:
        yield server.start()
    finally:
        server.remove()


@pytest.fixture(scope="module")
def cast(browser: Browser, comfyui: Server) -> Iterator[Cast]:
    """The panel in one tab for all tests of a core, since loading ComfyUI takes seconds.

    Mistakes in our own modules fail the tests; those of the host are the host's.
    """
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(20_000)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    take_over_file_picker(page)
    ours: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and "astbook" in message.text and "Failed to load resource" not in message.text:
            ours.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: ours.append(str(error)) if "castbook" in (error.stack or "") else None)
    yield Cast(page, comfyui.url, "comfyui")
    context.close()
    assert ours == []


@pytest.fixture
def page(cast: Cast) -> Page:
    """The tab of `cast`, with the list open and no dialog over it."""
    if not cast.page.url.startswith("http"):
        return cast.page
    if cast.page.locator("dialog[open]").count():
        cast.page.keyboard.press("Escape")
    expect(cast.rows.first).to_be_visible()
    return cast.page


def nodes(page: Page) -> int:
    """How many nodes lie on the canvas."""
    return page.evaluate("(window.app.rootGraph ?? window.app.graph).nodes.length")


def paste_on_canvas(page: Page, picture: bytes) -> None:
    """Paste a picture with nothing of ours in the way."""
    put_on_clipboard(page, picture)
    page.evaluate("document.activeElement?.blur()")
    page.keyboard.press("ControlOrMeta+V")


def test_the_story_passes_in_the_real_frontend(cast: Cast, page: Page) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url) if "astbook" in request.url else None)
    page.on("request", lambda request: loaded.append(request.url) if "some.pack-name" in request.url else None)
    page.goto(cast.url)
    cast.wait_for_host()
    ours = [url for url in loaded if "/extensions/" in url or "/castbook/" in url]
    assert [url.rsplit("/", 1)[-1] for url in ours] == ["main.js"]

    cast.settle()
    tell(cast)


def test_keys_and_pastes_stay_in_the_dialog_and_come_back_after_it(cast: Cast, page: Page) -> None:
    page.evaluate("""() => {
      const graph = window.app.rootGraph ?? window.app.graph;
      graph.clear();
      const node = window.LiteGraph.createNode("EmptyLatentImage");
      graph.add(node);
      window.app.canvas.selectNode(node);
    }""")
    dialog = cast.open("Ada")
    dialog.root.click(position={"x": 5, "y": 5})
    page.keyboard.press("Delete")
    page.keyboard.press("Control+A")
    dialog.paste(png(50))
    dialog.expect_place("1 of 1")
    page.evaluate("document.activeElement.blur()")
    dialog.paste(png(60))
    dialog.expect_place("2 of 2")
    page.keyboard.press("Delete")
    assert nodes(page) == 1
    dialog.close()

    page.evaluate("window.app.canvas.canvas.focus()")
    paste_on_canvas(page, png(70))
    page.wait_for_function("(window.app.rootGraph ?? window.app.graph).nodes.length === 2")
    dialog = cast.open("Ada")
    dialog.expect_place("2 of 2")


def test_the_tab_can_be_closed_and_opened_again(cast: Cast, page: Page) -> None:
    toggle = "window.app.extensionManager.command.execute('Workspace.ToggleSidebarTab.castbook')"
    for _ in range(2):
        page.evaluate(toggle)
        expect(cast.rows).to_have_count(0)
        page.evaluate(toggle)
        expect(cast.rows).to_have_count(8)
    page.evaluate("window.app.extensionManager.command.execute('Castbook.OpenCast')")
    expect(cast.rows).to_have_count(8)
    expect(page.get_by_role("list", name="Characters", exact=True)).to_have_count(1)
    page.evaluate(toggle)
    expect(cast.rows).to_have_count(0)
    page.keyboard.press("Alt+Shift+C")
    expect(cast.rows).to_have_count(8)


@pytest.mark.parametrize("palette", ["dark", "light"])
def test_axe_finds_nothing_serious_in_the_themes_of_comfyui(cast: Cast, page: Page, palette: str) -> None:
    page.evaluate("(palette) => window.app.extensionManager.setting.set('Comfy.ColorPalette', palette)", palette)
    expect(page.locator(".castbook.cb-panel")).to_have_attribute("data-theme", palette)
    dialog = cast.open("Mira")
    expect(dialog.root).to_have_attribute("data-theme", palette)
    for name in (".cb-panel", ".cb-portrait"):
        found = Axe().run(page, context=name).response["violations"]
        assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


def test_a_node_offers_only_the_characters_and_designs_of_its_production(cast: Cast, page: Page) -> None:
    offered = page.evaluate("""async () => {
      const send = (path, body) => window.comfyAPI.api.api.fetchApi(`/castbook${path}`, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
      }).then((answer) => answer.json());
      const production = await send("/productions", { name: "Second feature" });
      await send(`/productions/${production.id}/characters`, { name: "Only one" });
      await send(`/productions/${production.id}/designs`, { name: "Only look", style_prompt: "in chalk" });
      await window.app.refreshComboInNodes();
      const graph = window.app.rootGraph ?? window.app.graph;
      const offered = [];
      for (const kind of ["Character", "Design"]) {
        const node = window.LiteGraph.createNode(`CastbookLoad${kind}`);
        graph.add(node);
        const widget = (name) => node.widgets.find((one) => one.name === name);
        widget("production").value = "Second feature";
        widget("production").callback?.("Second feature");
        const list = widget(kind.toLowerCase());
        const until = Date.now() + 5000;
        const narrowed = () => list.options.values.length < 3;
        while (!narrowed() && Date.now() < until) await new Promise((go) => setTimeout(go, 50));
        offered.push([list.value, list.options.values]);
      }
      return offered;
    }""")
    assert offered == [["Only one", ["Only one"]], ["active", ["active", "Only look"]]]


def test_a_name_that_a_workflow_brings_stays_even_if_nobody_is_called_so(cast: Cast, page: Page) -> None:
    """Else somebody else's portrait would be made without a word; so, the node says which name is missing."""
    kept = page.evaluate("""async () => {
      const graph = window.app.rootGraph ?? window.app.graph;
      graph.clear();
      for (const name of ["CastbookLoadCharacter", "CastbookLoadDesign"]) graph.add(window.LiteGraph.createNode(name));
      const workflow = graph.serialize();
      for (const node of workflow.nodes) node.widgets_values = ["Night Ferry", "Nobody"];
      await window.app.loadGraphData(workflow);
      await new Promise((go) => setTimeout(go, 1500));
      return (window.app.rootGraph ?? window.app.graph).nodes.map((node) => node.widgets[1].value);
    }""")
    assert kept == ["Nobody", "Nobody"]


def test_a_production_goes_out_and_comes_back_by_drop(cast: Cast, page: Page, tmp_path: Path) -> None:
    before = nodes(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Export", exact=True).click()
    assert download.value.suggested_filename == "Night Ferry.cast"
    file = tmp_path / "ferry.cast"
    download.value.save_as(file)
    drop_files(page.locator(".cb-list"), {"ferry.cast": file.read_bytes(), "cast.csv": b"Name,Hair\nTom Reed,red\n"})
    window = page.get_by_role("dialog", name="Import into")
    expect(window.get_by_text("8 already in the cast")).to_be_visible()
    expect(window.get_by_role("listitem").filter(has_text="Tom Reed")).to_contain_text("red hair")
    window.get_by_role("button", name="Import", exact=True).click()
    expect(window).to_have_count(0)
    expect(cast.row("Tom Reed")).to_be_visible()
    page.get_by_role("button", name="More for Tom Reed").click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(cast.rows).to_have_count(8)
    assert nodes(page) == before  # ComfyUI, which takes dropped files for workflows, heard nothing of them


def test_the_graph_of_a_portrait_opens_on_the_canvas(cast: Cast, page: Page) -> None:
    ida = cast.open("Ida")
    ida.choice("Model").select_option(CHECKPOINT)
    ida.root.get_by_text("Advanced", exact=True).click()
    ida.root.get_by_label("Steps", exact=True).fill("1")
    ida.root.get_by_role("button", name=GENERATE).click()
    ida.expect_place("1 of 1", timeout=60_000)
    page.evaluate("(window.app.rootGraph ?? window.app.graph).clear()")
    ida.button("Open graph in ComfyUI").click()
    expect(ida.root).to_have_count(0)
    page.wait_for_function("(window.app.rootGraph ?? window.app.graph).nodes.some((one) => one.type === 'KSampler')")


def test_a_rounded_seed_is_warned_of_when_a_graph_is_opened(cast: Cast, page: Page) -> None:
    page.evaluate("""async () => {
      const graph = window.app.rootGraph ?? window.app.graph;
      graph.clear();
      const node = window.LiteGraph.createNode("CastbookPortraitPrompt");
      graph.add(node);
      node.widgets.find((one) => one.name === "seed").value = 2 ** 60;
      await window.app.loadGraphData(graph.serialize());
    }""")
    expect(page.get_by_text("A seed was rounded").first).to_be_visible()
