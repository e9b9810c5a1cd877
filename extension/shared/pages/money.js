/** Money as the dashboard writes it too: `tests/vectors/written.json` holds both to the same words. */

import { localeOf, sayer } from "./wording.js";

const DIGITS = 2;
/** Where the tables of browsers and of Babel disagree: nobody pays with such small coins any more. */
const DECIMALS = { COP: 0, HUF: 0, IDR: 0, PKR: 0, RSD: 0 };
/** Written by its code: its sign is another one in every table. */
const BY_CODE = new Set(["RON"]);
/** An estimate from here on has no decimals. */
const WITHOUT_PLACES = 10;

/**
 * An estimate, rounded once: to two digits, or to the smallest unit where that is coarser.
 * @param {number | null} amount null: there is no figure, which is not zero
 * @param {string} currency ISO 4217 @param {import("./wording.js").Language} language
 */
export function money(amount, currency, language) {
  const say = sayer(language);
  if (!Number.isFinite(amount)) {
    return say("figure_none");
  }
  const { places, styled } = styleOf(currency, language);
  const least = 10 ** -places;
  if (amount > 0 && amount < least) {
    return say("figure_under", { amount: styled(places).format(least) });
  }
  const rounded = rounding(places).format(decimal(amount));
  const size = Math.abs(Number(rounded));
  return styled(size > 0 && size < WITHOUT_PLACES ? places : 0).format(decimal(rounded));
}

/** The same, in full where the smallest unit is too coarse: for tooltips. */
export function exact(amount, currency, language) {
  const { places, digits } = styleOf(currency, language);
  const under = amount > 0 && amount < 10 ** -places;
  return under ? digits.format(decimal(amount)) : money(amount, currency, language);
}

/** From where to where an estimate reaches. */
export function range(low, high, currency, language) {
  const [from, to] = [low, high].map((amount) => money(amount, currency, language));
  const under = low > 0 && low < 10 ** -styleOf(currency, language).places;
  const upTo = under && from !== to && Number.isFinite(high);
  return upTo ? sayer(language)("figure_upto", { to }) : between(low, high, from, to, language);
}

/** The same for tooltips. */
export function exactRange(low, high, currency, language) {
  const [from, to] = [low, high].map((amount) => exact(amount, currency, language));
  return between(low, high, from, to, language);
}

function between(low, high, from, to, language) {
  const say = sayer(language);
  if (!Number.isFinite(low) || !Number.isFinite(high)) {
    return say("figure_none");
  }
  return from === to ? to : say("figure_range", { from, to });
}

/** The decimal number that is read where `n` is printed: halves are halves for everybody. */
const decimal = (n) => /** @type {`${number}`} */ (String(n));

function rounding(places) {
  const coarser = /** @type {const} */ ({ maximumFractionDigits: places, roundingPriority: "lessPrecision" });
  return new Intl.NumberFormat("en", { useGrouping: false, maximumSignificantDigits: DIGITS, ...coarser });
}

function styleOf(currency, language) {
  const style = currencyStyle(currency);
  const made = (digits) => new Intl.NumberFormat(localeOf(language), { ...style, ...digits });
  return {
    places: made({}).resolvedOptions().maximumFractionDigits,
    digits: made({ maximumSignificantDigits: DIGITS, minimumSignificantDigits: DIGITS }),
    styled: (places) => made({ minimumFractionDigits: places, maximumFractionDigits: places }),
  };
}

/** @param {string} currency @returns {Intl.NumberFormatOptions} */
function currencyStyle(currency) {
  const places = DECIMALS[currency];
  const fixed = places === undefined ? {} : { minimumFractionDigits: places, maximumFractionDigits: places };
  return { style: "currency", currency, currencyDisplay: BY_CODE.has(currency) ? "code" : "narrowSymbol", ...fixed };
}
