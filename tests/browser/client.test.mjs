// The client of the panel against a host that only writes down what it is asked.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createClient, Trouble } from "../../web/panel/client.mjs";

/** @param {(path: string) => unknown} answer */
function listening(answer) {
  /** @type {{path: string, options: Record<string, unknown>}[]} */
  const heard = [];
  const client = createClient({
    fetch: async (path, options) => {
      heard.push({ path, options: /** @type {Record<string, unknown>} */ (options ?? {}) });
      return new Response(JSON.stringify(answer(path)), { status: 200 });
    },
    url: (path) => path,
    socketUrl: (path) => path,
    openGraph: null,
  });
  return { client, heard };
}

test("a list of several pages comes whole", async () => {
  const all = Array.from({ length: 1203 }, (_, number) => ({ name: `model ${number}` }));
  const { client, heard } = listening((path) => {
    const query = new URL(path, "http://host").searchParams;
    const offset = Number(query.get("offset"));
    return { items: all.slice(offset, offset + Number(query.get("limit"))), total: all.length };
  });
  assert.equal((await client.models()).length, 1203);
  assert.equal(heard.length, 3);
});

test("a list that shrinks while it is fetched ends", async () => {
  const { client } = listening((path) => ({ items: path.includes("offset=0") ? [{ id: "a" }] : [], total: 9 }));
  assert.deepEqual(await client.productions(), [{ id: "a" }]);
});

test("uploads and descriptions may take longer than a minute, and nothing else", async () => {
  const { client, heard } = listening(() => ({ items: [], total: 0 }));
  await client.uploadVersion("mira", new File(["x"], "a.png"));
  await client.importFile("ferry", new File(["x"], "a.cast"));
  await client.describe("mira", { provider: "model" }, new AbortController().signal);
  await client.productions();
  assert.deepEqual(heard.map(({ options }) => options.timeoutMs), [null, null, null, undefined]);
});

test("an error is told in the server's words", async () => {
  const refusing = createClient({
    fetch: async () => new Response(JSON.stringify({ error: { code: "c", message: "No.", hint: "Ask." } }), { status: 409 }),
    url: (path) => path,
    socketUrl: (path) => path,
    openGraph: null,
  });
  await assert.rejects(refusing.productions(), (error) => error instanceof Trouble && error.status === 409 && error.hint === "Ask.");
});

test("only what the panel asks again after a lost connection is said to be tried again", async () => {
  const away = createClient({ fetch: () => Promise.reject(new TypeError("refused")), url: (path) => path, socketUrl: (path) => path, openGraph: null });
  const again = /tries again by itself/;
  for (const asking of [away.productions(), away.models(), away.versions("mira"), away.resolve("mira", {})])
    await assert.rejects(asking, (error) => error.status === 0 && again.test(error.hint));
  const once = [away.generate("mira", {}), away.uploadVersion("mira", new File(["x"], "a.png")), away.imagePrompts("mira"), away.describers(), away.graph("v")];
  for (const asking of once) await assert.rejects(asking, (error) => error.status === 0 && /not tried again/.test(error.hint));
});
