/** The acts by day and kind. */

import { drawChart } from "../../drawing/charts.js";
import { write } from "../../kit/elements.js";
import { bucket, isoDay, number } from "../../kit/format.js";
import { gridOf, legendOf, seriesOf, slotOf, stackOf, sumsOf } from "../../drawing/stack.js";
import { putTable } from "../../kit/tables.js";
import { language, say, sayMany } from "../../kit/wording.js";

export const view = "overview";

/** @param {any} overview */
export function show(overview) {
  const [pieces, kinds] = read(overview);
  write("acts-summary", summary(overview, pieces, kinds));
  table(overview, pieces, kinds);
}

/** @param {any} overview */
export function draw(overview) {
  const [pieces, kinds] = read(overview);
  const shared = { columns: columns(), records: records(overview), title: say("acts.title"), period: overview.period };
  if (overview.buckets.start.length < 2) {
    return drawChart("acts_by_kind", "acts", { ...shared, rows: kindRows(kinds), point: ofKind });
  }
  const [rows, legend] = [rowsOf(overview, pieces, kinds), legendOf(kinds, say("acts.other"))];
  return drawChart("acts_by_day", "acts", { ...shared, rows, legend, point: ofBucket });
}

function read({ pieces, names }) {
  const found = { bucket: pieces.bucket, code: pieces.kind, amount: pieces.n };
  return /** @type {const} */ ([found, seriesOf(found, names.kind_labels[language])]);
}

const ofKind = ({ kind, acts }) => sayMany("point.kind", acts, { kind });
const ofBucket = ({ kind, when, acts }) => sayMany("point.acts", acts, { kind, when });

/** @returns {[string, string][]} */
const columns = () => [
  ["start", say("csv.start")],
  ["last", say("csv.last")],
  ["kind", say("chart.acts.kind")],
  ["acts", say("chart.acts.count")],
];

/** Every kind by its own name, where the chart puts the rare ones together. */
function records({ buckets, pieces, names }) {
  const labels = names.kind_labels[language];
  return pieces.bucket.map((index, row) => ({
    start: isoDay(buckets.start[index]),
    last: isoDay(buckets.end[index] - 1),
    kind: labels[pieces.kind[row]],
    acts: pieces.n[row],
  }));
}

/** One row a kind; a single day has nothing to stack. */
const kindRows = (kinds) => kinds.map(({ label, sum }, rank) => ({ kind: label, slot: slotOf(rank), acts: sum }));

function rowsOf({ buckets, period }, pieces, kinds) {
  const rows = stackOf(buckets, period.step, pieces, kinds, say("acts.other"));
  return rows.map(({ amount, label, ...row }) => ({ ...row, acts: amount, kind: label }));
}

function summary({ buckets, period, total }, pieces, kinds) {
  const apart = noActs(total);
  if (!kinds.length) {
    return `${say("acts.none")}${apart}`;
  }
  const acts = sumsOf(buckets, pieces);
  const most = acts.indexOf(Math.max(...acts));
  const lead = sayMany("acts.lead", total.acts, { kind: kinds[0].label, n: number(kinds[0].sum) });
  if (acts.length < 2) {
    return `${lead}${apart}`;
  }
  const when = bucket(buckets.start[most], period.step);
  return `${lead} ${say("acts.busiest", { when, n: number(acts[most]) })}${apart}`;
}

/** What was counted and is nobody's act. */
function noActs({ unasked, ads }) {
  const said = [unasked && sayMany("acts.unasked", unasked), ads && sayMany("acts.ads", ads)];
  return said.map((each) => (each ? ` ${each}` : "")).join("");
}

function table({ buckets, period }, pieces, kinds) {
  const columns = [
    { title: period.step === "day" ? say("chart.acts.when") : say("acts.month") },
    ...kinds.map((kind) => ({ title: kind.label, numeric: true })),
    { title: say("acts.sum"), numeric: true },
  ];
  putTable("acts-table", say("acts.title"), columns, gridOf(buckets, period.step, pieces, kinds));
}
