// A character's deleted versions: small pictures of them, each to be brought back.

import { fill, h, setAttribute, setText } from "./dom.mjs";
import { counted, dateText } from "./state.mjs";

/** @import { Version } from "./types.mjs" */
/** @import { Portrait } from "./portrait.mjs" */
/** @import { Client } from "./client.mjs" */
/** @import { Notices } from "./notices.mjs" */

const NAME = "Deleted versions";

/** @param {Portrait} portrait @param {Client} client @param {Notices} notices */
export function createDeleted(portrait, client, notices) {
  const button = h("button", { type: "button", class: "cb-button", "aria-expanded": "false", onclick: toggle });
  const list = h("ul", { class: "cb-deleted-list", role: "list" });
  const close = h("button", { type: "button", class: "cb-button cb-small", onclick: toggle }, "Close");
  const section = h("section", { class: "cb-comparison", "aria-label": NAME, hidden: true }, h("h3", {}, NAME), list, h("div", { class: "cb-offer-choices" }, close));
  const element = h("div", { class: "cb-deleted", hidden: true }, button, section);
  let shown = 0;

  async function toggle() {
    if (!section.hidden) {
      open(false);
      button.focus();
      return;
    }
    if (await load()) {
      open(true);
      list.querySelector("button")?.focus();
    }
  }

  async function load() {
    const found = await notices.attempt(() => client.deletedVersions(portrait.store.get().character.id));
    if (found) fill(list, ...found.map(entry));
    return found;
  }

  /** @param {boolean} now */
  function open(now) {
    section.hidden = !now;
    setAttribute(button, "aria-expanded", String(now));
  }

  /** @param {Version} version */
  function entry(version) {
    const back = h("button", { type: "button", class: "cb-button cb-small", "aria-label": `Bring version ${version.number} back`, onclick: () => bringBack(version) }, "Bring back");
    const picture = h("img", { src: `${client.thumbnail(version, 256)}&deleted=true`, alt: "", width: version.width, height: version.height, loading: "lazy", decoding: "async", draggable: "false" });
    const about = h("div", {}, h("p", {}, `Version ${version.number}`), h("p", { class: "cb-hint", dir: "auto" }, [version.settings.model, dateText(version.created_at)].filter(Boolean).join(" · ")));
    return h("li", {}, picture, about, back);
  }

  /** @param {Version} version */
  function bringBack(version) {
    return notices.attempt(async () => {
      await portrait.restore(version);
      notices.show(`Version ${version.number} is back.`);
      const left = await load();
      if (left?.length) list.querySelector("button")?.focus();
      else open(false);
    });
  }

  return {
    element,
    /** @param {number} count */
    update(count) {
      if (count === shown) return;
      shown = count;
      setAttribute(element, "hidden", !count);
      setText(button, counted(count, "deleted version"));
      if (!count) open(false);
      else if (!section.hidden) load();
    },
  };
}
