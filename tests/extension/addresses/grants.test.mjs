import assert from "node:assert/strict";
import { test } from "node:test";
import { coverage, hostOf } from "../../../extension/shared/addresses/grants.js";

const TABLE = [
  ["the host itself", ["https://a.example/*"], "https://a.example/*", true],
  ["another host", ["https://a.example/*"], "https://b.example/*", false],
  ["a host that only ends alike", ["https://*.a.example/*"], "https://aa.example/*", false],
  ["a host below a wildcard", ["https://*.a.example/*"], "https://w.x.a.example/*", true],
  ["the wildcard's own host", ["https://*.a.example/*"], "https://a.example/*", true],
  ["the same wildcard", ["https://*.a.example/*"], "https://*.a.example/*", true],
  ["a narrower wildcard", ["https://*.a.example/*"], "https://*.w.a.example/*", true],
  ["a wildcard, of which one host is granted", ["https://a.example/*"], "https://*.a.example/*", false],
  ["a wildcard, of which a narrower one is granted", ["https://*.w.a.example/*"], "https://*.a.example/*", false],
  ["everything in https", ["https://*/*"], "https://*.a.example/*", true],
  ["everything in any scheme", ["*://*/*"], "https://a.example/*", true],
  ["every address there is", ["<all_urls>"], "https://a.example/*", true],
  ["any scheme of the host", ["*://a.example/*"], "https://a.example/*", true],
  ["the host without encryption", ["http://a.example/*"], "https://a.example/*", false],
  ["a path of the host, as a script of ours may have", ["https://a.example/captcha/*"], "https://a.example/*", false],
  ["nothing", [], "https://a.example/*", false],
];
for (const [name, granted, origin, covered] of TABLE) {
  test(`${name}: ${covered ? "covered" : "not covered"}`, () => assert.equal(coverage(granted)(origin), covered));
}

test("the host in a pattern", () => assert.equal(hostOf("https://*.a.example/*"), "*.a.example"));
