// What the portrait dialog knows about one character and what can be done there. No page: dialog.mjs shows it.

import { Trouble } from "./client.mjs";
import { draftOf, keepDraft } from "./drafts.mjs";
import { asTrouble, coalesce, untilNextTime } from "./session.mjs";
import { afterChange, createStore, designFor, openGeneration, openGenerations, openingFields, place, productionFor, requestFields, typed } from "./state.mjs";

/** @import { Character, Design, Draft, Model, Resolved, ServerEvent, Version } from "./types.mjs" */
/** @import { Session } from "./session.mjs" */

const TYPING_PAUSE = 150; // milliseconds after the last key before the server is asked what would be sent

/**
 * @typedef {object} PortraitState
 * @property {Character} character
 * @property {boolean} loaded
 * @property {boolean} gone  the character is deleted: nothing can be done until it is restored
 * @property {{message: string, hint: string} | null} trouble  why not everything could be loaded
 * @property {Version[]} versions  newest first
 * @property {number} total
 * @property {string | null} shownId
 * @property {Version | null} ready  a new version that was not jumped to
 * @property {Draft} draft
 * @property {Resolved | null} resolved
 * @property {string} unresolved  why there is no resolved prompt
 * @property {Model[]} models
 * @property {{name: string, title: string}[]} families
 * @property {{name: string, width: number, height: number}[]} aspects
 * @property {{done: number, total: number} | null} uploading
 * @property {boolean} keepSeed
 */

/**
 * @param {Session} session
 * @param {Character} first
 */
export function createPortrait(session, first) {
  const { client } = session;
  const id = first.id;
  /** @type {ReturnType<typeof createStore<PortraitState>>} */
  const store = createStore({
    character: first,
    loaded: false,
    gone: false,
    trouble: null,
    versions: [],
    total: first.version_count,
    shownId: null,
    ready: null,
    draft: draftOf(id),
    resolved: null,
    unresolved: "",
    models: [],
    families: [],
    aspects: [],
    uploading: null,
    keepSeed: false,
  });
  const soon = coalesce();
  let timer = 0;
  let asked = 0; // counts questions about the prompt, so that a late answer is dropped
  let loads = 0;

  const production = () => productionFor(session.store.get(), store.get().character);
  const design = () => designFor(session.store.get(), store.get().character);
  const opening = () => openingFields(store.get().character, design(), plain);
  /** @type {Resolved | null} what would be sent if nothing had been typed */
  let plain = null;

  /** @param {string | null} [own]  a version just uploaded here */
  async function loadVersions(own = null) {
    const mine = (loads += 1);
    const versions = await client.versions(id);
    if (mine !== loads) return;
    const before = store.get();
    const { shownId, ready } = afterChange(before, versions, own);
    const still = before.ready && versions.some((version) => version.id === before.ready?.id && version.id !== shownId) ? before.ready : null;
    store.set({ versions, total: versions.length, shownId, ready: ready ?? still, loaded: true });
  }

  async function loadCharacter() {
    try {
      const character = await client.character(id);
      store.set({ character, gone: false });
    } catch (error) {
      if (!(error instanceof Trouble) || error.status !== 404) throw error;
      store.set({ gone: true });
      return;
    }
    const home = store.get().character.production_id;
    if (home && home !== session.store.get().productionId) await session.chooseProduction(home); // it was deleted, and is back
    resolveSoon();
  }

  async function loadModels() {
    const [models, families] = await Promise.all([client.models(), client.families()]);
    store.set({ models, families });
  }

  /** @param {string} model */
  async function loadAspects(model) {
    store.set({ aspects: (await client.aspects(model)).items });
  }

  function resolveSoon() {
    clearTimeout(timer);
    timer = window.setTimeout(resolve, TYPING_PAUSE);
  }

  async function resolve() {
    const mine = (asked += 1);
    const { draft } = store.get();
    try {
      const untouched = Object.keys(draft).length ? client.resolve(id, {}).catch(untilNextTime) : null;
      const resolved = await client.resolve(id, requestFields(draft));
      const asOpened = untouched ? await untouched : resolved;
      if (mine !== asked) return;
      plain = asOpened ?? plain;
      const changed = resolved.model !== store.get().resolved?.model;
      store.set({ resolved, unresolved: "" });
      if (changed) await loadAspects(resolved.model);
    } catch (error) {
      const { message, hint } = asTrouble(error);
      if (mine === asked) store.set({ unresolved: `${message} ${hint}`.trim() });
    }
  }

  /** @param {Draft} draft */
  function setDraft(draft) {
    keepDraft(id, draft);
    store.set({ draft });
    resolveSoon();
  }

  /** @param {ServerEvent} event */
  function onEvent(event) {
    if (event.type === "resync") soon("all", loadAll);
    else if ((event.type === "character" && event.id === id) || (event.type === "production" && event.id === store.get().character.production_id))
      soon("character", () => loadCharacter().catch(untilNextTime));
    else if ((event.type === "version" || event.type === "selection") && event.character_id === id) {
      soon("versions", () => loadVersions().catch(untilNextTime));
      if (event.type === "version") soon("character", () => loadCharacter().catch(untilNextTime)); // how many are deleted
    }
  }

  /** Everything that is shown here, also after a connection was lost; what could not be loaded is `trouble`. */
  async function loadAll() {
    try {
      await loadCharacter();
      if (!store.get().gone) await loadRest();
      store.set({ trouble: null });
    } catch (error) {
      store.set({ trouble: asTrouble(error) });
    }
  }

  async function loadRest() {
    const generations = client.generationsOf(id).then((page) => page.items.forEach(session.took));
    await Promise.all([loadVersions(), loadModels(), generations]);
  }

  let stopFollowing = () => {};
  let stopWatching = () => {};
  return {
    store,
    opening,
    design,
    production,
    loadVersions,
    loadModels,

    /** @returns {Required<Draft>} what the fields show */
    shown: () => ({ ...opening(), ...store.get().draft }),
    /** @returns {Version | null} */
    version: () => store.get().versions.find((version) => version.id === store.get().shownId) ?? null,
    generation: () => openGeneration(session.store.get().generations, id),
    /** How many more are waiting behind it. */
    waiting: () => Math.max(0, openGenerations(session.store.get().generations, id).length - 1),
    /** The seed of the newest generation, else of the version shown. @returns {string} */
    lastSeed() {
      const own = Object.values(session.store.get().generations).filter((one) => one.character_id === id);
      own.sort((a, b) => b.created_at.localeCompare(a.created_at));
      return own[0]?.seeds[0] ?? this.version()?.settings.seed ?? "";
    },

    /** Load and follow. */
    async start() {
      stopFollowing = session.follow(onEvent);
      stopWatching = session.store.subscribe((now, before) => {
        if (now.designs !== before.designs || now.productions !== before.productions) resolveSoon();
      });
      try {
        await Promise.all([loadRest(), resolve()]);
      } catch (error) {
        store.set({ trouble: asTrouble(error) });
        if (error instanceof Trouble && error.status === 404) await loadAll(); // deleted since the list was loaded
      }
    },
    stop() {
      stopFollowing();
      stopWatching();
      clearTimeout(timer);
      asked += 1;
    },

    /** @param {string} shownId */
    show(shownId) {
      const { ready } = store.get();
      store.set({ shownId, ready: ready?.id === shownId ? null : ready });
    },
    /** @param {"older" | "newer"} direction @returns {boolean} whether there was one */
    step(direction) {
      const { versions, total, shownId } = store.get();
      const next = place(versions, total, shownId)[direction];
      if (next) this.show(next.id);
      return Boolean(next);
    },

    /** @param {keyof Draft} field @param {string} value */
    type(field, value) {
      if (field === "seed" && !value.trim()) store.set({ keepSeed: false });
      setDraft(typed(store.get().draft, opening(), field, value));
    },
    /** @param {boolean} keepSeed */
    keepSeed(keepSeed) {
      store.set({ keepSeed });
    },

    /** Store the image prompt that stands in the field with the character, then ask for a generation with what stood there then. */
    async generate() {
      const { draft } = store.get();
      await this.storeImagePrompt(this.shown().image_prompt);
      const { image_prompt: _, ...rest } = draft;
      const generation = await client.generate(id, requestFields(rest));
      session.took(generation);
      if (store.get().keepSeed && !this.shown().seed) this.type("seed", generation.seeds[0]);
      if (store.get().trouble) soon("all", loadAll); // the server answers again
      return generation;
    },
    /** What is typed into the field meanwhile stays there. @param {string} text @param {string} author  "user", or the describer that wrote it */
    async storeImagePrompt(text, author = "user") {
      const stood = this.shown().image_prompt;
      const { character } = store.get();
      const changed = text !== (author === "user" ? opening().image_prompt : character.image_prompt);
      const stored = changed ? await client.updateCharacter(character.id, { image_prompt: text, author }) : null;
      const now = this.shown().image_prompt;
      if (stored) store.set({ character: stored });
      setDraft(typed(store.get().draft, opening(), "image_prompt", now === stood ? opening().image_prompt : now));
    },
    /** Who wrote an earlier image prompt, or "user" where nobody knows. @param {string} text @returns {Promise<string>} */
    async authorOf(text) {
      return (await client.imagePrompts(id)).find((one) => one.text === text)?.author ?? "user";
    },
    /** Cancel the one that is shown, or with `all` those behind it too. */
    async cancel(all = false) {
      const open = openGenerations(session.store.get().generations, id);
      for (const one of all ? open.reverse() : open.slice(0, 1)) session.took(await client.cancel(one.id));
    },
    /** @param {string} generationId */
    async retry(generationId) {
      session.took(await client.retry(generationId));
    },

    /** @param {string} versionId */
    async use(versionId) {
      await client.select(id, versionId);
      await loadVersions();
    },
    /** @param {Version} version */
    async remove(version) {
      await client.deleteVersion(version.id);
      await loadVersions();
    },
    /** Undo a removal: the version as it was, selected if it was. @param {Version} version */
    async restore(version) {
      await client.restoreVersion(version.id);
      if (version.selected) await client.select(id, version.id);
      await loadVersions();
      this.show(version.id);
    },

    /** Upload images one after the other, in this order; the last new version, and how many there are. @param {File[]} files @param {(file: File, error: unknown) => void} onTrouble */
    async upload(files, onTrouble) {
      let last = null;
      let done = 0;
      let arrived = 0;
      for (const file of files) {
        store.set({ uploading: { done, total: files.length } });
        try {
          last = await client.uploadVersion(id, file);
          arrived += 1;
          await loadVersions(last.id);
        } catch (error) {
          onTrouble(file, error);
        }
        done += 1;
      }
      store.set({ uploading: null });
      return { last, arrived };
    },

    /** Store seed and negative prompt with a design. @param {Design} design @param {{seed: string | null, negative: string | null}} values */
    async saveDefaults(design, values) {
      const { seed, negative } = store.get().draft;
      await client.saveDefaults(design.id, values);
      await session.reload();
      const draft = { ...store.get().draft };
      if (draft.seed === seed) delete draft.seed; // what was typed meanwhile stays
      if (draft.negative === negative) delete draft.negative;
      setDraft(draft);
    },
    /** Give a design back the defaults that it had. @param {Design} before */
    async restoreDefaults({ id, seed, negative }) {
      await client.saveDefaults(id, { seed, negative });
      await session.reload();
    },
  };
}

/** @typedef {ReturnType<typeof createPortrait>} Portrait */
