/** What the figures and formulas were until others took their place, and why: a list, and a line beside each. */

import { byId, make, write } from "../../kit/elements.js";
import { dateOf } from "../../kit/format.js";
import { language, say, sayMany } from "../../kit/wording.js";

const RATES = "FX";

/** @param {any} view the method page's; without changes where figures of before are in use */
export function showChanges(view) {
  byId("changes").hidden = !view.changes;
  if (!view.changes) {
    return;
  }
  const { until, old, reasons } = view.changes;
  write("changes-title", say("changed.title", { date: dateOf(until) }));
  write("changes-count", sayMany("changed.show", reasons.length));
  byId("changes-list").replaceChildren(...reasons.map((reason) => line(view, reason)));
  byId("changes-before").setAttribute("href", `/worth?period=month&set=${old}`);
}

function line(view, { ids, why, titles }) {
  const known = [...view.models.id, ...view.parameters.id];
  const links = ids.flatMap((id, at) => [
    at ? ", " : "",
    known.includes(id) ? make("a", { href: `#${id}` }, id) : gone(id),
  ]);
  const model = view.models.id.includes(ids[0]);
  return make(
    "li",
    {},
    make("strong", model || ids[0] === RATES ? {} : { lang: "en" }, titles[language]),
    ". ",
    why[language],
    make("span", { class: "small" }, " ", ...links),
  );
}

/** The rates are in the form of the settings; what is no longer used is nowhere. */
const gone = (id) =>
  id === RATES ? make("a", { href: "#rates" }, id) : make("span", {}, `${id} (${say("changed.gone")})`);
