/** Amounts that reach from low to high: a row each in the table, a band and a point in the chart. */

import { drawChart } from "./charts.js";
import { moneyOf } from "../kit/amounts.js";
import { currencyName, exact, exactRange } from "../kit/format.js";
import { methodLink } from "../kit/sentence.js";
import { putTable } from "../kit/tables.js";
import { say } from "../kit/wording.js";

export const SHAPES = ["circle", "diamond", "square"];

/**
 * An amount with how far it reaches, null where there is no figure; `short` is its name where there is little room.
 * @typedef {{place: string, label: string, slot: number, low: number | null, central: number | null, high: number | null, short?: string}} Ranged
 */

/** One row of columns. @returns {{low: number | null, central: number | null, high: number | null}} */
export const rangeAt = ({ low, central, high }, row) => ({ low: low[row], central: central[row], high: high[row] });

/** @param {string} id @param {string} title @param {string} heading of what the rows are @param {Ranged[]} rows */
export function tabulate(id, title, heading, rows, currency) {
  const columns = [
    { title: heading },
    { title: say("value.low"), numeric: true },
    { title: say("value.centre"), numeric: true },
    { title: say("value.high"), numeric: true },
  ];
  const written = rows.map(({ place, label, low, central, high }) => [
    methodLink(place, label),
    ...[low, central, high].map((amount) => moneyOf(amount, currency)),
  ]);
  putTable(id, title, columns, written);
}

/**
 * Draw the rows in the card with this id; zero and no figure have no place on a logarithmic axis.
 * @param {string} name @param {string} id @param {Ranged[]} rows
 * @param {{title: string, heading: string, currency: string, period: any, legend?: string[]}} given
 */
export function drawRanges(name, id, rows, { heading, currency, ...given }) {
  return drawChart(name, id, {
    ...given,
    rows: rows
      .filter(({ low, central, high }) => low > 0 && central > 0 && high > 0)
      .map((row) => ({ ...row, label: row.short ?? row.label })),
    columns: [
      ["label", heading],
      ["low", say("value.low")],
      ["central", say("value.centre")],
      ["high", say("value.high")],
      ["currency", say("csv.currency")],
    ],
    records: rows.map((row) => ({ ...row, currency })),
    shapes: SHAPES,
    point: ({ label, low, central, high }) =>
      say("point.range", { what: label, amount: exact(central, currency), range: exactRange(low, high, currency) }),
    axis: say("value.axis", { currency: currencyName(currency) }),
  });
}
