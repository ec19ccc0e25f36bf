// The stack of versions: Older and Newer, the counter, Use This Version, and the strip of thumbnails.

import { arrange, h, icon, isOff, setAttribute, setOff, setText } from "./dom.mjs";
import { place } from "./state.mjs";

/** @import { Version } from "./types.mjs" */
/** @import { Client } from "./client.mjs" */

/**
 * @param {Client} client
 * @param {{step: (direction: "older" | "newer") => void, show: (id: string) => void, use: () => void, pick: () => void}} actions
 */
export function createStack(client, actions) {
  const older = stepButton("Older", "back", () => actions.step("older"));
  const newer = stepButton("Newer", "forward", () => actions.step("newer"));
  const counter = h("span", { class: "cb-counter", role: "status" });
  const mark = h("span", { class: "cb-selected-mark" }, icon("check"), "Selected");
  const use = h("button", { type: "button", class: "cb-button", onclick: () => isOff(use) || actions.use() }, "Use This Version");
  const upload = h("button", { type: "button", class: "cb-button", onclick: () => isOff(upload) || actions.pick() }, icon("upload"), "Upload image");
  const ready = h("button", { type: "button", class: "cb-button cb-ready", hidden: true, onclick: showReady });
  const live = h("span", { class: "cb-unseen", role: "status" });
  const strip = h("div", { class: "cb-strip", role: "group", "aria-label": "Versions" });
  /** @type {Map<string, {element: HTMLButtonElement, update: (version: Version, shown: boolean) => void}>} */
  const known = new Map();
  /** @type {Version | null} */
  let waiting = null;
  let shownBefore = "";

  function showReady() {
    if (waiting) actions.show(waiting.id);
  }

  /** @param {Version[]} versions @param {number} total @param {string | null} shownId @param {Version | null} readyOne @param {boolean} gone */
  function update(versions, total, shownId, readyOne, gone) {
    const at = place(versions, total, shownId);
    const shown = versions[at.index] ?? null;
    setText(counter, at.text);
    setOff(older, !at.older);
    setOff(newer, !at.newer);
    setOff(use, !shown || shown.selected || gone);
    setOff(upload, gone);
    setAttribute(mark, "hidden", !shown?.selected);
    waiting = readyOne;
    setAttribute(ready, "hidden", !readyOne);
    setText(ready, readyOne ? `Version ${readyOne.number} is ready` : "");
    setText(live, ready.textContent ?? "");

    const tiles = [...versions].reverse().map((version) => {
      let one = known.get(version.id);
      if (!one) known.set(version.id, (one = tile(version)));
      one.update(version, version.id === shownId);
      return one.element;
    });
    setAttribute(strip, "hidden", versions.length < 2);
    arrange(strip, tiles);
    if (shownId && shownId !== shownBefore) {
      const current = known.get(shownId)?.element;
      if (strip.contains(document.activeElement)) current?.focus({ preventScroll: true });
      if (current) strip.scrollTo({ left: current.offsetLeft - strip.clientWidth / 2 + current.offsetWidth / 2 });
    }
    shownBefore = shownId ?? "";
  }

  /** @param {Version} version */
  function tile(version) {
    const element = h(
      "button",
      { type: "button", class: "cb-tile", "aria-label": `Version ${version.number}`, title: `Version ${version.number}`, onclick: () => actions.show(version.id) },
      h("img", { src: client.thumbnail(version, 256), alt: "", width: version.width, height: version.height, loading: "lazy", decoding: "async", draggable: "false" }),
      icon("check"),
    );
    return {
      element,
      /** @param {Version} now @param {boolean} shown */
      update(now, shown) {
        setAttribute(element, "aria-current", shown ? "true" : null);
        setAttribute(element, "aria-label", `Version ${now.number}${now.selected ? ", selected" : ""}`);
        element.tabIndex = shown ? 0 : -1;
        element.classList.toggle("cb-is-selected", now.selected);
      },
    };
  }

  const element = h(
    "div",
    { class: "cb-stack" },
    h("div", { class: "cb-steps" }, older, counter, newer, use, mark, h("span", { class: "cb-space" }), ready, upload),
    strip,
    live,
  );
  return { element, update };
}

/** @param {string} name @param {"back" | "forward"} image @param {() => void} step */
function stepButton(name, image, step) {
  const button = h(
    "button",
    { type: "button", class: "cb-icon-button", "aria-label": name, title: name, onclick: () => isOff(button) || step() },
    icon(image),
  );
  return button;
}
