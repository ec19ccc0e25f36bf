// Advanced settings: steps, cfg, sampler, scheduler, how many, and the correction of a model's family.

import { h, leadTo, setAttribute, setText, uniqueId } from "./dom.mjs";
import { labelled, setOptions } from "./form.mjs";
import { NUMBERS, notApplied, numberTrouble } from "./state.mjs";

/** @import { Draft, Model, Resolved } from "./types.mjs" */
/** @import { Portrait } from "./portrait.mjs" */
/** @import { Client } from "./client.mjs" */
/** @import { Notices } from "./notices.mjs" */

const SAMPLERS = "euler euler_ancestral heun dpmpp_2m dpmpp_2m_sde dpmpp_sde dpmpp_3m_sde ddim uni_pc lcm res_multistep".split(" ");
const SCHEDULERS = "normal karras exponential sgm_uniform simple ddim_uniform beta linear_quadratic kl_optimal".split(" ");

/** @param {Portrait} portrait @param {Client} client @param {Notices} notices */
export function createAdvanced(portrait, client, notices) {
  const steps = number("steps");
  const cfg = number("cfg");
  const count = number("count");
  const sampler = suggested("sampler", "Sampler", SAMPLERS);
  const scheduler = suggested("scheduler", "Scheduler", SCHEDULERS);
  const family = labelled({
    name: "family",
    label: "Model family",
    kind: "choice",
    value: "",
    options: [],
    hint: "Correct it when the guess is wrong. It counts for everybody who uses this library.",
  });
  let modelName = "";
  family.control.addEventListener("change", () =>
    notices.attempt(async () => {
      await client.correctFamily(modelName, family.control.value || null);
      await portrait.loadModels();
    }),
  );

  const fields = { steps, cfg, count, sampler, scheduler };
  for (const [name, field] of Object.entries(fields))
    field.control.addEventListener("input", () => portrait.type(/** @type {keyof Draft} */ (name), field.control.value));

  const element = h(
    "details",
    { class: "cb-details" },
    h("summary", {}, "Advanced"),
    h("div", { class: "cb-grid" }, steps.element, cfg.element, count.element, sampler.element, scheduler.element),
    family.element,
  );

  /** @param {Required<Draft>} shown @param {Resolved | null} resolved @param {Model | undefined} model */
  function update(shown, resolved, model) {
    for (const [name, field] of Object.entries(fields)) {
      const value = shown[/** @type {keyof Draft} */ (name)];
      const reason = notApplied(resolved, name);
      if (field.control.value !== value) field.control.value = value;
      field.control.disabled = Boolean(reason);
      const wrong = reason ? "" : troubleOf(name, value);
      field.complain(wrong);
      if (reason) setText(field.note, reason);
      setAttribute(field.note, "hidden", !reason && !wrong);
    }
    for (const name of /** @type {const} */ (["steps", "cfg", "sampler", "scheduler"]))
      setAttribute(fields[name].control, "placeholder", resolved ? String(resolved[name]) : "");
    modelName = model?.name ?? "";
    const families = portrait.store.get().families.map(({ name, title }) => ({ value: name, label: title }));
    if (model?.family === "slate") families.unshift({ value: "slate", label: "Test card" });
    setOptions(family.control, [...families, { value: "", label: "As recognised from the file" }], model?.family ?? "");
    family.control.disabled = !model || model.family === "slate";
  }

  /** The first field with a value that cannot be, or null. */
  const wrong = () => Object.values(fields).find((field) => field.control.getAttribute("aria-invalid") === "true")?.control ?? null;

  /** Open, with the focus on a field. @param {HTMLElement} control */
  function lead(control) {
    element.open = true;
    leadTo(control);
  }

  return { element, update, wrong, lead };
}

/** @param {string} name @param {string} value */
const troubleOf = (name, value) => (name in NUMBERS ? numberTrouble(/** @type {keyof typeof NUMBERS} */ (name), value) : "");

/** @param {keyof typeof NUMBERS} name */
function number(name) {
  const { label, ...range } = NUMBERS[name];
  const field = labelled({ name, label, value: "" });
  field.control.setAttribute("type", "number");
  for (const [key, value] of Object.entries(range)) field.control.setAttribute(key, String(value));
  return field;
}

/** A text field with suggestions: engines know more samplers than any list here. @param {string} name @param {string} label @param {string[]} options */
function suggested(name, label, options) {
  const field = labelled({ name, label, value: "" });
  const id = uniqueId(name);
  field.control.setAttribute("list", id);
  field.element.append(h("datalist", { id }, ...options.map((value) => h("option", { value }))));
  return field;
}
