// biome-ignore-all lint/suspicious/noAssignInExpressions: each mistake is one assignment
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { CAPTCHAS, PLATFORMS } from "../../../extension/background/platforms/catalogue.js";
import { compile } from "../../../extension/shared/rules/rules.js";

const EXTENSION = new URL("../../../extension/", import.meta.url);
const files = (folder, ending) =>
  readdirSync(new URL(folder, EXTENSION), { recursive: true }).filter((name) => name.endsWith(ending));

const MISTAKES = {
  "a key of the file": (platform) => void (platform.host = []),
  "a key of an act": (platform) => void (platform.acts[0].requireGesture = 5000),
  "a key of a request": (platform) => void (platform.acts[0].request.methods = ["POST"]),
  "a key of an operation": (platform) => void (platform.acts[0].request.op.name = ["A"]),
  "a key of a condition": (platform) => void (platform.acts[0].undo.when.equal = "0"),
  "a key of an undo": (platform) => void (platform.acts[0].undo.requests = {}),
  "a condition on two places": (platform) => void (platform.acts[0].undo.when.form = "a"),
  "a condition without a test": (platform) => void delete platform.acts[0].undo.when.equals,
  "an undo without its condition": (platform) => void delete platform.acts[0].undo.when,
  "a missing path": (platform) => void delete platform.acts[0].request.path,
  "a missing window": (platform) => void delete platform.acts[0].dedupe.windowMs,
  "another format": (platform) => void (platform.schema = "pointeuse-platform/2"),
};
const WITH_ALL = PLATFORMS.find(({ acts }) => acts[0].undo?.sameRequest && acts[0].request.op?.header);

test("the files compile as they are", () => assert.ok(compile(PLATFORMS).probes.length > 50));

for (const [name, spoil] of Object.entries(MISTAKES)) {
  test(`${name}, mistaken, is refused`, () => {
    const platform = structuredClone(WITH_ALL);
    spoil(platform);
    assert.throws(() => compile([platform]), new RegExp(platform.id));
  });
}

test("the background imports exactly the files of the folder", () => {
  const named = (list) => list.map(({ id }) => `${id}.json`).sort();
  assert.deepEqual(named(PLATFORMS), files("catalogue/platforms", ".json").sort());
  assert.deepEqual(named(CAPTCHAS), files("catalogue/captchas", ".json").sort());
});

test("the background imports no JSON: a service worker that does never starts a second time", () => {
  const seen = new Set();
  const visit = (url) => {
    if (seen.has(url.href)) {
      return;
    }
    seen.add(url.href);
    const code = readFileSync(url, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
    for (const [, path] of code.matchAll(/^(?:import|export)\s(?:[\s\w{},*]*\sfrom\s)?["']([^"']+)["']/gm)) {
      assert.match(path, /\.js$/, url.href);
      visit(new URL(path, url));
    }
  };
  visit(new URL("background/main.js", EXTENSION));
  assert.ok(seen.size > 20);
});

/** First words of CAPTCHA ids that English needs for other things. */
const ORDINARY = new Set(["friendly", "human", "text"]);

test("no platform's or vendor's name is in the engine", () => {
  const names = [...PLATFORMS, ...CAPTCHAS].flatMap(({ id, name, hosts, operator }) => [
    ...(id.length > 1 ? [id] : []),
    ...hosts.map((host) => host.replace("*.", "")),
    ...(name.length > 1 ? [name] : []),
    operator,
  ]);
  names.push(...CAPTCHAS.map(({ id }) => id.split("-")[0]).filter((word) => !ORDINARY.has(word)));
  const words = new RegExp(
    `(?<![\\w-])(${[...new Set(names)].map((n) => n.replace(/[.()]/g, "\\$&")).join("|")})(?!\\w)`,
    "i",
  );
  for (const folder of ["shared", "background", "content"]) {
    for (const file of files(folder, ".js").filter((name) => name !== "platforms/catalogue.js")) {
      const text = readFileSync(new URL(`${folder}/${file}`, EXTENSION), "utf8");
      assert.doesNotMatch(text, words, `${folder}/${file}`);
    }
  }
});

test("every state that a CAPTCHA file looks for is one the engine knows", () => {
  const engine = readFileSync(new URL("shared/captcha/episode.js", EXTENSION), "utf8");
  for (const { captcha } of CAPTCHAS) {
    for (const { state } of captcha.states) {
      assert.match(engine, new RegExp(`\\b${state}\\b`), state);
    }
  }
});
