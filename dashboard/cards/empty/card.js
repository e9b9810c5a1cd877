/** The first day: what is worth how much before anything has been counted, from the figures alone. */

import { read } from "../../kit/api.js";
import { moneyLink } from "../../kit/amounts.js";
import { byId } from "../../kit/elements.js";
import { country, number, price, today } from "../../kit/format.js";
import { putTable } from "../../kit/tables.js";
import { methodLink, writeSentence } from "../../kit/sentence.js";
import { say } from "../../kit/wording.js";

export const view = "overview";

const METHODS = ["piece_price", "captured", "time_at_wage"];

const EXAMPLES = {
  hour: (given) => say("empty.hour", given),
  likes: (given) => say("empty.likes", given),
  captchas: (given) => say("empty.captchas", given),
  prompts: (given) => say("empty.prompts", given),
};

/** Without its figures the page still says how to begin. @param {any} overview */
export function show({ ever }) {
  byId("empty").hidden = ever;
  if (!ever) {
    const view = read(`/v1/view/tariff?period=day&until=${today()}`);
    view.then(({ body }) => showTariff(body)).catch((error) => console.warn(error));
  }
}

/** @param {any} answer */
function showTariff({ currency, rows, ...legal }) {
  writeWage(legal, currency);
  const head = [
    { title: say("empty.what") },
    { title: say("method.piece_price"), numeric: true },
    { title: say("method.captured"), numeric: true },
    { title: say("method.time_at_wage"), numeric: true },
  ];
  const cells = rows.what.map((what, row) => [
    EXAMPLES[what]({ n: number(rows.n[row]), platform: rows.platform[row] }),
    ...METHODS.map((method) => moneyLink(method, rows[method][row], currency)),
  ]);
  putTable("empty-table", say("empty.tariff"), head, cells);
  byId("empty-tariff").hidden = false;
}

function writeWage({ country: code, wage, home, home_age: age }, currency) {
  const place = { country: country(code), age: String(age) };
  if (wage === null) {
    writeSentence("empty-rate", say("empty.wage.none"), place);
  } else if (home) {
    const text = age === null ? say("empty.wage") : say("empty.wage.age");
    writeSentence("empty-rate", text, { ...place, wage: methodLink(home, price(wage, currency)) });
  } else {
    writeSentence("empty-rate", say("empty.wage.own"), { wage: price(wage, currency) });
  }
}
