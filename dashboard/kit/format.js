/** Numbers, money, time and days as the reader of this language writes them: `tests/vectors/written.json` says how. */

import { decimal } from "./written/money.js";
import { locale, say } from "./wording.js";

export { bucket, dateOf, day, isoDay, month, period, shortDay, time, title, weekdayName } from "./written/dates.js";
export { exact, exactRange, money, price, range } from "./written/money.js";

const whole = new Intl.NumberFormat(locale);
const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
const signed = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" });
const LEAST_SHARE = 0.005;

/** @param {number} n */
export const number = (n) => whole.format(n);

/** Less than half a percent is not nothing. @param {number} share between 0 and 1 */
export function share(share) {
  const little = share > 0 && share < LEAST_SHARE;
  return little ? say("figure.under", { amount: percent.format(0.01) }) : percent.format(decimal(share));
}

/** A change with its sign. @param {number} share of what it was */
export const growth = (share) => signed.format(share);

/** A parameter as its source gives it. @param {number} n */
export const figure = (n) => new Intl.NumberFormat(locale, { maximumSignificantDigits: 6 }).format(decimal(n));

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

/** A full hour on the clock, from 0 to 24. @param {number} hour */
export const clock = (hour) => say("time.clock", { hour });

/** @param {number | null} at UTC milliseconds */
export function moment(at) {
  if (!at) {
    return say("time.never");
  }
  const thisYear = new Date(at).getFullYear() === new Date().getFullYear();
  const style = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: thisYear ? undefined : "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
  const isFirst = ({ type, value }) => type === "day" && value === "1";
  return style
    .formatToParts(at)
    .map((part) => (isFirst(part) ? say("period.first") : part.value))
    .join("");
}

/** The clock on the wall where something was done. @param {number} at UTC milliseconds @param {number} offset minutes */
export const localMoment = (at, offset) =>
  new Intl.DateTimeFormat(locale, { timeZone: "UTC", dateStyle: "medium", timeStyle: "short" }).format(
    at + offset * 60_000,
  );

const BYTES = ["byte", "kilobyte", "megabyte", "gigabyte"];

/** The size of a file. @param {number} n bytes */
export function bytes(n) {
  const step = Math.min(BYTES.length - 1, Math.floor(Math.log(Math.max(n, 1)) / Math.log(1000)));
  const style = { style: "unit", unit: BYTES[step], unitDisplay: "short", maximumFractionDigits: n < 1e6 ? 0 : 1 };
  return new Intl.NumberFormat(locale, /** @type {Intl.NumberFormatOptions} */ (style)).format(n / 1000 ** step);
}

/** @param {string} code ISO 3166 */
export const country = (code) => new Intl.DisplayNames(locale, { type: "region" }).of(code);

/** @param {string} code ISO 4217 */
export const currencyName = (code) => new Intl.DisplayNames(locale, { type: "currency" }).of(code);

/** Today here, as YYYY-MM-DD. */
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}
