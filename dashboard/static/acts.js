/** The acts by day and kind: at most seven kinds have a colour of their own, the rest share the eighth. */

import { draw } from "./charts.js";
import { isoDay } from "./csv.js";
import { write } from "./elements.js";
import { bucket, number } from "./format.js";
import { perBucket } from "./header.js";
import { putTable } from "./tables.js";
import { language, say, sayMany } from "./wording.js";

const OWN_COLOUR = 7;
const DAY_MS = 86_400_000;

/** @param {any} overview */
export function showActs(overview) {
  const kinds = ranked(overview);
  write("acts-summary", summary(overview, kinds));
  table(overview, kinds);
}

/** @param {any} overview */
export function drawActs(overview) {
  const kinds = ranked(overview);
  const shared = { columns: columns(), records: records(overview), title: say("acts.title"), period: overview.period };
  return overview.buckets.start.length < 2
    ? draw("acts_by_kind", "acts", { ...shared, rows: kindRows(kinds), point: ofKind })
    : draw("acts_by_day", "acts", { ...shared, rows: rowsOf(overview, kinds), legend: legend(kinds), point: ofBucket });
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
function kindRows(kinds) {
  return kinds.map(({ label, n }, rank) => {
    return { kind: label, slot: Math.min(rank, OWN_COLOUR), acts: n };
  });
}

/** Kinds with their sum over the period, the largest first. */
function ranked({ names, pieces }) {
  const sums = new Map();
  pieces.kind.forEach((code, row) => sums.set(code, (sums.get(code) ?? 0) + pieces.n[row]));
  const labels = names.kind_labels[language];
  const rows = [...sums].map(([code, n]) => ({ code, n, label: labels[code] }));
  return rows.sort((a, b) => b.n - a.n || a.code - b.code);
}

function rowsOf({ buckets, pieces, period }, kinds) {
  const slots = new Map(kinds.map((kind, rank) => [kind.code, Math.min(rank, OWN_COLOUR)]));
  const merged = new Map();
  pieces.bucket.forEach((index, row) => {
    const slot = slots.get(pieces.kind[row]);
    const key = index * (OWN_COLOUR + 1) + slot;
    merged.set(key, (merged.get(key) ?? 0) + pieces.n[row]);
  });
  const rows = [...merged].map(([key, acts]) => {
    const [index, slot] = [Math.floor(key / (OWN_COLOUR + 1)), key % (OWN_COLOUR + 1)];
    const when = bucket(buckets.start[index], buckets.end[index], period.step);
    return { ...span(buckets.start[index], period.step), slot, acts, kind: nameOf(slot, kinds), when, key };
  });
  return rows.sort((a, b) => a.key - b.key);
}

/** Where a bar stands: centred on the tick of its day, or of the first of its month. */
function span(day, step) {
  const at = new Date(day * DAY_MS);
  const middle = step === "day" ? at.getTime() : Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1);
  const half = (step === "day" ? 0.44 : 13) * DAY_MS;
  return { start: middle - half, end: middle + half };
}

function nameOf(slot, kinds) {
  return slot < OWN_COLOUR || kinds.length === OWN_COLOUR + 1 ? kinds[slot].label : say("acts.other");
}

const legend = (kinds) => kinds.slice(0, OWN_COLOUR + 1).map((_, slot) => nameOf(slot, kinds));

function summary({ buckets, pieces, period, total }, kinds) {
  if (!kinds.length) {
    return say("acts.none");
  }
  const acts = perBucket(buckets, pieces);
  const most = acts.indexOf(Math.max(...acts));
  const first = { kind: kinds[0].label, n: number(kinds[0].n) };
  const lead = sayMany("acts.lead", total.acts, first);
  if (acts.length < 2) {
    return lead;
  }
  const when = bucket(buckets.start[most], buckets.end[most], period.step);
  return `${lead} ${say("acts.busiest", { when, n: number(acts[most]) })}`;
}

function table({ buckets, pieces, period }, kinds) {
  const columns = [
    { title: period.step === "day" ? say("chart.acts.when") : say("acts.month") },
    ...kinds.map((kind) => ({ title: kind.label, numeric: true })),
    { title: say("acts.sum"), numeric: true },
  ];
  const cells = new Map(pieces.bucket.map((index, row) => [`${index} ${pieces.kind[row]}`, pieces.n[row]]));
  const sums = perBucket(buckets, pieces);
  const rows = buckets.start.map((start, index) => [
    bucket(start, buckets.end[index], period.step),
    ...kinds.map((kind) => number(cells.get(`${index} ${kind.code}`) ?? 0)),
    number(sums[index]),
  ]);
  putTable("acts-table", say("acts.title"), columns, rows.reverse());
}
