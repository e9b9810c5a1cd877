import assert from "node:assert/strict";
import { test } from "node:test";
import { CAPTCHAS, KINDS } from "../../../extension/background/platforms/catalogue.js";
import { toAct } from "../../../extension/shared/acts/act.js";
import { step, sweep } from "../../../extension/shared/captcha/episode.js";
import { frameAt, reportsOf, specFor } from "../../../extension/shared/captcha/frames.js";

const FILE = CAPTCHAS.find(({ id }) => id === "recaptcha-v2");
const T0 = 1_795_338_850_000;
const ROLE = { "checkbox-click": "widget", solved: "widget", expired: "widget" };

/**
 * "shown 0, label 2000": states with the time since the beginning; "kind" and counts as a third and later
 * word.
 */
function play(script) {
  let episode = null;
  const matches = [];
  for (const line of script) {
    const [state, after, extra, life] = line;
    const role = ROLE[state] ?? "challenge";
    const report = { state, at: T0 + after, role, life: life ?? role, ...extra };
    const next = step(episode, report, FILE, 7);
    episode = next.episode;
    matches.push(...next.matches);
  }
  return { episode, matches };
}

const IMAGE = { kind: "captcha.image" };
const AUDIO = { kind: "captcha.audio" };
const counts = (selected, added = 0, tiles = 9) => ({ counts: { selected, added, tiles } });
const labels = (n, from, gap = 1000) => Array.from({ length: n }, (_, i) => ["label", from + i * gap]);

const EPISODES = {
  "a static board": {
    script: [
      ["checkbox-click", 0],
      ["shown", 500, IMAGE],
      ...labels(3, 2500),
      ["submitted", 6000, counts(3)],
      ["solved", 7000],
    ],
    act: {
      kind: "captcha.image",
      at: T0 + 500,
      ms: 5500,
      detail: { outcome: "solved", labels: 3, judgements: 9, rounds: 1, gestures: 3 },
    },
  },
  "a pause longer than the cap": {
    script: [
      ["shown", 0, IMAGE],
      ["label", 1000],
      ["label", 61_000],
      ["submitted", 62_000, counts(2, 0, 16)],
      ["solved", 63_000],
    ],
    act: { ms: 22_000, detail: { outcome: "solved", labels: 2, judgements: 16, rounds: 1, gestures: 2 } },
  },
  "a board whose tiles are replaced": {
    script: [
      ["shown", 0, IMAGE],
      ...labels(1, 1000),
      ["submitted", 2000, counts(0, 1)],
      ["progress", 2200],
      ...labels(2, 3000),
      ["submitted", 5000, counts(0, 2)],
      ["solved", 6000],
    ],
    act: { detail: { outcome: "solved", labels: 3, judgements: 9, rounds: 2, gestures: 3 } },
  },
  "too few tiles, then the rest": {
    script: [
      ["shown", 0, IMAGE],
      ...labels(2, 1000),
      ["submitted", 3000, counts(2)],
      ["insufficient", 3200],
      ...labels(1, 4000),
      ["submitted", 5000, counts(3)],
      ["solved", 5500],
    ],
    act: { detail: { outcome: "solved", labels: 3, judgements: 9, rounds: 2, gestures: 3 } },
  },
  "a wrong answer, then a new board": {
    script: [
      ["shown", 0, IMAGE],
      ...labels(2, 1000),
      ["submitted", 3000, counts(2)],
      ["failed", 3200],
      ...labels(3, 4000),
      ["submitted", 7000, counts(3)],
      ["solved", 7500],
    ],
    act: { detail: { outcome: "solved", labels: 5, judgements: 18, rounds: 2, gestures: 5 } },
  },
  "a box that is enough": {
    script: [
      ["checkbox-click", 0],
      ["solved", 900],
    ],
    act: {
      kind: "captcha.checkbox",
      ms: 0,
      detail: { outcome: "auto-passed", labels: 0, judgements: 0, rounds: 0, gestures: 0 },
    },
  },
  "a tick that nobody asked for": {
    script: [
      ["present", 0],
      ["solved", 900],
    ],
    act: {
      kind: "captcha.invisible",
      at: T0 + 900,
      detail: { outcome: "auto-passed", labels: 0, judgements: 0, rounds: 0, gestures: 0 },
    },
  },
  "an answer by ear": {
    script: [
      ["checkbox-click", 0],
      ["shown", 500, IMAGE],
      ["gesture", 1500],
      ["shown", 1600, AUDIO],
      ["label-audio", 4000],
      ["label-audio", 4500],
      ["submitted", 6000, counts(0, 0, 0)],
      ["solved", 7000],
    ],
    act: {
      kind: "captcha.audio",
      ms: 5500,
      detail: { outcome: "solved", labels: 2, judgements: 1, rounds: 1, gestures: 2 },
    },
  },
  "no box, and a board that goes away after the answer": {
    script: [["shown", 0, IMAGE], ...labels(1, 1000), ["submitted", 2000, counts(1)], ["hidden", 2900]],
    act: { detail: { outcome: "solved", labels: 1, judgements: 9, rounds: 1, gestures: 1 } },
  },
  "no box, and a page that leaves after the answer": {
    script: [["shown", 0, IMAGE], ...labels(1, 1000), ["submitted", 2000, counts(1)], ["gone", 2500]],
    act: { detail: { outcome: "solved", labels: 1, judgements: 9, rounds: 1, gestures: 1 } },
  },
  "a tick that overtakes the answer": {
    script: [
      ["checkbox-click", 0],
      ["shown", 500, IMAGE],
      ["solved", 7000],
      ...labels(3, 2500),
      ["submitted", 6000, counts(3)],
    ],
    act: { ms: 5500, detail: { outcome: "solved", labels: 3, judgements: 9, rounds: 1, gestures: 3 } },
  },
  "a tick on a board that went away unanswered": {
    script: [
      ["checkbox-click", 0],
      ["shown", 500, IMAGE],
      ["label", 900],
      ["solved", 7000],
      ["hidden", 7001],
    ],
    act: { detail: { outcome: "solved", labels: 0, judgements: 0, rounds: 0, gestures: 1 } },
  },
  "a page left in the middle": {
    script: [
      ["checkbox-click", 0],
      ["shown", 500, IMAGE],
      ["label", 2500],
      ["gone", 9000],
    ],
    act: { ms: 2000, detail: { outcome: "abandoned", labels: 0, judgements: 0, rounds: 0, gestures: 1 } },
  },
  "a page left after a wrong answer": {
    script: [
      ["shown", 0, IMAGE],
      ["label", 500],
      ["submitted", 1000, counts(1)],
      ["failed", 1500],
      ["gone", 1600],
    ],
    act: { detail: { outcome: "failed", labels: 1, judgements: 9, rounds: 1, gestures: 1 } },
  },
  "a board that expires": {
    script: [
      ["checkbox-click", 0],
      ["shown", 500, IMAGE],
      ["label", 2500],
      ["expired", 122_000],
    ],
    act: { detail: { outcome: "expired", labels: 0, judgements: 0, rounds: 0, gestures: 1 } },
  },
  "a vendor that refuses": {
    script: [
      ["checkbox-click", 0],
      ["shown", 500, IMAGE],
      ["blocked", 900],
    ],
    act: { detail: { outcome: "blocked", labels: 0, judgements: 0, rounds: 0, gestures: 0 } },
  },
  "a tab whose page is new": {
    script: [
      ["checkbox-click", 0],
      ["shown", 500, IMAGE],
      ["label", 900],
      ["shown", 5000, IMAGE, "another life"],
    ],
    act: { detail: { outcome: "abandoned", labels: 0, judgements: 0, rounds: 0, gestures: 1 } },
  },
};

for (const [name, { script, act }] of Object.entries(EPISODES)) {
  test(`${name} is one act`, () => {
    const { matches } = play(script);
    assert.equal(matches.length, 1);
    const made = toAct(matches[0], KINDS, () => 60);
    for (const [key, value] of Object.entries(act)) {
      assert.deepEqual(made[key], value, key);
    }
    assert.deepEqual(made.detail, matches[0].detail, "every count is within its range");
    assert.equal(made.rule, FILE.id);
  });
}

const NOTHING = {
  "a frame loaded in advance": [
    ["present", 0],
    ["gone", 9000],
  ],
  "a board shown to a script": [
    ["shown", 0, IMAGE],
    ["gone", 9000],
  ],
  "a board solved by a script": [
    ["shown", 0, IMAGE],
    ["solved", 9000],
    ["hidden", 9001],
  ],
  "a tick that expires later": [["expired", 0]],
  "a click without a board": [
    ["label", 0],
    ["submitted", 10, counts(1)],
  ],
};

for (const [name, script] of Object.entries(NOTHING)) {
  test(`${name} is no act`, () => assert.deepEqual(play(script).matches, []));
}

test("the frame of another widget does not end an episode", () => {
  const { episode, matches } = play([
    ["shown", 0, IMAGE],
    ["label", 10],
    ["gone", 20, {}, "another life"],
  ]);
  assert.ok(episode);
  assert.deepEqual(matches, []);
});

test("an episode that nothing more is heard of is given up", () => {
  const { episode } = play([
    ["checkbox-click", 0],
    ["shown", 500, IMAGE],
    ["label", 2500],
  ]);
  const late = episode.touchedAt + FILE.captcha.episode.abandonAfterMs;
  assert.equal(sweep(episode, late - 1, FILE), null);
  assert.equal(sweep(episode, late, FILE)[0].detail.outcome, "abandoned");
});

test("a board put away is given up sooner, unless it comes back", () => {
  const away = [
    ["checkbox-click", 0],
    ["shown", 500, IMAGE],
    ["label", 2500],
    ["hidden", 3000],
  ];
  const soon = T0 + 3000 + FILE.captcha.episode.hiddenAfterMs;
  assert.equal(sweep(play(away).episode, soon, FILE)[0].detail.outcome, "abandoned");
  assert.equal(sweep(play([...away, ["shown", 4000, IMAGE]]).episode, soon, FILE), null);
});

const ADDRESSES = {
  "https://www.google.com/recaptcha/api2/anchor?k=a": "widget",
  "https://www.recaptcha.net/recaptcha/enterprise/bframe?k=a": "challenge",
  "http://www.google.com/recaptcha/api2/anchor": null,
  "https://www.google.com.example/recaptcha/api2/anchor": null,
  "https://www.google.com/recaptcha/api2/demo": null,
  "https://www.google.com/search?q=/recaptcha/api2/anchor": null,
};

for (const [address, role] of Object.entries(ADDRESSES)) {
  test(`${address} plays ${role}`, () => assert.equal(frameAt(CAPTCHAS, address)?.role ?? null, role));
}

test("a frame learns only about its own role", () => {
  const { states } = specFor(FILE, "widget");
  assert.ok(states.length && states.every(({ frame }) => frame === "widget"));
});

const GOOD = { life: "a-1", link: "", reports: [{ n: 1, at: T0, state: "label" }] };
const BAD = {
  "no number": { ...GOOD, reports: [{ at: T0, state: "label" }] },
  "a state of another role": { ...GOOD, reports: [{ n: 1, at: T0, state: "solved" }] },
  "an unknown kind": { ...GOOD, reports: [{ n: 1, at: T0, state: "shown", kind: "like" }] },
  "counts that are not numbers": {
    ...GOOD,
    reports: [{ n: 1, at: T0, state: "submitted", counts: { selected: "3" } }],
  },
  "a life that is a sentence": { ...GOOD, life: "not one word" },
  "no list": { ...GOOD, reports: {} },
};

test("reports are read as the script writes them", () => {
  assert.deepEqual(reportsOf(GOOD, FILE, "challenge"), [
    { n: 1, at: T0, state: "label", role: "challenge", life: "a-1" },
  ]);
});

for (const [name, message] of Object.entries(BAD)) {
  test(`reports with ${name} are refused`, () => assert.equal(reportsOf(message, FILE, "challenge"), null));
}
