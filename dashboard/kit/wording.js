/** The texts of the page, by key; the same file that the server's templates read. */

/** "en" or "fr": what the server wrote the page in. */
export const language = document.documentElement.lang;
/** How that language writes figures. */
export const locale = language === "fr" ? "fr-FR" : "en-GB";

const CHOICE = "pointeuse.language";
const texts = await (await fetch(`/static/wording/${language}.json`)).json();
const plurals = new Intl.PluralRules(language);

/**
 * @param {string} key
 * @param {Record<string, string | number>} [given] replaces each {name} of the text
 * @returns {string}
 */
export function say(key, given = {}) {
  return texts[key].replace(/\{(\w+)\}/g, (whole, name) => String(given[name] ?? whole));
}

/**
 * The text of `key` for `count` things: "key.one" or "key.other".
 * @param {string} key
 * @param {number} count
 * @param {Record<string, string | number>} [given]
 */
export function sayMany(key, count, given = {}) {
  const form = plurals.select(count) === "one" ? "one" : "other";
  return say(`${key}.${form}`, { count: new Intl.NumberFormat(locale).format(count), ...given });
}

/** Go to the language the person chose before, unless the address already names one; keep a new choice. */
export function keepLanguage() {
  const asked = new URLSearchParams(location.search).get("lang");
  const kept = localStorage.getItem(CHOICE);
  if (!asked && kept && kept !== language) {
    const query = new URLSearchParams(location.search);
    query.set("lang", kept);
    location.replace(`?${query}${location.hash}`);
  }
  for (const link of document.querySelectorAll("[data-language]")) {
    link.addEventListener("click", () => localStorage.setItem(CHOICE, link.getAttribute("data-language")));
  }
}
