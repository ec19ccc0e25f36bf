// The small windows that make and change productions, designs and characters.

import { openForm } from "./form.mjs";
import { counted, openGeneration, seedTrouble } from "./state.mjs";

/** @import { Character, Design, Production } from "./types.mjs" */
/** @import { Session } from "./session.mjs" */
/** @import { Notices } from "./notices.mjs" */

export const ASPECTS = ["1:1", "2:3", "3:4", "4:5", "9:16", "3:2", "4:3", "5:4", "16:9"];

/** @typedef {import("./form.mjs").Field} Field */

/**
 * Those of the fields that were changed: what another tab has saved meanwhile stays.
 * @template {object} T
 * @param {T} fields
 * @param {Set<string>} changed
 * @returns {Partial<T>}
 */
const only = (fields, changed) => /** @type {Partial<T>} */ (Object.fromEntries(Object.entries(fields).filter(([name]) => changed.has(name))));

/** @param {string} value @returns {Field} */
const nameField = (value) => ({ name: "name", label: "Name", value, required: true });

/** @param {Session} session @param {{name?: string, then?: () => unknown}} [options]  `then` is done in the new production */
export function newProduction(session, { name: proposed = "", then = () => {} } = {}) {
  openForm({
    title: "New production",
    action: "Create",
    note: "A film, a series, a book or a game: its characters and its designs.",
    fields: [nameField(proposed)],
    submit: async ({ name }) => {
      await session.chooseProduction((await session.client.createProduction(name.trim())).id);
      setTimeout(then); // after this form has closed
    },
  });
}

/** @param {Session} session @param {Production} production @param {Notices} notices */
export function editProduction(session, production, notices) {
  const { client } = session;
  openForm({
    title: "Edit production",
    action: "Save",
    fields: [nameField(production.name)],
    submit: async ({ name }, changed) => {
      if (changed.size) await client.updateProduction(production.id, { name: name.trim() });
      await session.reload();
    },
    remove: {
      label: "Delete production",
      run: async () => {
        await client.deleteProduction(production.id);
        await session.reload();
        const restore = async () => {
          await client.restoreProduction(production.id);
          await session.chooseProduction(production.id);
        };
        notices.show(`“${production.name}” is deleted.`, { offer: { label: "Undo", run: restore } });
      },
    },
  });
}

/** @param {Session} session @param {Production} production @param {Notices} notices @param {Design | null} [design]  null makes a new one */
export async function editDesign(session, production, notices, design = null) {
  const { client } = session;
  const models = (await notices.attempt(() => client.models())) ?? [];
  const listed = models.map((m) => ({ value: m.name, label: m.ready ? m.name : `${m.name} (missing ${m.missing.join(", ")})`, off: !m.ready }));
  if (design?.model && !models.some((m) => m.name === design.model)) listed.unshift({ value: design.model, label: `${design.model} (not here)`, off: false });

  /** @param {Record<string, string>} values */
  const fieldsOf = (values) => ({
    name: values.name.trim(),
    style_prompt: values.style_prompt,
    style_position: /** @type {"after" | "before"} */ (values.style_position),
    negative: values.negative || (design?.negative === "" ? "" : null),
    seed: values.seed.trim() || null,
    aspect: values.aspect || null,
    model: values.model || null,
  });

  openForm({
    title: design ? "Edit design" : "New design",
    action: design ? "Save" : "Create",
    note: `The look and the defaults that ${counted(production.character_count ?? 0, "character")} of “${production.name}” share. Portraits already made stay as they are.`,
    fields: [
      nameField(design?.name ?? ""),
      { name: "style_prompt", label: "Style prompt", kind: "text", value: design?.style_prompt ?? "", placeholder: "35 mm film still, soft window light, muted colours" },
      {
        name: "style_position",
        label: "Where the style prompt stands",
        kind: "choice",
        value: design?.style_position ?? "after",
        options: [
          { value: "after", label: "After the image prompt" },
          { value: "before", label: "Before the image prompt" },
        ],
      },
      { name: "negative", label: "Negative prompt", kind: "text", value: design?.negative ?? "" },
      { name: "seed", label: "Seed", value: design?.seed ?? "", placeholder: "Random", check: seedTrouble },
      {
        name: "aspect",
        label: "Aspect ratio",
        kind: "choice",
        value: design?.aspect ?? "",
        options: [{ value: "", label: "As the model likes it" }, ...ASPECTS.map((value) => ({ value, label: value }))],
      },
      { name: "model", label: "Model", kind: "choice", value: design?.model ?? "", options: [{ value: "", label: "Chosen for you" }, ...listed] },
    ],
    submit: async (values, changed) => {
      if (design && changed.size) await client.updateDesign(design.id, only(fieldsOf(values), changed));
      else if (!design) {
        const made = await client.createDesign(production.id, fieldsOf(values));
        await client.updateProduction(production.id, { active_design_id: made.id });
      }
      await session.reload();
    },
    remove: design && {
      label: "Delete design",
      run: async () => {
        const { active_design_id: active } = await client.deleteDesign(design.id);
        await session.reload();
        const restore = async () => {
          await client.restoreDesign(design.id);
          await client.updateProduction(production.id, { active_design_id: design.id });
          await session.reload();
        };
        const hint = active ? "" : "No design is active now: portraits are made without a style prompt and defaults until you choose one.";
        notices.show(`The design “${design.name}” is deleted.`, { hint, offer: { label: "Undo", run: restore } });
      },
    },
  });
}

/** @param {Session} session @param {string} productionId @param {Character | null} [character]  null makes a new one */
export function editCharacter(session, productionId, character = null) {
  openForm({
    title: character ? "Edit character" : "New character",
    action: character ? "Save" : "Create",
    fields: [
      nameField(character?.name ?? ""),
      { name: "aliases", label: "Aliases", value: character?.aliases.map(quoted).join(", ") ?? "", hint: "Other names in the script, separated by commas." },
      { name: "description", label: "Description", kind: "text", value: character?.description ?? "", hint: "Who this is. Used as the image prompt while there is none." },
      { name: "image_prompt", label: "Image prompt", kind: "text", value: character?.image_prompt ?? "", hint: "What this character looks like." },
    ],
    submit: async (values, changed) => {
      const fields = { name: values.name.trim(), aliases: aliasesOf(values.aliases), description: values.description, image_prompt: values.image_prompt };
      if (character && changed.size) await session.client.updateCharacter(character.id, only(fields, changed));
      else if (!character) await session.client.createCharacter(productionId, fields);
      if (!character && session.store.get().query) await session.search(""); // else it might not be seen
      await session.reload();
    },
  });
}

/** An alias among others: one that holds a comma stands in quotes. @param {string} alias */
const quoted = (alias) => (alias.includes(",") ? `"${alias}"` : alias);

/** @param {string} text  aliases between commas, `"Smith, Jr."` in quotes */
export function aliasesOf(text) {
  const parts = text.match(/\s*"[^"]*,[^"]*"\s*(?=,|$)|[^,]+/g) ?? [];
  return parts.map((part) => part.trim()).map((part) => (/^".*,.*"$/.test(part) ? part.slice(1, -1) : part).trim()).filter(Boolean);
}

/** @param {Session} session @param {Character} character @param {Notices} notices */
export async function deleteCharacter(session, character, notices) {
  const { client } = session;
  const making = openGeneration(session.store.get().generations, character.id); // the server cancels it
  await notices.attempt(async () => {
    await client.deleteCharacter(character.id);
    await session.reload();
    const restore = async () => {
      await client.restoreCharacter(character.id);
      await session.reload();
    };
    notices.show(`${character.name} is deleted${making ? ", and the portrait in the making is cancelled" : ""}.`, { offer: { label: "Undo", run: restore } });
  });
}
