/** What the period was worth, by three methods that answer three questions and are never added. */

import { drawChart } from "../../drawing/charts.js";
import { aboutMoney, moneyLink, moneyOf, rangeOf } from "../../kit/amounts.js";
import { byId, write, writeOrHide } from "../../kit/elements.js";
import { currencyName, exact, exactRange, share } from "../../kit/format.js";
import { putTable } from "../../kit/tables.js";
import { prepareSets, showSets } from "../../kit/sets.js";
import { methodLink, writeParts, writeSentence } from "../../kit/sentence.js";
import { say, sayMany } from "../../kit/wording.js";
import { askBands, bandsOf } from "./bands.js";

export const view = "overview";

let last = null;

/** What each piece of `captured` is worked out by, in their order. */
const PIECES = ["F1", "task_wage", "prompt_licence"];

const LABELS = {
  piece_price: () => say("method.piece_price"),
  captured: () => say("method.captured"),
  time_at_wage: () => say("method.time_at_wage"),
};

export const prepare = prepareSets;

/** @param {any} overview @param {import("../../kit/cards.js").Page} page */
export function show(overview, page) {
  showSets(overview);
  last = overview;
  writeAmounts(overview, bandsOf(page.query()));
  askBands(page.query(), () => withBands(page));
}

/** @param {any} overview @param {import("../../kit/cards.js").Page} page */
export const draw = (overview, page) => drawMethods(overview, bandsOf(page.query()));

/** The bands come last, and the page is whole without them. */
function withBands(page) {
  writeAmounts(last, bandsOf(page.query()));
  page.draw(() => drawMethods(last, bandsOf(page.query())));
}

/** @param {any} overview @param {Record<string, [number, number]>} bands by method, where they have come */
function writeAmounts(overview, bands) {
  const { currency, total } = overview;
  const rows = rowsOf(total.methods, currency, bands);
  summarise(rows, currency);
  writeOrHide("value-remark", remark(overview));
  byId("value-disagree").hidden = !disagrees(overview, rows);
  byId("value-wage").hidden = !overview.wage_needed;
  write("value-without", [without(total), weak(overview)].filter(Boolean).join(" "));
  writePieces(overview);
  for (const row of rows) {
    writeParts(`sum-${row.id}`, aboutMoney(row.amount, currency));
  }
  showTable(rows, currency);
  byId("value-draws").hidden = !rows.some((row) => row.drawn);
}

/** @param {any} overview @param {Record<string, [number, number]>} bands by method, where they have come */
function drawMethods({ currency, total, period }, bands) {
  const rows = rowsOf(total.methods, currency, bands);
  return drawChart("value_by_method", "value", {
    rows: rows.filter(hasPlace),
    columns: columns(),
    records: rows.map((row) => ({ ...row, currency })),
    title: say("value.title"),
    period,
    point: said,
    axis: say("value.axis", { currency: currencyName(currency) }),
    note: say("value.methods"),
    money: { currency, ranges: rows.map(({ method: label, low, high }) => ({ label, low, high })) },
  });
}

function said({ method, written: amount, range, drawn }) {
  if (range === amount && !drawn) {
    return say("point.value.alone", { method, amount });
  }
  return drawn
    ? say("point.value.drawn", { method, amount, range, drawn })
    : say("point.value", { method, amount, range });
}

/** @returns {[string, string][]} */
const columns = () => [
  ["method", say("chart.value.method")],
  ["amount", say("csv.figure")],
  ["low", say("value.low")],
  ["central", say("value.centre")],
  ["high", say("value.high")],
  ["p5", say("csv.p5")],
  ["p95", say("csv.p95")],
  ["currency", say("csv.currency")],
];

function showTable(rows, currency) {
  const columns = [
    { title: say("chart.value.method") },
    { title: say("value.low"), numeric: true },
    { title: say("value.centre"), numeric: true },
    { title: say("value.high"), numeric: true },
    { title: say("value.drawn"), numeric: true },
  ];
  const written = rows.map((row) => [
    methodLink(row.id, row.method),
    ...[row.low, row.central, row.high].map((n) => moneyOf(n, currency)),
    row.drawn ? rangeOf(row.p5, row.p95, currency) : row.amount === null ? say("figure.none") : say("value.waiting"),
  ]);
  putTable("value-table", say("value.title"), columns, written);
}

/** A logarithmic axis has no place for zero, nor for what has no figure. */
function hasPlace({ low, amount, high }) {
  return low > 0 && amount > 0 && high > 0;
}

/** The three methods. A null stays null: no figure is not zero. */
function rowsOf(methods, currency, bands) {
  return methods.method.map((id, index) => {
    const [low, central, high] = [methods.low[index], methods.central[index], methods.high[index]];
    const [p5, p95] = bands[id] ?? [null, null];
    const texts = {
      range: exactRange(low, high, currency),
      drawn: p5 === null ? "" : exactRange(p5, p95, currency),
      written: exact(methods.amount[index], currency),
    };
    return { id, method: LABELS[id](), amount: methods.amount[index], low, central, high, p5, p95, ...texts };
  });
}

function summarise(rows, currency) {
  const [piecePrice, captured, timeAtWage] = rows;
  const nodes = Object.fromEntries(rows.map((row) => [row.id, moneyLink(row.id, row.amount, currency)]));
  if (captured.amount === null && timeAtWage.amount === null) {
    writeSentence("value-summary", say("value.summary.piece_price"), nodes);
  } else if (!(piecePrice.amount > 0 || captured.amount > 0 || timeAtWage.amount > 0)) {
    write("value-summary", say("value.summary.zero"));
  } else {
    writeSentence("value-summary", say("value.summary"), nodes);
  }
}

/** At a glance, what `captured` is made of; the whole page has a card for it. */
function writePieces({ captured, currency }) {
  const [revenue, tasks, text] = PIECES.map((place, row) => moneyLink(place, captured.central[row], currency));
  byId("value-pieces").hidden = !byId("value").classList.contains("glance");
  writeSentence("value-pieces", say("value.pieces"), { revenue, tasks, text });
}

function remark({ wage_needed: wageNeeded, why_not: whyNot }) {
  const found = [whyNot.F1 ? say("value.minor") : null, wageNeeded ? say("value.wage") : null].filter(Boolean);
  return found.length ? found.join(" ") : null;
}

function disagrees({ wage_needed: wageNeeded, disagree }, [, captured, timeAtWage]) {
  return !wageNeeded && (disagree || captured.amount > timeAtWage.amount);
}

/** Time that is left out although there is a figure: the only one is too weak. */
function weak({ total, names }) {
  const platforms = total.weak_time.map((code) => names.platform_labels[code]);
  return platforms.length ? sayMany("value.weak", platforms.length, { platforms: platforms.join(", ") }) : "";
}

function without({ without_figure: acts, without_time: minutes }) {
  return acts || minutes
    ? say("value.without", { acts: share(acts), minutes: share(minutes) })
    : say("value.without.none");
}
