// Save as Design Default: what stands in Seed and Negative prompt becomes the default of all who share the design.

import { fill, h, isOff, setAttribute, setOff, setText } from "./dom.mjs";
import { counted, seedTrouble } from "./state.mjs";

/** @import { Portrait } from "./portrait.mjs" */
/** @import { Design } from "./types.mjs" */
/** @import { Notices } from "./notices.mjs" */

/** @param {Portrait} portrait @param {Notices} notices @param {() => void} toSeed  leads to the seed, which says what is wrong with it */
export function createSaveDefaults(portrait, notices, toSeed) {
  const button = h("button", { type: "button", class: "cb-button", onclick: () => isOff(button) || press() }, "Save as Design Default");
  const scope = h("p", { class: "cb-hint", dir: "auto" });
  const offer = h("div", { class: "cb-offer", role: "group", "aria-label": "Which seed", hidden: true });
  const element = h("div", { class: "cb-field cb-save" }, button, scope, offer);

  let asked = "";

  function press() {
    const shown = portrait.shown();
    if (seedTrouble(shown.seed)) return toSeed();
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
    asked = question();
    /** @type {HTMLElement} */ (offer.querySelector("button")).focus();
  }

  function closeOffer() {
    const focused = offer.contains(document.activeElement);
    offer.hidden = true;
    if (focused) button.focus();
  }

  /** @param {string | null} seed */
  async function save(seed) {
    const design = portrait.design();
    if (!design) return;
    const typed = portrait.shown().negative;
    const negative = typed === "" && design.negative === null ? null : typed; // "not set" stays not set
    const scope = forWhom(design);
    const saved = await notices.attempt(async () => (await portrait.saveDefaults(design, { seed, negative }), true), "save");
    closeOffer();
    if (!saved) return;
    notices.show(`Saved: ${seed ? `seed ${seed}` : "a random seed"} and ${negative ? "this negative prompt" : "no negative prompt"} now count for ${scope}.`, {
      offer: { label: "Undo", run: () => portrait.restoreDefaults(design) },
    });
  }

  /** @param {Design} design */
  function forWhom(design) {
    const production = portrait.production();
    return `all ${counted(production?.character_count ?? 0, "character")} of “${production?.name ?? ""}” with the design “${design.name}”`;
  }

  function update() {
    const design = portrait.design();
    const off = !design || portrait.store.get().gone;
    setOff(button, off);
    setText(scope, design ? `Seed and negative prompt, for ${forWhom(design)}.` : "This production has no active design to save to.");
    setAttribute(scope, "hidden", portrait.store.get().gone);
    setAttribute(button, "title", design ? `Store seed and negative prompt with “${design.name}”` : null);
    if (!offer.hidden && (off || asked !== question())) closeOffer();
  }

  /** What was asked about: once it is another one, the question is out of date. */
  const question = () => [portrait.shown().seed.trim(), portrait.design()?.id].join(" ");

  return { element, update };
}
