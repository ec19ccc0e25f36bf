// The picture: as large as fits, zoom, the live preview over it, and the place where images are dropped.

import { fill, h, icon, iconButton, isOff, setAttribute, setOff, setText } from "./dom.mjs";
import { queueOf } from "./state.mjs";

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
  const image = h("img", { class: "cb-picture", alt: "", draggable: "false", onclick: zoomAt, onload: () => scrollToAim(), hidden: true });
  const zoom = iconButton("zoom", "Zoom", { class: "cb-icon-button cb-zoom", "aria-pressed": "false", onclick: () => zoomTo(!zoomed, 0.5, 0.5) });
  const inviteHint = h("span", { class: "cb-hint" }, INVITATION);
  const invite = h(
    "button",
    { type: "button", class: "cb-invite", onclick: () => isOff(invite) || pick() },
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
  let aim = { x: 0.5, y: 0.5, left: 0, top: 0 }; // what is to be in the middle, and how far that was scrolled
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
    zoomTo(!zoomed, event.offsetX / image.clientWidth, event.offsetY / image.clientHeight);
  }

  /** @param {boolean} on @param {number} x  what comes to the middle, in parts of the picture's width @param {number} y  and height */
  function zoomTo(on, x, y) {
    setZoom(on);
    aim = { x, y, left: pane.scrollLeft, top: pane.scrollTop };
    scrollToAim();
  }

  /** Again once a picture has come that was not there before, unless somebody has scrolled. */
  function scrollToAim() {
    if (!zoomed || pane.scrollLeft !== aim.left || pane.scrollTop !== aim.top) return;
    pane.scrollTo(aim.x * image.offsetWidth - pane.clientWidth / 2, aim.y * image.offsetHeight - pane.clientHeight / 2);
    aim = { ...aim, left: pane.scrollLeft, top: pane.scrollTop };
  }

  /** @param {boolean} on */
  function setZoom(on) {
    zoomed = on && shown !== null;
    element.classList.toggle("cb-zoomed", zoomed);
    setAttribute(zoom, "aria-pressed", String(zoomed));
    fill(zoom, icon(zoomed ? "zoom_out" : "zoom"));
    pane.tabIndex = zoomed ? 0 : -1;
    image.style.width = zoomed && shown ? `${Math.max(shown.width, element.clientWidth * 1.6)}px` : "";
    if (zoomed && shown && client.address(shown.image_url) !== image.getAttribute("src")) loadFull(shown);
  }

  /**
   * @param {Generation | null} generation
   * @param {boolean} follow  whether the picture in the making takes the whole place
   * @param {number} waiting  how many more wait behind it
   */
  function progress(generation, follow, waiting) {
    setAttribute(running, "hidden", !generation);
    if (generation?.state === "running") bar.value = generation.progress;
    else bar.removeAttribute("value");
    setText(barText, generation ? queueOf(generation, waiting) : "");
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

  /** End the zoom. @returns {boolean} whether there was one */
  function unzoom() {
    const was = zoomed;
    setZoom(false);
    return was;
  }

  /** @param {boolean} off  nothing can be uploaded */
  const close = (off) => setOff(invite, off);

  return { element, show, progress, newPreview, tell, unzoom, close, stop: () => clearTimeout(timer) };
}

/** A picture on its way; one that cannot be decoded is left for the moment when it is shown. @param {string} address */
function fetched(address) {
  const picture = new Image();
  picture.src = address;
  picture.decode().catch(() => {});
  return picture;
}
