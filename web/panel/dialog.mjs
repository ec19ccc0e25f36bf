// The portrait dialog: the stack of a character's portraits on the left, what the next one is made from on the right.

import { createControls } from "./controls.mjs";
import { createDeleted } from "./deleted.mjs";
import { watchDrops } from "./drops.mjs";
import { h, icon, isTextField, setAttribute, setOff, setText, isOff } from "./dom.mjs";
import { createMetadata } from "./metadata.mjs";
import { openModal } from "./modal.mjs";
import { createNotices } from "./notices.mjs";
import { createPicture } from "./picture.mjs";
import { createPortrait } from "./portrait.mjs";
import { asTrouble } from "./session.mjs";
import { createStack } from "./stack.mjs";
import { counted, failedGeneration, generationText, isRounded, place } from "./state.mjs";

/** @import { Character } from "./types.mjs" */
/** @import { Session } from "./session.mjs" */

const AHEAD = 2; // versions on either side that are fetched before they are asked for
const ACCEPTED = "image/png,image/jpeg,image/webp";

/**
 * Open the dialog on a character's selected version.
 * @param {Session} session
 * @param {Character} character
 */
export function openPortrait(session, character) {
  const { client } = session;
  const portrait = createPortrait(session, character);
  const notices = createNotices(() => dialog);
  const picker = h("input", { type: "file", accept: ACCEPTED, multiple: true, hidden: true, "aria-label": "Image files", onchange: picked });
  const pick = () => picker.click();

  const picture = createPicture(client, character.name, pick);
  const stack = createStack(client, {
    step: (direction) => portrait.step(direction),
    show: (id) => portrait.show(id),
    use: () => withVersion((version) => notices.attempt(() => portrait.use(version.id))),
    pick,
  });
  const metadata = createMetadata({
    use: (field, value) => {
      portrait.type(field, value);
      notices.show(`Put into the field “${FIELD_NAMES[field]}”.`);
    },
    tell: (text) => notices.show(text),
  });
  const controls = createControls(portrait, session, notices, { generate, cancel });

  const gone = h("p", { class: "cb-failure-text", dir: "auto" });
  const goneNotice = h("div", { class: "cb-notice cb-notice-error cb-gone", role: "alert", hidden: true }, icon("error"), gone);
  const failure = h("p", { class: "cb-failure-text", dir: "auto" });
  const again = h("button", { type: "button", class: "cb-button cb-small" }, "Try again");
  const failed = h("div", { class: "cb-notice cb-notice-error", role: "alert", hidden: true }, icon("error"), failure, again);
  const said = h("p", { class: "cb-unseen", role: "status" });
  const download = h("a", { class: "cb-button", download: "" }, icon("download"), "Download");
  const graph = h("button", { type: "button", class: "cb-button", onclick: () => isOff(graph) || openGraph() }, icon("graph"), session.host.openGraph ? "Open graph in ComfyUI" : "Download graph");
  const remove = h("button", { type: "button", class: "cb-button cb-danger", onclick: removeVersion }, icon("trash"), "Delete");
  const tools = h("div", { class: "cb-tools" }, download, graph, h("span", { class: "cb-space" }), remove);

  const deleted = createDeleted(portrait, client, notices);

  const columns = h(
    "div",
    { class: "cb-columns" },
    h("section", { class: "cb-left", "aria-label": "Portraits" }, picture.element, failed, stack.element, metadata.element, tools, deleted.element, picker),
    controls.element,
  );
  const modal = openModal({
    title: `Portrait of ${character.name}`,
    className: "cb-portrait",
    content: [goneNotice, columns, said, notices.element],
    onClose: stop,
    onPaste: pasted,
    onKey: pressed,
  });
  const { dialog } = modal;
  dialog.addEventListener("paste", (event) => !isTextField(event.target) && pasted(event));
  dialog.addEventListener("keydown", pressed);
  const stopDropping = watchDrops(dialog, (files) => upload(files, "dropped"));

  const unsubscribe = portrait.store.subscribe(update);
  const unwatch = session.store.subscribe(update);
  const unfollow = session.follow((event) => {
    const generation = portrait.generation();
    if (event.type === "preview" && generation && generation.id === event.id) picture.newPreview(generation);
  });
  const home = h("span", { class: "cb-hint", dir: "auto" });
  modal.side.append(home);
  let told = ""; // what could not be loaded
  portrait.start();
  update();
  dialog.focus();

  function stop() {
    unsubscribe();
    unwatch();
    unfollow();
    stopDropping();
    portrait.stop();
    picture.stop();
    controls.stop();
  }

  function update() {
    const { versions, total, shownId, ready, character: now, uploading, trouble } = portrait.store.get();
    const isGone = portrait.store.get().gone;
    const production = portrait.production();
    const at = place(versions, total, shownId);
    const version = versions[at.index] ?? null;
    const generation = portrait.generation();
    modal.rename(`Portrait of ${now.name}`);
    picture.show(version, versions.slice(Math.max(0, at.index - AHEAD), at.index + AHEAD + 1));
    picture.progress(generation, at.index <= 0, portrait.waiting());
    picture.close(isGone);
    picture.tell(uploading ? `Uploading ${uploading.done + 1} of ${uploading.total}…` : "");
    stack.update(versions, total, shownId, ready, isGone);
    metadata.update(version);
    controls.update();
    setAttribute(tools, "hidden", !version || isGone);
    deleted.update(isGone ? 0 : (now.deleted_version_count ?? 0));
    if (version) setAttribute(download, "href", client.address(version.image_url));
    setOff(graph, !version?.graph_url);
    setAttribute(graph, "title", version?.graph_url ? null : "No graph made this version");
    setText(said, generation ? coarse(generation) : "");
    if (production) setText(home, production.name);
    setAttribute(goneNotice, "hidden", !isGone);
    setText(gone, isGone ? goneText(now.name, home.textContent ?? "", Boolean(production)) : "");
    if ((trouble?.message ?? "") !== told) {
      told = trouble?.message ?? "";
      if (trouble) notices.show(trouble.message, { kind: "error", hint: trouble.hint, about: "load" });
      else notices.settle("load");
    }

    const bad = generation || isGone ? null : failedGeneration(session.store.get().generations, now.id);
    setAttribute(failed, "hidden", !bad);
    if (bad) {
      setText(failure, `${generationText(bad)} ${bad.error?.hint ?? ""}`.trim());
      again.onclick = () => notices.attempt(() => portrait.retry(bad.id));
    }
  }

  /** @param {(version: import("./types.mjs").Version) => unknown} action */
  function withVersion(action) {
    const version = portrait.version();
    if (version) action(version);
  }

  function generate() {
    if (portrait.store.get().gone || controls.complain()) return;
    notices.attempt(() => portrait.generate(), "generate");
    picture.element.scrollIntoView({ block: "nearest" }); // where its progress will be seen
  }

  function cancel() {
    const waiting = portrait.waiting();
    notices.attempt(async () => {
      await portrait.cancel();
      if (!waiting) return;
      const rest = { label: waiting > 1 ? "Cancel them all" : "Cancel it too", run: () => portrait.cancel(true) };
      notices.show(`One is cancelled. ${counted(waiting, "more is", "more are")} still to be made.`, { offer: rest, about: "cancel" });
    }, "cancel");
  }

  function removeVersion() {
    withVersion((version) =>
      notices.attempt(async () => {
        await portrait.remove(version);
        dialog.focus();
        notices.show(`Version ${version.number} is deleted.`, { offer: { label: "Undo", run: () => portrait.restore(version) } });
      }),
    );
  }

  function openGraph() {
    withVersion((version) =>
      notices.attempt(async () => {
        const made = await client.graph(version.id);
        const name = `${portrait.store.get().character.name} ${version.number}`;
        if (!session.host.openGraph) return saveJson(made, `${name}.json`);
        await session.host.openGraph(made, name);
        modal.close();
      }),
    );
    if (isRounded(portrait.version()?.settings.seed ?? "")) notices.show("This seed is above 2^53. The browser rounds it in the graph.");
  }

  function picked() {
    upload([...(picker.files ?? [])], "chosen");
    picker.value = "";
  }

  /** @param {ClipboardEvent} event */
  function pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    event.preventDefault();
    upload(files, "pasted");
  }

  /** @param {File[]} files @param {string} how */
  async function upload(files, how) {
    if (portrait.store.get().gone) return;
    const about = "upload";
    notices.settle(about);
    const images = files.filter((file) => file.type.startsWith("image/"));
    if (!images.length) return notices.show(how === "pasted" ? "The clipboard holds no image." : "There is no image among these files.", { kind: "error", about });
    const refused = files.filter((file) => !images.includes(file)).map((file) => `${file.name} is no image.`);
    const hints = new Set();
    const { last, arrived } = await portrait.upload(images, (file, error) => {
      const { message, hint } = asTrouble(error);
      refused.push(`${file.name || "The image"}: ${message}`);
      hints.add(hint);
    });
    if (refused.length) notices.show(refused.join("\n"), { kind: "error", hint: [...hints].join(" "), about });
    if (!last) return;
    const one = `Version ${last.number} is the image you ${how === "chosen" ? "chose" : how}.`;
    const several = arrived < files.length ? `${arrived} of ${files.length} files became versions.` : `${counted(arrived, "image")} ${how}.`;
    notices.show(files.length > 1 ? several : one);
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (!event.repeat) generate();
      return;
    }
    if (event.key === "Escape" && picture.unzoom()) return event.preventDefault(); // the dialog stays open
    if (event.ctrlKey || event.metaKey || event.altKey || isTextField(event.target)) return;
    if (event.target instanceof HTMLSelectElement) return; // there the arrows change the choice
    const direction = /** @type {const} */ ({ ArrowLeft: "older", ArrowRight: "newer" })[/** @type {"ArrowLeft"} */ (event.key)];
    if (direction && !dialog.querySelector(".cb-zoomed .cb-pane:focus")) {
      event.preventDefault();
      portrait.step(direction);
    }
  }

  return modal;
}

const FIELD_NAMES = /** @type {Record<string, string>} */ ({
  image_prompt: "Image prompt",
  negative: "Negative prompt",
  seed: "Seed",
  aspect: "Aspect ratio",
  model: "Model",
  steps: "Steps",
  cfg: "CFG",
  sampler: "Sampler",
  scheduler: "Scheduler",
});

/** @param {string} name @param {string} production @param {boolean} there  only the character is deleted */
function goneText(name, production, there) {
  const what = there ? `${name} is deleted.` : `“${production}” is deleted, and ${name} with it.`;
  return `${what} Until that is undone, nothing can be made or changed here. What you typed stays.`;
}

/** A generation for a screen reader: every quarter, not every step. @param {import("./types.mjs").Generation} generation */
function coarse(generation) {
  return generationText({ ...generation, progress: Math.floor(generation.progress * 4) / 4 });
}

/** @param {object} value @param {string} name */
function saveJson(value, name) {
  const address = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: "application/json" }));
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
