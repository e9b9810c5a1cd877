import assert from "node:assert/strict";
import { test } from "node:test";
import { controlHosts, isLeft, meaningOf, watchesFor } from "../../../extension/shared/rules/controls.js";

const act = (id, more) => ({ id, kind: "like", credit: "dom", confidence: "HIGH", ...more });
const click = (selector, more = {}) => ({ event: "click", selector, dir: "do", ...more });
const SHOP = {
  id: "shop",
  hosts: ["shop.example", "*.shop.example"],
  pathScope: ["/reviews/"],
  acts: [
    act("shop.helpful", {
      dom: [click("#never", { credit: "never" }), click("#up"), click("#down", { kind: "dislike" })],
    }),
    act("shop.review", { kind: "review", dom: [click("#send", { path: ["/write/*"], leaves: 15_000 })] }),
    act("shop.location", { kind: "location", dom: [{ event: "geolocation", dir: "do" }] }),
    act("shop.chat", { credit: "either", dom: [click("#talk", { host: "chat.shop.example" })] }),
    act("shop.quiet", { credit: "request", dom: [click("#quiet")] }),
  ],
};
const OTHER = { id: "other", hosts: ["other.example"], acts: [act("other.like", { credit: "request" })] };
const ALL = [SHOP, OTHER];

test("controls are watched on the hosts of rules that are seen at controls, and nowhere else", () => {
  assert.deepEqual(controlHosts(ALL), SHOP.hosts);
  assert.deepEqual(watchesFor(ALL, "other.example"), []);
  assert.deepEqual(watchesFor(ALL, "shop.example.evil.test"), []);
});

test("a page is told what its own rules name, with paths as regular expressions", () => {
  const watches = watchesFor(ALL, "shop.example");
  const named = watches.map(({ rule, entry }) => `${rule} ${entry}`);
  assert.deepEqual(named, ["shop.helpful 1", "shop.helpful 2", "shop.review 0", "shop.location 0"]);
  const [path] = watches.find(({ rule }) => rule === "shop.review").paths;
  assert.ok(new RegExp(path).test("/write/a") && !new RegExp(path).test("/write/a/b"));
  assert.ok(watchesFor(ALL, "chat.shop.example").some(({ rule }) => rule === "shop.chat"));
});

test("the location is asked about only on the pages that are the platform", () => {
  const { paths } = watchesFor(ALL, "shop.example").find(({ event }) => event === "geolocation");
  const fits = (path) => paths.some((source) => new RegExp(source).test(path));
  assert.deepEqual(["/reviews/", "/reviews/a/b", "/", "/reviewsmore"].map(fits), [true, true, false, false]);
});

test("a report stands for the kind of its entry, done or undone", () => {
  const at = 5;
  const found = (rule, entry, undo = false) => meaningOf(ALL, "shop.example", { rule, entry, undo, at });
  assert.deepEqual(found("shop.helpful", 2), {
    platform: "shop",
    rule: "shop.helpful",
    kind: "dislike",
    sense: 1,
    at,
    path: [],
    leaves: null,
  });
  assert.equal(found("shop.helpful", 1, true).sense, -1);
  assert.deepEqual([found("shop.review", 0).path, found("shop.review", 0).leaves], [["/write/*"], 15_000]);
});

const WRONG = {
  "of a rule that requests show": { rule: "shop.quiet", entry: 0, undo: false, at: 5 },
  "of an entry that never counts": { rule: "shop.helpful", entry: 0, undo: false, at: 5 },
  "of no such entry": { rule: "shop.helpful", entry: 7, undo: false, at: 5 },
  "of no such rule": { rule: "shop.nothing", entry: 0, undo: false, at: 5 },
  "of another platform": { rule: "other.like", entry: 0, undo: false, at: 5 },
  "without a time": { rule: "shop.helpful", entry: 1, undo: false },
  "that does not say whether it undoes": { rule: "shop.helpful", entry: 1, at: 5 },
};
for (const [what, report] of Object.entries(WRONG)) {
  test(`a report ${what} is nothing`, () => assert.equal(meaningOf(ALL, "shop.example", report), null));
}

test("a page is left for another path or another site, not for itself", () => {
  const path = ["/write/*"];
  assert.equal(isLeft("https://shop.example/write/a?again=1", path), false);
  assert.equal(isLeft("https://shop.example/thanks", path), true);
  assert.equal(isLeft(undefined, path), true, "the browser hides the address: no permission there");
});
