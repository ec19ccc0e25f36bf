// Short messages at the foot of a list or dialog, with Undo where there is something to undo.

import { h, icon, iconButton } from "./dom.mjs";
import { asTrouble } from "./session.mjs";

const STAYS = 10_000; // milliseconds; a message with the pointer or the focus on it stays
const AT_ONCE = 2;

/** @typedef {{label: string, run: () => unknown}} Offer */

/** @param {() => HTMLElement | null} [home]  takes the focus when a notice goes that has it, and whatever had it before is gone */
export function createNotices(home = () => null) {
  const element = h("div", { class: "cb-notices", role: "status", "aria-live": "polite" });
  /** @type {HTMLElement | null} */
  let before = null; // where the focus was before it came to a notice
  element.addEventListener("focusin", ({ relatedTarget: from }) => {
    if (from instanceof Node && element.contains(from)) return;
    before = from instanceof HTMLElement ? from : null;
  });

  /**
   * Show a message. With `about`, it takes the place of the earlier one about the same thing.
   * @param {string} text
   * @param {{kind?: "info" | "error", hint?: string, offer?: Offer | null, about?: string}} [options]
   */
  function show(text, { kind = "info", hint = "", offer = null, about = "" } = {}) {
    if (about) settle(about);
    const notice = h(
      "div",
      { class: `cb-notice cb-notice-${kind}`, role: kind === "error" ? "alert" : null, "data-about": about || null },
      kind === "error" && icon("error"),
      h("p", { dir: "auto" }, text, hint && h("span", { class: "cb-hint" }, ` ${hint}`)),
      offer && h("button", { type: "button", class: "cb-button cb-small", onclick: take }, offer.label),
      iconButton("close", "Dismiss", { onclick: () => remove(notice) }),
    );
    async function take() {
      remove(notice);
      await attempt(async () => offer?.run());
    }
    function expire() {
      if (notice.matches(":hover, :focus-within")) setTimeout(expire, 2000);
      else remove(notice);
    }
    if (kind === "info") setTimeout(expire, STAYS);
    const others = [...element.children];
    const info = others.find((one) => one.matches(".cb-notice-info"));
    if (others.length >= AT_ONCE) remove(info ?? others[0]); // an error is told before it goes
    element.append(notice);
  }

  /** @param {Element} notice */
  function remove(notice) {
    const focused = notice.contains(document.activeElement);
    notice.remove();
    if (focused) (before?.getClientRects().length ? before : home())?.focus({ preventScroll: true });
  }

  /** What was said about this is no longer so. @param {string} about */
  function settle(about) {
    for (const one of [...element.children]) if (one instanceof HTMLElement && one.dataset.about === about) remove(one);
  }

  /**
   * Do something and tell the user when it did not work; a failure `about` the same thing before is forgotten.
   * @template T
   * @param {() => Promise<T>} action
   * @param {string} [about]
   * @returns {Promise<T | undefined>}
   */
  async function attempt(action, about = "") {
    if (about) settle(about);
    try {
      return await action();
    } catch (error) {
      const trouble = asTrouble(error);
      show(trouble.message, { kind: "error", hint: trouble.hint, about });
      return undefined;
    }
  }

  return { element, show, settle, attempt };
}

/** @typedef {ReturnType<typeof createNotices>} Notices */
