/** A year as a calendar, up to the last day of the period. */

import { drawChart } from "../../drawing/charts.js";
import { byId, write } from "../../kit/elements.js";
import { isoDay, number, period, time, weekdayName } from "../../kit/format.js";
import { measureOf } from "../../drawing/measure.js";
import { chartFailed } from "../../kit/page.js";
import { monday, weekday } from "../../drawing/stack.js";
import { putTable } from "../../kit/tables.js";
import { say, sayMany } from "../../kit/wording.js";

export const view = "rhythm";

const DAY_MS = 86_400_000;
const MUCH = { n: (n) => sayMany("much.acts", n), ms: (ms) => time(ms) };
const whole = (at) => period(at, at);

/** @param {any} rhythm */
export async function show({ year }) {
  byId("year").hidden = year.day.length === 0;
  if (year.day.length) {
    await refill(year);
  }
}

async function refill(year) {
  const measure = measureOf("year", () => refill(year).catch(chartFailed));
  const days = daysOf(year);
  write("year-summary", summary(days, measure));
  showTable(days.filter(({ n, ms }) => n || ms).reverse());
  await drawChart("calendar_of_a_year", "year", {
    rows: days.map((row) => ({ ...row, amount: Math.max(row[measure], 0) })),
    columns: [
      ["date", say("chart.acts.when")],
      ["n", say("chart.acts.count")],
      ["ms", say("csv.ms")],
    ],
    title: say("year.title"),
    period: year,
    point: (row) => say("point.year", { when: whole(row.day), much: MUCH[measure](row[measure]) }),
  });
}

/** Every day of the year, with something on it or not. */
function daysOf({ first, last, day: known, n, ms }) {
  const rows = new Map(known.map((one, row) => [one, row]));
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const row = rows.get(first + at);
    return cellOf(first + at, n[row], ms[row]);
  });
}

function cellOf(at, n = 0, ms = 0) {
  const start = monday(at) * DAY_MS;
  return {
    day: at,
    date: isoDay(at),
    start,
    end: start + 7 * DAY_MS,
    weekday: weekdayName(at, "short"),
    order: weekday(at),
    n,
    ms,
  };
}

function summary(days, measure) {
  const most = days.reduce((best, row) => (row[measure] > best[measure] ? row : best));
  const lead = sayMany("year.lead", days.filter(({ n, ms }) => n || ms).length, { days: number(days.length) });
  const given = { when: whole(most.day), much: MUCH[measure](most[measure]) };
  return most[measure] > 0 ? `${lead} ${say("year.most", given)}` : lead;
}

function showTable(days) {
  const heads = [
    { title: say("chart.acts.when") },
    { title: say("chart.acts.count"), numeric: true },
    { title: say("chart.attention.time"), numeric: true },
  ];
  const rows = days.map(({ day: at, n, ms }) => [whole(at), number(n), time(ms)]);
  putTable("year-table", say("year.title"), heads, rows);
}
