/** Machines that act alone, and several widgets on a page: what comes of the reports of many frames. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { CAPTCHAS, KINDS } from "../../../extension/background/platforms/catalogue.js";
import { toAct } from "../../../extension/shared/acts/act.js";
import { endForgotten, NOTHING, take } from "../../../extension/shared/captcha/fold.js";
import { linkOf, specFor } from "../../../extension/shared/captcha/frames.js";
import { UNKNOWN_PAGE, usedWithin } from "../../../extension/shared/captcha/passing.js";

const T0 = 1_795_338_850_000;
const TAB = 7;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const fileOf = (id) => CAPTCHAS.find((file) => file.id === id);
const counts = { selected: 2, added: 0, tiles: 9 };

const SEEN = { at: T0, front: true, opened: false, seen: 1 };
const THERE = { inFront: true, used: true, doneAt: 0, page: SEEN };
const AWAY = { inFront: false, used: false, doneAt: 0, page: SEEN };
/** Somebody works in another tab of the same browser. */
const ELSEWHERE = { ...AWAY, used: true };
const ASLEEP = { ...THERE, used: false };
const NEVER_SEEN = { ...UNKNOWN_PAGE, at: T0, seen: 1 };

/** Plays lines of {role, state, after, life, ...} of one product and ends whatever is left open. */
function play(id, lines, state = NOTHING) {
  const file = fileOf(id);
  let n = 0;
  const end = lines.reduce((now, { there = THERE, frame = 0, link = "", tab = TAB, after, ...line }) => {
    n += 1;
    const at = T0 + after;
    const kind = line.state === "shown" ? kindOf(file, line.role) : undefined;
    const swept = endForgotten(now, at, new Set([TAB]), CAPTCHAS);
    return take(swept, { n, at, kind, life: line.role, ...line }, { file, tab, link, frame, there }, CAPTCHAS);
  }, state);
  const last = endForgotten(end, T0 + 40 * HOUR, new Set([TAB]), CAPTCHAS);
  return last.owed.map((match) => toAct(match, KINDS, () => 60));
}

const kindOf = ({ captcha }, role) =>
  captcha.states.find(({ state, frame }) => state === "shown" && frame === role)?.kind;
const told = (acts) => acts.map(({ kind, n, detail }) => `${n} ${kind} ${detail.outcome}`);

const PASSED = "1 captcha.invisible auto-passed";
const CLICKED = "1 captcha.checkbox auto-passed";
const SOLVED = "1 captcha.image solved";

/** How each product passes by itself, and how often it does so again. */
const RENEWS = {
  turnstile: ["widget", "solved", 275_000],
  "recaptcha-v3": ["widget", "scored", 110_000],
  "recaptcha-v2": ["widget", "solved", 120_000],
  hcaptcha: ["widget", "solved", 120_000],
  arkose: ["widget", "scored", 600_000],
  datadome: ["device-check", "scored", 300_000],
  friendly: ["page", "solved", 300_000],
  altcha: ["page", "solved", 300_000],
  mcaptcha: ["page", "solved", 30_000],
  mtcaptcha: ["page", "solved", 120_000],
  "yandex-smart": ["page", "solved", 300_000],
  keycaptcha: ["page", "solved", 300_000],
};

test("every product that may pass by itself is among those that renew themselves here", () => {
  const passes = CAPTCHAS.filter(({ captcha }) => captcha.states.some(({ state }) => /^(solved|scored)$/.test(state)));
  assert.deepEqual(Object.keys(RENEWS).sort(), passes.map(({ id }) => id).sort());
});

const nightOf = (id, line, from = 0) => {
  const [role, state, every] = RENEWS[id];
  return Array.from({ length: Math.floor((8 * HOUR) / every) }, (_, i) => ({
    ...{ role, state, after: from + i * every },
    ...line(i),
  }));
};

for (const id of Object.keys(RENEWS)) {
  const [role, state] = RENEWS[id];
  const first = { role, state, after: 0, life: "first", frame: 3 };

  test(`${id}: a night in a page that nobody has seen is no act`, () => {
    assert.deepEqual(
      told(
        play(
          id,
          nightOf(id, () => ({ there: { ...AWAY, page: NEVER_SEEN } })),
        ),
      ),
      [],
    );
  });

  test(`${id}: a night after a first pass in front of somebody is the first pass`, () => {
    const night = nightOf(id, () => ({ life: "first", there: AWAY }), MINUTE);
    assert.deepEqual(told(play(id, [first, ...night])), [PASSED]);
    const watching = nightOf(id, () => ({ life: "first", there: THERE }), MINUTE);
    assert.deepEqual(told(play(id, [first, ...watching])), [PASSED], "in front, with nothing done in it");
  });

  test(`${id}: so is a frame that loads itself anew, or is taken away and put back`, () => {
    const anew = nightOf(id, (i) => ({ life: `life-${i}`, frame: 3, there: THERE }), MINUTE);
    assert.deepEqual(told(play(id, [first, ...(role === "page" ? [] : anew)])), [PASSED]);
    const back = nightOf(id, (i) => ({ life: `life-${i}`, frame: 4 + i, there: THERE }), MINUTE);
    const gone = (i) => ({ role, state: "gone", life: i ? `life-${i - 1}` : "first", after: 0 });
    const lines = back.flatMap((line, i) => [{ ...gone(i), after: line.after - 1 }, line]);
    assert.deepEqual(told(play(id, [first, ...lines])), [PASSED]);
  });

  test(`${id}: a page that loads itself anew behind others, or before nobody, is no act`, () => {
    for (const there of [ELSEWHERE, ASLEEP]) {
      const page = (i) => ({ ...UNKNOWN_PAGE, at: T0 + MINUTE + i, seen: 2 + i });
      const pages = nightOf(id, (i) => ({ life: `life-${i}`, there: { ...there, page: page(i) } }), MINUTE);
      assert.deepEqual(told(play(id, [first, ...pages])), [PASSED]);
    }
  });

  test(`${id}: each page that somebody goes to counts`, () => {
    const page = (i) => ({ ...THERE, page: { ...SEEN, at: T0 + i * MINUTE, seen: 2 + i } });
    const pages = [1, 2, 3].map((i) => ({ role, state, life: `life-${i}`, after: i * 5 * MINUTE, there: page(i * 5) }));
    const acts = play(id, pages);
    assert.equal(
      acts.reduce((sum, { n }) => sum + n, 0),
      3,
    );
    assert.ok(acts.every(({ kind }) => kind === "captcha.invisible"));
  });

  test(`${id}: it counts again once somebody has done something there`, () => {
    const again = { role, state, life: "first", after: 5 * MINUTE };
    assert.deepEqual(told(play(id, [first, { ...again, done: true }])), [PASSED, PASSED]);
    const gesture = (after) => ({ ...THERE, doneAt: T0 + after });
    assert.deepEqual(told(play(id, [first, { ...again, there: gesture(4 * MINUTE) }])), [PASSED, PASSED]);
    assert.deepEqual(told(play(id, [first, { ...again, there: gesture(-1) }])), [PASSED], "what was done before");
  });
}

test("a page opened behind others passes once, soon after it was opened, and no more", () => {
  const opened = { ...ELSEWHERE, page: { ...NEVER_SEEN, opened: true } };
  const pass = { role: "widget", state: "solved", there: opened };
  assert.deepEqual(
    told(
      play("turnstile", [
        { ...pass, after: 900 },
        { ...pass, after: 5000 },
      ]),
    ),
    [PASSED],
  );
  assert.deepEqual(told(play("turnstile", [{ ...pass, after: 2 * MINUTE }])), []);
  const next = { ...opened, page: { ...opened.page, seen: 2 } };
  const reloaded = [
    { ...pass, after: 900 },
    { ...pass, life: "next", after: 1900, there: next },
  ];
  assert.deepEqual(told(play("turnstile", reloaded)), [PASSED], "it loads itself anew at once");
});

test("a page left at once after it was opened has passed in front of somebody", () => {
  assert.deepEqual(told(play("turnstile", [{ role: "widget", state: "solved", after: 900, there: ELSEWHERE }])), [
    PASSED,
  ]);
  const late = { role: "widget", state: "solved", after: 2 * MINUTE, there: ELSEWHERE };
  assert.deepEqual(told(play("turnstile", [late])), []);
});

test("a box that somebody ticked and that renews itself then is the one tick", () => {
  const ticked = [
    { role: "widget", state: "shown", after: 0 },
    { role: "widget", state: "checkbox-click", after: 900 },
    { role: "widget", state: "solved", after: 1500 },
  ];
  const night = nightOf("turnstile", () => ({ there: AWAY }), MINUTE);
  assert.deepEqual(told(play("turnstile", [...ticked, ...night])), ["1 captcha.checkbox solved"]);
});

test("how long ago the computer must have been used is told by the pass on the page before", () => {
  const passed = [
    { tab: TAB, page: 1, at: T0 },
    { tab: TAB, page: 2, at: T0 + 30_000 },
    { tab: 8, page: 2, at: T0 + 59_000 },
  ];
  const within = (seen, after) => usedWithin(passed, TAB, { ...SEEN, seen }, T0 + after);
  assert.equal(within(3, 60_000), 30);
  assert.equal(within(3, 31_000), 15, "no shorter time can be told");
  assert.equal(within(2, 60_000), 60, "the page's own other widgets are not before it");
  assert.equal(usedWithin([], TAB, SEEN, T0), 300);
});

const wait = (state, after, there, life = "page") => ({ role: "page", state, after, there, life });
const WAITS = {
  "seen for four seconds": [[wait("shown", 0, THERE), wait("gone", 4000, THERE)], [[1, 4000]]],
  "behind other tabs": [[wait("shown", 0, AWAY), wait("away", 1, AWAY), wait("gone", 4000, AWAY)], []],
  "in a window that nobody is at": [[wait("shown", 0, ASLEEP), wait("gone", 4000, ASLEEP)], []],
  "that somebody comes to": [
    [wait("shown", 0, AWAY), wait("away", 1, AWAY), wait("back", 5000, THERE), wait("gone", 7000, THERE)],
    [[0, 2000]],
  ],
  "that comes back to view with nobody there": [
    [wait("shown", 0, AWAY), wait("away", 1, AWAY), wait("back", 5000, ASLEEP), wait("gone", 7000, ASLEEP)],
    [],
  ],
};

for (const [name, [lines, expected]] of Object.entries(WAITS)) {
  test(`a wait ${name}`, () => {
    const acts = play("cloudflare-challenge", lines);
    assert.deepEqual(
      acts.map(({ ms, detail }) => [detail.rounds, ms]),
      expected,
    );
  });
}

test("a page that makes one wait and loads itself anew all night is no act", () => {
  for (const there of [AWAY, ASLEEP]) {
    const night = Array.from({ length: 960 }, (_, i) => [
      wait("shown", i * 30_000, there, `life-${i}`),
      wait("gone", i * 30_000 + 29_000, there, `life-${i}`),
    ]);
    assert.deepEqual(play("cloudflare-challenge", night.flat()), []);
  }
});

/** Two or three widgets of one product on one page: what happens there, and the acts. */
const solveBoard = (one, from, link = "") => [
  { role: "widget", state: "checkbox-click", after: from, life: `w${one}`, link },
  { role: "challenge", state: "shown", after: from + 400, life: `c${one}`, link },
  { role: "challenge", state: "label", after: from + 1400, life: `c${one}`, link },
  { role: "challenge", state: "submitted", after: from + 2400, life: `c${one}`, link, counts },
  { role: "challenge", state: "hidden", after: from + 2900, life: `c${one}`, link },
  { role: "widget", state: "solved", after: from + 2950, life: `w${one}`, link },
];
const passes = (role, many, extra = {}) =>
  Array.from({ length: many }, (_, i) => ({
    role,
    state: "solved",
    after: i * 10,
    life: `w${i}`,
    frame: i + 1,
    ...extra,
  }));
const inTurns = (...lists) => lists.flat().sort((one, other) => one.after - other.after);

const SEVERAL = [
  [
    "recaptcha-v2",
    "two boards, one after the other",
    [...solveBoard(1, 0, "a1"), ...solveBoard(2, 9000, "b2")],
    [SOLVED, SOLVED],
  ],
  ["recaptcha-v2", "two boards at once", inTurns(solveBoard(1, 0, "a1"), solveBoard(2, 700, "b2")), [SOLVED, SOLVED]],
  ["hcaptcha", "two boards at once", inTurns(solveBoard(1, 0, "a1"), solveBoard(2, 700, "b2")), [SOLVED, SOLVED]],
  ["hcaptcha", "without a name, one after the other", [...solveBoard(1, 0), ...solveBoard(2, 9000)], [SOLVED, SOLVED]],
  [
    "hcaptcha",
    "without a name, a box ticked while another's board is up",
    inTurns(solveBoard(1, 0), [
      { role: "widget", state: "checkbox-click", after: 1000, life: "w2" },
      { role: "widget", state: "solved", after: 1200, life: "w2" },
    ]),
    [CLICKED, SOLVED],
  ],
  [
    "hcaptcha",
    "two boxes ticked, the board of the first comes last and is left",
    [
      { role: "widget", state: "checkbox-click", after: 0, life: "w1", link: "a1" },
      { role: "widget", state: "checkbox-click", after: 100, life: "w2", link: "b2" },
      { role: "challenge", state: "shown", after: 400, life: "c1", link: "a1" },
      { role: "widget", state: "solved", after: 500, life: "w2", link: "b2" },
      { role: "challenge", state: "label", after: 1500, life: "c1", link: "a1" },
      { role: "challenge", state: "gone", after: 1600, life: "c1", link: "a1" },
    ],
    [CLICKED, "1 captcha.image abandoned"],
  ],
  [
    "hcaptcha",
    "without a name, the board's word overtakes the tick's",
    [
      { role: "challenge", state: "shown", after: 400, life: "c1" },
      { role: "widget", state: "checkbox-click", after: 0, life: "w1" },
      ...solveBoard(1, 0).slice(2),
    ],
    [SOLVED],
  ],
  ["turnstile", "three that pass by themselves", passes("widget", 3), [PASSED, PASSED, PASSED]],
  [
    "turnstile",
    "three, one of them ticked",
    inTurns(passes("widget", 2), [
      { role: "widget", state: "shown", after: 5, life: "w9" },
      { role: "widget", state: "checkbox-click", after: 900, life: "w9" },
      { role: "widget", state: "solved", after: 1500, life: "w9" },
    ]),
    [PASSED, PASSED, "1 captcha.checkbox solved"],
  ],
  ["friendly", "two forms of a page", passes("page", 2, { frame: 0 }), [PASSED, PASSED]],
  [
    "altcha",
    "two boxes ticked",
    [1, 2].flatMap((one) => [
      { role: "page", state: "checkbox-click", after: one * 100, life: `w${one}` },
      { role: "page", state: "solved", after: one * 100 + 3000, life: `w${one}` },
    ]),
    [CLICKED, CLICKED],
  ],
  [
    "mtcaptcha",
    "two pictures shown from the start, the first one typed",
    [
      { role: "widget", state: "shown", after: 0, life: "w1" },
      { role: "widget", state: "shown", after: 5, life: "w2" },
      { role: "widget", state: "started", after: 5000, life: "w1" },
      { role: "widget", state: "label-text", after: 6000, life: "w1" },
      { role: "widget", state: "submitted", after: 7000, life: "w1" },
      { role: "widget", state: "gone", after: MINUTE, life: "w1" },
    ],
    ["1 captcha.text solved"],
  ],
  [
    "yandex-smart",
    "two boards, the tokens seen in the page",
    [1, 2].flatMap((one) => [
      ...solveBoard(one, one * 9000)
        .slice(0, 5)
        .map((line) => (line.state === "label" ? { ...line, state: "label-point" } : line)),
      { role: "page", state: "solved", after: one * 9000 + 2950, life: `p${one}` },
    ]),
    [SOLVED, SOLVED],
  ],
  [
    "recaptcha-v3",
    "two badges",
    [1, 2].map((one) => ({ role: "widget", state: "scored", after: one, life: `w${one}`, link: `s${one}` })),
    [PASSED, PASSED],
  ],
]; // prettier-ignore

for (const [id, name, lines, expected] of SEVERAL) {
  test(`${id}: ${name}`, () => assert.deepEqual(told(play(id, lines)).sort(), [...expected].sort()));
}

test("boards answered at the same time keep their own labels", () => {
  const lines = inTurns(solveBoard(1, 0, "a1"), solveBoard(2, 700, "b2"));
  const acts = play("hcaptcha", lines);
  assert.deepEqual(
    acts.map(({ ms, detail }) => [ms, detail.labels, detail.gestures]),
    [
      [2000, 2, 1],
      [2000, 2, 1],
    ],
  );
});

test("frames of one hCaptcha share the field of their fragment", () => {
  const base = "https://newassets.hcaptcha.com/captcha/v1/0a1b/static/hcaptcha.html";
  const link = (hash) => linkOf(fileOf("hcaptcha"), "", `${base}#${hash}`);
  assert.equal(link("frame=checkbox&id=0abc&host=a.example"), "0abc");
  assert.equal(link("frame=challenge&id=0abc"), "0abc");
  assert.equal(link("frame=challenge"), "");
  assert.equal(link("frame=challenge&id=not%20one%20word"), "");
  assert.equal(linkOf(fileOf("recaptcha-v2"), "told", undefined), "told");
});

test("what a page may hold several of is told apart there", () => {
  const several = CAPTCHAS.filter(({ captcha }) => captcha.frames.some(({ each }) => each)).map(({ id }) => id);
  assert.deepEqual(several.sort(), ["altcha", "friendly", "mcaptcha", "mtcaptcha", "yandex-smart"]);
  const { each } = specFor(fileOf("friendly"), "page");
  assert.equal(each, ".frc-captcha");
});
