// Short messages at the foot of a list or dialog, with Undo where there is something to undo.

import { arrange, h, icon, iconButton } from "./dom.mjs";
import { asTrouble } from "./session.mjs";

const STAYS = 10_000; // milliseconds; a message with the pointer or the focus on it stays

/** @typedef {{label: string, run: () => unknown}} Offer */

export function createNotices() {
  const element = h("div", { class: "cb-notices", role: "status", "aria-live": "polite" });

  /** @param {string} text @param {{kind?: "info" | "error", hint?: string, offer?: Offer | null}} [options] */
  function show(text, { kind = "info", hint = "", offer = null } = {}) {
    const notice = h(
      "div",
      { class: `cb-notice cb-notice-${kind}`, role: kind === "error" ? "alert" : null },
      kind === "error" && icon("error"),
      h("p", { dir: "auto" }, text, hint && h("span", { class: "cb-hint" }, ` ${hint}`)),
      offer && h("button", { type: "button", class: "cb-button cb-small", onclick: take }, offer.label),
      iconButton("close", "Dismiss", { onclick: remove }),
    );
    async function take() {
      remove();
      await attempt(async () => offer?.run());
    }
    function remove() {
      notice.remove();
    }
    function expire() {
      if (notice.matches(":hover, :focus-within")) setTimeout(expire, 2000);
      else remove();
    }
    if (kind === "info") setTimeout(expire, STAYS);
    arrange(element, [...element.children].slice(-1).concat(notice)); // never more than two at a time
  }

  /**
   * Do something and tell the user when it did not work.
   * @template T
   * @param {() => Promise<T>} action
   * @returns {Promise<T | undefined>}
   */
  async function attempt(action) {
    try {
      return await action();
    } catch (error) {
      const trouble = asTrouble(error);
      show(trouble.message, { kind: "error", hint: trouble.hint });
      return undefined;
    }
  }

  return { element, show, attempt };
}

/** @typedef {ReturnType<typeof createNotices>} Notices */
