/** Where the figures are from, read only when somebody asks: one line for each parameter that was used. */

import { read } from "./api.js";
import { confidence } from "./confidence.js";
import { byId, write } from "./elements.js";
import { figure, span } from "./format.js";
import { quantityOf, reference } from "./reference.js";
import { putTable } from "./tables.js";
import { say } from "./wording.js";

let query = () => "";
let [shown, tag] = ["", null];

/** @param {() => string} asked the query of the period that the page shows */
export function followSources(asked) {
  query = asked;
  byId("sources").addEventListener("toggle", showSources);
}

/** Read the sources again, if they are unfolded and anything has changed. */
export async function showSources() {
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
  const others = rates.currency.map((code, row) => `${figure(rates.per_eur[row])} ${code}`);
  write("sources-rates", say("sources.rates", { rates: others.join(" = ") }));
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
