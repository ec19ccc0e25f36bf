// The window "Describing": which language model of the user's own may be asked. Off until it is saved here.

import { fill, h, isOff, setOff, setText } from "./dom.mjs";
import { labelled, setOptions } from "./form.mjs";
import { openModal } from "./modal.mjs";
import { asTrouble } from "./session.mjs";
import { counted } from "./state.mjs";

/** @import { Describers } from "./types.mjs" */
/** @import { Client } from "./client.mjs" */
/** @import { Notices } from "./notices.mjs" */

const ABOUT =
  "Optional. A language model on a server of yours, such as Ollama, LM Studio, llama.cpp or vLLM, can describe characters. " +
  "It is asked only when you choose it, and gets only the passages about that character.";
const UNKNOWN = "List the models of this address, then choose one.";

/**
 * @param {Client} client
 * @param {Notices} notices
 * @param {(offered: Describers) => void} done  after the settings were changed
 */
export async function editDescribers(client, notices, done) {
  const offered = await notices.attempt(() => client.describers());
  if (offered) openSettings(client, offered.settings, done);
}

/**
 * @param {Client} client
 * @param {Describers["settings"]} settings
 * @param {(offered: Describers) => void} done
 */
function openSettings(client, settings, done) {
  const address = labelled({
    name: "address",
    label: "Address",
    value: settings?.address ?? "",
    placeholder: "http://127.0.0.1:11434",
    hint: "Ollama: http://127.0.0.1:11434. LM Studio: http://127.0.0.1:1234. llama.cpp: http://127.0.0.1:8080.",
  });
  const list = h("button", { type: "button", class: "cb-button", onclick: () => isOff(list) || listModels() }, "List models");
  const row = h("div", { class: "cb-beside" });
  address.control.replaceWith(row);
  row.append(address.control, list);
  const anywhere = tick("Allow other than private addresses", "The passages then leave your network.", settings?.anywhere ?? false);
  const model = labelled({ name: "model", label: "Model", kind: "choice", value: "" });
  model.note.setAttribute("role", "status");
  const vision = tick("The model can see pictures", "Then a portrait can be described too. The picture is sent to the model.", settings?.vision ?? false);
  const trouble = h("p", { class: "cb-error-text", role: "alert" });
  const save = h("button", { type: "submit", class: "cb-button cb-primary" }, settings ? "Save" : "Turn on");
  const turnOff = settings && h("button", { type: "button", class: "cb-button cb-danger", onclick: () => change({ address: null }) }, "Turn off");

  /** @type {AbortController | null} */
  let asking = null;

  /** @param {string[]} names @param {string} chosen @param {string} note */
  function offer(names, chosen, note) {
    const options = names.map((name) => ({ value: name, label: name }));
    if (chosen && !names.includes(chosen)) options.unshift({ value: chosen, label: `${chosen} (not listed)` });
    if (!options.length) options.push({ value: "", label: "None listed" });
    setOptions(model.control, options, chosen || options[0].value);
    model.control.disabled = !options[0].value;
    setText(model.note, note);
  }

  async function listModels() {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    const chosen = model.control.value;
    setOff(list, true);
    fill(list, "Asking…");
    address.complain("");
    try {
      const { items } = await client.describerModels(address.control.value, anywhere.box.checked, mine.signal);
      if (mine.signal.aborted) return;
      const names = items.map((one) => one.name);
      offer(names, chosen, names.length ? `The server answers. It lists ${counted(names.length, "model")}.` : "The server answers, but lists no model. Load one there.");
    } catch (error) {
      if (mine.signal.aborted) return;
      const { message, hint } = asTrouble(error);
      address.complain(`${message} ${hint}`.trim());
    } finally {
      if (asking === mine) {
        asking = null;
        setOff(list, false);
        fill(list, "List models");
      }
    }
  }

  /** @param {Parameters<Client["setUpDescriber"]>[0]} values */
  async function change(values) {
    save.disabled = true;
    try {
      const now = await client.setUpDescriber(values);
      modal.close();
      done(now);
    } catch (error) {
      const { message, hint } = asTrouble(error);
      setText(trouble, `${message} ${hint}`.trim());
    } finally {
      save.disabled = false;
    }
  }

  /** @param {Event} event */
  function onsubmit(event) {
    event.preventDefault();
    if (!model.control.value) return listModels(); // Enter in the address, or nothing chosen yet
    return change({ address: address.control.value, model: model.control.value, vision: vision.box.checked, anywhere: anywhere.box.checked });
  }

  // Another address has other models, and an answer of the former one is no longer wanted.
  address.control.addEventListener("input", () => {
    asking?.abort();
    address.complain("");
    offer([], "", UNKNOWN);
  });

  const form = h(
    "form",
    { class: "cb-form", novalidate: true, onsubmit },
    h("p", { class: "cb-hint" }, ABOUT),
    address.element,
    anywhere.element,
    model.element,
    vision.element,
    trouble,
    h(
      "footer",
      { class: "cb-form-foot" },
      turnOff,
      h("span", { class: "cb-space" }),
      h("button", { type: "button", class: "cb-button", onclick: () => modal.close() }, "Cancel"),
      save,
    ),
  );
  offer(settings ? [settings.model] : [], "", settings ? "" : UNKNOWN);
  const modal = openModal({ title: "Describing", className: "cb-modal-small", content: [form], onClose: () => asking?.abort() });
  address.control.focus();
  if (settings) listModels();
}

/** A checkbox with its label, and below it what it means. @param {string} label @param {string} hint @param {boolean} checked */
function tick(label, hint, checked) {
  const box = h("input", { type: "checkbox", checked });
  return { box, element: h("label", { class: "cb-tick" }, box, h("span", {}, label), h("span", { class: "cb-hint" }, hint)) };
}
