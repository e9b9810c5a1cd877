import assert from "node:assert/strict";
import { test } from "node:test";
import { isBlind, momentOf, verdictOf } from "../../../extension/shared/rules/coverage.js";

const DAY = 86_400_000;
const NOW = 1_795_348_800_000;
const TODAY = Math.floor(NOW / DAY);
const LONG = { day: null, since: NOW - 30 * DAY, ms: 3_600_000, today: TODAY, now: NOW };

const TABLE = [
  ["it fired today", { day: TODAY }, "seen"],
  ["it fired on the first of the seven days", { day: TODAY - 6 }, "seen"],
  ["it fired the day before them", { day: TODAY - 7 }, "silent"],
  ["it never fired", {}, "silent"],
  ["switched on exactly a week ago", { since: NOW - 7 * DAY }, "silent"],
  ["switched on not quite a week ago", { since: NOW - 7 * DAY + 1 }, "nothing"],
  ["nobody knows since when", { since: undefined }, "nothing"],
  ["exactly ten minutes of attention", { ms: 600_000 }, "silent"],
  ["less than ten minutes", { ms: 599_999 }, "nothing"],
  ["less, and it fired long ago", { ms: 0, day: TODAY - 40 }, "seen"],
  ["newly on, and it fired long ago", { since: NOW, day: TODAY - 40 }, "seen"],
  ["the clock was set back: it fired tomorrow", { day: TODAY + 1 }, "seen"],
];
for (const [name, known, verdict] of TABLE) {
  test(`${name}: ${verdict}`, () => assert.equal(verdictOf({ ...LONG, ...known }), verdict));
}

test("a platform is blind where no rule at all shows itself", () => {
  assert.equal(isBlind(["silent", "silent"]), true);
  assert.equal(isBlind(["silent", "seen"]), false);
  assert.equal(isBlind(["silent", "nothing"]), false);
  assert.equal(isBlind([]), false, "where nothing is counted but time, nothing can be missed");
});

test("a day is shown as itself in UTC", () => {
  const shown = new Intl.DateTimeFormat("en-GB", { dateStyle: "short", timeZone: "UTC" });
  assert.equal(shown.format(momentOf(20_000)), "04/10/2024");
});
