import assert from "node:assert/strict";
import { test } from "node:test";
import { decide, emptyCredit, hasGesture, named, settle, withGesture } from "../../../extension/shared/rules/credit.js";
import { undoneThing, withThing, withoutAct } from "../../../extension/shared/rules/standing.js";

const T0 = 1_795_338_850_000;
const TIMING = new Map([
  ["a.like", { windowMs: 700 }],
  ["a.vote", { windowMs: 700 }],
  ["a.report", { windowMs: 60_000 }],
]);
TIMING.set("a.thumb", { windowMs: 60_000, anyKind: true });
const option = (rule, kind) => ({ rule, kind, platform: "a" });
const LIKE = [option("a.like", "like")];
const EITHER = [option("a.like", "like"), option("a.like", "dislike")];

/** Kinds credited, in order; null for what did not count. Rows: sense, after ms, options, tab, page, thing. */
function credited(rows) {
  let state = emptyCredit();
  return rows.map(([sense, after, options, tab = 1, page = "p", thing = undefined]) => {
    const candidate = { sense, options, n: 1, at: T0 + after, tab, page, thing };
    const decision = decide(state, candidate, TIMING);
    if (decision) {
      state = settle(state, candidate, decision);
    }
    return decision ? decision.option.kind : null;
  });
}
const does = (kind, after, ...where) => [1, after, [option("a.like", kind)], ...where];
const doesTo = (thing, kind, after, tab = 1) => [1, after, [option("a.like", kind)], tab, "p", thing];
const undoes = (thing, after, tab = 1, options = LIKE) => [-1, after, options, tab, "p", thing];
const LATER_MS = 86_400_000;

const HISTORIES = {
  "the same act twice in the window counts once": [
    [does("like", 0), does("like", 699)],
    ["like", null],
  ],
  "after the window it counts again": [
    [does("like", 0), does("like", 700)],
    ["like", "like"],
  ],
  "one act seen in two ways that tell different kinds counts once": [
    [
      [1, 0, [option("a.thumb", "up")]],
      [1, 300, [option("a.thumb", "feedback")]],
    ],
    ["up", null],
  ],
  "the window is per tab": [
    [does("like", 0, 1), does("like", 10, 2)],
    ["like", "like"],
  ],
  "an answer that overtakes another is compared by start": [
    [does("like", 300), does("like", 0)],
    ["like", null],
  ],
  "a slow answer to an earlier act still counts": [
    [does("like", 5000), does("like", 0)],
    ["like", "like"],
  ],
  "a vote up and then down are two acts": [
    [does("like", 0), does("dislike", 300)],
    ["like", "dislike"],
  ],
  "an undo is not a repetition of the act": [
    [does("like", 0), [-1, 300, LIKE]],
    ["like", "like"],
  ],
  "a dialog of many steps counts once a minute": [
    [0, 20_000, 59_999, 60_000].map((after) => [1, after, [option("a.report", "flag")]]),
    ["flag", null, null, "flag"],
  ],
  "an undo with one meaning needs no memory": [[[-1, 0, LIKE]], ["like"]],
  "an undo of nobody knows what is ignored": [[[-1, 0, EITHER]], [null]],
  "an undo means the last of its sort on the page": [
    [does("like", 0), does("dislike", 1000), [-1, 2000, EITHER], [-1, 3000, EITHER], [-1, 4000, EITHER]],
    ["like", "dislike", "dislike", "like", null],
  ],
  "an undo on another page is not about this one": [
    [does("like", 0, 1, "p"), [-1, 1000, EITHER, 1, "q"]],
    ["like", null],
  ],
  "an undo in another tab is not about this one": [
    [does("like", 0, 1), [-1, 1000, EITHER, 2]],
    ["like", null],
  ],
  "an undo in a tab closed meanwhile is about its last page": [
    [does("like", 0, 1, "p"), does("dislike", 1000, 1, "q"), [-1, 2000, EITHER, 1, ""], [-1, 3000, EITHER, 2, ""]],
    ["like", "dislike", "dislike", null],
  ],
  "an undo sent twice undoes one thing": [
    [does("like", 0), does("dislike", 1000), [-1, 2000, EITHER], [-1, 2100, EITHER]],
    ["like", "dislike", "dislike", null],
  ],
  "done, taken back and done again within the window is done": [
    [does("like", 0), [-1, 200, LIKE], does("like", 400)],
    ["like", "like", "like"],
  ],
  "two things within the window are two acts": [
    [doesTo("A", "like", 0), doesTo("B", "like", 100), doesTo("A", "like", 200)],
    ["like", "like", null],
  ],
  "the window is per tab, for a thing too": [
    [doesTo("A", "like", 0, 1), doesTo("A", "like", 100, 2)],
    ["like", "like"],
  ],
  "what is taken back in another tab may be done again at once": [
    [doesTo("A", "like", 0, 1), undoes("A", 200, 2), doesTo("A", "like", 400, 1)],
    ["like", "like", "like"],
  ],
  "done, taken back and done again to one thing within the window is done": [
    [doesTo("A", "like", 0), undoes("A", 200), doesTo("A", "like", 400), doesTo("A", "like", 500)],
    ["like", "like", "like", null],
  ],
  "taken back twice counts once": [
    [doesTo("A", "like", 0), undoes("A", 2000), undoes("A", 9000)],
    ["like", "like", null],
  ],
  "taken back twice counts once, of a thing that nobody knew": [
    [undoes("A", 2000), undoes("A", 9000), undoes("B", 9100)],
    ["like", null, "like"],
  ],
  "an undo means what was done to its thing, not what was done last": [
    [doesTo("A", "like", 0), doesTo("B", "dislike", 1000), undoes("A", 2000, 1, EITHER), undoes("B", 3000, 1, EITHER)],
    ["like", "dislike", "like", "dislike"],
  ],
  "an undo of its thing is found in whatever tab it is pressed": [
    [doesTo("A", "dislike", 0, 1), undoes("A", 1000, 2, EITHER)],
    ["dislike", "dislike"],
  ],
  "an undo of a thing that nobody knows does not mean another one": [
    [doesTo("A", "dislike", 0), undoes("B", 1000, 1, EITHER)],
    ["dislike", null],
  ],
  "what was done on another day stays done": [
    [doesTo("A", "like", 0), undoes("A", LATER_MS)],
    ["like", null],
  ],
  "an act seen with its thing and then without is one act": [
    [doesTo("A", "like", 0), does("like", 300)],
    ["like", null],
  ],
};
for (const [name, [rows, kinds]] of Object.entries(HISTORIES)) {
  test(name, () => assert.deepEqual(credited(rows), kinds));
}

const GESTURES = [
  ["just before", 1, T0 - 10, true],
  ["five seconds before", 1, T0 - 5000, true],
  ["longer ago", 1, T0 - 5001, false],
  ["afterwards", 1, T0 + 500, false],
  ["in another tab", 2, T0 - 10, false],
];
for (const [when, tab, at, opens] of GESTURES) {
  test(`a gesture ${when} ${opens ? "opens" : "does not open"} the gate`, () => {
    assert.equal(hasGesture(withGesture({}, tab, at), { tab: 1, at: T0 }, 5000), opens);
  });
}

test("a worker's request takes a gesture in any tab", () => {
  assert.ok(hasGesture(withGesture({}, 2, T0 - 10), { tab: -1, at: T0 }, 5000));
});

test("an act that is an address repeats itself in every tab, and another address is another act", () => {
  const search = { sense: 1, options: LIKE, n: 1, page: "" };
  const visits = [
    { at: T0, tab: 1, address: "one" },
    { at: T0 + 500, tab: 2, address: "one" },
    { at: T0 + 600, tab: 1, address: "two" },
    { at: T0 + 700, tab: 2, address: "one" },
  ];
  let state = emptyCredit();
  const counted = visits.map((visit) => {
    const candidate = { ...search, ...visit };
    const decision = decide(state, candidate, TIMING);
    if (decision) {
      state = settle(state, candidate, decision);
    }
    return decision !== null;
  });
  assert.deepEqual(counted, [true, false, true, true]);
});

test("what is remembered stays small", () => {
  let [state, gestures] = [emptyCredit(), {}];
  for (let i = 0; i < 2000; i += 1) {
    const candidate = {
      sense: 1,
      options: LIKE,
      n: 1,
      at: T0 + i,
      tab: i,
      page: `p${i}`,
      thing: i % 2 ? `${i}` : undefined,
    };
    state = settle(state, candidate, decide(state, candidate, TIMING));
    gestures = withGesture(gestures, i, T0 + i);
  }
  assert.ok(JSON.stringify([state, gestures]).length < 200_000);
  assert.ok(hasGesture(gestures, { tab: 1999, at: T0 + 1999 }, 10), "and keeps what is newest");
});

test("an undo of something older leaves what is done to other things", () => {
  let state = emptyCredit();
  const does = (sense, thing, after) => {
    const candidate = { sense, options: LIKE, n: 1, at: T0 + after, tab: 1, page: "", thing };
    const decision = decide(state, candidate, TIMING);
    state = settle(state, candidate, decision);
    return decision.least;
  };
  assert.deepEqual(
    [does(1, "A", 0), does(1, "B", 10), does(-1, "C", 20), does(-1, "A", 30), does(-1, "D", 40)],
    [0, 0, 2, 1, 1],
  );
  assert.equal(does(-1, "E", LATER_MS), 0, "and what was done on another day is nothing of today");
});

test("an undo that names no thing takes back what was done last", () => {
  let state = emptyCredit();
  for (const [sense, thing, after] of [
    [1, "A", 0],
    [1, "B", 10],
    [-1, undefined, 2000],
  ]) {
    const candidate = { sense, options: LIKE, n: 1, at: T0 + after, tab: 1, page: "", thing };
    const decision = decide(state, candidate, TIMING);
    assert.equal(decision.least, 0);
    state = settle(state, candidate, decision);
  }
  assert.deepEqual(
    ["A", "B"].map((thing) => state.things[thing].done.length),
    [1, 0],
  );
});

test("an act that a click has shown stands once its request names the thing", () => {
  const at = { sense: 1, options: [option("a.thumb", "up")], n: 1, at: T0, tab: 1, page: "" };
  const clicked = settle(emptyCredit(), at, decide(emptyCredit(), at, TIMING));
  const request = { ...at, at: T0 + 300, thing: "A" };
  assert.equal(decide(clicked, request, TIMING), null);
  const state = named(clicked, request, TIMING);
  assert.equal(state.things.A.done.length, 1);
  assert.equal(named(state, request, TIMING), state, "once");
  assert.equal(named(emptyCredit(), { ...request, options: LIKE }, TIMING).things.A, undefined);
});

test("an act that was not kept does not stand", () => {
  const candidate = { sense: 1, options: LIKE, n: 1, at: T0, tab: 1, page: "", thing: "A" };
  const { things } = settle(emptyCredit(), candidate, decide(emptyCredit(), candidate, TIMING));
  assert.deepEqual(withoutAct(things, { ...LIKE[0], at: T0, n: 1, thing: "A" }), { A: { done: [], undone: [] } });
  assert.equal(withoutAct(things, { ...LIKE[0], at: T0 + 1, n: 1, thing: "A" }).A.done.length, 1);
});

test("what stands is kept for the youngest things, and forgotten of none that nobody knows", () => {
  const doing = (thing, at, kind = "like") => [{ thing, options: LIKE, at, sense: 1 }, option("a.like", kind)];
  let things = {};
  for (let i = 0; i < 600; i += 1) {
    things = withThing(things, ...doing(`t${i}`, T0 + i));
  }
  assert.deepEqual([Object.keys(things).length, "t99" in things, "t599" in things], [500, false, true]);
  assert.equal(withoutAct(things, { ...LIKE[0], at: T0, n: 1, thing: "t0" }), things, "nobody knows it any more");
  for (let i = 0; i < 20; i += 1) {
    things = withThing(things, ...doing("t599", T0 + 1000 + i));
  }
  assert.equal(things.t599.done.length, 8);
});

test("what is done again may be taken back again, and the last of several first", () => {
  const [like, dislike] = EITHER;
  const undo = { thing: "A", options: EITHER, at: T0 + 9, sense: -1 };
  const doing = (at) => ({ thing: "A", options: EITHER, at, sense: 1 });
  let things = withThing({}, doing(T0), like);
  things = withThing(things, doing(T0 + 1), dislike);
  assert.equal(undoneThing(things, undo), dislike);
  things = withThing(withThing(things, undo, dislike), undo, like);
  assert.equal(undoneThing(things, undo), null);
  things = withThing(things, doing(T0 + 5), like);
  assert.deepEqual(things.A.undone, ["a.like dislike"]);
  assert.equal(undoneThing(things, undo), like);
});
