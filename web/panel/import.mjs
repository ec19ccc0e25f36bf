// The window before an import: each file with what it is and whom it would bring. Only its button takes anything in.

import { Trouble } from "./client.mjs";
import { watchDrops } from "./drops.mjs";
import { arrange, h, isOff, setOff, setText } from "./dom.mjs";
import { createImportFile } from "./import_file.mjs";
import { openModal } from "./modal.mjs";
import { asTrouble } from "./session.mjs";
import { counted } from "./state.mjs";

/** @import { Production, Imported } from "./types.mjs" */
/** @import { Session } from "./session.mjs" */
/** @import { Notices } from "./notices.mjs" */
/** @import { ImportFile } from "./import_file.mjs" */

const KEEPS = "Who is in the cast keeps every text.";
const KEEPS_TEXTS = "Who is in the cast keeps every text; pictures are added as new versions.";

/** @param {Session} session @param {Notices} notices @param {Production} production @param {File[]} files */
export function openImport(session, notices, production, files) {
  const { client } = session;
  const closing = new AbortController();
  /** @type {ImportFile[]} */
  let entries = [];
  let reading = Promise.resolve();
  let working = false;
  let done = 0;
  let doubted = false; // whether somebody in a file is probably one of those whom the files before it brought

  const list = h("div", { class: "cb-imports", role: "region", "aria-label": "Files", tabindex: "0" });
  const note = h("p", { class: "cb-hint", role: "status" });
  const cancel = h("button", { type: "button", class: "cb-button", onclick: () => modal.close() }, "Cancel");
  const take = h("button", { type: "button", class: "cb-button cb-primary", onclick: () => isOff(take) || takeIn() }, "Import");
  const modal = openModal({
    title: `Import into “${production.name}”`,
    className: "cb-modal-import",
    content: [list, h("footer", { class: "cb-form-foot cb-import-foot" }, note, h("span", { class: "cb-space" }), cancel, take)],
    onClose: () => {
      closing.abort();
      for (const entry of entries) entry.release();
    },
  });
  watchDrops(modal.dialog, add);
  add(files);
  take.focus();

  /** @param {File[]} more */
  function add(more) {
    if (working) return;
    const added = more.map((file) => createImportFile(file, { leaveOut }));
    entries = [...entries, ...added];
    update();
    for (const entry of added) reading = reading.then(() => read(entry));
  }

  /** @param {ImportFile} entry */
  function leaveOut(entry) {
    entry.release();
    entries = entries.filter((one) => one !== entry);
    update();
    take.focus();
  }

  /** @param {ImportFile} entry */
  async function read(entry) {
    if (closing.signal.aborted || !entries.includes(entry)) return;
    try {
      await openable(entry.file);
      entry.show(await client.previewImport(production.id, entry.file, closing.signal));
    } catch (error) {
      entry.refuse(asTrouble(error));
    }
    update();
  }

  async function takeIn() {
    working = true;
    doubted = false;
    let failed = 0;
    const wanted = entries.filter((entry) => entry.state() === "ready");
    /** @type {{name: string, found: Imported, chosen: string[]}[]} */
    const taken = [];
    for (const entry of wanted) {
      if (closing.signal.aborted) break;
      entry.wait();
      update();
      try {
        if (taken.some((one) => one.found.characters.some((person) => person.status === "new"))) {
          const now = await client.previewImport(production.id, entry.file, closing.signal);
          if (entry.raisesDoubt(now)) {
            entry.show(now);
            doubted = true;
            continue;
          }
        }
        const chosen = await entry.settle(client, production.id);
        const found = await client.importFile(production.id, entry.file, closing.signal);
        entry.finish(found);
        taken.push({ name: entry.file.name, found, chosen });
        done += 1;
      } catch (error) {
        entry.fail(asTrouble(error));
        failed += 1;
      }
    }
    working = false;
    if (taken.length) {
      await session.reload();
      notices.show(`${taken.length === 1 ? `${taken[0].name} is` : `${taken.length} files are`} imported into “${production.name}”: ${gainOf(taken)}.`);
    }
    if (!failed && !doubted) modal.close();
    else {
      setText(take, failed ? "Try again" : "Import");
      update();
    }
  }

  function update() {
    for (const entry of entries) entry.single(entries.length === 1);
    arrange(list, entries.map((entry) => entry.element));
    const count = (/** @type {string} */ state) => entries.filter((entry) => entry.state() === state).length;
    const [unread, ready] = [count("reading"), count("ready")];
    setOff(take, working || unread > 0 || ready === 0);
    setText(cancel, done ? "Close" : "Cancel");
    if (working) setText(note, entries.length > 1 ? `Importing ${done + 1} of ${ready + done + count("importing")}…` : "Importing…");
    else if (unread) setText(note, "Reading…");
    else if (!ready) setText(note, done ? "" : "There is nothing to import.");
    else if (doubted) setText(note, "Somebody is probably one of those who have just come in: say who it is, or leave them out.");
    else setText(note, entries.some((entry) => entry.addsToKnown()) ? KEEPS_TEXTS : KEEPS);
  }
}

/** A folder comes as a file that cannot be read, and a failed upload would blame the server. @param {File} file */
async function openable(file) {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    throw new Trouble(0, "unreadable_file", "This cannot be read.", "If it is a folder, drop the files that are in it.");
  }
}

/** What came in, in words. @param {{found: Imported, chosen: string[]}[]} taken */
function gainOf(taken) {
  const all = taken.map((one) => one.found);
  const chosen = taken.flatMap((one) => one.chosen);
  const people = all.flatMap((one) => one.characters);
  const fresh = people.filter((one) => one.status === "new").length + chosen.filter((one) => one === "new").length;
  const names = chosen.filter((one) => one === "alias").length;
  const pictures = people.reduce((sum, one) => sum + one.new_versions, 0);
  const designs = all.reduce((sum, one) => sum + one.designs.length, 0);
  const parts = [fresh && counted(fresh, "new character"), names && counted(names, "new alias", "new aliases"), pictures && counted(pictures, "picture"), designs && counted(designs, "design")];
  return parts.filter(Boolean).join(", ") || "nobody new";
}
