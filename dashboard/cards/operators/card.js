/** The platforms of the period put together by the company behind them, and who gains. */

import { drawChart } from "../../drawing/charts.js";
import { moneyLink } from "../../kit/amounts.js";
import { byId } from "../../kit/elements.js";
import { currencyName, exact, share } from "../../kit/format.js";
import { putTable } from "../../kit/tables.js";
import { withNodes, writeParts } from "../../kit/sentence.js";
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
const MOST_AT_A_GLANCE = 6;

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
  const { currency, period, total } = overview;
  const most = byId("operators").matches(".glance") ? MOST_AT_A_GLANCE : MOST_ROWS;
  const ranges = METHODS.map((id, at) => ({
    label: LABELS[id](),
    low: total.methods.low[at],
    high: total.methods.high[at],
  }));
  const all = rowsOf(overview).flatMap((row) =>
    METHODS.map((method, slot) => ({ ...ranges[slot], ...pointOf(row, method, slot, currency) })),
  );
  return drawChart("operators_by_value", "operators", {
    rows: all.filter(({ rank, amount }) => rank < most && amount > 0),
    columns: [
      ["operator", say("breakdown.operator")],
      ["method", say("chart.value.method")],
      ["amount", say("breakdown.amount")],
      ["low", say("csv.low")],
      ["high", say("csv.high")],
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
    money: { currency, ranges },
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

/** Who gains is what is captured; at the wage nobody gains the sum, and the sentence is of the time. */
function summarise(rows, currency) {
  const [captured, time, pieces] = ["captured", "time_at_wage", "piece_price"].map((method) => firstBy(rows, method));
  const sentences = [
    ...(captured ? [gained(captured, rows, currency)] : []),
    ...(time ? [spent(time, currency)] : []),
    ...(!captured && !time && pieces ? [priced(pieces, currency)] : []),
  ];
  writeParts(
    "operators-summary",
    sentences.flatMap((sentence, at) => [...(at ? [" "] : []), ...sentence]),
  );
}

/** The operator with the most by one method, with its share of all; nothing where that is nothing. */
function firstBy(rows, method) {
  const [first] = [...rows].sort((a, b) => (b[method] ?? 0) - (a[method] ?? 0));
  const all = sumOf(rows.map((row) => row[method]));
  return all > 0 ? { operator: first.operator, part: first[method] / all, amount: first[method] } : null;
}

function gained({ operator, part, amount }, rows, currency) {
  const lead = sayMany("operators.lead", rows.length, { operator, share: share(part) });
  return withNodes(lead, { amount: moneyLink("captured", amount, currency) });
}

function spent({ operator, part, amount }, currency) {
  const lead = part > 0.5 ? say("operators.time.most", { operator }) : say("operators.time.more", { operator });
  return withNodes(lead, { amount: moneyLink("time_at_wage", amount, currency) });
}

function priced({ operator, amount }, currency) {
  return withNodes(say("operators.lead.piece_price", { operator }), {
    amount: moneyLink("piece_price", amount, currency),
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
