// What the panel knows and what follows from it. Pure: no page, no network, no clock.

/** @import { Character, Design, Draft, Generation, Production, Resolved, Version } from "./types.mjs" */

/**
 * @typedef {object} State
 * @property {"connecting" | "live" | "lost"} link
 * @property {boolean} loading
 * @property {{message: string, hint: string} | null} trouble  why there is no cast to show
 * @property {Production[]} productions
 * @property {string | null} productionId
 * @property {Design[]} designs
 * @property {Character[]} characters
 * @property {number} total
 * @property {string} query
 * @property {Record<string, Generation>} generations  open ones, and those that ended while the panel looked
 */

/** @type {State} */
export const EMPTY = {
  link: "connecting",
  loading: true,
  trouble: null,
  productions: [],
  productionId: null,
  designs: [],
  characters: [],
  total: 0,
  query: "",
  generations: {},
};

/**
 * Hold a state; tell listeners after each change.
 * @template {object} S
 * @param {S} initial
 */
export function createStore(initial) {
  let state = initial;
  /** @type {Set<(state: S, before: S) => void>} */
  const listeners = new Set();
  return {
    get: () => state,
    /** @param {Partial<S>} change */
    set(change) {
      const before = state;
      state = { ...state, ...change };
      for (const listener of [...listeners]) listener(state, before);
    },
    /** @param {(state: S, before: S) => void} listener @returns {() => void} */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** @param {State} state @returns {Production | null} */
export const productionOf = (state) => state.productions.find((p) => p.id === state.productionId) ?? null;

/** @param {State} state @returns {Design | null} */
export function activeDesign(state) {
  const active = productionOf(state)?.active_design_id;
  return state.designs.find((design) => design.id === active) ?? null;
}

/**
 * The production of a character, or null when it is deleted: the list then shows another one.
 * @param {State} state
 * @param {Character} character
 */
export const productionFor = (state, character) => state.productions.find((one) => one.id === character.production_id) ?? null;

/**
 * The active design of a character's own production, as far as its designs are loaded.
 * @param {State} state
 * @param {Character} character
 */
export const designFor = (state, character) => (state.productionId === character.production_id ? activeDesign(state) : null);

/**
 * Put a character where it stands in the list, or leave the list alone when it is not on it.
 * @param {Character[]} characters
 * @param {Character} character
 */
export function withCharacter(characters, character) {
  return characters.map((one) => (one.id === character.id ? character : one));
}

/** @param {Generation} generation */
export const isOpen = (generation) => generation.state === "queued" || generation.state === "running";

/**
 * The generations of a character that have not ended, the running one first, then as they stand in the queue.
 * @param {Record<string, Generation>} generations
 * @param {string} characterId
 */
export function openGenerations(generations, characterId) {
  const open = Object.values(generations).filter((g) => g.character_id === characterId && isOpen(g));
  return open.sort((a, b) => rank(a) - rank(b) || a.created_at.localeCompare(b.created_at));
}

/**
 * The generation that a character's row and dialog show: the running one, else the next in the queue.
 * @param {Record<string, Generation>} generations
 * @param {string} characterId
 * @returns {Generation | null}
 */
export const openGeneration = (generations, characterId) => openGenerations(generations, characterId)[0] ?? null;

/** @param {Generation} generation */
const rank = (generation) => (generation.state === "running" ? 0 : 1);

/**
 * The newest generation of a character when it ended badly, so that it can be told and tried again.
 * @param {Record<string, Generation>} generations
 * @param {string} characterId
 * @returns {Generation | null}
 */
export function failedGeneration(generations, characterId) {
  const own = Object.values(generations).filter((g) => g.character_id === characterId);
  own.sort((a, b) => b.created_at.localeCompare(a.created_at));
  const newest = own[0];
  return newest && (newest.state === "failed" || newest.state === "interrupted") ? newest : null;
}

/**
 * A generation's state in words; of a running one with an error, what it waits for.
 * @param {Generation} generation
 */
export function generationText(generation) {
  const many = generation.seeds.length > 1 ? ` ${Math.min(generation.version_ids.length + 1, generation.seeds.length)} of ${generation.seeds.length}` : "";
  if (generation.state === "running") return generation.error?.message ?? `Generating${many}, ${Math.round(generation.progress * 100)} %`;
  if (generation.state === "queued") return queueText(generation.queue_position);
  if (generation.state === "done") return "Done";
  if (generation.state === "cancelled") return "Cancelled";
  return generation.error?.message ?? (generation.state === "interrupted" ? "The generation was interrupted." : "The generation failed.");
}

/** A generation in words, and how many more of the same character wait behind it. @param {Generation} generation @param {number} waiting */
export function queueOf(generation, waiting) {
  const text = generationText(generation);
  return waiting ? `${text}. ${counted(waiting, "more waits", "more wait")}.` : text;
}

/** @param {number | null} position  0 is next */
function queueText(position) {
  if (position === null || position === undefined) return "Waiting in the queue";
  return position === 0 ? "Next in the queue" : `Waiting, ${position} before it`;
}

/**
 * A generation as it is now, unless an older answer arrived late: an ended one never opens again.
 * @param {Record<string, Generation>} generations
 * @param {Generation} generation
 */
export function withGeneration(generations, generation) {
  const known = generations[generation.id];
  if (known && !isOpen(known) && isOpen(generation)) return generations;
  return { ...generations, [generation.id]: generation };
}

/**
 * Where a version stands: "3 of 7", 1 being the oldest. `versions` are newest first, `total` counts those not loaded too.
 * @param {Version[]} versions
 * @param {number} total
 * @param {string | null} shownId
 */
export function place(versions, total, shownId) {
  const index = versions.findIndex((version) => version.id === shownId);
  if (index < 0) return { index, text: total ? `${total} versions` : "No version yet", older: null, newer: null };
  return {
    index,
    text: `${total - index} of ${total}`,
    older: versions[index + 1] ?? null,
    newer: versions[index - 1] ?? null,
  };
}

/**
 * Which version to show after the stack changed, and which one to announce instead of jumping to it. A new one is
 * shown to whoever looked at the newest, and where it is the character's portrait now to whoever looked at the last one.
 * @param {{versions: Version[], shownId: string | null}} before
 * @param {Version[]} versions  newest first
 * @param {string | null} own  a version this panel has just made itself: always shown
 * @returns {{shownId: string | null, ready: Version | null}}
 */
export function afterChange(before, versions, own = null) {
  const newest = versions[0] ?? null;
  const selected = versions.find((version) => version.selected) ?? newest;
  if (own && versions.some((version) => version.id === own)) return { shownId: own, ready: null };
  if (!before.shownId) return { shownId: selected?.id ?? null, ready: null };
  const known = new Set(before.versions.map((version) => version.id));
  const isNew = (/** @type {Version} */ version) => !known.has(version.id) && version.number > (before.versions[0]?.number ?? 0);
  const arrived = versions.find(isNew) ?? null;
  const stillThere = versions.some((version) => version.id === before.shownId);
  if (!stillThere) {
    const index = Math.max(0, before.versions.findIndex((version) => version.id === before.shownId));
    return { shownId: (versions[Math.min(index, versions.length - 1)] ?? selected)?.id ?? null, ready: null };
  }
  if (!arrived) return { shownId: before.shownId, ready: null };
  if (before.versions[0]?.id === before.shownId) return { shownId: arrived.id, ready: null };
  const lookedAtSelected = before.versions.some((version) => version.id === before.shownId && version.selected);
  if (!lookedAtSelected || !selected || !isNew(selected)) return { shownId: before.shownId, ready: arrived };
  return { shownId: selected.id, ready: arrived === selected ? null : arrived };
}

/**
 * What the dialog's fields show while nothing was typed.
 * @param {Character} character
 * @param {Design | null} design
 * @param {Resolved | null} resolved
 * @returns {Required<Draft>}
 */
export function openingFields(character, design, resolved) {
  return {
    image_prompt: character.image_prompt || character.description || "",
    negative: design?.negative ?? "",
    seed: design?.seed ?? "",
    aspect: resolved?.aspect ?? design?.aspect ?? "",
    model: resolved?.model ?? design?.model ?? "",
    steps: "",
    cfg: "",
    sampler: "",
    scheduler: "",
    count: "1",
  };
}

/**
 * A draft after typing: a field that is back at what the dialog opened with is no longer a draft.
 * @param {Draft} draft
 * @param {Required<Draft>} opening
 * @param {keyof Draft} field
 * @param {string} value
 * @returns {Draft}
 */
export function typed(draft, opening, field, value) {
  const { [field]: _, ...rest } = draft;
  return value === opening[field] ? rest : { ...rest, [field]: value };
}

/**
 * The fields of a generation: only what was typed, since a field left out takes the character's, design's or
 * family's value. A seed typed away is random (null), a negative prompt typed away is none ("").
 * @param {Draft} draft
 * @returns {Record<string, string | number | null>}
 */
export function requestFields(draft) {
  /** @type {Record<string, string | number | null>} */
  const fields = {};
  for (const name of /** @type {const} */ (["image_prompt", "negative", "aspect", "model"]))
    if (draft[name] !== undefined) fields[name] = draft[name];
  if (draft.seed !== undefined) fields.seed = draft.seed.trim() || null;
  for (const name of /** @type {const} */ (["sampler", "scheduler"])) if (draft[name]) fields[name] = draft[name];
  for (const name of /** @type {const} */ (["steps", "cfg", "count"])) if (draft[name]) fields[name] = Number(draft[name]);
  return fields;
}

const LARGEST_SEED = 2n ** 64n - 1n;

/**
 * What is wrong with a typed seed, as a sentence, or "".
 * @param {string} text
 */
export function seedTrouble(text) {
  const seed = text.trim();
  if (!seed) return "";
  if (!/^\d{1,20}$/.test(seed) || BigInt(seed) > LARGEST_SEED) return `A seed is a whole number from 0 to ${LARGEST_SEED}, or empty for random.`;
  return "";
}

/** @type {Record<"steps" | "cfg" | "count", {label: string, min: number, max: number, step: number}>} */
export const NUMBERS = {
  steps: { label: "Steps", min: 1, max: 200, step: 1 },
  cfg: { label: "CFG", min: 0, max: 100, step: 0.1 },
  count: { label: "How many", min: 1, max: 32, step: 1 },
};

/**
 * What is wrong with a typed number, as a sentence, or "".
 * @param {keyof typeof NUMBERS} name
 * @param {string} text
 */
export function numberTrouble(name, text) {
  if (!text.trim()) return "";
  const { label, min, max, step } = NUMBERS[name];
  const value = Number(text);
  if (value >= min && value <= max && (step !== 1 || Number.isInteger(value))) return "";
  return `${label} is a ${step === 1 ? "whole number" : "number"} from ${min} to ${max}, or empty for the usual.`;
}

/** Would this page round the seed if it became a JavaScript number? @param {string} seed */
export const isRounded = (seed) => /^\d+$/.test(seed) && BigInt(seed) > 2n ** 53n;

/**
 * Why a setting has no effect on the chosen model, or "".
 * @param {Resolved | null} resolved
 * @param {string} field
 */
export const notApplied = (resolved, field) => resolved?.not_applied?.find((one) => one.field === field)?.reason ?? "";

/** @type {Record<string, string>} */
const SOURCES = {
  typed: "what you typed",
  character: "the character",
  description: "the description",
  design: "the design",
  family: "the model's family",
  model: "the model",
};

/**
 * Where a setting comes from, such as "from the design", or "". The prompt can have two parts, named in their order.
 * @param {Resolved} resolved
 * @param {string} field
 * @param {Design["style_position"]} position
 */
export function sourceOf({ sources, image_prompt }, field, position) {
  const own = SOURCES[sources[field]] ?? "";
  const style = field === "image_prompt" ? (SOURCES[sources.style_prompt] ?? "") : "";
  if (!style) return own && `from ${own}`;
  if (!image_prompt.trim()) return `style prompt from ${style}`;
  const parts = [own && `image prompt from ${own}`, `style prompt from ${style}`];
  return (position === "before" ? parts.reverse() : parts).filter(Boolean).join(", ");
}

/** @param {number} count @param {string} one @param {string} [many] */
export const counted = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** A moment in the reader's own time. @param {string} iso */
export function dateText(iso) {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : date.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

/** @param {number} bytes */
export function sizeText(bytes) {
  if (bytes < 1024) return counted(bytes, "byte");
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(0)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
