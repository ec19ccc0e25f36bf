// Auto-describe: an image prompt made from the script, shown beside the present one with the lines it came from.

import { fill, h, icon, setText } from "./dom.mjs";
import { Trouble } from "./client.mjs";

/** @import { Character } from "./types.mjs" */
/** @import { Portrait } from "./portrait.mjs" */
/** @import { Client } from "./client.mjs" */
/** @import { Notices } from "./notices.mjs" */

/**
 * @typedef {object} Description
 * @property {string} image_prompt
 * @property {{text: string, line: number}[]} evidence
 * @property {string} provider
 * @property {string[]} not_stated
 */

/** @param {Portrait} portrait @param {Client} client @param {Notices} notices */
export function createDescribe(portrait, client, notices) {
  const words = h("span", {}, "Auto-describe");
  const button = h("button", { type: "button", class: "cb-button cb-small cb-describe", onclick: describe }, icon("spark"), words);
  const comparison = h("section", { class: "cb-comparison", "aria-label": "Description from the script", hidden: true });

  async function describe() {
    button.disabled = true;
    const { character } = portrait.store.get();
    try {
      show(await client.describe(character.id));
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      say(error.message, error.hint);
    } finally {
      button.disabled = false;
    }
  }

  /** @param {string} message @param {string} hint */
  function say(message, hint) {
    const ok = h("button", { type: "button", class: "cb-button cb-small", onclick: close }, "Keep");
    fill(comparison, h("p", { role: "alert" }, `${message} ${hint}`.trim()), h("div", { class: "cb-offer-choices" }, ok));
    comparison.hidden = false;
    ok.focus();
  }

  /** @param {Description} found */
  function show(found) {
    if (!found.image_prompt) return say("The script does not say what this character looks like.", "Type an image prompt instead.");
    const accept = h("button", { type: "button", class: "cb-button cb-small cb-primary", onclick: () => take(found) }, "Accept");
    fill(
      comparison,
      h("div", { class: "cb-sides" }, side("Now", portrait.shown().image_prompt || "Empty"), side("From the script", found.image_prompt)),
      found.evidence.length > 0 && h("h3", {}, "Where it says so"),
      h("ul", { class: "cb-evidence", role: "list" }, ...found.evidence.map((one) => h("li", { dir: "auto" }, h("span", { class: "cb-line-number" }, `Line ${one.line}`), ` ${one.text}`))),
      found.not_stated?.length > 0 && h("p", { class: "cb-hint" }, `The script does not say: ${found.not_stated.join(", ")}.`),
      h("div", { class: "cb-offer-choices" }, accept, h("button", { type: "button", class: "cb-button cb-small", onclick: close }, "Keep")),
    );
    comparison.hidden = false;
    accept.focus();
  }

  /** @param {Description} found */
  async function take(found) {
    await notices.attempt(async () => {
      await portrait.storeImagePrompt(found.image_prompt, found.provider);
      notices.show("The image prompt is stored with the character.");
      close();
    });
  }

  function close() {
    comparison.hidden = true;
    button.focus();
  }

  /** @param {Character} character */
  function update(character) {
    setText(words, character.image_prompt ? "Re-describe" : "Auto-describe");
  }

  return { button, comparison, update };
}

/** @param {string} label @param {string} text */
const side = (label, text) => h("div", {}, h("h3", {}, label), h("p", { dir: "auto" }, text));
