/** Country, currency and wage: what the valuation needs and cannot see. */

import { read, send } from "../../kit/api.js";
import { byId, make, write } from "../../kit/elements.js";
import { country as countryName, currencyName, price, readNumber, typed } from "../../kit/format.js";
import { methodLink, writeSentence } from "../../kit/sentence.js";
import { language, say } from "../../kit/wording.js";

let known = null;

/** @param {string} id @returns {HTMLInputElement} */
const field = (id) => /** @type {HTMLInputElement} */ (byId(id));

/** Fill the form once, and save it when the person asks. @param {import("../../kit/cards.js").Page} page */
export async function load({ again }) {
  known = (await read("/v1/preferences")).body;
  fillCountries();
  fill("currency", known.currencies, (code) => `${currencyName(code)} (${code})`);
  field("country").value = known.country;
  field("currency").value = known.currency;
  field("wage").value = typed(known.wage_per_hour);
  help();
  byId("country").addEventListener("change", help);
  byId("settings").addEventListener("submit", (event) => {
    event.preventDefault();
    save().then(again, (error) => write("settings-state", error.message));
  });
}

/** Those with a statutory minimum first: elsewhere there is a wage to type. */
function fillCountries() {
  const { code, wage } = known.countries;
  const [legal, others] = [true, false].map((has) => code.filter((_, row) => (wage[row] !== null) === has));
  byId("country").replaceChildren(
    make("optgroup", { label: say("settings.country.legal") }, ...options(legal, countryName)),
    make("optgroup", { label: say("settings.country.others") }, ...options(others, countryName)),
  );
}

function fill(id, codes, nameOf) {
  byId(id).replaceChildren(...options(codes, nameOf));
}

function options(codes, nameOf) {
  const named = codes.map((code) => [code, nameOf(code)]);
  named.sort((a, b) => a[1].localeCompare(b[1], language));
  return named.map(([code, name]) => make("option", { value: code }, name));
}

function help() {
  const row = known.countries.code.indexOf(field("country").value);
  const [wage, currency] = [known.countries.wage[row], known.countries.currency[row]];
  if (wage === null) {
    write("wage-help", say("settings.wage.none"));
    return;
  }
  const place = known.countries.parameter[row];
  writeSentence("wage-help", say("settings.wage.help"), { wage: methodLink(place, price(wage, currency)) });
}

/** Save, and say so. */
async function save() {
  const wage = readNumber(field("wage").value);
  if (wage !== null && !(wage > 0)) {
    throw new Error(say("settings.wage.wrong"));
  }
  await send("/v1/preferences", {
    country: field("country").value,
    currency: field("currency").value,
    wage_per_hour: wage,
  });
  write("settings-state", say("settings.saved"));
}
