/** Bars over time, stacked by series: at most seven have a colour of their own, the rest share the eighth. */

import { bucket, number } from "../kit/format.js";

const DAY_MS = 86_400_000;
const OWN_COLOUR = 7;
/** How far a bar reaches to both sides of its middle, in days. */
const HALF = { day: 0.44, week: 3.1, month: 13 };
const MIDDLE = { day: (day) => day, week: (day) => monday(day) + 3, month: (day) => firstOfMonth(day) };

/**
 * @typedef {{code: number, label: string, sum: number}} Series
 * @typedef {{bucket: number[], code: number[], amount: number[]}} Pieces
 * @typedef {{start: number[], end: number[]}} Buckets
 */

/** The series with their sum over the period, the largest first. @param {Pieces} pieces @param {string[]} labels */
export function seriesOf({ code, amount }, labels) {
  const sums = new Map();
  code.forEach((one, row) => sums.set(one, (sums.get(one) ?? 0) + amount[row]));
  const found = [...sums].map(([one, sum]) => ({ code: one, label: labels[one], sum }));
  return found.sort((a, b) => b.sum - a.sum || a.code - b.code);
}

/** The place in the colours of the series with this rank. @param {number} rank */
export const slotOf = (rank) => Math.min(rank, OWN_COLOUR);

/** What each colour stands for. @param {Series[]} series @param {string} rest names those that share the last one */
export function legendOf(series, rest) {
  const own = series.slice(0, OWN_COLOUR).map(({ label }) => label);
  const shared = series.slice(OWN_COLOUR);
  return shared.length ? [...own, shared.length === 1 ? shared[0].label : rest] : own;
}

/**
 * A row for each bucket and colour with anything, in the order of time.
 * @param {Buckets} buckets @param {string} step @param {Pieces} pieces @param {Series[]} series @param {string} rest
 */
export function stackOf(buckets, step, pieces, series, rest) {
  const [slots, legend] = [new Map(series.map(({ code }, rank) => [code, slotOf(rank)])), legendOf(series, rest)];
  const merged = new Map();
  pieces.bucket.forEach((index, row) => {
    const key = index * (OWN_COLOUR + 1) + slots.get(pieces.code[row]);
    merged.set(key, (merged.get(key) ?? 0) + pieces.amount[row]);
  });
  return [...merged]
    .sort(([a], [b]) => a - b)
    .map(([key, amount]) => {
      const [index, slot] = [Math.floor(key / (OWN_COLOUR + 1)), key % (OWN_COLOUR + 1)];
      const when = bucket(buckets.start[index], step);
      return { ...placeOf(buckets.start[index], step), slot, amount, label: legend[slot], when };
    });
}

/** The sum of each bucket. @param {Buckets} buckets @param {Pieces} pieces */
export function sumsOf(buckets, { bucket: at, amount }) {
  const sums = new Array(buckets.start.length).fill(0);
  at.forEach((index, row) => (sums[index] += amount[row]));
  return sums;
}

/**
 * The rows of the table twin, the newest first: bucket, each series, their sum.
 * @param {Buckets} buckets @param {string} step @param {Pieces} pieces @param {Series[]} series
 * @param {(amount: number) => string} write
 */
export function gridOf(buckets, step, pieces, series, write = number) {
  const cells = new Map(pieces.bucket.map((index, row) => [`${index} ${pieces.code[row]}`, pieces.amount[row]]));
  const sums = sumsOf(buckets, pieces);
  const rows = buckets.start.map((start, index) => [
    bucket(start, step),
    ...series.map(({ code }) => write(cells.get(`${index} ${code}`) ?? 0)),
    write(sums[index]),
  ]);
  return rows.reverse();
}

/** Where a bar stands: on the tick of its day, in the middle of its week, on the first of its month. */
function placeOf(day, step) {
  const middle = MIDDLE[step](day) * DAY_MS;
  return { start: middle - HALF[step] * DAY_MS, end: middle + HALF[step] * DAY_MS };
}

/** 1970 began on a Thursday. @param {number} day */
export const weekday = (day) => (day + 3) % 7;

/** The Monday of its week. @param {number} day */
export const monday = (day) => day - weekday(day);

function firstOfMonth(day) {
  const at = new Date(day * DAY_MS);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1) / DAY_MS;
}
