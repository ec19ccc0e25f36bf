// One function per route of the contract. Every answer is the route's JSON; every failure is a Trouble.

/** @import { Character, DescriberSettings, Describers, Description, Design, Generation, Host, ImagePrompt, Imported, Model, Page, Production, Provider, Resolved, Version } from "./types.mjs" */

/** Why something did not happen, in the server's words: `message` is a sentence, `hint` what to do. */
export class Trouble extends Error {
  /**
   * @param {number} status  the HTTP status, 0 when nobody answered
   * @param {string} code
   * @param {string} message
   * @param {string} [hint]
   */
  constructor(status, code, message, hint = "") {
    super(message);
    this.status = status;
    this.code = code;
    this.hint = hint;
  }
}

const LARGEST_PAGE = 500;
// ComfyUI's newer frontends break off a request that is not answered within a minute, unless they are told not to.
const UNHURRIED = { timeoutMs: null };

const REPEATED = "Is it still running? The panel tries again by itself.";
const NOT_REPEATED = "Is it still running? This is not tried again by itself.";

/** @param {Host} host */
export function createClient(host) {
  /**
   * @param {string} path
   * @param {import("./types.mjs").RequestOptions} [options]
   * @param {boolean} [repeated]  whether the panel asks again after a lost connection, for what it shows
   */
  async function ask(path, options = {}, repeated = !options.method) {
    let response;
    try {
      response = await host.fetch(`/castbook${path}`, options);
    } catch {
      throw new Trouble(0, "no_answer", "The server does not answer.", repeated ? REPEATED : NOT_REPEATED);
    }
    const text = await response.text();
    let body = null;
    try {
      body = text ? JSON.parse(text) : null;
    } catch {
      body = null; // a proxy's or ComfyUI's own page, not an answer of ours
    }
    if (response.ok) return body;
    const error = body?.error;
    if (error?.code === "unknown_route") throw new Trouble(404, error.code, "The server is older than this page and cannot do this.", "Restart it.");
    if (error?.message) throw new Trouble(response.status, error.code, error.message, error.hint);
    throw new Trouble(response.status, "unexpected_answer", `The server answered ${response.status}.`);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   * @param {AbortSignal} [signal]
   * @param {{timeoutMs?: null}} [patience]
   * @param {boolean} [repeated]
   */
  const send = (method, path, body = {}, signal, patience, repeated = false) =>
    ask(path, { ...patience, method, signal, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }, repeated);

  /**
   * @param {string} path
   * @param {string} field
   * @param {File} file
   * @param {AbortSignal} [signal]
   */
  function upload(path, field, file, signal) {
    const form = new FormData();
    form.append(field, file, file.name || field);
    return ask(path, { ...UNHURRIED, method: "POST", signal, headers: { "X-Castbook": "1" }, body: form });
  }

  /** @param {number} offset @param {number} limit */
  const page = (offset, limit) => `offset=${offset}&limit=${limit}`;

  /** All items of a list, however many pages it has. @param {string} path @param {boolean} [repeated] @returns {Promise<any[]>} */
  async function whole(path, repeated = true) {
    /** @type {any[]} */
    let items = [];
    for (let total = 1; items.length < total; ) {
      const answer = await ask(`${path}${path.includes("?") ? "&" : "?"}${page(items.length, LARGEST_PAGE)}`, {}, repeated);
      items = items.concat(answer.items);
      total = answer.items.length ? answer.total : items.length;
    }
    return items;
  }

  return {
    /** @returns {Promise<Production[]>} */
    productions: () => whole("/productions"),
    /** @param {string} name @returns {Promise<Production>} */
    createProduction: (name) => send("POST", "/productions", { name }),
    /** @param {string} id @param {{name?: string, active_design_id?: string | null}} fields @returns {Promise<Production>} */
    updateProduction: (id, fields) => send("PATCH", `/productions/${id}`, fields),
    /** @param {string} id */
    deleteProduction: (id) => send("DELETE", `/productions/${id}`),
    /** @param {string} id */
    restoreProduction: (id) => send("POST", `/productions/${id}/restore`),

    /** @param {string} production @param {string} query @param {number} offset @param {number} limit @returns {Promise<Page<Character>>} */
    characters: (production, query, offset, limit) =>
      ask(`/productions/${production}/characters?query=${encodeURIComponent(query)}&${page(offset, limit)}`),
    /** @param {string} production @returns {Promise<Character[]>} */
    wholeCast: (production) => whole(`/productions/${production}/characters`),
    /** @param {string} production @param {Partial<Character> & {author?: string}} fields @returns {Promise<Character>} */
    createCharacter: (production, fields) => send("POST", `/productions/${production}/characters`, fields),
    /** @param {string} id @returns {Promise<Character>} */
    character: (id) => ask(`/characters/${id}`),
    /** @param {string} id @param {Partial<Character> & {author?: string}} fields @returns {Promise<Character>} */
    updateCharacter: (id, fields) => send("PATCH", `/characters/${id}`, fields),
    /** What stood in it, newest first. @param {string} id @returns {Promise<ImagePrompt[]>} */
    imagePrompts: (id) => whole(`/characters/${id}/image-prompts`, false),
    /** @param {string} id */
    deleteCharacter: (id) => send("DELETE", `/characters/${id}`),
    /** @param {string} id */
    restoreCharacter: (id) => send("POST", `/characters/${id}/restore`),

    /** @param {string} production @returns {Promise<Design[]>} */
    designs: (production) => whole(`/productions/${production}/designs`),
    /** @param {string} production @param {Partial<Design>} fields @returns {Promise<Design>} */
    createDesign: (production, fields) => send("POST", `/productions/${production}/designs`, fields),
    /** @param {string} id @param {Partial<Design>} fields @returns {Promise<Design>} */
    updateDesign: (id, fields) => send("PATCH", `/designs/${id}`, fields),
    /** @param {string} id @param {{seed: string | null, negative: string | null}} fields @returns {Promise<Design>} */
    saveDefaults: (id, fields) => send("POST", `/designs/${id}/defaults`, fields),
    /** @param {string} id @returns {Promise<{active_design_id: string | null}>}  which of its production is active now */
    deleteDesign: (id) => send("DELETE", `/designs/${id}`),
    /** @param {string} id */
    restoreDesign: (id) => send("POST", `/designs/${id}/restore`),

    /** Newest first. @param {string} character @returns {Promise<Version[]>} */
    versions: (character) => whole(`/characters/${character}/versions`),
    /** @param {string} character @returns {Promise<Version[]>} */
    deletedVersions: (character) => whole(`/characters/${character}/versions?deleted=true`, false),
    /** @param {string} character @param {File} file @returns {Promise<Version>} */
    uploadVersion: (character, file) => upload(`/characters/${character}/versions`, "image", file),
    /** @param {string} id */
    deleteVersion: (id) => send("DELETE", `/versions/${id}`),
    /** @param {string} id */
    restoreVersion: (id) => send("POST", `/versions/${id}/restore`),
    /** @param {string} id @returns {Promise<object>} */
    graph: (id) => ask(`/versions/${id}/graph`, {}, false),
    /** @param {string} character @param {string} version */
    select: (character, version) => send("POST", `/characters/${character}/selection`, { version_id: version }),

    /** @param {string} character @param {object} fields @returns {Promise<Resolved>} */
    resolve: (character, fields) => send("POST", `/characters/${character}/prompt`, fields, undefined, {}, true),
    /** @param {string} character @param {object} fields @returns {Promise<Generation>} */
    generate: (character, fields) => send("POST", `/characters/${character}/generations`, fields),
    /** @returns {Promise<Generation[]>} */
    openGenerations: () => whole("/generations?state=queued,running"),
    /** @param {string} character @returns {Promise<Page<Generation>>} */
    generationsOf: (character) => ask(`/generations?character_id=${character}&limit=5`),
    /** @param {string} id @returns {Promise<Generation>} */
    generation: (id) => ask(`/generations/${id}`),
    /** @param {string} id @returns {Promise<Generation>} */
    cancel: (id) => send("POST", `/generations/${id}/cancel`),
    /** @param {string} id @returns {Promise<Generation>} */
    retry: (id) => send("POST", `/generations/${id}/retry`),

    /** @returns {Promise<Model[]>} */
    models: () => whole("/models"),
    /** @returns {Promise<{name: string, title: string}[]>} */
    families: () => whole("/families"),
    /** @param {string} name @param {string | null} family */
    correctFamily: (name, family) => send("PATCH", "/models", { name, family }),
    /** @param {string} model @returns {Promise<Page<{name: string, width: number, height: number}>>} */
    aspects: (model) => ask(`/aspects?model=${encodeURIComponent(model)}`),

    /** @param {string} production @param {File} file @param {AbortSignal} signal @returns {Promise<Imported>} */
    previewImport: (production, file, signal) => upload(`/productions/${production}/import/preview`, "file", file, signal),
    /** @param {string} production @param {File} file @param {AbortSignal} signal @returns {Promise<Imported>} */
    importFile: (production, file, signal) => upload(`/productions/${production}/import`, "file", file, signal),
    /** The address of a production's .cast file, for a link. @param {string} production */
    bundle: (production) => host.url(`/castbook/productions/${production}/bundle`),

    /** Events about it have the key. @param {string} character @param {{provider: Provider, model?: string, key: string}} by @param {AbortSignal} signal @returns {Promise<Description>} */
    describe: (character, by, signal) => send("POST", `/characters/${character}/describe`, by, signal, UNHURRIED),
    /** @param {AbortSignal} [signal] @returns {Promise<Describers>} */
    describers: (signal) => ask("/describers", { signal }, false),
    /** @param {Partial<DescriberSettings> | {address: null}} fields  null turns the language model off @returns {Promise<Describers>} */
    setUpDescriber: (fields) => send("PATCH", "/describers", fields),
    /** @param {string} address @param {boolean} anywhere @param {AbortSignal} signal @returns {Promise<Page<{name: string}>>} */
    describerModels: (address, anywhere, signal) => send("POST", "/describers/models", { address, anywhere }, signal),

    /** A picture's address for an <img> or a link. @param {string} path */
    address: (path) => host.url(path),
    /** @param {Version} version @param {256 | 768} size */
    thumbnail: (version, size) => host.url(`${version.thumbnail_url.split("?")[0]}?size=${size}`),
    /** The picture in the making; `stamp` keeps the browser from showing an older one. @param {string} id @param {number} stamp */
    preview: (id, stamp) => host.url(`/castbook/generations/${id}/preview?at=${stamp}`),
  };
}

/** @typedef {ReturnType<typeof createClient>} Client */
