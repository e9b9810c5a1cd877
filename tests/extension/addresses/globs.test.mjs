import assert from "node:assert/strict";
import { test } from "node:test";
import { decodePath, globTest, hostTest, matchPatterns } from "../../../extension/shared/addresses/globs.js";

const GLOBS = [
  ["/a/*/b", "/a/x/b", true],
  ["/a/*/b", "/a/x/y/b", false],
  ["/a/**/b", "/a/x/y/b", true],
  ["/a", "/a/", false],
  ["/a/", "/a", false],
  ["/a", "/xa", false],
  ["/t3_*/c", "/t3_abc/c", true],
  ["/a.json", "/axjson", false],
  ["A*", "Again", true],
  ["A*", "an A", false],
];
for (const [glob, text, fits] of GLOBS) {
  test(`${glob} ${fits ? "fits" : "does not fit"} ${text}`, () => assert.equal(globTest(glob)(text), fits));
}

const HOSTS = [
  [["x.com"], "x.com", true],
  [["x.com"], "www.x.com", false],
  [["*.x.com"], "api.x.com", true],
  [["*.x.com"], "x.com", false],
  [["*.x.com"], "notx.com", false],
  [["x.com", "*.x.com"], "x.com.example", false],
];
for (const [hosts, host, fits] of HOSTS) {
  test(`${hosts} ${fits ? "fits" : "does not fit"} ${host}`, () => assert.equal(hostTest(hosts)(host), fits));
}

const PATHS = {
  "/%6Cike": "/like",
  "/a%2Fb": "/a%2Fb",
  "/%C3%A9": "/é",
  "/100%": "/100%",
  "/%2f%41": "/%2fA",
};
for (const [path, plain] of Object.entries(PATHS)) {
  test(`${path} is read as ${plain}`, () => assert.equal(decodePath(path), plain));
}

test("hosts that end alike share a pattern, and no others", () => {
  const hosts = (list) => matchPatterns(list, ["/a*"]).map((pattern) => pattern.slice(8, -3));
  assert.deepEqual(hosts(["www.a.com", "m.a.com", "b.a.com"]), ["*.a.com"]);
  assert.deepEqual(hosts(["a.com", "a.org"]), ["a.com", "a.org"]);
  assert.deepEqual(hosts(["www.a.co.uk", "www.b.co.uk"]), ["www.a.co.uk", "www.b.co.uk"]);
  assert.deepEqual(hosts(["www.a.co.uk", "m.a.co.uk"]), ["*.a.co.uk"]);
  assert.deepEqual(hosts(["*.a.com", "www.b.com"]), ["*.a.com", "www.b.com"]);
});

test("match patterns take any query and are never narrower than the glob", () => {
  assert.deepEqual(matchPatterns(["x.com", "*.x.com"], ["/a/*/b"]), [
    "https://*.x.com/a/*/b",
    "https://*.x.com/a/*/b?*",
  ]);
  assert.deepEqual(matchPatterns(["x.com"], ["/a-**"]), ["https://x.com/a-*"]);
  assert.deepEqual(matchPatterns(["x.com"], ["/a/@me", "/b:c/"]), [
    "https://x.com/a/*me",
    "https://x.com/a/*me?*",
    "https://x.com/b*c/",
    "https://x.com/b*c/?*",
  ]);
});
