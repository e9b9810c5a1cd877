/** An hour of the period by each method, beside what an hour pays elsewhere. Nobody is paid the first three. */

import { drawChart } from "../../drawing/charts.js";
import { moneyLink } from "../../kit/amounts.js";
import { byId, write } from "../../kit/elements.js";
import { country as countryName, currencyName, exact, exactRange, price, time } from "../../kit/format.js";
import { putTable } from "../../kit/tables.js";
import { methodLink, withNodes } from "../../kit/sentence.js";
import { language, say } from "../../kit/wording.js";

export const view = "labour";

const HOUR_MS = 3_600_000;
const SLOTS = { minimum: 0, yours: 1, microwork: 2 };
const SHAPES = ["circle", "diamond", "square"];
const METHODS = {
  piece_price: () => say("hour.piece_price"),
  captured: () => say("hour.captured"),
  time_at_wage: () => say("hour.time_at_wage"),
};

/** Names that a phone has room for; the table and the points have the whole ones. */
const SHORT = {
  MTURK_WAGE_MEDIAN: () => say("hour.mturk"),
  ILO_MICROTASK_PAID: () => say("hour.ilo.paid"),
  ILO_MICROTASK_ALL: () => say("hour.ilo.all"),
};

/** @param {any} labour */
export async function show({ hour, currency, period }) {
  byId("hour").hidden = !(hour.hours > 0);
  if (!(hour.hours > 0)) {
    return;
  }
  const rows = rowsOf(hour);
  byId("hour-summary").replaceChildren(...summary(hour, rows, currency));
  write("hour-counted", say("hour.counted", { time: time(hour.hours * HOUR_MS) }));
  showTable(rows, currency);
  await drawChart("your_hour", "hour", {
    rows: rows
      .filter(({ low, amount }) => low > 0 && amount > 0)
      .map((row) => ({ ...row, label: SHORT[row.place]?.() ?? row.what })),
    columns: [
      ["what", say("hour.what")],
      ["low", say("value.low")],
      ["amount", say("csv.figure")],
      ["high", say("value.high")],
      ["currency", say("csv.currency")],
      ["year", say("sources.year")],
    ],
    records: rows.map((row) => ({ ...row, currency })),
    title: say("hour.title"),
    period,
    legend: [say("compare.minimum"), say("hour.yours"), say("compare.microwork")],
    shapes: SHAPES,
    point: ({ what, low, amount, high }) =>
      say("point.hour", { what, amount: exact(amount, currency), range: exactRange(low, high, currency) }),
    axis: say("value.axis", { currency: currencyName(currency) }),
    note: say("hour.note"),
    money: {
      currency,
      ranges: rows.map(({ what: label, low, high }) => ({ label, low, high })),
      said: (ranges) => say("picture.ranges.hour", { ranges }),
    },
  });
}

/** The highest first; what has no figure comes last. @param {any} hour */
function rowsOf({ methods, wages, own, ...legal }) {
  const yours = methods.method.map((id, row) =>
    rowOf(methods, row, { what: METHODS[id](), place: id, slot: SLOTS.yours }),
  );
  const paid = wages.parameter.map((place, row) =>
    rowOf(wages, row, { what: wages.place[language][row], place, slot: SLOTS.microwork }),
  );
  const wage = {
    what: wageName(legal),
    place: legal.home || "F2b",
    slot: SLOTS.minimum,
    low: own,
    amount: own,
    high: own,
    year: null,
    known: true,
  };
  return [...yours, ...paid, ...(own === null ? [] : [wage])].sort((a, b) => (b.amount ?? -1) - (a.amount ?? -1));
}

function rowOf(columns, row, named) {
  const { low, high, central, amount = central, year } = columns;
  return { ...named, low: low[row], amount: amount[row], high: high[row], year: year?.[row] ?? null };
}

function wageName({ home, home_age: age, country: code }) {
  const country = countryName(code);
  if (!home) {
    return say("hour.typed");
  }
  return age === null ? say("hour.minimum", { country }) : say("hour.minimum.age", { country, age });
}

/** What the hour comes to, what microwork pays for one, and the minimum wage; a sentence each. */
function summary(hour, rows, currency) {
  const link = ({ place, amount }) => moneyLink(place, amount, currency);
  const at = (place) => rows.find((row) => row.place === place);
  const given = {
    piece_price: link(at("piece_price")),
    captured: link(at("captured")),
    time_at_wage: link(at("time_at_wage")),
  };
  const lead = at("time_at_wage").amount === null ? say("hour.lead.piece_price") : say("hour.lead");
  const paid = at(hour.wages.parameter[0]);
  return [
    ...withNodes(lead, given),
    ...(paid ? [" ", ...withNodes(say("hour.microwork", { place: paid.what }), { paid: link(paid) })] : []),
  ];
}

function showTable(rows, currency) {
  const columns = [
    { title: say("hour.what") },
    { title: say("value.low"), numeric: true },
    { title: say("csv.figure"), numeric: true },
    { title: say("value.high"), numeric: true },
    { title: say("sources.year"), numeric: true },
  ];
  const written = rows.map((row) => [
    methodLink(row.place, row.what),
    ...[row.low, row.amount, row.high].map((amount) => shown(row, amount, currency)),
    String(row.year ?? ""),
  ]);
  putTable("hour-table", say("hour.title"), columns, written);
}

/** A wage that is known stands to the cent. */
function shown({ place, known }, amount, currency) {
  return known ? methodLink(place, price(amount, currency)) : moneyLink(place, amount, currency);
}
