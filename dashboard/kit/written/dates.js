/** Days, months and periods as a person would write them, and durations. Days are counted from 1970-01-01. */

import { locale, say } from "../wording.js";

const DAY_MS = 86_400_000;
const [SECOND_MS, MINUTE_MS] = [1000, 60_000];
const whole = new Intl.NumberFormat(locale);
const parts = formatOf({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const short = formatOf({ weekday: "short", day: "2-digit", month: "short", year: "numeric" });
const weekdays = { long: formatOf({ weekday: "long" }), short: formatOf({ weekday: "short" }) };

/** A duration: seconds where there is no whole minute. @param {number} ms */
export function time(ms) {
  const [seconds, minutes] = [SECOND_MS, MINUTE_MS].map((unit) => Math.round(ms / unit));
  if (ms > 0 && seconds < 60) {
    return say("time.seconds", { seconds: Math.max(1, seconds) });
  }
  if (minutes < 60) {
    return say("time.minutes", { minutes });
  }
  const rest = String(minutes % 60).padStart(2, "0");
  return say("time.hours", { hours: whole.format(Math.floor(minutes / 60)), minutes: rest });
}

/** @param {number} day */
export function day(day) {
  const { number, month, year } = partsOf(day);
  return `${number} ${month} ${year}`;
}

/** A day written YYYY-MM-DD, as a person writes it. @param {string} iso */
export const dateOf = (iso) => day(Date.parse(iso) / DAY_MS);

/** @param {number} day any of the month */
export function month(day) {
  const { month, year } = partsOf(day);
  return `${month} ${year}`;
}

/** As it is stamped on a card. @param {number} day */
export const shortDay = (day) => short.format(day * DAY_MS);

/** @param {number} day @param {"long" | "short"} length */
export const weekdayName = (day, length) => weekdays[length].format(day * DAY_MS);

/**
 * One day, month or year by its name, else the two ends, with month and year once where they are the same.
 * @param {number} first
 * @param {number} last
 */
export function period(first, last) {
  const [start, end] = [partsOf(first), partsOf(last)];
  if (first === last) {
    return `${start.weekday} ${day(first)}`;
  }
  const ofYear = start.year === end.year;
  const within = ofYear && start.month === end.month;
  if (ofYear && start.at === 1 && partsOf(last + 1).at === 1) {
    if (within) {
      return month(first);
    }
    if (partsOf(first - 1).year !== start.year && partsOf(last + 1).year !== end.year) {
      return start.year;
    }
  }
  const to = day(last);
  if (within) {
    return say("period.within", { from: start.number, to });
  }
  return say("period.across", { from: ofYear ? `${start.number} ${start.month}` : day(first), to });
}

/** The same to stand alone: with a capital. @param {number} first @param {number} last */
export function title(first, last) {
  const text = period(first, last);
  return text[0].toLocaleUpperCase(locale) + text.slice(1);
}

const BUCKETS = {
  day: (start) => period(start, start),
  week: (start) => say("bucket.week", { from: day(start) }),
  month,
};

/** @param {number} start day @param {string} step day, week or month */
export const bucket = (start, step) => BUCKETS[step](start);

/** A day as YYYY-MM-DD. @param {number} day */
export const isoDay = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The first of a French month has a name of its own, which CLDR leaves out. */
function partsOf(day) {
  const found = parts.formatToParts(day * DAY_MS).map(({ type, value }) => [type, value]);
  const { weekday, day: number, month, year } = Object.fromEntries(found);
  return { at: Number(number), number: number === "1" ? say("period.first") : number, month, year, weekday };
}

/** @param {Intl.DateTimeFormatOptions} style */
function formatOf(style) {
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...style });
}
