/** When the attention was given: by day, week or month, stacked by platform. */

import { drawChart } from "../../drawing/charts.js";
import { byId, write } from "../../kit/elements.js";
import { bucket, isoDay, share, time } from "../../kit/format.js";
import { gridOf, legendOf, seriesOf, stackOf, sumsOf } from "../../drawing/stack.js";
import { putTable } from "../../kit/tables.js";
import { say } from "../../kit/wording.js";

export const view = "rhythm";

const [MINUTE_MS, HOUR_MS] = [60_000, 3_600_000];
const STEPS = { day: () => say("chart.acts.when"), week: () => say("weeks.week"), month: () => say("acts.month") };

/** @param {any} rhythm */
export async function show({ attention, names, period }) {
  const { buckets, step } = attention;
  const pieces = { bucket: attention.bucket, code: attention.platform, amount: attention.ms };
  const [series, sums] = [seriesOf(pieces, names.platform_labels), sumsOf(buckets, pieces)];
  byId("weeks").hidden = buckets.start.length < 2 || series.length === 0;
  if (byId("weeks").hidden) {
    return;
  }
  const most = Math.max(...sums);
  write("weeks-summary", summary(attention, sums, series));
  const columns = [STEPS[step](), ...series.map(({ label }) => label), say("acts.sum")];
  const heads = columns.map((title, at) => ({ title, numeric: at > 0 }));
  putTable("weeks-table", say("weeks.title"), heads, gridOf(buckets, step, pieces, series, time));
  const [unit, axis] = most > 3 * HOUR_MS ? [HOUR_MS, say("weeks.hours")] : [MINUTE_MS, say("weeks.minutes")];
  const rows = stackOf(buckets, step, pieces, series, say("weeks.other"));
  await drawChart("attention_by_week", "weeks", {
    rows: rows.map((row) => ({ ...row, ms: row.amount, amount: row.amount / unit })),
    columns: [
      ["start", say("csv.start")],
      ["last", say("csv.last")],
      ["platform", say("chart.attention.platform")],
      ["ms", say("csv.ms")],
    ],
    records: recordsOf(attention, names),
    title: say("weeks.title"),
    period,
    legend: legendOf(series, say("weeks.other")),
    point: ({ when, label, ms }) => say("point.weeks", { when, platform: label, time: time(ms) }),
    axis,
  });
}

function recordsOf({ buckets, bucket: at, platform, ms }, names) {
  return at.map((index, row) => ({
    start: isoDay(buckets.start[index]),
    last: isoDay(buckets.end[index] - 1),
    platform: names.platform_labels[platform[row]],
    ms: ms[row],
  }));
}

function summary({ buckets, step }, sums, series) {
  const at = sums.indexOf(Math.max(...sums));
  const all = sums.reduce((sum, one) => sum + one, 0);
  const given = { when: bucket(buckets.start[at], step), time: time(sums[at]) };
  const [{ label, sum }] = series;
  const lead = say("weeks.lead", given);
  return series.length > 1 ? `${lead} ${say("weeks.first", { platform: label, share: share(sum / all) })}` : lead;
}
