/** Money: what labour is worth is an estimate of two digits, a wage is a price in full. */

import { locale, say } from "../wording.js";

const DIGITS = 2;
/** Where the tables of browsers and of Babel disagree: nobody pays with such small coins any more. */
const DECIMALS = { COP: 0, HUF: 0, IDR: 0, PKR: 0, RSD: 0 };
/** Written by its code: its sign is another one in every table. */
const BY_CODE = new Set(["RON"]);
/** An estimate from here on has no decimals. */
const WITHOUT_PLACES = 10;
const known = new Map();

/** The decimal number that is read where `n` is printed: halves are halves for everybody. @param {number} n */
export const decimal = (n) => /** @type {`${number}`} */ (String(n));

/**
 * An estimate, rounded once: to two digits, or to the smallest unit where that is coarser.
 * @param {number | null} amount null: not computable, which is not zero
 * @param {string} currency ISO 4217
 */
export function money(amount, currency) {
  if (amount === null || amount === undefined) {
    return say("figure.none");
  }
  if (isUnder(amount, currency)) {
    return say("figure.under", { amount: price(leastOf(currency), currency) });
  }
  const { rounding, whole, full } = formats(currency);
  const rounded = rounding.format(decimal(amount));
  const size = Math.abs(Number(rounded));
  return (size > 0 && size < WITHOUT_PLACES ? full : whole).format(rounded);
}

/** The same, in full where the smallest unit is too coarse: for tooltips. @param {number | null} amount @param {string} currency */
export function exact(amount, currency) {
  return isUnder(amount, currency) ? formats(currency).digits.format(decimal(amount)) : money(amount, currency);
}

/** @param {number | null} low @param {number | null} high @param {string} currency */
export function range(low, high, currency) {
  const [from, to] = [money(low, currency), money(high, currency)];
  return isUnder(low, currency) && from !== to && high !== null
    ? say("figure.upto", { to })
    : between(low, high, from, to);
}

/** The same for tooltips. @param {number | null} low @param {number | null} high @param {string} currency */
export const exactRange = (low, high, currency) => between(low, high, exact(low, currency), exact(high, currency));

/** A known amount, such as a statutory wage: all of its smallest units. @param {number} amount @param {string} currency */
export const price = (amount, currency) => formats(currency).full.format(decimal(amount));

function between(low, high, from, to) {
  if (low === null || high === null) {
    return say("figure.none");
  }
  return from === to ? to : say("figure.range", { from, to });
}

/** More than nothing, and less than there is a coin for. */
const isUnder = (amount, currency) => amount > 0 && amount < leastOf(currency);

const leastOf = (currency) => 10 ** -formats(currency).places;

function formats(currency) {
  if (!known.has(currency)) {
    known.set(currency, made(currency));
  }
  return known.get(currency);
}

function made(currency) {
  const style = currencyStyle(currency);
  const full = new Intl.NumberFormat(locale, style);
  const places = full.resolvedOptions().maximumFractionDigits;
  const coarser = /** @type {const} */ ({ maximumFractionDigits: places, roundingPriority: "lessPrecision" });
  const digits = { maximumSignificantDigits: DIGITS, minimumSignificantDigits: DIGITS };
  return {
    places,
    full,
    whole: new Intl.NumberFormat(locale, { ...style, minimumFractionDigits: 0, maximumFractionDigits: 0 }),
    digits: new Intl.NumberFormat(locale, { ...style, ...digits }),
    rounding: new Intl.NumberFormat("en", { useGrouping: false, maximumSignificantDigits: DIGITS, ...coarser }),
  };
}

/** @param {string} currency @returns {Intl.NumberFormatOptions} */
function currencyStyle(currency) {
  const places = DECIMALS[currency];
  const fixed = places === undefined ? {} : { minimumFractionDigits: places, maximumFractionDigits: places };
  return { style: "currency", currency, currencyDisplay: BY_CODE.has(currency) ? "code" : "narrowSymbol", ...fixed };
}
