/** Exchange rates in words: how much, of when, and whose. */

import { month as monthOf, dateOf } from "./dates.js";
import { figure } from "../format.js";
import { say } from "../wording.js";

const DAY_MS = 86_400_000;

/** A month written YYYY-MM, as a person writes it. @param {string} iso */
export const monthName = (iso) => monthOf(Date.parse(`${iso}-01`) / DAY_MS);

/** The last day of a month, as YYYY-MM-DD. @param {string} iso YYYY-MM */
export function lastDayOf(iso) {
  const [year, month] = iso.split("-").map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** Of when a rate is: a day of one's own, the year of a mean, or a convention. @param {string} date @param {boolean} shipped */
export function when(date, shipped) {
  if (!shipped) {
    return date ? say("rates.own", { date: dateOf(date) }) : say("rates.own.undated");
  }
  return date ? say("rates.year", { year: date }) : say("rates.convention");
}

/** What a euro is in another currency. @param {{currency: string[], per_eur: number[], date: string[], shipped: boolean[]}} rates @param {number} row */
export function rateText({ currency, per_eur: perEur, date, shipped }, row) {
  return say("rates.one", {
    rate: figure(perEur[row]),
    currency: currency[row],
    when: when(date[row], shipped[row]),
  });
}

/** The same, with the mean of the latest month that shipped. */
export function rateWithLatest(rates, row) {
  const [latest, month] = [rates.latest[row], rates.month[row]];
  const text = rateText(rates, row);
  return latest && month ? `${text}, ${say("rates.latest", { month: monthName(month), rate: figure(latest) })}` : text;
}
