import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as money from "../../../extension/shared/pages/money.js";
import * as wording from "../../../extension/shared/pages/wording.js";

const read = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
const { writers, cases } = JSON.parse(read("vectors/written.json"));
const written = new Function(`return (${read("written/popup.js").trim().replace(/;$/, "")})`)();
const own = cases.filter(({ kind }) => writers[kind].includes("popup"));

for (const language of ["en", "fr"]) {
  test(`the popup writes each figure as the vectors say, in ${language}`, () => {
    assert.ok(own.length > 50);
    assert.deepEqual(written({ ...money, ...wording }, own, language), []);
  });
}
