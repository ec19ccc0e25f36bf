// The panel as a whole: put it into an element, in ComfyUI's sidebar or on the studio page.

import { Trouble } from "./client.mjs";
import { fill, h } from "./dom.mjs";
// What list.mjs and session.mjs need in their turn, named here so that the browser fetches all of it at once.
import "./drafts.mjs";
import "./drops.mjs";
import "./editors.mjs";
import "./events.mjs";
import "./form.mjs";
import "./incoming.mjs";
import "./menu.mjs";
import "./modal.mjs";
import "./notices.mjs";
import "./row.mjs";
import "./state.mjs";
import { createList } from "./list.mjs";
import { createSession } from "./session.mjs";
import { dress, watchTheme } from "./theme.mjs";

/** @import { Host } from "./types.mjs" */

const DIALOG_AFTER = 400; // milliseconds until the dialog's modules are fetched, after those that show the list
const dialog = () => import("./dialog.mjs");

/** @type {WeakMap<Element, () => void>} */
const mounted = new WeakMap();

/**
 * Show the cast in an element. Mounting again replaces what was there.
 * @param {HTMLElement} element
 * @param {Host} host
 * @returns {Promise<() => void>}  takes it down
 */
export async function mount(element, host) {
  unmount(element);
  let gone = false;
  let takeDown = () => {};
  mounted.set(element, () => {
    gone = true;
    takeDown();
  });

  const session = createSession(host);
  session.start();
  await loadStyle();
  if (gone) {
    session.stop();
    return () => {};
  }
  const list = createList(session, async (character) => {
    const { openPortrait } = await dialog().catch(notLoaded);
    openPortrait(session, character);
  });
  const root = h("section", { class: "castbook cb-panel", "aria-label": "Characters" }, list.element);
  fill(element, root);
  dress(root);
  const stopWatching = watchTheme();
  const fetchAhead = setTimeout(() => dialog().catch(() => {}), DIALOG_AFTER); // a click says what is wrong
  takeDown = () => {
    stopWatching();
    clearTimeout(fetchAhead);
    list.destroy();
    session.stop();
    root.remove();
  };
  return () => unmount(element);
}

/** @param {unknown} error  whatever the browser calls it @returns {never} */
function notLoaded(error) {
  console.error(error);
  throw new Trouble(0, "dialog_not_loaded", "The portrait dialog could not be loaded.", "Is the server still running? Then reload the page.");
}

/** @param {Element} element */
export function unmount(element) {
  mounted.get(element)?.();
  mounted.delete(element);
}

/** Load castbook.css once, and wait for it, so that nothing is shown undressed. */
function loadStyle() {
  const href = new URL("./castbook.css", import.meta.url).href;
  const known = [...document.styleSheets].some((sheet) => sheet.href === href);
  if (known) return Promise.resolve();
  return new Promise((resolve) => {
    const link = h("link", { rel: "stylesheet", href });
    link.onload = link.onerror = () => resolve(undefined);
    document.head.append(link);
  });
}
