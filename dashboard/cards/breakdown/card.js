/** Where the value comes from: platform by platform with who gains from it, and month by month. */

import { drawChart } from "../../drawing/charts.js";
import { moneyLink } from "../../kit/amounts.js";
import { byId, make } from "../../kit/elements.js";
import { exact, isoDay, month as monthName } from "../../kit/format.js";
import { putTable } from "../../kit/tables.js";
import { writeSentence } from "../../kit/sentence.js";
import { say } from "../../kit/wording.js";

export const view = "overview";

const METHODS = ["piece_price", "captured", "time_at_wage"];
const LABELS = {
  piece_price: () => say("method.piece_price"),
  captured: () => say("method.captured"),
  time_at_wage: () => say("method.time_at_wage"),
};
const DAY_MS = 86_400_000;

/** @param {any} overview */
export function show(overview) {
  const { platforms, months } = overview;
  byId("breakdown").hidden = platforms.platform.length === 0;
  summarise(overview);
  putTable(
    "breakdown-table",
    say("breakdown.title"),
    columns(say("breakdown.platform"), say("breakdown.operator")),
    places(overview),
  );
  byId("months").hidden = months.month.length < 2;
  putTable("months-table", say("months.title"), columns(say("chart.acts.when")), spans(overview));
}

/** @param {any} overview */
export function draw({ months, currency, period, total: { methods } }) {
  const ranges = METHODS.map((id, at) => ({ label: LABELS[id](), low: methods.low[at], high: methods.high[at] }));
  const all = METHODS.flatMap((method, slot) =>
    months.month.map((month, row) => ({
      month: firstDay(month) * DAY_MS,
      iso: isoDay(firstDay(month)).slice(0, 7),
      when: named(month),
      method: LABELS[method](),
      slot,
      amount: months[method][row],
      currency,
      ...ranges[slot],
    })),
  );
  return drawChart("value_by_month", "months", {
    rows: months.month.length < 2 ? [] : all.filter(({ amount }) => amount > 0),
    columns: [
      ["iso", say("csv.month")],
      ["method", say("chart.value.method")],
      ["amount", say("breakdown.amount")],
      ["low", say("csv.low")],
      ["high", say("csv.high")],
      ["currency", say("csv.currency")],
    ],
    records: all,
    title: say("months.title"),
    period,
    legend: METHODS.map((method) => LABELS[method]()),
    shapes: ["circle", "diamond", "square"],
    point: ({ when, method, amount }) => say("point.month", { when, method, amount: exact(amount, currency) }),
    note: say("value.methods"),
    money: { currency, ranges },
  });
}

function summarise({ platforms, names, currency }) {
  if (platforms.platform.length === 0) {
    return;
  }
  const platform = names.platform_labels[platforms.platform[0]];
  const [method, lead] =
    platforms.time_at_wage[0] === null
      ? ["piece_price", say("breakdown.lead.piece_price", { platform })]
      : ["time_at_wage", say("breakdown.lead.time_at_wage", { platform })];
  writeSentence("breakdown-summary", lead, { amount: moneyLink(method, platforms[method][0], currency) });
}

function columns(...titles) {
  return [
    ...titles.map((title) => ({ title })),
    ...METHODS.map((method) => ({ title: LABELS[method](), numeric: true })),
  ];
}

function places({ platforms, names, currency }) {
  return platforms.platform.map((code, row) => [
    make("span", { "data-operator": platforms.operator[row] }, names.platform_labels[code]),
    platforms.operator[row],
    ...METHODS.map((method) => moneyLink(method, platforms[method][row], currency)),
  ]);
}

function spans({ months, currency }) {
  return months.month.map((month, row) => [
    named(month),
    ...METHODS.map((method) => moneyLink(method, months[method][row], currency)),
  ]);
}

/** @param {number} month yyyymm */
const firstDay = (month) => Date.UTC(Math.floor(month / 100), (month % 100) - 1) / DAY_MS;
const named = (month) => monthName(firstDay(month));
