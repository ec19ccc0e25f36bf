// What was typed into a character's dialog and not used yet: kept across closing and reloading, per browser tab.

/** @import { Draft } from "./types.mjs" */

/** @type {Map<string, Draft>} */
const memory = new Map();
const key = (/** @type {string} */ characterId) => `castbook.draft.${characterId}`;

/**
 * @param {string} characterId
 * @returns {Draft}
 */
export function draftOf(characterId) {
  const known = memory.get(characterId);
  if (known) return known;
  try {
    return JSON.parse(sessionStorage.getItem(key(characterId)) ?? "{}");
  } catch {
    return {}; // storage switched off, or not written by us
  }
}

/**
 * @param {string} characterId
 * @param {Draft} draft
 */
export function keepDraft(characterId, draft) {
  memory.set(characterId, draft);
  try {
    if (Object.keys(draft).length) sessionStorage.setItem(key(characterId), JSON.stringify(draft));
    else sessionStorage.removeItem(key(characterId));
  } catch {
    // full or switched off: the draft still lives in memory
  }
}

/**
 * A small choice that outlives the tab, such as the production that was open.
 * @param {string} name
 * @param {string} [value]  stored when given
 * @returns {string | null}
 */
export function remembered(name, value) {
  try {
    if (value !== undefined) localStorage.setItem(`castbook.${name}`, value);
    return localStorage.getItem(`castbook.${name}`);
  } catch {
    return value ?? null;
  }
}
