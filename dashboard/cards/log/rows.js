/** One act as a row: chosen with a box, struck with a button, and taken back where it stands. */

import { tickBox } from "../../kit/acts/ticked.js";
import { kindName, platformName } from "../../kit/acts/names.js";
import { make } from "../../kit/elements.js";
import { localMoment, number, time } from "../../kit/format.js";
import { striking } from "../../kit/acts/strike.js";
import { say } from "../../kit/wording.js";

/** @param {any} act @returns {HTMLElement} */
export function actRow(act) {
  const when = localMoment(act.at, act.offset_min);
  const name = say("data.act", { kind: kindName(act.kind), platform: platformName(act.platform), when });
  const row = make("tr", { role: "row" });
  row.append(
    cell({ class: "choose" }, tickBox(row, act, name)),
    make("th", { scope: "row", role: "rowheader" }, when),
    cell({}, kindName(act.kind)),
    cell({}, platformName(act.platform)),
    cell({ class: "number" }, say("data.times", { n: number(act.n) })),
    cell({ class: "number" }, act.ms ? time(act.ms) : ""),
    cell({}, whose(act)),
    cell({ class: "deed" }, striking(name, row)),
  );
  return row;
}

const cell = (attributes, content) => make("td", { role: "cell", ...attributes }, content);

function whose(act) {
  return act.by_hand ? say("data.acts.by.hand") : (act.browser ?? say("data.acts.unknown"));
}
