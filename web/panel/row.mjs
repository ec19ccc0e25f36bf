// One character of the cast list.

import { fill, h, icon, setAttribute, setText } from "./dom.mjs";
import { menuButton } from "./menu.mjs";
import { counted, generationText } from "./state.mjs";

/** @import { Character, Generation } from "./types.mjs" */
/** @import { Client } from "./client.mjs" */

/**
 * @param {Client} client
 * @param {{open: (character: Character) => void, edit: (character: Character) => void, remove: (character: Character) => void}} actions
 * @param {Character} first
 */
export function createRow(client, actions, first) {
  let character = first;
  const name = h("span", { class: "cb-row-name", dir: "auto" });
  const facts = h("span", { class: "cb-row-facts", dir: "auto" });
  const thumbnail = h("button", { type: "button", class: "cb-thumb", onclick: () => actions.open(character) });
  const button = h("button", { type: "button", class: "cb-button", onclick: () => actions.open(character) });
  const more = menuButton("More", () => [
    { label: "Edit", run: () => actions.edit(character) },
    { label: "Delete", run: () => actions.remove(character), danger: true },
  ]);
  const bar = h("progress", { class: "cb-progress", max: "1", hidden: true });
  const element = h(
    "li",
    { class: "cb-row" },
    thumbnail,
    h("span", { class: "cb-row-text" }, name, facts),
    button,
    more,
    bar,
  );
  let shown = "";

  /** @param {Character} now @param {Generation | null} open @param {Generation | null} failed */
  function update(now, open, failed) {
    character = now;
    setText(name, now.name);
    setAttribute(name, "title", now.name.slice(0, 200));
    setAttribute(thumbnail, "aria-label", `Portrait of ${now.name}`);
    setAttribute(more, "aria-label", `More for ${now.name}`);
    setText(button, now.version_count ? "Regenerate" : "Generate");
    setAttribute(button, "title", `Open the portrait of ${now.name.slice(0, 200)}`);

    const picture = now.selected ? client.thumbnail(now.selected, 256) : "";
    if (picture !== shown || !thumbnail.firstChild) {
      shown = picture;
      fill(thumbnail, picture ? h("img", { src: picture, alt: "", loading: "lazy", decoding: "async", draggable: "false" }) : icon("person"));
    }

    setText(facts, open ? generationText(open) : failed ? "The last one failed" : factsOf(now));
    setAttribute(facts, "title", now.aliases.length ? now.aliases.map(isolated).join(", ").slice(0, 400) : null);
    facts.classList.toggle("cb-error-text", !open && Boolean(failed));
    setAttribute(bar, "hidden", !open);
    setAttribute(bar, "aria-label", `Generation of ${now.name}`);
    if (open?.state === "running") bar.value = open.progress;
    else bar.removeAttribute("value");
    element.classList.toggle("cb-waiting", open?.state === "queued");
  }

  return { element, update };
}

/** @param {Character} character */
function factsOf(character) {
  const versions = character.version_count ? counted(character.version_count, "version") : "No portrait yet";
  return character.aliases.length ? `${versions} · ${character.aliases.map(isolated).join(", ")}` : versions;
}

/** A name that turns no other around, whichever way it is written. @param {string} name */
const isolated = (name) => `\u2068${name}\u2069`;

/** @typedef {ReturnType<typeof createRow>} Row */
