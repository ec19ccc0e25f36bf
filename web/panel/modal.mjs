// A modal window on the native <dialog>: focus trapped and returned, and no key or paste reaches what lies below.

import { fill, h, iconButton, isTextField, uniqueId } from "./dom.mjs";
import { dress } from "./theme.mjs";

const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";
const KEPT_INSIDE = ["keydown", "keyup", "keypress", "paste", "copy", "cut", "wheel", "contextmenu", "dragover", "drop"];

/**
 * Open a modal window.
 * @param {object} options
 * @param {string} options.title  also its accessible name
 * @param {string} [options.className]
 * @param {Node[]} options.content
 * @param {() => boolean} [options.mayLeave]  asked before Esc or a click outside closes it
 * @param {() => void} [options.onClose]  after it is gone and the focus is back
 * @param {(event: ClipboardEvent) => void} [options.onPaste]  a paste that is not meant for a text field
 * @param {(event: KeyboardEvent) => void} [options.onKey]  a key pressed while nothing has the focus
 */
export function openModal({ title, className = "", content, mayLeave = () => true, onClose = () => {}, onPaste = () => {}, onKey = () => {} }) {
  const before = document.activeElement;
  const titleId = uniqueId("title");
  const heading = h("h2", { id: titleId, class: "cb-modal-title", dir: "auto" }, title);
  const side = h("div", { class: "cb-modal-side" });
  const dialog = h(
    "dialog",
    { class: `castbook cb-modal ${className}`, role: "dialog", "aria-modal": "true", "aria-labelledby": titleId, tabindex: "-1" },
    h("header", { class: "cb-modal-head" }, heading, side, iconButton("close", "Close", { onclick: () => dialog.close() })),
    ...content,
  );

  /** @param {KeyboardEvent} event */
  function trapTab(event) {
    if (event.key !== "Tab") return;
    const stops = [...dialog.querySelectorAll(FOCUSABLE)].filter((one) => isStop(/** @type {HTMLElement} */ (one)));
    const first = /** @type {HTMLElement | undefined} */ (stops[0]);
    const last = /** @type {HTMLElement | undefined} */ (stops.at(-1));
    const at = document.activeElement;
    if (event.shiftKey ? at === first || at === dialog : at === last) {
      event.preventDefault();
      (event.shiftKey ? last : first)?.focus();
    }
  }

  let pressedOutside = false;
  dialog.addEventListener("pointerdown", (event) => (pressedOutside = event.target === dialog && isOutside(dialog, event)));
  dialog.addEventListener("click", (event) => {
    if (pressedOutside && event.target === dialog && isOutside(dialog, event) && mayLeave()) dialog.close();
  });
  dialog.addEventListener("cancel", (event) => {
    if (event.target === dialog && !mayLeave()) event.preventDefault();
  });
  dialog.addEventListener("keydown", trapTab);
  for (const type of KEPT_INSIDE) dialog.addEventListener(type, (event) => event.stopPropagation());

  // With the focus on nothing at all a paste goes to <body>: it is still ours while the dialog is open.
  /** @param {ClipboardEvent} event */
  function catchPaste(event) {
    if (isTopmost(dialog) && !isTextField(event.target)) {
      event.stopImmediatePropagation();
      onPaste(event);
    }
  }
  /** @param {KeyboardEvent} event */
  function catchKeys(event) {
    if (!isTopmost(dialog) || event.target !== document.body) return;
    event.stopImmediatePropagation();
    onKey(event);
  }
  window.addEventListener("paste", catchPaste, true);
  window.addEventListener("keydown", catchKeys, true);

  dialog.addEventListener("close", () => {
    window.removeEventListener("paste", catchPaste, true);
    window.removeEventListener("keydown", catchKeys, true);
    dialog.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
    onClose();
  });

  document.body.append(dialog);
  dress(dialog);
  dialog.showModal();
  return {
    dialog,
    side,
    /** @param {string} text */
    rename: (text) => fill(heading, text),
    close: () => dialog.close(),
  };
}

/** @param {HTMLElement} element */
function isStop(element) {
  if (element.tabIndex < 0 || element.matches(":disabled")) return false;
  return element.getClientRects().length > 0;
}

/** @param {HTMLElement} dialog @param {MouseEvent} event */
function isOutside(dialog, event) {
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}

/** @param {HTMLElement} dialog */
const isTopmost = (dialog) => [...document.querySelectorAll("dialog[open]")].at(-1) === dialog;
