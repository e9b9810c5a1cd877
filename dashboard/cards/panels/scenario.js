/** The universal digital income: a levy on platforms' profit, shared out. A scenario, not a forecast. */

import { moneyLink } from "../../kit/amounts.js";
import { byId, make, write } from "../../kit/elements.js";
import { price, share } from "../../kit/format.js";
import { methodLink, writeSentence } from "../../kit/sentence.js";
import { language, say } from "../../kit/wording.js";

const MONTHS = 12;
let [scenario, currency] = [null, "EUR"];

/** @param {string} id @returns {HTMLInputElement} */
const field = (id) => /** @type {HTMLInputElement} */ (byId(id));

/** Work it out anew at every move of the slider. */
export function prepareScenario() {
  byId("levy").addEventListener("input", compute);
  byId("sharers").addEventListener("change", compute);
}

/** @param {any} given what a levy of everything would pay, by who shares it @param {string} money of the amounts */
export function showScenario(given, money) {
  const first = scenario === null;
  [scenario, currency] = [given, money];
  byId("scenario").hidden = !given;
  if (!given) {
    return;
  }
  if (first) {
    field("levy").value = String(Math.round(given.levy * 100));
    byId("sharers").replaceChildren(
      ...given.sharers.map((id, row) => make("option", { value: id }, given.labels[language][row])),
    );
  }
  compute();
  showSober(given.sober);
}

function compute() {
  const rate = Number(field("levy").value) / 100;
  const all = scenario.yearly[scenario.sharers.indexOf(field("sharers").value)];
  const rateShown = share(rate);
  write("levy-shown", rateShown);
  byId("levy").setAttribute("aria-valuetext", rateShown);
  if (all === null || all === undefined) {
    write("scenario-result", say("figure.none"));
    return;
  }
  writeSentence("scenario-result", say("scenario.result"), {
    year: moneyLink("F7", all * rate, currency),
    month: moneyLink("F7", (all * rate) / MONTHS, currency),
  });
}

/** What one firm takes in, beside it; an older edition does not say. */
function showSober({ europe, world }) {
  if (europe && world) {
    writeSentence("scenario-sober", say("scenario.sober"), { europe: known(europe), world: known(world) });
  } else {
    write("scenario-sober", say("figure.not_here"));
  }
}

/** An amount in the money of the accounts that it is from. */
const known = ({ id, value, currency: money }) =>
  methodLink(id, value === null ? say("figure.none") : price(value, money));
