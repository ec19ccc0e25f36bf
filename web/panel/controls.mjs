// The right-hand side of the dialog: what the next portrait is made from.

import { fill, h, icon, iconButton, isOff, leadTo, setAttribute, setOff, setText } from "./dom.mjs";
import { createAdvanced } from "./advanced.mjs";
import { createDescribe } from "./describe.mjs";
import { createEarlier } from "./earlier.mjs";
import { ASPECTS } from "./editors.mjs";
import { labelled, setOptions } from "./form.mjs";
import { createSaveDefaults } from "./save_defaults.mjs";
import { counted, notApplied, seedTrouble, sourceOf } from "./state.mjs";

/** @import { Model } from "./types.mjs" */
/** @import { Portrait } from "./portrait.mjs" */
/** @import { Notices } from "./notices.mjs" */

const DRAWN_BELOW = 2n ** 53n; // a drawn seed survives a browser's numbers

/**
 * @param {Portrait} portrait
 * @param {import("./session.mjs").Session} session
 * @param {Notices} notices
 * @param {{generate: () => void, cancel: () => void}} actions
 */
export function createControls(portrait, session, notices, actions) {
  /** @param {import("./types.mjs").Draft extends infer D ? keyof D : never} field */
  const typing = (field) => (/** @type {Event} */ event) =>
    portrait.type(field, /** @type {HTMLInputElement} */ (event.target).value);

  const image = labelled({ name: "image_prompt", label: "Image prompt", kind: "text", value: "", placeholder: "Who is to be seen: age, face, hair, clothes" });
  image.control.addEventListener("input", typing("image_prompt"));
  const describe = createDescribe(portrait, session, notices);
  const earlier = createEarlier(portrait, session.client, notices);
  image.label.after(earlier.button, describe.button);
  image.element.append(earlier.section, describe.comparison);

  const style = labelled({ name: "style_prompt", label: "Style prompt", kind: "text", value: "" });
  style.control.setAttribute("readonly", "");
  style.control.setAttribute("rows", "2");

  const aspect = labelled({ name: "aspect", label: "Aspect ratio", kind: "choice", value: "" });
  aspect.control.addEventListener("change", typing("aspect"));

  const negative = labelled({ name: "negative", label: "Negative prompt", kind: "text", value: "", placeholder: "What is not to be seen" });
  negative.control.setAttribute("rows", "2");
  negative.control.addEventListener("input", typing("negative"));

  const seed = labelled({ name: "seed", label: "Seed", value: "", placeholder: "Random" });
  seed.control.setAttribute("inputmode", "numeric");
  seed.control.addEventListener("input", typing("seed"));
  const dice = iconButton("dice", "Draw a seed", { onclick: () => portrait.type("seed", drawSeed()) });
  const lock = iconButton("unlock", "Keep the last seed", { onclick: toggleLock });
  const seedRow = h("div", { class: "cb-beside" });
  seed.control.replaceWith(seedRow);
  seedRow.append(seed.control, dice, lock);

  const model = labelled({ name: "model", label: "Model", kind: "choice", value: "" });
  model.control.addEventListener("change", typing("model"));

  const advanced = createAdvanced(portrait, session.client, notices);
  const exact = h("div", { class: "cb-exact" });
  const generate = h("button", { type: "button", class: "cb-button cb-primary cb-generate", onclick: once(() => void actions.generate()), onkeydown: notHeld });
  const cancel = h("button", { type: "button", class: "cb-button", onclick: () => isOff(cancel) || actions.cancel() }, "Cancel");
  const save = createSaveDefaults(portrait, notices, () => leadTo(seed.control));

  const element = h(
    "section",
    { class: "cb-controls", "aria-label": "Settings" },
    h(
      "div",
      { class: "cb-fields" },
      image.element,
      style.element,
      h("div", { class: "cb-pair" }, aspect.element, model.element, model.note),
      negative.element,
      seed.element,
      save.element,
      advanced.element,
      h("details", { class: "cb-details" }, h("summary", {}, "Exact text sent"), exact),
    ),
    h("footer", { class: "cb-go" }, generate, cancel),
  );

  function toggleLock() {
    const shown = portrait.shown().seed;
    if (shown || portrait.store.get().keepSeed) {
      portrait.keepSeed(false);
      portrait.type("seed", "");
      return;
    }
    portrait.keepSeed(true);
    const last = portrait.lastSeed();
    if (last) portrait.type("seed", last);
  }

  function update() {
    const state = portrait.store.get();
    const shown = portrait.shown();
    const { resolved, models } = state;
    const design = portrait.design();
    const waiting = portrait.waiting();

    show(image.control, shown.image_prompt);
    describe.update(state.character, state.gone);
    setOff(earlier.button, state.gone);
    show(style.control, design?.style_prompt ?? "");
    setText(style.note, design ? `${design.name}, put ${design.style_position} the image prompt` : "No design is active in this production.");
    setAttribute(style.control, "placeholder", design ? "This design has no style prompt" : "");

    setOptions(aspect.control, aspectOptions(state.aspects), shown.aspect);

    show(negative.control, shown.negative);
    const unused = notApplied(resolved, "negative");
    negative.control.disabled = Boolean(unused);
    setText(negative.note, unused);

    show(seed.control, shown.seed);
    seed.complain(seedTrouble(shown.seed));
    const locked = Boolean(shown.seed) || state.keepSeed;
    setAttribute(lock, "aria-pressed", String(locked));
    if (lock.dataset.locked !== String(locked)) {
      lock.dataset.locked = String(locked);
      fill(lock, icon(locked ? "lock" : "unlock"));
    }

    setOptions(model.control, modelOptions(models, shown.model), shown.model);
    const current = models.find((one) => one.name === shown.model);
    setText(model.note, familyText(current, state.families));

    advanced.update(shown, resolved, current);
    showExact(exact, resolved, state.unresolved, shown, design?.style_position ?? "after");
    save.update();

    setText(generate, state.total ? "Regenerate" : "Generate");
    setOff(generate, state.gone);
    setOff(cancel, !portrait.generation() || state.gone);
    setAttribute(cancel, "title", waiting ? `Cancels the one that is shown; ${counted(waiting, "more waits", "more wait")}` : null);
  }

  /** Lead to the first field with a value that cannot be. @returns {boolean} whether there is one */
  function complain() {
    const bad = seedTrouble(portrait.shown().seed) ? seed.control : advanced.wrong();
    if (bad === seed.control) leadTo(bad);
    else if (bad) advanced.lead(bad);
    return Boolean(bad);
  }

  return { element, update, complain, stop: describe.stop };
}

/** Show a value in a text field without moving the cursor of whoever types there. @param {HTMLElement} control @param {string} value */
function show(control, value) {
  const field = /** @type {HTMLTextAreaElement} */ (control);
  if (field.value !== value) field.value = value;
}

/** @param {{name: string, width: number, height: number}[]} aspects */
function aspectOptions(aspects) {
  if (!aspects.length) return ASPECTS.map((value) => ({ value, label: value }));
  return aspects.map(({ name, width, height }) => ({ value: name, label: `${name} · ${width} × ${height}` }));
}

/** @param {Model[]} models @param {string} value */
function modelOptions(models, value) {
  const options = models.map((one) => ({
    value: one.name,
    label: one.ready ? one.name : `${one.name} (missing ${one.missing.join(", ")})`,
    off: !one.ready,
  }));
  if (value && !models.some((one) => one.name === value)) options.unshift({ value, label: `${value} (not here)`, off: false });
  return options;
}

/** @param {Model | undefined} model @param {{name: string, title: string}[]} families */
function familyText(model, families) {
  if (!model) return "";
  const title = families.find((one) => one.name === model.family)?.title;
  const family = title ? `Family ${title}${model.family_is_guess ? ", a guess: correct it under Advanced" : ""}.` : "";
  return `${family} ${model.note}`.trim();
}

/** A double click is one wish. @param {() => unknown} action */
const once = (action) => (/** @type {MouseEvent} */ event) => event.detail < 2 && action();

/** And so is a key that is held. @param {KeyboardEvent} event */
const notHeld = (event) => event.repeat && event.key === "Enter" && event.preventDefault();

function drawSeed() {
  const words = crypto.getRandomValues(new BigUint64Array(1));
  return String(words[0] % DRAWN_BELOW);
}

/**
 * @param {HTMLElement} element
 * @param {import("./types.mjs").Resolved | null} resolved
 * @param {string} unresolved
 * @param {Required<import("./types.mjs").Draft>} shown
 * @param {import("./types.mjs").Design["style_position"]} position
 */
function showExact(element, resolved, unresolved, shown, position) {
  const key = JSON.stringify([resolved, unresolved, shown.seed, position]);
  if (element.dataset.key === key) return;
  element.dataset.key = key;
  if (unresolved) return fill(element, h("p", { class: "cb-error-text" }, unresolved));
  if (!resolved) return fill(element, h("p", { class: "cb-hint" }, "Asking the server…"));
  const line = (/** @type {string} */ label, /** @type {string} */ text, field = "") => {
    const source = sourceOf(resolved, field, position);
    return h("div", {}, h("h3", {}, label, source && h("small", {}, ` ${source}`)), h("p", { dir: "auto" }, text || "None"));
  };
  fill(
    element,
    line("Prompt", resolved.positive, "image_prompt"),
    line("Negative prompt", resolved.negative_applied ? resolved.negative : `${resolved.negative} (not applied)`.trim(), "negative"),
    line("Seed", resolved.sources.seed === "drawn" || !resolved.seed ? "Drawn when it is queued" : resolved.seed, "seed"),
    line("Picture", `${resolved.width} × ${resolved.height}, ${resolved.steps} steps, cfg ${resolved.cfg}, ${resolved.sampler}, ${resolved.scheduler}`),
    ...resolved.not_applied.map((one) => h("p", { class: "cb-hint" }, one.reason)),
  );
}
