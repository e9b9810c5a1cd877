import assert from "node:assert/strict";
import { test } from "node:test";
import { decide, emptyCredit, hasGesture, settle, withGesture } from "../../../extension/shared/rules/credit.js";

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

/** Kinds credited, in order; null for what did not count. Rows: sense, after ms, options, tab, page. */
function credited(rows) {
  let state = emptyCredit();
  return rows.map(([sense, after, options, tab = 1, page = "p"]) => {
    const candidate = { sense, options, n: 1, at: T0 + after, tab, page };
    const decision = decide(state, candidate, TIMING);
    if (decision) {
      state = settle(state, candidate, decision);
    }
    return decision ? decision.option.kind : null;
  });
}
const does = (kind, after, ...where) => [1, after, [option("a.like", kind)], ...where];

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
    const candidate = { sense: 1, options: LIKE, n: 1, at: T0 + i, tab: i, page: `p${i}` };
    state = settle(state, candidate, decide(state, candidate, TIMING));
    gestures = withGesture(gestures, i, T0 + i);
  }
  assert.ok(JSON.stringify([state, gestures]).length < 120_000);
  assert.ok(hasGesture(gestures, { tab: 1999, at: T0 + 1999 }, 10), "and keeps what is newest");
});
