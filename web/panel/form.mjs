// A small modal form: labelled fields, errors beside them, one button that does it.

import { fill, h, setAttribute, setText, uniqueId } from "./dom.mjs";
import { openModal } from "./modal.mjs";
import { asTrouble } from "./session.mjs";

/**
 * @typedef {object} Field
 * @property {string} name
 * @property {string} label
 * @property {"line" | "text" | "choice"} [kind]
 * @property {string} value
 * @property {{value: string, label: string, off?: boolean}[]} [options]  of a choice
 * @property {string} [hint]
 * @property {string} [placeholder]
 * @property {boolean} [required]
 * @property {(value: string) => string} [check]  what is wrong, as a sentence, or ""
 */

/**
 * A label with its control; `control.value` is what the user sees.
 * @param {Field} field
 */
export function labelled(field) {
  const id = uniqueId(field.name);
  const hintId = uniqueId("hint");
  const attributes = { id, name: field.name, "aria-describedby": hintId, placeholder: field.placeholder ?? null };
  /** @type {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} */
  let control;
  if (field.kind === "choice") {
    control = h("select", { ...attributes, class: "cb-select" });
    setOptions(control, field.options ?? [], field.value);
  } else if (field.kind === "text") {
    control = h("textarea", { ...attributes, class: "cb-input cb-grow", rows: "3", dir: "auto" });
    control.value = field.value;
  } else {
    control = h("input", { ...attributes, class: "cb-input", type: "text", autocomplete: "off", dir: "auto", value: field.value });
  }
  const note = h("p", { id: hintId, class: "cb-hint" }, field.hint ?? "");
  const label = h("label", { for: id, class: "cb-label" }, field.label);
  return {
    element: h("div", { class: "cb-field" }, label, control, note),
    label,
    control,
    note,
    /** @param {string} trouble */
    complain(trouble) {
      setAttribute(control, "aria-invalid", trouble ? "true" : null);
      note.classList.toggle("cb-error-text", Boolean(trouble));
      setText(note, trouble || (field.hint ?? ""));
    },
  };
}

/**
 * Fill a native select, keeping it untouched when it already says the same.
 * @param {HTMLElement} control  the select
 * @param {{value: string, label: string, off?: boolean}[]} options
 * @param {string} value
 */
export function setOptions(control, options, value) {
  const select = /** @type {HTMLSelectElement} */ (control);
  const said = JSON.stringify(options);
  if (select.dataset.said !== said) {
    select.dataset.said = said;
    fill(select, ...options.map((one) => h("option", { value: one.value, disabled: one.off ?? false }, one.label)));
  }
  if (select.value !== value) select.value = value;
}

/**
 * Ask for some fields and hand them to `submit`, with the names of those that were changed. It may throw a Trouble: that is
 * shown and nothing typed is lost. Esc and a click outside leave what is typed only when they are repeated.
 * @param {object} options
 * @param {string} options.title
 * @param {string} options.action  the button's text
 * @param {Field[]} options.fields
 * @param {string} [options.note]
 * @param {(values: Record<string, string>, changed: Set<string>) => Promise<unknown>} options.submit
 * @param {{label: string, run: () => Promise<unknown>} | null} [options.remove]
 */
export function openForm({ title, action, fields, note = "", submit, remove = null }) {
  const controls = fields.map(labelledField);
  let asked = false; // whether Esc has been told that something is not saved
  const trouble = h("p", { class: "cb-error-text", role: "alert" });
  const send = h("button", { type: "submit", class: "cb-button cb-primary" }, action);

  const changed = () => new Set(controls.filter(({ control, before }) => control.value !== before).map(({ field }) => field.name));

  function mayLeave() {
    if (asked || !changed().size) return true;
    asked = true;
    setText(trouble, "What you typed is not saved. Press Esc or click outside once more to drop it.");
    return false;
  }

  /** @param {() => Promise<unknown>} work */
  async function attempt(work) {
    send.disabled = true;
    try {
      await work();
      modal.close();
    } catch (error) {
      const { message, hint } = asTrouble(error);
      setText(trouble, `${message} ${hint}`.trim());
    } finally {
      send.disabled = false;
    }
  }

  /** @param {Event} event */
  function onsubmit(event) {
    event.preventDefault();
    /** @type {HTMLElement | null} */
    let wrong = null;
    for (const { field, control, complain } of controls) {
      const missing = field.required && !control.value.trim() ? `${field.label} cannot be empty.` : "";
      const found = missing || (field.check?.(control.value) ?? "");
      complain(found);
      if (found) wrong ??= control;
    }
    if (wrong) wrong.focus();
    else attempt(() => submit(Object.fromEntries(controls.map(({ field, control }) => [field.name, control.value])), changed()));
  }

  const form = h(
    "form",
    {
      class: "cb-form",
      novalidate: true,
      onsubmit,
      oninput: () => {
        if (asked) setText(trouble, "");
        asked = false;
      },
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
      },
    },
    note && h("p", { class: "cb-hint" }, note),
    ...controls.map((one) => one.element),
    trouble,
    h(
      "footer",
      { class: "cb-form-foot" },
      remove && h("button", { type: "button", class: "cb-button cb-danger", onclick: () => attempt(remove.run) }, remove.label),
      h("span", { class: "cb-space" }),
      h("button", { type: "button", class: "cb-button", onclick: () => modal.close() }, "Cancel"),
      send,
    ),
  );
  const modal = openModal({ title, className: "cb-modal-small", content: [form], mayLeave });
  controls[0]?.control.focus();
  if (controls[0]?.control instanceof HTMLInputElement) controls[0].control.select();
  return modal;
}

/** A field with its control and what the control says before anybody types. @param {Field} field */
function labelledField(field) {
  const made = labelled(field);
  return { field, ...made, before: made.control.value };
}
