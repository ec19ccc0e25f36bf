// The picture: as large as fits, zoom, the live preview over it, and the place where images are dropped.

import { h, icon, iconButton, setAttribute, setText } from "./dom.mjs";
import { generationText } from "./state.mjs";

/** @import { Generation, Version } from "./types.mjs" */
/** @import { Client } from "./client.mjs" */

const FULL_AFTER = 160; // milliseconds on one version before its full size is loaded
const INVITATION = "Generate one, or drop, paste or choose an image.";

/**
 * @param {Client} client
 * @param {string} name  of the character
 * @param {() => void} pick  opens the file picker
 */
export function createPicture(client, name, pick) {
  const image = h("img", { class: "cb-picture", alt: "", draggable: "false", onclick: zoomAt, hidden: true });
  const zoom = iconButton("zoom", "Zoom", { class: "cb-icon-button cb-zoom", "aria-pressed": "false", onclick: () => setZoom(!zoomed) });
  const inviteHint = h("span", { class: "cb-hint" }, INVITATION);
  const invite = h(
    "button",
    { type: "button", class: "cb-invite", onclick: pick },
    icon("person"),
    h("span", { class: "cb-empty-title" }, "No portrait yet"),
    inviteHint,
  );
  const preview = h("img", { class: "cb-preview", alt: "Preview of the portrait in the making", hidden: true });
  const bar = h("progress", { class: "cb-progress", max: "1", "aria-label": "Generation" });
  const barText = h("span", { class: "cb-bar-text" });
  const running = h("div", { class: "cb-running", hidden: true }, bar, barText);
  const chip = h("p", { class: "cb-chip", role: "status", hidden: true });
  const drop = h("div", { class: "cb-drop", "aria-hidden": "true" }, icon("upload"), h("p", {}, "Drop to add as a new version"));
  const pane = h("div", { class: "cb-pane" }, image);
  const element = h("div", { class: "cb-stage" }, pane, invite, preview, zoom, running, chip, drop);

  /** @type {Version | null} */
  let shown = null;
  /** @type {Map<string, HTMLImageElement>} */
  const ahead = new Map();
  let zoomed = false;
  let timer = 0;
  let previewOf = "";

  /** @param {Version | null} version @param {Version[]} neighbours */
  function show(version, neighbours) {
    setAttribute(image, "hidden", !version);
    setAttribute(zoom, "hidden", !version);
    setAttribute(invite, "hidden", Boolean(version) || previewOf !== "");
    fetchAhead(neighbours);
    if (version?.id === shown?.id) return;
    shown = version;
    setZoom(false);
    clearTimeout(timer);
    if (!version) return;
    image.alt = `Portrait of ${name}, version ${version.number}`;
    image.src = client.thumbnail(version, 768);
    timer = window.setTimeout(() => loadFull(version), FULL_AFTER);
  }

  /** Have the neighbours' pictures decoded before they are asked for. @param {Version[]} neighbours */
  function fetchAhead(neighbours) {
    const wanted = new Map(neighbours.map((one) => [one.id, ahead.get(one.id) ?? fetched(client.thumbnail(one, 768))]));
    ahead.clear();
    for (const [id, picture] of wanted) ahead.set(id, picture);
  }

  /** @param {Version} version */
  async function loadFull(version) {
    const full = new Image();
    full.src = client.address(version.image_url);
    try {
      await full.decode();
    } catch {
      return; // damaged or gone: the thumbnail stays, and the server says why where the image itself is asked for
    }
    if (shown?.id === version.id) image.src = full.src;
  }

  /** @param {MouseEvent} event */
  function zoomAt(event) {
    const x = event.offsetX / image.clientWidth;
    const y = event.offsetY / image.clientHeight;
    setZoom(!zoomed);
    if (zoomed) pane.scrollTo(x * image.offsetWidth - pane.clientWidth / 2, y * image.offsetHeight - pane.clientHeight / 2);
  }

  /** @param {boolean} on */
  function setZoom(on) {
    zoomed = on && shown !== null;
    element.classList.toggle("cb-zoomed", zoomed);
    setAttribute(zoom, "aria-pressed", String(zoomed));
    pane.tabIndex = zoomed ? 0 : -1;
    image.style.width = zoomed && shown ? `${Math.max(shown.width, element.clientWidth * 1.6)}px` : "";
    if (zoomed && shown && client.address(shown.image_url) !== image.getAttribute("src")) loadFull(shown);
  }

  /**
   * @param {Generation | null} generation
   * @param {boolean} follow  whether the picture in the making takes the whole place
   */
  function progress(generation, follow) {
    setAttribute(running, "hidden", !generation);
    if (generation?.state === "running") bar.value = generation.progress;
    else bar.removeAttribute("value");
    setText(barText, generation ? generationText(generation) : "");
    setText(inviteHint, generation ? "The first one is in the making." : INVITATION);
    if (generation?.id !== previewOf) {
      previewOf = "";
      preview.hidden = true;
      preview.removeAttribute("src");
    }
    element.classList.toggle("cb-inset", !follow);
  }

  /** A new preview of this generation is there. @param {Generation} generation */
  function newPreview(generation) {
    const next = new Image();
    next.src = client.preview(generation.id, Date.now());
    next.decode().then(
      () => {
        preview.src = next.src;
        preview.hidden = false;
        previewOf = generation.id;
        invite.hidden = true;
      },
      () => {}, // it ended meanwhile, and its version is on the way
    );
  }

  /** @param {string} text  what happens to dropped files, or "" */
  function tell(text) {
    setAttribute(chip, "hidden", !text);
    setText(chip, text);
  }

  return { element, show, progress, newPreview, tell, stop: () => clearTimeout(timer) };
}

/** A picture on its way; one that cannot be decoded is left for the moment when it is shown. @param {string} address */
function fetched(address) {
  const picture = new Image();
  picture.src = address;
  picture.decode().catch(() => {});
  return picture;
}
