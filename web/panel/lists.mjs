// The lists on ComfyUI's nodes: only what belongs to the production chosen beside them.

/** @import { Host } from "./types.mjs" */

/**
 * A widget of a node on ComfyUI's canvas, as far as it matters here.
 * @typedef {{name: string, value: unknown, options: {values?: unknown}}} Widget
 * @typedef {{widgets?: Widget[]}} Node
 */

const ACTIVE = "active"; // stands before the designs

/** @type {WeakMap<Node, object>}  the newest call for each node: answers to earlier ones come too late */
const newest = new WeakMap();

/**
 * Offer only what the node's production has. With `stood`, the widgets' values when the user made the node or chose
 * the production, a name that is not among it gives way to the first that is. A name that a workflow brought stays,
 * even if nobody is called so: the node then says that it is missing.
 * @param {Node} node
 * @param {Host} host
 * @param {unknown[]} [stood]
 * @returns {Promise<void>}
 */
export async function narrow(node, host, stood) {
  const call = {};
  newest.set(node, call);
  const widgets = node.widgets ?? [];
  const production = widgets.find((widget) => widget.name === "production");
  const list = widgets.find((widget) => widget.name === "character" || widget.name === "design");
  if (!production || !list) return;
  const chosen = production.value;
  const found = (await all(host, "/productions")).find((one) => one.name === chosen);
  if (!found || newest.get(node) !== call) return;
  const names = (await all(host, `/productions/${found.id}/${list.name}s`)).map((one) => one.name);
  if (list.name === "design") names.unshift(ACTIVE);
  if (!names.length || newest.get(node) !== call) return;
  if (production.value !== chosen) return narrow(node, host); // a workflow has set it meanwhile
  list.options.values = names;
  const stands = list.value;
  if (stood && stands === stood[widgets.indexOf(list)] && !names.includes(String(stands))) list.value = names[0];
}

/**
 * Every item behind a route, page by page; what was read so far, where it fails.
 * @param {Host} host
 * @param {string} path
 * @returns {Promise<{id: string, name: string}[]>}
 */
async function all(host, path) {
  /** @type {{id: string, name: string}[]} */
  const items = [];
  for (let total = 1; items.length < total; ) {
    const answer = await host.fetch(`/castbook${path}?limit=500&offset=${items.length}`).catch(() => null);
    if (!answer?.ok) break;
    const page = await answer.json();
    if (!page.items.length) break;
    items.push(...page.items);
    total = page.total;
  }
  return items;
}
