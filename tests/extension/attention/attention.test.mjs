import assert from "node:assert/strict";
import { test } from "node:test";
import { ALONE_MS, attended, NOTHING, observe, toAttention } from "../../../extension/shared/acts/attention.js";

const NOON = 1_795_348_800_000;
const DAY = 86_400_000;
const S = 1000;
const HOUR = 3600;

/** One observation with somebody there, `s` seconds after noon on both clocks, unless said otherwise. */
const seen = (s, platform, more = {}) => ({
  platform,
  task: false,
  present: true,
  at: NOON + Math.round(s * S),
  offset_min: 60,
  mono: Math.round(s * S),
  life: "life-1",
  session: "run-1",
  ...more,
});

/** Feed observations; return the finished chunks as [platform, seconds after noon, seconds long]. */
function watch(...observations) {
  const all = [];
  let state = NOTHING;
  for (const observation of observations) {
    const { state: next, chunks } = observe(state, observation);
    state = structuredClone(next);
    all.push(...chunks.map((chunk) => [chunk.platform, (chunk.at - NOON) / S, chunk.ms / S]));
  }
  return all;
}

const ticks = (from, to, platform, more) =>
  Array.from({ length: (to - from) / 30 + 1 }, (_, i) => seen(from + i * 30, platform, more));

/** The same with nobody there: only sound says that the platform is attended to. */
const sound = (s, platform, more = {}) => seen(s, platform, { present: false, ...more });
const soundOf = (from, to, platform, more) => ticks(from, to, platform, { present: false, ...more });

/** How many seconds of each platform were counted, and when the last of them ended. */
function sums(...observations) {
  const found = watch(...observations);
  const of = {};
  for (const [platform, , seconds] of found) {
    of[platform] = (of[platform] ?? 0) + seconds;
  }
  const [, at, seconds] = found.at(-1) ?? [null, 0, 0];
  return { of, end: at + seconds };
}

const TABLE = {
  "nothing attended gives nothing": [ticks(0, 300, null), []],
  "a visit ends when the tab does": [[seen(0, "x"), seen(20, null)], [["x", 0, 20]]],
  "a chunk is never longer than a minute": [
    [...ticks(0, 150, "x"), seen(160, null)],
    [
      ["x", 0, 60],
      ["x", 60, 60],
      ["x", 120, 40],
    ],
  ],
  "ticks that come late carry the rest over": [
    [seen(0, "x"), seen(25, "x"), seen(50, "x"), seen(75, "x"), seen(80, null)],
    [
      ["x", 0, 60],
      ["x", 60, 20],
    ],
  ],
  "the platform changes": [
    [seen(0, "x"), seen(10, "y"), seen(25, null)],
    [
      ["x", 0, 10],
      ["y", 10, 15],
    ],
  ],
  "less than a second is dropped": [[seen(0, "x"), seen(0.9, "y"), seen(2, null)], [["y", 0.9, 1.1]]],
  "the same event twice counts once": [
    [seen(0, "x"), seen(10, "x"), seen(10, "x"), seen(10, null), seen(10, null)],
    [["x", 0, 10]],
  ],
  "two windows: only what is seen as attended, one after the other": [
    [seen(0, "x"), seen(5, "y"), seen(6, "x"), seen(9, null)],
    [
      ["x", 0, 5],
      ["y", 5, 1],
      ["x", 6, 3],
    ],
  ],
  "the computer slept for a night: one tick at most, and a new chunk": [
    [seen(0, "x"), seen(10, "x"), seen(8 * 3600, "x"), seen(8 * 3600 + 5, null)],
    [
      ["x", 0, 40],
      ["x", 28800, 5],
    ],
  ],
  "asleep, and the steady clock stood still": [
    [seen(0, "x"), seen(8 * 3600, "x", { mono: 2 * S }), seen(8 * 3600 + 5, null, { mono: 7 * S })],
    [
      ["x", 0, 2],
      ["x", 28800, 5],
    ],
  ],
  "the clock goes forward by a day": [
    [seen(0, "x"), seen(10, "x", { at: NOON + DAY + 10 * S }), seen(20, null, { at: NOON + DAY + 20 * S })],
    [
      ["x", 0, 10],
      ["x", 86410, 10],
    ],
  ],
  "the clock goes back by a day": [
    [seen(0, "x"), seen(10, "x"), seen(20, "x", { at: NOON - DAY }), seen(30, null, { at: NOON - DAY + 10 * S })],
    [
      ["x", 0, 10],
      ["x", -86400, 10],
    ],
  ],
  "the background restarts: the wall clock alone, up to a tick": [
    [seen(0, "x"), seen(25, "x", { mono: 1, life: "life-2" }), seen(30, null, { mono: 5001, life: "life-2" })],
    [["x", 0, 30]],
  ],
  "the background restarts and its steady clock begins anew": [
    [seen(1000, "x"), seen(1020, null, { mono: 3, life: "life-2" })],
    [["x", 1000, 20]],
  ],
  "the browser restarts: nothing for the gap": [
    [
      seen(0, "x"),
      seen(12, "x"),
      seen(20, "x", { session: "run-2", life: "life-2" }),
      seen(27, null, { session: "run-2", life: "life-2" }),
    ],
    [
      ["x", 0, 12],
      ["x", 20, 7],
    ],
  ],
  "the browser restarts a second after: still nothing for the gap": [
    [seen(0, "x"), seen(1, "x", { session: "run-2" }), seen(4, null, { session: "run-2" })],
    [["x", 1, 3]],
  ],
  "the local time changes: a new chunk, so that each has one offset": [
    [seen(0, "x"), seen(20, "x", { offset_min: 120 }), seen(30, null, { offset_min: 120 })],
    [
      ["x", 0, 20],
      ["x", 20, 10],
    ],
  ],
};

for (const [name, [observations, wanted]] of Object.entries(TABLE)) {
  test(name, () => assert.deepEqual(watch(...observations), wanted));
}

/** What is heard with nobody there: [observations, seconds counted, when the last of them ended]. */
const ALONE = {
  "eight hours of a playlist, the screen unlocked or its lock not told": [
    [seen(0, "x"), ...soundOf(30, 8 * HOUR, "x"), sound(8 * HOUR + 5, null)],
    HOUR,
    HOUR,
  ],
  "two hours with a key in each half of an hour": [
    [...[0, 1800, 3600, 5400].flatMap((s) => [seen(s, "x"), ...soundOf(s + 30, s + 1770, "x")]), sound(7200, null)],
    2 * HOUR,
    2 * HOUR,
  ],
  "somebody comes back after the night": [
    [seen(0, "x"), ...soundOf(30, 8 * HOUR, "x"), seen(8 * HOUR + 10, "x"), seen(8 * HOUR + 20, null)],
    HOUR + 10,
    8 * HOUR + 20,
  ],
  "the hour ends between two looks": [
    [seen(0, "x"), ...soundOf(20, 3590, "x"), sound(3620, "x"), sound(3650, "x")],
    HOUR,
    HOUR,
  ],
  "another platform, or another video, is no new hour": [
    [
      seen(0, "x"),
      ...soundOf(30, 1800, "x"),
      sound(1801, null),
      sound(1803, "y"),
      ...soundOf(1830, 9000, "y"),
      sound(9001, null),
      sound(9003, "x"),
      ...soundOf(9030, 12000, "x"),
    ],
    HOUR - 2,
    HOUR,
  ],
  "silence in between is part of the hour": [
    [seen(0, "x"), seen(10, null), sound(3000, "x"), ...soundOf(3030, 9000, "x")],
    10 + HOUR - 3000 + 10,
    HOUR + 10,
  ],
  "a tab that nobody was ever seen at": [[sound(0, "x"), ...soundOf(30, 900, "x"), sound(910, null)], 0, 0],
  "the clock is set back by a day, the same background or another": [
    [
      seen(0, "x"),
      ...soundOf(30, 1800, "x"),
      ...soundOf(1830, 9000, "x").map((each) => ({ ...each, at: each.at - DAY })),
      sound(9001, null, { at: NOON - DAY + 9001 * S, life: "life-2", mono: 1 }),
    ],
    HOUR - 30, // what passed while it was set is not known, and is part of the hour
    HOUR - DAY / S,
  ],
  "the clock is set forward by a day: the hour is over": [
    [
      seen(0, "x"),
      sound(10, "x"),
      sound(20, "x", { at: NOON + DAY + 20 * S }),
      sound(30, "x", { at: NOON + DAY + 30 * S }),
    ],
    20,
    20,
  ],
  "the background is ended every minute and begins anew": [
    [
      seen(0, "x"),
      ...soundOf(30, 9000, "x").map((each, i) => ({ ...each, life: `life-${i >> 1}`, mono: (i % 2) * 30 * S })),
    ],
    HOUR,
    HOUR,
  ],
  "the browser restarts by itself in the night": [
    [seen(0, "x"), ...soundOf(30, 1800, "x"), ...soundOf(1810, 9010, "x", { session: "run-2", life: "life-2" })],
    HOUR - 10,
    HOUR,
  ],
  "paid work makes sound as well": [
    [seen(0, "x", { task: true }), ...soundOf(30, 8 * HOUR, "x", { task: true }), sound(8 * HOUR + 5, null)],
    HOUR,
    HOUR,
  ],
};
for (const [name, [observations, seconds, end]] of Object.entries(ALONE)) {
  test(`sound alone: ${name}`, () => {
    const found = sums(...observations);
    const sum = Object.values(found.of).reduce((all, one) => all + one, 0);
    assert.deepEqual({ sum, end: found.end }, { sum: seconds, end });
  });
}

test("an attention that an earlier version left open goes on, for an hour at most", () => {
  let { state } = observe(NOTHING, seen(0, "x"));
  const { alone, present, ...last } = state.last;
  state = { ...state, last };
  let sum = 0;
  for (const each of [...soundOf(30, 9000, "x"), sound(9001, null)]) {
    const { state: next, chunks } = observe(state, each);
    state = next;
    sum += chunks.reduce((all, { ms }) => all + ms, 0);
  }
  assert.equal(sum, ALONE_MS);
});

test("the chunk of a killed browser keeps what was last observed", () => {
  const { state } = observe(observe(NOTHING, seen(0, "x")).state, seen(30, "x"));
  const { chunks } = observe(state, seen(9999, null, { session: "run-2", life: "life-2" }));
  assert.deepEqual(chunks, [{ platform: "x", task: false, at: NOON, offset_min: 60, ms: 30 * S }]);
});

test("an observation is not changed, nor is the state", () => {
  const state = Object.freeze(observe(NOTHING, Object.freeze(seen(0, "x"))).state);
  Object.freeze(state.open);
  observe(state, Object.freeze(seen(90, "y")));
  assert.equal(state.open.ms, 0);
});

/** mulberry32: the same numbers from the same seed, so that a failure can be seen again. */
function chance(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A day's worth of events in random order and rhythm, with sleep, restarts and a clock that is set. */
function randomDay(random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const observations = [];
  let [real, wall, mono, life, run] = [0, NOON, 0, 1, 1];
  for (let i = 0; i < 300; i++) {
    const step = Math.floor(pick([0, 50, 900, 5_000, 30_000, 31_000, 45_000, 3_600_000]) * random());
    real += step;
    wall += step;
    mono += random() < 0.9 ? step : 0;
    if (random() < 0.05) {
      [life, mono] = [life + 1, 0];
    }
    if (random() < 0.02) {
      [life, mono, run] = [life + 1, 0, run + 1];
    }
    if (random() < 0.03) {
      wall += pick([-DAY, DAY, -3_600_000, 3_600_000, -1, 1]);
    }
    observations.push({
      platform: pick(["x", "x", "y", null]),
      task: random() < 0.3,
      present: random() < 0.5,
      at: wall,
      offset_min: 60,
      mono,
      life: `${life}`,
      session: `${run}`,
    });
  }
  return { observations, real };
}

test("whatever happens, the sum is never more than the time that passed", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const { observations, real } = randomDay(chance(seed));
    let [state, sum] = [NOTHING, 0];
    for (const observation of observations) {
      const { state: next, chunks } = observe(state, observation);
      state = next;
      for (const { ms } of chunks) {
        assert.ok(Number.isInteger(ms) && ms >= 1 && ms <= 60_000, `seed ${seed}: ${ms} ms`);
        sum += ms;
      }
    }
    const set = countClockSet(observations);
    assert.ok(sum <= real + set * 30_000, `seed ${seed}: ${sum} of ${real} ms`);
  }
});

test("whatever happens, nobody there is never more than an hour", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const { observations } = randomDay(chance(seed));
    let [state, sum] = [observe(NOTHING, seen(0, "x")).state, 0];
    for (const observation of observations) {
      const { state: next, chunks } = observe(state, { ...observation, present: false });
      state = next;
      sum += chunks.reduce((all, { ms }) => all + ms, 0);
    }
    assert.ok(sum + (state.open?.ms ?? 0) <= ALONE_MS, `seed ${seed}: ${sum} ms`);
  }
});

/** With a restart at the same moment, a clock set forward can pass for time: a tick each. */
function countClockSet(observations) {
  return observations.filter((o, i) => i && o.life !== observations[i - 1].life).length;
}

test("with a steady clock the sum is exact: chunks never overlap and never leave a hole", () => {
  const random = chance(7);
  let [s, state] = [0, NOTHING];
  const chunks = [];
  for (let i = 0; i < 500; i++) {
    ({ state } = ((next) => (chunks.push(...next.chunks), next))(observe(state, seen(s, "x"))));
    s += Math.ceil(random() * 30_000) / 1000;
  }
  chunks.push(...observe(state, seen(s, null)).chunks);
  assert.equal(
    chunks.reduce((sum, { ms }) => sum + ms, 0),
    Math.round(s * 1000),
  );
  for (let i = 1; i < chunks.length; i++) {
    assert.equal(chunks[i].at, chunks[i - 1].at + chunks[i - 1].ms);
  }
});

const tab = (platform, audible = false) => ({ platform, audible });
const VIEWS = [
  ["active tab, person there", { focused: true, idle: "active", tab: tab("x") }, "x"],
  ["person idle, silent tab", { focused: true, idle: "idle", tab: tab("x") }, null],
  ["person idle, a film plays", { focused: true, idle: "idle", tab: tab("x", true) }, "x"],
  ["screen locked, a film plays", { focused: true, idle: "locked", tab: tab("x", true) }, null],
  ["another program has the focus, a film plays", { focused: false, idle: "active", tab: tab("x", true) }, null],
  ["a tab of no platform", { focused: true, idle: "active", tab: tab(null, true) }, null],
  ["no tab at all", { focused: true, idle: "active", tab: null }, null],
];
for (const [name, view, platform] of VIEWS) {
  test(`attended: ${name}`, () => assert.equal(attended(view), platform));
}

for (const [task, kind] of [
  [false, "attention"],
  [true, "task-time"],
]) {
  test(`a chunk becomes an act of the kind ${kind}`, () => {
    assert.deepEqual(toAttention({ platform: "x", task, at: 5, offset_min: -60, ms: 60_000 }), {
      kind,
      platform: "x",
      rule: `x.${kind}`,
      at: 5,
      offset_min: -60,
      ms: 60_000,
      n: 1,
    });
  });
}

test("the time in a paid task and the time between two tasks are chunks of their own", () => {
  const between = { task: false };
  const within = { task: true };
  const path = [seen(0, "x", between), seen(20, "x", within), seen(45, "x", between), seen(50, null)];
  let state = NOTHING;
  const acts = path.flatMap((each) => {
    const next = observe(state, each);
    state = next.state;
    return next.chunks.map(toAttention);
  });
  assert.deepEqual(
    acts.map(({ kind, ms }) => [kind, ms / S]),
    [
      ["attention", 20],
      ["task-time", 25],
      ["attention", 5],
    ],
  );
});
