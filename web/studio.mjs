// The stand-alone page: the same panel without ComfyUI, in the theme of the system or the one chosen here.

import { remembered } from "./panel/drafts.mjs";
import { mount } from "./panel/panel.mjs";

const THEMES = ["system", "dark", "light"];
const root = document.documentElement;
const button = /** @type {HTMLButtonElement} */ (document.getElementById("theme"));

/** @param {string} theme */
function wear(theme) {
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  button.textContent = `Theme: ${theme}`;
}

let theme = remembered("theme") ?? "system";
wear(THEMES.includes(theme) ? theme : "system");
button.addEventListener("click", () => {
  theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  remembered("theme", theme);
  wear(theme);
});

mount(/** @type {HTMLElement} */ (document.getElementById("panel")), {
  fetch: (path, options) => fetch(path, options),
  url: (path) => path,
  socketUrl: (path) => new URL(path, location.href.replace(/^http/, "ws")).href,
  openGraph: null,
});
