// What comes into the cast list: files by the button and by drop. What is in them is shown before anything is taken in.

import { watchDrops } from "./drops.mjs";
import { h, icon } from "./dom.mjs";
import { newProduction } from "./editors.mjs";
import { productionOf } from "./state.mjs";

/** @import { Session } from "./session.mjs" */
/** @import { Notices } from "./notices.mjs" */

const SCRIPTS = ".fountain,.fdx,.txt,.md,.docx,.epub";
const OTHERS = ".png,.json,.charx,.csv,.tsv,.yaml,.yml,.zip,.cast";

/** @param {Session} session @param {Notices} notices */
export function createIncoming(session, notices) {
  const picker = h("input", { type: "file", multiple: true, accept: `${SCRIPTS},${OTHERS}`, hidden: true, "aria-label": "Files to import", onchange: picked });
  const button = h(
    "button",
    { type: "button", class: "cb-button cb-folds", title: "Import scripts, character cards, cast lists or .cast bundles", onclick: () => picker.click() },
    icon("upload"),
    h("span", {}, "Import"),
  );
  const overlay = h(
    "div",
    { class: "cb-drop", "aria-hidden": "true" },
    icon("script"),
    h("p", {}, "Drop to see who is in it"),
    h("p", { class: "cb-hint" }, "Scripts, character cards, cast lists, .cast bundles"),
  );

  function picked() {
    take([...(picker.files ?? [])]);
    picker.value = "";
  }

  /** @param {File[]} files */
  function take(files) {
    if (!files.length) return;
    const production = productionOf(session.store.get());
    if (production) open(files);
    else newProduction(session, { name: stemOf(files[0]), then: () => open(files) });
  }

  /** @param {File[]} files */
  async function open(files) {
    const production = productionOf(session.store.get());
    if (!production) return;
    const { openImport } = await import("./import.mjs");
    openImport(session, notices, production, files);
  }

  return {
    button,
    picker,
    overlay,
    /** @param {HTMLElement} element */
    watch: (element) => watchDrops(element, take),
  };
}

/** @param {File} file */
const stemOf = (file) => file.name.replace(/\.[^.]*$/, "");
