/** The exchange rates: dated figures of a person's own choosing. Nothing is fetched. */

import { byId, make } from "../../kit/elements.js";
import { currencyName, readNumber, typed } from "../../kit/format.js";
import { say } from "../../kit/wording.js";

const EURO = "EUR";

/** @param {string} id @returns {HTMLInputElement} */
const field = (id) => /** @type {HTMLInputElement} */ (byId(id));

/** @param {{currency: string[], per_eur: number[], date: string[]}} rates */
export function showRates({ currency, per_eur: perEur, date }) {
  const rows = currency.map((code, row) => (code === EURO ? null : line(code, perEur[row], date[row])));
  byId("rates-rows").replaceChildren(...rows.filter(Boolean), another());
}

function line(code, perEur, date) {
  return make(
    "div",
    { class: "rate" },
    labelled(say("assume.rate", { currency: currencyName(code) }), rateInput(`rate-${code}`, typed(perEur))),
    labelled(say("assume.rate.date", { currency: code }), dateInput(`date-${code}`, date)),
  );
}

function another() {
  const code = make("input", { id: "rate-code", maxlength: "3", autocomplete: "off", autocapitalize: "characters" });
  return make(
    "div",
    { class: "rate" },
    labelled(say("assume.rate.other"), code),
    labelled(say("assume.rate.other.rate"), rateInput("rate-other", "")),
    labelled(say("assume.rate.other.date"), dateInput("date-other", "")),
  );
}

const rateInput = (id, value) => make("input", { id, value, inputmode: "decimal", autocomplete: "off" });
const dateInput = (id, value) => make("input", { id, value, type: "date" });

function labelled(text, input) {
  return make("p", {}, make("label", { for: input.id }, text), input);
}

/** The rates that differ from what ships, as a set keeps them. An emptied field is the shipped rate again. */
export function ratesOf({ currency, per_eur: perEur, date, shipped }) {
  const found = {};
  currency.forEach((code, row) => {
    if (code === EURO) {
      return;
    }
    const [rate, day] = [readNumber(field(`rate-${code}`).value), field(`date-${code}`).value];
    const same = shipped[row] && rate === perEur[row] && day === date[row];
    if (rate !== null && !same) {
      found[code] = [rate, day];
    }
  });
  const code = field("rate-code").value.trim().toUpperCase();
  return code ? { ...found, [code]: [readNumber(field("rate-other").value), field("date-other").value] } : found;
}
