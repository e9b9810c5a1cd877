import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  authorization,
  decode,
  encode,
  importKey,
  isProven,
  randomId,
} from "../../../extension/shared/wire/signing.js";

const vectors = (name) =>
  JSON.parse(readFileSync(new URL(`../../vectors/signing/${name}.json`, import.meta.url), "utf8")).cases;

for (const example of vectors("requests")) {
  test(`request, ${example.name}: ${example.valid ? "signed so" : "never signed so"}`, async () => {
    const made = await authorization(await importKey(example.key), example);
    assert.equal(made === example.authorization, example.valid);
  });
}

for (const example of vectors("proofs")) {
  test(`answer, ${example.name}: ${example.valid ? "proven" : "not proven"}`, async () => {
    const answer = { ...example, body: new TextEncoder().encode(example.body), given: example.proof };
    assert.equal(await isProven(await importKey(example.key), answer), example.valid);
  });
}

test("an answer without a proof is not proven", async () => {
  const key = await importKey("A".repeat(43));
  assert.equal(await isProven(key, { nonce: "n", status: 200, body: new Uint8Array(), given: null }), false);
});

test("an imported key cannot be read again", async () => {
  const key = await importKey("A".repeat(43));
  assert.equal(key.extractable, false);
  await assert.rejects(crypto.subtle.exportKey("raw", key));
});

test("bytes survive base64url, whatever they are", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  assert.deepEqual(decode(encode(bytes)), bytes);
  assert.match(encode(bytes), /^[\w-]+$/);
});

test("each random id is new and 128 bits long", () => {
  const ids = new Set(Array.from({ length: 500 }, randomId));
  assert.equal(ids.size, 500);
  for (const id of ids) {
    assert.equal(decode(id).length, 16);
  }
});
