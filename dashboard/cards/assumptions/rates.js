/** The exchange rates: dated figures that ship, and a person's own in their place. Nothing is fetched. */

import { byId, make, write } from "../../kit/elements.js";
import { currencyName, figure, readNumber, typed } from "../../kit/format.js";
import { say, sayMany } from "../../kit/wording.js";
import { lastDayOf, monthName, when } from "../../kit/written/rates.js";

const EURO = "EUR";
/** What most figures are in: always in sight, with whatever a person has changed. */
const OFTEN = ["USD", "GBP"];

/** @param {string} id @returns {HTMLInputElement} */
const field = (id) => /** @type {HTMLInputElement} */ (byId(id));

/** @param {{currency: string[], per_eur: number[], date: string[], latest: (number | null)[], month: string[], shipped: boolean[]}} rates */
export function showRates(rates) {
  const rows = rates.currency.map((_, row) => row).filter((row) => rates.currency[row] !== EURO);
  const near = rows.filter((row) => OFTEN.includes(rates.currency[row]) || !rates.shipped[row]);
  const others = rows.filter((row) => !near.includes(row));
  const fold = make("details", {}, make("summary", {}, sayMany("rates.more", others.length)));
  fold.append(make("div", { class: "rates" }, ...others.map((row) => line(rates, row))));
  byId("rates-rows").replaceChildren(
    ...near.map((row) => line(rates, row)),
    ...(others.length ? [fold] : []),
    another(),
  );
}

function line({ currency, per_eur: perEur, date, latest, month, shipped }, row) {
  const [code, own] = [currency[row], !shipped[row]];
  return make(
    "div",
    { class: "rate" },
    labelled(say("assume.rate", { currency: currencyName(code) }), rateInput(`rate-${code}`, typed(perEur[row]))),
    labelled(say("assume.rate.date", { currency: code }), dateInput(`date-${code}`, own ? date[row] : "")),
    make("p", { class: "small" }, when(date[row], shipped[row]), ...newest(code, latest[row], month[row])),
  );
}

/** The mean of the latest month that ships, to take as one's own rate. */
function newest(code, latest, month) {
  if (!latest || !month) {
    return [];
  }
  const named = { month: monthName(month), rate: figure(latest) };
  const button = make("button", { type: "button", class: "quiet" }, say("rates.use", named));
  button.setAttribute("aria-label", say("rates.use.one", { ...named, currency: currencyName(code) }));
  button.addEventListener("click", () => {
    field(`rate-${code}`).value = typed(latest);
    field(`date-${code}`).value = lastDayOf(month);
    write("assume-state", say("rates.filled"));
  });
  return [" ", button];
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
export function ratesOf({ currency, per_eur: perEur, shipped }) {
  const found = {};
  currency.forEach((code, row) => {
    if (code === EURO) {
      return;
    }
    const [rate, day] = [readNumber(field(`rate-${code}`).value), field(`date-${code}`).value];
    const same = shipped[row] && rate === perEur[row] && !day;
    if (rate !== null && !same) {
      found[code] = [rate, day];
    }
  });
  const code = field("rate-code").value.trim().toUpperCase();
  return code ? { ...found, [code]: [readNumber(field("rate-other").value), field("date-other").value] } : found;
}
