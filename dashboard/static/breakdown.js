/** Where the value arises: platform by platform with who gains from it, and month by month. */

import { draw } from "./charts.js";
import { byId, make } from "./elements.js";
import { day, money } from "./format.js";
import { putTable } from "./tables.js";
import { toMethod, writeWoven } from "./weave.js";
import { say } from "./wording.js";

const METHODS = ["floor", "central", "ceiling"];
const LABELS = {
  floor: () => say("method.floor"),
  central: () => say("method.central"),
  ceiling: () => say("method.ceiling"),
};
const DAY_MS = 86_400_000;

/** @param {any} overview */
export function showBreakdown(overview) {
  const { platforms, months } = overview;
  byId("breakdown").hidden = platforms.platform.length === 0;
  summarise(overview);
  putTable("breakdown-table", say("breakdown.title"), columns(say("breakdown.platform"), say("breakdown.operator")), places(overview));
  byId("months").hidden = months.month.length < 2;
  putTable("months-table", say("months.title"), columns(say("chart.acts.when")), spans(overview));
  byId("months-legend").replaceChildren(
    ...METHODS.map((method, slot) =>
      make("li", {}, make("span", { class: `swatch slot-${slot}`, "aria-hidden": "true" }), LABELS[method]()),
    ),
  );
}

/** @param {any} overview */
export function drawBreakdown({ months, currency }) {
  const rows = METHODS.flatMap((method, slot) =>
    months.month.map((month, row) => ({
      month: firstDay(month) * DAY_MS,
      when: named(month),
      method: LABELS[method](),
      slot,
      amount: months[method][row],
      written: money(months[method][row], currency),
    })),
  );
  return draw("value_by_month", "months-chart", months.month.length < 2 ? [] : rows.filter(({ amount }) => amount > 0));
}

function summarise({ platforms, names, currency }) {
  if (platforms.platform.length === 0) {
    return;
  }
  const platform = names.platform_labels[platforms.platform[0]];
  const [method, lead] =
    platforms.ceiling[0] === null
      ? ["floor", say("breakdown.lead.floor", { platform })]
      : ["ceiling", say("breakdown.lead.ceiling", { platform })];
  writeWoven("breakdown-summary", lead, { amount: toMethod(method, money(platforms[method][0], currency)) });
}

function columns(...titles) {
  return [...titles.map((title) => ({ title })), ...METHODS.map((method) => ({ title: LABELS[method](), numeric: true }))];
}

function places({ platforms, names, currency }) {
  return platforms.platform.map((code, row) => [
    names.platform_labels[code],
    platforms.operator[row],
    ...METHODS.map((method) => toMethod(method, money(platforms[method][row], currency))),
  ]);
}

function spans({ months, currency }) {
  return months.month.map((month, row) => [
    named(month),
    ...METHODS.map((method) => toMethod(method, money(months[method][row], currency))),
  ]);
}

/** @param {number} month yyyymm */
const firstDay = (month) => Date.UTC(Math.floor(month / 100), (month % 100) - 1) / DAY_MS;
const named = (month) => day(firstDay(month), { month: "long", year: "numeric" });
