/** At which hours of the week it was done, by the person's own clock. */

import { drawChart } from "../../drawing/charts.js";
import { byId, write } from "../../kit/elements.js";
import { clock, number, share, time, weekdayName } from "../../kit/format.js";
import { measureOf } from "../../drawing/measure.js";
import { chartFailed } from "../../kit/page.js";
import { weekday } from "../../drawing/stack.js";
import { putTable } from "../../kit/tables.js";
import { say, sayMany } from "../../kit/wording.js";

export const view = "rhythm";

const A_MONDAY = 4;
const [DAYS, HOURS] = [7, 24];
/** A usual working week, as the summary says it. */
const [WORK_DAYS, WORK_FROM, WORK_TO] = [5, 9, 18];
const MUCH = { n: (n) => sayMany("much.acts", n), ms: (ms) => time(ms) };
const CELL = { n: number, ms: time };

/** @param {any} rhythm */
export async function show({ hours, period, attention }) {
  const unknown = hours === null;
  const nothing = !unknown && hours.hour.length === 0;
  byId("hours").hidden = nothing;
  byId("hours-measure").hidden = unknown;
  byId("hours-table").closest("details").hidden = unknown;
  if (unknown) {
    write("hours-summary", say("hours.unknown"));
  }
  if (!nothing) {
    await refill({ hours: hours ?? { weekday: [], hour: [], n: [], ms: [] }, period, attention });
  }
}

async function refill(rhythm) {
  const measure = measureOf("hours", () => refill(rhythm).catch(chartFailed));
  const rows = rhythm.hours.hour.length ? cellsOf(rhythm) : [];
  if (rows.length) {
    write("hours-summary", summary(rows, measure));
    showTable(rows, measure);
  }
  await drawChart("hours_of_week", "hours", {
    rows: rows.map((row) => ({ ...row, amount: Math.max(row[measure], 0) })),
    columns: [
      ["weekday", say("hours.weekday")],
      ["hour", say("hours.hour")],
      ["n", say("chart.acts.count")],
      ["ms", say("csv.ms")],
    ],
    title: say("hours.title"),
    period: rhythm.period,
    point: (row) => say("point.hours", { ...named(row), much: MUCH[measure](row[measure]) }),
  });
}

/** Every hour of each weekday that the period has, done in or not: an empty hour is a fact too. */
function cellsOf({ hours, period }) {
  const known = new Map(hours.hour.map((hour, row) => [hours.weekday[row] * HOURS + hour, row]));
  return weekdaysOf(period).flatMap((at) =>
    Array.from({ length: HOURS }, (_, hour) => {
      const row = known.get(at * HOURS + hour);
      const [n, ms] = row === undefined ? [0, 0] : [hours.n[row], hours.ms[row]];
      return { at, hour, n, ms, weekday: nameOf(at, "short"), clock: clock(hour) };
    }),
  );
}

function weekdaysOf({ first, last }) {
  const length = Math.min(last - first + 1, DAYS);
  return Array.from({ length }, (_, at) => weekday(first + at)).sort((a, b) => a - b);
}

const nameOf = (at, length) => weekdayName(A_MONDAY + at, length);
const named = ({ at, hour }) => ({ weekday: nameOf(at, "long"), from: clock(hour), to: clock(hour + 1) });

function summary(rows, measure) {
  const most = rows.reduce((best, row) => (row[measure] > best[measure] ? row : best));
  if (most[measure] <= 0) {
    return say("hours.none");
  }
  const sum = (some) => some.reduce((total, row) => total + row[measure], 0);
  const outside = rows.filter(({ at, hour }) => at >= WORK_DAYS || hour < WORK_FROM || hour >= WORK_TO);
  const lead = say("hours.lead", { ...named(most), much: MUCH[measure](most[measure]) });
  if (rows.length < DAYS * HOURS || sum(outside) === 0) {
    return lead;
  }
  const given = { share: share(sum(outside) / sum(rows)), from: clock(WORK_FROM), to: clock(WORK_TO) };
  return `${lead} ${say("hours.outside", given)}`;
}

/** Hours down, weekdays across: as wide as a phone has room for. */
function showTable(rows, measure) {
  const days = [...new Set(rows.map(({ at }) => at))];
  const heads = [say("hours.hour"), ...days.map((at) => nameOf(at, "short"))];
  const cells = new Map(rows.map((row) => [row.at * HOURS + row.hour, CELL[measure](row[measure])]));
  const lines = Array.from({ length: HOURS }, (_, hour) => [
    clock(hour),
    ...days.map((at) => cells.get(at * HOURS + hour)),
  ]);
  putTable(
    "hours-table",
    say("hours.title"),
    heads.map((title, at) => ({ title, numeric: at > 0 })),
    lines,
  );
}
