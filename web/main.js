// Registers Castbook with ComfyUI. The panel is loaded when its tab is first opened, from our route, which sends
// no-cache and an ETag, so that an update never mixes old and new modules.
import { api } from "../../scripts/api.js";
import { app } from "../../scripts/app.js";

const TAB = "castbook";
const OPEN = "Castbook.OpenCast";
const NARROWED = ["CastbookLoadCharacter", "CastbookLoadDesign", "CastbookLoadPortrait"];

/** @typedef {import("../../scripts/app.js").GraphNode} GraphNode */

/** @type {import("./panel/types.mjs").Host} */
const host = {
  fetch: (path, options) => api.fetchApi(path, options),
  url: (path) => api.apiURL(path),
  socketUrl: (path) => new URL(api.apiURL(path), location.href.replace(/^http/, "ws")).href,
  openGraph: async (graph, name) => {
    await app.loadApiJson(graph, name);
    warnOfSeeds();
  },
};

const load = (/** @type {string} */ name) => import(api.apiURL(`/castbook/web/panel/${name}.mjs`));
/** @type {HTMLElement | null} */
let shownIn = null;

/** @param {HTMLElement} element  fresh at every opening, or the same one again */
async function render(element) {
  shownIn = element;
  element.style.height = "100%";
  try {
    const { mount } = await load("panel");
    if (shownIn === element) await mount(element, host);
  } catch (error) {
    console.error("Castbook", error);
    element.textContent = "Castbook's panel could not be loaded. Reload the page, or look at ComfyUI's log.";
  }
}

async function destroy() {
  const element = shownIn;
  shownIn = null;
  if (element) (await load("panel")).unmount(element);
}

function openCast() {
  if (!shownIn?.isConnected) app.extensionManager.command.execute(`Workspace.ToggleSidebarTab.${TAB}`);
}

/** JavaScript rounds numbers above 2^53, and ComfyUI refuses what comes of it. */
function warnOfSeeds() {
  const nodes = everyNode();
  if (!nodes.some((node) => node.comfyClass?.startsWith("Castbook"))) return;
  const isRounded = (/** @type {any} */ widget) => /seed/.test(widget.name) && Number(widget.value) > 2 ** 53;
  const rounded = nodes.find((node) => node.widgets?.some(isRounded));
  if (!rounded) return;
  app.extensionManager.toast.add({
    severity: "warn",
    summary: "A seed was rounded",
    detail: `The seed of “${rounded.title}” is above 2^53, and the browser rounds such numbers. The portrait dialog keeps them exact.`,
    life: 12000,
  });
}

/** Offer in a node's list what its production has; `choose` one of it if what stands there now is none. */
async function narrow(/** @type {GraphNode} */ node, /** @type {boolean} */ choose) {
  const stood = choose ? node.widgets?.map((widget) => widget.value) : undefined;
  await (await load("lists")).narrow(node, host, stood);
}

const isNarrowed = (/** @type {GraphNode} */ node) => NARROWED.includes(node.comfyClass ?? "");
/** @param {any} graph @returns {GraphNode[]} */
const nodesOf = (graph) =>
  (graph?.nodes ?? []).flatMap((/** @type {any} */ node) => [node, ...nodesOf(node.subgraph)]);
const everyNode = () => nodesOf(app.rootGraph ?? app.graph);

app.registerExtension({
  name: "Castbook",
  commands: [{ id: OPEN, label: "Castbook: Open cast", icon: "pi pi-users", function: openCast }],
  keybindings: [{ commandId: OPEN, combo: { key: "c", alt: true, shift: true } }],
  menuCommands: [{ path: ["Extensions", "Castbook"], commands: [OPEN] }],
  setup() {
    app.extensionManager.registerSidebarTab({
      id: TAB,
      icon: "pi pi-users",
      title: "Characters",
      tooltip: "Characters",
      type: "custom",
      render,
      destroy,
    });
  },
  nodeCreated(/** @type {GraphNode} */ node) {
    if (!isNarrowed(node)) return;
    const production = node.widgets?.find((widget) => widget.name === "production");
    if (!production) return;
    const before = production.callback;
    production.callback = function (...values) {
      narrow(node, true);
      return before?.apply(this, values);
    };
    narrow(node, true);
  },
  loadedGraphNode(/** @type {GraphNode} */ node) {
    if (isNarrowed(node)) narrow(node, false);
  },
  afterConfigureGraph: warnOfSeeds,
  refreshComboInNodes() {
    for (const node of everyNode().filter(isNarrowed)) narrow(node, false);
  },
});
