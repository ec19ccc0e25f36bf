// The panel as a whole: put it into an element, in ComfyUI's sidebar or on the studio page.

import { openPortrait } from "./dialog.mjs";
import { fill, h } from "./dom.mjs";
import { createList } from "./list.mjs";
import { createSession } from "./session.mjs";
import { dress, watchTheme } from "./theme.mjs";

/** @import { Host } from "./types.mjs" */

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

  await loadStyle();
  if (gone) return () => {};
  const session = createSession(host);
  const list = createList(session, (character) => openPortrait(session, character));
  const root = h("section", { class: "castbook cb-panel", "aria-label": "Characters" }, list.element);
  fill(element, root);
  dress(root);
  const stopWatching = watchTheme();
  session.start();
  takeDown = () => {
    stopWatching();
    list.destroy();
    session.stop();
    root.remove();
  };
  return () => unmount(element);
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
