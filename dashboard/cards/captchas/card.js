/** The CAPTCHA log: how many, in what time, what they taught a machine, and what that would have cost. */

import { drawChart } from "../../drawing/charts.js";
import { moneyLink, rangeOf } from "../../kit/amounts.js";
import { byId } from "../../kit/elements.js";
import { isoDay, number, time } from "../../kit/format.js";
import { measureOf } from "../../drawing/measure.js";
import { chartFailed } from "../../kit/page.js";
import { stackOf } from "../../drawing/stack.js";
import { putTable } from "../../kit/tables.js";
import { methodLink, withNodes } from "../../kit/sentence.js";
import { say, sayMany } from "../../kit/wording.js";

export const view = "labour";

const MINUTE_MS = 60_000;
const WAYS = ["hand", "click", "alone", "wait"];
const LABELS = {
  hand: () => say("captchas.hand"),
  click: () => say("captchas.click"),
  alone: () => say("captchas.alone"),
  wait: () => say("captchas.wait"),
};
const AMOUNT = { n: ({ n }) => n, ms: ({ ms }) => ms / MINUTE_MS };
const AXIS = { n: () => say("captchas.axis.n"), ms: () => say("captchas.axis.ms") };

/** @param {any} labour */
export async function show(labour) {
  const { captchas } = labour;
  byId("captchas").hidden = captchas.platform.length === 0;
  if (captchas.platform.length) {
    byId("captchas-summary").replaceChildren(...summary(labour));
    showTable(labour);
    await refill(labour);
  }
}

function refill(labour) {
  const measure = measureOf("captchas", () => refill(labour).catch(chartFailed));
  return measure === "when" ? overTime(labour) : byVendor(labour, measure);
}

/** @param {any} labour @param {string} measure */
async function byVendor(labour, measure) {
  const all = rowsOf(labour);
  const rows = ranked(all.map((row) => ({ ...row, amount: AMOUNT[measure](row) })).filter(({ amount }) => amount > 0));
  await drawChart("captcha_log", "captchas", {
    rows,
    columns: [
      ["vendor", say("captchas.vendor")],
      ["way", say("captchas.way")],
      ["n", say("captchas.axis.n")],
      ["ms", say("csv.ms")],
    ],
    records: all,
    title: say("captchas.title"),
    period: labour.period,
    legend: WAYS.map((way, slot) => (rows.some((row) => row.slot === slot) ? LABELS[way]() : null)),
    point: ({ vendor, way, n, ms }) => sayMany("point.captchas", n, { vendor, way, time: time(ms) }),
    axis: AXIS[measure](),
    money: moneyIn(labour),
  });
}

/** @param {any} labour */
async function overTime(labour) {
  const {
    captchas: { over_time: found },
    period,
  } = labour;
  const pieces = { bucket: found.bucket, code: found.way, amount: found.n };
  const ways = WAYS.map((way, code) => ({ code, label: LABELS[way](), sum: 0 }));
  await drawChart("captchas_over_time", "captchas", {
    rows: stackOf(found.buckets, period.step, pieces, ways, ""),
    columns: [
      ["start", say("csv.start")],
      ["last", say("csv.last")],
      ["way", say("captchas.way")],
      ["n", say("captchas.axis.n")],
    ],
    records: found.bucket.map((index, row) => ({
      start: isoDay(found.buckets.start[index]),
      last: isoDay(found.buckets.end[index] - 1),
      way: ways[found.way[row]].label,
      n: found.n[row],
    })),
    title: say("captchas.title"),
    period,
    legend: ways.map(({ code, label }) => (found.way.includes(code) ? label : null)),
    point: ({ when, label, amount }) => say("point.captchas.when", { when, way: label, n: number(amount) }),
    axis: say("captchas.axis.n"),
    money: moneyIn(labour),
  });
}

function rowsOf({ captchas, names }) {
  return captchas.platform.flatMap((code, row) =>
    WAYS.map((way, slot) => ({
      vendor: names.platform_labels[code],
      way: LABELS[way](),
      slot,
      n: captchas.n[way][row],
      ms: captchas.ms[way][row],
    })).filter(({ n, ms }) => n > 0 || ms > 0),
  );
}

/** The vendor with the most first, by what is measured. */
function ranked(rows) {
  const whole = new Map();
  rows.forEach(({ vendor, amount }) => whole.set(vendor, (whole.get(vendor) ?? 0) + amount));
  return rows.sort((a, b) => whole.get(b.vendor) - whole.get(a.vendor));
}

/** The summary holds an amount, and so does its picture. @returns {import("../../drawing/origin.js").Money | undefined} */
function moneyIn({ captchas, currency }) {
  const [low, , high] = costOf(captchas);
  return high > 0 ? { currency, ranges: [{ label: say("panel.labels"), low, high }] } : undefined;
}

const costOf = (captchas) => [0, 1, 2].map((part) => sum(captchas.cost.map((cost) => cost[part])));

const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);

/** What was done by hand, what passed nearly or quite by itself, and what the labels are worth. */
function summary({ captchas, currency }) {
  const [hand, click, alone, wait] = WAYS.map((way) => sum(captchas.n[way]));
  const [low, central, high] = costOf(captchas);
  const passed = [
    ...(click ? [sayMany("captchas.lead.click", click)] : []),
    ...(wait ? [sayMany("captchas.lead.wait", wait)] : []),
    ...(alone ? [sayMany("captchas.lead.alone", alone)] : []),
  ];
  const words = [sayMany("captchas.lead.hand", hand, { time: time(sum(captchas.ms.hand)) }), ...passed].join(" ");
  if (!(high > 0)) {
    return [words];
  }
  const amount = moneyLink("F4", central, currency);
  return [`${words} `, ...withNodes(say("captchas.lead.cost"), { amount, range: rangeOf(low, high, currency) })];
}

function showTable({ captchas, names, currency }) {
  const columns = [
    { title: say("captchas.vendor") },
    { title: say("breakdown.operator") },
    ...WAYS.map((way) => ({ title: LABELS[way](), numeric: true })),
    { title: say("chart.attention.time"), numeric: true },
    { title: say("captchas.labels"), numeric: true },
    { title: say("captchas.cost"), numeric: true },
  ];
  const rows = captchas.platform.map((code, row) => [
    names.platform_labels[code],
    captchas.operator[row],
    ...WAYS.map((way) => number(captchas.n[way][row])),
    time(sum(WAYS.map((way) => captchas.ms[way][row]))),
    methodLink("CAPTCHA_N_LABELS", number(captchas.labels[row][1])),
    moneyLink("F4", captchas.cost[row][1], currency),
  ]);
  putTable("captchas-table", say("captchas.title"), columns, rows);
}
