// What is known about the version shown, each value with Copy and, where it makes sense, Use.

import { fill, h, iconButton } from "./dom.mjs";
import { dateText, sizeText } from "./state.mjs";

/** @import { Draft, Version } from "./types.mjs" */

/** @typedef {{label: string, value: string, use?: keyof Draft, take?: string}} Fact */

const SOURCES = { generated: "Generated", uploaded: "Uploaded", graph: "Made in a graph", imported: "Imported" };

/** The three that always stand there. @param {Version} version @returns {Fact[]} */
export function mainFacts({ settings }) {
  const negative = settings.negative === "" ? "None" : (settings.negative ?? "");
  return [
    { label: "Model", value: settings.model ?? "", use: "model" },
    { label: "Seed", value: settings.seed ?? "", use: "seed" },
    { label: "Negative prompt", value: settings.negative_applied === false && negative ? `${negative} (not applied)` : negative, use: "negative", take: settings.negative ?? "" },
  ];
}

/** The rest, as far as it is known. @param {Version} version @returns {Fact[]} */
export function moreFacts(version) {
  const { settings, design, engine } = version;
  /** @type {Fact[]} */
  const facts = [
    { label: "Version", value: String(version.number) },
    { label: "Source", value: SOURCES[version.source] ?? version.source },
    { label: "Image prompt", value: settings.image_prompt ?? "", use: "image_prompt" },
    { label: "Style prompt", value: settings.style_prompt ?? "" },
    { label: "Text sent", value: settings.positive ?? "" },
    { label: "Size", value: `${version.width} × ${version.height}, ${sizeText(version.bytes)}` },
    { label: "Aspect ratio", value: settings.aspect ?? "", use: "aspect" },
    { label: "Model family", value: settings.family ?? "" },
    { label: "Steps", value: settings.steps === null ? "" : String(settings.steps), use: "steps" },
    { label: "CFG", value: settings.cfg === null ? "" : String(settings.cfg), use: "cfg" },
    { label: "Sampler", value: settings.sampler ?? "", use: "sampler" },
    { label: "Scheduler", value: settings.scheduler ?? "", use: "scheduler" },
    { label: "Design", value: design ? `${design.name}, revision ${design.revision}` : "" },
    { label: "Made", value: dateText(version.created_at) },
    { label: "Author", value: version.author ?? "" },
    { label: "Engine", value: engine ? [engine.kind, engine.version, engine.device].filter(Boolean).join(" · ") : "" },
    { label: "Duration", value: typeof engine?.seconds === "number" ? `${engine.seconds.toFixed(1)} s` : "" },
  ];
  return facts.filter((fact) => fact.value !== "");
}

/**
 * @param {{use: (field: keyof Draft, value: string) => void, tell: (text: string) => void}} actions
 */
export function createMetadata(actions) {
  const main = h("dl", { class: "cb-facts" });
  const more = h("dl", { class: "cb-facts" });
  const details = h("details", { class: "cb-details" }, h("summary", {}, "Details"), more);
  const element = h("section", { class: "cb-metadata", "aria-label": "Metadata" }, main, details);
  let shown = "";

  /** @param {Fact} fact */
  function row(fact) {
    const known = fact.value !== "";
    const name = fact.label.toLowerCase();
    const take = fact.take ?? fact.value;
    return h(
      "div",
      { class: "cb-fact" },
      h("dt", {}, fact.label),
      h(
        "dd",
        {},
        h("span", { class: known ? "cb-value" : "cb-value cb-hint", dir: "auto" }, known ? fact.value : "Not known"),
        known && iconButton("copy", `Copy ${name}`, { onclick: () => copy(take, fact.label) }),
        known && !fact.use && h("span", { class: "cb-no-use" }),
        known && fact.use && iconButton("use", `Use ${name}`, { onclick: () => fact.use && actions.use(fact.use, take) }),
      ),
    );
  }

  /** @param {string} text @param {string} label */
  async function copy(text, label) {
    actions.tell((await copyText(text, element)) ? `${label} copied.` : "The browser does not let this page copy.");
  }

  /** @param {Version | null} version */
  function update(version) {
    element.hidden = !version;
    if (!version || shown === version.id) return;
    shown = version.id;
    fill(main, ...mainFacts(version).map(row));
    fill(more, ...moreFacts(version).map(row));
  }

  return { element, update };
}

/**
 * Put text on the clipboard; pages that are not served from localhost or by https have only the old way.
 * @param {string} text
 * @param {Element} near  an element inside the same dialog, where a helper may take the focus
 */
async function copyText(text, near) {
  if (navigator.clipboard && window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false; // refused by the user or by the page around
    }
  }
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const helper = h("textarea", { class: "cb-unseen", value: text });
  near.append(helper);
  helper.select();
  const done = document.execCommand("copy");
  helper.remove();
  before?.focus();
  return done;
}
