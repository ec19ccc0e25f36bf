// Describe: a new image prompt beside the present one, who wrote it and the lines it came from. Accepting is the user's act.

import { fill, h, icon, isOff, setAttribute, setOff, setText } from "./dom.mjs";
import { editDescribers } from "./describers.mjs";
import { labelled, setOptions } from "./form.mjs";
import { asTrouble } from "./session.mjs";

/** @import { Character, Describers, Description, Provider } from "./types.mjs" */
/** @import { Portrait } from "./portrait.mjs" */
/** @import { Session } from "./session.mjs" */
/** @import { Notices } from "./notices.mjs" */

/** @param {Portrait} portrait @param {Session} session @param {Notices} notices */
export function createDescribe(portrait, session, notices) {
  const { client } = session;
  const words = h("span", {}, "Auto-describe");
  const button = h("button", { type: "button", class: "cb-button cb-small cb-describe", onclick: () => isOff(button) || ask("rules") }, icon("spark"), words);
  const by = labelled({ name: "describer", label: "Described by", kind: "choice", value: "rules" });
  by.element.hidden = true;
  by.control.addEventListener("change", () => ask(/** @type {Provider} */ (by.control.value)));
  const body = h("div", { class: "cb-comparison-body" });
  const choices = h("div", { class: "cb-offer-choices" });
  const setUp = h("button", { type: "button", class: "cb-button cb-small cb-quiet", onclick: () => editDescribers(client, notices, changed) });
  const comparison = h("section", { class: "cb-comparison", "aria-label": "Description from the script", hidden: true }, by.element, body, choices);

  /** @type {AbortController | null} */
  let running = null;
  /** @type {Describers | null} */
  let offered = null;
  const now = h("p", { dir: "auto" });
  /** @type {{found: Description, provider: Provider} | null} the proposal that a stopped request goes back to */
  let last = null;

  /** @param {Provider} provider */
  async function ask(provider) {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    const key = crypto.getRandomValues(new Uint32Array(4)).join("-");
    const unfollow = session.follow((event) => {
      if (event.type === "description" && event.id === key && !mine.signal.aborted) showRunning(provider, event.state === "waiting");
    });
    setOff(button, true);
    showRunning(provider);
    try {
      offer(await client.describers(mine.signal), provider);
      const { character, models } = portrait.store.get();
      const model = models.find((one) => one.name === portrait.shown().model)?.name; // in whose manner the rules write
      const found = await client.describe(character.id, { provider, model, key }, mine.signal);
      if (!mine.signal.aborted) show(found, provider);
    } catch (error) {
      if (mine.signal.aborted) return;
      const { message, hint } = asTrouble(error);
      say(message, hint, () => ask(provider));
    } finally {
      unfollow();
      if (running === mine) rest();
    }
  }

  function rest() {
    running = null;
    setOff(button, false);
  }

  /** @param {Describers} now @param {Provider} [chosen] */
  function offer(now, chosen = "rules") {
    offered = now;
    setOptions(by.control, providers(now, hasPortrait()), chosen);
    setAttribute(by.element, "hidden", !now.settings);
    setText(setUp, now.settings ? "Language model settings…" : "Set up a language model…");
  }

  /** The settings were changed: offer what is possible now, and ask nobody. @param {Describers} now */
  function changed(now) {
    const chosen = now.settings ? /** @type {Provider} */ (by.control.value) : "rules";
    offer(now, chosen);
    notices.show(now.settings ? "The language model is set up. Choose it under “Described by”." : "The language model is turned off.");
  }

  const hasPortrait = () => portrait.store.get().versions.some((version) => version.selected);

  /** Is the user waiting for the answer here, so that the focus may go to it? */
  function attends() {
    const at = document.activeElement;
    return at === button || (at !== by.control && comparison.contains(at));
  }

  /**
   * @param {(Node | false)[]} content
   * @param {HTMLButtonElement[]} buttons  the first one takes the focus of whoever waits here
   */
  function present(content, buttons) {
    const focus = attends() || comparison.hidden;
    fill(body, ...content);
    fill(choices, ...buttons, offered && h("span", { class: "cb-space" }), offered && setUp);
    comparison.hidden = false;
    if (focus) buttons[0].focus();
  }

  /** @param {Provider} provider @param {boolean} [waits]  for a generation, which needs the GPU first */
  function showRunning(provider, waits = false) {
    const model = `The language model ${offered?.settings?.model ?? ""}`.trim();
    const doing = { rules: "Reading…", model: `${model} reads the script…`, portrait: `${model} looks at the portrait…` }[provider];
    present(
      [
        h("p", { role: "status", dir: "auto" }, waits ? "Waits for the running portrait…" : doing),
        h("progress", { class: "cb-progress", "aria-label": "Describing" }),
        provider !== "rules" && h("p", { class: "cb-hint" }, waits ? "The language model is asked once the portrait is made, because both need the graphics card." : "This can take up to three minutes. Nothing is changed meanwhile."),
      ],
      [small("Stop describing", stopAsking)],
    );
  }

  function stopAsking() {
    running?.abort();
    rest();
    if (!last) return close();
    setOptions(by.control, providers(/** @type {Describers} */ (offered), hasPortrait()), last.provider);
    show(last.found, last.provider);
  }

  /** @param {string} message @param {string} hint @param {() => unknown} [again] */
  function say(message, hint, again) {
    const buttons = [small("Keep", close)];
    if (again) buttons.unshift(small("Ask again", again));
    present([h("p", { role: "alert", dir: "auto" }, `${message} ${hint}`.trim())], buttons);
  }

  /** @param {Description} found @param {Provider} provider */
  function show(found, provider) {
    if (!found.image_prompt) return say("The script does not say what this character looks like.", "Type an image prompt instead.");
    last = { found, provider };
    const { source } = found;
    setText(now, portrait.shown().image_prompt || "Empty");
    const quoted = found.evidence.filter((one) => one.line > 0); // a picture has no lines
    present(
      [
        h("div", { class: "cb-sides" }, side("Now", now), side(`From the ${source}`, h("p", { dir: "auto" }, found.image_prompt))),
        h("p", { class: "cb-hint", dir: "auto" }, writtenBy(found, provider)),
        quoted.length > 0 && h("h3", {}, "Where it says so", found.script && h("small", { dir: "auto" }, `, ${found.script}`)),
        quoted.length > 0 && h("ul", { class: "cb-evidence", role: "list" }, ...quoted.map((one) => h("li", { dir: "auto" }, source === "script" && h("span", { class: "cb-line-number" }, `Line ${one.line}`), ` ${one.text}`))),
        found.not_stated?.length > 0 && h("p", { class: "cb-hint" }, `The ${source === "portrait" ? "model" : source} does not say: ${found.not_stated.join(", ")}.`),
      ],
      [small("Accept", () => take(found), "cb-primary"), small("Keep", close)],
    );
  }

  /** @param {Description} found */
  async function take(found) {
    const { character, draft } = portrait.store.get();
    await notices.attempt(async () => {
      await portrait.storeImagePrompt(found.image_prompt, found.provider);
      notices.show("The image prompt is stored with the character.", { offer: { label: "Undo", run: undo } });
      close();
    });

    async function undo() {
      await portrait.storeImagePrompt(character.image_prompt, await portrait.authorOf(character.image_prompt));
      if (draft.image_prompt !== undefined) portrait.type("image_prompt", draft.image_prompt);
    }
  }

  function close() {
    last = null;
    comparison.hidden = true;
    button.focus();
  }

  /** @param {Character} character @param {boolean} gone  deleted */
  function update(character, gone) {
    setOff(button, gone || running !== null);
    setText(now, portrait.shown().image_prompt || "Empty");
    setText(words, character.image_prompt ? "Re-describe" : "Auto-describe");
    if (offered && !comparison.hidden) setOptions(by.control, providers(offered, hasPortrait()), by.control.value);
  }

  return { button, comparison, update, stop: () => running?.abort() };
}

/**
 * Who can be asked; whoever cannot says why.
 * @param {Describers} offered
 * @param {boolean} hasPortrait
 */
function providers({ settings }, hasPortrait) {
  const blind = !settings?.vision ? "the model cannot see pictures" : !hasPortrait ? "there is none yet" : "";
  return [
    { value: "rules", label: "Rules (from the script, else the description)" },
    { value: "model", label: settings ? `Language model (${settings.model})` : "Language model", off: !settings },
    { value: "portrait", label: blind ? `From the portrait (${blind})` : "From the portrait", off: Boolean(blind) },
  ];
}

/** @param {Description} found @param {Provider} provider */
function writtenBy(found, provider) {
  if (provider === "rules") return `Written by the rules, from the ${found.source}.`;
  return `Written by the language model ${found.provider}${provider === "model" ? ", from the script. Every fact is quoted." : "."}`;
}

/** @param {string} text @param {() => unknown} onclick @param {string} [kind] */
const small = (text, onclick, kind = "") => h("button", { type: "button", class: `cb-button cb-small ${kind}`, onclick }, text);

/** @param {string} label @param {Node} text */
const side = (label, text) => h("div", {}, h("h3", {}, label), text);
