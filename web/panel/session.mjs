// One panel's connection to one library: loads, keeps in step with the server's events, and tells the views.

import { createClient, Trouble } from "./client.mjs";
import { remembered } from "./drafts.mjs";
import { listen } from "./events.mjs";
import { createStore, EMPTY, isOpen, withCharacter, withGeneration } from "./state.mjs";

/** @import { Character, Host, ServerEvent } from "./types.mjs" */

const FIRST = 48; // more than fills a window
const PAGE = 200; // and so many at a time while somebody scrolls
const LARGEST_PAGE = 500;
const FEW = 4; // characters that are asked for one by one
const PATIENCE = 500; // milliseconds to wait for the first connection before loading without it
const PAUSE = 80; // milliseconds in which several events about one thing become one question

/** @param {Host} host */
export function createSession(host) {
  const client = createClient(host);
  const store = createStore(EMPTY);
  /** @type {Set<(event: ServerEvent) => void>} */
  const followers = new Set();
  const soon = coalesce();
  /** @type {Set<string>} */
  const touched = new Set(); // characters of whom events have spoken since they were last asked for
  let stop = () => {};
  let search = 0; // counts searches, so that a late answer to an earlier one is dropped

  /** @param {ServerEvent} event */
  function onEvent(event) {
    if (event.type === "library") soon("library", resync); // another process changed anything
    else if (event.type === "generation") soon(`generation ${event.id}`, () => loadGeneration(String(event.id)));
    else if (event.type === "design" || event.type === "production") soon("frame", loadFrame);
    else if (event.type === "character" || event.character_id) {
      touched.add(String(event.type === "character" ? event.id : event.character_id));
      soon("characters", loadTouched);
    }
    for (const follower of [...followers]) follower(event);
  }

  async function resync() {
    store.set({ link: "live" });
    await Promise.all([loadFrame(), loadGenerations()]);
    for (const follower of [...followers]) follower({ type: "resync" });
  }

  /** Productions, designs and as many characters as were shown. */
  async function loadFrame() {
    try {
      const productions = await client.productions();
      const wanted = store.get().productionId ?? remembered("production");
      const production = productions.find((p) => p.id === wanted) ?? productions[0] ?? null;
      const changed = production?.id !== store.get().productionId;
      store.set({ productions, productionId: production?.id ?? null, trouble: null });
      if (!production) store.set({ designs: [], characters: [], total: 0, loading: false });
      else await Promise.all([loadDesigns(production.id), loadCharacters(changed ? FIRST : store.get().characters.length)]);
    } catch (error) {
      store.set({ loading: false, trouble: asTrouble(error) });
    }
  }

  /** @param {string} productionId */
  async function loadDesigns(productionId) {
    const designs = await client.designs(productionId);
    if (store.get().productionId === productionId) store.set({ designs });
  }

  /** @param {number} atLeast */
  async function loadCharacters(atLeast) {
    const { productionId, query } = store.get();
    if (!productionId) return;
    const mine = (search += 1);
    /** @type {Character[]} */
    let characters = [];
    let total = 0;
    do {
      const limit = Math.min(LARGEST_PAGE, Math.max(FIRST, atLeast - characters.length));
      const page = await client.characters(productionId, query, characters.length, limit);
      characters = characters.concat(page.items);
      total = page.total;
      if (!page.items.length) break;
    } while (characters.length < Math.min(atLeast, total));
    if (mine === search) store.set({ characters, total, loading: false });
  }

  async function loadMore() {
    const { productionId, query, characters, total } = store.get();
    if (!productionId || characters.length >= total) return;
    const mine = search;
    const page = await client.characters(productionId, query, characters.length, PAGE);
    const now = store.get().characters;
    if (mine !== search || now.length !== characters.length) return;
    store.set({ characters: now.concat(page.items), total: page.total });
  }

  /** A few characters one by one; an import of hundreds is one question. */
  async function loadTouched() {
    const ids = [...touched];
    touched.clear();
    if (ids.length <= FEW) for (const id of ids) await loadCharacter(id);
    else {
      const shown = store.get().characters;
      const fresh = ids.filter((id) => !shown.some((one) => one.id === id)).length;
      await loadCharacters(Math.max(shown.length, Math.min(shown.length + fresh, PAGE))).catch(untilNextTime);
    }
  }

  /** @param {string} id */
  async function loadCharacter(id) {
    const { characters } = store.get();
    try {
      const character = await client.character(id);
      const listed = characters.some((one) => one.id === id);
      if (listed) store.set({ characters: withCharacter(store.get().characters, character) });
      else if (!character.production_id || character.production_id === store.get().productionId) await loadCharacters(characters.length + 1);
    } catch (error) {
      if (error instanceof Trouble && error.status === 404) await loadCharacters(characters.length);
    }
  }

  /** @param {string} id */
  async function loadGeneration(id) {
    const generation = await client.generation(id).catch(untilNextTime);
    if (generation) store.set({ generations: withGeneration(store.get().generations, generation) });
  }

  async function loadGenerations() {
    const found = await client.openGenerations().catch(untilNextTime);
    if (!found) return;
    let generations = store.get().generations;
    const open = new Set(found.map((generation) => generation.id));
    for (const generation of found) generations = withGeneration(generations, generation);
    store.set({ generations });
    const ended = Object.values(generations).filter((g) => isOpen(g) && !open.has(g.id)); // while nobody listened
    await Promise.all(ended.map((generation) => loadGeneration(generation.id)));
  }

  return {
    client,
    store,
    host,
    loadCharacter,
    loadMore,
    reload: loadFrame,

    /** Connect first and load then, so that nothing falls between; without a connection load all the same. */
    start() {
      const impatient = setTimeout(loadFrame, PATIENCE);
      const loadNow = () => {
        clearTimeout(impatient);
        return resync();
      };
      const stopListening = listen(host, { onEvent, onOpen: loadNow, onLost: () => store.set({ link: "lost" }) });
      stop = () => {
        clearTimeout(impatient);
        stopListening();
      };
    },
    stop() {
      stop();
      followers.clear();
    },

    /** Hear every server event, and `{type: "resync"}` after each new connection. @param {(event: ServerEvent) => void} follower */
    follow(follower) {
      followers.add(follower);
      return () => followers.delete(follower);
    },

    /** @param {string} id */
    async chooseProduction(id) {
      remembered("production", id);
      store.set({ productionId: id, designs: [], characters: [], total: 0, query: "", loading: true });
      await loadFrame();
    },

    /** @param {string} query */
    async search(query) {
      store.set({ query });
      await loadCharacters(FIRST);
    },

    /** Take in a generation that an action of this panel has just answered. @param {import("./types.mjs").Generation} generation */
    took(generation) {
      store.set({ generations: withGeneration(store.get().generations, generation) });
    },
  };
}

/** @typedef {ReturnType<typeof createSession>} Session */

/**
 * What to tell the user about an error; anything that is not a Trouble is a mistake of ours and goes on to the console.
 * @param {unknown} error
 * @returns {{message: string, hint: string}}
 */
export function asTrouble(error) {
  if (error instanceof Trouble) return { message: error.message, hint: error.hint };
  throw error;
}

/** Leave a failed question alone: it comes again with the next event or connection. @param {unknown} error */
export function untilNextTime(error) {
  if (!(error instanceof Trouble)) throw error;
  return undefined;
}

/** Run a question soon and once for all who ask meanwhile; ask again at the end if somebody asked while it ran. */
export function coalesce() {
  /** @type {Map<string, {again: boolean}>} */
  const running = new Map();
  return function soon(/** @type {string} */ key, /** @type {() => Promise<void>} */ question) {
    const current = running.get(key);
    if (current) {
      current.again = true;
      return;
    }
    const mine = { again: false };
    running.set(key, mine);
    setTimeout(async () => {
      mine.again = false;
      try {
        await question();
      } finally {
        running.delete(key);
        if (mine.again) soon(key, question);
      }
    }, PAUSE);
  };
}
