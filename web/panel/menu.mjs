// A button with a menu of actions: arrow keys, Escape and a click elsewhere work as everywhere.

import { h, iconButton } from "./dom.mjs";

/** @typedef {{label: string, run: () => unknown, danger?: boolean}} Action */

/**
 * @param {string} name  the button's accessible name
 * @param {() => Action[]} actions  asked when the menu opens
 */
export function menuButton(name, actions) {
  const button = iconButton("more", name, { "aria-haspopup": "menu", "aria-expanded": "false", onclick: open });

  function open() {
    const items = actions().map((action) =>
      h("button", { type: "button", role: "menuitem", tabindex: "-1", class: action.danger ? "cb-danger" : null, onclick: () => choose(action) }, action.label),
    );
    const menu = h("div", { class: "cb-menu", role: "menu", "aria-label": name, popover: "auto", onkeydown: move, ontoggle: toggled }, ...items);
    button.after(menu);
    menu.showPopover();
    const box = button.getBoundingClientRect();
    const width = menu.offsetWidth;
    const below = box.bottom + 4 + menu.offsetHeight <= innerHeight;
    menu.style.left = `${Math.max(8, Math.min(box.right - width, innerWidth - width - 8))}px`;
    menu.style.top = `${below ? box.bottom + 4 : box.top - 4 - menu.offsetHeight}px`;
    button.setAttribute("aria-expanded", "true");
    items[0]?.focus();

    /** @param {Action} action */
    function choose(action) {
      menu.hidePopover();
      button.focus();
      action.run();
    }

    /** @param {KeyboardEvent} event */
    function move(event) {
      event.stopPropagation();
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Tab") menu.hidePopover();
      if (event.key === "Escape") button.focus();
      if (!step) return;
      event.preventDefault();
      const at = items.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
      items[(at + step + items.length) % items.length].focus();
    }

    /** @param {Event} event */
    function toggled(event) {
      if (/** @type {ToggleEvent} */ (event).newState !== "closed") return;
      button.setAttribute("aria-expanded", "false");
      menu.remove();
    }
  }

  return button;
}
