// The lists on ComfyUI's nodes: only what belongs to the production chosen beside them.

import { createClient, Trouble } from "./client.mjs";

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
  const names = await namesIn(host, chosen, list.name).catch(nobody);
  if (!names.length || newest.get(node) !== call) return;
  if (production.value !== chosen) return narrow(node, host); // a workflow has set it meanwhile
  list.options.values = names;
  const stands = list.value;
  if (stood && stands === stood[widgets.indexOf(list)] && !names.includes(String(stands))) list.value = names[0];
}

/** What a production named like this has of a kind. @param {Host} host @param {unknown} chosen @param {string} kind */
async function namesIn(host, chosen, kind) {
  const client = createClient(host);
  const production = (await client.productions()).find((one) => one.name === chosen);
  if (!production) return [];
  if (kind === "design") return [ACTIVE, ...(await client.designs(production.id)).map((one) => one.name)];
  return (await client.wholeCast(production.id)).map((one) => one.name);
}

/** Where the server does not answer, the list stays as ComfyUI gave it. @param {unknown} error @returns {string[]} */
function nobody(error) {
  if (!(error instanceof Trouble)) throw error;
  return [];
}
