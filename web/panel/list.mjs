// The cast list: production and design switchers, search, and a row per character.

import { arrange, fill, h, icon, iconButton, setAttribute, setText, uniqueId } from "./dom.mjs";
import { deleteCharacter, editCharacter, editDesign, editProduction, newProduction } from "./editors.mjs";
import { setOptions } from "./form.mjs";
import { createIncoming } from "./incoming.mjs";
import { createNotices } from "./notices.mjs";
import { createRow } from "./row.mjs";
import { activeDesign, failedGeneration, openGeneration, productionOf } from "./state.mjs";

/** @import { Character } from "./types.mjs" */
/** @import { Session } from "./session.mjs" */
/** @import { State } from "./state.mjs" */

const SEARCH_PAUSE = 150; // milliseconds after the last key

/**
 * @param {Session} session
 * @param {(character: Character) => Promise<void>} openPortrait
 */
export function createList(session, openPortrait) {
  const { store } = session;
  const notices = createNotices(() => scroll);
  const production = switcher("Production", (id) => session.chooseProduction(id));
  const design = switcher("Design", (id) => activate(id));
  const search = h("input", { type: "search", class: "cb-input", placeholder: "Search", "aria-label": "Search characters", oninput: onsearch });
  const count = h("span", { class: "cb-count" });
  const link = h("p", { class: "cb-link", role: "status" });
  const rows = h("ul", { class: "cb-rows", role: "list", "aria-label": "Characters" });
  const empty = h("div", { class: "cb-empty" });
  const more = h("div", { class: "cb-sentinel" });
  const scroll = h("div", { class: "cb-scroll", tabindex: "-1" }, rows, empty, more);
  /** @type {Map<string, import("./row.mjs").Row>} */
  const known = new Map();
  const actions = {
    open: (/** @type {Character} */ one) => notices.attempt(() => openPortrait(one)),
    edit: (/** @type {Character} */ one) => editCharacter(session, String(store.get().productionId), one),
    remove: (/** @type {Character} */ one) => deleteCharacter(session, one, notices),
  };

  const editProductionButton = iconButton("edit", "Edit production", { onclick: () => withProduction((p) => editProduction(session, p, notices)) });
  const editDesignButton = iconButton("edit", "Edit design", {
    onclick: () => withProduction((p) => editDesign(session, p, notices, activeDesign(store.get()))),
  });
  const newDesignButton = iconButton("add", "New design", { onclick: () => withProduction((p) => editDesign(session, p, notices)) });
  const newCharacterButton = h(
    "button",
    { type: "button", class: "cb-button", "aria-label": "New character", onclick: () => withProduction((p) => editCharacter(session, p.id)) },
    icon("add"),
    h("span", {}, "New", h("span", { class: "cb-longer" }, " character")),
  );
  const incoming = createIncoming(session, notices);
  const exporting = h(
    "a",
    { class: "cb-button cb-folds", download: "", title: "Export the production as a .cast bundle", "aria-label": "Export", onclick: tellExport },
    icon("download"),
    h("span", {}, "Export"),
  );

  const element = h(
    "div",
    { class: "cb-list" },
    h(
      "div",
      { class: "cb-top" },
      h("div", { class: "cb-switch" }, ...production.parts, editProductionButton, iconButton("add", "New production", { onclick: () => newProduction(session) })),
      h("div", { class: "cb-switch" }, ...design.parts, editDesignButton, newDesignButton),
      h("div", { class: "cb-search" }, icon("search"), search),
      h("div", { class: "cb-tools" }, h("h2", { class: "cb-heading" }, "Characters"), count, h("span", { class: "cb-space" }), incoming.button, exporting, newCharacterButton),
    ),
    link,
    scroll,
    notices.element,
    incoming.overlay,
    incoming.picker,
  );
  incoming.watch(element);

  let timer = 0;
  function onsearch() {
    clearTimeout(timer);
    timer = window.setTimeout(() => notices.attempt(() => session.search(search.value)), SEARCH_PAUSE);
  }

  /** @param {(production: import("./types.mjs").Production) => unknown} action */
  function withProduction(action) {
    const current = productionOf(store.get());
    if (current) action(current);
  }

  function tellExport() {
    withProduction((p) => notices.show(`“${p.name}” is put together: characters, portraits, designs and script. Your browser saves the file.`));
  }

  /** @param {string} id */
  function activate(id) {
    withProduction((p) =>
      notices.attempt(async () => {
        await session.client.updateProduction(p.id, { active_design_id: id || null });
        await session.reload();
      }),
    );
  }

  /** @param {State} state */
  function update(state) {
    const current = productionOf(state);
    const active = activeDesign(state);
    setOptions(production.select, state.productions.map((p) => ({ value: p.id, label: p.name })), state.productionId ?? "");
    const designs = state.designs.map((d) => ({ value: d.id, label: d.name }));
    setOptions(design.select, [{ value: "", label: "None" }, ...designs], active?.id ?? "");
    for (const one of [production.select, editProductionButton]) one.disabled = !current;
    for (const one of [design.select, newDesignButton, newCharacterButton]) one.disabled = !current;
    incoming.button.disabled = !current && (state.loading || Boolean(state.trouble));
    setAttribute(exporting, "hidden", !current);
    if (current) setAttribute(exporting, "href", session.client.bundle(current.id));
    editDesignButton.disabled = !active;
    if (document.activeElement !== search && search.value !== state.query) search.value = state.query;
    setText(count, current && !state.loading ? state.total.toLocaleString("en") : "");
    setText(link, state.link === "lost" ? "Connection lost. Trying again…" : "");

    const wanted = state.characters.map((character) => {
      let row = known.get(character.id);
      if (!row) known.set(character.id, (row = createRow(session.client, actions, character)));
      row.update(character, openGeneration(state.generations, character.id), failedGeneration(state.generations, character.id));
      return row.element;
    });
    const held = document.activeElement;
    const focused = [...rows.children].findIndex((row) => row.contains(held));
    arrange(rows, wanted);
    showEmpty(state);
    if (focused >= 0 && !rows.contains(document.activeElement)) {
      const next = rows.children[Math.min(focused, rows.children.length - 1)]; // whoever was on a row that is gone goes on from there
      const target = held instanceof HTMLElement && rows.contains(held) ? held : next?.querySelector("button");
      (target ?? scroll).focus({ preventScroll: true });
    }
  }

  /** What an empty list says, and what to do next. @param {State} state */
  function showEmpty(state) {
    const kind = state.characters.length ? "" : state.trouble ? "trouble" : state.loading ? "loading" : !state.productionId ? "production" : state.query ? "query" : "cast";
    setAttribute(rows, "hidden", Boolean(kind));
    const key = `${kind} ${state.query} ${state.trouble?.message ?? ""}`;
    if (empty.dataset.key === key) return;
    empty.dataset.key = key;
    if (kind === "" || kind === "loading") fill(empty);
    else if (kind === "trouble") say("error", state.trouble?.message ?? "", state.trouble?.hint ?? "", action("Try again", () => session.reload()));
    else if (kind === "production") say("script", "No production yet", "A production holds the cast of one film, series, book or game.", action("New production", () => newProduction(session)));
    else if (kind === "query") say("search", "Nobody by that name", "Names and aliases are searched.", action("Clear search", clearSearch));
    else say("person", "The cast is empty", "Drop a script, character cards, a cast list or a .cast bundle here, or add the first one.", action("Add a character", () => newCharacterButton.click()));
  }

  function clearSearch() {
    search.value = "";
    search.focus();
    return session.search("");
  }

  /** @param {"error" | "script" | "search" | "person"} image @param {string} title @param {string} text @param {Node} button */
  function say(image, title, text, button) {
    fill(empty, icon(image), h("p", { class: "cb-empty-title", dir: "auto" }, title), h("p", { class: "cb-hint", dir: "auto" }, text), button);
  }

  /** @param {string} text @param {() => unknown} run */
  const action = (text, run) => h("button", { type: "button", class: "cb-button cb-primary", onclick: () => notices.attempt(async () => run()) }, text);

  const nearEnd = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) notices.attempt(() => session.loadMore());
  }, { rootMargin: "600px" });
  nearEnd.observe(more);
  const unsubscribe = store.subscribe(update);
  update(store.get());
  return {
    element,
    destroy() {
      unsubscribe();
      nearEnd.disconnect();
      clearTimeout(timer);
    },
  };
}

/** @param {string} label @param {(id: string) => unknown} choose */
function switcher(label, choose) {
  const id = uniqueId("switch");
  const select = h("select", { id, class: "cb-select", onchange: () => choose(select.value) });
  return { select, parts: [h("label", { for: id, class: "cb-label" }, label), select] };
}
