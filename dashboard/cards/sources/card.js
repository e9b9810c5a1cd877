/** Where the figures are from, read only when somebody asks: one line for each parameter that was used. */

import { read } from "../../kit/api.js";
import { confidence } from "../../kit/confidence.js";
import { byId, write } from "../../kit/elements.js";
import { span } from "../../kit/format.js";
import { quantityOf, reference } from "../../kit/reference.js";
import { putTable } from "../../kit/tables.js";
import { say } from "../../kit/wording.js";
import { rateWithLatest } from "../../kit/written/rates.js";

export const view = "overview";

let query = () => "";
let [shown, tag] = ["", null];

/** @param {import("../../kit/cards.js").Page} page */
export function prepare(page) {
  query = page.query;
  byId("sources").addEventListener("toggle", show);
}

/** Read the sources again, if they are unfolded and anything has changed. */
export async function show() {
  if (!byId("sources").hasAttribute("open")) {
    return;
  }
  const wanted = query();
  const answer = await read(`/v1/view/sources?${wanted}`, wanted === shown ? tag : null).catch(() => null);
  if (answer) {
    [shown, tag] = [wanted, answer.tag];
    put(answer.body);
  }
}

function put({ parameters, rates }) {
  const columns = [
    { title: say("sources.figure") },
    { title: say("sources.value"), numeric: true },
    { title: say("sources.unit") },
    { title: say("sources.year"), numeric: true },
    { title: say("sources.source") },
    { title: say("coverage.confidence") },
  ];
  const rows = parameters.id.map((_, row) => cells(parameters, row));
  putTable("sources-table", say("sources.title"), columns, rows);
  const texts = rates.currency.map((_, row) => rateWithLatest(rates, row));
  write("sources-rates", texts.length ? say("sources.rates", { rates: texts.join("; ") }) : "");
}

function cells(p, row) {
  return [
    quantityOf(p, row),
    span(p.value[row], p.low[row], p.high[row]),
    [p.currency[row], p.unit[row]].filter(Boolean).join(" "),
    p.year[row] === null ? "" : String(p.year[row]),
    reference(p.source[row], p.url[row]),
    confidence(p.confidence[row]),
  ];
}
