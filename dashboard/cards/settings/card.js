/** Country, age, currency and wage: what the valuation needs and cannot see. */

import { read, send } from "../../kit/api.js";
import { byId, make, write, writeOrHide } from "../../kit/elements.js";
import { country as countryName, currencyName, price, readNumber, typed } from "../../kit/format.js";
import { methodLink, writeSentence } from "../../kit/sentence.js";
import { prepareOlder, showOlder } from "../../kit/sets.js";
import { language, say } from "../../kit/wording.js";

let known = null;

/** @param {string} id @returns {HTMLInputElement} */
const field = (id) => /** @type {HTMLInputElement} */ (byId(id));

/** Fill the form once, and save it when the person asks. @param {import("../../kit/cards.js").Page} page */
export async function load({ again }) {
  prepareOlder(showFigures);
  [known] = await Promise.all([read("/v1/preferences").then(({ body }) => body), showFigures()]);
  fillCountries();
  fill("currency", known.currencies, (code) => `${currencyName(code)} (${code})`);
  fillAges();
  field("country").value = known.country;
  field("age").value = String(known.age ?? "");
  field("currency").value = known.currency;
  field("wage").value = typed(known.wage_per_hour);
  help();
  sayNoCountry();
  for (const id of ["country", "age"]) {
    byId(id).addEventListener("change", help);
  }
  byId("settings").addEventListener("submit", (event) => {
    event.preventDefault();
    save().then(again, (error) => write("settings-state", error.message));
  });
}

/** Of which figures the set in use is. */
const showFigures = async () => showOlder((await read("/v1/assumptions")).body);

/** Those with a statutory minimum first: elsewhere there is a wage to type. */
function fillCountries() {
  const { code, wage } = known.countries;
  const [legal, others] = [true, false].map((has) => code.filter((_, row) => (wage[row] !== null) === has));
  byId("country").replaceChildren(
    make("optgroup", { label: say("settings.country.legal") }, ...options(legal, countryName)),
    make("optgroup", { label: say("settings.country.others") }, ...options(others, countryName)),
  );
}

/** Nothing stands for an adult. */
function fillAges() {
  const years = known.ages.map((age) => make("option", { value: String(age) }, say("settings.age.years", { age })));
  byId("age").replaceChildren(make("option", { value: "" }, say("settings.age.adult")), ...years);
}

/** An older version kept whatever two letters it was given. */
function sayNoCountry() {
  const [code, country] = [known.no_country, countryName(known.country)];
  writeOrHide("country-help", code ? say("settings.country.none", { code, country }) : null);
}

function fill(id, codes, nameOf) {
  byId(id).replaceChildren(...options(codes, nameOf));
}

function options(codes, nameOf) {
  const named = codes.map((code) => [code, nameOf(code)]);
  named.sort((a, b) => a[1].localeCompare(b[1], language));
  return named.map(([code, name]) => make("option", { value: code }, name));
}

/** What an empty wage stands for: the law's at this age in this country, where it has one. */
function help() {
  const [code, age] = [field("country").value, field("age").value];
  const { countries: adults, young } = known;
  const own = young.code.findIndex((other, row) => other === code && String(young.age[row]) === age);
  const [table, row] = own < 0 ? [adults, adults.code.indexOf(code)] : [young, own];
  const [wage, currency, place] = [table.wage[row], table.currency[row], table.parameter[row]];
  if (wage === null) {
    write("wage-help", own < 0 ? say("settings.wage.none") : say("settings.wage.age.none", { age }));
    return;
  }
  writeSentence("wage-help", minimum(own >= 0, age && !young.code.includes(code)), {
    age,
    wage: methodLink(place, price(wage, currency)),
  });
}

function minimum(atAge, adultsOnly) {
  if (atAge) {
    return say("settings.wage.age");
  }
  return adultsOnly ? say("settings.wage.adults") : say("settings.wage.help");
}

/** Save, and say so. */
async function save() {
  const wage = readNumber(field("wage").value);
  if (wage !== null && !(wage > 0)) {
    throw new Error(say("settings.wage.wrong"));
  }
  await send("/v1/preferences", {
    country: field("country").value,
    age: field("age").value === "" ? null : Number(field("age").value),
    currency: field("currency").value,
    wage_per_hour: wage,
  });
  write("settings-state", say("settings.saved"));
}
