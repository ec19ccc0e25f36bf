// The panel's pure state under `node --test`.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  afterChange,
  createStore,
  designFor,
  failedGeneration,
  generationText,
  isRounded,
  numberTrouble,
  openGeneration,
  openGenerations,
  openingFields,
  place,
  productionFor,
  queueOf,
  requestFields,
  seedTrouble,
  sizeText,
  sourceOf,
  typed,
  withCharacter,
  withGeneration,
} from "../../web/panel/state.mjs";

const version = (number, more = {}) => ({ id: `v${number}`, number, selected: false, ...more });
const stack = (...numbers) => numbers.map((number) => version(number)); // newest first
const generation = (id, state, more = {}) => ({
  id,
  state,
  character_id: "mira",
  progress: 0,
  queue_position: null,
  seeds: ["1"],
  version_ids: [],
  error: null,
  created_at: `2026-01-01T00:00:0${id}Z`,
  ...more,
});
const character = { id: "mira", name: "Mira", description: "a cellist", image_prompt: "" };
const design = { id: "d", name: "Film still", negative: "blurry", seed: "7", aspect: "2:3", model: null };
const opening = openingFields(character, design, null);

test("one is the oldest", () => {
  assert.equal(place(stack(7, 4, 2), 3, "v2").text, "1 of 3");
  assert.equal(place(stack(7, 4, 2), 3, "v7").text, "3 of 3");
});

test("the counter counts versions that are not loaded yet", () => {
  assert.equal(place(stack(90, 89), 90, "v89").text, "89 of 90");
});

test("at the ends there is nothing older and nothing newer", () => {
  const oldest = place(stack(3, 2, 1), 3, "v1");
  assert.equal(oldest.older, null);
  assert.equal(oldest.newer.id, "v2");
  assert.equal(place(stack(3, 2, 1), 3, "v3").newer, null);
});

test("the dialog opens on the selected version", () => {
  const versions = [version(3), version(2, { selected: true }), version(1)];
  assert.equal(afterChange({ versions: [], shownId: null }, versions).shownId, "v2");
});

test("a new version is shown to whoever looks at the newest", () => {
  const change = afterChange({ versions: stack(2, 1), shownId: "v2" }, stack(3, 2, 1));
  assert.deepEqual([change.shownId, change.ready], ["v3", null]);
});

test("a new version is announced to whoever looks at an older one", () => {
  const change = afterChange({ versions: stack(2, 1), shownId: "v1" }, stack(3, 2, 1));
  assert.deepEqual([change.shownId, change.ready.number], ["v1", 3]);
});

test("a new portrait is shown to whoever looks at the one that it replaces", () => {
  const before = { versions: [version(3), version(2), version(1, { selected: true })], shownId: "v1" };
  const change = afterChange(before, [version(4, { selected: true }), ...stack(3, 2, 1)]);
  assert.deepEqual([change.shownId, change.ready], ["v4", null]);
});

test("a new portrait pulls nobody away from a version that was not the portrait", () => {
  const before = { versions: [version(3), version(2), version(1, { selected: true })], shownId: "v2" };
  const change = afterChange(before, [version(4, { selected: true }), ...stack(3, 2, 1)]);
  assert.deepEqual([change.shownId, change.ready.number], ["v2", 4]);
});

test("a new version that does not become the portrait is announced to whoever looks at the portrait", () => {
  const portrait = version(1, { selected: true });
  const change = afterChange({ versions: [...stack(3, 2), portrait], shownId: "v1" }, [...stack(4, 3, 2), portrait]);
  assert.deepEqual([change.shownId, change.ready.number], ["v1", 4]);
});

test("a later version that is not the portrait is announced next to the new portrait", () => {
  const before = { versions: [...stack(2), version(1, { selected: true })], shownId: "v1" };
  const change = afterChange(before, [version(4), version(3, { selected: true }), ...stack(2, 1)]);
  assert.deepEqual([change.shownId, change.ready.number], ["v3", 4]);
});

test("whoever sees another version become the portrait stays where they are", () => {
  const before = { versions: [...stack(3, 2), version(1, { selected: true })], shownId: "v1" };
  const change = afterChange(before, [version(3), version(2, { selected: true }), version(1)]);
  assert.deepEqual([change.shownId, change.ready], ["v1", null]);
});

test("an upload of one's own is always shown", () => {
  assert.equal(afterChange({ versions: stack(2, 1), shownId: "v1" }, stack(3, 2, 1), "v3").shownId, "v3");
});

test("a restored version is not announced as new", () => {
  const change = afterChange({ versions: stack(3, 1), shownId: "v1" }, stack(3, 2, 1));
  assert.equal(change.ready, null);
});

test("when the shown version is deleted its older neighbour takes its place", () => {
  assert.equal(afterChange({ versions: stack(3, 2, 1), shownId: "v2" }, stack(3, 1)).shownId, "v1");
  assert.equal(afterChange({ versions: stack(2, 1), shownId: "v1" }, stack(2)).shownId, "v2");
  assert.equal(afterChange({ versions: stack(1), shownId: "v1" }, []).shownId, null);
});

test("the image prompt opens with the description while it is empty", () => {
  assert.equal(opening.image_prompt, "a cellist");
  assert.equal(openingFields({ ...character, image_prompt: "bob" }, design, null).image_prompt, "bob");
});

test("a field that was not typed into is left out", () => {
  assert.deepEqual(requestFields({}), {});
});

test("a seed typed away is random and a negative prompt typed away is none", () => {
  let draft = typed({}, opening, "seed", "");
  draft = typed(draft, opening, "negative", "");
  assert.deepEqual(requestFields(draft), { seed: null, negative: "" });
});

test("typing the opening value back is as if nothing was typed", () => {
  const draft = typed({}, opening, "seed", "8");
  assert.deepEqual(typed(draft, opening, "seed", "7"), {});
});

test("a seed stays text to its last digit", () => {
  assert.deepEqual(requestFields({ seed: "18446744073709551615" }), { seed: "18446744073709551615" });
});

test("numbers go out as numbers", () => {
  assert.deepEqual(requestFields({ steps: "20", cfg: "4.5", count: "2" }), { steps: 20, cfg: 4.5, count: 2 });
});

test("a seed is a whole number below 2 to the 64th, or empty", () => {
  for (const good of ["", " ", "0", "18446744073709551615"]) assert.equal(seedTrouble(good), "");
  for (const bad of ["-1", "1.5", "18446744073709551616", "seven", "1e3"]) assert.match(seedTrouble(bad), /whole number/);
});

test("seeds above 2 to the 53rd are told apart", () => {
  assert.equal(isRounded("9007199254740992"), false);
  assert.equal(isRounded("9007199254740993"), true);
  assert.equal(isRounded(""), false);
});

test("the running generation is shown before the waiting one", () => {
  const generations = { 1: generation("1", "queued"), 2: generation("2", "running"), 3: generation("3", "done") };
  assert.equal(openGeneration(generations, "mira").id, "2");
  assert.equal(openGeneration(generations, "jonas"), null);
});

test("a failure is told until a newer generation follows", () => {
  const failed = { 1: generation("1", "failed") };
  assert.equal(failedGeneration(failed, "mira").id, "1");
  assert.equal(failedGeneration({ ...failed, 2: generation("2", "done") }, "mira"), null);
});

test("an answer that comes late does not open an ended generation again", () => {
  const done = { 1: generation("1", "done") };
  assert.equal(withGeneration(done, generation("1", "running")), done);
});

test("a generation says how far it is", () => {
  assert.equal(generationText(generation("1", "running", { progress: 0.424 })), "Generating, 42 %");
  const held = { code: "library_locked", message: "The picture is finished and waits.", hint: "" };
  assert.equal(generationText(generation("1", "running", { progress: 1, error: held })), held.message);
  assert.equal(generationText(generation("1", "running", { seeds: ["1", "2"], version_ids: ["v1"] })), "Generating 2 of 2, 0 %");
  assert.equal(generationText(generation("1", "queued", { queue_position: 0 })), "Next in the queue");
  assert.equal(generationText(generation("1", "queued", { queue_position: 3 })), "Waiting, 3 before it");
  assert.equal(generationText(generation("1", "failed", { error: { message: "No memory.", hint: "", code: "x" } })), "No memory.");
});

test("a changed character keeps its place in the list", () => {
  const changed = withCharacter([{ id: "a" }, { id: "b" }], { id: "a", name: "A" });
  assert.deepEqual(changed, [{ id: "a", name: "A" }, { id: "b" }]);
});

test("listeners hear each change until they stop", () => {
  const store = createStore({ count: 0 });
  const heard = [];
  const stop = store.subscribe((now, before) => heard.push([before.count, now.count]));
  store.set({ count: 1 });
  stop();
  store.set({ count: 2 });
  assert.deepEqual(heard, [[0, 1]]);
});

test("sizes are short", () => {
  assert.deepEqual([1, 900, 2048, 3_500_000].map(sizeText), ["1 byte", "900 bytes", "2 KB", "3.3 MB"]);
});

test("a character's production and design are its own, whatever the list shows", () => {
  const state = {
    productions: [{ id: "p", name: "Ferry", active_design_id: "d" }, { id: "q", name: "Brick", active_design_id: "e" }],
    productionId: "p",
    designs: [design],
  };
  const mira = { ...character, production_id: "p" };
  assert.equal(productionFor(state, mira).name, "Ferry");
  assert.equal(designFor(state, mira).name, "Film still");
  const elsewhere = { ...state, productions: state.productions.slice(1), productionId: "q", designs: [{ ...design, id: "e" }] };
  assert.equal(productionFor(elsewhere, mira), null);
  assert.equal(designFor(elsewhere, mira), null);
});

test("the running one comes first, and the others are counted", () => {
  const all = { 1: generation("1", "queued"), 2: generation("2", "running", { progress: 0.5 }), 3: generation("3", "done"), 4: generation("4", "queued") };
  assert.deepEqual(openGenerations(all, "mira").map((one) => one.id), ["2", "1", "4"]);
  assert.equal(queueOf(all[2], 2), "Generating, 50 %. 2 more wait.");
  assert.equal(queueOf(all[2], 1), "Generating, 50 %. 1 more waits.");
  assert.equal(queueOf(all[2], 0), "Generating, 50 %");
});

test("a number is inside its range, and whole where only whole ones count", () => {
  assert.equal(numberTrouble("steps", ""), "");
  assert.equal(numberTrouble("steps", "200"), "");
  for (const wrong of ["0", "201", "4.5", "many"]) assert.match(numberTrouble("steps", wrong), /^Steps is a whole number from 1 to 200/);
  assert.equal(numberTrouble("cfg", "4.5"), "");
  assert.match(numberTrouble("cfg", "-1"), /^CFG is a number from 0 to 100/);
});

test("a prompt of two parts names both its sources in their order", () => {
  const resolved = { image_prompt: "tall", sources: { image_prompt: "character", style_prompt: "design", seed: "drawn", steps: "family" } };
  assert.equal(sourceOf(resolved, "image_prompt", "after"), "image prompt from the character, style prompt from the design");
  assert.equal(sourceOf(resolved, "image_prompt", "before"), "style prompt from the design, image prompt from the character");
  assert.equal(sourceOf({ ...resolved, image_prompt: " " }, "image_prompt", "after"), "style prompt from the design");
  const plain = { ...resolved, sources: { image_prompt: "typed", style_prompt: "none" } };
  assert.equal(sourceOf(plain, "image_prompt", "after"), "from what you typed");
  assert.equal(sourceOf(resolved, "steps", "after"), "from the model's family");
  assert.equal(sourceOf(resolved, "seed", "after"), "");
});
