// Files dragged from the desktop over a part of the page.

/**
 * Take files dropped anywhere on an element, and show that it would. What lies around it hears nothing of them.
 * @param {HTMLElement} element  bears the class cb-dropping meanwhile
 * @param {(files: File[]) => void} take
 */
export function watchDrops(element, take) {
  let depth = 0;
  const mark = (/** @type {number} */ now) => {
    depth = Math.max(0, now);
    element.classList.toggle("cb-dropping", depth > 0);
  };
  const carriesFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
  const ours = (/** @type {DragEvent} */ event) => {
    if (!carriesFiles(event)) return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  element.addEventListener("dragenter", (event) => carriesFiles(event) && mark(depth + 1));
  element.addEventListener("dragleave", (event) => carriesFiles(event) && mark(depth - 1));
  element.addEventListener("dragover", ours);
  element.addEventListener("drop", (event) => {
    if (!ours(event)) return;
    mark(0);
    take([...(event.dataTransfer?.files ?? [])]);
  });
  return () => mark(0);
}
