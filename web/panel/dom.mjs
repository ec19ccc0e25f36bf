// The only place where the panel makes elements. Text goes in as text nodes, never as markup.

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * Make an element: attributes by name, `on*` functions as listeners, `false` and null left out.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (name === "value" && "value" in element) element.value = value;
    else setAttribute(element, name, value);
  }
  append(element, children);
  return element;
}

/**
 * @param {Node} parent
 * @param {Child[]} children
 */
function append(parent, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/**
 * Set, empty (true) or remove (false, null) an attribute, and leave the tree alone when nothing changed.
 * @param {Element} element
 * @param {string} name
 * @param {string | number | boolean | null | undefined} value
 */
export function setAttribute(element, name, value) {
  if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else {
    const text = value === true ? "" : String(value);
    if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}

/**
 * Replace what is in an element.
 * @param {Element} element
 * @param {...Child} children
 */
export function fill(element, ...children) {
  const fragment = document.createDocumentFragment();
  append(fragment, children);
  element.replaceChildren(fragment);
}

/**
 * Change an element's text only when it differs, so that a live region stays quiet.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Put keyed elements into a parent in this order, keeping those that are already there.
 * @param {Element} parent
 * @param {Element[]} wanted
 */
export function arrange(parent, wanted) {
  const keep = new Set(wanted);
  for (const child of [...parent.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
}

/**
 * Turn a control off without taking the focus away from whoever is on it; `isOff` tells its listener.
 * @param {Element} element
 * @param {boolean} off
 */
export function setOff(element, off) {
  setAttribute(element, "aria-disabled", off ? "true" : null);
}

/** @param {Element} element */
export const isOff = (element) => element.getAttribute("aria-disabled") === "true";

// Outlines on a 16 px grid, drawn for Castbook.
const ICONS = {
  add: "M8 3v10M3 8h10",
  back: "M10 3 5 8l5 5",
  forward: "m6 3 5 5-5 5",
  check: "m3 8.5 3.2 3.2L13 5",
  close: "m4 4 8 8M12 4l-8 8",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  dice: "M4.5 2.5h7a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2M5.6 5.6h.01M8 8h.01M10.4 10.4h.01",
  download: "M8 2.5v8m-3.2-3L8 10.7l3.2-3.2M3 13.5h10",
  edit: "m10.5 3 2.5 2.5L6 12.5l-3.2.7.7-3.2z",
  error: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 5v3.5M8 11h.01",
  graph: "M2.5 3h4v3.5h-4zM9.5 9.5h4V13h-4zM6.5 4.8h2.8c1 0 1.7.7 1.7 1.7v3",
  history: "M8 5v3.2l2.2 1.3M2.8 8a5.2 5.2 0 1 0 1.7-3.8L2.8 5.8M2.8 2.8v3h3",
  lock: "M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
  unlock: "M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 4.8-1",
  more: "M8 3.5h.01M8 8h.01M8 12.5h.01",
  person: "M8 8.2a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4M2.8 13.8c.6-2.5 2.7-3.8 5.2-3.8s4.6 1.3 5.2 3.8",
  script: "M4 2h5.5L12.5 5v9H4zM9 2v3.5h3.5M6 8.5h4.5M6 11h4.5",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9m3.3 7.8L14 14",
  spark: "M8 2l1.4 4.6L14 8l-4.6 1.4L8 14l-1.4-4.6L2 8l4.6-1.4z",
  theme: "M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5",
  trash: "M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4",
  upload: "M8 11V3m-3.2 3L8 2.8 11.2 6M3 13.5h10",
  zoom: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9m3.3 7.8L14 14M5 7h4M7 5v4",
  zoom_out: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9m3.3 7.8L14 14M5 7h4",
  use: "M3 8h8.5m-3.3-3.5L11.7 8l-3.5 3.5",
};

/**
 * A line icon, hidden from assistive technology: its button carries the name.
 * @param {keyof typeof ICONS} name
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 16 16", class: "cb-icon", "aria-hidden": "true" }))
    svg.setAttribute(key, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/**
 * A button that shows only an icon; the name is read out and shown as a tip.
 * @param {keyof typeof ICONS} image
 * @param {string} name
 * @param {Record<string, any>} [attributes]
 */
export function iconButton(image, name, attributes = {}) {
  return h("button", { type: "button", class: "cb-icon-button", "aria-label": name, title: name, ...attributes }, icon(image));
}

/** Put the focus on a field, and where all of it can be seen, with what it says below. @param {HTMLElement} control */
export function leadTo(control) {
  control.focus({ preventScroll: true });
  (control.closest(".cb-field") ?? control).scrollIntoView({ block: "center" });
}

let serial = 0;

/** An id that is unique in this page. @param {string} stem */
export const uniqueId = (stem) => `castbook-${stem}-${(serial += 1)}`;

/** Does typing go into this element? @param {EventTarget | null} target */
export function isTextField(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["button", "checkbox", "radio", "range", "file", "submit"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}
