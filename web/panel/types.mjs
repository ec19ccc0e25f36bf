// The shapes that travel between the server and the panel, as JSDoc types. No code.

/**
 * @typedef {object} Production
 * @property {string} id
 * @property {string} name
 * @property {string | null} active_design_id
 * @property {number} [character_count]
 */

/**
 * @typedef {object} Design
 * @property {string} id
 * @property {string} name
 * @property {string} style_prompt
 * @property {"after" | "before"} style_position
 * @property {string | null} negative  null is not set, "" is set to none
 * @property {string | null} seed  decimal text
 * @property {string | null} aspect
 * @property {string | null} model
 * @property {number} revision
 */

/**
 * @typedef {object} Settings  what made a version; null is not known
 * @property {string | null} image_prompt
 * @property {string | null} style_prompt
 * @property {string | null} positive
 * @property {string | null} negative
 * @property {boolean | null} negative_applied
 * @property {string | null} seed
 * @property {string | null} aspect
 * @property {string | null} model
 * @property {string | null} family
 * @property {number | null} steps
 * @property {number | null} cfg
 * @property {string | null} sampler
 * @property {string | null} scheduler
 */

/**
 * @typedef {object} Version
 * @property {string} id
 * @property {string} character_id
 * @property {number} number
 * @property {boolean} selected
 * @property {"generated" | "uploaded" | "graph" | "imported"} source
 * @property {string | null} author
 * @property {number} width
 * @property {number} height
 * @property {string} media_type
 * @property {number} bytes
 * @property {string} sha256
 * @property {string} created_at
 * @property {string} image_url
 * @property {string} thumbnail_url
 * @property {string | null} graph_url  null: no graph made it
 * @property {Settings} settings
 * @property {{id: string, name: string, revision: number} | null} design
 * @property {{kind: string, version: string | null, device: string | null, seconds: number | null} | null} engine
 */

/**
 * @typedef {object} Character
 * @property {string} id
 * @property {string} [production_id]
 * @property {string} name
 * @property {string[]} aliases
 * @property {string} description
 * @property {string} image_prompt
 * @property {number} version_count
 * @property {number} [deleted_version_count]
 * @property {Version | null} selected
 */

/**
 * @typedef {object} Generation
 * @property {string} id
 * @property {string} character_id
 * @property {"queued" | "running" | "done" | "failed" | "cancelled" | "interrupted"} state
 * @property {number} progress  0..1
 * @property {number | null} queue_position
 * @property {string[]} seeds
 * @property {string[]} version_ids
 * @property {{code: string, message: string, hint: string} | null} error
 * @property {string} created_at
 * @property {string} [model]
 */

/**
 * @typedef {object} Model
 * @property {string} name
 * @property {string} folder
 * @property {string} family
 * @property {boolean} family_is_guess
 * @property {boolean} negative_applies
 * @property {boolean} ready
 * @property {string[]} missing
 * @property {string} note
 */

/**
 * @typedef {object} ImagePrompt  one entry of the history of a character's image prompt
 * @property {string} text
 * @property {string} author  "user", "rules", "rules, from the description", "import", or the language model that wrote it
 * @property {string} created_at
 */

/**
 * @typedef {object} Resolved  exactly what a generation would send
 * @property {string} image_prompt  the part of it that is the character's own
 * @property {string} positive
 * @property {string} negative
 * @property {boolean} negative_applied
 * @property {string | null} seed
 * @property {string} aspect
 * @property {number} width
 * @property {number} height
 * @property {string} model
 * @property {string} family
 * @property {number} steps
 * @property {number} cfg
 * @property {string} sampler
 * @property {string} scheduler
 * @property {Record<string, string>} sources
 * @property {{field: string, reason: string}[]} not_applied
 */

/** @typedef {"rules" | "model" | "portrait"} Provider  who describes, and from what */

/**
 * @typedef {object} Description  a proposal; nothing is changed until it is accepted
 * @property {string} image_prompt
 * @property {{text: string, line: number}[]} evidence  line 0: seen in a picture
 * @property {"script" | "description" | "portrait"} source  what it was read from
 * @property {string} provider  who wrote it, as the history keeps it
 * @property {string[]} not_stated
 * @property {string | null} [script]  its name
 */

/**
 * @typedef {object} DescriberSettings  the user's own language model
 * @property {string} address
 * @property {string} model
 * @property {boolean} vision  it can see pictures
 * @property {boolean} anywhere  other than private addresses are allowed
 */

/** @typedef {Page<{name: Provider, ready: boolean, note: string}> & {settings: DescriberSettings | null}} Describers */

/**
 * @typedef {object} Arrival  somebody whom a file would bring or has brought
 * @property {string} name
 * @property {string[]} aliases
 * @property {string} description
 * @property {string} image_prompt
 * @property {number} pictures
 * @property {number} new_versions  how many of the pictures become versions
 * @property {"new" | "known" | "same"} status
 * @property {string | null} character_id
 * @property {string | null} same_as  the name of the character it probably is
 * @property {{field: string, length: number, kept: number, message: string}[]} cuts  what is too long to be kept whole
 * @property {number} [lines]  in a script
 * @property {string} [card]  the version of a character card
 */

/**
 * @typedef {object} Imported  what a file is, and what it would bring or has brought
 * @property {"script" | "card" | "list" | "bundle"} kind
 * @property {string} title
 * @property {string | null} format
 * @property {{columns: {column: string, field: string | null}[], joined: string[], unnamed: number} | null} mapping  of a cast list; field null: not used; joined: names of several rows; unnamed: how many rows name nobody
 * @property {string[]} designs  new ones
 * @property {string | null} script  the name of a script that is kept
 * @property {Arrival[]} characters
 */

/**
 * @template T
 * @typedef {{items: T[], total: number}} Page
 */

/**
 * @typedef {Partial<{image_prompt: string, negative: string, seed: string, aspect: string, model: string,
 *   steps: string, cfg: string, sampler: string, scheduler: string, count: string}>} Draft
 *   what was typed into the dialog and differs from what it opened with; a seed of "" is random
 */

/**
 * @typedef {RequestInit & {timeoutMs?: null}} RequestOptions  timeoutMs is for ComfyUI's own fetchApi
 */

/**
 * @typedef {object} Host  where the panel lives: ComfyUI or the studio page
 * @property {(path: string, options?: RequestOptions) => Promise<Response>} fetch  path from the server's root
 * @property {(path: string) => string} url  the same path for an <img> or a link
 * @property {(path: string) => string} socketUrl
 * @property {((graph: object, name: string) => Promise<void>) | null} openGraph  null where there is no canvas
 */

/** @typedef {{type: string, id?: string, character_id?: string, production_id?: string, state?: string}} ServerEvent */

export {};
