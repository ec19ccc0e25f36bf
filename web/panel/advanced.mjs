// Advanced settings: steps, cfg, sampler, scheduler, how many, and the correction of a model's family.

import { h, setAttribute, uniqueId } from "./dom.mjs";
import { labelled, setOptions } from "./form.mjs";
import { notApplied } from "./state.mjs";

/** @import { Draft, Model, Resolved } from "./types.mjs" */
/** @import { Portrait } from "./portrait.mjs" */
/** @import { Client } from "./client.mjs" */
/** @import { Notices } from "./notices.mjs" */

const SAMPLERS = "euler euler_ancestral heun dpmpp_2m dpmpp_2m_sde dpmpp_sde dpmpp_3m_sde ddim uni_pc lcm res_multistep".split(" ");
const SCHEDULERS = "normal karras exponential sgm_uniform simple ddim_uniform beta linear_quadratic kl_optimal".split(" ");

/** @param {Portrait} portrait @param {Client} client @param {Notices} notices */
export function createAdvanced(portrait, client, notices) {
  const steps = number("steps", "Steps", { min: 1, max: 200, step: 1 });
  const cfg = number("cfg", "CFG", { min: 0, max: 100, step: 0.1 });
  const count = number("count", "How many", { min: 1, max: 32, step: 1 });
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
      setAttribute(field.note, "hidden", !reason);
      field.note.textContent = reason;
    }
    for (const name of /** @type {const} */ (["steps", "cfg", "sampler", "scheduler"]))
      setAttribute(fields[name].control, "placeholder", resolved ? String(resolved[name]) : "");
    modelName = model?.name ?? "";
    const families = portrait.store.get().families.map(({ name, title }) => ({ value: name, label: title }));
    if (model?.family === "slate") families.unshift({ value: "slate", label: "Test card" });
    setOptions(family.control, [...families, { value: "", label: "As recognised from the file" }], model?.family ?? "");
    family.control.disabled = !model || model.family === "slate";
  }

  return { element, update };
}

/** @param {string} name @param {string} label @param {{min: number, max: number, step: number}} range */
function number(name, label, range) {
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
