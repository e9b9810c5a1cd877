import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import en from "../../../extension/_locales/en/messages.json" with { type: "json" };
import fr from "../../../extension/_locales/fr/messages.json" with { type: "json" };
import { clockTime, listed, sayer } from "../../../extension/shared/pages/wording.js";

const ROOT = fileURLToPath(new URL("../../../extension", import.meta.url));
const LOCALES = { en, fr };
const words = Object.entries(LOCALES).flatMap(([language, messages]) =>
  Object.entries(messages).map(([key, { message }]) => ({ language, key, message })),
);

function sources(folder = ROOT) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile() && /\.(js|html|json)$/.test(file.name))
    .map((file) => join(file.parentPath ?? file.path, file.name))
    .filter((path) => !path.includes("_locales") && !path.includes("catalogue"))
    .map((path) => readFileSync(path, "utf8"));
}

/** Keys that a template makes, such as say(`clock_${clock}`): everything that begins so is used. */
function used() {
  const text = sources().join("\n");
  const named = [...text.matchAll(/["'`]([a-z][a-z0-9_]*)["'`]|__MSG_(\w+)__/g)].map(([, a, b]) => a ?? b);
  const begun = [...text.matchAll(/`([a-z]+_)\$\{/g)].map(([, start]) => start);
  return { named: new Set(named), begun };
}

test("both languages say the same things", () => {
  assert.deepEqual(Object.keys(fr), Object.keys(en));
  for (const key of Object.keys(en)) {
    const values = (text) => [...text.matchAll(/\{\w+\}/g)].map(([value]) => value).sort();
    assert.deepEqual(values(fr[key].message), values(en[key].message), key);
  }
});

test("no message lies unused", () => {
  const { named, begun } = used();
  const isUsed = (key) =>
    named.has(key) || named.has(key.replace(/_(one|other)$/, "")) || begun.some((b) => key.startsWith(b));
  assert.deepEqual(
    Object.keys(en).filter((key) => !isUsed(key)),
    [],
  );
});

test("every message that a page or a module names is there", () => {
  const asked = sources().flatMap((text) => [
    ...[...text.matchAll(/data-(?:say|name)="(\w+)"/g)].map(([, key]) => key),
    ...[...text.matchAll(/\bsay_?\("(\w+)"(, \{ count)?/g)].flatMap(([, key, plural]) =>
      plural ? [`${key}_one`, `${key}_other`] : [key],
    ),
  ]);
  assert.ok(asked.length > 100);
  assert.deepEqual(
    asked.filter((key) => !(key in en)),
    [],
  );
});

const STATES = {
  clock: ["consent", "paused", "recording"],
  link: ["unpaired", "connected", "away", "reconnect", "unproven", "misconfigured", "full"],
  error: [
    "no_ticket",
    "consent",
    "silent",
    "expired",
    "wrong_code",
    "used",
    "not_ours",
    "broken",
    "unproven",
    "denied",
    "internal",
    "busy",
  ],
  why: ["clock", "conflict", "other"],
  badge: ["consent", "paused", "help", "refused", "recording"],
};
test("every state has its words", () => {
  for (const [start, names] of Object.entries(STATES)) {
    for (const name of names) {
      assert.ok(`${start}_${name}` in en, `${start}_${name}`);
    }
  }
});

test("no straight quote or apostrophe, no three dots, in any language", () => {
  assert.deepEqual(
    words.filter(({ message }) => /['"]|\.\.\./.test(message)),
    [],
  );
});

test("French puts an unbreakable space before high punctuation and inside guillemets", () => {
  const wrong = words.filter(
    ({ language, message }) =>
      language === "fr" && / [:;!?»]|« |[^\s\d\u00a0\u202f][;!?»]|«[^\u00a0]|[^\u00a0\d]:(?!\/\/)/.test(message),
  );
  assert.deepEqual(wrong, []);
});

test("English has no space before punctuation", () => {
  assert.deepEqual(
    words.filter(({ language, message }) => language === "en" && /\s[:;!?.,]/.test(message)),
    [],
  );
});

test("values are put in, numbers in the person's way, and a missing message is an error", () => {
  assert.equal(sayer("en")("waiting", { count: 1 }), "1 record waits to be sent.");
  assert.equal(sayer("en")("waiting", { count: 12_345 }), "12,345 records wait to be sent.");
  assert.equal(sayer("fr")("waiting", { count: 0 }), "0 enregistrement attend d’être envoyé.");
  assert.match(sayer("fr")("waiting", { count: 12_345 }), /^12\s345 enregistrements/);
  assert.throws(() => sayer("en")("nothing"), /no message nothing/);
});

test("lists and times follow the language", () => {
  assert.equal(listed(["a", "b", "c"], "fr"), "a, b et c");
  assert.equal(listed(["a", "b", "c"], "en"), "a, b, and c");
  assert.match(clockTime(0, "fr"), /^\d\d:\d\d$/);
});
