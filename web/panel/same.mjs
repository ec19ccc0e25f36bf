// Somebody in a file who is probably one of the cast. Only a person can know: the choice, and what follows from it.

import { h, uniqueId } from "./dom.mjs";

/** @import { Arrival, Imported } from "./types.mjs" */
/** @import { Client } from "./client.mjs" */

const LONGEST = 20_000; // characters of a text, as the library takes them

/** @param {Arrival} one  of status "same" @param {Imported["kind"]} kind  of the file */
export function createSame(one, kind) {
  const id = uniqueId("same");
  let settled = false;
  const select = h(
    "select",
    { id, class: "cb-select" },
    h("option", { value: "" }, "Leave out"),
    h("option", { value: "alias" }, `Another name of ${one.same_as}`),
    h("option", { value: "new" }, "Somebody new"),
  );
  const element = h("div", { class: "cb-same" }, h("label", { for: id, class: "cb-label", dir: "auto" }, `Who is ${one.name}?`), select);

  return {
    element,

    /**
     * Do what was chosen, before the file itself is imported: then it meets somebody known. Twice does no harm.
     * @param {Client} client @param {string} production  its id
     * @returns {Promise<"" | "alias" | "new">}
     */
    async settle(client, production) {
      const choice = /** @type {"" | "alias" | "new"} */ (select.value);
      if (settled || !choice) return choice;
      if (choice === "new") {
        const texts = { description: one.description.slice(0, LONGEST), image_prompt: one.image_prompt.slice(0, LONGEST) };
        const author = kind === "script" ? "rules" : "import";
        await client.createCharacter(production, { name: one.name, aliases: one.aliases, ...texts, author });
      } else {
        const known = await client.character(String(one.character_id));
        await client.updateCharacter(known.id, { aliases: [...known.aliases, one.name] });
      }
      settled = true;
      select.disabled = true;
      return choice;
    },
  };
}

/** @typedef {ReturnType<typeof createSame>} Same */
