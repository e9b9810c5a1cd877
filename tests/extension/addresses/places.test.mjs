import assert from "node:assert/strict";
import { test } from "node:test";
import { isTask, originsOf, platformAt } from "../../../extension/shared/addresses/places.js";

const PLATFORMS = [
  { id: "x", hosts: ["x.com", "*.x.com"] },
  { id: "maps", hosts: ["www.google.com", "maps.google.com"], pathScope: ["/maps", "/local/writereview"] },
  { id: "search", hosts: ["www.google.com", "*.google.com"], pathScope: ["/search"] },
  { id: "gemini", hosts: ["gemini.google.com"] },
  { id: "amazon", hosts: ["www.amazon.fr"], pathScope: ["/review/"] },
];

const TABLE = [
  ["https://x.com/home", "x"],
  ["https://mobile.x.com/", "x"],
  ["https://x.com:8443/", "x"],
  ["https://notx.com/", null],
  ["https://x.com.evil.example/", null],
  ["https://evil.example/x.com/", null],
  ["https://user@x.com/", "x"],
  ["http://x.com/", null],
  ["https://www.google.com/", null],
  ["https://www.google.com/maps", "maps"],
  ["https://www.google.com/maps/place/a", "maps"],
  ["https://www.google.com/mapsomething", null],
  ["https://www.google.com/search?q=a", "search"],
  ["https://www.google.com/%73earch", "search"],
  ["https://www.google.com/%E0%A4%A", null],
  ["https://gemini.google.com/app", "gemini"],
  ["https://www.amazon.fr/review/create-review", "amazon"],
  ["https://www.amazon.fr/review", null],
  ["https://www.amazon.fr/dp/1", null],
  ["about:blank", null],
  ["", null],
  [undefined, null],
];
for (const [url, id] of TABLE) {
  test(`${url} is ${id}`, () => assert.equal(platformAt(url, PLATFORMS), id));
}

test("the origins of a platform: its hosts and those its rules look at, none twice, none implied", () => {
  const platform = {
    hosts: ["x.com", "*.x.com", "twitter.com"],
    acts: [
      { request: { hosts: ["api.x.com"], alt: [{ hosts: ["caps.twitter.com"] }] } },
      { undo: { request: { hosts: ["undo.example"] } } },
      { undo: { sameRequest: true } },
      { credit: "time" },
    ],
  };
  const hosts = ["*.x.com", "caps.twitter.com", "twitter.com", "undo.example"];
  assert.deepEqual(
    originsOf(platform),
    hosts.map((host) => `https://${host}/*`),
  );
});

const MARKET = { id: "market", hosts: ["work.example"], taskPaths: ["/projects/*/tasks/*", "/judge/**"] };
for (const [url, task] of [
  ["https://work.example/projects/a/tasks/b?id=1", true],
  ["https://work.example/judge/a/b/c", true],
  ["https://work.example/projects/a/tasks", false],
  ["https://work.example/", false],
  [undefined, false],
]) {
  test(`${url} is ${task ? "a page of paid work" : "between the tasks"}`, () =>
    assert.equal(isTask(url, MARKET), task));
}

test("no page of a platform without paid work is a task", () => {
  assert.equal(isTask("https://x.com/home", PLATFORMS[0]), false);
  assert.equal(isTask("https://x.com/home", undefined), false);
});
