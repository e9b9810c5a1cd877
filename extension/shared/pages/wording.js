/**
 * Words, numbers and times in the person's language. The browser can only speak its own language; we
 * let the person choose, so both sets of messages are here. For pages: the background must import no JSON.
 */

import en from "../../_locales/en/messages.json" with { type: "json" };
import fr from "../../_locales/fr/messages.json" with { type: "json" };

/** @typedef {"en" | "fr"} Language */
/** @typedef {(key: string, values?: Record<string, string | number>) => string} Say */

const MESSAGES = { en, fr };

/**
 * @param {Language} language
 * @returns {Say} a message; `{name}` in it stands for a value; a value `count` chooses key_one or key_other
 */
export function sayer(language) {
  const plural = new Intl.PluralRules(language);
  return (key, values = {}) => {
    const name = "count" in values ? `${key}_${plural.select(Number(values.count)) === "one" ? "one" : "other"}` : key;
    const text = MESSAGES[language][name]?.message;
    if (text === undefined) {
      throw new Error(`no message ${name} in ${language}`);
    }
    return text.replace(/\{(\w+)\}/g, (whole, value) => shown(values[value], language) ?? whole);
  };
}

function shown(value, language) {
  return typeof value === "number" ? number(value, language) : value;
}

/** How a language writes figures. @param {Language} language */
export const localeOf = (language) => (language === "fr" ? "fr-FR" : "en-GB");

/** @param {number} n @param {Language} language */
export const number = (n, language) => new Intl.NumberFormat(localeOf(language)).format(n);

/** @param {number} at wall clock, ms @param {Language} language */
export function clockTime(at, language) {
  return new Intl.DateTimeFormat(localeOf(language), { hour: "2-digit", minute: "2-digit" }).format(at);
}

/** @param {number} at wall clock, ms @param {Language} language */
export function shortDate(at, language) {
  return new Intl.DateTimeFormat(localeOf(language), { weekday: "short", day: "numeric", month: "short" }).format(at);
}

/**
 * A day with its year, as one looks back on it.
 * @param {number} at wall clock, ms @param {Language} language
 * @param {string} [timeZone] UTC for a day that was a local one once
 */
export function dateOf(at, language, timeZone) {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: "medium", timeZone }).format(at);
}

/** @param {string[]} items @param {Language} language */
export function listed(items, language) {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(items);
}
