import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isSame, latest, lengthOf, limitPause, newWish, readPause } from "../../../extension/shared/wire/pause.js";

const NEVER = { until: 0, at: 0 };
const { cases, invalid } = JSON.parse(
  readFileSync(new URL("../../vectors/hello/pauses.json", import.meta.url), "utf8"),
);

for (const { name, wished: wish, known, own, holds, tells } of cases) {
  test(name, () => {
    const told = readPause({ pause: { ...(wish ?? NEVER), known: known ?? NEVER } });
    const now = latest(own, told.wish);
    assert.deepEqual(now, holds);
    assert.deepEqual(isSame(now, told.known) ? null : now, tells);
  });
}

test("an older collector says nothing of pausing, and a misshapen answer counts as one", () => {
  for (const pause of [undefined, null, ...invalid]) {
    assert.equal(readPause({ pause }), null);
  }
});

test("a collector that does not say what it knows is told", () => {
  assert.deepEqual(readPause({ pause: { until: 7, at: 5 } }), { wish: { until: 7, at: 5 }, known: NEVER });
});

test("what else the answer holds is not kept", () => {
  const more = { until: 7, at: 5, known: { until: 1, at: 2, more: 3 }, more: 3 };
  assert.deepEqual(readPause({ pause: more }), { wish: { until: 7, at: 5 }, known: { until: 1, at: 2 } });
});

test("a wish is later than the one before, even if the clock was set back", () => {
  assert.deepEqual(newWish({ until: 9, at: 5000 }, 0, 4000), { until: 0, at: 5001 });
  assert.deepEqual(newWish(NEVER, 9000, 4000), { until: 9000, at: 4000 });
});

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const JUMPS = { "ten minutes": 10 * MINUTE, "an hour": 60 * MINUTE, "a day": DAY, "ten years": 3653 * DAY };
for (const [name, jump] of Object.entries(JUMPS)) {
  for (const length of [15 * MINUTE, 60 * MINUTE, DAY]) {
    test(`a clock set back by ${name} makes a pause of ${length / MINUTE} min begin again, once`, () => {
      let own = { until: NOW + length, at: NOW };
      let now = NOW - jump;
      const began = now;
      own = limitPause(own, length, now);
      for (; now < own.until; now += MINUTE) {
        own = limitPause(own, length, now); // as the alarm of each minute does
      }
      assert.ok(now - began >= length, "it is not cut short");
      assert.ok(now - began <= length + Math.min(jump, 3 * MINUTE), "and not much longer");
    });
  }
}

test("a pause without an end has none, whatever the clock did", () => {
  const wish = { until: Number.MAX_SAFE_INTEGER, at: NOW };
  assert.equal(limitPause(wish, lengthOf(wish), NOW - JUMPS["ten years"]), wish);
});

test("where it is not known how long it was to last, a day is the most", () => {
  const wish = { until: NOW + JUMPS["ten years"], at: 2 * NOW };
  assert.equal(limitPause(wish, lengthOf(wish), NOW).until, NOW + DAY);
});
