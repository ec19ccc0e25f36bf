// Save as Design Default: what stands in Seed and Negative prompt becomes the default of all who share the design.

import { fill, h, isOff, setAttribute, setOff, setText } from "./dom.mjs";
import { counted, seedTrouble } from "./state.mjs";

/** @import { Portrait } from "./portrait.mjs" */
/** @import { Session } from "./session.mjs" */
/** @import { Notices } from "./notices.mjs" */

/** @param {Portrait} portrait @param {Session} session @param {Notices} notices */
export function createSaveDefaults(portrait, session, notices) {
  const button = h("button", { type: "button", class: "cb-button", onclick: () => isOff(button) || press() }, "Save as Design Default");
  const scope = h("p", { class: "cb-hint", dir: "auto" });
  const offer = h("div", { class: "cb-offer", role: "group", "aria-label": "Which seed", hidden: true });
  const element = h("div", { class: "cb-field cb-save" }, button, scope, offer);

  function press() {
    const shown = portrait.shown();
    if (seedTrouble(shown.seed)) return notices.show(seedTrouble(shown.seed), { kind: "error" });
    const made = portrait.version();
    if (shown.seed.trim() || !made?.settings.seed) return save(shown.seed.trim() || null);
    const seed = made.settings.seed;
    const choice = (/** @type {string} */ text, /** @type {string | null} */ value, primary = false) =>
      h("button", { type: "button", class: `cb-button cb-small ${primary ? "cb-primary" : ""}`, onclick: () => save(value) }, text);
    fill(
      offer,
      h("p", {}, `Seed is empty. Version ${made.number} has seed ${seed}.`),
      h("div", { class: "cb-offer-choices" }, choice(`Save seed ${seed}`, seed, true), choice("Save as random", null), h("button", { type: "button", class: "cb-button cb-small", onclick: closeOffer }, "Do not save")),
    );
    offer.hidden = false;
    /** @type {HTMLElement} */ (offer.querySelector("button")).focus();
  }

  function closeOffer() {
    offer.hidden = true;
    button.focus();
  }

  /** @param {string | null} seed */
  async function save(seed) {
    const design = portrait.design();
    if (!design) return;
    const typed = portrait.shown().negative;
    const negative = typed === "" && design.negative === null ? null : typed; // "not set" stays not set
    const before = { seed: design.seed, negative: design.negative };
    const saved = await notices.attempt(async () => (await portrait.saveDefaults(seed, negative), true));
    if (!offer.hidden) closeOffer();
    if (!saved) return;
    const undo = () => portrait.saveDefaults(before.seed, before.negative);
    notices.show(`Saved: ${seed ? `seed ${seed}` : "a random seed"} and ${negative ? "this negative prompt" : "no negative prompt"} now count for ${forWhom()}.`, {
      offer: { label: "Undo", run: undo },
    });
  }

  function forWhom() {
    const production = portrait.production();
    const design = portrait.design();
    return `all ${counted(production?.character_count ?? 0, "character")} of “${production?.name ?? ""}” with the design “${design?.name ?? ""}”`;
  }

  function update() {
    const design = portrait.design();
    setOff(button, !design);
    setText(scope, design ? `Seed and negative prompt, for ${forWhom()}.` : "This production has no active design to save to.");
    setAttribute(button, "title", design ? `Store seed and negative prompt with “${design.name}”` : null);
  }

  return { element, update };
}
