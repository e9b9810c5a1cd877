/** Who gains: the platforms of the period put together by the company behind them. */

import { drawChart } from "../../drawing/charts.js";
import { moneyLink } from "../../kit/amounts.js";
import { byId } from "../../kit/elements.js";
import { currencyName, exact, share } from "../../kit/format.js";
import { putTable } from "../../kit/tables.js";
import { writeSentence } from "../../kit/sentence.js";
import { say, sayMany } from "../../kit/wording.js";

export const view = "overview";

const METHODS = ["piece_price", "captured", "time_at_wage"];
const LABELS = {
  piece_price: () => say("method.piece_price"),
  captured: () => say("method.captured"),
  time_at_wage: () => say("method.time_at_wage"),
};
const SHAPES = ["circle", "diamond", "square"];
const MOST_ROWS = 12;
const MOST_AT_A_GLANCE = 8;

/** @param {any} overview */
export function show(overview) {
  const rows = rowsOf(overview);
  byId("operators").hidden = rows.length === 0;
  if (rows.length) {
    summarise(rows, overview.currency);
    showTable(rows, overview.currency);
  }
}

/** @param {any} overview */
export function draw(overview) {
  const { currency, period } = overview;
  const most = byId("operators").matches(".glance") ? MOST_AT_A_GLANCE : MOST_ROWS;
  const all = rowsOf(overview).flatMap((row) => METHODS.map((method, slot) => pointOf(row, method, slot, currency)));
  return drawChart("operators_by_value", "operators", {
    rows: all.filter(({ rank, amount }) => rank < most && amount > 0),
    columns: [
      ["operator", say("breakdown.operator")],
      ["method", say("chart.value.method")],
      ["amount", say("breakdown.amount")],
      ["currency", say("csv.currency")],
    ],
    records: all,
    title: say("operators.title"),
    period,
    legend: METHODS.map((method) => LABELS[method]()),
    shapes: SHAPES,
    point: ({ operator, method, amount }) =>
      say("point.operators", { operator, method, amount: exact(amount, currency) }),
    axis: say("value.axis", { currency: currencyName(currency) }),
    note: say("value.methods"),
  });
}

function pointOf({ operator, rank, ...amounts }, method, slot, currency) {
  return { operator, rank, method: LABELS[method](), slot, amount: amounts[method], currency };
}

/** The dearest first. The sum over an operator's platforms is of one method: that adds up. */
function rowsOf({ platforms, names }) {
  const found = Map.groupBy(
    platforms.platform.map((_, row) => row),
    (row) => platforms.operator[row],
  );
  const rows = [...found].map(([operator, group]) => ({
    operator: operator || say("operators.unknown"),
    platforms: group.map((row) => names.platform_labels[platforms.platform[row]]).join(", "),
    ...Object.fromEntries(METHODS.map((method) => [method, sumOf(group.map((row) => platforms[method][row]))])),
  }));
  const worth = (/** @type {any} */ row) => row.time_at_wage || row.piece_price;
  return rows.sort((a, b) => worth(b) - worth(a)).map((row, rank) => ({ ...row, rank }));
}

/** No figure anywhere is no figure, not zero. */
function sumOf(amounts) {
  const known = amounts.filter((amount) => amount !== null);
  return known.length ? known.reduce((sum, amount) => sum + amount, 0) : null;
}

function summarise(rows, currency) {
  const [first] = rows;
  const method = first.time_at_wage === null ? "piece_price" : "time_at_wage";
  const all = sumOf(rows.map((row) => row[method]));
  const given = {
    operator: first.operator,
    share: share(all ? first[method] / all : 0),
    method: LABELS[method]().toLowerCase(),
  };
  writeSentence("operators-summary", sayMany("operators.lead", rows.length, given), {
    amount: moneyLink(method, first[method], currency),
  });
}

function showTable(rows, currency) {
  const columns = [
    { title: say("breakdown.operator") },
    { title: say("operators.platforms") },
    ...METHODS.map((method) => ({ title: LABELS[method](), numeric: true })),
  ];
  const written = rows.map((row) => [
    row.operator,
    row.platforms,
    ...METHODS.map((method) => moneyLink(method, row[method], currency)),
  ]);
  putTable("operators-table", say("operators.title"), columns, written);
}
