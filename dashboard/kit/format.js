/** Numbers, money, time and days as the reader of this language writes them. */

import { language, say } from "./wording.js";

const DAY_MS = 86_400_000;
const locale = language === "fr" ? "fr-FR" : "en-GB";
const whole = new Intl.NumberFormat(locale);
const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
const signed = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" });
const SMALLEST = 0.0001;

/** @param {number} n */
export const number = (n) => whole.format(n);

/** Less than half a percent is not nothing. @param {number} share between 0 and 1 */
export function share(share) {
  const little = share > 0 && share < 0.005;
  return little ? say("figure.under", { amount: percent.format(0.01) }) : percent.format(share);
}

/** A change with its sign. @param {number} share of what it was */
export const growth = (share) => signed.format(share);

/** A parameter as its source gives it. @param {number} n */
export const figure = (n) => new Intl.NumberFormat(locale, { maximumSignificantDigits: 6 }).format(n);

/** A parameter with its range. @param {number | null} value @param {number | null} low @param {number | null} high */
export function span(value, low, high) {
  const bounds = low === null && high === null ? "" : ` (${figure(low ?? value)} – ${figure(high ?? value)})`;
  return value === null ? say("figure.none") : figure(value) + bounds;
}

/** A figure to type over: no spaces between thousands. @param {number | null} n */
export function typed(n) {
  const style = { useGrouping: false, maximumSignificantDigits: 15 };
  return n === null ? "" : new Intl.NumberFormat(locale, style).format(n);
}

/** What somebody typed, a comma being a decimal point; null for nothing, NaN for what is no number. */
export function readNumber(text) {
  const written = text.replace(/\s/g, "").replace(",", ".");
  return written === "" ? null : Number(written);
}

/**
 * Two significant digits and never more: the figures are not known to the cent.
 * @param {number | null} amount null: not computable, which is not zero
 * @param {string} currency
 */
export function money(amount, currency) {
  if (amount === null || amount === undefined) {
    return say("figure.none");
  }
  if (amount > 0 && amount < SMALLEST) {
    return say("figure.under", { amount: written(SMALLEST, currency) });
  }
  return written(amount, currency);
}

/**
 * @param {number | null} low
 * @param {number | null} high
 * @param {string} currency
 */
export function range(low, high, currency) {
  if (low === null || high === null) {
    return say("figure.none");
  }
  const [from, to] = [money(low, currency), money(high, currency)];
  return from === to ? to : say("figure.range", { from, to });
}

function written(amount, currency) {
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    maximumSignificantDigits: 2,
    minimumSignificantDigits: amount === 0 ? 1 : 2,
  }).format(amount);
}

/** A known amount, such as a statutory wage: to the cent. @param {number} amount @param {string} currency */
export function price(amount, currency) {
  return new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).format(amount);
}

/** @param {number} ms of attention */
export function time(ms) {
  const minutes = Math.round(ms / 60_000);
  if (ms > 0 && minutes === 0) {
    return say("time.seconds", { seconds: number(Math.max(1, Math.round(ms / 1000))) });
  }
  if (minutes < 60) {
    return say("time.minutes", { minutes: number(minutes) });
  }
  const rest = String(minutes % 60).padStart(2, "0");
  return say("time.hours", { hours: number(Math.floor(minutes / 60)), minutes: rest });
}

/**
 * @param {number} day since 1970-01-01
 * @param {Intl.DateTimeFormatOptions} [style]
 */
export function day(day, style = { weekday: "long", day: "numeric", month: "long" }) {
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...style }).format(day * DAY_MS);
}

const BUCKETS = {
  day: (start) => day(start),
  week: (start) => say("bucket.week", { from: day(start, { day: "numeric", month: "long", year: "numeric" }) }),
  month: (start) => day(start, { month: "long", year: "numeric" }),
};

/** @param {number} start day @param {number} end the day after the last @param {string} step day, week or month */
export const bucket = (start, end, step) => BUCKETS[step](start);

/** A full hour on the clock, from 0 to 24. @param {number} hour */
export const clock = (hour) => say("time.clock", { hour });

/** @param {number | null} at UTC milliseconds */
export function moment(at) {
  if (!at) {
    return say("time.never");
  }
  const thisYear = new Date(at).getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: thisYear ? undefined : "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
}

/** The clock on the wall where something was done. @param {number} at UTC milliseconds @param {number} offset minutes */
export const localMoment = (at, offset) =>
  new Intl.DateTimeFormat(locale, { timeZone: "UTC", dateStyle: "medium", timeStyle: "short" }).format(at + offset * 60_000);

const BYTES = ["byte", "kilobyte", "megabyte", "gigabyte"];

/** The size of a file. @param {number} n bytes */
export function bytes(n) {
  const step = Math.min(BYTES.length - 1, Math.floor(Math.log(Math.max(n, 1)) / Math.log(1000)));
  const style = { style: "unit", unit: BYTES[step], unitDisplay: "short", maximumFractionDigits: n < 1e6 ? 0 : 1 };
  return new Intl.NumberFormat(locale, /** @type {Intl.NumberFormatOptions} */ (style)).format(n / 1000 ** step);
}

/** A day as YYYY-MM-DD. @param {number} day since 1970-01-01 */
export const isoDay = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** A day written YYYY-MM-DD, as a person writes it. @param {string} iso */
export const dateOf = (iso) => day(Date.parse(iso) / DAY_MS, { day: "numeric", month: "long", year: "numeric" });

/** @param {string} code ISO 3166 */
export const country = (code) => new Intl.DisplayNames(locale, { type: "region" }).of(code);

/** @param {string} code ISO 4217 */
export const currencyName = (code) => new Intl.DisplayNames(locale, { type: "currency" }).of(code);

/** Today here, as YYYY-MM-DD. */
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}
