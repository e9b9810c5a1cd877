/** What was done for AI models: over time by kind, and by the model's platform. */

import { drawChart } from "../../drawing/charts.js";
import { byId, write } from "../../kit/elements.js";
import { isoDay, number, time } from "../../kit/format.js";
import { gridOf, legendOf, seriesOf, slotOf, stackOf } from "../../drawing/stack.js";
import { putTable } from "../../kit/tables.js";
import { language, say, sayMany } from "../../kit/wording.js";

export const view = "labour";

/** @param {any} labour */
export async function show({ ai, names, period }) {
  const labels = names.kind_labels[language];
  const pieces = { bucket: ai.pieces.bucket, code: ai.pieces.kind, amount: ai.pieces.n };
  const series = seriesOf(pieces, labels);
  byId("ai").hidden = ai.acts.n.length === 0;
  if (ai.acts.n.length === 0) {
    return;
  }
  const places = placesOf(ai, names);
  write("ai-summary", summary(series, places));
  const heads = [
    period.step === "month" ? say("acts.month") : say("chart.acts.when"),
    ...series.map(({ label }) => label),
    say("acts.sum"),
  ];
  putTable("ai-table", say("ai.title"), numeric(heads), gridOf(ai.buckets, period.step, pieces, series));
  showPlaces(places, series);
  await drawSeries({ ai, labels, pieces, series, period });
}

/** A single day has nothing to stack. */
function drawSeries({ ai, labels, pieces, series, period }) {
  const shared = {
    columns: /** @type {[string, string][]} */ ([
      ["start", say("csv.start")],
      ["last", say("csv.last")],
      ["kind", say("chart.acts.kind")],
      ["acts", say("chart.acts.count")],
    ]),
    records: ai.pieces.bucket.map((index, row) => ({
      start: isoDay(ai.buckets.start[index]),
      last: isoDay(ai.buckets.end[index] - 1),
      kind: labels[ai.pieces.kind[row]],
      acts: ai.pieces.n[row],
    })),
    title: say("ai.title"),
    period,
  };
  if (ai.buckets.start.length < 2) {
    const rows = series.map(({ label, sum }, rank) => ({ kind: label, slot: slotOf(rank), acts: sum }));
    return drawChart("acts_by_kind", "ai", {
      ...shared,
      rows,
      point: ({ kind, acts }) => sayMany("point.kind", acts, { kind }),
    });
  }
  const rows = stackOf(ai.buckets, period.step, pieces, series, say("acts.other"));
  return drawChart("ai_labour", "ai", {
    ...shared,
    rows: rows.map(({ amount, label, ...row }) => ({ ...row, acts: amount, kind: label })),
    legend: legendOf(series, say("acts.other")),
    point: ({ kind, when, acts }) => sayMany("point.acts", acts, { kind, when }),
  });
}

const numeric = (titles) => titles.map((title, at) => ({ title, numeric: at > 0 }));

/** Each platform with its acts by kind, the most first. */
function placesOf({ acts, time: spent }, names) {
  const ms = new Map(spent.platform.map((code, row) => [code, spent.ms[row]]));
  const rows = Map.groupBy(
    acts.platform.map((_, row) => row),
    (row) => acts.platform[row],
  );
  const places = [...rows].map(([code, found]) => ({
    label: names.platform_labels[code],
    ms: ms.get(code) ?? 0,
    n: new Map(found.map((row) => [acts.kind[row], acts.n[row]])),
    sum: found.reduce((total, row) => total + acts.n[row], 0),
  }));
  return places.sort((a, b) => b.sum - a.sum);
}

function summary(series, places) {
  const all = places.reduce((total, { sum }) => total + sum, 0);
  const [{ label, sum }] = series;
  const lead = sayMany("ai.lead", all, { kind: label, n: number(sum) });
  const [{ label: platform, sum: most }] = places;
  return places.length > 1
    ? `${lead} ${say("ai.most", { platform, n: number(most) })}`
    : `${lead} ${say("ai.only", { platform })}`;
}

function showPlaces(places, series) {
  const heads = [
    say("chart.attention.platform"),
    ...series.map(({ label }) => label),
    say("acts.sum"),
    say("chart.attention.time"),
  ];
  const rows = places.map(({ label, n, sum, ms }) => [
    label,
    ...series.map(({ code }) => number(n.get(code) ?? 0)),
    number(sum),
    time(ms),
  ]);
  putTable("ai-places", say("ai.places"), numeric(heads), rows);
}
