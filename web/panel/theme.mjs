// Dark or light follows from the colours that stand around the panel, since ComfyUI's themes are more than two.

/**
 * Tell the browser whether a part of the panel is dark, so that native controls, shadows and scrollbars fit.
 * @param {HTMLElement} root
 */
export function dress(root) {
  const dark = luminance(getComputedStyle(root).backgroundColor) < 0.4;
  root.dataset.theme = dark ? "dark" : "light";
}

/**
 * Dress every open part of the panel again whenever the page's theme changes.
 * @returns {() => void}  stops watching
 */
export function watchTheme() {
  const again = () => {
    for (const root of document.querySelectorAll(".castbook")) dress(/** @type {HTMLElement} */ (root));
  };
  const observer = new MutationObserver(again);
  const options = { attributes: true, attributeFilter: ["style", "class", "data-theme"] };
  observer.observe(document.documentElement, options);
  observer.observe(document.body, options);
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", again);
  return () => {
    observer.disconnect();
    scheme.removeEventListener("change", again);
  };
}

/**
 * How light a computed colour is, 0 to 1 (sRGB weights are enough to tell dark from light).
 * @param {string} color  "rgb(23, 23, 24)" or "color(srgb 0.09 0.09 0.09)"
 */
export function luminance(color) {
  const [r = 0, g = 0, b = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  const scale = color.startsWith("color(") ? 1 : 255;
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / scale;
}
