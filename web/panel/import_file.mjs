// One file of an import: what it is, which column means what, whom it would bring, or why it cannot be read.

import { fill, h, icon, iconButton, setAttribute, uniqueId } from "./dom.mjs";
import { createSame } from "./same.mjs";
import { counted } from "./state.mjs";

/** @import { Arrival, Imported } from "./types.mjs" */
/** @import { Same } from "./same.mjs" */
/** @import { Client } from "./client.mjs" */

const FORMATS = new Map([["fountain", "screenplay"], ["fdx", "Final Draft"], ["play", "play"], ["prose", "prose"]]);
const READ_AS = new Map([["fountain", "a screenplay"], ["fdx", "a Final Draft script"], ["play", "a play"], ["prose", "a story"]]);
const FIELDS = new Map([["name", "Name"], ["aliases", "Aliases"], ["description", "Description"], ["image_prompt", "Image prompt"]]);
const ORDER = ["new", "same", "known"];
const SHORT = 6; // so many people are shown at once, where there are several files

/**
 * @param {File} file
 * @param {{leaveOut: (entry: ImportFile) => void}} actions
 */
export function createImportFile(file, { leaveOut }) {
  /** @type {"reading" | "ready" | "refused" | "importing" | "done"} */
  let state = "reading";
  /** @type {Imported | null} */
  let found = null;
  /** @type {Same[]} */
  let doubtful = [];
  let alone = true;
  let address = "";
  const id = uniqueId("file");
  const kind = h("span", { class: "cb-import-kind cb-hint" });
  const leave = iconButton("close", `Leave out ${file.name}`, { onclick: () => leaveOut(entry) });
  const bar = h("progress", { class: "cb-progress", "aria-label": `Reading ${file.name}` });
  const body = h("div", { class: "cb-import-body" });
  const trouble = h("div", { class: "cb-import-said", role: "alert" });
  const element = h(
    "section",
    { class: "cb-import", "aria-labelledby": id },
    h("header", { class: "cb-import-head" }, h("h3", { id, class: "cb-import-name", dir: "auto", title: file.name }, file.name), kind, leave),
    bar,
    trouble,
    body,
  );

  const entry = {
    file,
    element,
    state: () => state,
    addsToKnown: () => state === "ready" && Boolean(found?.characters.some((one) => one.status === "known" && one.new_versions)),

    /** Whether it is the only file: then nothing of it is folded away. @param {boolean} only */
    single(only) {
      setAttribute(leave, "hidden", only || state === "importing" || state === "done");
      if (only === alone) return;
      alone = only;
      const people = body.querySelector("details");
      if (people && found) people.open = alone || found.characters.length <= SHORT;
    },

    /** @param {Imported} now */
    show(now) {
      state = "ready";
      found = now;
      bar.hidden = true;
      if (now.kind === "card" && file.type === "image/png") address = URL.createObjectURL(file);
      fill(kind, kindOf(now));
      const people = [...now.characters].sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
      /** @type {Map<Arrival, Same>} */
      const choices = new Map(people.filter((one) => one.status === "same").map((one) => [one, createSame(one, now.kind)]));
      doubtful = [...choices.values()];
      const list = h("ul", { role: "list", class: "cb-arrivals", "aria-label": `Who is in ${file.name}` }, ...people.map((one) => arrival(one, now.kind, address, choices.get(one)?.element)));
      fill(
        body,
        now.mapping && mapping(now.mapping),
        ...besides(now).map((text) => h("p", { dir: "auto" }, text)),
        now.kind === "card" ? list : h("details", { class: "cb-people", open: alone || people.length <= SHORT }, h("summary", {}, countsOf(now.characters)), list),
      );
    },

    /** Whether somebody is probably one of the cast now who was not when the file was shown. @param {Imported} now */
    raisesDoubt(now) {
      const before = new Set(found?.characters.filter((one) => one.status === "same").map((one) => one.name));
      return now.characters.some((one) => one.status === "same" && !before.has(one.name));
    },

    /** It cannot be read. @param {{message: string, hint: string}} why */
    refuse(why) {
      state = "refused";
      bar.hidden = true;
      say(why);
    },

    wait() {
      state = "importing";
      fill(trouble);
      setAttribute(bar, "aria-label", `Importing ${file.name}`);
      bar.hidden = false;
    },

    /** Settle who is probably the same as somebody. @param {Client} client @param {string} production */
    async settle(client, production) {
      const chosen = [];
      for (const one of doubtful) chosen.push(await one.settle(client, production));
      return chosen;
    },

    /** It could not be taken in, but may be tried again. @param {{message: string, hint: string}} why */
    fail(why) {
      state = "ready";
      bar.hidden = true;
      say(why);
    },

    /** @param {Imported} now */
    finish(now) {
      state = "done";
      bar.hidden = true;
      fill(kind, icon("check"), "Imported");
      const cuts = now.characters.flatMap((one) => one.cuts.map((cut) => `${one.name.slice(0, 40)}: ${cut.message}`));
      fill(body, h("p", { class: "cb-hint" }, countsOf(now.characters)), ...cuts.map((text) => h("p", { class: "cb-hint", dir: "auto" }, text)));
    },

    release() {
      if (address) URL.revokeObjectURL(address);
    },
  };

  /** @param {{message: string, hint: string}} why */
  function say({ message, hint }) {
    fill(trouble, h("p", { class: "cb-import-trouble" }, icon("error"), h("span", { dir: "auto" }, message, hint && h("span", { class: "cb-hint" }, ` ${hint}`))));
  }

  return entry;
}

/** @typedef {ReturnType<typeof createImportFile>} ImportFile */

/** @param {Imported} found */
function kindOf(found) {
  if (found.kind === "script") return ["Script", FORMATS.get(found.format ?? "")].filter(Boolean).join(", ");
  if (found.kind === "card") return `Character card ${found.characters[0]?.card ?? ""}`.trim();
  return found.kind === "list" ? "Cast list" : "Cast bundle";
}

/** Who is in it, by how many. @param {Arrival[]} people */
function countsOf(people) {
  const count = (/** @type {string} */ status) => people.filter((one) => one.status === status).length;
  const [fresh, same, known] = ORDER.map(count);
  const parts = [fresh && `${fresh.toLocaleString("en")} new`, same && `${same} probably in the cast`, known && `${known.toLocaleString("en")} already in the cast`];
  return parts.filter(Boolean).join(", ") || "Nobody is in it";
}

/** What a file holds besides people. @param {Imported} found */
function besides(found) {
  const texts = [];
  if (found.kind === "bundle") {
    texts.push(`From the production “${found.title}”.`);
    if (found.designs.length) texts.push(`${found.designs.length === 1 ? "The design" : "The designs"} ${found.designs.join(", ")} will be added.`);
  }
  if (found.kind === "bundle" && found.script) texts.push(`The script ${found.script} will be kept, to describe characters from.`);
  if (found.kind === "card" && found.characters.some((one) => one.status === "new" && one.description)) texts.push("The description is kept as context; Auto-describe in the portrait dialog makes an image prompt of it.");
  if (found.kind === "script" && !found.characters.length) texts.push(`No characters found; it was read as ${READ_AS.get(found.format ?? "") ?? "a script"}. In screenplays and plays names stand above or before the speeches, best in Fountain or FDX; in a story people have names and do something.`);
  if (found.kind === "script") texts.push(found.script ? "The script will be kept, to describe characters from." : "The production has this very script already.");
  return texts;
}

/** @param {NonNullable<Imported["mapping"]>} read */
function mapping({ columns, joined, unnamed }) {
  const used = columns.filter((one) => one.field !== null);
  const unused = columns.filter((one) => one.field === null);
  return h(
    "div",
    { class: "cb-mapping" },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Column in the file"), h("th", { scope: "col" }, "Fills"))),
      h("tbody", {}, ...used.map((one) => h("tr", {}, h("td", { dir: "auto" }, one.column), h("td", {}, fieldName(String(one.field)))))),
    ),
    unused.length > 0 && h("p", { class: "cb-hint", dir: "auto" }, `Not used: ${unused.map((one) => one.column || "a column without a name").join(", ")}.`),
    joined.length > 0 && h("p", { class: "cb-hint", dir: "auto" }, `Several rows, one character: ${joined.join(", ")}.`),
    unnamed > 0 && h("p", { class: "cb-hint" }, `Left out: ${unnamed === 1 ? "1 row" : `${unnamed} rows`} without a name.`),
  );
}

/** @param {string} field */
const fieldName = (field) => FIELDS.get(field) ?? `Image prompt (${field})`;

/** @param {Arrival} one @param {Imported["kind"]} kind @param {string} address  of the picture, where the browser can show it @param {Node} [choice] */
function arrival(one, kind, address, choice) {
  const texts = one.status !== "known" ? textsOf(one, kind) : [];
  return h(
    "li",
    { class: `cb-arrival cb-arrival-${one.status} cb-arrival-of-${kind}` },
    address && h("img", { src: address, alt: "", class: "cb-arrival-picture", decoding: "async" }),
    h(
      "div",
      { class: "cb-arrival-text" },
      h(
        "p",
        { class: "cb-arrival-head" },
        h("span", { class: "cb-arrival-name", dir: "auto" }, one.name),
        one.aliases.length > 0 && h("span", { class: "cb-hint", dir: "auto" }, one.aliases.join(", ")),
        h("span", { class: "cb-arrival-mark", dir: "auto" }, markOf(one)),
      ),
      picturesOf(one) && h("p", { class: "cb-hint" }, picturesOf(one)),
      ...one.cuts.map((cut) => h("p", { class: "cb-hint", dir: "auto" }, cut.message)),
      ...texts.map(([label, text]) => h("p", { class: "cb-arrival-looks", dir: "auto" }, label && h("span", { class: "cb-label" }, `${label}: `), text)),
      choice,
    ),
  );
}

/** What would be known of somebody who is not in the cast. @param {Arrival} one @param {Imported["kind"]} kind @returns {[string, string][]} */
function textsOf(one, kind) {
  /** @type {[string, string][]} */
  const texts = [];
  if (one.image_prompt) texts.push(["Image prompt", one.image_prompt]);
  else if (kind === "script") texts.push(["", "The script does not say how this character looks."]);
  if (one.description) texts.push(["Description", one.description]);
  return texts;
}

/** @param {Arrival} one */
function markOf(one) {
  const lines = one.lines ? `${counted(one.lines, "line")}, ` : "";
  if (one.status === "known") return `${lines}already in the cast`;
  if (one.status === "same") return `${lines}probably ${one.same_as}`;
  return `${lines}new`;
}

/** @param {Arrival} one */
function picturesOf(one) {
  if (one.new_versions) return one.new_versions === 1 ? one.status === "new" ? "The picture becomes version 1." : "The picture is added as a new version." : `${one.new_versions.toLocaleString("en")} pictures become versions.`;
  if (one.status !== "known" || !one.pictures) return "";
  return one.pictures === 1 ? "The picture is there already." : "The pictures are there already.";
}
