// A character's earlier image prompts: what each said, who wrote it and when, to be put into the field again.

import { fill, h, iconButton, isOff, setAttribute } from "./dom.mjs";
import { dateText } from "./state.mjs";

/** @import { ImagePrompt } from "./types.mjs" */
/** @import { Portrait } from "./portrait.mjs" */
/** @import { Client } from "./client.mjs" */
/** @import { Notices } from "./notices.mjs" */

const NAME = "Earlier image prompts";
/** @type {Record<string, string>} */
const AUTHORS = { user: "Typed", rules: "By the rules, from the script", "rules, from the description": "By the rules, from the description", import: "Imported" };

/** @param {Portrait} portrait @param {Client} client @param {Notices} notices */
export function createEarlier(portrait, client, notices) {
  const button = iconButton("history", NAME, { onclick: () => isOff(button) || toggle(), "aria-expanded": "false" });
  const list = h("ul", { class: "cb-earlier-list", role: "list" });
  const close = h("button", { type: "button", class: "cb-button cb-small", onclick: toggle }, "Close");
  const section = h("section", { class: "cb-comparison", "aria-label": NAME, hidden: true }, h("h3", {}, NAME), list, h("div", { class: "cb-offer-choices" }, close));

  async function toggle() {
    if (!section.hidden) {
      open(false);
      button.focus();
      return;
    }
    const found = await notices.attempt(() => client.imagePrompts(portrait.store.get().character.id));
    if (!found) return;
    const same = (/** @type {ImagePrompt} */ a, /** @type {ImagePrompt} */ b) => a.text === b.text && a.author === b.author;
    const newest = found.filter((one, index) => found.findIndex((other) => same(one, other)) === index); // what came back, once
    const told = newest.filter((one) => one.text.trim());
    fill(list, ...told.map(entry), told.length === 0 && h("li", { class: "cb-hint" }, "There is none yet."));
    open(true);
    section.querySelector("button")?.focus();
  }

  /** @param {boolean} now */
  function open(now) {
    section.hidden = !now;
    setAttribute(button, "aria-expanded", String(now));
  }

  /** @param {ImagePrompt} one */
  function entry(one) {
    const use = h("button", { type: "button", class: "cb-button cb-small", onclick: () => take(one.text) }, "Use");
    const about = `${AUTHORS[one.author] ?? `By ${one.author}`} · ${dateText(one.created_at)}`;
    return h("li", {}, h("div", {}, h("p", { dir: "auto" }, one.text), h("p", { class: "cb-hint", dir: "auto" }, about)), use);
  }

  /** @param {string} text */
  function take(text) {
    portrait.type("image_prompt", text);
    open(false);
    button.focus();
    notices.show("Put into the field “Image prompt”.");
  }

  return { button, section };
}
