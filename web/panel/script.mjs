// A script dropped on the cast list: what it holds is shown first, and only then taken in.

import { fill, h, icon } from "./dom.mjs";
import { openModal } from "./modal.mjs";
import { asTrouble } from "./session.mjs";
import { counted, productionOf } from "./state.mjs";

/** @import { Session } from "./session.mjs" */
/** @import { Notices } from "./notices.mjs" */

const KINDS = ".fountain,.fdx,.txt,.md,.docx,.epub";

/** @param {Session} session @param {Notices} notices */
export function dropScripts(session, notices) {
  const picker = h("input", { type: "file", accept: KINDS, hidden: true, "aria-label": "Script file", onchange: picked });
  const button = h("button", { type: "button", class: "cb-button", onclick: () => picker.click() }, icon("script"), h("span", {}, "Import script"), picker);
  const overlay = h("div", { class: "cb-drop", "aria-hidden": "true" }, icon("script"), h("p", {}, "Drop the script to read its characters"));

  function picked() {
    const file = picker.files?.[0];
    if (file) preview(file);
    picker.value = "";
  }

  /** @param {File} file */
  async function preview(file) {
    const production = productionOf(session.store.get());
    if (!production) return;
    const found = await notices.attempt(() => session.client.previewScript(production.id, file));
    if (found) showFound(session, notices, production, file, found.characters ?? found.items ?? []);
  }

  /** @param {HTMLElement} element */
  function watch(element) {
    let depth = 0;
    const mark = (/** @type {number} */ change) => {
      depth = Math.max(0, depth + change);
      element.classList.toggle("cb-dropping", depth > 0);
    };
    const carriesFile = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
    element.addEventListener("dragenter", (event) => carriesFile(event) && mark(1));
    element.addEventListener("dragleave", (event) => carriesFile(event) && mark(-1));
    element.addEventListener("dragover", (event) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      event.stopPropagation();
    });
    element.addEventListener("drop", (event) => {
      const file = event.dataTransfer?.files[0];
      depth = 0;
      mark(0);
      if (!file) return;
      event.preventDefault();
      event.stopPropagation();
      preview(file);
    });
  }

  return { button, overlay, watch };
}

/**
 * @typedef {object} Found  a character that a script holds
 * @property {string} name
 * @property {string[]} [aliases]
 * @property {number} [lines]
 * @property {"new" | "known" | "same"} [status]
 * @property {string} [same_as]  the name of the character it probably is
 */

/**
 * @param {Session} session
 * @param {Notices} notices
 * @param {import("./types.mjs").Production} production
 * @param {File} file
 * @param {Found[]} found
 */
function showFound(session, notices, production, file, found) {
  const trouble = h("p", { class: "cb-error-text", role: "alert" });
  const take = h("button", { type: "button", class: "cb-button cb-primary", onclick: importIt }, "Import");
  const rows = found.map((one) =>
    h("li", { class: "cb-found" }, h("span", { dir: "auto" }, one.name), h("span", { class: "cb-hint", dir: "auto" }, markOf(one))),
  );
  const modal = openModal({
    title: "Import script",
    className: "cb-modal-small",
    content: [
      h(
        "div",
        { class: "cb-form" },
        h("p", { dir: "auto" }, `${file.name} has ${counted(found.length, "character")}. Nobody who is in the cast is changed.`),
        h("ul", { class: "cb-found-list", role: "list", "aria-label": "Characters in the script", tabindex: "0" }, ...rows),
        trouble,
        h("footer", { class: "cb-form-foot" }, h("span", { class: "cb-space" }), h("button", { type: "button", class: "cb-button", onclick: () => modal.close() }, "Cancel"), take),
      ),
    ],
  });
  take.focus();

  async function importIt() {
    take.disabled = true;
    try {
      await session.client.importScript(production.id, file);
      modal.close();
      await session.reload();
      notices.show(`${file.name} is read into “${production.name}”.`);
    } catch (error) {
      const { message, hint } = asTrouble(error);
      fill(trouble, `${message} ${hint}`);
      take.disabled = false;
    }
  }
}

/** @param {Found} one */
function markOf(one) {
  const lines = one.lines ? `${counted(one.lines, "line")}, ` : "";
  if (one.status === "known") return `${lines}already in the cast`;
  if (one.same_as) return `${lines}probably ${one.same_as}`;
  return `${lines}new`;
}
