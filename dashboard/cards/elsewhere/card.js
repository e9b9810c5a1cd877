/** The same hours at other wages: what a place pays for an hour decides more than what was done in it. */

import { drawChart } from "../../drawing/charts.js";
import { moneyLink, moneyOf } from "../../kit/amounts.js";
import { byId, write } from "../../kit/elements.js";
import { country as countryName, currencyName, exact, number, price, time } from "../../kit/format.js";
import { putTable } from "../../kit/tables.js";
import { methodLink, writeSentence } from "../../kit/sentence.js";
import { language, say } from "../../kit/wording.js";

const HOUR_MS = 3_600_000;
const SLOTS = { own: 1, minimum: 0, microwork: 2 };
const KINDS = {
  own: () => say("compare.yours"),
  minimum: () => say("compare.minimum"),
  microwork: () => say("compare.microwork"),
};

export const view = "elsewhere";

/** @param {any} answer */
export async function show(answer) {
  const rows = rowsOf(answer);
  summarise(answer, rows);
  showTable(rows, answer.currency);
  showMonth(answer);
  await drawRows(rows, answer);
}

/** The person's own wage among the others, the highest first; what is paid by the month has no hour. */
function rowsOf({ rows, hours, wage, country, home }) {
  const found = rows.id.map((_, row) => rowOf(rows, row));
  if (wage !== null) {
    const place = say("compare.own", { country: countryName(country) });
    found.push({
      place,
      parameter: home || "F2b",
      kind: "own",
      wage,
      amount: wage * hours,
      low: wage * hours,
      high: wage * hours,
      hoursHere: hours,
      year: "",
    });
  }
  return found.sort((a, b) => b.wage - a.wage);
}

function rowOf(rows, row) {
  return {
    place: rows.place[language][row],
    parameter: rows.parameter[row],
    kind: rows.kind[row],
    wage: rows.wage[row],
    amount: rows.amount[row],
    low: rows.low[row],
    high: rows.high[row],
    hoursHere: rows.hours_here[row],
    year: rows.year[row],
  };
}

function summarise({ hours, currency }, rows) {
  if (!hours || !rows.length) {
    write("compare-summary", say("compare.none"));
    return;
  }
  const [most, least] = [rows[0], rows[rows.length - 1]];
  writeSentence(
    "compare-summary",
    say("compare.summary", { hours: time(hours * HOUR_MS), most: most.place, least: least.place }),
    {
      high: moneyLink(most.parameter, most.amount, currency),
      low: moneyLink(least.parameter, least.amount, currency),
    },
  );
}

function showTable(rows, currency) {
  const columns = [
    { title: say("chart.elsewhere.place") },
    { title: say("chart.elsewhere.amount"), numeric: true },
    { title: say("chart.elsewhere.wage"), numeric: true },
    { title: say("compare.hours"), numeric: true },
    { title: say("compare.kind") },
    { title: say("sources.year"), numeric: true },
  ];
  const written = rows.map((row) => [
    methodLink(row.parameter, row.place),
    moneyOf(row.amount, currency),
    price(row.wage, currency),
    row.hoursHere === null ? say("figure.none") : hoursOf(row.hoursHere),
    KINDS[row.kind](),
    String(row.year ?? ""),
  ]);
  putTable("compare-table", say("compare.title"), columns, written);
}

/** An income that is known by the month only stands by itself. */
function showMonth({ month, currency }) {
  byId("compare-month").hidden = month === null;
  if (month !== null) {
    writeSentence("compare-month", say("compare.monthly"), { amount: moneyLink("DIPLAB_MONTHLY", month, currency) });
  }
}

function drawRows(rows, { currency, period }) {
  const records = rows.map((row) => ({
    ...row,
    slot: SLOTS[row.kind],
    what: KINDS[row.kind](),
    method: say("method.time_at_wage"),
    currency,
  }));
  return drawChart("same_hours_elsewhere", "compare", {
    rows: records.filter((row) => row.amount > 0),
    columns: columns(),
    records,
    title: say("compare.title"),
    period,
    legend: legend(records),
    point: (row) =>
      say("point.elsewhere", { place: row.place, money: exact(row.amount, currency), wage: price(row.wage, currency) }),
    axis: say("compare.axis", { currency: currencyName(currency) }),
    note: say("compare.says.sum"),
    money: {
      currency,
      ranges: rows.map(({ place: label, low, high }) => ({ label, low, high })),
      said: (ranges) => say("picture.ranges.elsewhere", { ranges }),
    },
  });
}

/** @returns {[string, string][]} */
const columns = () => [
  ["place", say("chart.elsewhere.place")],
  ["method", say("chart.value.method")],
  ["amount", say("chart.elsewhere.amount")],
  ["low", say("value.low")],
  ["high", say("value.high")],
  ["wage", say("chart.elsewhere.wage")],
  ["currency", say("csv.currency")],
  ["hoursHere", say("compare.hours")],
  ["what", say("compare.kind")],
  ["year", say("sources.year")],
];

const legend = (records) => [0, 1, 2].map((slot) => records.find((row) => row.slot === slot)?.what ?? null);

/** Hours that were never spent, to compare: two digits, as for money. */
const hoursOf = (hours) => say("compare.in.hours", { hours: number(Number(hours.toPrecision(2))) });
